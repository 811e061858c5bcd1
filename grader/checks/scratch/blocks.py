"""Uses the blocks the rubric asks for.

## What it looks for

Blocks of the kinds in `any_of`: opcodes (`motion_movesteps`) or whole categories (`motion`). Without `any_of` every
block counts. More can be asked of them: standing in a loop, in a condition, in certain sprites, started by certain
events, or holding something. With `different` two of the same kind count as one.

## Why it matters

A rubric of a week is often about a few blocks that were new in that week. What counts is that they do something:
blocks that nothing starts earn nothing, however many there are.

## Limits

The check does not know whether a block does anything useful where it stands. `in_condition` takes both the question
of a condition and what it decides about. A block that uses the ready-made `my variable` never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import Blocks, BlocksOrCategories, Names, around, best
from grader.scratch.index import ScratchIndex, Spot
from grader.scratch.opcodes import LOOPS, category

ASKING = frozenset({"control_if", "control_if_else", "control_wait_until", "control_repeat_until"})


class BlocksParams(Params):
    """Which blocks, and where they must stand."""

    any_of: BlocksOrCategories = ()
    in_loop: bool = False
    in_condition: bool = False
    sprites: Names = ()
    started_by: Blocks = ()
    not_empty: bool = False
    different: bool = False


def observe(index: ScratchIndex, params: BlocksParams) -> Observation:
    """Every block asked for that stands where it must."""
    loops, conditions = around(LOOPS), around(ASKING)
    places = []
    for spot in _asked(index, params):
        beside: list[Spot] = []
        if params.in_loop:
            loop = loops.nearest(spot)
            if loop is None:
                continue
            beside.append(loop)
        if params.in_condition:
            condition = conditions.nearest(spot)
            if condition is None:
                continue
            beside.append(condition)
        if params.not_empty:
            held = _held(index, spot)
            if held is None:
                continue
            beside.append(held)
        places.append(index.place(spot, *beside, counts_as=spot.opcode if params.different else None))
    return Observation(tuple(places), looked_at=len(index.spots))


def _asked(index: ScratchIndex, params: BlocksParams) -> Iterator[Spot]:
    found = index.spots
    if params.any_of:
        asked = frozenset(params.any_of)
        found = index.of(*(name for name in index.opcodes if name in asked or category(name) in asked))
    sprites = frozenset(params.sprites)
    started = _Started(index, frozenset(params.started_by))
    for spot in found:
        if sprites and spot.target.name not in sprites:
            continue
        if params.started_by and not started.holds(spot):
            continue
        variable = index.variable(spot)
        if variable is None or not index.is_ready_made(variable):
            yield spot


class _Started:
    """Whether one of the hats can start the script of a block; asked once a script."""

    def __init__(self, index: ScratchIndex, hats: frozenset[str]) -> None:
        self._index = index
        self._hats = hats
        self._known: dict[int, bool] = {}

    def holds(self, spot: Spot) -> bool:
        script = self._index.script_of(spot)
        if script.first not in self._known:
            self._known[script.first] = not self._hats.isdisjoint(self._index.started_by(script))
        return self._known[script.first]


def _held(index: ScratchIndex, spot: Spot) -> Spot | None:
    """What the block holds or starts: a statement of its bodies, or of a hat the one below."""
    held = (*index.body(spot), *index.body(spot, "SUBSTACK2"))
    if spot is index.script_of(spot).hat:
        held = index.following(spot)
    return best(held)


CHECK = Check(
    title=N_("Uses these blocks"),
    kind="count",
    params=BlocksParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you used blocks of this kind."),
        next=N_("Add one more block of this kind to a script."),
        hints=(
            N_("Which block could do what you want here?"),
            N_("Look through the groups of blocks on the left."),
            N_("Join the new block to a script that starts."),
        ),
        measured=N_("Blocks of this kind that can run: {count}."),
    ),
    examples=(
        Example(
            shows="Blocks that run count, one by one",
            project="""
                when green flag clicked
                move (10) steps
                move (10) steps
                say [Hello]
            """,
            params={"any_of": ["motion_movesteps"]},
            amount=2,
            places=("move (10) steps", "move (10) steps"),
        ),
        Example(
            shows="A whole category, each kind of block once",
            project="""
                when green flag clicked
                move (10) steps
                move (20) steps
                turn cw (15) degrees
                say [Hello]
            """,
            params={"any_of": ["motion"], "different": True},
            amount=2,
        ),
        Example(
            shows="Nothing starts these blocks, so they earn nothing",
            project="""
                move (10) steps
                move (10) steps
            """,
            params={"any_of": ["motion_movesteps"]},
            amount=0,
            loose=2,
        ),
        Example(
            shows="Only the block in the loop stands in a loop",
            project="""
                when green flag clicked
                move (10) steps
                forever
                  move (1) steps
                end
            """,
            params={"any_of": ["motion_movesteps"], "in_loop": True},
            amount=1,
            places=("move (1) steps",),
        ),
        Example(
            shows="An empty loop holds nothing",
            project="""
                when green flag clicked
                repeat (10)
                end
                repeat (4)
                  move (1) steps
                end
            """,
            params={"any_of": ["control_repeat"], "not_empty": True},
            amount=1,
        ),
        Example(
            shows="A question of a condition stands in a condition",
            project="""
                when green flag clicked
                if <mouse down?> then
                  say [Hi]
                end
                say (mouse x)
            """,
            params={"any_of": ["sensing"], "in_condition": True},
            amount=1,
        ),
        Example(
            shows="A message carries the start on: the key press starts the second script too",
            project="""
                when [space v] key pressed
                broadcast (go v)

                when I receive [go v]
                move (10) steps
            """,
            params={"any_of": ["motion_movesteps"], "started_by": ["event_whenkeypressed"]},
            amount=1,
        ),
        Example(
            shows="Started by something else",
            project="""
                when green flag clicked
                move (10) steps
            """,
            params={"any_of": ["motion_movesteps"], "started_by": ["event_whenkeypressed"]},
            amount=0,
        ),
        Example(
            shows="Only the blocks of one sprite",
            project="""
                sprite "Cat"

                when green flag clicked
                move (10) steps

                sprite "Dog"

                when green flag clicked
                move (20) steps
            """,
            params={"any_of": ["motion"], "sprites": ["Dog"]},
            amount=1,
            places=("move (20) steps",),
        ),
        Example(
            shows="The ready-made variable earns nothing",
            project="""
                when green flag clicked
                set [my variable v] to (0)
            """,
            params={"any_of": ["data_setvariableto"]},
            amount=0,
        ),
    ),
)
