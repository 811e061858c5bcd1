"""`kru serve --demo`: a class of twelve with a term of work, made from the examples of the rubrics that ship.

The hand-ins are real: the same door, the same workers. One file is held back so that a page that waits can be seen.
"""

from __future__ import annotations

import io
import os
import secrets
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import update

from worker.rubrics import Shelf, Watch
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store import models as m
from worker.store.database import now
from worker.store.views import HELD, AssignmentView, ClassroomView, Level, MentorView, StudentView
from worker.supervise import ServeError, prepare

if TYPE_CHECKING:
    from grader.rubric.loaded import LoadedRubric

SETTING = "demo"
LOGIN = "channary"
NAMES = (
    "Bopha",
    "Chenda",
    "Dany",
    "Kolab",
    "Kunthea",
    "Maly",
    "Mealea",
    "Pisey",
    "Rachana",
    "Sokha",
    "Sreypov",
    "Thida",
)
CATCH, PAGE, HELLO = "m2-w10-catch-game", "m3-w12-first-page", "m1-w01-hello"
GIVEN: tuple[Level, ...] = ("good", "great", "great", "start")
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Work:
    """A file as a student would have saved it."""

    name: str
    data: bytes


def folder(environ: Mapping[str, str] | None = None) -> Path:
    """Where the demo lies when nothing else is said: never among a club's own data."""
    env = os.environ if environ is None else environ
    return Path(env.get("KRU_DATA") or "data") / "demo"


def fill(settings: Settings) -> None:
    """Make the class, once. ServeError when the folder holds a real club."""
    settings = replace(settings, club="Kru demo club", time_zone="Asia/Phnom_Penh")
    prepare(settings)
    store = open_store(settings.database_url, settings.files)
    try:
        if store.settings.get(SETTING) is not None:
            return
        club = store.people.clubs()[0]
        if store.people.mentors(club.id):
            raise ServeError(f"{settings.data} holds a club already. Name another --data for the demo.")
        Watch(store, settings).settle()
        password = "-".join(secrets.token_hex(2) for _ in range(3))
        mentor = store.people.join(store.people.make_invite("lead", club=club.id), LOGIN, "Channary", password)
        room = store.people.make_classroom(mentor.id, "Saturday A", "en")
        girls = store.people.add_students(room.id, NAMES)
        for girl in girls[::2]:
            store.people.set_student_language(girl.id, "km")
        _term(store, mentor, room, store.people.students(room.id))
        store.settings.set(SETTING, {"classroom": room.id, "password": password})
    finally:
        store.close()


def links(settings: Settings) -> list[str]:
    """How to sign in, for the terminal."""
    store = open_store(settings.database_url, settings.files)
    try:
        kept = store.settings.get(SETTING)
        if kept is None:
            return []
        girls = store.people.students(kept["classroom"])
        maly = next((girl for girl in girls if girl.nickname == "Maly"), girls[0])
        return [
            f"  As a student ({maly.nickname}): {settings.public_url}/c/{maly.code}",
            f"  As a mentor: {settings.public_url}/mentor/sign-in  name {LOGIN}, password {kept['password']}",
        ]
    finally:
        store.close()


def _term(store: Store, mentor: MentorView, room: ClassroomView, girls: Sequence[StudentView]) -> None:
    """A week for each rubric, the newest open until Saturday."""
    shelf = sorted(Shelf(store).all(), key=lambda loaded: (loaded.rubric.week or 0, loaded.rubric.id))
    for place, loaded in enumerate(shelf):
        opens = now() - WEEK * (len(shelf) - place)
        given = store.assignments.give(
            room.id, loaded.rubric.id, opens=opens, due=opens + WEEK + timedelta(days=2), counts="best"
        )
        works = _works(loaded)
        for number, girl in enumerate(girls):
            if works and not (girl.nickname == "Thida" and place >= len(shelf) - 3):  # she has not come for a while
                for step, work in enumerate(_tries(works, number)):
                    _hand_in(store, girl, given, work, opens + timedelta(days=2 + step, hours=number % 5))
            if number % 3:  # the others wait for a person
                _mark(store, mentor, loaded, given, girl, number)
    _surprises(store, mentor, {girl.nickname: girl for girl in girls}, store.assignments.assignments(room.id))


