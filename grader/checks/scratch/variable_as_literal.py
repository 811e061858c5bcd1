"""Finds names of variables that were typed as a text.

## What it looks for

A text that is the very name of a variable or list: one for all sprites, or one of that same sprite. One place a text;
two in one block are two.

## Why it matters

`say [score]` says the word "score". She wanted to hear the number: the orange block `score` belongs there.

## Limits

Capitals count. Texts are what is typed, also as an input of an own block. Names of messages and what is chosen from a
menu are none. A number is a text in slots for texts alone: `say [10]`, not `set size to (10)`. A variable that a block
uses and nobody made is one for all sprites. Now and then the word itself is meant: `say [score]` as a heading. The
published tool LitterBox takes a sprite that is chosen in `touching` for a text, too; we report that with the quirk
`chosen-name`, and it never counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Target, Typed
from grader.scratch.program.grammar import LIST_BLOCKS, SENDS, VARIABLE_BLOCKS
from grader.scratch.program.names import STAGE
from grader.scratch.program.program import Program

NAMES_DATA = VARIABLE_BLOCKS | LIST_BLOCKS


class VariableAsLiteralParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: VariableAsLiteralParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every text that is the name of a variable or list the sprite can use."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    texts = {found.text for found in program.texts}
    shared, own = _shared(program, texts), _own(program, texts)
    if not shared and not own:
        return
    for found in program.texts:
        text, spot = found.text, found.spot
        if (text in shared or text in own.get(spot.target, ())) and spot.opcode not in SENDS:
            typed = type(spot.block.inputs.get(found.slot)) is Typed
            yield found.place(program, quirk=None if typed else "chosen-name")


def _shared(program: Program, texts: Collection[str]) -> set[str]:
    """Of these texts the names for all sprites: what the stage declares, and what blocks use and nobody declares."""
    names = {it.variable.name for it in program.declared if it.target.stage and it.variable.name in texts}
    for opcode in NAMES_DATA:
        for spot in program.by_opcode.get(opcode, ()):
            block = spot.block
            name = block.written[1] if block.written else block.fields.get("VARIABLE", block.fields.get("LIST", ""))
            if name in texts and name not in names and program.owned(spot) == (STAGE, name):
                names.add(name)
    return names


def _own(program: Program, texts: Collection[str]) -> Mapping[Target, set[str]]:
    """Of these texts the names that sprites declare for themselves."""
    names: dict[Target, set[str]] = {}
    for it in program.declared:
        if not it.target.stage and it.variable.name in texts:
            names.setdefault(it.target, set()).add(it.variable.name)
    return names


CHECK = Check(
    title=N_("Names of variables typed as text"),
    kind="problem",
    severity="high",
    params=VariableAsLiteralParams,
    observe=observe,
    words=Words(
        praise=N_("You use variables as blocks, not as typed words."),
        next=N_("In {where}: use the variable block, not its typed name."),
        hints=(
            N_("Should Scratch say the name, or what is in it?"),
            N_("Look at {where}. Which typed word is a variable's name?"),
            N_("Drag the block from {category:variables} over the typed word."),
        ),
        measured=N_("Names of variables typed as text: {count}."),
    ),
    examples=(
        Example(
            shows="The word, not what the variable holds",
            project="""
                when green flag clicked
                set [score v] to (0)
                say [score]
            """,
            amount=1,
            places=("say [score]",),
            looked_at=1,
        ),
        Example(
            shows="The variable itself",
            project="""
                when green flag clicked
                set [score v] to (0)
                say (score)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="In a question, in a join, with the name of a list",
            project="""
                when green flag clicked
                set [score v] to (0)
                add [Dara] to [names v]
                if <[score] > (10)> then
                  say (join [names] [!])
                end
            """,
            amount=2,
            places=("<[score] > (10)>", "(join [names] [!])"),
        ),
        Example(
            shows="Two inputs of an own block",
            project="""
                define show (first) (second)

                when green flag clicked
                set [score v] to (0)
                show [score] [score]
            """,
            amount=2,
        ),
        Example(
            shows="Capitals count, and the whole text must be the name",
            project="""
                when green flag clicked
                set [score v] to (0)
                say [Score]
                say [my score]
            """,
            amount=0,
        ),
        Example(
            shows="Messages and what is chosen from a menu are no texts",
            project="""
                when green flag clicked
                set [score v] to (0)
                broadcast (score v)
                switch costume to (score v)
            """,
            amount=0,
        ),
        Example(
            shows="A variable of another sprite is not meant",
            project="""
                sprite "Cat"
                variable lives = 3

                when green flag clicked
                say [lives]

                sprite "Mango"

                when green flag clicked
                say [lives]
            """,
            amount=1,
        ),
        Example(
            shows="A name that is a number is a text in slots for texts",
            project="""
                when green flag clicked
                set [10 v] to (10)
                say [10]
                set size to (10) %
            """,
            amount=1,
            places=("say (10)",),
        ),
        Example(
            shows="A sprite chosen in touching is never counted",
            project="""
                when green flag clicked
                set [Mango v] to (0)
                wait until <touching (Mango v)?>
            """,
            amount=0,
        ),
        Example(
            shows="In own blocks and loose ones, too",
            project="""
                define show
                say [score]

                set [score v] to (0)
                think [score]
            """,
            amount=2,
            loose=2,
            looked_at=0,
        ),
    ),
)
