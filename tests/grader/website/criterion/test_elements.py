"""`text:`, `attributes:`, `count`, `share`: which elements count, and how many."""

from __future__ import annotations

from typing import Any

import pytest

from tests.grader.website.criterion.conftest import Ask


@pytest.mark.parametrize(
    ("body", "text", "expected"),
    [
        ("<p>My cats</p>", {"min_words": 2}, 1),
        ("<p>Cats</p>", {"min_words": 2}, 0),
        ("<p>My <b>cats</b></p>", {"min_words": 2}, 1),
        ("<p>ឆ្មារបស់ខ្ញុំ</p>", {"min_words": 2}, 1),
        ("<p>My <span hidden>lovely</span> cats</p>", {"min_words": 3}, 0),
        ("<p>My <script>a b c</script> cats</p>", {"min_words": 3}, 0),
        ("<p><!-- one two three --> cats</p>", {"min_words": 2}, 0),
        ("<p>One two three</p>", {"max_words": 2}, 0),
        ("<p></p>", {"max_words": 2}, 1),
        ("<p>My  CATS\n sleep</p>", {"contains": "cats sleep"}, 1),
        ("<p>My cats</p>", "cats", 1),
        ("<p>My cats</p>", ["cats", "dogs"], 0),
        ("<p>2024</p>", {"contains": 2024}, 1),
    ],
)
def test_text(ask: Ask, body: str, text: Any, expected: int) -> None:
    assert ask(body, {"page": "p", "text": text}).amount == expected


def test_the_text_of_a_title_counts(ask: Ask) -> None:
    assert ask("<title>My cats</title>", {"page": "title", "text": {"min_words": 2}}).amount == 1


@pytest.mark.parametrize(
    ("tag", "attributes", "expected"),
    [
        ('<img alt="">', {"alt": True}, 1),
        ("<img>", {"alt": True}, 0),
        ('<img alt="">', {"alt": "set"}, 0),
        ('<img alt=" ">', {"alt": {"set": True}}, 0),
        ('<img alt="A cat">', {"alt": {"set": True, "min_words": 2}}, 1),
        ('<img alt="Cat">', {"alt": {"min_words": 2}}, 0),
        ('<img loading="LAZY">', {"loading": "lazy"}, 1),
        ('<img src="A.png">', {"src": "a.png"}, 0),
        ('<img class="big round">', {"class": "round"}, 1),
        ('<img class="big round">', {"class": {"not": "round"}}, 0),
        ('<img width="300">', {"width": 300}, 1),
        ('<img width="300">', {"width": [200, 300]}, 1),
        ('<img style="color: red">', {"style": False}, 0),
        ("<img>", {"style": False}, 1),
        ('<img ALT="Two cats">', {"alt": {"contains": "CATS"}}, 1),
        ('<img data-x="1">', {"data-x": {"one_of": ["1", "2"]}}, 1),
    ],
)
def test_attributes(ask: Ask, tag: str, attributes: dict[str, Any], expected: int) -> None:
    assert ask(tag, {"page": "img", "attributes": attributes}).amount == expected


THREE = "<p>one two</p><p>one two</p><p>one</p>"


@pytest.mark.parametrize(
    ("share", "expected"),
    [(None, 2), ("any", 2), ("all", 0), ("at least 2", 2), ("at least 3", 0), ("60 %", 2), ("67%", 0), (0.6, 2),
     ("66.6 %", 2), ("at least ២", 2)],
)  # fmt: skip
def test_share(ask: Ask, share: Any, expected: int) -> None:
    keys = {"page": "p", "text": {"min_words": 2}, "share": share}
    seen = ask(THREE, keys)
    assert (seen.amount, seen.looked_at) == (expected, 3)


def test_nothing_is_no_share(ask: Ask) -> None:
    for share in ("any", "all", "80 %"):
        assert ask("<h1>Hi</h1>", {"page": "p", "share": share}).amount == 0


@pytest.mark.parametrize(
    ("count", "expected"),
    [(3, 3), (2, 0), ({"min": 3}, 3), ({"min": 4}, 0), ({"max": 3}, 3), ({"max": 2}, 0), ("at least 3", 3),
     ({"min": 1, "max": 5}, 3)],
)  # fmt: skip
def test_count(ask: Ask, count: Any, expected: int) -> None:
    assert ask(THREE, {"page": "p", "count": count}).amount == expected


def test_count_on_each_page(ask: Ask) -> None:
    two = {"index.html": "<h1>a</h1>", "b.html": "<h1>b</h1>"}
    keys = {"page": "h1", "count": {"min": 1, "max": 1, "each_page": True}}
    assert ask(two, keys).amount == 2
    assert ask({**two, "b.html": "<h2>b</h2>"}, keys).amount == 0
    assert ask({**two, "b.html": "<h1>b</h1><h1>c</h1>"}, keys).amount == 0
    assert ask(two, {"page": "h1", "count": 1}).amount == 0


@pytest.mark.parametrize(
    "body",
    [
        "<p hidden>one two</p>",
        "<div hidden><p>one two</p></div>",
        "<p style='display: none'>one two</p>",
        "<style>div { display: none }</style><div><p>one two</p></div>",
        "<div style='visibility: hidden'><p>one two</p></div>",
        "<template><p>one two</p></template>",
        "<!-- <p>one two</p> -->",
    ],
)
def test_what_nobody_can_see_does_not_count(ask: Ask, body: str) -> None:
    seen = ask(body, {"page": "p", "text": {"min_words": 2}})
    assert (seen.amount, seen.looked_at) == (0, 0)


def test_hiding_may_be_what_is_asked(ask: Ask) -> None:
    page = "<style>@media (max-width: 600px) { nav { display: none } }</style><nav>Menu</nav>"
    assert ask(page, {"page": "nav", "style": {"display": "none"}, "at": {"width": 360}}).amount == 1
    assert ask(page, {"page": "nav", "style": {"display": "none"}}).amount == 0


def test_what_came_with_the_task_supports_and_never_suffices(ask: Ask) -> None:
    starter = "<h1>Title here</h1><p>one two</p>"
    keys = {"page": "p, h1", "text": {"min_words": 2}, "share": "all"}
    assert ask(starter, keys, starter).amount == 0
    assert ask("<h1>My cats</h1><p>one two</p>", keys, starter).amount == 1


def test_a_repeated_element_is_one(ask: Ask) -> None:
    """An unclosed `<b>` goes on in the next paragraph: the browser repeats it, she wrote it once."""
    assert ask("<p><b>one</p><p>two</p>", {"page": "b"}).amount == 1
