from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.counting import level_of, reckon
from grader.report import Level, Result
from grader.rubric.loaded import Rule
from grader.rubric.model import Rubric

GREAT_AT = {"start": 0, "good": 1, "great": 2}  # amounts of a rule with good: 1, great: 2


def rubric(*criteria: Mapping[str, Any], bonus_up_to: float = 0) -> Rubric:
    return Rubric.model_validate(
        {
            "rubric": 1,
            "id": "demo",
            "version": 1,
            "title": {"en": "Demo"},
            "accepts": ("sb3",),
            "points": 100,
            "bonus_up_to": bonus_up_to,
            "criteria": tuple({"title": {"en": "?"}, **criterion} for criterion in criteria),
        }
    )


def seen(name: str, what: str) -> Result:
    """`start`, `good`, `great` as an amount; or person, playing, not-hers, unchecked."""
    result = Result(name, "waiting", "person", None, Fraction(0))
    if what in GREAT_AT:
        return Result(**{**_fields(result), "seen": "measured", "amount": GREAT_AT[what], "looked_at": 1})
    return Result(**{**_fields(result), "seen": what, "seen_reason": "crash" if what == "unchecked" else None})


def _fields(result: Result) -> dict[str, Any]:
    return {name: getattr(result, name) for name in result.__slots__}


def count(
    wanted: Rubric,
    saw: Mapping[str, str],
    *,
    gates_met: bool = True,
    marks: Mapping[str, Level] | None = None,
    overrides: Mapping[str, Level] | None = None,
) -> Any:
    return reckon(
        wanted,
        {criterion.id: Rule(1, 2, at_most=False) for criterion in wanted.criteria},
        [seen(name, what) for name, what in saw.items()],
        gates_met=gates_met,
        marks=marks or {},
        overrides=overrides or {},
    )


def levels(total: Any) -> list[str]:
    return [f"{r.level}:{r.reason}" if r.reason else r.level for r in total.results]


@pytest.mark.parametrize(
    ("rule", "amount", "looked_at", "level"),
    [
        (Rule(1, 3, at_most=False), 0, 5, "start"),
        (Rule(1, 3, at_most=False), 1, 5, "good"),
        (Rule(1, 3, at_most=False), 2, 5, "good"),
        (Rule(1, 3, at_most=False), 3, 5, "great"),
        (Rule(None, 1, at_most=False), 0, 0, "start"),
        (Rule(None, 1, at_most=False), 1, 0, "great"),
        (Rule(2, 0, at_most=True), 3, 9, "start"),
        (Rule(2, 0, at_most=True), 2, 9, "good"),
        (Rule(2, 0, at_most=True), 1, 9, "good"),
        (Rule(2, 0, at_most=True), 0, 9, "great"),
        (Rule(2, 0, at_most=True), 0, 0, "start"),
        (Rule(None, 0, at_most=True), 1, 9, "start"),
    ],
)
def test_a_level_from_an_amount(rule: Rule, amount: int, looked_at: int, level: str) -> None:
    assert level_of(rule, amount, looked_at) == level


def test_a_level_gives_its_share() -> None:
    total = count(rubric({"id": "a", "points": 10}, {"id": "b", "points": 5}, {"id": "c", "points": 1}),
                  {"a": "good", "b": "great", "c": "start"})  # fmt: skip
    assert [result.points for result in total.results] == [6, 5, 0]
    assert (total.points, total.of, total.band, total.final) == (11, 16, "good", True)


def test_tenths_are_exact() -> None:
    total = count(rubric(*({"id": f"c{n}", "points": 0.1} for n in range(10))), {f"c{n}": "great" for n in range(10)})
    assert (total.points, total.of) == (1, 1)


@pytest.mark.parametrize(
    ("points", "band"),
    [((0, 10), "start"), ((49, 51), "start"), ((50, 50), "good"), ((84, 16), "good"), ((85, 15), "great")],
)
def test_bands_begin_at_a_half_and_at_85_hundredths(points: tuple[int, int], band: str) -> None:
    got, missed = points
    total = count(rubric({"id": "a", "points": got}, {"id": "b", "points": missed}), {"a": "great", "b": "start"})
    assert total.band == band


def test_what_waits_for_a_person_is_left_out() -> None:
    wanted = rubric({"id": "a", "points": 14}, {"id": "b", "points": 6})
    total = count(wanted, {"a": "great", "b": "person"})
    assert levels(total) == ["great", "waiting:person"]
    assert (total.points, total.of, total.band, total.final) == (14, 14, "great", False)
    assert total.results[1].points is None
    assert total.results[1].of == 6
    marked = count(wanted, {"a": "great", "b": "person"}, marks={"b": "good"})
    assert (marked.points, marked.of, marked.final) == (14 + Fraction(18, 5), 20, True)
    assert marked.results[1].given


