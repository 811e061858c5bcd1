"""When two pieces of code are equal: a number for each, the same for equal ones. Not recursive, linear.

Exact: same blocks, menus, typed values, names and owners. Ids, comments, positions and hidden values do not count,
numbers are compared by value, and of pen parameters, instruments, voices and languages the choice does not count.
Levelled, for clones: typed texts are alike, numbers are alike, and so are variables of one owner, lists, parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

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
    """The numbers of all spots of a program, for one of the two ways to compare."""

    def __init__(
        self,
        spots: Sequence[Spot],
        parts: Iterable[Part],
        owned: Callable[[Spot], Owned | None],
        *,
        levelled: bool = False,
    ) -> None:
        self._levelled = levelled
        self._owned = owned
        self._spots = spots
        self._numbers: dict[Token, int] = {}
        self._typed: dict[tuple[SlotKind | None, str, str], Token] = {}
        self._of = [0] * len(spots)
        self._inside: dict[int, dict[str, Token]] = {}  # by number: keys of its reporters by slot, of its bodies
        # A block that lies on the canvas itself equals no other that does not.
        self._loose = {part.head.order for part in parts if part.loose}
        self._number_all(spots)

    def of(self, spot: Spot) -> int:
        """The number of a block with all that is in it."""
        return self._of[spot.order]

    def of_list(self, statements: Sequence[Spot]) -> int:
        """The number of statements one after the other."""
        return self._intern(tuple([self._of[spot.order] for spot in statements]))

    def of_slot(self, spot: Spot, name: str) -> int:
        """The number of what is in a slot; of two empty ones the same."""
        return self._intern(self._slot(spot.block, spot.order, name, SLOT_KINDS.get((spot.block.opcode, name))))

    def of_event(self, part: Part) -> int:
        """The number of what starts it: hat and menu, not the owner. Loose ones are started by the same: nothing."""
        if part.hat is None:
            return self._intern(("never",))
        return self._intern(("hat", *self._own(part.hat.block, part.hat.order)))

    def _intern(self, token: Token) -> int:
        numbers = self._numbers
        return numbers.setdefault(token, len(numbers))

    def _number_all(self, spots: Sequence[Spot]) -> None:
        numbers, of, inside = self._numbers, self._of, self._inside
        waiting: dict[tuple[int, str], list[int]] = {}  # statements of a body, the last one first
        for spot in reversed(spots):  # what is inside comes after what is around
            order = spot.order
            token = self._whole(spot.block, order, waiting)
            if order in self._loose and token is not _UNKNOWN:
                token = ("loose", token)
            mine = of[order] = numbers.setdefault(token, len(numbers))
            parent = spot.parent
            if parent is not None and spot.slot is not None:
                if spot.siblings is None:
                    inside.setdefault(parent.order, {})[spot.slot] = self._cast(spot, parent.block.opcode, mine)
                else:
                    waiting.setdefault((parent.order, spot.slot), []).append(mine)

    def _whole(self, block: Block, order: int, waiting: dict[tuple[int, str], list[int]]) -> Token:
        if block.opcode not in SLOTS:
            return _UNKNOWN
        own = self._own(block, order)
        if not block.bodies:
            return own
        bodies = (tuple(waiting.pop((order, name), ())) for name in ("SUBSTACK", "SUBSTACK2"))
        return (own, *bodies)

    def _own(self, block: Block, order: int) -> tuple[Token, ...]:
        """The block with its menus and slots, without bodies."""
        opcode = block.opcode
        if block.procedure is not None and opcode == CALL:
            return self._call(block, order)
        if opcode in PARAMETERS:
            return ("parameter",) if self._levelled else ("parameter", block.fields.get("VALUE", ""))
        token: list[Token] = [opcode]
        if block.fields:
            token += self._fields(block, order)
        for name, kind in SLOTS[opcode]:
            token.append(self._slot(block, order, name, kind))
        return tuple(token)

    def _call(self, block: Block, order: int) -> tuple[Token, ...]:
        procedure = block.procedure
        assert procedure is not None  # noqa: S101 - asked before
        many = len(procedure.argument_ids) or len(block.inputs)
        slots = (self._slot(block, order, str(place), "free") for place in range(many))
        return (CALL, procedure.proccode.replace("%n", "%s"), *slots)

    def _fields(self, block: Block, order: int) -> list[Token]:
        found: list[Token] = []
        for name, value in block.fields.items():
            if name in {"VARIABLE", "LIST"}:
                owned = self._owned(self._spots[order])
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

    def _slot(self, block: Block, order: int, name: str, kind: SlotKind | None) -> Token:
        value = block.inputs.get(name)
        if value is None:
            return _EMPTY
        if type(value) is Typed:
            known = self._typed.get((kind, value.value, value.kind))
            if known is None:
                known = self._typed[kind, value.value, value.kind] = self._literal(value, kind)
            return known
        if type(value) is Chosen:
            return self._chosen(value, kind)
        return self._inside[order][name]

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

    def _cast(self, spot: Spot, parent: str, key: int) -> Token:
        """A reporter in a slot. Exact ones are cast alike, so the cast tells nothing; levelled texts are all one."""
        if self._levelled:
            kind = SLOT_KINDS.get((parent, spot.slot or ""))
            opcode = spot.block.opcode
            if kind in {"text", "message"} and (opcode in _CAST_TO_TEXT or opcode not in SLOTS):
                return _TEXT
            if kind == "comparison" and (opcode in _CAST_IN_COMPARISON or opcode not in SLOTS):
                return _TEXT
        return ("reporter", key)
