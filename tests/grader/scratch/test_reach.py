from __future__ import annotations

from typing import Any

import pytest

from grader.scratch.index import index
from grader.scratch.read import read
from tests.kit import sb3 as kit
from tests.kit.sb3 import (
    FLAG,
    B,
    Menu,
    Raw,
    Var,
    b,
    call,
    clone,
    define,
    forever,
    if_,
    move,
    receive,
    say,
    send,
    stop,
    touching,
)

MARK = "looks_show"  # the block that a test asks about


def show(**more: Any) -> B:
    return b(MARK, more=more)


def runs(*targets: dict[str, Any]) -> list[bool]:
    return [spot.runs for spot in index(read(kit.as_json(kit.project(*targets)))).of(MARK)]


def in_cat(*scripts: list[B]) -> list[bool]:
    return runs(kit.target("Cat", *scripts))


def backdrop(name: Any) -> B:
    return b("looks_switchbackdropto", BACKDROP=name)


def when_backdrop(name: str) -> B:
    return b("event_whenbackdropswitchesto", fields={"BACKDROP": name})


START_AS_CLONE = b("control_start_as_clone")


# Hats that can happen by themselves


@pytest.mark.parametrize(
    "hat",
    [
        FLAG,
        kit.key("any"),
        b("event_whenthisspriteclicked"),
        b("event_whengreaterthan", VALUE=10, fields={"WHENGREATERTHANMENU": "LOUDNESS"}),
        b("makeymakey_whenMakeyKeyPressed"),
        b("club_whenGirlsCheer"),
    ],
)
def test_a_hat_that_somebody_or_something_can_start(hat: B) -> None:
    assert in_cat([hat, show()]) == [True]


def test_a_loose_stack_does_not_run() -> None:
    assert in_cat([show()], [move(), show()]) == [False, False]


def test_clicking_is_for_the_right_target() -> None:
    stage_hat, sprite_hat = b("event_whenstageclicked"), b("event_whenthisspriteclicked")
    assert runs(kit.stage([stage_hat, show()]), kit.target("Cat", [stage_hat, show()])) == [True, False]
    assert runs(kit.stage([sprite_hat, show()]), kit.target("Cat", [sprite_hat, show()])) == [False, True]


# Messages


def test_a_message_that_running_code_sends() -> None:
    assert in_cat([FLAG, send("Go")], [receive("go"), show()]) == [True]
    assert runs(
        kit.stage([FLAG, b("event_broadcastandwait", BROADCAST_INPUT=Raw([1, [11, "go", "x"]]))]),
        kit.target("Cat", [receive("go"), show()]),
    ) == [True]


def test_a_message_that_nobody_sends() -> None:
    assert in_cat([FLAG, send("other")], [receive("go"), show()]) == [False]
    assert in_cat([send("go")], [receive("go"), show()]) == [False]
    assert in_cat([FLAG, b("event_broadcast")], [receive("go"), show()]) == [False]


def test_messages_pass_on() -> None:
    assert in_cat([receive("two"), show()], [receive("one"), send("two")], [FLAG, send("one")]) == [True]


def test_a_circle_of_messages_starts_nothing() -> None:
    assert in_cat([receive("one"), send("two"), show()], [receive("two"), send("one"), show()]) == [False, False]


def test_a_computed_message_may_be_any() -> None:
    assert in_cat([FLAG, b("event_broadcast", BROADCAST_INPUT=Var("x"))], [receive("go"), show()]) == [True]


def test_a_typed_message_counts() -> None:
    assert in_cat([FLAG, b("event_broadcast", BROADCAST_INPUT="go")], [receive("go"), show()]) == [True]


# Backdrops


def test_a_backdrop_that_running_code_can_switch_to() -> None:
    menu = Menu("looks_backdrops", "BACKDROP", "Forest")
    assert in_cat([FLAG, backdrop(menu)], [when_backdrop("forest"), show()]) == [True]
    assert in_cat([FLAG, backdrop(menu)], [when_backdrop("sea"), show()]) == [False]
    assert in_cat([backdrop(menu)], [when_backdrop("forest"), show()]) == [False]


