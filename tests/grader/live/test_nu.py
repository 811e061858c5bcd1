"""The Nu checker's word: one process for a batch, its own findings, and a note where it is not there."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from grader.live import nu
from grader.second_opinion import Word, notes_of, words_in
from tests.kit import fake_java, saved
from tests.kit.fake_java import FakeJava

SAYS = "Attribute “colour” not allowed on element “p” at this point."
COLOUR = {"type": "error", "lastLine": 2, "firstColumn": 1, "lastColumn": 14, "message": SAYS}
PAGE = b'<!doctype html><title>x</title>\n<p colour="a">x</p>'


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeJava:
    told: Mapping[str, list[dict[str, Any]]] = {
        "colour=": [COLOUR],
        "WARN": [{"type": "info", "subType": "warning", "lastLine": 1, "lastColumn": 3, "message": "Consider\n it"}],
        "INFO": [{"type": "info", "lastLine": 1, "lastColumn": 3, "message": "By the way"}],
        "SHEET": [
            {"type": "error", "lastLine": 2, "lastColumn": 3, "message": "Element style is odd"},
            {"type": "error", "lastLine": 4, "lastColumn": 3, "message": "CSS: Property colour"},
            {"type": "error", "lastLine": 6, "lastColumn": 3, "message": "End of file"},
        ],
    }
    made = fake_java.make(tmp_path / "fake", told)
    monkeypatch.setenv("PATH", f"{made.folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("KRU_NU_JAR", str(made.jar))
    return made


def test_one_process_for_the_batch_and_each_word_with_its_site(fake: FakeJava) -> None:
    sites = {7: {"index.html": PAGE, "cat.png": b"x", "two.html": b"<p>fine"}, 8: {"a/b.HTM": PAGE}}
    answers = nu.ask(sites)
    assert answers.note is None
    assert answers.words == {
        7: (Word("index.html", 2, 1, 2, 15, "error", SAYS, '<p colour="a">'),),
        8: (Word("a/b.HTM", 2, 1, 2, 15, "error", SAYS, '<p colour="a">'),),
    }
    [run] = fake.runs()
    assert len(run["pages"]) == 3
    assert all(word.startswith(("-", str(fake.jar), "json")) or word.endswith(".html") for word in run["words"])


def test_how_grave_it_is_in_our_words(fake: FakeJava) -> None:
    words = nu.ask({0: {"a.html": b"WARN", "b.html": b"INFO"}}).words[0]
    assert [(word.file, word.severity, word.says) for word in words] == [
        ("a.html", "warning", "Consider it"),
        ("b.html", "advice", "By the way"),
    ]
    assert fake.runs()


def test_a_style_sheet_is_asked_about_and_only_what_is_hers_is_told(fake: FakeJava) -> None:
    words = nu.ask({0: {"style.css": b"/* SHEET */\nq { colour: red }\n"}}).words[0]
    assert [(word.file, word.line, word.says) for word in words] == [("style.css", 2, "CSS: Property colour")]
    assert "<style>" in fake.runs()[0]["pages"][0]


def test_columns_count_code_points(fake: FakeJava) -> None:
    page = "<!doctype html><title>x</title>\n<p>😀កក<i colour=c>".encode()
    told = {**COLOUR, "firstColumn": 8, "lastColumn": 19}
    (fake.folder / "told.json").write_text(json.dumps({"colour=": [told]}))
    [word] = nu.ask({0: {"index.html": page}}).words[0]
    assert (word.column, word.end_column, word.text) == (7, 19, "<i colour=c>")


def test_a_page_over_which_it_stumbles_takes_nobody_along(fake: FakeJava) -> None:
    answers = nu.ask({number: {"index.html": PAGE if number != 2 else b"CRASH"} for number in range(5)})
    assert answers.note == nu.STOPPED
    assert {site for site, words in answers.words.items() if words} == {0, 1, 3, 4}
    assert len(fake.runs()) <= nu.MOST_RUNS


def test_many_such_pages_do_not_take_for_ever(fake: FakeJava) -> None:
    answers = nu.ask({number: {"index.html": b"NOISE"} for number in range(40)})
    assert answers.note == nu.STOPPED
    assert len(fake.runs()) <= nu.MOST_RUNS


def test_what_never_ends_is_ended(fake: FakeJava, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nu, "SECONDS", 0.0)
    answers = nu.ask({0: {"index.html": b"HANG"}})
    assert answers.note == nu.STOPPED
    assert answers.words == {0: ()}
    assert len(fake.runs()) <= 1


def test_what_a_builder_wrote_is_nobodys_to_answer_for(fake: FakeJava) -> None:
    page = saved.wix(saved.Words(**saved.SMALL)).encode()  # type: ignore[arg-type]
    assert nu.ask({0: {"Home.html": page}}) == nu.Answers({0: ()})
    assert not fake.runs()


def test_private_details_are_masked(fake: FakeJava) -> None:
    page = '<!doctype html><title>x</title>\n<p colour="012 345 678">'
    told = {**COLOUR, "lastColumn": 24, "message": "Bad value 012 345 678"}
    (fake.folder / "told.json").write_text(json.dumps({"colour=": [told]}))
    [word] = nu.ask({0: {"index.html": page.encode()}}).words[0]
    assert "345" not in word.says + word.text


def test_without_java_or_jar_a_note_and_nothing_else(
    fake: FakeJava, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KRU_NU_JAR", str(tmp_path / "nowhere.jar"))
    assert nu.ask({0: {"index.html": PAGE}}) == nu.Answers(note=nu.NO_JAR)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert nu.ask({0: {"index.html": PAGE}}) == nu.Answers(note=nu.NO_JAVA)
    assert nu.ask({0: {"cat.sb3": b""}}) == nu.Answers()  # nothing to ask about, nothing to tell
    assert not fake.runs()


def test_a_report_keeps_it_among_its_notes() -> None:
    words = (Word("index.html", None, None, None, None, "advice", "x"), Word("a.css", 1, 2, 1, 4, "error", "y", "p {"))
    assert words_in(notes_of(words)) == words
    assert words_in(notes_of(())) == ()
    assert words_in(()) is None


@pytest.mark.skipif(not os.environ.get("KRU_NU_JAR"), reason="the Nu checker: KRU_NU_JAR names its jar")
def test_the_checker_itself() -> None:
    sheet = "p { color: red }\n/* ក😀 */ h1 { colour: red }\n"
    answers = nu.ask(
        {
            "hers": {
                "index.html": b"<!doctype html><html lang=en><title>x</title>\n<p colour='a'>x",
                "a.css": sheet.encode(),
            },
            "right": {
                "index.html": b"<!doctype html><html lang=en><title>Cats</title><p>I like cats.",
                "b.css": b"p {}",
            },
        }
    )
    assert answers.note is None
    assert answers.words["right"] == ()
    sheet_word, page_word = answers.words["hers"]
    assert (page_word.file, page_word.line, page_word.column, page_word.text) == ("index.html", 2, 1, "<p colour='a'>")
    assert (sheet_word.file, sheet_word.line, sheet_word.severity) == ("a.css", 2, "error")
    assert "colour" in sheet_word.says
