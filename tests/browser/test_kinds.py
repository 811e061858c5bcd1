"""Other things that are handed in: a website, a picture, what cannot be read, what belongs somewhere else."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from tests.browser.files import example
from tests.browser.service import UPLOAD_MB, Running, rubric
from tests.browser.tab import Tab
from tests.kit.sb3 import zipped
from worker.store.views import AssignmentView

pytestmark = pytest.mark.browser

HELLO, DANCE, PAGE = "m1-w01-hello", "m1-w04-dance-party", "m3-w12-first-page"
LANGUAGES_AND_WIDTHS = list(product(("en", "km"), (320, 1280)))


def turns(language: str, width: int) -> pytest.MarkDecorator:
    """That turn; every other one in the long run. All tests together see both languages and widths."""
    every = (
        pytest.param(*pair, marks=[] if pair == (language, width) else [pytest.mark.long])
        for pair in LANGUAGES_AND_WIDTHS
    )
    return pytest.mark.parametrize(("language", "width"), list(every))


def sent(service: Running, tab: Tab, given: AssignmentView, data: bytes, name: str) -> int:
    """Hand that in from her work, and wait for what comes of it; the submission."""
    form = tab.page.locator(f"#task-{given.id}")
    if not form.is_visible():  # an earlier week is folded
        tab.page.locator(f"summary:has(+ #task-{given.id})").click()
    form.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    with tab.page.expect_navigation():
        form.locator("button").click()
    number = int(tab.path.removeprefix("/try/"))
    service.until_graded(number)
    tab.go(tab.path)
    return number


@turns("km", 320)
def test_a_website(service: Running, open_tab: OpenTab, language: str, width: int) -> None:
    room = service.room("Sokha", language=language)
    given = service.give(room, PAGE)
    tab = open_tab(language=language, width=width)
    tab.sign_in(room.students[0])
    sent(service, tab, given, example(PAGE, "good.html"), "index.html")
    page = tab.page
    expect(page.locator("h1")).to_have_text(rubric(PAGE).rubric.title.say(language))
    expect(page.locator(".proof .at").first).to_contain_text("index.html")  # the proof says where it is
    expect(page.locator("pre.lines").first).to_be_visible()
    for goal in page.locator("details.goal > summary").all():
        goal.click()
    tab.look()


@turns("en", 1280)
def test_a_picture_waits_for_a_person(service: Running, open_tab: OpenTab, language: str, width: int) -> None:
    room = service.room("Sokha", language=language)
    given = service.give(room, HELLO)
    tab = open_tab(language=language, width=width)
    tab.sign_in(room.students[0])
    sent(service, tab, given, example(HELLO, "puzzle.png"), "my puzzle.png")
    picture = tab.page.locator("img.hers")
    picture.scroll_into_view_if_needed()
    tab.until(lambda: picture.evaluate("one => one.naturalWidth > 0"), "the picture shows")
    box = picture.bounding_box()
    assert box
    assert box["x"] + box["width"] <= width
    expect(tab.page.locator(".lv.wait")).to_have_count(len(rubric(HELLO).rubric.criteria))
    tab.look()


@turns("en", 320)
def test_a_file_that_cannot_be_read(service: Running, open_tab: OpenTab, language: str, width: int) -> None:
    room = service.room("Sokha", language=language)
    given = service.give(room, DANCE)
    tab = open_tab(language=language, width=width)
    tab.sign_in(room.students[0])
    letter = zipped({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"})
    sent(service, tab, given, letter, "homework.docx")
    page = tab.page
    expect(page.locator("h1")).to_have_text(tab.say("We cannot open this file yet"))
    expect(page.locator(".notice p").first).to_contain_text("Word")
    with page.expect_download() as download:
        tab.element("Get this file back").click()
    assert download.value.path().read_bytes() == letter
    tab.press("Choose another file")
    expect(page.locator(f"#task-{given.id} .tries li")).to_have_count(1)


@turns("km", 1280)
def test_a_file_for_another_task_is_sent_there(service: Running, open_tab: OpenTab, language: str, width: int) -> None:
    room = service.room("Sokha", language=language)
    dance, first_page = service.give(room, DANCE), service.give(room, PAGE)
    tab = open_tab(language=language, width=width)
    tab.sign_in(room.students[0])
    sent(service, tab, dance, example(PAGE, "good.html"), "index.html")
    page, title = tab.page, rubric(PAGE).rubric.title.say(language)
    expect(page.locator("#move-h")).to_contain_text(tab.say("This looks like {title}.", title=title))
    expect(page.locator("#move-h")).to_contain_text(tab.say("Send it there?"))
    tab.press("Choose another file")
    expect(page.locator(f"#task-{dance.id} form")).to_be_visible()  # the folded week opens by itself
    page.go_back()
    with page.expect_navigation():
        tab.element("Yes, send it to {title}", title=title).click()
    moved = int(tab.path.removeprefix("/try/"))
    service.until_graded(moved)
    tab.go(tab.path)
    expect(page.locator("h1")).to_have_text(title)
    her = room.students[0].id
    assert service.store.submissions.tries(her, dance.id) == ()
    (one,) = service.store.submissions.tries(her, first_page.id)
    assert (one.submission.id, one.submission.attempt) == (moved, 1)


def test_a_file_that_is_too_big_gets_a_page_and_nothing_is_lost(service: Running, open_tab: OpenTab) -> None:
    room = service.room("Sokha", language="km")
    given = service.give(room, DANCE)
    tab = open_tab(language="km", width=320)
    tab.sign_in(room.students[0])
    tab.forgive("413")
    tab.choose(bytes(2 * UPLOAD_MB * 1024 * 1024), "long song.sb3")
    with tab.page.expect_navigation():
        tab.element("Send try {attempt}", attempt=1).click()
    expect(tab.page.locator("h1")).to_have_text(tab.say("This file is too big for us"))
    assert tab.pattern("We can take {limit}.").search(tab.text())
    tab.look()
    tab.press("Go to my work")
    assert service.store.submissions.tries(room.students[0].id, given.id) == ()


def test_the_same_file_again_is_no_new_try(service: Running, open_tab: OpenTab) -> None:
    room = service.room("Sokha")
    given = service.give(room, DANCE)
    tab = open_tab(width=320)
    tab.sign_in(room.students[0])
    first = sent(service, tab, given, example(DANCE, "one-step.blocks"), "one.sb3")
    tab.go("/work")
    tab.choose(example(DANCE, "one-step.blocks"), "two.sb3")
    tab.press("Send try {attempt}", attempt=2)
    assert tab.path == f"/try/{first}"
    expect(tab.page.get_by_role("status")).to_have_text(tab.say("This is the same file as try {attempt}.", attempt=1))
