"""`kru show`: everything Kru sees in each project, with no rubric."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands import _nu
from grader.language import say

if TYPE_CHECKING:
    from grader.batch import Work
    from grader.inputs import Item
    from grader.second_opinion import Word

SOME_UNREADABLE, NO_FILES = 1, 4


@click.command(
    short_help="Show everything Kru sees in projects.",
    epilog="""\b
    Examples:
      kru show cat.sb3
      kru show my-site/ --lang km
      kru show class-a/ --format json > seen.jsonl
      kru show cat.sb3 --annotate cat-with-comments.sb3 --lang km

    \b
    JSON is one object a line. Exit codes: 0 all shown,
    1 some could not be read, 2 usage, 4 no files.""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", "language", default="en", envvar="KRU_LANG", show_default=True, help="Language, such as km.")
@click.option("--jobs", type=click.IntRange(1, 256), help="How many files at once. One a core when nothing is said.")
@click.option(
    "--annotate",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.sb3",
    help="Write a copy with comments at the blocks worth looking at.",
)
@_nu.option
@click.option("--force", is_flag=True, help="Write over OUT.sb3 when it is there.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: Sequence[str],
    form: str,
    language: str,
    jobs: int | None,
    out: Path | None,
    *,
    second: bool,
    force: bool,
) -> None:
    """Show everything Kru sees in projects, with no rubric: scripts or pages, praise and problems."""
    from grader import batch
    from grader.commands import _annotate
    from grader.inputs import NOTHING_FOUND, collect
    from grader.output import seen as text

    items = collect(paths).items
    if out is not None:
        _annotate.check(items, out, force=force)
    if all(item.kind == "missing" for item in items):
        click.echo(say(NOTHING_FOUND, language, paths=", ".join(paths)), err=True)
        ctx.exit(NO_FILES)
    words = _nu.ask(items, language) if second else {}
    code = 0
    waiting: dict[int, Mapping[str, Any]] = {}
    shown = 0
    for index, answer in batch.run(items, Show(language), jobs=jobs):
        waiting[index] = answer
        while shown in waiting:  # in the order given, as soon as that is possible
            seen = _with(words.get(shown, ()), _seen(items[shown], waiting.pop(shown), language))
            shown += 1
            code = SOME_UNREADABLE if seen["kind"] == "unreadable" else code
            click.echo(
                json.dumps(seen, ensure_ascii=False) if form == "json" else text.write(seen, language).rstrip("\n")
            )
    if out is not None and code == 0 and not _annotate.write(items[0], out, language):
        code = SOME_UNREADABLE
    ctx.exit(code)


@dataclass(frozen=True, slots=True)
class Show:
    """What a child process does with each file."""

    language: str

    def prepare(self) -> Work:
        """Load the engine once, before there are children."""
        from grader import catalogue
        from grader.inputs import read
        from grader.output.row import sentence
        from grader.show import show, unreadable
        from grader.upload import UploadError

        catalogue.entries()

        def work(item: Item) -> Mapping[str, Any]:
            try:
                return {"status": "seen", "seen": show(item.name, read(item), self.language)}
            except UploadError as trouble:
                text = sentence("unreadable", trouble.key, trouble.values, self.language)
                return {"status": "seen", "seen": unreadable(item.name, trouble.key, text)}

        return work


def _with(words: Sequence[Word], seen: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was seen, and what another checker says of it."""
    if not words or "findings" not in seen:
        return seen
    return {**seen, "findings": [*seen["findings"], *(word.finding() for word in words)]}


def _seen(item: Item, answer: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    if "seen" in answer:
        seen: Mapping[str, Any] = answer["seen"]
        return seen
    from grader.output.row import sentence
    from grader.show import unreadable

    if "trace" in answer:
        click.echo(f"{item.name}\n{answer['trace']}", err=True)
    return unreadable(item.name, answer["reason"], sentence("error", answer["reason"], {}, language))
