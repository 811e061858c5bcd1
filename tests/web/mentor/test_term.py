"""A class over its weeks and one week goal by goal: levels in words, who needs a person, links behind every number."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime
from pathlib import Path

from flask.testing import FlaskClient

from tests.web.conftest import Pages, sb3, visible
from tests.web.mentor.conftest import showcase
from worker.store.views import AssignmentView

MOST = 60 * 1024


def test_the_term_shows_everybody_by_alphabet_with_words(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    pages.cast.give("dance", due=datetime(2020, 1, 1, tzinfo=UTC))
    pages.hand_in(sokha, dance, sb3("great"))
    pages.grade()
    address = f"/mentor/class/{pages.cast.saturday.id}/term"
    page = visible(channary.get(address))
    assert page.index("Dara") < page.index("Sokha")
    assert "Needs a person: 1" in page
    assert "Has not come: 2" in page
    assert "no file yet" in page
    assert "Great" in page
    assert "1 of 2" in page
    person = visible(channary.get(f"{address}?show=person"))
    assert "Waiting for you" in person
    assert "Dara" not in person
    assert "Nobody here right now." in visible(channary.get(f"{address}?show=late"))


def test_a_late_file_says_so_beside_its_level(pages: Pages, channary: FlaskClient, sokha: FlaskClient) -> None:
    late = pages.cast.give("dance", due=datetime(2020, 1, 1, tzinfo=UTC))
    pages.cast.store.dates.set_policy(late.id, "label")
    pages.hand_in(sokha, late, sb3("great"))
    page = f"/mentor/class/{pages.cast.saturday.id}/term"
    assert "Files that wait for Kru: 1" in visible(channary.get(page))
    pages.grade()
    found = visible(channary.get(f"{page}?show=late"))
    assert "after the day" in found
    assert "Came after the day: 1" in found
    assert "Dara" not in found


def test_a_task_of_people_alone_shows_the_levels_they_gave(pages: Pages, channary: FlaskClient, tmp_path: Path) -> None:
    showcase(pages, tmp_path)
    given = pages.cast.give("showcase")
    address = f"/mentor/class/{pages.cast.saturday.id}/term"
    assert "Needs a person: 2" in visible(channary.get(address))
    pages.cast.store.marks.mark("mentor", pages.cast.channary.id, pages.cast.sokha.id, given.id, "presenting", "good")
    page = visible(channary.get(address))
    assert "Needs a person: 1" in page
    assert "Has not come: 0" in page
    goals = visible(channary.get(f"/mentor/task/{given.id}/goals"))
    assert "1 of 1" in goals
    assert "waiting for you: 1" in goals


def test_every_number_is_a_link_to_what_stands_behind_it(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    pages.hand_in(sokha, dance, sb3("middle"))
    pages.hand_in(pages.signed_in(pages.cast.dara), dance, sb3("zero"))
    pages.grade()
    goals = f"/mentor/task/{dance.id}/goals"
    text = channary.get(goals).get_data(as_text=True)
    foot = text[text.index("<tfoot>") : text.index("</tfoot>")]
    numbers = re.findall(r"<span>[^<]*\d[^<]*</span>", foot)
    assert numbers
    assert len(re.findall(r"<a [^>]+><span>[^<]*\d[^<]*</span>", foot)) == len(numbers)
    for link in re.findall(r'href="([^"]+)"', foot):
        found = channary.get(link.replace("&amp;", "&"))
        assert found.status_code == 200
        assert "Show everyone" in visible(found)
    reached = visible(channary.get(f"{goals}?goal=flag&show=reached"))
    assert "Sokha" in reached
    assert "Dara" not in reached
    assert "Dara" in visible(channary.get(f"{goals}?goal=flag&show=not-yet"))
    only = visible(channary.get(f"{goals}?only={pages.cast.dara.id}"))
    assert "Sokha" not in only


def test_goals_show_what_people_changed(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    pages.hand_in(sokha, dance, sb3("zero"))
    pages.grade()
    address = f"/mentor/task/{dance.id}/goals"
    assert "Sokha, The dance repeats" in visible(channary.get(address))
    assert "1 of 1" not in visible(channary.get(address))
    pages.cast.store.marks.override(1, "repeats", "great", "She showed it.", pages.cast.channary.id)
    assert "1 of 1" in visible(channary.get(address))


def test_eighteen_weeks_of_forty_stay_under_sixty_kilobytes(pages: Pages, channary: FlaskClient) -> None:
    store, room = pages.cast.store, pages.cast.saturday.id
    store.people.add_students(room, [f"Student {number}" for number in range(38)])
    tasks = [pages.cast.give("dance") for _ in range(18)]
    for her in store.people.students(room):
        store.submissions.hand_in(her.id, tasks[0].id, sb3("middle"), "dance.sb3")
    pages.grade()
    for address in (
        f"/mentor/class/{room}/term",
        f"/mentor/task/{tasks[0].id}/goals",
        f"/mentor/task/{tasks[0].id}/teach",
    ):
        page = channary.get(address)
        assert page.status_code == 200
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.get_data(as_text=True))
        parts = (page.data, *(channary.get(sheet).data for sheet in sheets))
        assert sum(len(gzip.compress(part, 6)) for part in parts) <= MOST, address
