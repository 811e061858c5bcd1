"""Findings that say one thing: the same again, one that makes another moot, two faces of one root.

Of each such group one finding stands for all: the others are folded into it, so that no page says one thing three
times. Preferred is what runs and is hers; what a slip of a published tool brings about stands for nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from grader.check import BlockPlace, Kind
from grader.scratch.model import Chosen
from grader.scratch.program.grammar import IFS
from grader.scratch.spots import Spot

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex
    from grader.scratch.program.parts import Part

_Item = TypeVar("_Item")
_TURNS: Final = frozenset({"motion_turnright", "motion_turnleft"})
_MOVES: Final = frozenset({"motion_movesteps", "motion_changexby", "motion_changeyby"})
_TRIMMED: Final = "0123456789 \t\n\r\f\v"

# All findings of these say one thing.
_ONE_THING: Final = frozenset({"dead-code", "empty-sprite"})
_PERFUMES_APART: Final = frozenset({"ask-and-answer-perfume", "used-variables", "waiting-check-stop"})
# The same where the block is equal, in whatever script.
_BLOCK_ALONE: Final = frozenset(
    {
        "message-never-sent", "message-never-received", "missing-backdrop-switch", "missing-clone-initialization",
        "missing-clone-call",
    }
)  # fmt: skip
# One finding is moot where another stands at an equal block.
_MOOT: Final[Mapping[str, str]] = {
    "comparing-literals": "variable-as-literal",
    "boolean-expression": "position-equals-check",
    "duplicated-script": "duplicated-scripts-covering",
    "nested-loops": "unnecessary-loop",
    "position-equals-check": "type-error",
    "used-variables": "missing-initialization",
    "coordination": "waiting-check-stop",
}


class Found(NamedTuple):
    """A place that a check saw."""

    check: str  # "scratch.dead-code"
    kind: Kind
    place: BlockPlace

    @property
    def name(self) -> str:
        """The check's name alone."""
        return self.check.partition(".")[2]


def fold(index: ScratchIndex, found: Sequence[Found]) -> tuple[int | None, ...]:
    """For each finding the number of the one that it is folded into; None of one that stands for itself."""
    return tuple(_Folding(index, found).result()) if len(found) > 1 else (None,) * len(found)


