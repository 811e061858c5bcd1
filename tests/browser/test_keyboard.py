"""With the keys alone: the first stop of a page leads past its head. The whole way is in `test_term.py`."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab

pytestmark = pytest.mark.browser


def test_the_first_stop_jumps_to_the_page(open_tab: OpenTab) -> None:
    tab = open_tab(width=320)
    tab.page.goto(f"{tab.address}/sign-in")
    tab.page.keyboard.press("Tab")
    expect(tab.page.locator(".skip")).to_be_focused()
    expect(tab.page.locator(".skip")).to_be_in_viewport()
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    expect(tab.page.locator("#code")).to_be_focused()
