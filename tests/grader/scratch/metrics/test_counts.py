"""Counts of blocks, statements and categories, each edge that the published numbers have."""

from __future__ import annotations

import math
from typing import Any

import pytest

from grader.scratch.index import index
from grader.scratch.metrics.numbers import metrics
from tests.kit.blocks import scratch
from tests.kit.records import block, project_of

Numbers = dict[str, int | float]


def of(text: str) -> Numbers:
    return metrics(index(scratch(text)).program)


def of_blocks(blocks: dict[str, Any]) -> Numbers:
    return metrics(index(project_of({}, blocks)).program)


def placed(opcode: str, **more: Any) -> dict[str, Any]:
    return block(opcode, parent=None, x=1, y=1, **more)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("move (10) steps", 1),  # what is typed weighs nothing
        ("move ((1) + (2)) steps", 2),
        ("set [score v] to (score)", 2),  # its own menu weighs nothing
        ("go to (mouse-pointer v)", 2),
        ("glide (1) secs to (random position v)", 2),
        ("point towards (mouse-pointer v)", 2),
        ("wait (distance to (mouse-pointer v)) seconds", 3),
        ("wait until <touching (edge v)?>", 3),
        ("wait until <key (space v) pressed?>", 3),
        ("when [space v] key pressed", 1),  # the key of a hat weighs nothing
        ("switch backdrop to (next backdrop v)", 2),
        ("switch backdrop to (backdrop1 v)", 1),
        ("set pen (color v) to (50)", 2),
        ("switch costume to (costume1 v)", 1),
        ("create clone of (myself v)", 1),
        ("start sound (pop v)", 1),
        ("broadcast (go v)", 1),
        ("play drum (\\(1\\) Snare Drum v) for (1) beats", 1),
        ("wait ([x position v] of (Sprite1 v)) seconds", 2),
        ("go to (answer)", 3),  # dropped on a place, a key, a colour, a pen parameter: one more than itself
        ("wait until <key (answer) pressed?>", 4),
        ("set pen color to (answer)", 3),
        ("set pen color to [#ff0000]", 1),
        ("wait until <touching (answer)?>", 3),  # on other menus itself
        ("switch costume to (answer)", 2),
        ("create clone of (answer)", 2),
        ("wait until <>", 1),
        ("if <> then\nshow\nelse\nhide\nend", 3),
        ("define jump (height)\nmove (height) steps", 3),
        ("define jump (height)\n\njump (10)", 2),
        ("(answer)", 1),
    ],
)
def test_weight(text: str, weight: int) -> None:
    assert of(text)["block_count"] == weight


def test_unknown_blocks() -> None:
    unknown = placed("mystery_go", below="after", inputs={"X": [2, "held"]})
    held = {"held": block("motion_xposition"), "after": block("looks_say", inputs={"MESSAGE": [2, "odd"]})}
    found = of_blocks({"a": unknown, **held, "odd": block("mystery_value"), "loose": placed("mystery_value")})
    # An unknown statement weighs 1 and hides what is in it, an unknown reporter in a slot weighs 0, a loose one is a
    # statement.
    assert (found["block_count"], found["statement_count"], found["undefined_block_count"]) == (3, 3, 3)
    assert found["script_count"] == 2
    hat = placed("makeymakey_whenMakeyKeyPressed", below="b")
    found = of_blocks({"a": hat, "b": block("looks_show")})
    assert (found["hat_count"], found["statement_count"], found["weighted_method_count_strict"]) == (0, 2, 0)


def test_an_empty_hexagon_and_an_empty_argument_are_not_undefined() -> None:
    assert of("wait until <>\n\ndefine a <b>\n\na <>")["undefined_block_count"] == 0


CODE = """
    stage
    backdrop "one"
    backdrop "two"

    sprite "Cat"
    costume "cat"
    costume "cat2"

    when flag clicked
    show

    when I start as a clone

    define jump
    move (1) steps

    hide
    show

    (answer)
"""


def test_scripts_and_statements() -> None:
    found = of(CODE)
    names = ("script_count", "hat_count", "procedure_count", "statement_count", "block_count", "sprite_count")
    assert [found[name] for name in names] == [3, 2, 1, 7, 8, 1]
    assert (found["costume_count"], found["backdrop_count"]) == (2, 2)
    assert found["avg_block_statement_count"] == 8 / 7
    assert found["length_longest_script"] == 2


def test_length_of_the_longest() -> None:
    assert of("(answer)")["length_longest_script"] == 1
    assert of("when flag clicked\nforever\nshow\nhide\nend")["length_longest_script"] == 4
    assert of("show\nhide")["length_longest_script"] == 2


