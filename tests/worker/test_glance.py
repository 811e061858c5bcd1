"""What is counted of many at one look is what each counts alone, in as many questions for one as for many."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from grader.grade import grade
from grader.report import to_json
from grader.rubric.load import load
from grader.upload import read
from tests.kit.people import Cast
from tests.kit.projects import project

LEASE = timedelta(seconds=60)


@contextmanager
def counted(cast: Cast) -> Iterator[list[str]]:
    """The statements that go to the database meanwhile."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    event.listen(cast.store.database.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(cast.store.database.engine, "before_cursor_execute", note)


def hand_in(cast: Cast, student: int, given: int, scripts: int, folder: object, *, ends: str = "done") -> int:
    """A try with so many scripts; graded, unreadable or waiting."""
    data = project(scripts)
    receipt = cast.store.submissions.hand_in(student, given, data, "a.sb3")
    if receipt.grading_id is None or ends == "queued":
        return receipt.submission_id
    claimed = cast.store.gradings.claim(receipt.grading_id, 1, lease=LEASE)
    assert claimed
    if ends == "unreadable":
        cast.store.gradings.unreadable(claimed, "word", {"a": 1})
    else:
        report = to_json(grade(read(data), load(folder)))  # type: ignore[arg-type]
        assert cast.store.gradings.finish(claimed, report, engine="1", kind="sb3")
    return receipt.submission_id


@pytest.mark.parametrize("counts", ["best", "last"])
def test_everything_is_as_it_is_alone(cast: Cast, tiny: object, counts: str) -> None:
    store, chance = cast.store, random.Random(7)  # noqa: S311 - the same works every time
    tasks = [cast.give(counts=counts) for _ in range(3)]
    people = [cast.sokha, cast.dara, *store.people.add_students(cast.saturday.id, ["Maly", "bopha"])]
    for task in tasks:
        for her in people[:-1]:
            for scripts in chance.sample(range(1, 6), chance.randint(0, 3)):
                ends = chance.choice(["done", "done", "unreadable", "queued"])
                submission = hand_in(cast, her.id, task.id, scripts, tiny, ends=ends)
                if ends == "done" and chance.random() < 0.5:
                    store.marks.override(submission, "scripts", "great", "Seen it run.", cast.channary.id)
            if chance.random() < 0.5:
                level = chance.choice(["start", "good", "great"])
                store.marks.mark("mentor", cast.channary.id, her.id, task.id, "friend", level)  # type: ignore[arg-type]
    seen = store.glances.classroom(cast.saturday.id)
    assert [one.nickname for one in seen.students] == ["bopha", "Dara", "Maly", "Sokha"]
    assert seen.assignments == store.assignments.assignments(cast.saturday.id)
    results = 0
    for task in tasks:
        closer = store.glances.task(task.id)
        for standing in store.submissions.standings(task.id):
            cell = seen.stands.get((standing.student.id, task.id))
            assert seen.marks.get((standing.student.id, task.id), {}) == store.marks.counting(
                standing.student.id, task.id
            )
            if standing.newest is None:
                assert cell is None
                continue
            assert cell is not None
            assert (cell.tries, cell.newest.submission) == (standing.tries, standing.newest.submission.id)
            assert cell.newest.state == standing.newest.grading.state
            if standing.counting is None:
                assert cell.counting is None
                continue
            report = store.results.of(standing.counting.submission.id)
            assert report is not None
            assert cell.counting is not None
            near = closer.stands[standing.student.id, task.id].counting
            assert near is not None
            total = near.total
            assert total is not None
            assert cell.counting.look == near.look
            assert near.look is not None
            assert near.look.band == report.report.band
            assert near.look.waits == any(one.reason == "person" for one in report.report.results)
            assert cell.counting.submission == standing.counting.submission.id
            assert (total.points, total.of, total.band, total.final) == (
                report.report.points,
                report.report.of,
                report.report.band,
                report.report.final,
            )
            assert [(one.id, one.level, one.reason, one.given) for one in total.results] == [
                (one.id, one.level, one.reason, one.given) for one in report.report.results
            ]
            results += 1
    assert results >= 4


def test_a_class_costs_as_many_questions_as_one_student(cast: Cast, tiny: object) -> None:
    task = cast.give()
    hand_in(cast, cast.sokha.id, task.id, 1, tiny)
    cast.store.glances.classroom(cast.saturday.id)
    with counted(cast) as one:
        cast.store.glances.classroom(cast.saturday.id)
    for _ in range(4):
        task = cast.give()
        for her in cast.store.people.students(cast.saturday.id):
            hand_in(cast, her.id, task.id, 2, tiny)
    with counted(cast) as many:
        cast.store.glances.classroom(cast.saturday.id)
    assert len(many) == len(one)
    assert sum("json" in statement for statement in many) == 1  # all gradings in one


def test_a_file_that_was_moved_to_another_task_is_no_try_here(cast: Cast, tiny: object) -> None:
    first, second = cast.give(), cast.give()
    submission = hand_in(cast, cast.sokha.id, first.id, 1, tiny)
    cast.store.submissions.move(submission, second.id)
    seen = cast.store.glances.classroom(cast.saturday.id)
    assert (cast.sokha.id, first.id) not in seen.stands
    assert seen.stands[cast.sokha.id, second.id].newest.state == "queued"


def test_all_tries_come_in_their_order(cast: Cast, tiny: object) -> None:
    task = cast.give()
    for scripts in (3, 1, 2):
        hand_in(cast, cast.sokha.id, task.id, scripts, tiny)
    (stand,) = cast.store.glances.task(task.id, all_tries=True).stands.values()
    assert [one.attempt for one in stand.all] == [1, 2, 3]
    assert all(one.total is not None for one in stand.all)
    (stand,) = cast.store.glances.task(task.id).stands.values()
    assert stand.all == ()
