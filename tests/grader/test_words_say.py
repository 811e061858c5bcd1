"""From a report to sentences: what works first, one next step, all goals, her growth."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from grader import words
from grader.check import BlockPlace, FilePlace
from grader.report import GateResult, Report, Result
from grader.rubric.model import Rubric

CAT = BlockPlace("Cat", "b1", "forever\nend")
DOG = BlockPlace("Dog", "b2", "forever\nend")


def rubric(*criteria: dict[str, Any], **more: Any) -> Rubric:
    return Rubric.model_validate(
        {
            "rubric": 1,
            "id": "dance",
            "version": 1,
            "title": {"en": "Dance party", "km": "ពិធី\u200bរាំ"},
            "accepts": ("sb3",),
            "points": 10,
            "criteria": tuple({"title": {"en": f"Goal {entry['id']}"}, "points": 5, **entry} for entry in criteria),
            **more,
        }
    )


def loops(**more: Any) -> dict[str, Any]:
    return {
        "id": "loops",
        "check": "scratch.loops",
        "levels": {"good": 1, "great": 3},
        "praise": {"en": "{where} repeats the dance with {block:control_forever}: {count}."},
        "next": {"en": "Repeat {need} things."},
        "hints": (
            {"en": "What repeats?"},
            {"en": "Look in {category:control}."},
            {"en": "Use {block:control_repeat}."},
        ),
        **more,
    }


def result(name: str, level: str, amount: int | None = None, **more: Any) -> Result:
    seen = "measured" if amount is not None else "person"
    return Result(name, level, more.pop("reason", None), Fraction(0), Fraction(5), amount, 5, seen=seen, **more)  # type: ignore[arg-type]


def report(*results: Result, gates: tuple[GateResult, ...] = (), kind: str = "sb3") -> Report:
    nothing = Fraction(0)
    return Report(
        "dance",
        1,
        "s",
        "w",
        "0",
        kind,
        nothing,
        Fraction(10),
        Fraction(10),
        "start",
        final=True,
        gates=gates,
        results=results,
    )


def text(sentences: Any) -> str:
    return " ".join(str(sentence) for sentence in sentences)


def test_praise_names_the_sprite_and_the_block_as_the_editor_does() -> None:
    said = words.say(report(result("loops", "good", 2, places=(CAT, DOG))), rubric(loops()), "en")
    assert str(said.proofs[0].title) == "Cat and Dog repeats the dance with forever: 2."
    assert said.proofs[0].places == (CAT, DOG)


def test_block_names_come_in_her_language() -> None:
    both = loops(praise={"km": "{where} ប្រើ {block:control_forever}"})
    said = words.say(report(result("loops", "good", 2, places=(CAT,))), rubric(both), "km")
    assert str(said.proofs[0].title) == "Cat ប្រើ រហូត"


def test_at_most_three_proofs_and_what_is_new_comes_first() -> None:
    ids = ["a", "b", "c", "d"]
    goals = rubric(*(loops(id=name, praise={"en": name}) for name in ids))
    now = report(*(result(name, "great", 3, places=(CAT,)) for name in ids))
    before = report(*(result(name, "start" if name == "d" else "great", 3) for name in ids))
    said = words.say(now, goals, "en", previous=before)
    assert [str(proof.title) for proof in said.proofs] == ["d", "a", "b"]


def test_nothing_to_praise_praises_the_act() -> None:
    said = words.say(report(result("loops", "start", 0)), rubric(loops()), "en")
    assert text(proof.title for proof in said.proofs) == "You sent your first try."
    again = words.say(report(result("loops", "start", 0)), rubric(loops()), "en", attempt=3)
    assert str(again.proofs[0].title) == "You sent try 3."


def test_below_good_the_measured_number_is_the_praise() -> None:
    few = rubric(loops(levels={"good": 3, "great": 5}))
    said = words.say(report(result("loops", "start", 2, places=(CAT,))), few, "en")
    assert "Goal loops" in str(said.proofs[0].title)
    assert "2" in str(said.proofs[0].why)


def test_an_unmet_gate_is_the_next_step() -> None:
    gated = rubric(loops(), gates=({"check": "scratch.changed-from-starter", "say": {"en": "Change one thing!"}},))
    unmet = report(result("loops", "start", 0), gates=(GateResult("scratch.changed-from-starter", met=False),))
    assert str(words.say(unmet, gated, "en").next.title) == "Change one thing!"
    unknown = report(result("loops", "start", 0), gates=(GateResult("scratch.changed-from-starter", met=None),))
    assert words.say(unknown, gated, "en").next.criterion == "loops"


def test_the_next_step_is_the_cheapest_that_moves_a_level() -> None:
    goals = rubric(
        loops(id="far", levels={"good": 5, "great": 9}),
        loops(id="near", levels={"good": 1, "great": 3}),
        loops(id="tidy", check="scratch.dead-code", levels={"good": 4, "great": 0}),
    )
    said = words.say(
        report(result("far", "start", 1), result("near", "good", 2), result("tidy", "good", 3)), goals, "en"
    )
    assert said.next.criterion == "near"
    assert str(said.next.title) == "Repeat 3 things."
    assert [goal.criterion for goal in said.goals if goal.next] == ["near"]


@pytest.mark.parametrize(
    ("level", "reason"), [("waiting", "after"), ("waiting", "person"), ("unchecked", "crash"), ("not-hers", None)]
)
def test_what_waits_is_never_the_next_step(level: str, reason: str | None) -> None:
    goals = rubric(loops(id="a"), loops(id="b", levels={"good": 9, "great": 12}))
    said = words.say(report(result("a", level, 0, reason=reason), result("b", "start", 1)), goals, "en")
    assert said.next.criterion == "b"


def test_everything_reached_still_gives_one_step() -> None:
    said = words.say(report(result("loops", "great", 3, places=(CAT,))), rubric(loops()), "en")
    assert said.next.reason == "done"
    assert str(said.next.title)


def test_hints_open_one_by_one_with_different_files() -> None:
    poor = report(result("loops", "start", 0))
    tried = words.files_tried([("one", poor), ("one", poor), ("two", poor)])
    assert tried == {"loops": 2}
    said = words.say(poor, rubric(loops()), "en", tried=tried)
    assert [hint.ready for hint in said.next.hints] == [True, True, False]
    assert not said.next.hints[2].text
    assert str(said.next.hints[1].text) == "Look in Control."


def test_the_ladder_starts_anew_after_great() -> None:
    poor, rich = report(result("loops", "start", 0)), report(result("loops", "great", 3))
    assert words.files_tried([("a", poor), ("b", poor), ("c", rich), ("d", poor)]) == {"loops": 1}


def test_hints_can_open_slowly() -> None:
    slow = rubric(loops(), attempts={"hint_every": 2})
    said = words.say(report(result("loops", "start", 0)), slow, "en", tried={"loops": 3})
    assert [hint.ready for hint in said.next.hints] == [True, True, False]


def test_growth_is_against_her_own_best() -> None:
    goals = rubric(loops(id="a"), loops(id="b"), loops(id="extra", bonus=True, points=0), bonus_up_to=1)
    before = report(result("a", "good", 1), result("b", "start", 0), result("extra", "start", 0))
    now = report(result("a", "good", 1), result("b", "great", 3), result("extra", "great", 3))
    grown = words.say(now, goals, "en", previous=before).growth
    assert (grown.reached, grown.of, grown.before) == (2, 2, 1)
    assert text(grown.lines) == "Before, you reached 1 of 2 goals. Now it is 2. New in this try: Goal b."
    fell = words.say(before, goals, "en", previous=now).growth
    assert text(fell.lines) == "This try has 1 of 2 goals. Your best try has 2, and it still counts."
    assert "counts" not in text(words.say(before, goals, "en", previous=now, counts="last").growth.lines)


def test_a_first_try_is_compared_with_nothing() -> None:
    assert words.say(report(result("loops", "good", 1)), rubric(loops()), "en").growth.lines == ()


def test_goals_have_words_and_shapes_for_every_level() -> None:
    human = {"id": "friend", "scored_by": "mentor", "levels": {n: {"en": n} for n in ("start", "good", "great")}}
    cases = {
        "start": ("l1", "Getting started"),
        "good": ("l2", "Good"),
        "great": ("l3", "Great"),
        "not-hers": ("lu", "The site builder wrote this"),
        "unchecked": ("lu", "We could not check this yet"),
    }
    for level, (shape, word) in cases.items():
        goal = words.say(report(result("loops", level, 1)), rubric(loops()), "en").goals[0]
        assert (goal.level.shape, str(goal.level.word)) == (shape, word)
    said = words.say(
        report(result("loops", "waiting", 1, reason="after"), result("friend", "waiting", reason="person")),
        rubric(loops(after=("friend",)), human),
        "en",
    )
    assert [str(goal.level.word) for goal in said.goals] == ["A later goal", "Waiting for your mentor"]
    assert text(said.goals[0].checked) == "It comes after this goal: Goal friend."
    assert [goal.may_ask for goal in said.goals] == [False, False]


def test_how_it_was_checked_tells_the_number_and_the_need() -> None:
    goal = words.say(report(result("loops", "good", 2)), rubric(loops()), "en").goals[0]
    assert "2" in str(goal.checked[0])
    assert str(goal.checked[1]) == "Great needs 3."


def test_a_picture_waits_for_a_person() -> None:
    said = words.say(report(result("loops", "waiting", reason="person"), kind="picture"), rubric(loops()), "en")
    assert text(said.goals[0].checked) == "You sent a picture. A person looks at it."
    assert said.next.reason == "done"


def test_a_level_that_a_person_gave_tells_her_words() -> None:
    human = {
        "id": "friend",
        "scored_by": "mentor",
        "levels": {n: {"en": f"It is {n}"} for n in ("start", "good", "great")},
    }
    said = words.say(report(result("friend", "good", given=True)), rubric(human), "en")
    assert text(said.goals[0].checked) == "A person looked at this. It is good"
    assert text([said.next.title, *said.next.why]) == "Next for “Goal friend” It is great"


def test_points_are_nowhere() -> None:
    import json
    from dataclasses import asdict

    said = words.say(report(result("loops", "good", 1, places=(CAT,))), rubric(loops()), "en")
    assert "points" not in json.dumps(asdict(said), default=str)


def test_a_rubric_cannot_reach_into_objects() -> None:
    sly = loops(praise={"en": "{count.__class__} {0} {values[0]} {count}"})
    said = words.say(report(result("loops", "good", 2)), rubric(sly), "en")
    assert str(said.proofs[0].title) == "{count.__class__}  {values[0]} 2"


def test_places_in_files_are_named_with_their_line() -> None:
    place = FilePlace("index.html", 12, 1, 12, 5, "<h1>")
    said = words.fill("Here: {where}.", words.Facts(places=(place,)), "en")
    assert str(said) == "Here: index.html, line 12."
    assert str(words.fill("{name}", words.Facts(places=(place,)), "en")) == "index.html"


def test_many_names_end_in_and_more() -> None:
    places = tuple(BlockPlace(name, None, "") for name in "ABCDE")
    assert str(words.fill("{where}", words.Facts(places=places), "en")) == "A, B, C and 2 more"
    assert str(words.fill("{where}", words.Facts(), "en")) == "your project"


def test_a_missing_translation_says_that_it_is_english() -> None:
    said = words.say(report(result("loops", "good", 1)), rubric(loops()), "km")
    assert said.title.language == "km"
    assert said.goals[0].title.language == "en"


def test_something_to_point_at_comes_before_a_page_without_a_slip() -> None:
    tidy = loops(id="tidy", check="scratch.dead-code", praise={"en": "Nothing lies around."}, levels={"great": 0})
    few = loops(levels={"good": 3, "great": 5})
    said = words.say(
        report(result("loops", "start", 2, places=(CAT,)), result("tidy", "great", 0)), rubric(few, tidy), "en"
    )
    assert [proof.criterion for proof in said.proofs] == ["loops", "tidy"]


def test_advice_is_no_goal_and_no_proof() -> None:
    safe = {"id": "safe", "check": "website.private-details", "optional": True, "points": 0}
    clean = words.say(report(result("loops", "good", 1), result("safe", "great", 0)), rubric(loops(), safe), "en")
    assert [goal.criterion for goal in clean.goals] == ["loops"]
    assert "safe" not in [proof.criterion for proof in clean.proofs]
    assert clean.advice == ()
    phone = FilePlace("index.html", 9, 1, 9, 12, "012 345 678")
    found = words.say(
        report(result("loops", "good", 1), result("safe", "start", 1, places=(phone,))), rubric(loops(), safe), "en"
    )
    assert [goal.criterion for goal in found.advice] == ["safe"]
    assert found.next.criterion == "loops"