def test_how_deep_ifs_and_loops_nest() -> None:
    assert of("wait until <>")["nested_block_count"] == 0
    assert of("if <> then\nelse\nforever\nend\nend")["nested_block_count"] == 2
    hidden = {"a": placed("control_while", sub="b"), "b": block("control_forever")}
    assert of_blocks(hidden)["nested_block_count"] == 0  # an unknown block hides what is in it


def test_weighted_methods() -> None:
    found = of("when flag clicked\nif <> then\nwait until <>\nend\n\nforever\nend\n\n(answer)\n\ndefine jump")
    assert found["weighted_method_count"] == 3 + 2 + 1 + 1
    assert found["weighted_method_count_strict"] == 4
    assert found["most_complex_script"] == 3  # the greatest, not the sum


def test_categories() -> None:
    found = of(
        """
        when flag clicked
        move (x position) steps
        set drag mode [draggable v]
        go to (mouse-pointer v)
        say (size)
        switch backdrop to (next backdrop v)
        start sound (pop v)
        broadcast (go v)
        wait until <<mouse down?> and <not <>>>
        delete this clone

        when I start as a clone
        set [score v] to (score)
        add (length of [list v]) to [list v]
        erase all
        set tempo to (tempo)
        say (translate [a] to (km v))

        define jump (height)
        jump (height)
        """
    )
    counted = {name.removesuffix("_block_count"): found[name] for name in found if name.endswith("_block_count")}
    assert counted == {
        "motion": 3,  # drag mode is of sensing
        "looks": 4,
        "sound": 1,
        "events": 2,  # not the hat of clones
        "control": 3,
        "sensing": 2,
        "operators": 2,
        "variables": 4,
        "my_blocks": 3,
        "pen": 1,
        "music": 2,
        "translate": 1,
        "undefined": 0,
        "nested": 0,
    }
    assert (found["using_pen"], found["boolean_operation_count"]) == (1, 2)
    assert (found["variables_block_count_only_direct_variable"], found["list_block_count_only_direct_list"]) == (1, 0)


def test_a_looks_reporter_in_a_question_is_missed() -> None:
    assert of("ask (join (size) (size)) and wait")["looks_block_count"] == 0  # a slip of the published count
    assert of("say (size)")["looks_block_count"] == 2


def test_a_variable_asked_of_a_sprite_is_one_of_variables_too() -> None:
    found = of("wait ([lives v] of (Cat v)) seconds")
    assert (found["variables_block_count"], found["sensing_block_count"], found["variable_count"]) == (1, 1, 1)
    built_in = of("wait ([costume # v] of (Cat v)) seconds")
    assert (built_in["variables_block_count"], built_in["variable_count"]) == (0, 0)


def test_names_of_variables() -> None:
    found = of("(score)\n\nset [time left v] to (0)\n\nadd [a] to [score v]\n\nwait ([score v] of (Cat v)) seconds")
    assert found["variable_count"] == 2  # a list and a variable of one name are one
    assert found["avg_variable_length_count"] == 7
    third = of("set [a v] to (0)\n\nset [bb v] to (0)\n\nset [🐈🐈🐈 v] to (0)")
    assert third["avg_variable_length_count"] == 3  # UTF-16 units
    single = of("set [a v] to (0)\n\nset [bb v] to (0)\n\nset [cc v] to (0)")["avg_variable_length_count"]
    assert single == 1.6666666269302368  # of single precision
    assert of('stage\nvariable "unused"')["variable_count"] == 0


def test_cohesion_and_entropy() -> None:
    found = of("when flag clicked\nshow\n\nmove (x position) steps\n\nerase all")
    assert found["cohesion"] == 2 / 2 + 1 / 2 + 0
    # Two shares of a half; one of a whole; none.
    assert found["category_entropy"] == 1.0
    weighs = of("when flag clicked\ngo to (mouse-pointer v)")
    assert math.isclose(weighs["category_entropy"], 2 * (1 / 3) * math.log2(3))  # shares that do not make 1


def test_an_empty_project_is_0_in_all() -> None:
    assert {name for name, value in of("stage").items() if value} <= {"interprocedural_cyclomatic_complexity"}


def test_levels_are_those_of_litterbox() -> None:
    found = of("when flag clicked\nif <> then\nelse\nend\n\nwhen flag clicked\nforever\nend")
    assert (found["ct_score"], found["ct_score_logic"], found["ct_score_flow_control"]) == (6, 2, 2)
    assert found["ct_score_average"] == 6 / 7
    assert sum(found[name] for name in found if name.startswith("ct_score_") and name != "ct_score_average") == 6


def test_names_are_the_published_ones_but_for_two() -> None:
    names = of("stage")
    assert "stacked_statement_count" not in names
    assert "avg_script_width_count" not in names
