"""Counts the different good habits that all other checks find.

## What it looks for

Everything that the checks of kind praise find, with their own settings: all of them, or those that `only`, `except` and
`severity` leave. A habit counts one time, however often it is found.

## Why it matters

One line of a rubric for good habits as a whole. She chooses which ones her project needs.

## Limits

Severities and rules are those of the published tool LitterBox, and say how special a habit is. What only a slip of that
tool brings about never counts. A check that praises one habit says more about it.
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
_Names = Annotated[tuple[Annotated[str, findings.names("praise")], ...], _List]
_Severities = Annotated[tuple[Literal["high", "medium", "low"], ...], _List]


class PraiseParams(Params):
    """Which habits count."""

    only: _Names = ()
    except_: _Names = Field(default=(), alias="except")
    severity: _Severities = ()


def observe(index: ScratchIndex, params: PraiseParams) -> Observation:
    """A place for every finding; those of one habit count as one."""
    asked = findings.asked("praise", params.only, params.except_, params.severity)
    return index.program.observation(findings.different(index, asked, params.severity))


CHECK = Check(
    title=N_("Good habits"),
    kind="praise",
    params=PraiseParams,
    observe=observe,
    words=Words(
        praise=N_("Good habits in your project: {count}, as in {where}."),
        next=N_("Try one more good habit of other projects."),
        hints=(
            N_("What could your project remember, or react to?"),
            N_("Look at a project you like, inside its scripts."),
            N_("Try a variable, a message, or {block:control_wait_until}."),
        ),
        measured=N_("Different good habits: {count}."),
    ),
    examples=(
        Example(
            shows="A variable, and a reaction to a touch",
            project="""
                sprite "Mango"

                when green flag clicked
                set [score v] to (0)
                forever
                  if <touching (Basket v)?> then
                    hide
                  end
                end
            """,
            amount=2,
            params={"only": ["used-variables", "collision"]},
            looked_at=1,
        ),
        Example(
            shows="The same habit twice is one habit",
            project="""
                when green flag clicked
                forever
                  if <touching (edge v)?> then
                    hide
                  end
                  if <touching (Basket v)?> then
                    show
                  end
                end
            """,
            amount=1,
            params={"only": "collision"},
        ),
        Example(
            shows="All habits but one",
            project="""
                when green flag clicked
                set [score v] to (0)
            """,
            amount=0,
            params={"except": "used-variables"},
        ),
        Example(
            shows="The special ones alone",
            project="""
                when green flag clicked
                set [score v] to (0)
            """,
            amount=1,
            params={"severity": ["high"], "only": ["used-variables", "collision"]},
        ),
        Example(
            shows="No habit yet",
            project="""
                when green flag clicked
                hide
            """,
            amount=0,
            params={"only": ["used-variables", "collision"]},
        ),
    ),
)
