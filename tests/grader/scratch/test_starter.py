from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.scratch import starter
from grader.scratch.index import ScratchIndex, index
from grader.scratch.read import read
from tests.kit import sb3 as kit
from tests.kit.sb3 import FLAG, B, b, forever, if_, key, move, receive, say, touching

Scripts = list[list[B]]


def compared(mine: bytes, theirs: bytes) -> ScratchIndex:
    return index(read(mine), read(theirs))


def hers(mine: Scripts, theirs: Scripts) -> list[str]:
    """What of a cat's scripts is hers, beside the starter's scripts of the same cat."""
    return [spot.opcode for spot in compared(kit.cat(*mine), kit.cat(*theirs)).spots if spot.hers]


DANCE = [FLAG, forever(move(10), if_(touching(), say("ow"), b("motion_turnright", DEGREES=15)))]
SING = [key(), say("la"), say("la la")]


def test_an_untouched_project_holds_nothing_of_hers() -> None:
    found = compared(kit.cat(DANCE, SING), kit.cat(DANCE, SING))
    assert not any(spot.hers for spot in found.spots)
    assert not any(script.hers for script in found.scripts)
    assert not any(found.hers_target(target) for target in found.project.targets)
    assert not found.comparison.gone


def test_without_a_starter_every_block_is_hers() -> None:
    assert all(spot.hers for spot in index(read(kit.cat(DANCE))).spots)


def test_a_new_script_is_hers_alone() -> None:
    assert hers([DANCE, [FLAG, say("new")]], [DANCE]) == ["event_whenflagclicked", "looks_say"]


def test_a_block_put_into_a_script() -> None:
    mine = [FLAG, forever(move(10), say("new"), if_(touching(), say("ow"), b("motion_turnright", DEGREES=15)))]
    assert hers([mine], [DANCE]) == ["looks_say"]


def test_a_changed_number_makes_its_block_hers() -> None:
    mine = [FLAG, forever(move(99), if_(touching(), say("ow"), b("motion_turnright", DEGREES=15)))]
    assert hers([mine], [DANCE]) == ["motion_movesteps"]


def test_a_changed_condition_is_hers_and_what_is_around_is_not() -> None:
    mine = [FLAG, forever(move(10), if_(touching("_mouse_"), say("ow"), b("motion_turnright", DEGREES=15)))]
    assert hers([mine], [DANCE]) == ["sensing_touchingobject"]


def test_what_she_took_away_leaves_nothing_of_hers() -> None:
    found = compared(kit.cat([FLAG, forever(move(10))]), kit.cat(DANCE))
    assert not any(spot.hers for spot in found.spots)
    assert found.comparison.gone


def test_a_second_copy_of_a_script_is_hers() -> None:
    assert len(hers([SING, SING], [SING])) == 3


def test_scripts_in_another_order_are_not_hers() -> None:
    assert hers([SING, DANCE], [DANCE, SING]) == []


def test_a_script_dragged_to_another_sprite_is_not_hers() -> None:
    mine = kit.as_json(kit.project(kit.target("Cat"), kit.target("Dog", DANCE)))
    theirs = kit.as_json(kit.project(kit.target("Cat", DANCE), kit.target("Dog")))
    found = compared(mine, theirs)
    assert not any(spot.hers for spot in found.spots)
    assert not found.comparison.gone


def test_a_changed_script_finds_the_one_it_came_from() -> None:
    first = [receive("a"), say(1), say(2), say(3), move(4)]
    second = [receive("b"), say(5), say(6), say(7), move(8)]
    mine = [[receive("b"), say(5), say("new"), say(6), say(7), move(8)], [receive("a"), say(1), say(2), say(3)]]
    found = compared(kit.cat(*mine), kit.cat(first, second))
    assert [spot.block.inputs["MESSAGE"].value for spot in found.spots if spot.hers] == ["new"]  # type: ignore[union-attr]


def test_of_several_the_script_most_alike_is_the_one_it_came_from() -> None:
    short, long = [FLAG, say(1)], [FLAG, say(1), say(2), say(3)]
    mine = [[FLAG, say(1), say(2), say(3), say("new")], [FLAG, say(1), say("other")]]
    for theirs in ([short, long], [long, short]):
        found = compared(kit.cat(*mine), kit.cat(*theirs))
        assert [spot.block.inputs["MESSAGE"].value for spot in found.spots if spot.hers] == ["new", "other"]  # type: ignore[union-attr]


