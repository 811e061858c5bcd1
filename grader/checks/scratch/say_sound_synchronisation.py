"""Praises a sprite that shows what it says for as long as it is heard.

## What it looks for

One after the other, with nothing between: one or more `say []`, one or more `play sound [] until done`, and a `say []`
with nothing in it. One place at that last one.

## Why it matters

The words appear, the voice speaks them, the words go away. She made text and sound fit together.

## Limits

What is in a loop or an `if` is not looked at. `say [] for [] seconds` breaks the row. The published tool LitterBox does
not begin anew with each script: what one ends with may complete, or spoil, the first row of another one. Where the
order of scripts decides, we report with the quirk `across-scripts`, and it never counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

SAY = "looks_say"
PLAY = "sound_playuntildone"

Marks = tuple[bool, bool]  # something is said; a sound was played after that
NOTHING: Marks = (False, False)
STARTS: tuple[Marks, ...] = (NOTHING, (True, False), (True, True))
Ends = tuple[Marks, ...]  # by the marks a script starts with (as STARTS): those it ends with


class SaySoundSynchronisationParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: SaySoundSynchronisationParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every empty `say` that ends such a row, completed by the sound before it."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if PLAY not in program.by_opcode or SAY not in program.by_opcode:
        return
    marks = NOTHING
    met: list[tuple[Part, Spot]] = []
    for part in program.parts:
        closing, marks = _through(program, part, marks)
        met += [(part, spot) for spot in closing]
    if met:
        surely = _whatever_comes_before(program, dict.fromkeys(part for part, _ in met))
        for _, spot in met:
            quirk = None if spot in surely else "across-scripts"
            yield program.place(spot, *filter(None, (program.previous(spot),)), quirk=quirk)


def _through(program: Program, part: Part, marks: Marks) -> tuple[list[Spot], Marks]:
    """The rows that end in a part when it starts with these marks, and the marks it leaves."""
    said, played = marks
    closing: list[Spot] = []
    for spot in part.top:
        opcode = spot.block.opcode
        if opcode == PLAY:
            played = said
        elif opcode == SAY and said and played:
            if program.text(spot, "MESSAGE") == "":
                closing.append(spot)
            said, played = NOTHING
        else:
            said, played = opcode == SAY, False
    return closing, (said, played)


def _whatever_comes_before(program: Program, parts: dict[Part, None]) -> set[Spot]:
    """The rows of these parts that end there in every order of all scripts."""
    ends = {part: tuple(_through(program, part, start)[1] for start in STARTS) for part in program.parts}
    many = Counter(ends.values())
    found: set[Spot] = set()
    for part in parts:
        others = [one for one in many if many[one] > (one == ends[part])]
        each = [set(_through(program, part, start)[0]) for start in _reached(others)]
        found |= set.intersection(*each)
    return found


def _reached(others: list[Ends]) -> set[Marks]:
    """The marks with which scripts can start after these in some order; nothing, when it is the first."""
    reached = {NOTHING}
    waiting = [NOTHING]
    while waiting:
        start = STARTS.index(waiting.pop())
        new = {ends[start] for ends in others} - reached
        reached |= new
        waiting += new
    return reached


CHECK = Check(
    title=N_("Words and sound together"),
    kind="praise",
    severity="high",
    params=SaySoundSynchronisationParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} words and sound fit together."),
        next=N_("Let words stay for as long as the sound plays."),
        hints=(
            N_("What does your sprite say while its sound plays?"),
            N_("Look in {category:sound} for {block:sound_playuntildone}."),
            N_("Put an empty {block:looks_say} below {block:sound_playuntildone}."),
        ),
        measured=N_("Words that stay for as long as a sound: {count}."),
    ),
    examples=(
        Example(
            shows="The words stay while the sound plays",
            project="""
                when green flag clicked
                say [Hello!]
                play sound (hello v) until done
                say []
            """,
            amount=1,
            places=("say []",),
            looked_at=1,
        ),
        Example(
            shows="The words stay after it",
            project="""
                when green flag clicked
                say [Hello!]
                play sound (hello v) until done
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Many words, many sounds, and the first may be empty",
            project="""
                when green flag clicked
                say []
                say (answer)
                play sound (hello v) until done
                play sound (meow v) until done
                say []
                say [Bye!]
                play sound (bye v) until done
                say []
            """,
            amount=2,
        ),
        Example(
            shows="What ends the row has words in it",
            project="""
                when green flag clicked
                say [Hello!]
                play sound (hello v) until done
                say [Bye!]
                say []
            """,
            amount=0,
        ),
        Example(
            shows="A block between them breaks the row",
            project="""
                when green flag clicked
                say [Hello!]
                play sound (hello v) until done
                next costume
                say []

                when this sprite clicked
                say [Hello!] for (2) seconds
                play sound (hello v) until done
                say []
            """,
            amount=0,
        ),
        Example(
            shows="A sound before the words does not count",
            project="""
                when green flag clicked
                play sound (hello v) until done
                say [Hello!]
                say []
            """,
            amount=0,
        ),
        Example(
            shows="In a loop it is not looked at",
            project="""
                when green flag clicked
                repeat (2)
                  say [Hello!]
                  play sound (hello v) until done
                  say []
                end
            """,
            amount=0,
        ),
        Example(
            shows="A row over two scripts is none",
            project="""
                when green flag clicked
                say [Hello!]
                play sound (hello v) until done

                when this sprite clicked
                say []
            """,
            amount=0,
        ),
        Example(
            shows="Another script could spoil the row: the order decides, it does not count",
            project="""
                when green flag clicked
                say [Hello!]
                play sound (hello v) until done
                say []

                when this sprite clicked
                say [Ouch!]
                play sound (meow v) until done
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks do not run",
            project="""
                say [Hello!]
                play sound (hello v) until done
                say []
            """,
            amount=0,
            loose=1,
        ),
    ),
)
