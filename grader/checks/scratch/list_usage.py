"""Praises blocks that work with a list.

## What it looks for

`add`, `delete`, `delete all`, `insert`, `replace`, `show list` and `hide list`, at any depth. One place a block.

## Why it matters

A list remembers many things in order: names, scores, what was picked. It is the first collection a programmer meets.

## Limits

Blocks that read a list do not count: the list itself, `item of`, `item #`, `length of`, `contains`.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import LIST_CHANGES

WORKS = (*sorted(LIST_CHANGES), "data_showlist", "data_hidelist")


class ListUsageParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ListUsageParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block that changes, shows or hides a list."""
    program = index.program
    return program.observation(program.place(spot) for spot in program.of(*WORKS))


CHECK = Check(
    title=N_("Works with a list"),
    kind="praise",
    severity="high",
    params=ListUsageParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} your project works with a list."),
        next=N_("Keep many things together in a list."),
        hints=(
            N_("Which things belong together in your project?"),
            N_("Look for the button that makes a list in {category:variables}."),
            N_("Make a list, and put something in with {block:data_addtolist}."),
        ),
        measured=N_("Blocks that change, show or hide a list: {count}."),
    ),
    examples=(
        Example(
            shows="A list is emptied and filled",
            project="""
                when green flag clicked
                delete all of [names v]
                add [Dara] to [names v]
            """,
            amount=2,
            places=("delete all of [names v]", "add [Dara] to [names v]"),
            looked_at=1,
        ),
        Example(
            shows="Each of the seven blocks counts",
            project="""
                when green flag clicked
                add [Dara] to [names v]
                delete (1) of [names v]
                delete all of [names v]
                insert [Sok] at (1) of [names v]
                replace item (1) of [names v] with [Mony]
                show list [names v]
                hide list [names v]
            """,
            amount=7,
        ),
        Example(
            shows="Reading a list does not count",
            project="""
                when green flag clicked
                say (item (1) of [names v])
                say (length of [names v])
                say (names :: list)
                wait until <[names v] contains [Dara]?>
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Inside a loop it counts one time",
            project="""
                when green flag clicked
                repeat (10)
                  add [Dara] to [names v]
                end
            """,
            amount=1,
        ),
        Example(
            shows="Loose blocks work with nothing",
            project="""
                add [Dara] to [names v]
            """,
            amount=0,
            loose=1,
        ),
    ),
)
