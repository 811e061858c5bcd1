"""Feedback about a website: both ends of an open tag, colours, the folder. At two widths, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from tests.browser.service import Running
from tests.kit.sb3 import zipped
from tests.kit.site import PNG

pytestmark = pytest.mark.browser

OPEN = "\n".join(
    [
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>My aunt builds networks</title></head>',
        '<body>\n<main>\n  <section class="story">\n    <h1>How she began</h1>',
        *(f"    <p>She climbs every day with cables, number {number}. ខ្ញុំចង់ធ្វើដូចនាង។</p>" for number in range(12)),
        "</main>\n<h2>And now</h2><p>I love <strong>networks</p>\n<p>The end</p>\n</body>\n</html>\n",
    ]
).encode()
LINKED = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="style.css"></head><body><header><h1>{title}</h1></header>
<nav><a href="index.html">Home</a> <a href="{link}">Her work</a></nav><main><h2>Her day</h2>
<p class="pale">She climbs every day</p><img src="img/{picture}" alt="My aunt on a ladder with cables"></main>
<footer>Made by me</footer></body></html>
"""
SITE = zipped(
    {
        "index.html": LINKED.format(title="My aunt builds networks", link="Work.html", picture="aunt.png").encode(),
        "work.html": LINKED.format(title="Her work", link="index.html", picture="Aunt.PNG").encode(),
        "style.css": b".pale { color: #b8a9d9; background-color: white }\nh1 { color: rebeccapurple }\n",
        "img/Aunt.PNG": PNG,
    }
)
TURNS = [("en", 360, True), ("km", 360, True), ("en", 1280, False), ("km", 1280, True)]


def turns(*ordinary: tuple[str, int, bool]) -> pytest.MarkDecorator:
    """These turns; every other one in the long run."""
    every = [pytest.param(*turn, marks=[] if turn in ordinary else [pytest.mark.long]) for turn in TURNS]
    return pytest.mark.parametrize(("language", "width", "scripts"), every)


@turns(("km", 360, True))
def test_both_ends_of_what_is_open(
    service: Running, open_tab: OpenTab, language: str, width: int, *, scripts: bool
) -> None:
    room = service.room("Maly", language=language)
    (her,) = room.students
    given = service.give(room, "m3-w12-first-page")
    receipt = service.hand_in(her, given, OPEN, "index.html")
    tab = open_tab(language=language, width=width, scripts=scripts)
    tab.sign_in(her)
    tab.go(f"/try/{receipt.submission_id}")
    tab.page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    lines = tab.page.locator(".lines:has(.two)").first
    expect(lines.locator("mark").first).to_have_text('<section class="story">')
    expect(lines.locator("mark").last).to_have_text("</main>")
    expect(lines.locator("em").first).to_have_text(tab.say("opens here"))
    for word in lines.locator("em").all():
        box, around = word.bounding_box(), lines.bounding_box()
        assert box is not None
        assert around is not None
        assert box["x"] + box["width"] <= around["x"] + around["width"]  # in sight without scrolling
    tab.look()


@turns(("en", 360, True), ("en", 1280, False))
def test_colours_and_the_folder(
    service: Running, open_tab: OpenTab, language: str, width: int, *, scripts: bool
) -> None:
    room = service.room("Maly", language=language)
    (her,) = room.students
    given = service.give(room, "m3-w14-inspiring-woman-site")
    receipt = service.hand_in(her, given, SITE, "site.zip")
    tab = open_tab(language=language, width=width, scripts=scripts)
    tab.sign_in(her)
    tab.go(f"/try/{receipt.submission_id}")
    tab.page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    expect(tab.page.locator(".swatches figure")).to_have_count(2)
    expect(tab.page.locator(".swatches").first).to_contain_text("#b8a9d9")
    expect(tab.page.locator(".tree .near mark")).to_have_text("work.html")
    expect(tab.page.locator(".tree .near")).to_contain_text("Work.html")
    tab.look()


def test_a_mentor_reads_the_same_lines(service: Running, open_tab: OpenTab) -> None:
    room = service.room("Maly")
    (her,) = room.students
    given = service.give(room, "m3-w12-first-page")
    receipt = service.hand_in(her, given, OPEN, "index.html")
    tab = open_tab()
    tab.sign_in_mentor(room.mentor)
    tab.go(f"/mentor/work/{receipt.submission_id}")
    tab.page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    expect(tab.page.locator(".lines .two mark").first).to_have_text('<section class="story">')
    tab.look()
