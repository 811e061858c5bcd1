"""The tables of HTML: their form is kept by the tool that makes them, and they say what the standard says."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.website.conformance.kinds import KINDS
from grader.website.conformance.tables import tables

HOUSE = Path(__file__).resolve().parents[4]
TEXT = (HOUSE / "grader" / "website" / "conformance" / "tables.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def mistakes() -> Callable[[str], Iterator[str]]:
    spec = importlib.util.spec_from_file_location("conformance_form", HOUSE / "tools" / "conformance_form.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.mistakes


def test_the_tables_are_in_form(mistakes: Callable[[str], Iterator[str]]) -> None:
    assert list(mistakes(TEXT)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# Built by tools/conformance.py", "# Written", "built from"),
        ("known = 'a abbr", "known = 'abbr a", "not sorted"),
        ("[groups]", "[group]", "sections"),
        ("'a.href' = 'address'", "'a.href' = 'adress'", "which there is not"),
        ("picture = 'img'", "picture = 'image'", "which there is not"),
    ],
)
def test_what_is_out_of_form_is_told(mistakes: Callable[[str], Iterator[str]], old: str, new: str, said: str) -> None:
    changed = TEXT.replace(old, new, 1)
    assert changed != TEXT
    assert any(said in mistake for mistake in mistakes(changed))


def test_they_say_what_a_lesson_says() -> None:
    known = tables()
    assert "div" in known.known
    assert "center" in known.obsolete
    assert "center" not in known.known
    assert {"href", "target"} <= known.attributes["a"]
    assert "href" not in known.shared
    assert {"id", "class", "style", "title", "lang"} <= known.shared
    assert known.children["ul"] == {"li", "script", "template"}
    assert "div" not in known.children["p"]
    assert "button" in known.below["a"]
    assert "placeholder" not in known.inputs["checkbox"]
    assert known.values["button.type"].right("Submit")
    assert not known.values["button.type"].right("sumbit")


@pytest.mark.parametrize(
    ("kind", "right", "amiss"),
    [
        ("whole", ("0", "12"), ("-1", "1.5", "", "1px")),
        ("positive", ("1", "010"), ("0", "-1")),
        ("number", ("1", "-1.5", ".5", "1e3"), ("1.", "+1", "one")),
        ("number-above-0", ("0.1", "9"), ("0", "-1")),
        ("span", ("1", "1000"), ("0", "1001")),
        ("day", ("2026-02-28", "2024-02-29"), ("2026-02-30", "28.2.2026", "2025-02-29")),
        ("week", ("2026-W53",), ("2025-W53", "2026-W00")),
        ("time", ("09:30", "23:59:59.9"), ("9:30", "24:00")),
        ("moment", ("2026-02-28T09:30",), ("2026-02-28", "2026-02-28T9:30")),
        ("time-of-any-kind", ("2026", "02-28", "PT2H", "2026-02-28T09:30Z"), ("soon", "2026-13-01")),
        ("colour", ("#ff8800",), ("#f80", "red", "ff8800")),
        ("language", ("km", "en-GB", "khm"), ("khmer", "en_US", "xx", "")),
        ("media-type", ("text/css", "text/html; charset=utf-8"), ("css", "text/")),
        ("window", ("_blank", "cats"), ("_new", "")),
        ("address", ("", "a.html", "https://a.example:80/x?y#z", "ឆ្មា.html"), ("a b", "a\\b", "%zz", "http:/a")),
        ("address", ("http://[::1]/", "http://1.2.3.4/"), ("http://a:b/", "http://1.2.3/", "http://", "a#b#c")),
        ("address", ("tel:1", "mailto:tom@cats.example"), ("a#b#c", "http:a")),
        ("absolute-address", ("https://a.example/",), ("a.html",)),
    ],
)
def test_kinds_of_values(kind: str, right: tuple[str, ...], amiss: tuple[str, ...]) -> None:
    assert [value for value in right if not KINDS[kind](value)] == []
    assert [value for value in amiss if KINDS[kind](value)] == []
