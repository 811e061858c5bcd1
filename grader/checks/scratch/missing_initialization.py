"""Finds what is used before anything sets it.

## What it looks for

The program is followed from the start: hats, messages, clones, own blocks. A statement that uses something which
nothing on the way has set is one place, one for each thing it uses: a variable, a list, or what a sprite has (position,
direction, size, costume, layer, volume, effects), the backdrop, the timer. A `change` and a `move` use what they
change; a `timer >` hat uses the timer. When another script sets the thing before it is used there, nothing is
reported.

## Why it matters

Scratch keeps everything from the last game: the score, the place, the costume. Without a start value the second game
begins where the first one ended.

## Limits

Visibility, answer, tempo and pen are not followed. A backdrop's hat starts nothing here, and a stop ends nothing. What
a sprite has is not looked for in the slots of blocks that change such a thing, or of `distance to`. The published tool
LitterBox goes on from the end of an own block into a loose stack that it visits next; we report what it finds there
with the quirk `open-end`, and it never counts.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class MissingInitializationParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingInitializationParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every statement and every thing that it uses too early."""
    program = index.program
    return program.observation(
        program.place(found.spot, quirk="open-end" if found.part.loose else None) for found in program.uninitialized
    )


CHECK = Check(
    title=N_("Things without a start value"),
    kind="problem",
    severity="high",
    params=MissingInitializationParams,
    observe=observe,
    words=Words(
        praise=N_("Your project starts the same way every time."),
        next=N_("In {where}: give this a start value."),
        hints=(
            N_("What happens when you play a second time?"),
            N_("Look at {where}. What was it before?"),
            N_("Set it right below {block:event_whenflagclicked}."),
        ),
        measured=N_("Things used before they are set: {count}."),
    ),
    examples=(
        Example(
            shows="The score is changed and never set",
            project="""
                when this sprite clicked
                change [score v] by (1)
            """,
            amount=1,
            places=("change [score v] by (1)",),
            looked_at=1,
        ),
        Example(
            shows="Set at the start of the same script",
            project="""
                when green flag clicked
                set [score v] to (0)
                go to x: (0) y: (0)
                forever
                  change [score v] by (1)
                  move (10) steps
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Set by another script before it is used there",
            project="""
                when green flag clicked
                set [score v] to (0)

                when this sprite clicked
                change [score v] by (1)
            """,
            amount=0,
        ),
        Example(
            shows="A setter that runs after a use is no start value",
            project="""
                when green flag clicked
                say (score)
                set [score v] to (0)

                when this sprite clicked
                change [score v] by (1)
            """,
            amount=2,
        ),
        Example(
            shows="Two things in one statement",
            project="""
                when green flag clicked
                say (join (score) (lives))
            """,
            amount=2,
        ),
        Example(
            shows="A message carries the start value",
            project="""
                when green flag clicked
                set size to (50) %
                broadcast (grow v)

                when I receive [grow v]
                change size by (10)
            """,
            amount=0,
        ),
        Example(
            shows="It is followed to a script that uses what nobody sets",
            project="""
                when green flag clicked
                broadcast (grow v)

                when I receive [grow v]
                change size by (10)
            """,
            amount=1,
            places=("change size by (10)",),
        ),
        Example(
            shows="An own block is followed where it is called",
            project="""
                define start
                set [score v] to (0)

                when green flag clicked
                start
                change [score v] by (1)
            """,
            amount=0,
        ),
        Example(
            shows="Set in one of two branches is not set",
            project="""
                when green flag clicked
                if <mouse down?> then
                  set [score v] to (0)
                end
                say (score)
            """,
            amount=1,
        ),
        Example(
            shows="Loose blocks are not followed",
            project="""
                change [score v] by (1)
            """,
            amount=0,
            looked_at=0,
        ),
    ),
)
