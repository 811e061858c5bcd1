"""What `kru grade` writes: for people in their language, for programs always the same."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from grader.check import BlockPlace
from grader.output import gradescope, junit, plain, sheet, table
from grader.output.row import Row, from_answer
from grader.report import GateResult, Report, Result, to_json
from grader.rubric.loaded import LoadedRubric
from grader.rubric.model import Rubric

PLACE = BlockPlace("Cat", "b1", "move (10) steps")


@pytest.fixture
def loaded() -> LoadedRubric:
    rubric = Rubric.model_validate(
        {
            "rubric": 1,
            "id": "m9-w01-test",
            "version": 2,
            "title": {"en": "Test week", "km": "សប្តាហ៍សាកល្បង"},
            "accepts": ("sb3",),
            "points": 10,
            "gates": ({"check": "scratch.changed-from-starter"},),
            "criteria": (
                {
                    "id": "scripts",
                    "title": {"en": "Two scripts", "km": "ស្គ្រីបពីរ"},
                    "points": 4,
                    "check": "scratch.scripts",
                    "levels": {"good": 1, "great": 2},
                },
                {
                    "id": "sprites",
                    "title": {"en": "Two sprites"},
                    "points": 2.5,
                    "check": "scratch.sprites",
                    "after": ("scripts",),
                },
                {
                    "id": "friend",
                    "title": {"en": "A friend tried it"},
                    "points": 3.5,
                    "scored_by": "mentor",
                    "ask": {"en": "Who?"},
                    "levels": {"start": {"en": "No"}, "good": {"en": "Yes"}, "great": {"en": "Twice"}},
                },
            ),
        }
    )
    return LoadedRubric(rubric, Path("m9-w01-test"), "score", "words")


def report(*, gate: bool = True) -> Report:
    results = (
        Result("scripts", "good", None, Fraction(12, 5), Fraction(4), 1, 2, (PLACE,), seen="measured"),
        Result("sprites", "waiting", "after", Fraction(0), Fraction(5, 2), seen="measured"),
        Result("friend", "waiting", "person", None, Fraction(7, 2)),
    )
    return Report(
        rubric="m9-w01-test",
        version=2,
        score_hash="score",
        words_hash="words",
        engine="0.1.0",
        kind="sb3",
        points=Fraction(12, 5),
        of=Fraction(13, 2),
        total=Fraction(10),
        band="start",
        final=False,
        gates=(GateResult("scratch.changed-from-starter", gate),),
        results=results,
    )


@pytest.fixture
def rows() -> list[Row]:
    return [
        Row("class/a.sb3", "graded", report=report(), seconds=0.0123),
        Row("class/=cmd|' /C calc'!A0", "unreadable", "empty", "This file is empty.", seconds=0.001),
        Row("class/b.sb3", "error", "time", "This file needs more time.", seconds=60.0),
    ]


def test_json_has_the_documented_keys_for_every_file(loaded: LoadedRubric, rows: list[Row]) -> None:
    whole = json.loads(plain.write(loaded, rows, "km"))
    assert list(whole) == ["rubric", "version", "score_hash", "results"]
    keys = [
        "file",
        "status",
        "reason",
        "text",
        "points",
        "of",
        "total",
        "band",
        "final",
        "gates",
        "criteria",
        "seconds",
    ]
    assert [list(entry) for entry in whole["results"]] == [keys] * 3
    graded, unreadable, lost = whole["results"]
    assert (graded["points"], graded["of"], graded["total"]) == (2.4, 6.5, 10)
    assert graded["gates"] == [{"check": "scratch.changed-from-starter", "met": True}]
    assert [(c["id"], c["level"], c["reason"]) for c in graded["criteria"]] == [
        ("scripts", "good", None),
        ("sprites", "waiting", "after"),
        ("friend", "waiting", "person"),
    ]
    assert graded["criteria"][0]["places"] == [
        {"sprite": "Cat", "block": "b1", "text": "move (10) steps", "runs": True}
    ]
    assert (unreadable["status"], unreadable["text"]) == ("unreadable", "This file is empty.")
    assert (lost["status"], lost["reason"]) == ("error", "time")


def test_csv_has_points_possible_in_row_two_and_no_formula(loaded: LoadedRubric, rows: list[Row]) -> None:
    head, possible, *cells = csv.reader(io.StringIO(sheet.write(loaded, rows, "km")))
    assert all(len(row) == len(head) for row in (possible, *cells))
    assert head[:7] == ["file", "status", "band", "final", "points", "of", "total"]
    by_name = dict(zip(head, possible, strict=True))
    assert (by_name["file"], by_name["total"], by_name["sprites points"]) == ("points possible", "10", "2.5")
    graded = dict(zip(head, cells[0], strict=True))
    assert (graded["scripts level"], graded["scripts points"], graded["points"]) == ("good", "2.4", "2.4")
    assert (graded["friend level"], graded["friend points"]) == ("waiting", "")
    assert len(cells) == 3


@pytest.mark.parametrize("start", sheet.FORMULA_STARTS)
def test_no_cell_of_the_csv_can_be_a_formula(loaded: LoadedRubric, start: str) -> None:
    evil = start + "HYPERLINK(1)"
    text = sheet.write(loaded, [Row(evil, "unreadable", "x", evil)], "en")
    row = list(csv.reader(io.StringIO(text, newline="")))[2]
    assert row[0] == "'" + evil
    assert row[-2] == "'" + evil


def test_the_table_says_levels_as_words_and_points(loaded: LoadedRubric, rows: list[Row]) -> None:
    text = table.write(loaded, rows, "en")
    line = next(line for line in text.splitlines() if line.startswith("a.sb3"))
    assert [cell.strip() for cell in line.split("  ") if cell.strip()] == [
        "a.sb3", "2.4 of 6.5", "started", "good", "later", "waits",
    ]  # fmt: skip
    assert "\nclass/\n" in text, "what all names begin with stands once"
    assert "  1  Two scripts (4)" in text
    assert "class/b.sb3: This file needs more time." in text
    assert "Files: 3. Graded: 1. Unreadable: 1. Stopped: 1." in text


def test_the_table_speaks_khmer(loaded: LoadedRubric, rows: list[Row]) -> None:
    text = table.write(loaded, rows, "km")
    assert "សប្តាហ៍សាកល្បង" in text
    assert "2.4 លើ 6.5" in text
    assert "ល្អ" in text


def test_the_columns_of_the_table_stand_under_each_other(loaded: LoadedRubric) -> None:
    rows = [Row("ការងារ.sb3", "graded", report=report()), Row("a-long-name-of-a-file.sb3", "graded", report=report())]
    lines = table.write(loaded, rows, "en").splitlines()
    first, second = (next(line for line in lines if line.startswith(name)) for name in ("ការងារ", "a-long"))
    assert table.width(first.partition("2.4")[0]) == table.width(second.partition("2.4")[0])


def test_an_unmet_gate_is_said_in_the_table(loaded: LoadedRubric) -> None:
    assert "gate not met yet" in table.write(loaded, [Row("a.sb3", "graded", report=report(gate=False))], "en")


def test_gradescope_gets_one_object_and_leaves_out_what_is_not_decided(loaded: LoadedRubric, rows: list[Row]) -> None:
    one = json.loads(gradescope.write(loaded, rows[:1], "en"))
    assert one["score"] == 2.4
    assert [(test["name"], test.get("score"), test["max_score"]) for test in one["tests"]] == [
        ("Two scripts", 2.4, 4.0),
        ("Two sprites", 0.0, 2.5),
        ("A friend tried it", None, 3.5),
    ]
    assert one["score"] == sum(test.get("score", 0) for test in one["tests"])
    assert {test["visibility"] for test in one["tests"]} == {"visible"}
    several = [json.loads(line) for line in gradescope.write(loaded, rows, "en").splitlines()]
    assert [line["extra_data"]["file"] for line in several] == [row.file for row in rows]
    assert several[1] | {"extra_data": None} == {
        "score": 0.0, "output": "This file is empty.", "output_format": "text", "visibility": "visible",
        "tests": [], "extra_data": None,
    }  # fmt: skip


def test_junit_fails_a_start_and_skips_what_waits(loaded: LoadedRubric, rows: list[Row]) -> None:
    root = ET.fromstring(junit.write(loaded, rows, "en"))  # noqa: S314 - our own text
    first, second, third = root
    assert [
        (suite.get("tests"), suite.get("failures"), suite.get("errors"), suite.get("skipped")) for suite in root
    ] == [
        ("4", "0", "0", "2"),
        ("1", "0", "1", "0"),
        ("1", "0", "1", "0"),
    ]
    assert second[0][0].get("message") == "This file is empty."
    assert third[0][0].get("type") == "time"
    assert [case.get("name") for case in first] == [
        "gate scratch.changed-from-starter", "scripts", "sprites", "friend",
    ]  # fmt: skip


def test_junit_writes_only_what_xml_can_hold(loaded: LoadedRubric) -> None:
    text = junit.write(loaded, [Row("a\x00\x1b\ud800b.sb3", "unreadable", "x", "]]>&<\x07")], "en")
    assert ET.fromstring(text.encode())[0].get("name") == "a\ufffd\ufffd\ufffdb.sb3"  # noqa: S314 - our own text


def test_a_row_comes_from_what_a_child_said() -> None:
    stored = to_json(report())
    graded = from_answer("a.sb3", {"status": "graded", "report": stored, "seconds": 0.5}, "en")
    assert graded == Row("a.sb3", "graded", report=report(), seconds=0.5)
    lost = from_answer("b.sb3", {"status": "error", "reason": "memory"}, "km")
    assert (lost.status, lost.reason) == ("error", "memory")
    assert lost.text is not None
    assert "ឯកសារ" in lost.text
