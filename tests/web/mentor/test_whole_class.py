"""A whole class in as a zip, names matched and looked at first; and a whole class out."""

from __future__ import annotations

import io
import os
import re
import time
import unicodedata
import zipfile

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from grader.upload import Limits
from tests.web.conftest import Pages, post, sb3, visible
from tests.web.mentor.conftest import photo
from web.mentor import parcel
from worker.store.views import AssignmentView, StudentView


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _her(number: int, nickname: str, code: str = "") -> StudentView:
    return StudentView(id=number, nickname=nickname, classroom=1, language="en", code=code)


def _owners(names: list[str], *students: StudentView) -> dict[str, str | None]:
    found = parcel.opened(_zip(dict.fromkeys(names, b"x")), Limits())
    owners = parcel.match(found.units, students)
    return {unit.shown: her.nickname if her else None for unit, her in zip(found.units, owners, strict=True)}


@pytest.mark.parametrize(
    ("name", "nickname"),
    [
        ("SOKHA.sb3", "Sokha"),
        ("week4_sokha-dance.sb3", "Sokha"),
        ("Sokha/dance.sb3", "Sokha"),
        ("class/Sokha 12/dance.sb3", "Sokha"),
        ("សុខា.sb3", "សុខា"),
        ("រាំ_សុ\u200bខា.sb3", "សុខា"),
        (unicodedata.normalize("NFD", "Renée.sb3"), "Renée"),
        ("Srey Mom.sb3", "Srey Mom"),
    ],
)
def test_a_nickname_in_a_name_is_found(name: str, nickname: str) -> None:
    (owner,) = _owners([name], _her(1, nickname), _her(2, "Srey"), _her(3, "Dara")).values()
    assert owner == nickname


def test_a_card_code_is_found_with_or_without_its_dash() -> None:
    hers = _her(1, "Sokha", "K7QM-34PX"), _her(2, "Dara", "HHHH-3333")
    assert _owners(["k7qm34px.sb3", "dance HHHH-3333.sb3"], *hers) == {
        "k7qm34px.sb3": "Sokha", "dance HHHH-3333.sb3": "Dara",
    }  # fmt: skip


def test_what_fits_nobody_or_two_or_somebody_twice_is_asked() -> None:
    hers = _her(1, "Sokha"), _her(2, "Dara"), _her(3, "Maly")
    names = ["Sokha and Maly.sb3", "Dara 1.sb3", "Dara 2.sb3", "dance.sb3", "Sokhana.sb3"]
    assert _owners(names, *hers) == {
        "Sokha and Maly.sb3": None if len("Sokha") == len("Maly") else "Sokha",
        "Dara 1.sb3": "Dara",
        "Dara 2.sb3": None,
        "dance.sb3": None,
        "Sokhana.sb3": None,
    }
    assert _owners(["Dara Maly.sb3"], *hers) == {"Dara Maly.sb3": None}


def test_a_folder_with_a_page_is_one_website_and_the_same_every_time() -> None:
    files = {
        "club/Sokha/index.html": b"<h1>Hi</h1>",
        "club/Sokha/cat.png": b"x",
        "club/Dara.sb3": b"y",
        "club/a.txt": b"",
    }
    found = parcel.opened(_zip(files), Limits())
    assert [unit.shown for unit in found.units] == ["Dara.sb3", "Sokha/"]
    assert found.left_out == ("club/a.txt",)
    site = found.data(found.units[1], 1000)
    assert zipfile.ZipFile(io.BytesIO(site)).namelist() == ["index.html", "cat.png"]
    assert parcel.opened(_zip(files), Limits()).data(found.units[1], 1000) == site


def _look(client: FlaskClient, given: AssignmentView, data: bytes) -> TestResponse:
    page = f"/mentor/task/{given.id}/bring"
    return post(client, page, {"file": (io.BytesIO(data), "class.zip")}, page=page)


def _save(client: FlaskClient, given: AssignmentView, looked: TestResponse, **who: object) -> TestResponse:
    found = re.search(r'name="parcel" value="([^"]+)"', looked.get_data(as_text=True))
    assert found
    page = f"/mentor/task/{given.id}/bring"
    return post(client, f"{page}/save", {"parcel": found[1], **who}, page=page)


