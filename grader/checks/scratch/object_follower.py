"""Praises a sprite that follows another one.

## What it looks for

Directly in a loop that stands in no other loop: `go to` a sprite, or `move` right after `point towards` a sprite. A
reporter in place of the name counts too. One place a `go to` or `move`.

## Why it matters

The sprite looks where the other is, moves, and looks again: so a cat chases a mouse, and a friend walks along.

## Limits

Whether there is a sprite of that name is not looked at. Nor is what stands in a loop or an `if` inside the loop. The
published tool LitterBox takes a `move` for a following one too when the last block of an earlier loop pointed there, or
when the sprite has pointed elsewhere since: we report that with the quirk `old-aim`, and it never counts.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.followers import followers

NOBODY = frozenset({"_mouse_", "_random_"})


class ObjectFollowerParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ObjectFollowerParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block in a loop that lets a sprite follow another one."""
    return index.program.observation(followers(index.program, _is_somebody))


def _is_somebody(chosen: str | None) -> bool:
    return chosen not in NOBODY


CHECK = Check(
    title=N_("Follows another sprite"),
    kind="praise",
    severity="medium",
    params=ObjectFollowerParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} a sprite follows another one."),
        next=N_("Let a sprite follow another one, all the time."),
        hints=(
            N_("Who should follow whom?"),
            N_("Look in {category:motion} for {block:motion_pointtowards}."),
            N_("Put {block:motion_pointtowards} and {block:motion_movesteps} inside {block:control_forever}."),
        ),
        measured=N_("Blocks that follow another sprite: {count}."),
    ),
    examples=(
        Example(
            shows="It points there and moves",
            project="""
                sprite "Cat"
                when green flag clicked
                forever
                  point towards (Dog v)
                  move (10) steps
                end

                sprite "Dog"
            """,
            amount=1,
            places=("move (10) steps",),
            looked_at=1,
        ),
        Example(
            shows="It goes there; the name may be a reporter",
            project="""
                sprite "Cat"
                when green flag clicked
                repeat (10)
                  go to (Dog v)
                  go to (answer)
                  point towards (answer)
                  move (10) steps
                end

                sprite "Dog"
            """,
            amount=3,
        ),
        Example(
            shows="It goes there one time",
            project="""
                sprite "Cat"
                when green flag clicked
                go to (Dog v)

                sprite "Dog"
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="The mouse and a random place are nobody",
            project="""
                when green flag clicked
                forever
                  go to (mouse-pointer v)
                  go to (random position v)
                  point towards (mouse-pointer v)
                  move (10) steps
                end
            """,
            amount=0,
        ),
        Example(
            shows="It points to the mouse before it moves",
            project="""
                sprite "Cat"
                when green flag clicked
                forever
                  point towards (Dog v)
                  point towards (mouse-pointer v)
                  move (10) steps
                end

                sprite "Dog"
            """,
            amount=0,
        ),
        Example(
            shows="A loop in between",
            project="""
                sprite "Cat"
                when green flag clicked
                forever
                  point towards (Dog v)
                  repeat (10)
                    go to (Dog v)
                  end
                  move (10) steps
                end

                sprite "Dog"
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks do not run",
            project="""
                sprite "Cat"
                forever
                  go to (Dog v)
                end

                sprite "Dog"
            """,
            amount=0,
            loose=1,
        ),
    ),
)
