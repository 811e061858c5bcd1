"""`kru similar`: pairs of projects that are worth a talk."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands import _log, _rubrics, _sentences
from grader.language import say

if TYPE_CHECKING:
    from grader.batch import Answer, Task, Work
    from grader.inputs import Item
    from grader.scratch.model import ScratchProject
    from grader.similar import Likeness
    from grader.similar import Sequence as Script

SOME_UNREADABLE, NO_FILES = 1, 4
LONGEST_TEXT = 400  # lines of one script


@click.command(
    short_help="Find projects that are alike: a reason to talk.",
    epilog="""\b
    Examples:
      kru similar class-a/
      kru similar class-a/ --rubric m2-w10-catch-game
      kru similar class-a/ class-b/ --starter starter.sb3 --format json
      kru similar class-a/ --sentences

    \b
    Exit codes: 0 all looked at, 1 some could not be read, 2 usage,
    3 the rubric is not valid yet, 4 no files.""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option(
    "--starter",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The project that everybody began with.",
)
@click.option("--rubric", shell_complete=_rubrics.complete, help="A rubric, for its starter.")
@click.option("--sentences", is_flag=True, help="Of websites: the sentences that several students have.")
@click.option("--format", "form", type=click.Choice(["table", "json", "pack"]), default="table", show_default=True)
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="How many pairs to show.")
@click.option("--lang", "language", default="en", envvar="KRU_LANG", show_default=True, help="Language, such as km.")
@click.option("--jobs", type=click.IntRange(1, 256), help="How many files at once. One a core when nothing is said.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: Sequence[str],
    *,
    starter: Path | None,
    rubric: str | None,
    sentences: bool,
    form: str,
    most: int,
    language: str,
    jobs: int | None,
) -> None:
    """Find Scratch projects whose scripts are more alike than chance explains.

    Names, numbers, colours, places, and the order of scripts make no difference. What came with the starter, and what
    more than a third of the projects have, is left out. Likeness is a reason to talk, never a reason for points.

    With --sentences: what stands on the websites of three or more students. A template wrote it; --format pack gives
    it as a pack that a rubric can name.
    """
    from grader import similar
    from grader.inputs import NOTHING_FOUND, collect
    from grader.output import likeness

    if starter and rubric:
        raise click.UsageError("Say --starter or --rubric, not both.")
    if form == "pack" and not sentences:
        raise click.UsageError("--format pack is for --sentences.")
    given = _starter(ctx, starter, rubric, language)
    items = [item for item in collect(paths).items if sentences or item.kind != "site"]
    if all(item.kind == "missing" for item in items):
        click.echo(say(NOTHING_FOUND, language, paths=", ".join(paths)), err=True)
        ctx.exit(NO_FILES)
    if sentences:
        ctx.exit(0 if _sentences.show(items, form, language) else SOME_UNREADABLE)
    answers = _run(items, Fingerprints(), jobs)
    works = [index for index in range(len(items)) if answers[index].get("scripts") is not None]
    found = similar.alike([_scripts(answers[index]) for index in works], similar.sequences(given) if given else ())
    shown = [items[index] for index in works]
    texts = _texts(shown, found, most, language, jobs)
    silent = [_silent(item, answers[index], language) for index, item in enumerate(items) if index not in {*works}]
    unread = [one for one in silent if one is not None]
    result = _result([item.name for item in shown], found, texts, most, unread)
    if form == "json":
        click.echo(json.dumps({"text": likeness.advice(language), **result}, ensure_ascii=False, indent=2))
    else:
        click.echo(likeness.write(result, shutil.get_terminal_size((100, 24)).columns, language), nl=False)
    ctx.exit(SOME_UNREADABLE if unread else 0)


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What a child process does with each file: its scripts as numbers."""

    def prepare(self) -> Work:
        """Load what reads a file, once, before there are children."""
        from grader import similar
        from grader.inputs import read
        from grader.scratch.model import ScratchProject
        from grader.upload import UploadError

        _log.quiet()

        def work(item: Item) -> Mapping[str, Any]:
            try:
                project = read(item)
            except UploadError as trouble:
                return {"status": "unreadable", "reason": trouble.key, "values": dict(trouble.values)}
            if not isinstance(project, ScratchProject):
                return {"status": "other"}
            return {
                "status": "seen",
                "scripts": [(one.target, one.script, one.tokens) for one in similar.sequences(project)],
            }

        return work


@dataclass(frozen=True, slots=True)
class Texts:
    """What a child process does with each file of a pair: the scripts that are alike, as block text."""

    wanted: Mapping[str, Sequence[tuple[int, int]]]  # by the file's name
    language: str

    def prepare(self) -> Work:
        """Load what writes block text, once, before there are children."""
        from grader.inputs import read
        from grader.scratch.notation import write_script

        _log.quiet()

        def work(item: Item) -> Mapping[str, Any]:
            project: Any = read(item)
            found = {}
            for target, script in self.wanted[item.name]:
                blocks = project.targets[target].scripts[script].blocks
                lines = write_script(blocks, self.language).splitlines()
                if len(lines) > LONGEST_TEXT:
                    lines = [*lines[:LONGEST_TEXT], "…"]
                name = project.targets[target].name
                found[f"{target}:{script}"] = {"sprite": name, "block": blocks[0].id, "text": "\n".join(lines)}
            return {"status": "seen", "scripts": found}

        return work


def _run(items: Sequence[Item], task: Task, jobs: int | None) -> dict[int, Answer]:
    from grader import batch

    answers = {}
    for index, answer in batch.run(items, task, jobs=jobs):
        answers[index] = answer
        if "trace" in answer:
            click.echo(f"{items[index].name}\n{answer['trace']}", err=True)
    return answers


def _scripts(answer: Answer) -> list[Script]:
    from grader.similar import sequence

    return [sequence(target, script, tokens) for target, script, tokens in answer["scripts"]]


def _texts(
    items: Sequence[Item], found: Likeness, most: int, language: str, jobs: int | None
) -> Mapping[int, Mapping[str, Any]]:
    """By the number of a work: its scripts that are shown."""
    wanted: dict[int, dict[tuple[int, int], None]] = {}
    for pair in found.pairs[:most]:
        for stretch in pair.stretches:
            wanted.setdefault(pair.first, {})[stretch.first] = None
            wanted.setdefault(pair.second, {})[stretch.second] = None
    numbers = sorted(wanted)
    some = [items[number] for number in numbers]
    task = Texts({items[number].name: tuple(wanted[number]) for number in numbers}, language)
    answers = _run(some, task, jobs) if some else {}
    return {number: answers[place].get("scripts") or {} for place, number in enumerate(numbers)}


def _result(
    names: Sequence[str],
    found: Likeness,
    texts: Mapping[int, Mapping[str, Any]],
    most: int,
    unread: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:
    return {
        "files": len(names),
        "pairs_found": len(found.pairs),
        "pairs": [
            {
                "files": [names[pair.first], names[pair.second]],
                "blocks": pair.blocks,
                "of": [pair.of_first, pair.of_second],
                "surprise": round(pair.bits, 1),
                "scripts": [
                    {
                        "blocks": stretch.blocks,
                        "first": _script(texts, pair.first, stretch.first),
                        "second": _script(texts, pair.second, stretch.second),
                    }
                    for stretch in pair.stretches
                ],
            }
            for pair in found.pairs[:most]
        ],
        "unreadable": list(unread),
    }


def _script(texts: Mapping[int, Mapping[str, Any]], number: int, where: tuple[int, int]) -> Any:
    return texts[number].get(f"{where[0]}:{where[1]}") or {"sprite": "", "block": None, "text": ""}


def _silent(item: Item, answer: Answer, language: str) -> Mapping[str, Any] | None:
    """A file that could not be read, with the sentence for it; None for one that is something else."""
    if answer["status"] == "other":
        return None
    from grader.output.row import from_answer

    row = from_answer(item.name, answer, language)
    return {"file": row.file, "reason": row.reason, "text": row.text}


def _starter(ctx: click.Context, path: Path | None, rubric: str | None, language: str) -> ScratchProject | None:
    from grader.rubric.files import read_project
    from grader.scratch.model import ScratchProject
    from grader.scratch.notation import NotationError
    from grader.upload import UploadError

    try:
        found = read_project(path) if path else _rubrics.load(ctx, rubric, language).starter if rubric else None
    except (UploadError, NotationError, OSError, UnicodeDecodeError) as trouble:
        raise click.UsageError(f"{path or rubric}: {trouble}") from None
    if path and not isinstance(found, ScratchProject):
        raise click.UsageError(f"{path}: this is no Scratch project.")
    return found if isinstance(found, ScratchProject) else None
