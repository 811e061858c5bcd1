"""Scenarios as JSON: each step and check of the form is read, and a slip is named with its step."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.live import conditions as ask
from grader.live import scenario as do
from grader.live.forms import ScenarioError
from grader.live.scenario import from_json, read


def one(step: Any, *before: Any) -> Any:
    return from_json({"steps": [*before, step]}).steps[-1]


def check(**fields: Any) -> Any:
    before = {"do": "remember", "as": "before"}
    return one({"check": fields}, before).condition


@pytest.mark.parametrize(
    ("step", "read_as"),
    [
        ({"do": "green_flag"}, do.GreenFlag()),
        ({"do": "wait", "seconds": 2}, do.Wait(2.0)),
        (
            {"do": "wait_until", "condition": {"type": "running", "is": False}, "max_seconds": 3},
            do.WaitUntil(ask.Running(False), 3.0),  # noqa: FBT003 - as the field has it
        ),
        ({"do": "press", "key": "right arrow", "seconds": 1}, do.Press("right arrow", 1.0)),
        ({"do": "press", "key": "a"}, do.Press("a")),
        ({"do": "hold", "key": "space"}, do.Hold("space")),
        ({"do": "release", "key": "space"}, do.Release("space")),
        ({"do": "click_sprite", "sprite": "Cat", "which": "first_clone"}, do.ClickSprite("Cat", "first_clone")),
        ({"do": "click_stage", "x": 1, "y": -2}, do.ClickStage(1.0, -2.0)),
        ({"do": "mouse_move", "x": 1, "y": 2}, do.MouseMove(1.0, 2.0)),
        ({"do": "mouse_down"}, do.MouseDown()),
        ({"do": "mouse_up"}, do.MouseUp()),
        ({"do": "answer", "text": "ម៉ាលី"}, do.Answer("ម៉ាលី")),
        ({"do": "drag_sprite", "sprite": "Cat", "x": 1, "y": 2}, do.DragSprite("Cat", 1.0, 2.0)),
        ({"do": "remember", "as": "A"}, do.Remember("A")),
        ({"do": "noise", "loudness": 60}, do.Noise(60.0)),
        ({"do": "set_variable", "name": "lives", "value": 1}, do.SetVariable("lives", 1)),
        ({"check": {"type": "running", "is": True}}, do.CheckNow(ask.Running(True))),  # noqa: FBT003
    ],
)
def test_each_step_is_read(step: Any, read_as: Any) -> None:
    assert one(step) == read_as


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "visible", "sprite": "Cat", "is": True, "which": "any_clone"},
        {"type": "says", "sprite": "Cat", "contains": "hi", "bubble": "think"},
        {"type": "silent", "sprite": "Cat"},
        {"type": "clones", "sprite": "Cat", "op": ">=", "value": 3},
        {"type": "question", "contains": "name"},
        {"type": "position", "sprite": "Cat", "x": [0, 10], "y": [-5, 5]},
        {"type": "variable", "name": "score", "op": "==", "value": "10"},
        {"type": "variable_changed", "name": "score", "by": "increase", "since": "before"},
        {"type": "costume", "sprite": "Cat", "is": "walk"},
        {"type": "backdrop", "is": "night"},
        {"type": "moved", "sprite": "Cat", "axis": "any", "by": "none", "since": "before"},
        {"type": "direction", "sprite": "Cat", "is": 90},
        {"type": "direction_changed", "sprite": "Cat", "by": "any", "since": "before"},
        {"type": "size", "sprite": "Cat", "is": 100},
        {"type": "size_changed", "sprite": "Cat", "by": "decrease", "since": "before"},
        {"type": "touching", "sprite": "Cat", "target": "edge"},
        {"type": "broadcast_seen", "name": "go"},
        {"type": "touching_color", "sprite": "Cat", "color": "#ff0000"},
        {"type": "sound_played", "name": "pop"},
        {"type": "list", "name": "names", "op": ">", "value": 2, "contains": "Lina"},
        {"type": "in_front", "sprite": "Cat", "of": "Dog"},
        {"type": "effect", "sprite": "Cat", "effect": "ghost", "op": ">", "value": 50},
        {"type": "pen_strokes", "op": ">=", "value": 4},
        {"type": "happened", "kind": "stop-all"},
    ],
)
def test_each_check_is_read(fields: dict[str, Any]) -> None:
    found = check(**fields)
    kept = {name.rstrip("_"): getattr(found, name) for name in found.__slots__}
    for name, value in fields.items():
        if name != "type":
            assert kept[name] == (tuple(value) if isinstance(value, list) else value)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ({"do": "wiat", "seconds": 1}, "steps[1] does not know `wiat`. Is it `wait`?"),
        ({"do": "dance"}, "steps[1] does not know `dance`. It knows: answer, click_sprite"),
        ({"do": "wait"}, "steps[1], wait needs `seconds`."),
        ({"do": "wait", "seconds": "2"}, "steps[1], wait: `seconds` is a number."),
        ({"do": "wait", "seconds": True}, "steps[1], wait: `seconds` is a number."),
        ({"do": "wait", "seconds": -1}, "steps[1], wait: `seconds` is a number from 0 on."),
        ({"do": "wait", "seconds": 1, "secs": 2}, "steps[1], wait does not know `secs`. Is it `seconds`?"),
        ({"do": "press", "key": "righ arrow"}, "steps[1], press: there is no key `righ arrow`. Is it `right arrow`?"),
        ({"do": "hold", "key": "shift"}, "steps[1], hold: there is no key `shift`."),
        ({"do": "answer", "text": 5}, "steps[1], answer: `text` is a text in quotes."),
        ({"do": "remember"}, "steps[1], remember needs `as`."),
        ({"do": "click_sprite", "sprite": "Cat", "which": "all"}, "`which` is one of original, first_clone, first_v"),
        ("green_flag", "steps[1]: an object in braces belongs here."),
        ({}, "steps[1] is a `do` or a `check`, one of the two."),
        ({"do": "wait", "check": {}}, "steps[1] is a `do` or a `check`, one of the two."),
        ({"check": {"type": "says", "sprite": "Cat"}}, "steps[1], check, says needs `contains`."),
        ({"check": {"type": "sings"}}, "steps[1], check does not know `sings`. It knows: backdrop, broadcast_seen"),
        ({"check": {}}, "steps[1], check needs `type`."),
        ({"check": {"type": 3}}, "steps[1], check: `type` is a text in quotes."),
        ({"check": {"type": "running", "is": 1}}, "steps[1], check, running: `is` is true or false."),
        ({"check": {"type": "position", "sprite": "Cat"}}, "steps[1], check, position needs `x`."),
        ({"check": {"type": "position", "sprite": "C", "x": [9, 1]}}, "`x` is a pair [low, high]."),
        ({"check": {"type": "variable", "name": "n", "op": "==", "value": None}}, "`value` is a text or a number."),
        ({"check": {"type": "size_changed", "sprite": "C", "by": "any", "since": "B"}}, "nothing is remembered as `B`"),
        ({"check": {"type": "touching_color", "sprite": "C", "color": "red"}}, "`color` is a color such as #ff0000."),
        (
            {"do": "wait_until", "condition": {"type": "running"}, "max_seconds": 1},
            "steps[1], wait_until, condition, running needs `is`.",
        ),
    ],
)
def test_a_slip_is_named_with_its_step(step: Any, sentence: str) -> None:
    with pytest.raises(ScenarioError) as told:
        from_json({"steps": [{"do": "green_flag"}, step]})
    assert sentence in str(told.value)
    assert told.value.index == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"steps": [', "Line 1, column 12: this is not JSON yet."),
        ("[" * 100_000, "this is not JSON yet."),
        ("[]", "A scenario: an object in braces belongs here."),
        ("{}", "A scenario needs `steps`: a list with at least one step."),
        ('{"steps": []}', "A scenario needs `steps`"),
        ('{"steps": [{"do": "green_flag"}], "seeds": 3}', "A scenario does not know `seeds`. Is it `seed`?"),
        ('{"steps": [{"do": "green_flag"}], "seed": "x"}', "A scenario: `seed` is a number."),
    ],
)
def test_a_text_that_is_no_scenario_is_told(text: str, sentence: str) -> None:
    with pytest.raises(ScenarioError) as told:
        read(text)
    assert sentence in str(told.value)


def test_the_seed_is_one_when_none_is_given() -> None:
    assert read(json.dumps({"steps": [{"do": "green_flag"}]})).seed == 1


def test_what_is_remembered_later_is_not_remembered_yet() -> None:
    late = {"type": "moved", "sprite": "Cat", "axis": "x", "by": "any", "since": "A"}
    with pytest.raises(ScenarioError):
        from_json({"steps": [{"check": late}, {"do": "remember", "as": "A"}]})


def test_errors_are_said_in_khmer_too() -> None:
    with pytest.raises(ScenarioError) as told:
        from_json({"steps": [{"do": "wait"}]})
    assert told.value.say("km") != told.value.say("en")
    assert "seconds" in told.value.say("km")
