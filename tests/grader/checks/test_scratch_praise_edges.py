"""Where praises begin and end: slips of the published tool LitterBox that we tell and never count, and rare slots."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader import catalogue
from grader.check import BlockPlace, counting
from grader.scratch.index import index
from grader.scratch.model import Block, ScratchProject, Script, Typed
from tests.kit.blocks import scratch

Seen = list[tuple[str, str, str | None]]  # sprite, text, quirk


def seen(check: str, project: ScratchProject | str) -> Seen:
    found = catalogue.entry(f"scratch.{check}").check
    whole = scratch(project) if isinstance(project, str) else project
    places = found.observe(index(whole), found.params()).places
    return [(it.sprite, it.text.split("\n")[0], it.quirk) for it in places if isinstance(it, BlockPlace)]


def counted(check: str, project: str) -> int:
    found = catalogue.entry(f"scratch.{check}").check
    return counting(found.kind, found.observe(index(scratch(project)), found.params())).amount


# ask-and-answer-perfume

ASKS = 'sprite "Cat"\n\n{hat}\nask [Name?] and wait\n\n{between}\n\nsprite "Mango"\n\ndefine thank\nsay (answer)'


@pytest.mark.parametrize("hat", ["define greet", "when green flag clicked"])
def test_a_question_stays_open_until_a_script_begins(hat: str) -> None:
    assert seen("ask-and-answer-perfume", ASKS.format(hat=hat, between="")) == [
        ("Mango", "ask [Name?] and wait", "open-question")
    ]


@pytest.mark.parametrize("between", ["when this sprite clicked\nhide", "hide", "(score)"])
def test_any_script_closes_a_question(between: str) -> None:
    assert seen("ask-and-answer-perfume", ASKS.format(hat="define greet", between=between)) == []


def test_one_answer_closes_the_question() -> None:
    more = ASKS.format(hat="define greet", between="") + '\nsay (answer)\n\nsprite "Dog"\n\ndefine more\nsay (answer)'
    assert len(seen("ask-and-answer-perfume", more)) == 1


def test_a_question_that_cannot_run_takes_nothing_away() -> None:
    text = """
        when green flag clicked
        ask [Name?] and wait
        if <> then
          ask [Age?] and wait
        end
        say (answer)
    """
    assert seen("ask-and-answer-perfume", text) == [("Sprite1", "ask [Age?] and wait", None)]
    assert counted("ask-and-answer-perfume", text) == 1


def test_an_answer_that_cannot_run_takes_nothing_away() -> None:
    text = """
        when green flag clicked
        ask [Name?] and wait
        if <> then
          say (answer)
        end
        {last}
    """
    assert counted("ask-and-answer-perfume", text.format(last="think (answer)")) == 1
    assert counted("ask-and-answer-perfume", text.format(last="think [Hm]")) == 0


def test_a_question_that_cannot_run_alone_counts_for_nothing() -> None:
    text = "when green flag clicked\nif <> then\nask [Name?] and wait\nend\nsay (answer)"
    assert counted("ask-and-answer-perfume", text) == 0


# directed-motion


@pytest.mark.parametrize("loop", ["repeat (1)", "if <mouse down?> then"])
def test_a_direction_inside_another_block_is_not_looked_at(loop: str) -> None:
    text = f"when [up arrow v] key pressed\n{loop}\npoint in direction (90)\nend\nmove (10) steps"
    assert seen("directed-motion", text) == []


# initialisation-of-position


def scripts(*bodies: str) -> str:
    return "\n\n".join(f"when green flag clicked\n{body}" for body in bodies)


SET_X, SET_Y = "set x to (0)", "set y to (0)"


def test_half_a_pair_goes_from_script_to_script() -> None:
    assert seen("initialisation-of-position", scripts(SET_X, SET_Y)) == [("Sprite1", SET_Y, "half-a-pair")]


def test_the_second_time_round_leaves_half_a_pair_again() -> None:
    places = seen("initialisation-of-position", scripts(SET_X, SET_Y, SET_X))
    assert places == [("Sprite1", SET_Y, "half-a-pair"), ("Sprite1", SET_X, "half-a-pair")]


def test_a_whole_pair_leaves_nothing() -> None:
    places = seen("initialisation-of-position", scripts(f"{SET_X}\n{SET_Y}", SET_Y))
    assert places == [("Sprite1", SET_Y, None)]


def test_half_a_pair_from_before_adds_a_place_and_counts_for_none() -> None:
    text = scripts(SET_X, f"{SET_Y}\n{SET_X}\n{SET_Y}")
    assert seen("initialisation-of-position", text) == [("Sprite1", SET_Y, None), ("Sprite1", SET_Y, "half-a-pair")]
    assert counted("initialisation-of-position", text) == 1


def test_scripts_with_another_hat_keep_nothing() -> None:
    text = f"when this sprite clicked\n{SET_X}\n\n{scripts(SET_Y)}"
    assert seen("initialisation-of-position", text) == []


# backdrop-switch


@pytest.mark.parametrize(("typed", "many"), [("2", 1), ("road", 1), ("Road", 0), ("", 0)])
def test_what_is_typed_into_the_menu_of_a_switch(typed: str, many: int) -> None:
    project = scratch("when backdrop switches to [road v]\nshow")
    hat = Block("flag", "event_whenflagclicked")
    switch = Block("switch", "looks_switchbackdropto", inputs={"BACKDROP": Typed(typed, "text")})
    stage, cat = project.targets
    more = replace(project, targets=(stage, replace(cat, scripts=(*cat.scripts, Script((hat, switch))))))
    assert len(seen("backdrop-switch", more)) == many


@pytest.mark.parametrize(
    ("held", "many"),
    [
        ("(timer)", 1),
        ("(length of [mango])", 1),
        ("(join [ro] [ad])", 0),
        ("(answer)", 0),
        ("(item (1) of [names v])", 0),
    ],
)
def test_which_blocks_in_a_switch_may_bring_any_backdrop(held: str, many: int) -> None:
    text = f"when green flag clicked\nswitch backdrop to {held}\n\nwhen backdrop switches to [road v]\nshow"
    assert len(seen("backdrop-switch", text)) == many


# controlled-broadcast-or-stop


@pytest.mark.parametrize(
    ("before", "many"),
    [
        ("hide", 1),
        ("if <mouse down?> then\nhide\nend", 1),
        ("repeat (2)\nhide\nend", 1),
        ("if <mouse down?> then\nforever\nhide\nshow\nend\nend", 1),
        ("repeat until <mouse down?>\nforever\nhide\nshow\nend\nend", 0),
        ("repeat until <mouse down?>\nforever\nhide\nend\nend", 0),
    ],
)
def test_what_ends_a_forever(before: str, many: int) -> None:
    text = f"when green flag clicked\nforever\n{before}\nif <mouse down?> then\nstop [all v]\nend\nend"
    assert len(seen("controlled-broadcast-or-stop", text)) == many


# initialisation-of-looks


def test_the_first_look_of_an_own_block_stands_for_all() -> None:
    base = scratch("define begin\nshow\n\nwhen green flag clicked\nbegin")
    more = scratch("define begin\nshow\nset size to (50) %\n\nwhen green flag clicked\nbegin")
    found = catalogue.entry("scratch.initialisation-of-looks").check
    (place,) = found.observe(index(more, base), found.params()).places
    assert (place.text, place.hers) == ("show", True)