def test_a_block_dragged_out_of_a_script_keeps_its_id_and_is_not_hers() -> None:
    identity = "abcdefghij0123456789"
    block = b("looks_say", MESSAGE="la", more={"id": identity})
    assert hers([[FLAG], [key(), block]], [[FLAG, block]]) == ["event_whenkeypressed"]
    short = b("looks_say", MESSAGE="la", more={"id": "b7"})
    assert "looks_say" in hers([[FLAG], [key(), short]], [[FLAG, short]])


def test_renamed_sprites_are_found_by_a_picture() -> None:
    found = compared(
        kit.as_json(kit.project(kit.target("Mimi", DANCE))), kit.as_json(kit.project(kit.target("Cat", DANCE)))
    )
    assert not found.hers_target(found.project.sprites[0])
    assert not any(spot.hers for spot in found.spots)


def costume(name: str, digit: str) -> dict[str, Any]:
    return {"name": name, "md5ext": digit * 32 + ".svg", "dataFormat": "svg"}


def test_a_new_sprite_and_a_new_picture_are_hers() -> None:
    mine = kit.project(
        kit.target("Cat", costumes=[costume("costume1", "0"), costume("drawn", "1")]),
        kit.target("Dog", costumes=[costume("dog", "2")]),
    )
    found = compared(kit.as_json(mine), kit.cat())
    cat, dog = found.project.sprites
    assert (found.hers_target(cat), found.hers_target(dog)) == (False, True)
    assert [found.hers_costume(cat, one) for one in cat.costumes] == [False, True]
    assert found.hers_costume(dog, dog.costumes[0])


def test_pictures_without_a_file_go_by_their_name() -> None:
    bare = [{"name": "one", "dataFormat": "svg"}]
    found = compared(kit.cat(costumes=[*bare, {"name": "two", "dataFormat": "svg"}]), kit.cat(costumes=bare))
    cat = found.project.sprites[0]
    assert [found.hers_costume(cat, one) for one in cat.costumes] == [False, True]


def test_variables_of_the_starter_are_not_hers() -> None:
    found = compared(kit.cat(variables={"a": ["score", 0], "b": ["mine", 0]}), kit.cat(variables={"a": ["score", 0]}))
    assert not found.comparison.variable("Cat", "score")
    assert found.comparison.variable("Cat", "mine")


def test_the_new_project_of_scratch() -> None:
    new = starter.new_project()
    assert [target.name for target in new.targets] == ["Stage", "Sprite1"]
    found = index(new)
    assert not any(found.hers_target(target) for target in new.targets)
    for target in new.targets:
        assert not any(found.hers_costume(target, one) for one in (*target.costumes, *target.sounds))
    assert all(found.is_ready_made(one) for one in new.stage.variables)


@pytest.mark.parametrize("name", ["my variable", "អថេរខ្ញុំ", "mi variable", "score"])
def test_default_names_are_known_in_every_language(name: str) -> None:
    assert starter.is_default_name(name) == (name != "score")


LETTERS = st.lists(st.integers(0, 3), max_size=25)


@given(LETTERS, LETTERS)
def test_the_common_order_is_a_longest_one(mine: list[int], theirs: list[int]) -> None:
    found = starter.common(mine, theirs)
    assert found == sorted(set(found))
    rest = iter(theirs)
    assert all(mine[position] in rest for position in found)  # in this order in the other, too
    assert len(found) == longest(mine, theirs)


def longest(first: list[int], second: list[int]) -> int:
    """The textbook's table, as a second reckoning."""
    row = [0] * (len(second) + 1)
    for one in first:
        row_before = row[:]
        for place, other in enumerate(second, 1):
            row[place] = row_before[place - 1] + 1 if one == other else max(row_before[place], row[place - 1])
    return row[-1]


def test_very_different_long_scripts_do_not_take_for_ever() -> None:
    shuffled = random.Random(7)  # noqa: S311 - numbers of a test
    first = [shuffled.randrange(50) for _ in range(20_000)]
    second = [shuffled.randrange(50) for _ in range(20_000)]
    assert len(starter.common(first, second)) > 19_000


def test_a_large_untouched_project_with_many_like_scripts() -> None:
    many = [[key(), say("la")] for _ in range(2_000)]
    assert hers([*many, [FLAG, say("new")]], many) == ["event_whenflagclicked", "looks_say"]


def test_a_starter_is_not_changed_by_being_compared() -> None:
    theirs = kit.cat(DANCE)
    base = read(theirs)
    before = json.dumps([len(script.blocks) for script in base.targets[1].scripts])
    assert index(read(kit.cat(SING)), base).comparison.gone
    assert json.dumps([len(script.blocks) for script in base.targets[1].scripts]) == before
