"""Halstead's numbers: what is an operator, what an operand, and which are equal."""

from __future__ import annotations

import math

import pytest

from grader.scratch.index import index
from grader.scratch.metrics.halstead import Halstead, halstead
from tests.kit.blocks import scratch
from tests.kit.records import block, project_of


def of(text: str) -> Halstead:
    return halstead(index(scratch(text)).program)


@pytest.mark.parametrize(
    ("text", "operators", "operands"),
    [
        ("show", 1, 0),
        ("move (10) steps", 1, 1),
        ("say [hello]", 1, 1),
        ("set [score v] to (0)", 1, 2),
        ("move (score) steps", 1, 1),
        ("move ((1) + (2)) steps", 2, 2),
        ("wait (timer) seconds", 1, 1),
        ("wait (distance to (mouse-pointer v)) seconds", 2, 1),
        ("wait until <>", 1, 1),  # an empty hexagon is an operand
        ("when [space v] key pressed", 1, 1),
        ("when flag clicked", 1, 0),
        ("when I receive [go v]", 1, 1),
        ("when backdrop switches to [sky v]", 1, 1),
        ("when [timer v] > (10)", 1, 2),
        ("broadcast (go v)", 1, 1),
        ("create clone of (myself v)", 1, 1),
        ("switch costume to (cat v)", 1, 1),
        ("switch costume to (join [a] [b])", 1, 1),  # dropped on a name: one operand, not read
        ("go to (join [a] [b])", 1, 1),
        ("wait until <key (join [a] [b]) pressed?>", 2, 1),
        ("create clone of (join [a] [b])", 2, 2),  # a clone is read
        ("wait until <touching (edge v)?>", 2, 1),
        ("wait ([sqrt v] of (9)) seconds", 2, 2),
        ("wait ([x position v] of (Cat v)) seconds", 2, 2),
        ("wait ([lives v] of (Cat v)) seconds", 2, 1),  # a variable as property is none
        ("say (current [year v])", 2, 1),
        ("say (costume [number v])", 2, 1),
        ("set [color v] effect to (5)", 1, 1),  # which effect does not count
        ("set pen (color v) to (50)", 1, 1),
        ("stop [all v]", 1, 0),
        ("define jump (height) <high>", 1, 2),
        ("define jump (height)\n\njump (10)", 2, 2),  # the name of a called block does not count
        ("(answer)", 1, 1),  # lying loose is an operator of its own
        ("((1) + (2))", 2, 2),
    ],
)
def test_operators_and_operands(text: str, operators: int, operands: int) -> None:
    found = of(text)
    assert (found.operators, found.operands) == (operators, operands)


def different(text: str) -> tuple[int, int]:
    found = of(text)
    return found.different_operators, found.different_operands


@pytest.mark.parametrize(
    ("text", "operands"),
    [
        ("move (10) steps\nmove (10.0) steps", 1),  # by value
        ("move (0) steps\nmove (-0) steps", 2),
        ("move (1) steps\nsay [1]", 2),  # a number and a text
        ("broadcast (go v)\nsay [go]", 1),
        ("when I receive [go v]\nbroadcast (go v)", 1),
        ("create clone of (go v)\n\nwhen backdrop switches to [go v]", 1),  # names are one
        ("create clone of (go v)\n\ndefine a (go)\nsay (go)", 1),
        ("create clone of (go v)\nsay [go]", 2),  # a name and a text
        ("switch costume to (go v)\nsay [go]", 2),
        ("(score)\n\nmove (score) steps", 2),  # loose, and in a slot
        ("(answer)\n\nsay (answer)", 2),
        ("((answer) + (answer))\n\nsay (answer)", 1),
        ("set [score v] to (score)", 1),
        ("when [space v] key pressed\nwait until <key (space v) pressed?>", 2),
        ("set pen color to [#FF0000]\nset pen color to [#ff0000]", 1),
        ("wait until <>\nif <> then\nend", 1),
    ],
)
def test_which_operands_are_one(text: str, operands: int) -> None:
    assert different(text)[1] == operands


def test_which_operators_are_one() -> None:
    assert different("show\nshow\nhide")[0] == 2
    assert different("stop [all v]\n\nstop [this script v]\n\nstop [other scripts in sprite v]")[0] == 3
    assert different("(answer)\n\n(timer)") == (1, 2)


def test_unknown_statements_are_one_kind_and_unknown_reporters_nothing() -> None:
    blocks = {
        "a": block("mystery_go", parent=None, below="b", x=1, y=1),
        "b": block("mystery_stop", below="c"),
        "c": block("looks_say", inputs={"MESSAGE": [2, "d"]}),
        "d": block("mystery_value"),
    }
    assert halstead(index(project_of({}, blocks)).program) == Halstead(3, 0, 2, 0)


def test_the_numbers_made_of_them() -> None:
    found = of("move (1) steps\nmove (2) steps\nturn cw (2) degrees")
    assert (found.length, found.size) == (6, 4)
    assert found.volume == 12
    assert found.difficulty == 2 / 2 * 3 / 2
    assert found.effort == 18
    assert of("stage") == Halstead(0, 0, 0, 0)
    assert (of("stage").volume, of("show").difficulty, of("show").volume) == (0, 0, 0)
    assert math.isclose(of("show\nhide").volume, 2)
