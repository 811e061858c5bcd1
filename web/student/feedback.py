"""Everything that stands on the page about one try."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from grader import words
from grader.page import tools
from grader.page.source import Source
from grader.report import Report
from grader.scratch.model import ScratchProject
from grader.words import EMPTY, Facts, Sentence, chosen
from grader.words.changes import Changes, changes
from web import kru, pictures, played
from web.language import CATALOGUES, language
from web.student import grown, own, results, tasks
from worker.store import Result
from worker.store.views import AssignmentView, MarkView, QuestionView, SubmissionView, Try

MOST_EARLIER = 12  # tries that hints look back over
LARGEST_DRAWN = 10_000_000  # bytes: of a larger file, blocks are drawn from the report alone


@dataclass(frozen=True, slots=True)
class MentorWord:
    """Something a mentor wrote to her."""

    text: str
    who: str
    at: datetime | None
    about: Sentence = EMPTY


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another open task that this file fits better."""

    assignment: int
    title: Sentence


def page(submission: SubmissionView, given: AssignmentView, result: Result, tries: Sequence[Try]) -> dict[str, Any]:
    """What the template needs."""
    earlier = [one for one in tries if one.submission.attempt < submission.attempt]
    best = tasks.best_before(earlier)
    rubric = result.rubric.rubric
    feedback = words.say(
        result.report,
        rubric,
        language(),
        previous=_report(best),
        attempt=submission.attempt,
        tried=words.files_tried(_history(earlier, submission, result.report)),
        counts=given.counts,
    )
    lines = tasks.try_lines(given)
    questions = kru().store.marks.questions_about(submission.id)
    project = project_of(submission)
    return {
        **tools(language(), catalogues=CATALOGUES, project=project, source=source_of(submission)),
        "submission": submission,
        "picture": _picture(submission),
        "playing": played.playing(submission, result.grading.id),
        "feedback": feedback,
        "changes": _changes(submission, project, result, earlier),
        "week": rubric.week,
        "regrading": result.grading.regrading,
        "suggestion": suggestion(result.grading.suggestion),
        "tries": lines,
        "columns": tuple(one.levels for one in lines if one.levels),
        "from_mentor": from_mentor(submission, result, questions),
        "open_questions": [question for question in questions if question.state == "open"],
    }


def suggestion(assignment: int | None) -> Suggestion | None:
    """The task that a file fits better, while it is still open."""
    given = kru().store.assignments.assignment(assignment) if assignment else None
    return Suggestion(given.id, own.title(given)) if given and not given.closed else None


def from_mentor(
    submission: SubmissionView,
    result: Result,
    questions: Sequence[QuestionView],
    marks: Sequence[MarkView] | None = None,
) -> tuple[MentorWord, ...]:
    """Reasons, words beside marks, and answers, the newest first; of each mentor what she says about a goal now.

    `marks` are those that whoever looks may know; without it, all of them.
    """
    store = kru().store
    titles = {one.id: chosen(one.title, Facts(), language()) for one in result.rubric.rubric.criteria}
    found = [
        MentorWord(change.reason, _name(change.mentor), change.at, titles.get(change.criterion, EMPTY))
        for change in store.marks.overrides(submission.id)
        if change.reason
    ]
    found += [
        MentorWord(mark.reason, _name(mark.by_id), mark.at, titles.get(mark.criterion, EMPTY))
        for mark in _latest(store.marks.marks(submission.student, submission.assignment) if marks is None else marks)
        if mark.reason and mark.level
    ]
    found += [
        MentorWord(asked.answer, _name(asked.answered_by), asked.at, titles.get(asked.criterion, EMPTY))
        for asked in questions
        if asked.answer
    ]
    lower = store.tuning.reason(result.grading.id)
    if lower:
        found.append(MentorWord(lower[0], _name(lower[1]), lower[2]))
    return tuple(sorted(found, key=lambda word: word.at.timestamp() if word.at else 0, reverse=True))


def _latest(marks: Sequence[MarkView]) -> Iterable[MarkView]:
    """Marks are never taken away: of each mentor and goal the last one is what she says."""
    return {(one.criterion, one.by_id): one for one in marks if one.by in {"mentor", "lead"}}.values()


def project_of(submission: SubmissionView) -> ScratchProject | None:
    """The project, to draw a block where it stands; None when it is no Scratch project or too large for a page."""
    if submission.kind != "sb3" or submission.size > LARGEST_DRAWN:
        return None
    from grader.upload import UploadError, read

    try:
        project = read(kru().store.submissions.file(submission.id), submission.file_name)
    except (UploadError, OSError):
        return None
    return project if isinstance(project, ScratchProject) else None


def source_of(submission: SubmissionView) -> Source | None:
    """The files of a website, to show the lines that are meant; None for any other kind, and when they are gone."""
    if submission.kind not in {"website", "builder"}:
        return None
    from grader.upload import UploadError, site_files

    try:
        return Source(site_files(kru().store.submissions.file(submission.id), submission.file_name))
    except (UploadError, OSError):
        return None


def _changes(
    submission: SubmissionView, project: ScratchProject | None, result: Result, earlier: Sequence[Try]
) -> tuple[Changes, ...]:
    """Her growth since her last try and since the starter, each in a line."""
    last = grown.last_before(submission, [one.submission for one in earlier])
    before = project_of(last) if last and project else None
    return tuple(
        changes(one.difference, one.findings, language(), since=one.since)
        for one in grown.grown(project, before, result.rubric)
    )


def _picture(submission: SubmissionView) -> str | None:
    """`shown` when a browser can show her picture, `kept` when it can only be got back, None for anything else."""
    if submission.kind != "picture":
        return None
    try:
        return "shown" if pictures.can_show(kru().store.submissions.file(submission.id)) else "kept"
    except FileNotFoundError:  # files go some time after a term
        return None


def _history(
    earlier: Sequence[Try], submission: SubmissionView, report: Report
) -> tuple[tuple[str, Report | None], ...]:
    before = tuple((one.submission.file_hash, _report(one)) for one in earlier[-MOST_EARLIER:])
    return (*before, (submission.file_hash, report))


def _report(one: Try | None) -> Report | None:
    found = results.result(one) if one else None
    return found.report if found else None


def _name(mentor: int | None) -> str:
    view = kru().store.people.mentor(mentor) if mentor else None
    return view.name if view else ""
