"""Leases and tickets: whatever comes late, twice or never, a grading ends once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import update

from grader.grade import grade
from grader.report import Report, to_json
from grader.rubric.load import load
from grader.upload import read
from tests.kit.people import Cast
from tests.kit.projects import project, rubric_folder
from tests.worker.conftest import keep_rubric
from worker.store import models as m
from worker.store.database import now
from worker.store.gradings import Claimed
from worker.store.leases import LEASES
from worker.store.views import GradingView

LEASE = timedelta(seconds=60)


@pytest.fixture
def grading(cast: Cast, tiny: object) -> int:
    """One that waits."""
    del tiny
    return handed_in(cast, b"x")


def handed_in(cast: Cast, data: bytes) -> int:
    given = next(iter(cast.store.assignments.assignments(cast.saturday.id)), None) or cast.give()
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, data, "a.sb3")
    assert receipt.grading_id is not None
    return receipt.grading_id


def look(cast: Cast, grading: int) -> GradingView:
    found = cast.store.gradings.grading(grading)
    assert found is not None
    return found


def claim(cast: Cast, grading: int, job_attempt: int = 1) -> Claimed:
    claimed = cast.store.gradings.claim(grading, job_attempt, lease=LEASE)
    assert claimed is not None
    return claimed


def let_lease_end(cast: Cast, grading: int, by: timedelta = -timedelta(seconds=1)) -> None:
    with cast.store.database.write() as session:
        session.execute(update(m.Grading).where(m.Grading.id == grading).values(lease_until=now() + by))


def report(tmp_path: object, scripts: int = 2) -> Report:
    return grade(read(project(scripts)), load(rubric_folder(tmp_path)))  # type: ignore[arg-type]


def test_of_many_workers_one_gets_it(cast: Cast, grading: int) -> None:
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda _: cast.store.gradings.claim(grading, 1, lease=LEASE), range(8)))
    assert sum(claimed is not None for claimed in claims) == 1
    assert look(cast, grading).runs == 1


def test_a_stale_ticket_opens_nothing(cast: Cast, grading: int) -> None:
    assert cast.store.gradings.claim(grading, 2, lease=LEASE) is None
    assert cast.store.gradings.claim(grading + 1, 1, lease=LEASE) is None


def test_it_is_finished_once(cast: Cast, grading: int, tmp_path: object) -> None:
    claimed = claim(cast, grading)
    result = report(tmp_path)
    assert cast.store.gradings.finish(claimed, to_json(result), engine="0", kind="sb3")
    assert not cast.store.gradings.finish(claimed, {}, engine="0", kind="sb3")
    assert not cast.store.gradings.unreadable(claimed, "empty", {})
    found = look(cast, grading)
    assert (found.state, found.share, found.gates_met) == ("done", Fraction(1), True)
    assert found.report == to_json(result)
    assert cast.store.submissions.submission(claimed.submission).kind == "sb3"  # type: ignore[union-attr]


def test_who_comes_after_the_lease_changes_nothing(cast: Cast, grading: int) -> None:
    claimed = claim(cast, grading)
    let_lease_end(cast, grading)
    (ticket,) = cast.store.gradings.expired(LEASE)
    assert (ticket.grading, ticket.job_attempt) == (grading, 2)
    assert not cast.store.gradings.unreadable(claimed, "late", {})
    assert look(cast, grading).state == "queued"
    assert cast.store.gradings.unreadable(claim(cast, grading, 2), "empty", {"a": 1})
    found = look(cast, grading)
    assert (found.state, found.unreadable_key, found.unreadable_values) == ("unreadable", "empty", {"a": 1})


def test_a_lease_that_holds_is_left_alone(cast: Cast, grading: int) -> None:
    claim(cast, grading)
    assert cast.store.gradings.expired(LEASE) == ()
    assert look(cast, grading).state == "grading"


def test_a_clock_that_was_put_back_does_not_hold_it_for_a_day(cast: Cast, grading: int) -> None:
    claim(cast, grading)
    let_lease_end(cast, grading, timedelta(days=1))
    assert len(cast.store.gradings.expired(LEASE)) == 1


def test_three_leases_then_a_mentor(cast: Cast, grading: int) -> None:
    for attempt in range(1, LEASES + 1):
        claim(cast, grading, attempt)
        let_lease_end(cast, grading)
        tickets = cast.store.gradings.expired(LEASE)
        assert len(tickets) == (attempt < LEASES)
    found = look(cast, grading)
    assert (found.state, found.runs, found.leases_lost) == ("stuck", 3, 3)
    assert [one.id for one in cast.store.gradings.stuck([cast.saturday.id])] == [grading]
    assert cast.store.gradings.stuck([cast.sunday.id]) == ()
    assert cast.store.gradings.retry(grading)
    assert look(cast, grading).state == "queued"
    assert not cast.store.gradings.retry(grading)


def test_a_lost_job_is_no_lost_lease(cast: Cast, grading: int) -> None:
    (ticket,) = cast.store.gradings.queued()
    for _ in range(10):
        renewed = cast.store.gradings.requeue(ticket)
        assert renewed is not None
        ticket = renewed
    found = look(cast, grading)
    assert (found.state, found.leases_lost, found.job_attempt) == ("queued", 0, 11)


def test_what_was_claimed_meanwhile_is_not_queued_again(cast: Cast, grading: int) -> None:
    (ticket,) = cast.store.gradings.queued()
    claim(cast, grading)
    assert cast.store.gradings.requeue(ticket) is None
    assert cast.store.gradings.ticket(grading) is None


def test_a_worker_can_give_it_back(cast: Cast, grading: int) -> None:
    claim(cast, grading)
    ticket = cast.store.gradings.lost(grading, 1)
    assert ticket is not None
    assert cast.store.gradings.lost(grading, 1) is None
    assert cast.store.gradings.queued() == (ticket,)


def test_place_in_line(cast: Cast, grading: int) -> None:
    second, third = handed_in(cast, b"y"), handed_in(cast, b"z")
    assert [cast.store.gradings.waiting_before(one) for one in (grading, second, third)] == [0, 1, 2]
    claimed = claim(cast, grading)
    assert cast.store.gradings.waiting_before(third) == 2
    cast.store.gradings.unreadable(claimed, "empty", {})
    assert cast.store.gradings.waiting_before(third) == 1
    assert cast.store.gradings.waiting_before(grading) == 0


def test_the_wait_is_measured_from_what_was(cast: Cast, grading: int) -> None:
    assert cast.store.gradings.recent_seconds() is None
    cast.store.gradings.unreadable(claim(cast, grading), "empty", {})
    with cast.store.database.write() as session:
        row = session.get_one(m.Grading, grading)
        row.finished = row.at + timedelta(seconds=7)
    assert cast.store.gradings.recent_seconds() == 7
    assert cast.store.gradings.oldest_waiting() is None


def test_an_old_result_stays_until_the_new_one_is_there(cast: Cast, grading: int, tmp_path: object) -> None:
    claimed = claim(cast, grading)
    cast.store.gradings.finish(claimed, to_json(report(tmp_path, 1)), engine="0", kind="sb3")
    again = cast.store.gradings.again(claimed.submission)
    shown = cast.store.gradings.grading_of(claimed.submission)
    assert shown is not None
    assert (shown.id, shown.regrading) == (grading, True)
    assert cast.store.gradings.ticket(again).queue == "regrade"  # type: ignore[union-attr]
    newer = claim(cast, again)
    cast.store.gradings.finish(newer, to_json(report(tmp_path, 2)), engine="0", kind="sb3")
    shown = cast.store.gradings.grading_of(claimed.submission)
    assert shown is not None
    assert (shown.id, shown.regrading, shown.share) == (again, False, Fraction(1))
    assert [one.id for one in cast.store.gradings.history(claimed.submission)] == [grading, again]


def test_a_stuck_regrade_does_not_hide_the_result(cast: Cast, grading: int, tmp_path: object) -> None:
    claimed = claim(cast, grading)
    cast.store.gradings.finish(claimed, to_json(report(tmp_path)), engine="0", kind="sb3")
    again = cast.store.gradings.again(claimed.submission)
    for attempt in range(1, LEASES + 1):
        claim(cast, again, attempt)
        cast.store.gradings.lost(again, attempt)
    shown = cast.store.gradings.grading_of(claimed.submission)
    assert shown is not None
    assert (shown.id, shown.state, shown.regrading) == (grading, "done", False)


def test_each_grading_keeps_its_rubric(cast: Cast, grading: int, tmp_path: object) -> None:
    keep_rubric(cast.store, rubric_folder(tmp_path / "newer", version=2, points=6))  # type: ignore[operator]
    newer = handed_in(cast, b"later")
    assert (look(cast, grading).rubric_version, look(cast, newer).rubric_version) == (1, 2)
    before, after = look(cast, grading), look(cast, newer)
    assert before.score_hash != after.score_hash
    assert cast.store.rubrics.in_use() == {"tiny": after.kept_rubric}
