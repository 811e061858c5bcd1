"""Edges of smells from ambiguous-parameter-name-unused to sequential-actions that no example holds."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from grader import catalogue, findings
from grader.check import BlockPlace, Observation, counting
from grader.scratch.index import index
from grader.scratch.model import Block, ScratchProject, Script, Target, Typed, Variable
from grader.scratch.read import read
from tests.kit.blocks import scratch

Raw = dict[str, Any]
Told = list[tuple[str, str | None]]  # text or sprite, and quirk


def observed(check: str, project: ScratchProject, starter: ScratchProject | None = None) -> list[BlockPlace]:
    found = catalogue.entry(f"scratch.{check}").check
    seen: Observation = found.observe(index(project, starter), found.params())
    return [place for place in seen.places if isinstance(place, BlockPlace)]


def told(check: str, project: ScratchProject | str) -> Told:
    whole = scratch(project) if isinstance(project, str) else project
    return [(str(place.text).partition("\n")[0], place.quirk) for place in observed(check, whole)]


def counted(check: str, project: ScratchProject, starter: ScratchProject | None = None) -> int:
    found = catalogue.entry(f"scratch.{check}").check
    return counting(found.kind, found.observe(index(project, starter), found.params())).amount


def block(opcode: str, **more: Any) -> Raw:
    return {"opcode": opcode, "next": None, "parent": None, "inputs": {}, "fields": {}, "topLevel": False} | more


def target(name: str, blocks: Raw, *, stage: bool = False, **more: Any) -> Raw:
    return {"name": name, "isStage": stage, "blocks": blocks, "costumes": [], "sounds": []} | more


def from_file(*targets: Raw) -> ScratchProject:
    return read(json.dumps({"targets": [target("Stage", {}, stage=True), *targets]}).encode())


# duplicated-scripts-covering


def lying(*where: tuple[float, float]) -> ScratchProject:
    hats: Raw = {}
    for number, (x, y) in enumerate(where):
        hats[f"hat{number}"] = block("event_whenflagclicked", topLevel=True, x=x, y=y)
    return from_file(target("Cat", hats))


@pytest.mark.parametrize(
    ("other", "many"), [((1.9, 0), 1), ((2, 0), 0), ((0, -2), 0), ((1.4, 1.4), 1), ((1.5, 1.5), 0), ((300, 0), 0)]
)
def test_scripts_cover_each_other_when_they_lie_less_than_two_steps_apart(
    other: tuple[float, float], many: int
) -> None:
    project = lying((0, 0), other)
    assert counted("duplicated-script", project) == 1
    assert counted("duplicated-scripts-covering", project) == many


def test_a_pair_that_covers_is_one_thing_to_mend() -> None:
    problems = catalogue.entry("scratch.problems").check
    params = problems.params.model_validate({"only": ["duplicated-script", "duplicated-scripts-covering"]})
    assert problems.observe(index(lying((0, 0), (1, 1))), params).amount == 1


def loose(*opcodes: str) -> ScratchProject:
    return from_file(target("Cat", {f"b{at}": block(it, topLevel=True) for at, it in enumerate(opcodes)}))


def test_blocks_that_nobody_knows_are_equal_and_never_count() -> None:
    project = loose("midi_play", "old_pen", "midi_play")
    places = observed("duplicated-script", project)
    assert [(place.block, place.quirk) for place in places] == [(None, "unknown-blocks")] * 3
    assert counted("duplicated-script", project) == 0
    assert observed("duplicated-scripts-covering", project) == []


def test_loose_variables_have_no_block() -> None:
    assert [place.block for place in observed("duplicated-script", scratch("(score)\n\n(score)"))] == [None]


def test_of_many_equal_scripts_a_hundred_are_paired() -> None:
    project = scratch("\n\n".join(["when green flag clicked"] * 150))
    assert len(observed("duplicated-script", project)) == 100 * 99 / 2


def test_a_copy_of_a_script_of_the_starter_is_hers() -> None:
    starter = scratch("when this sprite clicked\nhide")
    twice = scratch("when this sprite clicked\nhide\n\nwhen this sprite clicked\nhide")
    assert counted("duplicated-script", twice, starter) == 1
    assert counted("duplicated-script", twice, twice) == 0


# duplicate-sprite

CLICKED = "when this sprite clicked\n{}"


def sprites(*codes: str) -> ScratchProject:
    return scratch("\n\n".join(f'sprite "S{at}"\n\n{code}' for at, code in enumerate(codes)))


BOTH, ONE_TWICE = "when flag clicked\nhide\n\nwhen flag clicked\nshow", "when flag clicked\nhide\n\n" * 2


def test_one_way_is_a_slip_and_the_order_of_sprites_changes_no_count() -> None:
    both, twice = (text.replace("flag", "green flag") for text in (BOTH, ONE_TWICE))
    assert told("duplicate-sprite", sprites(twice, both, both)) == [("S0", "one-way"), ("S0", None)]
    assert told("duplicate-sprite", sprites(both, both, twice)) == [("S0", None)]
    assert told("duplicate-sprite", sprites(both, twice, both)) == [("S0", None)]
    assert told("duplicate-sprite", sprites(twice, both)) == [("S0", "one-way")]
    assert told("duplicate-sprite", sprites(both, twice)) == []


@pytest.mark.parametrize(
    ("declared", "other", "many"),
    [
        (Variable("a", "score", "0", held="number"), Variable("b", "score", "7", held="number"), 1),
        (Variable("a", "score", "0", held="number"), Variable("b", "score", "0", held="text"), 0),
        (Variable("a", "score", "0"), Variable("b", "Score", "0"), 0),
    ],
)
def test_variables_by_name_and_kind(declared: Variable, other: Variable, many: int) -> None:
    stage, one, two = sprites("hide", "hide").targets
    project = ScratchProject((stage, replace(one, variables=(declared,)), replace(two, variables=(other,))))
    assert len(observed("duplicate-sprite", project)) == many


def test_messages_and_settings_are_compared_and_places_are_not() -> None:
    stage, one, two = sprites("hide", "hide").targets
    settings = (("x", None), ("size", None))

    def many(**changes: Any) -> int:
        first = replace(one, settings=settings)
        return len(observed("duplicate-sprite", ScratchProject((stage, first, replace(two, **changes)))))

    assert many(settings=settings, x=100, size=50) == 1
    assert many(settings=settings[::-1]) == 1
    assert many(settings=settings[:1]) == 0
    assert many(settings=settings, messages=("go",)) == 0


def test_kinds_of_inputs_count_in_own_blocks() -> None:
    assert told("duplicate-sprite", sprites("define go (now)", "define run <now>")) == []
    assert told("duplicate-sprite", sprites("define go <now>", "define run <now>")) == [("S0", None)]
    assert told("duplicate-sprite", sprites("define go (now)\nhide", "when green flag clicked\nhide")) == []


def test_the_pair_is_hers_when_she_made_one_of_them() -> None:
    starter, more = sprites("hide"), sprites("hide", "hide")
    assert counted("duplicate-sprite", more, starter) == 1
    assert counted("duplicate-sprite", more, more) == 0


# message-naming


@pytest.mark.parametrize(
    ("name", "many"),
    [
        ("message", 1), ("message1", 1), (" MESSAGE 12 ", 1), ("Nachricht3", 1), ("Сообщение1", 1), ("消息1", 1),
        ("mensagem 1", 0), ("mensagem1", 0), ("الرسالة 1", 0), ("សារ 1", 0), ("សារ", 0), ("my message1", 0),
        ("message1x", 0), ("message១", 0), ("go1", 0),
    ],
)  # fmt: skip
def test_names_that_the_editor_gave(name: str, many: int) -> None:
    assert len(told("message-naming", f"broadcast ({name.strip()} v)")) == many
    hat = block("event_whenbroadcastreceived", topLevel=True, fields={"BROADCAST_OPTION": [name, "m"]})
    assert len(told("message-naming", from_file(target("Cat", {"hat": hat})))) == many


def test_messages_of_any_target_are_others_and_digits_never_count() -> None:
    hat = block("event_whenbroadcastreceived", topLevel=True, fields={"BROADCAST_OPTION": ["go1", "m"]})
    assert len(told("message-naming", from_file(target("Cat", {"h": hat}, broadcasts={"m": "go1", "n": "go 2"})))) == 1
    assert told("message-naming", from_file(target("Cat", {"h": hat}, broadcasts={"m": "go1", "n": "go1"}))) == []
    digits = told("message-naming", "broadcast (1 v)\nbroadcast (22 v)")
    assert [quirk for _, quirk in digits] == ["digits", "digits"]


# multiple-attribute-modifications


@pytest.mark.parametrize(
    ("blocks", "texts"),
    [
        ("set [a v] to (0)\nset x to (0)\nset [a v] to (0)", [("set x to (0)", "not-neighbours")]),
        ("set [a v] to (0)\nset [b v] to (0)\nset [a v] to (0)", []),
        ("set [a v] to (0)\nmove (1) steps\nset [a v] to (0)", []),
        ("set [a v] to (0)\nmove (1) steps\nset x to (0)\nset [a v] to (0)", []),
        ("set x to (0)\nset [a v] to (0)\nset x to (0)", []),
        ("set [a v] to (0)\nset [a v] to (1)\nset x to (1)\nset [a v] to (0)",
         [("set [a v] to (0)", None), ("set x to (1)", "not-neighbours")]),
        ("set pen color to [#ff0000]\nset pen color to [#00ff00]", [("set pen color to [#00ff00]", None)]),
        ("set pen (color v) to (50)\nchange pen (brightness v) by (10)", [("change pen (brightness v) by (10)", None)]),
        ("set pen color to [#ff0000]\nset pen (color v) to (50)", []),
        ("say [a] for (2) seconds\nsay [b] for (2) seconds", []),
        ("point towards (mouse-pointer v)\npoint towards (mouse-pointer v)", []),
        ("set x to (0)\nif <> then\nend\nset x to (0)", []),
        ("set [pitch v] effect to (0) :: sound\nset [pan left/right v] effect to (0) :: sound", []),
    ],
)  # fmt: skip
def test_neighbours_that_set_one_thing(blocks: str, texts: Told) -> None:
    assert told("multiple-attribute-modifications", blocks) == texts
    assert told("multiple-attribute-modifications", f"forever\n{blocks}\nend") == []


# same-variable-different-sprite


def declaring(*names: tuple[str, ...]) -> ScratchProject:
    targets = []
    for at, own in enumerate(names):
        variables = tuple(Variable(f"{at}{number}", name, "0") for number, name in enumerate(own))
        targets.append(Target(f"S{at}" if at else "Stage", stage=not at, variables=variables))
    return ScratchProject(tuple(targets))


def test_each_but_the_last_of_a_name() -> None:
    places = observed("same-variable-different-sprite", declaring(("a",), ("a", "b"), ("b", "a"), ("c",)))
    assert [(place.sprite, place.text) for place in places] == [("Stage", "a"), ("S1", "a"), ("S1", "b")]
    assert all(place.block is None for place in places)


def test_twice_in_one_target_is_one_thing_in_any_order() -> None:
    assert counted("same-variable-different-sprite", declaring((), ("a", "a"), ("a",))) == 1
    assert counted("same-variable-different-sprite", declaring((), ("a",), ("a", "a"))) == 1
    assert counted("same-variable-different-sprite", declaring((), ("a", "a"))) == 0


def using(name: str) -> Script:
    value = {"VALUE": Typed("0", "number")}
    return Script((Block("use", "data_setvariableto", value, {"VARIABLE": name}, written=("gone", name)),))


def test_what_nobody_declares_is_one_of_the_stage_and_never_counts() -> None:
    stage, one, two = declaring((), ("a",), ("b",)).targets
    using_later = ScratchProject((stage, one, replace(two, scripts=(using("a"),))))
    places = observed("same-variable-different-sprite", using_later)
    assert [(place.sprite, place.quirk) for place in places] == [("S1", "undeclared")]
    using_earlier = ScratchProject((stage, replace(two, scripts=(using("a"),)), one))
    places = observed("same-variable-different-sprite", using_earlier)
    assert [(place.sprite, place.quirk) for place in places] == [("Stage", "undeclared")]
    assert (
        observed("same-variable-different-sprite", ScratchProject((stage, replace(one, scripts=(using("a"),))))) == []
    )
    everywhere = ScratchProject((stage, *(replace(it, scripts=(using("a"),)) for it in (two, two)), one))
    assert len(observed("same-variable-different-sprite", everywhere)) == 1


def test_hers_when_one_of_the_namesakes_is() -> None:
    assert counted("same-variable-different-sprite", declaring(("a",), ("a",)), declaring(("a",), ())) == 1


# long-script


def test_a_definition_matters_less() -> None:
    long = "\n".join(["hide"] * 12)
    project = scratch(f"define a\n{long}\n\nwhen green flag clicked\na\n{long}")
    check = catalogue.entry("scratch.long-script").check
    assert sorted(check.severity_of(place) or "" for place in observed("long-script", project)) == ["high", "low"]
    problems = catalogue.entry("scratch.problems").check
    for severity, many in (("high", 1), ("low", 1), ("medium", 0)):
        params = problems.params.model_validate({"only": "long-script", "severity": severity})
        assert problems.observe(index(project), params).amount == many
    assert "scratch.long-script" in {it.id for it in findings.asked("problem", (), (), ("low",))}


# sequential-actions


@pytest.mark.parametrize(
    ("blocks", "many"),
    [
        ("move (1) steps\nhide\n" * 3, 1),
        ("move (1) steps\nhide\n" * 2 + "move (1) steps", 0),
        ("if <> then\nhide\nend\n" * 3, 1),
        ("if <> then\nhide\nend\n" * 2, 0),
        ("if <> then\nend\n" * 5, 0),
    ],
)
def test_three_copies_of_two_blocks(blocks: str, many: int) -> None:
    assert len(observed("sequential-actions", scratch(f"when green flag clicked\n{blocks}"))) == many


# empty ones


def test_damaged_blocks_leave_a_body_empty_and_unknown_ones_do_not() -> None:
    def inside(inner: Raw) -> ScratchProject:
        loop = block("control_forever", topLevel=True, inputs={"SUBSTACK": [2, "inner"]})
        return from_file(target("Cat", {"loop": loop, "inner": inner | {"parent": "loop"}}))

    assert counted("empty-control-body", inside(block("motion_movesteps"))) == 1
    assert counted("empty-control-body", inside(block("nobody_knows"))) == 0


def test_hats_of_extensions_are_no_empty_scripts() -> None:
    project = loose("makeymakey_whenMakeyKeyPressed")
    assert observed("empty-script", project) == []
    assert observed("empty-sprite", project) == []
    assert observed("empty-project", project) == []


def test_the_cat_of_a_new_project_does_not_count() -> None:
    project = scratch('sprite "Sprite1"\n\nsprite "Mango"\n\nwhen green flag clicked\nhide')
    assert [place.sprite for place in observed("empty-sprite", project)] == ["Sprite1"]
    assert counted("empty-sprite", project, scratch('sprite "Sprite1"')) == 0
