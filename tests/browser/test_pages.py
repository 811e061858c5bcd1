"""Every page of a club that is in the middle of its term, by the routes that there are: nobody stumbles over any.

In the ordinary run each page is looked at once, in turns of language, width and theme; the long run takes every turn.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, product
from pathlib import Path

import pytest
from waitress.server import create_server

from tests.browser.conftest import MakeTab
from tests.browser.outside import Outside
from tests.browser.tab import Tab
from tests.web import conftest as web
from tests.web.conftest import Pages
from tests.web.furnished import ROLES, Club, furnish
from tests.web.mentor.test_access import MAY_BE_ABSENT, Case

pytestmark = pytest.mark.browser

# Next to each other they share nothing that can be shared: two pages show all languages, widths and themes.
TURNS = (("km", 320, False), ("en", 1280, True), ("km", 1280, True), ("en", 320, False),
         ("en", 320, True), ("km", 1280, False), ("km", 320, True), ("en", 1280, False))  # fmt: skip
# The fixtures of the pages, that they are made with.
peopled, settings, pages = web.peopled, web.settings, web.pages
PICTURES = os.environ.get("KRU_PICTURES")  # a folder: each page as a picture, for eyes


@pytest.fixture
def club(pages: Pages) -> Club:
    """The club, its past, and nothing in line that a look would change."""
    return furnish(pages)


@pytest.fixture
def address(club: Club) -> Iterator[str]:
    """The pages, served on this machine."""
    server = create_server(club.pages.app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


@pytest.mark.timeout(900)
def test_nobody_stumbles_over_any_page(
    club: Club, address: str, make_tab: MakeTab, outside: Outside, pytestconfig: pytest.Config
) -> None:
    every = pytestconfig.getoption("--long")
    turns, seen, troubles = cycle(TURNS), 0, list[str]()
    before = len(outside.asked)
    for role in ROLES:
        looked_at = _pages(club, role)
        tab = _tab(make_tab, address, club, role)
        for case in looked_at:
            for turn in TURNS if every else (next(turns),):
                troubles += _look(tab, case, *turn)
        seen += len(looked_at)
        tab.context.close()
    assert not troubles, f"{len(troubles)} pages:\n\n" + "\n\n".join(troubles)
    assert outside.asked[before:] == []
    assert seen > len(ROLES) * len(TURNS)


@pytest.mark.long
def test_nor_without_scripts(club: Club, address: str, make_tab: MakeTab) -> None:
    troubles = list[str]()
    for role in ROLES:
        tab = _tab(make_tab, address, club, role, scripts=False)
        for case, (language, width) in product(_pages(club, role), (("km", 320), ("en", 1280))):
            troubles += _look(tab, case, language, width, dark=False)
        tab.context.close()
    assert not troubles, "\n\n".join(troubles)


def _pages(club: Club, role: str) -> list[Case]:
    """What is a page, and has its heading as it is sent: nobody waits for a script to bring it."""
    client, found = club.client(role), list[Case]()
    for case in club.addresses(role):
        answer = client.get(case.address, follow_redirects=True)
        if answer.status_code == 404:
            assert case.endpoint in MAY_BE_ABSENT, case.address
        else:
            assert answer.status_code == 200, case.address
            if answer.mimetype == "text/html":
                assert re.search(r"<h1\b", answer.get_data(as_text=True)), case.address
                found.append(replace(case, address=answer.request.path))
    return list({one.address: one for one in found}.values())


def _tab(make_tab: MakeTab, address: str, club: Club, role: str, *, scripts: bool = True) -> Tab:
    """A browser with the cookie of somebody who has signed in already."""
    client = club.client(role)
    cookie = client.get_cookie("kru") if role != "nobody" else None
    tab = make_tab(address, scripts=scripts)
    if cookie is not None:
        tab.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    return tab


def _look(tab: Tab, case: Case, language: str, width: int, dark: bool) -> list[str]:  # noqa: FBT001 - part of a turn
    """Look at that page in that turn; what was found, as one text."""
    tab.turn(language, width, dark=dark)
    try:
        tab.go(f"{case.address}?lang={language}")
        assert tab.path == case.address
    except AssertionError as trouble:
        return [f"{case.endpoint}{' in the dark' if dark else ''} {trouble}"]
    finally:
        tab.noticed.clear()
        if PICTURES:
            name = f"{case.endpoint}-{case.address.strip('/').replace('/', '_')}-{language}-{width}-{'dark' * dark}"
            tab.page.screenshot(path=Path(PICTURES, f"{name}.png"), full_page=True)
    return []
