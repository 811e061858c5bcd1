from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import upload
from grader.scratch.model import Block, Chosen, ScratchProject, Typed
from grader.scratch.read import ReadError, read
from tests.kit import sb3 as kit
from tests.kit.sb3 import FLAG, B, Menu, Raw, Var, b, forever, if_, move, say, touching


def blocks_of(*script: B, **more: Any) -> tuple[Block, ...]:
    """The statements of one script in one sprite."""
    (found,) = read(kit.cat(list(script), **more)).targets[1].scripts
    return found.blocks


def raw_cat(blocks: dict[str, Any], **more: Any) -> ScratchProject:
    return read(kit.as_json(kit.project(kit.target("Cat", **{"blocks": blocks, **more}))))


def opcodes(project: ScratchProject) -> list[list[str]]:
    return [[block.opcode for block in script.blocks] for script in project.targets[1].scripts]


def plain(opcode: str, **more: Any) -> dict[str, Any]:
    return {"opcode": opcode, "next": None, "parent": None, "inputs": {}, "fields": {}, "topLevel": False} | more


# What a block holds


def test_a_typed_number_keeps_its_text_and_kind() -> None:
    assert blocks_of(FLAG, move("1.2.3"))[1].inputs == {"STEPS": Typed("1.2.3", "text")}
    assert blocks_of(FLAG, move(5))[1].inputs == {"STEPS": Typed("5", "number")}


@pytest.mark.parametrize(
    ("primitive", "slot"),
    [
        ([4, 10], Typed("10", "number")),
        ([5, 1.5], Typed("1.5", "positive number")),
        ([6, 2.0], Typed("2", "whole number")),
        ([7, None], Typed("", "integer")),
        ([8, True], Typed("true", "angle")),
        ([9, "#ff0000"], Typed("#ff0000", "colour")),
        ([10, ""], Typed("", "text")),
        ([4], Typed("", "number")),
        ([11, "go", "x"], Chosen("go", "")),
        ([11, "go"], Chosen("go", "")),
        ([4, float("inf")], Typed("Infinity", "number")),
    ],
)
def test_every_primitive_is_read(primitive: list[Any], slot: Any) -> None:
    assert blocks_of(FLAG, b("looks_say", MESSAGE=Raw([1, primitive])))[1].inputs == {"MESSAGE": slot}


@pytest.mark.parametrize(
    "broken", [[1, []], [1, [99, "x"]], [1, ["4", "x"]], [1, [[], "x"]], [1], [], "x", None, [2, None], [1, 7]]
)
def test_an_input_of_another_shape_is_an_empty_slot(broken: Any) -> None:
    assert blocks_of(FLAG, b("looks_say", MESSAGE=Raw(broken)))[1].inputs == {}


def test_a_reporter_wins_over_the_value_hidden_under_it() -> None:
    slot = blocks_of(FLAG, move(b("motion_xposition")))[1].inputs["STEPS"]
    assert isinstance(slot, Block)
    assert slot.opcode == "motion_xposition"


def test_a_menu_block_is_a_choice() -> None:
    goto = b("motion_goto", TO=Menu("motion_goto_menu", "TO", "_mouse_"))
    assert blocks_of(FLAG, goto)[1].inputs == {"TO": Chosen("_mouse_", "motion_goto_menu")}


def test_a_menu_of_an_unknown_extension_is_a_choice() -> None:
    block = b("club_dance", STYLE=Menu("club_styles", "style", "slow"))
    assert blocks_of(FLAG, block)[1].inputs == {"STYLE": Chosen("slow", "club_styles")}


def test_a_real_block_marked_as_shadow_stays_a_block() -> None:
    block = b("sensing_current", fields={"CURRENTMENU": "YEAR"}, more={"shadow": True})
    slot = blocks_of(FLAG, say(block))[1].inputs["MESSAGE"]
    assert isinstance(slot, Block)
    assert slot.fields == {"CURRENTMENU": "YEAR"}


