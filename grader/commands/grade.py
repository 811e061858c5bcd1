"""`kru grade`: a folder of projects against one rubric, with no server and no internet."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands import _browser, _log, _nu, _plays, _rubrics
from grader.language import N_, say

if TYPE_CHECKING:
    from grader.batch import Answer, Work
    from grader.inputs import Found, Item
    from grader.output.row import Row
    from grader.rubric.loaded import LoadedRubric

SOME_UNREADABLE, NO_FILES, INTERRUPTED = 1, 4, 130
REPORT = "kru-report"
NOT_ACCEPTED = "not-accepted"
STOPPED = N_("Stopped after {done} of {count} files. The same command with --resume goes on.")
LEFT_OUT = N_("Left out, because they are no projects: {count} ({names})")
# The module that writes a format, and the file it goes into when there is `--out`.
FORMATS = {
    "table": ("table", "results.txt"),
    "json": ("plain", "results.json"),
    "csv": ("sheet", "results.csv"),
    "gradescope": ("gradescope", "results.json"),
    "junit": ("junit", "results.xml"),
}


@click.command(
    short_help="Grade files and folders with a rubric.",
    epilog="""\b
    Examples:
      kru grade m2-w10-catch-game class-a/
      kru grade m2-w10-catch-game class-a/ --format html --out report
      kru grade my-rubric/ dara.sb3 sokha.zip --format json
      kru grade m3-w12-first-page sites/ --lang km --format csv --bom > week12.csv

    \b
    Exit codes: 0 all graded, 1 some could not be read, 2 usage,
    3 the rubric is not valid yet, 4 no files, 130 interrupted (then --resume).""",
)
@click.argument("rubric", shell_complete=_rubrics.complete)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write into this folder.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, "html"]),
    help="What to write. A table when nothing is said, pages with --out.",
)
@click.option("--lang", "language", default="en", envvar="KRU_LANG", show_default=True, help="Language, such as km.")
@click.option("--jobs", type=click.IntRange(1, 256), help="How many files at once. One a core when nothing is said.")
@click.option("--resume", "resumes", is_flag=True, help="Go on where an interrupted run stopped.")
@_nu.option
@_plays.option
@click.option("--bom", is_flag=True, help="Mark CSV as UTF-8 for Excel.")
@click.pass_context
def command(
    ctx: click.Context,
    rubric: str,
    paths: Sequence[str],
    out: Path | None,
    form: str | None,
    language: str,
    jobs: int | None,
    *,
    resumes: bool,
    second: bool,
    off: bool,
    bom: bool,
) -> None:
    """Grade files and folders with a rubric.

    RUBRIC is an id, a folder or a rubric.yaml. A folder with an HTML file in it is one website. In any other folder
    each project file and each folder below is a row. A file that cannot be read is a row too.
    """
    from grader.inputs import NOTHING_FOUND, collect

    loaded = _rubrics.load(ctx, rubric, language)
    found = collect(paths)
    _say_left_out(found, language)
    if all(item.kind == "missing" for item in found.items):
        click.echo(say(NOTHING_FOUND, language, paths=", ".join(paths)), err=True)
        ctx.exit(NO_FILES)
    answers = _answers(ctx, loaded, found.items, out or Path(), language, jobs, resumes=resumes, off=off)
    rows = _rows(found.items, answers, language)
    if second:
        rows = _nu.told(rows, _nu.ask(found.items, language))
    form = form or ("html" if out else "table")
    if form == "html":
        _write_pages(out or Path(REPORT), loaded, rows, found.items, language, off=off)
    else:
        _write(form, out, loaded, rows, language, bom=bom)
    ctx.exit(0 if all(row.report for row in rows) else SOME_UNREADABLE)


@dataclass(frozen=True, slots=True)
class Grade:
    """What a child process does with each file."""

    loaded: LoadedRubric
    language: str
    recordings: _browser.Recordings = field(default_factory=dict)
    plays: _plays.Outcomes = field(default_factory=dict)

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
            except UploadError as trouble:
                return {"status": "unreadable", "reason": trouble.key, "values": dict(trouble.values)}
            refused = accepts(self.loaded, project)
            if refused:
                return {"status": "unreadable", "reason": NOT_ACCEPTED, "text": refused.say(self.language)}
            seen, played = self.recordings.get(item.name), self.plays.get(item.name)
            return {"status": "graded", "report": to_json(grade(project, self.loaded, seen, plays=played))}

        return work


def _answers(
    ctx: click.Context,
    loaded: LoadedRubric,
    items: Sequence[Item],
    folder: Path,
    language: str,
    jobs: int | None,
    *,
    resumes: bool,
    off: bool,
) -> dict[int, Answer]:
    from grader import batch
    from grader.resume import Resume

    resume = Resume.of(loaded, folder)
    answers = resume.load(items) if resumes else {}
    rest = [index for index in range(len(items)) if index not in answers]
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end is as good as Ctrl-C
    try:
        asked = [items[index] for index in rest]
        played = _plays.look(asked, loaded, language, off=off)
        task = Grade(loaded, language, _browser.look(asked, loaded, language), played)
        with _progress(len(items), len(answers)) as advance:
            for place, answer in batch.run(asked, task, jobs=jobs):
                answers[rest[place]] = answer
                if "trace" in answer:
                    click.echo(f"{items[rest[place]].name}\n{answer['trace']}", err=True)
                advance(1)
    except KeyboardInterrupt:
        resume.save(items, answers)
        told = say(STOPPED, language, done=len(answers), count=len(items))
        click.echo(f"\n{told}", err=True)
        ctx.exit(INTERRUPTED)
    finally:
        signal.signal(signal.SIGTERM, before)
    resume.forget()
    return answers


class _progress:  # noqa: N801 - reads as the statement it is
    """A bar on stderr while a person is watching; nothing into a file or a pipe."""

    def __init__(self, length: int, done: int) -> None:
        self._bar = None
        if sys.stderr.isatty() and length > 1:
            self._bar = click.progressbar(length=length, label="Grading", file=sys.stderr)
            self._bar.update(done)

    def __enter__(self) -> Callable[[int], object]:
        if self._bar is None:
            return lambda _steps: None
        self._bar.__enter__()
        return self._bar.update

    def __exit__(self, *trouble: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()


def _rows(items: Sequence[Item], answers: Mapping[int, Answer], language: str) -> list[Row]:
    from grader.output.row import from_answer

    return [from_answer(item.name, answers[index], language) for index, item in enumerate(items)]


def _write(form: str, out: Path | None, loaded: LoadedRubric, rows: Sequence[Row], language: str, *, bom: bool) -> None:
    from importlib import import_module

    module, name = FORMATS[form]
    text = import_module(f"grader.output.{module}").write(loaded, rows, language)
    if bom and form == "csv":
        text = "\ufeff" + text
    if out is None:
        click.echo(text, nl=False)
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / name).write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
    click.echo(str(out / name), err=True)


def _write_pages(
    out: Path, loaded: LoadedRubric, rows: Sequence[Row], items: Sequence[Item], language: str, *, off: bool
) -> None:
    from grader.commands import _pictures
    from grader.inputs import site_files
    from grader.output import table
    from grader.page import report

    shown = [item if row.report else None for item, row in zip(items, rows, strict=True)]
    pictures = _pictures.take(shown, language, off=off)
    report.write(out, loaded, rows, language, files_of=lambda index: site_files(items[index]), pictures=pictures)
    click.echo(table.write(loaded, rows, language), nl=False)
    click.echo(f"\n{out / 'index.html'}")


def _say_left_out(found: Found, language: str) -> None:
    if found.left_out:
        names = ", ".join(found.left_out[:5]) + (", …" if len(found.left_out) > 5 else "")
        click.echo(say(LEFT_OUT, language, count=len(found.left_out), names=names), err=True)
