"""Edges of bug patterns that a program as text cannot hold, or that are many: inputs, menus, colours, flags."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader import catalogue
from grader.check import BlockPlace, Observation
from grader.scratch.index import index
from grader.scratch.model import ScratchProject
from grader.scratch.read import read
from tests.kit.blocks import scratch

Raw = dict[str, Any]
Told = list[tuple[str | None, str | None]]


def observed(check: str, project: ScratchProject) -> list[BlockPlace]:
    found = catalogue.entry(f"scratch.{check}").check
    seen: Observation = found.observe(index(project), found.params())
    return [place for place in seen.places if isinstance(place, BlockPlace)]


def in_text(check: str, text: str) -> list[tuple[str, str | None]]:
    return [(str(place.text), place.quirk) for place in observed(check, scratch(text))]


def block(opcode: str, **more: Any) -> Raw:
    return {"opcode": opcode, "next": None, "parent": None, "inputs": {}, "fields": {}, "topLevel": False} | more


def told(check: str, blocks: Raw, **stage: Any) -> Told:
    names = {"name": "Stage", "isStage": True, "blocks": {}, "costumes": [], "sounds": []} | stage
    sprite = {"name": "Cat", "isStage": False, "blocks": blocks, "costumes": [], "sounds": []}
    project = read(json.dumps({"targets": [names, sprite]}).encode())
    return [(place.block, place.quirk) for place in observed(check, project)]


def definition(*arguments: tuple[str, str], first: str, identities: int | None = None, heads: bool = True) -> Raw:
    """A definition with arguments (name, opcode in its head), and the block right below it."""
    names = [f"a{number}" for number in range(len(arguments))]
    mutation = {
        "proccode": "go" + " %s" * len(arguments),
        "argumentids": json.dumps(names[:identities]),
        "argumentnames": json.dumps([name for name, _ in arguments]),
        "argumentdefaults": json.dumps([False if "boolean" in opcode else "" for _, opcode in arguments]),
    }
    inside = {name: [1, f"r{name}"] for name in names} if heads else {}
    reporters = {
        f"r{name}": block(opcode, parent="proto", shadow=True, fields={"VALUE": [said, None]})
        for name, (said, opcode) in zip(names, arguments, strict=True)
    }
    return {
        "def": block("procedures_definition", topLevel=True, next=first, inputs={"custom_block": [1, "proto"]}),
        "proto": block("procedures_prototype", parent="def", shadow=True, inputs=inside, mutation=mutation),
        **(reporters if heads else {}),
    }


TEXT, QUESTION = "argument_reporter_string_number", "argument_reporter_boolean"

# ambiguous-parameter-name-used


def reads(name: str) -> Raw:
    return {
        "go": block("motion_movesteps", parent="def", inputs={"STEPS": [3, "p", [4, "10"]]}),
        "p": block(TEXT, parent="go", fields={"VALUE": [name, None]}),
    }


def test_the_reader_sees_what_is_shared() -> None:
    twice = definition(("steps", TEXT), ("steps", QUESTION), first="go")
    assert told("ambiguous-parameter-name-used", twice | reads("steps")) == [("def", None)]
    assert told("ambiguous-parameter-name-used", twice | reads("turns")) == []


def test_a_name_more_than_there_are_ids_is_nobodys() -> None:
    twice = definition(("steps", TEXT), ("steps", TEXT), first="go", identities=1)
    assert told("ambiguous-parameter-name-used", twice | reads("steps")) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("set [steps v] to (1)", True),
        ("add [1] to [steps v]", True),
        ("say (length of [steps v])", True),
        ("set [score v] to (1)", False),
        ("start sound (steps v)", True),
        ("go to (steps v)", True),
        ("go to (mouse-pointer v)", False),
        ("create clone of (steps v)", True),
        ("say ([x position v] of (steps v))", True),
        ("say ([steps v] of (Mango v))", True),
        ("say [steps]", False),
        ("broadcast (steps v)", False),
        ("wait until <touching (steps v)?>", False),
        ("steps :: custom", True),
        ("if <mouse down?> then\nend\nset [steps v] to (1)", False),
        ("repeat (steps)\nend", True),
        ("if <mouse down?> then\nset [steps v] to (1)\nelse\nend", True),
        ("if <mouse down?> then\nelse\nset [steps v] to (1)\nend", True),
        ("if <mouse down?> then\nend\nforever\nset [steps v] to (1)\nend", True),
        ("if <mouse down?> then\nend\nrepeat (x position)\nset [score v] to ([steps v] of (Mango v))\nend", True),
    ],
)
def test_a_name_of_something_else_is_a_slip(line: str, found: bool) -> None:  # noqa: FBT001 - a table
    text = f"define go (steps) (steps)\n{line}"
    quirk = None if "(steps)\nend" in line else "same-name"
    assert in_text("ambiguous-parameter-name-used", text) == [("define go (steps) (steps)", quirk)] * found


@pytest.mark.parametrize(("owner", "found"), [("Stage", True), ("Cat", False)])
def test_the_owner_of_a_variable_is_a_name_too(owner: str, found: bool) -> None:  # noqa: FBT001 - a table
    sets = block("data_setvariableto", parent="def", inputs={"VALUE": [1, [10, "0"]]}, fields={"VARIABLE": ["n", "i"]})
    blocks = definition((owner, TEXT), (owner, TEXT), first="set") | {"set": sets}
    assert told("ambiguous-parameter-name-used", blocks, variables={"i": ["n", 0]}) == [("def", "same-name")] * found


def test_what_is_really_the_input_further_down_makes_it_no_slip() -> None:
    text = "define go (steps) (steps)\nset [steps v] to (1)\nif <mouse down?> then\nend\nmove (steps) steps"
    assert in_text("ambiguous-parameter-name-used", text) == [("define go (steps) (steps)", None)]


# ambiguous-custom-block-signature


def test_of_many_with_one_name_a_hundred_are_compared() -> None:
    many = "\n\n".join(["define jump\nshow"] * 150)
    assert len(in_text("ambiguous-custom-block-signature", many)) == 100 * 99


# illegal-parameter-refactor


def asks(name: str) -> Raw:
    return {
        "wait": block("control_wait_until", parent="def", inputs={"CONDITION": [2, "p"]}),
        "p": block(QUESTION, parent="wait", fields={"VALUE": [name, None]}),
    }


def test_the_declaration_counts_not_the_shape_of_the_reporter() -> None:
    check = "illegal-parameter-refactor"
    assert told(check, definition(("now", TEXT), first="wait") | asks("now")) == [("p", None)]
    assert told(check, definition(("now", QUESTION), first="wait") | asks("now")) == []
    assert told(check, definition(("now", TEXT), first="wait") | asks("Now")) == []
    assert told(check, definition(("now", TEXT), ("now", TEXT), first="wait") | asks("now")) == [("p", None)] * 2
    assert told(check, definition(("now", TEXT), ("now", QUESTION), first="wait") | asks("now")) == [("p", None)]


def test_without_its_slot_the_default_says_what_an_input_is() -> None:
    check = "illegal-parameter-refactor"
    assert told(check, definition(("now", TEXT), first="wait", heads=False) | asks("now")) == [("p", None)]
    assert told(check, definition(("now", QUESTION), first="wait", heads=False) | asks("now")) == []


# call-without-definition, custom-block-with-forever


def test_a_call_in_a_slot_is_no_call() -> None:
    call = block("procedures_call", parent="say", mutation={"proccode": "gone", "argumentids": "[]"})
    says = block("looks_say", topLevel=True, inputs={"MESSAGE": [3, "c", [10, ""]]})
    assert told("call-without-definition", {"say": says, "c": call}) == []
    assert told("call-without-definition", {"c": call | {"topLevel": True, "parent": None}}) == [("c", None)]


# expression-as-touching-or-color


@pytest.mark.parametrize(
    ("slot", "found"),
    [
        ([1, [9, "#ff0000"]], 0),
        ([3, "x", [9, "#ff0000"]], 1),
        ([1, [9, "#ff00"]], 1),
        ([1, [9, "0xff00"]], 1),
        ([1, [10, "#ff0000"]], 1),
        ([3, [12, "n", "i"], [9, "#ff0000"]], 1),
    ],
)
def test_a_colour_is_a_sharp_and_six_more(slot: list[Any], found: int) -> None:
    blocks = {
        "ask": block("sensing_touchingcolor", topLevel=True, inputs={"COLOR": slot}),
        "x": block("motion_xposition", parent="ask"),
    }
    told_at = told("expression-as-touching-or-color", blocks, variables={"i": ["n", 0]})
    assert told_at == [("ask", None)] * found


@pytest.mark.parametrize("chosen", ["_edge_", "Mango", ""])
def test_whatever_the_menu_says_is_fine(chosen: str) -> None:
    menu = block("sensing_touchingobjectmenu", shadow=True, fields={"TOUCHINGOBJECTMENU": [chosen, None]})
    asked = block("sensing_touchingobject", topLevel=True, inputs={"TOUCHINGOBJECTMENU": [1, "m"]})
    assert told("expression-as-touching-or-color", {"ask": asked, "m": menu}) == []


# invalid-number-string


@pytest.mark.parametrize("text", ["1.2.3", "1-2", "--5", "-", ".", "1e", "e5", "1e5.5", "+", "1e+", "..", "E"])
def test_it_looks_like_a_number_and_is_none(text: str) -> None:
    for kind in (4, 5, 6, 7, 8, 10):
        moves = block("motion_movesteps", topLevel=True, inputs={"STEPS": [1, [kind, text]]})
        assert told("invalid-number-string", {"go": moves}) == [(None, None)]


@pytest.mark.parametrize("text", ["", "1,5", "abc", "1.", ".5", "+3", "1e5", "-1.5E-3", "5f", " 1-2", "1_0", "៥"])
def test_it_is_a_number_or_does_not_look_like_one(text: str) -> None:
    moves = block("motion_movesteps", topLevel=True, inputs={"STEPS": [1, [4, text]]})
    assert told("invalid-number-string", {"go": moves}) == []


@pytest.mark.parametrize("kind", [9, 10])
def test_a_colour_slot_takes_a_number_too(kind: int) -> None:
    pen = block("pen_setPenColorToColor", topLevel=True, inputs={"COLOR": [1, [kind, "1-2"]]})
    assert told("invalid-number-string", {"pen": pen}) == [(None, None)]


def test_a_text_reporter_in_a_key_hides_what_is_in_it() -> None:
    """What stands in a key's slot is taken for a number, like in a number slot."""
    key = block("sensing_keypressed", topLevel=True, inputs={"KEY_OPTION": [3, "k", [10, "a"]]})
    rounds = block("operator_round", parent="key", inputs={"NUM": [1, [4, "1-2"]]})
    letter = block("operator_letter_of", parent="key", inputs={"LETTER": [1, [4, "1-2"]], "STRING": [1, [10, "a"]]})
    assert told("invalid-number-string", {"key": key, "k": rounds}) == [(None, None)]
    assert told("invalid-number-string", {"key": key, "k": letter}) == []


