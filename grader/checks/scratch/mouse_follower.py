"""Praises a sprite that follows the mouse.

## What it looks for

Directly in a loop that stands in no other loop: `go to` the mouse pointer, or `move` right after `point towards` the
mouse pointer. One place a `go to` or `move`.

## Why it matters

The sprite looks where the mouse is, moves, and looks again: so the player leads it.

## Limits

What stands in a loop or an `if` inside the loop is not looked at. The published tool LitterBox takes a `move` for a
following one too when the last block of an earlier loop pointed there, or when the sprite has pointed elsewhere since:
we report that with the quirk `old-aim`, and it never counts.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.followers import followers


class MouseFollowerParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MouseFollowerParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block in a loop that lets a sprite follow the mouse."""
    return index.program.observation(followers(index.program, _is_mouse))


def _is_mouse(chosen: str | None) -> bool:
    return chosen == "_mouse_"


CHECK = Check(
    title=N_("Follows the mouse"),
    kind="praise",
    severity="medium",
    params=MouseFollowerParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} a sprite follows the mouse."),
        next=N_("Let a sprite follow the mouse, all the time."),
        hints=(
            N_("Which sprite should follow the mouse?"),
            N_("Look in {category:motion} for {block:motion_pointtowards}."),
            N_("Put {block:motion_pointtowards} and {block:motion_movesteps} inside {block:control_forever}."),
        ),
        measured=N_("Blocks that follow the mouse: {count}."),
    ),
    examples=(
        Example(
            shows="It points there and moves",
            project="""
                when green flag clicked
                forever
                  point towards (mouse-pointer v)
                  move (10) steps
                end
            """,
            amount=1,
            places=("move (10) steps",),
            looked_at=1,
        ),
        Example(
            shows="It goes there",
            project="""
                when green flag clicked
                if <mouse down?> then
                  repeat until <touching (edge v)?>
                    go to (mouse-pointer v)
                  end
                end
            """,
            amount=1,
            places=("go to (mouse-pointer v)",),
        ),
        Example(
            shows="It goes there one time",
            project="""
                when green flag clicked
                go to (mouse-pointer v)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A block between the two",
            project="""
                when green flag clicked
                forever
                  point towards (mouse-pointer v)
                  next costume
                  move (10) steps
                end
            """,
            amount=0,
        ),
        Example(
            shows="The second move follows nothing",
            project="""
                when green flag clicked
                forever
                  point towards (mouse-pointer v)
                  move (10) steps
                  move (10) steps
                end
            """,
            amount=1,
        ),
        Example(
            shows="Somebody else, or a reporter, is no mouse",
            project="""
                sprite "Cat"
                when green flag clicked
                forever
                  go to (Dog v)
                  point towards (answer)
                  move (10) steps
                end

                sprite "Dog"
            """,
            amount=0,
        ),
        Example(
            shows="It points elsewhere before it moves",
            project="""
                sprite "Cat"
                when green flag clicked
                forever
                  point towards (mouse-pointer v)
                  point towards (Dog v)
                  move (10) steps
                end

                sprite "Dog"
            """,
            amount=0,
        ),
        Example(
            shows="A loop before it pointed there",
            project="""
                when green flag clicked
                repeat (10)
                  point towards (mouse-pointer v)
                end
                repeat (10)
                  move (10) steps
                end
            """,
            amount=0,
        ),
        Example(
            shows="Nested blocks are not looked at",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    go to (mouse-pointer v)
                  end
                  repeat (10)
                    go to (mouse-pointer v)
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks do not run",
            project="""
                forever
                  go to (mouse-pointer v)
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
