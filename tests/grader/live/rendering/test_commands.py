"""`kru grade`, `kru rubric test` and `kru doctor`, with a browser and without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli import kru
from grader.live import browser
from worker import health

RUBRIC = """\
rubric: 1
id: rendered
version: 1
title: {en: Rendered, km: ទំព័រ}
accepts: [website]
points: 4
criteria:
  - id: fits
    title: {en: It fits, km: ល្មម}
    points: 2
    check: live.no-sideways-scroll
  - id: row
    title: {en: A row, km: ជួរ}
    points: 2
    check: live.side-by-side
    with: {selector: ".card"}
    levels: {great: 2}
examples:
  - file: good
    expect: {fits: great, row: great, points: 4}
  - file: wide
    expect: {fits: start, row: start, points: 0}
"""
GOOD = (
    "<!doctype html><title>Cats</title><style>main { display: flex }</style><h1>Cats</h1>"
    '<main><p class="card">One</p><p class="card">Two</p></main>'
)
WIDE = '<!doctype html><title>Cats</title><div style="width: 900px">All my cats</div>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "rendered"
    for name, html in (("good", GOOD), ("wide", WIDE)):
        (found / name).mkdir(parents=True)
        (found / name / "index.html").write_text(html, "utf-8")
    (found / "rubric.yaml").write_text(RUBRIC, "utf-8")
    return found


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find_browser", lambda: None)


def run(*words: str) -> Result:
    return CliRunner().invoke(kru, list(words), catch_exceptions=False)


def levels(result: Result) -> list[dict[str, tuple[str, str | None]]]:
    graded = json.loads(result.stdout)["results"]
    return [{one["id"]: (one["level"], one["reason"]) for one in row["criteria"]} for row in graded]


@pytest.mark.browser
def test_grade_looks_at_every_site(folder: Path) -> None:
    result = run("grade", str(folder), str(folder / "good"), str(folder / "wide"), "--format", "json")
    assert result.exit_code == 0
    assert levels(result) == [
        {"fits": ("great", None), "row": ("great", None)},
        {"fits": ("start", None), "row": ("start", None)},
    ]
    assert result.stderr == ""


def test_grade_without_a_browser_leaves_it_unchecked(folder: Path, no_browser: None) -> None:
    result = run("grade", str(folder), str(folder / "good"), "--format", "json")
    assert result.exit_code == 0
    assert levels(result) == [dict.fromkeys(("fits", "row"), ("unchecked", "needs a browser"))]
    assert result.stderr == "Goals that need a browser are left unchecked. Looking at pages needs Chromium.\n"


def test_a_file_that_cannot_be_read_is_told_as_ever(folder: Path, no_browser: None, tmp_path: Path) -> None:
    (tmp_path / "odd.zip").write_bytes(b"PK\x03\x04 nothing")
    assert run("grade", str(folder), str(tmp_path / "odd.zip"), "--format", "json").exit_code == 1


@pytest.mark.browser
def test_a_rubrics_examples_are_looked_at(folder: Path) -> None:
    result = run("rubric", "test", str(folder))
    assert result.stdout.splitlines()[0].endswith("Tried: 2 examples, 1 mutants, 1 decoys.")
    assert result.exit_code == 0
    (folder / "rubric.yaml").write_text(RUBRIC.replace("fits: start, row: start", "fits: great, row: start"), "utf-8")
    result = run("rubric", "test", str(folder))
    assert "fits should be great. It came out as start." in result.stdout
    assert result.exit_code == 1


def test_without_a_browser_its_examples_are_no_mistake(folder: Path, no_browser: None) -> None:
    result = run("rubric", "test", str(folder))
    assert result.exit_code == 0


def test_the_doctor_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find_browser", lambda: None)
    assert chromium() == ("absent", "To look at websites. Looking at pages needs Chromium.")
    monkeypatch.setattr(browser.importlib.util, "find_spec", lambda _name: None)
    assert chromium() == ("absent", "To look at websites. Looking at pages needs Playwright: install kru[live].")


def test_the_doctor_says_where_the_browser_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find_browser", lambda: "/somewhere/chromium")
    monkeypatch.setattr(browser, "find_axe", lambda: None)
    monkeypatch.setattr(browser, "_cuts_off", lambda: True)
    if browser.status().browser is None:
        pytest.skip("Playwright is not installed")
    assert chromium() == (
        "on",
        (
            "To look at websites. /somewhere/chromium Its network is cut by a namespace. "
            "Without axe: contrast and names are left out."
        ),
    )


def chromium() -> tuple[str, str]:
    part = health._chromium()
    return part.state, part.says
