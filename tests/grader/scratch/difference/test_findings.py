"""Findings of two projects, paired."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from grader.check import BlockPlace
from grader.scratch.difference import findings as found
from grader.scratch.difference.findings import Finding, Findings
from grader.scratch.difference.scripts import compare
from grader.scratch.index import ScratchIndex, index
from tests.kit.blocks import scratch

ONE = """
when green flag clicked
if <key (space v) pressed?> then
  move (10) steps
end
"""
TWO = ONE.replace("space", "a").replace("(10)", "(20)")
MENDED = """
when green flag clicked
forever
  if <key (space v) pressed?> then
    move (10) steps
  end
end
"""
LOOP = "scratch.missing-loop-sensing"


def paired(before: str, after: str) -> Findings:
    return found.compare(compare(index(scratch(before)), index(scratch(after))))


def of(check: str, some: Iterable[Finding]) -> int:
    return sum(one.check == check for one in some)


def counts(before: str, after: str, check: str = LOOP) -> tuple[int, int, int]:
    problems = paired(before, after).problems
    return of(check, problems.fixed), of(check, problems.still), of(check, problems.new)


def test_what_she_mended_is_fixed() -> None:
    assert counts(ONE, MENDED) == (1, 0, 0)


def test_what_stays_is_still_there() -> None:
    assert counts(ONE, ONE) == (0, 1, 0)
    assert counts(ONE, ONE.replace("(10)", "(99)") + "say [hi]\n") == (0, 1, 0)


def test_what_comes_is_new() -> None:
    assert counts(MENDED, MENDED + ONE) == (0, 0, 1)
    assert counts(ONE, ONE + TWO) == (0, 1, 1)


def test_one_of_two_mended() -> None:
    assert counts(ONE + TWO, MENDED + TWO) == (1, 1, 0)


def test_the_one_that_stays_is_the_one_of_its_own_script() -> None:
    difference = compare(index(scratch(ONE + TWO)), index(scratch(TWO)))
    (still,) = (one for one in found.compare(difference).problems.still if one.check == LOOP)
    assert still.script is difference.after.scripts[0]


def test_a_finding_of_a_whole_sprite_goes_by_its_name() -> None:
    before = 'sprite "Sprite1"\n\nwhen green flag clicked\nshow\n'
    assert counts(before, before, "scratch.sprite-naming") == (0, 1, 0)
    renamed = before.replace("Sprite1", "Mango")
    assert counts(before, renamed, "scratch.sprite-naming") == (1, 0, 0)


def test_a_check_that_stumbles_hides_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.checks.scratch import sprite_naming

    def stumble(*_: Any) -> None:
        raise ZeroDivisionError

    whole = found.findings(index(scratch(ONE)))
    object.__setattr__(sprite_naming.CHECK, "observe", stumble)
    try:
        rest = found.findings(index(scratch(ONE)))
    finally:
        object.__setattr__(sprite_naming.CHECK, "observe", sprite_naming.observe)
    assert {one.check for one in rest} == {one.check for one in whole} - {"scratch.sprite-naming"}


def test_slips_of_a_published_tool_are_nobodys_growth() -> None:
    quirks = 'sprite "1"\n\nwhen green flag clicked\nshow\n\nsprite "2"\n\nwhen green flag clicked\nshow\n'
    assert counts(quirks, quirks, "scratch.sprite-naming") == (0, 0, 0)


def test_heavy_ones_come_first() -> None:
    def finding(severity: Any, project: ScratchIndex) -> Finding:
        spot = project.spots[0]
        return Finding(f"x.{severity}", "problem", severity, BlockPlace("Cat", None, str(severity)), spot, None)

    project = index(scratch(ONE))
    difference = compare(project, project)
    some = [finding(severity, project) for severity in ("low", "high", "medium")]
    assert [one.severity for one in found.pair(difference, [], some).problems.new] == ["high", "medium", "low"]
