"""`kru rubric`: for mentors, who change a number or a sentence and want to know whether it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from grader.commands import _rubrics, _tuning

EXAMPLE_FAILED, RUBRIC_INVALID = 1, 3
LANGUAGE = click.option(
    "--lang", "language", default="en", envvar="KRU_LANG", show_default=True, help="Language, such as km."
)


@click.group(
    short_help="Check, test, compare and start rubrics.",
    epilog="""\b
    Examples:
      kru rubric new my-week
      kru rubric check my-week/
      kru rubric test my-week/
      kru rubric whatif m2-w10-catch-game my-catch-game/ works/""",
)
def command() -> None:
    """For mentors: check, test, compare and start rubrics."""


@command.command(
    epilog="""\b
    Examples:
      kru rubric check my-week/
      kru rubric check            every rubric there is

    \b
    Exit codes: 0 all valid, 2 usage, 3 one is not valid yet."""
)
@click.argument("rubrics", nargs=-1, metavar="[RUBRIC]...", shell_complete=_rubrics.complete)
@LANGUAGE
@click.pass_context
def check(ctx: click.Context, rubrics: Sequence[str], language: str) -> None:
    """Say every mistake of a rubric at once, with its line, a caret and a guess."""
    from grader.rubric.load import RubricError, load

    code = 0
    for where in rubrics or _all():
        try:
            loaded = load(where, _rubrics.roots())
        except RubricError as problems:
            code = RUBRIC_INVALID
            click.echo(problems.show(language))
            continue
        for warning in loaded.warnings:
            click.echo(warning.show(language))
        click.echo(f"{loaded.rubric.id}: version {loaded.rubric.version} can be used.")
    ctx.exit(code)


@command.command(
    epilog="""\b
    Examples:
      kru rubric test my-week/
      kru rubric test             every rubric there is

    \b
    Exit codes: 0 all as expected, 1 an example came out differently,
    2 usage, 3 a rubric is not valid yet."""
)
@click.argument("rubrics", nargs=-1, metavar="[RUBRIC]...", shell_complete=_rubrics.complete)
@LANGUAGE
@click.pass_context
def test(ctx: click.Context, rubrics: Sequence[str], language: str) -> None:
    """Try a rubric's examples, mutants and decoys, and say which levels they reach."""
    from grader.rubric.load import RubricError, load

    code = 0
    for where in rubrics or _all():
        try:
            loaded = load(where, _rubrics.roots())
        except RubricError as problems:
            code = RUBRIC_INVALID
            click.echo(problems.show(language))
            continue
        report = _tuning.trial(loaded, language)
        click.echo(report.show(language))
        if not report.passed:
            code = code or EXAMPLE_FAILED
    ctx.exit(code)


@command.command(
    epilog="""\b
    Examples:
      kru rubric new my-week
      kru rubric new our-party --from m1-w04-dance-party --title "Our party"
      kru rubric new my-page --for website --in data/rubrics"""
)
@click.argument("name", metavar="ID")
@click.option("--for", "kind", type=click.Choice(["sb3", "website"]), default="sb3", show_default=True)
@click.option(
    "--from",
    "model",
    metavar="RUBRIC",
    shell_complete=_rubrics.complete,
    help="Copy this rubric instead of starting small.",
)
@click.option("--title", help="Its title in English. Made from the id when nothing is said.")
@click.option(
    "--in", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Where to make it."
)
@click.pass_context
def new(ctx: click.Context, name: str, kind: str, model: str | None, title: str | None, folder: Path) -> None:
    """Make the folder of a new rubric that can be used, and changed line by line."""
    import re

    from grader.rubric.model import ID
    from grader.rubric.schema import text

    if not re.match(ID, name):
        raise click.UsageError("An id has small letters, digits and hyphens, such as my-week.")
    target = folder / name
    if target.exists():
        raise click.UsageError(f"{target} is there already.")
    for path, content in _files(ctx, name, title or name.replace("-", " ").capitalize(), kind, model).items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    schema_file = folder / "rubric.schema.json"
    if not schema_file.exists():
        schema_file.write_text(text(), encoding="utf-8")
    click.echo(f"{target / 'rubric.yaml'}\nChange it, then: kru rubric check {target} && kru rubric test {target}")


def _files(ctx: click.Context, name: str, title: str, kind: str, model: str | None) -> Mapping[str, bytes]:
    if model is not None:
        from grader.rubric.new import copied

        return copied(_rubrics.load(ctx, model).folder / "rubric.yaml", name, title)
    from grader.rubric import skeleton

    return {path: content.encode() for path, content in skeleton.files(name, title, kind).items()}


@command.command(
    epilog="""\b
    Examples:
      kru rubric schema > rubric.schema.json"""
)
def schema() -> None:
    """Print the JSON Schema with which an editor completes and explains the keys of a rubric."""
    from grader.rubric.schema import text

    click.echo(text(), nl=False)


def _all() -> list[str]:
    from grader.rubric.load import rubric_files

    return [str(file) for file in rubric_files(_rubrics.roots())]


for _one in (_tuning.diff, _tuning.whatif, _tuning.pull, _tuning.push):
    command.add_command(_one)
