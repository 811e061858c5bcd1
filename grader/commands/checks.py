"""`kru checks`: the catalogue, from the shell."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, get_args

import click

if TYPE_CHECKING:
    from grader.catalogue import Entry


def _complete(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    from grader import catalogue

    return [name for name in catalogue.ids() if name.startswith(begun)]


@click.command(
    short_help="List every check, or explain one.",
    epilog="""\b
    Examples:
      kru checks
      kru checks scratch.variables
      kru checks --lang km""",
)
@click.argument("check", required=False, metavar="[ID]", shell_complete=_complete)
@click.option("--lang", "language", default="en", envvar="KRU_LANG", show_default=True, help="Language, such as km.")
def command(check: str | None, language: str) -> None:
    """List every check that a rubric can use, or print the page of one."""
    from grader import catalogue
    from grader.language import say

    if check is None:
        for entry in catalogue.entries():
            click.echo(f"{entry.id:<32} {entry.check.kind:<8} {say(entry.check.title, language)}")
        return
    try:
        entry = catalogue.entry(check)
    except catalogue.UnknownCheckError:
        near = difflib.get_close_matches(check, catalogue.ids(), n=1, cutoff=0.4)
        guess = f" Did you mean {near[0]}?" if near else " `kru checks` lists them."
        raise click.UsageError(f"There is no check called {check}.{guess}") from None
    click.echo(_page(entry, say(entry.check.title, language)))


def _page(entry: Entry, title: str) -> str:
    parts = [f"# {entry.id}", f"{title} ({entry.check.kind})", entry.page]
    fields = entry.check.params.model_fields
    if fields:
        lines = [
            f"- `{field.alias or name}`: {_type(field.annotation)}, {field.default!r} when nothing is said"
            for name, field in fields.items()
        ]
        parts.append("\n".join(["## Parameters", "", *lines]))
    parts.append("## Examples")
    for example in entry.check.examples:
        given = ", ".join(f"{name}: {value}" for name, value in example.params.items())
        head = f"{example.shows}: {example.amount}" + (f" ({given})" if given else "")
        if isinstance(example.project, str):
            body = example.project
        else:
            body = "\n".join(f"{name}\n{_text(content)}" for name, content in example.project.items())
        parts.append(head + "\n\n" + "\n".join(f"    {line}".rstrip() for line in body.splitlines()))
    return "\n\n".join(parts)


def _text(content: str | bytes) -> str:
    return content if isinstance(content, str) else f"({len(content)} bytes)"


def _type(annotation: object) -> str:
    name = annotation.__name__ if isinstance(annotation, type) and not get_args(annotation) else str(annotation)
    return name.replace("typing.", "")
