"""Classmates read each other, she says what she thinks of her own, mentors practise: what is kept and who gets it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.kit.people import Cast
from tests.kit.projects import project
from tests.kit.queue import settings_for
from worker.privacy import privacy
from worker.reconcile import Reconciler
from worker.store import StoreError
from worker.store import models as m
from worker.store.peer_views import RoundView, Words
from worker.store.practice import REQUIRED, Reference
from worker.store.views import AssignmentView, StudentView
from worker.unnamed import cleaner

SAID = Words("like", "the cat dances", "what-if", "it could sing", {"friend": "good"})


@pytest.fixture
def given(cast: Cast, tiny: Path) -> AssignmentView:
    """Sokha, Dara and Maly handed in, and all is graded."""
    del tiny
    (maly,) = cast.store.people.add_students(cast.saturday.id, ["Maly"])
    given = cast.give()
    for number, student in enumerate((cast.sokha, cast.dara, maly), 1):
        cast.store.submissions.hand_in(student.id, given.id, project(number), f"{student.nickname}.sb3")
    with cast.store.database.write() as session:
        for row in session.scalars(select(m.Grading)):
            row.state = "done"
        for work in session.scalars(select(m.Submission)):
            work.kind = "sb3"
    return given


def readers(cast: Cast, given: AssignmentView, each: int = 1) -> Iterator[tuple[StudentView, int, int]]:
    """Everybody asks for a work: the reader, the turn, the author."""
    for student in cast.store.people.students(cast.saturday.id):
        turn = cast.store.peers.next(student.id, given.id, each)
        assert turn
        yield student, turn.id, turn.author


def test_words_reach_the_author_after_a_mentors_look_without_who(cast: Cast, given: AssignmentView) -> None:
    peers = cast.store.peers
    for reader, turn, author in readers(cast, given):
        assert reader.id != author
        again = peers.next(reader.id, given.id, 1)
        assert again
        assert again.id == turn  # the one that she has open
        peers.give(turn, SAID)
        assert peers.said_to(author, given.id) == ()
        assert cast.store.marks.counting(author, given.id) == {}
        peers.look(turn, cast.channary.id, stop=False)
        (said,) = peers.said_to(author, given.id)
        assert said.words == SAID
        assert cast.store.marks.counting(author, given.id) == {"friend": "good"}
        with pytest.raises(StoreError):
            peers.give(turn, SAID)


def test_what_is_stopped_never_reaches_her_and_counts_no_more(cast: Cast, given: AssignmentView) -> None:
    peers, marks = cast.store.peers, cast.store.marks
    (_, first, her), (_, second, other), _ = readers(cast, given)
    peers.give(first, SAID)
    peers.look(first, cast.channary.id, stop=True)
    assert peers.said_to(her, given.id) == ()
    assert marks.marks(her, given.id) == ()
    peers.give(second, SAID)
    peers.look(second, cast.channary.id, stop=False)
    peers.look(second, cast.channary.id, stop=True)  # read once more
    assert peers.said_to(other, given.id) == ()
    assert marks.counting(other, given.id) == {}
    peers.set_round(given.id, RoundView(1, "hours", 1))
    assert peers.settle(given.id, datetime.now(UTC) + timedelta(days=9)) == 0


def test_words_go_on_by_themselves_where_a_mentor_set_hours(cast: Cast, given: AssignmentView) -> None:
    peers = cast.store.peers
    (_, turn, author), *_ = readers(cast, given)
    peers.give(turn, SAID)
    later = datetime.now(UTC) + timedelta(hours=5)
    assert peers.settle(given.id, later) == 0  # mentors read first until somebody says otherwise
    peers.set_round(given.id, RoundView(1, "hours", 4))
    assert peers.settle(given.id) == 0
    assert peers.settle(given.id, later) == 1
    assert peers.settle(given.id, later) == 0
    assert len(peers.said_to(author, given.id)) == 1
    assert cast.store.marks.counting(author, given.id) == {"friend": "good"}
    for wish in (RoundView(9), RoundView(1, "hours", 0)):
        with pytest.raises(StoreError):
            peers.set_round(given.id, wish)


def test_words_go_on_when_nobody_opens_a_page(cast: Cast, given: AssignmentView, tmp_path: Path) -> None:
    peers = cast.store.peers
    (_, turn, author), *_ = readers(cast, given)
    peers.give(turn, SAID)
    peers.set_round(given.id, RoundView(1, "hours", 4))
    reconciler = Reconciler(cast.store, settings_for(tmp_path), clock=count(step=60).__next__)
    reconciler.round()
    assert peers.said_to(author, given.id) == ()
    with cast.store.database.write() as session:
        session.get_one(m.PeerTurn, turn).given_at = datetime.now(UTC) - timedelta(hours=5)
    reconciler.round()
    assert len(peers.said_to(author, given.id)) == 1


def test_a_sentence_is_missing(cast: Cast, given: AssignmentView) -> None:
    (_, turn, _), *_ = readers(cast, given)
    with pytest.raises(StoreError):
        cast.store.peers.give(turn, Words("like", " ", "what-if", "x", {}))


def test_of_her_own_the_latest_stands_and_a_mentors_comes_first(cast: Cast, given: AssignmentView) -> None:
    own, her = cast.store.own_marks, cast.sokha.id
    assert own.say(her, given.id, "friend", "good", "I asked Dara")
    assert not own.say(her, given.id, "friend", "good", " I asked Dara ")
    assert own.say(her, given.id, "friend", "great")
    assert cast.store.marks.counting(her, given.id) == {"friend": "great"}
    cast.store.marks.mark("mentor", cast.channary.id, her, given.id, "friend", "start")
    (one,) = own.of(her, given.id, ["friend"])
    assert (one.level, one.why, one.mentors) == ("great", "", "start")
    assert cast.store.marks.counting(her, given.id) == {"friend": "start"}
    with pytest.raises(StoreError):
        own.say(her, given.id, "friend", "superb")


def test_practice_is_kept_once_and_goes_with_the_work(cast: Cast, given: AssignmentView) -> None:
    practice, work = cast.store.practice, 1
    for marks in ({}, {"friend": Reference("good", " ")}):
        with pytest.raises(StoreError):
            practice.choose(cast.channary.id, work, "", marks)
    number = practice.choose(cast.channary.id, work, "She shows it.", {"friend": Reference("great", "She changed it")})
    (chosen,) = practice.works(cast.club.id)
    assert (chosen.id, chosen.rubric_id, chosen.author) == (number, given.rubric_id, cast.sokha.id)
    assert practice.answer(cast.vanna.id, "tiny", "work:1", {"friend": ("start", "great")}, number)
    assert not practice.answer(cast.vanna.id, "tiny", "work:1", {"friend": ("great", "great")}, number)
    (answer,) = practice.answers(cast.vanna.id)
    assert answer.apart == 2
    assert practice.required(cast.club.id) == 0
    cast.store.settings.set(f"{REQUIRED}{cast.club.id}", {"works": 2})
    assert practice.required(cast.club.id) == 2
    privacy.delete(cast.store, cast.sokha.id)
    assert practice.works(cast.club.id) == ()
    assert practice.answers(cast.vanna.id) == ()


def test_author_and_reader_leave_nothing_behind(cast: Cast, given: AssignmentView, tmp_path: Path) -> None:
    """A deleted reader's words and levels go; an export names no classmate, and nothing that was not released."""
    peers = cast.store.peers
    turns = {author: (reader, turn) for reader, turn, author in readers(cast, given)}
    reader, turn = turns[cast.dara.id]
    peers.give(turn, Words("like", f"yours, says {reader.nickname}", "next", "secret idea", {"friend": "great"}))
    data = exported(cast, cast.dara, tmp_path / "1.zip")
    (row,) = [one for one in data["peer_turn"] if one["author_id"] == cast.dara.id]
    assert [row[name] for name in ("reader_id", "praise", "idea", "levels")] == [None] * 4
    peers.look(turn, cast.channary.id, stop=False)
    data = exported(cast, cast.dara, tmp_path / "2.zip")
    (row,) = [one for one in data["peer_turn"] if one["author_id"] == cast.dara.id]
    assert (row["praise"], row["idea"], row["reader_id"]) == ("yours, says …", "secret idea", None)
    assert [one["by_id"] for one in data["mark"]] == [None]
    for one in exported(cast, reader, tmp_path / "3.zip")["peer_turn"]:
        assert one["reader_id"] == reader.id or one["reader_id"] is None
        assert one["author_id"] != cast.dara.id
    privacy.delete(cast.store, reader.id)
    assert peers.said_to(cast.dara.id, given.id) == ()
    assert cast.store.marks.counting(cast.dara.id, given.id) == {}
    privacy.delete(cast.store, cast.dara.id)
    with cast.store.database.read() as session:
        left = session.scalars(select(m.PeerTurn)).all()
        assert not [one for one in left if {one.reader_id, one.author_id} & {reader.id, cast.dara.id}]


