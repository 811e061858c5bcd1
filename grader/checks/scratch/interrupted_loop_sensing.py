"""Finds blocks that take time where a loop should sense.

## What it looks for

In a `forever` with a question (`if`, `if else`, `wait until`), and at every `repeat until`: blocks that take time, such
as `wait` and `glide`. They are found beside a question for a key, the mouse or a touch, and inside the branch. One
place a block and sensor.

## Why it matters

While the script waits or glides, it does not ask. A key that is pressed and let go in that time is never noticed.

## Limits

Inside a branch, a glide counts for keys and touches, any other block for keys, the mouse, and variables in an `=`.
What the branch itself changes is not asked for, and a stop inside excuses it. The published tool LitterBox leaves a
mark on after a `wait until`, and takes the variable it met last for the one that is asked; what this alone brings about
has the quirk `left-on`. When it looks for stops it meets a `repeat until` one time more: that has the quirk
`met-twice`. Neither ever counts. After an inner question the rest of a branch is not looked at. Where blocks would be
named thousands of times some are left out.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.interrupted import interrupted


class InterruptedLoopSensingParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: InterruptedLoopSensingParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block that takes time, for every sensor that has to wait for it."""
    program = index.program
    return program.observation(
        program.place(found.spot, found.control, quirk=found.slip) for found in interrupted(program)
    )


CHECK = Check(
    title=N_("Waiting where a loop should sense"),
    kind="problem",
    severity="low",
    params=InterruptedLoopSensingParams,
    observe=observe,
    words=Words(
        praise=N_("Your loops sense all the time."),
        next=N_("In {where}: while this takes time, the loop senses nothing."),
        hints=(
            N_("What happens when the key is pressed in that time?"),
            N_("Look for {block:control_wait} beside the question in {where}."),
            N_("Move the block that waits into a script of its own."),
        ),
        measured=N_("Blocks that make a sensing loop wait: {count}."),
    ),
    examples=(
        Example(
            shows="For one second no key is heard",
            project="""
                when green flag clicked
                forever
                  if <key (space v) pressed?> then
                    move (10) steps
                  end
                  wait (1) seconds
                end
            """,
            amount=1,
            places=("wait (1) seconds",),
            looked_at=1,
        ),
        Example(
            shows="Nothing in the loop takes time",
            project="""
                when green flag clicked
                forever
                  if <key (space v) pressed?> then
                    move (10) steps
                  end
                end

                when green flag clicked
                forever
                  wait (1) seconds
                  next costume
                end
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Two sensors in one question wait for it two times",
            project="""
                when green flag clicked
                forever
                  if <<key (space v) pressed?> or <touching (edge v)?>> then
                    move (10) steps
                  end
                  repeat (10)
                    wait (1) seconds
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="Without a loop around there is nothing to interrupt",
            project="""
                when green flag clicked
                if <key (space v) pressed?> then
                  wait (1) seconds
                end
                wait until <mouse down?>
                wait (1) seconds
            """,
            amount=0,
        ),
        Example(
            shows="A repeat until counts without a forever, what is beside it at the top does not",
            project="""
                when green flag clicked
                repeat until <key (space v) pressed?>
                  wait (1) seconds
                end
                wait (2) seconds
            """,
            amount=1,
            places=("wait (1) seconds",),
        ),
        Example(
            shows="In a branch: for a touch a glide alone, for a key all that takes time",
            project="""
                when green flag clicked
                forever
                  if <touching (edge v)?> then
                    wait (1) seconds
                    glide (1) secs to x: (0) y: (0)
                  end
                  if <key (space v) pressed?> then
                    say [Hello] for (2) seconds
                    play sound (pop v) until done
                  end
                end
            """,
            amount=3,
        ),
        Example(
            shows="A variable in an =, and not when the branch changes it itself",
            project="""
                when green flag clicked
                forever
                  if <(lives) = (0)> then
                    wait (1) seconds
                  end
                  if <(score) = (10)> then
                    wait (2) seconds
                    set [score v] to (0)
                  end
                  if <(score) > (10)> then
                    wait (3) seconds
                  end
                end
            """,
            amount=1,
            places=("wait (1) seconds",),
        ),
        Example(
            shows="A stop inside excuses the branch, a stop in an inner if does not",
            project="""
                when green flag clicked
                forever
                  if <key (space v) pressed?> then
                    wait (1) seconds
                    stop [this script v]
                  end
                  if <key (a v) pressed?> then
                    wait (2) seconds
                    if <(score) > (10)> then
                      stop [all v]
                    end
                  end
                end
            """,
            amount=1,
            places=("wait (2) seconds",),
        ),
        Example(
            shows="After an inner question the rest of a branch is not looked at",
            project="""
                when green flag clicked
                forever
                  if <key (space v) pressed?> then
                    wait (1) seconds
                    if <(score) > (10)> then
                      wait (2) seconds
                    end
                    wait (3) seconds
                  end
                end
            """,
            amount=2,
            places=("wait (1) seconds", "wait (2) seconds"),
        ),
        Example(
            shows="After an inner forever the outer one is forgotten",
            project="""
                when green flag clicked
                forever
                  forever
                  end
                  if <key (space v) pressed?> then
                    wait (1) seconds
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="What a wait until leaves on is reported and does not count",
            project="""
                when green flag clicked
                forever
                  wait until <key (space v) pressed?>
                  if <(score) > (10)> then
                    wait (1) seconds
                  end
                end
            """,
            amount=0,
            looked_at=1,
        ),
    ),
)
