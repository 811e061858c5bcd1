"""Finds key scripts that move a sprite in jerks.

## What it looks for

A script below `when key pressed` of one or two blocks that moves or turns its sprite: `move`, `turn`, `change x`,
`change y`, also inside `repeat`, `if` or `if else`. One place a script, at its first block.

## Why it matters

While a key is held, the computer waits a moment before it says so again. The sprite makes one step, stops, and then
goes on. A `forever` that asks `key [] pressed?` moves it evenly.

## Limits

Three blocks and more are not reported, and moves inside `forever` or `repeat until` are left alone. `set x`, `go to`
and `glide` are no steps. To the published tool LitterBox a move in an own block makes the first script of that sprite
(or, where it has none, of the next) a moving one; we report this with the quirk `own-block-before`, and it never
counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import Around, around
from grader.scratch.index import ScratchIndex
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

KEY_PRESSED = "event_whenkeypressed"
STEPS = frozenset({"motion_movesteps", "motion_changexby", "motion_changeyby", "motion_turnright", "motion_turnleft"})
SMOOTH = frozenset({"control_forever", "control_repeat_until"})
MOST = 2


class StutteringMovementParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: StutteringMovementParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every short key script that moves, completed by its hat and the move."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if not any(_short(program.part_of(hat)) for hat in program.of(KEY_PRESSED)):
        return
    loops = around(SMOOTH)
    own_block_moves = False
    for part in program.parts:
        if part.definition:
            own_block_moves = own_block_moves or _move(part, loops) is not None
            continue
        if part.hat is not None and part.event == KEY_PRESSED and _short(part):
            move = _move(part, loops)
            if move is not None:
                yield program.place(part.top[0], part.hat, move)
            elif own_block_moves:
                yield program.place(part.top[0], part.hat, quirk="own-block-before")
        own_block_moves = False


def _short(part: Part) -> bool:
    return 0 < len(part.top) <= MOST


def _move(part: Part, loops: Around) -> Spot | None:
    """Its first move outside the loops that move evenly."""
    return next((spot for spot in part.statements if spot.opcode in STEPS and loops.nearest(spot) is None), None)


CHECK = Check(
    title=N_("Moves in jerks with a key"),
    kind="problem",
    severity="high",
    params=StutteringMovementParams,
    observe=observe,
    words=Words(
        praise=N_("Your sprites move evenly with the keys."),
        next=N_("In {where}: hold the key. Can it move more evenly?"),
        hints=(
            N_("What do you see when you hold the key?"),
            N_("Look at the script below {block:event_whenkeypressed}."),
            N_("Ask {block:sensing_keypressed} in {block:control_if}, inside {block:control_forever}."),
        ),
        measured=N_("Key scripts that move in jerks: {count}."),
    ),
    examples=(
        Example(
            shows="One step a press",
            project="""
                when [right arrow v] key pressed
                move (10) steps
            """,
            amount=1,
            places=("move (10) steps",),
            looked_at=1,
        ),
        Example(
            shows="A loop asks for the key",
            project="""
                when green flag clicked
                forever
                  if <key (right arrow v) pressed?> then
                    move (10) steps
                  end
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Two blocks, and the place is the first of them",
            project="""
                when [right arrow v] key pressed
                next costume
                change x by (10)
            """,
            amount=1,
            places=("next costume",),
        ),
        Example(
            shows="Three blocks are not reported",
            project="""
                when [right arrow v] key pressed
                point in direction (90)
                move (10) steps
                next costume
            """,
            amount=0,
        ),
        Example(
            shows="Inside repeat, if and if else",
            project="""
                when [right arrow v] key pressed
                repeat (10)
                  turn right (15) degrees
                end

                when [left arrow v] key pressed
                if <mouse down?> then
                  change y by (10)
                else
                  hide
                end
            """,
            amount=2,
        ),
        Example(
            shows="Inside forever and repeat until it moves evenly",
            project="""
                when [right arrow v] key pressed
                forever
                  repeat (10)
                    move (10) steps
                  end
                end

                when [left arrow v] key pressed
                repeat until <touching (edge v)?>
                  move (10) steps
                end
            """,
            amount=0,
        ),
        Example(
            shows="Going to a place is no step",
            project="""
                when [space v] key pressed
                set x to (0)

                when [any v] key pressed
                glide (1) secs to x: (0) y: (0)
            """,
            amount=0,
        ),
        Example(
            shows="Other hats are left alone, and so is a key hat with nothing below",
            project="""
                when this sprite clicked
                move (10) steps

                when [space v] key pressed
            """,
            amount=0,
        ),
        Example(
            shows="An own block that moves is taken for a move of the first script; that never counts",
            project="""
                define jump
                change y by (10)

                when [space v] key pressed
                say [Hello]
            """,
            amount=0,
        ),
        Example(
            shows="It ends with the first script",
            project="""
                define jump
                change y by (10)

                when green flag clicked
                show

                when [space v] key pressed
                say [Hello]
            """,
            amount=0,
        ),
    ),
)
