"""The flow of a whole program: from which block the program may go on to which.

Blocks that neither set nor use anything are passed over: a graph holds what matters for its question. Message,
clones of a sprite, the end of an own block are places of the graph too. Everything is linear in the blocks.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from grader.scratch.model import Block, Chosen, Typed
from grader.scratch.program.grammar import C_BLOCKS, CALL, CREATE_CLONE, IFS, PARAMETERS, SENDS
from grader.scratch.program.parts import Part
from grader.scratch.spots import Spot

if TYPE_CHECKING:
    from grader.scratch.program.program import Program

ROOTS: Final = frozenset(
    {
        "event_whenflagclicked", "event_whenkeypressed", "event_whenstageclicked", "event_whenthisspriteclicked",
        "event_whengreaterthan",
    }
)  # fmt: skip
_LEADS: Final = C_BLOCKS | {CALL, CREATE_CLONE, *SENDS}
Place = tuple[str, str, str]  # ("message", name, ""), ("clone", sprite, ""), ("block", sprite, text), ("end", ...)
_NOWHERE: Final = -1


class Flow:
    """The graph. Nodes are numbers: of a statement or hat its `order`, then those of messages, clones, own blocks."""

    def __init__(self, program: Program, matter: Container[int]) -> None:
        self._program = program
        self._matter = matter
        self._numbers: dict[Place, int] = {}
        self._blocks = self._next = len(program.index.spots)
        self._after = [_NOWHERE] * self._next  # by number of a statement: where the program goes on when it is done
        # By number of a statement: itself when it matters, else the first after it that does.
        self._first_matters = list(range(self._next))
        self._messages = [("message", message, "") for message in program.received]
        self.leads: dict[int, list[int]] = {}
        self.entries: list[int] = []
        self._build()

    def _build(self) -> None:
        last = {key: parts[-1] for key, parts in self._program.definitions_by_name.items()}
        previous: Part | None = None
        for part in self._program.parts:
            end = _NOWHERE
            if part.definition:
                name = (part.target.name, self._program.called(part.head))
                if last[name] is part:
                    end = self._number(("end", *name))
            first = self._part(part, end)
            if part.hat is not None:
                self._enter(part, first)
            elif previous is not None and previous.definition and last.get(self._name(previous)) is previous:
                # The published tool goes on from the end of a definition into a loose stack that it visits next.
                self.leads.setdefault(self._number(("end", *self._name(previous))), []).append(first)
            previous = part

    def _name(self, part: Part) -> tuple[str, str]:
        return (part.target.name, self._program.called(part.head))

    def _number(self, place: Place) -> int:
        number = self._numbers.get(place)
        if number is None:
            number = self._numbers[place] = self._next
            self._next += 1
        return number

    def _enter(self, part: Part, first: int) -> None:
        hat = part.head
        into: list[int] = [] if first == _NOWHERE else [first]
        if part.definition:
            at = self._number(("block", *self._name(part)))
        elif hat.opcode in ROOTS:
            at = hat.order
            self.entries.append(at)
        elif hat.opcode == "event_whenbroadcastreceived":
            at = self._number(("message", self._program.message(hat) or "", ""))
        elif hat.opcode == "control_start_as_clone":
            at = self._number(("clone", part.target.name, ""))
        else:
            return  # nothing leads to a backdrop's hat
        self.leads.setdefault(at, []).extend(into)

    def _part(self, part: Part, end: int) -> int:
        """Links the statements of a part; gives the node where it begins."""
        self._follow(part, end)
        after, first_matters, matter, leads = self._after, self._first_matters, self._matter, self.leads
        blocks = self._blocks
        for spot in reversed(part.statements):
            order = spot.order
            following = after[order]
            # A loop around is a node itself; every other one that follows was looked at before.
            if _NOWHERE < following < blocks:
                following = first_matters[following]
            if spot.block.opcode in _LEADS:
                leads[order] = [node for node in self._leads(spot, following) if node != _NOWHERE]
            elif order in matter:
                leads[order] = [following] if following != _NOWHERE else []
            else:
                first_matters[order] = following
        return first_matters[part.top[0].order] if part.top else end

    def _follow(self, part: Part, end: int) -> None:
        after = self._after
        for spot in part.statements:
            siblings: Sequence[Spot] = spot.siblings or ()
            place = spot.index_in_list + 1
            if place < len(siblings):
                after[spot.order] = siblings[place].order
                continue
            parent = spot.parent
            if parent is None:
                after[spot.order] = end
            elif parent.block.opcode in IFS:
                after[spot.order] = after[parent.order]
            else:
                after[spot.order] = parent.order

    def _leads(self, spot: Spot, following: int) -> Iterator[int]:
        opcode = spot.block.opcode
        if opcode in C_BLOCKS:
            yield from self._into(spot, following)
        elif opcode == CALL:
            name = (spot.target.name, self._program.called(spot))
            if name in self._program.definitions_by_name:
                yield self._number(("block", *name))
                self.leads.setdefault(self._number(("end", *name)), []).append(following)
            else:
                yield following
        else:
            if opcode in SENDS:
                yield from self._sent(spot)
            elif opcode == CREATE_CLONE:
                yield from self._cloned(spot)
            yield following

    def _into(self, spot: Spot, following: int) -> Iterator[int]:
        opcode = spot.block.opcode
        branches = ("SUBSTACK", "SUBSTACK2") if opcode == "control_if_else" else ("SUBSTACK",)
        empty = False
        for name in branches:
            body = self._program.body(spot, name)
            if body:
                yield self._first_matters[body[0].order]
            else:
                empty = True
        if opcode not in {"control_forever", "control_if_else"} or (opcode == "control_if_else" and empty):
            yield following

    def _sent(self, spot: Spot) -> Iterator[int]:
        message = self._program.message(spot)
        if message is not None:
            yield self._number(("message", message, ""))
        else:
            for place in self._messages:
                yield self._number(place)

    def _cloned(self, spot: Spot) -> Iterator[int]:
        name = self._program.cloned(spot)
        if name is None:
            names = _names_in(self._program, spot)
            name = names[0] if len(names) == 1 else None
        if name is not None:
            yield self._number(("clone", name, ""))
        else:
            for target in self._program.targets:
                if not target.stage:
                    yield self._number(("clone", target.name, ""))


def _names_in(program: Program, spot: Spot) -> list[str]:
    """The texts and names in a computed choice: of a variable its owner's and its own."""
    found: list[str] = []
    for inner in (spot, *program.reporters_in(spot)):
        block: Block = inner.block
        owned = program.owned(inner)
        if owned is not None:
            found += owned
        elif block.opcode in PARAMETERS:
            found.append(block.fields.get("VALUE", ""))
        for name, held in block.inputs.items():
            if isinstance(held, Chosen) or (isinstance(held, Typed) and program.text(inner, name) is not None):
                found.append(held.value)
    return found
