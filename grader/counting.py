"""From amounts and people's levels to a total: pure, exact, the same whatever the order of the criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from grader.report import Band, Level, Result
from grader.rubric.loaded import Rule
from grader.rubric.model import Criterion, Rubric

SHARES: Mapping[str, Fraction] = {"start": Fraction(0), "good": Fraction(3, 5), "great": Fraction(1)}
GOOD_FROM = Fraction(1, 2)
GREAT_FROM = Fraction(85, 100)


@dataclass(frozen=True, slots=True)
class Total:
    """Every criterion's level and points, and what they add up to."""

    results: tuple[Result, ...]
    points: Fraction
    of: Fraction
    band: Band | None
    final: bool


def exact(points: float) -> Fraction:
    """Points as the mentor wrote them: 0.1 is a tenth."""
    return Fraction(str(points))


def level_of(rule: Rule, amount: int, looked_at: int) -> Level:
    """The level of an amount. Where fewer is better, nothing to look at is a start, not a triumph."""
    if rule.at_most:
        if not looked_at:
            return "start"
        if amount <= rule.great:
            return "great"
        return "good" if rule.good is not None and amount <= rule.good else "start"
    if amount >= rule.great:
        return "great"
    return "good" if rule.good is not None and amount >= rule.good else "start"


def reckon(
    rubric: Rubric,
    rules: Mapping[str, Rule],
    seen: Sequence[Result],
    *,
    gates_met: bool,
    marks: Mapping[str, Level],
    overrides: Mapping[str, Level],
) -> Total:
    """Levels and points from what the machine saw and what people gave.

    `marks` are the levels of criteria that a person judges; `overrides` change any level, and outrank `after` too: a
    mentor who changes a level has seen the project.
    """
    saw = {result.id: result for result in seen}
    criteria = tuple(criterion for criterion in rubric.criteria if criterion.id in saw)
    levels = _Levels(criteria, rules, saw, marks, overrides)
    results = tuple(_counted(criterion, levels.of(criterion.id)) for criterion in criteria)
    paid = tuple(zip(criteria, results, strict=True))
    of = sum((r.of for c, r in paid if not c.bonus and r.points is not None), Fraction())
    base = sum((r.points for c, r in paid if not c.bonus and r.points is not None), Fraction())
    bonus = sum((r.points for c, r in paid if c.bonus and r.points is not None), Fraction())
    points = min(base + bonus, of + exact(rubric.bonus_up_to))
    waiting = any(not c.optional and r.level == "waiting" and r.reason != "after" for c, r in paid)
    return Total(results, points, of, _band(points, of, gates_met=gates_met), final=not waiting)


def _band(points: Fraction, of: Fraction, *, gates_met: bool) -> Band | None:
    if not gates_met:
        return "start"
    if not of:
        return None
    share = min(Fraction(1), points / of)
    if share >= GREAT_FROM:
        return "great"
    return "good" if share >= GOOD_FROM else "start"


def _counted(criterion: Criterion, result: Result) -> Result:
    """The result with its points: None while it is left out of the sum, 0 of 0 when it never counts."""
    of = Fraction(0) if criterion.optional else exact(criterion.points)
    if result.level in SHARES:
        return replace(result, points=SHARES[result.level] * of, of=of)
    return replace(result, points=Fraction(0) if result.reason == "after" else None, of=of)


class _Levels:
    """The level of each criterion, worked out when first asked: `after` asks for others."""

    def __init__(
        self,
        criteria: Sequence[Criterion],
        rules: Mapping[str, Rule],
        saw: Mapping[str, Result],
        marks: Mapping[str, Level],
        overrides: Mapping[str, Level],
    ) -> None:
        self._criteria = {criterion.id: criterion for criterion in criteria}
        self._rules = rules
        self._saw = saw
        self._marks = marks
        self._overrides = overrides
        self._done: dict[str, Result] = {}

    def of(self, name: str) -> Result:
        """The result of a criterion with its level and reason; points not counted yet."""
        if name not in self._done:
            self._done[name] = self._level(name)
        return self._done[name]

    def _level(self, name: str) -> Result:
        if name in self._overrides:
            return replace(self._saw[name], level=self._overrides[name], reason=None, given=True)
        own = self._own(name)
        if own.level in {"unchecked", "not-hers"} or all(map(self._met, self._criteria[name].after)):
            return own
        return replace(own, level="waiting", reason="after", given=False)

    def _own(self, name: str) -> Result:
        """The level before `after` is asked."""
        result = replace(self._saw[name], reason=None, given=False)
        match result.seen:
            case "measured" if name in self._rules:
                return replace(result, level=level_of(self._rules[name], result.amount or 0, result.looked_at or 0))
            case "playing":
                return replace(result, level="waiting", reason="playing")
            case "not-hers":
                return replace(result, level="not-hers")
            case "unchecked":
                return replace(result, level="unchecked", reason=result.seen_reason)
            case _:  # a person judges, now or since the rubric changed
                if name in self._marks:
                    return replace(result, level=self._marks[name], given=True)
                return replace(result, level="waiting", reason="person")

    def _met(self, name: str) -> bool:
        """At least good; or nobody can say yet, which is not hers to wait for."""
        if name not in self._criteria:
            return True
        other = self.of(name)
        if other.level == "waiting":
            return other.reason != "after"
        return other.level != "start"
