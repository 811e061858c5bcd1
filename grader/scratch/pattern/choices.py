r"""`{one | other}` in a line: every line that it can stand for, each with where its characters came from.

What is between the braces is text: whole blocks, words of a block, or what stands in a slot. A backslash takes the
sign behind it as it is; braces without a partner or without a bar are signs like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product
from typing import Final

from grader.scratch.pattern.words import MistakeError

MOST: Final = 32  # lines that one line can stand for

Piece = tuple[int, int]  # a stretch of the line
Choices = Mapping[int, tuple[int, ...]]  # by the place of a brace: of its bars, and last of its partner


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the lines. `places` has for each character (and the end) its place in the line as written, from 0."""

    text: str
    places: Sequence[int]


def variants(line: str, row: int, column: int) -> tuple[Variant, ...]:
    """What the line can stand for; the line alone when it has no choice. Raises MistakeError.

    `column` is where the line begins in its row, for mistakes.
    """
    choices = _choices(line)
    if not choices:
        return (Variant(line, range(len(line) + 1)),)
    for opened, stops in choices.items():
        edges = (opened, *stops)
        if any(not line[start + 1 : stop].strip() for start, stop in pairwise(edges)):
            raise MistakeError(row, column + opened, "choice-empty")
    found = tuple(islice(_ways(line, 0, len(line), choices), MOST + 1))
    if len(found) > MOST:
        raise MistakeError(row, column + min(choices), "choices-many", {"most": str(MOST)})
    return tuple(_joined(line, pieces) for pieces in found)


def _choices(line: str) -> Choices:
    opened: list[list[int]] = []
    found: dict[int, tuple[int, ...]] = {}
    at = 0
    while at < len(line):
        character = line[at]
        if character == "\\":
            at += 1
        elif character == "{":
            opened.append([at])
        elif character == "|" and opened:
            opened[-1].append(at)
        elif character == "}" and opened:
            first, *bars = opened.pop()
            if bars:
                found[first] = (*bars, at)
        at += 1
    return found


def _ways(line: str, start: int, end: int, choices: Choices) -> Iterator[tuple[Piece, ...]]:
    """Every way through the choices of a stretch."""
    parts: list[Sequence[tuple[Piece, ...]]] = []
    at = start
    while at < end:
        if at not in choices:
            at += 1
            continue
        parts.append([((start, at),)])
        edges = (at, *choices[at])
        options: list[tuple[Piece, ...]] = []
        for opened, closed in pairwise(edges):
            first, last = _trimmed(line, opened + 1, closed)
            # More than there may be is enough to say so; how many more it would be nobody needs to know.
            options += islice(_ways(line, first, last, choices), MOST + 1 - min(len(options), MOST))
        parts.append(options)
        at = start = edges[-1] + 1
    parts.append([((start, end),)])
    for chosen in product(*parts):
        yield tuple(piece for way in chosen for piece in way)


def _trimmed(line: str, start: int, end: int) -> Piece:
    text = line[start:end]
    first = start + len(text) - len(text.lstrip())
    return first, max(first, start + len(text.rstrip()))


def _joined(line: str, pieces: Sequence[Piece]) -> Variant:
    places = [place for start, end in pieces for place in range(start, end)]
    return Variant("".join(line[start:end] for start, end in pieces), (*places, len(line)))
