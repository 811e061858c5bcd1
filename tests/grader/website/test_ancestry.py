"""The tests of simple selectors say what cssselect2 says."""

from __future__ import annotations

import pytest
from cssselect2 import parser
from cssselect2.compiler import CompiledSelector

from grader.website.parse import parse
from grader.website.selectors import compile_selector
from tests.kit.site import indexed

PAGE = """<!doctype html><body id=top class="a b"><div class="a"><p id=one class="b  c" lang="km-KH" data-x="">A
<em title="x y"><b class=b>B</b></em></p></div><section class=b><div><div class=a><p lang=km title="xy">C</p></div>
</div>
</section><svg viewBox="0 0 9 9" class=a><path pathLength=1 /><linearGradient /></svg>
<ul class=c><li><a href="https://x.org/a.html">D</a><li class="a b">E</ul></body>"""
SELECTORS = (
    *("p", "P", ".a", "#one", "*", "p.b.c", "p#one", "li.b", "p#two"),
    *("div p", "body > div", "body > p", ".b div > p", ".a p b", ".a > p b", "div > div > p", "section div .a > p"),
    *("body > section > div p", "* > li", "#top * * p", ".b .b", ".a .b .b", "p > b", "div + section", "div ~ ul .b"),
    *("[lang]", "[LANG]", "p[lang=km]", "[lang|=km]", "[title~=x]", '[title~="x y"]', '[title~=""]', "[title^=x]"),
    *('[title^=""]', "[title$=y]", "[title*=' ']", '[title*=""]', "[data-x='']", "[href$='.html']", ".b p[title] "),
    *("div[class] > p", "section [lang] ~ b", "[title=XY i]", "[nothing]", "[nothing='']"),
    *("[viewBox]", "[viewbox]", "svg[viewBox^='0 0']", "[PATHLENGTH]", "svg > [pathLength]", ".a [pathLength='1']"),
    *(
        "linearGradient",
        "lineargradient",
        "SVG",
        "svg > linearGradient",
        ".a linearGradient",
        "DIV",
        "DIV > P",
        "UL .b",
    ),
)


@pytest.mark.parametrize("selector", SELECTORS)
def test_simple_selectors_match_what_cssselect2_matches(selector: str) -> None:
    page, _ = parse("index.html", PAGE)
    (ours,) = compile_selector(selector)
    (theirs,) = (CompiledSelector(one) for one in parser.parse(selector))
    assert [one for one in page.elements if ours.test(one)] == [one for one in page.elements if theirs.test(one)]


def test_names_in_a_drawing_keep_their_capitals() -> None:
    site = indexed("<style>[viewBox] { color: red } linearGradient { color: teal } P { color: blue }</style>" + PAGE)
    found = {
        name: site.style(site.select(name)[0], "color").value for name in ("svg", "linearGradient", "p", "pre, path")
    }
    assert found == {"svg": "red", "linearGradient": "teal", "p": "blue", "pre, path": "red"}
    assert site.select("[viewbox], lineargradient") == ()


def test_elements_alike_in_the_same_place_share_their_rules_and_others_do_not() -> None:
    css = "div.a > p { color: red } .b p { color: blue } #one { color: green } .gone p { color: pink }"
    site = indexed(f"<style>{css}</style>{PAGE}")
    colours = [site.style(one, "color").value for one in site.named("p")]
    # Both lie in a `.b` (the body is one); the first has the id; `.a > p` is as strong as nothing else.
    assert colours == ["green", "red"]
