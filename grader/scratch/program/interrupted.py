"""Timed blocks that keep a loop from sensing: a key that is pressed while the script waits is not heard.

Two marks, "a touch" and "anything else", are set by questions of loops and ifs, and kept for the timed blocks inside.
This goes through the code as the published tool does, marks that live on and blocks that are met twice included, and
says of each finding whether a tidy walk would have it too. Nothing here recurs: blocks may be nested 100,000 deep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from operator import or_
from typing import Final, NamedTuple

from grader.scratch.asking import around
from grader.scratch.program.equality import Owned
from grader.scratch.program.grammar import (
    C_BLOCKS,
    GLIDES,
    IFS,
    LIST_CHANGES,
    PROPERTIES,
    STOP,
    TIMED,
    TOUCHES,
)
from grader.scratch.program.program import Program
from grader.scratch.program.timed import REPEAT, TimedBlocks, with_repeats
from grader.scratch.spots import Spot

_FOREVER: Final = "control_forever"
_UNTIL: Final = "control_repeat_until"
_WAIT_UNTIL: Final = "control_wait_until"
_IF_ELSE: Final = "control_if_else"
_EQUALS: Final = "operator_equals"
_WALKED: Final = C_BLOCKS | TIMED | {_WAIT_UNTIL, STOP}
_PRESSED: Final = frozenset({"sensing_keypressed", "sensing_mousedown"})
_TOUCHED: Final = TOUCHES | {"sensing_distanceto"}
_VARIABLE, _ITEM, _OF = "data_variable", "data_itemoflist", "sensing_of"
_SENSE: Final = (*sorted(_PRESSED | _TOUCHED), _EQUALS)
_SETS: Final = frozenset({"data_setvariableto", "data_changevariableby"})
# How sure a mark is: a slip set it, or the question of a loop or if did.
_SLIP, _SURE = 1, 2
# What is met twice is met four times in the next loop, and so on: so far and no further.
_DEEPEST, _LONGEST, _MOST = 4, 10_000, 10_000

Thing = tuple[str, Owned | None]  # the opcode that reads it, and who owns it under which name


class Interrupted(NamedTuple):
    """A timed block, and the loop or if that wants to sense. `slip`: what of the tool alone brings it about."""

    spot: Spot
    control: Spot
    slip: str | None


class _Asked(NamedTuple):
    """What a question senses."""

    touch: bool
    other: bool
    around: int  # how many of its sensors report the timed blocks around it
    thing: Thing | None  # the last variable or list in an =


class _Look(NamedTuple):
    """What the search of a body for stops meets."""

    stop: bool
    forever: bool
    until: bool


_NOTHING: Final = _Look(stop=False, forever=False, until=False)


class _Report(NamedTuple):
    spot: Spot
    control: Spot
    sure: bool
    first_walk: bool  # was it met in a search for stops


def interrupted(program: Program) -> Iterator[Interrupted]:
    """All of them; a block is there as often as the published tool names it."""
    known = program.by_opcode
    if (_FOREVER not in known and _UNTIL not in known) or TIMED.isdisjoint(known) or not any(map(known.get, _SENSE)):
        return
    reports = _Walk(program).reports()
    again = {report.spot.order for report in reports if not report.first_walk}
    for spot, control, sure, first_walk in reports:
        slip = None if sure else "left-on"
        if sure and first_walk:
            slip = "met-twice" if spot.order in again else None
            again.add(spot.order)
        yield Interrupted(spot, control, slip)


class _Walk:
    """The walk of the published tool, with all that it keeps in mind."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._found: list[_Report] = []
        self._tasks: list[Callable[[], None]] = []
        self._part = 0
        self._in_forever = self._in_body = False
        self._touch = self._other = 0  # how sure
        self._control: Spot | None = None  # whose question set a mark last
        self._thing: Thing | None = None
        self._thing_part = -1
        self._searching = self._stop = False
        self._depth, self._left = 0, _LONGEST  # searches that go on now, and what they may still meet
        self._timed = TimedBlocks(program)
        self._known: dict[int, tuple[_Asked, frozenset[Thing]]] = {}

    def reports(self) -> Sequence[_Report]:
        begins = {self._program.part_of(spot).script.first for spot in self._program.of(_FOREVER, _UNTIL)}
        for part in self._program.parts:
            if part.script.first in begins:  # in others nothing is looked at
                self._part = part.script.first
                self._list(part.top)
                while self._tasks:
                    self._tasks.pop()()
        return self._found

    def _list(self, statements: Sequence[Spot]) -> None:
        self._tasks.extend(partial(self._met, spot) for spot in reversed(statements) if spot.block.opcode in _WALKED)

    def _body(self, spot: Spot, name: str = "SUBSTACK") -> None:
        self._list(self._program.body(spot, name))

    def _met(self, spot: Spot) -> None:
        opcode = spot.opcode
        self._left -= self._depth > 0
        if opcode == _FOREVER:
            self._in_forever = True
            self._tasks.append(self._forever_ended)
            self._body(spot)
        elif opcode == REPEAT:
            self._body(spot)
        elif opcode == _UNTIL:  # met in the search for stops too, as if there were no search
            self._asking(spot)
        elif self._searching:
            if opcode == _IF_ELSE:
                self._search_halves(spot)
            self._stop = self._stop or self._program.stops(spot, "all", "this script")
        elif opcode in IFS and self._in_forever:
            self._asking(spot)
        elif opcode == _WAIT_UNTIL and self._in_forever:
            self._question(spot, _SLIP)
        elif opcode in TIMED and self._in_body:
            sure = max(self._touch, self._other) if opcode in GLIDES else self._other
            if sure and self._control is not None:
                self._report(spot, self._control, sure=sure == _SURE)

    def _forever_ended(self) -> None:
        self._in_forever = False

    def _report(self, spot: Spot, control: Spot, *, sure: bool) -> None:
        if len(self._found) < _MOST:
            self._found.append(_Report(spot, control, sure, self._depth > 0))

    # A loop or if with a question

    def _asking(self, spot: Spot) -> None:
        """The question; then the look for changes and stops; then what is inside."""
        self._question(spot, _SURE)
        self._forget_what_changes(spot)
        halves = ("SUBSTACK", "SUBSTACK2") if spot.opcode == _IF_ELSE else ("SUBSTACK",)
        tasks: list[Callable[[], None]] = [
            *(partial(self._search, spot, half) for half in halves),
            self._begin,
            *(partial(self._body, spot, half) for half in halves),
            self._end,
        ]
        self._tasks.extend(reversed(tasks))

    def _begin(self) -> None:
        self._in_body = True

    def _end(self) -> None:
        self._in_body = False
        self._touch = self._other = 0

    def _question(self, spot: Spot, sure: int) -> None:
        asked, _ = self._what(spot)
        if asked.touch or asked.other:
            self._control = spot
            self._touch = max(self._touch, sure * asked.touch)
            self._other = max(self._other, sure * asked.other)
        if asked.thing is not None:
            self._thing, self._thing_part = asked.thing, self._part
        if asked.around and spot.parent is not None:
            for _ in range(asked.around):
                for timed in self._timed.beside(spot):
                    self._report(timed, spot, sure=True)

    def _forget_what_changes(self, spot: Spot) -> None:
        """What the body itself changes need not be sensed: but the tool asks for the last variable it met anywhere."""
        if not self._other:
            return
        _, changed = self._what(spot)
        if self._thing in changed:
            self._other = 0
        elif self._thing_part != self._part and not changed.isdisjoint(self._compared):
            self._other = _SLIP  # with the scripts in another order it would be forgotten

    def _what(self, spot: Spot) -> tuple[_Asked, frozenset[Thing]]:
        """What its question senses, and what its body changes."""
        known = self._known.get(spot.order)
        if known is None:
            changes = _changes(self._program, self._program.body(spot, "SUBSTACK"))
            known = self._known[spot.order] = (_asked(self._program, spot), frozenset(changes))
        return known

    @cached_property
    def _compared(self) -> frozenset[Thing]:
        equals = around(frozenset({_EQUALS}))
        readers = self._program.of(_VARIABLE, _ITEM)
        return frozenset(_thing(self._program, spot) for spot in readers if equals.nearest(spot) is not None)

    # The search for stops

    def _search(self, spot: Spot, half: str) -> None:
        look = self._looks.get((spot.order, half), _NOTHING)
        if look.until and self._depth < _DEEPEST and self._left > 0:
            self._searching, self._stop = True, False
            self._depth += 1
            self._tasks.append(self._search_ended)
            self._body(spot, half)
            return
        self._searching, self._stop = False, look.stop
        self._in_forever = self._in_forever and not look.forever
        if look.stop or look.until:
            self._touch = self._other = 0

    def _search_ended(self) -> None:
        self._depth -= 1
        self._searching = False  # the end of an inner search is taken for the end of all
        if self._stop:
            self._touch = self._other = 0

    def _search_halves(self, spot: Spot) -> None:
        before, self._stop = self._stop, False
        self._tasks.append(partial(self._half_searched, spot, before))
        self._body(spot)

    def _half_searched(self, spot: Spot, before: bool) -> None:  # noqa: FBT001 - bound with partial
        first, self._stop = self._stop, False
        self._tasks.append(partial(self._halves_searched, before, first))
        self._body(spot, "SUBSTACK2")

    def _halves_searched(self, before: bool, first: bool) -> None:  # noqa: FBT001 - bound with partial
        self._stop = before or (first and self._stop)

    @cached_property
    def _looks(self) -> Mapping[tuple[int, str], _Look]:
        """By loop or if and body: what a search meets there, where it meets something. From the inside out."""
        found: dict[tuple[int, str], _Look] = {}
        for spot in reversed(self._program.of(*C_BLOCKS, STOP)):
            if spot.parent is not None and spot.slot is not None:
                met = _met_in(self._program, spot, found)
                if met is not _NOTHING:
                    body = spot.parent.order, spot.slot
                    found[body] = _Look(*map(or_, met, found.get(body, _NOTHING)))
        return found


