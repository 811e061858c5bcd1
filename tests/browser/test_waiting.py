"""The honest wait: the page looks again by itself, with scripts and without, and stops when she wants it to."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import OpenTab
from tests.browser.files import example
from tests.browser.service import Running, rubric

pytestmark = pytest.mark.browser

DANCE = "m1-w04-dance-party"
FILE = example(DANCE, "one-dancer.blocks")


def _sooner(route: Route) -> None:
    """The page as it is, with a second where it says ten."""
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r'(http-equiv="refresh" content=")\d+', r"\g<1>1", answer.text()))


def test_without_scripts_the_page_comes_again_by_itself(service: Running, open_tab: OpenTab) -> None:
    room = service.room("Sokha", language="km")
    service.give(room, DANCE)
    tab = open_tab(language="km", width=320, scripts=False)
    tab.sign_in(room.students[0])
    tab.context.route("**/try/*", _sooner)
    with service.workers_asleep():
        tab.choose(FILE, "dance.sb3")
        tab.element("Send try {attempt}", attempt=1).click()
        expect(tab.page.locator("h1")).to_have_text(tab.say("We have your file"))
        tab.page.reload()  # the page after a form is not routed, this one is
        with tab.page.expect_navigation():
            pass  # nobody presses anything
    expect(tab.page.locator("h1")).to_have_text(rubric(DANCE).rubric.title.say("km"), timeout=20_000)


@pytest.mark.parametrize("scripts", [True, False])
def test_she_can_stop_it(service: Running, open_tab: OpenTab, *, scripts: bool) -> None:
    room = service.room("Sokha")
    service.give(room, DANCE)
    tab = open_tab(width=320, scripts=scripts)
    tab.sign_in(room.students[0])
    with service.workers_asleep():
        tab.choose(FILE, "dance.sb3")
        tab.press("Send try {attempt}", attempt=1)
        tab.press("Stop looking by itself")
        content = tab.page.content()
        assert 'http-equiv="refresh"' not in content
        assert "wait.js" not in content
        expect(tab.page.locator("#line-h")).to_be_visible()


def test_her_place_in_line_moves_on_without_a_jump(service: Running, open_tab: OpenTab) -> None:
    room = service.room("Sokha", "Dara")
    dara, sokha = sorted(room.students, key=lambda one: one.nickname)
    given = service.give(room, DANCE)
    tab = open_tab(width=320)
    tab.sign_in(sokha)
    tab.page.clock.install()
    gradings = service.store.gradings
    with service.workers_asleep():
        first = service.hand_in(dara, given, FILE, "first.sb3", wait=False)
        tab.choose(FILE, "dance.sb3")
        tab.press("Send try {attempt}", attempt=1)
        expect(tab.page.locator("#line-h")).to_contain_text(tab.say("You are number {place} in line", place=2))
        tab.page.evaluate("window.same = true")
        claimed = gradings.claim(first.grading_id or 0, 1, lease=service.settings.lease)
        assert claimed is not None
        gradings.unreadable(claimed, "empty", {})
        tab.page.clock.fast_forward(11_000)
        expect(tab.page.locator("#line-h")).to_contain_text(tab.say("You are number {place} in line", place=1))
        assert tab.page.evaluate("window.same") is True  # the part was swapped, not the page
        tab.look()
