"""Every question that a check asks of a Scratch project, answered from one pass over its blocks.

A query costs what it answers. What only some checks ask (the comparison with the starter, structural hashes, who
starts whom) is worked out on first use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from grader.check import BlockPlace, block_place
from grader.scratch import reach, starter
from grader.scratch.blocks import heads_a_script
from grader.scratch.model import Block, Chosen, Costume, ScratchProject, Script, Slot, Target, Typed, Variable
from grader.scratch.quick import new_spot
from grader.scratch.shape import shapes
from grader.scratch.spots import Event, Facts, ScriptSpot, Spot, VariableKey

if TYPE_CHECKING:
    from grader.scratch.pattern.view import View
    from grader.scratch.program.program import Program

__all__ = ["Event", "ScratchIndex", "ScriptSpot", "Spot", "VariableKey", "index"]

_AROUND: Final = frozenset(
    {"control_forever", "control_repeat", "control_repeat_until", "control_while", "control_for_each"}
    | {"control_if", "control_if_else"}
)
_DATA_FIELDS: Final = (("VARIABLE", "variable"), ("LIST", "list"))
_WHOLE_TEXT: Final = 60  # blocks; of a longer statement a place shows the head

Definition = tuple[str, str]  # sprite's name, text of the custom block


def index(project: ScratchProject, starter_project: ScratchProject | None = None) -> ScratchIndex:
    """The index of a project; without a starter it is compared with Scratch's own new project."""
    return ScratchIndex(project, starter_project)


