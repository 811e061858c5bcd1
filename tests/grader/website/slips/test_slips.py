"""One slip in a style sheet is one finding, at the line where it is."""

from __future__ import annotations

import pytest

from grader import catalogue
from grader.website.slips.sentences import SENTENCES
from grader.website.slips.telling import all_slips
from tests.kit.site import indexed

PAGE = '<!DOCTYPE html><link rel="stylesheet" href="s.css"><h1>x</h1><p class="card">y</p>'
Found = list[tuple[str, int | None]]


def slips(css: str) -> Found:
    return [
        (one.slip.key.removeprefix("css-"), one.place.line)
        for one in all_slips(indexed({"index.html": PAGE, "s.css": css})).told
    ]


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("h1 { color: red\n  font-size: 12px;\n}", [("semicolon-missing", 1)]),
        ("h1 {\n  color: red\n  margin: 0\n  padding: 0\n}", [("semicolon-missing", 2), ("semicolon-missing", 3)]),
        ("p { color: red; background: blue margin: 0; }", [("semicolon-missing", 1)]),
        ("@import 'x.css'\np { color: red }", [("semicolon-missing", 1)]),
        ("h1 {\n color red;\n margin: 0;\n}", [("colon-missing", 2)]),
        ("h1 { color = red; }", [("colon-missing", 1)]),
        ("h1\n  color: red;\n  margin: 0;\n}\np { color: blue }", [("brace-missing", 1)]),
        ("h1 { color: red; }\np color: blue; }\nh2 { margin: 0 }", [("brace-missing", 2)]),
        ("h1 {\n  color: red;\n\np {\n  color: blue;\n}", [("end-missing", 2)]),
        ("@media (max-width: 600px) {\n  h1 { color: red }\np { margin: 0 }", [("end-missing", 2)]),
        ("p { margin: 0 }\nh1 { color: red", [("end-missing", 2)]),
        ("h1 {\n  color: red;\n}}\np { color: blue }", [("brace-extra", 3)]),
        ("h1 { color: red };\np { color: blue }", [("semicolon-extra", 1)]),
        ("p { color: red;\n hello\n margin: 0 }", [("lost-words", 2)]),
        ("/* hello\nh1 { color: red }", [("comment-open", 1)]),
        ("h1 {\n  // note: it\n  color: red;\n}", [("slashes", 2)]),
        ('h1 { font-family: "Arial; color: red;\n}\np { margin: 0 }', [("quote-open", 1)]),
        ("p, { color: red }", [("selector", 1)]),
        ("h1 { color: red }\n.2col { color: red }", [("selector", 2)]),
        ("h1 {\n colour: red;\n hieght: 5px }", [("property-guess", 2), ("property-guess", 3)]),
        ("h1 { foo: bar }", [("property", 1)]),
        ("h1 { width: 10 px }", [("value-space", 1)]),
        ("h1 { width: 50 }", [("value-unit", 1)]),
        ("h1 { color: ff80ff }", [("value-hash", 1)]),
        ("h1 { color: #12 }", [("value-hex", 1)]),
        ("h1 { text-align: centre }", [("value-word", 1)]),
        ("h1 { color: purpel }", [("value-word", 1)]),
        ("h1 { color: red !importent }", [("value-important", 1)]),
        ("h1 { margin: ; color: red }", [("value-empty", 1)]),
        ("h1 { transition: all 0.3 ease }", [("value-odd", 1)]),
        ("h1 { color: “red”; }", [("curly-quotes", 1)]),
        ("h1 {\n  color： red；\n}", [("full-width", 2)]),
        ("<style>\nh1 { color: red }\n</style>", [("tag", 1), ("tag", 3)]),
    ],
)
def test_one_slip_is_one_finding(css: str, expected: Found) -> None:
    assert slips(css) == expected