def test_a_mark_is_for_what_a_person_judges() -> None:
    total = count(rubric({"id": "a", "points": 4}), {"a": "start"}, marks={"a": "great"})
    assert levels(total) == ["start"]


@pytest.mark.parametrize("what", ["unchecked", "not-hers", "playing"])
def test_what_nobody_could_judge_costs_nothing(what: str) -> None:
    total = count(rubric({"id": "a", "points": 10}, {"id": "b", "points": 10}), {"a": "good", "b": what})
    assert (total.points, total.of, total.band) == (6, 10, "good")
    assert total.final == (what != "playing")


def test_nothing_that_counts_gives_no_band() -> None:
    total = count(rubric({"id": "a", "points": 10}), {"a": "person"})
    assert (total.points, total.of, total.band, total.final) == (0, 0, None, False)


def test_an_unmet_gate_holds_the_band_not_the_points() -> None:
    total = count(rubric({"id": "a", "points": 10}), {"a": "great"}, gates_met=False)
    assert (total.points, total.of, total.band) == (10, 10, "start")


def test_after_waits_and_counts_nothing_of_its_points() -> None:
    wanted = rubric({"id": "a", "points": 10}, {"id": "b", "points": 10, "after": ("a",)})
    total = count(wanted, {"a": "start", "b": "great"})
    assert levels(total) == ["start", "waiting:after"]
    assert (total.points, total.of, total.final) == (0, 20, True)
    assert total.results[1].points == 0
    assert levels(count(wanted, {"a": "good", "b": "great"})) == ["good", "great"]


@pytest.mark.parametrize("what", ["person", "playing", "unchecked", "not-hers"])
def test_after_what_nobody_can_say_yet_is_judged_as_if_met(what: str) -> None:
    wanted = rubric({"id": "a", "points": 10}, {"id": "b", "points": 10, "after": ("a",)})
    assert count(wanted, {"a": what, "b": "great"}).results[1].level == "great"


def test_after_hands_on() -> None:
    wanted = rubric(
        {"id": "c", "points": 1, "after": ("b",)}, {"id": "b", "points": 1, "after": ("a",)}, {"id": "a", "points": 1}
    )
    assert levels(count(wanted, {"c": "great", "b": "great", "a": "start"})) == ["waiting:after"] * 2 + ["start"]


def test_after_all_of_them() -> None:
    wanted = rubric({"id": "a"}, {"id": "b"}, {"id": "c", "after": ("a", "b")})
    assert count(wanted, {"a": "great", "b": "start", "c": "great"}).results[2].reason == "after"


def test_a_crash_does_not_wait() -> None:
    wanted = rubric({"id": "a", "points": 1}, {"id": "b", "points": 9, "after": ("a",)})
    total = count(wanted, {"a": "start", "b": "unchecked"})
    assert levels(total) == ["start", "unchecked:crash"]
    assert total.of == 1


def test_a_mentor_who_changes_a_level_outranks_everything() -> None:
    wanted = rubric({"id": "a", "points": 10}, {"id": "b", "points": 10, "after": ("a",)})
    changed = count(wanted, {"a": "start", "b": "great"}, overrides={"a": "good"})
    assert levels(changed) == ["good", "great"]
    assert count(wanted, {"a": "unchecked", "b": "start"}, overrides={"a": "great"}).points == 10
    assert levels(count(wanted, {"a": "start", "b": "start"}, overrides={"b": "great"})) == ["start", "great"]


def test_bonus_fills_a_gap_and_no_more_without_bonus_up_to() -> None:
    criteria = {"id": "a", "points": 10}, {"id": "x", "points": 5, "bonus": True}
    assert count(rubric(*criteria), {"a": "good", "x": "great"}).points == 10
    assert count(rubric(*criteria), {"a": "great", "x": "great"}).points == 10
    more = count(rubric(*criteria, bonus_up_to=2), {"a": "great", "x": "great"})
    assert (more.points, more.of, more.band) == (12, 10, "great")


def test_optional_never_counts_and_is_never_waited_for() -> None:
    wanted = rubric({"id": "a", "points": 10}, {"id": "o", "points": 5, "optional": True})
    total = count(wanted, {"a": "good", "o": "person"})
    assert (total.of, total.final) == (10, True)
    given = count(wanted, {"a": "good", "o": "great"})
    assert (given.points, given.of) == (6, 10)
    assert (given.results[1].points, given.results[1].of) == (0, 0)


