"""`kru play`: a project runs in the real Scratch engine, and a scenario says what happens to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.language import N_, say

if TYPE_CHECKING:
    from grader.live.parts import Status
    from grader.live.perform import Performance
    from grader.live.scenario import Scenario

NOT_PASSED, USAGE, INVALID, CUT = 1, 2, 3, 5
PASSED = {True: N_("passed"), False: N_("not yet"), None: N_("unknown")}
MARKS = {True: "+", False: "-", None: "?"}


@click.command(
    short_help="Run a project and say what happened.",
    epilog="""\b
    Examples:
      kru play --install
      kru play cat.sb3 moves-right.json
      kru play cat.sb3 moves-right.json --format json --gif cat.gif

    \b
    Exit codes: 0 passed, 1 not passed, 2 usage, 3 the scenario is not valid
    yet, 5 timed out or the engine could not open it.""",
)
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("scenario", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--install", is_flag=True, help="Fetch the player's parts first; once, by npm, 220 MB on disk.")
@click.option("--gif", type=click.Path(dir_okay=False, path_type=Path), help="Write three seconds of play as a GIF.")
@click.option("--strip", type=click.Path(dir_okay=False, path_type=Path), help="Write pictures of each check as a PNG.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", "language", default="en", envvar="KRU_LANG", show_default=True, help="Language, such as km.")
@click.pass_context
def command(
    ctx: click.Context,
    file: Path | None,
    scenario: Path | None,
    gif: Path | None,
    strip: Path | None,
    form: str,
    language: str,
    *,
    install: bool,
) -> None:
    """Run FILE in the Scratch engine and do what SCENARIO says, step by step. `docs/playing.md` has the steps.

    FILE is a project (.sb3), a project as text (.blocks), or a Scratch 2 file. Time is virtual: 30 seconds of a game
    take a moment, and the same scenario gives the same frames every time.
    """
    if install:
        _install(ctx, language)
        if file is None:
            return
    if file is None or scenario is None:
        raise click.UsageError("FILE and SCENARIO are needed. `kru play --help` has examples.", ctx)
    steps = _scenario(ctx, scenario, language)
    data = _bytes(ctx, file)
    performance, camera = _perform(ctx, data, steps, gif, strip, language)
    if gif is not None and camera is not None:
        gif.write_bytes(camera.gif())
    if strip is not None and camera is not None:
        strip.write_bytes(camera.strip())
    if form == "json":
        click.echo(json.dumps(as_json(performance, language), ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(performance, language), nl=False)
    if performance.status != "finished":
        ctx.exit(CUT)
    ctx.exit(0 if performance.passed else NOT_PASSED)


def _install(ctx: click.Context, language: str) -> None:
    from grader.live import parts

    if parts.status().state != "ready":
        click.echo("Fetching the player's parts. This happens once and takes about a minute.", err=True)
    found = parts.install()
    if found.state != "ready":
        click.echo(_missing(found, language), err=True)
        ctx.exit(CUT)
    click.echo("The player is ready.", err=True)


def _scenario(ctx: click.Context, path: Path, language: str) -> Scenario:
    from grader.live import scenario
    from grader.live.forms import ScenarioError

    try:
        return scenario.read(path.read_bytes())
    except ScenarioError as trouble:
        click.echo(f"{path}: {trouble.say(language)}", err=True)
        ctx.exit(INVALID)


def _bytes(ctx: click.Context, path: Path) -> bytes:
    """What the engine gets: the file as it is; text becomes a project first."""
    data = path.read_bytes()
    if path.suffix.lower() != ".blocks":
        return data
    from grader.scratch.notation import NotationError, read_project
    from grader.scratch.write import write

    try:
        return write(read_project(data.decode("utf-8")))
    except (NotationError, UnicodeDecodeError) as trouble:
        click.echo(f"{path}: {trouble}", err=True)
        ctx.exit(INVALID)


def _perform(
    ctx: click.Context, data: bytes, steps: Scenario, gif: Path | None, strip: Path | None, language: str
) -> tuple[Performance, Any]:
    from grader.live import parts
    from grader.live.bounds import MissingError
    from grader.live.camera import Film
    from grader.live.perform import perform
    from grader.live.player import Player

    camera = Film(moving=gif is not None, steps=strip is not None, language=language) if gif or strip else None
    try:
        with Player() as player:
            performance = perform(player.open(data), steps, camera)
            if performance.status == "failed-to-load" and (mended := _mended(data)) is not None:
                performance = perform(player.open(mended), steps, camera)
    except MissingError:
        click.echo(_missing(parts.status(), language), err=True)
        ctx.exit(CUT)
    return performance, camera


def _mended(data: bytes) -> bytes | None:
    """The same project as Kru writes it, for files of other tools that the engine is too strict for."""
    from grader.live.mend import mended

    return mended(data)


def _missing(found: Status, language: str) -> str:
    from grader.live import parts

    says = say(found.says, language) if found.says in parts.SENTENCES.values() else found.says
    return f"{say(parts.NEEDS_PLAYER, language)}\n{says}".rstrip()


def as_json(performance: Performance, language: str = "en") -> dict[str, Any]:
    """What `--format json` prints; docs/playing.md lists it."""
    return {
        "status": performance.status,
        "passed": performance.passed,
        "steps": [
            {"index": step.index, "passed": step.passed, "saw": step.seen.say(language)} for step in performance.steps
        ],
        "events": [
            {"frame": event.frame, "kind": event.kind, "sprite": event.sprite, "text": event.text}
            for event in performance.events
        ],
        "frames": performance.frames,
        "virtual_seconds": round(performance.virtual_seconds, 3),
        "seconds": round(performance.seconds, 3),
        "notes": _notes(performance, language),
    }


def _notes(performance: Performance, language: str) -> list[str]:
    from grader.live.perform import NOTES

    return [say(NOTES[note.key], language, **dict(note.values)) for note in performance.notes]


def as_text(performance: Performance, language: str = "en") -> str:
    """For people: the verdict, each step, what happened."""
    lines = [f"{say(PASSED[performance.passed], language)} ({performance.status})"]
    lines += _notes(performance, language)
    for step in performance.steps:
        lines.append(f"{MARKS[step.passed]} {step.index}  {step.seen.say(language)}".rstrip())
    if performance.events:
        lines.append("")
    lines += [
        f"{event.frame / 30:7.2f} s  {event.kind:<9} {event.sprite}  {event.text}".rstrip()
        for event in performance.events[:200]
    ]
    lines.append("")
    lines.append(f"{performance.virtual_seconds:.1f} s of its time in {performance.seconds:.2f} s.")
    return "\n".join(lines) + "\n"
