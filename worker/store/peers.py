"""Students read each other's works without names: who reads whose, what she said of it, and when the author sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.database import Database, changed, now
from worker.store.pairing import Round, Work, choose
from worker.store.peer_views import (
    KINDS,
    LONGEST,
    MOST_EACH,
    MOST_HOURS,
    Release,
    RoundView,
    Said,
    State,
    TurnView,
    Words,
)
from worker.store.people import StoreError
from worker.store.standing import LEVELS, PEERS, restand
from worker.store.views import Level
from worker.store.whose import owners

OPEN_FOR = timedelta(days=3)  # so long a work is kept for a reader who says nothing


@dataclass(frozen=True, slots=True)
class Peers:
    """Everything about classmates who read each other."""

    database: Database

    def round(self, assignment: int, each: int) -> RoundView:
        """As a mentor set it, else with so many for each as the rubric says."""
        with self.database.read() as session:
            return _round(session, assignment, each)

    def set_round(self, assignment: int, wish: RoundView) -> None:
        """Change how they read each other. StoreError `peer-round` for numbers that are none."""
        if not (0 <= wish.each <= MOST_EACH and 1 <= wish.hours <= MOST_HOURS and wish.release in {"mentor", "hours"}):
            raise StoreError("peer-round", most=MOST_EACH)
        with self.database.write() as session:
            row = session.get(m.PeerRound, assignment) or m.PeerRound(assignment_id=assignment)
            row.each, row.release, row.hours = wish.each, wish.release, wish.hours
            session.add(row)

    def next(self, reader: int, assignment: int, each: int) -> TurnView | None:
        """The work that she has open, else a new one; None when there is none for her now."""
        with self.database.write() as session:
            # One after the other: two at the same moment would both get the last reader of a work.
            session.get_one(m.Assignment, assignment, with_for_update=True)
            wanted = _round(session, assignment, each).each
            row = session.scalar(
                select(m.PeerTurn).where(
                    m.PeerTurn.assignment_id == assignment, m.PeerTurn.reader_id == reader, m.PeerTurn.state == "open"
                )
            )
            if row is None and wanted:
                work = choose(reader, _now(session, assignment, wanted))
                if work is None:
                    return None
                row = m.PeerTurn(
                    assignment_id=assignment,
                    submission_id=work.submission,
                    reader_id=reader,
                    author_id=work.author,
                    state="open",
                    levels={},
                )
                session.add(row)
                session.flush()
            return _turn(row) if row else None

    def turn(self, turn: int) -> TurnView | None:
        """That reading."""
        with self.database.read() as session:
            row = session.get(m.PeerTurn, turn)
            return _turn(row) if row else None

    def give(self, turn: int, words: Words) -> None:
        """Keep what she says; again while no mentor has looked and nobody has seen it.

        StoreError `peer-words` when a sentence is missing, `peer-over` when it is too late.
        """
        praise, idea = words.praise.strip()[:LONGEST], words.idea.strip()[:LONGEST]
        if not praise or not idea:
            raise StoreError("peer-words")
        if any(level not in LEVELS for level in words.levels.values()):
            raise StoreError("level-unknown", level="")
        with self.database.write() as session:
            row = session.get_one(m.PeerTurn, turn)
            if row.state not in {"open", "given"}:
                raise StoreError("peer-over")
            row.praise_start, row.praise = words.praise_start, praise
            row.idea_start, row.idea = words.idea_start, idea
            row.levels, row.state, row.given_at = dict(words.levels), "given", now()

    def look(self, turn: int, mentor: int, *, stop: bool) -> None:
        """A mentor has read it: the author may see it, or never does."""
        with self.database.write() as session:
            row = session.get_one(m.PeerTurn, turn)
            if row.state == "open":
                return
            row.looked_at, row.mentor_id = now(), mentor
            _turn_to(session, row, "stopped" if stop else "released")

    def settle(self, assignment: int, at: datetime | None = None) -> int:
        """Release what has waited as long as the mentor set; how many."""
        moment = at or now()
        with self.database.read() as session:
            set_to = _round(session, assignment, 0)
            if set_to.release != "hours":
                return 0
            due = _due(assignment, moment - timedelta(hours=set_to.hours))
            if session.scalars(due.limit(1)).first() is None:
                return 0
        with self.database.write() as session:
            rows = session.scalars(due).all()
            # Two pages at the same moment: each row is taken once.
            mine = [row for row in rows if _take(session, row.id)]
            for row in mine:
                _turn_to(session, row, "released")
            return len(mine)

    def settle_all(self) -> int:
        """The same of every task whose words wait for hours."""
        with self.database.read() as session:
            rounds = session.scalars(select(m.PeerRound.assignment_id).where(m.PeerRound.release == "hours")).all()
        return sum(map(self.settle, rounds))

    def of_reader(self, reader: int) -> tuple[TurnView, ...]:
        """What she read and reads, the newest first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.PeerTurn).where(m.PeerTurn.reader_id == reader).order_by(m.PeerTurn.id.desc())
            )
            return tuple(map(_turn, rows))

    def of_task(self, assignment: int) -> tuple[TurnView, ...]:
        """Everything in a task, for its mentors: what waits for a look first."""
        with self.database.read() as session:
            rows = session.scalars(select(m.PeerTurn).where(m.PeerTurn.assignment_id == assignment)).all()
            order = ("given", "open", "released", "stopped")
            return tuple(map(_turn, sorted(rows, key=lambda row: (order.index(row.state), row.id))))

    def said_to(self, student: int, assignment: int) -> tuple[Said, ...]:
        """What classmates said of her work and she may read, in an order that does not tell who came first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.PeerTurn).where(m.PeerTurn.assignment_id == assignment, m.PeerTurn.state == "released")
            ).all()
            works = session.scalars(
                select(m.Submission).where(m.Submission.id.in_([row.submission_id for row in rows]))
            ).all()
            whose = owners(session, works)
            mine = [row for row in rows if student in whose[row.submission_id]]
            return tuple(
                Said(row.id, _words(row), session.get_one(m.Student, row.reader_id).nickname)
                for row in sorted(mine, key=lambda row: row.praise)
            )

    def names(self, submission: int) -> tuple[str, ...]:
        """The names that must not be seen beside that work."""
        with self.database.read() as session:
            work = session.get_one(m.Submission, submission)
            whose = owners(session, (work,))[work.id]
            return tuple(session.scalars(select(m.Student.nickname).where(m.Student.id.in_(whose))))

    def waiting(self, assignments: Iterable[int]) -> dict[int, int]:
        """How many wait for a mentor's look, by task."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.PeerTurn.assignment_id).where(
                    m.PeerTurn.assignment_id.in_(tuple(assignments)), m.PeerTurn.state == "given"
                )
            )
            return dict(Counter(rows))


