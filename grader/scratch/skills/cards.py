"""The skills of one project under every published rubric: levels, the blocks behind them, totals, the next step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic

from grader.check import BlockPlace
from grader.scratch.index import ScratchIndex
from grader.scratch.records import Record, Records, records
from grader.scratch.skills import dr_scratch_2014, dr_scratch_2026, litterbox
from grader.scratch.skills.refusal import no_score
from grader.scratch.skills.rules import B, Bands, Dimensions, G, Skill, Total, measure, total
from grader.scratch.spots import Spot

_UP: Final = 3  # how many steps a hidden menu can lie from a block that is drawn


@dataclass(frozen=True, slots=True)
class Level:
    """One dimension under one rubric."""

    level: int
    of: int
    rule: str | None  # the key of the rule that gave it
    blocks: tuple[str, ...]  # ids in the file, the deciding one first
    places: tuple[BlockPlace, ...]
    rests_on: str | None  # "loose", "menu" or "extension": without these it would be lower
    next_level: int | None
    next_rule: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One project under one rubric."""

    rubric: str
    levels: Mapping[str, Level]
    total: Total
    no_score: str | None = None  # why the published tool gives none


def cards(index: ScratchIndex) -> tuple[Card, ...]:
    """One card a rubric, in the order in which they are shown."""
    found = records(index.project)
    refused = no_score(found)
    drawn = _Drawn(index, found)
    rest = {
        "loose": found.only(lambda record: record.order in found.under_hats),
        "menu": found.only(lambda record: record.raw.get("shadow") is not True),
    }
    extended = _Measured(dr_scratch_2026.EXTENDED, dr_scratch_2026.MOST, found, rest)
    old = _Measured(dr_scratch_2014.DIMENSIONS, dr_scratch_2014.MOST, found, rest)
    return (
        extended.card("dr-scratch-2026-extended", dr_scratch_2026.bands, drawn, refused),
        extended.cut(dr_scratch_2026.cut).card(
            "dr-scratch-2026-vanilla", dr_scratch_2026.vanilla_bands, drawn, refused
        ),
        old.card("dr-scratch-2014", dr_scratch_2014.bands, drawn),
        _litterbox(index),
    )


def _litterbox(index: ScratchIndex) -> Card:
    program = index.program
    rest = {"loose": litterbox.Code(program, loose=False)}
    measured = _Measured(litterbox.DIMENSIONS, litterbox.MOST, litterbox.Code(program), rest)

    def place(spot: Spot) -> tuple[str, BlockPlace]:
        found = program.index.place(spot)
        return found.block or "", found

    return measured.card("litterbox", litterbox.bands, place)


class _Measured(Generic[B]):
    """A project under a rubric, as it is and without what a level should not rest on."""

    def __init__(self, dimensions: Dimensions[G, B], most: int, whole: G, rest: Mapping[str, G]) -> None:
        self.whole = measure(dimensions, whole, most)
        self.rest = {name: measure(dimensions, less, most) for name, less in rest.items()}

    def cut(self, by: Callable[[Mapping[str, Skill[B]]], dict[str, Skill[B]]]) -> _Measured[B]:
        """The same under a rubric that is a part of this one."""
        found = object.__new__(_Measured)
        found.whole, found.rest = by(self.whole), {name: by(less) for name, less in self.rest.items()}
        return found

    def card(
        self,
        rubric: str,
        bands: Callable[[int], Bands],
        place: Callable[[B], tuple[str, BlockPlace]],
        refused: str | None = None,
    ) -> Card:
        """What is shown of it; `place` gives the id of a block and where it is drawn."""
        levels = {name: self._level(name, skill, place) for name, skill in self.whole.items()}
        return Card(rubric, levels, total(self.whole, bands), refused)

    def _level(self, name: str, skill: Skill[B], place: Callable[[B], tuple[str, BlockPlace]]) -> Level:
        lower = (rest for rest, skills in self.rest.items() if skills[name].level < skill.level)
        nowhere = "extension" if skill.rule is not None and not skill.blocks else None
        found = [place(block) for block in skill.blocks]
        return Level(
            level=skill.level,
            of=skill.of,
            rule=skill.rule,
            blocks=tuple(identity for identity, _ in found if identity),
            places=tuple(where for _, where in found),
            rests_on=next(lower, nowhere),
            next_level=skill.next_level,
            next_rule=skill.next_rule,
        )


class _Drawn:
    """Where a record is drawn: as a block of its sprite, or in the one around it."""

    def __init__(self, index: ScratchIndex, found: Records) -> None:
        self._index = index
        self._records = found

    def __call__(self, record: Record) -> tuple[str, BlockPlace]:
        target = self._index.project.targets[self._records.places[record.target]]
        for near in self._near(record):
            for spot in self._index.by_id(near.id):
                if spot.target is target:
                    return record.id, self._index.place(spot)
        hers = self._index.hers_target(target)
        return record.id, BlockPlace(target.name, record.id, record.opcode, runs=False, hers=hers)

    def _near(self, record: Record) -> Iterable[Record]:
        near: Record | None = record
        for _ in range(_UP):
            if near is None:
                return
            yield near
            near = self._records.at(near.raw.get("parent"))
