"""A file goes in: the receipt, the place in line, the same file twice, what cannot be used."""

from __future__ import annotations

import io
from pathlib import Path

from flask.testing import FlaskClient

from grader.upload import kind, read
from tests.kit.projects import project
from tests.web.conftest import DANCE, Pages, post, sb3, use, visible
from worker.store.views import AssignmentView


def test_the_receipt_comes_before_any_queue(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    where = pages.hand_in(sokha, dance, sb3("great"), "my dance.sb3")
    said = visible(sokha.get(where))
    assert "We have your file" in said
    assert "File my dance.sb3" in said
    assert "You are number 1 in line" in said
    (waiting,) = pages.cast.store.gradings.queued()
    assert pages.rung == [waiting.grading]


def test_a_queue_that_is_away_takes_no_receipt_away(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    def broken(_grading: int) -> None:
        raise ConnectionError

    kru = pages.app.extensions["kru"]
    pages.app.extensions["kru"] = type(kru)(kru.store, kru.shelf, broken, kru.settings, kru.health, kru.limiter)
    where = pages.hand_in(sokha, dance, sb3("great"))
    assert "We have your file" in visible(sokha.get(where))
    pages.grade()
    assert "You did this" in visible(sokha.get(where))


def test_the_place_in_line_is_counted_and_the_time_is_measured(
    pages: Pages, dance: AssignmentView, sokha: FlaskClient
) -> None:
    dara = pages.signed_in(pages.cast.dara)
    pages.hand_in(dara, dance, sb3("zero"))
    pages.grade()
    pages.hand_in(dara, dance, sb3("middle"))
    said = visible(sokha.get(pages.hand_in(sokha, dance, sb3("great"))))
    assert "You are number 2 in line" in said
    assert "Files before yours: 1." in said
    assert "The last files took about 1 seconds." in said


def test_the_waiting_page_looks_by_itself_until_she_says_no(
    pages: Pages, dance: AssignmentView, sokha: FlaskClient
) -> None:
    where = pages.hand_in(sokha, dance, sb3("great"))
    page = sokha.get(where).get_data(as_text=True)
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in page
    assert 'aria-live="polite"' in page
    still = sokha.get(f"{where}?look=no").get_data(as_text=True)
    assert "http-equiv" not in still
    assert "<script" not in still


def test_the_same_file_twice_is_one_try(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    first = pages.hand_in(sokha, dance, sb3("great"))
    again = pages.hand_in(sokha, dance, sb3("great"), "another name.sb3")
    assert again == first
    assert "This is the same file as try 1." in visible(sokha.get(again))
    assert len(pages.rung) == 1


def test_a_form_without_a_file_says_so_beside_the_field(dance: AssignmentView, sokha: FlaskClient) -> None:
    answer = post(sokha, f"/work/{dance.id}", {}, page="/work")
    page = sokha.get(answer.headers["Location"].partition("#")[0])
    assert "Choose a file first." in visible(page)
    assert 'aria-invalid="true"' in page.get_data(as_text=True)


def test_a_file_of_another_kind_gets_its_sentence_and_a_way_on(
    pages: Pages, dance: AssignmentView, sokha: FlaskClient
) -> None:
    where = pages.hand_in(sokha, dance, b"%PDF-1.7 plan", "plan.pdf")
    pages.grade()
    said = visible(sokha.get(where))
    assert "This is a PDF." in said
    assert "plan.pdf" in said
    assert "Choose another file" in said


def test_too_big_is_said_with_the_limit_and_what_to_do(dance: AssignmentView, sokha: FlaskClient) -> None:
    answer = post(sokha, f"/work/{dance.id}", {"file": (io.BytesIO(b"x" * 3_000_000), "big.sb3")}, page="/work")
    answer.request.environ["wsgi.input"].close()  # nobody read it: that is the point
    assert answer.status_code == 413
    assert "We can take 1 MB." in visible(answer)
    assert "Make the longest one shorter." in visible(answer)


def test_a_closed_task_takes_nothing(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    page = sokha.get("/work").get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    pages.cast.store.assignments.change(dance.id, due=None, counts="best", closed=True)
    form = {"csrf_token": token, "file": (io.BytesIO(sb3("great")), "dance.sb3")}
    sokha.post(f"/work/{dance.id}", data=form)
    assert "This task is closed now." in visible(sokha.get("/work"))
    assert pages.cast.store.submissions.tries(pages.cast.sokha.id, dance.id) == ()


def test_she_gets_an_old_file_back_byte_for_byte(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    data = sb3("middle")
    where = pages.hand_in(sokha, dance, data, "របាំ.sb3")
    answer = sokha.get(f"{where}/file")
    assert answer.get_data() == data
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype == "application/octet-stream"


def test_a_picture_waits_for_a_person(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    from PIL import Image

    picture = Image.new("RGB", (1400, 30), "#2F3F8F")
    exif = Image.Exif()
    exif[0x010F] = "A phone at home"
    exif[0x0112] = 6  # the phone was held upright
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    where = pages.hand_in(sokha, dance, out.getvalue(), "screen.jpg")
    pages.grade()
    page = sokha.get(where)
    said = visible(page)
    assert "You sent a picture. A person looks at it." in said
    assert said.count("Waiting for your mentor") == 3
    assert f'src="{where}/picture"' in page.get_data(as_text=True)
    shown = sokha.get(f"{where}/picture")
    assert shown.mimetype == "image/jpeg"
    assert b"A phone at home" not in shown.get_data()
    with Image.open(io.BytesIO(shown.get_data())) as small:
        assert small.height == 960
    assert pages.signed_in(pages.cast.dara).get(f"{where}/picture").status_code == 404


def test_a_picture_that_browsers_cannot_show_is_kept(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    data = b"\0\0\0\x18ftypheic" + b"\0" * 40
    where = pages.hand_in(sokha, dance, data, "IMG_1.HEIC")
    pages.grade()
    page = sokha.get(where)
    assert "Your picture is kept." in visible(page)
    assert "<img" not in page.get_data(as_text=True)
    assert sokha.get(f"{where}/picture").status_code == 404
    assert sokha.get(f"{where}/file").get_data() == data


def test_the_starter_comes_as_a_file_that_scratch_opens(pages: Pages, sokha: FlaskClient, tmp_path: Path) -> None:
    text = DANCE.replace("id: dance", "id: started").replace("week: 4", "week: 5\nstarter: starter.blocks")
    use(pages.cast.store, tmp_path, "started", text, {"starter.blocks": 'stage\n\nsprite "Cat"\n\nwhen flag clicked\n'})
    given = pages.cast.give("started")
    assert f'href="/work/{given.id}/starter"' in sokha.get("/work").get_data(as_text=True)
    answer = sokha.get(f"/work/{given.id}/starter")
    assert "filename=started.sb3" in answer.headers["Content-Disposition"]
    project = read(answer.get_data())
    assert kind(project) == "sb3"


def test_a_file_that_fits_another_task_can_go_there(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    store = pages.cast.store
    other = pages.cast.give("dance")
    where = pages.hand_in(sokha, dance, project(), "mine.sb3")
    (waiting,) = store.gradings.queued()
    claimed = store.gradings.claim(waiting.grading, waiting.job_attempt, lease=pages.settings.lease)
    assert claimed
    store.gradings.unreadable(claimed, "text", {}, suggestion=other.id)
    assert "This looks like Dance party. Send it there?" in visible(sokha.get(where))
    moved = post(sokha, f"{where}/move", {}, page=where).headers["Location"]
    assert moved != where
    assert store.submissions.tries(pages.cast.sokha.id, dance.id) == ()
    assert len(store.submissions.tries(pages.cast.sokha.id, other.id)) == 1
    assert len(pages.rung) == 2
