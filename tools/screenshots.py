"""Take pictures of Kru's pages: `python tools/screenshots.py OUT` for all, `--readme` for the one in the README.

Starts the demo in a folder of its own and walks the pages that a student and a mentor reach by links, at three widths,
in both languages, one page of each kind: kinds are told apart by the address without its numbers.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

HOUSE = Path(__file__).resolve().parents[1]
README_PICTURE = HOUSE / "docs" / "pictures" / "feedback.png"
WIDTHS = (320, 768, 1280)
LANGUAGES = ("en", "km")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
SAID = re.compile(
    r"As a student.*?(?P<card>http\S+).*?(?P<mentor>http\S+)\s+name (?P<name>[^,]+), password (?P<password>\S+)",
    re.DOTALL,
)
MOST = 40  # kinds of pages a journey has at most


def main() -> None:
    """Take the pictures."""
    wish = argparse.ArgumentParser(description="Take pictures of Kru's pages.")
    wish.add_argument("out", type=Path, nargs="?")
    wish.add_argument("--readme", action="store_true")
    wish.add_argument("--chromium", default="/usr/lib/chromium/chromium")
    asked = wish.parse_args()
    if not asked.readme and asked.out is None:
        wish.error("say where the pictures go, or --readme")
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        command = [sys.executable, "-m", "grader.cli", "serve", "--demo", "--port", "0", "--data", data]
        service = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)
        try:
            doors = _doors(service)
            browser = playwright.chromium.launch(executable_path=asked.chromium, args=ARGUMENTS)
            _wait_until_graded(browser, doors)
            if asked.readme:
                _readme(browser, doors)
            else:
                _all(browser, doors, asked.out)
            browser.close()
        finally:
            service.terminate()
            service.wait(30)


def _doors(service: subprocess.Popen[str]) -> dict[str, str]:
    """What the demo says: the links, and the mentor's name and password."""
    said = ""
    for line in service.stdout or ():
        said += line
        found = SAID.search(said)
        if found:
            return found.groupdict()
    raise SystemExit("The demo did not come up:\n" + said)


def _wait_until_graded(browser: Any, doors: dict[str, str]) -> None:
    """The demo's class is graded by real workers once it is up; one file is held in line for ever."""
    page = browser.new_page()
    before = ""
    for _ in range(60):
        page.goto(doors["card"].split("/c/")[0] + "/health")
        now = re.sub(r"\d+ seconds?", "", page.inner_text("body").partition('"waiting"')[2])
        if now == before:
            break
        before = now
        page.wait_for_timeout(4000)
    page.close()


def _enter(page: Any, doors: dict[str, str], who: str, language: str) -> None:
    if who == "student":
        page.goto(f"{doors['card']}?lang={language}")
        if "/c/" in page.url:
            page.click("main form button")
        return
    page.goto(f"{doors['mentor']}?lang={language}")
    page.fill("input[name=login]", doors["name"])
    page.fill("input[name=password]", doors["password"])
    page.click("main form button")


def _all(browser: Any, doors: dict[str, str], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for who in ("student", "mentor"):
        for language in LANGUAGES:
            for width in WIDTHS:
                page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
                _enter(page, doors, who, language)
                _walk(page, out, f"{who}-{language}-{width}")


def _walk(page: Any, out: Path, name: str) -> None:
    seen: set[str] = set()
    waiting = [page.url]
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        kind = re.sub(r"\d+", "N", address.split("?")[0].split("/", 3)[3])
        if kind in seen or kind.endswith(("file", "starter", "picture")):
            continue
        seen.add(kind)
        page.goto(address)
        page.screenshot(path=out / f"{name}-{kind.replace('/', '_')}.png", full_page=True)
        waiting += page.eval_on_selector_all("main a[href]", "all => all.map(one => one.href)")


def _readme(browser: Any, doors: dict[str, str]) -> None:
    """A page of hers, as a laptop shows it."""
    page = browser.new_context(viewport={"width": 1180, "height": 1010}).new_page()
    _enter(page, doors, "student", "en")
    page.goto(f"{doors['card'].split('/c/')[0]}/work")
    tries = page.eval_on_selector_all("a[href*='/try/']", "all => all.map(one => one.href)")
    # The page with the most to show: proofs drawn as blocks, and a next step.
    drawn: dict[str, int] = {}
    for address in tries:
        page.goto(address)
        drawn[address] = page.locator(".proof .stack").count() if page.locator(".next .ladder").count() else 0
    page.goto(max(drawn, key=lambda address: drawn[address]))
    README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=README_PICTURE)


if __name__ == "__main__":
    main()
