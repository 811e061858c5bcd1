"""Which rubrics the command line knows: those that ship, and the club's own, which win."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from grader.rubric.load import LoadedRubric

RUBRIC_INVALID = 3


def roots() -> tuple[Path, ...]:
    """The shipped folder, and `rubrics` in the data folder when it is there."""
    from grader.rubric.load import SHIPPED

    return (SHIPPED, own()) if own().is_dir() else (SHIPPED,)


def own() -> Path:
    """The club's own folder of rubrics; it need not be there."""
    return Path(os.environ.get("KRU_DATA") or "data") / "rubrics"


def load(ctx: click.Context, where: str, language: str = "en") -> LoadedRubric:
    """The rubric of that id, folder or file; says every mistake and ends the command when there is one."""
    from grader.rubric import load as rubrics

    try:
        return rubrics.load(where, roots())
    except rubrics.RubricError as problems:
        click.echo(problems.show(language), err=True)
        ctx.exit(RUBRIC_INVALID)


def complete(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """For Tab: the ids that begin so, and folders."""
    from grader.rubric.load import rubric_files

    ids = {file.parent.name for file in rubric_files(roots())}
    return [
        *(CompletionItem(name) for name in sorted(ids) if name.startswith(begun)),
        CompletionItem(begun, type="dir"),
    ]
