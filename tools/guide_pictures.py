"""Makes the pictures of `docs/guides`, in both languages, from `kru serve --demo`: `python tools/guide_pictures.py`.

Fonts differ between machines, so the same page never gives the same bytes twice. `--check` makes none and says which
are missing, which no guide shows, and which are too big.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

GUIDES = Path(__file__).resolve().parent.parent / "docs" / "guides"
FOLDER = GUIDES / "pictures"
SHOWN = re.compile(r"!\[[^\]]+\]\((pictures/[^)]+)\)")
LANGUAGES = ("en", "km")
WIDTH, HEIGHT = 1000, 620
MOST_BYTES, MOST_TOGETHER = 60_000, 600_000
RUBRIC = "m1-w04-dance-party"
EDIT = f"/mentor/rubric/{RUBRIC}/edit"


def main(words: Sequence[str] | None = None) -> int:
    """Make them all, or say what is amiss with those that are there. 0 when nothing is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only say what is amiss")
    if not parser.parse_args(words).check:
        _make()
    amiss = tuple(_amiss())
    for line in amiss:
        print(line, file=sys.stderr)
    return 1 if amiss else 0


def _amiss() -> Iterator[str]:
    asked = {name for guide in GUIDES.glob("*.md") for name in SHOWN.findall(guide.read_text(encoding="utf-8"))}
    there = {file.relative_to(GUIDES).as_posix(): file.stat().st_size for file in FOLDER.rglob("*") if file.is_file()}
    for name in sorted(asked - there.keys()):
        yield f"docs/guides/{name} is missing. Make it: python tools/guide_pictures.py"
    for name in sorted(there.keys() - asked):
        yield f"docs/guides/{name} is in no guide."
    for name, size in sorted(there.items()):
        if size > MOST_BYTES:
            yield f"docs/guides/{name} has {size} bytes; {MOST_BYTES} is the most."
    if sum(there.values()) > MOST_TOGETHER:
        yield f"The pictures have {sum(there.values())} bytes together; {MOST_TOGETHER} is the most."


def _make() -> None:
    import screenshots
    from playwright.sync_api import sync_playwright

    with screenshots.demo() as found, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=screenshots.chromium(), args=list(screenshots.ARGUMENTS))
        for language in LANGUAGES:
            context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
            page = context.new_page()
            screenshots.sign_in(found, page, "mentor")
            page.goto(f"{found.address}/mentor/?lang={language}")
            for name, prepare in _shots(found).items():
                prepare(page)
                _keep(page.screenshot(), FOLDER / language / f"{name}.webp")
            context.close()
        browser.close()


def _shots(found: Any) -> Mapping[str, Callable[[Page], None]]:
    """What stands on each picture, in the order in which a mentor comes by."""
    text = (GUIDES.parents[1] / "rubrics" / "module-1" / RUBRIC / "rubric.yaml").read_text(encoding="utf-8")
    words = text.replace("version: 1", "version: 2").replace("Dance party", "Our dance party", 1)
    task = found.given("m2-w10-catch-game").id

    def at(path: str) -> Callable[[Page], None]:
        return lambda page: _go(page, f"{found.address}{path}")

    def slip(page: Page) -> None:
        _go(page, f"{found.address}{EDIT}")
        _write(page, words.replace("points: 20", "pionts: 20", 1))
        page.locator("#mistakes .mistake").first.wait_for()
        page.locator("#fix").scroll_into_view_if_needed()

    def tried(page: Page) -> None:
        _go(page, f"{found.address}{EDIT}")
        _write(page, words)
        page.locator("#mistakes .mistake").wait_for(state="detached")
        with page.expect_navigation():
            page.locator("#editor .row .btn").click()
        page.locator("#tried details").wait_for(timeout=120_000)
        page.locator("#ex").scroll_into_view_if_needed()

    def her_page(page: Page) -> None:
        page.locator("#her-page").evaluate("one => one.scrollIntoView()")

    return {
        "rubrics": at("/mentor/rubrics"),
        "begin": at("/mentor/rubrics/new"),
        "mend": slip,
        "examples": tried,
        "her-page": her_page,
        "what-if": at(f"/mentor/task/{task}/what-if"),
    }


def _go(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")


def _write(page: Page, text: str) -> None:
    """Put the text into the editor, or into the plain box where the editor is not here."""
    content = page.locator(".cm-content")
    if content.count():
        content.click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(text)
        page.keyboard.press("Control+Home")
    else:
        page.locator("#text").fill(text)


def _keep(png: bytes, place: Path) -> None:
    """As WebP, as good as its size allows."""
    from PIL import Image

    place.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in (80, 65, 50, 35):
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MOST_BYTES - 5_000:
            break
    place.write_bytes(out.getvalue())


if __name__ == "__main__":
    sys.exit(main())
