"""Praises a question inside a question.

## What it looks for

An `if` or `if else` with an `if` or `if else` directly in one of its branches. What stands directly in a place is none
itself: of four questions in each other the first and the third are places.

## Why it matters

First: do they touch? Then: is there a life left? One question leads to the next, and the sprite does the right thing.

## Limits

A loop between two of them begins anew. The published tool LitterBox takes an equal copy in the same sprite for the
place itself, if it read that one before, and says nothing of what is in it. Where this order decides, we report with
the quirk `equal-copy`, and it never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.every_other import every_other
from grader.scratch.program.grammar import IFS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot


class NestedConditionalChecksParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: NestedConditionalChecksParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every question with a question directly in it, completed by that one."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    held: dict[Spot, list[Spot]] = {}
    asks = program.walk(*IFS)
    for spot in asks:
        parent = spot.parent
        if parent is not None and parent.block.opcode in IFS:
            held.setdefault(parent, []).append(spot)
    if held:
        for spot, quirk in every_other(program, [spot for spot in asks if spot in held]):
            yield program.place(spot, best(held[spot]) or spot, quirk=quirk)


CHECK = Check(
    title=N_("A question inside a question"),
    kind="praise",
    severity="medium",
    params=NestedConditionalChecksParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} one question leads to the next."),
        next=N_("Let one question lead to another one."),
        hints=(
            N_("What do you want to know next when the answer is yes?"),
            N_("Look in {category:control} for {block:control_if_else}."),
            N_("Put one {block:control_if} inside another one."),
        ),
        measured=N_("Questions with a question inside: {count}."),
    ),
    examples=(
        Example(
            shows="One question leads to the next",
            project="""
                when green flag clicked
                if <touching (edge v)?> then
                  if <(lives) > (0)> then
                    hide
                  end
                end
            """,
            amount=1,
            looked_at=1,
        ),
        Example(
            shows="Two questions side by side",
            project="""
                when green flag clicked
                if <touching (edge v)?> then
                  hide
                end
                if <(lives) > (0)> then
                  show
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="In the else, and one place for two of them",
            project="""
                when green flag clicked
                if <mouse down?> then
                  if <touching (edge v)?> then
                  end
                else
                  if <(lives) > (0)> then
                  else
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="Three in each other are one place",
            project="""
                when green flag clicked
                if <(1) = (1)> then
                  if <(2) = (2)> then
                    if <(3) = (3)> then
                    end
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="Four in each other are two places",
            project="""
                when green flag clicked
                if <(1) = (1)> then
                  if <(2) = (2)> then
                    if <(3) = (3)> then
                      if <(4) = (4)> then
                      end
                    end
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="A loop between two begins anew",
            project="""
                when green flag clicked
                if <(1) = (1)> then
                  if <(2) = (2)> then
                    repeat (10)
                      if <(3) = (3)> then
                        if <(4) = (4)> then
                        end
                      end
                    end
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="In a loop in it there is none directly",
            project="""
                when green flag clicked
                if <(1) = (1)> then
                  repeat (10)
                    if <(2) = (2)> then
                    end
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="An equal copy hides what is in it",
            project="""
                when green flag clicked
                if <(2) = (2)> then
                  if <(3) = (3)> then
                    if <(4) = (4)> then
                    end
                  end
                end
                if <(1) = (1)> then
                  if <(2) = (2)> then
                    if <(3) = (3)> then
                      if <(4) = (4)> then
                      end
                    end
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="An equal copy that comes later: the order decides, it does not count",
            project="""
                when green flag clicked
                if <(1) = (1)> then
                  if <(2) = (2)> then
                    if <(3) = (3)> then
                      if <(4) = (4)> then
                      end
                    end
                  end
                end
                if <(2) = (2)> then
                  if <(3) = (3)> then
                    if <(4) = (4)> then
                    end
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="Loose blocks do not run",
            project="""
                if <mouse down?> then
                  if <touching (edge v)?> then
                  end
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
