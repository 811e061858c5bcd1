"""Finds inputs of own blocks that are used outside their block.

## What it looks for

An input of an own block (a pink reporter) in a script or a loose stack, that is: not below a `define`. One place a
reporter.

## Why it matters

Such an input has a value inside its own block. Anywhere else it is always empty or 0.

## Limits

Whether such an input exists does not matter. An input that lies all alone counts too.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import PARAMETERS


class ParameterOutOfScopeParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ParameterOutOfScopeParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every reporter of an input that stands in no definition."""
    program = index.program
    return program.observation(
        program.place(spot) for spot in program.of(*PARAMETERS) if not program.part_of(spot).definition
    )


CHECK = Check(
    title=N_("Inputs outside their own block"),
    kind="problem",
    severity="low",
    params=ParameterOutOfScopeParams,
    observe=observe,
    words=Words(
        praise=N_("Inputs stay inside their own blocks."),
        next=N_("In {where}: an input has no value here yet."),
        hints=(
            N_("Where does this input get its value?"),
            N_("Look for the {block:procedures_definition} it comes from."),
            N_("Use a variable here, or move the blocks below the definition."),
        ),
        measured=N_("Inputs outside their own block: {count}."),
    ),
    examples=(
        Example(
            shows="An input in a script",
            project="""
                when green flag clicked
                move (speed :: custom-arg) steps

                define run (speed)
                move (speed) steps
            """,
            amount=1,
            places=("(speed)",),
            looked_at=1,
        ),
        Example(
            shows="Inside its own block",
            project="""
                define run (speed)
                move (speed) steps

                when green flag clicked
                run (10)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="A yes or no, and deep inside",
            project="""
                when green flag clicked
                forever
                  if <<ready :: custom-arg> and <mouse down?>> then
                    say (join [I am ] (name :: custom-arg))
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="In a loose stack, and alone",
            project="""
                move (speed :: custom-arg) steps

                (speed :: custom-arg)
            """,
            amount=2,
            loose=2,
            looked_at=0,
        ),
    ),
)