# The same sums once more, written plainly and apart, as DESIGN says them: floats of hundredths, no classes, one walk.


def plain(wanted: dict[str, Any]) -> dict[str, Any]:  # noqa: C901, PLR0912 - one plain walk is the point
    names = list(wanted["criteria"])
    state: dict[str, str] = {}
    for name in names:
        c = wanted["criteria"][name]
        state[name] = wanted["overrides"].get(name) or (
            wanted["marks"].get(name, "person") if c["saw"] == "person" else c["saw"]
        )
    # Waiting spreads until nothing changes any more.
    waits: set[str] = set()
    changed = True
    while changed:
        changed = False
        for name in names:
            if name in waits or name in wanted["overrides"] or state[name] in {"unchecked", "not-hers"}:
                continue
            if any(other in waits or state[other] == "start" for other in wanted["criteria"][name]["after"]):
                waits.add(name)
                changed = True
    hundredths = {"start": 0, "good": 60, "great": 100}
    of = got = bonus = 0
    final = True
    for name in names:
        c = wanted["criteria"][name]
        if c["optional"]:
            continue
        if name not in waits and state[name] in {"person", "playing"}:
            final = False
        if name not in waits and state[name] not in hundredths:
            continue
        earned = 0 if name in waits else c["points"] * hundredths[state[name]]
        if c["bonus"]:
            bonus += earned
        else:
            got += earned
            of += c["points"] * 100
    points = min(got + bonus, of + wanted["bonus_up_to"] * 100)
    band = None
    if of:
        band = "great" if points * 100 >= 85 * of else "good" if points * 2 >= of else "start"
    if not wanted["gates_met"]:
        band = "start"
    return {"points": Fraction(points, 100), "of": Fraction(of, 100), "band": band, "final": final,
            "waits": waits}  # fmt: skip


STATES = ["start", "good", "great", "person", "playing", "not-hers", "unchecked"]
GIVEN = ["start", "good", "great"]


@st.composite
def wishes(draw: st.DrawFn) -> dict[str, Any]:
    names = [f"c{n}" for n in range(draw(st.integers(1, 7)))]
    criteria = {}
    for at, name in enumerate(names):
        kind = draw(st.sampled_from(["plain", "plain", "plain", "bonus", "optional"]))
        criteria[name] = {
            "points": draw(st.integers(0, 12)),
            "bonus": kind == "bonus",
            "optional": kind == "optional",
            "after": tuple(draw(st.sets(st.sampled_from(names[:at]), max_size=2))) if at else (),
            "saw": draw(st.sampled_from(STATES)),
        }
    some = st.dictionaries(st.sampled_from(names), st.sampled_from(GIVEN), max_size=3)
    return {
        "criteria": criteria,
        "marks": draw(some),
        "overrides": draw(some),
        "gates_met": draw(st.booleans()),
        "bonus_up_to": draw(st.integers(0, 5)),
        "order": draw(st.permutations(names)),
    }


def _count_wish(wish: dict[str, Any], names: list[str]) -> Any:
    keys = ("points", "bonus", "optional", "after")
    wanted = rubric(
        *({"id": name, **{key: wish["criteria"][name][key] for key in keys}} for name in names),
        bonus_up_to=wish["bonus_up_to"],
    )
    saw = {name: wish["criteria"][name]["saw"] for name in sorted(names, key=lambda _: random.random())}  # noqa: S311
    return count(wanted, saw, gates_met=wish["gates_met"], marks=wish["marks"], overrides=wish["overrides"])


@given(wishes())
def test_every_total_is_what_the_plain_reckoning_gives(wish: dict[str, Any]) -> None:
    total = _count_wish(wish, list(wish["criteria"]))
    expected = plain(wish)
    assert {name: getattr(total, name) for name in ("points", "of", "band", "final")} == {
        name: expected[name] for name in ("points", "of", "band", "final")
    }
    assert {result.id for result in total.results if result.reason == "after"} == expected["waits"]


@given(wishes())
def test_the_order_of_criteria_changes_nothing(wish: dict[str, Any]) -> None:
    one, other = _count_wish(wish, list(wish["criteria"])), _count_wish(wish, wish["order"])
    assert (one.points, one.of, one.band, one.final) == (other.points, other.of, other.band, other.final)
    assert {result.id: result for result in one.results} == {result.id: result for result in other.results}


@given(wishes())
def test_points_never_pass_their_limits(wish: dict[str, Any]) -> None:
    total = _count_wish(wish, list(wish["criteria"]))
    assert 0 <= total.points <= total.of + wish["bonus_up_to"]
    assert all(result.points is None or 0 <= result.points <= result.of for result in total.results)