class _Folding:
    """One folding. `_into` holds for each finding the one that says the same, or makes it moot."""

    def __init__(self, index: ScratchIndex, found: Sequence[Found]) -> None:
        self._program = index.program
        self._found = found
        self._spots = [self._spot(it.place) for it in found]
        self._into: list[int | None] = [None] * len(found)
        self._by_check: dict[str, list[int]] = {}
        self._scripts: dict[int, Hashable] = {}
        for number, it in enumerate(found):
            self._by_check.setdefault(it.name, []).append(number)

    def result(self) -> Iterator[int | None]:
        # What another makes moot stands for nothing else; among the rest those that say the same have one in front.
        for number, moot_by in self._moot():
            if self._into[number] is None and self._may(number, moot_by):
                self._into[number] = moot_by
        for name, numbers in self._by_check.items():
            self._same(name, [number for number in numbers if self._into[number] is None])
        for number in range(len(self._found)):
            root = self._root(number)
            yield None if root == number else root

    def _root(self, number: int) -> int:
        # Ways are short: a finding is made moot by one of another check, and these never by one of the first.
        while (into := self._into[number]) is not None:
            number = into
        return number

    def _may(self, number: int, into: int) -> bool:
        """A finding that counts is not folded into one that does not."""
        return self._found[into].place.quirk is None or self._found[number].place.quirk is not None

    # The same again

    def _same(self, name: str, numbers: Sequence[int]) -> None:
        """Folds findings of one check that say the same into the best of them."""
        groups: dict[Hashable, list[int]] = {}
        for number in numbers:
            key = self._what(name, number)
            if key is not None:
                groups.setdefault(key, []).append(number)
        for group in groups.values():
            best = max(group, key=lambda number: (*_worth(self._found[number].place), -number))
            for number in group:
                if number != best and self._may(number, best):
                    self._into[number] = best

    def _what(self, name: str, number: int) -> Hashable:
        """What a finding is about; None where it is like no other."""
        it, spot = self._found[number], self._spots[number]
        if name in _ONE_THING or (it.kind == "praise" and name not in _PERFUMES_APART):
            return name
        if name == "sprite-naming":
            return it.place.sprite.strip(_TRIMMED[10:]).rstrip(_TRIMMED)
        if spot is None:
            return None
        special = self._special.get(name)
        if special is not None:
            return special(number, spot)
        if name in _BLOCK_ALONE:
            same_sprite = it.place.sprite if name == "missing-clone-call" else None
            return (same_sprite, self._node(spot))
        return (self._script(spot), self._node(spot))

    @cached_property
    def _special(self) -> Mapping[str, Callable[[int, Spot], Hashable]]:
        return {
            "clone-type-1": self._copy,
            "clone-type-2": self._copy,
            "clone-type-3": self._copy,
            "missing-initialization": self._thing,
            "message-naming": self._message,
            "stuttering-movement": self._movement,
        }

    def _copy(self, number: int, spot: Spot) -> Hashable:
        kind = int(self._found[number].name[-1])
        keys = self._program.keys if kind == 1 else self._program.levelled
        copy = self._copies(kind, number, spot)
        return None if copy is None else tuple(map(keys.of, copy))

    def _copies(self, kind: int, number: int, spot: Spot) -> Sequence[Spot] | None:
        """The statements of a copy: of several that begin at one block each finding there has its own."""
        return _at(self._copies_at[kind].get(spot.order, ()), self._turns[number])

    @cached_property
    def _turns(self) -> Sequence[int]:
        """For each finding how many of the same check stand at its block before it."""
        seen: Counter[tuple[str, int]] = Counter()
        found = []
        for it, spot in zip(self._found, self._spots, strict=True):
            key = (it.check, -1 if spot is None else spot.order)
            found.append(seen[key])
            seen[key] += 1
        return found

    @cached_property
    def _copies_at(self) -> Mapping[int, Mapping[int, Sequence[Sequence[Spot]]]]:
        found: dict[int, dict[int, list[Sequence[Spot]]]] = {1: {}, 2: {}, 3: {}}
        for kind, copies in self._program.copies.items():
            for copy in copies:
                found[kind].setdefault(copy.statements[0].order, []).append(copy.statements)
        return found

    def _thing(self, number: int, spot: Spot) -> Hashable:
        return _at(self._things.get(spot.order, ()), self._turns[number])

    @cached_property
    def _things(self) -> Mapping[int, Sequence[Hashable]]:
        found: dict[int, list[Hashable]] = {}
        for one in self._program.uninitialized:
            found.setdefault(one.spot.order, []).append(one.thing)
        return found

    def _message(self, number: int, spot: Spot) -> Hashable:
        del number
        return (self._program.message(spot) or "").strip(_TRIMMED[10:]).rstrip(_TRIMMED)

    def _movement(self, number: int, spot: Spot) -> Hashable:
        del number
        for name, opcodes in (("turn", _TURNS), ("move", _MOVES)):
            if spot.opcode in opcodes:
                return name
        return self._node(spot)

    def _script(self, spot: Spot) -> Hashable:
        part = self._program.part_of(spot)
        known = self._scripts.get(part.script.first)
        if known is None:
            known = self._scripts[part.script.first] = self._part_key(part)
        return known

    def _part_key(self, part: Part) -> Hashable:
        if part.definition:
            return ("definition", part.script.first)  # it equals no other as a whole
        keys = self._program.keys
        return (keys.of_event(part), keys.of_list(part.top))

    def _node(self, spot: Spot) -> Hashable:
        part = self._program.part_of(spot)
        if part.hat is spot:
            return ("hat", self._script(spot)[0]) if not part.definition else self._script(spot)  # type: ignore[index]
        return self._program.keys.of(spot)

    # One makes another moot

    def _moot(self) -> Iterator[tuple[int, int]]:
        """Pairs: a finding, and the one that makes it moot or shares its root."""
        for name, by in _MOOT.items():
            yield from self._at_equal_block(name, by)
        yield from self._inside_type_errors()
        yield from self._loops()
        yield from self._sensing()
        yield from self._gaps()
        yield from self._coupled()

    def _at_equal_block(self, name: str, by: str) -> Iterator[tuple[int, int]]:
        numbers, others = self._by_check.get(name, ()), self._by_check.get(by, ())
        if not numbers or not others:
            return
        at_block: dict[int, int] = {}
        at_equal: dict[Hashable, int] = {}
        for other in others:
            spot = self._spots[other]
            if spot is not None:
                at_block.setdefault(spot.order, other)
                at_equal.setdefault(self._node(spot), other)
        for number in numbers:
            spot = self._spots[number]
            if spot is not None:
                found = at_block.get(spot.order, at_equal.get(self._node(spot)))
                if found is not None:
                    yield number, found

    def _inside_type_errors(self) -> Iterator[tuple[int, int]]:
        inside = {spot.parent.order: other for other, spot in self._all("type-error") if spot.parent is not None}
        for number, spot in self._all("position-equals-check"):
            if spot.order in inside:
                yield number, inside[spot.order]

    def _loops(self) -> Iterator[tuple[int, int]]:
        just_around = {
            spot.parent.order: other for other, spot in self._all("forever-inside-loop") if spot.parent is not None
        }
        for name in ("unnecessary-loop", "nested-loops"):
            for number, spot in self._all(name):
                if spot.order in just_around:
                    yield number, just_around[spot.order]

    def _sensing(self) -> Iterator[tuple[int, int]]:
        """By the `if` whose question senses: a set position in it, a forever that ends it."""
        sensing: dict[int, int] = {}
        ended_by = {
            spot.parent.order: other
            for other, spot in self._all("forever-inside-if")
            if spot.parent is not None and spot.parent.opcode in IFS and self._program.last(spot)
        }
        for number, spot in self._all("missing-loop-sensing"):
            condition = self._program.statement_of(spot)
            sensing.setdefault(condition.order, number)
            if condition.order in ended_by:
                yield number, ended_by[condition.order]
        for number, spot in self._all("key-set-position"):
            if spot.parent is not None and spot.parent.order in sensing:
                yield number, sensing[spot.parent.order]

    def _gaps(self) -> Iterator[tuple[int, int]]:
        """A copy with a gap whose statements all lie in one without."""
        with_gap = self._all("clone-type-3")
        if not with_gap:
            return
        whole: dict[int, list[tuple[int, frozenset[int]]]] = {}
        for kind in (1, 2):
            for other, spot in self._all(f"clone-type-{kind}"):
                orders = frozenset(it.order for it in self._copies(kind, other, spot) or ())
                for order in orders:
                    whole.setdefault(order, []).append((other, orders))
        for number, spot in with_gap:
            orders = frozenset(it.order for it in self._copies(3, number, spot) or (spot,))
            for other, around in whole.get(spot.order, ()):
                if orders <= around:
                    yield number, other
                    break

    def _coupled(self) -> Iterator[tuple[int, int]]:
        """An `if` that senses one time, right behind a repeat until that asks the same."""
        sensing: dict[Hashable, int] = {}
        for number, spot in self._all("missing-loop-sensing"):
            condition = self._program.statement_of(spot)
            sensing.setdefault(self._coupling(condition), number)
        for number, spot in self._all("unnecessary-if-after-until"):
            other = sensing.get(self._coupling(spot))
            if other is not None:
                yield number, other

    def _coupling(self, spot: Spot) -> Hashable:
        return (spot.target.name, self._script(spot), self._node(spot))

    # Where

    def _all(self, name: str) -> list[tuple[int, Spot]]:
        numbered = ((number, self._spots[number]) for number in self._by_check.get(name, ()))
        return [(number, spot) for number, spot in numbered if spot is not None]

    def _spot(self, place: BlockPlace) -> Spot | None:
        if place.block is None:
            return None
        found = self._program.index.by_id(place.block) or self._around_menus.get(place.block, ())
        return next((spot for spot in found if spot.target.name == place.sprite), None)

    @cached_property
    def _around_menus(self) -> Mapping[str, Sequence[Spot]]:
        """By the id of a menu: the block it stands in."""
        found: dict[str, list[Spot]] = {}
        for spot in self._program.index.spots:
            for held in spot.block.inputs.values():
                if isinstance(held, Chosen) and held.block is not None:
                    found.setdefault(held.block, []).append(spot)
        return found


def _at(items: Sequence[_Item], place: int) -> _Item | None:
    return items[place] if place < len(items) else None


def _worth(place: BlockPlace) -> tuple[bool, bool, bool]:
    return (place.quirk is None, place.runs and place.hers, place.runs)