def test_a_literal_shadow_block_is_typed() -> None:
    shadow = B("math_number", {}, {"NUM": ["7", None]}, {"shadow": True})
    assert blocks_of(FLAG, b("motion_movesteps", STEPS=Raw(("shadow", shadow))))[1].inputs == {
        "STEPS": Typed("7", "number")
    }


def test_a_variable_in_a_slot_is_a_block_and_its_name_comes_from_the_declaration() -> None:
    (_, block) = blocks_of(FLAG, say(Var("old name")), variables={"id-old name": ["score", 0]})
    slot = block.inputs["MESSAGE"]
    assert isinstance(slot, Block)
    assert (slot.opcode, slot.fields) == ("data_variable", {"VARIABLE": "score"})


def test_bodies_and_conditions() -> None:
    loop = blocks_of(FLAG, forever(if_(touching(), say(), move())))[1]
    condition = loop.bodies["SUBSTACK"][0]
    assert [one.opcode for one in condition.bodies["SUBSTACK"]] == ["looks_say", "motion_movesteps"]
    assert isinstance(condition.inputs["CONDITION"], Block)


@pytest.mark.parametrize("empty", [[2, None], [1, None], [2, [4, "1"]], [2, "gone"]])
def test_an_empty_body_is_absent(empty: Any) -> None:
    block = blocks_of(FLAG, b("control_forever", SUBSTACK=Raw(empty)))[1]
    assert (block.bodies, block.inputs) == ({}, {})


def test_slots_keep_their_order_in_the_file() -> None:
    block = blocks_of(FLAG, b("motion_gotoxy", X=b("motion_xposition"), Y=1))[1]
    assert list(block.inputs) == ["X", "Y"]


# Custom blocks


def test_a_definition_holds_its_prototype() -> None:
    procedure = blocks_of(kit.define("jump %s %b", "high", "really"), move())[0].procedure
    assert procedure is not None
    assert procedure.proccode == "jump %s %b"
    assert procedure.argument_names == ("high", "really")
    assert procedure.warp


def test_arguments_go_by_the_ids_of_the_definition_not_of_the_call() -> None:
    project = read(
        kit.cat([kit.define("do %s %s", "a", "b", ids=["A", "B"])], [FLAG, kit.call("do %s %s", 1, 2, ids=["B", "A"])])
    )
    inputs = project.targets[1].scripts[1].blocks[1].inputs
    assert inputs == {"0": Typed("2", "number"), "1": Typed("1", "number")}


def test_a_call_without_a_definition_uses_its_own_ids() -> None:
    assert blocks_of(FLAG, kit.call("do %s %s", 1, 2, ids=["x", "y"]))[1].inputs == {
        "0": Typed("1", "number"),
        "1": Typed("2", "number"),
    }


@pytest.mark.parametrize("ids", ["", "[", "[1, null]", None, 5, ["a"], "[[[["])
def test_strange_argument_ids_do_no_harm(ids: Any) -> None:
    mutation = {"proccode": "do %s", "argumentids": ids, "warp": ["?"]}
    block = blocks_of(FLAG, B("procedures_call", {"a": 1}, {}, {"mutation": mutation}))[1]
    assert block.procedure is not None
    assert block.procedure.proccode == "do %s"


def test_a_definition_without_its_prototype_is_kept() -> None:
    assert blocks_of(b("procedures_definition"), move())[0].procedure is None


# A damaged graph


def test_a_circle_of_next_is_cut() -> None:
    blocks = {
        "a": plain("event_whenflagclicked", next="b", topLevel=True),
        "b": plain("motion_movesteps", next="c"),
        "c": plain("looks_show", next="b"),
    }
    assert opcodes(raw_cat(blocks)) == [["event_whenflagclicked", "motion_movesteps", "looks_show"]]


def test_a_block_inside_itself_is_cut() -> None:
    blocks = {"a": plain("control_forever", topLevel=True, inputs={"SUBSTACK": [2, "a"], "CONDITION": [2, "a"]})}
    assert opcodes(raw_cat(blocks)) == [["control_forever"]]