class ScratchIndex:
    """One project, ready to be asked."""

    def __init__(self, project: ScratchProject, starter_project: ScratchProject | None = None) -> None:
        self.project: Final = project
        self.has_starter: Final = starter_project is not None  # else it is compared with Scratch's own new project
        self._starter = starter_project
        self._facts = Facts(lambda: self.comparison.hers)
        self._spots: list[Spot] = []
        self._by_opcode: dict[str, list[Spot]] = defaultdict(list)
        self._bodies: dict[tuple[int, str], list[Spot]] = {}
        self._slots: dict[tuple[int, str], Spot] = {}
        found = [self._walk(script, target) for target in project.targets for script in target.scripts if script.blocks]
        self.scripts: Final[tuple[ScriptSpot, ...]] = tuple(found)
        self.spots: Final[tuple[Spot, ...]] = tuple(self._spots)
        self._reach = reach.Reach(project, self.spots, self.scripts, self._by_opcode, self._bodies)
        self._facts.runs = self._reach.runs

    def _walk(self, script: Script, target: Target) -> ScriptSpot:
        spots, by_opcode, bodies, facts = self._spots, self._by_opcode, self._bodies, self._facts
        first = len(spots)
        statements: list[Spot] = []
        top: list[Spot] = []
        # (block, parent, slot, siblings, depth): the last one is next, so everything is pushed backwards.
        pending: list[tuple[Block, Spot | None, str | None, list[Spot] | None, int]] = [
            (block, None, None, top, 0) for block in reversed(script.blocks)
        ]
        while pending:
            block, parent, slot, siblings, depth = pending.pop()
            order = len(spots)
            place = len(siblings) if siblings is not None else 0
            spot = new_spot(block, target, script, parent, slot, order, place, depth, siblings, facts)
            spots.append(spot)
            by_opcode[block.opcode].append(spot)
            if siblings is not None:
                siblings.append(spot)
                statements.append(spot)
            elif parent is not None and slot is not None:
                self._slots[parent.order, slot] = spot
            if block.bodies:
                inner = depth + 1 if block.opcode in _AROUND else depth
                for name, held in reversed(tuple(block.bodies.items())):
                    body = bodies[order, name] = []
                    pending.extend((item, spot, name, body, inner) for item in reversed(held))
            inputs = block.inputs
            if inputs:
                # Most blocks have one slot, or none.
                for name, value in inputs.items() if len(inputs) == 1 else reversed(tuple(inputs.items())):
                    if type(value) is Block:
                        pending.append((value, spot, name, None, depth))
        head = top[0]
        hat = head if heads_a_script(head.block.opcode) else None
        event = None if hat is None or hat.block.opcode == reach.DEFINITION else reach.event(hat.block)
        return ScriptSpot(script, target, first, len(spots), tuple(statements), hat, event, facts)

    # Blocks

    def of(self, *opcodes: str, running: bool = False) -> tuple[Spot, ...]:
        """Every block with one of these opcodes, in file order; `running`: those that can run."""
        if len(opcodes) == 1:
            found = self._by_opcode.get(opcodes[0], [])
        else:
            found = [spot for opcode in set(opcodes) for spot in self._by_opcode.get(opcode, ())]
            found.sort(key=lambda spot: spot.order)
        return tuple(spot for spot in found if spot.runs) if running else tuple(found)

    def of_category(self, category: str, *, running: bool = False) -> tuple[Spot, ...]:
        """Every block of a category of the palette (`motion`, `events`, `pen`), in file order."""
        # The table is large; what never asks for a category does not load it.
        from grader.scratch import opcodes

        return self.of(*(opcode for opcode in self._by_opcode if opcodes.category(opcode) == category), running=running)

    @property
    def opcodes(self) -> tuple[str, ...]:
        """The different opcodes that the project holds, each once, in file order."""
        return tuple(self._by_opcode)

    @property
    def by_opcode(self) -> Mapping[str, Sequence[Spot]]:
        """Every block by its opcode, in file order. Look into it with `in` or `get`."""
        return self._by_opcode

    @cached_property
    def program(self) -> Program:
        """The project as the published analyses see it: what findings ask."""
        from grader.scratch.program.program import Program

        return Program(self)

    @cached_property
    def view(self) -> View:
        """The project as it reads, her own blocks unfolded: what patterns ask."""
        from grader.scratch.pattern.view import View

        return View(self, self._ends)

    def by_id(self, identity: str) -> tuple[Spot, ...]:
        """The blocks with that id: one, or one in each sprite that was copied from another."""
        return tuple(self._by_id.get(identity, ()))

    def script_of(self, spot: Spot) -> ScriptSpot:
        """The script it stands in."""
        return self._script_by_identity[id(spot.script), id(spot.target)]

    # Around a block

    def following(self, spot: Spot) -> tuple[Spot, ...]:
        """The later statements of its list."""
        return tuple((spot.siblings or [])[spot.index_in_list + 1 :])

    def before(self, spot: Spot) -> tuple[Spot, ...]:
        """The earlier statements of its list."""
        return tuple((spot.siblings or [])[: spot.index_in_list])

    def body(self, spot: Spot, name: str = "SUBSTACK") -> tuple[Spot, ...]:
        """The statements directly in that body."""
        return tuple(self._bodies.get((spot.order, name), ()))

    def statement_of(self, spot: Spot) -> Spot:
        """The statement that holds a reporter; a statement itself."""
        while spot.siblings is None and spot.parent is not None:
            spot = spot.parent
        return spot

    def inner(self, spot: Spot) -> tuple[Spot, ...]:
        """Everything in its slots and bodies, nested too, in order."""
        return self.spots[spot.order + 1 : self._ends[spot.order]]

    def holds(self, spot: Spot, other: Spot) -> bool:
        """Does the other one stand in its slots or bodies, nested too."""
        return spot.order < other.order < self._ends[spot.order]

    def slot(self, spot: Spot, name: str) -> Spot | Typed | Chosen | None:
        """What is in a slot: a reporter's spot, a typed or chosen value, or None when it is empty."""
        value: Slot | None = spot.block.inputs.get(name)
        if value is None or isinstance(value, Typed | Chosen):
            return value
        return self._slots[spot.order, name]

    def reporters_in(self, spot: Spot) -> tuple[Spot, ...]:
        """Every reporter in its slots, nested ones too, in order."""
        found = []
        spots = self.spots
        for at in range(spot.order + 1, len(spots)):  # an iterator would step over all before it
            inner = spots[at]
            if inner.siblings is not None or inner.parent is None or inner.parent.order < spot.order:
                break
            found.append(inner)
        return tuple(found)

    def literal(self, spot: Spot, name: str) -> str | None:
        """The typed or chosen value of a slot, or of a menu of the block itself; None for a reporter or nothing."""
        value = spot.block.inputs.get(name)
        if value is None:
            return spot.block.fields.get(name)
        return value.value if isinstance(value, Typed | Chosen) else None

    # Names

    def variable(self, spot: Spot) -> VariableKey | None:
        """The variable or list a block names, by scope: the sprite's own, else the one for all sprites."""
        for field, kind in _DATA_FIELDS:
            name = spot.block.fields.get(field)
            if name is not None:
                owned = (spot.target.name, name, kind) in self._owned
                return VariableKey(spot.target.name if owned else None, name, kind)
        return None

    @cached_property
    def variables(self) -> tuple[VariableKey, ...]:
        """Every variable and list that the project declares; the stage's are for all sprites."""
        return tuple(
            VariableKey(None if target.stage else target.name, item.name, kind)
            for target in self.project.targets
            for kind, items in (("variable", target.variables), ("list", target.lists))
            for item in items
        )

    @cached_property
    def _owned(self) -> frozenset[tuple[str, str, str]]:
        return frozenset((key.owner, key.name, key.kind) for key in self.variables if key.owner is not None)

    def is_ready_made(self, variable: VariableKey | Variable) -> bool:
        """Is it the variable that every new project has: `my variable` in any language, for all sprites."""
        if isinstance(variable, VariableKey):
            return variable.kind == "variable" and variable.owner is None and starter.is_default_name(variable.name)
        return isinstance(variable.value, str) and starter.is_default_name(variable.name)

    def message(self, spot: Spot) -> str | None:
        """The message a block sends or receives, in small letters; None when it is computed or there is none."""
        if spot.opcode == "event_whenbroadcastreceived":
            return reach.folded(spot.block.fields.get("BROADCAST_OPTION", ""))
        value = spot.block.inputs.get("BROADCAST_INPUT")
        return reach.folded(value.value) if isinstance(value, Typed | Chosen) else None

    # Scripts

    @cached_property
    def running_scripts(self) -> tuple[ScriptSpot, ...]:
        """The scripts that can start; definitions that running code calls are among them."""
        return tuple(script for script in self.scripts if script.runs)

    @cached_property
    def her_running_scripts(self) -> int:
        """How many scripts that can start are hers: what a finding could have been found in."""
        return sum(1 for script in self.running_scripts if script.hers)

    @cached_property
    def definitions(self) -> Mapping[Definition, ScriptSpot]:
        """Custom blocks by sprite and text; of two with one name the first, as Scratch does."""
        found: dict[Definition, ScriptSpot] = {}
        for script in self.scripts:
            if script.definition and script.hat is not None:
                found.setdefault((script.target.name, reach.proccode(script.hat.block)), script)
        return found

    @cached_property
    def calls(self) -> Mapping[Definition, tuple[Spot, ...]]:
        """Calls of custom blocks by sprite and text."""
        found: dict[Definition, list[Spot]] = defaultdict(list)
        for spot in self.of(reach.CALL):
            found[spot.target.name, reach.proccode(spot.block)].append(spot)
        return {key: tuple(spots) for key, spots in found.items()}

    def definition_of(self, call: Spot) -> ScriptSpot | None:
        """The definition that a call runs; None when the sprite has none of that text."""
        return self.definitions.get((call.target.name, reach.proccode(call.block)))

    def started_by(self, script: ScriptSpot) -> frozenset[str]:
        """Opcodes of the hats that can start it, its own or through messages, clones, backdrops and calls."""
        return self._reach.started_by(self._number[id(script)])

    @cached_property
    def _number(self) -> Mapping[int, int]:
        return {id(script): number for number, script in enumerate(self.scripts)}

    @cached_property
    def _script_by_identity(self) -> Mapping[tuple[int, int], ScriptSpot]:
        return {(id(script.script), id(script.target)): script for script in self.scripts}

    @cached_property
    def _by_id(self) -> Mapping[str, Sequence[Spot]]:
        found: dict[str, list[Spot]] = defaultdict(list)
        for spot in self.spots:
            if spot.block.id:
                found[spot.block.id].append(spot)
        return found

    @cached_property
    def _ends(self) -> Sequence[int]:
        ends = list(range(1, len(self.spots) + 1))
        for spot in reversed(self.spots):
            if spot.parent is not None:
                ends[spot.parent.order] = max(ends[spot.parent.order], ends[spot.order])
        return ends

    # Compared

    def shape(self, spot: Spot) -> int:
        """A number that is the same for blocks of the same structure, whatever their ids, comments and places."""
        return self._shapes[spot.order]

    @cached_property
    def _shapes(self) -> Sequence[int]:
        return shapes(self.spots)

    @cached_property
    def comparison(self) -> starter.Comparison:
        """What did not come with the starter."""
        return starter.compare(self, self._starter)

    def hers_target(self, target: Target) -> bool:
        """Did she add this sprite: it has no counterpart in the starter. The stage always has."""
        return self.comparison.target(target)

    def hers_costume(self, target: Target, costume: Costume) -> bool:
        """Did she add or draw this costume, backdrop or sound: no target of the starter has that picture or sound."""
        return self.comparison.costume(target, costume)

    # Proof

    def place(self, spot: Spot, *beside: Spot, counts_as: Hashable = None, weight: int = 1) -> BlockPlace:
        """The proof that a block is there: it runs when all of them run, and is hers when one of them is."""
        all_run, all_hers = self._facts.runs, self._facts.hers  # there are hundreds of places: past the properties
        runs, hers = all_run[spot.order] > 0, all_hers[spot.order] > 0
        identities = []
        for one in beside:
            runs = runs and all_run[one.order] > 0
            hers = hers or all_hers[one.order] > 0
            identity = one.block.id or self._identity(one)
            if identity:
                identities.append(identity)
        return block_place(
            sprite=spot.target.name,
            block=spot.block.id or self._identity(spot),
            text=partial(self.text, spot),
            runs=runs,
            hers=hers,
            beside=tuple(identities),
            counts_as=counts_as,
            weight=weight,
        )

    def sprite_place(self, target: Target, *, runs: bool = True, counts_as: Hashable = None) -> BlockPlace:
        """The proof that a sprite is there."""
        hers = self.hers_target(target)
        return BlockPlace(target.name, None, target.name, runs=runs, hers=hers, counts_as=counts_as)

    def text(self, spot: Spot) -> str:
        """The block in English, with its bodies; of a very long one the head."""
        from grader.scratch.notation import write_block

        block = spot.block
        if block.bodies and self._ends[spot.order] - spot.order > _WHOLE_TEXT:
            block = Block(block.id, block.opcode, block.inputs, block.fields, {}, block.procedure)
        return write_block(block)

    def _identity(self, spot: Spot) -> str | None:
        # A variable in a slot has no id of its own: the block around it stands for it.
        if spot.block.id:
            return spot.block.id
        return next((around.block.id for around in spot.around() if around.block.id), None)
