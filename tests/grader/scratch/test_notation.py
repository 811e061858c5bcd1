"""Block text: what is written, what is read, and that both are the same."""

from __future__ import annotations

import pytest

from grader.scratch.model import Block, Chosen, Procedure, Slot, Typed
from grader.scratch.notation import read_scripts, write_block, write_project, write_script
from grader.scratch.notation.custom import definitions
from tests.kit.blocks import scratch, script


def only(text: str) -> Block:
    (block,) = script(text).blocks
    return block


def block(opcode: str, **inputs: Slot) -> Block:
    return Block("x", opcode, inputs)


# Each line is read and written again; it comes back as it was.
EXACT = """
move (10) steps
move [1.2.3] steps
move () steps
move (:: empty) steps
move (score) steps
move ((score) * (2)) steps
move (mouse x) steps
move [10 :: text] steps
turn cw (15) degrees
turn ccw (15) degrees
point in direction (90)
point towards (mouse-pointer v)
go to (random position v)
go to (Sprite1 v)
go to (join [Spr] [ite1])
go to ()
set rotation style [don't rotate v]
say [hello]
say []
say [ two  spaces ]
say [a \\] and a [ and a \\\\]
say [not a menu \\v]
say [two\\nlines]
say [https://kru.example/a//b]
say [1 \\:: 2]
say (10)
say [ten] for (2) seconds
say <mouse down?>
say (names :: list)
say (timer)
say (Timer)
say (timer :: variables)
say (10 :: variables)
say ([abs v] of (9))
say ([x position v] of (Sprite1 v))
say ([score v] of (Stage v))
say ([abs v] of (x position))
say ([abs v] of (x position) :: sensing)
say (length of [abc])
say (length of [names v])
say <[abc] contains [b]?>
say <[names v] contains [b]?>
say (item (1) of [names v])
say (letter (1) of [abc])
set [color v] effect to (10)
set [pitch v] effect to (10)
change [pan left/right v] effect by (10)
set [score v] to (0)
set [my  score v] to [a]
change [score v] by (1)
show variable [score v]
add [thing] to [names v]
delete all of [names v]
wait (1) seconds
wait until <<(score) > (10)> and <not <(score) < (50)>>>
wait until <>
wait until <<> or <mouse down?>>
wait until <touching (edge v)?>
wait until <touching (edge v :: name)?>
wait until <touching color [#ff0000]?>
wait until <key (space v) pressed?>
wait until <(score) = [a > b]>
stop [all v]
stop [other scripts in sprite v]
create clone of (myself v)
broadcast (message1 v)
broadcast (score)
switch backdrop to (next backdrop v)
switch costume to (costume2 v)
play sound (pop v) until done
set volume to (50)%
set size to (100) %
play drum (\\(1\\) Snare Drum v) for (0.25) beats
play note (60) for (0.25) beats
set pen color to [#00ff00]
set pen color to (10) :: pen_setPenHueToNumber
set pen (color v) to (50)
speak [hello]
turn (motor A v) on
jetpack_fly field [MODE] [fast] input [SPEED] [10 :: number] :: opcode
"""


@pytest.mark.parametrize("line", EXACT.strip().splitlines())
@pytest.mark.parametrize("language", ["en", "km"])
def test_a_line_comes_back_as_it_was(line: str, language: str) -> None:
    first = script(line)
    translated = write_script(first.blocks, language, calls={})
    assert write_script(script(translated).blocks, calls={}) == line


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("when flag clicked", "when green flag clicked"),
        ("when ⚑ clicked", "when green flag clicked"),
        ("turn right (15) degrees", "turn cw (15) degrees"),
        ("turn ↺ (15) degrees", "turn ccw (15) degrees"),
        ("say [hi] for (2) secs", "say [hi] for (2) seconds"),
        ("Say   [hi]", "say [hi]"),
        ("wait until <touching [edge v]>", "wait until <touching (edge v)?>"),
        ("wait until < (score) > (10) >", "wait until <(score) > (10)>"),
        ("wait until < >", "wait until <>"),
        ("broadcast [message1 v]", "broadcast (message1 v)"),
        ("broadcast [message1]", "broadcast (message1 v)"),
        ("switch costume to (2)", "switch costume to (2 v)"),
        ("set [score] to [5]", "set [score v] to (5)"),
        ("move [10] steps", "move (10) steps"),
        ("point in direction (90 v)", "point in direction (90)"),
        ("say (item (last v) of [names v])", "say (item [last] of [names v])"),
        ("set pen colour to (#00ff00)", "set pen color to [#00ff00]"),
        ("if <mouse down?>", "if <mouse down?> then\nend"),
        ("set volume to (50) %", "set volume to (50)%"),
        ("say (length of [abc] :: operators)", "say (length of [abc])"),
        ("ប្ដូរផ្ទាំងខាងក្រោយទៅជា (ផ្ទាំងខាងក្រោយបន្ទាប់ v)", "switch backdrop to (next backdrop v)"),
        ("បង្វិល ស្តាំ (15) ដឺក្រេ", "turn cw (15) degrees"),
        ("ពេលចុច ទង់បៃតង", "when green flag clicked"),
        ("ប្ដូរ x ចំនួន (10)", "change x by (10)"),  # the other subscript t
    ],
)
def test_what_people_write_from_memory_is_read(written: str, read: str) -> None:
    assert write_script(script(written).blocks, calls={}) == read


