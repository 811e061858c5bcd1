"""A class as a zip of pages: an index, and for each task the page of each work that counts. No page needs a server."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import render_template
from markupsafe import Markup

from grader.page import STYLE_SHEET, report
from grader.report import Report
from web import kru
from web.language import language
from web.mentor.sheet.lines import ClassSheet
from worker.store.results import Result

Place = tuple[int, int]  # a student's and an assignment's number


@dataclass(frozen=True, slots=True)
class Row:
    """A work as a page of the report wants it: whose, and what counts."""

    file: str
    report: Report
    text: str | None = None


def pack(sheet: ClassSheet) -> bytes:
    """The zip. Its names are letters, digits and hyphens, so every computer unpacks it."""
    with TemporaryDirectory(prefix="kru-archive-") as name:
        folder = Path(name)
        links = _works(sheet, folder)
        style = Markup(STYLE_SHEET.read_text(encoding="utf-8"))  # noqa: S704 - ours, nothing of an upload is in it
        page = render_template("sheet/archive.html", sheet=sheet, links=links, style=style)
        (folder / "index.html").write_text(page, encoding="utf-8")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(folder.rglob("*.html")):
                packed.write(path, path.relative_to(folder).as_posix())
    return out.getvalue()


def _works(sheet: ClassSheet, folder: Path) -> Mapping[Place, str]:
    """Write the pages of all works; where each stands."""
    links: dict[Place, str] = {}
    for place, task in enumerate(sheet.tasks):
        versions: dict[int, list[tuple[int, str, Result]]] = defaultdict(list)
        for line in sheet.lines:
            submission = line.cells[place].submission
            result = kru().store.results.of(submission) if submission is not None else None
            if result is not None:
                versions[result.grading.kept_rubric].append((line.student.id, line.student.nickname, result))
        for works in versions.values():  # a page is said in the words of the rubric it was graded under
            rubric = works[0][2].rubric
            under = f"{place + 1:02}-{rubric.rubric.id}-{works[0][2].grading.kept_rubric}"
            rows = [Row(nickname, result.report) for _, nickname, result in works]
            report.write(folder / under, rubric, rows, language())
            for number, (student, _, _) in enumerate(works, start=1):
                (page,) = (folder / under).glob(f"{number:03}-*.html")
                links[student, task.given.id] = f"{under}/{page.name}"
    return links
