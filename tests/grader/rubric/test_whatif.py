"""Another rubric over what was seen already: who moves and why, and what has to be looked at again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.grade import grade
from grader.rubric.differ import differences
from grader.rubric.load import load
from grader.rubric.loaded import LoadedRubric
from grader.rubric.whatif import compare, counted, to_look_at
from grader.upload import read
from tests.kit.projects import project, rubric_folder

Make = Callable[..., LoadedRubric]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A version of the rubric, with words of its file replaced."""

    def made(version: int = 1, *changes: tuple[str, str]) -> LoadedRubric:
        folder = rubric_folder(tmp_path / str(version), version=version)
        path = folder / "rubric.yaml"
        text = path.read_text(encoding="utf-8")
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")
        return load(folder)

    return made


STRICTER = ("{good: 1, great: 2}", "{good: 2, great: 3}")


@pytest.mark.parametrize("scripts", range(5))
def test_counting_again_is_grading_again(make: Make, scripts: int) -> None:
    old, new = make(1), make(2, STRICTER)
    work = read(project(scripts))
    again, anew = counted(grade(work, old), old, new)
    assert anew == ()
    fresh = grade(work, new)
    assert (again.results, again.points, again.band) == (fresh.results, fresh.points, fresh.band)


def test_who_moves_and_why(make: Make) -> None:
    old, new = make(1), make(2, STRICTER)
    before = grade(read(project(2)), old)
    after, unknown = counted(before, old, new)
    moved = compare("Sokha", before, after, old, new, unknown)
    assert moved.way == "down"
    goal = next(move for move in moved.moves if move.criterion == "starts")
    assert (goal.before, goal.after, goal.way) == ("great", "good", "down")
    assert goal.say() == "Great begins at 3 now. Here are 2."
    assert "3" in goal.say("km")
    assert goal.say("km") != goal.say()


def test_people_stand_over_it(make: Make) -> None:
    old, new = make(1), make(2, STRICTER)
    before = grade(read(project(2)), old)
    after, _ = counted(before, old, new, {"friend": "great"}, {"starts": "great"})
    assert [result.level for result in after.results] == ["great", "great"]


def test_another_check_is_unknown_and_moves_nobody(make: Make) -> None:
    old = make(1)
    new = make(2, ("check: scratch.scripts", "check: scratch.sprites"))
    before = grade(read(project(2)), old)
    after, unknown = counted(before, old, new)
    assert unknown == ("starts",)
    moved = compare("Sokha", before, after, old, new, unknown)
    assert [move for move in moved.moves if move.criterion] == []


def test_other_points_need_no_other_look(make: Make) -> None:
    old = make(1)
    new = make(2, ("points: 4", "points: 8"), ("points: 6", "points: 10"))
    assert to_look_at(old, new) == ()


def test_differences_in_plain_words(make: Make) -> None:
    old = make(1)
    new = make(2, STRICTER, ("points: 4", "points: 5"), ("points: 6", "points: 7"), ("Something starts", "It starts"))
    assert [change.say() for change in differences(old, new)] == [
        "Version 1 becomes 2.",
        "All points together: 6 become 7.",
        "starts: 4 points become 5.",
        "starts: good and great begin at 2, 3, not at 1, 2.",
        "starts: its words changed.",
    ]
    assert differences(old, old) == ()