def exported(cast: Cast, student: StudentView, path: Path) -> dict[str, list[dict[str, object]]]:
    privacy.export(cast.store, student.id, path)
    with zipfile.ZipFile(path) as found:
        data: dict[str, list[dict[str, object]]] = json.loads(found.read("data.json"))
    return data


@pytest.mark.parametrize(
    ("names", "text", "left"),
    [
        (["Sokha Chan"], "Hello, I am SOKHA of Chan's", "Hello, I am … of …'s"),
        (["សុខា"], "ខ្ញុំ\u200bឈ្មោះ\u200bសុ\u200bខា", "ខ្ញុំ\u200bឈ្មោះ\u200b…"),
        (["Lin"], "Lin paints a line", "… paints a line"),
        ([], "Call 012 345 678", "Call 01• ••• •••"),
        (["a.b*"], "by a.b* alone", "by … alone"),
    ],
)
def test_names_and_numbers_become_dots(names: list[str], text: str, left: str) -> None:
    assert cleaner(names)(text) == left


def test_a_team_reads_others_and_all_of_it_gets_the_words(cast: Cast, tiny: Path) -> None:
    del tiny
    store = cast.store
    (maly,) = store.people.add_students(cast.saturday.id, ["Maly"])
    store.teams.make(cast.saturday.id, "Stars", [cast.sokha.id, cast.dara.id])
    given = cast.give()
    store.teams.set_together(given.id, together=True)
    store.submissions.hand_in(cast.sokha.id, given.id, project(1), "ours.sb3")
    store.submissions.hand_in(maly.id, given.id, project(2), "mine.sb3")
    with store.database.write() as session:
        for row in session.scalars(select(m.Grading)):
            row.state = "done"
        for work in session.scalars(select(m.Submission)):
            work.kind = "sb3"
    hers = store.peers.next(cast.sokha.id, given.id, 1)
    assert hers
    assert hers.author == maly.id
    turn = store.peers.next(maly.id, given.id, 1)
    assert turn
    store.peers.give(turn.id, SAID)
    store.peers.look(turn.id, cast.channary.id, stop=False)
    for one in (cast.sokha, cast.dara):
        assert len(store.peers.said_to(one.id, given.id)) == 1
        assert store.marks.counting(one.id, given.id) == {"friend": "good"}
