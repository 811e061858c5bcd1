"""Which values a property takes."""

from __future__ import annotations

import pytest
import tinycss2

from grader.website.grammar.data import data
from grader.website.grammar.match import judge
from grader.website.grammar.syntax import SyntaxNotReadError, read


def said(text: str) -> str:
    name, _, value = text.partition(":")
    return judge(name, tinycss2.parse_component_value_list(value))


@pytest.mark.parametrize(
    "text",
    [
        "color: red",
        "color: #1234",
        "color: rgb(1 2 3 / 50%)",
        "margin: 0 auto",
        "padding: calc(1em + 4px) 5%",
        "width: min(100%, 40em)",
        "border: solid red 2px",
        "background: url(a.png) no-repeat center / cover, linear-gradient(to right, red, 30%, blue) #fff",
        'font: italic bold 12px/1.5 Arial, "Noto Sans", serif',
        "font-family: Noto Sans Khmer",
        "grid-template-columns: [a] repeat(auto-fit, minmax(100px, 1fr)) [b c] 20px",
        "transition: all 0.3s ease-in-out, color 1s",
        "transform: rotate(45deg) translate(10px)",
        "box-shadow: 2px 2px 5px rgba(0, 0, 0, .5), inset 0 0 3px red",
        "animation: spin 2s linear infinite",
        "aspect-ratio: 16 / 9",
        "flex: 1 1 auto",
        "display: inline flex",
        "line-height: calc(1.5 * 2)",
        "opacity: inherit",
    ],
)
def test_what_css_takes(text: str) -> None:
    assert said(text) == "valid"


@pytest.mark.parametrize(
    "text",
    [
        "color: ff80ff",
        "color: #12",
        "color: dark blue",
        "width: 10 px",
        "width: 50",
        "width: -1px",
        "width: calc(100%-20px)",
        "width: calc(1 + 2)",
        "margin: 1px 2px 3px 4px 5px",
        "padding: -1px",
        "border: solid red 2",
        "background: linear-gradient(red blue)",
        "font: bold Arial",
        "text-align: centre",
        "transition: all 0.3 ease",
        "transform: rotate(45)",
        "box-shadow: 5px",
        "z-index: 1.5",
        "font-weight: 1001",
        "display: flexx",
        "cursor: url(x.cur)",
        "color: red font-size: 12px",
        "color:",
        "display: -moz-box",
    ],
)
def test_what_it_does_not_take(text: str) -> None:
    assert said(text) == "invalid"


@pytest.mark.parametrize(
    "text", ["width: var(--x)", "colour: red", "display: -webkit-box", "color: color-mix(in srgb, red, blue)", "cx: 10"]
)
def test_what_text_alone_does_not_tell(text: str) -> None:
    assert said(text) == "no opinion"


def test_every_syntax_of_the_table_is_read() -> None:
    unread = []
    table = data()
    for name, syntax in [*((one.name, one.syntax) for one in table.properties.values()), *table.syntaxes.items()]:
        try:
            read(syntax)
        except SyntaxNotReadError:
            unread.append(name)
    assert unread == ["path-length", "calc-value"]


def test_a_value_made_to_hurt_gives_no_opinion() -> None:
    assert said("background: " + "red " * 200) == "no opinion"
    assert said("width: " + "calc(" * 300 + "1px" + ")" * 300) in {"no opinion", "invalid"}
    assert said("font-family: " + "a " * 50) == "valid"
