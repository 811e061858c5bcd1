"""Tables with header cells.

## What it looks for

Tables with at least `min_rows` rows with something in them, and header cells (`<th>`). With `caption` a table also
needs a `<caption>`; `header: false` takes tables without header cells.

## Why it matters

A screen reader says the header before each cell: "price, 2000 riel". Without it a table is a heap of numbers.

## Limits

The check does not see whether the headers fit. Rows of different length are for `website.uneven-tables`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import Element
from grader.website.said import begins
from grader.website.words import says_something


class TablesParams(Params):
    """Which tables count."""

    min_rows: int = Field(default=2, ge=1)
    header: bool = True
    caption: bool = False


def observe(index: SiteIndex, params: TablesParams) -> Observation:
    """Every table with what is asked for; near are the others."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for table in index.named("table"):
        rows = [row for row in _rows(table) if any(says_something(cell) for cell in row.elements)]
        header = any(cell.name == "th" and says_something(cell) for row in rows for cell in row.elements)
        caption = any(one.name == "caption" and says_something(one) for one in table.elements)
        fits = len(rows) >= params.min_rows and (header or not params.header) and (caption or not params.caption)
        (places if fits else near).append(index.place(table, counts_as=(len(rows), begins(table))))
    return Observation(tuple(places), len(places) + len(near), tuple(near))


def _rows(table: Element) -> Iterator[Element]:
    for part in table.elements:
        if part.name == "tr":
            yield part
        elif part.name in {"thead", "tbody", "tfoot"}:
            yield from (row for row in part.elements if row.name == "tr")


CHECK = Check(
    title=N_("Tables with header cells"),
    kind="count",
    source=True,
    params=TablesParams,
    observe=observe,
    words=Words(
        praise=N_("Tables that say what their cells mean: {count}."),
        next=N_("Give your table header cells with <th>."),
        hints=(
            N_("What does each column of your table show?"),
            N_("Look at the first row of your <table>."),
            N_("Write <th> in place of <td> in that row."),
        ),
        measured=N_("Tables with what is asked for: {count}."),
    ),
    examples=(
        Example(
            shows="Headers in the first row",
            project={"index.html": "<table><tr><th>Day<th>Food<tr><td>Monday<td>Rice</table>"},
            amount=1,
        ),
        Example(
            shows="Headers at the side, and a caption",
            project={
                "index.html": "<table><caption>Week</caption><tbody><tr><th>Monday</th><td>Rice</td></tr>"
                "<tr><th>Tuesday</th><td>Fish</td></tr></tbody></table>"
            },
            params={"caption": True},
            amount=1,
        ),
        Example(
            shows="No headers",
            project={"index.html": "<table><tr><td>Monday<td>Rice<tr><td>Tuesday<td>Fish</table>"},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Too few rows with something in them",
            project={"index.html": "<table><tr><th>Day<th>Food<tr><td><td></table>"},
            amount=0,
        ),
        Example(
            shows="Headers are not asked for",
            project={"index.html": "<table><tr><td>Monday<td>Rice<tr><td>Tuesday<td>Fish</table>"},
            params={"header": False},
            amount=1,
        ),
    ),
)
