"""The page about a try, as she reads it: proof first, one step, all goals, in both languages."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Pages, post, sb3, visible
from tools.messages import BANNED
from worker.store.views import AssignmentView

SNAPSHOTS = Path(__file__).parent / "snapshots"
TIME = re.compile(r"\d\d:\d\d|[0-9A-Z]{4}-[0-9A-Z]{2}|(?<=reads this before )[^.\n]+|(?<=អាន\u200bវា\u200bមុន )[^។\n]+")


def feedback(pages: Pages, dance: AssignmentView, client: FlaskClient, kind: str) -> str:
    data = b"%PDF-1.7 plan" if kind == "unreadable" else sb3(kind)
    where = pages.hand_in(client, dance, data, f"{kind}.sb3")
    pages.grade()
    return where


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("kind", ["great", "middle", "zero", "unreadable"])
def test_the_words_of_the_page(
    pages: Pages, dance: AssignmentView, sokha: FlaskClient, kind: str, language: str
) -> None:
    where = feedback(pages, dance, sokha, kind)
    answer = sokha.get(f"{where}?lang={language}", follow_redirects=True)
    assert answer.status_code == 200
    words = TIME.sub("…", visible(answer)) + "\n"
    path = SNAPSHOTS / f"{kind}.{language}.txt"
    if os.environ.get("KRU_NEW_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8")
    assert words == path.read_text(encoding="utf-8")


def test_a_page_for_nothing_yet_praises_the_act_and_has_one_step(
    pages: Pages, dance: AssignmentView, sokha: FlaskClient
) -> None:
    page = sokha.get(feedback(pages, dance, sokha, "zero"))
    said = visible(page)
    assert "You sent your first try." in said
    assert page.get_data(as_text=True).count('class="next"') == 1
    assert not BANNED.search(said)
    assert "points" not in said.lower()
    assert said.index("You did this") < said.index("Your next step") < said.index("All goals")


def test_growth_and_hints_come_with_each_new_file(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    feedback(pages, dance, sokha, "zero")
    said = visible(sokha.get(feedback(pages, dance, sokha, "middle")))
    assert "You reached 1 of 3 goals. New in this try: Starts with the green flag." in said
    assert "Where to look: comes" not in said  # two files: two hints
    assert "The move: comes with your next new file" in said
    said = visible(sokha.get(feedback(pages, dance, sokha, "great")))
    assert "Before, you reached 1 of 3 goals. Now it is 2." in said
    assert "Show your project to a friend." in said


def test_names_from_her_file_are_words_and_never_tags(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    page = sokha.get(feedback(pages, dance, sokha, "great")).get_data(as_text=True)
    assert "&lt;b&gt;Mango&lt;/b&gt;" in page
    assert "<b>Mango</b>" not in page


def test_she_can_say_that_something_is_not_right(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    where = feedback(pages, dance, sokha, "middle")
    assert visible(sokha.get(where)).count("I think this is not right") == 2  # not on what waits
    assert "The dance repeats" in visible(sokha.get(f"{where}/ask?goal=repeats"))
    post(sokha, f"{where}/ask?goal=repeats", {"text": "I have a loop"}, page=f"{where}/ask?goal=repeats")
    (question,) = pages.cast.store.marks.questions(pages.cast.saturday.id)
    assert (question.criterion, question.text) == ("repeats", "I have a loop")
    said = visible(sokha.get(where))
    assert "Your mentor has your question." in said
    assert "Your question is from today. Your mentor will answer here." in said


def test_an_empty_question_about_nothing_is_asked_for_one_sentence(
    pages: Pages, dance: AssignmentView, sokha: FlaskClient
) -> None:
    where = feedback(pages, dance, sokha, "middle")
    answer = post(sokha, f"{where}/ask", {"text": "  "}, page=f"{where}/ask")
    assert answer.status_code == 422
    assert "Write one sentence first." in visible(answer)


def test_what_a_mentor_wrote_stands_on_her_page(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    where = feedback(pages, dance, sokha, "middle")
    number = int(where.rsplit("/", 1)[1])
    marks = pages.cast.store.marks
    question = marks.ask(number, "repeats", "Why?")
    marks.answer(question.id, pages.cast.channary.id, "Show me on Saturday.")
    marks.override(number, "repeats", "good", "I saw you dance it.", pages.cast.channary.id)
    said = visible(sokha.get(where))
    assert "Show me on Saturday." in said
    assert "I saw you dance it." in said
    assert "Channary" in said
    assert "2 of 3 goals" in said


def test_a_mentor_sees_which_hints_were_opened_and_it_is_no_goal_of_hers(
    pages: Pages, dance: AssignmentView, sokha: FlaskClient
) -> None:
    where = feedback(pages, dance, sokha, "middle")
    assert post(sokha, f"{where}/hint", {"criterion": "repeats", "step": "1"}, page="/work").status_code == 204
    assert pages.cast.store.marks.hints(pages.cast.sokha.id, dance.id) == {"repeats": frozenset({0})}
    assert post(sokha, f"{where}/hint", {"criterion": "nothing", "step": "1"}, page="/work").status_code == 400


def test_a_grading_that_three_workers_lost_is_told_as_our_mistake(
    pages: Pages, dance: AssignmentView, sokha: FlaskClient
) -> None:
    where = pages.hand_in(sokha, dance, sb3("middle"))
    store = pages.cast.store
    for _ in range(3):
        (waiting,) = store.gradings.queued()
        store.gradings.claim(waiting.grading, waiting.job_attempt, lease=pages.settings.lease)
        store.gradings.lost(waiting.grading, waiting.job_attempt)
    said = visible(sokha.get(where))
    assert "That is our mistake, not yours." in said
    assert "A mentor has been told." in said
