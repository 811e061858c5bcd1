"""Where every tag stands, and how every element came to its end."""

from __future__ import annotations

import html5lib
import pytest

from grader.website.decode import text_of
from grader.website.model import Element, Page, Text
from grader.website.parse import MAX_DEPTH, PageLimitError, parse
from grader.website.tokenize import Tokenizer
from tests.kit import spoiled_sites
from tests.kit.site import page


def named(found: Page, name: str) -> list[Element]:
    return [element for element in found.elements if element.name == name]


def at(found: Page, offset: int | None) -> tuple[int, int] | None:
    return None if offset is None else found.lines.place(offset)


def test_start_and_end_of_tags_with_crlf_and_khmer() -> None:
    found = page("<!DOCTYPE html>\r\n<p>ក្រុម <b\r\n id=q>x</b>\r\n</p>".encode())
    bold = named(found, "b")[0]
    assert at(found, bold.start) == (2, 10)
    assert at(found, bold.end) == (3, 7)
    assert at(found, bold.closing_start) == (3, 8)
    assert bold.closing_end == bold.closing_start + 4
    assert at(found, named(found, "p")[0].closing_start) == (4, 1)


def test_a_forgotten_end_tag_knows_where_it_was_ended_and_its_repetition_is_not_written() -> None:
    found = page("<p>Hello <strong>bold</p>\n<p>more</p>")
    written, repeated = named(found, "strong")
    assert at(found, written.start) == (1, 10)
    assert written.closing_start is None
    assert at(found, written.closed_at) == (1, 22)
    assert repeated.origin is written
    assert not repeated.written


def test_void_elements_and_the_file_end() -> None:
    found = page("<div><br><img src=a>text")
    line = named(found, "br")[0]
    assert (line.closing_start, line.closed_at) == (None, None)
    box = named(found, "div")[0]
    assert (box.closing_start, box.closed_at) == (None, None)
    assert page("<main><div></main>").elements[4].closed_at == 11


@pytest.mark.parametrize("text", ["title", "style", "script", "textarea"])
def test_end_tags_of_raw_text(text: str) -> None:
    found = page(f"<body><{text}>a < b</{text}><p>x")
    element = named(found, text)[0]
    assert element.closing_start == found.source.index(f"</{text}>")


def test_crossed_and_stray_end_tags() -> None:
    found = page("<p><b><i>x</b></i></p></section>")
    assert [stray.name for stray in found.strays] == ["i", "section"]
    assert at(found, found.strays[1].start) == (1, 23)
    overlapping = page("<p><b>one<i>two</b>three</i></p>")
    assert named(overlapping, "i")[0].crossed


def test_the_frame_of_a_page_is_written_only_where_she_wrote_it() -> None:
    found = page("<!DOCTYPE html>\n<html lang=km>\n<head>\n<title>x</title>\n</head>\n<body class=a>\n</body></html>")
    html, head, body = (named(found, name)[0] for name in ("html", "head", "body"))
    assert [at(found, one.start) for one in (html, head, body)] == [(2, 1), (3, 1), (6, 1)]
    bare = page("<p>x")
    assert not any(named(bare, name)[0].written for name in ("html", "head", "body"))


def test_an_error_knows_what_was_open() -> None:
    found = page("<p>Hello <strong>bold</p>")
    error = next(one for one in found.errors if one.code == "unexpected-end-tag")
    assert at(found, error.start) == (1, 22)
    assert [one.name for one in error.open][-2:] == ["p", "strong"]


def test_text_knows_its_offset() -> None:
    found = page("<p>one &amp; <b>two</b> three</p>")
    texts = list(named(found, "p")[0].texts())
    assert "".join(text.data for text in texts) == "one & two three"
    assert found.source[texts[-1].start :].startswith("three")


ODD = (
    "<table><b>a<tr><td>b</table>c",
    "<a href=1>one<a href=2>two</a>",
    "<b><p>x</b>y</p>",
    "<select><option>a<div>b</select>",
    "<p><div>x</p></div>",
    "<svg><path d=x /><title>t</title></svg><math><mi>x</math>",
    "<h1>a<h2>b</h1>",
    "x<html class=a><body id=b><p>y",
    "<!-- a --><!doctype html><title>x</title></html>z<!-- b",
    "<frameset><frame></frameset>",
    "<ul><li>a<ul><li>b</ul><li>c</ul>",
    "<p>&lt;&nosuch; &#x1F600; &amp",
    "<form><form><input></form></form>",
    "<b><b><b><b>x</b></b></b>y<p>z",
    "<button><button>x</button>",
    "<table><caption>a<table></table></caption><colgroup><col></table>",
    "<textarea>\n\nx</textarea><pre>\ny</pre>",
    "<i><b><table><td></b>x</table></i>",
    "<div a=1 a=2 'b=3>x",
    "\x00<p>\x00a</p>",
)


