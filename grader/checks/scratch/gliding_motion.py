"""Praises a sprite that glides when a key is pressed.

## What it looks for

A `glide`, to a place or to x and y, at any depth below `when key pressed`. One place a block.

## Why it matters

She lets somebody steer with the keyboard, and the sprite moves smoothly to where it should be.

## Limits

Keys that are asked for with `key pressed?` are not meant, nor other hats, nor own blocks that a key starts.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import GLIDES

KEY = "event_whenkeypressed"
GLIDE = tuple(sorted(GLIDES))


class GlidingMotionParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: GlidingMotionParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every glide that a key starts."""
    program = index.program
    return program.observation(
        program.place(spot, part.hat)
        for spot in program.of(*GLIDE)
        if (part := program.part_of(spot)).event == KEY and part.hat is not None
    )


CHECK = Check(
    title=N_("Glides when a key is pressed"),
    kind="praise",
    severity="medium",
    params=GlidingMotionParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} a key makes the sprite glide."),
        next=N_("Let a key make your sprite glide."),
        hints=(
            N_("Which key should make your sprite glide?"),
            N_("Look for the blocks that glide in {category:motion}."),
            N_("Put {block:motion_glideto} below {block:event_whenkeypressed}."),
        ),
        measured=N_("Blocks that glide when a key is pressed: {count}."),
    ),
    examples=(
        Example(
            shows="A key makes it glide",
            project="""
                when [space v] key pressed
                glide (1) secs to x: (0) y: (0)
            """,
            amount=1,
            places=("glide (1) secs to x: (0) y: (0)",),
            looked_at=1,
        ),
        Example(
            shows="Every glide, at any depth",
            project="""
                when [space v] key pressed
                repeat (4)
                  if <mouse down?> then
                    glide (1) secs to (mouse-pointer v)
                  else
                    glide (1) secs to (random position v)
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="The green flag is no key",
            project="""
                when green flag clicked
                glide (1) secs to (random position v)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A jump is no glide",
            project="""
                when [space v] key pressed
                go to (random position v)
            """,
            amount=0,
        ),
        Example(
            shows="An own block that a key starts is not meant",
            project="""
                define fly
                glide (1) secs to (random position v)

                when [space v] key pressed
                fly
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks glide nowhere",
            project="""
                glide (1) secs to (random position v)
            """,
            amount=0,
        ),
    ),
)
