"""Her path: what she says, shows, is given and answers, and that typed markup never acts anywhere."""

from __future__ import annotations

import re
import shutil

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from grader.live import paper
from tests.web.conftest import Pages, post, sb3, visible
from tests.web.mentor.conftest import enter
from worker.store.views import AssignmentView

ACTS = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'{{7*7}}"


@pytest.fixture
def work(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> int:
    """A graded work of Sokha's."""
    number = int(pages.hand_in(sokha, dance, sb3("middle")).rpartition("/")[2])
    pages.grade()
    return number


def inert(answer: TestResponse) -> str:
    """The page, in which nothing typed became markup."""
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<script>alert" not in text
    assert not re.search(r"<img[^>]*onerror", text)
    return text


def test_a_waiting_work_says_who_reads_it_and_the_task_sets_the_day(
    pages: Pages, sokha: FlaskClient, dance: AssignmentView, work: int
) -> None:
    assert "Channary reads this before" in visible(sokha.get("/work"))
    assert "Channary reads this before" in visible(sokha.get(f"/try/{work}"))
    mentor = enter(pages, pages.cast.channary)
    post(mentor, f"/mentor/task/{dance.id}/promise", {"days": "1"}, page=f"/mentor/task/{dance.id}")
    assert pages.cast.store.path.promise(dance.id) == 1
    pages.cast.store.marks.mark("mentor", pages.cast.channary.id, pages.cast.sokha.id, dance.id, "friend", "good")
    assert "reads this before" not in visible(sokha.get("/work"))


def test_an_answer_is_told_at_home_until_she_opens_it(pages: Pages, sokha: FlaskClient, work: int) -> None:
    store = pages.cast.store
    store.marks.answer(store.marks.ask(work, "", "Why?").id, pages.cast.channary.id, "Look at the loop.")
    assert "Your mentor answered your question" in visible(sokha.get("/work"))
    assert "Look at the loop." in visible(sokha.get(f"/try/{work}"))
    assert "Your mentor answered your question" not in visible(sokha.get("/work"))


def test_her_words_stand_at_the_desk_and_never_act(pages: Pages, sokha: FlaskClient, work: int) -> None:
    post(sokha, f"/try/{work}/told", {"told": ACTS}, page=f"/try/{work}")
    assert pages.cast.store.path.told(work) == ACTS
    inert(sokha.get(f"/try/{work}"))
    assert "Her words about it" in inert(enter(pages, pages.cast.channary).get(f"/mentor/work/{work}"))


def test_an_older_file_is_handed_in_again(pages: Pages, sokha: FlaskClient, dance: AssignmentView, work: int) -> None:
    store = pages.cast.store
    store.assignments.change(dance.id, due=None, counts="last", closed=False)
    pages.hand_in(sokha, dance, sb3("zero"))
    pages.grade()
    answer = post(sokha, f"/try/{work}/again", {}, page=f"/try/{work}")
    assert answer.headers["Location"].endswith(f"/try/{work}")
    counting = store.submissions.counting_try(pages.cast.sokha.id, dance.id)
    assert counting is not None
    assert counting.submission.id == work


def test_a_work_is_shown_after_two_yes_and_not_a_moment_before(pages: Pages, sokha: FlaskClient, work: int) -> None:
    dara, bopha = pages.signed_in(pages.cast.dara), pages.signed_in(pages.cast.bopha)
    mentor, room = enter(pages, pages.cast.channary), f"/mentor/class/{pages.cast.saturday.id}/showcase"
    form: dict[str, object] = {"title": ACTS, "sentence": f"{ACTS}\r\nsecond line", "wish": "1"}
    post(sokha, f"/showcase/add/{work}", form, page=f"/showcase/add/{work}")
    assert "alert" not in inert(dara.get("/showcase/class"))
    page = inert(mentor.get(room))
    (hers,) = pages.cast.store.showcases.of_student(pages.cast.sokha.id)
    assert f'value="{hers.id}"' in page
    said: dict[str, object] = {"shown": hers.id, "title": hers.title, "sentence": hers.sentence}
    assert post(mentor, room, {**said, "answer": "not-yet"}, page=room).status_code == 422
    post(mentor, room, {**said, "answer": "not-yet", "reason": ACTS}, page=room)
    inert(sokha.get("/showcase/"))
    post(mentor, room, {**said, "answer": "yes"}, page=room)
    assert "alert" in inert(dara.get("/showcase/class"))
    assert "alert" not in inert(bopha.get("/showcase/class"))
    assert post(dara, f"/showcase/{hers.id}/withdraw", {}, page="/not-you").status_code == 404
    post(sokha, f"/showcase/{hers.id}/withdraw", {}, page="/showcase/")
    assert "alert" not in inert(dara.get("/showcase/class"))


def given(pages: Pages) -> str:
    """Sokha has a certificate; its code."""
    mentor, room = enter(pages, pages.cast.channary), f"/mentor/class/{pages.cast.saturday.id}/certificates"
    post(mentor, room, {"student": [pages.cast.sokha.id, pages.cast.dara.id, pages.cast.bopha.id]}, page=room)
    inert(mentor.get(f"/mentor/student/{pages.cast.sokha.id}/certificate"))
    assert pages.cast.store.certificates.of(pages.cast.dara.id) is None  # nothing made yet
    assert pages.cast.store.certificates.of(pages.cast.bopha.id) is None  # another class
    view = pages.cast.store.certificates.of(pages.cast.sokha.id)
    assert view is not None
    return view.code


def test_a_code_tells_a_name_when_she_said_so(pages: Pages, sokha: FlaskClient, work: int) -> None:
    del work
    code, anyone = given(pages), pages.client()
    page = visible(anyone.get(f"/certificate/{code.lower()}"))
    assert "This certificate was given here." in page
    assert "Dance party" in page
    assert "Sokha" not in page
    inert(sokha.get("/my-certificate"))
    post(sokha, "/my-certificate", {"name": ACTS, "public": "1"}, page="/my-certificate")
    inert(sokha.get("/my-certificate"))
    assert "alert" in inert(anyone.get(f"/certificate/{code}"))
    post(sokha, "/my-certificate", {"name": "Sokha C."}, page="/my-certificate")
    assert "Sokha" not in visible(anyone.get(f"/certificate/{code}"))
    assert anyone.get("/certificate/NOPE").status_code == 404


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here")
def test_the_file_is_one_sheet_of_a4(pages: Pages, sokha: FlaskClient, work: int) -> None:
    del work
    given(pages)
    answer = sokha.get("/my-certificate.pdf")
    assert answer.mimetype == "application/pdf"
    assert len(re.findall(rb"/Type\s*/Page\b", answer.data)) == 1


def test_without_a_browser_the_page_says_print(
    pages: Pages, sokha: FlaskClient, work: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    del work
    given(pages)
    monkeypatch.setattr(paper, "find_browser", lambda: None)
    assert "/my-certificate.pdf" not in sokha.get("/my-certificate").get_data(as_text=True)
    answer = sokha.get("/my-certificate.pdf", follow_redirects=True)
    assert "Please print this page." in visible(answer)


def test_a_lead_asks_she_answers_and_nobody_else_reads_it(pages: Pages, sokha: FlaskClient) -> None:
    lead = enter(pages, pages.cast.srey)
    assert "How you see" not in visible(sokha.get("/work"))
    post(lead, "/mentor/coding/open", {"week": "1"}, page="/mentor/coding")
    assert "We would like to know" in visible(sokha.get("/work"))
    (round_,) = pages.cast.store.surveys.rounds(pages.cast.club.id)
    assert post(sokha, "/coding/", {"round": round_.id, "for_me": "9"}, page="/coding/").status_code == 422
    post(sokha, "/coding/", {"round": round_.id, "for_me": "4", "words": ACTS}, page="/coding/")
    assert "4 of 5" in visible(inert(sokha.get("/coding/")))
    assert "We would like to know" not in visible(sokha.get("/work"))
    post(lead, "/mentor/coding/close", {"week": "1"}, page="/mentor/coding")
    page = inert(lead.get("/mentor/coding"))
    assert "alert" not in page
    assert "4 of 5" not in page
    assert lead.get("/mentor/coding.csv").get_data(as_text=True).splitlines()[1:] == []


def test_numbers_of_a_crowd_come_as_page_picture_and_csv(pages: Pages) -> None:
    store, lead = pages.cast.store, enter(pages, pages.cast.srey)
    girls = store.people.add_students(pages.cast.saturday.id, [f"Girl {number}" for number in range(6)])
    for week, step in ((1, 2), (9, 4)):
        round_ = store.surveys.open(pages.cast.club.id, week)
        for girl in girls:
            store.surveys.answer(girl.id, round_.id, {"for_me": step}, "")
        store.surveys.close(round_.id)
    assert "The same 6 girls: 2.0 in week 1, now 4.0." in visible(lead.get("/mentor/coding"))
    rows = lead.get("/mentor/coding.csv").get_data(as_text=True).splitlines()
    assert rows[2] == "9,Coding is for people like me.,6,4.0,6,1,2.0,4.0"
    assert lead.get("/mentor/coding/for_me.svg").mimetype == "image/svg+xml"
    assert lead.get("/mentor/coding/words.svg").status_code == 404
