"""Where findings about questions, loops, inputs and typed names begin and end; what is a slip of the published tool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from grader import catalogue
from grader.check import BlockPlace
from grader.scratch.index import index
from grader.scratch.model import Block, Chosen, Procedure, ScratchProject, Script, Target, Typed, Variable
from tests.kit.blocks import scratch

Found = list[tuple[str | None, str | None]]  # the opcode (or id) it is reported at, and the quirk


def places(check: str, project: ScratchProject | str, starter: ScratchProject | None = None) -> list[BlockPlace]:
    found = catalogue.entry(f"scratch.{check}").check
    whole = scratch(project) if isinstance(project, str) else project
    seen = found.observe(index(whole, starter), found.params()).places
    return [place for place in seen if isinstance(place, BlockPlace)]


def reported(check: str, text: str) -> Found:
    """Opcodes of the blocks reported, with quirks, in any order."""
    project = scratch(text)
    opcodes = {spot.block.id: spot.opcode for spot in index(project).spots}
    return sorted(((opcodes.get(place.block or ""), place.quirk) for place in places(check, project)), key=str)


def built(*scripts: tuple[Block, ...], names: Mapping[str, str] | None = None) -> ScratchProject:
    """A project of one sprite, block by block; `names` are variables of the stage."""
    variables = tuple(Variable(name, name, value) for name, value in (names or {}).items())
    stage = Target("Stage", stage=True, variables=variables)
    return ScratchProject((stage, Target("Cat", stage=False, scripts=tuple(map(Script, scripts)))))


FLAG = Block("hat", "event_whenflagclicked")

# Empty questions


@pytest.mark.parametrize(
    ("check", "opcode"),
    [("missing-termination", "control_repeat_until"), ("missing-wait-condition", "control_wait_until")],
)
def test_what_is_no_question_is_still_not_empty(check: str, opcode: str) -> None:
    typed = Block("a", opcode, {"CONDITION": Typed("", "text")})
    assert not places(check, built((FLAG, typed)))
    (place,) = places(check, built((FLAG, Block("a", opcode))))
    assert place.block == "a"


# no-working-scripts


def test_the_hat_of_an_extension_makes_a_slip() -> None:
    hat = Block("key", "makeymakey_whenMakeyKeyPressed", fields={"KEY": "LEFT"})
    hide, show = Block("hide", "looks_hide"), Block("show", "looks_show")
    (place,) = places("no-working-scripts", built((FLAG,), (hat, hide)))
    assert place.quirk == "extension-hat"
    (place,) = places("no-working-scripts", built((FLAG,), (hat,)))
    assert place.quirk == "extension-hat"
    (place,) = places("no-working-scripts", built((FLAG,), (hat,), (show,)))
    assert place.quirk is None
    (place,) = places("no-working-scripts", built((FLAG,), (hat, hide), (show,)))
    assert place.quirk == "extension-hat"
    assert (place.sprite, place.block) == ("Cat", None)


def test_a_sprite_of_the_starter_is_hers_once_she_laid_a_block_there() -> None:
    starter = scratch('sprite "Cat"\n\nwhen green flag clicked\n\nhide')
    (place,) = places("no-working-scripts", starter, starter)
    assert not place.hers
    cat = starter.targets[1]
    more = (*cat.scripts, Script((Block("new", "looks_show"),)))
    (place,) = places(
        "no-working-scripts", replace(starter, targets=(starter.stage, replace(cat, scripts=more))), starter
    )
    assert place.hers


# Inputs of own blocks


def test_the_names_come_from_the_text_of_the_definition() -> None:
    use = Block("use", "argument_reporter_string_number", fields={"VALUE": "height"})
    head = Procedure("jump %s", ("height",), ("a",), ("",), argument_blocks=("other",))
    other = Procedure("jump %s", ("Height",), ("a",), ("",), argument_blocks=("use",))
    move = Block("move", "motion_movesteps", {"STEPS": use})
    assert not places("orphaned-parameter", built((Block("d", "procedures_definition", procedure=head), move)))
    (place,) = places("orphaned-parameter", built((Block("d", "procedures_definition", procedure=other), move)))
    assert (place.block, place.beside) == ("use", ("d",))


def test_an_input_without_its_block_is_looked_at_by_one_check_alone() -> None:
    inside = "define jump\nmove (height :: custom-arg) steps"
    outside = "when green flag clicked\nmove (height :: custom-arg) steps"
    assert (len(places("orphaned-parameter", inside)), len(places("parameter-out-of-scope", inside))) == (1, 0)
    assert (len(places("orphaned-parameter", outside)), len(places("parameter-out-of-scope", outside))) == (0, 1)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("say [friend]", [("looks_say", None)]),
        ("say (join [friend] [!])", [("operator_join", None)]),
        ("say (friend)", [("argument_reporter_string_number", "use-of-input")]),
        ("say (other :: custom-arg)", []),
        ("set [friend v] to [friend]", [("data_setvariableto", "same-name"), ("data_setvariableto", None)]),
        ("add [Dara] to [friend v]", [("data_addtolist", "same-name")]),
        ("show variable [friend v]", [("data_showvariable", "same-name")]),
        ("set [Stage v] to (0)", []),
        ("say (item (1) of [friend v])", [("data_itemoflist", "same-name")]),
        ("broadcast (friend v)", [("event_broadcast", "same-name")]),
        ("broadcast (join [friend] [!])", [("operator_join", None)]),
        ("go to (friend v)", [("motion_goto", "same-name")]),
        ("start sound (friend v)", [("sound_play", "same-name")]),
        ("say ([friend v] of (Cat v))", [("sensing_of", "same-name")]),
        ("say ([volume v] of (friend v))", [("sensing_of", "same-name")]),
        ("move [friend] steps", [("motion_movesteps", None)]),
    ],
)
def test_what_is_called_like_an_input(body: str, found: Found) -> None:
    assert reported("parameter-as-literal", f"define greet (friend)\n{body}") == found


def test_a_key_is_no_name() -> None:
    assert not reported("parameter-as-literal", "define greet (space)\nwait until <key (space v) pressed?>")


def test_what_all_sprites_have_is_no_name() -> None:
    assert not reported("parameter-as-literal", "define greet (size)\nsay ([size v] of (Cat v))")


@pytest.mark.parametrize("message", [Typed("friend", "text"), Chosen("friend", "")])
def test_a_message_is_a_name_typed_or_chosen(message: Typed | Chosen) -> None:
    procedure = Procedure("greet %s", ("friend",), ("a",), ("",))
    send = Block("send", "event_broadcast", {"BROADCAST_INPUT": message})
    project = built((Block("d", "procedures_definition", procedure=procedure), send), names={"friend": "0"})
    assert [(it.block, it.quirk) for it in places("parameter-as-literal", project)] == [("send", "same-name")]
    assert not places("variable-as-literal", project)


def test_the_owner_of_a_variable_counts_as_a_name() -> None:
    found = reported("parameter-as-literal", "define greet (Stage)\nset [score v] to (0)")
    assert found == [("data_setvariableto", "same-name")]


def test_a_variable_in_a_slot_is_reported_at_the_block_around() -> None:
    procedure = Procedure("greet %s", ("friend",), ("a",), ("",))
    join = Block("join", "operator_join", {"STRING1": Block("v", "data_variable", fields={"VARIABLE": "friend"})})
    full = replace(join, inputs={**join.inputs, "STRING2": Typed("!", "text")})
    project = built(
        (Block("d", "procedures_definition", procedure=procedure), Block("say", "looks_say", {"MESSAGE": full}))
    )
    (place,) = places("parameter-as-literal", project)
    assert (place.block, place.quirk) == ("join", "same-name")


def test_a_menu_is_reported_at_its_own_block() -> None:
    procedure = Procedure("greet %s", ("Mango",), ("a",), ("",))
    menu = Chosen("Mango", "motion_goto_menu", "menu")
    project = built(
        (Block("d", "procedures_definition", procedure=procedure), Block("go", "motion_goto", {"TO": menu}))
    )
    (place,) = places("parameter-as-literal", project)
    assert (place.block, place.quirk) == ("menu", "same-name")


def test_a_called_block_may_share_the_name() -> None:
    found = reported("parameter-as-literal", "define jump\nhide\n\ndefine greet (jump)\njump")
    assert found == [("procedures_call", "same-name")]


# position-equals-check


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("<(x position) = (y position)>", 1),
        ("<(10) = ([y position v] of (Cat v))>", 1),
        ("<([size v] of (Cat v)) = (10)>", 0),
        ("<((x position) + (1)) = (10)>", 0),
        ("<(direction) = (90)>", 0),
        ("<(join <(mouse x) = (1)> [!]) = [!]>", 0),
        ("<(join <(mouse x) = (1)> [!]) < [!]>", 1),
        ("<<(mouse x) = (1)> = <(mouse y) = (1)>>", 0),
    ],
)
def test_which_questions_ask_for_a_point(question: str, amount: int) -> None:
    assert len(places("position-equals-check", f"when green flag clicked\nif {question} then\nhide")) == amount


@pytest.mark.parametrize(
    "text", ["<not <(mouse x) = (1)>>", "<(mouse x) = (1)>", "repeat (length of <(mouse x) = (1)>)"]
)
def test_a_point_that_no_question_asks_for(text: str) -> None:
    assert not places("position-equals-check", text)


# type-error


@pytest.mark.parametrize(
    ("comparison", "found"),
    [
        ("<(mouse x) = (direction)>", [("motion_direction", None)]),
        ("<(mouse x) > (loudness)>", [("sensing_loudness", None)]),
        ("<(loudness) < (loudness)>", []),
        ("<(10) = (direction)>", []),
        ("<(timer) = (mouse y)>", []),
        ("<[ten] = (mouse y)>", [("sensing_mousey", None)]),
        ("<(mouse y) = [ten]>", [("operator_equals", None)]),
        ("<[ten] = [ten]>", []),
        ("<[] = (50)>", []),
        ("<(score) = [ten]>", []),
        ("<(size) = [ten]>", [("operator_equals", None)]),
        ("<(distance to (Cat v)) = [ten]>", []),
        ("<<touching (edge v)?> = (1)>", [("operator_equals", None)]),
        ("<<touching (edge v)?> = (timer)>", [("sensing_timer", None)]),
        ("<<touching (edge v)?> = (distance to (Cat v))>", []),
        ("<<mouse down?> = (1)>", []),
        ("<(1) = <not <>>>", [("operator_not", None)]),
        ("<(1) = <mouse down?>>", []),
        ("<(score) = <not <>>>", [("operator_not", "right-side-alone")]),
        ("<<not <>> = <touching (edge v)?>>", [("sensing_touchingobject", "right-side-alone")]),
        ("<<mouse down?> = <touching (edge v)?>>", [("sensing_touchingobject", "right-side-alone")]),
        ("<(distance to (timer)) < (5)>", [("sensing_distanceto", None)]),
        ("<(5) > (distance to (join [C] [at]))>", [("sensing_distanceto", "computed-name")]),
        ("<(5) > (distance to (other :: custom-arg))>", [("sensing_distanceto", "computed-name")]),
        ("<(5) > (distance to (score))>", []),
        ("<((distance to (timer)) + (1)) < (5)>", []),
        ("<<(mouse x) = [ten]> = (score)>", []),
        ("<<not <(mouse x) = [ten]>> or <>>", [("operator_equals", None)]),
        ("<[tent] contains (join <(mouse x) = [ten]> [!])?>", []),
    ],
)
def test_which_kinds_fit(comparison: str, found: Found) -> None:
    assert reported("type-error", f"when green flag clicked\nwait until {comparison}") == found


def test_a_comparison_is_looked_at_in_a_slot_of_a_statement_and_alone() -> None:
    assert len(places("type-error", "say <(mouse x) = [ten]>")) == 1
    assert len(places("type-error", "<not <(mouse x) = [ten]>>")) == 1
    assert len(places("type-error", "(distance to (timer))")) == 1
    assert not places("type-error", "(length of <(mouse x) = [ten]>)")


# Stops and clones


@pytest.mark.parametrize(
    ("inside", "amount"),
    [
        ("stop [all v]", 1),
        ("if <mouse down?> then\nstop [all v]\nend", 0),
        ("if <mouse down?> then\nelse\nstop [all v]\nend", 0),
        ("delete this clone", 0),
        ("stop [other scripts in sprite v]", 0),
        ("stop [other scripts in sprite v]\nstop [this script v]", 1),
        ("stop [other scripts in sprite v]\nhide", 0),
    ],
)
def test_what_ends_a_loop_in_its_first_round(inside: str, amount: int) -> None:
    assert len(places("terminated-loop", f"when green flag clicked\nrepeat until <>\n{inside}\nend")) == amount


def test_a_stop_with_a_block_behind_it_is_not_the_last() -> None:
    stop = Block("stop", "control_stop", fields={"STOP_OPTION": "all"})
    loop = Block("loop", "control_forever", bodies={"SUBSTACK": (stop, Block("hide", "looks_hide"))})
    assert not places("terminated-loop", built((FLAG, loop)))


def test_a_delete_anywhere_in_the_script_ends_the_row() -> None:
    text = (
        "when I start as a clone\nrepeat (3)\nif <> then\nelse\ndelete this clone\nend\nend\ncreate clone of (myself v)"
    )
    assert not places("recursive-cloning", text)
    assert len(places("recursive-cloning", text.replace("delete this clone", "stop [this script v]"))) == 1


@pytest.mark.parametrize("hat", ["when green flag clicked", "define more", "hide"])
def test_a_row_of_clones_needs_a_clone(hat: str) -> None:
    assert not places("recursive-cloning", f"{hat}\ncreate clone of (myself v)")


# variable-as-literal


def test_a_sprite_in_touching_is_a_slip_at_its_menu() -> None:
    touching = Block("t", "sensing_touchingobject", {"TOUCHINGOBJECTMENU": Chosen("Mango", "menu", "shadow")})
    project = built((FLAG, Block("w", "control_wait_until", {"CONDITION": touching})), names={"Mango": "0"})
    (place,) = places("variable-as-literal", project)
    assert (place.block, place.quirk) == ("shadow", "chosen-name")


def test_a_variable_that_nobody_made_is_one_for_all_sprites() -> None:
    change = Block("c", "data_changevariableby", {"VALUE": Typed("1", "number")}, {"VARIABLE": "lives"})
    stage, cat = built((FLAG, change)).targets
    mango = Target(
        "Mango", stage=False, scripts=(Script((Block("s", "looks_say", {"MESSAGE": Typed("lives", "text")}),)),)
    )
    assert [place.block for place in places("variable-as-literal", ScratchProject((stage, cat, mango)))] == ["s"]
    own = replace(cat, variables=(Variable("v", "lives", "3"),))
    assert not places("variable-as-literal", ScratchProject((stage, own, mango)))


def test_a_text_in_a_slot_for_numbers_is_a_text_and_a_number_none() -> None:
    steps = [Block(text, "motion_movesteps", {"STEPS": Typed(text, "number")}) for text in ("score", "10")]
    found = places("variable-as-literal", built((FLAG, *steps), names={"score": "0", "10": "0"}))
    assert [place.block for place in found] == ["score"]
