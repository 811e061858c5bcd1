from __future__ import annotations

from dataclasses import replace

import pytest

from grader.scratch.index import index
from grader.scratch.model import Block, Chosen, ScratchProject, Script, Typed, Variable
from grader.scratch.program.program import Program
from tests.kit.blocks import scratch


def program(text: str) -> Program:
    return index(scratch(text)).program


# The walk


def test_definitions_come_first_in_the_order_of_their_ids() -> None:
    definition = scratch("define a\nhide").targets[1].scripts[0].blocks[0]
    named = [Script((replace(definition, id=name), Block(f"h{name}", "looks_hide"))) for name in ("b", "q", "a")]
    flag = Script((Block("hat", "event_whenflagclicked"), Block("show", "looks_show")))
    stage, cat = scratch('stage\n\nsprite "Cat"').targets
    found = index(ScratchProject((stage, replace(cat, scripts=(flag, *named))))).program
    assert [part.head.block.id for part in found.parts] == ["q", "a", "b", "hat"]
    assert [spot.block.id for spot in found.walk("looks_hide", "looks_show")] == ["hq", "ha", "hb", "show"]
    assert [spot.block.id for spot in found.of("looks_hide", "looks_show")] == ["show", "hb", "hq", "ha"]
    assert [part.head.block.id for part in found.definitions_of(found.targets[1])] == ["q", "a", "b"]


def test_the_targets_stand_as_in_the_file() -> None:
    project = scratch('stage\n\nsprite "Cat"\n\nhide\n\nsprite "Dog"\n\nshow')
    found = index(replace(project, stage_place=1)).program
    assert [target.name for target in found.targets] == ["Cat", "Stage", "Dog"]
    assert [part.target.name for part in found.parts] == ["Cat", "Dog"]
    assert {target.name: len(parts) for target, parts in found.by_target(found.parts).items()} == {
        "Cat": 1, "Stage": 0, "Dog": 1,
    }  # fmt: skip


def test_parts_tell_scripts_loose_stacks_and_definitions_apart() -> None:
    found = program("define jump\nhide\n\nwhen green flag clicked\nforever\n  hide\nend\n\nhide\nshow\n\n(x position)")
    definition, script, loose, reporter = found.parts
    assert (definition.definition, definition.loose, definition.event) == (True, False, None)
    assert (script.definition, script.loose, script.event) == (False, False, "event_whenflagclicked")
    assert (loose.definition, loose.loose, loose.event) == (False, True, None)
    assert [spot.opcode for spot in script.top] == ["control_forever"]
    assert [spot.opcode for spot in script.statements] == ["control_forever", "looks_hide"]
    assert [spot.opcode for spot in loose.top] == ["looks_hide", "looks_show"]
    assert loose.head is loose.top[0]
    assert [spot.opcode for spot in reporter.top] == ["motion_xposition"]
    assert found.loose == {loose.head.order, reporter.head.order}
    assert found.part_of(script.statements[1]) is script
    assert found.scripts == (script, loose, reporter)


def test_the_hat_of_an_extension_is_a_statement_of_a_loose_stack() -> None:
    stage, cat = scratch('stage\n\nsprite "Cat"').targets
    stack = Script((Block("a", "makeymakey_whenMakeyKeyPressed"), Block("b", "looks_hide")))
    (part,) = index(ScratchProject((stage, replace(cat, scripts=(stack,))))).program.parts
    assert part.loose
    assert [spot.block.id for spot in part.top] == ["a", "b"]


def test_lists_are_those_of_parts_and_of_bodies() -> None:
    found = program("when green flag clicked\nif <> then\n  hide\nelse\n  show\n  show\nend\n\nwhen green flag clicked")
    assert [[spot.opcode for spot in one] for one in found.lists] == [
        ["control_if_else"], ["looks_hide"], ["looks_show", "looks_show"],
    ]  # fmt: skip


def test_neighbours() -> None:
    found = program("when green flag clicked\nhide\nsay (x position)\nshow")
    hide, say, show = (found.of(opcode)[0] for opcode in ("looks_hide", "looks_say", "looks_show"))
    assert (found.previous(hide), found.next(hide)) == (None, say)
    assert (found.previous(show), found.next(show)) == (say, None)
    assert (found.last(say), found.last(show)) == (False, True)
    (reporter,) = found.of("motion_xposition")
    assert (found.previous(reporter), found.next(reporter), found.last(reporter)) == (None, None, False)
    assert found.holds(say, reporter)
    assert not found.holds(say, say)
    assert not found.holds(hide, reporter)


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("stop [all v]", True), ("stop [this script v]", True), ("delete this clone", True),
        ("stop [other scripts in sprite v]", False), ("hide", False),
    ],
)  # fmt: skip
def test_what_ends_a_script(line: str, ends: bool) -> None:  # noqa: FBT001
    found = program(line)
    assert found.terminating(found.index.spots[0]) is ends


# Values


def test_literals_by_what_a_slot_is_for() -> None:
    found = program(
        "say [5]\n\nmove [x] steps\n\nmove (5) steps\n\nset [a v] to [5]\n\nset [a v] to [x]\n\n<[5] = []>"
        "\n\nbroadcast (go v)\n\nset pen color to [#ff0000]\n\nsay (x position)\n\n<touching (edge v)?>"
        "\n\n<touching (mouse-pointer v)?>\n\n<touching (Mango v)?>"
    )
    first = {part.head.order: part.head for part in found.parts}
    told = []
    for spot in first.values():
        told += [
            (found.number(spot, slot), found.text(spot, slot), found.is_literal(spot, slot))
            for slot in spot.block.inputs
        ]
    assert told == [
        (None, "5", True), (None, "x", True), (5.0, None, True), (5.0, None, True), (None, "x", True),
        (5.0, None, True), (None, "", True), (None, "go", True), (None, None, True), (None, None, False),
        (None, None, False), (None, None, False), (None, "Mango", False),
    ]  # fmt: skip


