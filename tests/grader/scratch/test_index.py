from __future__ import annotations

from typing import Any

import pytest

from grader.scratch.index import ScratchIndex, Spot, VariableKey, index
from grader.scratch.model import Typed
from grader.scratch.read import read
from tests.kit import sb3 as kit
from tests.kit.sb3 import FLAG, B, Menu, Var, b, clone, forever, if_, move, receive, say, send, touching


def of(*scripts: list[B], **more: Any) -> ScratchIndex:
    return index(read(kit.cat(*scripts, **more)))


def project(*targets: dict[str, Any], **more: Any) -> ScratchIndex:
    return index(read(kit.as_json(kit.project(*targets, **more))))


def names(spots: tuple[Spot, ...]) -> list[str]:
    return [spot.opcode for spot in spots]


GAME = [
    FLAG,
    say(b("operator_join", STRING1=b("operator_random", FROM=1, TO=2), STRING2="x")),
    forever(if_(touching(), move(), say("ow"))),
    say("end"),
]


def test_a_block_then_its_slots_then_its_bodies() -> None:
    assert names(of(GAME).spots) == [
        "event_whenflagclicked",
        "looks_say",
        "operator_join",
        "operator_random",
        "control_forever",
        "control_if",
        "sensing_touchingobject",
        "motion_movesteps",
        "looks_say",
        "looks_say",
    ]
    assert [spot.order for spot in of(GAME).spots] == list(range(10))


def test_slots_come_before_bodies_wherever_they_stand_in_the_file() -> None:
    block = B("control_if", {"SUBSTACK": [move()], "CONDITION": touching()})
    assert names(of([FLAG, block]).spots)[2:] == ["sensing_touchingobject", "motion_movesteps"]


def test_where_a_block_stands() -> None:
    found = of(GAME)
    (step,) = found.of("motion_movesteps")
    assert (step.slot, step.depth, step.index_in_list) == ("SUBSTACK", 2, 0)
    assert names(tuple(step.around())) == ["control_if", "control_forever"]
    loop = step.inside("control_repeat", "control_forever")
    assert loop is found.of("control_forever")[0]
    assert step.inside("control_repeat") is None
    (random,) = found.of("operator_random")
    assert (random.slot, random.statement, random.depth) == ("STRING1", False, 0)
    assert found.statement_of(random).opcode == "looks_say"
    assert random.target.name == "Cat"


def test_neighbours() -> None:
    found = of(GAME)
    (loop,) = found.of("control_forever")
    assert names(found.following(loop)) == ["looks_say"]
    assert names(found.before(loop)) == ["event_whenflagclicked", "looks_say"]
    assert names(found.body(loop)) == ["control_if"]
    assert found.body(loop, "SUBSTACK2") == ()
    (condition,) = found.of("control_if")
    assert names(found.body(condition)) == ["motion_movesteps", "looks_say"]
    assert names(found.inner(loop)) == ["control_if", "sensing_touchingobject", "motion_movesteps", "looks_say"]
    (random,) = found.of("operator_random")
    assert found.following(random) == found.before(random) == ()


def test_slots() -> None:
    found = of(GAME)
    first = found.of("looks_say")[0]
    join = found.slot(first, "MESSAGE")
    assert isinstance(join, Spot)
    assert found.slot(join, "STRING2") == Typed("x", "text")
    assert found.slot(join, "STRING3") is None
    assert names(found.reporters_in(first)) == ["operator_join", "operator_random"]
    assert names(found.reporters_in(join)) == ["operator_random"]
    assert found.reporters_in(found.of("control_forever")[0]) == ()
    assert names(found.reporters_in(found.of("control_if")[0])) == ["sensing_touchingobject"]


def test_the_reporters_of_one_slot_are_not_those_of_the_next() -> None:
    sums = b("operator_add", NUM1=b("operator_random", FROM=1, TO=2), NUM2=1)
    found = of([FLAG, b("motion_gotoxy", X=sums, Y=b("motion_yposition"))])
    assert names(found.reporters_in(found.of("operator_add")[0])) == ["operator_random"]


def test_literals_of_slots_menus_and_fields() -> None:
    found = of(
        [
            kit.key("space"),
            say("hi"),
            b("motion_goto", TO=Menu("motion_goto_menu", "TO", "_mouse_")),
            move(b("motion_xposition")),
        ]
    )
    assert found.literal(found.spots[0], "KEY_OPTION") == "space"
    assert found.literal(found.spots[1], "MESSAGE") == "hi"
    assert found.literal(found.spots[2], "TO") == "_mouse_"
    assert found.literal(found.spots[3], "STEPS") is None
    assert found.literal(found.spots[3], "NOTHING") is None