def _round(session: Session, assignment: int, each: int) -> RoundView:
    row = session.get(m.PeerRound, assignment)
    return RoundView(row.each, cast("Release", row.release), row.hours) if row else RoundView(each)


def _now(session: Session, assignment: int, each: int) -> Round:
    """The task as it stands: the newest work of each that can be shown, and every pair."""
    given = session.get_one(m.Assignment, assignment)
    here = set(session.scalars(select(m.Student.id).where(m.Student.classroom_id == given.classroom_id)))
    rows = session.scalars(
        select(m.Submission)
        .join(m.Grading, m.Grading.submission_id == m.Submission.id)
        .where(
            m.Submission.assignment_id == assignment,
            m.Submission.kind.in_(KINDS),
            m.Grading.state.in_(("done", "held")),
        )
        .order_by(m.Submission.turn)
    )
    newest = {row.student_id: row for row in rows if row.student_id in here}
    whose = owners(session, newest.values())
    works = _one_each(Work(row.id, min(whose[row.id]), whose[row.id] & here) for row in newest.values())
    turns = session.scalars(select(m.PeerTurn).where(m.PeerTurn.assignment_id == assignment)).all()
    late = now() - OPEN_FOR
    counts = [row for row in turns if row.state in {"given", "released"} or (row.state == "open" and row.at > late)]
    earlier = session.execute(
        select(m.PeerTurn.reader_id, m.PeerTurn.author_id).where(
            m.PeerTurn.assignment_id != assignment, m.PeerTurn.reader_id.in_(here)
        )
    )
    return Round(
        each=each,
        works=works,
        pairs={(row.reader_id, row.author_id) for row in turns},
        gave=Counter(row.reader_id for row in turns if row in counts or row.state == "stopped"),
        got=Counter(row.author_id for row in counts),
        before=Counter((reader, author) for reader, author in earlier),
    )


def _one_each(works: Iterable[Work]) -> tuple[Work, ...]:
    """Of those who have several works together, the newest."""
    newest = {work.owners: work for work in sorted(works, key=lambda work: work.submission)}
    return tuple(newest.values())


def _due(assignment: int, before: datetime) -> Select[m.PeerTurn]:
    return select(m.PeerTurn).where(
        m.PeerTurn.assignment_id == assignment, m.PeerTurn.state == "given", m.PeerTurn.given_at <= before
    )


def _take(session: Session, turn: int) -> bool:
    return changed(
        session,
        update(m.PeerTurn).where(m.PeerTurn.id == turn, m.PeerTurn.state == "given").values(state="released"),
    )


def _turn_to(session: Session, row: m.PeerTurn, state: State) -> None:
    """Its levels count from the moment that the author may see it, and no longer when it is stopped."""
    before, row.state = row.state, state
    if not row.levels or before == state or (state == "stopped" and before != "released"):
        return
    work = session.get_one(m.Submission, row.submission_id)
    for student in sorted(owners(session, (work,))[work.id]):
        for criterion, level in row.levels.items():
            session.add(
                m.Mark(
                    student_id=student,
                    assignment_id=row.assignment_id,
                    criterion=criterion,
                    level=level if state == "released" else None,
                    by=PEERS,
                    by_id=row.reader_id,
                )
            )
        restand(session, student, row.assignment_id)


def _words(row: m.PeerTurn) -> Words:
    return Words(row.praise_start, row.praise, row.idea_start, row.idea, cast("dict[str, Level]", dict(row.levels)))


def _turn(row: m.PeerTurn) -> TurnView:
    return TurnView(
        id=row.id,
        assignment=row.assignment_id,
        submission=row.submission_id,
        reader=row.reader_id,
        author=row.author_id,
        state=cast("State", row.state),
        words=_words(row),
        at=row.at,
        given_at=row.given_at,
        mentor=row.mentor_id,
    )
