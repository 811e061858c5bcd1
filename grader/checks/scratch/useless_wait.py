"""Finds waits that nothing follows.

## What it looks for

A `wait () seconds` that is alone in its script, or alone inside a block that is the last one of its script. Where
blocks lie in each other, each has to be alone but for the outermost. One place a wait.

## Why it matters

She waits, and then nothing comes. What should happen after the wait is still to come.

## Limits

Inside `if else` the other half has to be empty, or one wait as well. The seconds do not matter, and `wait until` is
never reported. A wait at the end of other blocks is not meant.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

WAIT = "control_wait"
WAITS = frozenset({WAIT, "control_wait_until"})
OTHER_HALF = {"SUBSTACK": "SUBSTACK2", "SUBSTACK2": "SUBSTACK"}


class UselessWaitParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UselessWaitParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every wait that nothing goes before and nothing follows."""
    program = index.program
    return program.observation(
        program.place(spot) for spot in program.of(WAIT) if _alone(program, spot) and _for_nothing(program, spot)
    )


def _alone(program: Program, spot: Spot) -> bool:
    return program.previous(spot) is None and program.last(spot)


def _for_nothing(program: Program, spot: Spot) -> bool:
    """Is nothing done after the wait: it is told going outwards, from a wait that is alone in its list."""
    while spot.parent is not None:
        around = spot.parent
        if around.opcode == "control_if_else" and not _nothing_or_a_wait(program, around, OTHER_HALF[spot.slot or ""]):
            return False
        if not (program.last(around) if around.parent is None else _alone(program, around)):
            return False
        spot = around
    return True


def _nothing_or_a_wait(program: Program, spot: Spot, half: str) -> bool:
    statements = program.body(spot, half)
    return not statements or (len(statements) == 1 and statements[0].opcode in WAITS)


CHECK = Check(
    title=N_("Waits that nothing follows"),
    kind="problem",
    severity="high",
    params=UselessWaitParams,
    observe=observe,
    words=Words(
        praise=N_("After every wait something happens."),
        next=N_("In {where}: after this wait nothing comes yet."),
        hints=(
            N_("What are you waiting for here?"),
            N_("Look at what stands below {block:control_wait}."),
            N_("Put a block below it, or take the wait away."),
        ),
        measured=N_("Waits that nothing follows: {count}."),
    ),
    examples=(
        Example(
            shows="Nothing but a wait",
            project="""
                when green flag clicked
                wait (1) seconds
            """,
            amount=1,
            places=("wait (1) seconds",),
            looked_at=1,
        ),
        Example(
            shows="Something follows",
            project="""
                when green flag clicked
                wait (1) seconds
                hide
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A wait at the end of other blocks",
            project="""
                when green flag clicked
                show
                wait (1) seconds
            """,
            amount=0,
        ),
        Example(
            shows="A loop of waiting at the end of a script",
            project="""
                when green flag clicked
                show
                forever
                  wait (1) seconds
                end
            """,
            amount=1,
        ),
        Example(
            shows="Something follows the loop",
            project="""
                when green flag clicked
                repeat (10)
                  wait (1) seconds
                end
                hide
            """,
            amount=0,
        ),
        Example(
            shows="Blocks before the inner one save it",
            project="""
                when green flag clicked
                forever
                  next costume
                  if <mouse down?> then
                    wait (1) seconds
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="One in the other, all alone",
            project="""
                when green flag clicked
                show
                forever
                  if <mouse down?> then
                    wait (1) seconds
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="Two halves with a wait each",
            project="""
                when green flag clicked
                if <mouse down?> then
                  wait (1) seconds
                else
                  wait (2) seconds
                end
            """,
            amount=2,
        ),
        Example(
            shows="The other half is a wait until, or empty",
            project="""
                when green flag clicked
                if <mouse down?> then
                  wait (1) seconds
                else
                  wait until <mouse down?>
                end

                when this sprite clicked
                if <mouse down?> then
                else
                  wait (1) seconds
                end
            """,
            amount=2,
        ),
        Example(
            shows="The other half does something",
            project="""
                when green flag clicked
                if <mouse down?> then
                  wait (1) seconds
                else
                  hide
                end
            """,
            amount=0,
        ),
        Example(
            shows="A question with a wait in it is no wait: the first half is saved, the second is not",
            project="""
                when green flag clicked
                if <mouse down?> then
                  wait (1) seconds
                else
                  if <touching (edge v)?> then
                    wait (2) seconds
                  end
                end
            """,
            amount=1,
            places=("wait (2) seconds",),
        ),
        Example(
            shows="In an own block, and in loose blocks",
            project="""
                define pause
                wait (1) seconds

                when green flag clicked
                pause

                wait (1) seconds
            """,
            amount=2,
            loose=1,
        ),
        Example(
            shows="A wait until alone is left alone",
            project="""
                when green flag clicked
                wait until <mouse down?>
            """,
            amount=0,
        ),
    ),
)
