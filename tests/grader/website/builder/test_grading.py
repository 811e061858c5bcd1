"""What a site builder wrote is nobody's to answer for: no points, no cost, and a kind word where it does not fit."""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader import catalogue, upload
from grader.cli import kru
from grader.grade import NotAccepted, accepts, grade
from grader.rubric.load import load
from grader.rubric.loaded import LoadedRubric
from grader.show import show
from grader.website.index import SiteIndex
from grader.website.model import Website
from tests.kit import saved
from tests.kit.sb3 import zipped
from tests.kit.site import site

SMALL = saved.Words(**saved.SMALL)
RUBRIC = """\
rubric: 1
id: demo
version: 1
title: {en: Demo}
accepts: [%s]
points: 10
gates: [{check: website.has-index}]
criteria:
  - {id: own, title: {en: Own}, points: 4, check: website.headings}
  - {id: closed, title: {en: Closed}, points: 2, check: website.unclosed-tags}
  - {id: rules, title: {en: Rules}, points: 2, check: website.style-properties}
  - {id: right, title: {en: Right}, points: 2, after: [own], check: website.nesting}
"""


@pytest.fixture
def rubric(tmp_path: Path) -> LoadedRubric:
    return made(tmp_path, "website, builder")


def made(folder: Path, accepted: str) -> LoadedRubric:
    (folder / "demo").mkdir(exist_ok=True)
    (folder / "demo" / "rubric.yaml").write_text(RUBRIC % accepted, "utf-8")
    return load(folder / "demo", (folder,))


def saved_site() -> Website:
    found = upload.read(zipped(saved.complete(saved.wix(SMALL))), "site.zip")
    assert isinstance(found, Website)
    return found


def test_what_the_builder_wrote_costs_and_gives_nothing(rubric: LoadedRubric) -> None:
    report = grade(saved_site(), rubric)
    assert [result.level for result in report.results] == ["great", "not-hers", "not-hers", "not-hers"]
    assert (report.points, report.of, report.band) == (4, 4, "great")
    assert [gate.met for gate in report.gates] == [None]
    assert [result.points for result in report.results[1:]] == [None, None, None]


def test_it_is_not_even_looked_at(rubric: LoadedRubric, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise AssertionError

    for name in ("problems", "rules", "declarations"):
        monkeypatch.setattr(SiteIndex, name, stop)
    assert [result.level for result in grade(saved_site(), rubric).results][1:] == ["not-hers"] * 3


def test_a_page_that_somebody_wrote_is_looked_at(rubric: LoadedRubric) -> None:
    report = grade(site({"index.html": "<h1>Hello</h1><b>Tom"}), rubric)
    assert [result.level for result in report.results] == ["great", "start", "start", "great"]


def test_every_check_of_writing_says_so() -> None:
    """A check that asks for problems of the writing, or for rules, would blame her for what a builder typed."""
    asks = ("index.problems(", "conformance", "index.rules(", "index.declarations(", "declared_on(", "rules_of(")
    for name in catalogue.ids():
        check = catalogue.entry(name).check if name.startswith("website.") else None
        if check is not None and not check.source:
            source = inspect.getsource(sys.modules[check.observe.__module__])
            assert not any(ask in source for ask in asks), name


@pytest.mark.parametrize(
    ("page", "what"),
    [
        (saved.wix(SMALL), "This page was made with Wix."),
        (saved.google_sites(SMALL), "This page was made with Google Sites."),
        ("<!-- saved from url=(0020)https://example.org/ --><p>Hi", "A browser saved this page from the web."),
    ],
)
def test_a_task_for_written_pages_says_what_to_do(tmp_path: Path, page: str, what: str) -> None:
    refused = accepts(made(tmp_path, "website"), upload.read(page.encode(), "a.html"))
    assert refused is not None
    assert refused.say("en") == (
        f"{what} This task asks for: a website you wrote. "
        "Send the files you wrote yourself: your .html and .css, in one zip."
    )
    assert refused.say("km") != refused.say("en")
    assert "{" not in refused.say("km")


def test_a_task_for_builders_says_how_to_save(tmp_path: Path) -> None:
    refused = accepts(made(tmp_path, "builder"), site("<h1>Hello</h1>"))
    assert refused is not None
    assert "Choose “Web page, complete”." in refused.say("en")
    assert accepts(made(tmp_path, "builder"), saved_site()) is None


def test_a_refusal_that_was_kept_before_builders_had_names() -> None:
    assert NotAccepted("builder", ("website",)).say("en").startswith("This is a page from a site builder.")


def test_the_command_says_it_in_the_row(tmp_path: Path) -> None:
    made(tmp_path, "website")
    file = tmp_path / "Lina.mhtml"
    file.write_bytes(saved.wix_mhtml(SMALL))
    done = CliRunner().invoke(kru, ["grade", str(tmp_path / "demo"), str(file), "--format", "json", "--jobs", "1"])
    row = json.loads(done.stdout)["results"][0]
    assert (row["status"], row["reason"]) == ("unreadable", "not-accepted")
    assert row["text"].startswith("This page was made with Wix.")


def test_what_is_shown_of_a_builders_page() -> None:
    seen = show("a.zip", saved_site())
    assert (seen["kind"], seen["builder"]) == ("website", "wix")
    assert {finding["severity"] for finding in seen["findings"]} <= {"advice", "warning"}
    assert show("b.html", site("<h1>Hello</h1>"))["builder"] is None


def test_the_command_shows_the_builder(tmp_path: Path) -> None:
    file = tmp_path / "Lina.mhtml"
    file.write_bytes(saved.wix_mhtml(SMALL))
    assert "This page was made with Wix." in CliRunner().invoke(kru, ["show", str(file), "--jobs", "1"]).stdout
