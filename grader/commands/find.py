"""`kru find`: where a pattern of blocks stands in projects."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.language import N_, say

if TYPE_CHECKING:
    from grader.batch import Work
    from grader.inputs import Item
    from grader.scratch.pattern.model import Pattern

FOUND, NOT_FOUND, BAD_PATTERN, NO_FILES = 0, 1, 3, 4
BLOCKS = ".blocks"
_WHOLE = 40  # lines; of a longer script the lines around what was found
_AROUND = 2


@click.command(
    short_help="Find a pattern of blocks in projects.",
    epilog="""\b
    Examples:
      kru find "change [_ v] by (_)" class-a/
      kru find "{repeat | forever}" cat.sb3 --in Cat
      kru find @reacts.blocks class-a/ --count

    \b
    A pattern is block text: `_` is anything, `$name` the same
    thing everywhere. docs/patterns.md says what else it can hold.

    \b
    JSON is one object a line. Exit codes: 0 found, 1 not found,
    2 usage, 3 the pattern does not read yet, 4 no files.""",
)
@click.argument("pattern")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option("--exactly", is_flag=True, help="Lines of the pattern are neighbours.")
@click.option("--in", "sprites", multiple=True, metavar="NAMES", help="Look in these sprites, or in the stage.")
@click.option("--count", "counting", is_flag=True, help="Say how many, not where.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", "language", default="en", envvar="KRU_LANG", show_default=True, help="Language, such as km.")
@click.option("--jobs", type=click.IntRange(1, 256), help="How many files at once. One a core when nothing is said.")
@click.pass_context
def command(
    ctx: click.Context,
    pattern: str,
    paths: Sequence[str],
    *,
    exactly: bool,
    sprites: Sequence[str],
    counting: bool,
    form: str,
    language: str,
    jobs: int | None,
) -> None:
    """Find a pattern of blocks in projects. PATTERN is a text, or a file: @NAME, or a name that ends in .blocks."""
    from grader import batch
    from grader.inputs import NOTHING_FOUND, collect

    name, text = _text(pattern)
    _read(ctx, name, text, language)
    items = collect(paths).items
    if all(item.kind == "missing" for item in items):
        click.echo(say(NOTHING_FOUND, language, paths=", ".join(paths)), err=True)
        ctx.exit(NO_FILES)
    code = NOT_FOUND
    waiting: dict[int, Mapping[str, Any]] = {}
    shown = 0
    for index, answer in batch.run(items, Find(text, exactly, _names(sprites), language), jobs=jobs):
        waiting[index] = answer
        while shown in waiting:  # in the order given, as soon as that is possible
            found = _found(items[shown], waiting.pop(shown), language)
            shown += 1
            code = FOUND if found.get("count") else code
            if form == "json":
                kept = {key: found[key] for key in ("file", "kind", "count") if key in found} if counting else found
                click.echo(json.dumps(kept, ensure_ascii=False))
            else:
                _show(found, language, counting=counting)
    ctx.exit(code)


def _text(pattern: str) -> tuple[str, str]:
    """The pattern's name for mistakes, and its text."""
    is_file = pattern.startswith("@") or (pattern.endswith(BLOCKS) and Path(pattern).is_file())
    if not is_file:
        return "pattern", pattern
    path = Path(pattern.removeprefix("@"))
    try:
        return str(path), path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as trouble:
        raise click.UsageError(f"{path} cannot be read: {getattr(trouble, 'strerror', None) or trouble}.") from None


def _read(ctx: click.Context, name: str, text: str, language: str) -> Pattern:
    from grader.rubric.problems import PATTERN, Problem
    from grader.scratch.pattern.read import read
    from grader.scratch.pattern.words import PatternError

    try:
        return read(text)
    except PatternError as error:
        lines = text.replace("\r\n", "\n").split("\n")
        for mistake in error.mistakes:
            line = lines[mistake.line - 1] if mistake.line <= len(lines) else ""
            key = f"{PATTERN}{mistake.key}"
            problem = Problem(name, mistake.line, mistake.column, line, key, dict(mistake.values))
            click.echo(problem.show(language), err=True)
        ctx.exit(BAD_PATTERN)


def _names(sprites: Sequence[str]) -> tuple[str, ...]:
    """Names as given, and what stands between commas: a sprite may have a comma in its name."""
    parts = [part.strip() for given in sprites for part in (given, *given.split(","))]
    return tuple(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class Find:
    """What a child process does with each file."""

    text: str
    exactly: bool
    sprites: tuple[str, ...]
    language: str

    def prepare(self) -> Work:
        """Load the engine once, before there are children."""
        from grader.find import find
        from grader.output.row import sentence
        from grader.scratch.notation import NotationError
        from grader.scratch.pattern.finding import Question
        from grader.scratch.pattern.read import read
        from grader.show import unreadable
        from grader.upload import UploadError

        question = Question(read(self.text), self.exactly, self.sprites, ready_made=True)

        def work(item: Item) -> Mapping[str, Any]:
            try:
                return {"status": "found", "found": find(item.name, _project(item), question, self.language)}
            except UploadError as trouble:
                text = sentence("unreadable", trouble.key, trouble.values, self.language)
                return {"status": "found", "found": unreadable(item.name, trouble.key, text)}
            except NotationError as trouble:
                text = f"{trouble.line}:{trouble.column}: {trouble.say(self.language)}"
                return {"status": "found", "found": unreadable(item.name, trouble.key, text)}

        return work


def _project(item: Item) -> Any:
    from grader.inputs import read
    from grader.rubric.files import read_project

    return read_project(item.path) if item.kind == "file" and item.path.suffix == BLOCKS else read(item)


def _found(item: Item, answer: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    if "found" in answer:
        found: Mapping[str, Any] = answer["found"]
        return found
    from grader.output.row import sentence
    from grader.show import unreadable

    if "trace" in answer:
        click.echo(f"{item.name}\n{answer['trace']}", err=True)
    return unreadable(item.name, answer["reason"], sentence("error", answer["reason"], {}, language))


# --- for people


def _show(found: Mapping[str, Any], language: str, *, counting: bool) -> None:
    if found["kind"] == "unreadable":
        click.echo(f"{found['file']}: {found['text']}", err=True)
    elif counting:
        click.echo(f"{found['file']}: {found['count']}")
    elif found["count"]:
        for script in found["scripts"]:
            idle = "" if script["runs"] else f" ({say(N_('cannot run yet'), language)})"
            click.echo(f"{found['file']}: {script['sprite']}{idle}")
            click.echo("\n".join(_marked(script)) + "\n")
    elif found.get("near"):
        from grader.words.almost import almost

        click.echo(f"{found['file']}: {almost({**found['near'], 'near': found['near']['kind']}, language)}", err=True)


def _marked(script: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a script: `>` before what was found, `.` before what completes it."""
    lines = script["text"].split("\n")
    signs = {**dict.fromkeys(script["beside"], "."), **dict.fromkeys(script["marked"], ">")}
    whole = len(lines) <= _WHOLE
    left_out = False
    for number, line in enumerate(lines, 1):
        if whole or any(near in signs for near in range(number - _AROUND, number + _AROUND + 1)):
            yield f"{signs.get(number, ' ')} {line}"
            left_out = False
        elif not left_out:
            yield "  ..."
            left_out = True
