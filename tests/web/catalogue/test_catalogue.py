"""Every check has a page, for everybody, in every language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import catalogue
from tests.web.conftest import Pages, visible
from web.catalogue.markdown import html


def test_every_check_stands_in_the_list(pages: Pages) -> None:
    text = pages.client().get("/checks").get_data(as_text=True)
    for check in catalogue.ids():
        assert f'href="/checks/{check}"' in text


@pytest.mark.parametrize("check", catalogue.ids())
def test_a_page_shows_what_it_looks_for_its_parameters_and_examples(pages: Pages, check: str) -> None:
    entry = catalogue.entry(check)
    answer = pages.client().get(f"/checks/{check}")
    assert answer.status_code == 200
    page = visible(answer)
    for words in ("What it looks for", "Why it matters", "Limits", *entry.check.params.model_fields):
        assert words.removesuffix("_") in page
    for example in entry.check.examples:
        assert example.shows in page
    assert "style=" not in answer.get_data(as_text=True).replace("style=&#34;", "").replace("<p style=", "")


def test_examples_are_drawn_as_blocks_or_shown_as_lines(pages: Pages) -> None:
    client = pages.client()
    assert 'class="stack"' in client.get("/checks/scratch.loops").get_data(as_text=True)
    assert "&lt;h1" in client.get("/checks/website.headings").get_data(as_text=True)


def test_a_check_that_is_none_is_not_found(pages: Pages) -> None:
    for name in ("scratch.nothing", "nothing", "scratch..", "os.path", "scratch.own_blocks", "%2e%2e.x"):
        assert pages.client().get(f"/checks/{name}").status_code == 404


def test_khmer_has_a_khmer_page(pages: Pages) -> None:
    page = visible(pages.client().get("/checks/scratch.loops?lang=km", follow_redirects=True))
    assert "ឧទាហរណ៍" in page


@pytest.mark.parametrize(
    ("text", "gives", "never"),
    [
        ("# One\n\n### Two", "<h2>One</h2>", "<h1"),
        ("<b onclick=x>hi</b>", "&lt;b onclick=x&gt;", "<b "),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))", "<a "),
        ("[a](https://example.org)", 'href="https://example.org"', "javascript"),
        ("![a](https://example.org/x.png)", "example.org", "<img"),
        ("one\ntwo\n\nthree", "<p>one two</p>\n<p>three</p>", "<br"),
        ("- a\n  goes on\n- b", '<ul class="plain"><li>a goes on</li><li>b</li></ul>', "<p>"),
        ("1. a\n2. b", '<ol class="plain"><li>a</li><li>b</li></ol>', "1."),
        ("1. a\n\n2. b", "<li>a</li><li>b</li></ol>", "</ol>\n"),
        ("- a\n\nb", "</ul>\n<p>b</p>", "a b"),
        ("Text\n- a", "<p>Text</p>\n<ul", "- a"),
        ("```html\n<b>\n\n# x\n```\nafter", "<code>&lt;b&gt;\n\n# x</code></pre>\n<p>after</p>", "<h"),
        ("a `**b** <i>` c", "<code>**b** &lt;i&gt;</code>", "<strong>"),
        ("**bold `code`** and *soft*", "<strong>bold <code>code</code></strong> and <em>soft</em>", "**"),
        ("2 * 3 * 4, snake_case_name", "2 * 3 * 4, snake_case_name", "<em>"),
        ('[a](https://x.org/"onclick=)', "", '"onclick='),
        ("[a](https://x.org/?<script>)", "&lt;script&gt;", "<script>"),
        ("```\nnever closed <b>", "never closed &lt;b&gt;", "<b>"),
        ("", "", "<"),
    ],
)
def test_markdown_becomes_html_and_nothing_that_acts(text: str, gives: str, never: str) -> None:
    made = html(text, top=2)
    assert gives in made
    assert never not in made


@given(st.text(alphabet="#*-`[]()<>\"'&/:. 1ahtps\n", max_size=200))
def test_whatever_is_written_only_our_tags_come_out(text: str) -> None:
    made = html(text, top=2)
    tags = re.findall(r"</?([a-z0-9]+)[^>]*>", made)
    assert set(tags) <= {"h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "pre", "code", "strong", "em", "a"}
    assert all(address.startswith(("http://", "https://")) for address in re.findall(r'href="([^"]*)"', made))
