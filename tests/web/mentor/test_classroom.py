"""A mentor makes a class, pastes nicknames and prints cards."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Pages, post, visible
from web.mentor import cards
from web.mentor.places import roster


def test_the_whole_way_from_nothing_to_a_card_that_opens_the_door(pages: Pages, channary: FlaskClient) -> None:
    made = post(channary, "/mentor/class/new", {"name": " Friday  C ", "language": "km"}, page="/mentor/class/new")
    page = made.headers["Location"]
    looked = post(channary, page, {"names": "1. Maly\n2) ស្រី\u200bណា\n\nmaly\n"}, page=page)
    assert "New students: 2" in visible(looked)
    assert "Two times in the list: maly." in visible(looked)
    assert not pages.cast.store.people.students(int(re.findall(r"\d+", page)[0]))  # a look saves nothing
    saved = post(channary, page, {"names": "1. Maly\n2) ស្រី\u200bណា", "step": "save"}, page=page)
    printed = channary.get(saved.headers["Location"])
    codes = re.findall(r'<p class="num1">(\w{4} \w{4})</p>', printed.get_data(as_text=True))
    assert len(codes) == 2
    assert post(pages.client(), "/sign-in", {"code": codes[0]}, page="/sign-in").headers["Location"] == "/work"


def test_a_class_needs_a_name(channary: FlaskClient) -> None:
    answer = post(channary, "/mentor/class/new", {"name": "  ", "language": "en"}, page="/mentor/class/new")
    assert answer.status_code == 422
    assert "A class needs a name." in visible(answer)


def test_an_empty_list_is_told_kindly(pages: Pages, channary: FlaskClient) -> None:
    page = f"/mentor/class/{pages.cast.saturday.id}/students"
    answer = post(channary, page, {"names": " \n\n"}, page=page)
    assert answer.status_code == 422
    assert "Write one nickname in each line." in visible(answer)


def test_names_that_are_there_keep_their_cards(pages: Pages, channary: FlaskClient) -> None:
    page = f"/mentor/class/{pages.cast.saturday.id}/students"
    answer = visible(post(channary, page, {"names": "SOKHA\n" + "x" * 60}, page=page))
    assert "Nobody new is in this list" in answer
    assert "In the class already: SOKHA." in answer
    assert "Line 2: xxxx" in answer
    assert "Too long for a card." in answer
    post(channary, page, {"names": "SOKHA", "step": "save"}, page=page)
    assert pages.cast.store.people.student(pages.cast.sokha.id) == pages.cast.sokha


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("Maly\r\nChenda\r\n", ("Maly", "Chenda")),
        ("\ufeff1\tMaly\t2012\n2\tChenda", ("Maly", "Chenda")),
        ("១. ម៉ាលី\n២៖ ចិន្តា", ("ម៉ាលី", "ចិន្តា")),
        ("- Maly\n• Chenda\n12 Bopha", ("Maly", "Chenda", "Bopha")),
        ("2NE1 fan\nA-1", ("2NE1 fan", "A-1")),
        ("ស្រី\u200bណា\u200b", ("ស្រី\u200bណា",)),
        ("a\x00b\u202ec", ("abc",)),
    ],
)
def test_a_pasted_list_is_read_as_a_person_reads_it(pasted: str, read: tuple[str, ...]) -> None:
    assert tuple(one.nickname for one in roster.look(pasted, (), "en").fresh) == read


def test_one_name_with_and_without_invisible_spaces_is_one_name() -> None:
    look = roster.look("ស្រី\u200bណា\nស្រីណា", (), "en")
    assert tuple(one.nickname for one in look.fresh) == ("ស្រី\u200bណា",)
    assert look.twice == ("ស្រីណា",)


def test_a_name_cannot_bring_a_script(pages: Pages, channary: FlaskClient) -> None:
    page = f"/mentor/class/{pages.cast.saturday.id}/students"
    evil = '"><script>alert(1)</script>'
    text = post(channary, page, {"names": evil}, page=page).get_data(as_text=True)
    assert "<script>alert" not in text
    post(channary, page, {"names": evil, "step": "save"}, page=page)
    for address in ("", "/cards"):
        answer = channary.get(f"/mentor/class/{pages.cast.saturday.id}{address}")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.get_data(as_text=True)


def test_cards_speak_both_languages_and_warn_of_an_address_that_does_not_last(
    pages: Pages, channary: FlaskClient
) -> None:
    page = visible(channary.get(f"/mentor/class/{pages.cast.saturday.id}/cards"))
    assert "It works on this computer and on no other one." in page
    assert "Keep it like a house key. រក្សាទុក" in page
    assert pages.cast.sokha.code.replace("-", " ") in page


@pytest.mark.parametrize(
    ("address", "lasts"),
    [
        ("http://127.0.0.1:8000", "here"),
        ("http://localhost", "here"),
        ("http://[::1]:8000", "here"),
        ("http://192.168.1.20:8000", "moves"),
        ("http://10.0.0.7", "moves"),
        ("https://kru.example.org", "yes"),
    ],
)
def test_an_address_is_known_by_how_long_it_lasts(address: str, lasts: str) -> None:
    assert cards.lasting(address) == lasts


def test_the_square_picture_is_the_code_that_segno_makes() -> None:
    import segno

    text = "https://kru.example.org/c/K7QM-4V7C"
    path = re.search(r'fill="#1B2145" d="([^"]+)"', cards.picture(text, "Sokha"))
    assert path
    dark = {
        (int(x) + step - cards.QUIET, int(y) - cards.QUIET)
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", path[1])
        for step in range(int(length))
    }
    matrix = segno.make(text, error="m", micro=False).matrix
    assert dark == {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}


def test_a_lost_card_gets_a_new_code_after_a_question(pages: Pages, channary: FlaskClient) -> None:
    sokha = pages.cast.sokha
    page = f"/mentor/student/{sokha.id}/card"
    assert "Her old card stops working at once." in visible(channary.get(page))
    assert pages.cast.store.people.student(sokha.id) == sokha  # a look changes nothing
    printed = visible(channary.get(post(channary, page, {}, page=page).headers["Location"]))
    renewed = pages.cast.store.people.student(sokha.id)
    assert renewed is not None
    assert renewed.code != sokha.code
    assert renewed.code.replace("-", " ") in printed
    assert "Dara" not in printed
