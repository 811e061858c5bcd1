"""Finds own blocks with two inputs of one name, where that name is used.

## What it looks for

A definition with blocks in it, two or more inputs with exactly the same name, and this name inside. One place a
definition.

## Why it matters

"move (steps) (steps)": which of the two is meant inside? Scratch takes one, and she cannot reach the other one.

## Limits

In each list of blocks the published tool LitterBox looks as far as the first loop or `if` with its question; what
follows in that list is not seen. What is inside a loop or an `if` is a list of its own. It takes a variable, a costume,
a sound, a sprite or a block of this name for the input: where nothing inside is really the input, we report it with
the quirk `same-name`, and it never counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Chosen
from grader.scratch.program.grammar import C_BLOCKS, CALL, DEFINITION, PARAMETERS, PROPERTIES, SLOT_KINDS
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

# Menus that name a thing of hers, and what stands in them besides.
NAMING = frozenset({"name", "position"})
BACKDROPS = frozenset({"looks_switchbackdropto", "looks_switchbackdroptoandwait"})
OTHER_BACKDROPS = frozenset({"next backdrop", "previous backdrop", "random backdrop"})
NO_NAMES = frozenset({"_mouse_", "_random_", "_myself_"})


class AmbiguousParameterNameUsedParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: AmbiguousParameterNameUsedParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every definition that uses a name which two of its inputs share."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if DEFINITION not in program.by_opcode:
        return
    for part in program.definitions:
        procedure = part.head.block.procedure
        if procedure is None or len(procedure.argument_ids) < 2:
            continue
        # As many as there are ids: a name more than these is nobody's.
        names = Counter(procedure.argument_names[: len(procedure.argument_ids)])
        shared = {name for name, many in names.items() if many > 1}
        if not shared:
            continue
        meets = [spot for spot in _seen(program, part) if not shared.isdisjoint(_names(program, spot))]
        if meets:
            real = any(
                spot.opcode in PARAMETERS and spot.block.fields.get("VALUE") in shared
                for spot in program.spots_of(part)
            )
            place = program.part_place(part, *filter(None, (best(meets),)))
            yield place if real else place.but(quirk="same-name")


def _seen(program: Program, part: Part) -> Iterator[Spot]:
    """What is seen of a definition: in each list what comes before the first loop or `if`, and the question of that."""
    ended: set[int] = set()  # lists whose first loop or `if` was met
    seen = False
    for spot in program.spots_of(part)[1:]:
        if spot.siblings is not None:
            seen = id(spot.siblings) not in ended
            if spot.opcode in C_BLOCKS:
                ended.add(id(spot.siblings))
        if seen:  # what is in the slots of a block comes right behind it
            yield spot


def _names(program: Program, spot: Spot) -> Iterator[str]:
    """The names that stand in a block: not what is typed, no message, no key."""
    opcode = spot.opcode
    if opcode in PARAMETERS:
        yield spot.block.fields.get("VALUE", "")
    elif opcode == CALL:
        yield program.called(spot)
    elif (owned := program.owned(spot)) is not None:
        yield from owned
    for slot, held in spot.block.inputs.items():
        if isinstance(held, Chosen) and SLOT_KINDS.get((opcode, slot)) in NAMING:
            other = OTHER_BACKDROPS if opcode in BACKDROPS else NO_NAMES
            if held.value not in other:
                yield held.value
    if opcode == "sensing_of" and (asked := spot.block.fields.get("PROPERTY", "")) not in PROPERTIES:
        yield asked


CHECK = Check(
    title=N_("Two inputs with one name"),
    kind="problem",
    severity="medium",
    params=AmbiguousParameterNameUsedParams,
    observe=observe,
    words=Words(
        praise=N_("The inputs of your own blocks have different names."),
        next=N_("In {where}: two inputs have one name. Rename one."),
        hints=(
            N_("Which of the two inputs do you mean inside?"),
            N_("Look at the inputs in {block:procedures_definition}."),
            N_("Edit the block, and give one input a new name."),
        ),
        measured=N_("Own blocks that use a name of two inputs: {count}."),
    ),
    examples=(
        Example(
            shows="Which steps are meant?",
            project="""
                define go (steps) (steps)
                move (steps) steps

                when green flag clicked
                go (10) (20)
            """,
            amount=1,
            places=("define go (steps) (steps)",),
            looked_at=2,
        ),
        Example(
            shows="Two names",
            project="""
                define go (steps) (turns)
                move (steps) steps
            """,
            amount=0,
        ),
        Example(
            shows="The name is not used inside",
            project="""
                define go (steps) (steps)
                move (10) steps
            """,
            amount=0,
        ),
        Example(
            shows="A round and a pointed input of one name",
            project="""
                define go (now) <now>
                if <now> then
                  move (10) steps
                end
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="Behind a loop in the same list it is not seen",
            project="""
                define go (steps) (steps)
                repeat (10)
                  turn cw (15) degrees
                end
                move (steps) steps
            """,
            amount=0,
        ),
        Example(
            shows="In the number of the loop it is seen",
            project="""
                define go (steps) (steps)
                repeat (steps)
                  turn cw (15) degrees
                end
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="What is inside a loop is a list of its own",
            project="""
                define go (steps) (steps)
                repeat (10)
                  turn cw (15) degrees
                end
                repeat (10)
                  move (steps) steps
                end
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="A typed text is no use",
            project="""
                define go (steps) (steps)
                say [steps]
            """,
            amount=0,
        ),
        Example(
            shows="A costume of that name is no input, and does not count",
            project="""
                define go (steps) (steps)
                switch costume to (steps v)
            """,
            amount=0,
            loose=1,
        ),
    ),
)
