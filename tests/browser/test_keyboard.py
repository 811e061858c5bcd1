"""With the keys alone: Tab, Enter and Space go the whole way, and where one is can always be seen."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import FileChooser, expect

from tests.browser.conftest import OpenTab
from tests.browser.files import example
from tests.browser.service import Running
from tests.browser.tab import Tab
from tests.kit.people import PASSWORD

pytestmark = pytest.mark.browser

DANCE = "m1-w04-dance-party"
MOST = 80  # more stops than any page has
FOCUS = """() => {
    const at = document.activeElement, style = getComputedStyle(at);
    const box = at.getBoundingClientRect(), wide = innerWidth;
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {
        nothing: at === document.body,
        seen: ring && box.width > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
        what: at.outerHTML.slice(0, 120),
    };
}"""


@dataclass  # without slots: Playwright puts notes of its own on whose methods it calls
class Keys:
    """Hands on a keyboard."""

    tab: Tab
    choosers: list[FileChooser] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tab.page.on("filechooser", self._opened)  # from the start: the browser must know before a key is pressed

    def reach(self, selector: str) -> None:
        """Press Tab until that has the focus; every stop on the way must be seen."""
        wanted = self.tab.page.locator(selector).first
        expect(wanted).to_be_attached()
        for _ in range(MOST):
            self.tab.page.keyboard.press("Tab")
            stop = self.tab.page.evaluate(FOCUS)
            assert stop["nothing"] or stop["seen"], f"the focus is not seen on {stop['what']}"
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"Tab does not reach {selector}")

    def enter(self, selector: str) -> None:
        """Reach a link or button and press Enter; the next page is there."""
        self.reach(selector)
        with self.tab.page.expect_navigation():
            self.tab.page.keyboard.press("Enter")

    def open(self, selector: str) -> None:
        """Reach something that folds and open it."""
        self.reach(f"{selector} > summary")
        self.tab.page.keyboard.press("Enter")
        expect(self.tab.page.locator(f"{selector} > .inside").first).to_be_visible()

    def choose_file(self, data: bytes, name: str) -> None:
        """Reach the field for a file and choose one."""
        self.reach("input[type=file]")
        self.tab.page.keyboard.press("Enter")
        self.tab.until(lambda: self.choosers, "a file can be chosen")
        self.choosers.pop().set_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})

    def _opened(self, chooser: FileChooser) -> None:
        self.choosers.append(chooser)


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.long)])
def test_a_student_hands_in_and_asks(service: Running, open_tab: OpenTab, width: int) -> None:
    room = service.room("Sokha")
    given = service.give(room, DANCE)
    tab = open_tab(width=width)
    keys = Keys(tab)
    tab.page.goto(f"{tab.address}/sign-in")
    keys.reach("#code")
    tab.page.keyboard.type(room.students[0].code.lower().replace("-", " "))
    keys.enter("main form .btn")
    assert tab.path == "/work"
    keys.choose_file(example(DANCE, "one-step.blocks"), "dance.sb3")
    keys.enter("main form .btn")
    number = int(tab.path.removeprefix("/try/"))
    service.until_graded(number)
    tab.page.reload()
    keys.open(".proof details")
    if tab.page.locator(".ladder details").first.get_attribute("open") is None:
        keys.open(".ladder details")
    keys.reach(".ladder details > summary")
    goal = "details.goal:has(a[href*='/ask'])"
    keys.open(goal)
    keys.enter(f"{goal} a[href*='/ask']")
    keys.reach("textarea")
    tab.page.keyboard.type("It dances.")
    keys.enter("main form .btn")
    (question,) = service.store.marks.questions(room.classroom.id)
    assert question.text == "It dances."
    keys.enter("a[href='/not-you']")
    keys.enter("form[action='/sign-out'] button")
    assert tab.path == "/sign-in"
    assert service.store.submissions.tries(room.students[0].id, given.id)[0].submission.id == number


def test_the_first_stop_jumps_to_the_page(open_tab: OpenTab) -> None:
    tab = open_tab(width=320)
    tab.page.goto(f"{tab.address}/sign-in")
    tab.page.keyboard.press("Tab")
    expect(tab.page.locator(".skip")).to_be_focused()
    expect(tab.page.locator(".skip")).to_be_in_viewport()
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    expect(tab.page.locator("#code")).to_be_focused()


def test_a_mentor_gives_a_task_and_a_level(service: Running, open_tab: OpenTab) -> None:
    room = service.room("Sokha")
    tab = open_tab()
    keys = Keys(tab)
    tab.page.goto(f"{tab.address}/mentor/sign-in")
    keys.reach("#login")
    tab.page.keyboard.type(room.mentor.login)
    keys.reach("#password")
    tab.page.keyboard.type(PASSWORD)
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/mentor/")
    keys.enter("article h3 a")
    keys.enter(f"a[href='/mentor/class/{room.classroom.id}/give']")
    keys.reach("input[name=rubric]")
    tab.page.keyboard.press("Space")
    tab.page.keyboard.press("ArrowDown")
    keys.enter("main form .btn")
    (given,) = service.store.assignments.assignments(room.classroom.id)
    service.hand_in(room.students[0], given, example(DANCE, "one-dancer.blocks"), "dance.sb3")
    tab.page.goto(f"{tab.address}/mentor/task/{given.id}")
    keys.enter("table.grid td a")
    keys.open("details.goal[id^=change-]")
    keys.reach("details.goal[id^=change-] select")
    tab.page.keyboard.type("Great")
    keys.reach("details.goal[id^=change-] textarea")
    tab.page.keyboard.type("I saw it.")
    keys.enter("details.goal[id^=change-] button")
    number = service.store.submissions.tries(room.students[0].id, given.id)[0].submission.id
    (change,) = service.store.marks.overrides(number)
    assert (change.level, change.reason) == ("great", "I saw it.")
