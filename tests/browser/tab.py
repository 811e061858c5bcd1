"""A browser tab that is watched: on every page it opens, what a person or a machine would stumble over is found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Error, FilePayload, Locator, Page, Request

from grader.language import translations
from tests.kit.people import PASSWORD
from tests.kit.queue import wait_until
from web.language import CATALOGUES
from worker.store.views import MentorView, StudentView

Found = TypeVar("Found")

LOOK = (Path(__file__).parent / "look.js").read_text(encoding="utf-8")
AXE = Axe()
FIRST_VIEW = 60_000  # bytes of HTML and CSS as sent
PATIENCE = 20  # seconds that something may take while others use the machine too
OURS = {"127.0.0.1", "localhost"}


@dataclass(eq=False)  # without slots: Playwright puts notes of its own on whose methods it calls
class Tab:
    """One person's browser: its language, how wide it is, whether scripts run. `watch` begins before the first page."""

    page: Page
    address: str
    language: str
    width: int
    scripts: bool
    audited: set[tuple[str, str, int, int, bool]]  # what axe has seen in this run, so that it looks at nothing twice
    noticed: list[str] = field(default_factory=list)
    forgiven: set[str] = field(default_factory=set)
    dark: bool = False
    _sent: dict[str, Request] = field(default_factory=dict)

    @property
    def context(self) -> BrowserContext:
        """Its cookies and its cache."""
        return self.page.context

    @property
    def path(self) -> str:
        """Where it is."""
        return urlsplit(self.page.url).path

    def watch(self) -> None:
        """Note what must never happen: a request that leaves, a dialog, a broken script, a broken policy."""
        self.context.on("request", self._request)
        self.page.on("console", self._console)
        self.page.on("pageerror", self._broken)
        self.page.on("dialog", self._dialog)

    def turn(self, language: str, width: int, *, dark: bool) -> None:
        """Be another browser from now on: what the next pages are looked at as."""
        self.language, self.width, self.dark = language, width, dark
        self.page.set_viewport_size({"width": width, "height": 640 if width < 600 else 800})
        self.page.emulate_media(color_scheme="dark" if dark else "light")

    def go(self, path: str) -> None:
        """Open a page and look at it."""
        self.page.goto(f"{self.address}{path}" if path.startswith("/") else path)
        self.look()

    def press(self, what: Locator | str, **values: object) -> None:
        """Press a button or link by what it says in English, and look at the page that comes."""
        with self.page.expect_navigation():
            self.element(what, **values).click()
        self.look()

    def element(self, what: Locator | str, **values: object) -> Locator:
        """A button or link, by what it says in English."""
        if not isinstance(what, str):
            return what
        said = self.say(what, **values)
        return self.page.get_by_role("button", name=said).or_(self.page.get_by_role("link", name=said)).first

    def sign_in(self, who: StudentView) -> None:
        """In with her card."""
        self.page.goto(f"{self.address}/c/{who.code}")
        with self.page.expect_navigation():
            self.element("Go to my work").click()
        assert self.path == "/work"

    def sign_in_mentor(self, who: MentorView) -> None:
        """In with name and password."""
        self.page.goto(f"{self.address}/mentor/sign-in")
        self.page.get_by_label(self.say("Your name to sign in")).fill(who.login)
        self.page.get_by_label(self.say("Your password")).fill(PASSWORD)
        with self.page.expect_navigation():
            self.element("Go to my classes").click()
        assert self.path == "/mentor/"

    def say(self, sentence: str, **values: object) -> str:
        """A sentence of the pages in this tab's language."""
        text = translations(self.language, CATALOGUES).gettext(sentence)
        return text.format(**values) if values else text

    def pattern(self, sentence: str) -> re.Pattern[str]:
        """That sentence in this tab's language, with anything in its gaps."""
        return re.compile(".+?".join(map(re.escape, re.split(r"\{\w+\}", self.say(sentence)))))

    def choose(self, data: bytes, name: str) -> None:
        """Choose a file for the first form that takes one."""
        file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        self.page.locator("input[type=file]").first.set_input_files(file)

    def until(self, condition: Callable[[], Found], what: str) -> Found:
        """What a question to the store answers, once it answers."""
        wait_until(condition, what, seconds=PATIENCE, meanwhile=lambda: self.page.wait_for_timeout(20))
        return condition()

    def text(self) -> str:
        """What stands on the page."""
        return self.page.inner_text("body")

    def look(self, *, axe: bool = True) -> None:
        """Look at the page. AssertionError with everything that was found."""
        found: list[str] = list(self.page.evaluate(LOOK, self.language))
        if self.scripts and axe:
            found += self._axe()
        size = self.first_view()
        if size > FIRST_VIEW:
            found.append(f"{size} bytes of HTML and CSS")
        found += self.noticed
        where = f"{self.path} ({self.language}, {self.width} px)"
        assert not found, f"{where}:\n" + "\n".join(found)

    def forgive(self, status: str) -> None:
        """The browser writes down each answer of 400 and more: this one the test asked for."""
        self.forgiven.add(status)

    def first_view(self) -> int:
        """Bytes of this page and of its style sheets, as sent."""
        sheets = self.page.eval_on_selector_all("link[rel=stylesheet]", "all => all.map(one => one.href)")
        return sum(self._bytes(url) for url in (self.page.url.partition("#")[0], *sheets))

    def _axe(self) -> list[str]:
        """What axe finds; nothing where the same page with as many elements was seen before."""
        elements = self.page.evaluate("document.querySelectorAll('*').length")
        page = (re.sub(r"\d+", "N", self.path), self.language, self.width, elements, self.dark)
        if page in self.audited:
            return []
        results: dict[str, Any] = AXE.run(self.page).response
        found = [
            f"axe: {violation['id']}: {violation['help']}: {node['html'][:160]} {node['target']}"
            for violation in results["violations"]
            for node in violation["nodes"]
        ]
        if not found:
            self.audited.add(page)
        return found

    def _bytes(self, url: str) -> int:
        request = self._sent.get(url)
        if request is None:
            return 0
        return request.sizes()["responseBodySize"]

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in OURS:
            self.noticed.append(f"leaves this machine: {request.url}")
        if request.resource_type != "stylesheet" or request.url not in self._sent:
            self._sent[request.url] = request  # a style sheet's first request: later ones come from the cache

    def _console(self, message: ConsoleMessage) -> None:
        asked_for = message.text.startswith("Failed to load") and any(one in message.text for one in self.forgiven)
        if message.type == "error" and not asked_for:
            self.noticed.append(f"console: {message.text}")

    def _broken(self, error: Error) -> None:
        self.noticed.append(f"script: {error}")

    def _dialog(self, dialog: Dialog) -> None:
        self.noticed.append(f"dialog: {dialog.message}")
        dialog.dismiss()
