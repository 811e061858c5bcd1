"""Decides with a condition.

## What it looks for

`if` and `if else` blocks with a question in the hexagon and something inside. `condition_any_of` asks for certain
blocks in the question, at any depth. `inside_loop_or_event` asks that the question is put again and again: in a loop,
or below an event that can come many times. `wait_until` lets a `wait until` with something below it count too.

## Why it matters

A decision is where a project reacts: to a touch, to a number, to an answer. A question that is put one time at the
start is over before anybody has moved.

## Limits

A question of typed values only, such as `1 = 1`, or about the ready-made `my variable`, decides nothing and does not
count. Whether the question can ever be true is not worked out.
"""

from __future__ import annotations

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import BlocksOrCategories, best
from grader.scratch.flow import Again
from grader.scratch.index import ScratchIndex, Spot
from grader.scratch.opcodes import category

IFS = ("control_if", "control_if_else")
WAIT = "control_wait_until"


class DecisionsParams(Params):
    """Which decisions count."""

    condition_any_of: BlocksOrCategories = ()
    inside_loop_or_event: bool = False
    wait_until: bool = False


def observe(index: ScratchIndex, params: DecisionsParams) -> Observation:
    """Every decision; near are those that are empty, without the question asked for, or put one time only."""
    again = Again(index) if params.inside_loop_or_event else None
    asked = frozenset(params.condition_any_of)
    decisions = index.of(*IFS, WAIT) if params.wait_until else index.of(*IFS)
    places: list[BlockPlace] = []
    near: list[BlockPlace] = []
    for spot in decisions:
        decided = _decided(index, spot)
        why = spot if again is None or spot.opcode == WAIT else again.why(spot)
        if decided is not None and why is not None and _asks(index, spot, asked):
            places.append(index.place(spot, *{decided: None, why: None}))
        else:
            near.append(index.place(spot))
    return Observation(tuple(places), looked_at=len(decisions), near=tuple(near))


def _decided(index: ScratchIndex, spot: Spot) -> Spot | None:
    """What happens when the answer is yes (or no): a statement inside; of a `wait until` the one below."""
    if spot.opcode == WAIT:
        return next(iter((spot.siblings or [])[spot.index_in_list + 1 : spot.index_in_list + 2]), None)
    return best((*index.body(spot), *index.body(spot, "SUBSTACK2")))


def _asks(index: ScratchIndex, spot: Spot, asked: frozenset[str]) -> bool:
    """Is there a question that can have more than one answer, with a block that is asked for."""
    question = index.slot(spot, "CONDITION")
    if not isinstance(question, Spot):
        return False
    parts = (question, *index.inner(question))
    if asked and not any(part.opcode in asked or category(part.opcode) in asked for part in parts):
        return False
    return any(_varies(index, part) for part in parts)


def _varies(index: ScratchIndex, reporter: Spot) -> bool:
    if category(reporter.opcode) == "operators":
        return reporter.opcode == "operator_random"
    variable = index.variable(reporter)
    return variable is None or not index.is_ready_made(variable)


CHECK = Check(
    title=N_("Decides with a condition"),
    kind="count",
    params=DecisionsParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} your code decides what happens."),
        next=N_("Let your project decide: put a question into {block:control_if}."),
        hints=(
            N_("When should something happen, and when not?"),
            N_("Look in the orange group, {category:control}."),
            N_("Put {block:control_if} inside {block:control_forever}."),
        ),
        measured=N_("Decisions that can run: {count}."),
    ),
    examples=(
        Example(
            shows="A question that is put all the time",
            project="""
                when green flag clicked
                forever
                  if <touching (edge v)?> then
                    say [Oh]
                  end
                end
            """,
            params={"inside_loop_or_event": True},
            amount=1,
        ),
        Example(
            shows="A question that is put one time only",
            project="""
                when green flag clicked
                if <touching (edge v)?> then
                  say [Oh]
                end
            """,
            params={"inside_loop_or_event": True},
            amount=0,
        ),
        Example(
            shows="Each click puts the question again",
            project="""
                when this sprite clicked
                if <(score) > (5)> then
                  say [Oh]
                else
                  say [No]
                end
            """,
            params={"inside_loop_or_event": True},
            amount=1,
        ),
        Example(
            shows="An own block that is called in a loop",
            project="""
                define look
                if <touching (edge v)?> then
                  say [Oh]
                end

                when green flag clicked
                forever
                  look
                end
            """,
            params={"inside_loop_or_event": True},
            amount=1,
        ),
        Example(
            shows="No question, and nothing inside: neither decides",
            project="""
                when green flag clicked
                if <> then
                  say [Oh]
                end
                if <mouse down?> then
                end
            """,
            amount=0,
        ),
        Example(
            shows="This question always has the same answer",
            project="""
                when green flag clicked
                if <(1) = (1)> then
                  say [Oh]
                end
            """,
            amount=0,
        ),
        Example(
            shows="Only questions with one of these blocks",
            project="""
                when green flag clicked
                if <mouse down?> then
                  say [Oh]
                end
                if <not <touching (edge v)?>> then
                  say [Oh]
                end
            """,
            params={"condition_any_of": ["sensing_touchingobject"]},
            amount=1,
        ),
        Example(
            shows="Waiting for an answer counts when asked for",
            project="""
                when green flag clicked
                wait until <mouse down?>
                say [Oh]
            """,
            params={"wait_until": True},
            amount=1,
        ),
        Example(
            shows="A loose decision",
            project="""
                if <mouse down?> then
                  say [Oh]
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
