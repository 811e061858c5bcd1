"""A pattern in a project: what matches, and what almost does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from grader.scratch.pattern.chains import Work
from grader.scratch.pattern.fits import Fit, Fitting
from grader.scratch.pattern.model import Line, Pattern
from grader.scratch.pattern.plan import plan
from grader.scratch.pattern.search import Match, Search

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex

STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a pattern, whether its lines are neighbours, and in which sprites (none: in all)."""

    pattern: Pattern
    exactly: bool = False
    sprites: tuple[str, ...] = ()
    ready_made: bool = False  # does the variable that every new project has count too


class Finding:
    """One question to one project. Places of lines are looked for once, however often the question is turned."""

    def __init__(self, index: ScratchIndex, question: Question) -> None:
        self.index = index
        self.question = question
        self.pattern = question.pattern
        self._work = Work(len(index.spots))
        self._fitting = self.fitting(question.sprites)

    def fitting(self, sprites: Sequence[str]) -> Fitting:
        """Looks for lines in these sprites."""
        targets = None
        if sprites:
            wanted = frozenset(sprites)
            targets = frozenset(
                id(target)
                for target in self.index.project.targets
                if target.name in wanted or (target.stage and STAGE in wanted)
            )
        return Fitting(self.index.view, targets, ready_made=self.question.ready_made)

    @cached_property
    def fits(self) -> Mapping[int, Sequence[Fit]]:
        """The places of each line, by its number."""
        return {line.number: self._fitting.of(line) for line in self.pattern.lines()}

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """A match for each block that counts, also of those that cannot run or came with the starter."""
        return self.search().matches()

    def search(
        self,
        *,
        exactly: bool | None = None,
        without: frozenset[int] = frozenset(),
        counted: int | None = None,
        fits: Mapping[int, Sequence[Fit]] | None = None,
    ) -> Search:
        """The search for the question turned: neighbours or not, without some lines, another line counted."""
        pattern = self.pattern if counted is None else _counting(self.pattern, counted)
        asked = plan(pattern, exactly=self.question.exactly if exactly is None else exactly, without=without)
        return Search(self.index.view, asked, self.fits if fits is None else fits, self._work)

    def loosened(self, line: Line) -> Sequence[Fit]:
        """The places of a line's block with anything in its slots."""
        return self._fitting.heads(dict.fromkeys(head.plain for head in line.heads))


@lru_cache(maxsize=1024)
def _counting(pattern: Pattern, number: int) -> Pattern:
    return Pattern(tuple(tuple(_line(line, number) for line in script) for script in pattern.scripts))


def _line(line: Line, number: int) -> Line:
    bodies = tuple((name, tuple(_line(inner, number) for inner in lines)) for name, lines in line.bodies)
    return replace(line, bodies=bodies, counted=line.number == number)