def test_two_slots_of_a_block_are_two() -> None:
    goes = block("motion_gotoxy", topLevel=True, inputs={"X": [1, [4, "-"]], "Y": [1, [4, "."]]})
    assert told("invalid-number-string", {"go": goes}) == [(None, None)] * 2


# forever-inside-loop: what the published tool keeps in mind


def test_the_next_sprite_begins_anew() -> None:
    leaves = 'sprite "Cat"\n\nwhen green flag clicked\nrepeat (2)\nmove (10) steps\nend\nshow'
    plain = "when green flag clicked\nforever\nforever\nend\nend"
    assert in_text("forever-inside-loop", f"{leaves}\n\n{plain}") == [("forever\nend", "flags-live-on")]
    assert in_text("forever-inside-loop", f'{leaves}\n\nsprite "Mango"\n\n{plain}') == []


def test_definitions_are_gone_through_first() -> None:
    plain = "when green flag clicked\nforever\nforever\nend\nend"
    defined = "define dance\nrepeat (2)\nmove (10) steps\nend\nshow"
    assert in_text("forever-inside-loop", f"{plain}\n\n{defined}") == [("forever\nend", "flags-live-on")]


# endless-recursion, hide-without-show


def test_labels_of_calls_are_compared_as_litterbox_does() -> None:
    """`%n` and `%s` are one; the names of inputs do not count."""
    call = block("procedures_call", parent="def", mutation={"proccode": "go %n", "argumentids": '["a0"]'})
    blocks = definition(("steps", TEXT), first="call") | {"call": call | {"inputs": {"a0": [1, [10, "1"]]}}}
    assert told("endless-recursion", blocks) == [("call", None)]


