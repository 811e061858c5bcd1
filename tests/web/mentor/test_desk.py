"""A mentor opens a work, gives levels, changes one of the machine, answers a question."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image

from tests.web.conftest import Pages, post, sb3, use, visible
from tests.web.mentor.conftest import PAGE, enter, photo, showcase, website
from worker.store.views import AssignmentView

Work = tuple[str, str]  # the address at the desk, and of her own page


@pytest.fixture
def work(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> Work:
    """A graded try of Sokha."""
    hers = pages.hand_in(sokha, dance, sb3("middle"))
    pages.grade()
    return f"/mentor/work/{hers.rsplit('/', 1)[1]}", hers


def test_the_desk_shows_her_page_her_file_and_points(channary: FlaskClient, work: Work, sokha: FlaskClient) -> None:
    page = visible(channary.get(work[0]))
    assert "What Sokha sees" in page
    for line in ("You did this", "Your next step", "Sophea starts with when green flag clicked."):
        assert line in page
        assert line in visible(sokha.get(work[1]))
    assert "Points: 2.4 of 8 so far." in page
    assert "4 of 12 wait for you." in page
    assert "What did she say?" in page


def test_a_level_with_a_word_is_kept_and_reaches_her(
    pages: Pages, channary: FlaskClient, work: Work, sokha: FlaskClient, dance: AssignmentView
) -> None:
    marks = f"/mentor/task/{dance.id}/student/{pages.cast.sokha.id}/marks"
    form = {"level-friend": "good", "word-friend": "Your cousin smiled!", "submission": work[0].rsplit("/", 1)[1]}
    assert post(channary, marks, form, page=work[0]).headers["Location"] == work[0]
    hers = visible(sokha.get(work[1]))
    assert "Your cousin smiled!" in hers
    assert "Channary" in hers
    (mark,) = pages.cast.store.marks.marks(pages.cast.sokha.id, dance.id)
    assert (mark.level, mark.by, mark.by_id) == ("good", "mentor", pages.cast.channary.id)
    post(channary, marks, form, page=work[0])  # the same once more writes nothing
    assert len(pages.cast.store.marks.marks(pages.cast.sokha.id, dance.id)) == 1
    post(channary, marks, {"level-friend": "none"}, page=work[0])  # undo
    assert pages.cast.store.marks.counting(pages.cast.sokha.id, dance.id) == {}


def test_a_level_goes_with_her_to_the_next_try(
    pages: Pages, channary: FlaskClient, work: Work, sokha: FlaskClient, dance: AssignmentView
) -> None:
    marks = f"/mentor/task/{dance.id}/student/{pages.cast.sokha.id}/marks"
    post(channary, marks, {"level-friend": "great"}, page=work[0])
    again = pages.hand_in(sokha, dance, sb3("great"))
    pages.grade()
    result = pages.cast.store.results.of(int(again.rsplit("/", 1)[1]))
    assert result is not None
    assert result.report.result("friend").level == "great"


def test_a_leads_level_stands_above_a_mentors(
    pages: Pages, channary: FlaskClient, srey: FlaskClient, work: Work, dance: AssignmentView
) -> None:
    marks = f"/mentor/task/{dance.id}/student/{pages.cast.sokha.id}/marks"
    post(srey, marks, {"level-friend": "great"}, page=work[0])
    post(channary, marks, {"level-friend": "start"}, page=work[0])
    assert pages.cast.store.marks.counting(pages.cast.sokha.id, dance.id) == {"friend": "great"}
    assert "Srey: Great." in visible(channary.get(work[0]))


def test_goals_and_levels_that_are_none_change_nothing(
    pages: Pages, channary: FlaskClient, work: Work, dance: AssignmentView
) -> None:
    marks = f"/mentor/task/{dance.id}/student/{pages.cast.sokha.id}/marks"
    post(channary, marks, {"level-nothing": "great", "level-friend": "best", "level-": "good"}, page=work[0])
    assert pages.cast.store.marks.marks(pages.cast.sokha.id, dance.id) == ()


def test_a_machines_level_is_changed_with_a_reason_and_stays_after_a_regrade(
    pages: Pages, channary: FlaskClient, work: Work, sokha: FlaskClient
) -> None:
    number = int(work[0].rsplit("/", 1)[1])
    form = {"criterion": "repeats", "level": "great", "reason": "It repeats by a message. I saw it."}
    assert post(channary, f"{work[0]}/level", form, page=work[0]).headers["Location"] == work[0]
    assert "It repeats by a message. I saw it." in visible(sokha.get(work[1]))
    store = pages.cast.store
    store.gradings.again(number)
    pages.grade()
    result = store.results.of(number)
    assert result is not None
    assert result.report.result("repeats").level == "great"
    back = {"criterion": "repeats", "level": "none", "reason": "I looked once more."}
    post(channary, f"{work[0]}/level", back, page=work[0])
    assert store.results.of(number).report.result("repeats").level == "start"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"criterion": "repeats", "level": "great", "reason": "  "}, "Write a reason. She reads it too."),
        ({"criterion": "repeats", "level": "", "reason": "Because"}, "Choose a level."),
    ],
)
def test_a_change_without_its_parts_is_asked_for_and_what_was_written_stays(
    pages: Pages, channary: FlaskClient, work: Work, form: dict[str, object], said: str
) -> None:
    answer = post(channary, f"{work[0]}/level", form, page=work[0])
    assert answer.status_code == 422
    assert said in visible(answer)
    assert str(form["reason"]).strip() in answer.get_data(as_text=True)
    assert pages.cast.store.marks.overrides(int(work[0].rsplit("/", 1)[1])) == ()


def test_a_goal_of_people_is_no_level_of_the_machine(channary: FlaskClient, work: Work) -> None:
    for goal in ("friend", "nothing-like-it"):
        form = {"criterion": goal, "level": "great", "reason": "x"}
        assert post(channary, f"{work[0]}/level", form, page=work[0]).status_code == 400


def test_a_question_is_answered_where_it_stands(
    pages: Pages, channary: FlaskClient, work: Work, sokha: FlaskClient, dance: AssignmentView
) -> None:
    post(sokha, f"{work[1]}/ask?goal=repeats", {"text": "It does dance!"}, page=f"{work[1]}/ask?goal=repeats")
    task = visible(channary.get(f"/mentor/task/{dance.id}"))
    assert "Sokha thinks one result is not right." in task
    assert "It does dance!" in visible(channary.get(work[0]))
    (asked,) = pages.cast.store.marks.questions(pages.cast.saturday.id)
    post(channary, f"/mentor/question/{asked.id}", {"text": "Put it inside the loop."}, page=work[0])
    assert "Put it inside the loop." in visible(sokha.get(work[1]))
    assert "thinks one result" not in visible(channary.get(f"/mentor/task/{dance.id}"))


def test_an_empty_answer_closes_a_question(pages: Pages, channary: FlaskClient, work: Work) -> None:
    asked = pages.cast.store.marks.ask(int(work[0].rsplit("/", 1)[1]), "", "Hello?")
    post(channary, f"/mentor/question/{asked.id}", {"text": " "}, page=work[0])
    assert pages.cast.store.marks.questions(pages.cast.saturday.id) == ()


def test_levels_can_be_given_without_any_file_where_none_is_needed(
    pages: Pages, channary: FlaskClient, tmp_path: Path
) -> None:
    showcase(pages, tmp_path)
    given, her = pages.cast.give("showcase"), pages.cast.sokha
    page = f"/mentor/task/{given.id}/student/{her.id}"
    shown = visible(channary.get(page))
    for words in ("Can a guest say what it does?", "With help from a mentor", "Tells a clear story"):
        assert words in shown
    then = post(channary, f"{page}/marks", {"level-presenting": "great", "then": "next"}, page=page)
    assert then.headers["Location"] == f"/mentor/task/{given.id}/next?after={her.id}"
    assert "Points: 10 of 10 so far." in visible(channary.get(page))
    assert channary.get(then.headers["Location"]).headers["Location"].endswith(f"/student/{pages.cast.dara.id}")


def test_a_task_with_files_and_no_file_yet_has_nothing_to_judge(
    pages: Pages, channary: FlaskClient, dance: AssignmentView
) -> None:
    page = channary.get(f"/mentor/task/{dance.id}/student/{pages.cast.dara.id}")
    assert "Dara has sent nothing yet." in visible(page)
    assert "level-" not in page.get_data(as_text=True)


def test_her_blocks_are_drawn_and_her_file_comes_back_as_it_was(channary: FlaskClient, work: Work) -> None:
    inside = channary.get(f"{work[0]}/inside")
    assert 'class="stack"' in inside.get_data(as_text=True)
    assert "Sophea" in visible(inside)
    file = channary.get(f"{work[0]}/file")
    assert file.data == sb3("middle")
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_a_website_is_text_and_never_runs(
    pages: Pages, channary: FlaskClient, sokha: FlaskClient, tmp_path: Path
) -> None:
    use(pages.cast.store, tmp_path, "page", PAGE)
    evil = "<!doctype html><h1>Cats</h1><script>alert(1)</script><img src=x onerror=alert(2)>"
    hers = pages.hand_in(sokha, pages.cast.give("page"), website(evil), "site.zip")
    pages.grade()
    page = f"/mentor/work/{hers.rsplit('/', 1)[1]}"
    for address in (page, f"{page}/inside"):
        text = channary.get(address).get_data(as_text=True)
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    shown = visible(channary.get(f"{page}/inside"))
    assert "<script>alert(1)</script>" in shown
    assert "h1 { color: teal }" in shown


def test_a_picture_is_shown_and_given_without_its_story(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    assert b"Camera of Sokha" in photo()
    hers = pages.hand_in(sokha, dance, photo(), "photo.jpg")
    pages.grade()
    page = f"/mentor/work/{hers.rsplit('/', 1)[1]}"
    assert f'src="{page}/picture"' in channary.get(page).get_data(as_text=True)
    for address in ("picture", "file"):
        answer = channary.get(f"{page}/{address}")
        assert answer.status_code == 200
        assert b"Camera of Sokha" not in answer.data
        assert Image.open(io.BytesIO(answer.data)).size == (32, 24)
    assert channary.get(f"{page}/picture").mimetype == "image/jpeg"
    assert 'name="level-flag"' in channary.get(page).get_data(as_text=True)  # a person judges what a picture shows


def test_a_photo_of_a_phone_is_given_without_its_story(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    jpeg = photo()
    notes = jpeg[jpeg.find(b"Exif") :][:60]
    heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + notes + b"the picture"
    hers = pages.hand_in(sokha, dance, heic, "IMG_1.HEIC")
    pages.grade()
    answer = channary.get(f"/mentor/work/{hers.rsplit('/', 1)[1]}/file")
    assert b"Camera of Sokha" in heic
    assert b"Camera of Sokha" not in answer.data
    assert answer.data.endswith(b"the picture")


def test_private_details_are_masked_on_a_mentors_pages(
    pages: Pages, channary: FlaskClient, sokha: FlaskClient, tmp_path: Path
) -> None:
    use(pages.cast.store, tmp_path, "page", PAGE)
    told = (
        "<!doctype html><h1>Call 012 345 678</h1>\n<p>I am Sokha Chan from Sunrise High School</p>\n"
        "<p>sok.dara@gmail.com</p>\n<p>House 12, Street 271</p>"
    )
    hers = pages.hand_in(sokha, pages.cast.give("page"), website(told), "site.zip")
    pages.grade()
    page = f"/mentor/work/{hers.rsplit('/', 1)[1]}"
    for address in (page, f"{page}/inside"):
        text = visible(channary.get(address))
        for detail in ("345 678", "dara@", "Street 271", "Sunrise High"):
            assert detail not in text, address
    assert "01• ••• •••" in visible(channary.get(f"{page}/inside"))


def test_a_project_has_no_picture_to_show(channary: FlaskClient, work: Work) -> None:
    assert channary.get(f"{work[0]}/picture").status_code == 404


def test_the_file_name_of_a_student_is_text(pages: Pages, channary: FlaskClient, dance: AssignmentView) -> None:
    pages.hand_in(pages.signed_in(pages.cast.dara), dance, sb3("great"), "<script>alert(1)</script>.sb3")
    pages.grade()
    page = channary.get(f"/mentor/task/{dance.id}/student/{pages.cast.dara.id}", follow_redirects=True)
    assert "<script>alert" not in page.get_data(as_text=True)


def test_every_page_says_so_when_a_work_is_still_in_line(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    hers = pages.hand_in(sokha, dance, sb3("great"))
    assert "Kru looks at this file now." in visible(channary.get(f"/mentor/work/{hers.rsplit('/', 1)[1]}"))
    assert "Kru is looking" in visible(enter(pages, pages.cast.srey).get(f"/mentor/task/{dance.id}"))
