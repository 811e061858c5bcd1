"""What if a rubric were another one? Who would move, on which goal, and why, before anything changes.

What was seen of a project is kept in its report, so other thresholds, points, `after` and gates are only counted again.
A goal whose check itself changed has to be looked at anew: it is named as unknown until somebody does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from typing import Any, Literal

from grader.grade import recount
from grader.language import N_, SOURCE_LANGUAGE, say
from grader.report import GateResult, Level, Report, Result, shown
from grader.rubric.loaded import LoadedRubric
from grader.rubric.model import BESIDE, SOURCES, Criterion

Way = Literal["up", "down", "stays"]
RANK: Mapping[str | None, int] = {"start": 0, "good": 1, "great": 2}
LEVELS: Mapping[str, str] = {
    "start": N_("Getting started"),
    "good": N_("Good"),
    "great": N_("Great"),
    "waiting": N_("waits"),
    "not-hers": N_("not hers"),
    "unchecked": N_("not checked"),
}
WHY: Mapping[str, str] = {
    "begins": N_("{level} begins at {need} now. Here are {count}."),
    "goes-to": N_("{level} goes up to {need} now. Here are {count}."),
    "looked": N_("Kru looks for something else now. It finds {count}."),
    "waits": N_("It waits for another goal now."),
    "waits-no-more": N_("It waits for no other goal now."),
    "points": N_("The points changed: {before} then, {after} now."),
    "gate": N_("A gate stands before the points now."),
    "gate-open": N_("No gate stands before the points now."),
}
_SIGHT = (*SOURCES, *(key for key in BESIDE if key != "ask"), "at_most")


@dataclass(frozen=True, slots=True)
class Move:
    """One goal at which one person moves; `criterion` is None for the whole."""

    criterion: str | None
    before: str | None
    after: str | None
    way: Way
    why: str
    values: Mapping[str, Any]

    def say(self, language: str = SOURCE_LANGUAGE) -> str:
        """Why, in a sentence or two."""
        values = {
            name: say(LEVELS[value], language) if name == "level" else value for name, value in self.values.items()
        }
        return say(WHY[self.why], language, **values)


@dataclass(frozen=True, slots=True)
class Moved:
    """What changes for one work. `unknown` are goals and gates (`gate:` before the check) that must be seen anew."""

    name: str
    way: Way
    moves: tuple[Move, ...]
    before: Report
    after: Report
    unknown: tuple[str, ...] = ()


def counted(
    report: Report,
    old: LoadedRubric,
    new: LoadedRubric,
    marks: Mapping[str, Level] | None = None,
    overrides: Mapping[str, Level] | None = None,
) -> tuple[Report, tuple[str, ...]]:
    """The report as the new rubric counts it, and what it cannot know without looking at the project again."""
    was = {one.id: one for one in old.rubric.criteria}
    saw = {one.id: one for one in report.results}
    anew = to_look_at(old, new)
    results = tuple(
        saw[one.id] if one.id in saw and one.id in was and one.id not in anew else _unseen(one)
        for one in new.rubric.criteria
    )
    held = {_gate(gate.check, gate.with_): found for gate, found in zip(old.rubric.gates, report.gates, strict=False)}
    gates = tuple(
        held.get(_gate(gate.check, gate.with_), GateResult(gate.check, None, reason="unseen"))
        for gate in new.rubric.gates
    )
    seen = replace(report, version=new.rubric.version, results=results, gates=gates)
    return recount(seen, new, marks, overrides), anew


def to_look_at(old: LoadedRubric, new: LoadedRubric) -> tuple[str, ...]:
    """Ids of the new rubric's goals whose check changed, and its gates that did; all when the starter is another."""
    was = {one.id: one for one in old.rubric.criteria}
    other_start = starter_print(old) != starter_print(new)
    goals = [
        one.id
        for one in new.rubric.criteria
        if one.scored_by is None and (other_start or one.id not in was or _sight(one) != _sight(was[one.id]))
    ]
    known = {_gate(gate.check, gate.with_) for gate in old.rubric.gates}
    gates = [
        f"gate:{gate.check}" for gate in new.rubric.gates if other_start or _gate(gate.check, gate.with_) not in known
    ]
    return (*goals, *gates)


def compare(
    name: str, before: Report, after: Report, old: LoadedRubric, new: LoadedRubric, unknown: tuple[str, ...] = ()
) -> Moved:
    """Who moves and why. What is unknown moves nobody."""
    then = {one.id: one for one in before.results}
    moves = [
        _goal(then[one.id], one, old, new)
        for one in after.results
        if one.id in then and one.id not in unknown and _way(then[one.id].level, one.level) != "stays"
    ]
    whole = _way(before.band, after.band)
    if whole != "stays":
        moves.append(_whole(before, after, whole))
    ways = {move.way for move in moves}
    return Moved(name, "down" if "down" in ways else "up" if ways else "stays", tuple(moves), before, after, unknown)


def starter_print(loaded: LoadedRubric) -> str | None:
    """A fingerprint of the starter's bytes; None without one, or where it is gone."""
    if loaded.rubric.starter is None:
        return None
    path = loaded.folder / loaded.rubric.starter
    files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    try:
        return sha256(b"".join(sha256(file.read_bytes()).digest() for file in files)).hexdigest()
    except OSError:
        return None


def _goal(then: Result, now: Result, old: LoadedRubric, new: LoadedRubric) -> Move:
    way = _way(then.level, now.level)
    why, values = _why(then, now, old, new)
    return Move(now.id, then.level, now.level, way, why, values)


def _why(then: Result, now: Result, old: LoadedRubric, new: LoadedRubric) -> tuple[str, dict[str, Any]]:
    if now.level == "waiting" and now.reason == "after":
        return "waits", {}
    if then.level == "waiting" and then.reason == "after":
        return "waits-no-more", {}
    if (then.amount, then.looked_at) != (now.amount, now.looked_at):
        return "looked", {"count": now.amount or 0}
    rule, was = new.rules.get(now.id), old.rules.get(now.id)
    if rule is None or was is None:
        return "looked", {"count": now.amount or 0}
    # The level whose border she crossed: the one she has now, or the one she had.
    level = now.level if RANK.get(now.level, 0) > RANK.get(then.level, 0) else then.level
    need = rule.great if level == "great" or rule.good is None else rule.good
    return "goes-to" if rule.at_most else "begins", {"level": level, "need": need, "count": now.amount or 0}


def _whole(before: Report, after: Report, way: Way) -> Move:
    if before.gates_met != after.gates_met:
        return Move(None, before.band, after.band, way, "gate-open" if after.gates_met else "gate", {})
    values = {"before": _share(before), "after": _share(after)}
    return Move(None, before.band, after.band, way, "points", values)


def _share(report: Report) -> str:
    return f"{shown(report.points)}/{shown(report.of)}"


def _way(before: str | None, after: str | None) -> Way:
    then, now = RANK.get(before, -1), RANK.get(after, -1)
    return "up" if now > then else "down" if now < then else "stays"


def _sight(criterion: Criterion) -> str:
    whole = criterion.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps({key: whole[key] for key in _SIGHT if key in whole}, sort_keys=True, ensure_ascii=False)


def _gate(check: str, given: Mapping[str, Any]) -> str:
    return json.dumps([check, given], sort_keys=True, ensure_ascii=False, default=list)


def _unseen(criterion: Criterion) -> Result:
    if criterion.scored_by is not None:
        return Result(criterion.id, "waiting", "person", None, Fraction(0))
    return Result(criterion.id, "waiting", "playing", None, Fraction(0), seen="playing")