def test_by_opcode_category_and_running() -> None:
    found = of([FLAG, move(), say()], [move(), say()])
    assert len(found.of("motion_movesteps")) == 2
    assert [spot.order for spot in found.of("looks_say", "motion_movesteps")] == [1, 2, 3, 4]
    assert len(found.of("motion_movesteps", running=True)) == 1
    assert len(found.of_category("looks")) == 2
    assert len(found.of_category("motion", running=True)) == 1
    assert found.of("nothing") == ()


def test_scripts_and_their_hats() -> None:
    found = of(
        GAME,
        [move()],
        [
            kit.define(
                "jump",
            ),
            move(),
        ],
    )
    flag, loose, definition = found.scripts
    assert flag.event is not None
    assert flag.event.opcode == "event_whenflagclicked"
    assert names(flag.spots) == [
        *("event_whenflagclicked", "looks_say", "control_forever", "control_if", "motion_movesteps"),
        *("looks_say", "looks_say"),
    ]
    assert (flag.loose, loose.loose, definition.loose) == (False, True, False)
    assert (flag.definition, loose.definition, definition.definition) == (False, False, True)
    assert (flag.runs, loose.runs, definition.runs) == (True, False, False)
    assert found.running_scripts == (flag,)
    assert found.script_of(found.of("operator_random")[0]) is flag
    assert found.script_of(found.spots[-1]) is definition


def test_an_event_names_what_it_waits_for() -> None:
    found = of(
        [kit.key("up arrow")],
        [receive("GO")],
        [b("event_whengreaterthan", VALUE=1, fields={"WHENGREATERTHANMENU": "TIMER"})],
    )
    assert [script.event.detail for script in found.scripts if script.event] == ["up arrow", "GO", "TIMER"]


def test_variables_by_scope() -> None:
    shared = {"id-score": ["score", 0], "id-lives": ["lives", 0]}
    change = [FLAG, *(b("data_changevariableby", VALUE=1, fields={"VARIABLE": name}) for name in ("score", "lives"))]
    listing = b("data_addtolist", ITEM=1, fields={"LIST": "names"})
    found = project(
        kit.stage(variables=shared, lists={"id-names": ["names", []]}),
        kit.target("Cat", [*change, listing], variables={"own": ["lives", 0]}),
        kit.target("Dog", change),
    )
    assert [found.variable(spot) for spot in found.spots if not spot.opcode.startswith("event")] == [
        VariableKey(None, "score", "variable"),
        VariableKey("Cat", "lives", "variable"),
        VariableKey(None, "names", "list"),
        VariableKey(None, "score", "variable"),
        VariableKey(None, "lives", "variable"),
    ]
    assert found.variable(found.spots[0]) is None
    assert VariableKey("Cat", "lives", "variable") in found.variables


@pytest.mark.parametrize("name", ["my variable", "My Variable", " my variable "])
def test_the_ready_made_variable(name: str) -> None:
    found = of([FLAG])
    assert found.is_ready_made(VariableKey(None, name, "variable"))
    assert not found.is_ready_made(VariableKey(None, name, "list"))
    assert not found.is_ready_made(VariableKey("Cat", name, "variable"))
    assert not found.is_ready_made(VariableKey(None, "score", "variable"))


def test_messages_ignore_capitals() -> None:
    computed = b("event_broadcast", BROADCAST_INPUT=Var("score"))
    found = of([FLAG, send("Go"), computed, move()], [receive("gO")])
    assert [found.message(spot) for spot in found.of("event_broadcast", "event_whenbroadcastreceived")] == [
        "go",
        None,
        "go",
    ]
    assert found.message(found.of("motion_movesteps")[0]) is None


def test_custom_blocks_and_calls() -> None:
    found = of(
        [kit.define("jump %s", "high"), move()], [kit.define("jump %s", "high"), say()], [FLAG, kit.call("jump %s", 5)]
    )
    definition = found.definitions["Cat", "jump %s"]
    assert definition is found.scripts[0]
    (call,) = found.calls["Cat", "jump %s"]
    assert found.definition_of(call) is definition


