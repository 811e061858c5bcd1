"""Her own look may be what a property is anyway, on elements where browsers do otherwise."""

from __future__ import annotations

import pytest

from tests.grader.website.criterion.conftest import Ask

PAGE = '<style>%s</style><body><h1>Cats</h1><ul><li><a href="b.html">Dogs</a></li></ul></body>'


@pytest.mark.parametrize(
    ("css", "selector", "name", "amount"),
    [
        ("body { margin: 0 }", "body", "margin", 1),
        ("body { margin: 8px }", "body", "margin", 0),
        ("ul { padding: 0 }", "ul", "padding", 1),
        ("ul { list-style: none }", "ul", "list-style-type", 1),
        ("a { text-decoration: none }", "a", "text-decoration-line", 1),
        ("h1 { font-weight: normal }", "h1", "font-weight", 1),
        ("li { padding: 0 }", "li", "padding", 0),
        ("h1 { text-decoration: none }", "h1", "text-decoration-line", 0),
        ("h1 { color: black }", "h1", "color", 0),
    ],
)
def test_what_browsers_do_to_the_element_is_the_measure(
    ask: Ask, css: str, selector: str, name: str, amount: int
) -> None:
    assert len(ask(PAGE % css, {"page": selector, "style": {name: "own"}}).places) == amount
