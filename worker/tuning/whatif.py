"""What if: the works of an assignment counted again by another rubric, from the reports that are kept."""

from __future__ import annotations

from dataclasses import dataclass

from grader.grade import recount
from grader.report import from_json
from grader.rubric.loaded import LoadedRubric
from grader.rubric.whatif import Moved, compare, counted
from worker.store import Store
from worker.store.recounting import Works
from worker.store.thawed import Thawed


@dataclass(frozen=True, slots=True)
class Girl:
    """One girl, and what would change for her."""

    student: int
    submission: int
    moved: Moved


def over(store: Store, assignment: int, new: LoadedRubric) -> tuple[Girl, ...]:
    """Everybody with a result. Nothing is written."""
    thawed = Thawed()
    works = Works(store.database).of(assignment)
    with store.database.read() as session:
        rubrics = {kept: thawed.get(session, kept) for kept in {work.kept_rubric for work in works}}
    found = []
    for work in works:
        old = rubrics[work.kept_rubric]
        before = recount(from_json(work.report), old, work.marks, work.overrides)
        after, unknown = counted(before, old, new, work.marks, work.overrides)
        moved = compare(str(work.student), before, after, old, new, unknown)
        found.append(Girl(work.student, work.submission, moved))
    return tuple(found)
