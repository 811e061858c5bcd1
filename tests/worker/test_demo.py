"""The demo shows every kind of page, from real gradings of the examples that ship."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.kit.people import Cast
from tests.kit.queue import settings_for
from worker import demo, jobs
from worker.settings import SHIPPED_RUBRICS, Settings
from worker.store import open_store
from worker.supervise import ServeError

pytestmark = pytest.mark.timeout(240)


def demo_settings(data: Path) -> Settings:
    return replace(settings_for(data), shipped_rubrics=SHIPPED_RUBRICS, public_url="http://127.0.0.1:8000")


def test_a_class_of_twelve_with_a_term_of_work(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path)
    demo.fill(settings)
    store = open_store(settings.database_url, settings.files)
    for ticket in store.gradings.queued():
        assert jobs.run(store, settings, ticket.grading, ticket.job_attempt)
    (room,) = store.people.classrooms(1)
    assert len(store.people.students(room.id)) == 12
    given = store.assignments.assignments(room.id)
    assert len(given) == len(list(SHIPPED_RUBRICS.glob("*/*/rubric.yaml")))
    states: Counter[str] = Counter()
    kinds: Counter[str | None] = Counter()
    unreadable: set[str | None] = set()
    waiting = suggested = 0
    for task in given:
        for standing in store.submissions.standings(task.id):
            for one in store.submissions.tries(standing.student.id, task.id):
                states[one.grading.state] += 1
                kinds[one.submission.kind] += 1
                unreadable |= {one.grading.unreadable_key} - {None}
                suggested += one.grading.suggestion is not None
                result = store.results.of(one.submission.id)
                waiting += result is not None and any(found.reason == "person" for found in result.report.results)
    assert set(states) == {"done", "unreadable", "queued"}
    assert states["queued"] == 1
    assert unreadable == {"word", "not-accepted"}
    assert states["done"] >= 80
    assert {"sb3", "website", "picture"} <= set(kinds)
    assert waiting >= 5
    assert suggested >= 1
    assert len(store.marks.questions(room.id)) == 1
    store.close()
    demo.fill(settings)
    student, mentor = demo.links(settings)
    assert "http://127.0.0.1:8000/c/" in student
    assert "/mentor/sign-in" in mentor


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_it_never_mixes_with_a_real_club(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(ServeError, match="holds a club already"):
        demo.fill(demo_settings(tmp_path))
    assert len(cast.store.people.students(cast.saturday.id)) == 2


def test_it_lies_beside_the_data_of_the_club() -> None:
    assert demo.folder({}) == Path("data/demo")
    assert demo.folder({"KRU_DATA": "/srv/kru"}) == Path("/srv/kru/demo")
