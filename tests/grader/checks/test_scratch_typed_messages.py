"""Names of messages typed as a text, and answers without a question: in files, and told in the last sprite."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from grader import catalogue
from grader.check import BlockPlace, counting
from grader.scratch.index import index
from grader.scratch.model import Block, ScratchProject, Script, Target, Typed
from grader.scratch.read import read
from tests.kit.blocks import scratch

Raw = dict[str, Any]


def places(check: str, project: ScratchProject | str, starter: ScratchProject | None = None) -> list[BlockPlace]:
    found = catalogue.entry(f"scratch.{check}").check
    whole = scratch(project) if isinstance(project, str) else project
    seen = found.observe(index(whole, starter), found.params())
    told = [place for place in seen.places if isinstance(place, BlockPlace)]
    if starter is None:
        assert counting(found.kind, seen).amount == sum(place.quirk is None for place in told)
    return told


def told(check: str, project: ScratchProject | str) -> list[tuple[str, str, str | None]]:
    return [(it.sprite, it.text.split("\n")[0], it.quirk) for it in places(check, project)]


def built(*scripts: tuple[Block, ...]) -> ScratchProject:
    return ScratchProject(
        (Target("Stage", stage=True), Target("Cat", stage=False, scripts=tuple(map(Script, scripts))))
    )


FLAG = Block("flag", "event_whenflagclicked")

# message-as-literal


def block(opcode: str, **more: Any) -> Raw:
    return {"opcode": opcode, "next": None, "parent": None, "inputs": {}, "fields": {}, "topLevel": False} | more


def target(name: str, blocks: Raw, **more: Any) -> Raw:
    return {"name": name, "isStage": False, "blocks": blocks, "costumes": [], "sounds": []} | more


def project(*targets: Raw) -> ScratchProject:
    return read(json.dumps({"targets": targets}).encode())


def settings(message: str, *, blocks: Raw | None = None) -> list[tuple[str, str | None, str, str | None]]:
    stage = target("Stage", {}, isStage=True, broadcasts={"m": message}, tempo=60, videoState="on")
    shown = target("Cat", blocks or {}, x=0, rotationStyle="all around")
    last = target("Dog", {"flag": block("event_whenflagclicked", topLevel=True)}, x=1)
    seen = places("message-as-literal", project(shown, stage, last))
    return [(it.sprite, it.block, str(it.text), it.quirk) for it in seen]


@pytest.mark.parametrize(
    ("message", "times"),
    [
        ("x", 4),
        ("tempo", 2),
        ("on", 1),
        ("all around", 1),
        ("rotationStyle", 2),
        ("Cat", 0),
        ("60", 0),
        ("left-right", 0),
    ],
)
def test_settings_are_texts_to_the_published_tool(message: str, times: int) -> None:
    assert settings(message) == [("Dog", None, message, "setting")] * times


def test_a_text_shows_the_last_sprite_and_its_own_block() -> None:
    blocks = {
        "hat": block("event_whenflagclicked", topLevel=True, next="say"),
        "say": block("looks_say", parent="hat", inputs={"MESSAGE": [3, "join", [10, "start"]]}),
        "join": block("operator_join", parent="say", inputs={"STRING1": [1, [10, "start"]], "STRING2": [1, [10, "a"]]}),
    }
    assert settings("start", blocks=blocks) == [("Dog", "join", "(join [start] [a])", None)]


def test_a_sprite_in_touching_is_reported_at_its_menu() -> None:
    blocks = {
        "hat": block("event_whenflagclicked", topLevel=True, next="wait"),
        "wait": block("control_wait_until", parent="hat", inputs={"CONDITION": [2, "touch"]}),
        "touch": block("sensing_touchingobject", parent="wait", inputs={"TOUCHINGOBJECTMENU": [1, "menu"]}),
        "menu": block(
            "sensing_touchingobjectmenu", parent="touch", shadow=True, fields={"TOUCHINGOBJECTMENU": ["Dog", None]}
        ),
    }
    assert [it[:2] + it[3:] for it in settings("Dog", blocks=blocks)] == [("Dog", "menu", "chosen-name")]
    blocks["menu"]["fields"]["TOUCHINGOBJECTMENU"][0] = "_edge_"
    assert not settings("_edge_", blocks=blocks)


@pytest.mark.parametrize(("value", "found"), [("10", [("Cat", "v", None)]), (10, []), (True, [])])
def test_a_start_value_must_be_a_text(value: Any, found: list[tuple[str, str, str | None]]) -> None:
    hat = {"hat": block("event_whenflagclicked", topLevel=True)}
    more = {"variables": {"v": ["v", value]}, "broadcasts": {"m": str(value)}}
    assert told("message-as-literal", project(target("Stage", {}, isStage=True, **more), target("Cat", hat))) == found


def test_items_are_texts_also_when_they_are_numbers() -> None:
    hat = {"hat": block("event_whenflagclicked", topLevel=True)}
    more = {"lists": {"l": ["l", ["10", 10, 9]]}, "broadcasts": {"m": "10"}}
    assert (
        len(places("message-as-literal", project(target("Stage", {}, isStage=True, **more), target("Cat", hat)))) == 2
    )


def test_what_the_starter_gave_the_variable_is_not_hers() -> None:
    text = 'stage\nmessage "go"\nvariable state = "go"\n\nsprite "Cat"\n\nwhen green flag clicked\nshow'
    (place,) = places("message-as-literal", text, scratch(text))
    assert not place.hers


def test_a_message_that_is_typed_is_sent() -> None:
    send = Block("send", "event_broadcast", {"BROADCAST_INPUT": Typed("go", "text")})
    say = Block("say", "looks_say", {"MESSAGE": Typed("go", "text")})
    whole = built((FLAG, send, say))
    stage = replace(whole.stage, messages=("go",))
    assert not places("message-as-literal", replace(whole, targets=(stage, *whole.sprites)))
    less = replace(built((FLAG, say)), targets=(stage, *built((FLAG, say)).sprites))
    assert [it.block for it in places("message-as-literal", less)] == ["say"]


# missing-ask


def test_an_answer_is_shown_in_the_last_sprite_of_the_file() -> None:
    say = {
        "flag": block("event_whenflagclicked", topLevel=True, next="say"),
        "say": block("looks_say", parent="flag", inputs={"MESSAGE": [3, "answer", [10, ""]]}),
        "answer": block("sensing_answer", parent="say"),
    }
    stage = target("Stage", {}, isStage=True)
    for others in ((stage, target("Dog", {})), (target("Dog", {}), stage)):
        (place,) = places("missing-ask", project(target("Cat", say), *others))
        assert (place.sprite, place.block, place.quirk) == (others[-1]["name"], "answer", None)
