"""Every page of the demo that a link leads to, as a student and as a mentor, in both languages and widths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import OpenTab
from tests.browser.service import Running, running
from tests.browser.tab import Tab
from tests.kit.queue import nothing, wait_until
from worker.demo import LOGIN, SETTING

pytestmark = [pytest.mark.browser, pytest.mark.long]

GRADED_SECONDS = 180
MOST = 60  # pages of one walk
NO_PAGES = re.compile(r"/(file|picture|starter)$|^/assets/|^/health$")
STUDENTS = ("Maly", "Dany", "Kunthea", "Rachana", "Chenda")  # a question, two odd files, one in line, a picture


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The demo, with everything graded that is not held back."""
    with running(tmp_path_factory.mktemp("demo"), "--demo") as found:
        queued = found.store.gradings.queued
        wait_until(lambda: not queued(), "the demo is graded", seconds=GRADED_SECONDS, meanwhile=nothing)
        yield found


@pytest.mark.parametrize(("language", "width"), list(product(("en", "km"), (320, 1280))))
def test_every_page_that_a_student_finds(service: Running, open_tab: OpenTab, language: str, width: int) -> None:
    kept = service.store.settings.get(SETTING) or {}
    girls = {girl.nickname: girl for girl in service.store.people.students(kept["classroom"])}
    seen: set[str] = set()
    for nickname in STUDENTS:
        tab = open_tab(language="en" if girls[nickname].language == "en" else "km", width=width)
        tab.sign_in(girls[nickname])
        _speak(tab, language)
        seen |= set(_walk(tab, ["/work"], seen))
    assert {"/work", "/try/N", "/try/N/ask", "/not-you", "/private"} <= seen


@pytest.mark.parametrize(("language", "width"), list(product(("en", "km"), (320, 1280))))
def test_every_page_that_a_mentor_finds(service: Running, open_tab: OpenTab, language: str, width: int) -> None:
    kept = service.store.settings.get(SETTING) or {}
    tab = open_tab(width=width)
    tab.page.goto(f"{tab.address}/mentor/sign-in")
    tab.page.fill("#login", LOGIN)
    tab.page.fill("#password", kept["password"])
    with tab.page.expect_navigation():
        tab.page.click("main form button")
    _speak(tab, language)
    girls = [girl.id for girl in service.store.people.students(kept["classroom"]) if girl.nickname in STUDENTS]
    works = [
        f"/mentor/work/{service.store.submissions.tries(girl, given.id)[-1].submission.id}"
        for girl in girls
        for given in service.store.assignments.assignments(kept["classroom"])
        if service.store.submissions.tries(girl, given.id)
    ]
    seen = set(_walk(tab, ["/mentor/", *works[::3]], set()))
    for kind in ("class/N", "class/N/cards", "task/N", "work/N", "work/N/inside", "student/N/card", "members"):
        assert f"/mentor/{kind}" in seen


def _speak(tab: Tab, language: str) -> None:
    """Change the language with the link on the page, as she would."""
    if tab.page.locator("html").get_attribute("lang") != language:
        with tab.page.expect_navigation():
            tab.page.locator(f".top a[lang={language}]").click()
    tab.language = language


def _walk(tab: Tab, starts: list[str], known: set[str]) -> list[str]:
    """Look at these pages, and follow every link to a page of a kind that was not seen."""
    todo, kinds = list(starts), list(map(_kind, starts))
    troubles: list[str] = []
    while todo and len(kinds) < MOST:
        path = todo.pop(0)
        try:
            tab.go(path)
        except AssertionError as trouble:
            troubles.append(str(trouble))
        for link in tab.page.eval_on_selector_all("a[href]:not([hreflang])", "all => all.map(one => one.href)"):
            parts = urlsplit(link)
            kind = _kind(parts.path)
            if f"{parts.scheme}://{parts.netloc}" == tab.address and kind not in {*kinds, *known - {"/try/N"}}:
                if not NO_PAGES.search(parts.path):
                    todo.append(parts.path)
                kinds.append(kind)
    assert not troubles, "\n\n".join(troubles)
    return kinds


def _kind(path: str) -> str:
    return re.sub(r"/(checks|mentor/rubric)/.+", r"/\1/ID", re.sub(r"\d+", "N", path))