def _met_in(program: Program, spot: Spot, found: Mapping[tuple[int, str], _Look]) -> _Look:
    opcode = spot.block.opcode
    if opcode == STOP:
        return _Look(stop=True, forever=False, until=False) if program.stops(spot, "all", "this script") else _NOTHING
    if opcode == "control_if":
        return _NOTHING
    look = found.get((spot.order, "SUBSTACK"), _NOTHING)
    if opcode == _IF_ELSE:
        other = found.get((spot.order, "SUBSTACK2"), _NOTHING)
        if look is _NOTHING and other is _NOTHING:
            return _NOTHING
        return _Look(look.stop and other.stop, look.forever or other.forever, look.until or other.until)
    if opcode == REPEAT:
        return look
    return _Look(look.stop, look.forever or opcode == _FOREVER, look.until or opcode == _UNTIL)


def _asked(program: Program, spot: Spot) -> _Asked:
    """What the question of a loop, an if or a wait until senses."""
    touch = other = False
    beside = 0
    thing: Thing | None = None
    sensor: Spot | None = None
    equals: Spot | None = None
    for it in program.reporters_in(spot):
        opcode = it.opcode
        if sensor is not None and program.holds(sensor, it):
            continue  # nothing in a sensor's own slots is searched
        if equals is not None and not program.holds(equals, it):
            equals = None
        if opcode in _PRESSED or opcode in _TOUCHED:
            sensor = it
            touch, other = touch or opcode in _TOUCHED, other or opcode in _PRESSED
            beside += opcode != "sensing_distanceto"
        elif opcode == _EQUALS:
            equals = equals or it
        elif equals is not None and opcode in {_VARIABLE, _ITEM}:
            sensor, other, thing = it, True, _thing(program, it)
        elif equals is not None and opcode == _OF and it.block.fields.get("PROPERTY") not in PROPERTIES:
            sensor, other = it, True
    return _Asked(touch, other, beside, thing)


def _thing(program: Program, spot: Spot) -> Thing:
    return spot.opcode, program.owned(spot)


def _changes(program: Program, statements: Sequence[Spot]) -> Iterator[Thing]:
    for spot in with_repeats(program, statements):
        if spot.opcode in _SETS:
            yield _VARIABLE, program.owned(spot)
        elif spot.opcode in LIST_CHANGES:
            yield _ITEM, program.owned(spot)
