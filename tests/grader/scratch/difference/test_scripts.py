"""What came, what changed, what went between two projects."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from grader.scratch.difference.order import common
from grader.scratch.difference.scripts import Difference, compare
from grader.scratch.index import ScriptSpot, index
from grader.scratch.notation import write_script
from tests.kit.blocks import scratch

DANCE = """
when green flag clicked
forever
  move (10) steps
  if on edge, bounce
end
"""
SING = """
when [space v] key pressed
say [la]
say [la la]
"""
WALK = """
when [right arrow v] key pressed
point in direction (90)
move (5) steps
"""


def between(before: str, after: str) -> Difference:
    return compare(index(scratch(before)), index(scratch(after)))


def heads(scripts: tuple[ScriptSpot, ...]) -> list[str]:
    return [write_script(script.script.blocks).splitlines()[0] for script in scripts]


def test_an_untouched_project_has_no_difference() -> None:
    found = between(DANCE + SING, DANCE + SING)
    assert found.nothing
    assert len(found.pairs) == 2


def test_scripts_in_another_order_are_no_difference() -> None:
    assert between(DANCE + SING, SING + DANCE).nothing


def test_a_script_more_and_a_script_less() -> None:
    found = between(DANCE + SING, DANCE + WALK)
    assert heads(found.added) == ["when [right arrow v] key pressed"]
    assert heads(found.gone) == ["when [space v] key pressed"]
    assert found.changed == ()


def test_a_changed_script_says_which_blocks_are_new_and_which_are_gone() -> None:
    found = between(DANCE, DANCE.replace("if on edge, bounce", "say [hi]\n  wait (1) seconds"))
    (one,) = found.changed
    assert [spot.opcode for spot in one.new] == ["looks_say", "control_wait"]
    assert [spot.opcode for spot in one.gone] == ["motion_ifonedgebounce"]
    assert not found.added
    assert not found.gone


def test_a_changed_number_is_one_new_block_and_one_gone() -> None:
    (one,) = between(DANCE, DANCE.replace("(10)", "(11)")).changed
    assert [spot.opcode for spot in one.new] == ["motion_movesteps"] == [spot.opcode for spot in one.gone]


def test_a_script_with_little_in_common_is_another_one() -> None:
    long = "when green flag clicked\n" + "".join(f"say [{number}]\n" for number in range(9))
    found = between(DANCE, long)
    assert (len(found.added), len(found.changed), len(found.gone)) == (1, 0, 1)


def test_a_script_whose_head_kept_its_id_is_the_same_one_however_much_changed() -> None:
    from grader.scratch.read import read
    from tests.kit import sb3 as kit

    head = kit.b("event_whenflagclicked", more={"id": "abcdefghij0123456789"})
    before = read(kit.cat([head, kit.say("a")]))
    after = read(kit.cat([head, *(kit.move(number) for number in range(9))]))
    (one,) = compare(index(before), index(after)).changed
    assert len(one.new) == 9
    assert len(one.gone) == 1


def test_sprites_that_came_and_went() -> None:
    before = 'sprite "Cat"\ncostume "c"\n\nsprite "Dog"\ncostume "d"\n'
    found = between(before, before.replace("Dog", "Cow"))
    assert found.sprites_added == ("Cow",)
    assert found.sprites_gone == ("Dog",)


def test_what_moves_to_another_sprite_is_still_there() -> None:
    before = f'sprite "Cat"\n\n{SING}\n\nsprite "Dog"\n'
    after = f'sprite "Cat"\n\nsprite "Dog"\n\n{SING}\n'
    found = between(before, after)
    assert not found.added
    assert not found.gone


def test_a_copy_is_new_from_the_second_one_on() -> None:
    found = between(SING, SING + SING)
    assert len(found.added) == 1
    assert not found.changed


LETTERS = st.lists(st.integers(0, 3), max_size=25)


@given(LETTERS, LETTERS)
def test_the_common_order_is_as_long_from_either_side(mine: list[int], theirs: list[int]) -> None:
    assert len(common(mine, theirs)) == len(common(theirs, mine))


def test_two_large_projects_are_compared_at_once() -> None:
    shuffled = random.Random(3)  # noqa: S311 - numbers of a test
    scripts = [
        f"when [{key} v] key pressed\n" + "".join(f"say [{shuffled.randrange(9)}]\n" for _ in range(12))
        for key in "abcdefghij" * 40
    ]
    again = scripts[:]
    shuffled.shuffle(again)
    again[7] += "move (1) steps\n"
    found = between("\n".join(scripts), "\n".join(again))
    assert len(found.changed) == 1
    assert not found.added
