"""`style:`: what a property must be, whatever way it is written."""

from __future__ import annotations

from typing import Any

import pytest

from tests.grader.website.criterion.conftest import Ask


def amount(ask: Ask, css: str, style: dict[str, Any], body: str = "<h1>My cats</h1>", **more: Any) -> int:
    return ask(f"<!doctype html><style>{css}</style>{body}", {"page": "h1", "style": style, **more}).amount


@pytest.mark.parametrize(
    "written",
    ["purple", "PURPLE", "#800080", "#808", "#800080ff", "rgb(128, 0, 128)", "rgb(128 0 128 / 100%)",
     "hsl(300, 100%, 25.1%)", "rgb(50.2% 0% 50.2%)", "hwb(300 0% 49.8%)"],
)  # fmt: skip
def test_a_colour_is_the_same_in_every_notation(ask: Ask, written: str) -> None:
    near = written == "#808"  # #880088 is another purple
    assert amount(ask, f"h1 {{ color: {written} }}", {"color": "purple"}) == (not near)
    if not near:
        assert amount(ask, "h1 { color: purple }", {"color": written}) == 1
    assert amount(ask, f"h1 {{ color: {written} }}", {"color": {"family": "purple"}}) == 1


@pytest.mark.parametrize(
    ("css", "style"),
    [
        ("h1 { font-weight: 700 }", {"font-weight": "bold"}),
        ("h1 { font-weight: bold }", {"font-weight": 700}),
        ("", {"font-weight": {"min": 600}}),
        ("h1 { font-weight: normal }", {"font-weight": {"max": 400}}),
        ("h1 { font-size: 1em }", {"font-size": "16px"}),
        ("h1 { font-size: 12pt }", {"font-size": "1rem"}),
        ("h1 { font-size: 100% }", {"font-size": 16}),
        ("h1 { font-size: medium }", {"font-size": {"equals": "16px"}}),
        ("body { font-size: 20px } h1 { font-size: 1.5em }", {"font-size": {"min": 30, "max": 30}}),
        ("h1 { font-size: 20px; padding: 1em }", {"padding": "20px"}),
        ("h1 { font-size: 20px; line-height: 1.5 }", {"line-height": 1.5}),
        ("h1 { font-size: 20px; line-height: 150% }", {"line-height": {"min": 1.5}}),
        ("h1 { font-size: 20px; line-height: 30px }", {"line-height": "1.5em"}),
        ("h1 { line-height: 150% }", {"line-height": 1.5}),
        ("h1 { flex: 1 1 auto }", {"flex": "1 1 auto"}),
        ("body { font-size: 20px; line-height: 1.5em } h1 { font-size: 10px }", {"line-height": 3}),
        ("body { line-height: 1.5 } h1 { font-size: 10px }", {"line-height": 1.5}),
        ("h1 { border: 1px solid red }", {"border": "solid red 1px"}),
        ("h1 { border: thick solid red }", {"border-width": {"min": 5}}),
        ("h1 { font-family: 'Noto Sans', serif }", {"font-family": "Noto Sans"}),
        ("h1 { font: 20px Arial }", {"font-family": ["Verdana", "arial"]}),
        ("h1 { text-align: left }", {"text-align": "start"}),
        ("h1 { background: url(a.png) yellow }", {"background": "yellow"}),
        ("h1 { background: #fffffe url('a.png') }", {"background-image": 'url("a.png")'}),
        ("h1 { box-shadow: 2px 2px red }", {"box-shadow": "2px 2px #f00"}),
        ("", {"display": "block"}),
        ("h1 { border: none }", {"border": "none"}),
        ("h1 { border-style: hidden; border-width: 4px }", {"border-width": 0}),
        ("h1 { margin: 0 }", {"margin": 0}),
        ("h1 { background: none }", {"background": "none"}),
        ("h1 { opacity: 50% }", {"opacity": 0.5}),
        ("h1 { display: FLEX }", {"display": ["flex", "grid"]}),
        ("h1 { color: var(--main) } body { --main: green }", {"color": "#008000"}),
        ("h1 { margin: 0 auto }", {"margin-left": "auto"}),
        ("h1 { width: 50vw }", {"width": 640}),
    ],
)  # fmt: skip
def test_what_is_the_same_holds(ask: Ask, css: str, style: dict[str, Any]) -> None:
    assert amount(ask, css, style) == 1


@pytest.mark.parametrize(
    ("css", "style"),
    [
        ("h1 { color: #810080 }", {"color": "purple"}),
        ("h1 { font-weight: 600 }", {"font-weight": "bold"}),
        ("h1 { font-size: 1.1em }", {"font-size": "16px"}),
        ("h1 { font-size: 15.9px }", {"font-size": {"min": 16}}),
        ("h1 { padding: 8px 4px }", {"padding": {"min": 8}}),
        ("h1 { padding-left: 8px }", {"padding": "8px"}),
        ("h1 { border-width: 5px }", {"border-width": {"min": 5}}),  # without a line there is no border
        ("h1 { border: 1px solid blue }", {"border": ["1px solid red", "2px solid blue"]}),
        ("h1 { font-family: Arial, 'Noto Sans' }", {"font-family": "Noto Sans"}),
        ("h1 { width: 50% }", {"width": {"min": "16px"}}),
        ("h1 { flex: 1 1 auto }", {"flex": "1"}),
        ("h1 { color: red }", {"color": {"not": ["#f00", "blue"]}}),
        ("h1 { color: ff0000 }", {"color": "set"}),
        ("h1 { color: red } h1 { color: black }", {"color": "set"}),
    ],
)
def test_what_differs_does_not(ask: Ask, css: str, style: dict[str, Any]) -> None:
    assert amount(ask, css, style) == 0


@pytest.mark.parametrize(
    ("css", "set_", "own"),
    [
        ("", 0, 0),
        ("h1 { font-family: Arial }", 1, 1),
        ("body { font: 16px Arial }", 1, 1),
        ("h1 { font-family: serif }", 0, 0),
        ("h1 { font-family: 'Times New Roman', serif }", 0, 0),
        ("p { font-family: Arial }", 0, 0),
        ("h1 { font-family: inherit }", 0, 0),
    ],
)
def test_set_and_own(ask: Ask, css: str, set_: int, own: int) -> None:
    assert amount(ask, css, {"font-family": "set"}) == set_
    assert amount(ask, css, {"font-family": {"own": True}}) == own


def test_own_is_not_what_browsers_do_anyway(ask: Ask) -> None:
    assert amount(ask, "h1 { font-weight: bold; display: block }", {"font-weight": "own"}) == 0
    assert amount(ask, "h1 { font-weight: bold; display: block }", {"display": "own"}) == 0
    assert amount(ask, "h1 { font-weight: 900 }", {"font-weight": "own"}) == 1


def test_own_did_not_come_with_the_task(ask: Ask) -> None:
    starter = "<style>h1 { color: red }</style><h1>Title</h1>"
    mine = "<style>h1 { color: red }</style><h1>My cats</h1>"
    keys = {"page": "h1", "style": {"color": "own"}}
    assert ask(mine, keys, starter).amount == 0
    assert ask(mine.replace("red", "blue"), keys, starter).amount == 1
    assert ask(mine, {"page": "h1", "style": {"color": "set"}}, starter).amount == 1
    assert ask(starter, {"page": "h1", "style": {"color": "set"}}, starter).amount == 0


@pytest.mark.parametrize(
    ("css", "ratio", "expected"),
    [
        ("", 4.5, 1),
        ("h1 { color: #767676 }", 4.5, 1),
        ("h1 { color: #777 }", 4.5, 0),
        ("h1 { color: #777 }", "aa", 1),  # large and bold
        ("h1 { font-size: 12px; color: #777 }", "aa", 0),
        ("body { background: black } h1 { color: #ccc }", 7, 1),
        ("body { background: black }", 4.5, 0),
        ("h1 { background: url(a.png) }", 4.5, 0),
        ("h1 { opacity: 0.5 }", 4.5, 0),
    ],
)
def test_contrast(ask: Ask, css: str, ratio: Any, expected: int) -> None:
    assert amount(ask, css, {"color": {"contrast": ratio}}) == expected


def test_a_contrast_that_nobody_can_tell_is_not_looked_at(ask: Ask) -> None:
    seen = ask(
        "<style>.a { background: url(a.png) }</style><p class=a>x</p><p>y</p>",
        {"page": "p", "style": {"color": {"contrast": 4.5}}, "share": "all"},
    )
    assert (seen.amount, seen.looked_at) == (1, 1)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a { color: green }", 1),
        ("", 1),  # browsers make links blue
        ("a, p { color: green }", 0),
        ("a { color: #008000 } p { color: green }", 0),
    ],
)
def test_differs_from(ask: Ask, css: str, expected: int) -> None:
    page = f"<style>{css}</style><p>Hi <a href=b.html>there</a></p>"
    assert ask(page, {"page": "a", "style": {"color": {"differs_from": "p"}}}).amount == expected
    assert ask(page, {"page": "a", "style": {"color": {"differs_from": "h2"}}}).amount == 0


def test_an_element_is_not_compared_with_itself(ask: Ask) -> None:
    page = "<p>a</p><p style='color: red'>b</p><p>c</p>"
    keys = {"page": "p", "style": {"color": {"differs_from": "p"}}}
    assert [place.text for place in ask(page, keys).places] == ["<p style='color: red'>b</p>"]
    assert ask("<p style='color: red'>b</p>", keys).amount == 0  # nothing to differ from


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("h1 { font-size: 2rem }", 1),
        ("h1 { font-size: 32px }", 0),
        ("", 0),
        ("h1 { --s: 2rem; font-size: var(--s) }", 1),
        ("h1 { --s: 32px; font-size: var(--s) }", 0),
        ("h1 { font-size: var(--none, 2em) }", 1),
        ("h1 { font-size: calc(1rem + 2px) }", 0),
        ("h1 { font: 2em serif }", 1),
        ("h1 { font-size: large }", 1),
    ],
)
def test_unit_in(ask: Ask, css: str, expected: int) -> None:
    assert amount(ask, css, {"font-size": {"unit_in": ["rem", "em"]}}) == expected


def test_all_tests_must_hold(ask: Ask) -> None:
    style = {"color": {"family": "purple", "contrast": 7}, "padding": "set"}
    assert amount(ask, "h1 { color: indigo; padding: 1px }", style) == 1
    assert amount(ask, "h1 { color: plum; padding: 1px }", style) == 0
    assert amount(ask, "h1 { color: indigo }", style) == 0


@pytest.mark.parametrize(("width", "expected"), [(1280, 0), (360, 1), (600, 1), (601, 0)])
def test_at_a_width(ask: Ask, width: int, expected: int) -> None:
    css = "@media (max-width: 600px) { h1 { color: red } }"
    assert amount(ask, css, {"color": "red"}, at={"width": width}) == expected
    assert amount(ask, css, {"color": "red"}, at=width) == expected


SHEET = {"index.html": "<link rel=stylesheet href=s.css><h1 class=a id=b>Hi</h1>", "s.css": "h1 { color: red }"}


@pytest.mark.parametrize(
    ("files", "origin"),
    [
        (SHEET, "external"),
        ("<style>h1 { color: red }</style><h1>Hi</h1>", "style"),
        ("<h1 style='color: red'>Hi</h1>", "inline"),
        ({"index.html": "<style>@import 's.css';</style><h1>Hi</h1>", "s.css": "h1 { color: red }"}, "external"),
    ],
)
def test_from(ask: Ask, files: Any, origin: str) -> None:
    for asked in ("external", "style", "inline"):
        keys = {"page": "h1", "style": {"color": "red"}, "from": asked}
        assert ask(files, keys).amount == (asked == origin)
    assert ask(files, {"page": "h1", "style": {"color": "red"}, "from": "any"}).amount == 1
    assert ask("<h1>Hi</h1>", {"page": "h1", "style": {"color": {"contrast": 4.5}}, "from": origin}).amount == 0


@pytest.mark.parametrize(
    ("selector", "via"),
    [
        ("h1", {"element"}), (".a", {"class"}), ("#b", {"id"}), ("h1.a", {"class"}), ("body h1", {"element"}),
        ("p, h1", {"element"}), (".x, h1", {"element"}), (".a, #b", {"class", "id"}), ("*", {"element"}),
        ("h1:not(.x)", {"class"}), ("[class]", {"element"}),
    ],
)  # fmt: skip
def test_via(ask: Ask, selector: str, via: set[str]) -> None:
    files = {**SHEET, "s.css": f"{selector} {{ color: red }}"}
    for asked in ("element", "class", "id"):
        keys = {"page": "h1", "style": {"color": "red"}, "via": asked}
        assert ask(files, keys).amount == (asked in via)


def test_the_winner_stands_beside_its_element(ask: Ask) -> None:
    files = {"index.html": "<link rel=stylesheet href=s.css>\n<h1>Hi</h1>", "s.css": "p {}\nh1 { color: red }"}
    [place] = ask(files, {"page": "h1", "style": {"color": "set"}}).places
    assert (place.file, place.line, place.column, place.end_line, place.end_column) == ("index.html", 2, 1, 2, 12)
    [beside] = place.beside
    assert (beside.file, beside.line, beside.column, beside.end_column) == ("s.css", 2, 6, 16)
    assert beside.text == "h1 { color: red }"


def test_of_an_element_that_nobody_wrote_the_declaration_is_the_proof(ask: Ask) -> None:
    [place] = ask("<style>body { color: red }</style>Hi", {"page": "body", "style": {"color": "set"}}).places
    assert place.text == "body { color: red }"
    assert ask("", {"page": "body", "style": {"color": {"contrast": 4.5}}}).amount == 0
