"""Whatever a mentor writes is read or told; whatever a page holds is judged, in time that grows with the page alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.website.criterion.check import PageParams, observe
from grader.website.criterion.names import ATTRIBUTE_KEYS, COUNT_KEYS, OPERATORS, TEXT_KEYS
from grader.website.criterion.read import KEYS, read
from grader.website.criterion.words import SENTENCES, Mistake, QuestionError
from grader.words.nearly import nearly
from tests.kit.site import BIG_SHEET, big_page, indexed

WORDS = st.sampled_from(
    ["color", "margin", "font", "set", "own", "purple", "#808", "16px", "16pz", "calc(1px + 1em)", "var(--a)",
     "inherit", "h1", "h1 >", ".a", "80 %", "all", "at least 2", "aa", "external", "class", "url(", "{", "\\", "",
     "ក", "1e9px",
     "-1", "rgb(", "--a", "display", "width", "alt", "a" * 300, *OPERATORS, *TEXT_KEYS, *ATTRIBUTE_KEYS, *COUNT_KEYS]
)  # fmt: skip
VALUES = st.recursive(
    st.one_of(WORDS, st.none(), st.booleans(), st.integers(-5, 5000), st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple), st.dictionaries(WORDS.filter(bool), inner, max_size=3)
    ),
    max_leaves=6,
)
SELECTORS = st.one_of(WORDS, st.text("hp1.#> ,:()[]a*~+", max_size=8))
PAGE = "<style>.a { color: purple; margin: 1em } h1 { color: var(--a) }</style><h1 class=a>Cats</h1><p>Dogs <a>x</a>"


def questions() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"page": SELECTORS}, optional={key: VALUES for key in KEYS if key != "page"})


@settings(max_examples=120, deadline=None)
@given(questions())
def test_keys_are_read_or_every_mistake_is_told(keys: dict[str, Any]) -> None:
    try:
        read(keys)
    except QuestionError as error:
        for mistake in error.mistakes:
            assert SENTENCES[mistake.key].format(**mistake.values)
            assert _leads_somewhere(mistake, keys)
    else:
        seen = observe(indexed(PAGE), PageParams(**keys))
        assert len(seen.places) <= seen.looked_at
        assert nearly(seen.values, "en")


def _leads_somewhere(mistake: Mistake, keys: dict[str, Any]) -> bool:
    at: Any = keys
    for part in mistake.path:
        at = at[part]
    return mistake.at <= len(str(at)) or mistake.on_key


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 400 + "<p>x",
        "<p style='" + "color: red;" * 3000 + "'>x",
        "<p " + " ".join(f"a{number}=b" for number in range(190)) + ">x",
        "<style>" + ", ".join(f".a{number} p" for number in range(3000)) + " { color: red }</style><p>x",
        "<style>p { color: " + "rgb(" * 300 + "</style><p>x",
        "<style>:root { --a: var(--b); --b: var(--a) } p { color: var(--a); font-size: var(--b) }</style><p>x",
        "<style>p { font-size: 10vw } p { line-height: 2em } p { font-weight: lighter }</style><p>x<p>y",
        "<p><b><i>x<p>y<p>z",
        "<svg><p>x</svg><math><mi>x</math>",
        "<p>x\0y\ufffe",
        "",
    ],
    ids=lambda source: source[:20],
)
def test_odd_pages_are_judged(source: str) -> None:
    style = {"color": {"contrast": 4.5, "family": "red"}, "font-size": {"min": "1em"}, "line-height": {"min": 1},
             "font-weight": {"unit_in": "px"}, "padding": "own", "font-family": {"differs_from": "*"}}  # fmt: skip
    for keys in ({"page": "p", "style": style}, {"page": "*", "style": style, "share": "all"}, {"page": "p"}):
        observe(indexed(source), PageParams(**keys))


def test_the_work_grows_with_the_page_alone() -> None:
    """Counted in values asked of the cascade, not in seconds: ten times the page, ten times the questions."""
    style = {"color": {"contrast": 4.5}, "font-size": {"min": 12}, "padding": {"min": 1}, "margin-left": "set"}
    asked: list[int] = []
    for size in (20, 200):
        index = indexed({"index.html": big_page(size), "style.css": BIG_SHEET})
        keys = PageParams(page="section *", style={**style, "color": {"contrast": 4.5, "differs_from": "h2"}})
        calls = 0
        original = type(index).style

        def counted(self: Any, *args: Any, original: Any = original) -> Any:
            nonlocal calls
            calls += 1
            return original(self, *args)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(index), "style", counted)
            observe(index, keys)
        asked.append(calls)
    assert asked[1] <= asked[0] * 13
