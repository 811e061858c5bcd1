"""The program that every finding asks: one view of the project as the published analyses see it.

Each table is worked out when it is first asked for, and then kept. Spots are those of `index`, which is the project's
own index where the analyses see all of its blocks.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from grader.check import BlockPlace, Observation
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Chosen, Target, Typed
from grader.scratch.program.equality import Keys, Owned
from grader.scratch.program.grammar import (
    C_BLOCKS,
    CALL,
    CREATE_CLONE,
    DATA,
    DEFINITION,
    DELETE_CLONE,
    EVENTS,
    RECEIVE,
    SENDS,
    SLOT_KINDS,
    SLOTS,
    STOP,
    SlotKind,
)
from grader.scratch.program.names import Declared, Names, declared
from grader.scratch.program.parts import Part, parts_of
from grader.scratch.program.seen import seen
from grader.scratch.program.values import is_number, number
from grader.scratch.spots import Spot

if TYPE_CHECKING:
    from grader.scratch.program.clones import Copy
    from grader.scratch.program.equal_scripts import Pair
    from grader.scratch.program.initialization import Uninitialized
    from grader.scratch.program.texts import Text

_MYSELF: Final = "_myself_"
_NO_SPRITES: Final = frozenset({"_mouse_", "_edge_"})  # to be touched: things of their own
_HEADS: Final = EVENTS | {DEFINITION}


class Program:
    """A project as the analyses see it."""

    def __init__(self, index: ScratchIndex) -> None:
        self.whole: Final = index
        self.index: Final = seen(index)
        self.body: Final = self.index.body
        self.slot: Final = self.index.slot
        self.inner: Final = self.index.inner
        self.holds: Final = self.index.holds
        self.reporters_in: Final = self.index.reporters_in
        self.following: Final = self.index.following
        self.before: Final = self.index.before
        self.statement_of: Final = self.index.statement_of
        self.by_opcode: Final = self.index.by_opcode

    # Where to look

    @cached_property
    def targets(self) -> Sequence[Target]:
        """The targets in the order of the file."""
        stage, *sprites = self.index.project.targets
        place = self.whole.project.stage_place
        return (*sprites[:place], stage, *sprites[place:])

    @cached_property
    def parts(self) -> Sequence[Part]:
        """All code in the order of the walk: by target; definitions first, then scripts and loose stacks."""
        return tuple(parts_of(self.index, self.targets))

    @cached_property
    def scripts(self) -> Sequence[Part]:
        """Scripts and loose stacks, without definitions."""
        return tuple(part for part in self.parts if not part.definition)

    @cached_property
    def definitions(self) -> Sequence[Part]:
        """Definitions of own blocks."""
        return tuple(part for part in self.parts if part.definition)

    def by_target(self, parts: Iterable[Part]) -> Mapping[Target, Sequence[Part]]:
        """These parts by target; every target has its entry."""
        found: dict[Target, list[Part]] = {target: [] for target in self.targets}
        for part in parts:
            found[part.target].append(part)
        return found

    def definitions_of(self, target: Target) -> Sequence[Part]:
        """Definitions of one sprite, in the order of the walk."""
        return self._definitions_by_target[target]

    @cached_property
    def _definitions_by_target(self) -> Mapping[Target, Sequence[Part]]:
        return self.by_target(self.definitions)

    @cached_property
    def lists(self) -> Sequence[Sequence[Spot]]:
        """Every list of statements that is not empty: of a part (without its hat) and of each body."""
        found = [part.top for part in self.parts if part.top]
        for spot in self.of(*C_BLOCKS):
            for name in spot.block.bodies:
                body = self.index.body(spot, name)
                if body:
                    found.append(body)
        return found

    def part_of(self, spot: Spot) -> Part:
        """The script, loose stack or definition it stands in."""
        return self._part_by_script[id(self.index.script_of(spot))]

    def spots_of(self, part: Part) -> Sequence[Spot]:
        """All its blocks in preorder, reporters too, the hat first."""
        return self.index.spots[part.script.first : part.script.end]

    @cached_property
    def _part_by_script(self) -> Mapping[int, Part]:
        return {id(part.script): part for part in self.parts}

    def of(self, *opcodes: str) -> Sequence[Spot]:
        """Every block with one of these opcodes, in file order (definitions where they lie)."""
        found = [self.by_opcode[opcode] for opcode in opcodes if opcode in self.by_opcode]
        if len(found) < 2:
            return found[0] if found else ()
        return sorted((spot for spots in found for spot in spots), key=_order)

    def walk(self, *opcodes: str) -> Sequence[Spot]:
        """As `of`, in the order of the walk: by target, definitions first."""
        found = self.of(*opcodes)
        if len(found) < 2 or self._walk_rank is None:
            return found
        rank = self._walk_rank
        return sorted(found, key=lambda spot: rank[spot.order])

    @cached_property
    def _walk_rank(self) -> Sequence[int] | None:
        """By number of a block: its number in the walk. None where the two are the same."""
        firsts = [part.script.first for part in self.parts]
        if firsts == sorted(firsts):
            return None
        rank = [0] * len(self.index.spots)
        at = 0
        for part in self.parts:
            many = part.script.end - part.script.first
            rank[part.script.first : part.script.end] = range(at, at + many)
            at += many
        return rank

    @cached_property
    def loose(self) -> frozenset[int]:
        """Numbers (`order`) of the first blocks of loose stacks."""
        return frozenset(part.head.order for part in self.parts if part.loose)

    # Values

    def number(self, spot: Spot, slot: str) -> float | None:
        """The number literal typed in a slot; None for a text literal, a reporter, a choice, nothing."""
        value = spot.block.inputs.get(slot)
        if type(value) is not Typed or not is_number(value.value, self.slot_kind(spot, slot), value.kind):
            return None
        return number(value.value)

    def text(self, spot: Spot, slot: str) -> str | None:
        """The text literal in a slot (a message or touched sprite that is chosen is one too); None for all else."""
        value = spot.block.inputs.get(slot)
        if type(value) is Typed:
            opcode = spot.block.opcode
            kind = "free" if opcode == CALL else SLOT_KINDS.get((opcode, slot))  # as slot_kind: asked of every slot
            colour = kind == "colour" and value.kind == "colour"
            return None if colour or is_number(value.value, kind, value.kind) else value.value
        if type(value) is Chosen and (
            value.menu == ""
            or (value.value not in _NO_SPRITES and SLOT_KINDS.get((spot.block.opcode, slot)) == "touching")
        ):
            return value.value
        return None

    @staticmethod
    def chosen(spot: Spot, slot: str) -> str | None:
        """What is chosen from the menu in a slot; None for a reporter or what is typed."""
        value = spot.block.inputs.get(slot)
        return value.value if type(value) is Chosen else None

    @staticmethod
    def is_literal(spot: Spot, slot: str) -> bool:
        """Is something typed there: a number, a text (empty too), a colour, a message."""
        value = spot.block.inputs.get(slot)
        return type(value) is Typed or (type(value) is Chosen and value.menu == "")

    @staticmethod
    def slot_kind(spot: Spot, slot: str) -> SlotKind | None:
        """What the slot is for; None of a block that is not known."""
        opcode = spot.block.opcode
        return "free" if opcode == CALL else SLOT_KINDS.get((opcode, slot))

    def condition(self, spot: Spot) -> Spot | None:
        """The block in its CONDITION; None when it is empty."""
        held = self.index.slot(spot, "CONDITION")
        return held if isinstance(held, Spot) else None

    @cached_property
    def texts(self) -> Sequence[Text]:
        """Every text literal in the code, in the order of the walk."""
        from grader.scratch.program.texts import texts

        return tuple(texts(self))

    # Names

    @cached_property
    def names(self) -> Names:
        """Who owns what blocks name."""
        return Names(self.targets)

    def owned(self, spot: Spot) -> Owned | None:
        """The owner and the name of the variable or list it names."""
        return self.names.owned(spot)

    @cached_property
    def declared(self) -> Sequence[Declared]:
        """Every declared variable and list: by target in file order, variables first."""
        return tuple(declared(self.targets))

    @staticmethod
    def called(spot: Spot) -> str:
        """The text of an own block, of its definition or of a call."""
        procedure = spot.block.procedure
        return procedure.proccode.replace("%n", "%s") if procedure is not None else ""

    @cached_property
    def definitions_by_name(self) -> Mapping[tuple[str, str], Sequence[Part]]:
        """Definitions by sprite and text, in the order of the walk: two may share a text."""
        found: dict[tuple[str, str], list[Part]] = {}
        for part in self.definitions:
            found.setdefault((part.target.name, self.called(part.head)), []).append(part)
        return found

    @cached_property
    def calls_by_name(self) -> Mapping[tuple[str, str], Sequence[Spot]]:
        """Calls by sprite and text."""
        found: dict[tuple[str, str], list[Spot]] = {}
        for spot in self.of(CALL):
            found.setdefault((spot.target.name, self.called(spot)), []).append(spot)
        return found

    # What sets off what

    def message(self, spot: Spot) -> str | None:
        """The message a block sends or a hat waits for, with its capitals; None when it is computed."""
        if spot.block.opcode == RECEIVE:
            return spot.block.fields.get("BROADCAST_OPTION", "")
        return self.text(spot, "BROADCAST_INPUT")

    @cached_property
    def sent(self) -> Mapping[str, Sequence[Spot]]:
        """Blocks that send a literal message, by the message with its capitals."""
        return self._by_message(self.of(*SENDS))

    @cached_property
    def received(self) -> Mapping[str, Sequence[Spot]]:
        """Hats that wait for a message, empty ones too, by the message with its capitals."""
        return self._by_message(self.of(RECEIVE))

    @cached_property
    def sent_folded(self) -> Mapping[str, Sequence[Spot]]:
        """As `sent`, by the message in small letters."""
        return _folded(self.sent)

    @cached_property
    def received_folded(self) -> Mapping[str, Sequence[Spot]]:
        """As `received`, by the message in small letters."""
        return _folded(self.received)

    def _by_message(self, spots: Iterable[Spot]) -> Mapping[str, Sequence[Spot]]:
        found: dict[str, list[Spot]] = {}
        for spot in spots:
            message = self.message(spot)
            if message is not None:
                found.setdefault(message, []).append(spot)
        return found

    @cached_property
    def clones(self) -> Mapping[str, Sequence[Spot]]:
        """Blocks that create a clone, by the name of the sprite; `myself` is the own. Computed ones are left out."""
        found: dict[str, list[Spot]] = {}
        for spot in self.of(CREATE_CLONE):
            name = self.cloned(spot)
            if name is not None:
                found.setdefault(name, []).append(spot)
        return found

    def cloned(self, spot: Spot) -> str | None:
        """The name of the sprite a block clones; None when it is computed."""
        name = self.chosen(spot, "CLONE_OPTION")
        return spot.target.name if name == _MYSELF else name

    # Statements

    @staticmethod
    def stops(spot: Spot, *options: str) -> bool:
        """Is it a stop with one of these options: `all`, `this script`."""
        return spot.block.opcode == STOP and spot.block.fields.get("STOP_OPTION") in options

    @classmethod
    def terminating(cls, spot: Spot) -> bool:
        """Does it end the script: stop all, stop this script, delete this clone."""
        return spot.block.opcode == DELETE_CLONE or cls.stops(spot, "all", "this script")

    @staticmethod
    def previous(spot: Spot) -> Spot | None:
        """The statement right before it in its list; None of the first (a hat is no statement) and of a reporter."""
        if spot.siblings is None or spot.index_in_list == 0:
            return None
        found = spot.siblings[spot.index_in_list - 1]
        return None if found.block.opcode in _HEADS else found

    @staticmethod
    def next(spot: Spot) -> Spot | None:
        """The statement right after it in its list; None of the last and of a reporter."""
        if spot.siblings is None or spot.index_in_list + 1 >= len(spot.siblings):
            return None
        return spot.siblings[spot.index_in_list + 1]

    @staticmethod
    def last(spot: Spot) -> bool:
        """Is it the last statement of its list."""
        return spot.siblings is not None and spot.siblings[-1] is spot

    @cached_property
    def unknown(self) -> Sequence[Spot]:
        """Blocks that the published tool does not know, in file order: to it they are all equal and empty."""
        return self.of(*(opcode for opcode in self.by_opcode if opcode not in SLOTS))

    def holds_unknown(self, spot: Spot) -> bool:
        """Is it such a block, or does one stand in it."""
        return any(it is spot or self.holds(spot, it) for it in self.unknown)

    @cached_property
    def unknown_statements(self) -> frozenset[int]:
        """Numbers (`order`) of statements that are such blocks, or have one in their slots."""
        return frozenset(self.statement_of(spot).order for spot in self.unknown)

    # Compared

    @cached_property
    def keys(self) -> Keys:
        """Numbers that are the same for equal code."""
        return Keys(self.index, self.parts, self.owned)

    @cached_property
    def levelled(self) -> Keys:
        """The same, with texts, numbers, variables of one owner and parameters alike: for clones."""
        return Keys(self.index, self.parts, self.owned, exact=self.keys)

    # Analyses

    @cached_property
    def copies(self) -> Mapping[int, Sequence[Copy]]:
        """Runs of six statements or more that stand twice in a sprite, by type: 1, 2 and 3."""
        from grader.scratch.program.clones import copies

        return copies(self)

    @cached_property
    def uninitialized(self) -> Sequence[Uninitialized]:
        """Statements that use something which nothing sets before, in the order of the walk."""
        from grader.scratch.program.initialization import uninitialized

        return uninitialized(self)

    @cached_property
    def equal_scripts(self) -> Sequence[Pair]:
        """Every two equal scripts or loose stacks of a sprite, in the order of the walk."""
        from grader.scratch.program.equal_scripts import equal_scripts

        return tuple(equal_scripts(self))

    # Proof

    def place(
        self,
        spot: Spot,
        *beside: Spot,
        counts_as: Hashable = None,
        weight: int = 1,
        quirk: str | None = None,
    ) -> BlockPlace:
        """The place of a block; `block` is None where the published tool gives none.

        Without an id are variables and lists, and blocks that it does not know. It runs when all of them run, and is
        hers when one of them is.
        """
        place = self.index.place(spot, *beside, counts_as=counts_as, weight=weight)
        opcode = spot.block.opcode
        if opcode in DATA or opcode not in SLOTS:
            return place.but(block=None, quirk=quirk)
        return place if quirk is None else place.but(quirk=quirk)

    def part_place(self, part: Part, *beside: Spot, quirk: str | None = None) -> BlockPlace:
        """The place of a script, loose stack or definition: its hat, else its first statement. Hers: any block is."""
        place = self.place(part.head, *beside, quirk=quirk)
        return place if place.hers or not part.script.hers else place.but(hers=True)

    def target_place(
        self,
        target: Target,
        *,
        text: str = "",
        hers: bool | None = None,
        runs: bool = True,
        quirk: str | None = None,
    ) -> BlockPlace:
        """The place of a whole sprite: no block. Hers when she added the sprite, unless said otherwise."""
        mine = self.index.hers_target(target) if hers is None else hers
        return BlockPlace(target.name, None, text or target.name, runs=runs, hers=mine, quirk=quirk)

    def declared_place(self, found: Declared, *, quirk: str | None = None) -> BlockPlace:
        """The place of a declared variable or list: its owner, no block. Hers when it did not come with the starter."""
        owner = None if found.target.stage else found.target.name
        hers = self.index.comparison.variable(owner, found.variable.name)
        return self.target_place(found.target, text=found.variable.name, hers=hers, quirk=quirk)

    def copy_places(self, kind: int) -> Iterator[BlockPlace]:
        """The places of copies of a type: at the first statement, completed by the first one of the other."""
        for copy in self.copies[kind]:
            unknown = any(spot.order in self.unknown_statements for spot in copy.statements)
            yield self.place(copy.statements[0], copy.other[0], quirk="unknown-blocks" if unknown else None)

    @cached_property
    def looked_at(self) -> int:
        """How many scripts that can run are hers: what a finding could have been found in."""
        return self.whole.her_running_scripts

    def observation(self, places: Iterable[BlockPlace]) -> Observation:
        """What a finding saw."""
        found = tuple(places)
        return Observation(found, looked_at=self.looked_at) if found else self._nothing

    @cached_property
    def _nothing(self) -> Observation:
        """What most findings see: one for all of them."""
        return Observation((), looked_at=self.looked_at)


def _order(spot: Spot) -> int:
    return spot.order


def _folded(found: Mapping[str, Sequence[Spot]]) -> Mapping[str, Sequence[Spot]]:
    folded: dict[str, list[Spot]] = {}
    for message, spots in found.items():
        folded.setdefault(message.lower(), []).extend(spots)
    return folded
