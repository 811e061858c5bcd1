"""What the store hands out: frozen, without a session behind it. Ids are whole numbers, moments are UTC and aware."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any, Literal

Role = Literal["mentor", "lead", "admin"]
Counts = Literal["best", "last"]
State = Literal["queued", "grading", "done", "unreadable", "stuck", "held"]  # held: lower than what she has
QueueName = Literal["grade", "regrade"]
LaneName = Literal["grade", "regrade", "play"]  # play: what is played after a grading, with rows of its own
Level = Literal["start", "good", "great"]
MarkBy = Literal["lead", "mentor", "self", "peer"]

QUEUES: tuple[QueueName, ...] = ("grade", "regrade")
LANES: tuple[LaneName, ...] = (*QUEUES, "play")
HELD = "held"  # a queue that no worker takes: the demo shows with it what waiting looks like

ROLES: tuple[Role, ...] = ("mentor", "lead", "admin")


@dataclass(frozen=True, slots=True)
class ClubView:
    """One location. `time_zone` is the name under which its times are shown."""

    id: int
    name: str
    language: str
    time_zone: str
    idle_minutes: int | None = None  # of a shared machine; None: the usual ones


@dataclass(frozen=True, slots=True)
class ClassroomView:
    """A class of a club."""

    id: int
    club: int
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class StudentView:
    """A student. `code` is what stands on her card, as printed: `K7QM-4V7C`."""

    id: int
    nickname: str
    language: str
    classroom: int
    code: str


@dataclass(frozen=True, slots=True)
class MentorView:
    """A mentor, a lead or an admin."""

    id: int
    club: int
    login: str
    name: str
    role: Role
    language: str
    # Changes with her password, and ends what was signed in before; it is no part of who she is.
    stamp: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class InviteView:
    """An invite that can still be used."""

    club: int
    role: Role
    expires: datetime


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """A rubric given to a classroom."""

    id: int
    classroom: int
    rubric_id: str
    opens: datetime
    due: datetime | None
    counts: Counts
    closed: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """The promise that a file is kept: it is on disk and its row is committed.

    `repeated`: these bytes came before for this assignment, so it is no new try. `grading_id` is what to enqueue;
    None when nothing is to be graded again.
    """

    submission_id: int
    attempt: int
    repeated: bool
    at: datetime
    size: int
    grading_id: int | None
    code: str  # short, for the eye: `K7Q4-M2`
    mates: tuple[int, ...] = ()  # gradings of the others of her team, to enqueue too

    @property
    def gradings(self) -> tuple[int, ...]:
        """All that is to be enqueued."""
        return (*(() if self.grading_id is None else (self.grading_id,)), *self.mates)


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """One file that was handed in. `kind` is known once it was read.

    `team`: it is a work of a team, and `by` is who handed it in, None when she is gone.
    """

    id: int
    student: int
    assignment: int
    attempt: int
    turn: int
    file_hash: str
    file_name: str
    size: int
    kind: str | None
    at: datetime
    code: str
    team: int | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True)
class KeptRubricView:
    """A rubric as a grading used it. `resolved` is what `worker.store.frozen.thaw` reads."""

    id: int
    rubric_id: str
    version: int
    score_hash: str
    words_hash: str
    resolved: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GradingView:
    """One grading and where it stands. `report` is the machine's, without people's marks: see `results`."""

    id: int
    submission: int
    kept_rubric: int
    rubric_id: str
    rubric_version: int
    score_hash: str
    words_hash: str
    queue: QueueName
    state: State
    runs: int
    job_attempt: int
    leases_lost: int
    lease_until: datetime | None
    at: datetime
    queued_at: datetime
    started: datetime | None
    finished: datetime | None
    report: Mapping[str, Any] | None
    unreadable_key: str | None
    unreadable_values: Mapping[str, Any]
    suggestion: int | None  # an open assignment of hers that this file fits better
    gates_met: bool | None
    share: Fraction | None
    regrading: bool = False  # a newer grading of the same submission is on its way

    @property
    def ended(self) -> bool:
        """Nothing more happens by itself."""
        return self.state in {"done", "unreadable", "stuck", "held"}


@dataclass(frozen=True, slots=True)
class Try:
    """A submission with its grading; `counts` when it is the one that counts for the assignment."""

    submission: SubmissionView
    grading: GradingView
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a student stands in an assignment: how many tries, the one that counts, the newest."""

    student: StudentView
    tries: int
    counting: Try | None
    newest: Try | None


@dataclass(frozen=True, slots=True)
class MarkView:
    """A level given by a person."""

    id: int
    student: int
    assignment: int
    criterion: str
    level: Level | None
    by: MarkBy
    by_id: int
    reason: str
    at: datetime
    team: int | None = None  # it was given to all of a team


@dataclass(frozen=True, slots=True)
class OverrideView:
    """A mentor's change of a machine's level, the latest of its criterion."""

    id: int
    submission: int
    criterion: str
    level: Level | None
    reason: str
    mentor: int
    at: datetime


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question of a student about a result, and its answer."""

    id: int
    submission: int
    student: int
    assignment: int
    criterion: str
    text: str
    state: Literal["open", "answered"]
    answer: str | None
    answered_by: int | None
    at: datetime
