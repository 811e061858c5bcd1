"""Rows of one table with different numbers of cells.

## What it looks for

Rows of a table that are shorter or longer than most of its rows, `colspan` and `rowspan` counted. `row`, `cells` and
`usual` tell of the first.

## Why it matters

A cell that was forgotten moves all cells behind it into the column of another header.

## Limits

The standard allows short rows. A single row is compared with nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import Element

_WIDEST = 1000  # columns that browsers let a cell span


class UnevenTablesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: UnevenTablesParams) -> Observation:
    """Every row that is not as long as most rows of its table."""
    places: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    looked_at = 0
    for table in index.named("table"):
        rows = tuple(_rows(table))
        if len(rows) < 2:
            continue
        looked_at += sum(index.hers(row) for row, _ in rows)
        usual = Counter(cells for _, cells in rows).most_common(1)[0][0]
        for number, (row, cells) in enumerate(rows, 1):
            if cells != usual:
                places.append(index.place(row))
                if not values and index.hers(row):
                    values = {"row": number, "cells": cells, "usual": usual}
    return Observation(tuple(places), looked_at, values=values)


def _rows(table: Element) -> Iterator[tuple[Element, int]]:
    """The rows with the number of columns each fills."""
    loose = [part for part in table.elements if part.name == "tr"]
    groups = [part.elements for part in table.elements if part.name in {"thead", "tbody", "tfoot"}]
    for group in (loose, *groups):
        from_above = 0
        ends: Counter[int] = Counter()  # columns that cells from above leave, by the row in which they do
        for number, row in enumerate(one for one in group if one.name == "tr"):
            from_above -= ends[number]
            own = below = 0
            for cell in row.elements:
                if cell.name in {"td", "th"}:
                    width, height = _span(cell, "colspan") or 1, _span(cell, "rowspan")
                    own += width
                    if height != 1:
                        below += width
                        if height:
                            ends[number + height] += width
            if own:
                yield row, own + from_above
            from_above += below


def _span(cell: Element, attribute: str) -> int:
    value = cell.attributes.get(attribute, "1").strip()
    return min(int(value), _WIDEST) if value.isascii() and value.isdigit() else 1


CHECK = Check(
    title=N_("Rows of different length"),
    kind="problem",
    severity="warning",
    source=True,
    params=UnevenTablesParams,
    observe=observe,
    words=Words(
        praise=N_("All rows of your tables have the same number of cells."),
        next=N_("Row {row} fills {cells} columns, most rows fill {usual}."),
        hints=(
            N_("How many columns does your table have?"),
            N_("Look at {where}. Count its cells."),
            N_("Add the missing <td>, or use colspan."),
        ),
        measured=N_("Rows of another length: {count}."),
    ),
    examples=(
        Example(
            shows="A forgotten cell",
            project={"index.html": "<table><tr><td>1<td>2<tr><td>3<tr><td>4<td>5</table>"},
            amount=1,
            looked_at=3,
            places=("<tr><td>3",),
        ),
        Example(
            shows="A cell that spans two columns, another two rows",
            project={
                "index.html": "<table><tr><th colspan=2>Food</th></tr><tr><td rowspan=2>Rice</td><td>white</td></tr>"
                "<tr><td>brown</td></tr></table>"
            },
            amount=0,
            looked_at=3,
        ),
        Example(
            shows="Header and body are one table",
            project={
                "index.html": "<table><thead><tr><th>Day</th></tr></thead><tbody><tr><td>Mo</td><td>Rice</td></tr>"
                "<tr><td>Tu</td><td>Fish</td></tr></tbody></table>"
            },
            amount=1,
            places=("<tr><th>Day</th></tr>",),
        ),
        Example(shows="One row alone", project={"index.html": "<table><tr><td>1<td>2</table>"}, amount=0, looked_at=0),
    ),
)
