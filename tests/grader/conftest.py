"""Checks that see what a rubric tells them to see: for tests of counting, not of checks."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

from grader.check import BlockPlace, Check, Observation, Params, Words
from grader.check import Kind as CheckKind


class Told(Params):
    """What to see."""

    amount: int = 0
    loose_amount: int = 0
    starter_amount: int = 0
    looked_at: int = 1
    crash: bool = False


def _observe(_index: object, params: Told) -> Observation:
    if params.crash:
        raise ZeroDivisionError
    places = [
        BlockPlace("Cat", f"b{n}", "move (10) steps", runs=runs, hers=hers)
        for amount, runs, hers in (
            (params.amount, True, True),
            (params.loose_amount, False, True),
            (params.starter_amount, True, False),
        )
        for n in range(amount)
    ]
    return Observation(tuple(places), looked_at=params.looked_at, values={"extra": 7})


def _told(kind: CheckKind) -> Check[Any, Told]:
    words = Words(praise="{where} {extra}.", next="More.", hints=("Why?", "Where?", "Do."))
    return Check(title="Told", kind=kind, params=Told, observe=_observe, words=words, examples=())


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """`scratch.told`, `scratch.told-problem`, `website.told`, `website.told-problem`, as if their files were there."""
    for folder in ("scratch", "website"):
        for name, kind in (("told", "count"), ("told_problem", "problem")):
            module = ModuleType(f"grader.checks.{folder}.{name}", "A page.")
            module.CHECK = _told(kind)  # type: ignore[arg-type,attr-defined]
            monkeypatch.setitem(sys.modules, module.__name__, module)
