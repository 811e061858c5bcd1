"""Two ways to use a page: with the keys alone, or with a finger. A journey says what is done, the hands how."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from playwright.sync_api import FileChooser, expect

from tests.browser.tab import Tab

MOST = 120  # more stops than any page has
FOCUS = """(wanted) => {
    const at = document.activeElement, style = getComputedStyle(at.closest(".editor") || at);
    const box = at.getBoundingClientRect(), wide = innerWidth;
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {
        there: at.matches(wanted),
        writes: at.closest(".cm-editor") !== null,
        seen: at === document.body || (ring && box.width > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < wide),
        what: at.outerHTML.slice(0, 120),
    };
}"""


@dataclass  # without slots: Playwright puts notes of its own on whose methods it calls
class Hands(ABC):
    """Somebody's hands on a tab."""

    tab: Tab

    @abstractmethod
    def press(self, selector: str) -> None:
        """Press a link or button, and look at the page that comes."""

    @abstractmethod
    def write(self, selector: str, text: str) -> None:
        """Write that into a field, in place of what stands there."""

    @abstractmethod
    def change(self, selector: str, old: str, new: str) -> None:
        """Change the lines of a long text that differ; lines stay as long as they are."""

    @abstractmethod
    def tick(self, name: str, value: str) -> None:
        """Choose one of some radio buttons."""

    @abstractmethod
    def pick(self, selector: str, value: str) -> None:
        """Choose one of a list that opens."""

    @abstractmethod
    def unfold(self, selector: str) -> None:
        """Open what folds."""

    @abstractmethod
    def choose_file(self, data: bytes, name: str) -> None:
        """Choose a file in the first field that takes one."""


class Taps(Hands):
    """A finger on a small screen."""

    def press(self, selector: str) -> None:
        self.tab.press(self.tab.page.locator(selector).first)

    def write(self, selector: str, text: str) -> None:
        self.tab.page.locator(selector).first.fill(text)

    def change(self, selector: str, old: str, new: str) -> None:
        assert self.tab.page.locator(selector).input_value() == old
        self.write(selector, new)

    def tick(self, name: str, value: str) -> None:
        self.tab.page.locator(f"input[name='{name}'][value='{value}']").check()

    def pick(self, selector: str, value: str) -> None:
        self.tab.page.locator(selector).select_option(value)

    def unfold(self, selector: str) -> None:
        self.tab.page.locator(f"{selector} > summary").first.click()

    def choose_file(self, data: bytes, name: str) -> None:
        self.tab.choose(data, name)


@dataclass
class Keys(Hands):
    """Tab, Enter, Space and arrows go the whole way; at every stop it is seen where one is."""

    choosers: list[FileChooser] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tab.page.on("filechooser", self._opened)  # from the start: the browser must know before a key is pressed

    def reach(self, selector: str) -> None:
        """Press Tab until that has the focus; every stop on the way must be seen."""
        page = self.tab.page
        expect(page.locator(selector).first).to_be_attached()
        for _ in range(MOST):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUS, selector)
            assert stop["seen"], f"the focus is not seen on {stop['what']}"
            if stop["there"]:
                return
            if stop["writes"]:
                page.keyboard.press("Escape")  # Tab alone moves text in the editor, as it says above it
        raise AssertionError(f"Tab does not reach {selector}")

    def press(self, selector: str) -> None:
        self.reach(selector)
        with self.tab.page.expect_navigation():
            self.tab.page.keyboard.press("Enter")
        self.tab.look(axe=False)  # the walk over all pages asks axe

    def write(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.tab.page.keyboard.press("Control+A")
        self.tab.page.keyboard.insert_text(text)

    def change(self, selector: str, old: str, new: str) -> None:
        self.reach(selector)
        keyboard, at = self.tab.page.keyboard, 0
        keyboard.press("Control+Home")
        for number, (before, after) in enumerate(zip(old.splitlines(), new.splitlines(), strict=True)):
            if before == after:
                continue
            for _ in range(number - at):
                keyboard.press("ArrowDown")
            at = number
            places = [place for place, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
            keyboard.press("End")
            for _ in range(len(before) - 1 - places[-1]):
                keyboard.press("ArrowLeft")
            for _ in range(places[0], places[-1] + 1):
                keyboard.press("Backspace")
            keyboard.type(after[places[0] : places[-1] + 1])
        keyboard.press("Escape")

    def tick(self, name: str, value: str) -> None:
        self.reach(f"input[name='{name}']")
        wanted = self.tab.page.locator(f"input[name='{name}'][value='{value}']")
        self.tab.page.keyboard.press("Space")
        for _ in range(MOST):
            if wanted.is_checked():
                return
            self.tab.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {value}")

    def pick(self, selector: str, value: str) -> None:
        self.reach(selector)
        wanted = self.tab.page.locator(selector)
        self.tab.page.keyboard.type(wanted.locator(f"option[value='{value}']").inner_text().strip())
        expect(wanted).to_have_value(value)

    def unfold(self, selector: str) -> None:
        self.reach(f"{selector} > summary")
        self.tab.page.keyboard.press("Enter")
        expect(self.tab.page.locator(f"{selector} > .inside").first).to_be_visible()

    def choose_file(self, data: bytes, name: str) -> None:
        self.reach("input[type=file]")
        self.tab.page.keyboard.press("Enter")
        self.tab.until(lambda: self.choosers, "a file can be chosen")
        self.choosers.pop().set_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})

    def _opened(self, chooser: FileChooser) -> None:
        self.choosers.append(chooser)
