from __future__ import annotations

from dataclasses import replace

import pytest

from grader.scratch.index import index
from grader.scratch.model import Block, Chosen, ScratchProject, Script, Slot, Typed
from grader.scratch.program.program import Program
from tests.kit.blocks import scratch

FLAG = Block("hat", "event_whenflagclicked")


def two(first: str, second: str) -> tuple[bool, bool]:
    """Are two statements equal, and are they equal when levelled. Both stand below a hat."""
    found = index(scratch(f"when green flag clicked\n{first}\n\nwhen this sprite clicked\n{second}")).program
    one, other = (part.top[0] for part in found.parts)
    return (found.keys.of(one) == found.keys.of(other), found.levelled.of(one) == found.levelled.of(other))


def blocks(*statements: Block) -> Program:
    stage, cat = scratch('stage\n\nsprite "Cat"').targets
    scripts = tuple(Script((FLAG, it)) for it in statements)
    return index(ScratchProject((stage, replace(cat, scripts=scripts)))).program


def two_blocks(opcode: str, slot: str, first: Slot, second: Slot) -> tuple[bool, bool]:
    found = blocks(*(Block(f"b{number}", opcode, {slot: it}) for number, it in enumerate((first, second))))
    one, other = (part.top[0] for part in found.parts)
    return (found.keys.of(one) == found.keys.of(other), found.levelled.of(one) == found.levelled.of(other))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("move (10) steps", "move (10.0) steps"),
        ("set [a v] to [1]", "set [a v] to [1d]"),
        ("say [a]", "say [a]"),
        ("if <> then\nend", "if <> then\nend"),
        ("if <mouse down?> then\nhide\nend", "if <mouse down?> then\nhide\nend"),
        ("set pen color to [#FF0000]", "set pen color to [#ff0000]"),
        ("stop [all v]", "stop [all v]"),
        ("change pen (color v) by (10)", "change pen (brightness v) by (10)"),
    ],
)
def test_what_is_equal(first: str, second: str) -> None:
    assert two(first, second) == (True, True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("move (10) steps", "move (20) steps"),
        ("move (0) steps", "move (-0) steps"),
        ("say [a]", "say [A]"),
        ("say [1]", "say [1.0]"),
        ("say [a]", "say (score)"),
        ("say (score)", "say (lives)"),
        ("say (score)", "say (x position)"),
        ("set [score v] to (0)", "set [lives v] to (0)"),
        ("add [a] to [names v]", "add [b] to [friends v]"),
        ("broadcast (go v)", "broadcast (stop v)"),
        ("go to (Cat v)", "go to (Dog v)"),
        ("say (join [a] [b])", "say (join [c] [d])"),
        ("if <(score) = (1)> then\nend", "if <(lives) = (2)> then\nend"),
        ("if <touching (Cat v)?> then\nend", "if <touching (Dog v)?> then\nend"),
    ],
)
def test_what_is_equal_when_levelled_alone(first: str, second: str) -> None:
    assert two(first, second) == (False, True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("move (10) steps", "turn cw (10) degrees"),
        ("move (10) steps", "move [ten] steps"),
        ("move (10) steps", "move (score) steps"),
        ("set [a v] to [1]", "set [a v] to [one]"),
        ("set [a v] to [1]", "set [a v] to (score)"),
        ("switch costume to (one v)", "switch costume to (two v)"),
        ("go to (mouse-pointer v)", "go to (random position v)"),
        ("go to (mouse-pointer v)", "go to (Cat v)"),
        ("create clone of (Cat v)", "create clone of (Dog v)"),
        ("change [color v] effect by (10)", "change [ghost v] effect by (10)"),
        ("stop [all v]", "stop [this script v]"),
        ("set pen color to [#ff0000]", "set pen color to [#00ff00]"),
        ("if <> then\nend", "if <mouse down?> then\nend"),
        ("if <> then\nend", "if <> then\nhide\nend"),
        ("if <> then\nhide\nelse\nend", "if <> then\nelse\nhide\nend"),
        ("if <key (space v) pressed?> then\nend", "if <key (a v) pressed?> then\nend"),
        ("wait until <(x position) < (1)>", "wait until <(x position) > (1)>"),
        ("say (join [a] [b])", "say (letter (1) of [b])"),
    ],
)
def test_what_is_equal_in_no_way(first: str, second: str) -> None:
    assert two(first, second) == (False, False)


