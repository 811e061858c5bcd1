"""The longest stretches that the scripts of two projects have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence as Row
from dataclasses import dataclass, replace
from typing import Final

from grader.similar.tokens import Sequence

_MOST_PLACES: Final = 30  # where a stretch stands in one project; what stands everywhere tells nothing


@dataclass(frozen=True, slots=True)
class Run:
    """Equal tokens: in which script of each, where they begin there, how many."""

    first_script: int
    first: int
    second_script: int
    second: int
    length: int


def runs(mine: Row[Sequence], theirs: Row[Sequence], least: int) -> list[Run]:
    """Every stretch of at least `least` equal tokens that cannot be made longer; of short scripts the whole."""
    places: dict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, script in enumerate(theirs):
        width = min(least, len(script.tokens))
        for place in range(len(script.tokens) - width + 1):
            places[script.tokens[place : place + width]].append((number, place))
    found: list[Run] = []
    for number, script in enumerate(mine):
        width = min(least, len(script.tokens))
        reached: dict[tuple[int, int], int] = {}  # by the other script and how far it is shifted: where a run ended
        for place in range(len(script.tokens) - width + 1):
            for other, there in places.get(script.tokens[place : place + width], ())[:_MOST_PLACES]:
                if reached.get((other, there - place), -1) >= place:
                    continue
                length = _equal(script.tokens, place, theirs[other].tokens, there)
                reached[other, there - place] = place + length - 1
                found.append(Run(number, place, other, there, length))
    return found


def longest(found: Iterable[Run]) -> list[Run]:
    """The longest ones first, cut so that no token of either side is in two."""
    mine: dict[int, set[int]] = defaultdict(set)
    theirs: dict[int, set[int]] = defaultdict(set)
    kept: list[Run] = []
    for run in sorted(found, key=lambda one: (-one.length, one.first_script, one.first, one.second_script, one.second)):
        free = _free(run, mine[run.first_script], theirs[run.second_script])
        if free is not None:
            mine[free.first_script].update(range(free.first, free.first + free.length))
            theirs[free.second_script].update(range(free.second, free.second + free.length))
            kept.append(free)
    return kept


def _free(run: Run, mine: set[int], theirs: set[int]) -> Run | None:
    """The longest part of a run that nothing longer has taken."""
    best = (0, 0)
    start = 0
    for place in range(run.length + 1):
        if place == run.length or run.first + place in mine or run.second + place in theirs:
            best = max(best, (place - start, -start))
            start = place + 1
    length, start = best[0], -best[1]
    if not length:
        return None
    return replace(run, first=run.first + start, second=run.second + start, length=length)


def _equal(mine: Row[int], first: int, theirs: Row[int], second: int) -> int:
    length = 0
    while (
        first + length < len(mine) and second + length < len(theirs) and mine[first + length] == theirs[second + length]
    ):
        length += 1
    return length