def test_a_block_that_two_claim_stays_with_the_script_that_can_start() -> None:
    blocks = {
        "loose": plain("looks_show", next="shared", topLevel=True),
        "hat": plain("event_whenflagclicked", next="shared", topLevel=True),
        "shared": plain("looks_hide"),
    }
    assert opcodes(raw_cat(blocks)) == [["looks_show"], ["event_whenflagclicked", "looks_hide"]]


def test_a_hat_never_hangs_under_another_block() -> None:
    blocks = {
        "a": plain("looks_show", next="hat", topLevel=True),
        "hat": plain("event_whenflagclicked", topLevel=True),
    }
    assert opcodes(raw_cat(blocks)) == [["looks_show"], ["event_whenflagclicked"]]


def test_two_hats_stay_two_scripts() -> None:
    blocks = {
        "a": plain("event_whenflagclicked", next="b", topLevel=True),
        "b": plain("event_whenkeypressed", topLevel=True),
    }
    assert opcodes(raw_cat(blocks)) == [["event_whenflagclicked"], ["event_whenkeypressed"]]


@pytest.mark.parametrize("link", ["gone", 5, None, [], {}, True, ["a"]])
def test_a_link_to_nothing_ends_the_stack(link: Any) -> None:
    blocks = {"a": plain("event_whenflagclicked", next=link, topLevel=True)}
    assert opcodes(raw_cat(blocks)) == [["event_whenflagclicked"]]


def test_what_no_script_leads_to_does_not_draw_and_is_not_read() -> None:
    assert (
        opcodes(raw_cat({"a": plain("looks_show"), "b": plain("motion_goto_menu", topLevel=True, shadow=True)})) == []
    )


def test_top_level_is_guessed_where_it_is_missing() -> None:
    block = plain("event_whenflagclicked")
    del block["topLevel"]
    assert opcodes(raw_cat({"a": block})) == [["event_whenflagclicked"]]


@pytest.mark.parametrize("entry", [[12, "score", "x", 5, 6], [13, "names", "y"], [12, "score"]])
def test_a_variable_lying_alone_is_a_script(entry: list[Any]) -> None:
    assert opcodes(raw_cat({"a": entry})) in ([["data_variable"]], [["data_listcontents"]])


@pytest.mark.parametrize(
    "entry", [[], [12], [[12], "x"], [99, "x"], 5, None, "x", {}, {"opcode": 5}, {"opcode": ""}, {"opcode": None}]
)
def test_an_entry_that_is_no_block_is_passed_over(entry: Any) -> None:
    blocks = {"a": entry, "b": plain("looks_show", topLevel=True, next="a")}
    assert opcodes(raw_cat(blocks)) == [["looks_show"]]


@pytest.mark.parametrize("part", ["inputs", "fields", "mutation", "x", "comment"])
@pytest.mark.parametrize("value", [None, 5, "x", [], [[]], {"A": None}, {"A": {}}])
def test_parts_of_other_types_do_no_harm(part: str, value: Any) -> None:
    for opcode in ("motion_movesteps", "procedures_call", "procedures_definition", "procedures_prototype"):
        raw_cat({"a": plain(opcode, topLevel=True) | {part: value}})


def test_a_hundred_thousand_blocks_deep() -> None:
    count = 100_000
    blocks: dict[str, Any] = {
        f"b{number}": plain("control_if", inputs={"SUBSTACK": [2, f"b{number + 1}"], "CONDITION": [2, f"r{number}"]})
        for number in range(count)
    } | {f"r{number}": plain("operator_not", inputs={"OPERAND": [2, f"r{number + 1}"]}) for number in range(20_000)}
    blocks["b0"]["topLevel"] = True
    (script,) = raw_cat(blocks).targets[1].scripts
    depth, block = 0, script.blocks[0]
    while block.bodies:
        depth, block = depth + 1, block.bodies["SUBSTACK"][0]
    assert depth == count - 1


