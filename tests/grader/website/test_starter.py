"""What came with the starter may support; it never stands for what she made."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from grader import catalogue
from grader.check import Observation, counting
from tests.kit.site import PNG, indexed

STARTER = {
    "index.html": "<!DOCTYPE html><html lang=en><title>Starter</title><link rel=stylesheet href=s.css>"
    "<h1>Your title</h1><p>Write here.</p><img src=a.png alt='A picture of a cat'><a href=two.html>Two</a>",
    "two.html": "<h1>Two</h1>",
    "s.css": "h1 { color: #bbb }\np { margin: 0 }",
    "a.png": PNG,
}


def look(check: str, changed: dict[str, str | bytes], **params: Any) -> Observation:
    found = catalogue.entry(f"website.{check}").check
    observation = found.observe(indexed(STARTER | changed, STARTER), found.params.model_validate(params))
    return counting(found.kind, observation)


@pytest.mark.parametrize(
    ("check", "old", "new", "amount"),
    [
        ("elements", "<h1>Your title</h1>", "<h1>My cats</h1>", 1),
        ("elements", "<p>Write here.</p>", "<p>Write here.</p><p>Write here.</p>", 1),
        ("headings", "Write here.", "My words", 0),
        ("headings", "Your title", "My cats", 1),
        ("title", "Starter", "Cats", 1),
        ("words", "Write here.", "Write here about my cats.", 4),
        ("pictures-described", "A picture of a cat", "Tom sleeps on a chair", 1),
        ("pictures-found", "src=a.png alt='A picture of a cat'", "src=a.png alt='Tom'", 1),
        ("links-work", "href=two.html>Two", "href=two.html>My second page", 1),
        ("pages", "Write here.", "My words", 1),
        ("has-index", "Write here.", "My words", 1),
        ("doctype", "Write here.", "My words", 0),
        ("language", "Write here.", "My words", 0),
    ],
)
def test_what_she_changed_counts_and_nothing_else(check: str, old: str, new: str, amount: int) -> None:
    page = STARTER["index.html"]
    assert isinstance(page, str)
    assert look(check, {}).amount == 0
    changed = {"index.html": page.replace(old, new)}
    assert changed["index.html"] != page
    assert look(check, changed).amount == amount


def test_a_new_picture_under_the_old_name_is_hers() -> None:
    assert look("pictures-found", {"a.png": PNG + b"other"}).amount == 1


def test_declarations() -> None:
    assert look("style-properties", {"s.css": "h1 { color: #bbb }\np { margin: 0; padding: 1em }"}).amount == 1
    assert look("style-properties", {"s.css": "h1 { color: navy }\np { margin: 0 }"}).amount == 1


def test_a_problem_of_the_starter_alone_is_not_hers() -> None:
    assert look("contrast", {}).amount == 0
    assert look("contrast", {}).looked_at == 0
    mine = look("contrast", {"two.html": "<link rel=stylesheet href=s.css><h1>My own heading</h1>"})
    assert (mine.amount, mine.looked_at) == (1, 1)


def test_a_first_page_that_stayed_is_still_a_first_page() -> None:
    assert look("has-index", {"three.html": "<h1>Cats</h1>"}).amount == 1


def test_where_a_photo_was_taken() -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (11.0, 33.0, 0.0), 3: "E", 4: (104.0, 55.0, 0.0)}
    told, silent = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (8, 8)).save(told, "JPEG", exif=exif)
    Image.new("RGB", (8, 8)).save(silent, "JPEG")
    found = look("private-details", {"home.jpg": told.getvalue(), "cat.jpg": silent.getvalue()})
    assert [place.file for place in found.places if hasattr(place, "file")] == ["home.jpg"]
    assert look("private-details", {"cut.jpg": told.getvalue()[:40]}).amount == 0


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("012 345 678", "01• ••• •••"),
        ("+855 12 345 678", "+8•• •• ••• •••"),
        ("(023) 123 456", "(0••) ••• •••"),
        ("០៩៦-៧៨៩-០១២៣", "09•-•••-••••"),
        ("sok.dara@example.com", "so•.••••@•••••••.•••"),
        ("#12, Street 271", "#1•, ••••••"),
        ("ផ្ទះលេខ ១២", "ផ្••••• ••"),
    ],
)
def test_details_are_masked(text: str, masked: str) -> None:
    found = look("private-details", {"index.html": f"<p>Here: {text}</p>"})
    assert [place.text for place in found.places][:1] == [masked]
    assert text not in str(found)


@pytest.mark.parametrize(
    "text",
    ["1990-2020", "12.50", "100 000 000 riel", "v1.2.3", "ISBN 978-3-16-148410-0", "3 + 4 = 7", "@home", "2026/10/01"],
)
def test_numbers_that_are_no_detail(text: str) -> None:
    assert look("private-details", {"index.html": f"<p>{text}</p>"}).amount == 0
