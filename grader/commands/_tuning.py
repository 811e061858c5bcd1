"""`kru rubric diff|whatif|pull|push`: what a change does before it does it, and rubrics as files, so that git works."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands import _browser, _log, _plays, _rubrics
from grader.language import N_, say

if TYPE_CHECKING:
    from grader.batch import Work
    from grader.inputs import Item
    from grader.rubric.loaded import LoadedRubric
    from grader.rubric.trial import TrialReport
    from grader.rubric.whatif import Moved

CHANGED = SOME_DOWN = EXAMPLE_FAILED = 1
NO_FILES, IN_THE_WAY = 4, 4
SAME = N_("Nothing changed.")
WHO = N_("{up} go up, {down} go down, {stay} stay.")
UNSEEN = N_("{count} files could not be graded with both.")
ANEW = N_("Kru looked anew for: {names}.")
NOT_PLAYED = N_("Nothing was played. What needs playing stays open.")
WHOLE = N_("the whole")
THERE = N_("{place} is there and differs. Say --over to replace it.")
PULLED = N_("{name} lies in {place} now.")
PUSHED = N_("{name} lies in {place} now. Kru uses it in a moment.")
VERSION = N_("Version {version} is there with other points. Write version: {next}.")

LANGUAGE = click.option(
    "--lang", "language", default="en", envvar="KRU_LANG", show_default=True, help="Language, such as km."
)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(
    epilog="""\b
    Examples:
      kru rubric diff m2-w10-catch-game my-catch-game/
      git show HEAD~1:my-week/rubric.yaml > old.yaml && kru rubric diff old.yaml my-week/

    \b
    Exit codes: 0 nothing changed, 1 something did, 2 usage, 3 one is not valid yet."""
)
@click.argument("old", metavar="OLD", shell_complete=_rubrics.complete)
@click.argument("new", metavar="NEW", shell_complete=_rubrics.complete)
@LANGUAGE
@click.pass_context
def diff(ctx: click.Context, old: str, new: str, language: str) -> None:
    """Say in plain words what changed between two rubrics."""
    from grader.rubric.differ import differences

    changes = differences(_rubrics.load(ctx, old, language), _rubrics.load(ctx, new, language))
    for change in changes:
        click.echo(change.say(language))
    if not changes:
        click.echo(say(SAME, language))
    ctx.exit(CHANGED if changes else 0)


@click.command(
    epilog="""\b
    Examples:
      kru rubric whatif m2-w10-catch-game my-catch-game/ works/

    \b
    Exit codes: 0 nobody goes down, 1 somebody does, 2 usage,
    3 a rubric is not valid yet, 4 no files there."""
)
@click.argument("old", metavar="RUBRIC", shell_complete=_rubrics.complete)
@click.argument("new", metavar="NEW", shell_complete=_rubrics.complete)
@click.argument("paths", metavar="FOLDER...", nargs=-1, required=True, type=click.Path())
@LANGUAGE
@click.option("--jobs", type=click.IntRange(1, 256), help="How many files at once. One a core when nothing is said.")
@click.pass_context
def whatif(ctx: click.Context, old: str, new: str, paths: Sequence[str], language: str, jobs: int | None) -> None:
    """Say who would move with another rubric, on which goal, and why. Nothing is changed."""
    from grader import batch
    from grader.inputs import NOTHING_FOUND, collect
    from grader.rubric.whatif import to_look_at

    before, after = _rubrics.load(ctx, old, language), _rubrics.load(ctx, new, language)
    items = [item for item in collect(paths).items if item.kind != "missing"]
    if not items:
        click.echo(say(NOTHING_FOUND, language, paths=", ".join(paths)), err=True)
        ctx.exit(NO_FILES)
    anew = to_look_at(before, after)
    moved: dict[int, Moved] = {}
    for index, answer in batch.run(items, _Both(before, after, looks=bool(anew)), jobs=jobs):
        if answer["status"] == "graded":
            moved[index] = _compared(items[index].name, answer, before, after)
    _tell([moved[index] for index in sorted(moved)], language)
    if len(moved) < len(items):
        click.echo(say(UNSEEN, language, count=len(items) - len(moved)))
    if anew:
        click.echo(say(ANEW, language, names=", ".join(anew)))
    if any(one.play for loaded in (before, after) for one in loaded.rubric.criteria):
        click.echo(say(NOT_PLAYED, language))
    ctx.exit(SOME_DOWN if any(one.way == "down" for one in moved.values()) else 0)


@dataclass(frozen=True, slots=True)
class _Both:
    """Grades each file with the rubric that was; with the other one too when its checks look for something else."""

    before: LoadedRubric
    after: LoadedRubric
    looks: bool

    def prepare(self) -> Work:
        """Load the engine once, before there are children."""
        from grader.grade import accepts, grade
        from grader.inputs import read
        from grader.report import to_json
        from grader.upload import UploadError

        _log.quiet()

        def work(item: Item) -> Mapping[str, Any]:
            try:
                project = read(item)
            except UploadError:
                return {"status": "unreadable"}
            if accepts(self.before, project) or accepts(self.after, project):
                return {"status": "unreadable"}
            seen = {"status": "graded", "before": to_json(grade(project, self.before))}
            return {**seen, "after": to_json(grade(project, self.after))} if self.looks else seen

        return work


def _compared(name: str, answer: Mapping[str, Any], old: LoadedRubric, new: LoadedRubric) -> Moved:
    from grader.report import from_json
    from grader.rubric.whatif import compare, counted

    before = from_json(answer["before"])
    after = from_json(answer["after"]) if "after" in answer else counted(before, old, new)[0]
    return compare(name, before, after, old, new)


def _tell(moved: Sequence[Moved], language: str) -> None:
    from grader.rubric.whatif import LEVELS

    for one in moved:
        for move in one.moves:
            levels = " -> ".join(say(LEVELS[level], language) if level else "-" for level in (move.before, move.after))
            goal = move.criterion or say(WHOLE, language)
            click.echo(f"{one.name}: {goal}: {levels}. {move.say(language)}")
    ways = Counter(one.way for one in moved)
    click.echo(say(WHO, language, up=ways["up"], down=ways["down"], stay=ways["stays"]))


@click.command(
    epilog="""\b
    Examples:
      kru rubric pull                      every rubric of the club, into this folder
      kru rubric pull my-week --to rubrics

    \b
    Exit codes: 0 copied, 2 usage, 3 no such rubric, or not valid yet,
    4 another version lies there already."""
)
@click.argument("rubrics", nargs=-1, metavar="[RUBRIC]...", shell_complete=_rubrics.complete)
@click.option("--to", "target", type=FOLDER, default=Path(), help="Where to put them.")
@click.option("--over", is_flag=True, help="Replace what differs there.")
@LANGUAGE
@click.pass_context
def pull(ctx: click.Context, rubrics: Sequence[str], target: Path, language: str, *, over: bool) -> None:
    """Copy rubrics out of the data folder, or out of those that ship."""
    from grader.rubric.load import rubric_files

    found = [_rubrics.load(ctx, name, language).folder for name in rubrics] or [
        file.parent for file in rubric_files((_rubrics.own(),))
    ]
    for folder in found:
        place = target / folder.resolve().name
        _put(ctx, folder, place, language, over=over)
        click.echo(say(PULLED, language, name=place.name, place=place))


@click.command(
    epilog="""\b
    Examples:
      kru rubric push my-week/

    \b
    Exit codes: 0 copied, 1 its own test does not pass yet, 2 usage,
    3 it is not valid yet, 4 its version is there with other points."""
)
@click.argument("folders", nargs=-1, required=True, metavar="RUBRIC...", shell_complete=_rubrics.complete)
@LANGUAGE
@click.pass_context
def push(ctx: click.Context, folders: Sequence[str], language: str) -> None:
    """Put rubrics into the data folder, where Kru uses them; only when their own tests pass."""
    ready = [_rubrics.load(ctx, folder, language) for folder in folders]
    for loaded in ready:  # all of them first: half a push is none
        _same_version(ctx, loaded, language)
        report = trial(loaded, language)
        if not report.passed:
            click.echo(report.show(language))
            ctx.exit(EXAMPLE_FAILED)
    for loaded in ready:
        place = _rubrics.own() / loaded.rubric.id
        _put(ctx, loaded.folder, place, language, over=True)
        click.echo(say(PUSHED, language, name=loaded.rubric.id, place=place))


def trial(loaded: LoadedRubric, language: str) -> TrialReport:
    """Try its examples, with a browser and a player where the rubric needs them and they are there."""
    from grader.rubric import trial as trials

    looking = _browser.record(loaded, language)
    with contextlib.ExitStack() as stack:
        if looking:
            stack.enter_context(looking[0])
        playing = _plays.player(loaded, stack, language, _plays.NOT_PLAYED)
        play = _plays.record(loaded, playing) if playing else None
        return trials.test(loaded, looking[1] if looking else None, play)


def _same_version(ctx: click.Context, loaded: LoadedRubric, language: str) -> None:
    """What was published keeps its number: other points are another version."""
    from grader.rubric.load import RubricError, load

    with contextlib.suppress(RubricError):  # none there, or one that nobody uses
        there = load(_rubrics.own() / loaded.rubric.id, _rubrics.roots())
        version = loaded.rubric.version
        if there.rubric.version == version and there.score_hash != loaded.score_hash:
            click.echo(say(VERSION, language, version=version, next=version + 1), err=True)
            ctx.exit(IN_THE_WAY)


def _put(ctx: click.Context, folder: Path, place: Path, language: str, *, over: bool) -> None:
    """Copy a folder in one step: whoever looks meanwhile sees the old one or the new one, never half."""
    folder, place = folder.resolve(), place.absolute()
    if folder == place.resolve():
        return
    if place.exists() and not over and _bytes(folder) != _bytes(place):
        click.echo(say(THERE, language, place=place), err=True)
        ctx.exit(IN_THE_WAY)
    place.parent.mkdir(parents=True, exist_ok=True)
    # Beside the folder of rubrics, not in it: the watch would take it for one.
    aside = Path(tempfile.mkdtemp(prefix=".rubric-", dir=place.parent.parent))
    try:
        shutil.copytree(folder, aside / "new")
        if place.exists():
            place.rename(aside / "old")
        (aside / "new").rename(place)
    finally:
        shutil.rmtree(aside)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
