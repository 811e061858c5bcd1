"""What changed between two versions of a rubric, in plain words: a line for each thing a mentor would ask about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.language import N_, SOURCE_LANGUAGE, say
from grader.rubric.loaded import LoadedRubric
from grader.rubric.model import Criterion, Thresholds
from grader.rubric.whatif import starter_print, to_look_at

SENTENCES: Mapping[str, str] = {
    "version": N_("Version {before} becomes {after}."),
    "total": N_("All points together: {before} become {after}."),
    "new": N_("{name} is a new goal."),
    "gone": N_("{name} is gone."),
    "points": N_("{name}: {before} points become {after}."),
    "levels": N_("{name}: good and great begin at {after}, not at {before}."),
    "levels-down": N_("{name}: good and great go up to {after}, not to {before}."),
    "after": N_("{name} waits for {after}. Before it was {before}."),
    "kind": N_("{name} counts in another way now."),
    "sight": N_("{name}: Kru looks for something else."),
    "words": N_("{name}: its words changed."),
    "gates": N_("The gates changed."),
    "starter": N_("The starter project is another one."),
    "rest": N_("Other words of the rubric changed."),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `points`: it can move somebody; else only words did."""

    key: str
    values: Mapping[str, Any]
    points: bool = True

    def say(self, language: str = SOURCE_LANGUAGE) -> str:
        """In a sentence."""
        nobody = say(N_("nobody"), language)
        return say(SENTENCES[self.key], language, **{name: value or nobody for name, value in self.values.items()})


def differences(old: LoadedRubric, new: LoadedRubric) -> tuple[Change, ...]:
    """Everything that changed; empty when nothing did."""
    return tuple(_all(old, new))


def _all(old: LoadedRubric, new: LoadedRubric) -> Iterator[Change]:
    was, now = old.rubric, new.rubric
    if was.version != now.version:
        yield Change("version", {"before": was.version, "after": now.version}, points=False)
    if was.points != now.points:
        yield Change("total", {"before": was.points, "after": now.points})
    before = {one.id: one for one in was.criteria}
    after = {one.id for one in now.criteria}
    yield from (Change("gone", {"name": one.id}) for one in was.criteria if one.id not in after)
    anew = to_look_at(old, new)
    for one in now.criteria:
        if one.id not in before:
            yield Change("new", {"name": one.id})
        else:
            yield from _goal(before[one.id], one, old, new, looks=one.id in anew)
    if [(gate.check, gate.with_) for gate in was.gates] != [(gate.check, gate.with_) for gate in now.gates]:
        yield Change("gates", {})
    if starter_print(old) != starter_print(new):
        yield Change("starter", {})
    if _rest(old) != _rest(new):
        yield Change("rest", {}, points=False)


def _goal(was: Criterion, now: Criterion, old: LoadedRubric, new: LoadedRubric, *, looks: bool) -> Iterator[Change]:
    name = now.id
    if was.points != now.points:
        yield Change("points", {"name": name, "before": str(was.points), "after": str(now.points)})
    then, rule = old.rules.get(name), new.rules.get(name)
    if then and rule and (then.good, then.great) != (rule.good, rule.great):
        key = "levels-down" if rule.at_most else "levels"
        yield Change(
            key,
            {"name": name, "before": _border(then.good, then.great), "after": _border(rule.good, rule.great)},
        )
    if sorted(was.after) != sorted(now.after):
        yield Change("after", {"name": name, "before": ", ".join(was.after), "after": ", ".join(now.after)})
    if (was.bonus, was.optional, was.scored_by) != (now.bonus, now.optional, now.scored_by):
        yield Change("kind", {"name": name})
    if looks and starter_print(old) == starter_print(new):
        yield Change("sight", {"name": name})
    if _words(was) != _words(now):
        yield Change("words", {"name": name}, points=False)


def _border(good: int | None, great: int) -> str:
    return str(great) if good is None else f"{good}, {great}"


def _words(criterion: Criterion) -> dict[str, Any]:
    whole = criterion.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    words = {name: whole.get(name) for name in ("title", "praise", "next", "hints", "ask")}
    return words if isinstance(criterion.levels, Thresholds) else {**words, "levels": whole.get("levels")}


def _rest(loaded: LoadedRubric) -> dict[str, Any]:
    whole = loaded.rubric.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {name: value for name, value in whole.items() if name not in {"version", "points", "criteria", "gates"}}