# Targets


def test_the_stage_comes_first_wherever_it_stood() -> None:
    project = read(kit.as_json(kit.project(kit.target("Cat"), kit.stage())))
    assert [target.name for target in project.targets] == ["Stage", "Cat"]
    assert project.stage.stage


def test_a_project_without_a_stage_gets_one() -> None:
    project = read(kit.as_json({"targets": [kit.target("Cat")]}))
    assert [target.stage for target in project.targets] == [True, False]
    assert [note.key for note in project.notes] == ["no-stage"]


def test_of_two_stages_the_first_is_the_stage() -> None:
    project = read(kit.as_json(kit.project(kit.stage(), kit.stage(), kit.target("Cat"))))
    assert [target.stage for target in project.targets] == [True, False, False]
    assert [note.key for note in project.notes] == ["several-stages"]


def test_two_sprites_may_have_one_name() -> None:
    project = read(kit.as_json(kit.project(kit.target("Cat", [FLAG]), kit.target("Cat", [FLAG]))))
    assert [target.name for target in project.sprites] == ["Cat", "Cat"]


def test_values_of_other_types_become_what_they_mean() -> None:
    odd = kit.target(
        "Cat",
        x="12.5",
        y=None,
        size="NaN",
        direction=[],
        visible="false",
        currentCostume="7",
        rotationStyle=3,
        variables={"a": [5, True], "b": "?", "c": [], "d": ["d", 10**400], "e": ["☁ e", "1", True]},
        lists={"l": ["names", [1, None, "x", {}]], "m": ["no list", "x"], "n": None},
        broadcasts={"x": None, "y": "go"},
        costumes=[{"name": 5, "assetId": "abc", "dataFormat": "PNG"}, None, "x", {}],
        comments={"c": {"text": "alone", "blockId": 5}, "d": None},
    )
    cat = read(kit.as_json(kit.project(odd))).sprites[0]
    assert (cat.x, cat.y, cat.size, cat.direction, cat.visible) == (12.5, 0, 100, 90, False)
    assert [(one.name, one.value) for one in cat.variables[:3]] == [("5", "true"), ("", ""), ("", "")]
    assert cat.variables[4].cloud
    assert cat.lists[0].value == ("1", "", "x", "")
    assert cat.lists[1].value == ()
    assert (cat.costumes[0].name, cat.costumes[0].asset, cat.costumes[0].format) == ("5", "abc.png", "png")
    assert cat.current_costume == 0
    assert cat.rotation_style == "all around"
    assert "alone" in cat.comments


def test_everything_may_be_missing() -> None:
    project = read(b'{"targets": [{"isStage": true}, {}]}')
    assert [target.name for target in project.targets] == ["Stage", ""]


def test_monitors_of_variables_and_lists() -> None:
    monitors = [
        {"opcode": "data_variable", "params": {"VARIABLE": "score"}, "spriteName": None, "visible": True},
        {"opcode": "data_listcontents", "params": {"LIST": "names"}, "spriteName": "Cat", "visible": False},
        {"opcode": "looks_size", "params": {}},
        None,
    ]
    found = read(kit.as_json(kit.project(monitors=monitors))).monitors
    assert [(one.name, one.sprite, one.visible) for one in found] == [("score", None, True), ("names", "Cat", False)]


def test_a_comment_goes_with_its_block() -> None:
    block = b("motion_movesteps", STEPS=1, more={"id": "me"})
    assert blocks_of(FLAG, block, comments={"c": {"blockId": "me", "text": "why"}})[1].comment == "why"


# Text


def test_half_a_character_becomes_the_replacement_sign() -> None:
    data = kit.cat([FLAG]).replace(b'"Cat"', b'"C\\ud800t"')
    name = read(data).sprites[0].name
    assert name == "C�t"
    name.encode()


