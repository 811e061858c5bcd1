"""When two pieces of code are equal: a number for each, the same for equal ones. Not recursive, linear.

Exact: same blocks, menus, typed values, names and owners. Ids, comments, positions and hidden values do not count,
numbers are compared by value, and of pen parameters, instruments, voices and languages the choice does not count.
Levelled, for clones: typed texts are alike, numbers are alike, and so are variables of one owner, lists, parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from grader.scratch.index import ScratchIndex
from grader.scratch.model import Block, Chosen, Typed
from grader.scratch.program.grammar import BOOLEANS, CALL, DATA, NUMBERS, PARAMETERS, SLOT_KINDS, SLOTS, SlotKind
from grader.scratch.program.parts import Part, key_code
from grader.scratch.program.values import is_number, number
from grader.scratch.spots import Spot

Owned = tuple[str, str]  # the owner's name and the name
Token = object  # anything hashable that is the same for equal things

_UNKNOWN: Final = ("unknown",)
_EMPTY: Final = ("empty",)
_TEXT: Final = ("text",)
_NUMBER: Final = ("number",)
_OPTION: Final = ("option",)
_OWN_PLACES: Final = frozenset({"_mouse_", "_random_", "_edge_"})
_STOPS: Final = {"other scripts in stage": "other scripts in sprite"}  # one option under two names
# What a levelled text slot takes for a text: all that is cast to one.
_CAST_TO_TEXT: Final = NUMBERS | BOOLEANS | DATA | PARAMETERS
_CAST_IN_COMPARISON: Final = BOOLEANS | PARAMETERS


class Keys:
    """The numbers of all spots of a program. With the numbers of `exact`, levelled ones."""

    def __init__(
        self,
        index: ScratchIndex,
        parts: Iterable[Part],
        owned: Callable[[Spot], Owned | None],
        exact: Keys | None = None,
    ) -> None:
        self._index = index
        self._owned = owned
        self._levelled = exact is not None
        self._numbers: dict[Token, int] = {}
        self._typed: dict[tuple[SlotKind | None, str, str], Token] = {}
        self._of = [0] * len(index.spots)
        # A block that lies on the canvas itself equals no other that does not.
        self._loose = {part.head.order for part in parts if part.loose}
        self._number_all(exact)

    def of(self, spot: Spot) -> int:
        """The number of a block with all that is in it."""
        return self._of[spot.order]

    def of_each(self, statements: Iterable[Spot]) -> tuple[int, ...]:
        """The numbers of statements."""
        of = self._of
        return tuple([of[spot.order] for spot in statements])

    def of_list(self, statements: Sequence[Spot]) -> int:
        """The number of statements one after the other."""
        return self._intern(self.of_each(statements))

    def of_slot(self, spot: Spot, name: str) -> int:
        """The number of what is in a slot; of two empty ones the same."""
        return self._intern(self._slot(spot, name, SLOT_KINDS.get((spot.block.opcode, name))))

    def of_event(self, part: Part) -> int:
        """The number of what starts it: hat and menu, not the owner. Loose ones are started by the same: nothing."""
        if part.hat is None:
            return self._intern(("never",))
        return self._intern(("hat", *self._own(part.hat)))

    def _intern(self, token: Token) -> int:
        numbers = self._numbers
        return numbers.setdefault(token, len(numbers))

    def _number_all(self, exact: Keys | None) -> None:
        numbers, of, whole, own, loose = self._numbers, self._of, self._whole, self._own, self._loose
        known: dict[int, int] = {}
        for spot in reversed(self._index.spots):  # what is inside comes after what is around
            order = spot.order
            if exact is not None:
                # What is equal is equal when levelled too: one of each is enough.
                mine = known.get(exact._of[order])  # noqa: SLF001 - of the same class
                if mine is not None:
                    of[order] = mine
                    continue
            token = whole(spot) if spot.block.bodies else own(spot) if spot.block.opcode in SLOTS else _UNKNOWN
            if order in loose and token is not _UNKNOWN:
                token = ("loose", token)
            mine = of[order] = numbers.setdefault(token, len(numbers))
            if exact is not None:
                known[exact._of[order]] = mine  # noqa: SLF001 - of the same class

    def _whole(self, spot: Spot) -> Token:
        block = spot.block
        if block.opcode not in SLOTS:
            return _UNKNOWN
        own = self._own(spot)
        of, body = self._of, self._index.body
        return (own, *[(name, *[of[it.order] for it in body(spot, name)]) for name in block.bodies])

    def _own(self, spot: Spot) -> tuple[Token, ...]:
        """The block with its menus and slots, without bodies."""
        block = spot.block
        opcode = block.opcode
        if block.procedure is not None and opcode == CALL:
            return self._call(spot)
        if opcode in PARAMETERS:
            return ("parameter",) if self._levelled else ("parameter", block.fields.get("VALUE", ""))
        parts: list[Token] = [opcode]
        if block.fields:
            parts += self._fields(spot)
        inputs, typed = block.inputs, self._typed
        for name, kind in SLOTS[opcode]:
            value = inputs.get(name)
            if type(value) is Typed:  # most are, and most were met before
                token = typed.get((kind, value.value, value.kind))
                if token is not None:
                    parts.append(token)
                    continue
            parts.append(self._slot(spot, name, kind))
        return tuple(parts)

    def _call(self, spot: Spot) -> tuple[Token, ...]:
        block: Block = spot.block
        procedure = block.procedure
        if procedure is None:
            return (CALL,)
        many = len(procedure.argument_ids) or len(block.inputs)
        slots = (self._slot(spot, str(place), "free") for place in range(many))
        return (CALL, procedure.proccode.replace("%n", "%s"), *slots)

    def _fields(self, spot: Spot) -> list[Token]:
        found: list[Token] = []
        for name, value in spot.block.fields.items():
            if name == "VARIABLE" or name == "LIST":  # noqa: PLR1714 - twice as fast as a set
                owned = self._owned(spot)
                found.append(owned[0] if owned and self._levelled else owned)
            elif name == "KEY_OPTION":
                found.append(key_code(value))
            elif name == "WHENGREATERTHANMENU":
                found.append(value.lower())
            elif name == "STOP_OPTION":
                found.append(_STOPS.get(value, value))
            else:
                found.append(value)
        return found

    def _slot(self, spot: Spot, name: str, kind: SlotKind | None) -> Token:
        value = spot.block.inputs.get(name)
        if value is None:
            return _EMPTY
        if type(value) is Typed:
            key = (kind, value.value, value.kind)
            known = self._typed.get(key)
            if known is None:
                known = self._typed[key] = self._literal(value, kind)
            return known
        if type(value) is Chosen:
            return self._chosen(value, kind)
        held = self._index.slot(spot, name)
        return self._cast(held, kind) if isinstance(held, Spot) else _EMPTY

    def _literal(self, value: Typed, kind: SlotKind | None) -> Token:
        if kind == "colour" and value.kind == "colour":
            return ("colour", value.value.lower())
        if is_number(value.value, kind, value.kind):
            # repr: 0 and -0 differ, and what is no number equals itself
            return _NUMBER if self._levelled else ("number", repr(number(value.value)))
        return _TEXT if self._levelled else ("text", value.value)

    def _chosen(self, value: Chosen, kind: SlotKind | None) -> Token:
        if kind == "option":
            return _OPTION
        if kind == "key":
            return ("key", key_code(value.value))
        if kind == "message":
            return _TEXT if self._levelled else ("text", value.value)
        if kind in {"position", "touching"} and self._levelled and value.value not in _OWN_PLACES:
            return _TEXT
        return ("chosen", value.value)

    def _cast(self, held: Spot, kind: SlotKind | None) -> Token:
        """A reporter in a slot. Exact ones are cast alike, so the cast tells nothing; levelled texts are all one."""
        if self._levelled:
            opcode = held.block.opcode
            if kind in {"text", "message"} and (opcode in _CAST_TO_TEXT or opcode not in SLOTS):
                return _TEXT
            if kind == "comparison" and (opcode in _CAST_IN_COMPARISON or opcode not in SLOTS):
                return _TEXT
        return ("reporter", self._of[held.order])
