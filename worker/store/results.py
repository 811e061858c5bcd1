"""A report as it counts: the machine's, with people's marks and changes laid over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from worker.store import models as m
from worker.store.database import Database
from worker.store.gradings import current as shown
from worker.store.gradings import gradings_of
from worker.store.standing import lay_over, marks_of
from worker.store.thawed import Thawed
from worker.store.views import GradingView

if TYPE_CHECKING:
    from grader.report import Report
    from grader.rubric.loaded import LoadedRubric


@dataclass(frozen=True, slots=True)
class Result:
    """What a page needs: the report that counts, the rubric it was graded under, the grading behind it."""

    report: Report
    rubric: LoadedRubric
    grading: GradingView


@dataclass(frozen=True, slots=True)
class Results:
    """Reports for pages."""

    database: Database
    _thawed: Thawed = field(default_factory=Thawed)

    def of(self, submission: int) -> Result | None:
        """The result of that submission; None while there is none."""
        with self.database.read() as session:
            handed_in = session.get_one(m.Submission, submission)
            gradings = gradings_of(session, [submission])[submission]
            grading = shown(gradings) if gradings else None
            if grading is None or grading.state != "done":
                return None
            row = session.get_one(m.Grading, grading.id)
            marks = marks_of(session, handed_in.student_id, handed_in.assignment_id)
            report = lay_over(session, row, marks, self._thawed)
            rubric = self._thawed.get(session, grading.kept_rubric)
        return Result(report=report, rubric=rubric, grading=grading) if report else None
