"""Practice: mark, compare, see why; how one agrees; what the desk asks for first; works of a mentor's own choice."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.kit.people import PASSWORD
from tests.web.conftest import DANCE, Pages, post, sb3, use, visible
from tests.web.mentor.conftest import enter
from worker.store.views import AssignmentView

PRACTICE = """\
practice: 1
works:
  - file: examples/one.blocks
    scene: {en: She says that Maly played it., km: "នាង\u200bថា\u200bម៉ាលី\u200bបាន\u200bលេង"}
    marks:
      friend: {level: good, why: {en: Nothing changed after it yet., km: "មិនទាន់\u200bប្តូរ"}}
  - file: none
    scene: {en: She changed the music.}
    marks:
      friend: {level: great, why: {en: She changed it.}}
"""
BLOCKS = 'stage\n\nsprite "Cat"\n\nwhen flag clicked\nsay [Hello!]\n'
AT = "/mentor/practice/train"
PAYLOAD = "<script>alert(1)</script>\"'>{{7*7}}"


@pytest.fixture
def train(pages: Pages, tmp_path: Path) -> AssignmentView:
    """The rubric `train` with a practice set, given to Saturday A; Sokha handed in."""
    text = DANCE.replace("id: dance", "id: train").replace("Dance party", "Train")
    use(pages.cast.store, tmp_path, "train", text, {"practice.yaml": PRACTICE})
    (tmp_path / "own" / "train" / "examples").mkdir()
    (tmp_path / "own" / "train" / "examples" / "one.blocks").write_text(BLOCKS, encoding="utf-8")
    pages.cast.store.settings.set("rubric:train", {"print": "", "path": "train", "problem": None})
    given = pages.cast.give("train")
    pages.cast.store.submissions.hand_in(pages.cast.sokha.id, given.id, sb3("middle"), "Sokha Chan.sb3")
    pages.grade()
    return given


def test_she_marks_first_and_then_sees_the_reference_and_why(train: AssignmentView, channary: FlaskClient) -> None:
    before = visible(channary.get(f"{AT}/1"))
    assert "She says that Maly played it." in before
    assert "Hello!" in channary.get(f"{AT}/1").get_data(as_text=True)
    assert "Nothing changed after it yet." not in before
    assert post(channary, f"{AT}/1", {}, page=f"{AT}/1").status_code == 422
    assert "Nothing changed" not in visible(channary.get(f"{AT}/1"))
    post(channary, f"{AT}/1", {"level-friend": "start"}, page=f"{AT}/1")
    after = visible(channary.get(f"{AT}/1"))
    assert "Nothing changed after it yet." in after
    assert "One step apart" in after
    post(channary, f"{AT}/1", {"level-friend": "good"}, page="/mentor/me")  # she knows the reference now
    post(channary, f"{AT}/2", {"level-friend": "great"}, page=f"{AT}/2")
    shown = visible(channary.get("/mentor/practice/"))
    assert "The same level: 1 of 2, 50 %. The same or the next one: 100 %." in shown
    assert channary.get(f"{AT}/3").status_code == 404
    del train


def test_the_desk_sends_her_to_practice_first_where_the_lead_says_so(
    pages: Pages, train: AssignmentView, channary: FlaskClient, srey: FlaskClient
) -> None:
    assert "Practise now" in visible(channary.get("/mentor/"))
    assert channary.get("/mentor/work/1").status_code == 200
    assert post(channary, "/mentor/practice/required", {"works": "5"}, page="/mentor/me").status_code == 403
    post(srey, "/mentor/practice/required", {"works": "99"}, page="/mentor/me")
    assert channary.get("/mentor/work/1").status_code == 200
    post(srey, "/mentor/practice/required", {"works": "5"}, page="/mentor/me")  # there are two: two are enough
    marks = f"/mentor/task/{train.id}/student/{pages.cast.sokha.id}/marks"
    for answer in (
        channary.get("/mentor/work/1"),
        channary.get(f"/mentor/task/{train.id}/student/{pages.cast.sokha.id}"),
        post(channary, marks, {"level-friend": "great"}, page="/mentor/me"),
        post(channary, "/mentor/work/1/level", {"criterion": "flag", "level": "great"}, page="/mentor/me"),
    ):
        assert answer.headers["Location"] == "/mentor/practice/"
    assert pages.cast.store.marks.marks(pages.cast.sokha.id, train.id) == ()
    assert "Works to compare: 2." in visible(channary.get("/mentor/practice/"))
    assert srey.get("/mentor/work/1").status_code == 200  # a lead decides for herself
    for number in (1, 2):
        post(channary, f"{AT}/{number}", {"level-friend": "good"}, page=f"{AT}/{number}")
    assert channary.get("/mentor/work/1").status_code == 200
    assert "Practise now" not in visible(channary.get("/mentor/"))


def test_a_mentor_chooses_a_work_and_others_see_it_without_the_name(
    pages: Pages, train: AssignmentView, channary: FlaskClient, vanna: FlaskClient
) -> None:
    where = "/mentor/practice/choose/1"
    assert post(channary, where, {}, page=where).status_code == 422
    assert post(channary, where, {"level-friend": "good"}, page=where).status_code == 422
    chosen: dict[str, object] = {
        "level-friend": "good",
        "why-friend": f"Sokha asked {PAYLOAD}",
        "scene": f"Sokha shows it. {PAYLOAD}",
    }
    assert post(channary, where, chosen, page=where).status_code == 302
    page = vanna.get(f"{AT}/3").get_data(as_text=True)
    assert "… shows it." in page
    post(vanna, f"{AT}/3", {"level-friend": "good"}, page=f"{AT}/3")
    compared = vanna.get(f"{AT}/3").get_data(as_text=True)
    assert "… asked" in compared
    for text in (page, compared):
        assert "Sokha" not in text
        assert "<script>alert" not in text
        assert "{{7*7}}" in text
    assert vanna.get(where).status_code == 404  # no class of hers
    assert post(vanna, "/mentor/practice/work/1/drop", {}, page="/mentor/me").status_code == 403
    people = pages.cast.store.people
    club = people.make_club("Siem Reap", "km", "Asia/Phnom_Penh")
    far = enter(pages, people.join(people.make_invite("lead", club=club.id), "far", "Far", PASSWORD))
    assert post(far, "/mentor/practice/work/1/drop", {}, page="/mentor/me").status_code == 404
    assert far.get("/mentor/practice/work/1/picture").status_code == 404
    assert far.get(f"{AT}/3").status_code == 404
    assert post(channary, "/mentor/practice/work/1/drop", {}, page="/mentor/me").status_code == 302
    assert vanna.get(f"{AT}/3").status_code == 404
    del train


def test_a_set_that_cannot_be_read_says_where(
    pages: Pages, train: AssignmentView, channary: FlaskClient, tmp_path: Path
) -> None:
    (tmp_path / "own" / "train" / "practice.yaml").write_text(PRACTICE.replace("level: good", "level: gud"), "utf-8")
    page = visible(channary.get("/mentor/practice/"))
    assert "cannot be read yet" in page
    assert "practice.yaml:6:23" in page
    del pages, train