def _surprises(
    store: Store, mentor: MentorView, girls: Mapping[str, StudentView], given: Sequence[AssignmentView]
) -> None:
    """What does not go as planned: another kind of file, a document, a question, a changed level, one in line."""
    tasks = {one.rubric_id: one for one in given}
    game, page, hello = tasks.get(CATCH), tasks.get(PAGE), tasks.get(HELLO)
    if game is None or page is None:
        return
    _hand_in(
        store,
        girls["Dany"],
        game,
        Work("my-game.docx", _packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})),
        now() - timedelta(hours=3),
    )
    website = Work("about-me.html", WAITING_PAGE.replace(b"Rachana", b"Kunthea"))
    _hand_in(store, girls["Kunthea"], game, website, now() - timedelta(hours=2))
    waits = _hand_in(store, girls["Rachana"], page, Work("my-page.html", WAITING_PAGE), now() - timedelta(minutes=1))
    with store.database.write() as session:
        session.execute(update(m.Grading).where(m.Grading.submission_id == waits).values(queue=HELD))
    tries = store.submissions.tries(girls["Maly"].id, game.id)
    if tries:
        store.marks.ask(tries[-1].submission.id, "reacts", "My mango looks for the basket. I think this is not right.")
        store.marks.override(tries[-1].submission.id, "score", "great", "She showed me the second score.", mentor.id)
    if hello is not None:
        store.marks.open_hint(girls["Maly"].id, hello.id, "does-things", 0)


WAITING_PAGE = (
    b"<!doctype html><html lang=en><title>Me</title><h1>Me</h1>"
    b"<p>I am Rachana and I like noodles. My mother cooks them in the morning, before school begins.</p>"
    b"<h2>What else I like</h2><ul><li>Rain</li><li>My bicycle</li><li>Football</li></ul></html>"
)


def _works(loaded: LoadedRubric) -> list[Work]:
    """The examples that are files, the smallest work first."""
    kinds = {"start": 0, "good": 1, "great": 2}
    examples = sorted(loaded.rubric.examples, key=lambda one: kinds.get(str(one.expect.get("band")), 0))
    return [_work(loaded.folder / name) for name in dict.fromkeys(one.file for one in examples) if name != "none"]


def _work(path: Path) -> Work:
    if path.is_dir():
        files = sorted(one for one in path.rglob("*") if one.is_file())
        return Work(f"{path.name}.zip", _packed({one.relative_to(path).as_posix(): one.read_bytes() for one in files}))
    if path.suffix == ".blocks":
        from grader.scratch.notation import read_project
        from grader.scratch.write import write

        return Work(f"{path.stem}.sb3", write(read_project(path.read_text(encoding="utf-8"))))
    return Work(path.name, path.read_bytes())


def _packed(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _tries(works: Sequence[Work], number: int) -> Sequence[Work]:
    """One to three files of a girl, each a step further; where she ends differs from girl to girl."""
    last = len(works) - number % min(3, len(works))
    return works[max(0, last - 1 - number % 3) : last]


def _hand_in(store: Store, girl: StudentView, given: AssignmentView, work: Work, at: datetime) -> int:
    """Hand in now, and write down that it was then."""
    receipt = store.submissions.hand_in(girl.id, given.id, work.data, work.name)
    moment = min(at, now())
    with store.database.write() as session:
        session.execute(update(m.Submission).where(m.Submission.id == receipt.submission_id).values(at=moment))
    return receipt.submission_id


def _mark(
    store: Store, mentor: MentorView, loaded: LoadedRubric, given: AssignmentView, girl: StudentView, number: int
) -> None:
    for place, criterion in enumerate(loaded.rubric.criteria):
        if criterion.scored_by == "mentor":
            level = GIVEN[(number + place) % len(GIVEN)]
            store.marks.mark("mentor", mentor.id, girl.id, given.id, criterion.id, level)
