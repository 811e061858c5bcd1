"""Makes blocks of her own.

## What it looks for

An own block that is defined, has something below its definition, and is called. With `with_inputs` it must have an
input that the definition uses.

## Why it matters

An own block gives a name to a job: `jump` says more than the six blocks in it. It is written once and used anywhere.

## Limits

Whether the name says what the block does, a person sees. Of two definitions with one name Scratch runs the first, and
so does this check.
"""

from __future__ import annotations

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex, ScriptSpot, Spot

INPUTS = frozenset({"argument_reporter_string_number", "argument_reporter_boolean"})


class OwnBlocksParams(Params):
    """Which own blocks count."""

    with_inputs: bool = False


def observe(index: ScratchIndex, params: OwnBlocksParams) -> Observation:
    """Every own block that is used; near are those that are empty, never called, or without an input in use."""
    inputs = _inputs(index) if params.with_inputs else {}
    places: list[BlockPlace] = []
    near: list[BlockPlace] = []
    for name, script in index.definitions.items():
        hat = script.hat
        if hat is None:
            continue
        needed: list[Spot | None] = [_body(index, hat), best(index.calls.get(name, ()))]
        if params.with_inputs:
            needed.append(inputs.get(script.first))
        found = [spot for spot in needed if spot is not None]
        if len(found) == len(needed):
            places.append(index.place(hat, *found))
        else:
            near.append(index.place(hat))
    return Observation(tuple(places), looked_at=len(index.definitions), near=tuple(near))


def _body(index: ScratchIndex, hat: Spot) -> Spot | None:
    return best(index.following(hat))


def _inputs(index: ScratchIndex) -> dict[int, Spot]:
    """Of each definition, by its number, the best use of an input that it has."""
    uses: dict[int, list[Spot]] = {}
    for spot in index.of(*INPUTS):
        script = index.script_of(spot)
        if script.definition and spot.block.fields.get("VALUE") in _names(script):
            uses.setdefault(script.first, []).append(spot)
    return {first: found for first, spots in uses.items() if (found := best(spots)) is not None}


def _names(script: ScriptSpot) -> tuple[str, ...]:
    procedure = script.hat.block.procedure if script.hat is not None else None
    return procedure.argument_names if procedure is not None else ()


CHECK = Check(
    title=N_("Own blocks at work"),
    kind="count",
    params=OwnBlocksParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you made a block and used it."),
        next=N_("Make a block of your own, and use it."),
        hints=(
            N_("Which job do your blocks do more than once?"),
            N_("Look in the pink group, {category:myblocks}."),
            N_("Put blocks below {block:procedures_definition}. Then use your new block."),
        ),
        measured=N_("Own blocks in use: {count}."),
    ),
    examples=(
        Example(
            shows="Defined, filled and called",
            project="""
                define jump
                change y by (10)

                when green flag clicked
                jump
            """,
            amount=1,
            places=("define jump",),
        ),
        Example(
            shows="Never called",
            project="""
                define jump
                change y by (10)
            """,
            amount=0,
            loose=0,
        ),
        Example(
            shows="Nothing in it",
            project="""
                define jump

                when green flag clicked
                jump
            """,
            amount=0,
        ),
        Example(
            shows="Called from loose blocks",
            project="""
                define jump
                change y by (10)

                jump
            """,
            amount=0,
            loose=1,
        ),
        Example(
            shows="It calls itself, and nobody else calls it",
            project="""
                define jump
                change y by (10)
                jump
            """,
            amount=0,
            loose=1,
        ),
        Example(
            shows="The input is used",
            project="""
                define jump (height)
                change y by (height)

                when green flag clicked
                jump (10)
            """,
            params={"with_inputs": True},
            amount=1,
        ),
        Example(
            shows="The input is there and not used",
            project="""
                define jump (height)
                change y by (10)

                when green flag clicked
                jump (10)
            """,
            params={"with_inputs": True},
            amount=0,
        ),
    ),
)
