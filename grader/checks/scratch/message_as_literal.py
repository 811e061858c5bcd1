"""Finds names of messages that were typed as a text, and never sent.

## What it looks for

A message that no block sends, and a text that is its very name: in a block, as the value of a variable, as an item of
a list. One place a text; two in one block are two.

## Why it matters

`say [game over]` says the words, and nothing more happens. Perhaps she wanted to send the message: `broadcast` does
that.

## Limits

Capitals count. A `when I receive` hat does not send. Now and then the words themselves are meant. The published tool
LitterBox names the last sprite of the project whatever sprite the text is in, and so do we. To it settings are texts,
too: the name of each one that a sprite has (`x`, `size`), twice, and what is set (`all around`, `on`); we report that
with the quirk `setting`. A sprite that is chosen in `touching` is a text to it as well (quirk `chosen-name`). These
never count. In a project without any blocks it does not look.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Typed
from grader.scratch.program.grammar import SENDS
from grader.scratch.program.program import Program


class MessageAsLiteralParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MessageAsLiteralParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every text that is the name of a message nobody sends; all of them in the last sprite."""
    program = index.program
    messages = {message for target in program.targets for message in target.messages}
    unsent = messages - program.sent.keys() if messages and program.parts else ()
    if not unsent:
        return program.observation(())
    last = program.targets[-1].name
    found = (*_at_the_start(program, unsent), *_in_settings(program, unsent), *_in_code(program, unsent))
    return program.observation(place.but(sprite=last) for place in found)


def _at_the_start(program: Program, unsent: Collection[str]) -> Iterator[BlockPlace]:
    for declared in program.declared:
        variable = declared.variable
        if isinstance(variable.value, tuple):
            texts: tuple[str, ...] = variable.value
        else:
            texts = (variable.value,) if variable.held == "text" else ()
        for text in texts:
            if text in unsent:
                yield program.declared_place(declared)


def _in_settings(program: Program, unsent: Collection[str]) -> Iterator[BlockPlace]:
    for target in program.targets:
        for name, value in target.settings:
            # Its name where the setting is declared and where it gets its value, and then the value.
            for text in (name, name, value):
                if text is not None and text in unsent:
                    yield program.target_place(target, text=text, quirk="setting")


def _in_code(program: Program, unsent: Collection[str]) -> Iterator[BlockPlace]:
    for found in program.texts:
        if found.text in unsent and found.spot.opcode not in SENDS:
            typed = type(found.spot.block.inputs.get(found.slot)) is Typed
            yield found.place(program, quirk=None if typed else "chosen-name")


CHECK = Check(
    title=N_("Names of messages typed as text"),
    kind="problem",
    severity="high",
    params=MessageAsLiteralParams,
    observe=observe,
    words=Words(
        praise=N_("You send messages, and do not type their names."),
        next=N_("In {where}: this text is a message. Send it."),
        hints=(
            N_("Should Scratch say this word, or send the message?"),
            N_("Look at {where}. Which message has the same name?"),
            N_("Send the message with {block:event_broadcast}."),
        ),
        measured=N_("Names of messages typed as text: {count}."),
    ),
    examples=(
        Example(
            shows="It says the message, and nobody sends it",
            project="""
                when green flag clicked
                say [game over]

                when I receive [game over v]
                hide
            """,
            amount=1,
            places=("say [game over]",),
            looked_at=1,
        ),
        Example(
            shows="The message is sent",
            project="""
                when green flag clicked
                say [game over]
                broadcast (game over v)

                when I receive [game over v]
                hide
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Two texts in one block, and in a question",
            project="""
                stage
                message "start"

                sprite "Cat"

                when green flag clicked
                say (join [start] [start])
                if <(answer) = [start]> then
                  hide
                end
            """,
            amount=3,
        ),
        Example(
            shows="Capitals count",
            project="""
                stage
                message "start"

                sprite "Cat"

                when green flag clicked
                say [Start]
                broadcast (Start v)
            """,
            amount=0,
        ),
        Example(
            shows="A block that sends it with capitals sends another message",
            project="""
                stage
                message "start"

                sprite "Cat"

                when green flag clicked
                say [start]
                broadcast (Start v)
            """,
            amount=1,
        ),
        Example(
            shows="The value of a variable, and items of a list",
            project="""
                stage
                message "start"
                variable state = "start"
                list words = "start", "stop", "start"

                sprite "Cat"

                when green flag clicked
                show
            """,
            amount=3,
            places=("state", "words", "words"),
        ),
        Example(
            shows="Names are no texts: variables, costumes, sprites",
            project="""
                stage
                message "start"

                sprite "Cat"

                when green flag clicked
                set [start v] to (0)
                switch costume to (start v)
                go to (start v)
            """,
            amount=0,
        ),
        Example(
            shows="A sprite chosen in touching is never counted",
            project="""
                stage
                message "Mango"

                sprite "Cat"

                when green flag clicked
                wait until <touching (Mango v)?>
            """,
            amount=0,
        ),
        Example(
            shows="Own blocks and loose ones are looked at",
            project="""
                stage
                message "start"

                sprite "Cat"

                define greet
                say [start]

                think [start]
            """,
            amount=2,
            loose=2,
        ),
        Example(
            shows="Without any blocks nothing is looked at",
            project="""
                stage
                message "start"
                variable state = "start"
            """,
            amount=0,
        ),
    ),
)