@pytest.mark.parametrize(
    "switch",
    [
        b("looks_nextbackdrop"),
        backdrop(Menu("looks_backdrops", "BACKDROP", "next backdrop")),
        backdrop(Menu("looks_backdrops", "BACKDROP", "random backdrop")),
        backdrop(Var("x")),
        backdrop(2),
        b("looks_switchbackdroptoandwait", BACKDROP="-1"),
    ],
)
def test_a_switch_that_may_lead_to_any_backdrop(switch: B) -> None:
    assert in_cat([FLAG, switch], [when_backdrop("forest"), show()]) == [True]


# Clones


def test_clones_of_myself_and_of_others() -> None:
    assert in_cat([FLAG, clone()], [START_AS_CLONE, show()]) == [True]
    assert runs(kit.target("Cat", [FLAG, clone("Dog")]), kit.target("Dog", [START_AS_CLONE, show()])) == [True]
    assert runs(
        kit.target(
            "Cat",
            [
                FLAG,
                clone("Dog"),
            ],
            [START_AS_CLONE, show()],
        ),
        kit.target("Dog"),
    ) == [False]
    assert in_cat([FLAG, move()], [START_AS_CLONE, show()]) == [False]
    assert in_cat([START_AS_CLONE, clone(), show()]) == [False]


def test_a_computed_clone_may_be_any_sprite() -> None:
    computed = b("control_create_clone_of", CLONE_OPTION=Var("x"))
    assert runs(kit.target("Cat", [FLAG, computed]), kit.target("Dog", [START_AS_CLONE, show()])) == [True]


def test_the_stage_has_no_clones() -> None:
    assert runs(kit.stage([FLAG, clone()], [START_AS_CLONE, show()])) == [False]


def test_two_sprites_of_one_name_the_first_is_cloned() -> None:
    dog = kit.target("Dog", [START_AS_CLONE, show()])
    assert runs(kit.target("Cat", [FLAG, clone("Dog")]), dog, dog) == [True, False]


# Custom blocks


def test_a_definition_runs_when_running_code_of_its_sprite_calls_it() -> None:
    assert in_cat([define("jump"), show()], [FLAG, call("jump")]) == [True]
    assert in_cat([define("jump"), show()], [call("jump")]) == [False]
    assert in_cat([define("jump"), show()], [FLAG, call("dance")]) == [False]
    assert runs(kit.target("Cat", [define("jump"), show()]), kit.target("Dog", [FLAG, call("jump")])) == [False]


def test_calls_pass_on_and_calling_oneself_starts_nothing() -> None:
    assert in_cat([define("a"), call("b"), show()], [define("b"), show()], [FLAG, call("a")]) == [True, True]
    assert in_cat([define("a"), call("a"), show()]) == [False]


def test_of_two_definitions_the_first_runs() -> None:
    assert in_cat([define("jump"), show()], [define("jump"), show()], [FLAG, call("jump")]) == [True, False]


def test_old_files_write_numbers_in_another_way() -> None:
    assert in_cat([define("jump %n", "high"), show()], [FLAG, call("jump %s", 1)]) == [True]


def test_a_call_in_a_slot_counts() -> None:
    assert in_cat([define("jump"), show()], [FLAG, say(call("jump"))]) == [True]


# Inside a script


@pytest.mark.parametrize(
    "end",
    [forever(move()), b("control_forever"), stop("all"), stop("this script"), b("control_delete_this_clone"),
     b("control_wait_until"), b("control_repeat_until", SUBSTACK=[move()])],
)  # fmt: skip
def test_nothing_runs_behind_a_block_that_never_passes(end: B) -> None:
    assert in_cat([FLAG, show(), end, show()]) == [True, False]


