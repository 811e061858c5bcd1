"""Finds loose blocks that nothing starts.

## What it looks for

Each stack of blocks without a hat on top, and each reporter that lies alone: one place a stack, at its first block.

## Why it matters

Loose blocks do nothing. A friend who reads the code cannot know whether they were forgotten or are still needed.

## Limits

A script whose event never happens, and blocks behind a `forever` or a stop, are not meant here. The published tool
LitterBox reads the hats of most extensions as ordinary blocks; we report these with the quirk `extension-hat`, and
they never count.
"""

from __future__ import annotations

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import her_running_scripts
from grader.scratch.index import ScratchIndex, ScriptSpot
from grader.scratch.opcodes import table

HATS = frozenset(
    {
        "event_whenflagclicked", "event_whenkeypressed", "event_whenstageclicked", "event_whenthisspriteclicked",
        "event_whenbroadcastreceived", "event_whenbackdropswitchesto", "event_whengreaterthan",
        "control_start_as_clone", "procedures_definition",
    }
)  # fmt: skip
DATA = frozenset({"data_variable", "data_listcontents"})
KNOWN = frozenset(
    {
        "motion", "looks", "sound", "events", "control", "sensing", "operators", "variables", "myblocks", "pen",
        "music", "text2speech", "translate",
    }
)  # fmt: skip


class DeadCodeParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: DeadCodeParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every loose stack, at its first block."""
    places = [_place(index, script) for script in index.scripts if script.hat is None or script.hat.opcode not in HATS]
    return Observation(tuple(places), looked_at=her_running_scripts(index))


def _place(index: ScratchIndex, script: ScriptSpot) -> BlockPlace:
    first = script.spots[0]
    place = index.place(first).but(hers=script.hers)
    if script.hat is not None:
        return place.but(quirk="extension-hat")
    return place.but(block=None) if _nameless(first.opcode) else place


def _nameless(opcode: str) -> bool:
    """The published tool gives no id for these: variables and lists, and blocks that it does not know."""
    known = table().blocks.get(opcode)
    return opcode in DATA or known is None or known.hidden or known.category not in KNOWN


CHECK = Check(
    title=N_("Loose blocks"),
    kind="problem",
    severity="high",
    params=DeadCodeParams,
    observe=observe,
    words=Words(
        praise=N_("No loose blocks. A friend can read your code."),
        next=N_("Join these blocks to a script, or put them away: {where}."),
        hints=(
            N_("Which blocks does nothing start?"),
            N_("Look for blocks without a yellow block on top."),
            N_("Drag them back to the left side to put them away."),
        ),
        measured=N_("Loose stacks of blocks: {count}."),
    ),
    examples=(
        Example(
            shows="A loose stack, at its first block",
            project="""
                when green flag clicked
                move (10) steps

                say [Hello]
                move (10) steps
            """,
            amount=1,
            places=("say [Hello]",),
            loose=1,
            looked_at=1,
        ),
        Example(
            shows="A reporter that lies alone",
            project="""
                (x position)
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
        Example(
            shows="Everything has a hat",
            project="""
                define jump
                change y by (10)

                when green flag clicked
                jump
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="A script that waits for a message nobody sends is not loose",
            project="""
                when I receive [go v]
                say [Hi]
            """,
            amount=0,
            looked_at=0,
        ),
    ),
)
