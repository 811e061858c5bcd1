"""Her page as she sees it, for a mentor: the same words from the same report, without anything that asks who she is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader import words
from grader.words import Feedback
from web.language import language
from web.student import results, tasks
from web.student.feedback import MOST_EARLIER
from worker.store import Result
from worker.store.views import AssignmentView, SubmissionView, Try


def feedback(
    submission: SubmissionView,
    given: AssignmentView,
    result: Result,
    tries: Sequence[Try],
    result_of: Callable[[Try], Result | None] = results.result,
) -> Feedback:
    """What she reads about this try, in the language of this page; `result_of` gives the results of earlier ones."""
    earlier = [one for one in tries if one.submission.attempt < submission.attempt]
    best = tasks.best_before(earlier)
    before = result_of(best) if best else None
    found = [(one.submission.file_hash, result_of(one)) for one in earlier[-MOST_EARLIER:]]
    history = [(file_hash, one.report if one else None) for file_hash, one in found]
    return words.say(
        result.report,
        result.rubric.rubric,
        language(),
        previous=before.report if before else None,
        attempt=submission.attempt,
        tried=words.files_tried((*history, (submission.file_hash, result.report))),
        counts=given.counts,
    )
