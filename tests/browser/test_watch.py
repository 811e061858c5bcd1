"""The watching itself: what must never be on a page is noticed when it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import MakeTab, OpenTab
from tests.browser.outside import Outside
from tests.browser.service import Running
from tests.browser.tab import FIRST_VIEW, Tab

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def phone(service: Running, make_tab: MakeTab) -> Iterator[Tab]:
    """A phone in Khmer."""
    found = make_tab(service.address, language="km", width=320)
    yield found
    found.context.close()


@pytest.fixture
def tab(phone: Tab) -> Tab:
    """The phone, at the door."""
    phone.page.goto(f"{phone.address}/sign-in")
    return phone


@pytest.mark.parametrize(
    ("harm", "noticed"),
    [
        ("document.querySelector('h1').after(Object.assign(new Image(), {src: '/health'}))", "axe: image-alt"),
        ("document.querySelector('h1').textContent = 'Sign in'", "Latin words where Khmer stands"),
        ("document.querySelector('h1').innerHTML = '<span lang=en>ឆ្មា</span>'", "Khmer words where English stands"),
        ("sheet('.btn { white-space: nowrap; width: 99em }')", "sideways|sticks out"),
        ("document.querySelector('.btn').style.minHeight = '1px'", "has a style attribute"),
        ("document.querySelector('.btn').className = ''", "px high"),
        ("document.querySelector('p').className = 'fine'; sheet('.fine { font-size: 9px }')", "smaller than 14 px"),
        ("sheet('main p:lang(km) { line-height: 1.2 }')", "set too tight"),
        ("sheet('h1 { width: 9px; white-space: nowrap; overflow: hidden }')", "is cut off"),
        ("document.querySelector('h1').id = document.querySelector('h2').id", "id twice"),
        ("document.querySelector('h1').remove()", "one h1"),
        ("document.documentElement.lang = 'en'", "lang=en"),
        ("document.body.append(...[1, 2].map(() => Object.assign(document.createElement('i'), {className: 'next'})))",
         "more than one next step"),
        ("document.title = ''", "no title"),
    ],
)  # fmt: skip
def test_a_page_that_somebody_would_stumble_over(tab: Tab, harm: str, noticed: str) -> None:
    # A constructed style sheet is allowed by any policy: it is the test that brings it, not the page.
    sheet = """
        const sheet = (text) => {
            const made = new CSSStyleSheet();
            made.replaceSync(text);
            document.adoptedStyleSheets = [made];
        };
    """
    tab.page.evaluate(f"() => {{ {sheet} {harm} }}")
    with pytest.raises(AssertionError, match=noticed):
        tab.look(axe="axe" in noticed)
    tab.noticed.clear()


@pytest.mark.parametrize(
    ("act", "noticed"),
    [
        ("fetch('http://outside.example/a').catch(() => {})", "Content Security Policy"),
        ("document.body.append(Object.assign(new Image(), {src: 'http://outside.example/b'}))", "Content Security"),
        ("document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))", "inline script"),
        ("setTimeout(() => { throw new Error('broken') })", "script: broken"),
        ("setTimeout(() => alert('hello'))", "dialog: hello"),
    ],
)
def test_what_a_page_must_not_do(tab: Tab, act: str, noticed: str) -> None:
    tab.page.evaluate(f"() => {{ {act} }}")
    tab.until(lambda: tab.noticed, "something is noticed")
    with pytest.raises(AssertionError, match=noticed):
        tab.look(axe=False)
    tab.noticed.clear()


def test_a_request_that_leaves_is_noticed_twice(open_tab: OpenTab, outside: Outside) -> None:
    tab = open_tab(bypass_csp=True)
    tab.page.goto(f"{tab.address}/sign-in")
    tab.page.evaluate("() => { fetch('http://outside.example/c', {mode: 'no-cors'}).catch(() => {}) }")
    tab.until(lambda: tab.noticed and outside.asked, "it is noticed")
    assert tab.noticed[0] == "leaves this machine: http://outside.example/c"
    assert outside.asked == ["GET http://outside.example/c HTTP/1.1"]
    tab.noticed.clear()
    outside.asked.clear()


def test_a_first_view_is_weighed_as_it_is_sent(tab: Tab) -> None:
    size = tab.first_view()
    assert 5_000 < size < FIRST_VIEW  # the style sheet is in it, packed
    packed = tab.context.request.get(f"{tab.address}/sign-in", headers={"Accept-Encoding": "gzip"})
    assert int(packed.headers["content-length"]) < size < len(packed.body()) + 40_000