def test_a_class_is_looked_at_then_handed_in_and_graded(
    pages: Pages, channary: FlaskClient, sokha: FlaskClient, dance: AssignmentView
) -> None:
    cast, store = pages.cast, pages.cast.store
    looked = _look(channary, dance, _zip({"Sokha.sb3": sb3("great"), "mine.sb3": sb3("zero"), "list.txt": b"x"}))
    text = looked.get_data(as_text=True)
    assert f'<option value="{cast.sokha.id}" selected>' in text
    assert "We found no name that fits." in visible(looked)
    assert "list.txt" in visible(looked)
    assert store.submissions.tries(cast.sokha.id, dance.id) == ()
    who = {"who-0": str(cast.dara.id), "who-1": str(cast.sokha.id)}
    answer = _save(channary, dance, looked, **who)
    assert answer.headers["Location"] == f"/mentor/task/{dance.id}"
    assert "Files handed in: 2." in visible(channary.get(answer.headers["Location"]))
    assert len(pages.rung) == 2
    pages.grade()
    (hers,) = store.submissions.tries(cast.sokha.id, dance.id)
    assert hers.grading.state == "done"
    assert store.submissions.file(hers.submission.id) == sb3("great")
    assert "Try 1" in visible(sokha.get(f"/try/{hers.submission.id}"))
    assert list((pages.settings.data / "parcels").iterdir()) == []
    again = _look(channary, dance, _zip({"Sokha.sb3": sb3("great")}))
    _save(channary, dance, again, **{"who-0": str(cast.sokha.id)})
    assert "Files that were here already: 1." in visible(channary.get(f"/mentor/task/{dance.id}"))


def test_only_girls_of_the_class_and_only_ones_own_zip(
    pages: Pages, channary: FlaskClient, srey: FlaskClient, dance: AssignmentView
) -> None:
    looked = _look(channary, dance, _zip({"Sokha.sb3": sb3("great")}))
    assert _save(srey, dance, looked, **{"who-0": str(pages.cast.sokha.id)}).headers["Location"].endswith("/bring")
    _save(channary, dance, looked, **{"who-0": str(pages.cast.bopha.id)})
    assert pages.rung == []


def test_a_closed_task_is_told_before_and_takes_nothing(
    pages: Pages, channary: FlaskClient, dance: AssignmentView
) -> None:
    looked = _look(channary, dance, _zip({"Sokha.sb3": sb3("great")}))
    pages.cast.store.assignments.change(dance.id, due=None, counts="best", closed=True)
    _save(channary, dance, looked, **{"who-0": str(pages.cast.sokha.id)})
    assert pages.rung == []
    closed = _look(channary, dance, _zip({"Sokha.sb3": sb3("great")}))
    assert "This task is closed. Open it first." in visible(closed)
    assert "Hand these in" not in visible(closed)


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", _zip({"../evil.sb3": b"x"}), _zip({"a.txt": b"x"})])
def test_what_is_no_zip_of_works_is_told_kindly(channary: FlaskClient, dance: AssignmentView, data: bytes) -> None:
    answer = _look(channary, dance, data)
    assert answer.status_code == 422
    assert 'class="fix"' in answer.get_data(as_text=True)


def test_a_zip_that_nobody_saved_goes_after_an_hour(pages: Pages, channary: FlaskClient, dance: AssignmentView) -> None:
    _look(channary, dance, _zip({"Sokha.sb3": sb3("great")}))
    (kept,) = (pages.settings.data / "parcels").iterdir()
    os.utime(kept, (time.time() - 4000,) * 2)
    channary.get(f"/mentor/task/{dance.id}/bring")
    assert not kept.exists()


def test_a_class_goes_out_and_comes_in_again(
    pages: Pages, channary: FlaskClient, sokha: FlaskClient, dance: AssignmentView
) -> None:
    pages.hand_in(sokha, dance, sb3("great"))
    pages.hand_in(pages.signed_in(pages.cast.dara), dance, photo(), "IMG.jpg")
    pages.grade()
    out = channary.get(f"/mentor/task/{dance.id}/class.zip")
    data = out.data
    out.close()
    archive = zipfile.ZipFile(io.BytesIO(data))
    hers, dara = f"Sokha {pages.cast.sokha.id}/dance.sb3", f"Dara {pages.cast.dara.id}/IMG.jpg"
    assert sorted(archive.namelist()) == sorted(["class.csv", hers, dara])
    assert archive.read(hers) == sb3("great")
    assert b"Camera of Sokha" not in archive.read(dara)
    assert "Sokha" in archive.read("class.csv").decode()
    found = parcel.opened(data, Limits())
    owners = parcel.match(found.units, (pages.cast.sokha, pages.cast.dara))
    assert [her.nickname for her in owners if her] == ["Dara", "Sokha"]
