"""Finds answers to a question that nobody asks.

## What it looks for

The reporter `answer`, in a project in which no sprite has `ask and wait`. One place an `answer`.

## Why it matters

Before a question was asked, `answer` is empty. The player has no place to type.

## Limits

One `ask and wait` in any sprite is enough, even one that lies loose. The published tool LitterBox names the last sprite
of the project whatever sprite the block is in, and so do we.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class MissingAskParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingAskParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every answer, where nothing is asked."""
    program = index.program
    answers = () if "sensing_askandwait" in program.by_opcode else program.walk("sensing_answer")
    return program.observation(program.place(spot).but(sprite=program.targets[-1].name) for spot in answers)


CHECK = Check(
    title=N_("Answers without a question"),
    kind="problem",
    severity="medium",
    params=MissingAskParams,
    observe=observe,
    words=Words(
        praise=N_("Every answer has its question."),
        next=N_("In {where}: ask the player something first."),
        hints=(
            N_("What should your project ask the player?"),
            N_("Look in {category:sensing} for {block:sensing_askandwait}."),
            N_("Put {block:sensing_askandwait} above the block with {block:sensing_answer}."),
        ),
        measured=N_("Answers without a question: {count}."),
    ),
    examples=(
        Example(
            shows="Nobody asks",
            project="""
                when green flag clicked
                say (answer)
            """,
            amount=1,
            places=("(answer)",),
            looked_at=1,
        ),
        Example(
            shows="Asked before",
            project="""
                when green flag clicked
                ask [What's your name?] and wait
                say (answer)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Each answer is one place",
            project="""
                when green flag clicked
                say (join (answer) (answer))
                if <(answer) = [yes]> then
                  hide
                end
            """,
            amount=3,
        ),
        Example(
            shows="Any sprite may ask",
            project="""
                sprite "Cat"

                when green flag clicked
                say (answer)

                sprite "Mango"

                when this sprite clicked
                ask [Ready?] and wait
            """,
            amount=0,
        ),
        Example(
            shows="A question that lies loose is one, too",
            project="""
                when green flag clicked
                say (answer)

                ask [Ready?] and wait
            """,
            amount=0,
        ),
        Example(
            shows="An answer in an own block, and one that lies alone",
            project="""
                define greet
                say (answer)

                (answer)
            """,
            amount=2,
            loose=2,
            looked_at=0,
        ),
    ),
)