def test_a_pair_of_halves_is_one_character() -> None:
    assert read(kit.cat([FLAG]).replace(b'"Cat"', b'"\\ud83d\\ude00"')).sprites[0].name == "😀"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_encoding_of_json(encoding: str) -> None:
    data = kit.as_json(kit.project(kit.target("ឆ្មា", [FLAG]))).decode().encode(encoding)
    assert read(data).sprites[0].name == "ឆ្មា"


def test_bytes_that_are_no_text_in_a_name_do_no_harm() -> None:
    assert read(kit.cat([FLAG]).replace(b"Cat", b"C\xff\xfet")).sprites


def test_numbers_of_any_length_and_none_at_all() -> None:
    data = kit.cat([FLAG], size=1).replace(b'"size": 1', b'"size": ' + b"9" * 5_000)
    assert read(data).sprites[0].size == 100
    assert read(kit.cat([FLAG], x=float("nan"), y=float("inf"))).sprites[0].x == 0


def test_json_may_be_two_hundred_deep_and_no_deeper() -> None:
    def nested(levels: int) -> bytes:
        return kit.as_json(kit.project()).replace(
            b'"extensions": []', b'"extensions": ' + b"[" * levels + b"]" * levels
        )

    assert read(nested(199))
    for levels in (200, 5_000, 200_000):
        with pytest.raises(ReadError, match="json-deep"):
            read(nested(levels))


def test_brackets_in_text_do_not_nest() -> None:
    assert read(kit.cat([FLAG, say("[{" * 500 + '\\"' + "[" * 300)]))


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ({"objName": "Stage", "children": []}, "scratch-2"),
        ({"name": "Cat", "isStage": False, "costumes": [], "blocks": {}}, "one-sprite"),
        ({"hello": 1}, "not-scratch"),
        ([], "not-scratch"),
        (5, "not-scratch"),
        ({"targets": []}, "not-scratch"),
        ({"targets": [5]}, "not-scratch"),
        ({"targets": {}}, "not-scratch"),
    ],
)
def test_other_json_says_what_it_is(value: Any, key: str) -> None:
    with pytest.raises(ReadError, match=key):
        read(json.dumps(value).encode())


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe\x00", b"nonsense", b"[" * 100])
def test_what_is_no_json(data: bytes) -> None:
    with pytest.raises(ReadError, match="json-broken"):
        read(data)


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["a", "b", "c"])
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner), max_leaves=8
)
BLOCK = st.fixed_dictionaries(
    {},
    optional={
        "opcode": VALUES
        | st.sampled_from(["control_forever", "procedures_call", "procedures_definition", "motion_goto_menu"]),
        "next": VALUES,
        "parent": VALUES,
        "inputs": VALUES,
        "fields": VALUES,
        "shadow": VALUES,
        "topLevel": VALUES,
        "mutation": VALUES,
    },
)
TARGET = st.fixed_dictionaries(
    {"blocks": st.dictionaries(st.sampled_from("abc"), BLOCK | VALUES) | VALUES},
    optional=dict.fromkeys(
        ("isStage", "name", "variables", "lists", "broadcasts", "costumes", "comments", "x"), VALUES
    ),
)


@given(st.fixed_dictionaries({"targets": st.lists(TARGET, min_size=1, max_size=3)}, optional={"monitors": VALUES}))
@settings(max_examples=150, deadline=None)
def test_any_json_in_the_shape_of_a_project_is_read(value: dict[str, Any]) -> None:
    assert read(json.dumps(value).encode()).stage.stage


@pytest.mark.samples
def test_every_sample_is_read_or_gets_its_sentence(samples: Path) -> None:
    for path in sorted((samples / "sb3").glob("*.s*")):
        if path.suffix == ".sb3":
            assert isinstance(upload.read(path.read_bytes(), path.name), ScratchProject)
        else:
            with pytest.raises(upload.UploadError) as caught:
                upload.read(path.read_bytes(), path.name)
            assert caught.value.key == {".sb": "scratch-1", ".sb2": "scratch-2", ".sprite3": "one-sprite"}[path.suffix]
