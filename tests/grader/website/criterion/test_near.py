"""What almost holds, as the sentence she reads, and the places beside it."""

from __future__ import annotations

from typing import Any

import pytest

from grader.website.criterion import near_style
from grader.words.nearly import _SENTENCES, nearly
from tests.grader.website.criterion.conftest import Ask, Files

GREEN = {"page": "h1", "style": {"color": "green"}}
LINKED = "<!doctype html><link rel=stylesheet href=s.css><h1 class=card>Cats</h1>"


def told(ask: Ask, files: Files, keys: dict[str, Any], starter: Files | None = None) -> tuple[str, list[str]]:
    seen = ask(files, keys, starter)
    return str(nearly(seen.values, "en")), [place.text for place in seen.near]


@pytest.mark.parametrize(
    ("files", "keys", "sentence", "places"),
    [
        ("<p>x</p>", {"page": "h1"}, "There is no h1 on your pages yet.", []),
        (
            "<p class=cards>x</p>",
            {"page": "p.card"},
            "Your page says .cards. Here .card is looked for.",
            ["<p class=cards>x</p>"],
        ),
        (
            "<p id=Main>x</p>",
            {"page": "#main"},
            "Your page says #Main. Here #main is looked for.",
            ["<p id=Main>x</p>"],
        ),
        ("<h1 hidden>x</h1>", {"page": "h1"}, "Your <h1> is there, but nobody can see it.", ["<h1 hidden>x</h1>"]),
        (
            "<p>a</p><p>b</p>",
            {"page": "p", "count": {"min": 3}},
            "There are 2 of <p>. The goal asks for 3.",
            ["<p>a</p>", "<p>b</p>"],
        ),
        (
            "<p>a</p><p>b</p>",
            {"page": "p", "count": 1},
            "There are 2 of <p>. The goal asks for 1.",
            ["<p>a</p>", "<p>b</p>"],
        ),
        (
            {"index.html": "<h1>a</h1>", "b.html": "<h1>a</h1><h1>b</h1>"},
            {"page": "h1", "count": {"max": 1, "each_page": True}},
            "b.html has 2. The goal asks for 1.",
            ["<h1>a</h1>", "<h1>b</h1>"],
        ),
        ("<p>a b</p>", {"page": "p"}, "One more <p> like this would count too.", []),
        (
            "<p>a b</p>",
            {"page": "p", "text": {"min_words": 3}},
            "Your <p> has 2 words. The goal asks for 3.",
            ["<p>a b</p>"],
        ),
        (
            "<p>a b</p>",
            {"page": "p", "text": {"max_words": 1}},
            "Your <p> has 2 words. At most 1 fit here.",
            ["<p>a b</p>"],
        ),
        ("<p>a b</p>", {"page": "p", "text": "cat"}, "Your <p> is there. Now it needs “cat”.", ["<p>a b</p>"]),
        ("<img>", {"page": "img", "attributes": {"alt": "set"}}, "Your <img> has no alt yet.", ["<img>"]),
        (
            '<img alt="">',
            {"page": "img", "attributes": {"alt": "set"}},
            "The alt of your <img> is still empty.",
            ['<img alt="">'],
        ),
        (
            '<img alt="cat">',
            {"page": "img", "attributes": {"alt": {"min_words": 2}}},
            "The alt of your <img> needs 2 words. It has 1.",
            ['<img alt="cat">'],
        ),
        (
            "<img loading=eager>",
            {"page": "img", "attributes": {"loading": "lazy"}},
            "The loading of your <img> is eager. Look at it again.",
            ["<img loading=eager>"],
        ),
        (
            "<b style=''>x</b>",
            {"page": "b", "attributes": {"style": False}},
            "Your <b> still has style. Take it out.",
            ["<b style=''>x</b>"],
        ),
        (
            {"index.html": LINKED, "s.css": "h1 { color: green }\n.card { color: red }"},
            GREEN,
            "Your rule is there, but s.css, line 2 beats it.",
            ["h1 { color: green }", ".card { color: red }"],
        ),
        (
            {"index.html": LINKED, "s.css": ".cards { color: green }"},
            GREEN,
            "Your page says .card. Your rule says .cards.",
            [".cards { color: green }", "<h1 class=card>Cats</h1>"],
        ),
        (
            {"index.html": LINKED, "s.css": "card { color: green }"},
            GREEN,
            "Your page says .card. Your rule says card.",
            ["card { color: green }", "<h1 class=card>Cats</h1>"],
        ),
        (
            {"index.html": LINKED, "s.css": "h2 { color: green }"},
            GREEN,
            "Your rule for h2 is there, but nothing matches it.",
            ["h2 { color: green }"],
        ),
        (
            {"index.html": "<h1>Cats</h1>", "s.css": "h1 { color: green }"},
            GREEN,
            "Your rule is in s.css, but your page does not link it.",
            ["h1 { color: green }"],
        ),
        (
            {"index.html": LINKED, "s.css": "h1 { color: 008000 }"},
            GREEN,
            "Browsers do not understand 008000 for color. Look at s.css, line 1.",
            ["h1 { color: 008000 }"],
        ),
        (
            {"index.html": LINKED, "s.css": "h1 { colour: green }"},
            GREEN,
            "CSS does not know colour. Did you mean color?",
            ["h1 { colour: green }"],
        ),
        (
            {"index.html": LINKED, "s.css": "@media (max-width: 600px) { h1 { color: green } }"},
            GREEN,
            "This holds at 360 wide. Now make it hold at 1280.",
            ["h1 { color: green }"],
        ),
        (LINKED, GREEN, "Your <h1> has no color of its own yet.", ["<h1 class=card>Cats</h1>"]),
        (
            "<h1 style='color: red'>x</h1>",
            GREEN,
            "The color of your <h1> is something else yet.",
            ["color: red", "<h1 style='color: red'>x</h1>"],
        ),
        (
            "<style>h1 { font-weight: bold }</style><h1>x</h1>",
            {"page": "h1", "style": {"font-weight": "own"}},
            "The font-weight of your <h1> is as browsers have it.",
            ["h1 { font-weight: bold }", "<h1>x</h1>"],
        ),
        (
            "<style>p { font-size: 12px }</style><p>x</p>",
            {"page": "p", "style": {"font-size": {"min": "1rem"}}},
            "The font-size of your <p> is 12px. Make it 1rem or more.",
            ["p { font-size: 12px }", "<p>x</p>"],
        ),
        (
            "<style>p { width: 50em }</style><p>x</p>",
            {"page": "p", "style": {"width": {"max": 600}}},
            "The width of your <p> is 800px. Make it 600px or less.",
            ["p { width: 50em }", "<p>x</p>"],
        ),
        (
            "<style>p { width: 50px }</style><p>x</p>",
            {"page": "p", "style": {"width": {"unit_in": "%"}}},
            "The width of your <p> has another unit yet.",
            ["p { width: 50px }", "<p>x</p>"],
        ),
        (
            "<style>p, a { color: navy }</style><p>x <a href=#>y</a></p>",
            {"page": "a", "style": {"color": {"differs_from": "p"}}},
            "Your <a> and p have the same color yet.",
            ["p, a { color: navy }", "<a href=#>y</a>"],
        ),
        (
            "<style>p { color: #aaa }</style><p>x</p>",
            {"page": "p", "style": {"color": {"contrast": 4.5}}},
            "The contrast of your <p> is 2.3. It needs 4.5.",
            ["x", "p { color: #aaa }"],
        ),
        (
            "<style>p { background: url(a.png) }</style><p>x</p>",
            {"page": "p", "style": {"color": {"contrast": 4.5}}},
            "What is behind this text keeps us from measuring it.",
            ["<p>x</p>"],
        ),
        (
            "<p style='color: green'>x</p>",
            {"page": "p", "style": {"color": "green"}, "from": "external"},
            "Your color is there. Now move it to a CSS file.",
            ["color: green", "<p style='color: green'>x</p>"],
        ),
        (
            "<style>p { color: green }</style><p>x</p>",
            {"page": "p", "style": {"color": "green"}, "via": "class"},
            "Your color is there. Now let a class do it.",
            ["p { color: green }", "<p>x</p>"],
        ),
        (
            "<style>p { border: 2px solid red }</style><p>x</p>",
            {"page": "p", "style": {"border": "2px solid blue"}},
            "The border of your <p> is something else yet.",
            ["p { border: 2px solid red }", "<p>x</p>"],
        ),
    ],
)
def test_what_is_near(ask: Ask, files: Files, keys: dict[str, Any], sentence: str, places: list[str]) -> None:
    assert told(ask, files, keys) == (sentence, places)


