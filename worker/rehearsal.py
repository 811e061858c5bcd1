"""A grading before the first one, in memory: so that no work-horse is the first to do anything.

Libraries put much off until it is asked for (mappers, tables of blocks, late imports). What the parent has done once,
every fork has done. Nothing of it is written anywhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from worker.store import Store, store_on
from worker.store import models as m
from worker.store.database import Database, begin

RUBRIC: dict[str, Any] = {
    "rubric": 1,
    "id": "rehearsal",
    "version": 1,
    "title": {"en": "Rehearsal"},
    "accepts": ["sb3", "website"],
    "points": 2,
    "criteria": [
        {"id": "starts", "title": {"en": "Starts"}, "points": 1, "check": "scratch.scripts"},
        {"id": "heading", "title": {"en": "Heading"}, "points": 1, "check": "website.headings"},
    ],
}
PAGE = b"<!doctype html><html lang=en><title>A</title><style>h1{color:navy}</style><h1>A</h1><p>b c d</p></html>"


@dataclass(frozen=True, slots=True)
class MemoryFiles:
    """The four methods of a shelf of files, without a disk."""

    _all: dict[str, bytes] = field(default_factory=dict)

    def keep(self, data: bytes) -> str:
        """Keep the bytes."""
        name = sha256(data).hexdigest()
        self._all[name] = data
        return name

    def read(self, file_hash: str) -> bytes:
        """The bytes of that name."""
        return self._all[file_hash]

    def has(self, file_hash: str) -> bool:
        """Whether they are there."""
        return file_hash in self._all

    def delete(self, file_hash: str) -> None:
        """Take them away."""
        self._all.pop(file_hash, None)


def rehearse() -> int:
    """Grade a project and a website; how many gradings were finished."""
    from worker.jobs import run  # it imports the engine, which is what a rehearsal is for
    from worker.settings import Settings

    store = _store()
    settings = Settings.in_memory()
    student, assignment = _people(store)
    finished = 0
    for data, name in ((_project(), "a.sb3"), (PAGE, "index.html")):
        receipt = store.submissions.hand_in(student, assignment, data, name)
        finished += run(store, settings, receipt.grading_id or 0, 1)
    store.close()
    return finished


def _store() -> Store:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    event.listen(engine, "begin", begin)
    m.Base.metadata.create_all(engine)
    return store_on(Database(engine), MemoryFiles())


def _people(store: Store) -> tuple[int, int]:
    club = store.people.make_club("Rehearsal", "en", "UTC")
    with store.database.write() as session:
        room = m.Classroom(club_id=club.id, name="Rehearsal", language="en")
        session.add(room)
        session.flush()
        classroom = room.id
    (student,) = store.people.add_students(classroom, ["Nobody"])
    store.rubrics.keep(
        "rehearsal",
        1,
        "",
        "",
        {
            "rubric": RUBRIC,
            "folder": "",
            "score_hash": "",
            "words_hash": "",
            "starter": {},
        },
    )
    return student.id, store.assignments.give(classroom, "rehearsal").id


def _project() -> bytes:
    hat = {"opcode": "event_whenflagclicked", "next": "b", "parent": None, "topLevel": True, "x": 0, "y": 0}
    move = {"opcode": "motion_movesteps", "next": None, "parent": "a", "inputs": {"STEPS": [1, [4, "10"]]}}
    targets = [
        {"isStage": stage, "name": name, "blocks": blocks, "costumes": [], "sounds": [], "variables": {}}
        for stage, name, blocks in ((True, "Stage", {}), (False, "Cat", {"a": hat, "b": move}))
    ]
    return json.dumps({"targets": targets, "meta": {"semver": "3.0.0"}}).encode()
