"""What a worker does with a ticket: claim it, read the file, grade it, write the report. One try, one result.

`grade` is the only function that a queue can name. It runs in a process of its own and opens everything itself.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from fractions import Fraction

from grader.grade import accepts
from grader.grade import grade as grade_project
from grader.live.browser import can_look
from grader.live.play.lane import has_plays, without_player
from grader.live.play.outcome import from_json as outcome_from_json
from grader.live.rendering.asking import LATER
from grader.live.rendering.wanted import wanted
from grader.report import ENGINE, Report, to_json
from grader.rubric.loaded import LoadedRubric
from grader.scratch.model import ScratchProject
from grader.upload import Project, UploadError, kind, read
from grader.upload.limits import STANDARD
from grader.website.model import Website
from worker import frame
from worker.games import can_play
from worker.queue import enqueuer
from worker.sentences import NOT_ACCEPTED
from worker.settings import Settings
from worker.sites import remembered
from worker.store import Store
from worker.store.gradings import Claimed

log = logging.getLogger("kru.jobs")

HALF = Fraction(1, 2)  # from where a file looks made for an assignment, and how much better than for this one


def grade(grading: int, job_attempt: int) -> None:
    """The job. What cannot be read is a result; what breaks on our side gives the ticket back."""
    with frame.opened() as (store, settings):
        if run(store, settings, grading, job_attempt) and settings.play:
            enqueuer(settings, store.live.ticket)(grading)


def run(store: Store, settings: Settings, grading: int, job_attempt: int) -> bool:
    """Grade it in this process. Whether it was this call that wrote the result."""
    ticket = (grading, job_attempt)
    return frame.once(store.gradings, ticket, settings.lease, lambda claimed: _grade(store, settings, claimed))


def _grade(store: Store, settings: Settings, claimed: Claimed) -> bool:
    loaded = frame.rubric(store, claimed.kept_rubric)
    try:
        limits = replace(STANDARD, upload=settings.upload_bytes)
        project = read(store.files.read(claimed.file_hash), claimed.file_name, limits)
    except UploadError as error:
        return store.gradings.unreadable(claimed, error.key, error.values)
    handed_in = kind(project)
    refused = accepts(loaded, project)
    if refused is not None:
        return store.gradings.unreadable(
            claimed,
            NOT_ACCEPTED,
            {"kind": handed_in, "accepts": list(loaded.rubric.accepts), "builder": refused.builder},
            kind=handed_in,
            suggestion=_better(store, claimed, project, handed_in, None),
        )
    report, live = _report(store, settings, claimed, project, loaded)
    if settings.nu and isinstance(project, Website):
        report = _with_nu(report, project)
    suggestion = _better(store, claimed, project, handed_in, report) if _looks_lost(report) else None
    return store.gradings.finish(
        claimed, to_json(report), engine=report.engine, kind=handed_in, suggestion=suggestion, live=live
    )


def _report(
    store: Store, settings: Settings, claimed: Claimed, project: Project, loaded: LoadedRubric
) -> tuple[Report, bool]:
    """The report; and whether a player or a browser is still to fill it in.

    What asks neither is played or looked at once, for the pictures. What they said of these bytes before is kept.
    """
    is_game, is_site = isinstance(project, ScratchProject), isinstance(project, Website)
    asks = (is_game and has_plays(loaded)) or (is_site and bool(wanted(loaded)))
    ready = settings.play and ((is_game and can_play()) or (is_site and can_look()))
    if not asks:
        return grade_project(project, loaded), ready and not store.live_pictures.of(claimed.submission)
    known = store.live.known(claimed.submission, loaded.score_hash, ENGINE)
    if is_site:
        report = grade_project(project, loaded, LATER if ready or known is not None else None)
        return (report, ready) if known is None else (remembered(report, loaded, known), False)
    if known is not None:
        return grade_project(project, loaded, plays=outcome_from_json(known)), False
    return grade_project(project, loaded, plays=None if ready else without_player(loaded)), ready


def _with_nu(report: Report, site: Website) -> Report:
    """The report, with what the Nu checker says kept among its notes; without it when it cannot be asked."""
    from grader.live import nu
    from grader.second_opinion import notes_of

    answers = nu.ask({0: nu.asked_about(site.files)})
    if answers.note:
        log.warning("%s", answers.note)
    return replace(report, notes=(*report.notes, *notes_of(answers.words[0]))) if answers.words else report


def _looks_lost(report: Report) -> bool:
    """Nothing of what this assignment asks for is there, or a gate says that it is another thing."""
    return not report.gates_met or (report.share is not None and report.points == 0)


def _better(store: Store, claimed: Claimed, project: Project, handed_in: str, report: Report | None) -> int | None:
    """Another open assignment of hers that the file fits clearly better; None when there is none.

    A kind that only one of them takes is enough when the file cannot be handed in here at all.
    """
    taking: list[tuple[int, LoadedRubric]] = []
    in_use = store.rubrics.in_use()
    for other in store.assignments.open_assignments(claimed.student):
        kept = in_use.get(other.rubric_id)
        if other.id == claimed.assignment or kept is None:
            continue
        loaded = frame.rubric(store, kept)
        if handed_in in loaded.rubric.accepts:
            taking.append((other.id, loaded))
    best, best_share = None, HALF + ((report.share if report else None) or 0)
    for assignment, loaded in taking:
        there = grade_project(project, loaded, plays=without_player(loaded))
        if there.gates_met and there.share is not None and there.share >= best_share:
            best, best_share = assignment, there.share
    if best is None and report is None and len(taking) == 1:
        return taking[0][0]
    return best
