"""The mentor's whole journey: from the link she was sent to the level that a student reads on her page."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import product

import pytest
import segno
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenTab
from tests.browser.files import example
from tests.browser.service import Running, rubric
from tests.browser.tab import Tab
from tests.kit.people import PASSWORD
from worker.store.views import AssignmentView, ClassroomView, MentorView, StudentView

pytestmark = pytest.mark.browser

GAME = "m2-w10-catch-game"
NAMES = ("Bopha", "Dara", "ម៉ាលី", "Sokha")
QUIET = 2  # squares of white around the picture
DEFAULT = {("km", 320, True), ("en", 1280, False)}
EVERY = [
    pytest.param(*turn, marks=[] if turn in DEFAULT else [pytest.mark.long])
    for turn in product(("en", "km"), (320, 1280), (True, False))
]


@dataclass(slots=True)
class Journey:
    """Who walks where; what is made on the way is filled in."""

    service: Running
    tab: Tab
    login: str
    mentor: MentorView
    room: ClassroomView
    given: AssignmentView
    sokha: StudentView


@pytest.mark.parametrize(("language", "width", "scripts"), EVERY)
def test_from_the_link_to_a_level_that_she_sees(
    service: Running, open_tab: OpenTab, language: str, width: int, *, scripts: bool
) -> None:
    tab = open_tab(language=language, width=width, scripts=scripts)
    login = f"srey{next(service.numbers)}"
    mentor = _joins_by_link_and_signs_in_again(service, tab, login)
    room = _makes_a_class(service, tab, mentor)
    students = _pastes_nicknames(service, tab, room)
    _prints_cards(service, tab, room, students)
    given = _gives_a_task(service, tab, room)
    sokha = next(one for one in students if one.nickname == "Sokha")

    hers = open_tab(language=language, width=width, scripts=scripts)
    hers.sign_in(sokha)
    hers.choose(example(GAME, "no-score.blocks"), "mango.sb3")
    with hers.page.expect_navigation():
        hers.element("Send try {attempt}", attempt=1).click()
    number = int(hers.path.removeprefix("/try/"))
    service.until_graded(number)

    _sees_who_handed_in(tab, given)
    _sets_what_people_score(tab)
    _changes_a_level_with_a_reason(tab)
    _she_sees_it(hers, number)
    tab.press("My classes")


def _joins_by_link_and_signs_in_again(service: Running, tab: Tab, login: str) -> MentorView:
    people = service.store.people
    tab.go(f"/mentor/join/{people.make_invite('mentor', club=people.clubs()[0].id)}")
    page = tab.page
    page.get_by_label(tab.say("What your students call you")).fill("Srey")
    page.get_by_label(tab.say("Your name to sign in")).fill(login)
    page.get_by_label(tab.say("Choose a password")).fill(PASSWORD)
    tab.press("Join")
    expect(page.locator("h1")).to_have_text(tab.say("Hello, {name}", name="Srey"))
    tab.press(page.locator(".top nav a[href='/mentor/me']"))
    tab.press(page.locator("form[action='/mentor/sign-out'] button"))
    tab.go("/mentor/sign-in")
    page.get_by_label(tab.say("Your name to sign in")).fill(login)
    page.get_by_label(tab.say("Your password")).fill("not-my-password")
    tab.forgive("422")
    with page.expect_navigation():
        tab.element("Go to my classes").click()
    expect(page.locator("#login")).to_have_attribute("aria-invalid", "true")
    tab.look()
    page.get_by_label(tab.say("Your password")).fill(PASSWORD)
    tab.press("Go to my classes")
    found = people.mentor_by_login(login)
    assert found is not None
    assert (found.name, found.role) == ("Srey", "mentor")
    return found


def _makes_a_class(service: Running, tab: Tab, mentor: MentorView) -> ClassroomView:
    tab.press("Make a class")
    tab.page.get_by_label(tab.say("What is it called?")).fill("Saturday A")
    tab.page.locator(f"input[name=language][value={tab.language}]").check()
    tab.press("Go on to the students")
    (room,) = service.store.people.classrooms(mentor.id)
    assert (room.name, room.language) == ("Saturday A", tab.language)
    return room


def _pastes_nicknames(service: Running, tab: Tab, room: ClassroomView) -> tuple[StudentView, ...]:
    tab.page.get_by_label(tab.say("Nicknames, one in each line")).fill("\n".join([*NAMES, "", "  Dara  "]))
    tab.press("Look at it first")
    expect(tab.page.locator("table.roster tbody th")).to_have_text(list(NAMES))
    expect(tab.page.locator(".notice")).to_contain_text("Dara")  # two times in the list
    tab.press("Add them and make their cards")
    students = service.store.people.students(room.id)
    assert sorted(one.nickname for one in students) == sorted(NAMES)
    return students


def _prints_cards(service: Running, tab: Tab, room: ClassroomView, students: tuple[StudentView, ...]) -> None:
    if tab.path != f"/mentor/class/{room.id}/cards":
        tab.press("Print cards")
    page = tab.page
    expect(page.locator(".card")).to_have_count(len(students))
    for student in students:
        card = page.locator(".card", has_text=student.nickname)
        expect(card.locator(".num1")).to_have_text(student.code.replace("-", " "))
    sokha = next(one for one in students if one.nickname == "Sokha")
    link = f"{service.address}/c/{sokha.code}"
    assert _squares(page.locator(".card", has_text="Sokha").locator("svg")) == _qr(link)
    page.emulate_media(media="print")
    expect(page.locator("main > header")).to_be_hidden()
    box = page.locator(".card").first.bounding_box()
    assert box
    assert abs(box["width"] / 96 * 25.4 - 85) < 1  # millimetres: a card fits where a bank card fits
    assert abs(box["height"] / 96 * 25.4 - 54) < 1
    page.emulate_media(media="screen")


def _gives_a_task(service: Running, tab: Tab, room: ClassroomView) -> AssignmentView:
    tab.go(f"/mentor/class/{room.id}")
    tab.press("Give a task")
    tab.page.locator(f"input[name=rubric][value={GAME}]").check()
    tab.page.locator("input[name=counts][value=last]").check()
    tab.press("Give it to {room}", room="Saturday A")
    (given,) = service.store.assignments.assignments(room.id)
    assert (given.rubric_id, given.counts, given.due) == (GAME, "last", None)
    return given


def _sees_who_handed_in(tab: Tab, given: AssignmentView) -> None:
    tab.go(f"/mentor/task/{given.id}")
    rows = tab.page.locator("table.grid tbody tr")
    expect(rows).to_have_count(len(NAMES))
    expect(rows.filter(has_text="Sokha").locator("td a")).to_be_visible()
    expect(rows.filter(has_text="Dara")).to_contain_text(tab.say("no file yet"))
    tab.press(rows.filter(has_text="Sokha").locator("td a"))
    expect(tab.page.locator("h1")).to_contain_text("Sokha")
    expect(tab.page.locator(".view .proof").first).to_be_visible()  # her page, as she sees it
    expect(tab.page.locator(".view .next")).to_be_visible()
    tab.press("All her blocks")
    expect(tab.page.locator(".stack").first).to_be_visible()
    tab.press("Back to her work")
    with tab.page.expect_download() as download:
        tab.element("Get the file").click()
    assert download.value.path().read_bytes() == example(GAME, "no-score.blocks")


def _sets_what_people_score(tab: Tab) -> None:
    page = tab.page
    (goal,) = [one.id for one in rubric(GAME).rubric.criteria if one.scored_by == "mentor"]
    page.locator(f"input[name='level-{goal}'][value=great]").check()
    page.locator("summary", has_text=tab.say("A word to her about this")).first.click()
    page.locator(f"#word-{goal}").fill("You asked your sister. Good idea!")
    tab.press(page.locator("button[name=then][value=stay]"))
    expect(page.locator(f"input[name='level-{goal}'][value=great]")).to_be_checked()


def _changes_a_level_with_a_reason(tab: Tab) -> None:
    page = tab.page
    goal = page.locator("#change-score")
    goal.locator("summary").click()
    goal.locator("select").select_option("good")
    with page.expect_navigation():
        goal.get_by_role("button", name=tab.say("Change the level")).click()
    expect(page.locator("#why-score")).to_have_attribute("aria-invalid", "true")  # a reason is asked for
    tab.look()
    tab.page.locator("#change-score select").select_option("good")
    page.locator("#why-score").fill("She counts on paper and showed me.")
    tab.press(page.locator("#change-score").get_by_role("button", name=tab.say("Change the level")))
    expect(page.locator("#change-score summary .lv")).to_contain_text(tab.say("Good"))


def _she_sees_it(hers: Tab, number: int) -> None:
    hers.go(f"/try/{number}")
    page = hers.page
    expect(page.locator("#goal-score > summary .lv")).to_contain_text(hers.say("Good"))
    expect(page.locator("blockquote.from", has_text="She counts on paper and showed me.")).to_contain_text("Srey")
    expect(page.locator("blockquote.from", has_text="You asked your sister. Good idea!")).to_contain_text("Srey")
    expect(page.locator(".lv.wait")).to_have_count(0)


def _squares(picture: Locator) -> list[list[bool]]:
    """Which squares of a drawn QR code are dark, read from the screen."""
    side = int((picture.get_attribute("viewBox") or "").split()[-1])
    drawn = Image.open(io.BytesIO(picture.screenshot(scale="device"))).convert("L")
    step = drawn.width / side
    places = range(QUIET, side - QUIET)
    shades = [[drawn.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) for x in places] for y in places]
    return [[isinstance(shade, int) and shade < 128 for shade in row] for row in shades]


def _qr(text: str) -> list[list[bool]]:
    return [[bool(dark) for dark in row] for row in segno.make(text, error="m", micro=False).matrix]
