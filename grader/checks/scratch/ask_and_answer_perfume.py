"""Praises a question whose answer is used.

## What it looks for

An `ask and wait`, and later in the same script or own block an `answer`, before the next question. One place a question
whose answer is used.

## Why it matters

The project talks with the person who plays: it asks for a name, and greets her by it.

## Limits

Later means further down; both parts of an `if else` are read one after the other. An `answer` inside the question that
is being asked counts too. For the published tool LitterBox a question stays open until the next script begins. So it
takes the `answer` of another own block for its own: we report that with the quirk `open-question`, in the sprite of
that answer, and it never counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

ASK, ANSWER = "sensing_askandwait", "sensing_answer"


class AskAndAnswerPerfumeParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: AskAndAnswerPerfumeParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every question whose answer is used, completed by that answer."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if ASK not in program.by_opcode or ANSWER not in program.by_opcode:
        return
    talks: dict[Part, list[Spot]] = {}
    for spot in program.of(ASK, ANSWER):
        talks.setdefault(program.part_of(spot), []).append(spot)
    still_open: Spot | None = None  # a question of an earlier part
    for part in program.parts:
        if not part.definition:
            still_open = None
        talk = talks.get(part)
        if talk is None:
            continue
        if still_open is not None and talk[0].opcode == ANSWER:
            yield program.place(still_open, talk[0], quirk="open-question").but(sprite=part.target.name)
        yield from _answered(program, talk)
        still_open = talk[-1] if talk[-1].opcode == ASK else None


def _answered(program: Program, talk: Sequence[Spot]) -> Iterator[BlockPlace]:
    """The questions of one part that are followed by an answer.

    One counts when a question and an answer after it can run, even where one that cannot stands between: so nothing
    that is taken away makes the rest count more.
    """
    question: Spot | None = None
    running: Spot | None = None  # the last question that can run, until an answer that can run
    found: BlockPlace | None = None
    for spot in talk:
        if spot.opcode == ASK:
            question = spot
            running = spot if spot.runs else running
            continue
        if question is not None:
            if found is not None:
                yield found
            found = program.place(question, spot)
            question = None
        if running is not None and spot.runs and found is not None:
            hers = found.hers or running.hers or spot.hers
            found = found.but(runs=True, hers=hers)
            running = None
    if found is not None:
        yield found


CHECK = Check(
    title=N_("Asks, and uses the answer"),
    kind="praise",
    severity="low",
    params=AskAndAnswerPerfumeParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you ask something, and use the answer."),
        next=N_("Ask something, and use the answer."),
        hints=(
            N_("What would you like to ask the person who plays?"),
            N_("Look for the block that asks in {category:sensing}."),
            N_("After {block:sensing_askandwait} put {block:sensing_answer} into {block:looks_say}."),
        ),
        measured=N_("Questions whose answer is used: {count}."),
    ),
    examples=(
        Example(
            shows="The answer is used",
            project="""
                when green flag clicked
                ask [What is your name?] and wait
                say (join [Hello ] (answer))
            """,
            amount=1,
            places=("ask [What is your name?] and wait",),
            looked_at=1,
        ),
        Example(
            shows="The answer is not used",
            project="""
                when green flag clicked
                ask [What is your name?] and wait
                say [Hello]
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Two questions and one answer: the later one",
            project="""
                when green flag clicked
                ask [What is your name?] and wait
                ask [How old are you?] and wait
                say (answer)
            """,
            amount=1,
            places=("ask [How old are you?] and wait",),
        ),
        Example(
            shows="An answer that is used twice counts one time",
            project="""
                when green flag clicked
                ask [What is your name?] and wait
                say (answer)
                think (answer)
            """,
            amount=1,
        ),
        Example(
            shows="The answer comes before the question",
            project="""
                when green flag clicked
                say (answer)
                ask [What is your name?] and wait
            """,
            amount=0,
        ),
        Example(
            shows="An answer in another script does not count",
            project="""
                when green flag clicked
                ask [What is your name?] and wait

                when this sprite clicked
                say (answer)
            """,
            amount=0,
        ),
        Example(
            shows="In the question itself, and in both parts of an if else",
            project="""
                when green flag clicked
                ask (join [Not ] (answer)) and wait
                if <mouse down?> then
                  ask [What is your name?] and wait
                else
                  say (answer)
                end
            """,
            amount=2,
        ),
        Example(
            shows="The answer in another own block does not count",
            project="""
                define greet
                ask [What is your name?] and wait

                define thank
                say (answer)

                when green flag clicked
                greet
                thank
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks ask nobody",
            project="""
                ask [What is your name?] and wait
                say (answer)
            """,
            amount=0,
            loose=1,
        ),
    ),
)
