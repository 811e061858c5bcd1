"""What is played, in a lane of its own: the same tickets and leases as gradings have, on rows beside them.

Finishing one is a fenced update of its row, and the report of its grading filled in by the same transaction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Text, cast, delete, exists, func, select
from sqlalchemy.orm import Session, aliased

from worker.store import models as m
from worker.store.database import now
from worker.store.holding import keep_back
from worker.store.leases import Leased
from worker.store.live_pictures import NewPicture
from worker.store.standing import restand
from worker.store.team_works import same_work
from worker.store.thawed import Thawed

CUT = "cut"  # why a person looks; another run may tell more


@dataclass(frozen=True, slots=True)
class Asks:
    """A role of a goal that several could have: a mentor chooses one of the names."""

    criterion: str
    key: str
    role: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToPlay:
    """What a worker has to play: the file, the rubric, the report so far, and what mentors chose."""

    grading: int
    job_attempt: int
    submission: int
    file_hash: str
    file_name: str
    kept_rubric: int
    report: Mapping[str, Any]
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lives(Leased):
    """Everything about what is played."""

    rows = m.Live
    number = "grading_id"
    at_work = "playing"
    lane = "play"

    def known(self, submission: int, score_hash: str, engine: str) -> Mapping[str, Any] | None:
        """What came of the plays of these bytes under this rubric, by this engine; None when it is to be played."""
        with self.database.read() as session:
            row = session.execute(
                select(m.Live.outcome, m.Live.finished)
                .join(m.Grading, m.Grading.id == m.Live.grading_id)
                .join(m.KeptRubric, m.KeptRubric.id == m.Grading.kept_rubric_id)
                .where(
                    m.Grading.submission_id == submission,
                    m.KeptRubric.score_hash == score_hash,
                    m.Live.state == "done",
                    m.Live.engine == engine,
                )
                .order_by(m.Live.id.desc())
                .limit(1)
            ).first()
            chosen = session.scalar(select(func.max(m.Choice.at)).where(m.Choice.submission_id == submission))
        if row is None or row.outcome is None or (chosen and row.finished and chosen > row.finished):
            return None
        outcome: Mapping[str, Any] = row.outcome
        whole = all(one["state"] != "unchecked" and one["reason"] != CUT for one in outcome.values())
        return outcome if whole else None

    def asks(self, grading: int) -> tuple[Asks, ...]:
        """What a mentor is to choose, so that the rest of it can be played; nothing while it is played."""
        with self.database.read() as session:
            done = (m.Live.grading_id == grading, m.Live.state == "done")
            outcome = session.scalar(select(m.Live.outcome).where(*done)) or {}
        return tuple(
            Asks(criterion, choice["key"], choice["role"], tuple(choice["names"]))
            for criterion, one in outcome.items()
            if one["state"] == "person"
            for choice in one["choices"]
        )

    def waits(self, grading: int) -> bool:
        """Whether it is still to be played."""
        with self.database.read() as session:
            state = session.scalar(select(m.Live.state).where(m.Live.grading_id == grading))
        return state in {"queued", "playing"}

    def oldest_waiting(self) -> datetime | None:
        """Since when the one that waits longest does; None when nothing waits."""
        with self.database.read() as session:
            return session.scalar(select(func.min(m.Live.queued_at)).where(m.Live.state.in_(("queued", "playing"))))

    # What workers do

    def claim(self, grading: int, job_attempt: int, *, lease: timedelta) -> ToPlay | None:
        """Take it, for as long as the lease; None when the ticket is stale or another worker has it."""
        with self.database.write() as session:
            if not self._take(session, grading, job_attempt, lease):
                return None
            row = session.get_one(m.Grading, grading)
            handed_in = session.get_one(m.Submission, row.submission_id)
            return ToPlay(
                grading=grading,
                job_attempt=job_attempt,
                submission=handed_in.id,
                file_hash=handed_in.file_hash,
                file_name=handed_in.file_name,
                kept_rubric=row.kept_rubric_id,
                report=row.report or {},
                choices=_choices(session, handed_in),
            )

    def finish(
        self,
        claimed: ToPlay,
        report: Mapping[str, Any],
        *,
        engine: str,
        outcome: Mapping[str, Any] | None,
        pictures: Sequence[NewPicture],
    ) -> tuple[str, ...] | None:
        """Write what came of it, once: names of files that no picture needs any more; None when the ticket is stale.

        An `outcome` of None is one without plays.
        """
        with self.database.write() as session:
            kept = dict(outcome) if outcome is not None else None
            ticket = (claimed.grading, claimed.job_attempt)
            if not self._end(session, *ticket, "done", engine=engine, outcome=kept):
                return None
            _fill(session, claimed.grading, report)
            return _put(session, claimed.submission, pictures)

    # When a part is there that was missing

    def take_up(self, reason: str, *, most: int) -> tuple[int, ...]:
        """Let gradings that left a goal unchecked for that reason be filled in, the newest first; each once.

        Only the newest of a submission: nobody reads the others.
        """
        later = aliased(m.Grading)
        says = cast(m.Grading.report, Text).contains(json.dumps(reason), autoescape=True)
        with self.database.write() as session:
            found = session.scalars(
                select(m.Grading.id)
                .where(
                    m.Grading.state == "done",
                    says,
                    ~exists().where(m.Live.grading_id == m.Grading.id),
                    ~exists().where(later.submission_id == m.Grading.submission_id, later.id > m.Grading.id),
                )
                .order_by(m.Grading.id.desc())
                .limit(most)
            ).all()
            session.add_all(m.Live(grading_id=grading) for grading in found)
        return tuple(found)

    # What a mentor does

    def choose(self, submission: int, key: str, name: str, *, mentor: int) -> tuple[int, ...]:
        """Keep whom she chose for a role, for all whose work it is, and play it again: the gradings to ring for."""
        rung: list[int] = []
        with self.database.write() as session:
            for work in same_work(session, session.get_one(m.Submission, submission)):
                session.merge(m.Choice(submission_id=work.id, key=key, name=name, mentor_id=mentor, at=now()))
                newest = select(func.max(m.Grading.id)).where(
                    m.Grading.submission_id == work.id, m.Grading.state.in_(("done", "held"))
                )
                grading = session.scalar(newest)
                row = session.scalar(select(m.Live).where(m.Live.grading_id == grading)) if grading else None
                if grading is None:
                    continue
                if row is None:
                    session.add(m.Live(grading_id=grading))
                else:
                    self._again(session, m.Live.id == row.id, lost=0)
                rung.append(grading)
        return tuple(rung)

    def _given_up(self, session: Session, grading: int) -> None:
        _give_up(session, grading)


def _fill(session: Session, grading: int, report: Mapping[str, Any]) -> None:
    """Give a grading its whole report. One that was held for what was not played yet is looked at once more."""
    row = session.get_one(m.Grading, grading)
    handed_in = session.get_one(m.Submission, row.submission_id)
    row.report = dict(report)
    row.state = "done"
    session.flush()
    if not keep_back(session, grading):
        restand(session, handed_in.student_id, handed_in.assignment_id, grading)


def _give_up(session: Session, grading: int) -> None:
    """Nobody could play it: what waits for that waits for a person, and no goal is missed."""
    # Imported here: the store's other parts, and the tools that use them, need no engine.
    from grader.grade import recount
    from grader.report import from_json, to_json

    row = session.get_one(m.Grading, grading)
    if row.report is None:
        return
    report = from_json(row.report)
    results = tuple(
        replace(one, seen="person", values={"why": CUT}) if one.seen == "playing" else one for one in report.results
    )
    loaded = Thawed().get(session, row.kept_rubric_id)
    _fill(session, grading, to_json(recount(replace(report, results=results), loaded)))


def _put(session: Session, submission: int, pictures: Sequence[NewPicture]) -> tuple[str, ...]:
    """These instead of those from before; the names of files that nothing needs any more."""
    if not pictures:
        return ()
    hers = m.LivePicture.submission_id == submission
    before = set(session.scalars(select(m.LivePicture.file_hash).where(hers)))
    session.execute(delete(m.LivePicture).where(hers))
    session.add_all(
        m.LivePicture(
            submission_id=submission,
            file_hash=one.file_hash,
            what=one.what,
            criterion=one.criterion,
            moment=one.moment,
            caption=[dict(said) for said in one.caption],
        )
        for one in pictures
    )
    session.flush()
    for table in (m.LivePicture, m.Submission):
        before -= set(session.scalars(select(table.file_hash).where(table.file_hash.in_(before))))
    return tuple(sorted(before))


def _choices(session: Session, handed_in: m.Submission) -> dict[str, str]:
    """What was chosen for this try, or for one of hers before: names that are not there are passed over."""
    rows = session.execute(
        select(m.Choice.key, m.Choice.name)
        .join(m.Submission, m.Submission.id == m.Choice.submission_id)
        .where(
            m.Submission.student_id == handed_in.student_id,
            m.Submission.assignment_id == handed_in.assignment_id,
            m.Submission.id <= handed_in.id,
        )
        .order_by(m.Choice.submission_id)
    )
    return {key: name for key, name in rows}  # noqa: C416 - rows are no pairs for the type checker
