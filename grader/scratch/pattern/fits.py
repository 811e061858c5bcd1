"""Which blocks of a project a line describes, and what its `$name`s are there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from grader.scratch import opcodes, reach
from grader.scratch.model import Block, Chosen, Typed
from grader.scratch.notation.escape import is_number
from grader.scratch.pattern.model import Empty, Head, Line, Reporter, Same, Slot, Value, Want
from grader.scratch.pattern.view import View
from grader.scratch.spots import Spot, VariableKey

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex

Thing = tuple[object, ...]  # what `$name` stands for, equal for equal things
Names = Mapping[str, Thing]

_NAMING: Final = {
    "data_variable": "VARIABLE",
    "data_listcontents": "LIST",
    "argument_reporter_string_number": "VALUE",
    "argument_reporter_boolean": "VALUE",
}
_MESSAGE_MENU: Final = "BROADCAST_OPTION"
_MESSAGE_SLOT: Final = "BROADCAST_INPUT"
_NO_NAMES: Final[Names] = {}


class Fit(NamedTuple):
    """A place where a line's block stands."""

    place: int
    names: Names
    reporters: tuple[Spot, ...]  # what in its slots the line asks for


class _Found(NamedTuple):
    """A block that is as described."""

    names: Names
    reporters: tuple[Spot, ...]


_PLAIN: Final = (_Found(_NO_NAMES, ()),)


class Fitting:
    """Looks for the blocks of lines, in some sprites or all."""

    def __init__(self, view: View, targets: Collection[int] | None, *, ready_made: bool) -> None:
        self.view = view
        self.targets = targets  # identities of the targets to look in; None: all
        self.ready_made = ready_made  # does the variable that every new project has count too
        self._earns: dict[VariableKey | None, bool] = {}
        self._known: dict[tuple[int, int], Sequence[_Found]] = {}  # by the identity of a head

    def of(self, line: Line) -> tuple[Fit, ...]:
        """The places of a line's block, in order."""
        return self.heads(line.heads)

    def heads(self, heads: Iterable[Head]) -> tuple[Fit, ...]:
        """The places of any of these blocks, in order."""
        several = tuple(heads)
        if len(several) == 1 and self.targets is None and _is_plain(several[0]):
            return self._plain(several[0].opcode or "")
        found: list[Fit] = []
        spots, shown = self.view.spots, self.view.shown
        for head in several:
            for place in self._places(head):
                spot = spots[place]
                if shown[place] and (self.targets is None or id(spot.target) in self.targets):
                    found += [Fit(place, one.names, one.reporters) for one in self._found(head, spot)]
        found.sort(key=_place)
        return tuple(found)

    def _plain(self, opcode: str) -> tuple[Fit, ...]:
        """The places of all blocks of a kind, looked for once a project."""
        known: dict[str, tuple[Fit, ...]] = self.view.plain
        found = known.get(opcode)
        if found is None:
            shown = self.view.shown
            found = known[opcode] = tuple(
                Fit(place, _NO_NAMES, ()) for place in self.view.places(opcode) if shown[place]
            )
        return found

    def _places(self, head: Head) -> Iterable[int]:
        if head.opcode is not None:
            return self.view.places(head.opcode)
        if head.category is not None:
            category = head.category
            return sorted(
                place
                for opcode in self.view.index.opcodes
                if opcodes.category(opcode) == category
                for place in self.view.places(opcode)
            )
        return (place for place, spot in enumerate(self.view.spots) if spot.statement)

    def _found(self, head: Head, spot: Spot) -> Sequence[_Found]:
        if not head.slots and head.code is None and not head.parameters:
            return _PLAIN if self._counts(head, spot) else ()
        key = (id(head), spot.order)
        if key not in self._known:
            self._known[key] = self._tried(head, spot)
        return self._known[key]

    def _tried(self, head: Head, spot: Spot) -> Sequence[_Found]:
        if head.opcode is not None and spot.opcode != head.opcode:
            return ()
        if head.code is not None and reach.proccode(spot.block) != head.code:
            return ()
        if not self._counts(head, spot):
            return ()
        states: Sequence[_Found] = _PLAIN
        for slot in head.slots:
            want = slot.want
            if isinstance(want, Reporter):
                inner = self._reporters(want, spot, slot.name)
                states = [both for state in states for one in inner if (both := _both(state, one)) is not None]
            elif isinstance(want, Same):
                thing = _thing(self.view.index, spot, slot)
                one = _Found({want.name: thing}, ()) if thing is not None else None
                states = [both for state in states if one and (both := _both(state, one)) is not None]
            elif not _holds(want, spot, slot):
                return ()
            if not states:
                return ()
        return [more for state in states if (more := _parameters(head, spot, state)) is not None]

    def _reporters(self, want: Reporter, spot: Spot, name: str) -> Sequence[_Found]:
        """The ways in which the reporter in a slot is one that is asked for."""
        if not isinstance(spot.block.inputs.get(name), Block):
            return ()
        inner = self.view.index.slot(spot, name)
        if not isinstance(inner, Spot):
            return ()
        found = []
        for head in want.heads:
            if head.opcode is None and head.category is not None and opcodes.category(inner.opcode) != head.category:
                continue
            if head.opcode is not None and head.opcode != inner.opcode:
                continue
            found += [_Found(one.names, (inner, *one.reporters)) for one in self._found(head, inner)]
        return found

    def _counts(self, head: Head, spot: Spot) -> bool:
        """The ready-made variable earns nothing where anything would do."""
        if self.ready_made:
            return True
        fields = spot.block.fields
        if "VARIABLE" not in fields or any(
            slot.name == "VARIABLE" and isinstance(slot.want, Value) for slot in head.slots
        ):
            return True
        key = self.view.index.variable(spot)
        if key not in self._earns:
            self._earns[key] = key is None or not self.view.index.is_ready_made(key)
        return self._earns[key]


