"""The rubric of 2014 to 2021: where it is not that of 2026."""

from __future__ import annotations

from typing import Any

import pytest

from grader.scratch.skills import dr_scratch_2014, dr_scratch_2026
from grader.scratch.skills.rules import measure
from tests.kit.records import block, hears, records_of, sends


def level(dimension: str, *targets: Any, extensions: Any = ()) -> int:
    found = measure(dr_scratch_2014.DIMENSIONS, records_of(*targets, extensions=extensions), dr_scratch_2014.MOST)
    return found[dimension].level


@pytest.mark.parametrize(
    ("opcode", "dimension", "expected"),
    [
        ("control_if", "Logic", 1),
        ("operator_not", "Logic", 3),
        ("control_repeat_until", "FlowControl", 3),
        ("event_broadcastandwait", "Synchronization", 3),
        # The reverse of 2026.
        ("procedures_definition", "Abstraction", 2),
        ("control_start_as_clone", "Abstraction", 3),
        ("data_lengthoflist", "DataRepresentation", 3),
        # Comparisons, clones and devices give nothing.
        ("operator_gt", "DataRepresentation", 0),
        ("control_create_clone_of", "Parallelization", 0),
        ("sensing_loudness", "UserInteractivity", 3),
        ("sensing_answer", "UserInteractivity", 2),
    ],
)
def test_one_record(opcode: str, dimension: str, expected: int) -> None:
    assert level(dimension, {"a": block(opcode)}, extensions=["microbit"]) == expected


def test_nothing_is_nested_and_nothing_answered() -> None:
    nested = {
        "outer": block("control_if", sub="loop"),
        "loop": block("control_forever", sub="inner"),
        "inner": block("control_repeat", sub="if"),
        "if": block("control_if", sub=None),
    }
    assert level("Logic", nested) == 1
    assert level("FlowControl", nested) == 2
    sent = {str(number): sends("m") for number in range(3)}
    assert level("Synchronization", sent, {"hat": hears("m", "if"), "if": block("control_if", sub=None)}) == 2


def test_ifs_that_ask_for_greater_give_nothing() -> None:
    blocks = {f"if{n}": block("control_if", cond="gt") for n in range(3)} | {"gt": block("operator_gt")}
    assert level("UserInteractivity", blocks) == 0
    assert level("Parallelization", blocks) == 0


@pytest.mark.parametrize(
    ("hat", "field"),
    [
        ("event_whenbroadcastreceived", "BROADCAST_OPTION"),
        ("event_whenbackdropswitchesto", "BACKDROP"),
        ("event_whengreaterthan", "WHENGREATERTHANMENU"),
    ],
)
def test_two_hats_of_one_value_are_the_highest_and_three_no_more(hat: str, field: str) -> None:
    for number in (2, 3):
        blocks = {str(n): block(hat, parent=None, menu={field: "x"}) for n in range(number)}
        assert level("Parallelization", blocks) == 3
    video = {str(n): block("videoSensing_whenMotionGreaterThan") for n in range(2)}
    assert level("Parallelization", video) == 3


def test_a_project_without_records_is_0_in_all() -> None:
    found = measure(dr_scratch_2014.DIMENSIONS, records_of({}, {}), dr_scratch_2014.MOST)
    assert [skill.level for skill in found.values()] == [0] * 7


@pytest.mark.parametrize(
    ("points", "band"), [(7, "Basic"), (8, "Developing"), (14, "Developing"), (15, "Proficiency"), (21, "Proficiency")]
)
def test_bands(points: int, band: str) -> None:
    assert next(name for above, name in dr_scratch_2014.bands(21) if points > above) == band
    if points == 15:  # under the same name in the vanilla mode of 2026
        assert next(name for above, name in dr_scratch_2026.vanilla_bands(21) if points > above) == "Developing"
