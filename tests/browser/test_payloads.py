"""Whatever a person writes stays text: sixty programs as nickname, file name, sprite, website, question and reason.

The content policy would stop most of them. Here it is switched off, so that what stops them is the page itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from tests.browser.conftest import OpenTab
from tests.browser.payloads import ALIVE, PAYLOADS
from tests.browser.service import Room, Running
from tests.browser.tab import Tab
from tests.kit.sb3 import FLAG, Var, b, move, project, say, sb3, send, target, zipped
from worker.store.views import AssignmentView

pytestmark = pytest.mark.browser

DANCE, PAGE = "m1-w04-dance-party", "m3-w12-first-page"
SOME = 8  # where sixty would show nothing new: every eighth


@dataclass(frozen=True, slots=True)
class Filled:
    """A class in which every name is a program; the submissions of each student, in the order of PAYLOADS."""

    room: Room
    dance: AssignmentView
    page: AssignmentView
    tries: tuple[tuple[int, ...], ...]


@pytest.fixture(scope="module")
def filled(service: Running, pytestconfig: pytest.Config) -> Filled:
    """The class. A website of each student takes its time, so in the short run every eighth has one; a mentor sees
    all sixty in any case."""
    return _fill(service, websites=1 if pytestconfig.getoption("--long") else SOME)


def test_nothing_that_a_person_writes_acts(filled: Filled, open_tab: OpenTab) -> None:
    tab = open_tab(bypass_csp=True)
    for number, (student, tries) in enumerate(zip(filled.room.students, filled.tries, strict=True)):
        _sign_in(tab, student.code)
        rest = () if number % SOME else ("/work", "/not-you", f"/try/{tries[0]}/ask")
        for path in (*(f"/try/{one}" for one in tries), *rest):
            _see(tab, path)
    assert tab.page.locator("main").inner_text()  # the last page is one of hers, not an error's


def test_nor_on_a_mentors_pages(service: Running, filled: Filled, open_tab: OpenTab) -> None:
    tab = open_tab(bypass_csp=True)
    tab.sign_in_mentor(filled.room.mentor)
    room, given = filled.room.classroom.id, filled.dance.id
    (crowd, site) = _all_in_one(service, filled)
    pages = ["/mentor/", f"/mentor/class/{room}", f"/mentor/class/{room}/cards", f"/mentor/class/{room}/give"]
    pages += [f"/mentor/task/{given}", f"/mentor/task/{filled.page.id}"]
    pages += [f"/mentor/work/{number}{more}" for number in (crowd, site) for more in ("", "/inside")]
    pages += [f"/mentor/work/{number}" for pair in filled.tries[::SOME] for number in pair]
    for path in pages:
        _see(tab, path)
    tab.page.goto(f"{tab.address}/mentor/class/{room}/students")
    tab.page.locator("textarea").fill("\n".join(f"new{payload}" for payload in PAYLOADS))
    with tab.page.expect_navigation():
        tab.element("Look at it first").click()
    assert tab.page.evaluate(ALIVE) == []
    assert tab.page.locator("table.roster tbody th").count() > len(PAYLOADS) // 3  # the others are too long for a card


def test_the_looking_itself_sees_what_acts(open_tab: OpenTab) -> None:
    tab = open_tab(bypass_csp=True)
    tab.page.goto(f"{tab.address}/sign-in")
    assert tab.page.evaluate(ALIVE) == []
    tab.page.evaluate(
        "() => { document.querySelector('h1').innerHTML = '<img src=\"data:,\" onerror=window.acted=1>' }"
    )
    tab.until(lambda: "a script ran" in tab.page.evaluate(ALIVE), "it acted")


def _see(tab: Tab, path: str) -> None:
    answer = tab.page.goto(f"{tab.address}{path}")
    assert answer is not None
    assert answer.status == 200, path
    assert tab.page.evaluate(ALIVE) == [], path
    assert tab.noticed == [], path


def _sign_in(tab: Tab, code: str) -> None:
    tab.context.clear_cookies()
    door = tab.context.request.get(f"{tab.address}/sign-in").text()
    token = re.search(r'name="csrf_token" value="([^"]+)"', door)
    assert token
    tab.context.request.post(f"{tab.address}/sign-in", form={"csrf_token": token[1], "code": code})


def _fill(service: Running, *, websites: int) -> Filled:
    people, store = service.store.people, service.store
    empty = service.room(mentor="<img src=x onerror=window.acted=1>")
    students = tuple(
        people.add_students(empty.classroom.id, [f"{number}{payload}"])[0] for number, payload in enumerate(PAYLOADS)
    )
    room = Room(empty.classroom, empty.mentor, students)
    dance, page = service.give(room, DANCE), service.give(room, PAGE)
    tries: list[tuple[int, ...]] = []
    for number, (student, payload) in enumerate(zip(students, PAYLOADS, strict=True)):
        works = [(dance, _project(payload)), (page, _website(payload))]
        name = payload.replace("/", " ")
        hers = tuple(
            service.hand_in(student, given, data, name, wait=False).submission_id
            for given, data in works[: 1 if number % websites else 2]
        )
        store.marks.ask(hers[0], "", payload)
        store.marks.override(hers[0], "repeats", "good", payload, room.mentor.id)
        tries.append(hers)
    for pair in tries:
        for one in pair:
            service.until_graded(one)
    return Filled(room, dance, page, tuple(tries))


def _all_in_one(service: Running, filled: Filled) -> tuple[int, int]:
    """One project and one website that hold all of them, for the pages that show everything inside."""
    student = filled.room.students[0]
    sprites = [_sprite(payload) for payload in PAYLOADS]
    site = {f"{number}.html": _html(payload).encode() for number, payload in enumerate(PAYLOADS)}
    crowd = service.hand_in(student, filled.dance, sb3(project(*sprites)), "crowd.sb3").submission_id
    return crowd, service.hand_in(student, filled.page, zipped(site), "site.zip").submission_id


def _sprite(payload: str) -> dict[str, object]:
    variable = [payload, f"id-{payload}"]
    sets = b("data_setvariableto", fields={"VARIABLE": payload}, VALUE=payload)
    script = [FLAG, say(payload), sets, send(payload), say(Var(payload)), move()]
    found = target(payload, script, variables={variable[1]: [payload, payload]})
    found["costumes"][0]["name"] = payload
    return found


def _project(payload: str) -> bytes:
    return sb3(project(_sprite(payload)))


def _website(payload: str) -> bytes:
    return _html(payload).encode()


def _html(payload: str) -> str:
    return (
        f"<html><head><title>{payload}</title></head>\n<body>\n<h1>{payload}</h1>\n"
        f"<p class='{payload}'>{payload} and my words about my cat, who likes fish and boxes.</p>\n"
        f"<img src='cat.png' alt='{payload}'>\n<ul><li>{payload}</ul>\n</body></html>\n"
    )
