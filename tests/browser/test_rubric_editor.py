"""The editor of rubrics as a browser has it: the same mistakes at the same places, words offered, no trap for keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from tests.browser.service import Running
from worker.tuning.editor import EDITOR

pytestmark = pytest.mark.browser


def test_the_editor_takes_the_place_of_the_box_and_gives_it_all_she_writes(service: Running, open_tab: OpenTab) -> None:
    if EDITOR.install():
        pytest.skip("the editor cannot be fetched here")
    room = service.room("Sokha")
    tab = open_tab(width=1280)
    tab.sign_in_mentor(room.mentor)
    tab.go("/mentor/rubric/m1-w04-dance-party/edit")
    page, text = tab.page, tab.page.locator("#text")
    content = page.locator(".cm-content")
    expect(content).to_be_visible()
    expect(text).to_be_hidden()
    content.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\npionts: 1")
    wavy = page.locator(".cm-lintRange-error")
    expect(wavy).to_have_text("pionts")
    expect(page.locator("#mistakes")).to_contain_text("pionts")
    assert text.input_value().endswith("\npionts: 1")
    for _ in "pionts: 1":
        page.keyboard.press("Backspace")
    expect(wavy).to_have_count(0)
    page.keyboard.type("bonus")
    offered = page.locator(".cm-tooltip-autocomplete li").first
    expect(offered).to_have_text("bonus_up_to")
    offered.click()
    assert text.input_value().endswith("\nbonus_up_to: ")
    page.keyboard.type("0")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(content).not_to_be_focused()
    tab.look()
    tab.turn("en", 320, dark=True)
    tab.look()
