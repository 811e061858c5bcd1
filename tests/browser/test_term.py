"""The whole term of a small club: from the link that a mentor was sent to the certificate of a girl."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest
import segno
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenTab
from tests.browser.hands import Hands, Keys, Taps
from tests.browser.service import Running
from tests.browser.tab import Tab
from tests.kit.people import PASSWORD
from tests.web.conftest import DANCE, sb3
from worker.rubrics import consider
from worker.store.views import AssignmentView, ClassroomView, MentorView, StudentView

pytestmark = pytest.mark.browser

NAMES = ("Bopha", "Dara", "ម៉ាលី", "Sokha")
QUIET = 2  # squares of white around the picture
STRICT, KINDER = "great: 3}", "great: 2}"  # her two scripts are good, and great once the rubric has changed


@dataclass(frozen=True, slots=True)
class Term:
    """Who is there, and what they made so far."""

    service: Running
    rubric: str
    mentor: MentorView
    room: ClassroomView
    sokha: StudentView
    given: AssignmentView


@pytest.mark.parametrize(
    ("language", "width", "scripts", "hands"),
    [("en", 1280, True, Keys), ("km", 320, False, Taps)],
    ids=["keyboard", "khmer-phone-without-scripts"],
)
def test_a_term(
    service: Running, open_tab: OpenTab, language: str, width: int, hands: type[Hands], *, scripts: bool
) -> None:
    text = _rubric(service, f"term-{language}")
    desk = hands(open_tab(language=language, width=width, scripts=scripts))
    term = _begins(service, desk, f"term-{language}")
    hers = hands(open_tab(language=language, width=width, scripts=scripts))
    number = _hands_in_and_asks(term, hers)
    _answers_and_marks(term, desk, number)
    _she_reads(hers, number, flag="Good")
    _changes_the_rubric(term, desk, text)
    _she_reads(hers, number, flag="Great")
    _certificate(term, desk, hers)


def _rubric(service: Running, name: str) -> str:
    """A rubric of the club's own, in use: publishing another version of it is nobody else's business."""
    text = DANCE.replace("id: dance", f"id: {name}").replace(KINDER, STRICT)
    folder = service.settings.own_rubrics / name
    folder.mkdir(parents=True)
    (folder / "rubric.yaml").write_text(text, encoding="utf-8")
    assert consider(service.store, service.settings, folder) is None
    return text


def _begins(service: Running, desk: Hands, rubric: str) -> Term:
    mentor = _joins(service, desk)
    desk.press("main a[href='/mentor/class/new']")
    desk.write("#name", "Saturday A")
    desk.tick("language", desk.tab.language)
    desk.press("main form .btn")
    room = max(service.store.people.classrooms(mentor.id), key=lambda one: one.id)  # who leads sees every class
    assert (room.name, room.language) == ("Saturday A", desk.tab.language)
    desk.write("#names", "\n".join([*NAMES, "", "  Dara  "]))
    desk.press("form[enctype] .btn")
    page = desk.tab.page
    expect(page.locator("table.roster tbody th")).to_have_text(list(NAMES))
    expect(page.locator(".notice")).to_contain_text("Dara")  # two times in the list
    desk.press("form.row .btn")
    students = service.store.people.students(room.id)
    assert sorted(one.nickname for one in students) == sorted(NAMES)
    sokha = next(one for one in students if one.nickname == "Sokha")
    _cards(service, desk.tab, students, sokha)
    desk.tab.page.goto(f"{service.address}/mentor/class/{room.id}")
    desk.press("a[href$='/give']")
    desk.tick("rubric", rubric)
    desk.tick("counts", "last")
    desk.press("main form .btn")
    (given,) = service.store.assignments.assignments(room.id)
    assert (given.rubric_id, given.counts, given.due) == (rubric, "last", None)
    return Term(service, rubric, mentor, room, sokha, given)


def _joins(service: Running, desk: Hands) -> MentorView:
    """By a link; out, and in again with a password that was not right at first."""
    people, tab, login = service.store.people, desk.tab, f"srey{next(service.numbers)}"
    tab.page.goto(f"{service.address}/mentor/join/{people.make_invite('lead', club=people.clubs()[0].id)}")
    desk.write("#name", "Srey")
    desk.write("#login", login)
    desk.write("#password", PASSWORD)
    desk.press("main form .btn")
    expect(tab.page.locator("h1")).to_have_text(tab.say("Hello, {name}", name="Srey"))
    desk.press(".top nav a[href='/mentor/me']")
    desk.press("form[action='/mentor/sign-out'] button")
    tab.page.goto(f"{service.address}/mentor/sign-in")
    desk.write("#login", login)
    desk.write("#password", "not-my-password")
    tab.forgive("422")
    desk.press("main form .btn")
    expect(tab.page.locator("#login")).to_have_attribute("aria-invalid", "true")
    desk.write("#password", PASSWORD)
    desk.press("main form .btn")
    found = people.mentor_by_login(login)
    assert found is not None
    assert (found.name, found.role) == ("Srey", "lead")
    return found


def _cards(service: Running, tab: Tab, students: tuple[StudentView, ...], sokha: StudentView) -> None:
    assert tab.path.endswith("/cards")
    page = tab.page
    expect(page.locator(".card")).to_have_count(len(students))
    for student in students:
        card = page.locator(".card", has_text=student.nickname)
        expect(card.locator(".num1")).to_have_text(student.code.replace("-", " "))
    link = f"{service.address}/c/{sokha.code}"
    assert _squares(page.locator(".card", has_text="Sokha").locator("svg")) == _qr(link)
    page.emulate_media(media="print")
    expect(page.locator("main > header")).to_be_hidden()
    box = page.locator(".card").first.bounding_box()
    assert box
    assert abs(box["width"] / 96 * 25.4 - 85) < 1  # millimetres: a card fits where a bank card fits
    assert abs(box["height"] / 96 * 25.4 - 54) < 1
    page.emulate_media(media="screen")


def _hands_in_and_asks(term: Term, hers: Hands) -> int:
    tab = hers.tab
    tab.page.goto(f"{term.service.address}/sign-in")
    hers.write("#code", term.sokha.code.lower().replace("-", " "))
    hers.press("main form .btn")
    assert tab.path == "/work"
    hers.choose_file(sb3("great"), "mango.sb3")
    hers.press("main form .btn")
    number = int(tab.path.removeprefix("/try/"))
    term.service.until_graded(number)
    tab.page.goto(f"{term.service.address}/try/{number}")
    goal = "details.goal:has(a[href*='/ask'])"
    hers.unfold(goal)
    hers.press(f"{goal} a[href*='/ask']")
    hers.write("textarea", "It dances.")
    hers.press("main form .btn")
    (question,) = term.service.store.marks.questions(term.room.id)
    assert (question.submission, question.text) == (number, "It dances.")
    return number


def _answers_and_marks(term: Term, desk: Hands, number: int) -> None:
    page, address = desk.tab.page, term.service.address
    page.goto(f"{address}/mentor/class/{term.room.id}")
    desk.press("a[href*='#asks']")
    expect(page.locator(".view .proof").first).to_be_visible()  # her page, as she sees it
    desk.write("textarea[name=text]", "I see it. Well done!")
    desk.press("form[action*='/question/'] button")
    page.goto(f"{address}/mentor/work/{number}")
    desk.tick("level-friend", "great")
    desk.press("button[value=stay]")
    expect(page.locator("input[name='level-friend'][value=great]")).to_be_checked()
    desk.unfold("#change-repeats")
    desk.pick("#change-repeats select", "great")
    desk.write("#change-repeats textarea", "She counts on paper.")
    desk.press("#change-repeats button")
    (change,) = term.service.store.marks.overrides(number)
    assert (change.level, change.reason) == ("great", "She counts on paper.")


def _she_reads(hers: Hands, number: int, *, flag: str) -> None:
    """What people said and gave is hers before and after the regrade."""
    hers.tab.page.goto(f"{hers.tab.address}/try/{number}")
    page, say = hers.tab.page, hers.tab.say
    for goal, level in (("flag", flag), ("repeats", "Great"), ("friend", "Great")):
        expect(page.locator(f"#goal-{goal} > summary .lv")).to_contain_text(say(level))
    expect(page.locator("blockquote.from", has_text="She counts on paper.")).to_contain_text("Srey")
    expect(page.get_by_text("I see it. Well done!").first).to_be_attached()


def _changes_the_rubric(term: Term, desk: Hands, text: str) -> None:
    """What if, publish, regrade."""
    kinder = text.replace("\nversion: 1", "\nversion: 2").replace(STRICT, KINDER)
    tab, tuning = desk.tab, term.service.store.tuning
    edit = f"{tab.address}/mentor/rubric/{term.rubric}/edit"
    what_if = f"{tab.address}/mentor/task/{term.given.id}/what-if"

    def outcome(key: str) -> object:
        draft = tuning.draft(term.rubric, term.mentor.id)
        return draft is not None and not draft.asked and draft.tried and draft.tried.get(key)

    tab.page.goto(edit)
    by_editor = tab.scripts and tab.page.locator("script[type=importmap]").count()
    if by_editor:
        expect(tab.page.locator(".cm-content")).to_be_visible()
    desk.change(".cm-content" if by_editor else "#text", text, kinder)
    desk.press("#editor .btn:not(.calm)")
    tab.until(lambda: outcome("passed"), "its examples are tried")
    tab.page.goto(what_if)
    tab.look(axe=False)
    moves = tab.say("Works that would go up: {up}, down: {down}, stay: {stay}.", up=1, down=0, stay=0)
    expect(tab.page.locator(".lede")).to_have_text(moves)
    tab.page.goto(edit)
    desk.press("form[action$='/publish'] .btn")
    tab.until(lambda: outcome("version") == 2, "it is published")
    tab.page.goto(what_if)
    desk.press("form[action$='/regrade'] .btn")
    tab.until(lambda: not (tuning.standing(term.given.id).old or tuning.standing(term.given.id).waiting), "regraded")


def _certificate(term: Term, desk: Hands, hers: Hands) -> None:
    desk.tab.page.goto(f"{desk.tab.address}/mentor/class/{term.room.id}/certificates")
    desk.press("main form .btn")
    hers.tab.page.goto(f"{hers.tab.address}/my-certificate")
    hers.write("#name", "Sokha Chan")
    hers.press("main form .btn")
    expect(hers.tab.page.locator(".hername")).to_have_text("Sokha Chan")
    found = term.service.store.certificates.of(term.sokha.id)
    assert found is not None
    desk.tab.page.goto(f"{desk.tab.address}/certificate/{found.code}")
    desk.tab.look(axe=False)
    expect(desk.tab.page.locator("main .plain li")).to_have_count(1)  # what she made
    expect(desk.tab.page.locator("main")).not_to_contain_text("Sokha")  # she did not say yes to her name


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
