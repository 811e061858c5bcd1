"""A student reads none of these levels and totals: no page of hers, no report, no criterion knows them."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.grade import grade
from grader.page import report as html_report
from grader.report import Report, to_json
from grader.rubric.load import load, rubric_files
from grader.scratch.index import index
from grader.scratch.metrics.numbers import metrics
from grader.scratch.skills import litterbox
from grader.scratch.skills.words import TITLES
from grader.words import say
from tests.kit.blocks import scratch

HOUSE = Path(__file__).parents[4]
ALLOWED = {"grader/show.py", "grader/output/seen.py"}
LEVELS = ("grader.scratch.skills", "grader.scratch.metrics")
GAME = """
    when flag clicked
    forever
    if <touching (edge v)?> then
    turn cw (180) degrees
    end
    end
"""


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_nothing_but_show_asks_for_them() -> None:
    asking = set()
    for package in ("grader", "worker", "web"):
        for path in (HOUSE / package).rglob("*.py"):
            name = path.relative_to(HOUSE).as_posix()
            if name.startswith(("grader/scratch/skills/", "grader/scratch/metrics/")):
                continue
            if any(module.startswith(LEVELS) for module in imports(path)):
                asking.add(name)
    assert asking == ALLOWED


def told(text: str) -> set[str]:
    """What of skills and numbers a text gives away."""
    dimensions = [name for name in litterbox.DIMENSIONS if name not in {"Logic", "Abstraction"}]  # these are words too
    names = [*TITLES, "Dr. Scratch", "LitterBox", "MathOperators", *dimensions, *metrics(index(scratch(GAME)).program)]
    return {name for name in names if re.search(rf"\b{re.escape(name)}\b", text)}


@dataclass(frozen=True)
class Row:
    file: str
    report: Report
    text: str | None = None


@pytest.mark.parametrize("folder", [file.parent for file in rubric_files()], ids=lambda folder: folder.name)
def test_no_report_no_feedback_and_no_page_tells_them(folder: Path, tmp_path: Path) -> None:
    loaded = load(folder)
    report = grade(scratch(GAME), loaded)
    assert told(json.dumps(to_json(report), ensure_ascii=False)) == set()
    for language in ("en", "km"):
        assert told(repr(say(report, loaded.rubric, language))) == set()
        html_report.write(tmp_path / language, loaded, [Row("cat.sb3", report)], language)
        pages = sorted((tmp_path / language).glob("*.html"))
        assert len(pages) == 2
        for page in pages:
            assert told(page.read_text(encoding="utf-8")) == set(), page.name


def test_the_search_finds_what_mentors_see() -> None:
    assert told("Dr. Scratch 2026, extended: 3 of 36. FlowControl: 2. ct_score=3") == {
        "Dr. Scratch",
        "FlowControl",
        "ct_score",
    }
