"""A class out: one row a submission, points possible in row 2, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io

from flask.testing import FlaskClient

from tests.web.conftest import Pages, sb3
from worker.store.views import AssignmentView


def read(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_a_row_a_submission_with_the_points_possible_in_row_two(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    pages.hand_in(sokha, dance, sb3("zero"))
    pages.hand_in(sokha, dance, sb3("great"), "=cmd.sb3")
    pages.hand_in(pages.signed_in(pages.cast.dara), dance, b"%PDF-1.7 not a project")
    pages.grade()
    answer = channary.get(f"/mentor/task/{dance.id}/export.csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    possible, *rows = read(answer.get_data(as_text=True))
    assert (possible["student"], possible["points"], possible["flag points"]) == ("points possible", "12", "4")
    assert [(row["student"], row["try"], row["status"], row["counts"]) for row in rows] == [
        ("Dara", "1", "unreadable", "no"),
        ("Sokha", "1", "graded", "no"),
        ("Sokha", "2", "graded", "yes"),
    ]
    assert "PDF" in rows[0]["text"]
    assert (rows[2]["points"], rows[2]["of"], rows[2]["flag level"], rows[2]["friend level"]) == (
        "8", "8", "great", "waiting",
    )  # fmt: skip
    assert rows[2]["file"] == "'=cmd.sb3"


def test_names_that_are_formulas_stay_names(pages: Pages, channary: FlaskClient, dance: AssignmentView) -> None:
    names = ["=1+1", "+855", "-x", "@me", "ស្រី\u200bណា"]
    for her in pages.cast.store.people.add_students(pages.cast.saturday.id, names):
        pages.cast.store.submissions.hand_in(her.id, dance.id, sb3("middle"), "dance.sb3")
    _, *rows = read(channary.get(f"/mentor/task/{dance.id}/export.csv").get_data(as_text=True))
    found = {row["student"] for row in rows}
    assert found == {"'=1+1", "'+855", "'-x", "'@me", "ស្រី\u200bណា"}
    assert {row["status"] for row in rows} == {"waiting"}


def test_json_says_the_same(pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient) -> None:
    pages.hand_in(sokha, dance, sb3("great"))
    pages.grade()
    pages.cast.store.marks.mark("mentor", pages.cast.channary.id, pages.cast.sokha.id, dance.id, "friend", "good")
    data = channary.get(f"/mentor/task/{dance.id}/export.json").get_json()
    assert data["possible"] == {"points": 12, "criteria": {"flag": 4, "repeats": 4, "friend": 4}}
    (row,) = data["results"]
    assert (row["student"], row["points"], row["of"], row["final"], row["counts"]) == ("Sokha", 10.4, 12, True, True)
    friend = next(one for one in row["criteria"] if one["id"] == "friend")
    assert (friend["level"], friend["given"]) == ("good", True)
