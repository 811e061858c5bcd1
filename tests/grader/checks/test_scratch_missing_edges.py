"""Where findings about hats, clones, keys, mouse, pen and files begin and end; what is a slip of LitterBox."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader import catalogue
from grader.check import BlockPlace, counting
from grader.scratch.index import index
from grader.scratch.model import Block, Chosen, ScratchProject, Script, Target, Typed
from tests.kit.blocks import scratch


def places(check: str, project: ScratchProject | str, starter: ScratchProject | None = None) -> list[BlockPlace]:
    found = catalogue.entry(f"scratch.{check}").check
    whole = scratch(project) if isinstance(project, str) else project
    seen = found.observe(index(whole, starter), found.params())
    told = [place for place in seen.places if isinstance(place, BlockPlace)]
    if starter is None:
        assert counting(found.kind, seen).amount == sum(place.quirk is None for place in told)
    return told


def told(check: str, project: ScratchProject | str) -> list[tuple[str, str, str | None]]:
    return [(it.sprite, it.text.split("\n")[0], it.quirk) for it in places(check, project)]


def built(*scripts: tuple[Block, ...]) -> ScratchProject:
    return ScratchProject(
        (Target("Stage", stage=True), Target("Cat", stage=False, scripts=tuple(map(Script, scripts))))
    )


FLAG = Block("flag", "event_whenflagclicked")
HIDE = Block("hide", "looks_hide")


def asked(key: str, *, name: str = "asked") -> Block:
    return Block(name, "sensing_keypressed", {"KEY_OPTION": Chosen(key, "sensing_keyoptions")})


def set_to(axis: str) -> Block:
    return Block("set", f"motion_set{axis}", {axis.upper(): Typed("0", "number")})


# key-set-position


@pytest.mark.parametrize(
    ("key", "axis", "found"),
    [
        ("left arrow", "x", [None]),
        ("right arrow", "x", [None]),
        ("up arrow", "y", [None]),
        ("down arrow", "y", [None]),
        ("left arrow", "y", []),
        ("up arrow", "x", []),
        ("%", "x", ["key-sign"]),
        ("&", "y", ["key-sign"]),
        ("'", "x", ["key-sign"]),
        ("(", "y", ["key-sign"]),
        ("(", "x", []),
        ("a", "x", []),
        ("any", "x", []),
        ("", "x", []),
    ],
)
def test_keys_that_are_arrows(key: str, axis: str, found: list[str | None]) -> None:
    hat = Block("key", "event_whenkeypressed", fields={"KEY_OPTION": key})
    in_if = Block("if", "control_if", {"CONDITION": asked(key)}, bodies={"SUBSTACK": (set_to(axis),)})
    for project in (built((hat, set_to(axis))), built((FLAG, in_if))):
        assert [it.quirk for it in places("key-set-position", project)] == found
        assert {it.block for it in places("key-set-position", project)} <= {"set"}


def test_a_key_named_by_a_reporter_lets_the_one_before_count() -> None:
    named = Block("b", "sensing_keypressed", {"KEY_OPTION": Block("v", "data_variable", fields={"VARIABLE": "which"})})
    both = Block("or", "operator_or", {"OPERAND1": asked("left arrow"), "OPERAND2": named})
    in_if = Block("if", "control_if", {"CONDITION": both}, bodies={"SUBSTACK": (set_to("x"),)})
    (place,) = places("key-set-position", built((FLAG, in_if)))
    assert (place.block, place.beside) == ("set", ("asked",))


@pytest.mark.parametrize(
    "body",
    [
        "repeat (2)\n  set x to (0)\nend",
        "if <mouse down?> then\n  set x to (0)\nend",
        "set y to (0)\nset y to (1)\nset x to (0)",
    ],
)
def test_only_the_first_two_blocks_directly_below_are_looked_at(body: str) -> None:
    assert not places("key-set-position", f"when [left arrow v] key pressed\n{body}")
    assert places(
        "key-set-position",
        f"when [left arrow v] key pressed\nset y to (0)\n{body}\n".replace("y to (0)", "x to (1)", 1),
    )


def test_a_key_of_hers_in_an_if_of_the_starter() -> None:
    text = "when green flag clicked\nif <key (space v) pressed?> then\nset x to (0)"
    (place,) = places("key-set-position", text.replace("space", "left arrow"), scratch(text))
    assert place.hers


# Hats that wait for what never comes


@pytest.mark.parametrize(
    ("check", "hat"),
    [
        ("message-never-sent", "when I receive [go v]"),
        ("missing-backdrop-switch", "when backdrop switches to [road v]"),
        ("missing-clone-call", "when I start as a clone"),
    ],
)
def test_such_a_script_is_hers_once_she_put_a_block_below(check: str, hat: str) -> None:
    starter = scratch(f"{hat}\nshow")
    (place,) = places(check, starter, starter)
    assert not place.hers
    (place,) = places(check, scratch(f"{hat}\nshow\nhide"), starter)
    assert place.hers
    assert (place.text, len(places(check, f"{hat}\n\nshow"))) == (hat, 0)


@pytest.mark.parametrize(
    ("held", "found"),
    [
        (Typed("road", "text"), 0),
        (Typed("Road", "text"), 1),
        (Typed("2", "text"), 0),
        (Typed(" 2d ", "number"), 0),
        (Typed("", "text"), 1),
        (Chosen("2", "looks_backdrops"), 1),
        (Chosen("road", "looks_backdrops"), 0),
        (Chosen("next backdrop", "looks_backdrops"), 0),
        (Block("n", "looks_size"), 0),
        (Block("n", "sensing_answer"), 1),
        (Block("n", "sensing_mousedown"), 1),
        (Block("n", "data_variable", fields={"VARIABLE": "road"}), 1),
        (Block("n", "argument_reporter_string_number", fields={"VALUE": "road"}), 1),
    ],
)
@pytest.mark.parametrize("opcode", ["looks_switchbackdropto", "looks_switchbackdroptoandwait"])
def test_which_switches_bring_a_backdrop(opcode: str, held: Typed | Chosen | Block, found: int) -> None:
    hat = Block("hat", "event_whenbackdropswitchesto", fields={"BACKDROP": "road"})
    switch = Block("switch", opcode, {"BACKDROP": held})
    assert [it.block for it in places("missing-backdrop-switch", built((hat, HIDE), (switch,)))] == ["hat"] * found


@pytest.mark.parametrize(
    "opcode", ["event_whenbackdropswitchesto", "control_start_as_clone", "event_whenbroadcastreceived"]
)
def test_a_hat_below_a_block_starts_nothing(opcode: str) -> None:
    hat = Block("hat", opcode, fields={"BACKDROP": "road", "BROADCAST_OPTION": "go"})
    checks = ("missing-backdrop-switch", "missing-clone-call", "message-never-sent")
    assert not [place for check in checks for place in places(check, built((FLAG, hat, HIDE)))]


def test_a_hat_below_a_block_starts_no_clone() -> None:
    make = Block("make", "control_create_clone_of", {"CLONE_OPTION": Chosen("_myself_", "menu")})
    hat = Block("hat", "control_start_as_clone")
    assert [it.block for it in places("missing-clone-initialization", built((FLAG, make, hat)))] == ["make"]
    assert not places("missing-clone-initialization", built((FLAG, make), (hat,)))


@pytest.mark.parametrize(("sent", "received"), [("Go", "go"), ("go", "GO")])
def test_a_message_is_one_whatever_its_capitals(sent: str, received: str) -> None:
    send = Block("send", "event_broadcast", {"BROADCAST_INPUT": Chosen(sent, "")})
    hat = Block("hat", "event_whenbroadcastreceived", fields={"BROADCAST_OPTION": received})
    assert not places("message-never-sent", built((FLAG, send), (hat, HIDE)))


def test_a_clone_is_shown_in_the_sprite_that_makes_it() -> None:
    text = (
        'sprite "Cat"\n\nwhen green flag clicked\ncreate clone of (Dog v)\n\nsprite "Dog"\n\nwhen stage clicked\nhide'
    )
    assert told("missing-clone-initialization", text) == [("Cat", "create clone of (Dog v)", None)]


def test_the_name_of_the_own_sprite_is_as_good_as_myself() -> None:
    text = 'sprite "Cat"\n\nwhen green flag clicked\ncreate clone of (Cat v)\n\nwhen I start as a clone\nhide'
    assert not places("missing-clone-initialization", text)
    assert not places("missing-clone-call", text)


# missing-loop-mouse-position

IN_LOOPS = """
    when green flag clicked
    {outer}
      {inner}
        hide
      end
      go to (mouse-pointer v)
      if <mouse down?> then
        set x to (mouse x)
      end
    end
    point towards (mouse-pointer v)
