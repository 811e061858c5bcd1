"""The check behind `play:`: its own words. What it sees comes from a running project, so nothing is observed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.check import Check, Observation, Params, Words
from grader.language import N_

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex


class PlayParams(Params):
    """A play has its own keys."""


def observe(_index: ScratchIndex, _params: PlayParams) -> Observation:
    """Nothing: blocks that stand still say nothing about a play."""
    return Observation((), 0)


CHECK = Check(
    title=N_("Does this when it is played"),
    kind="count",
    params=PlayParams,
    observe=observe,
    words=Words(
        praise=N_("I played your project, and this works."),
        next=N_("{near} Then send it again."),
        hints=(
            N_("What should happen here, and when?"),
            N_("Play it yourself and watch this one thing."),
            N_("Change one block, then play it again."),
        ),
        measured=N_("I played it. This many things came about: {count}."),
    ),
    examples=(),
)
