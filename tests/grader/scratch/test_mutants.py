"""Projects that no editor wrote: each gives a report or one plain sentence, inside limits that kill."""

from __future__ import annotations

import os

import pytest

from tests.kit import limited, mutants

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="limits that kill need fork"),
    pytest.mark.timeout(900),  # each mutant has a limit of its own; together they may take long on a busy machine
]
LOOK = "tests.kit.mutants:look"


def test_three_hundred_mutants() -> None:
    assert limited.trouble(LOOK, range(300)) == ()


@pytest.mark.long
def test_ten_thousand_mutants() -> None:
    assert limited.trouble(LOOK, range(300, 10_300)) == ()


@pytest.mark.parametrize("shape", range(len(mutants.SHAPES)), ids=mutants.SHAPES)
def test_a_hundred_thousand_blocks(shape: int) -> None:
    assert limited.trouble("tests.kit.mutants:look_at_large", [shape], made_by="large_text", megabytes=600) == ()


def test_a_mutant_is_the_same_in_every_run_and_not_the_project_it_came_from() -> None:
    some = [mutants.mutant(number) for number in range(20)]
    assert some == [mutants.mutant(number) for number in range(20)]
    assert len(set(some)) == 20
    assert not {text.encode() for text in mutants.goods()} & set(some)


def test_the_limits_do_kill() -> None:
    found = dict(limited.trouble("tests.kit.limits_tried:look", range(4), seconds=1, megabytes=200))
    assert set(found) == {1, 2, 3}
    assert found[1] == "ended by SIGXCPU"
    assert "MemoryError" in found[2]
    assert "ZeroDivisionError" in found[3]
