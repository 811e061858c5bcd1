"""What the reader keeps for those who see a project as a published tool does."""

from __future__ import annotations

from typing import Any

from grader.scratch.model import Chosen
from grader.scratch.read import project


def block(opcode: str, **more: Any) -> dict[str, Any]:
    return {"opcode": opcode, "next": None, "parent": None, "inputs": {}, "fields": {}, "topLevel": False} | more


def target(name: str, blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "isStage": name == "Stage", "blocks": blocks, "costumes": [], "sounds": []} | more


def test_slots_come_in_the_order_of_the_words() -> None:
    blocks = {
        "a": block("motion_gotoxy", topLevel=True, inputs={"Y": [1, [4, "2"]], "X": [1, [4, "1"]]}),
        "b": block("control_if_else", topLevel=True, inputs={"SUBSTACK2": [2, "d"], "SUBSTACK": [2, "c"]}),
        "c": block("looks_hide", parent="b"),
        "d": block("looks_show", parent="b"),
        "e": block("operator_equals", topLevel=True, inputs={"OPERAND2": [1, [10, ""]]}),
        "f": block("motion_gotoxy", topLevel=True, inputs={"Y": [1, [4, "2"]], "Z": [1, [4, "1"]]}),
    }
    scripts = project({"targets": [target("Stage", blocks)]}).stage.scripts
    found = {script.blocks[0].id: script.blocks[0] for script in scripts}
    assert list(found["a"].inputs) == ["X", "Y"]
    assert list(found["b"].bodies) == ["SUBSTACK", "SUBSTACK2"]
    assert list(found["e"].inputs) == ["OPERAND2"]
    assert list(found["f"].inputs) == ["Y", "Z"]  # one is no slot of the block: nothing is known of an order


def test_the_place_of_the_stage_in_the_file() -> None:
    targets = [target("Cat", {}), target("Dog", {}), target("Stage", {}), target("Hen", {})]
    found = project({"targets": targets})
    assert found.stage_place == 2
    assert [it.name for it in found.targets] == ["Stage", "Cat", "Dog", "Hen"]
    assert project({"targets": [target("Cat", {})]}).stage_place == 0


def test_what_a_block_calls_its_variable() -> None:
    blocks = {
        "a": block(
            "data_setvariableto", topLevel=True, inputs={"VALUE": [3, [12, "old", "v"], [10, ""]]},
            fields={"VARIABLE": ["old", "v"]},
        ),
        "b": [12, "old", "v", 0, 0],
    }  # fmt: skip
    stage = project({"targets": [target("Stage", blocks, variables={"v": ["new", 0]})]}).stage
    first, loose = (script.blocks[0] for script in stage.scripts)
    assert first.fields["VARIABLE"] == "new"
    assert first.written == ("v", "old")
    value = first.inputs["VALUE"]
    assert getattr(value, "written", None) == ("v", "old")
    assert loose.written == ("v", "old")


def test_the_kind_of_a_start_value_and_the_settings() -> None:
    variables = {"a": ["text", "1"], "b": ["number", 1], "c": ["boolean", True], "d": ["float", 0.5]}
    found = project({"targets": [target("Stage", {}, variables=variables, x="3", rotationStyle="all around", size=1)]})
    assert [it.held for it in found.stage.variables] == ["text", "number", "boolean", "number"]
    assert found.stage.settings == (("x", "3"), ("size", None), ("rotationStyle", "all around"))


def test_the_head_of_a_definition() -> None:
    mutation = {
        "proccode": "go %s %b %b", "argumentids": '["i","j","k"]', "argumentnames": '["a","b","c"]',
        "argumentdefaults": '["",false,true]', "warp": "false",
    }  # fmt: skip
    blocks = {
        "d": block("procedures_definition", topLevel=True, inputs={"custom_block": [1, "p"]}),
        "p": block("procedures_prototype", mutation=mutation, inputs={"i": [1, "x"], "j": [1, "y"]}, shadow=True),
        "x": block("argument_reporter_string_number", shadow=True, fields={"VALUE": ["a", None]}),
        "y": block("argument_reporter_boolean", shadow=True, fields={"VALUE": ["b", None]}),
    }
    (script,) = project({"targets": [target("Stage", blocks)]}).stage.scripts
    procedure = script.blocks[0].procedure
    assert procedure is not None
    assert procedure.argument_blocks == ("x", "y", None)
    assert procedure.argument_booleans == (False, True, True)  # the last one by its default


def test_the_id_of_a_menu() -> None:
    blocks = {
        "a": block("motion_goto", topLevel=True, inputs={"TO": [1, "m"]}),
        "m": block("motion_goto_menu", shadow=True, parent="a", fields={"TO": ["_mouse_", None]}),
    }
    (script,) = project({"targets": [target("Stage", blocks)]}).stage.scripts
    assert script.blocks[0].inputs["TO"] == Chosen("_mouse_", "motion_goto_menu")
    assert getattr(script.blocks[0].inputs["TO"], "block", None) == "m"