@pytest.mark.parametrize(
    "css",
    [
        "",
        "h1 { color: red }",
        "h1 { color: red; }\n\n/* p { color: blue; */\n",
        '@charset "utf-8"; @import "b.css" screen; @layer a, b; h1 { color: red }',
        "h1 { background: url(http://x.org/a.png); content: \"a: b; c {\" } a::before { content: '\\'' }",
        "h1 { & b { color: blue } .x:hover & { margin: 0 } color: red; @media print { color: blue } }",
        "h1 { -webkit-x: y; display: -moz-box; display: -webkit-box; filter: progid:DX(a=1); *zoom: 1; _height: 1px }",
        "@keyframes x { from { top: 0 } to { top: 1px } } @font-face { font-family: X; src: url(x.woff) }",
        ":root { --a: { b: c }; --color: red; --m: 1 px } a:hover, a:nth-child(2n + 1) { color: var(--color) }",
        "@media (min-width: 600px) and (max-width: 900px) { h1 { width: calc(100% - (2em + 1px)) } }",
        "@supports (display: grid) { .x { display: grid; grid-area: a; grid-template: 'a b' 1fr / auto } }",
        "h1{color:red;margin:0}p{color:blue}",
        "h1 { /* color: red margin: 0 */ color: red /* ; */; }",
        "<!-- h1 { color: red } -->",
        "h1 { background: url(data:image/png;base64,AA==) } ::-moz-selection { color: red } ::selection { color: red }",
    ],
)
def test_unusual_but_right(css: str) -> None:
    assert slips(css) == []


def test_style_attributes_and_style_elements() -> None:
    index = indexed(
        {
            "index.html": "<!DOCTYPE html>\n<style>\nh1 { color: red\n margin: 0 }\n</style>\n"
            '<p style="color: red margin: 0">x</p>\n<p style="colour: red; width: 5 px">x</p>'
            '<p style="color: red;">x</p>'
        }
    )
    found = [(one.slip.key, one.place.file, one.place.line) for one in all_slips(index).told]
    assert found == [
        ("css-semicolon-missing", "index.html", 3),
        ("css-semicolon-missing", "index.html", 6),
        ("css-property-guess", "index.html", 7),
        ("css-value-space", "index.html", 7),
    ]


def test_what_came_with_the_starter_is_not_hers() -> None:
    given = {"index.html": PAGE, "s.css": "h1 { colour: red }"}
    index = indexed({**given, "s.css": "h1 { colour: red }\np { hieght: 1px }"}, given)
    assert [one.place.hers for one in all_slips(index).told] == [False, True]


def test_every_slip_has_a_sentence_that_its_values_fill() -> None:
    import re

    sheets = [case[0] for case in test_one_slip_is_one_finding.pytestmark[0].args[1]]  # type: ignore[attr-defined]
    seen = set()
    for css in sheets:
        for one in all_slips(indexed({"index.html": PAGE, "s.css": css})).told:
            sentence = SENTENCES[one.slip.key]
            assert set(re.findall(r"\{(\w+)\}", sentence)) <= set(one.slip.values), one.slip
            seen.add(one.slip.key)
    assert set(SENTENCES) - seen == {"css-unused", "css-unused-guess", "css-rule-twice", "css-property-twice"}


def test_a_long_sheet_takes_time_that_grows_with_its_length() -> None:
    assert slips("h1 { color: red }\n" * 5_000) == []
    assert len(slips("h1 { color: red " * 2_000)) > 0


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".crad { color: red }", {"slip": "css-unused-guess", "selector": ".crad", "guess": ".card"}),
        (".CARD { color: red }", {"slip": "css-unused-guess", "selector": ".CARD", "guess": ".card"}),
        ("aside { color: red }", {"slip": "css-unused", "selector": "aside"}),
        (".card, .nobody { color: red } p:hover { color: red }", {}),
    ],
)
def test_a_rule_that_matches_nothing_is_told_with_the_nearest_name(css: str, expected: dict[str, str]) -> None:
    check = catalogue.entry("website.unused-rules").check
    index = indexed({"index.html": PAGE, "s.css": css})
    assert check.observe(index, check.params()).values == expected
