"""The cyclomatic complexity of a whole project: edges - nodes + 2, counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from grader.scratch.index import index
from grader.scratch.metrics.complexity import complexity
from grader.scratch.model import Block, ScratchProject, Script, Target
from tests.kit.blocks import scratch
from tests.kit.records import block, project_of


def of(text: str) -> int:
    return complexity(index(scratch(text)).program)


@pytest.mark.parametrize(
    ("edges", "nodes", "text"),
    [
        (1, 2, "stage"),  # entry -> exit
        (2, 3, "when flag clicked"),  # a bare hat leads to the exit
        (4, 4, "when flag clicked\nshow"),
        (2, 3, "show"),  # a loose statement -> exit, and entry -> exit
        (2, 3, "(answer)"),
        (3, 4, "show\n\nhide"),
        (2, 3, "when flag clicked\n\nwhen flag clicked"),  # equal hats are one
        (4, 4, "when [a v] key pressed\n\nwhen [b v] key pressed"),
        (4, 4, "when [timer v] > (1)\n\nwhen [timer v] > (1)"),  # but each of these is its own
        (2, 3, "when backdrop switches to [sky v]"),  # nothing leads there; entry -> exit
        (2, 3, "when I receive [go v]"),
        (2, 3, "when I start as a clone"),
        (4, 4, "when flag clicked\nwait until <>"),
        (4, 4, "when flag clicked\nstop [all v]"),
        (5, 5, "when flag clicked\nstop [all v]\n\nshow"),
        (5, 4, "when flag clicked\nforever\nend"),  # an empty body leads to its loop
        (5, 4, "when flag clicked\nrepeat (2)\nend"),
        (6, 5, "when flag clicked\nrepeat (2)\nshow\nend"),
        (6, 5, "when flag clicked\nif <> then\nshow\nend"),
        (4, 4, "when flag clicked\nif <> then\nend"),
        (4, 4, "when flag clicked\nif <> then\nelse\nend"),
        (7, 6, "when flag clicked\nif <> then\nshow\nelse\nhide\nend"),
        (6, 5, "when flag clicked\nif <> then\nelse\nhide\nend"),
        (7, 6, "when flag clicked\nif <> then\nshow\nend\nhide"),
        (6, 5, "when flag clicked\nbroadcast (go v)"),
        (6, 5, "when flag clicked\nbroadcast (go v)\n\nwhen I receive [go v]"),
        (7, 6, "when flag clicked\nbroadcast (go v)\n\nwhen I receive [Go v]"),  # capitals matter
        # A computed message leads to every one that a hat waits for.
        (8, 6, "when flag clicked\nbroadcast (answer)\n\nwhen I receive [x v]\n\nwhen I receive [y v]"),
        (6, 5, "when flag clicked\ncreate clone of (myself v)\n\nwhen I start as a clone"),
        (6, 5, "when flag clicked\ncreate clone of (Dog v)"),
        (6, 5, "when flag clicked\ncreate clone of (join (answer) [Dog])"),  # one text: that name
        (6, 5, "when flag clicked\ncreate clone of (answer)"),  # none: all sprites, here one
        (6, 5, "when flag clicked\ncreate clone of (score)"),  # a variable holds two: all sprites
    ],
)
def test_small_programs(edges: int, nodes: int, text: str) -> None:
    assert of(text) == edges - nodes + 2


def test_calls_come_back() -> None:
    # entry, exit, flag, call, own block, show, return, hide: entry-flag-exit, flag-call, call-own, own-show,
    # show-return, return-hide, hide-exit
    assert of("define jump\nshow\n\nwhen flag clicked\njump\nhide") == 8 - 8 + 2


def call(text: str = "jump", **more: Any) -> dict[str, Any]:
    return block("procedures_call", mutation={"proccode": text, "argumentids": "[]"}, **more)


def definition(text: str = "jump", **more: Any) -> dict[str, Any]:
    prototype = block("procedures_prototype", shadow=True, mutation={"proccode": text, "argumentids": "[]"})
    head = block("procedures_definition", parent=None, inputs={"custom_block": [1, "prototype"]}, **more)
    return {"define": head, "prototype": prototype}


FLAG = block("event_whenflagclicked", parent=None, below="call")


def test_a_call_without_a_definition_passes_on() -> None:
    project = project_of({}, {"flag": FLAG, "call": call()})
    # entry-flag-exit, flag-call, call-own, own-return, return-exit; nodes: flag, call, own, return, and the two
    assert complexity(index(project).program) == 6 - 6 + 2


def test_after_the_last_definition_its_ends_are_still_open() -> None:
    # The loose stack that follows gets an edge from the end of the definition: a slip of the published graph.
    # own-show, show-hide, hide-exit, entry-exit; five nodes
    assert of("define jump\nshow\n\nhide") == 4 - 5 + 2
    # A hat closes them: own-show, entry-flag, flag-exit
    assert of("define jump\nshow\n\nwhen flag clicked") == 3 - 5 + 2


def test_a_definition_with_no_stack_after_it_leads_to_the_exit_and_not_back() -> None:
    jump = {**definition(below="show"), "show": block("looks_show")}
    project = project_of({}, {"flag": FLAG, "call": call()}, jump)
    # The call: entry-flag-exit, flag-call, call-own, own-return, return-exit (own blocks are of one sprite).
    # The definition: own-show, show-exit.
    assert complexity(index(project).program) == 8 - 8 + 2
    # It calls itself: own-call, call-own, return-exit, entry-exit; had it an end still, return-return were a fifth.
    again = {**definition(below="call"), "call": call()}
    assert complexity(index(project_of({}, again)).program) == 4 - 5 + 2


def test_of_two_definitions_of_one_text_the_last_one_walked_counts() -> None:
    one = "define jump\nshow\n\ndefine jump\nhide\nshow\n\nwhen flag clicked\njump"
    # own-show, own-hide, hide-show2, show2-return | entry-flag-exit, flag-call, call-own, return-exit; nine nodes
    assert of(one) == 9 - 9 + 2


def test_any_depth_and_any_length() -> None:
    deep: tuple[Block, ...] = (Block("end", "looks_show"),)
    for number in range(20_000):
        deep = (Block(str(number), "control_if_else", bodies={"SUBSTACK2": deep}),)
    cat = Target("Cat", stage=False, scripts=(Script(deep),))
    found = complexity(index(ScratchProject((Target("Stage", stage=True), cat))).program)
    # Each if-else leads to the next, and (its empty branch) to the exit.
    assert found == (20_000 + 1 + 20_000 + 1) - (20_000 + 3) + 2
