"""Teams hand in one file, each girl has hers; a student moves with her work; nothing of anybody is lost or told."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from tests.kit.people import Cast
from worker.privacy import privacy
from worker.store import StoreError
from worker.store import models as m
from worker.store.teams import TeamView
from worker.store.views import AssignmentView, Level, StudentView

pytestmark = pytest.mark.usefixtures("tiny")


def together(cast: Cast) -> tuple[AssignmentView, TeamView]:
    """A task for teams, and a team of Sokha and Dara."""
    given = cast.give()
    cast.store.teams.set_together(given.id, together=True)
    return given, cast.store.teams.make(cast.saturday.id, "Stars", [cast.sokha.id, cast.dara.id])


def files(cast: Cast, student: StudentView, given: AssignmentView) -> list[str]:
    """The names of her tries, the first one first."""
    return [one.submission.file_name for one in cast.store.submissions.tries(student.id, given.id)]


def test_a_file_of_one_is_a_try_of_each(cast: Cast) -> None:
    given, team = together(cast)
    store = cast.store.submissions
    first = store.hand_in(cast.sokha.id, given.id, b"one", "one.sb3")
    second = store.hand_in(cast.dara.id, given.id, b"two", "two.sb3")
    assert (first.attempt, second.attempt, len(first.gradings), len(second.gradings)) == (1, 2, 2, 2)
    for her in (cast.sokha, cast.dara):
        tries = [one.submission for one in store.tries(her.id, given.id)]
        assert [(one.attempt, one.by, one.team) for one in tries] == [
            (1, cast.sokha.id, team.id),
            (2, cast.dara.id, team.id),
        ]
    assert len({one.submission.id for her in (cast.sokha, cast.dara) for one in store.tries(her.id, given.id)}) == 4
    again = store.hand_in(cast.dara.id, given.id, b"one", "again.sb3")
    assert again.repeated
    assert again.gradings == ()


def test_a_task_that_is_not_for_teams_and_a_girl_in_none_stay_alone(cast: Cast) -> None:
    given, _ = together(cast)
    alone = cast.give()
    (maly,) = cast.store.people.add_students(cast.saturday.id, ["Maly"])
    cast.store.submissions.hand_in(cast.sokha.id, alone.id, b"mine", "mine.sb3")
    cast.store.submissions.hand_in(maly.id, given.id, b"hers", "hers.sb3")
    assert files(cast, cast.dara, alone) == []
    assert files(cast, cast.dara, given) == files(cast, cast.sokha, given) == []


def test_who_leaves_keeps_and_who_joins_begins(cast: Cast) -> None:
    given, team = together(cast)
    teams, store = cast.store.teams, cast.store.submissions
    (maly,) = cast.store.people.add_students(cast.saturday.id, ["Maly"])
    store.hand_in(cast.sokha.id, given.id, b"one", "one.sb3")
    teams.leave(team.id, cast.dara.id)
    teams.add(team.id, maly.id)
    store.hand_in(maly.id, given.id, b"two", "two.sb3")
    assert files(cast, cast.dara, given) == ["one.sb3"]
    assert files(cast, maly, given) == ["two.sb3"]
    assert files(cast, cast.sokha, given) == ["one.sb3", "two.sb3"]
    store.hand_in(cast.dara.id, given.id, b"three", "three.sb3")  # she is alone now
    assert files(cast, cast.sokha, given) == ["one.sb3", "two.sb3"]
    queued = teams.add(team.id, maly.id, earlier=True)  # the mentor says so
    assert len(queued) == 1
    assert sorted(files(cast, maly, given)) == ["one.sb3", "two.sb3"]
    assert teams.add(team.id, maly.id, earlier=True) == ()


def test_earlier_works_come_with_their_levels(cast: Cast) -> None:
    given, team = together(cast)
    marks = cast.store.marks
    (maly,) = cast.store.people.add_students(cast.saturday.id, ["Maly"])
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, b"one", "one.sb3")
    crew = [cast.sokha.id, cast.dara.id]
    assert marks.mark_team("mentor", cast.channary.id, team.id, crew, given.id, "friend", "good", "Well done") == 2
    marks.override(receipt.submission_id, "moves", "great", "I saw it", cast.channary.id)
    cast.store.teams.add(team.id, maly.id, earlier=True)
    assert marks.counting(maly.id, given.id) == {"friend": "good"}
    (hers,) = cast.store.submissions.tries(maly.id, given.id)
    assert [one.level for one in marks.overrides(hers.submission.id)] == ["great"]


def test_one_team_at_a_time(cast: Cast) -> None:
    _, team = together(cast)
    teams = cast.store.teams
    (maly,) = cast.store.people.add_students(cast.saturday.id, ["Maly"])
    with pytest.raises(StoreError, match="team-other"):
        teams.make(cast.saturday.id, "Moons", [maly.id, cast.dara.id])
    assert teams.of_student(maly.id) is None  # nothing of it was kept
    with pytest.raises(StoreError, match="team-other-class"):
        teams.add(team.id, cast.bopha.id)
    with pytest.raises(StoreError, match="team-name-taken"):
        teams.make(cast.saturday.id, " stars ", [maly.id, cast.dara.id])
    teams.end(team.id)
    assert teams.of_class(cast.saturday.id) == ()
    with pytest.raises(StoreError, match="team-other-class"):
        teams.add(team.id, maly.id)
    assert len(teams.make(cast.saturday.id, "Stars", [maly.id, cast.dara.id]).members) == 2


@pytest.mark.parametrize("many", [3, 7])
def test_mixing_leaves_nobody_alone(cast: Cast, many: int) -> None:
    people, teams = cast.store.people, cast.store.teams
    people.add_students(cast.saturday.id, [f"Girl {number}" for number in range(many - 2)])
    made = teams.mix(cast.saturday.id, 3, ["Lotus", "River"], Random(1))  # noqa: S311 - the same each time
    sizes = [len(one.members) for one in made]
    assert sum(sizes) == many
    assert min(sizes) >= 2
    assert max(sizes) - min(sizes) <= 1
    assert {one.id for team in made for one in team.members} == {one.id for one in people.students(cast.saturday.id)}
    with pytest.raises(StoreError, match="team-nobody"):
        teams.mix(cast.saturday.id, 3, ["Lotus"])


def test_a_level_for_the_team_leaves_her_own(cast: Cast) -> None:
    given, team = together(cast)
    marks, who = cast.store.marks, cast.channary.id
    cast.store.submissions.hand_in(cast.sokha.id, given.id, b"one", "one.sb3")
    marks.mark("mentor", who, cast.dara.id, given.id, "friend", "great", "She led")
    assert (
        marks.mark_team("mentor", cast.vanna.id, team.id, [cast.sokha.id, cast.dara.id], given.id, "friend", "good", "")
        == 1
    )
    assert marks.counting(cast.dara.id, given.id) == {"friend": "great"}
    assert marks.counting(cast.sokha.id, given.id) == {"friend": "good"}


def test_undo_of_a_level_of_the_team_is_for_all_of_it(cast: Cast) -> None:
    given, team = together(cast)
    marks, who = cast.store.marks, cast.channary.id
    crew = [cast.sokha.id, cast.dara.id]
    levels: tuple[Level, ...] = ("start", "great")
    for level in levels:
        marks.mark_team("mentor", who, team.id, crew, given.id, "friend", level)
    marks.mark("mentor", who, cast.dara.id, given.id, "friend", "good", "Her own, since")
    newest = marks.marks(cast.sokha.id, given.id)[-1]
    marks.take_back(newest.id)
    assert marks.counting(cast.sokha.id, given.id) == {"friend": "start"}
    assert marks.counting(cast.dara.id, given.id) == {"friend": "good"}
    marks.take_back(marks.marks(cast.sokha.id, given.id)[-1].id)  # undone twice, it stands again
    assert marks.counting(cast.sokha.id, given.id) == {"friend": "great"}


def test_a_changed_level_of_the_machine_is_the_teams(cast: Cast) -> None:
    given, team = together(cast)
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, b"one", "one.sb3")
    cast.store.marks.override(receipt.submission_id, "moves", "good", "Look again", cast.channary.id)
    (hers,) = cast.store.submissions.tries(cast.dara.id, given.id)
    assert [one.reason for one in cast.store.marks.overrides(hers.submission.id)] == ["Look again"]
    cast.store.live.choose(hers.submission.id, "hero", "Cat", mentor=cast.channary.id)
    with cast.store.database.read() as session:
        chosen = set(session.scalars(select(m.Choice.submission_id)))
    assert chosen == {receipt.submission_id, hers.submission.id}
    found, others = cast.store.teams.crew(cast.dara.id, given.id, hers.submission.id)
    assert (found, [one.id for one in others]) == (team.id, [cast.sokha.id])


def test_deleting_one_leaves_the_work_of_the_others(cast: Cast, tmp_path: Path) -> None:
    given, team = together(cast)
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, b"one", "Sokha and Dara.sb3")
    cast.store.marks.mark_team(
        "mentor", cast.channary.id, team.id, [cast.sokha.id, cast.dara.id], given.id, "friend", "good"
    )
    cast.store.marks.ask(receipt.submission_id, "", "Sokha asks")
    privacy.export(cast.store, cast.dara.id, tmp_path / "dara.zip")
    with zipfile.ZipFile(tmp_path / "dara.zip") as archive:
        told = json.loads(archive.read("data.json"))
    assert [one["by_id"] for one in told["submission"]] == [None]
    assert "question" not in told
    privacy.delete(cast.store, cast.sokha.id)
    (hers,) = cast.store.submissions.tries(cast.dara.id, given.id)
    assert (hers.submission.by, hers.submission.file_name) == (None, "team.sb3")
    assert cast.store.submissions.file(hers.submission.id) == b"one"
    assert cast.store.marks.counting(cast.dara.id, given.id) == {"friend": "good"}
    assert cast.store.teams.sent([hers.submission]) == {hers.submission.id: ("Stars", None)}
    privacy.delete(cast.store, cast.dara.id)
    assert cast.store.teams.team(team.id) is None  # its name went with the last of it
    assert not cast.store.files.has(hers.submission.file_hash)


def test_she_moves_with_her_work_and_back(cast: Cast) -> None:
    given, team = together(cast)
    alike, other = cast.store.assignments.give(cast.sunday.id, "tiny"), cast.give("tiny")
    store, moves = cast.store.submissions, cast.store.moves
    store.hand_in(cast.sokha.id, given.id, b"one", "one.sb3")
    store.hand_in(cast.sokha.id, other.id, b"two", "two.sb3")
    cast.store.marks.mark("mentor", cast.channary.id, cast.sokha.id, other.id, "friend", "good")
    plan = moves.preview(cast.sokha.id, cast.sunday.id)
    assert [(old.id, new.id) for old, new in plan.matched] == [(given.id, alike.id)]
    assert [one.id for one in plan.earlier] == [other.id]
    assert plan.leaves_team
    done = moves.move(cast.sokha.id, cast.sunday.id, cast.srey.id)
    assert cast.store.people.sign_in_card(cast.sokha.code) is not None  # her card is good
    assert files(cast, cast.sokha, alike) == ["one.sb3"]
    (brought,) = cast.store.assignments.brought(cast.sokha.id)
    assert brought.classroom == cast.sunday.id
    assert cast.store.assignments.assignments(cast.sunday.id) == (alike,)  # no task of the class
    assert files(cast, cast.sokha, brought) == ["two.sb3"]
    assert cast.store.marks.counting(cast.sokha.id, brought.id) == {"friend": "good"}
    assert [one.student.id for one in cast.store.submissions.standings(given.id)] == [cast.dara.id]
    assert [one.id for one in cast.store.teams.team(team.id).members] == [cast.dara.id]  # type: ignore[union-attr]
    store.hand_in(cast.sokha.id, alike.id, b"three", "three.sb3")
    assert files(cast, cast.dara, given) == ["one.sb3"]
    moves.back(done.id)
    assert files(cast, cast.sokha, given) == ["one.sb3", "three.sb3"]
    assert files(cast, cast.sokha, other) == ["two.sb3"]
    assert cast.store.marks.counting(cast.sokha.id, other.id) == {"friend": "good"}
    assert cast.store.teams.of_student(cast.sokha.id).id == team.id  # type: ignore[union-attr]
    with pytest.raises(StoreError, match="move-over"):
        moves.back(done.id)


def test_a_name_that_is_there_is_asked_about(cast: Cast) -> None:
    cast.store.people.add_students(cast.sunday.id, ["sokha"])
    moves = cast.store.moves
    assert moves.free_name(cast.sokha.id, cast.sunday.id) == "Sokha 2"
    with pytest.raises(StoreError, match="move-name"):
        moves.move(cast.sokha.id, cast.sunday.id, cast.srey.id)
    done = moves.move(cast.sokha.id, cast.sunday.id, cast.srey.id, "Sokha 2")
    moves.back(done.id)
    assert cast.store.people.student(cast.sokha.id) == cast.sokha


def test_who_may_move_her(cast: Cast) -> None:
    people, moves = cast.store.people, cast.store.moves
    far = people.make_club("Siem Reap", "km", "Asia/Phnom_Penh")
    lead = people.join(people.make_invite("lead", club=far.id), "far", "Far", "mango-and-rice")
    admin = people.join(people.make_invite("admin", club=cast.club.id), "boss", "Boss", "mango-and-rice")
    away = people.make_classroom(lead.id, "Away", "km")
    both = people.make_classroom(cast.channary.id, "Monday C", "en")

    def where(mentor: int) -> list[str]:
        return [one.room.name for one in moves.targets(mentor, cast.sokha.id)]

    assert where(cast.channary.id) == ["Monday C"]
    assert where(cast.vanna.id) == where(lead.id) == []
    assert where(cast.srey.id) == ["Monday C", "Sunday B"]
    assert where(admin.id) == ["Monday C", "Sunday B", "Away"]
    assert not moves.may(cast.channary.id, cast.sokha.id, cast.sunday.id)
    done = moves.move(cast.sokha.id, away.id, admin.id)
    assert moves.may_go_back(admin.id, done.id)  # she who did it, though the girl is out of her club
    assert not moves.may_go_back(cast.srey.id, done.id)
    assert not moves.may_go_back(lead.id, done.id)  # another club is for admins
    assert both.id not in {one.room.id for one in moves.targets(lead.id, cast.sokha.id)}


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_whatever_happens_no_mark_and_no_try_is_lost(cast: Cast) -> None:
    """Join, leave, hand in, mark, move and move back in random order: every row stays with whom it was made for."""
    chance = Random(7)  # noqa: S311 - the same each time
    given, team = together(cast)
    cast.store.assignments.give(cast.sunday.id, "tiny")
    girls = [cast.sokha, cast.dara]
    wrote: dict[int, set[int]] = {one.id: set() for one in girls}  # marks of each
    sent: dict[int, set[bytes]] = {one.id: set() for one in girls}
    for step in range(25):
        her = cast.store.people.student(chance.choice(girls).id)
        assert her is not None
        away = her.classroom != cast.saturday.id
        at = cast.store.assignments.assignments(cast.sunday.id)[0].id if away else given.id
        inside = cast.store.teams.of_student(her.id)
        crew = [her.id, *(one.id for one in inside.members if one.id != her.id)] if inside else [her.id]
        what = chance.choice(["go", "go", "send", "send", "mark", "mark", "move"])
        if what == "send":
            data = f"file {step}".encode()
            cast.store.submissions.hand_in(her.id, at, data, f"{step}.sb3")
            for one in crew:
                sent[one].add(data)
        elif what == "mark" and (inside is None or step % 2):
            wrote[her.id].add(_mark(cast, her.id, at, f"goal {chance.randrange(3)}"))
        elif what == "mark":
            before = {mark.id for one in crew for mark in cast.store.marks.marks(one, at)}
            cast.store.marks.mark_team("mentor", cast.channary.id, team.id, crew, at, "goal 0", "good", str(step))
            for one in crew:
                wrote[one] |= {mark.id for mark in cast.store.marks.marks(one, at)} - before
        elif what == "move":
            _to_and_fro(cast, her.id, away=away)
        elif not away:
            _in_and_out(cast, team, her.id, inside=inside is not None)
        _nothing_lost(cast, wrote, sent)


def _to_and_fro(cast: Cast, student: int, *, away: bool) -> None:
    if away and (last := cast.store.moves.last(student)):
        cast.store.moves.back(last.id)
    else:
        cast.store.moves.move(student, cast.sunday.id, cast.srey.id)


def _in_and_out(cast: Cast, team: TeamView, student: int, *, inside: bool) -> None:
    if inside:
        cast.store.teams.leave(team.id, student)
    else:
        cast.store.teams.add(team.id, student)


def _mark(cast: Cast, student: int, assignment: int, criterion: str) -> int:
    cast.store.marks.mark("mentor", cast.channary.id, student, assignment, criterion, "great", "For you")
    return cast.store.marks.marks(student, assignment)[-1].id


def _nothing_lost(cast: Cast, wrote: dict[int, set[int]], sent: dict[int, set[bytes]]) -> None:
    with cast.store.database.read() as session:
        for her, marks in wrote.items():
            room = session.get_one(m.Student, her).classroom_id
            there = session.execute(
                select(m.Mark.id, m.Assignment.classroom_id)
                .join(m.Assignment, m.Assignment.id == m.Mark.assignment_id)
                .where(m.Mark.student_id == her)
            ).all()
            assert {mark.id for mark in there} == marks
            assert {mark.classroom_id for mark in there} <= {room}
            works = session.execute(
                select(m.Submission.file_hash, m.Assignment.classroom_id)
                .join(m.Assignment, m.Assignment.id == m.Submission.assignment_id)
                .where(m.Submission.student_id == her)
            ).all()
            assert {cast.store.files.read(work.file_hash) for work in works} == sent[her]
            assert {work.classroom_id for work in works} <= {room}  # all of it is where she is
