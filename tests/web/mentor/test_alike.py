"""A task's list of projects that are alike: for its mentors, never for a student."""

from __future__ import annotations

import random

import pytest
from flask.testing import FlaskClient

from grader.scratch.write import write
from tests.kit.classes import Child, other_numbers, renamed
from tests.web.conftest import Pages, sb3, visible
from worker.store.views import AssignmentView


@pytest.fixture
def handed_in(pages: Pages, dance: AssignmentView) -> None:
    """The class hands in; the second one has the first one's project, in disguise."""
    dice = random.Random(1)  # noqa: S311 - numbers of a test
    one = Child(1).project(40)
    works = [one, other_numbers(renamed(one, dice), dice), Child(3).project(40)]
    for student, work in zip(pages.cast.store.people.students(dance.classroom), works, strict=False):
        pages.hand_in(pages.signed_in(pages.cast.store.people.new_card(student.id)), dance, write(work))
    pages.grade()


def test_a_mentor_reads_who_to_talk_with(handed_in: None, dance: AssignmentView, channary: FlaskClient) -> None:
    assert "Projects that are alike" in visible(channary.get(f"/mentor/task/{dance.id}"))
    page = channary.get(f"/mentor/task/{dance.id}/alike")
    said = visible(page)
    assert "Talk first. They may have learned together." in said
    assert "Blocks that are alike:" in said
    html = page.get_data(as_text=True)
    assert html.count('class="pair"') >= 1
    assert html.count('class="stack"') == 2 * html.count('class="pair"')


def test_no_points_and_no_levels_are_on_it(handed_in: None, dance: AssignmentView, channary: FlaskClient) -> None:
    said = visible(channary.get(f"/mentor/task/{dance.id}/alike")).replace("never to take points", "")
    assert "oints" not in said
    assert "Great" not in said


def test_it_is_in_khmer_for_those_who_chose_it(handed_in: None, dance: AssignmentView, channary: FlaskClient) -> None:
    said = visible(channary.get(f"/mentor/task/{dance.id}/alike?lang=km", follow_redirects=True))
    assert "Talk first" not in said
    assert "គម្រោង\u200bដែល\u200bស្រដៀង\u200bគ្នា" in said


def test_nobody_is_alike(pages: Pages, dance: AssignmentView, sokha: FlaskClient, channary: FlaskClient) -> None:
    pages.hand_in(sokha, dance, sb3("middle"))
    pages.grade()
    said = visible(channary.get(f"/mentor/task/{dance.id}/alike"))
    assert "No two projects are more alike than chance explains." in said
    assert "Scratch projects: 1" in said


def test_no_student_sees_it(handed_in: None, dance: AssignmentView, pages: Pages) -> None:
    first, *_ = pages.cast.store.people.students(dance.classroom)
    client = pages.signed_in(pages.cast.store.people.new_card(first.id))
    assert client.get(f"/mentor/task/{dance.id}/alike").status_code in {302, 403}
    assert "alike" not in visible(client.get("/work"))
    assert "alike" not in visible(client.get("/try/1"))
