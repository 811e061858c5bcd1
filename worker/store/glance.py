"""A class or a task at one look: what counts of everybody's work, in as many questions for one student as for forty.

The reports stay where they are: of each, only the levels come out, for places and words are most of its bytes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Row, Select, Text, case, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from worker.store import models as m
from worker.store.assignments import assignment_view
from worker.store.database import Database
from worker.store.people import student_view
from worker.store.standing import counting_marks, counting_overrides
from worker.store.thawed import Thawed
from worker.store.views import AssignmentView, Level, State, StudentView

if TYPE_CHECKING:
    from grader.counting import Total
    from grader.report import Band
    from grader.rubric.loaded import LoadedRubric

ENDED = ("done", "unreadable")
Cell = tuple[int, int]  # a student, an assignment


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell of a term needs: the level of the whole, whether a person's level is missing, goals unchecked."""

    band: Band | None
    waits: bool
    unchecked: int


@dataclass(frozen=True, slots=True)
class Work:
    """A try as it stands. `total` is what it counts with people's levels laid over."""

    submission: int
    attempt: int
    turn: int
    at: datetime
    file_name: str
    kind: str | None
    state: State
    version: int
    unreadable_key: str | None
    unreadable_values: Mapping[str, Any]
    look: Look | None = None  # of one that counts
    total: Total | None = None  # where it is asked for: of a task, not of a whole term
    rubric: LoadedRubric | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a student stands in a task: how many tries, the one that counts, the newest; `all` where asked for."""

    tries: int
    counting: Work | None
    newest: Work
    all: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Glance:
    """Everybody of a class by alphabet, the tasks in the order they opened, and where each stands in each.

    A cell without a file is not in `stands`. `marks` are the levels of people that count, by cell and criterion.
    """

    students: tuple[StudentView, ...]
    assignments: tuple[AssignmentView, ...]
    stands: Mapping[Cell, Stand]
    marks: Mapping[Cell, Mapping[str, Level]]


class _Levels(FunctionElement[str]):
    """The results of a report as JSON text, without places, near misses and values."""

    type = Text()
    inherit_cache = True
    name = "kru_levels"


@compiles(_Levels)
def _levels_of_sqlite(element: _Levels, compiler: SQLCompiler, **how: Any) -> str:
    report = compiler.process(element.clauses, **how)
    slim = "json_remove(one.value, '$.places', '$.near', '$.values')"
    return f"(SELECT json_group_array({slim}) FROM json_each({report}, '$.results') AS one)"  # noqa: S608 - of our own parts


@compiles(_Levels, "postgresql")
def _levels_of_postgresql(element: _Levels, compiler: SQLCompiler, **how: Any) -> str:
    report = compiler.process(element.clauses, **how)
    slim = "json_agg(one.value - 'places' - 'near' - 'values' ORDER BY one.ordinality)::text"
    results = f"jsonb_array_elements(({report})::jsonb -> 'results') WITH ORDINALITY"
    return f"(SELECT {slim} FROM {results} AS one(value, ordinality))"  # noqa: S608 - of our own parts


@dataclass(frozen=True, slots=True)
class Glances:
    """Everything that is seen of many at once."""

    database: Database
    _thawed: Thawed = field(default_factory=Thawed)

    def classroom(self, classroom: int) -> Glance:
        """A class in all its tasks: a look at each work."""
        with self.database.read() as session:
            given = session.scalars(
                select(m.Assignment)
                .where(m.Assignment.classroom_id == classroom, m.Assignment.earlier.is_(False))
                .order_by(m.Assignment.opens, m.Assignment.id)
            ).all()
            return _glance(session, classroom, given, self._thawed)

    def task(self, assignment: int, *, all_tries: bool = False) -> Glance:
        """A class in one of its tasks: each work with its total."""
        with self.database.read() as session:
            given = session.get_one(m.Assignment, assignment)
            return _glance(session, given.classroom_id, [given], self._thawed, totals=True, all_tries=all_tries)


def _glance(
    session: Session,
    classroom: int,
    given: Sequence[m.Assignment],
    thawed: Thawed,
    *,
    totals: bool = False,
    all_tries: bool = False,
) -> Glance:
    students = session.scalars(select(m.Student).where(m.Student.classroom_id == classroom)).all()
    tasks = {one.id: one for one in given}
    marks = _marks(session, tasks)
    changed = _overrides(session, tasks)
    tries: dict[Cell, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(_rows(tasks)):
        tries[row.student_id, row.assignment_id].append(row)
    counts = {cell: _counting(rows, tasks[cell[1]].counts) for cell, rows in tries.items()}
    wanted = (row for rows in tries.values() for row in rows) if all_tries else counts.values()
    levels = _levels(session, [row.grading for row in wanted if row is not None and row.state == "done"])

    def work(row: Row[Any]) -> Work:
        overrides = changed.get(row.id, {})
        if row.grading not in levels:
            return _work(row)
        hers = marks.get((row.student_id, row.assignment_id), {})
        return _counted(
            row, levels[row.grading], hers, overrides, thawed.get(session, row.kept_rubric_id), totals=totals
        )

    stands = {}
    for cell, rows in tries.items():
        counting, newest = counts[cell], max(rows, key=lambda row: cast("int", row.attempt))
        stand = work(counting) if counting is not None else None
        stands[cell] = Stand(
            tries=len(rows),
            counting=stand,
            newest=stand if stand and newest is counting else work(newest),
            all=tuple(map(work, sorted(rows, key=lambda row: cast("int", row.attempt)))) if all_tries else (),
        )
    return Glance(
        students=tuple(sorted(map(student_view, students), key=lambda one: (one.nickname.casefold(), one.id))),
        assignments=tuple(map(assignment_view, given)),
        stands=MappingProxyType(stands),
        marks=MappingProxyType(marks),
    )


def _rows(tasks: Iterable[int]) -> Select[Any]:
    """Of each try the grading to show: the newest that ended, else the newest."""
    place = func.row_number().over(
        partition_by=m.Grading.submission_id,
        order_by=(case((m.Grading.state.in_(ENDED), 0), else_=1), m.Grading.id.desc()),
    )
    ranked = (
        select(m.Grading.id.label("grading"), place.label("place"))
        .join(m.Submission, m.Submission.id == m.Grading.submission_id)
        .where(m.Submission.assignment_id.in_(tuple(tasks)), m.Submission.moved_to_id.is_(None))
        .subquery()
    )
    rows = (
        select(
            m.Submission.id, m.Submission.student_id, m.Submission.assignment_id, m.Submission.attempt,
            m.Submission.turn, m.Submission.at, m.Submission.file_name, m.Submission.kind,
            m.Grading.state, m.Grading.gates_met, m.Grading.share, m.Grading.kept_rubric_id, m.KeptRubric.version,
            m.Grading.unreadable_key, m.Grading.unreadable_values, m.Grading.id.label("grading"),
        )
        .select_from(ranked)
        .join(m.Grading, m.Grading.id == ranked.c.grading)
        .join(m.Submission, m.Submission.id == m.Grading.submission_id)
        .join(m.KeptRubric, m.KeptRubric.id == m.Grading.kept_rubric_id)
        .where(ranked.c.place == 1)
        .order_by(m.Submission.id)
    )  # fmt: skip
    return cast("Select[Any]", rows)


def _counting(rows: Iterable[Row[Any]], counts: str) -> Row[Any] | None:
    """As `submissions.which_counts` chooses among tries."""
    graded = [row for row in rows if row.state == "done"]
    if counts == "last":
        return max(graded, key=lambda row: cast("int", row.turn), default=None)
    return max(graded, key=_rank, default=None)


def _rank(row: Row[Any]) -> tuple[bool, Fraction, int]:
    return bool(row.gates_met), Fraction(-1) if row.share is None else Fraction(row.share), row.attempt


def _levels(session: Session, gradings: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The results in those reports without places; one question, for reports are most of what a database reads."""
    rows = session.execute(select(m.Grading.id, _Levels(m.Grading.report)).where(m.Grading.id.in_(gradings)))
    return {grading: json.loads(levels or "[]") for grading, levels in rows}


