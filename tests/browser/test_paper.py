"""On paper: a feedback page is one sheet of A4, without what only works on a screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from tests.browser.files import example
from tests.browser.service import Running

pytestmark = pytest.mark.browser

WORKS = {"m2-w10-catch-game": "good.blocks", "m3-w12-first-page": "many-open.html"}


@pytest.mark.parametrize(("task", "language"), list(zip(WORKS, ("km", "en"), strict=True)))
def test_a_feedback_page_is_one_sheet(service: Running, open_tab: OpenTab, task: str, language: str) -> None:
    room = service.room("Sokha", language=language)
    given = service.give(room, task)
    data = example(task, WORKS[task])
    number = service.hand_in(room.students[0], given, data, WORKS[task].replace("blocks", "sb3")).submission_id
    tab = open_tab(language=language)
    tab.sign_in(room.students[0])
    tab.page.goto(f"{tab.address}/try/{number}")
    sheets = re.findall(rb"/Type\s*/Page[^s]", tab.page.pdf(prefer_css_page_size=True, print_background=True))
    assert len(sheets) == 1
    tab.page.emulate_media(media="print")
    for gone in ("nav", ".foot", "main a.btn", "main a.get"):
        expect(tab.page.locator(gone).first).to_be_hidden()
    for stays in ("#did", ".next", ".ladder details[open] p", "#goals"):
        expect(tab.page.locator(stays).first).to_be_visible()