def test_started_by_goes_through_messages_calls_and_clones() -> None:
    found = of(
        [FLAG, send("go")],
        [kit.key(), send("GO")],
        [receive("go"), kit.call("jump")],
        [kit.define("jump"), clone()],
        [b("control_start_as_clone"), move()],
        [receive("never")],
        [move()],
    )
    assert [sorted(found.started_by(script)) for script in found.scripts] == [
        ["event_whenflagclicked"],
        ["event_whenkeypressed"],
        ["event_whenbroadcastreceived", "event_whenflagclicked", "event_whenkeypressed"],
        ["event_whenbroadcastreceived", "event_whenflagclicked", "event_whenkeypressed"],
        ["control_start_as_clone", "event_whenbroadcastreceived", "event_whenflagclicked", "event_whenkeypressed"],
        [],
        [],
    ]


def test_shape_ignores_ids_comments_and_places() -> None:
    found = of(
        [forever(if_(touching(), move()))],
        [b("control_forever", SUBSTACK=[if_(touching(), b("motion_movesteps", STEPS=10, more={"id": "other"}))])],
        [forever(if_(touching(), move(11)))],
        [forever(if_(touching("_mouse_"), move()))],
        [forever(if_(touching()), move())],
        [forever(move(), if_(touching()))],
    )
    first, same, *others = (found.shape(loop) for loop in found.of("control_forever"))
    assert first == same
    assert len({first, *others}) == 5


def test_shape_does_not_depend_on_the_order_of_slots_in_the_file() -> None:
    x, y = b("motion_xposition"), b("motion_yposition")
    found = of(
        [B("motion_gotoxy", {"X": x, "Y": y})], [B("motion_gotoxy", {"Y": y, "X": x})], [b("motion_gotoxy", X=y, Y=x)]
    )
    first, same, other = (found.shape(spot) for spot in found.of("motion_gotoxy"))
    assert first == same != other


def test_a_place_runs_when_all_run_and_is_hers_when_one_is() -> None:
    starter = read(kit.cat([FLAG, move()]))
    found = index(read(kit.cat([FLAG, move(), say()], [say("loose")])), starter)
    step, hi, loose = *found.of("motion_movesteps"), *found.of("looks_say")
    assert (found.place(step).runs, found.place(step).hers) == (True, False)
    assert (found.place(step, hi).runs, found.place(step, hi).hers) == (True, True)
    assert not found.place(hi, loose).runs
    place = found.place(hi, step, counts_as="x", weight=2)
    assert (place.sprite, place.block, place.beside) == ("Cat", hi.block.id, (step.block.id,))
    assert (place.counts_as, place.weight) == ("x", 2)
    assert place.text == "say [Hello]"


def test_a_variable_in_a_slot_is_shown_by_the_block_around_it() -> None:
    found = of([FLAG, say(Var("score"))])
    (variable,) = found.of("data_variable")
    assert found.place(variable).block == found.of("looks_say")[0].block.id


def test_a_very_long_block_shows_its_head() -> None:
    found = of([FLAG, forever(*(say(number) for number in range(200)))])
    text = found.place(found.of("control_forever")[0]).text
    assert text.startswith("forever")
    assert "say" not in text


def test_a_sprite_as_a_place() -> None:
    found = of([FLAG])
    place = found.sprite_place(found.project.sprites[0])
    assert (place.sprite, place.block, place.text, place.runs) == ("Cat", None, "Cat", True)


def test_a_copied_sprite_has_blocks_of_the_same_id() -> None:
    found = project(kit.target("Cat", [FLAG]), kit.target("Cat2", [FLAG]))
    assert [spot.target.name for spot in found.by_id("id1")] == ["Cat", "Cat2"]
    assert found.by_id("gone") == ()


def test_a_hundred_thousand_deep_is_asked_without_recursion() -> None:
    count = 100_000
    blocks: dict[str, Any] = {
        f"b{number}": {"opcode": "control_if", "inputs": {"SUBSTACK": [2, f"b{number + 1}"], "CONDITION": [2, "r"]}}
        for number in range(count)
    }
    blocks["hat"] = {"opcode": "event_whenflagclicked", "next": "b0", "topLevel": True}
    for number in range(count):
        blocks[f"b{number}"]["topLevel"] = False
    found = project(kit.target("Cat", blocks=blocks))
    assert len(found.spots) == count + 1
    assert found.spots[-1].depth == count - 1
    assert found.shape(found.spots[1]) != found.shape(found.spots[2])
    assert len(found.inner(found.spots[1])) == count - 1
    assert not found.spots[-1].hers or found.spots[-1].order == count
    assert found.place(found.spots[1]).text


def test_nothing_is_found_in_an_empty_project() -> None:
    found = index(read(b'{"targets": [{"isStage": true}]}'))
    assert (found.spots, found.scripts, found.running_scripts, found.variables) == ((), (), (), ())
