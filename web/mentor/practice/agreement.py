"""How far a mentor agrees with the references, over time. She alone sees it: it is no mark of hers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from web.language import zone
from worker.store.practice import Answer

LEFT, TOP, HIGH, WIDE = 40, 12, 96, 72


@dataclass(frozen=True, slots=True)
class Day:
    """The levels of one day: how many, how many the same as the reference, how many next to it."""

    day: date
    levels: int
    same: int
    next: int

    @property
    def share(self) -> int:
        """Per cent that are the same."""
        return round(100 * self.same / self.levels)

    @property
    def near(self) -> int:
        """Per cent that are the same or next to it."""
        return round(100 * (self.same + self.next) / self.levels)


@dataclass(frozen=True, slots=True)
class Spot:
    """A day in the picture: where its two marks stand."""

    x: int
    same: float
    near: float
    day: Day


@dataclass(frozen=True, slots=True)
class Drawing:
    """Two ways over the days: the same, and the same or next to it."""

    spots: tuple[Spot, ...]
    same: str
    near: str
    width: int
    height: int
    rules: tuple[tuple[int, float], ...]


def works_of(answers: Iterable[Answer]) -> frozenset[tuple[str, str]]:
    """The works that she compared."""
    return frozenset((one.rubric_id, one.item) for one in answers)


def days(answers: Iterable[Answer]) -> tuple[Day, ...]:
    """Day by day in the time of her club, the first one first."""
    found: dict[date, list[Answer]] = {}
    for one in answers:
        found.setdefault(one.at.astimezone(zone()).date(), []).append(one)
    return tuple(_day(day, some) for day, some in sorted(found.items()))


def whole(answers: Sequence[Answer]) -> Day | None:
    """All days together; None before the first."""
    return _day(answers[-1].at.astimezone(zone()).date(), answers) if answers else None


def draw(some: Sequence[Day]) -> Drawing:
    """The last days as a picture."""
    shown = some[-8:]
    spots = tuple(
        Spot(LEFT + 24 + WIDE * at, _height(one.share), _height(one.near), one) for at, one in enumerate(shown)
    )
    return Drawing(
        spots,
        _way((one.x, one.same) for one in spots),
        _way((one.x, one.near) for one in spots),
        LEFT + 48 + WIDE * max(0, len(spots) - 1),
        TOP + HIGH + 28,
        tuple((share, _height(share)) for share in (0, 50, 100)),
    )


def _day(day: date, some: Sequence[Answer]) -> Day:
    return Day(day, len(some), sum(one.apart == 0 for one in some), sum(one.apart == 1 for one in some))


def _height(share: int) -> float:
    return round(TOP + HIGH * (100 - share) / 100, 1)


def _way(spots: Iterable[tuple[int, float]]) -> str:
    return "".join(f"{'L' if at else 'M'}{x} {y:g}" for at, (x, y) in enumerate(spots))