def test_a_key_is_its_first_character() -> None:
    def key(name: str) -> Block:
        return Block(name, "sensing_keypressed", {"KEY_OPTION": Chosen(name, "sensing_keyoptions")})

    assert two_blocks("control_wait_until", "CONDITION", key("enter"), key("e")) == (True, True)
    assert two_blocks("control_wait_until", "CONDITION", key("e"), key("E")) == (False, False)
    assert two_blocks("control_wait_until", "CONDITION", key("left arrow"), key("l")) == (False, False)


def test_a_choice_and_what_is_dropped_on_its_menu_differ() -> None:
    text = Block("j", "operator_join", {"STRING1": Typed("Cat", "text"), "STRING2": Typed("", "text")})
    assert two_blocks("looks_switchcostumeto", "COSTUME", Chosen("Cat", "looks_costume"), text) == (False, False)


def test_owners_count_also_when_levelled() -> None:
    text = (
        "stage\nvariable score = 0\n\n"
        'sprite "Cat"\nvariable lives = 3\n\n'
        "when green flag clicked\n{}\n\n"
        "when green flag clicked\n{}"
    )
    found = index(scratch(text.format("show variable [score v]", "show variable [lives v]"))).program
    one, other = (part.top[0] for part in found.parts)
    assert found.keys.of(one) != found.keys.of(other)
    assert found.levelled.of(one) != found.levelled.of(other)


def test_the_first_block_of_a_loose_stack_equals_another_first_one_alone() -> None:
    found = index(scratch("when green flag clicked\nhide\n\nhide\nhide\n\nhide")).program
    below, loose, second, other = (spot for spot in found.index.spots if spot.opcode == "looks_hide")
    assert found.keys.of(below) == found.keys.of(second) != found.keys.of(loose)
    assert found.keys.of(loose) == found.keys.of(other)
    assert found.levelled.of(loose) == found.levelled.of(other) != found.levelled.of(below)


def test_any_two_unknown_blocks_are_equal() -> None:
    found = blocks(Block("a", "jetpack_fly", {"FAR": Typed("1", "number")}), Block("b", "video_toggle"))
    one, other = (part.top[0] for part in found.parts)
    assert found.keys.of(one) == found.keys.of(other)


def test_calls_by_name_and_arguments() -> None:
    text = "define jump (high)\nhide\n\nwhen green flag clicked\n{}\n\nwhen green flag clicked\n{}"
    for first, second, equal, levelled in (
        ("jump (1)", "jump (1.0)", True, True),
        ("jump (1)", "jump (2)", False, True),
        ("jump (1)", "jump [a]", False, False),
        ("jump (1)", "fly (1) :: custom", False, False),
    ):
        found = index(scratch(text.format(first, second))).program
        one, other = (part.top[0] for part in found.scripts)
        assert (found.keys.of(one) == found.keys.of(other)) is equal
        assert (found.levelled.of(one) == found.levelled.of(other)) is levelled


def test_lists_slots_and_events() -> None:
    found = index(
        scratch(
            "when I receive [go v]\nhide\nshow\n\nwhen I receive [go v]\nhide\nshow\n\nwhen I receive [Go v]\nshow"
            "\nhide\n\nhide\n\n(x position)\n\nwhen [space v] key pressed\n\nwhen [any v] key pressed"
        )
    ).program
    keys = found.keys
    first, second, third, loose, reporter, space, any_key = found.parts
    assert keys.of_list(first.top) == keys.of_list(second.top) != keys.of_list(third.top)
    assert keys.of_event(first) == keys.of_event(second) != keys.of_event(third)
    assert keys.of_event(loose) == keys.of_event(reporter) != keys.of_event(first)
    assert keys.of_event(space) != keys.of_event(any_key)
    assert keys.of_list(space.top) == keys.of_list(any_key.top)


def test_conditions_of_different_blocks_compare() -> None:
    found = index(
        scratch("repeat until <mouse down?>\nend\nif <mouse down?> then\nend\nif <> then\nend\nwait until <>")
    ).program
    spots = [found.of(opcode)[0] for opcode in ("control_repeat_until", "control_if")]
    assert len({found.keys.of_slot(spot, "CONDITION") for spot in spots}) == 1
    empty = [found.of("control_if")[1], found.of("control_wait_until")[0]]
    assert len({found.keys.of_slot(spot, "CONDITION") for spot in empty}) == 1


def test_a_parameters_type_does_not_count() -> None:
    def ask(opcode: str) -> Block:
        return Block(opcode, opcode, {}, {"VALUE": "high"})

    first, second = ask("argument_reporter_boolean"), ask("argument_reporter_string_number")
    assert two_blocks("looks_say", "MESSAGE", first, second) == (True, True)
