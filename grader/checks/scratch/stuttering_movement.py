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

from collections.abc import Iterator, Mapping

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import around
from grader.scratch.index import ScratchIndex
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

KEY_PRESSED = "event_whenkeypressed"
STEPS = ("motion_movesteps", "motion_changexby", "motion_changeyby", "motion_turnright", "motion_turnleft")
SMOOTH = frozenset({"control_forever", "control_repeat_until"})
MOST = 2


class StutteringMovementParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: StutteringMovementParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every short key script that moves, completed by its hat and the move."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if KEY_PRESSED not in program.by_opcode:
        return
    moves = _moves(program)
    if not moves:
        return
    own_block_moves = False
    for part in program.parts:
        move = moves.get(part)
        if part.definition:
            own_block_moves = own_block_moves or move is not None
            continue
        if part.hat is not None and part.event == KEY_PRESSED and 0 < len(part.top) <= MOST:
            if move is not None:
                yield program.place(part.top[0], part.hat, move)
            elif own_block_moves:
                yield program.place(part.top[0], part.hat, quirk="own-block-before")
        own_block_moves = False


def _moves(program: Program) -> Mapping[Part, Spot]:
    """The first move of each part that has one outside the loops that move evenly."""
    found: dict[Part, Spot] = {}
    loops = around(SMOOTH)
    for spot in program.of(*STEPS):
        if loops.nearest(spot) is None:
            found.setdefault(program.part_of(spot), spot)
    return found


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
