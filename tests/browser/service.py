"""The real service for browser tests: `kru serve` in a process of its own, and its store opened beside it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

from rq import Queue, Worker

from grader.rubric.load import load
from grader.rubric.loaded import LoadedRubric
from tests.kit.people import PASSWORD
from tests.kit.queue import nothing, wait_until
from worker.embedded import embedded_server
from worker.queue import connect, enqueuer
from worker.rubrics import Watch
from worker.settings import SHIPPED_RUBRICS, Settings
from worker.store import Store, open_store
from worker.store.views import AssignmentView, ClassroomView, MentorView, Receipt, StudentView
from worker.supervise import prepare

HOUSE = Path(__file__).parents[2]
START_SECONDS = 60  # what `serve` may take on a machine that does other things too
GRADE_SECONDS = 60
UPLOAD_MB = 2  # small, so that a file that is too big is quickly made


@dataclass(frozen=True, slots=True)
class Room:
    """A class with its mentor and its students, in the order of their names."""

    classroom: ClassroomView
    mentor: MentorView
    students: tuple[StudentView, ...]


@dataclass(frozen=True, slots=True)
class Running:
    """A service that runs: where it is, and what it remembers."""

    address: str
    settings: Settings
    store: Store
    numbers: Iterator[int]

    def room(self, *nicknames: str, language: str = "en", mentor: str = "Channary") -> Room:
        """A new class of a new mentor; each test has its own, so that tests may share the service."""
        people = self.store.people
        club = people.clubs()[0].id
        login = f"{mentor.lower()}{next(self.numbers)}"
        joined = people.join(people.make_invite("mentor", club=club), login, mentor, PASSWORD, language)
        classroom = people.make_classroom(joined.id, "Saturday A", language)
        return Room(classroom, joined, people.add_students(classroom.id, nicknames))

    def give(self, room: Room, rubric: str, counts: Literal["best", "last"] = "best") -> AssignmentView:
        """Give that class a task."""
        return self.store.assignments.give(room.classroom.id, rubric, counts=counts)

    def hand_in(
        self, student: StudentView, given: AssignmentView, data: bytes, name: str, *, wait: bool = True
    ) -> Receipt:
        """Hand in without a browser: what a test needs and does not look at. With a result, when it shall wait."""
        receipt = self.store.submissions.hand_in(student.id, given.id, data, name)
        if receipt.grading_id is not None:
            settings = self.settings.with_redis(embedded_server(self.settings.data).url)
            enqueuer(settings, self.store.gradings.ticket)(receipt.grading_id)
        if wait:
            self.until_graded(receipt.submission_id)
        return receipt

    def until_graded(self, submission: int) -> None:
        """Come back when that file has a result."""
        gradings = self.store.gradings

        def over() -> bool:
            found = gradings.grading_of(submission)
            return found is not None and found.state in {"done", "unreadable", "stuck"}

        wait_until(over, f"submission {submission} is graded", seconds=GRADE_SECONDS, meanwhile=nothing)

    @contextmanager
    def workers_asleep(self) -> Iterator[None]:
        """Until the end of the block no worker of the queue `grade` moves, so a waiting page can be looked at."""
        with connect(embedded_server(self.settings.data).url) as client:
            workers = Worker.all(queue=Queue("grade", connection=client))
            pids = [worker.pid for worker in workers if worker.pid]
        assert pids, "no worker is known"
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGCONT)


@contextmanager
def running(data: Path, *words: str) -> Iterator[Running]:
    """The service on that folder, with every shipped rubric in use, until the end of the block."""
    settings = Settings.from_env(_environment(data), data=data)
    prepare(settings)
    store = open_store(settings.database_url, settings.files)
    Watch(store, settings).settle()
    log = data / "serve.log"
    command = [sys.executable, "-m", "grader.cli", "serve", "--data", str(data), "--port", "0", *words]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.STDOUT, env=_environment(data), cwd=HOUSE, start_new_session=True
        )
    try:
        said = _said(process, log)
        wait_until(lambda: _is_ready(said["address"]), "/health says ok", seconds=START_SECONDS, meanwhile=nothing)
        yield Running(said["address"], settings, store, count(1))
    finally:
        store.close()
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def rubric(name: str) -> LoadedRubric:
    """A rubric that ships with Kru: tests read its sentences from it, so that editing words breaks none."""
    return load(next(SHIPPED_RUBRICS.glob(f"*/{name}")))


def _environment(data: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(HOUSE),
        "PYTHONUNBUFFERED": "1",
        "KRU_DATA": str(data),
        "KRU_TIME_ZONE": "Asia/Phnom_Penh",
        "KRU_UPLOAD_MB": str(UPLOAD_MB),
    }


def _said(process: subprocess.Popen[bytes], log: Path) -> dict[str, str]:
    patterns = {"address": r"Kru is here: (\S+)"}

    def alive() -> None:
        assert process.poll() is None, log.read_text(encoding="utf-8")

    wait_until(lambda: "Ctrl-C" in log.read_text("utf-8"), "serve prints", seconds=START_SECONDS, meanwhile=alive)
    text = log.read_text(encoding="utf-8")
    return {name: found[1] for name, pattern in patterns.items() if (found := re.search(pattern, text))}


def _is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=10) as answer:  # noqa: S310 - our own address
            return bool(json.load(answer)["ok"])
    except OSError:
        return False
