"""What the analyses do not see: what is in unknown blocks, and what cannot be read."""

from __future__ import annotations

from dataclasses import replace

from grader.scratch.index import index
from grader.scratch.model import Block, ScratchProject, Script, Typed
from grader.scratch.program.program import Program
from tests.kit.blocks import scratch


def with_scripts(*scripts: Script) -> ScratchProject:
    stage, cat = scratch('stage\n\nsprite "Cat"').targets
    return ScratchProject((stage, replace(cat, scripts=scripts)))


def program(*blocks: Block) -> Program:
    return index(with_scripts(Script(blocks))).program


FLAG = Block("hat", "event_whenflagclicked")
HIDE = Block("hide", "looks_hide")


def opcodes(found: Program) -> list[str]:
    return [spot.opcode for spot in found.index.spots]


def test_a_project_of_known_blocks_is_its_own_index() -> None:
    whole = index(scratch("when green flag clicked\nrepeat (10)\nmove (10) steps"))
    assert whole.program.index is whole


def test_an_unknown_block_hides_what_is_in_it() -> None:
    loop = Block("while", "control_while", {"CONDITION": Block("down", "sensing_mousedown")}, {}, {"SUBSTACK": (HIDE,)})
    found = program(FLAG, loop, HIDE)
    assert opcodes(found) == ["event_whenflagclicked", "control_while", "looks_hide"]
    assert [spot.opcode for spot in found.unknown] == ["control_while"]
    assert found.holds_unknown(found.unknown[0])


def test_an_unknown_reporter_keeps_its_place_and_hides_what_is_in_it() -> None:
    inner = Block("j", "jetpack_speed", {"OF": Block("down", "sensing_mousedown")})
    found = program(FLAG, Block("say", "looks_say", {"MESSAGE": inner}))
    assert opcodes(found) == ["event_whenflagclicked", "looks_say", "jetpack_speed"]
    assert found.unknown_statements == {found.of("looks_say")[0].order}


def test_a_call_in_a_slot_is_unknown() -> None:
    call = Block("c", "procedures_call", {"0": Block("down", "sensing_mousedown")})
    found = program(FLAG, Block("say", "looks_say", {"MESSAGE": call}))
    assert "sensing_mousedown" not in opcodes(found)


def test_a_statement_without_a_slot_it_needs_is_left_out_and_its_neighbours_join() -> None:
    show = Block("show", "looks_show")
    found = program(FLAG, HIDE, Block("move", "motion_movesteps"), show)
    assert opcodes(found) == ["event_whenflagclicked", "looks_hide", "looks_show"]
    (seen,) = found.of("looks_show")
    assert found.previous(seen) is found.of("looks_hide")[0]


def test_a_reporter_that_cannot_be_read_takes_its_statement_along() -> None:
    broken = Block("sum", "operator_add", {"NUM1": Typed("1", "number")})
    condition = Block("less", "operator_lt", {"OPERAND1": broken, "OPERAND2": Typed("2", "text")})
    loop = Block("if", "control_if", {"CONDITION": condition}, {}, {"SUBSTACK": (HIDE,)})
    assert opcodes(program(FLAG, loop, HIDE)) == ["event_whenflagclicked", "looks_hide"]


def test_a_condition_may_be_missing() -> None:
    loop = Block("if", "control_if", {}, {}, {"SUBSTACK": (HIDE,)})
    whole = index(with_scripts(Script((FLAG, loop))))
    assert whole.program.index is whole


def test_a_loop_without_its_count_goes_with_its_body_and_an_emptied_body_is_empty() -> None:
    repeat = Block("repeat", "control_repeat", {}, {}, {"SUBSTACK": (HIDE,)})
    found = program(FLAG, Block("forever", "control_forever", {}, {}, {"SUBSTACK": (repeat,)}))
    assert opcodes(found) == ["event_whenflagclicked", "control_forever"]
    assert found.of("control_forever")[0].block.bodies == {}


def test_a_loose_stack_of_which_nothing_is_left_is_gone() -> None:
    found = index(with_scripts(Script((Block("move", "motion_movesteps"),)), Script((HIDE,)))).program
    assert [part.head.opcode for part in found.parts] == ["looks_hide"]


def test_what_can_run_and_what_is_hers_the_whole_code_says() -> None:
    # The message is sent inside a block that hides it: the analyses see no sender, and yet the script can run.
    send = scratch("broadcast (go v)").targets[1].scripts[0].blocks[0]
    stack = Script((FLAG, Block("while", "control_all_at_once", {}, {}, {"SUBSTACK": (send,)})))
    receiver = scratch("when I receive [go v]\nshow").targets[1].scripts[0]
    project = with_scripts(stack, receiver)
    found = index(project).program
    assert found.of("event_broadcast") == ()
    assert found.of("looks_show")[0].runs
    assert found.of("looks_show")[0].hers
    assert not index(project, project).program.of("looks_show")[0].hers


def test_the_text_of_a_place_shows_what_is_hidden() -> None:
    loop = Block(
        "if", "control_if", {}, {}, {"SUBSTACK": (Block("w", "control_all_at_once", {}, {}, {"SUBSTACK": (HIDE,)}),)}
    )
    found = program(FLAG, loop)
    assert "hide" in found.place(found.of("control_if")[0]).text


def test_sprites_she_added_are_hers_here_too() -> None:
    project = with_scripts(Script((FLAG, Block("u", "jetpack_fly", {}, {}, {"SUBSTACK": (HIDE,)}))))
    found = index(project).program
    cat = found.targets[1]
    assert found.target_place(cat).hers
    same = index(project, project).program
    assert not same.target_place(same.targets[1]).hers
    assert not same.target_place(project.targets[1]).hers


def test_deep_nesting_is_no_trouble() -> None:
    block = Block("w", "control_while", {}, {}, {"SUBSTACK": (HIDE,)})
    for number in range(30_000):
        block = Block(f"f{number}", "control_forever", {}, {}, {"SUBSTACK": (block,)})
    found = program(FLAG, block)
    assert opcodes(found).count("control_forever") == 30_000
    assert "looks_hide" not in opcodes(found)
    assert found.keys.of(found.index.spots[1]) != found.keys.of(found.index.spots[2])
    assert found.uninitialized == ()
