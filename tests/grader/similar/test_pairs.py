"""Who is alike in a class: copies in disguise are found, children with one task are not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from grader.scratch.model import ScratchProject, Target
from grader.similar import Likeness, alike, pairs, sequences
from tests.kit.blocks import scratch
from tests.kit.classes import Child, edited, other_numbers, renamed, shuffled


def dice(seed: int = 1) -> random.Random:
    return random.Random(seed)  # noqa: S311 - numbers of a test


def children(amount: int, blocks: int = 100, first: int = 0) -> list[ScratchProject]:
    return [Child(first + seed).project(blocks) for seed in range(amount)]


def likeness(projects: list[ScratchProject], starter: ScratchProject | None = None) -> Likeness:
    return alike([sequences(one) for one in projects], sequences(starter) if starter else ())


def found(projects: list[ScratchProject], starter: ScratchProject | None = None) -> list[tuple[int, int]]:
    return [(pair.first, pair.second) for pair in likeness(projects, starter).pairs]


def with_scripts(project: ScratchProject, given: Target) -> ScratchProject:
    return replace(project, targets=(*project.targets, given))


@pytest.mark.parametrize("amount", [0, 1, 2, 5, 30, 80])
def test_children_who_work_alone_are_not_alike(amount: int) -> None:
    assert found(children(amount, first=amount * 100)) == []


@pytest.mark.parametrize("blocks", [25, 60, 150])
@pytest.mark.parametrize(
    "disguises", [(), (renamed,), (other_numbers,), (shuffled,), (edited,), (renamed, other_numbers, shuffled, edited)]
)
def test_a_copy_is_found_in_every_disguise(disguises: tuple[object, ...], blocks: int) -> None:
    class_ = children(20, blocks)
    copy = class_[4]
    for disguise in disguises:
        copy = disguise(copy, dice(blocks))  # type: ignore[operator]
    assert found([*class_, copy]) == [(4, 20)]


def test_two_alone_can_be_alike_too() -> None:
    (one,) = children(1)
    (pair,) = likeness([one, renamed(one, dice())]).pairs
    assert pair.blocks == pair.of_first == pair.of_second


def test_one_script_of_many_is_enough_and_is_named() -> None:
    class_ = children(12)
    lent = class_[2].sprites[0].scripts[0]
    class_[7] = with_scripts(class_[7], Target("Mine", stage=False, scripts=(Child(999).script(), lent)))
    (pair,) = likeness(class_).pairs
    (stretch,) = pair.stretches
    assert (pair.first, pair.second) == (2, 7)
    assert stretch.first == (1, 0)
    assert stretch.second == (len(class_[7].targets) - 1, 1)


def test_blocks_in_another_order_are_found_when_they_are_many() -> None:
    class_ = children(12)
    lines = [
        "move (1) steps", "say [a]", "next costume", "turn cw (3) degrees", "wait (1) seconds", "change size by (2)",
        "play sound (pop v) until done", "ask [b] and wait", "broadcast (go v)", "change [color v] effect by (25)",
        "think [c] for (2) seconds", "create clone of (myself v)", "next backdrop", "if on edge, bounce",
        "glide (1) secs to x: (0) y: (0)", "point towards (mouse-pointer v)", "change x by (4)", "change y by (3)",
        "reset timer", "stop all sounds", "change volume by (-10)", "start sound (pop v)", "change [score v] by (1)",
        "set drag mode [draggable v]", "go to (random position v)",
    ]  # fmt: skip
    for number in (3, 9):
        dice(number).shuffle(lines)
        own = scratch("when green flag clicked\n" + "\n".join(lines) + "\n").sprites[0]
        class_[number] = with_scripts(class_[number], own)
    assert found(class_) == [(3, 9)]


def test_what_came_with_the_starter_is_nobodys_likeness() -> None:
    given = Target("Given", stage=False, scripts=tuple(Child(777).script() for _ in range(4)))
    class_ = [with_scripts(one, given) if number in {1, 5} else one for number, one in enumerate(children(12))]
    starter = with_scripts(scratch(""), given)
    assert found(class_) == [(1, 5)]
    assert found(class_, starter) == []
    assert likeness(class_, starter).taken_out > 0


def test_a_starter_that_both_changed_in_one_place_is_still_the_starters() -> None:
    given = Target("Given", stage=False, scripts=tuple(Child(777).script() for _ in range(4)))
    starter = with_scripts(scratch(""), given)
    changed = edited(other_numbers(starter, dice()), dice(), 0.04)
    class_ = children(12)
    for number in (1, 5):
        class_[number] = replace(class_[number], targets=(*class_[number].targets, *changed.sprites))
    blocks = [pair.blocks for pair in likeness(class_, starter).pairs]
    assert blocks == [] or max(blocks) < 20


@pytest.mark.parametrize(("holders", "alike_"), [(3, True), (4, True), (5, False), (9, False)])
def test_what_more_than_a_third_of_the_class_has_is_taken_out(holders: int, alike_: bool) -> None:  # noqa: FBT001
    lesson = Target("Lesson", stage=False, scripts=tuple(Child(555).script() for _ in range(4)))
    class_ = [with_scripts(one, lesson) if number < holders else one for number, one in enumerate(children(12))]
    assert bool(found(class_)) == alike_


def test_what_every_first_lesson_shows_is_nobodys_copy() -> None:
    text = """
    when green flag clicked
    forever
      if <key (right arrow v) pressed?> then
        change x by (10)
      end
      if <key (left arrow v) pressed?> then
        change x by (-10)
      end
      if <key (up arrow v) pressed?> then
        change y by (10)
      end
      if <key (down arrow v) pressed?> then
        change y by (-10)
      end
    end
    """
    assert found([scratch(text), scratch(text.replace("10", "5"))]) == []
    keys = scratch(text).sprites[0]
    class_ = [with_scripts(one, keys) if number in {1, 5, 8} else one for number, one in enumerate(children(30))]
    assert found(class_) == []


def test_the_same_line_a_hundred_times_is_little() -> None:
    many = scratch("when green flag clicked\n" + "move (10) steps\nwait (1) seconds\n" * 50)
    assert found([many, many]) == []


def test_the_most_alike_come_first() -> None:
    class_ = children(12)
    part = Target("Part", stage=False, scripts=class_[0].sprites[0].scripts[:1])
    class_.append(with_scripts(Child(4321).project(60), part))
    class_.append(renamed(class_[3], dice()))
    assert found(class_)[0] == (3, 13)
    assert (0, 12) in found(class_)


@pytest.mark.parametrize("copies", [pairs.MANY - 2, pairs.MANY + 5])
def test_a_large_group_of_copies_costs_no_square_of_looks(monkeypatch: pytest.MonkeyPatch, copies: int) -> None:
    looks = 0
    look = pairs._look

    def counted(*args: object) -> object:
        nonlocal looks
        looks += 1
        return look(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(pairs, "_look", counted)
    (one,) = children(1, 30)
    class_ = [*children(100, 30, first=50), *(other_numbers(one, dice(seed)) for seed in range(copies))]
    likely = found(class_)
    assert looks <= pairs.CLOSEST * copies
    assert {number for pair in likely for number in pair} == set(range(100, 100 + copies))


def test_an_empty_project_is_like_nobody() -> None:
    empty = scratch("")
    assert found([empty, empty, *children(3)]) == []
