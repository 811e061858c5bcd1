"""The table of blocks: it says what Scratch says, and it is the one its sources make."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader.scratch import opcodes

HOUSE = Path(__file__).resolve().parents[3]
SHAPES = json.loads((HOUSE / "tools" / "opcode-shapes.json").read_text(encoding="utf-8"))


def test_every_block_of_the_shapes_is_in_the_table() -> None:
    assert set(opcodes.table().blocks) == set(SHAPES["blocks"])


def test_a_block_knows_its_slots() -> None:
    block = opcodes.table().blocks["control_if_else"]
    assert (block.category, block.shape, block.bodies) == ("control", "c", ("SUBSTACK", "SUBSTACK2"))
    move = opcodes.table().blocks["motion_movesteps"].arg("STEPS")
    assert move is not None
    assert (move.kind, move.literal, move.default) == ("literal", "number", "10")
    style = opcodes.table().blocks["motion_setrotationstyle"].arg("STYLE")
    assert style is not None
    assert style.is_field


def test_hats_loops_and_conditions_are_those_of_the_table() -> None:
    hats = {opcode for opcode, block in opcodes.table().blocks.items() if block.shape == "hat"}
    assert hats - {"procedures_definition"} == opcodes.HATS
    bodies = {opcode for opcode, block in opcodes.table().blocks.items() if block.bodies}
    assert opcodes.LOOPS | opcodes.CONDITIONS | {"control_all_at_once"} == bodies
    assert opcodes.is_hat("event_whenflagclicked")
    assert not opcodes.is_hat("procedures_definition")


@pytest.mark.parametrize(
    ("opcode", "category"),
    [
        ("event_whenflagclicked", "events"), ("data_addtolist", "variables"), ("procedures_call", "myblocks"),
        ("argument_reporter_boolean", "myblocks"), ("pen_stamp", "pen"), ("jetpack_fly", "jetpack"),
    ],
)  # fmt: skip
def test_categories_are_those_of_the_palette(opcode: str, category: str) -> None:
    assert opcodes.category(opcode) == category


def test_names_of_blocks_are_the_editors() -> None:
    assert opcodes.block_name("motion_movesteps") == "move _ steps"
    assert opcodes.block_name("event_whenflagclicked") == "when green flag clicked"
    assert opcodes.block_name("control_if_else") == "if _ then ... else"
    assert opcodes.block_name("operator_divide") == "_ / _"
    assert opcodes.block_name("motion_movesteps", "km") == "ផ្លាស់ទី _ ជំហាន"
    assert opcodes.block_name("control_stop", "km") == "ឈប់ _"
    assert opcodes.block_name("jetpack_fly") == "jetpack_fly"


def test_a_language_nobody_knows_is_english() -> None:
    assert opcodes.block_name("motion_movesteps", "xx") == "move _ steps"
    assert opcodes.category_name("events", "xx") == "Events"


def test_names_of_categories_and_choices_are_translated() -> None:
    assert opcodes.category_name("events", "km") == "ព្រឹត្តិការណ៍"
    assert opcodes.category_name("jetpack", "km") == "jetpack"
    assert opcodes.option_label("sensing_touchingobjectmenu", "Sprite1", "km") == "Sprite1"
    touching = opcodes.table().options_of(opcodes.table().blocks["sensing_touchingobject"].args[0])
    assert opcodes.option_label(touching, "_edge_") == "edge"
    assert opcodes.option_label(touching, "_edge_", "km") == "គែម"


@pytest.mark.parametrize(
    ("thing", "name", "given"),
    [
        ("sprite", "Sprite1", True), ("sprite", "តួអង្គ 12", True), ("sprite", "តួអង្គ1", True),
        ("sprite", "Objeto3", True),
        ("sprite", "Sprite", False), ("sprite", "Spriteland", False), ("sprite", "Sokha", False),
        ("message", "message1", True), ("message", "សារ 1", True), ("message", "start", False),
        ("variable", "my variable", True), ("variable", "អថេរខ្ញុំ", True), ("variable", "score", False),
        ("costume", "costume2", True), ("backdrop", "backdrop1", True),
    ],
)  # fmt: skip
def test_names_that_the_editor_gave_are_known_in_every_language(thing: str, name: str, *, given: bool) -> None:
    assert (opcodes.default_name(thing).fullmatch(name) is not None) == given  # type: ignore[arg-type]


@pytest.mark.parametrize("language", opcodes.languages())
def test_every_language_has_every_text_and_every_slot(language: str) -> None:
    texts = opcodes.texts(language)
    assert set(texts.categories) == {block.category for block in opcodes.table().blocks.values()}
    for opcode, text in texts.blocks.items():
        words = [arg for arg in opcodes.table().blocks[opcode].args if arg.kind != "body"]
        assert all(f"%{place}" in text for place in range(1, len(words) + 1)), opcode
    for name, labels in texts.options.items():
        assert len(labels) == len(opcodes.table().options[name])


def test_khmer_speaks_khmer() -> None:
    texts = opcodes.texts("km")
    core = [opcode for opcode, block in opcodes.table().blocks.items() if block.category in {"motion", "control"}]
    spoken = [texts.blocks[opcode] for opcode in core if opcode in texts.blocks]
    assert all(any("ក" <= letter <= "៹" for letter in text) for text in spoken)


def test_the_table_is_the_one_its_shapes_make() -> None:
    tool = subprocess.run(
        [sys.executable, HOUSE / "tools" / "opcodes.py", "--check", "--offline"],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert tool.stderr == ""
    assert tool.returncode == 0
