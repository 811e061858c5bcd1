from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.check import BlockPlace, FilePlace, MomentPlace
from grader.report import ENGINE, MOST_PLACES, GateResult, Report, Result, from_json, kept, public, shown, to_json
from grader.scratch.model import Note

REPORT = Report(
    rubric="demo",
    version=3,
    score_hash="0123456789abcdef",
    words_hash="fedcba9876543210",
    engine=ENGINE,
    kind="sb3",
    points=Fraction(37, 3),
    of=Fraction(14),
    total=Fraction(20),
    band="great",
    final=False,
    gates=(GateResult("scratch.changed-from-starter", met=True), GateResult("scratch.told", None, reason="crash")),
    results=(
        Result(
            "score", "great", None, Fraction(37, 3), Fraction(14), 2, 5,
            places=(
                BlockPlace("ពិន្ទុ", "b{1", "set [score v] to (0)", beside=("b2", "b3"), counts_as=("v", None, "score")),
                FilePlace("index.html", 3, 5, 3, 9, "<h1>", hers=True, weight=2),
                FilePlace("cat.png", None, None, None, None, ""),
                MomentPlace(1, 0.5, "moved right"),
            ),
            near=(BlockPlace("Cat", None, "Cat", runs=False, hers=False),),
            values={"ratio": 4.25, "colour": "#fff"},
            seen="measured",
        ),
        Result("playtest", "waiting", "person", None, Fraction(6)),
    ),
    notes=(Note("folder", {"name": "x", "count": 2}),),
)  # fmt: skip


def test_the_stored_form_is_exact() -> None:
    through_a_database = json.loads(json.dumps(to_json(REPORT), ensure_ascii=False))
    assert from_json(through_a_database) == REPORT


def test_fractions_are_stored_as_text() -> None:
    assert to_json(REPORT)["points"] == "37/3"


def test_something_else_is_no_report() -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json({"rubric": "demo"})


def test_the_public_form_is_the_one_in_the_book() -> None:
    entry = public(REPORT, file="a/b.sb3", seconds=0.25)
    assert list(entry) == [
        "file", "status", "reason", "text", "points", "of", "total", "band", "final", "gates", "criteria", "seconds",
    ]  # fmt: skip
    assert (entry["points"], entry["of"], entry["total"]) == (12.3, 14, 20)
    assert entry["gates"] == [
        {"check": "scratch.changed-from-starter", "met": True},
        {"check": "scratch.told", "met": None},
    ]
    first, second = entry["criteria"]
    assert list(first) == ["id", "level", "points", "of", "amount", "looked_at", "places", "reason"]
    assert [list(place) for place in first["places"]] == [
        ["sprite", "block", "text", "runs"],
        ["file", "line", "column", "end_line", "end_column", "text"],
        ["file", "line", "column", "end_line", "end_column", "text"],
        ["seed", "second", "text"],
    ]
    assert (second["points"], second["reason"]) == (None, "person")
    json.dumps(entry)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (Fraction(0), 0), (Fraction(20), 20), (Fraction(37, 5), 7.4), (Fraction(1, 20), 0.1), (Fraction(5, 4), 1.3),
        (Fraction(1, 3), 0.3), (Fraction(2, 3), 0.7), (Fraction(1999, 100), 20), (None, None),
    ],
)  # fmt: skip
def test_shown_with_one_decimal_half_up(number: Fraction | None, expected: float | None) -> None:
    found = shown(number)
    assert found == expected
    assert type(found) is type(expected)


@given(st.fractions(min_value=0, max_value=1000))
def test_shown_is_never_off_by_more_than_half_a_tenth(number: Fraction) -> None:
    assert abs(Fraction(str(shown(number))) - number) <= Fraction(1, 20)


class _Key(NamedTuple):
    owner: str | None
    name: str


@dataclass(frozen=True)
class _Other:
    a: int
    b: tuple[str, ...]


def test_keys_of_any_kind_become_plain() -> None:
    keys = [None, 3, "x", _Key(None, "score"), ("a", ("b", _Other(1, ("c",)))), frozenset({"b", "a"}), Path("x")]
    places = kept(tuple(BlockPlace("Cat", "b", "", counts_as=key) for key in keys))
    assert [place.counts_as for place in places] == [
        None, 3, "x", (None, "score"), ("a", ("b", (1, ("c",)))), ("a", "b"), "x",
    ]  # fmt: skip
    report = Report(**{**{name: getattr(REPORT, name) for name in REPORT.__slots__},
                       "results": (Result("a", "great", None, Fraction(1), Fraction(1), places=places),)})  # fmt: skip
    assert from_json(json.loads(json.dumps(to_json(report)))) == report


def test_a_report_does_not_grow_without_end() -> None:
    assert len(kept(tuple(BlockPlace("Cat", f"b{n}", "") for n in range(5000)))) == MOST_PLACES


def test_the_engine_says_its_own_version() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == ENGINE


def test_a_result_by_its_id() -> None:
    assert REPORT.result("playtest").of == 6
    with pytest.raises(KeyError):
        REPORT.result("nothing")
    assert REPORT.gates_met
    assert REPORT.share == Fraction(37, 42)
