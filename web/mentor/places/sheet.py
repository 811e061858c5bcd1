"""A class list as it comes out of a spreadsheet: which letters its bytes are, and what stands in its cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable

MOST_BYTES = 256_000
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods; .xls
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
SEPARATORS = ("\t", ";", ",")


def is_workbook(data: bytes) -> bool:
    """A spreadsheet as its program keeps it, not its cells as text."""
    return data.startswith(_WORKBOOK)


def decode(data: bytes) -> str:
    """The text of a file that Excel wrote: UTF-8 or UTF-16, marked or not, else Windows-1252."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    if b"\0" in data:
        # Text of our alphabets has its empty bytes on one side: behind each Latin letter, or before it.
        little = data[1::2].count(0) >= data[::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def rows(text: str, separator: str) -> list[list[str]]:
    """The cells, a list for each line; an empty line is an empty list."""
    lines = text.splitlines()
    try:
        found = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=separator))
    except csv.Error:
        found = []
    if len(found) != len(lines):  # a quotation mark that nobody closed: every line stands for itself
        found = [[cell.strip('"') for cell in line.split(separator)] if line else [] for line in lines]
    return found


def separator(text: str, tells: Callable[[list[str]], bool]) -> str:
    """What stands between the cells. A comma may belong to a name: it counts where its cells tell something."""
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and lines[0].casefold().startswith("sep=") and lines[0][4:5] in SEPARATORS:
        return lines[0][4:5]
    for one in SEPARATORS[:2]:
        if any(one in line for line in lines):
            return one
    return "," if any(tells(cells) for cells in rows("\n".join(lines), ",") if len(cells) > 1) else "\t"
