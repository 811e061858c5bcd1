"""A task in the forms of other programs: what the command line writes, of every submission that has its answer."""

from __future__ import annotations

import io
import json
import zipfile
from xml.etree import ElementTree as ET

from flask.testing import FlaskClient

from tests.web.conftest import Pages, sb3
from worker.store.views import AssignmentView


def filled(pages: Pages, sokha: FlaskClient, dance: AssignmentView) -> None:
    pages.hand_in(sokha, dance, sb3("zero"), "../=cmd\x07.sb3")
    pages.hand_in(sokha, dance, sb3("great"))
    pages.hand_in(pages.signed_in(pages.cast.dara), dance, b"%PDF-1.7 not a project")
    pages.grade()
    pages.cast.store.marks.mark("mentor", pages.cast.channary.id, pages.cast.sokha.id, dance.id, "friend", "good")
    pages.hand_in(sokha, dance, sb3("middle"))  # it waits


def test_gradescope_reads_one_file_a_submission(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    filled(pages, sokha, dance)
    answer = channary.get(f"/mentor/task/{dance.id}/gradescope.zip")
    her, his = pages.cast.sokha.id, pages.cast.dara.id
    with zipfile.ZipFile(io.BytesIO(answer.data)) as found:
        results = {name: json.loads(found.read(name)) for name in found.namelist()}
    assert sorted(results) == [f"{her}-1/results.json", f"{her}-2/results.json", f"{his}-1/results.json"]
    great = results[f"{her}-2/results.json"]
    friend = next(test for test in great["tests"] if test["number"] == "friend")
    assert (great["score"], great["extra_data"]["final"]) == (10.4, True)
    assert (friend["score"], friend["max_score"]) == (2.4, 4.0)
    assert results[f"{his}-1/results.json"]["score"] == 0.0
    assert "PDF" in results[f"{his}-1/results.json"]["output"]


def test_junit_draws_a_suite_a_submission(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    filled(pages, sokha, dance)
    answer = channary.get(f"/mentor/task/{dance.id}/junit.xml")
    assert f'filename="dance-{dance.id}.xml"' in answer.headers["Content-Disposition"]
    suites = ET.fromstring(answer.data).findall("testsuite")  # noqa: S314 - our own
    assert [(one.get("name", "")[:7], one.get("failures"), one.get("errors")) for one in suites] == [
        ("Sokha 1", "2", "0"),
        ("Sokha 2", "0", "0"),
        ("Dara 1 ", "0", "1"),
    ]


def test_the_goals_page_leads_to_both(channary: FlaskClient, dance: AssignmentView) -> None:
    text = channary.get(f"/mentor/task/{dance.id}/goals").get_data(as_text=True)
    assert "gradescope.zip" in text
    assert "junit.xml" in text
