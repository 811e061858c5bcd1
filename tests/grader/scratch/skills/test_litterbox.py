"""LitterBox's ct_score, rule by rule: on the program it sees, not on records."""

from __future__ import annotations

import pytest

from grader.scratch.index import index
from grader.scratch.skills import litterbox
from grader.scratch.skills.rules import measure
from tests.kit.blocks import scratch
from tests.kit.records import block, project_of


def skills(text: str) -> dict[str, tuple[int, list[str]]]:
    found = measure(litterbox.DIMENSIONS, litterbox.Code(index(scratch(text)).program), litterbox.MOST)
    return {name: (skill.level, [spot.opcode for spot in skill.blocks]) for name, skill in found.items()}


def level(dimension: str, text: str) -> int:
    return skills(text)[dimension][0]


CASES = [
    ("Logic", 1, "if <> then\nend"),
    ("Logic", 2, "if <> then\nelse\nend"),
    ("Logic", 3, "wait until <<> and <>>"),
    ("Logic", 3, "<not <>>"),
    ("FlowControl", 1, "show\nhide"),
    ("FlowControl", 0, "when flag clicked\nshow"),  # the hat is no statement of its list
    ("FlowControl", 1, "when flag clicked\nshow\nhide"),
    ("FlowControl", 1, "define jump\nshow\nhide"),
    ("FlowControl", 1, "if <> then\nshow\nhide\nend"),
    ("FlowControl", 2, "forever\nend"),
    ("FlowControl", 2, "repeat (2)\nforever\nend\nend"),  # nesting gives nothing
    ("FlowControl", 3, "repeat until <>\nend"),
    ("FlowControl", 0, "wait until <>"),
    ("Synchronization", 1, "wait (1) seconds"),
    ("Synchronization", 2, "broadcast (go v)"),
    ("Synchronization", 2, "when I receive [go v]"),
    ("Synchronization", 2, "stop [other scripts in sprite v]"),
    ("Synchronization", 2, "stop [all v]"),
    ("Synchronization", 0, "delete this clone"),
    ("Synchronization", 3, "wait until <>"),
    ("Synchronization", 3, "broadcast (go v) and wait"),
    ("Synchronization", 3, "when backdrop switches to [sky v]"),
    ("Abstraction", 2, "define jump"),
    ("Abstraction", 3, "when I start as a clone"),
    ("DataRepresentation", 1, "if on edge, bounce"),
    ("DataRepresentation", 1, "set drag mode [draggable v]"),
    ("DataRepresentation", 1, "think [Hm]"),
    ("DataRepresentation", 1, "clear graphic effects"),
    ("DataRepresentation", 2, "show variable [score v]"),
    ("DataRepresentation", 3, "delete all of [list v]"),
    ("DataRepresentation", 3, "hide list [list v]"),
    ("DataRepresentation", 3, "(length of [list v])"),
    ("DataRepresentation", 3, "wait (length of [list v]) seconds"),
    # The slots of statements that give 1 or 2 here are not searched.
    ("DataRepresentation", 2, "set [score v] to (length of [list v])"),
    ("DataRepresentation", 1, "say (item (1) of [list v])"),
    ("DataRepresentation", 0, "wait (item # of [a] in [list v]) seconds"),
    ("DataRepresentation", 0, "wait until <[a] = [b]>"),  # comparisons give nothing
    ("UserInteractivity", 1, "when flag clicked"),
    ("UserInteractivity", 2, "when [a v] key pressed"),
    ("UserInteractivity", 2, "when stage clicked"),
    ("UserInteractivity", 2, "wait (mouse x) seconds"),
    ("UserInteractivity", 2, "ask [name?] and wait"),
    ("UserInteractivity", 2, "go to (mouse-pointer v)"),
    ("UserInteractivity", 2, "glide (1) secs to (mouse-pointer v)"),
    ("UserInteractivity", 2, "point towards (mouse-pointer v)"),
    ("UserInteractivity", 2, "wait (distance to (mouse-pointer v)) seconds"),
    ("UserInteractivity", 2, "wait until <touching (mouse-pointer v)?>"),
    ("UserInteractivity", 0, "go to (random position v)"),
    ("UserInteractivity", 0, "wait (loudness) seconds"),
    ("UserInteractivity", 3, "when [loudness v] > (10)"),
    ("UserInteractivity", 0, "when [timer v] > (10)"),
    ("Parallelization", 1, "when flag clicked\n\nwhen flag clicked"),
    ("Parallelization", 2, "when [a v] key pressed\n\nwhen [a v] key pressed"),
    ("Parallelization", 0, "when [a v] key pressed\n\nwhen [b v] key pressed"),
    ("Parallelization", 2, "when this sprite clicked\n\nwhen this sprite clicked"),
    ("Parallelization", 3, "when I receive [go v]\n\nwhen I receive [go v]"),
    ("Parallelization", 3, "when [timer v] > (10)\n\nwhen [timer v] > (10.0)"),
    ("Parallelization", 0, "when [timer v] > (10)\n\nwhen [timer v] > (11)"),
    ("Parallelization", 0, "when [timer v] > (10)\n\nwhen [loudness v] > (10)"),
    ("Parallelization", 0, "create clone of (myself v)"),
    ("Parallelization", 0, "when I start as a clone\n\nwhen I start as a clone"),
]