def outline(element: object, found: list[str], depth: int = 0) -> list[str]:
    """The tree as lines, from html5lib's own tree."""
    for child in [element] if depth == 0 else list(element):  # type: ignore[call-overload]
        if isinstance(child.tag, str):
            found.append(f"{depth} {child.tag.rpartition('}')[2]} {sorted(child.attrib.items())}")
            outline(child, found, depth + 1)
    return found


def our_outline(element: Element, depth: int = 0) -> list[str]:
    attributes = sorted(
        (f"{{{name[2]}}}{name[1]}" if isinstance(name, tuple) else name, value)
        for name, value in element.attributes.items()
    )
    found = [f"{depth} {element.name} {attributes}"]
    for child in element.elements:
        found += our_outline(child, depth + 1)
    return found


@pytest.mark.parametrize("source", ODD)
def test_the_tree_is_html5libs(source: str) -> None:
    found, whole = parse("a.html", source)
    assert whole
    plain = html5lib.parse(source)
    assert our_outline(found.root) == outline(plain, [])
    assert found.root.text == "".join(plain.itertext()) or "<!--" in source


def test_too_deep_is_refused_at_once() -> None:
    with pytest.raises(PageLimitError) as refused:
        parse("a.html", "<div>" * 20_000)
    assert refused.value.key == "page-too-deep"
    parse("a.html", "<div>" * (MAX_DEPTH - 2))
    parse("a.html", "<p>x" * 5_000 + "<ul>" + "<li>x" * 5_000)


def test_what_is_put_before_a_table_is_found_from_the_end() -> None:
    """From the front, each letter that stands loose in a table would look through all before it."""
    from grader.website.parse import _place

    class Children(list[object]):
        looks = 0

        def __getitem__(self, at: object) -> object:
            self.looks += 1
            return super().__getitem__(at)  # type: ignore[call-overload, no-any-return]

    table = object()
    children = Children([*(object() for _ in range(1000)), table])
    assert _place(children, table) == 1000
    assert children.looks == 1


def test_too_many_attributes_are_refused_at_once() -> None:
    with pytest.raises(PageLimitError) as refused:
        parse("a.html", "<p>\n<div " + " ".join(f"a{n}=1" for n in range(20_000)) + ">")
    assert refused.value.key == "page-too-many-attributes"
    assert refused.value.offset == 4
    parse("a.html", "<div " + " ".join(f"a{n}=1" for n in range(200)) + ">")


def test_text_that_moves_out_of_a_table_stands_where_it_was_written() -> None:
    found = page("<table><div>Cats</div> and <tr><td>Tom</table>")
    texts = [child for element in found.elements for child in element.children if isinstance(child, Text)]
    assert [found.source[one.start : one.start + len(one.data)] for one in texts] == [one.data for one in texts]


def test_tags_that_are_read_in_one_step_are_as_those_read_sign_by_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [text for number in range(40) for text in map(text_of, spoiled_sites.mutant(number).values())]
    at_once = [described(text) for text, _ in pages]
    monkeypatch.setattr(Tokenizer, "_whole_tag", lambda _: False)
    assert [described(text) for text, _ in pages] == at_once


def described(text: str) -> object:
    """Everything that the parser says of a page."""
    try:
        found, whole = parse("index.html", text[:20_000])
    except PageLimitError as limit:
        return limit.key, limit.offset
    elements = [
        (one.name, one.namespace, [*one.attributes.items()], one.start, one.end, one.closing_start, one.closed_at)
        for one in found.elements
    ]
    texts = [(type(child), getattr(child, "data", ""), child.start) for one in found.elements for child in one.children]
    errors = [(one.code, dict(one.values), one.start, one.end, len(one.open)) for one in found.errors]
    return whole, elements, texts, errors, found.strays, found.doctype
