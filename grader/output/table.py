"""`--format table`: for people. Levels as words, points beside them, what needs a person below."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import takewhile

from grader.language import N_, say
from grader.output import words
from grader.output.row import Row
from grader.rubric.loaded import LoadedRubric

GAP = "  "


def write(loaded: LoadedRubric, rows: Sequence[Row], language: str) -> str:
    """A numbered column a criterion, the goals' titles below, and a sentence for each file without a report."""
    rubric = loaded.rubric
    head = [say(N_("File"), language), say(N_("Points"), language), say(N_("Level"), language)]
    head += [str(number) for number, _ in enumerate(rubric.criteria, 1)]
    lines = [f"{rubric.title.say(language)} ({rubric.id}, {say(N_('version'), language)} {rubric.version})", ""]
    # What all names begin with stands once above them, so that the columns fit on a screen.
    shared = _shared_folder([row.file for row in rows])
    lines += [shared] if shared else []
    lines += _columns([head, *(_cells(loaded, row, row.file[len(shared) :], language) for row in rows)])
    lines.append("")
    for number, criterion in enumerate(rubric.criteria, 1):
        lines.append(f"{number:>3}  {criterion.title.say(language)} ({criterion.points:g})")
    lines += _without_report(rows, language)
    lines += ["", say(N_("Files: {count}. Graded: {graded}. Unreadable: {unreadable}. Stopped: {lost}."), language,
                      **_counts(rows))]  # fmt: skip
    return "\n".join(lines) + "\n"


def _shared_folder(names: Sequence[str]) -> str:
    folders = [name.split("/")[:-1] for name in names]
    if len(folders) < 2:
        return ""
    shared = takewhile(lambda parts: len(set(parts)) == 1, zip(*folders, strict=False))
    return "".join(f"{parts[0]}/" for parts in shared)


def _cells(loaded: LoadedRubric, row: Row, name: str, language: str) -> list[str]:
    report = row.report
    if report is None:
        return [name, "–", say(STATUS[row.status], language), *("–" for _ in loaded.rubric.criteria)]
    points = say(N_("{points} of {of}"), language, points=words.number(report.points), of=words.number(report.of))
    band = words.band(report.band, language)
    if not report.gates_met:
        band = say(N_("{band}, gate not met yet"), language, band=band)
    levels = (report.result(criterion.id) for criterion in loaded.rubric.criteria)
    return [name, points, band, *(words.level(result, language) for result in levels)]


STATUS = {"unreadable": N_("unreadable"), "error": N_("stopped"), "graded": N_("graded")}


def _without_report(rows: Sequence[Row], language: str) -> Iterable[str]:
    silent = [row for row in rows if row.report is None]
    if silent:
        yield ""
        yield say(N_("Files without a level:"), language)
        yield from (f"  {row.file}: {row.text}" for row in silent)


def _counts(rows: Sequence[Row]) -> dict[str, int]:
    by_status = {status: sum(row.status == status for row in rows) for status in STATUS}
    return {
        "count": len(rows),
        "graded": by_status["graded"],
        "unreadable": by_status["unreadable"],
        "lost": by_status["error"],
    }


def _columns(cells: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(width(row[column]) for row in cells) for column in range(len(cells[0]))]
    lines = [GAP.join(cell + " " * (room - width(cell)) for cell, room in zip(row, widths, strict=True)).rstrip()
             for row in cells]  # fmt: skip
    return [lines[0], GAP.join("-" * room for room in widths), *lines[1:]]


def width(text: str) -> int:
    """Columns a terminal gives to a text: Khmer vowels that sit on their letter take none, wide letters take two."""
    return sum(
        0
        if unicodedata.category(letter) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )
