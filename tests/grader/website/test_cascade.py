"""Who wins a property on an element."""

from __future__ import annotations

import pytest

from grader.website.computed import computed
from grader.website.index import PHONE, SiteIndex
from tests.kit.site import indexed


def value(index: SiteIndex, selector: str, name: str, width: int = 1280) -> str:
    return index.style(index.select(selector)[0], name, width).value


def styled(css: str, body: str) -> SiteIndex:
    return indexed({"index.html": f'<!DOCTYPE html><link rel="stylesheet" href="s.css">{body}', "s.css": css})


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("h1 { color: purple }", "purple"),
        ("h1 { color: purple } h1 { color: navy }", "navy"),
        (".a { color: purple } h1 { color: navy }", "purple"),
        ("#t { color: purple } h1.a.a.a { color: navy }", "purple"),
        ("h1 { color: purple !important } #t { color: navy }", "purple"),
        (".a, #t { color: purple } h1.a { color: navy }", "purple"),
        ("h1 { color: purple } h1 { colour: navy; color: navyy }", "purple"),
        ("body { color: purple }", "purple"),
        ("body { color: purple } * { color: navy }", "navy"),
        ("h1 { color: var(--x) } :root { --x: purple }", "purple"),
        ("h1 { color: var(--x, purple) }", "purple"),
        (":root { --x: var(--y); --y: var(--x) } body { color: purple } h1 { color: var(--x) }", "purple"),
        ("h1 { color: var(--x) } .a { --x: purple } :root { --x: navy }", "purple"),
        ("h1 { color: navy; color: inherit } body { color: purple }", "purple"),
        ("h1 { color: navy } h1 { color: unset } body { color: purple }", "purple"),
        (":is(h1, .nothing) { color: purple } h1 { color: navy }", "purple"),
        ("h1:not(.b) { color: purple } .a { color: navy }", "purple"),
        ("h1:where(.a) { color: navy } h1 { color: purple }", "purple"),
        ("main > h1:first-child { color: purple }", "purple"),
        ("h1:hover { color: navy } h1 { color: purple }", "purple"),
        ("h1::before { color: navy } h1 { color: purple }", "purple"),
        ("h1 { color: purple } h1:-moz-odd-thing { color: navy }", "purple"),
        ("@media (max-width: 600px) { h1 { color: navy } } @media screen { h1 { color: purple } }", "purple"),
        ("@media print { h1 { color: navy } } @supports (display: grid) { h1 { color: purple } }", "purple"),
        ("/* h1 { color: navy } */ h1 { color: purple", "purple"),
        ("h1 { color: purple; ; color navy; background: }", "purple"),
    ],
)
def test_the_colour_of_a_heading(css: str, expected: str) -> None:
    assert value(styled(css, '<main><h1 class="a" id="t">Hi</h1></main>'), "h1", "color") == expected


@pytest.mark.parametrize(
    ("declared", "name", "expected"),
    [
        ("margin: 1px", "margin-left", "1px"),
        ("margin: 1px 2px", "margin-left", "2px"),
        ("margin: 1px 2px 3px", "margin-bottom", "3px"),
        ("margin: 1px 2px 3px 4px", "margin-left", "4px"),
        ("margin-left: 9px; margin: 0 auto", "margin-left", "auto"),
        ("margin: 0 auto; margin-left: 9px", "margin-left", "9px"),
        ("padding: 1em", "padding-top", "1em"),
        ("padding: -1em", "padding-top", "0"),
        ("padding: 10 px", "padding-top", "0"),
        ("border: solid red 2px", "border-top-width", "2px"),
        ("border: 2px solid red; border-left: 0", "border-left-style", "none"),
        ("border-bottom: 1px dashed", "border-bottom-color", "currentcolor"),
        ("background: red", "background-color", "red"),
        ("background: url(a.png) no-repeat", "background-color", "transparent"),
        ("background: url(a.png) no-repeat", "background-image", "url(a.png)"),
        ("background: #fff url(a.png) center / cover", "background-size", "cover"),
        ("background: linear-gradient(red, blue)", "background-image", "linear-gradient(red, blue)"),
        ("background-color: red; background: none", "background-color", "transparent"),
        ("background: re d", "background-color", "transparent"),
        ("font: italic bold 20px/1.5 Arial, sans-serif", "font-family", "Arial, sans-serif"),
        ("font: italic bold 20px/1.5 Arial, sans-serif", "line-height", "1.5"),
        ("font: 20px Arial", "font-weight", "400"),
        ("font: bold Arial", "font-weight", "400"),
        ("text-decoration: underline dotted", "text-decoration-line", "underline"),
        ("list-style: square inside", "list-style-type", "square"),
        ("gap: 1em 2em", "column-gap", "2em"),
        ("flex: 2", "flex-grow", "2"),
        ("border-radius: 5px", "border-top-left-radius", "5px"),
        ("display: flexx", "display", "block"),
        ("width: 50", "width", "auto"),
        ("width: calc(50% - 1px)", "width", "calc(50% - 1px)"),
        ("color: red font-size: 12px", "color", "black"),
    ],
)
def test_shorthands_and_values_that_browsers_throw_away(declared: str, name: str, expected: str) -> None:
    assert value(styled(f"div {{ {declared} }}", "<div>x</div>"), "div", name) == expected


def test_the_browsers_own_rules() -> None:
    index = indexed('<h1>a</h1><p><b>c</b> <a href="x">d</a> <a>e</a></p><ul><li>f</ul>')
    assert value(index, "h1", "font-weight") == "bold"
    assert value(index, "a[href]", "color") == "linktext"
    assert value(index, "a:not([href])", "color") == "black"
    assert value(index, "li", "display") == "list-item"
    assert value(index, "body", "margin-top") == "8px"
    assert index.style(index.select("h1")[0], "font-weight").winner is None


def test_winner_and_losers_with_their_places() -> None:
    index = indexed(
        {
            "index.html": '<link rel="stylesheet" href="css/a.css">\n<style>\n  h1 { color: red }\n</style>'
            "<h1 class=t>x</h1>",
            "css/a.css": '@import "b.css";\n.t {\n  color: purple;\n}',
            "css/b.css": "h1 { color: blue }",
        }
    )
    found = index.style(index.select("h1")[0], "color")
    assert found.winner is not None
    places = [index.declaration_place(one) for one in (found.winner, *found.losers)]
    assert [(one.file, one.line, one.column, one.end_column, one.text) for one in places] == [
        ("css/a.css", 3, 3, 16, ".t { color: purple }"),
        ("index.html", 3, 8, 18, "h1 { color: red }"),
        ("css/b.css", 1, 6, 17, "h1 { color: blue }"),
    ]


def test_style_attributes_and_importance() -> None:
    index = styled("p { color: red !important; margin: 1px }", '<p style="color: blue; margin: 2px !important">x</p>')
    assert value(index, "p", "color") == "red"
    assert value(index, "p", "margin-top") == "2px"
    winner = index.style(index.select("p")[0], "margin-top").winner
    assert winner is not None
    assert index.declaration_place(winner).text == "margin: 2px !important"


def test_media_queries_at_a_width() -> None:
    index = styled(
        "p { width: 50% } @media (max-width: 600px) { p { width: 90% } } @media (width >= 1000px) { p { height: 2px } }"
        " @media screen and (min-width: 20em) and (orientation: portrait) { p { padding: 1px } } "
        "@media not all and (max-width: 600px) { p { margin: 7px } }",
        "<p>x</p>",
    )
    assert [value(index, "p", "width", at) for at in (1280, PHONE)] == ["50%", "90%"]
    assert [value(index, "p", "height", at) for at in (1280, PHONE)] == ["2px", "auto"]
    assert [value(index, "p", "padding-top", at) for at in (1280, PHONE)] == ["0", "1px"]
    assert [value(index, "p", "margin-top", at) for at in (1280, PHONE)] == ["7px", "1em"]


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("", 16.0),
        ("body { font-size: 20px }", 20.0),
        ("body { font-size: 2em } p { font-size: 50% }", 16.0),
        ("html { font-size: 10px } p { font-size: 2rem }", 20.0),
        ("p { font-size: 12pt }", 16.0),
        ("p { font-size: x-large }", 24.0),
        ("p { font-size: 12 }", 16.0),
        ("p { font-size: 2vw }", 25.6),
        ("p { font-size: 2ex }", None),
        ("p { font-size: calc(1rem + 4px) }", 20.0),
        ("p { font-family: monospace }", 13.0),
    ],
)
def test_font_sizes(css: str, expected: float | None) -> None:
    index = styled(css, "<p>x</p>")
    size = index.cascade(index.pages[0]).font_size(index.select("p")[0])
    assert size is None if expected is None else size == pytest.approx(expected)


@pytest.mark.parametrize(
    ("written", "name", "expected"),
    [
        ("calc(10px + 2px)", "width", "12px"),
        ("calc(1em + 4px)", "padding-left", "24px"),
        ("calc(2 * (3px + 1em))", "margin-left", "46px"),
        ("calc(1in - 2.54cm)", "margin-top", "0px"),
        ("calc(3rem / 2)", "padding-top", "24px"),
        ("calc(10vw - 28px)", "margin-left", "100px"),
        ("calc(2px - 1em)", "padding-left", "0px"),
        ("calc(var(--gap) * 3)", "margin-left", "15px"),
        ("clamp(12px, 2em, 30px)", "margin-left", "30px"),
        ("calc(50% - 10px)", "padding-left", "calc(50% - 10px)"),
        ("calc(1px+2px)", "padding-left", "0px"),
        ("calc(2 + 3)", "padding-left", "0px"),
    ],
)
def test_what_a_calculation_comes_to(written: str, name: str, expected: str) -> None:
    index = styled(f"p {{ --gap: 5px; font-size: 20px; {name}: {written} }}", "<p>x</p>")
    found = computed(index.cascade(index.pages[0]), index.select("p")[0], name)
    assert found == expected


def test_what_is_missing_or_turns_in_a_circle_does_no_harm() -> None:
    index = indexed(
        {
            "index.html": '<link rel=stylesheet href="a.css"><link rel=stylesheet href="https://example.org/x.css">'
            '<link rel=stylesheet href="../../up.css"><p>x',
            "a.css": '@import "b.css"; @import url(a.css); @import "https://example.org/y.css"; p { color: purple }',
            "b.css": '@import "a.css"; p { color: navy }',
        }
    )
    assert value(index, "p", "color") == "purple"


def test_a_page_of_deep_boxes_needs_no_deep_stack() -> None:
    index = styled("div { font-size: 1.001em; color: inherit }", "<div>" * 500 + "<p>x")
    assert index.reading(index.select("p")[0]) is not None
    assert value(index, "p", "color") == "black"


