"""A club in the middle of its term: every page has something to show. For tests that walk all pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask.testing import FlaskClient

from tests.kit.people import PASSWORD
from tests.kit.sb3 import zipped
from tests.web.conftest import Pages, sb3
from tests.web.mentor.conftest import enter, photo, website
from tests.web.mentor.test_access import Case, cases, first
from worker.rubrics import consider
from worker.settings import SHIPPED_RUBRICS
from worker.store.certificates import Made
from worker.store.database import now
from worker.store.surveys import SENTENCES
from worker.store.views import MentorView

HELLO, SITE = "m1-w01-hello", "m3-w12-first-page"
GIRLS = ("Kunthea", "ម៉ាលី", "Pisey", "Rachana", "Thida", "Chenda")
ROLES = ("nobody", "student", "mentor", "lead", "admin")
LETTER = {"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"}


@dataclass(frozen=True, slots=True)
class Club:
    """The pages, who may look at them, and the addresses worth looking at."""

    pages: Pages
    admin: MentorView
    works: tuple[int, ...]  # Sokha's: each is at another point of its way
    more: dict[str, dict[str, object]]  # values of single routes

    def client(self, role: str) -> FlaskClient:
        """A browser of somebody with that role."""
        cast = self.pages.cast
        if role == "nobody":
            return self.pages.client()
        if role == "student":
            return self.pages.signed_in(cast.sokha)
        return enter(self.pages, {"mentor": cast.channary, "lead": cast.srey, "admin": self.admin}[role])

    def addresses(self, role: str) -> tuple[Case, ...]:
        """The GET routes that are made for that role; those of a work, for each of the works."""
        wanted = {"nobody": "anyone"}.get(role, role)
        found = [one for one in cases(self.pages, self.more) if one.method == "GET" and one.rule == wanted]
        return tuple(each for one in found for each in self._each_work(one))

    def _each_work(self, case: Case) -> Iterator[Case]:
        yield case
        if case.arguments == {"submission"} and case.address.endswith("/1"):
            yield from (replace(case, address=f"{case.address[:-1]}{work}") for work in self.works)


def furnish(pages: Pages) -> Club:
    """Give them a past: works of each kind, words of people, a survey, a showcase, certificates, drafts."""
    first(pages)
    store, cast, settings = pages.cast.store, pages.cast, pages.settings
    for rubric in (HELLO, SITE):
        (folder,) = SHIPPED_RUBRICS.glob(f"*/{rubric}")
        assert consider(store, settings, folder) is None
    store.settings.set("rubric:dance", {"print": "", "path": "dance", "problem": None})
    admin = store.people.join(store.people.make_invite("admin", club=cast.club.id), "boss", "Boss", PASSWORD)
    works = _works(pages)
    girls = store.people.add_students(cast.saturday.id, GIRLS)
    for number, girl in enumerate(girls[:5]):
        store.submissions.hand_in(girl.id, 1, sb3(("zero", "middle", "great")[number % 3]), "my dance.sb3")
    pages.grade()
    store.submissions.hand_in(girls[4].id, 1, sb3("great"), "it waits.sb3")
    _words(pages)
    _survey(pages, [cast.sokha.id, cast.dara.id, *(one.id for one in girls)])
    today = now().date()
    store.terms.add(cast.saturday.id, "Rainy season", today - timedelta(days=60), today + timedelta(days=60))
    store.terms.add(cast.saturday.id, "First term", date(2024, 1, 8), date(2024, 5, 31))
    store.dates.set_own(1, cast.dara.id, now() + timedelta(days=3), cast.channary.id)
    store.certificates.give(cast.sokha.id, [Made({"en": "Dance party"}, 4, works[0], ("good", "great"))], cast.srey.id)
    given = store.certificates.decide(cast.sokha.id, "Sokha Chan", public=True)
    store.exchange.make_token(cast.srey.id, "Sheet of the school", names=True, hands_in=True)
    (folder,) = SHIPPED_RUBRICS.glob(f"*/{SITE}")
    store.tuning.save(SITE, cast.channary.id, (folder / "rubric.yaml").read_text("utf-8"))
    more: dict[str, dict[str, object]] = {
        "certificate.check": {"code": given.code},
        "mentor.join": {"token": store.people.make_invite("mentor", club=cast.club.id)},
        "mentor.reset": {"token": store.people.reset_link(cast.vanna.id)},
        "mentor.beside": {"submission": works[0]},
        **{f"mentor.{name}": {"rubric": SITE} for name in ("rubric", "edit", "history")},
    }
    return Club(pages, admin, works, more)


def _works(pages: Pages) -> tuple[int, ...]:
    """A second try, a picture, a website, a letter that nobody can read, and one in line."""
    store, her = pages.cast.store, pages.cast.sokha.id
    hello, site = pages.cast.give(HELLO), pages.cast.give(SITE)
    files = (
        (1, sb3("great"), "my dance 2.sb3"),
        (hello.id, photo(), "my puzzle.jpg"),
        (site.id, website(), "my page.zip"),
        (1, zipped(LETTER), "homework.docx"),
    )
    done = [store.submissions.hand_in(her, given, data, name).submission_id for given, data, name in files]
    pages.grade()
    again = website("<!doctype html><title>Me</title><h1>Me</h1><p>Second try")
    waits = store.submissions.hand_in(her, site.id, again, "my page 2.zip")
    return (*done, waits.submission_id)


def _words(pages: Pages) -> None:
    """What people said to each other."""
    store, cast = pages.cast.store, pages.cast
    mentor, her = cast.channary.id, cast.sokha.id
    store.marks.mark("mentor", mentor, her, 1, "friend", "good", "Dara laughed with you.")
    store.marks.override(1, "repeats", "good", "She showed me the loop.", mentor)
    store.marks.answer(store.marks.ask(1, "flag", "Is it right?").id, mentor, "Look at the yellow block.")
    store.marks.open_hint(her, 1, "repeats", 0)
    store.path.tell(1, "My cat dances.")
    store.desk.keep_phrase(mentor, "You tried again. That is how it grows.")
    shown = store.showcases.of_student(her)[0]
    store.showcases.answer(shown.id, mentor, yes=True, read=(shown.title, shown.sentence))


def _survey(pages: Pages, girls: list[int]) -> None:
    """Two weeks with numbers, and one that is open."""
    surveys, club = pages.cast.store.surveys, pages.cast.club.id
    for week in (1, 9):
        asked = surveys.open(club, week)
        for number, girl in enumerate(girls):
            surveys.answer(girl, asked.id, dict.fromkeys(SENTENCES, 1 + (number + week) % 5), "I like it.")
        surveys.close(asked.id)
    surveys.open(club, 18)
