"""`kru convert`: a project as text to a file that Scratch opens, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from grader.scratch.model import ScratchProject

UNREADABLE, INVALID = 1, 3
TEXT, SCRATCH = ".blocks", ".sb3"


@click.command(
    short_help="Turn a project into text, and text into a project.",
    epilog="""\b
    Examples:
      kru convert cat.sb3 cat.blocks
      kru convert cat.blocks new.sb3 --files-of cat.sb3

    \b
    Exit codes: 0 written, 1 the project could not be read, 2 usage,
    3 the text is not valid yet.""",
)
@click.argument("source", metavar="IN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--files-of",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take pictures and sounds from this .sb3.",
)
@click.option("--force", is_flag=True, help="Write over OUT when it is there.")
@click.pass_context
def command(ctx: click.Context, source: Path, target: Path, files_of: Path | None, *, force: bool) -> None:
    """Turn a project into block text (.blocks), and block text into a project (.sb3).

    Text names pictures and sounds, it does not hold them. Without --files-of plain ones stand in for them.
    """
    if target.suffix.lower() not in {TEXT, SCRATCH}:
        raise click.UsageError(f"OUT needs to end in {TEXT} or {SCRATCH}.")
    if target.exists() and not force:
        raise click.UsageError(f"{target} is there already. --force writes over it.")
    data = _to_text(ctx, source) if target.suffix.lower() == TEXT else _to_scratch(ctx, source, files_of)
    target.write_bytes(data)


def _to_text(ctx: click.Context, source: Path) -> bytes:
    from grader.scratch.notation import write_project

    project = _project(ctx, source)
    lost = _not_in_text(project)
    if lost:
        click.echo(f"Named, not held: {' and '.join(lost)}. --files-of {source} gives them back.", err=True)
    return write_project(project).encode("utf-8", "backslashreplace")


def _to_scratch(ctx: click.Context, source: Path, files_of: Path | None) -> bytes:
    from grader.scratch.write import write

    return write(_project(ctx, source), _files(ctx, files_of) if files_of else {})


def _files(ctx: click.Context, archive: Path) -> dict[str, bytes]:
    """Pictures and sounds by their name, wherever they lie in the zip."""
    from grader.upload import Limits, UploadError
    from grader.upload.container import Container

    try:
        held = Container(archive.read_bytes(), Limits())
        return {name.rpartition("/")[2]: held.read(name) for name in held.names if not name.endswith("project.json")}
    except UploadError as trouble:
        click.echo(f"{archive}: {trouble}", err=True)
        ctx.exit(UNREADABLE)


def _project(ctx: click.Context, source: Path) -> ScratchProject:
    """A project as text or as any file that Scratch saves; ends the command with a sentence when it is neither."""
    from grader.rubric.files import read_project
    from grader.scratch.model import ScratchProject
    from grader.scratch.notation import NotationError
    from grader.upload import UploadError

    try:
        project = read_project(source)
    except NotationError as trouble:
        click.echo(f"{source}:{trouble.line}:{trouble.column}: {trouble.sentence}", err=True)
        ctx.exit(INVALID)
    except (UploadError, UnicodeDecodeError) as trouble:
        click.echo(f"{source}: {trouble}", err=True)
        ctx.exit(UNREADABLE)
    if not isinstance(project, ScratchProject):
        click.echo(f"{source}: this is no Scratch project.", err=True)
        ctx.exit(UNREADABLE)
    return project


def _not_in_text(project: ScratchProject) -> list[str]:
    pictures = sum(bool(costume.asset) for target in project.targets for costume in target.costumes)
    sounds = sum(bool(sound.asset) for target in project.targets for sound in target.sounds)
    return [f"{count} {what}" for what, count in (("pictures", pictures), ("sounds", sounds)) if count]