def test_declarations_of_the_starter_are_not_hers() -> None:
    starter = {"index.html": "<style>p { color: red; margin: 0 }</style><p>x</p>"}
    index = indexed({"index.html": "<style>p { color: blue; margin: 0 }</style><p>x</p>"}, starter)
    assert {one.name: index.declaration_hers(one) for one in index.declarations()} == {"color": True, "margin": False}


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("@layer a { h1 { color: navy } } h1 { color: purple }", "purple"),
        ("@layer b, a; @layer a { h1 { color: purple } } @layer b { #t { color: navy } }", "purple"),
        ("@layer a { h1 { color: purple !important } } #t { color: navy !important }", "purple"),
        ("@layer a { h1 { color: navy } @layer b { #t { color: teal } } } @layer c { h1 { color: purple } }", "purple"),
        ("@layer a { h1 { color: purple } } h1 { color: revert-layer }", "purple"),
        ("main { color: purple } h1 { color: navy } #t { color: revert }", "purple"),
        ("main { & h1 { color: purple } } h1 { color: navy }", "purple"),
        (".a { &#t { color: purple } } #t { color: navy }", "purple"),
        ("main { h1 { color: navy } > .a { color: purple } }", "purple"),
        ("h1 { @media (min-width: 1px) { color: purple } @media print { color: navy } }", "purple"),
        ("h1 { &:hover { color: teal } color: purple }", "purple"),
        ("@supports (display: grid) and (not (color: nothing)) { h1 { color: purple } }", "purple"),
        ("h1 { color: purple } @supports (display: nothing) { h1 { color: navy } }", "purple"),
        ("h1, h1:hover { color: purple }", "purple"),
        ("h1::-webkit-thing, h1 { color: purple }", "purple"),
        ("h1 { color: purple } h1::-moz-thing, h1 { color: navy }", "purple"),
        ("h1 { all: unset } main { color: purple }", "purple"),
    ],
)
def test_layers_nested_rules_and_going_back(css: str, expected: str) -> None:
    assert value(styled(css, '<main><h1 class="a" id="t">Hi</h1></main>'), "h1", "color") == expected


@pytest.mark.parametrize(
    ("html", "selector", "name", "expected"),
    [
        ("<table cellpadding=5><tr><td>x</table>", "td", "padding-left", "5px"),
        ("<table border=3><tr><td>x</table>", "td", "border-top-width", "1px"),
        ("<table bgcolor=red>", "table", "background-color", "#ff0000"),
        ("<p align=right>x", "p", "text-align", "-webkit-right"),
        ("<font color=ff0000 size=+2 face=Arial>x</font>", "font", "font-size", "x-large"),
        ("<font color=chucknorris>x</font>", "font", "color", "#c00000"),
        ("<body text=navy><p>x", "p", "color", "#000080"),
        ("<body link=lime><a href=x>x</a>", "a", "color", "#00ff00"),
        ("<img width=50% hspace=4>", "img", "width", "50%"),
        ("<ol type=a><li>x</ol>", "li", "list-style-type", "lower-alpha"),
        ("<p hidden>x", "p", "display", "none"),
    ],
)
def test_old_attributes(html: str, selector: str, name: str, expected: str) -> None:
    index = styled("", html)
    found = index.style(index.select(selector)[0], name)
    assert found.value == expected
    assert found.winner is not None
    assert found.winner.hint
    weaker = styled(f"{selector} {{ {name}: inherit }}", html)
    assert weaker.style(weaker.select(selector)[0], name).value != expected or selector in {"p", "li", "a"}


def test_an_old_page_takes_numbers_without_units() -> None:
    sheet = "<style>p { width: 50; color: ff80ff }</style><p>x"
    assert value(indexed(sheet), "p", "width") == "50px"
    assert value(indexed(f"<!DOCTYPE html>{sheet}"), "p", "width") == "auto"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("(width >= 600px)", [True, False]),
        ("(300px < width <= 400px)", [False, True]),
        ("(orientation: portrait)", [False, True]),
        ("print", [False, False]),
        ("(prefers-color-scheme: dark)", [False, False]),
        ("(prefers-reduced-motion: no-preference) and (hover)", [True, True]),
        ("(min-aspect-ratio: 1/1)", [True, False]),
        ("not (min-width: 600px)", [False, True]),
        ("(min-resolution: 2dppx)", [False, False]),
        ("(width > 20em) and (height < 700px)", [False, True]),
    ],
)
def test_media_queries_of_every_kind(query: str, expected: list[bool]) -> None:
    index = styled(f"@media {query} {{ p {{ height: 1px }} }}", "<p>x</p>")
    assert [value(index, "p", "height", at) == "1px" for at in (1280, PHONE)] == expected
