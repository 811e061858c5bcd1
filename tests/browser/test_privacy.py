"""What is hers is seen by nobody else: not by a friend with the address, not by who sits down after her."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab
from tests.browser.files import example
from tests.browser.service import Running
from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

DANCE, HELLO = "m1-w04-dance-party", "m1-w01-hello"
SECRET = "Sokhas-own-file"


# Every route for every role is asked without a browser; one person with one is enough here.
@pytest.fixture(
    params=[
        "a friend of her class",
        *(pytest.param(who, marks=pytest.mark.long) for who in ("a girl of another class", "nobody")),
        pytest.param("a mentor of another class", marks=pytest.mark.long),
    ]
)
def somebody(request: pytest.FixtureRequest, service: Running, open_tab: OpenTab) -> tuple[Tab, list[str], int]:
    """Somebody's tab, addresses of Sokha's pages, and the status each must have for that person."""
    room, other = service.room("Sokha", "Dara"), service.room("Bopha", mentor="Vanna")
    sokha = next(one for one in room.students if one.nickname == "Sokha")
    dara = next(one for one in room.students if one.nickname == "Dara")
    given, hello = service.give(room, DANCE), service.give(room, HELLO)
    one = service.hand_in(sokha, given, example(DANCE, "one-dancer.blocks"), f"{SECRET}.sb3").submission_id
    two = service.hand_in(sokha, hello, example(HELLO, "puzzle.png"), f"{SECRET}.png").submission_id
    tab = open_tab()
    hers = [f"/try/{one}", f"/try/{one}/file", f"/try/{one}/ask", f"/try/{two}", f"/try/{two}/picture"]
    match request.param:
        case "a friend of her class":
            tab.sign_in(dara)
        case "a girl of another class":
            tab.sign_in(other.students[0])
            hers.append(f"/work/{given.id}/starter")
        case "a mentor of another class":
            tab.sign_in_mentor(other.mentor)
            hers = [f"/mentor/work/{one}", f"/mentor/work/{one}/file", f"/mentor/work/{one}/inside",
                    f"/mentor/task/{given.id}", f"/mentor/class/{room.classroom.id}",
                    f"/mentor/class/{room.classroom.id}/cards", f"/mentor/task/{given.id}/student/{sokha.id}",
                    f"/mentor/work/{two}/picture", f"/mentor/student/{sokha.id}/card"]  # fmt: skip
    return tab, hers, 200 if request.param == "nobody" else 404


def test_an_address_that_was_passed_on_shows_nothing(somebody: tuple[Tab, list[str], int]) -> None:
    tab, addresses, status = somebody
    tab.forgive("404")
    for address in addresses:
        answer = tab.page.goto(f"{tab.address}{address}")
        assert answer is not None
        assert answer.status == status, address
        if status == 200:
            assert tab.path == "/sign-in"
        said = tab.page.content()
        assert SECRET not in said
        assert "Sokha" not in said
        assert "Dance party" not in said
    tab.look()


def test_nobody_acts_in_her_name(service: Running, open_tab: OpenTab) -> None:
    room = service.room("Sokha", "Dara")
    dara, sokha = sorted(room.students, key=lambda one: one.nickname)
    given = service.give(room, DANCE)
    hers = service.hand_in(sokha, given, example(DANCE, "one-dancer.blocks"), "dance.sb3").submission_id
    tab = open_tab()
    tab.sign_in(dara)
    token = tab.page.locator("input[name=csrf_token]").first.get_attribute("value") or ""
    for what in ("ask", "hint", "move"):
        form: dict[str, str | float | bool] = {
            "csrf_token": token,
            "text": "I am Sokha",
            "criterion": "repeats",
            "step": "1",
        }
        assert tab.context.request.post(f"{tab.address}/try/{hers}/{what}", form=form).status == 404
    assert service.store.marks.questions_about(hers) == ()
    assert service.store.marks.hints(sokha.id, given.id) == {}


# With scripts: at the end of the whole journey of a student.
@pytest.mark.parametrize("scripts", [pytest.param(True, marks=pytest.mark.long), False])
def test_back_shows_nothing_after_she_signed_out(service: Running, open_tab: OpenTab, *, scripts: bool) -> None:
    room = service.room("Sokha", "Dara")
    dara, sokha = sorted(room.students, key=lambda one: one.nickname)
    given = service.give(room, DANCE)
    hers = service.hand_in(sokha, given, example(DANCE, "one-dancer.blocks"), f"{SECRET}.sb3").submission_id
    tab = open_tab(scripts=scripts, width=320)
    tab.sign_in(sokha)
    tab.go("/work")
    tab.go(f"/try/{hers}")
    assert SECRET in tab.text()
    tab.press("Not you?")
    tab.press("No, sign out")
    tab.sign_in(dara)
    tab.forgive("404")
    seen = []
    for _ in range(5):
        tab.page.go_back()
        tab.page.wait_for_load_state()
        seen.append(tab.page.content())
    assert not any(SECRET in content or "Sokha" in content for content in seen)
    tab.go("/work")
    expect(tab.page.locator("h1")).to_have_text("Hello, Dara")
