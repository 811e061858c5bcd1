"""A project as it reads: every script line by line, her own blocks unfolded where they are called.

A place in the view is a number. Numbers of one script follow each other in reading order: a block, the reporters in
its slots, what is inside it, and for a call what its definition holds. A script without calls is read where the index
has it; one with calls gets places of its own behind all others. A definition is not unfolded inside itself, and no
deeper than `deepest` calls; where unfolding everything would take too much room, it stops earlier for all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from grader.scratch import reach
from grader.scratch.spots import ScriptSpot, Spot

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex

DEEPEST: Final = 8  # calls inside calls
ROOM: Final = 20_000  # places for unfolded scripts, on top of four for each block

Region = tuple[int, int]
_NOWHERE: Final[Region] = (0, 0)


class View:
    """All scripts of a project, by place."""

    def __init__(self, index: ScratchIndex, ends: Sequence[int]) -> None:
        self.index: Final = index
        self.spots: list[Spot] = list(index.spots)
        self.ends: list[int] = list(ends)
        self.regions: list[Region] = [(script.first, script.end) for script in index.scripts]
        self.inside: dict[int, int] = {}  # of an unfolded call: where its definition begins, or the place behind it
        self._led: dict[int, int] = {}  # of what is read in a call's definition: the place of the call
        self._homes: dict[int, Mapping[int, int]] = {}  # of an unfolded script: place by the number of the spot
        self._copies: dict[str, list[int]] = {}
        self._bodies: dict[tuple[int, str], Region] = {}
        self._positions: dict[str, Sequence[int]] = {}
        self.plain: dict[str, Any] = {}  # what lines without slots have found, by opcode: the same for all patterns
        self._firsts = [script.first for script in index.scripts]
        self._copied: list[tuple[int, int]] = []  # where an unfolded script begins, and its number
        self.shown = bytearray(b"\x01") * len(self.spots)  # 0 for what is read elsewhere, unfolded
        if index.calls and index.definitions:
            self._unfold()

    def script(self, place: int) -> int:
        """The number of the script a place is in."""
        if place >= len(self.index.spots):
            return self._copied[bisect_right(self._copied, (place, len(self.regions))) - 1][1]
        return bisect_right(self._firsts, place) - 1

    def places(self, opcode: str) -> Sequence[int]:
        """Where blocks of that opcode stand, in order."""
        found = self._positions.get(opcode)
        if found is None:
            found = [spot.order for spot in self.index.of(opcode)]
            found += self._copies.get(opcode, ())
            self._positions[opcode] = found
        return found

    def body(self, place: int, name: str) -> Region:
        """The places inside a C block; an empty stretch when nothing is there."""
        region = self._bodies.get((place, name))
        if region is None:
            held = self.index.body(self.spots[place], name)
            region = _NOWHERE
            if held:
                region = (self._at(place, held[0]), self.ends[self._at(place, held[-1])])
            self._bodies[place, name] = region
        return region

    @cached_property
    def runs(self) -> bytearray:
        """By place: whether the block can run, by the calls that led to it."""
        runs = bytearray(spot.facts.runs[spot.order] > 0 for spot in self.spots)
        for place in range(len(self.index.spots), len(self.spots)):
            call = self._led.get(place)  # stands before what it leads to
            if call is not None and not runs[call]:
                runs[place] = 0
        return runs

    def above(self, place: int) -> Iterator[int]:
        """The statement before this one in its list; where calls are read through, all that can be said to be it."""
        spot = self.spots[place]
        home = self._homes.get(place)
        before = (spot.siblings or [])[spot.index_in_list - 1] if spot.index_in_list else None
        if before is None or (home is not None and before.order not in home):
            if home is not None and spot.siblings and (call := self._led.get(place)) is not None:
                yield from self.above(call)
            return
        yield from self._through(self._at(place, before))

    def _through(self, place: int) -> Iterator[int]:
        """A statement, and what a call ends with."""
        yield place
        inside = self.inside.get(place)
        if inside is None:
            return
        if self._led.get(inside) != place:
            yield from self.above(place)  # a definition without blocks
            return
        last = (self.spots[inside].siblings or [])[-1]
        yield from self._through(self._homes[inside][last.order])

    def _at(self, place: int, spot: Spot) -> int:
        """Where a block stands that is in the same script or definition as the one at a place."""
        home = self._homes.get(place)
        return spot.order if home is None else home[spot.order]

    # --- unfolding

    def _unfold(self) -> None:
        deepest = _depth(self.index)
        if not deepest:
            return
        calling = {
            self.index.script_of(call).first
            for calls in self.index.calls.values()
            for call in calls
            if self.index.definition_of(call) is not None
        }
        for number, script in enumerate(self.index.scripts):
            if script.first in calling:
                first = len(self.spots)
                self._copied.append((first, number))
                self._write(script, deepest)
                self.regions[number] = (first, len(self.spots))
                self.shown[script.first : script.end] = bytes(script.end - script.first)
        self.shown += b"\x01" * (len(self.spots) - len(self.shown))

    def _write(self, script: ScriptSpot, deepest: int) -> None:
        """Puts a script with its calls unfolded behind all that is there."""
        around: list[int | None] = []  # for each new place the place that holds it
        first = len(self.spots)
        source = self.index.spots
        ends = self.ends
        # What is being read: from where to where, the call that led here, places so far, and its definition.
        frames: list[tuple[int, int, int | None, dict[int, int], int]] = [
            (script.first, script.end, None, {}, script.first)
        ]
        while frames:
            at, end, call, home, begun = frames.pop()
            while at < end:
                spot = source[at]
                place = len(self.spots)
                home[at] = place
                parent = None if spot.parent is None else home.get(spot.parent.order)
                around.append(call if parent is None else parent)
                self.spots.append(spot)
                self._homes[place] = home
                if call is not None:
                    self._led[place] = call
                self._copies.setdefault(spot.opcode, []).append(place)
                at += 1
                if spot.opcode != reach.CALL or not spot.statement:
                    continue
                definition = self.index.definition_of(spot)
                if definition is None or len(frames) >= deepest or definition.first in {begun, *(f[4] for f in frames)}:
                    continue
                body = self._definition(definition)
                # The reporters in the call's slots are read before what it does.
                while at < ends[spot.order]:
                    home[at] = len(self.spots)
                    inner = source[at]
                    around.append(home[inner.parent.order] if inner.parent is not None else place)
                    self.spots.append(inner)
                    self._homes[home[at]] = home
                    if call is not None:
                        self._led[home[at]] = call
                    self._copies.setdefault(inner.opcode, []).append(home[at])
                    at += 1
                self.inside[place] = len(self.spots)
                frames.append((at, end, call, home, begun))
                at, end, call, home, begun = body[0], body[1], place, {}, definition.first
        self.ends += range(first + 1, len(self.spots) + 1)
        for place in range(len(self.spots) - 1, first - 1, -1):
            holder = around[place - first]
            if holder is not None and self.ends[holder] < self.ends[place]:
                self.ends[holder] = self.ends[place]

    def _definition(self, definition: ScriptSpot) -> Region:
        """The numbers of the spots below a definition's head."""
        assert definition.hat is not None  # noqa: S101 - a definition is a script with this head
        return self.ends[definition.hat.order], definition.end


def _depth(index: ScratchIndex) -> int:
    """How many calls inside calls there is room to unfold."""
    room = ROOM + 4 * len(index.spots)
    called: dict[int, list[int]] = {script.first: [] for script in index.scripts}
    for calls in index.calls.values():
        for call in calls:
            definition = index.definition_of(call)
            if definition is not None:
                called[index.script_of(call).first].append(definition.first)
    own = {script.first: script.end - script.first for script in index.scripts}
    size = own
    before = -1
    for depth in range(1, DEEPEST + 1):
        size = {first: own[first] + sum(size[inner] for inner in called[first]) for first in own}
        total = sum(size[first] for first in own if called[first])
        if total > room:
            return depth - 1
        if total == before:
            return depth
        before = total
    return DEEPEST