def test_texts_and_where_they_are_reported() -> None:
    touching = Block(
        "t", "sensing_touchingobject", {"TOUCHINGOBJECTMENU": Chosen("Cat", "sensing_touchingobjectmenu", "menu")}
    )
    say = Block(
        "s", "looks_say", {"MESSAGE": Block("j", "operator_join", {"STRING1": Typed("a", "text"), "STRING2": touching})}
    )
    stage, cat = scratch('stage\n\nsprite "Cat"').targets
    found = index(ScratchProject((stage, replace(cat, scripts=(Script((say,)),))))).program
    assert [(text.text, text.block, text.place(found).block) for text in found.texts] == [
        ("a", "j", "j"), ("Cat", "menu", "menu"),
    ]  # fmt: skip


# Names


def owners(
    names: dict[str, dict[str, str]], sprite: str, *written: tuple[str | None, str]
) -> list[tuple[str, str] | None]:
    """Owners of variables that blocks of a sprite name by id and name; declared are ids and names by target."""
    blocks = [
        Block(
            f"b{number}",
            "data_showvariable",
            {},
            {"VARIABLE": name},
            {},
            None,
            None,
            None if it is None else (it, name),
        )
        for number, (it, name) in enumerate(written)
    ]
    targets = []
    for target in scratch('stage\n\nsprite "Cat"\n\nsprite "Dog"').targets:
        declared = names.get(target.name, {})
        variables = tuple(Variable(identity, name, "0") for identity, name in declared.items())
        scripts = tuple(Script((block,)) for block in blocks) if target.name == sprite else ()
        targets.append(replace(target, variables=variables, scripts=scripts))
    found = index(ScratchProject(tuple(targets))).program
    return [found.owned(spot) for spot in found.index.spots]


def test_who_owns_a_variable() -> None:
    declared = {"Stage": {"g": "score", "h": "lives"}, "Cat": {"c": "score"}, "Dog": {"d": "speed"}}
    assert owners(declared, "Cat", ("g", "score"), ("c", "score"), (None, "score"), ("x", "score")) == [
        ("Stage", "score"), ("Cat", "score"), ("Cat", "score"), ("Cat", "score"),
    ]  # fmt: skip
    assert owners(declared, "Cat", ("c", "lives"), ("d", "speed"), (None, "new")) == [
        ("Stage", "lives"), ("Stage", "speed"), ("Stage", "new"),
    ]  # fmt: skip


def test_declared_variables_and_lists() -> None:
    found = program('stage\nvariable score = 0\nlist names = []\n\nsprite "Cat"\nvariable lives = 3')
    assert [(it.owned, it.kind) for it in found.declared] == [
        (("Stage", "score"), "variable"), (("Stage", "names"), "list"), (("Cat", "lives"), "variable"),
    ]  # fmt: skip
    places = [found.declared_place(it) for it in found.declared]
    assert [(place.sprite, place.block, place.text, place.hers) for place in places] == [
        ("Stage", None, "score", True), ("Stage", None, "names", True), ("Cat", None, "lives", True),
    ]  # fmt: skip


def test_own_blocks_by_name() -> None:
    found = program("define jump (high)\nhide\n\njump (5)\n\nfly :: custom")
    assert set(found.definitions_by_name) == {("Sprite1", "jump %s")}
    assert set(found.calls_by_name) == {("Sprite1", "jump %s"), ("Sprite1", "fly")}


# What sets off what


def test_messages_sent_and_received() -> None:
    found = program(
        "broadcast (Go v)\n\nbroadcast (go v) and wait\n\nbroadcast (join [a] [b])\n\nwhen I receive [GO v]\nhide"
    )
    assert {message: len(spots) for message, spots in found.sent.items()} == {"Go": 1, "go": 1}
    assert {message: len(spots) for message, spots in found.sent_folded.items()} == {"go": 2}
    assert (list(found.received), list(found.received_folded)) == (["GO"], ["go"])
    assert [found.message(spot) for spot in found.of("event_broadcast")] == ["Go", None]


def test_clones_of_myself_are_the_own() -> None:
    found = program(
        'sprite "Cat"\n\ncreate clone of (myself v)\n\ncreate clone of (Dog v)\n\ncreate clone of (join [a] [b])'
        '\n\nsprite "Dog"\n\ncreate clone of (Cat v)'
    )
    assert {name: len(spots) for name, spots in found.clones.items()} == {"Cat": 2, "Dog": 1}


# Proof


def test_where_no_id_is_given() -> None:
    found = program("say (score)\n\n(score)\n\n(names :: list)")
    (say,) = found.of("looks_say")
    assert found.place(say).block == say.block.id
    for spot in (*found.of("data_variable"), *found.of("data_listcontents")):
        assert found.place(spot).block is None


def test_a_script_is_hers_when_any_block_is() -> None:
    base = scratch("when green flag clicked\nhide")
    more = scratch("when green flag clicked\nhide\nshow")
    (part,) = index(more, base).program.parts
    found = index(more, base).program
    assert not found.place(found.parts[0].head).hers
    assert found.part_place(found.parts[0]).hers
    assert part.head.opcode == "event_whenflagclicked"


def test_looked_at_are_her_scripts_that_can_run() -> None:
    found = program("when green flag clicked\nhide\n\nwhen I receive [nobody v]\nhide\n\nhide")
    assert found.observation([]).looked_at == 1