def _work(row: Row[Any]) -> Work:
    return Work(
        submission=row.id,
        attempt=row.attempt,
        turn=row.turn,
        at=row.at,
        file_name=row.file_name,
        kind=row.kind,
        state=row.state,
        version=row.version,
        unreadable_key=row.unreadable_key,
        unreadable_values=row.unreadable_values or {},
    )


def _counted(
    row: Row[Any],
    levels: Sequence[Mapping[str, Any]],
    marks: Mapping[str, Level],
    overrides: Mapping[str, Level],
    rubric: LoadedRubric,
    *,
    totals: bool,
) -> Work:
    look = None if totals else _look(row, levels, {**marks, **overrides}, overrides, rubric)
    total = None
    if look is None:
        total = _total(levels, rubric, marks, overrides, gates_met=bool(row.gates_met))
        optional = {one.id for one in rubric.rubric.criteria if one.optional}
        look = Look(
            total.band,
            waits=any(one.reason == "person" and one.id not in optional for one in total.results),
            unchecked=sum(one.level == "unchecked" for one in total.results),
        )
    return replace(_work(row), look=look, total=total, rubric=rubric)


def _look(
    row: Row[Any],
    levels: Sequence[Mapping[str, Any]],
    given: Mapping[str, Level],
    overrides: Mapping[str, Level],
    rubric: LoadedRubric,
) -> Look | None:
    """The same without counting anew: share and gates are kept in step. None where one goal waits for another."""
    from grader.counting import GOOD_FROM, GREAT_FROM

    criteria = {one.id: one for one in rubric.rubric.criteria}
    waits, unchecked = False, 0
    for one in levels:
        criterion = criteria.get(one["id"])
        if criterion is None:
            continue
        unchecked += one["seen"] == "unchecked" and criterion.id not in overrides
        by_person = one["seen"] == "person" or (one["seen"] == "measured" and criterion.id not in rubric.rules)
        if by_person and criterion.id not in given and not criterion.optional:
            if criterion.after:
                return None
            waits = True
    share = None if row.share is None else Fraction(row.share)
    if not row.gates_met:
        return Look("start", waits, unchecked)
    if share is None:
        return Look(None, waits, unchecked)
    return Look("great" if share >= GREAT_FROM else "good" if share >= GOOD_FROM else "start", waits, unchecked)