def test_what_came_with_the_task_is_told(ask: Ask) -> None:
    page = "<style>h1 { color: red }</style><h1>x</h1>"
    assert told(ask, page, {"page": "h1"}, page)[0] == "This <h1> came with the task. Change it, or add one."
    sentence, _ = told(ask, f"{page}<p>y", {"page": "h1", "style": {"color": "own"}}, page)
    assert sentence == "This color came with the task. Choose your own."


def test_the_element_that_lacks_least_is_told_first(ask: Ask) -> None:
    page = "<img><img alt='' width=3>"
    keys = {"page": "img", "attributes": {"alt": "set", "width": True}}
    assert told(ask, page, keys) == ("The alt of your <img> is still empty.", ["<img alt='' width=3>"])


@pytest.mark.parametrize(
    ("page", "keys", "sentence"),
    [
        ("<p>a<p>a b c<p>a b", {"text": {"min_words": 4}}, "Your <p> has 3 words. The goal asks for 4."),
        ("<p>a b c d<p>a b c", {"text": {"max_words": 2}}, "Your <p> has 3 words. At most 2 fit here."),
        (
            "<p>a<p style='font-size: 12px'>b<p style='font-size: 15px'>c",
            {"style": {"font-size": {"min": 20}}},
            "The font-size of your <p> is 15px. Make it 20px or more.",
        ),
        (
            "<style>p { color: #ddd } .a { color: #888 }</style><p>a<p class=a>b",
            {"style": {"color": {"contrast": 4.5}}},
            "The contrast of your <p> is 3.5. It needs 4.5.",
        ),
        (
            "<style>i { color: green } .a { color: red }</style><p><b>x</b><i class=a>y</i>",
            {"page": "p > *", "style": {"color": "green"}},
            "Your rule is there, but index.html, line 1 beats it.",
        ),
    ],
)
def test_the_element_nearest_to_holding_is_told(ask: Ask, page: str, keys: dict[str, Any], sentence: str) -> None:
    assert told(ask, page, {"page": "p", **keys})[0] == sentence


