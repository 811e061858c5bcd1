"""Finds a pattern of blocks that a rubric writes itself, in the words of Scratch.

This is the check behind `blocks:`. What a pattern can say stands in `docs/patterns.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from grader.check import BlockPlace, Check, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import Names
from grader.scratch.pattern.finding import Finding, Question
from grader.scratch.pattern.near import near
from grader.scratch.pattern.read import read
from grader.scratch.pattern.search import Match

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex

ID = "scratch.pattern"


class PatternParams(Params):
    """The pattern, whether its lines are neighbours, and in which sprites it is looked for."""

    blocks: str
    exactly: bool = False
    in_: Annotated[Names, Field(alias="in")] = ()


def observe(index: ScratchIndex, params: PatternParams) -> Observation:
    """Every block that the counted line matches, with the other blocks of the pattern beside it."""
    finding = Finding(index, Question(read(params.blocks), params.exactly, params.in_))
    places = tuple(place(index, match) for match in finding.matches)
    almost = near(finding)
    values = {}
    if almost is not None:
        known = {"near": almost.kind, "there": almost.there, "other": almost.other}
        values = {name: value for name, value in known.items() if value is not None}
    return Observation(
        places,
        looked_at=len(index.scripts),
        near=tuple(place(index, match) for match in almost.matches) if almost is not None else (),
        values=values,
    )


def place(index: ScratchIndex, match: Match) -> BlockPlace:
    """The proof of a match."""
    found = index.place(match.spot, *match.beside)
    return found if found.runs == match.runs else found.but(runs=match.runs)


CHECK = Check(
    title=N_("Builds this pattern of blocks"),
    kind="count",
    params=PatternParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you built what this goal asks for."),
        next=N_("{near} Then send it again."),
        hints=(
            N_("What should happen here, and when?"),
            N_("{near} Look there first."),
            N_("Build it block by block, and try each one."),
        ),
        measured=N_("Places where you built this: {count}."),
    ),
    examples=(),
)
