"""Rules about tables as grids: cells that lie on others, reach below their rows, or span columns nobody fills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.website.conformance.problem import Found
from grader.website.model import HTML, Element

CHECK = "attribute-values"
_MOST_SLOTS = 20_000  # of one table; a larger one is nobody's homework, and gets no opinion
_GROUPS = frozenset({"tbody", "thead", "tfoot"})


def look(found: Found, elements: Iterable[Element]) -> None:
    """Ask every table with cells that span."""
    for table in elements:
        if table.name == "table" and table.namespace == HTML and table.start is not None:
            _Grid(found).fill(table)


class _Grid:
    """One table while its cells are laid out, as the standard forms it."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._begun: set[int] = set()  # columns in which a cell begins
        self._first: dict[int, Element] = {}  # the first cell that covers a column
        self._slots = 0

    def fill(self, table: Element) -> None:
        """Lay out all groups of rows, then look at the columns."""
        slips: list[tuple[str, Element]] = []
        for group in table.elements:
            if group.name in _GROUPS:
                slips += self._group([row for row in group.elements if row.name == "tr"])
        if self._slots > _MOST_SLOTS:
            return
        empty = {self._first[column]: None for column in sorted(self._first) if column not in self._begun}
        slips += [("column-empty", cell) for cell in empty]
        for key, cell in slips:
            self._found.tag(CHECK, key, cell, name=f"<{cell.name}>")

    def _group(self, rows: list[Element]) -> Iterator[tuple[str, Element]]:
        taken: list[set[int]] = [set() for _ in rows]
        for y, row in enumerate(rows):
            x = 0
            for cell in row.elements:
                if cell.name not in {"td", "th"}:
                    continue
                while x in taken[y]:
                    x += 1
                width, height = _span(cell, "colspan"), _span(cell, "rowspan") or len(rows) - y
                self._slots += width * min(height, len(rows) - y)
                if self._slots > _MOST_SLOTS:
                    return
                if y + height > len(rows):
                    yield "cell-past-rows", cell
                if self._cover(cell, taken[y : y + height], range(x, x + width)):
                    yield "cells-overlap", cell
                self._begun.add(x)
                x += width

    def _cover(self, cell: Element, rows: list[set[int]], columns: range) -> bool:
        """Take the slots of a cell; whether one was taken before."""
        overlap = False
        for taken in rows:
            overlap = overlap or not taken.isdisjoint(columns)
            taken.update(columns)
        for column in columns:
            self._first.setdefault(column, cell)
        return overlap


def _span(cell: Element, attribute: str) -> int:
    """How many columns or rows it spans; 0 means all rows that are left."""
    value = cell.attributes.get(attribute, "1").strip()
    if not (value.isascii() and value.isdigit()):
        return 1
    return min(int(value), 65_534) if attribute == "rowspan" else min(int(value), 1000) or 1