def _total(
    levels: Sequence[Mapping[str, Any]],
    rubric: LoadedRubric,
    marks: Mapping[str, Level],
    overrides: Mapping[str, Level],
    *,
    gates_met: bool,
) -> Total:
    # Imported here: the store's other parts, and the tools that use them, need no engine.
    from grader.counting import reckon
    from grader.report import Result

    nothing = Fraction(0)
    seen = [Result(**{**one, "points": None, "of": nothing, "level": "start", "reason": None}) for one in levels]
    return reckon(rubric.rubric, rubric.rules, seen, gates_met=gates_met, marks=marks, overrides=overrides)


def _marks(session: Session, tasks: Iterable[int]) -> dict[Cell, dict[str, Level]]:
    found: dict[Cell, list[m.Mark]] = defaultdict(list)
    for row in session.scalars(select(m.Mark).where(m.Mark.assignment_id.in_(tuple(tasks)))):
        found[row.student_id, row.assignment_id].append(row)
    return {cell: cast("dict[str, Level]", counting_marks(rows)) for cell, rows in found.items()}


def _overrides(session: Session, tasks: Iterable[int]) -> dict[int, dict[str, Level]]:
    rows = session.scalars(
        select(m.Override)
        .join(m.Submission, m.Submission.id == m.Override.submission_id)
        .where(m.Submission.assignment_id.in_(tuple(tasks)))
    )
    found: dict[int, list[m.Override]] = defaultdict(list)
    for row in rows:
        found[row.submission_id].append(row)
    return {
        submission: {name: cast("Level", row.level) for name, row in counting_overrides(rows).items()}
        for submission, rows in found.items()
    }