@pytest.mark.parametrize(
    "block",
    [stop("other scripts in sprite"), b("control_repeat", TIMES=3, SUBSTACK=[move()]),
     b("control_wait_until", CONDITION=touching()),
     b("control_repeat_until", CONDITION=touching(), SUBSTACK=[stop()]), if_(touching(), stop()), if_(None, stop())],
)  # fmt: skip
def test_what_passes_lets_the_next_one_run(block: B) -> None:
    assert in_cat([FLAG, block, show()]) == [True]


def test_only_what_stands_in_the_same_list_is_cut_off() -> None:
    assert in_cat([FLAG, if_(touching(), stop(), show()), show()]) == [False, True]


def test_both_ways_of_an_if_else_may_end() -> None:
    both = b("control_if_else", CONDITION=touching(), SUBSTACK=[stop()], SUBSTACK2=[forever()])
    assert in_cat([FLAG, both, show()]) == [False]
    one = b("control_if_else", CONDITION=touching(), SUBSTACK=[stop()], SUBSTACK2=[move()])
    assert in_cat([FLAG, one, show()]) == [True]


def test_an_empty_condition_is_never_true() -> None:
    assert in_cat([FLAG, if_(None, show()), show()]) == [False, True]
    either = b("control_if_else", SUBSTACK=[show()], SUBSTACK2=[show()])
    assert in_cat([FLAG, either]) == [False, True]
    assert in_cat([FLAG, b("control_while", SUBSTACK=[show()])]) == [False]
    assert in_cat([FLAG, b("control_repeat_until", SUBSTACK=[show()])]) == [True]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("0", False),
        ("-3", False),
        ("", False),
        ("0.4", False),
        ("x", False),
        ("0.5", True),
        ("1", True),
        ("Infinity", True),
        (Var("n"), True),
    ],
)
def test_how_often_a_loop_runs(times: Any, expected: bool) -> None:  # noqa: FBT001 - a table
    assert in_cat([FLAG, b("control_repeat", TIMES=times, SUBSTACK=[show()])]) == [expected]


def test_a_loop_without_a_number_does_not_run() -> None:
    assert in_cat([FLAG, b("control_repeat", SUBSTACK=[show()])]) == [False]


def test_a_loop_of_no_rounds_ends_nothing() -> None:
    assert in_cat([FLAG, b("control_repeat", TIMES="0", SUBSTACK=[stop()]), show()]) == [True]
    assert in_cat([FLAG, b("control_repeat", TIMES="2", SUBSTACK=[stop()]), show()]) == [False]


def test_what_is_around_decides_for_what_is_inside() -> None:
    assert in_cat([FLAG, forever(), if_(touching(), forever(show()))]) == [False]
    assert in_cat([FLAG, if_(None, forever(if_(touching(), show())))]) == [False]


def test_reporters_run_with_their_block() -> None:
    found = index(
        read(kit.cat([FLAG, say(b("operator_random", FROM=1, TO=2)), stop(), say(b("operator_random", FROM=1, TO=2))]))
    )
    assert [spot.runs for spot in found.of("operator_random")] == [True, False]


def test_what_does_not_run_sends_nothing() -> None:
    assert in_cat([FLAG, stop(), send("go")], [receive("go"), show()]) == [False]
    assert in_cat([FLAG, if_(None, send("go"))], [receive("go"), show()]) == [False]


def test_a_long_chain_of_messages_is_followed() -> None:
    count = 3_000
    scripts = [[receive(f"m{number}"), send(f"m{number + 1}")] for number in range(count)]
    assert in_cat([FLAG, send("m0")], *scripts[::-1], [receive(f"m{count}"), show()]) == [True]


def test_many_computed_messages_and_many_listeners_stay_quick() -> None:
    computed = b("event_broadcast", BROADCAST_INPUT=Var("x"))
    scripts = [[receive(f"m{number}"), computed, show()] for number in range(1_500)]
    assert all(in_cat([FLAG, computed], *scripts))
