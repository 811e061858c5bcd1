"""A class list from a spreadsheet: any letters Excel writes, any separator, nothing saved before it was looked at."""

from __future__ import annotations

import io
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import Pages, post, visible
from web.mentor import cards
from web.mentor.places import roster, sheet

LIST = "Nickname;Language;Card\r\nManorée;km;K7QM-4W3C\r\nÉlise;en;\r\nChan;khmer;\r\n"
KHMER = "ឈ្មោះ\tភាសា\r\nស្រីណា\tខ្មែរ\r\nម៉ាលី\tEnglish\r\n"


def send(client: FlaskClient, page: str, data: bytes, name: str = "list.csv", **form: object) -> TestResponse:
    """Send a list as a file."""
    return post(client, page, {"names": "", "file": (io.BytesIO(data), name), **form}, page=page)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_whatever_excel_writes_is_read(encoding: str, separator: str) -> None:
    text = sheet.decode(LIST.replace(";", separator).encode(encoding))
    look = roster.look(text, (), "en")
    assert [(one.nickname, one.language, one.code) for one in look.fresh] == [
        ("Manorée", "km", "K7QM-4W3C"), ("Élise", "en", ""), ("Chan", "km", ""),
    ]  # fmt: skip
    assert not look.passed_over


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_khmer_is_read_too(encoding: str) -> None:
    look = roster.look(sheet.decode(KHMER.encode(encoding)), (), "en")
    assert [(one.nickname, one.language) for one in look.fresh] == [("ស្រីណា", "km"), ("ម៉ាលី", "en")]


def test_columns_may_stand_in_any_order_and_may_be_missing() -> None:
    look = roster.look("card,Family,name\nK7QM4W3C,Kim,Maly\n,Sok,Chan", (), "km")
    assert [(one.nickname, one.language, one.code) for one in look.fresh] == [
        ("Maly", "km", "K7QM-4W3C"), ("Chan", "km", ""),
    ]  # fmt: skip


def test_a_comma_in_a_plain_list_belongs_to_the_name() -> None:
    assert [one.nickname for one in roster.look("Mimi, the cat\nLin", (), "en").fresh] == ["Mimi, the cat", "Lin"]
    assert [one.language for one in roster.look("Mimi, km\nLin", (), "en").fresh] == ["km", "en"]


def test_a_quotation_mark_that_stays_open_takes_no_lines_with_it() -> None:
    assert [one.nickname for one in roster.look('"Mimi\nLin\nChan', (), "en").fresh] == ["Mimi", "Lin", "Chan"]
    assert [one.nickname for one in roster.look('name;language\n"Mi;mi";km', (), "en").fresh] == ["Mi;mi"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (";km;", "There is no nickname in this line yet."),
        ("Maly;klingon;", "Kru does not speak this language yet."),
        ("Maly;km;hello", "A card has 8 letters, like K7QM-4WXC."),
        ("Maly;km;K7QM-4W3C", "Somebody has this card already."),
        ("????;km;", "Its letters were lost. Save the list as CSV UTF-8."),
        ("x" * 41, "Too long for a card. A nickname has up to 40 letters."),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str, why: str) -> None:
    look = roster.look(f"nickname;language;card\n{line}", (), "en", {"K7QM-4W3C"})
    assert [(one.line, one.why) for one in look.unread] == [(2, why)]
    assert not look.fresh


def test_one_card_is_not_given_two_times() -> None:
    look = roster.look("name;card\nMaly;K7QM-4W3C\nLin;K7QM 4W3C", (), "en")
    assert [one.nickname for one in look.fresh] == ["Maly"]
    assert [one.why for one in look.unread] == ["Somebody has this card already."]


def test_a_file_is_looked_at_and_then_saved(pages: Pages, channary: FlaskClient) -> None:
    page = f"/mentor/class/{pages.cast.saturday.id}/students"
    text = f"nickname;language;card\nÉlise;km;K7QM-4W3C\nSokha;km;\nLin;xx;\nMaly;;{pages.cast.bopha.code}\n"
    answer = send(channary, page, text.encode("cp1252"))
    seen = visible(answer)
    assert "New students: 1" in seen
    assert "In the class already: Sokha." in seen
    assert "Line 4: Lin · xx. Kru does not speak this language yet." in seen
    assert "Somebody has this card already." in seen
    assert len(pages.cast.store.people.students(pages.cast.saturday.id)) == 2  # a look saves nothing
    kept = re.search(r'<textarea class="vh"[^>]*>([^<]*)</textarea>', answer.get_data(as_text=True))
    assert kept
    post(channary, page, {"names": kept[1], "step": "save"}, page=page)
    elise = pages.cast.store.people.sign_in_card("k7qm4w3c")
    assert elise
    assert (elise.nickname, elise.language) == ("Élise", "km")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rest", "This is a whole workbook. Save it as CSV UTF-8 first."),
        (b"a\n" * 200_000, "This file is too long for a class list."),
        (b"\n\n", "Write one nickname in each line."),
    ],
)
def test_another_file_is_told_kindly(pages: Pages, channary: FlaskClient, data: bytes, words: str) -> None:
    answer = send(channary, f"/mentor/class/{pages.cast.saturday.id}/students", data)
    assert answer.status_code == 422
    assert words in visible(answer)


def test_an_address_that_nobody_chose_is_told_before_cards_are_printed() -> None:
    assert cards.lasting("https://kru.example.org", chosen=False) == "unset"
    assert cards.lasting("http://1.1.1.1") == "yes"
    assert cards.lasting("http://laptop.local:8000") == "moves"
    assert cards.lasting("http://laptop:8000") == "moves"
