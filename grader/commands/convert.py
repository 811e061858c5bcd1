"""`kru convert`: a project as text to a file that Scratch opens, and back."""

from __future__ import annotations

from pathlib import Path

import click

INVALID = 3
TEXT, SCRATCH = ".blocks", ".sb3"


@click.command(
    short_help="Turn a project into text, and text into a project.",
    epilog="""\b
    Examples:
      kru convert cat.sb3 cat.blocks
      kru convert cat.blocks cat.sb3

    \b
    Exit codes: 0 written, 1 the project could not be read, 2 usage,
    3 the text is not valid yet.""",
)
@click.argument("source", metavar="IN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over OUT when it is there.")
@click.pass_context
def command(ctx: click.Context, source: Path, target: Path, *, force: bool) -> None:
    """Turn a project into block text (.blocks), and block text into a project (.sb3)."""
    if target.suffix.lower() not in {TEXT, SCRATCH}:
        raise click.UsageError(f"OUT needs to end in {TEXT} or {SCRATCH}.")
    if target.exists() and not force:
        raise click.UsageError(f"{target} is there already. --force writes over it.")
    data = _to_text(ctx, source) if target.suffix.lower() == TEXT else _to_scratch(ctx, source)
    target.write_bytes(data)