def test_of_hundreds_of_elements_a_few_are_looked_at_closely(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    real = near_style.explain

    def counted(*given: Any) -> Any:
        asked.append(given)
        return real(*given)

    monkeypatch.setattr(near_style, "explain", counted)
    told(ask, "<p>x" * 500, {"page": "p", "style": {"color": "green"}})
    assert len(asked) <= 13


def test_that_another_colour_would_do_is_no_rule_of_hers(ask: Ask) -> None:
    css = "p { color: #333 } body p { color: #ccc }"
    keys = {"page": "p", "style": {"color": {"contrast": 4.5}}}
    assert told(ask, f"<style>{css}</style><p>x</p>", keys)[0] == "The contrast of your <p> is 1.6. It needs 4.5."


def test_a_rule_around_it_is_its_own_for_what_is_passed_on(ask: Ask) -> None:
    files = {"index.html": "<main><p>x</p></main>", "s.css": "main { color: red; margin: 9px }"}
    unlinked = "Your rule is in s.css, but your page does not link it."
    assert told(ask, files, {"page": "p", "style": {"color": "red"}})[0] == unlinked
    assert told(ask, files, {"page": "p", "style": {"margin": "9px"}})[0] == "Your <p> has no margin of its own yet."


@pytest.mark.parametrize("language", ["en", "km"])
def test_every_sentence_can_be_said(language: str) -> None:
    values: dict[str, Any] = {
        "there": "<p>", "other": ".a", "file": "s.css", "line": 3, "found": "1px", "need": 2, "property": "color",
        "attribute": "alt", "width": 360,
    }  # fmt: skip
    for kind in _SENTENCES:
        sentence = nearly({"near": kind, **values}, language)
        assert sentence.language == language
        assert "{" not in str(sentence)
    assert str(nearly({}, "en")) == "Compare your page with the goal."