def test_the_first_hide_of_definitions_before_scripts() -> None:
    text = "when green flag clicked\nhide\nsay [Hello]\n\ndefine vanish\nhide"
    (place,) = observed("hide-without-show", scratch(text))
    defined = next(spot for spot in index(scratch(text)).of("looks_hide") if spot.script.blocks[0].procedure)
    assert place.block == defined.block.id
    assert place.runs  # the other one does


# forever-inside-if


@pytest.mark.parametrize("holder", ["flag", "after"])
def test_statements_that_hang_in_a_hat_or_a_plain_block_are_not_seen(holder: str) -> None:
    """Only a damaged file has them. Whatever else is whole in it, they are in no script."""
    blocks = {
        "flag": block("event_whenflagclicked", topLevel=True, next="after"),
        "after": block("looks_show", parent="flag"),
        "outer": block("control_forever", parent=holder, inputs={"SUBSTACK": [2, "show"]}),
        "show": block("looks_show", parent="outer", next="hide"),
        "hide": block("looks_hide", parent="show"),
    }
    blocks[holder]["inputs"] = {"SUBSTACK": [2, "outer"]}
    names = {"name": "Stage", "isStage": True, "blocks": {}}
    project = read(json.dumps({"targets": [names, {"name": "Cat", "blocks": blocks}]}).encode())
    assert [[spot.opcode for spot in part.statements] for part in index(project).program.parts] == [["looks_show"]]