KHMER = """\
ពេលចុច ⚑
រហូត
  ប្រសិន <ប៉ះ (គែម v)?> នោះ
    ប្តូរ [ពិន្ទុ v] ចំនួន (1)
  បើមិនដូច្នោះទេ
    បង្វិល ↻ (15) ដឺក្រេ
  end
end"""
ENGLISH = """\
when green flag clicked
forever
  if <touching (edge v)?> then
    change [ពិន្ទុ v] by (1)
  else
    turn cw (15) degrees
  end
end"""


def test_khmer_is_read_and_written_and_names_are_kept() -> None:
    assert write_script(script(KHMER).blocks) == ENGLISH
    assert write_script(script(ENGLISH).blocks, "km") == KHMER
    assert write_script(script(KHMER).blocks, "km") == KHMER


def test_indentation_is_decoration_and_the_end_closes_what_is_open() -> None:
    flat = "when green flag clicked\nforever\nif <touching (edge v)?> then\nmove (10) steps"
    wild = "    when green flag clicked\nforever\n        if <touching (edge v)?> then\n move (10) steps\nend\n  end"
    assert write_script(script(flat).blocks) == write_script(script(wild).blocks)


def test_an_empty_line_and_a_hat_start_another_script() -> None:
    found = read_scripts("forever\nmove (1) steps\n\nshow\nwhen green flag clicked\nhide\n\n(x position)")
    assert [[one.opcode for one in each.blocks] for each in found] == [
        ["control_forever"],
        ["looks_show"],
        ["event_whenflagclicked", "looks_hide"],
        ["motion_xposition"],
    ]


def test_slots_become_what_the_model_holds() -> None:
    say = only("say [hello] for (2) seconds")
    assert say.inputs == {"MESSAGE": Typed("hello", "text"), "SECS": Typed("2", "number")}
    assert only("wait (1) seconds").inputs == {"DURATION": Typed("1", "positive number")}
    assert only("go to (random position v)").inputs == {"TO": Chosen("_random_", "motion_goto_menu")}
    assert only("broadcast (go v)").inputs == {"BROADCAST_INPUT": Chosen("go", "")}
    assert only("play note (60) for (1) beats").inputs["NOTE"] == Chosen("60", "note")
    assert only("set [score v] to (0)").fields == {"VARIABLE": "score"}
    assert only("stop [this script v]").fields == {"STOP_OPTION": "this script"}
    assert only("wait until <>").inputs == {}
    key = only("when [space v] key pressed")
    assert (key.opcode, key.fields) == ("event_whenkeypressed", {"KEY_OPTION": "space"})
    makey = only("when (space v) key pressed :: makeymakey")
    assert (makey.opcode, makey.inputs) == (
        "makeymakey_whenMakeyKeyPressed",
        {"KEY": Chosen("SPACE", "makeymakey_menu_KEY")},
    )


def test_custom_blocks_are_defined_and_called() -> None:
    text = """\
define jump (height) and <spin> :: warp
change y by (height)
if <spin> then
  jump (10) and <mouse down?>
end

when green flag clicked
jump (5) and <>
dance :: custom
say (height :: custom-arg)"""
    definition, run = read_scripts(text)
    assert definition.blocks[0].procedure == Procedure(
        "jump %s and %b",
        ("height", "spin"),
        definition.blocks[0].procedure.argument_ids,  # type: ignore[union-attr]
        ("", "false"),
        warp=True,
    )
    height = definition.blocks[1].inputs["DY"]
    assert isinstance(height, Block)
    assert height.opcode == "argument_reporter_string_number"
    assert run.blocks[1].procedure == Procedure("jump %s and %b", warp=True)
    assert run.blocks[1].inputs == {"0": Typed("5", "text")}
    calls = definitions([definition, run])
    assert "\n\n".join(write_script(each.blocks, calls=calls) for each in (definition, run)) == text


