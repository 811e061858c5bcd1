"""What every test may count on: no way off this machine, the samples where they are, a browser or one line."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).resolve().parent.parent
SAMPLES = HOUSE.parent / "shared" / "samples"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=AutofillServerCommunication",  # the browser itself would ask the internet about each form
)
# The real binary first: the wrapper script of some systems prints warnings of its own.
BROWSERS = ("/usr/lib/chromium/chromium", "chromium", "chromium-browser", "google-chrome", "microsoft-edge")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run what takes minutes: fuzz, chaos")


def pytest_configure(config: pytest.Config) -> None:
    os.environ["KRU_PLAYER"] = "off"  # a service that a test starts fetches nothing
    if config.getoption("--long"):
        config.option.timeout = 0  # long runs know their own limits


def find_browser() -> str | None:
    """The Chromium of this machine, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def must_have_browser() -> bool:
    """In CI a skip would hide a page that nobody looked at."""
    return bool(os.environ.get("KRU_CI_BROWSER") or os.environ.get("CI") == "true")


@lru_cache(maxsize=1)
def missing_of_player() -> str:
    """What the player of Scratch projects lacks on this machine, as a sentence; empty when it is there."""
    from grader.live import parts

    found = parts.status()
    return "" if found.state == "ready" else found.says or "the player's parts are being fetched"


def pytest_runtest_setup(item: pytest.Item) -> None:
    # Skipping here, and not by a marker, lets pytest fold all of them into one line of its summary.
    if item.get_closest_marker("long") and not item.config.getoption("--long"):
        pytest.skip("a long run: ./run test --long")
    if item.get_closest_marker("browser") and find_browser() is None:
        if must_have_browser():
            pytest.fail("no Chromium on this machine, and in CI that is a failure", pytrace=False)
        pytest.skip("no Chromium on this machine")
    if item.get_closest_marker("player") and (missing := missing_of_player()):
        if must_have_browser():
            pytest.fail(f"{missing} In CI that is a failure", pytrace=False)
        pytest.skip(missing)
    if item.get_closest_marker("samples") and not SAMPLES.is_dir():
        pytest.skip("no ../shared/samples beside this checkout")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real projects; the test skips where it is absent."""
    if not SAMPLES.is_dir():
        pytest.skip("no ../shared/samples beside this checkout")
    return SAMPLES


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is. For tests marked `browser`."""
    path = find_browser()
    if path is None:
        pytest.skip("no Chromium on this machine")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """That browser, running. One for all tests: a process holds one Playwright at a time."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(BROWSER_ARGUMENTS))
        yield running
        running.close()


class OutsideWorldError(AssertionError):
    """A test reached for another machine."""


@pytest.fixture(autouse=True, scope="session")
def _nothing_leaves_this_machine() -> Iterator[None]:
    real = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise OutsideWorldError(f"a test wanted to reach {address[0]}")

    def connect(self: socket.socket, address: Any) -> Any:
        check(address)
        return real[0](self, address)

    def connect_ex(self: socket.socket, address: Any) -> Any:
        check(address)
        return real[1](self, address)

    def look_up(host: Any, *rest: Any, **named: Any) -> Any:
        if host not in {None, "", "0.0.0.0", *LOOPBACK}:  # noqa: S104 - compared, not bound
            raise OutsideWorldError(f"a test wanted to look up {host}")
        return real[2](host, *rest, **named)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    patch.setattr(socket.socket, "connect_ex", connect_ex)
    patch.setattr(socket, "getaddrinfo", look_up)
    yield
    patch.undo()
