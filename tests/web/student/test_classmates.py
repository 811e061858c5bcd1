"""Classmates read each other: what a reader and an author can fetch, what a mentor reads and stops; her own levels."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image, PngImagePlugin

from grader.scratch.model import ScratchProject, Target
from grader.scratch.notation import read_scripts
from grader.scratch.write import write
from tests.web.conftest import DANCE, Pages, post, use, visible
from tests.web.mentor.conftest import enter
from worker.store.views import AssignmentView

NAME = "Sokha"
HERS = """\
when flag clicked
say [I am SOKHA, call 012 345 678] for (2) seconds
set [Sokha's score v] to (0) // made by Sokha at home
"""
SITE = """<!doctype html><!-- by Sokha --><html><head><meta name="author" content="Somebody Secret">
<title>Sokha's cats</title></head><body><h1>Cats of sokha</h1><p>My teacher: secret@gmail.com</p>
<address>Secret street 5</address></body></html>"""
PEER = DANCE.replace("scored_by: mentor", "scored_by: peer").replace("[sb3, picture]", "[sb3, picture, website]")
OWN = DANCE.replace("scored_by: mentor", "scored_by: self")
PAYLOAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"


def hers() -> bytes:
    sprite = Target("Sokha the cat", stage=False, scripts=read_scripts(HERS))
    return write(ScratchProject((Target("Stage", stage=True), sprite)))


def site() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("index.html", SITE)
        archive.writestr("sokha.css", "h1 { color: teal } /* Sokha */\n")
    return data.getvalue()


def photo() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Sokha Secret")
    data = io.BytesIO()
    Image.new("RGB", (32, 24), "teal").save(data, "PNG", pnginfo=told)
    return data.getvalue()


@pytest.fixture
def given(pages: Pages, tmp_path: Path) -> AssignmentView:
    """A task that asks classmates; the rubric `dance` with other people."""
    use(pages.cast.store, tmp_path, "peer", PEER.replace("id: dance", "id: peer"))
    return pages.cast.give("peer")


def handed_in(pages: Pages, given: AssignmentView, data: bytes, name: str) -> tuple[FlaskClient, FlaskClient]:
    """Sokha's work of that kind and Dara's; their browsers."""
    sokha, dara = pages.signed_in(pages.cast.sokha), pages.signed_in(pages.cast.dara)
    pages.hand_in(sokha, given, data, name)
    pages.hand_in(dara, given, write(ScratchProject((Target("Stage", stage=True),))), "dara.sb3")
    pages.grade()
    return sokha, dara


def begin(client: FlaskClient, given: AssignmentView) -> str:
    """She asks for a work; its address."""
    answer = post(client, f"/classmates/task/{given.id}/next", {}, page="/not-you")
    return answer.headers["Location"]


def words(**more: str) -> dict[str, object]:
    return {"praise": "it jumps", "idea": "it could sing", "level-friend": "good", "praise-start": "like", **more}


@pytest.mark.parametrize(
    ("data", "name", "there"),
    [
        (hers(), "Sokha Chan.sb3", ["for 2 seconds", "the cat"]),
        (site(), "Sokha.zip", ["<h1>Cats of …</h1>", "color: teal"]),
        (photo(), "Sokha.png", []),
    ],
)
def test_what_a_reader_can_fetch_holds_nothing_of_the_author(
    pages: Pages, given: AssignmentView, data: bytes, name: str, there: list[str]
) -> None:
    _, dara = handed_in(pages, given, data, name)
    where = begin(dara, given)
    page = dara.get(where)
    assert page.status_code == 200
    text = visible(page)
    for word in there:
        assert word in " ".join(text.split()), text
    fetched = [page.data, str(page.headers).encode(), where.encode()]
    for address in re.findall(r'(?:src|href)="(/classmates/[^"]+)"', page.get_data(as_text=True)):
        answer = dara.get(address)
        fetched += [answer.data, str(answer.headers).encode()]
    if name.endswith("png"):
        assert any(one.startswith(b"\x89PNG") for one in fetched)
        assert b"Author" in data
    for one in fetched:
        for secret in (b"sokha", b"secret", b"345 678", pages.cast.sokha.code.lower().encode()):
            assert secret not in one.lower()


def test_words_go_to_the_author_after_a_mentor_has_read_them(pages: Pages, given: AssignmentView) -> None:
    sokha, dara = handed_in(pages, given, hers(), "cat.sb3")
    channary = enter(pages, pages.cast.channary)
    where = begin(dara, given)
    assert begin(dara, given) == where
    for missing in ({"praise": " "}, {"idea": ""}, {"level-friend": "superb"}):
        answer = post(dara, where, {**words(), **missing}, page=where)
        assert answer.status_code == 422
        assert "it could sing" in visible(answer) or "idea" in missing
    assert post(dara, where, words(praise="it jumps, says Dara"), page=where).status_code == 302
    assert "jumps" not in visible(sokha.get("/try/1"))
    read = visible(channary.get(f"/mentor/task/{given.id}/classmates"))
    assert "Dara about the work of Sokha" in read
    assert "it jumps, says Dara" in read
    turn = where.rsplit("/", 1)[1]
    assert post(channary, f"/mentor/classmates/{turn}/look", {"stop": "0"}, page="/mentor/me").status_code == 302
    seen = visible(sokha.get("/try/1"))
    assert "it jumps, says …" in seen
    assert "A classmate" in seen
    assert "Dara" not in sokha.get("/try/1").get_data(as_text=True)
    assert pages.cast.store.marks.counting(pages.cast.sokha.id, given.id) == {"friend": "good"}
    assert "Classmates say: Good" in visible(channary.get("/mentor/work/1"))
    # She read it: neither the work nor the form is open to the reader any more.
    assert dara.get(where).status_code == 404
    assert post(dara, where, words(), page="/not-you").status_code == 404


def test_what_is_stopped_can_never_be_fetched_by_the_author(pages: Pages, given: AssignmentView) -> None:
    sokha, dara = handed_in(pages, given, hers(), "cat.sb3")
    channary = enter(pages, pages.cast.channary)
    where = begin(dara, given)
    before = {address: visible(sokha.get(address)) for address in ("/work", "/try/1", "/classmates/", "/showcase/")}
    post(dara, where, words(praise="unkind words"), page=where)
    turn = where.rsplit("/", 1)[1]
    for stop in ("0", "1"):  # also after it was with her for a while
        post(channary, f"/mentor/classmates/{turn}/look", {"stop": stop}, page="/mentor/me")
    assert {address: visible(sokha.get(address)) for address in before} == before
    for address in (where, f"{where}/picture", f"{where}/played/1", f"/mentor/task/{given.id}/classmates"):
        answer = sokha.get(address)
        assert answer.status_code in {403, 404}
        assert b"unkind" not in answer.data
    post(
        channary,
        f"/mentor/task/{given.id}/classmates",
        {"each": "1", "release": "hours", "hours": "1"},
        page="/mentor/me",
    )
    assert b"unkind" not in sokha.get("/try/1").data
    assert pages.cast.store.marks.counting(pages.cast.sokha.id, given.id) == {}


def test_nobody_reads_where_nobody_asks_and_a_mentor_can_ask(
    pages: Pages, dance: AssignmentView, sokha: FlaskClient
) -> None:
    pages.hand_in(sokha, dance, hers())
    pages.hand_in(pages.signed_in(pages.cast.dara), dance, write(ScratchProject((Target("Stage", stage=True),))))
    pages.grade()
    assert "Works of classmates" not in visible(sokha.get("/work"))
    assert begin(sokha, dance) == "/classmates/"
    channary, where = enter(pages, pages.cast.channary), f"/mentor/task/{dance.id}/classmates"
    assert post(channary, where, {"each": "99", "hours": "1"}, page=where).status_code == 422
    assert post(channary, where, {"each": "1", "hours": "24"}, page=where).status_code == 302
    assert "Works of classmates" in visible(sokha.get("/work"))
    assert begin(sokha, dance) == "/classmates/1"
    stranger = pages.signed_in(pages.cast.bopha)
    assert stranger.get("/classmates/1").status_code == 404
    assert post(stranger, f"/classmates/task/{dance.id}/next", {}, page="/not-you").status_code == 404


def test_her_own_levels_stand_in_words_beside_those_of_her_mentor(pages: Pages, tmp_path: Path) -> None:
    use(pages.cast.store, tmp_path, "own", OWN.replace("id: dance", "id: own"))
    given, sokha = pages.cast.give("own"), pages.signed_in(pages.cast.sokha)
    where = f"/classmates/own/{given.id}"
    assert "Send your first try" in visible(sokha.get(where))
    assert post(sokha, where, {"own-friend": "great"}, page="/not-you").headers["Location"].startswith("/work")
    pages.hand_in(sokha, given, hers())
    pages.grade()
    assert "A friend tried it" in visible(sokha.get("/try/1"))
    assert post(sokha, where, {}, page=where).status_code == 422
    assert post(sokha, where, {"own-friend": "superb"}, page=where).status_code == 422
    post(sokha, where, {"own-friend": "good", "why-friend": "Maly played"}, page=where)
    assert pages.cast.store.marks.counting(pages.cast.sokha.id, given.id) == {"friend": "good"}
    channary = enter(pages, pages.cast.channary)
    assert "She says herself: Good. “Maly played”" in visible(channary.get("/mentor/work/1"))
    marks = f"/mentor/task/{given.id}/student/{pages.cast.sokha.id}/marks"
    post(channary, marks, {"level-friend": "great"}, page="/mentor/me")
    both = visible(sokha.get("/try/1"))
    assert "You say" in both
    assert "Your mentor says" in both
    assert 'name="own-friend"' not in sokha.get("/try/1").get_data(as_text=True)
    post(sokha, where, {"own-friend": "start"}, page="/not-you")  # too late to change: both stand
    assert pages.cast.store.marks.counting(pages.cast.sokha.id, given.id) == {"friend": "great"}


def test_what_people_type_acts_nowhere(pages: Pages, given: AssignmentView) -> None:
    sokha, dara = handed_in(pages, given, hers(), "cat.sb3")
    channary = enter(pages, pages.cast.channary)
    where = begin(dara, given)
    post(dara, where, words(praise=PAYLOAD, idea=PAYLOAD), page=where)
    asked = [dara.get(where), channary.get(f"/mentor/task/{given.id}/classmates")]
    post(channary, f"/mentor/classmates/{where.rsplit('/', 1)[1]}/look", {"stop": "0"}, page="/mentor/me")
    for answer in (*asked, sokha.get("/try/1")):
        text = answer.get_data(as_text=True)
        assert "alert(1)" in text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "{{7*7}}" in text
