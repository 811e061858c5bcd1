"""One service for all; for each test its tabs, watched: any language and width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.outside import Outside, recording
from tests.browser.service import Running, running
from tests.browser.tab import Tab

PATIENCE = 20_000  # milliseconds that a page may take while others use the machine too

MakeTab = Callable[..., Tab]
OpenTab = Callable[..., Tab]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The real service. Tests share it, and each makes a class of its own."""
    with running(tmp_path_factory.mktemp("kru")) as found:
        yield found


@pytest.fixture(scope="session")
def outside() -> Iterator[Outside]:
    """Where every request goes that is not for this machine."""
    with recording() as found:
        yield found


@pytest.fixture(scope="session")
def audited() -> set[tuple[str, str, int, int, bool]]:
    """What axe has seen in this run."""
    return set()


@pytest.fixture(scope="session")
def make_tab(browser: Browser, outside: Outside, audited: set[tuple[str, str, int, int, bool]]) -> MakeTab:
    """A new browser of somebody; who makes it closes it."""

    def make(
        address: str, *, language: str = "en", width: int = 1280, scripts: bool = True, bypass_csp: bool = False
    ) -> Tab:
        context = browser.new_context(
            viewport={"width": width, "height": 640 if width < 600 else 800},
            java_script_enabled=scripts,
            bypass_csp=bypass_csp,
            locale={"en": "en-US", "km": "km-KH"}[language],
            proxy={"server": outside.address, "bypass": "127.0.0.1"},
        )
        context.set_default_timeout(PATIENCE)
        tab = Tab(context.new_page(), address, language, width, scripts, audited)
        tab.watch()
        return tab

    return make


@pytest.fixture
def open_tab(service: Running, make_tab: MakeTab, outside: Outside) -> Iterator[OpenTab]:
    """`open_tab(language="km", width=320, scripts=False)`: a browser of its own. What was noticed fails the test."""
    tabs: list[Tab] = []

    def make(**how: Any) -> Tab:
        tabs.append(make_tab(service.address, **how))
        return tabs[-1]

    before = len(outside.asked)
    yield make
    noticed = [line for tab in tabs for line in tab.noticed]
    for tab in tabs:
        tab.context.close()
    assert noticed == []
    assert outside.asked[before:] == []