def _is_plain(head: Head) -> bool:
    """Any block of that opcode, whatever is in it. A variable may be one that earns nothing."""
    return (
        head.opcode is not None
        and not head.slots
        and head.code is None
        and not head.parameters
        and not head.opcode.startswith("data_")
    )


def _place(fit: Fit) -> int:
    return fit.place


def _both(state: _Found, one: _Found) -> _Found | None:
    """One slot more; None when a name would be two things."""
    names = state.names
    if one.names:
        for name, thing in one.names.items():
            if names.get(name, thing) != thing:
                return None
        names = {**names, **one.names}
    return _Found(names, (*state.reporters, *one.reporters))


def _holds(want: Want, spot: Spot, slot: Slot) -> bool:
    """Whether a slot or menu holds a value that is asked for, or whether anything is in it."""
    if slot.menu:
        value = spot.block.fields.get(slot.name)
        return isinstance(want, Value) and value is not None and _equal(want, value)
    held = spot.block.inputs.get(slot.name)
    if isinstance(want, Value):
        return isinstance(held, Typed | Chosen) and _equal(want, held.value)
    return (held is None) == isinstance(want, Empty)


def _parameters(head: Head, spot: Spot, state: _Found) -> _Found | None:
    """What a definition calls its inputs."""
    if not head.parameters:
        return state
    procedure = spot.block.procedure
    given = procedure.argument_names if procedure is not None else ()
    if len(given) != len(head.parameters):
        return None
    names = dict(state.names)
    for want, name in zip(head.parameters, given, strict=True):
        if isinstance(want, Value) and want.text != name:
            return None
        if isinstance(want, Same) and names.setdefault(want.name, ("parameter", name)) != ("parameter", name):
            return None
    return _Found(names, state.reporters)


def _equal(want: Value, text: str) -> bool:
    if want.message:
        return reach.folded(want.text) == reach.folded(text)
    return want.text == text or _number(want.text) == _number(text)


def _number(text: str) -> object:
    """Numbers by what they are worth, any other text as it is."""
    return float(text) if is_number(text) else text


def _thing(index: ScratchIndex, spot: Spot, slot: Slot) -> Thing | None:
    """What stands in a slot; None when nothing does."""
    if not isinstance(slot.want, Same):
        return None
    if slot.menu:
        return _chosen(index, spot, slot.name)
    held = index.slot(spot, slot.name)
    if isinstance(held, Spot):
        menu = _NAMING.get(held.opcode)
        return ("block", index.shape(held)) if menu is None else _chosen(index, held, menu)
    if held is None:
        return None
    return ("message", reach.folded(held.value)) if slot.name == _MESSAGE_SLOT else ("text", _number(held.value))


def _chosen(index: ScratchIndex, spot: Spot, name: str) -> Thing | None:
    """What a menu of the block itself names: the same thing as the reporter of that name."""
    value = spot.block.fields.get(name)
    if value is None:
        return None
    if name in {"VARIABLE", "LIST"}:
        return index.variable(spot)
    if name == "VALUE" and spot.opcode in _NAMING:
        return ("parameter", value)
    return ("message", reach.folded(value)) if name == _MESSAGE_MENU else ("text", _number(value))
