"""Finds names of an own block's inputs that were typed as a text.

## What it looks for

In the definition of an own block: a typed text that is the very name of one of the inputs of that block. One place a
text.

## Why it matters

`say [name]` says the word "name". The pink reporter `name`, from the top of the definition, says what was handed in.

## Limits

Capitals count. Numbers in slots for numbers never match. The published tool LitterBox takes every name in the
definition for a text. So it reports each ordinary use of an input (our quirk `use-of-input`), and what happens to share
the name: a variable, a list, or their owner, a menu choice, a message, a called block (our quirk `same-name`). These
never count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Chosen, Typed
from grader.scratch.program.grammar import CALL, DATA, PARAMETERS, PROPERTIES, SENDS
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.program.texts import Text
from grader.scratch.spots import Spot

# Slots whose choices are names. Of other menus (keys, colours of a pen, instruments) the choice is none.
NAMED = frozenset({"position", "name", "touching", "message"})
# Choices that are no names but things of their own.
NO_NAMES = frozenset(
    {"_mouse_", "_random_", "_edge_", "_myself_", "next backdrop", "previous backdrop", "random backdrop"}
)
USE, NAME = "use-of-input", "same-name"


class ParameterAsLiteralParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ParameterAsLiteralParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every text and every name in a definition that is the name of one of its inputs."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for part in program.definitions:
        procedure = part.head.block.procedure
        if procedure is not None and procedure.argument_names:
            names = frozenset(procedure.argument_names)
            for spot in program.spots_of(part)[1:]:
                yield from _named(program, spot, names)
                yield from _in_slots(program, part, spot, names)


def _named(program: Program, spot: Spot, names: Collection[str]) -> Iterator[BlockPlace]:
    """What the block itself names: an input, a variable or list and its owner, the own block it calls."""
    opcode = spot.opcode
    if opcode in PARAMETERS:
        if spot.block.fields.get("VALUE", "") in names:
            yield program.place(spot, quirk=USE)
    elif opcode == CALL:
        if program.called(spot) in names:
            yield program.place(spot, quirk=NAME)
    elif opcode == "sensing_of":
        name = spot.block.fields.get("PROPERTY", "")
        if name in names and name not in PROPERTIES:
            yield program.place(spot, quirk=NAME)
    elif "VARIABLE" in spot.block.fields or "LIST" in spot.block.fields:
        at = spot.parent if opcode in DATA and not spot.statement else spot
        for name in program.owned(spot) or ():
            if name in names:
                yield program.place(at or spot, quirk=NAME)


def _in_slots(program: Program, part: Part, spot: Spot, names: Collection[str]) -> Iterator[BlockPlace]:
    """What is typed in its slots, and what is chosen from their menus."""
    for slot, value in spot.block.inputs.items():
        if isinstance(value, Typed):
            text = program.text(spot, slot)
            if text is not None and text in names:
                yield Text(text, spot, slot, part).place(program, quirk=NAME if spot.opcode in SENDS else None)
        elif isinstance(value, Chosen) and value.value in names and _is_name(program, spot, slot, value):
            yield Text(value.value, spot, slot, part).place(program, quirk=NAME)


def _is_name(program: Program, spot: Spot, slot: str, chosen: Chosen) -> bool:
    return (program.slot_kind(spot, slot) in NAMED or chosen.menu == "") and chosen.value not in NO_NAMES


CHECK = Check(
    title=N_("Names of inputs typed as text"),
    kind="problem",
    severity="high",
    params=ParameterAsLiteralParams,
    observe=observe,
    words=Words(
        praise=N_("In your own blocks you use inputs, not typed words."),
        next=N_("In {where}: use the input itself, not its typed name."),
        hints=(
            N_("Should it be the name, or what was handed in?"),
            N_("Look at the inputs in {block:procedures_definition}. Where is one typed?"),
            N_("Drag the input from the definition over the typed word."),
        ),
        measured=N_("Names of inputs typed as text: {count}."),
    ),
    examples=(
        Example(
            shows="The word, not the input",
            project="""
                define greet (friend)
                say [friend] for (2) seconds

                when green flag clicked
                greet [Dara]
            """,
            amount=1,
            places=("say [friend] for (2) seconds",),
            looked_at=2,
        ),
        Example(
            shows="An ordinary use is never counted",
            project="""
                define greet (friend)
                say (friend) for (2) seconds

                when green flag clicked
                greet [Dara]
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="In a join, in a question, in a call",
            project="""
                define greet (friend)
                say (join [Hello ] [friend])
                if <[friend] = [Dara]> then
                  greet [friend]
                end
            """,
            amount=3,
            loose=3,
            looked_at=0,
        ),
        Example(
            shows="Names that happen to be the same are never counted",
            project="""
                define greet (friend)
                set [friend v] to (0)
                say ([friend v] of (friend v))
                broadcast (friend v)
                go to (friend v)
                if <touching (friend v)?> then
                  switch costume to (friend v)
                end
            """,
            amount=0,
            loose=7,
        ),
        Example(
            shows="Another own block's input, and other scripts",
            project="""
                define greet (friend)
                say (friend)

                define leave
                say [friend]

                when green flag clicked
                say [friend]
            """,
            amount=0,
            loose=1,
        ),
        Example(
            shows="Capitals count; a number is none in slots for numbers",
            project="""
                define greet (Friend) (10)
                say [friend]
                set size to (10) %
                say [10]
            """,
            amount=1,
            places=("say (10)",),
            loose=1,
        ),
    ),
)
