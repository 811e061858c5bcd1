"""Edges of smells that a program as text cannot hold: ids, damaged slots, names that differ, the order of targets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader import catalogue
from grader.check import BlockPlace, Observation, counting
from grader.scratch.index import index
from grader.scratch.model import ScratchProject
from grader.scratch.read import read
from tests.kit.blocks import scratch

Raw = dict[str, Any]
TRUE, ONE = [1, [10, "true"]], [1, [10, "1"]]


def block(opcode: str, **more: Any) -> Raw:
    return {"opcode": opcode, "next": None, "parent": None, "inputs": {}, "fields": {}, "topLevel": False} | more


def target(name: str, blocks: Raw, *, stage: bool = False, **more: Any) -> Raw:
    return {"name": name, "isStage": stage, "blocks": blocks, "costumes": [], "sounds": []} | more


def observed(check: str, project: ScratchProject) -> list[BlockPlace]:
    found = catalogue.entry(f"scratch.{check}").check
    seen: Observation = found.observe(index(project), found.params())
    places = [place for place in seen.places if isinstance(place, BlockPlace)]
    assert counting(found.kind, seen).amount == sum(place.quirk is None for place in places)
    return places


def told(check: str, *targets: Raw) -> list[tuple[str, str | None, str | None]]:
    project = read(json.dumps({"targets": targets}).encode())
    return [(place.sprite, place.block, place.quirk) for place in observed(check, project)]


def in_text(check: str, text: str) -> list[tuple[str, str | None]]:
    return [(str(place.text), place.quirk) for place in observed(check, scratch(text))]


# unnecessary-boolean


def question(left: Any, right: Any) -> Raw:
    sides = {name: side for name, side in (("OPERAND1", left), ("OPERAND2", right)) if side is not ...}
    return target(
        "Cat",
        {
            "hat": block("event_whenflagclicked", topLevel=True, next="until"),
            "until": block("control_wait_until", parent="hat", inputs={"CONDITION": [2, "equals"]}),
            "equals": block("operator_equals", parent="until", inputs=sides),
            "down": block("sensing_mousedown", parent="equals"),
        },
    )


STAGE = target("Stage", {}, stage=True)


@pytest.mark.parametrize(
    ("left", "right", "quirk"),
    [
        ([2, "down"], TRUE, None),
        ([2, None], TRUE, "empty-slot"),
        (ONE, [1, None], "empty-slot"),
    ],
)
def test_a_slot_that_holds_nothing_is_a_question(left: Any, right: Any, quirk: str | None) -> None:
    assert told("unnecessary-boolean", question(left, right), STAGE) == [("Cat", "equals", quirk)]


@pytest.mark.parametrize(
    ("left", "right"), [(..., TRUE), ([2, "gone"], TRUE), ([2, None], [2, None]), ([2, None], [1, [10, "yes"]])]
)
def test_a_slot_that_is_not_there_is_none(left: Any, right: Any) -> None:
    assert told("unnecessary-boolean", STAGE, question(left, right)) == []


@pytest.mark.parametrize("number", ["1.9", "0.5", "-0.5", "NaN", "-0.9e0"])
def test_numbers_are_cut(number: str) -> None:
    assert in_text("unnecessary-boolean", f"wait until <<mouse down?> = [{number}]>")[0][1] == "cut-number"


@pytest.mark.parametrize("number", ["1", "0", "1.0", "-0", "1d", " 1 "])
def test_whole_numbers_are_truths(number: str) -> None:
    assert in_text("unnecessary-boolean", f"wait until <<mouse down?> = [{number}]>")[0][1] is None


@pytest.mark.parametrize("number", ["-1", "2", "Infinity", "1e300", "yes", "1,5"])
def test_other_numbers_are_none(number: str) -> None:
    assert in_text("unnecessary-boolean", f"wait until <<mouse down?> = [{number}]>") == []


# numbers typed


@pytest.mark.parametrize(
    ("check", "statement", "typed", "many"),
    [
        ("unnecessary-rotation", "turn right [{}] degrees", "720", 1),
        ("unnecessary-rotation", "turn right [{}] degrees", "Infinity", 0),
        ("unnecessary-rotation", "turn right [{}] degrees", "NaN", 0),
        ("unnecessary-size-change", "set size to [{}] %", "Infinity", 1),
        ("unnecessary-size-change", "set size to [{}] %", "NaN", 0),
        ("unnecessary-size-change", "change size by [{}]", "-540", 1),
        ("unnecessary-size-change", "change size by [{}]", "-539", 0),
        ("unnecessary-time", "wait [{}] seconds", "0f", 1),
        ("unnecessary-time", "wait [{}] seconds", "", 1),
        ("unnecessary-time", "wait [{}] seconds", " ", 0),
        ("unnecessary-time", "wait [{}] seconds", "NaN", 0),
        ("unnecessary-loop", "repeat [{}]", "0", 1),
        ("unnecessary-loop", "repeat [{}]", "", 0),
        ("unnecessary-move", "move [{}] steps", "-0.0", 1),
        ("unnecessary-move", "move [{}] steps", "abc", 0),
    ],
)
def test_what_is_typed(check: str, statement: str, typed: str, many: int) -> None:
    assert len(in_text(check, statement.format(typed))) == many


# stuttering-movement


def test_a_move_in_an_own_block_lasts_to_the_next_sprite_that_has_scripts() -> None:
    own = 'sprite "Cat"\n\ndefine jump\nchange y by (10)\n\n'
    key = 'sprite "Mango"\n\nwhen [space v] key pressed\nsay [Hi]'
    assert in_text("stuttering-movement", own + key) == [("say [Hi]", "own-block-before")]
    assert in_text("stuttering-movement", own + "when this sprite clicked\n\n" + key) == []
    assert in_text("stuttering-movement", own + "hide\n\n" + key) == []


def test_a_move_in_an_own_block_inside_forever_does_not_count() -> None:
    text = "define jump\nforever\nchange y by (10)\nend\n\nwhen [space v] key pressed\nsay [Hi]"
    assert in_text("stuttering-movement", text) == []


# unnecessary-message


def test_the_hat_of_an_extension_is_the_first_statement() -> None:
    send = block("event_broadcast", parent="hat", inputs={"BROADCAST_INPUT": [1, [11, "go", "m"]]})
    after = {"hat": block("makeymakey_whenMakeyKeyPressed", topLevel=True, next="send"), "send": send}
    assert told("unnecessary-message", STAGE, target("Cat", after)) == []
    first = {"hat": block("event_whenflagclicked", topLevel=True, next="send"), "send": send}
    assert told("unnecessary-message", STAGE, target("Cat", first)) == [("Cat", "hat", None)]


# unused-custom-block, unused-parameter


def definition(names: str, ids: str, inputs: Raw) -> Raw:
    mutation = {
        "tagName": "mutation", "children": [], "proccode": "jump %s %n", "argumentids": ids,
        "argumentnames": names, "argumentdefaults": '["", ""]', "warp": "false",
    }  # fmt: skip
    return {
        "define": block("procedures_definition", topLevel=True, inputs={"custom_block": [1, "proto"]}),
        "proto": block("procedures_prototype", shadow=True, parent="define", inputs=inputs, mutation=mutation),
        "head": block("argument_reporter_string_number", shadow=True, parent="proto", fields={"VALUE": ["a", None]}),
    }


def test_an_unused_input_is_reported_at_its_block_in_the_head() -> None:
    cat = target("Cat", definition('["a", "b"]', '["x", "y"]', {"x": [1, "head"]}))
    assert told("unused-parameter", STAGE, cat) == [("Cat", "head", None), ("Cat", None, None)]


def test_ids_set_how_many_inputs_there_are() -> None:
    cat = target("Cat", definition('["a", "b"]', '["x"]', {"x": [1, "head"]}))
    assert told("unused-parameter", STAGE, cat) == [("Cat", "head", None)]


def test_two_inputs_of_one_name() -> None:
    cat = target("Cat", definition('["a", "a"]', '["x", "y"]', {"x": [1, "head"]}))
    assert len(told("unused-parameter", STAGE, cat)) == 2


def call(proccode: str) -> Raw:
    mutation = {"tagName": "mutation", "children": [], "proccode": proccode, "argumentids": "[]", "warp": "false"}
    return {"call": block("procedures_call", topLevel=True, mutation=mutation)}


@pytest.mark.parametrize(("proccode", "many"), [("jump %n %s", 0), ("jump %s", 1), ("Jump %s %n", 1)])
def test_numbers_and_texts_are_one_in_the_text_of_an_own_block(proccode: str, many: int) -> None:
    cat = target("Cat", definition("[]", "[]", {}) | call(proccode))
    assert told("unused-custom-block", STAGE, cat) == [("Cat", "define", None)] * many


def test_two_sprites_of_one_name_are_two() -> None:
    made, used = target("Cat", definition("[]", "[]", {})), target("Cat", call("jump %s %s"))
    assert told("unused-custom-block", STAGE, made, used) == [("Cat", "define", None)]


# unused-variables


def setting(name: str, identity: str) -> Raw:
    return block(
        "data_setvariableto", topLevel=True, fields={"VARIABLE": [name, identity]}, inputs={"VALUE": [1, [10, "1"]]}
    )


def test_a_stage_of_another_name_owns_nothing() -> None:
    stage = target("Bühne", {}, stage=True, variables={"v": ["lives", 0]})
    cat = target("Cat", {"set": setting("lives", "v")})
    assert told("unused-variables", stage, cat) == [("Bühne", None, "in-use")]


def test_a_use_goes_by_its_name() -> None:
    stage = target("Stage", {}, stage=True, variables={"v": ["lives", 0], "w": ["score", 0]})
    assert told("unused-variables", stage, target("Cat", {"set": setting("score", "v")})) == [
        ("Stage", None, "in-use"),
    ]


def test_a_list_in_use_hides_a_variable_of_its_name() -> None:
    cat = target(
        "Cat",
        {"add": block("data_addtolist", topLevel=True, fields={"LIST": ["x", "l"]}, inputs={"ITEM": ONE})},
        variables={"v": ["x", 0]},
        lists={"l": ["x", []]},
    )
    assert told("unused-variables", STAGE, cat) == []


def test_a_use_in_a_block_that_the_published_tool_does_not_know_is_a_use() -> None:
    loop = block("control_for_each", topLevel=True, fields={"VARIABLE": ["i", "v"]}, inputs={"VALUE": ONE})
    cat = target("Cat", {"loop": loop}, variables={"v": ["i", 0], "w": ["j", 0]})
    assert told("unused-variables", STAGE, cat) == [("Cat", None, "in-use"), ("Cat", None, None)]


# useless-blocks


@pytest.mark.parametrize(("held", "many"), [([1, "menu"], 1), ([1, [10, "_myself_"]], 0), ([3, "answer", "menu"], 0)])
def test_a_clone_of_the_stage_is_meant_when_it_is_chosen(held: Any, many: int) -> None:
    blocks = {
        "clone": block("control_create_clone_of", topLevel=True, inputs={"CLONE_OPTION": held}),
        "menu": block("control_create_clone_of_menu", shadow=True, fields={"CLONE_OPTION": ["_myself_", None]}),
        "answer": block("sensing_answer", parent="clone"),
    }
    assert told("useless-blocks", target("Stage", blocks, stage=True)) == [("Stage", "clone", None)] * many


# variable-initialization-race


def racing(opcode: str, **more: Any) -> Raw:
    return {
        "hat": block(opcode, topLevel=True, next="set", **more),
        "set": setting("lives", "v") | {"topLevel": False, "parent": "hat"},
    }


def test_copied_sprites_share_ids_and_race_all_the_same() -> None:
    stage = target("Stage", {}, stage=True, variables={"v": ["lives", 0]})
    one, two = (target(name, racing("event_whenflagclicked")) for name in ("Cat", "Dog"))
    assert told("variable-initialization-race", stage, one, two) == [("Dog", "set", None)]
    # The stage stands last in the file: it is named, though no block of the race is in it.
    assert told("variable-initialization-race", one, two, stage) == [("Stage", "set", None)]


def test_what_is_no_race_of_scripts_that_start_together() -> None:
    stage = target("Stage", {}, stage=True, variables={"v": ["lives", 0]})
    clones = [target(name, racing("control_start_as_clone")) for name in ("Cat", "Dog")]
    assert told("variable-initialization-race", stage, *clones) == [("Dog", "set", "other-sprite")]
    loose = target("Cat", {"a": setting("lives", "v"), "b": setting("lives", "v")})
    assert told("variable-initialization-race", stage, loose) == [("Cat", "a", "loose")]


def test_the_hat_that_waits_for_a_number() -> None:
    stage = target("Stage", {}, stage=True, variables={"v": ["lives", 0]})

    def above(what: str, value: Any) -> Raw:
        return racing("event_whengreaterthan", fields={"WHENGREATERTHANMENU": [what, None]}, inputs={"VALUE": value})

    cat = target("Cat", above("TIMER", [1, [4, "10"]]))
    for other, many in (
        (above("TIMER", [1, [4, "10.0"]]), 1),
        (above("LOUDNESS", [1, [4, "10"]]), 0),
        (above("TIMER", [1, [4, "11"]]), 0),
    ):
        assert len(told("variable-initialization-race", stage, cat, target("Dog", other))) == many
