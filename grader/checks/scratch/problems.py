"""Counts the different problems that all other checks find.

## What it looks for

Everything that the checks of kind problem find, with their own settings: all of them, or those that `only`, `except`
and `severity` leave. Findings that say one thing (the same again, one that makes another moot) count as one.

## Why it matters

One line of a rubric that asks for tidy code as a whole, without a list of everything that can go another way.

## Limits

Severities and rules are those of the published tool LitterBox. What only a slip of that tool brings about never counts.
A check that looks for problems one by one says more about each.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from grader import findings
from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import one_or_more
from grader.scratch.index import ScratchIndex

_List = BeforeValidator(one_or_more, json_schema_input_type=str | tuple[str, ...])
_Names = Annotated[tuple[Annotated[str, findings.names("problem")], ...], _List]
_Severities = Annotated[tuple[Literal["high", "medium", "low"], ...], _List]


class ProblemsParams(Params):
    """Which findings count."""

    only: _Names = ()
    except_: _Names = Field(default=(), alias="except")
    severity: _Severities = ()


def observe(index: ScratchIndex, params: ProblemsParams) -> Observation:
    """A place for every finding; those that say one thing count as one."""
    asked = findings.asked("problem", params.only, params.except_, params.severity)
    return index.program.observation(findings.different(index, asked, params.severity))


CHECK = Check(
    title=N_("Nothing to mend in the scripts"),
    kind="problem",
    params=ProblemsParams,
    observe=observe,
    words=Words(
        praise=N_("We looked for many things, and found your scripts tidy."),
        next=N_("Look again at {where}. It can work even better."),
        hints=(
            N_("What should happen at {where}?"),
            N_("Look at {where}, one block after the other."),
            N_("Change one thing there, and try again."),
        ),
        measured=N_("Different things to mend: {count}."),
    ),
    examples=(
        Example(
            shows="A message that nobody receives, and loose blocks",
            project="""
                sprite "Mango"

                when green flag clicked
                wait (1) seconds
                broadcast (start v)

                hide
            """,
            amount=2,
            loose=1,
            looked_at=1,
        ),
        Example(
            shows="Nothing to find",
            project="""
                sprite "Mango"

                when green flag clicked
                go to x: (0) y: (0)
                move (10) steps
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="One kind alone",
            project="""
                sprite "Mango"

                when green flag clicked
                wait (1) seconds
                broadcast (start v)

                hide
            """,
            amount=1,
            params={"only": ["message-never-received"]},
            places=("broadcast (start v)",),
        ),
        Example(
            shows="All kinds but one",
            project="""
                sprite "Mango"

                when green flag clicked
                wait (1) seconds
                broadcast (start v)

                hide
            """,
            amount=1,
            params={"except": "message-never-received"},
            loose=1,
            places=("hide",),
        ),
        Example(
            shows="The heavy ones alone",
            project="""
                sprite "Mango"

                when green flag clicked
                wait (1) seconds
                broadcast (start v)

                hide
            """,
            amount=1,
            params={"severity": "high"},
            loose=1,
            places=("hide",),
        ),
        Example(
            shows="What stands in two equal scripts is one thing",
            project="""
                sprite "Mango"

                when this sprite clicked
                change [score v] by (1)

                sprite "Basket"

                when this sprite clicked
                change [score v] by (1)
            """,
            amount=1,
            params={"only": "missing-initialization"},
        ),
    ),
)
