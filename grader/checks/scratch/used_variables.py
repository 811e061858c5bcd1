"""Praises variables and lists that are put to use.

## What it looks for

Of a variable its first use: at the block that sets or changes it; when it is read, shown or hidden first, without a
block. Of a list every block that works with it.

## Why it matters

A variable is what a program remembers: a score, a name, how many lives are left. She found something to remember.

## Limits

Own blocks come first in the order of uses. `[score] of [Cat]` is no use. Where a variable and a list have one name, the
published tool LitterBox takes them for one, and says nothing of the list any more; we follow it. It praises the
ready-made `my variable` too: we report that with the quirk `ready-made`, and it never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.equality import Owned
from grader.scratch.program.grammar import LIST_BLOCKS, VARIABLE_BLOCKS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

# Blocks that are used at every place, not the first time alone, and have a place of their own.
WORKS_WITH_LIST = LIST_BLOCKS - {"data_listcontents", "data_showlist", "data_hidelist"}
CHANGES = frozenset({"data_setvariableto", "data_changevariableby"})
# Blocks whose own list comes after what is in their slots; of the last one between the two slots.
AFTER_SLOTS = frozenset(
    {"data_addtolist", "data_deleteoflist", "data_insertatlist", "data_itemoflist", "data_itemnumoflist"}
)
BETWEEN = "data_replaceitemoflist"
NAMES_DATA = VARIABLE_BLOCKS | LIST_BLOCKS


class UsedVariablesParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UsedVariablesParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every variable, and for every block that works with a list."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    uses: dict[Owned, list[Spot]] = {}
    reported: list[tuple[Owned, Spot]] = []
    variables: set[Owned] = set()
    for spot in _in_order(program):
        owned = program.owned(spot)
        if owned is None:
            continue
        before = uses.setdefault(owned, [])
        list_block = spot.opcode in LIST_BLOCKS
        if not before or (spot.opcode in WORKS_WITH_LIST and owned not in variables):
            reported.append((owned, spot))
        if not list_block:
            variables.add(owned)
        before.append(spot)
    for owned, spot in reported:
        yield _place(program, spot, uses[owned])


def _place(program: Program, spot: Spot, uses: list[Spot]) -> BlockPlace:
    if spot.opcode in WORKS_WITH_LIST:
        return program.place(spot)
    place = program.place(spot)
    # The first use stands for all of them: another one may run, or be hers.
    place = place.but(runs=any(use.runs for use in uses), hers=any(use.hers for use in uses))
    key = program.index.variable(spot)
    if key is not None and program.index.is_ready_made(key):
        place = place.but(quirk="ready-made")
    if spot.opcode in CHANGES:
        return place
    loose = spot.statement and spot.block.written is not None and spot.opcode in {"data_variable", "data_listcontents"}
    return place.but(block=spot.block.written[0] if loose and spot.block.written else None)


def _in_order(program: Program) -> Iterator[Spot]:
    """Every block that names a variable or a list, in the order in which its name is met."""
    waiting: list[tuple[Spot, Spot]] = []  # a block, and what stands before its own name
    for spot in program.walk(*NAMES_DATA):
        while waiting and not (spot is waiting[-1][1] or program.holds(waiting[-1][1], spot)):
            yield waiting.pop()[0]
        if spot.opcode in AFTER_SLOTS:
            waiting.append((spot, spot))
        elif spot.opcode == BETWEEN and isinstance(first := program.slot(spot, "INDEX"), Spot):
            waiting.append((spot, first))
        else:
            yield spot
    while waiting:
        yield waiting.pop()[0]


CHECK = Check(
    title=N_("Uses variables"),
    kind="praise",
    severity="high",
    params=UsedVariablesParams,
    observe=observe,
    words=Words(
        praise=N_("Your project remembers things with variables."),
        next=N_("Let your project remember something."),
        hints=(
            N_("What should your project remember: points, a name, lives?"),
            N_("Look in the group {category:variables}."),
            N_("Make a variable, and set it when the game starts."),
        ),
        measured=N_("Variables, and blocks that work with lists: {count}."),
    ),
    examples=(
        Example(
            shows="A variable, one time",
            project="""
                when green flag clicked
                set [score v] to (0)
                change [score v] by (1)
                say (score)
            """,
            amount=1,
            places=("set [score v] to (0)",),
            looked_at=1,
        ),
        Example(
            shows="Every block that works with a list",
            project="""
                when green flag clicked
                delete all of [names v]
                add [Dara] to [names v]
                say (item (1) of [names v])
            """,
            amount=3,
        ),
        Example(
            shows="Nothing to remember",
            project="""
                when green flag clicked
                move (10) steps
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A loose block does not count, the one that runs does",
            project="""
                set [lives v] to (3)

                set [score v] to (0)

                when green flag clicked
                change [score v] by (1)
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="The ready-made variable does not count",
            project="""
                when green flag clicked
                set [my variable v] to (0)
            """,
            amount=0,
        ),
    ),
)
