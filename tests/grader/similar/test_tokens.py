"""What makes no difference to a script's row of numbers, and what does."""

from __future__ import annotations

import random

import pytest

from grader.scratch.model import Block, ScratchProject, Script, Target
from grader.similar.tokens import END, MOST, sequences
from tests.kit.blocks import scratch
from tests.kit.classes import Child, count, other_numbers, renamed, shuffled

GAME = """
when green flag clicked
set [score v] to (0)
go to x: (0) y: (-100)
show
forever
  if <<touching (Apple v)?> and <(score) < (10)>> then
    change [score v] by (1)
    say (join [You have ] ((score) + (timer))) for (2) seconds
  end
end
"""


def tokens(text: str) -> list[tuple[int, ...]]:
    return [one.tokens for one in sequences(scratch(text))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("score", "ពិន្ទុ"),
        ("Apple", "Mango"),
        ("(10)", "(25)"),
        ("[You have ]", "[Got ]"),
        ("go to x: (0) y: (-100)\nshow", "show\ngo to x: (7) y: (9)"),
        ("<<touching (Apple v)?> and <(score) < (10)>>", "<<(score) < (10)> and <touching (Apple v)?>>"),
        ("(score) < (10)", "(10) > (score)"),
        ("((score) + (timer))", "((timer) + (score))"),
    ],
)
def test_what_makes_no_difference(old: str, new: str) -> None:
    assert tokens(GAME) == tokens(GAME.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("forever", "repeat (10)"),
        ("show", "hide"),
        ("(score) < (10)", "(score) = (10)"),
        ("    say (join [You have ] ((score) + (timer))) for (2) seconds\n", ""),
        ("and", "or"),
    ],
)
def test_what_makes_one(old: str, new: str) -> None:
    assert tokens(GAME) != tokens(GAME.replace(old, new))


def test_the_order_of_what_happens_is_kept() -> None:
    assert tokens("when green flag clicked\nmove (1) steps\nsay [a]\n") != tokens(
        "when green flag clicked\nsay [a]\nmove (1) steps\n"
    )


def test_what_is_in_a_loop_and_what_is_behind_it_differ() -> None:
    inside = tokens("repeat (2)\n  move (1) steps\n  say [a]\nend\n")
    behind = tokens("repeat (2)\n  move (1) steps\nend\nsay [a]\n")
    assert inside != behind


def test_own_blocks_go_by_how_many_values_they_take() -> None:
    jump = "define jump (height)\nchange y by (height)\n\nwhen green flag clicked\njump (10)\n"
    assert tokens(jump) == tokens(jump.replace("jump", "លោត").replace("height", "x"))


def test_blocks_are_counted_without_the_ends_of_loops() -> None:
    (one,) = sequences(scratch("repeat (2)\n  move ((1) + (2)) steps\nend\n"))
    assert one.blocks == 3
    assert one.tokens.count(END) == 1


def test_a_second_copy_of_a_script_says_nothing_more() -> None:
    script = "when green flag clicked\nmove (1) steps\n\n"
    assert len(sequences(scratch(script * 3))) == 1


@pytest.mark.parametrize("seed", range(5))
def test_a_disguised_project_has_the_same_rows(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - numbers of a test
    project = Child(seed).project(80)
    for disguise in (renamed, other_numbers, shuffled):
        assert {one.tokens for one in sequences(disguise(project, dice))} == {one.tokens for one in sequences(project)}


def test_the_numbers_are_the_same_in_every_process() -> None:
    (one,) = sequences(scratch("when green flag clicked\nmove (10) steps\n"))
    assert one.tokens == (1659157263, 566112236)


@pytest.mark.parametrize("slot", [False, True])
def test_as_deep_as_a_well_and_as_long_as_a_river(slot: bool) -> None:  # noqa: FBT001
    block = Block("x", "operator_not" if slot else "control_forever")
    for _ in range(50_000):
        inside = {"inputs": {"OPERAND": block}} if slot else {"bodies": {"SUBSTACK": (block,)}}
        block = Block("x", block.opcode, **inside)  # type: ignore[arg-type]
    long = tuple(Block("x", "looks_show") for _ in range(50_000))
    for blocks in ((block,), long):
        project = ScratchProject((Target("Stage", stage=True, scripts=(Script(blocks),)),))
        (one,) = sequences(project)
        assert len(one.tokens) == MOST


def test_the_class_of_the_tests_has_projects_of_the_size_asked_for() -> None:
    sizes = [sum(map(count, (s for t in Child(seed).project(150).targets for s in t.scripts))) for seed in range(20)]
    assert min(sizes) >= 150
    assert max(sizes) < 300