"""


@pytest.mark.parametrize(
    ("outer", "inner", "quirks"),
    [
        ("repeat until <>", "repeat until <>", ["after-loop", "after-loop", None]),
        ("repeat until <>", "repeat (2)", [None]),
        ("repeat (2)", "repeat until <>", [None, None, None]),
        ("repeat until <>", "forever", ["after-loop", "after-loop", None]),
        ("forever", "if <> then", [None]),
        ("if <> then", "if <> then", [None, None, None]),
    ],
)
def test_the_end_of_a_loop_is_the_end_of_all(outer: str, inner: str, quirks: list[str | None]) -> None:
    found = told("missing-loop-mouse-position", IN_LOOPS.format(outer=outer, inner=inner))
    assert [quirk for _, _, quirk in found] == quirks


def test_a_mouse_reporter_is_reported_at_itself() -> None:
    mouse = Block("mouse", "sensing_mousex")
    far = Block("round", "operator_round", {"NUM": mouse})
    (place,) = places("missing-loop-mouse-position", built((FLAG, Block("set", "motion_setx", {"X": far}))))
    assert (place.block, place.text, place.beside) == ("mouse", "set x to (round (mouse x))", ("set",))


def test_the_menu_alone_names_the_mouse() -> None:
    held = (Block("v", "data_variable", fields={"VARIABLE": "_mouse_"}), Typed("_mouse_", "text"), Chosen("Cat", "m"))
    for to in held:
        assert not places("missing-loop-mouse-position", built((FLAG, Block("go", "motion_goto", {"TO": to}))))


# Pens


def test_a_pen_can_be_told_by_two_checks() -> None:
    text = "when green flag clicked\npen down"
    assert len(places("missing-pen-up", text)) == len(places("missing-erase-all", text)) == 1
    assert not places("missing-pen-down", text)


# missing-resource


def test_what_is_typed_is_not_looked_at() -> None:
    typed = Typed("sad", "text")
    blocks = (
        Block("a", "looks_switchcostumeto", {"COSTUME": typed}),
        Block("b", "looks_switchbackdropto", {"BACKDROP": typed}),
        Block("c", "sound_play", {"SOUND_MENU": typed}),
    )
    assert not places("missing-resource", built((FLAG, *blocks)))
    chosen = tuple(replace(it, inputs={name: Chosen("sad", "menu", "m") for name in it.inputs}) for it in blocks)
    assert [it.block for it in places("missing-resource", built((FLAG, *chosen)))] == ["a", "b", "c"]


def test_the_stage_uses_its_own_sounds_and_backdrops() -> None:
    text = """
        stage
        backdrop "road"
        sound "song"

        when green flag clicked
        start sound (song v)
        switch backdrop to (road v)
        start sound (meow v)
    """
    assert told("missing-resource", text) == [("Stage", "start sound (meow v)", None)]


def test_always_there_are_backdrops_alone() -> None:
    assert (
        len(
            places(
                "missing-resource",
                built((FLAG, Block("a", "sound_play", {"SOUND_MENU": Chosen("next backdrop", "m")}))),
            )
        )
        == 1
    )
