"""A style sheet of more signs than any has is read up to there, and that is told."""

from __future__ import annotations

import pytest
import tinycss2

from grader.website import css, matching
from grader.website.model import Element
from grader.website.read import CUT_SHORT
from grader.website.selectors import SelectorError, compile_selector
from grader.website.sheet_limits import MAX_SIGNS, signs_in, within
from tests.kit import limited
from tests.kit.site import indexed, site

RULE = "p{color:red}"


@pytest.mark.parametrize(("text", "most", "expected"), [("a{b:c}", 3, "a{b:c}"), ("a{b:c}", 2, "a{b:c"), ("{{", 0, "")])
def test_a_sheet_is_cut_before_the_sign_that_is_too_many(text: str, most: int, expected: str) -> None:
    assert within(text, most) == expected
    assert signs_in(expected) <= most


def test_a_file_that_is_cut_is_told() -> None:
    rules = MAX_SIGNS // signs_in(RULE) + 100
    found = site({"index.html": "<p>x", "s.css": RULE * rules, "t.css": RULE, "u.css": "a" * 1_000_001})
    assert [(note.file, note.sentence) for note in found.notes] == [("s.css", CUT_SHORT), ("u.css", CUT_SHORT)]
    assert signs_in(found.sheets[0].source) == MAX_SIGNS


def test_the_styles_of_a_page_share_one_limit() -> None:
    style = f"<style>{RULE * (MAX_SIGNS // 8)}</style>"
    index = indexed(style * 3)
    assert [note.sentence for note in index.site.notes] == [CUT_SHORT]
    assert indexed(style).site.notes == ()
    assert sum(len(rule.declarations) for rule in index.rules(index.pages[0])) == MAX_SIGNS // 3


def test_each_element_keeps_a_few_hundred_losers_at_most() -> None:
    index = indexed(f"<style>{'h1{color:red}' * 2000}h1{{color:green}}h1{{font-size:revert}}</style><h1>x</h1>")
    heading = index.select("h1")[0]
    assert index.style(heading, "color").value == "green"
    assert len(index.style(heading, "color").losers) < 400
    assert index.style(heading, "font-size").value == "2em"  # the browser's own is kept


def test_a_style_attribute_is_parsed_once_for_all_who_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    real = tinycss2.parse_blocks_contents

    def counted(text: str, **named: bool) -> object:
        calls.append(text)
        return real(text, **named)

    monkeypatch.setattr(tinycss2, "parse_blocks_contents", counted)
    css._in_text.cache_clear()
    index = indexed("<p style='color: teal'>x" * 50 + f"<b style='{'color:red;' * 5000}'>y")
    assert {index.style(one, "color").value for one in index.select("p")} == {"teal"}
    found = [index.style(one, "color").winner for one in index.select("p")]
    assert len({one.start for one in found if one}) == 50
    index.style(index.select("b")[0], "color")
    assert calls.count("color: teal") == 1
    assert max(map(len, calls)) <= 20_000


def test_the_browsers_own_rules_are_filed_one_time_for_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    index = indexed({f"p{number}.html": "<!doctype html><p>x" for number in range(9)} | {"q.html": "<p>x"})
    sizes: list[int] = []
    real = matching._filed

    def counted(entries: tuple[matching.Entry, ...], first: int) -> object:
        sizes.append(len(entries))
        return real(entries, first)

    matching._browsers.cache_clear()
    monkeypatch.setattr(matching, "_filed", counted)
    for page in index.pages:
        index.cascade(page)
    assert sum(size > 0 for size in sizes) == 2  # pages of today and old ones


def test_a_rule_for_an_attribute_is_asked_of_those_that_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    index = indexed("<style>p:nth-child(1)[lang] { color: teal }</style>" + "<p>x" * 40
                    + "<div><p lang=km>y</div>")  # fmt: skip
    asked: list[Element] = []
    entries = index.cascade(index.pages[0])._matching.entries
    rule = next(entry.selector for entry in entries if entry.selector.attribute == "lang" and entry.level)
    real = rule.test

    def counted(element: Element) -> object:
        asked.append(element)
        return real(element)

    object.__setattr__(rule, "test", counted)
    assert [index.style(one, "color").value for one in index.select("p")] == ["black"] * 40 + ["teal"]
    assert len(asked) == 1


def test_thousands_of_spaces_are_gone_through_one_time() -> None:
    """A backtracking search would begin again at each: a child with ten seconds says that none does."""
    assert limited.trouble("tests.kit.spoiled_sites:look_at_spaces", range(3)) == ()


@pytest.mark.parametrize("form", [":is({})", ":not({})", ":where({})", ":has({})"])
def test_brackets_in_brackets_are_read_so_deep(form: str) -> None:
    """cssselect2 asks each for its weight by asking all inside it: thousands are hours."""
    selector = "p"
    for _ in range(15):
        selector = form.format(selector)
    assert compile_selector(selector)
    for _ in range(600):
        selector = form.format(selector)
    with pytest.raises(SelectorError):
        compile_selector(selector)


def test_a_selector_of_many_parts_is_given_up_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """cssselect2 adds up the weight of all parts again at each."""
    monkeypatch.setattr("grader.website.selectors.parser", None)
    for selector in ("a " * 2000 + "b", "a>" * 2000 + "b", f"p:is(a, {'a + ' * 2000} b)"):
        with pytest.raises(SelectorError):
            compile_selector(selector)


def test_rules_in_rules_that_double_their_selector_end_somewhere() -> None:
    index = indexed(f"<style>{'h1, & b & { ' * 18} color: red</style><h1>x</h1>")
    longest = max(len(rule.selector) for rule in index.rules(index.pages[0]))
    assert len(index.rules(index.pages[0])) < 18
    assert longest < 50_000


@pytest.mark.parametrize(
    "odd", [":nth-child(+)", "p:not(:nth-child(+))", ":is(p, :nth-last-of-type(+ ))", "p:nth-child()"]
)
def test_numbers_that_break_off_are_no_selector(odd: str) -> None:
    with pytest.raises(SelectorError):
        compile_selector(odd)
    rules = indexed(f"<style>{odd} {{ color: red }} p {{ color: teal }}</style><p>x")
    assert rules.style(rules.select("p")[0], "color").value == "teal"
