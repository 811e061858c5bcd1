"""The student's whole journey, as she walks it: from the card in her hand to `Not you?`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest
from playwright.sync_api import expect

from grader.rubric.model import Rubric
from tests.browser.conftest import OpenTab
from tests.browser.files import example
from tests.browser.service import Room, Running, rubric
from tests.browser.tab import Tab
from worker.store.views import AssignmentView, StudentView

pytestmark = pytest.mark.browser

GREW = "Before, you reached {before} of {of} goals."
DANCE = "m1-w04-dance-party"
FIRST, SECOND = example(DANCE, "one-step.blocks"), example(DANCE, "one-dancer.blocks")
DEFAULT = {("km", 320, True)}  # the others: by keys, and without scripts in the term
EVERY = [
    pytest.param(*turn, marks=[] if turn in DEFAULT else [pytest.mark.long])
    for turn in product(("en", "km"), (320, 1280), (True, False))
]


@dataclass(frozen=True, slots=True)
class Journey:
    """Who walks where."""

    service: Running
    tab: Tab
    room: Room
    her: StudentView
    given: AssignmentView
    rubric: Rubric

    def try_(self, attempt: int) -> int:
        """The id of that try of hers, as soon as it is there."""

        def found() -> list[int]:
            tries = self.service.store.submissions.tries(self.her.id, self.given.id)
            return [one.submission.id for one in tries if one.submission.attempt == attempt]

        return self.tab.until(found, f"try {attempt} is there")[0]


@pytest.mark.parametrize(("language", "width", "scripts"), EVERY)
def test_from_her_card_to_not_you(
    service: Running, open_tab: OpenTab, language: str, width: int, *, scripts: bool
) -> None:
    room = service.room("Sokha", language=language)
    tab = open_tab(language=language, width=width, scripts=scripts)
    if scripts:
        tab.page.clock.install()  # the waiting page's ten seconds pass when the test says so
    journey = Journey(service, tab, room, room.students[0], service.give(room, DANCE), rubric(DANCE).rubric)
    _her_card_opens_her_work(journey)
    _her_file_gets_a_receipt_and_an_honest_wait(journey)
    _her_feedback_shows_proof_and_one_step(journey)
    _a_hint_is_hers_to_open(journey)
    _she_says_that_it_is_not_right(journey)
    _her_second_try_has_grown(journey)
    _her_first_file_comes_back(journey)
    _somebody_else_sits_down(journey)


def _her_card_opens_her_work(journey: Journey) -> None:
    tab, page = journey.tab, journey.tab.page
    tab.go(f"/c/{journey.her.code}")
    expect(page.get_by_label(tab.say("The code on your card"))).to_have_value(journey.her.code)
    tab.press("Go to my work")
    assert tab.path == "/work"
    expect(page.locator("h1")).to_have_text(tab.say("Hello, {name}", name="Sokha"))
    expect(page.locator(f"#week-{journey.given.id}")).to_have_text(journey.rubric.title.say(tab.language))


def _her_file_gets_a_receipt_and_an_honest_wait(journey: Journey) -> None:
    tab, page, service = journey.tab, journey.tab.page, journey.service
    with service.workers_asleep():
        tab.choose(FIRST, "my dance.sb3")
        tab.press("Send try {attempt}", attempt=1)
        first = journey.try_(1)
        assert tab.path == f"/try/{first}"
        expect(page.locator("h1")).to_have_text(tab.say("We have your file"))
        expect(page.locator(".facts")).to_contain_text("my dance.sb3")
        kept = service.store.submissions.submission(first)
        assert kept is not None
        expect(page.locator(".facts")).to_contain_text(kept.code)
        assert service.store.submissions.file(first) == FIRST
        expect(page.locator("#line-h")).to_contain_text(tab.say("You are number {place} in line", place=1))
    service.until_graded(first)
    if tab.scripts:
        page.clock.fast_forward(11_000)
    else:
        tab.element("Look now").click()
    expect(page.locator("h1")).to_have_text(journey.rubric.title.say(tab.language))
    page.wait_for_load_state()
    tab.look()


def _her_feedback_shows_proof_and_one_step(journey: Journey) -> None:
    tab, page = journey.tab, journey.tab.page
    expect(page.locator(".proof .stack").first).to_be_visible()
    expect(page.locator(".next")).to_have_count(1)
    expect(page.locator(".goals details")).to_have_count(len(journey.rubric.criteria))
    assert not tab.pattern(GREW).search(tab.text())
    did, step = (page.locator(name).first.bounding_box() for name in ("#did", "#next"))
    assert did
    assert step
    assert (did["y"], did["x"]) < (step["y"], step["x"])  # first what works
    assert journey.her.nickname in (page.locator(".top").text_content() or "")


def _a_hint_is_hers_to_open(journey: Journey) -> None:
    tab, page = journey.tab, journey.tab.page
    rung = page.locator(".ladder details").first
    if rung.get_attribute("open") is not None:
        rung.locator("summary").click()
    expect(rung.locator("p")).to_be_hidden()
    rung.locator("summary").click()
    expect(rung.locator("p")).to_be_visible()
    tab.look()
    criterion = page.locator(".ladder").get_attribute("data-criterion") or ""
    if tab.scripts:  # without them a hint opens as well, and nobody is told
        hints = journey.service.store.marks.hints
        tab.until(lambda: hints(journey.her.id, journey.given.id).get(criterion), "her mentor sees the hint")


def _she_says_that_it_is_not_right(journey: Journey) -> None:
    tab, page = journey.tab, journey.tab.page
    goal = page.locator("details.goal:has(a[href*='/ask'])").first
    asked = (goal.get_attribute("id") or "").removeprefix("goal-")
    goal.locator("summary").click()
    expect(goal.locator(".inside")).to_be_visible()
    tab.look()
    tab.press(goal.get_by_role("link", name=tab.say("I think this is not right")))
    page.get_by_label(tab.say("What would you like to say?")).fill("My cat dances. ឆ្មា")
    tab.press("Send it to my mentor")
    assert tab.path == f"/try/{journey.try_(1)}"
    expect(page.get_by_role("status")).to_contain_text(tab.say("Your mentor has your question."))
    (question,) = journey.service.store.marks.questions(journey.room.classroom.id)
    assert (question.criterion, question.text) == (asked, "My cat dances. ឆ្មា")


def _her_second_try_has_grown(journey: Journey) -> None:
    tab, page = journey.tab, journey.tab.page
    tab.press("Send my next try")
    tab.choose(SECOND, "my dance 2.sb3")
    tab.element("Send try {attempt}", attempt=2).click()
    second = journey.try_(2)
    journey.service.until_graded(second)
    tab.go(f"/try/{second}")
    assert tab.pattern(GREW).search(page.locator(".grew").first.inner_text())
    expect(page.locator(".tries li")).to_have_count(2)
    goals = sum(not one.bonus for one in journey.rubric.criteria)
    expect(page.locator("svg.weave[role=img] rect")).to_have_count(2 * goals)


def _her_first_file_comes_back(journey: Journey) -> None:
    page = journey.tab.page
    with page.expect_download() as download:
        page.locator(f'a[href="/try/{journey.try_(1)}/file"]').click()
    assert download.value.suggested_filename == "my dance.sb3"
    assert download.value.path().read_bytes() == FIRST


def _somebody_else_sits_down(journey: Journey) -> None:
    tab, page = journey.tab, journey.tab.page
    tab.press("Not you?")
    expect(page.locator("h1")).to_have_text(tab.say("Are you {name}?", name="Sokha"))
    tab.press("No, sign out")
    assert tab.path == "/sign-in"
    for _ in range(3):  # back, and back, and back: nothing of hers is kept to be seen
        page.go_back()
        page.wait_for_load_state()
        assert "Sokha" not in page.content()
        assert "my dance" not in page.content()