@pytest.mark.parametrize(
    ("dimension", "expected", "text"), CASES, ids=[text.replace("\n", " / ") for *_, text in CASES]
)
def test_rules(dimension: str, expected: int, text: str) -> None:
    assert level(dimension, text) == expected


def test_the_second_of_a_list_and_of_equal_hats_is_shown() -> None:
    found = skills("when flag clicked\nshow\nhide\n\nwhen flag clicked\nmove (1) steps")
    assert found["FlowControl"] == (1, ["looks_hide"])
    code = litterbox.Code(index(scratch("when flag clicked\nshow\n\nwhen flag clicked")).program)
    (shown,) = measure(litterbox.DIMENSIONS, code, litterbox.MOST)["Parallelization"].blocks
    assert shown is code.program.scripts[1].hat


TWO_EACH = 'stage\n\nshow\n\nhide\n\nsprite "Cat"\n\n(x position)\n\nwhen flag clicked'


def test_two_targets_with_two_scripts_each() -> None:
    assert skills(TWO_EACH)["Abstraction"] == (1, ["event_whenflagclicked"])
    assert level("Abstraction", 'stage\n\nshow\n\nsprite "Cat"\n\n(x position)\n\nwhen flag clicked') == 0
    # Definitions are no scripts.
    assert level("Abstraction", 'stage\n\nshow\n\nhide\n\nsprite "Cat"\n\ndefine a\nshow\n\nshow') == 2
    assert level("Abstraction", "show\n\nhide\n\nmove (1) steps") == 0  # one sprite alone


def levels_of(blocks: dict[str, object]) -> dict[str, int]:
    code = litterbox.Code(index(project_of({}, blocks)).program)
    return {name: skill.level for name, skill in measure(litterbox.DIMENSIONS, code, litterbox.MOST).items()}


def test_hidden_menus_and_what_stands_in_unknown_blocks_are_not_seen() -> None:
    mouse = block("motion_goto_menu", shadow=True, menu={"TO": "_mouse_"})
    goto = block("motion_goto", parent=None, inputs={"TO": [3, "x", "menu"]}, x=1, y=1)
    blocks = {"goto": goto, "menu": mouse, "x": block("motion_xposition")}
    assert levels_of(blocks)["UserInteractivity"] == 0
    each = block("control_for_each", parent=None, sub="if", x=1, y=1)
    assert levels_of({"each": each, "if": block("control_if")})["Logic"] == 0


def test_a_statement_that_cannot_be_read_is_not_there() -> None:
    wait = block("control_wait", parent=None)  # its duration is missing
    assert levels_of({"wait": wait})["Synchronization"] == 0
    stop = block("control_stop", parent=None, menu={"STOP_OPTION": "the music"})
    assert levels_of({"stop": stop})["Synchronization"] == 0


def test_without_loose_stacks_fewer_rules_hold() -> None:
    code = litterbox.Code(index(scratch(TWO_EACH)).program, loose=False)
    found = measure(litterbox.DIMENSIONS, code, litterbox.MOST)
    assert {name for name, skill in found.items() if skill.level} == {"UserInteractivity"}
