"""`--format csv`: one row a file, the points possible in row 2, safe to open in a spreadsheet.

Columns are the same in every language and keep their order, so that two exports can be laid side by side.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from grader.output.row import Row
from grader.report import shown
from grader.rubric.loaded import LoadedRubric

# A spreadsheet takes a cell that starts so for a formula, and a formula can reach for other cells and files.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
BEFORE = ("file", "status", "band", "final", "points", "of", "total")
AFTER = ("reason", "text", "seconds")
POSSIBLE = "points possible"


def write(loaded: LoadedRubric, rows: Sequence[Row], language: str) -> str:
    """The whole sheet."""
    del language  # a row has its sentence already
    names = [criterion.id for criterion in loaded.rubric.criteria]
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow([*BEFORE, *(f"{name} {part}" for name in names for part in ("level", "points")), *AFTER])
    sheet.writerow(_possible(loaded))
    for row in rows:
        sheet.writerow([safe(cell) for cell in _cells(row, names)])
    return out.getvalue()


def safe(cell: object) -> object:
    """Text that a spreadsheet shows as text; numbers as they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _possible(loaded: LoadedRubric) -> Iterable[object]:
    total = loaded.rubric.points
    yield from (POSSIBLE, "", "", "", total, total, total)
    for criterion in loaded.rubric.criteria:
        yield from ("", criterion.points)
    yield from ("", "", "")


def _cells(row: Row, names: Sequence[str]) -> Iterable[object]:
    report = row.report
    if report is None:
        yield from (row.file, row.status, "", "", "", "", "")
        yield from ("" for _ in range(2 * len(names)))
    else:
        final = "yes" if report.final else "no"
        yield from (row.file, row.status, report.band or "", final)
        yield from (shown(number) for number in (report.points, report.of, report.total))
        for name in names:
            result = report.result(name)
            points = shown(result.points)
            yield from (result.level, "" if points is None else points)
    yield from (row.reason or "", row.text or "", "" if row.seconds is None else row.seconds)