@pytest.mark.parametrize(
    "name", ["move (distance) steps", "forever", "end", "else", "define me", "(x)", "រហូត", "បើមិនដូច្នោះទេ"]
)
def test_a_custom_block_with_the_words_of_another_is_told_apart(name: str) -> None:
    project = scratch(f"define {name}\nshow\n\nwhen green flag clicked\n{name.replace('distance', '1')} :: custom")
    call = project.sprites[0].scripts[1].blocks[1]
    assert call.opcode == "procedures_call"
    assert write_project(scratch(write_project(project))) == write_project(project)
    assert ":: custom" in write_project(project)


def test_definitions_keep_their_defaults_and_old_kinds() -> None:
    line = "define glide (steps :: number = 10) (name :: = two\\ words) <fast :: =>"
    found = only(line)
    assert found.procedure is not None
    assert found.procedure.proccode == "glide %n %s %b"
    assert found.procedure.argument_defaults == ("10", "two words", "")
    assert write_block(found) == line


def test_comments_stay_with_their_block() -> None:
    project = scratch("// the whole game\nwhen green flag clicked // starts\nshow")
    cat = project.sprites[0]
    assert cat.comments == ("the whole game",)
    assert [one.comment for one in cat.scripts[0].blocks] == ["starts", None]
    assert "when green flag clicked // starts" in write_project(project)
    assert write_block(cat.scripts[0].blocks[0]) == "when green flag clicked"


def test_a_statement_for_people_has_no_marks_but_those_of_the_forums() -> None:
    call = Block("c", "procedures_call", {"0": Typed("5", "text")}, procedure=Procedure("jump %s"))
    assert write_block(call) == "jump (5)"
    assert write_block(block("argument_reporter_boolean")) == "(argument_reporter_boolean :: opcode)"
    spin = Block("s", "argument_reporter_boolean", {}, {"VALUE": "spin"})
    assert write_block(spin) == "<spin>"
    (again,) = read_scripts("jump (5)", guess_calls=True)
    assert again.blocks[0].procedure == Procedure("jump %s")


def test_what_words_cannot_say_is_written_by_its_opcode() -> None:
    odd = Block("x", "looks_say", {"MESSAGE": Typed("hi", "text"), "EXTRA": Typed("1", "number")}, {}, {})
    text = "looks_say input [MESSAGE] [hi :: text] input [EXTRA] [1 :: number] :: opcode"
    assert write_block(odd) == text
    assert only(text).inputs == odd.inputs
    body = Block("y", "jetpack_each", {}, {}, {"A": (only("show"),), "B": (only("hide"),)})
    text = "jetpack_each body [A] body [B] :: opcode\n  show\nelse\n  hide\nend"
    assert write_block(body) == text
    assert list(only(text).bodies) == ["A", "B"]


def test_a_hat_in_the_middle_stays_where_it_is() -> None:
    stack = (only("show"), only("when green flag clicked"), only("hide"))
    (back,) = read_scripts(write_script(stack))
    assert [one.opcode for one in back.blocks] == [one.opcode for one in stack]


def nested(depth: int) -> tuple[Block, Block]:
    """Bodies in bodies, and reporters in reporters."""
    body, slot = only("show"), only("say (x position)").inputs["MESSAGE"]
    for _ in range(depth):
        body = Block("x", "control_forever", {}, {}, {"SUBSTACK": (body,)})
        slot = Block("x", "operator_add", {"NUM1": slot, "NUM2": Typed("1", "number")})
    return body, Block("y", "motion_movesteps", {"STEPS": slot})


def test_a_hundred_thousand_blocks_deep_are_written() -> None:
    body, slot = nested(100_000)
    assert write_block(body).count("\n") == 200_000
    assert write_block(slot).count("+") == 100_000


def test_any_depth_comes_back() -> None:
    for deep in nested(10_000):
        text = write_script((deep,))
        (back,) = read_scripts(text)
        assert write_script(back.blocks) == text


def test_long_lines_of_anything_take_no_time_by_the_square() -> None:
    # with the square, the first alone is minutes
    for line in ("< " * 50_000, "(a) < " * 20_000, "(" * 50_000, "[" * 50_000, ":: " * 50_000, "\\" * 50_000):
        with pytest.raises(ValueError, match=r"line 1"):
            read_scripts(line)
