"""Photos of phones (HEIC) without what they tell besides the picture.

They cannot be decoded here, so they are not saved again: what the camera wrote is blanked where it stands, and nothing
else moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

_TIFF: Final = re.compile(rb"Exif\x00\x00(II\*\x00|MM\x00\*)")
_XMP: Final = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta>", re.DOTALL)
_INNER: Final = frozenset({0x8769, 0x8825, 0xA005})  # tables that an entry leads to: camera, place, links
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}  # bytes, by an entry's type
_MOST_TABLES: Final = 20
_MOST_ENTRIES: Final = 200  # of one table
_ENTRY: Final = 12  # bytes
_LONGEST: Final = 1_000_000  # bytes of all notes together


def without_notes(data: bytes) -> bytes:
    """The same photo with its notes blanked: place, time, camera. Its size does not change."""
    clean = bytearray(data)
    for found in _TIFF.finditer(data):
        start = found.start(1)
        for begin, end in _stretches(data[start : start + _LONGEST]):
            clean[start + begin : start + end] = bytes(end - begin)
    for found in _XMP.finditer(data):
        clean[found.start() : found.end()] = b" " * (found.end() - found.start())
    return bytes(clean)


def _stretches(tiff: bytes) -> Iterator[tuple[int, int]]:
    """Where the notes stand: every table, and what its entries hold elsewhere."""
    order: Literal["little", "big"] = "little" if tiff.startswith(b"II") else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)

    tables, seen = [number(4, 4)], set[int]()
    while tables and len(seen) < _MOST_TABLES:
        table = tables.pop()
        if table in seen or not 8 <= table < len(tiff) - 2:
            continue
        seen.add(table)
        entries = min(number(table, 2), _MOST_ENTRIES)
        end = min(table + 2 + entries * _ENTRY + 4, len(tiff))
        for at in range(table + 2, end - 4 - _ENTRY + 1, _ENTRY):
            tag, kind, count, value = number(at, 2), number(at + 2, 2), number(at + 4, 4), number(at + 8, 4)
            size = _SIZES.get(kind, 1) * count
            if tag in _INNER:
                tables.append(value)
            elif size > 4 and value < len(tiff):
                yield value, min(value + size, len(tiff))
        tables.append(number(end - 4, 4))
        yield table, end
