"""A report as it counts: the machine's, with people's marks and changes laid over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from worker.store import models as m
from worker.store.database import Database
from worker.store.gradings import current as shown
from worker.store.gradings import gradings_of
from worker.store.standing import lay_over, marks_of
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

    def of(self, submission: int) -> Result | None:
        """The result of that submission; None while there is none."""
        from worker.store.frozen import thaw  # see `standing.lay_over`

        with self.database.read() as session:
            handed_in = session.get_one(m.Submission, submission)
            gradings = gradings_of(session, [submission])[submission]
            grading = shown(gradings) if gradings else None
            if grading is None or grading.state != "done":
                return None
            row = session.get_one(m.Grading, grading.id)
            report = lay_over(session, row, marks_of(session, handed_in.student_id, handed_in.assignment_id))
            resolved = session.execute(
                select(m.KeptRubric.resolved).where(m.KeptRubric.id == grading.kept_rubric)
            ).scalar_one()
        return Result(report=report, rubric=thaw(resolved), grading=grading) if report else None
