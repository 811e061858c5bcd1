"""Repeated stretches, against a search that tries everything."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest

from grader.scratch.program.repetitions import repetitions


def plainly(row: Sequence[int], filled: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Every start, every length from a third of the rest down; behind a hit the lengths go on down."""
    start = 0
    while start < len(row):
        for length in range((len(row) - start) // 3, 0, -1):
            stretch = row[start : start + length]
            copies = 1
            if start + 3 * length > len(row):
                continue
            while row[start + copies * length : start + (copies + 1) * length] == stretch:
                copies += 1
            if copies >= 3 and (length > 1 or filled[start]):
                yield start, length
                start += copies * length
        start += 1


@pytest.mark.parametrize("letters", [1, 2, 3])
def test_it_finds_what_trying_everything_finds(letters: int) -> None:
    luck = random.Random(letters)  # noqa: S311 - no secret
    found = 0
    for _ in range(400):
        row: list[int] = []
        while len(row) < luck.randint(0, 40):
            row += [luck.randrange(letters) for _ in range(luck.randint(1, 4))] * luck.choice((1, 1, 3, 4))
        filled = [number == 0 for number in row]
        expected = list(plainly(tuple(row), filled))
        assert list(repetitions(tuple(row), filled)) == expected, row
        found += len(expected)
    assert found > 100


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("abababab", [0]),
        ("aaaaa", []),
        ("aaaaaa", [0]),
        ("AAA", [0]),
        ("AA", []),
        ("abcabcabc", [0]),
        ("abcabcab", []),
        ("xababab", [1]),
        ("abababAAA", [0, 6]),  # right behind a stretch of two one of one is looked for
        ("abababcdecdecde", [0]),  # ... but none of three: one is left out, and then too few are left
        ("ababab" + "xcdecdecde", [0, 7]),
        ("AAAababab", [0]),
    ],
)
def test_stretches_by_hand(text: str, starts: list[int]) -> None:
    row = tuple(map(ord, text))
    assert [start for start, _ in repetitions(row, [letter.isupper() for letter in text])] == starts


def test_long_rows_come_to_an_end() -> None:
    luck = random.Random(1)  # noqa: S311 - no secret
    alike = (7,) * 100_000
    assert list(repetitions(alike, [False] * len(alike))) == [(0, 33_333)]
    mixed = tuple(luck.randrange(2) for _ in range(20_000))
    assert len(list(repetitions(mixed, [False] * len(mixed)))) > 100
    almost = ((1,) * 30_000 + (2,)) * 2
    assert list(repetitions(almost, [False] * len(almost)))
