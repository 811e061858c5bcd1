"""Finds arrow keys that set a place instead of changing it.

## What it looks for

The up or down arrow with `set y to`, or the left or right arrow with `set x to`, as the first or second block: below
`when key pressed`, or in an `if` that asks for this key, in a script of the green flag or of a clone. One place an
`if` or hat, at the set block.

## Why it matters

The sprite jumps to one spot and stays there, however often the key is pressed. `change x by` moves it a step each time.

## Limits

From the third block on nothing is looked at, nor is an `if else`, an `if` below `when key pressed`, or a key that a
reporter names. Of several keys in one question the last one counts. `set x to (x position + 10)` changes the place,
and is reported all the same. The published tool LitterBox takes the signs % & ' ( for arrow keys; we report that with
the quirk `key-sign`, and it never counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.parts import key_code
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

SET_X, SET_Y = "motion_setx", "motion_sety"
BY_KEY: Final[Mapping[int, str]] = {
    key_code("left arrow"): SET_X,
    key_code("right arrow"): SET_X,
    key_code("up arrow"): SET_Y,
    key_code("down arrow"): SET_Y,
}
KEY_HAT, KEY_ASKED = "event_whenkeypressed", "sensing_keypressed"
STARTS = frozenset({"event_whenflagclicked", "control_start_as_clone"})
IF = "control_if"
FIRST = 2  # how many blocks are looked at


class KeySetPositionParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: KeySetPositionParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every if and hat of an arrow key with such a set block, completed by what names the key."""
    program = index.program
    if KEY_HAT not in program.by_opcode and KEY_ASKED not in program.by_opcode:
        return program.observation(())
    return program.observation(_places(program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for spot in program.walk(SET_X, SET_Y):
        before = program.previous(spot)
        if before is not None and before.opcode == spot.opcode:
            continue  # the first of the two is the one that is reported, or both stand too late
        keyed = _below_hat(program, spot) if spot.parent is None else _in_if(program, spot, spot.parent)
        if keyed is not None:
            block, key = keyed
            if BY_KEY.get(key_code(key)) == spot.opcode:
                yield program.place(spot, block, quirk=None if key.endswith(" arrow") else "key-sign")


def _below_hat(program: Program, spot: Spot) -> tuple[Spot, str] | None:
    """The hat right above it, and its key."""
    part = program.part_of(spot)
    if part.event != KEY_HAT or not any(it is spot for it in part.top[:FIRST]):
        return None
    return part.head, part.head.block.fields.get("KEY_OPTION", "")


def _in_if(program: Program, spot: Spot, around: Spot) -> tuple[Spot, str] | None:
    """The last key that the if around it asks for."""
    if around.opcode != IF or spot.index_in_list >= FIRST or program.part_of(spot).event not in STARTS:
        return None
    found: tuple[Spot, str] | None = None
    for asked in program.reporters_in(around):
        if asked.opcode == KEY_ASKED:
            key = program.chosen(asked, "KEY_OPTION")
            found = found if key is None else (asked, key)
    return found


CHECK = Check(
    title=N_("Arrow keys that set a place"),
    kind="problem",
    severity="high",
    params=KeySetPositionParams,
    observe=observe,
    words=Words(
        praise=N_("Your arrow keys move a sprite step by step."),
        next=N_("In {where}: move one step with each press."),
        hints=(
            N_("What happens when you press the key a second time?"),
            N_("Look at {where}. Does it set the place, or change it?"),
            N_("Try {block:motion_changexby} or {block:motion_changeyby} there."),
        ),
        measured=N_("Arrow keys that set a place: {count}."),
    ),
    examples=(
        Example(
            shows="The key sets x, so it works one time",
            project="""
                when [right arrow v] key pressed
                set x to (10)
            """,
            amount=1,
            places=("set x to (10)",),
            looked_at=1,
        ),
        Example(
            shows="The key changes x",
            project="""
                when [right arrow v] key pressed
                change x by (10)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Two ifs in a loop",
            project="""
                when green flag clicked
                forever
                  if <key (up arrow v) pressed?> then
                    set y to (10)
                  end
                  if <key (down arrow v) pressed?> then
                    next costume
                    set y to (-10)
                  end
                end
            """,
            amount=2,
            places=("set y to (10)", "set y to (-10)"),
        ),
        Example(
            shows="One place an if, at the first that fits",
            project="""
                when I start as a clone
                if <key (left arrow v) pressed?> then
                  set x to (10)
                  set x to (20)
                end
            """,
            amount=1,
            places=("set x to (10)",),
            loose=1,
        ),
        Example(
            shows="The other direction, and another key",
            project="""
                when [right arrow v] key pressed
                set y to (10)

                when [space v] key pressed
                set x to (10)
            """,
            amount=0,
        ),
        Example(
            shows="The third block is not looked at",
            project="""
                when [right arrow v] key pressed
                show
                next costume
                set x to (10)
            """,
            amount=0,
        ),
        Example(
            shows="Below a key hat, in an if, it is not looked at",
            project="""
                when [space v] key pressed
                if <key (left arrow v) pressed?> then
                  set x to (10)
                end
            """,
            amount=0,
        ),
        Example(
            shows="An if else and a wait until are no if",
            project="""
                when green flag clicked
                if <key (left arrow v) pressed?> then
                  set x to (10)
                else
                  set x to (0)
                end
                wait until <key (left arrow v) pressed?>
                set x to (10)
            """,
            amount=0,
        ),
        Example(
            shows="Deeper in the question, the last key counts",
            project="""
                when green flag clicked
                if <<key (space v) pressed?> and <not <key (left arrow v) pressed?>>> then
                  set x to (10)
                end
                if <<key (left arrow v) pressed?> or <key (a v) pressed?>> then
                  set x to (20)
                end
            """,
            amount=1,
            places=("set x to (10)",),
        ),
        Example(
            shows="An if in the if is asked on its own",
            project="""
                when green flag clicked
                if <key (left arrow v) pressed?> then
                  if <mouse down?> then
                    set x to (10)
                  end
                  if <key (up arrow v) pressed?> then
                    set y to (10)
                  end
                end
            """,
            amount=1,
            places=("set y to (10)",),
        ),
        Example(
            shows="Scripts of other hats, own blocks, loose ones: not looked at",
            project="""
                define jump
                if <key (left arrow v) pressed?> then
                  set x to (10)
                end

                when this sprite clicked
                if <key (left arrow v) pressed?> then
                  set x to (10)
                end

                if <key (left arrow v) pressed?> then
                  set x to (10)
                end
            """,
            amount=0,
        ),
        Example(
            shows="A key that a reporter names",
            project="""
                when green flag clicked
                if <key (which) pressed?> then
                  set x to (10)
                end
            """,
            amount=0,
        ),
    ),
)
