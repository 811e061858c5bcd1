"""Her growth on her page, and the same as a list on the mentor's desk."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from grader.scratch.notation import read_project
from grader.scratch.write import write
from tests.web.conftest import DANCE, FLAG, Pages, sb3, use, visible
from tests.web.mentor.conftest import enter, photo
from worker.store.views import AssignmentView

STARTER = f'sprite "Sophea"\n\n{FLAG}'
WITH_STARTER = DANCE.replace("id: dance", "id: started").replace("points: 12", "points: 12\nstarter: start.blocks", 1)


def first_try() -> bytes:
    return write(read_project(STARTER))


def test_two_tries_say_what_came(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    first = pages.hand_in(sokha, dance, first_try())
    pages.grade()
    assert "Since your last try" not in visible(sokha.get(first))
    second = pages.hand_in(sokha, dance, sb3("great"))
    pages.grade()
    said = visible(sokha.get(second))
    assert "Since your last try: New sprites: <b>Mango</b>." in said
    assert "Scripts that you worked on: 1." in said
    assert "gone" not in said
    assert "Since the starter" not in said


def test_a_picture_between_two_projects_is_no_project(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    pages.hand_in(sokha, dance, first_try())
    pages.hand_in(sokha, dance, photo(), "picture.jpg")
    pages.grade()
    third = pages.hand_in(sokha, dance, sb3("great"))
    pages.grade()
    assert "Since your last try: New sprites" in visible(sokha.get(third))


def test_what_came_with_the_starter_is_taken_out(pages: Pages, tmp_path: Path, sokha: FlaskClient) -> None:
    use(pages.cast.store, tmp_path, "started", WITH_STARTER, {"start.blocks": STARTER})
    given = pages.cast.give("started")
    where = pages.hand_in(sokha, given, sb3("great"))
    pages.grade()
    said = visible(sokha.get(where))
    assert "Since the starter project: New sprites: <b>Mango</b>. New scripts that run: 1." in said


def test_the_desk_lists_scripts_and_findings(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    pages.hand_in(sokha, dance, first_try())
    second = pages.hand_in(sokha, dance, sb3("great"))
    pages.grade()
    mentor = enter(pages, pages.cast.channary)
    said = visible(mentor.get(f"/mentor/work/{second.rsplit('/', 1)[1]}"))
    assert "What she changed" in said
    assert "scripts: 1 new, 1 changed, 0 gone" in said
    assert "New sprites: <b>Mango</b>." in said
