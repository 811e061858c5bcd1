"""The HTML report of `kru grade`: an index for the mentor, and one page a file that stands alone.

No page asks anybody for anything: style sheet and pictures are inside, there is no script and no font.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from grader import words
from grader.page import PLAYED_SHEET, STYLE_SHEET, TEMPLATES, tools
from grader.page.pictures import Pictures, address
from grader.page.source import Source
from grader.report import Report
from grader.rubric.model import Rubric

_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACES = re.compile(r"\s*\n\s*")


class Row(Protocol):
    """One file of a batch."""

    @property
    def file(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str | None: ...  # noqa: D102
    @property
    def report(self) -> Report | None: ...  # noqa: D102


class Loaded(Protocol):
    """A rubric that was loaded."""

    @property
    def rubric(self) -> Rubric: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the report: the name of its file, what it is about, and what it says (None when unreadable)."""

    name: str
    file: str
    text: str | None
    feedback: words.Feedback | None


def write(
    out: Path,
    loaded: Loaded,
    rows: Sequence[Row],
    language: str,
    *,
    files_of: Callable[[int], Mapping[str, bytes]] | None = None,
    pictures: Sequence[Pictures] = (),
) -> None:
    """Write `index.html` and a page for every row into that folder.

    `files_of` gives the files of a row that is a website, by the row's index: then its lines are shown.
    `pictures` are of the rows, in their order; none without.
    """
    shown = _short_names([row.file for row in rows])
    pages = tuple(
        _page(number, row, name, loaded.rubric, language)
        for number, (row, name) in enumerate(zip(rows, shown, strict=True), start=1)
    )
    environment = _environment()
    shared = {
        **tools(language),
        "style": _style(STYLE_SHEET),
        "played_style": _style(PLAYED_SHEET),
        "data_address": address,
        "rubric_title": words.chosen(loaded.rubric.title, words.Facts(), language),
    }
    out.mkdir(parents=True, exist_ok=True)
    _save(out / "index.html", environment, "report_index.html", {**shared, "pages": pages})
    for number, page in enumerate(pages):
        files = files_of(number) if files_of and rows[number].report else {}
        shared |= tools(language, source=Source(files) if files else None)  # each page remembers what it has shown
        template = "report_page.html" if page.feedback else "report_unreadable.html"
        taken = pictures[number] if pictures else Pictures()
        inside = {"page": page, "feedback": page.feedback, "pictures": taken}
        _save(out / page.name, environment, template, {**shared, **inside})


def _page(number: int, row: Row, shown: str, rubric: Rubric, language: str) -> Page:
    feedback = words.say(row.report, rubric, language) if row.report else None
    return Page(f"{number:03}-{_slug(row.file)}.html", shown, row.text, feedback)


def _short_names(files: Sequence[str]) -> list[str]:
    """The names without the folders that all of them share."""
    folders = [PurePosixPath(file.replace("\\", "/")).parts[:-1] for file in files]
    shared = 0
    for level in zip(*folders, strict=False):
        if len(set(level)) > 1:
            break
        shared += 1
    return ["/".join(PurePosixPath(file.replace("\\", "/")).parts[shared:]) for file in files]


def _slug(file: str) -> str:
    # Only plain letters and digits become part of a file's name, whatever the upload was called.
    stem = PurePosixPath(file.replace("\\", "/")).name.rsplit(".", 1)[0]
    return re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-").lower()[:40] or "project"


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _style(sheet: Path) -> Markup:
    # Ours, and inside <style>: nothing of an upload is ever in it.
    text = _SPACES.sub("\n", _COMMENTS.sub("", sheet.read_text(encoding="utf-8")))
    return Markup(text)  # noqa: S704


def _save(path: Path, environment: Environment, template: str, values: dict[str, Any]) -> None:
    html = environment.get_template(template).render(values)
    path.write_text(html, encoding="utf-8", errors="backslashreplace")
