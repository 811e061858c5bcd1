"""Copies of runs of statements inside a sprite: of type 1 (equal), 2 (equal but for values), 3 (with a gap).

The definition compares every two scripts of a sprite statement by statement, which is quadratic. We compare lists of
statements that are equal but for values one time for all of them, and two lists in full where three statements in a
row are alike in both and could grow to a copy of six: the rest cannot hold one. Past some millions of comparisons in
a project the rest is left out: that takes scripts of thousands of blocks that are all alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Final

from grader.scratch.program.grids import LEAST, Budget, Pair, Run, full_runs, joined, may_hold
from grader.scratch.spots import Spot

if TYPE_CHECKING:
    from grader.scratch.program.program import Program

_MOST: Final = 4_000_000  # comparisons in a project
_FEW: Final = 3  # places that are looked at two by two at once
_MOST_OF_PAIR: Final = 400_000  # of two lists


@dataclass(frozen=True, slots=True)
class Copy:
    """A run of statements that stands somewhere else in the sprite too: one of the two sides."""

    kind: int  # 1, 2 or 3
    statements: Sequence[Spot]  # of a copy with a gap without those in the gap
    other: Sequence[Spot]  # the first of the runs that it is a copy of


class _Class:
    """Lists of one sprite that are equal but for values. `level` and `exact` hold numbers, the same for equal ones."""

    def __init__(self, level: Sequence[int]) -> None:
        self.level = level
        self.lists: list[Sequence[Spot]] = []
        self.exact: list[Sequence[int]] = []


def copies(program: Program) -> Mapping[int, Sequence[Copy]]:
    """All copies of a project by type."""
    found: dict[int, list[Copy]] = {1: [], 2: [], 3: []}
    budgets = (Budget(_MOST, _MOST_OF_PAIR), Budget(_MOST, _MOST_OF_PAIR))
    for target, parts in program.by_target(program.scripts).items():
        lists = [part.statements for part in (*parts, *program.definitions_of(target))]
        lists = [one for one in lists if len(one) >= LEAST]
        if lists:
            for copy in _Sprite(program, lists, *budgets).copies():
                found[copy.kind].append(copy)
    return found


class _Sprite:
    """The lists of one sprite, and the copies found so far."""

    def __init__(self, program: Program, lists: Sequence[Sequence[Spot]], look: Budget, compare: Budget) -> None:
        classes: dict[tuple[int, ...], _Class] = {}
        for statements in lists:
            level = program.levelled.of_each(statements)
            one = classes.setdefault(level, _Class(level))
            one.lists.append(statements)
            one.exact.append(program.keys.of_each(statements))
        self._classes = list(classes.values())
        self._look_budget = look
        self._budget = compare
        # Of copies that start at one block with equal statements the first is told.
        self._told: set[tuple[int, int, tuple[int, ...]]] = set()

    def copies(self) -> Iterator[Copy]:
        for one in self._classes:
            yield from self._whole(one)
        for (first, second), (long, gap) in self._pairs().items():
            one, other = self._classes[first], self._classes[second]
            pair = Pair(one.level, other.level, same=first == second)
            if long:
                for run in full_runs(pair, LEAST, self._budget):
                    yield from self._exactly(one, other, run, same=pair.same)
            if gap:
                for runs in joined(full_runs(pair, 1, self._budget)):
                    yield from self._with_gap(one, other, runs, same=pair.same)

    def _pairs(self) -> dict[tuple[int, int], tuple[bool, bool]]:
        """Which classes may hold a copy between them (or in themselves): one of six in a row, one with a gap."""
        where: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
        for number, one in enumerate(self._classes):
            level = one.level
            for place, three in enumerate(zip(level, level[1:], level[2:], strict=False)):
                if three in where:
                    where[three].append((number, place))
                else:
                    where[three] = [(number, place)]
        found: dict[tuple[int, int], tuple[bool, bool]] = {}
        for starts in where.values():
            if len(starts) > _FEW:
                for fewer in self._alike_further(starts):
                    self._look_at_all(fewer, found)
            elif len(starts) > 1:
                self._look_at_all(starts, found)
        return dict(sorted(found.items()))

    def _alike_further(self, starts: Iterable[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
        """Of many places with the same three in a row those that can be starts of one copy.

        Six that are alike, in one run or in two, hold four in a row, or three and after a small gap another three.
        In large projects three in a row come together by chance so often that looking at every two is quadratic.
        """
        alike: dict[tuple[int, ...], list[tuple[int, int]]] = {}
        for start in starts:
            number, place = start
            level = self._classes[number].level
            after = tuple(level[place + 3 : place + 8])
            # A key of one is the fourth in a row. Two lists may have different gaps before the same three.
            for key in {after[:1], after[:3], after[1:4], after[2:5]}:
                if len(key) == 1 or len(key) == 3:
                    alike.setdefault(key, []).append(start)
        return (found for found in alike.values() if len(found) > 1)

    def _look_at_all(self, starts: Iterable[tuple[int, int]], found: dict[tuple[int, int], tuple[bool, bool]]) -> None:
        """Looks at every two of these places, class by class."""
        places: dict[int, list[int]] = {}
        for number, place in starts:
            places.setdefault(number, []).append(place)
        numbers = list(places)
        for at, first in enumerate(numbers):
            if len(places[first]) > 1:
                self._look(first, first, combinations(places[first], 2), found)
            for second in numbers[at + 1 :]:
                self._look(first, second, product(places[first], places[second]), found)

    def _look(
        self,
        first: int,
        second: int,
        starts: Iterable[tuple[int, int]],
        found: dict[tuple[int, int], tuple[bool, bool]],
    ) -> None:
        """Looks at places where both have the same three in a row, until all is known of the two."""
        long, gap = found.get((first, second), (False, False))
        one, other = self._classes[first].level, self._classes[second].level
        self._look_budget.begin()
        for row, column in starts:
            if long and gap:
                break
            if not self._look_budget.spend(1):
                long = gap = True  # not known: a full comparison will see
                break
            more = may_hold(one, other, row, column, self._look_budget)
            long, gap = long or more[0], gap or more[1]
        if long or gap:
            found[first, second] = (long, gap)

    def _whole(self, one: _Class) -> Iterator[Copy]:
        """Lists that are copies of each other from end to end: no other run fits beside that."""
        if len(one.lists) == 1:
            return
        by_exact: dict[Sequence[int], list[int]] = {}
        for place, exact in enumerate(one.exact):
            by_exact.setdefault(exact, []).append(place)
        firsts = [places[0] for places in by_exact.values()][:2]
        for place, statements in enumerate(one.lists):
            same = by_exact[one.exact[place]]
            if len(same) > 1:
                yield from self._tell(1, statements, one.lists[same[same[0] == place]], one.exact[place])
            if len(firsts) > 1:
                unlike = firsts[firsts[0] == same[0]]
                yield from self._tell(2, statements, one.lists[unlike], one.exact[place])

    def _exactly(self, one: _Class, other: _Class, run: Run, *, same: bool) -> Iterator[Copy]:
        """Every list of the one class beside every list of the other; a list beside itself."""
        rows, columns = slice(run.row, run.row + run.length), slice(run.column, run.column + run.length)
        if same:
            for statements, exact in zip(one.lists, one.exact, strict=True):
                kind = 1 if exact[rows] == exact[columns] else 2
                yield from self._tell(kind, statements[rows], statements[columns], exact[rows])
                yield from self._tell(kind, statements[columns], statements[rows], exact[columns])
            return
        yield from self._beside(one, rows, other, columns)
        yield from self._beside(other, columns, one, rows)

    def _beside(self, one: _Class, here: slice, other: _Class, there: slice) -> Iterator[Copy]:
        sides: dict[Sequence[int], Sequence[Spot]] = {}
        for statements, exact in zip(other.lists, other.exact, strict=True):
            sides.setdefault(exact[there], statements[there])
        for statements, exact in zip(one.lists, one.exact, strict=True):
            mine = exact[here]
            if mine in sides:
                yield from self._tell(1, statements[here], sides[mine], mine)
            unlike = next((side for key, side in sides.items() if key != mine), None)
            if unlike is not None:
                yield from self._tell(2, statements[here], unlike, mine)

    def _with_gap(self, one: _Class, other: _Class, runs: tuple[Run, Run], *, same: bool) -> Iterator[Copy]:
        rows = [place for run in runs for place in range(run.row, run.row + run.length)]
        columns = [place for run in runs for place in range(run.column, run.column + run.length)]
        sides = [(one, rows, other, columns), (other, columns, one, rows)]
        for mine, here, theirs, there in sides:
            for place, statements in enumerate(mine.lists):
                beside = theirs.lists[place if same else 0]
                exact = tuple(mine.exact[place][at] for at in here)
                yield from self._tell(3, [statements[at] for at in here], [beside[at] for at in there], exact)

    def _tell(
        self, kind: int, statements: Sequence[Spot], other: Sequence[Spot], exact: Sequence[int]
    ) -> Iterator[Copy]:
        key = (kind, statements[0].order, tuple(exact))
        if key not in self._told:
            self._told.add(key)
            yield Copy(kind, statements, other)
