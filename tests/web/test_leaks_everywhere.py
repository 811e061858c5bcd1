"""Everything that a student can fetch, twice: before others did anything, and after. What is not hers changes nothing.

Her addresses come from the routes that there are and from the links on her pages.
"""

from __future__ import annotations

import re
from datetime import timedelta

from flask.testing import FlaskClient

from tests.web.conftest import Pages, sb3
from tests.web.furnished import Club, furnish
from worker.store.database import now
from worker.store.views import StudentView

LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)"')
CHANGES = re.compile(
    r'name="csrf_token" value="[^"]*"|data-token="[^"]*"|nonce="[^"]*"|lang=\w\w'
)  # of every answer its own
OURS = "Nobody but mentors reads this"


def test_what_others_do_and_keep_to_themselves_changes_nothing_of_hers(pages: Pages) -> None:
    club = furnish(pages)
    pages.grade()  # her own file in line: an answer to it would be news
    her = club.client("student")
    _everything(club, her)  # what she sees for the first time is news to her once
    before = _everything(club, her)
    assert len(before) > 2 * len(club.works)
    _others_go_on(pages)
    after = _everything(club, her)
    assert after.keys() == before.keys()
    assert [one for one in before if before[one] != after[one]] == []
    together = b"\0".join(after.values()).decode("utf-8", "ignore")
    assert OURS not in together
    for secret in ("Pisey", "Kunthea", pages.cast.dara.code, "channary"):
        assert secret not in together


def test_the_walk_sees_what_would_leak(pages: Pages) -> None:
    club = furnish(pages)
    her = club.client("student")
    before = _everything(club, her)
    pages.cast.store.marks.mark("mentor", pages.cast.channary.id, pages.cast.sokha.id, 1, "friend", "start", "For her")
    after = _everything(club, her)
    assert [one for one in before if before[one] != after.get(one)]


def _everything(club: Club, her: FlaskClient) -> dict[str, bytes]:
    """Each address that is made for her or stands on a page of hers, and what comes; files of hers too."""
    todo = [one.address for one in club.addresses("student") if one.endpoint != "certificate.as_pdf"]
    found: dict[str, bytes] = {}
    while todo:
        address = todo.pop()
        if address in found:
            continue
        answer = her.get(address)
        data = answer.data
        if answer.mimetype == "text/html":
            text = CHANGES.sub("", answer.get_data(as_text=True))
            data = text.encode()
            todo += [one.replace("&amp;", "&") for one in LINK.findall(text) if _is_a_page_of_hers(one)]
        found[address] = data
    return found


def _is_a_page_of_hers(address: str) -> bool:
    return not address.startswith(("/assets/", "/checks", "/help")) and "?" not in address and ".pdf" not in address


def _others_go_on(pages: Pages) -> None:
    """Her class and another one work, are marked, ask and answer; mentors write down what is theirs."""
    store, cast = pages.cast.store, pages.cast
    mentor = cast.channary.id
    for girl, kind in ((cast.dara, "great"), (_named(pages, "Pisey"), "zero")):
        work = store.submissions.hand_in(girl.id, 1, sb3(kind), "of a friend.sb3").submission_id
        pages.grade()
        store.marks.mark("mentor", mentor, girl.id, 1, "friend", "great", "For this girl alone")
        store.marks.override(work, "flag", "start", "A reason for this girl", mentor)
        store.marks.answer(store.marks.ask(work, "flag", "She asks").id, mentor, "For her alone")
        store.path.tell(work, "Her own words")
        store.showcases.choose(girl.id, work, "Not for the class yet", "", wish=True)
        store.dates.set_own(1, girl.id, now() + timedelta(days=9), mentor)
    store.desk.keep_phrase(mentor, OURS)
    store.tuning.save("dance", mentor, f"# {OURS}")
    store.exchange.make_token(cast.srey.id, OURS, names=True, hands_in=True)
    store.people.make_classroom(mentor, OURS, "en")


def _named(pages: Pages, nickname: str) -> StudentView:
    girls = pages.cast.store.people.students(pages.cast.saturday.id)
    return next(one for one in girls if one.nickname == nickname)
