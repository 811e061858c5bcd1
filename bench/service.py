"""Forty hand-ins in a minute: from accepted to feedback. The floor is reading and grading the same file in one process.

Also: forty at the same moment (a class at the end of its lesson), how large a worker grows, and how long a second
`kru serve` takes until its first answer.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from _measure import Figure, arguments, show, typical
from _projects import project

from grader.grade import grade
from grader.rubric.load import load
from grader.upload import read
from worker.queue import enqueuer
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store.frozen import freeze
from worker.supervise import Service, prepare

RUBRIC = Path(__file__).parent / "eight-criteria"
CLASS, MINUTE = 40, 60.0
AIM, START_AIM, WORKER_MB = 1.0, 3.0, 150


def main() -> None:
    """Measure a service of our own, in a folder that is thrown away."""
    words = arguments(__doc__)
    files = [project(200, seed=number) for number in range(CLASS)]
    if words.inputs:
        found = [file.read_bytes() for file in sorted(words.inputs.glob("*.sb3"))]
        files = [found[number % len(found)] + b"\0" * (number // len(found)) for number in range(CLASS)]
    loaded = load(RUBRIC)
    floor = typical(lambda: grade(read(files[0]), loaded), clock=time.perf_counter)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env({"KRU_RUBRICS": str(Path(folder, "none"))}, data=Path(folder))
        even, burst, memory = measure(settings, files)
        start = min(until_first_answer(Path(folder)) for _ in range(3))
    figures = [
        Figure(f"{CLASS} in a minute, p50", at(even, 50), floor, "read + grade in one process"),
        Figure(f"{CLASS} in a minute, p95", at(even, 95), floor, "read + grade in one process", aim=AIM),
        Figure(f"{CLASS} at one moment, p50", at(burst, 50), floor, "read + grade in one process"),
        Figure(f"{CLASS} at one moment, the last", burst[-1], floor, "read + grade in one process"),
        Figure(
            "kru serve, until its first answer",
            start,
            aim=START_AIM,
            note=f"largest worker {memory} MB, aim {WORKER_MB} MB: {'met' if memory <= WORKER_MB else 'missed'}",
        ),
    ]
    show("service", figures, words.form)


def measure(settings: Settings, files: list[bytes]) -> tuple[list[float], list[float], int]:
    """Seconds from accepted to feedback, in order: spread over a minute, at one moment; megabytes of a worker."""
    prepare(settings)
    store = open_store(settings.database_url, settings.files)
    students, assignments = people(store)
    service = Service(settings, "127.0.0.1", 0, pages=lambda _settings, _listening: signal.pause())
    service.start()
    try:
        enqueue = enqueuer(service.settings, store.gradings.ticket)
        begun = time.monotonic()
        for number, student in enumerate(students):
            time.sleep(max(0.0, begun + number * MINUTE / CLASS - time.monotonic()))
            hand_in(store, student, assignments[0], files[number], enqueue)
        even = when_done(store, assignments[0])
        memory = max(largest(pid) for name, pid in service.pids().items() if "grade" in name)
        for number, student in enumerate(students):
            hand_in(store, student, assignments[1], files[number], enqueue)
        burst = when_done(store, assignments[1])
    finally:
        service.stop()
        store.close()
    return even, burst, memory


def people(store: Store) -> tuple[list[int], list[int]]:
    """Forty students and two assignments of the bench's rubric."""
    club = store.people.clubs()[0]
    mentor = store.people.join(store.people.make_invite("mentor", club=club.id), "bench", "Bench", "bench-bench")
    room = store.people.make_classroom(mentor.id, "Bench", "en")
    students = store.people.add_students(room.id, [f"Student {number}" for number in range(CLASS)])
    loaded = load(RUBRIC)
    resolved = freeze(loaded, store.files)
    rubric = loaded.rubric
    store.rubrics.keep(rubric.id, rubric.version, loaded.score_hash, loaded.words_hash, resolved)
    return [one.id for one in students], [store.assignments.give(room.id, rubric.id).id for _ in range(2)]


def hand_in(store: Store, student: int, assignment: int, data: bytes, enqueue: object) -> None:
    """As a page does: keep, then ring."""
    receipt = store.submissions.hand_in(student, assignment, data, "bench.sb3")
    assert receipt.grading_id is not None
    assert callable(enqueue)
    enqueue(receipt.grading_id)


def when_done(store: Store, assignment: int) -> list[float]:
    """The seconds each took, sorted, when all are done."""
    deadline = time.monotonic() + 120
    while True:
        found = [one.newest for one in store.submissions.standings(assignment)]
        gradings = [one.grading for one in found if one is not None]
        if all(one.state == "done" for one in gradings):
            return sorted((one.finished - one.at).total_seconds() for one in gradings if one.finished)
        assert time.monotonic() < deadline, "not all were graded"
        time.sleep(0.05)


def largest(pid: int) -> int:
    """The most memory that process ever had, in megabytes; 0 where nobody tells."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    return 0


def at(sorted_seconds: list[float], percent: int) -> float:
    """That percentile."""
    return sorted_seconds[min(len(sorted_seconds) - 1, len(sorted_seconds) * percent // 100)]


def until_first_answer(data: Path) -> float:
    """Seconds from the command to its first page; the data folder is there already."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kru = str(Path(sys.executable).with_name("kru"))
    environment = {**os.environ, "KRU_RUBRICS": str(data / "none")}
    begun = time.perf_counter()
    process = subprocess.Popen(
        (kru, "serve", "--data", str(data), "--port", str(port)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        while time.perf_counter() - begun < MINUTE:
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/"):
                return time.perf_counter() - begun
            time.sleep(0.01)
        raise AssertionError("kru serve gave no answer")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


if __name__ == "__main__":
    main()
