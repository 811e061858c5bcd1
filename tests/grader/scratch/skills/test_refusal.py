"""When Dr. Scratch 2026 gives no score: Kru gives the levels, and says so."""

from __future__ import annotations

from typing import Any

import pytest

from grader.scratch.skills.refusal import no_score
from tests.kit.records import block, records_of

FINE = {
    "hat": block("event_whenflagclicked", parent=None, below="if"),
    "if": block("control_if", cond="gt", sub="send"),
    "gt": block("operator_gt"),
    "send": block("event_broadcast", inputs={"BROADCAST_INPUT": [1, [11, "go", "id"]]}),
    "empty": block("control_if", cond=None, sub=None),
    "bare": block("control_if"),
}
NO_NEXT = block("looks_show")
del NO_NEXT["next"]


def test_a_whole_file_has_a_score() -> None:
    assert no_score(records_of({}, FINE)) is None


def test_an_empty_project_is_refused() -> None:
    assert no_score(records_of({}, {"variable": [12, "a", "b", 1, 1]})) == "no-blocks"


@pytest.mark.parametrize(
    "odd",
    [
        NO_NEXT,
        block("control_if", cond="nowhere"),
        block("control_if", cond=[12, "flag", "id"]),
        block("control_repeat", sub=[12, "flag", "id"]),
        block("control_if_else", sub=None, sub2=[4, "1"]),
        block("event_broadcast"),
        block("event_broadcastandwait", inputs={"BROADCAST_INPUT": [1, None]}),
        block("looks_show", below="nowhere"),
        block("control_forever", sub="nowhere"),
        block("looks_show", below="elsewhere"),  # of another target
    ],
)
def test_damaged_files_break_it(odd: dict[str, Any]) -> None:
    assert no_score(records_of({"elsewhere": block("looks_hide")}, {**FINE, "odd": odd})) == "damaged"


@pytest.mark.parametrize(
    "hat",
    ["event_whenkeypressed", "event_whengreaterthan", "event_whenbackdropswitchesto", "event_whenbroadcastreceived"],
)
def test_two_hats_and_no_menu_break_it(hat: str) -> None:
    assert no_score(records_of({"a": block(hat), "b": block(hat)})) == "damaged"
    assert no_score(records_of({"a": block(hat)})) is None
