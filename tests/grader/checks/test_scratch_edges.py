"""Where single Scratch checks begin and end: what is too special for an example on the check's page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from grader import catalogue
from grader.check import BlockPlace, Observation, counting
from grader.scratch import starter
from grader.scratch.index import index
from grader.scratch.model import Costume, Monitor, ScratchProject
from tests.kit.blocks import scratch


def seen(check: str, project: ScratchProject | str, base: ScratchProject | None = None, **params: Any) -> Observation:
    found = catalogue.entry(f"scratch.{check}").check
    whole = scratch(project) if isinstance(project, str) else project
    result: Observation = found.observe(index(whole, base), found.params.model_validate(params))
    return counting(found.kind, result)


def amount(check: str, project: ScratchProject | str, base: ScratchProject | None = None, **params: Any) -> int:
    return seen(check, project, base, **params).amount


# parameters


@pytest.mark.parametrize("given", ["motion_movestep", "move (10) steps", "Motion"])
def test_a_misspelt_block_is_refused_with_a_guess(given: str) -> None:
    with pytest.raises(ValidationError) as refused:
        catalogue.entry("scratch.blocks").check.params.model_validate({"any_of": [given]})
    (mistake,) = refused.value.errors()
    assert mistake["loc"] == ("any_of", 0)
    assert mistake["ctx"]["given"] == given
    assert "guess" in mistake["ctx"]


def test_one_name_may_stand_without_a_list() -> None:
    params = catalogue.entry("scratch.scripts").check.params.model_validate({"started_by": "event_whenflagclicked"})
    assert params == catalogue.entry("scratch.scripts").check.params(started_by=("event_whenflagclicked",))


def test_a_category_is_no_event() -> None:
    with pytest.raises(ValidationError):
        catalogue.entry("scratch.blocks").check.params.model_validate({"started_by": ["events"]})


# the starter may support, and never suffices


STARTER = "when green flag clicked\nforever\n  move (10) steps\nend"


def test_her_block_in_the_loop_of_the_starter_makes_the_loop_count() -> None:
    base = scratch(STARTER)
    assert amount("loops", base, base) == 0
    assert amount("loops", STARTER.replace("move (10) steps", "move (10) steps\n  next costume"), base) == 1


def test_the_hat_of_the_starter_completes_her_script() -> None:
    base = scratch("when green flag clicked")
    assert amount("scripts", "when green flag clicked\nhide", base) == 1


def test_the_set_of_the_starter_completes_her_change() -> None:
    base = scratch("when green flag clicked\nset [score v] to (0)")
    mine = "when green flag clicked\nset [score v] to (0)\n\nwhen this sprite clicked\nchange [score v] by (1)"
    assert amount("variables", mine, base, set_at_start=True, changed=True) == 1


def test_the_sender_of_the_starter_completes_her_receiver() -> None:
    base = scratch("when green flag clicked\nbroadcast (go v)")
    mine = "when green flag clicked\nbroadcast (go v)\n\nwhen I receive [go v]\nhide"
    assert amount("messages", mine, base) == 1


def test_a_conjunction_prefers_blocks_that_run() -> None:
    project = """
        set [score v] to (0)

        when green flag clicked
        set [score v] to (0)

        when this sprite clicked
        change [score v] by (1)
    """
    (place,) = seen("variables", project, set_at_start=True, changed=True).places
    looked = index(scratch(project))
    assert isinstance(place, BlockPlace)
    assert place.beside == tuple(spot.block.id for spot in looked.of("data_setvariableto") if spot.runs)


# variables


def test_one_block_cannot_both_set_and_change() -> None:
    """The flag and a key both send the message: its one `set` comes at the start and later."""
    project = """
        when green flag clicked
        broadcast (go v)

        when [space v] key pressed
        broadcast (go v)

        when I receive [go v]
        set [score v] to (0)
    """
    assert amount("variables", project, set_at_start=True) == 1
    assert amount("variables", project, changed=True) == 1
    assert amount("variables", project, set_at_start=True, changed=True) == 0


def test_adding_to_itself_is_a_change() -> None:
    project = "when green flag clicked\nset [score v] to (0)\nset [score v] to ((score) + (1))"
    assert amount("variables", project, set_at_start=True, changed=True) == 1


def test_the_box_on_the_stage_shows_a_variable() -> None:
    project = scratch("when green flag clicked\nset [score v] to (0)")
    shown = replace(project, monitors=(Monitor("score", None, visible=True),))
    hidden = replace(project, monitors=(Monitor("score", None, visible=False),))
    assert (amount("variables", shown, shown=True), amount("variables", hidden, shown=True)) == (1, 0)


def test_the_names_are_her_variables_that_count() -> None:
    project = """
        when green flag clicked
        set [ពិន្ទុ v] to (0)
        change [ពិន្ទុ v] by (1)
        set [lives v] to (3)

        change [lives v] by (1)
    """
    assert seen("variables", project, set_at_start=True, changed=True).values == {"name": "ពិន្ទុ"}


@pytest.mark.parametrize("name", ["my variable", "អថេរខ្ញុំ", "meine Variable"])
def test_the_ready_made_variable_in_any_language(name: str) -> None:
    assert amount("variables", f"when green flag clicked\nset [{name} v] to (0)") == 0


# controls


def test_a_message_carries_the_key_to_another_sprite() -> None:
    project = """
        sprite "Button"

        when this sprite clicked
        broadcast (step v)

        sprite "Helper"

        when I receive [step v]
        walk

        define walk
        move (10) steps
    """
    (place,) = seen("controls", project).places
    assert isinstance(place, BlockPlace)
    assert place.sprite == "Button"


def test_turning_to_the_mouse_follows_it_with_a_step() -> None:
    turns = "when green flag clicked\nforever\n  point towards (mouse-pointer v)\nend"
    steps = turns.replace("\nend", "\n  move (3) steps\nend")
    assert (amount("controls", turns), amount("controls", steps)) == (0, 2)


def test_messages_in_a_circle_end() -> None:
    project = """
        when [space v] key pressed
        broadcast (a v)

        when I receive [a v]
        broadcast (b v)

        when I receive [b v]
        broadcast (a v)
    """
    assert amount("controls", project) == 0
    assert amount("decisions", project, inside_loop_or_event=True) == 0


# decisions


def test_a_message_that_is_sent_one_time_asks_one_time() -> None:
    project = """
        when green flag clicked
        {send}

        when I receive [look v]
        if <touching (edge v)?> then
          hide
        end
    """
    one_time = project.replace("{send}", "broadcast (look v)")
    again = project.replace("{send}", "forever\n          broadcast (look v)\n        end")
    assert amount("decisions", one_time, inside_loop_or_event=True) == 0
    assert amount("decisions", again, inside_loop_or_event=True) == 1


def test_a_loose_loop_does_not_ask_again() -> None:
    project = """
        define look
        if <touching (edge v)?> then
          hide
        end

        when green flag clicked
        look

        forever
          look
        end
    """
    assert amount("decisions", project, inside_loop_or_event=True) == 0


def test_the_ready_made_variable_decides_nothing() -> None:
    assert amount("decisions", "when green flag clicked\nif <(my variable) = (0)> then\nhide") == 0


# endings


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("You WIN!", {"win_message"}),
        ("ឈ្នះ\u200bហើយ", {"win_message"}),
        ("Game over", {"lose_message"}),
        ("ហ្គេម\u200bចប់\u200bហើយ", {"lose_message"}),
        ("The end", {"end_message"}),
        ("ចប់", {"end_message"}),
        ("Open the window, twin", set()),
        ("You closed the door", set()),
    ],
)
def test_what_a_message_tells(words: str, kinds: set[str]) -> None:
    places = seen("endings", f"when green flag clicked\nwait until <mouse down?>\nsay [{words}]").places
    assert {place.counts_as for place in places} == kinds


def test_another_club_brings_its_own_words() -> None:
    project = "when green flag clicked\nwait until <mouse down?>\nsay [Gewonnen!]"
    assert amount("endings", project) == 0
    assert amount("endings", project, win_words=["gewonnen"]) == 1
    assert amount("endings", project, win_words=[], lose_words=[], end_words=[]) == 0


def test_words_joined_to_a_number_are_read_too() -> None:
    assert amount("endings", "when green flag clicked\nwait until <mouse down?>\nsay (join [You win ] (score))") == 1


@pytest.mark.parametrize(
    ("body", "amount_expected"),
    [
        ("stop [all v]", 0),
        ("hide\nstop [all v]", 1),
        ("say [You win!]", 0),
        ("say [The end]", 0),
        ("hide\nsay [The end]", 1),
        ("if <> then\nsay [You win!]\nend", 0),
        ("repeat until <mouse down?>\nhide\nend\nsay [You win!]", 1),
        ("wait until <mouse down?>\nrepeat (3)\nnext backdrop\nend", 1),
        ("next backdrop", 0),
        ("stop [this script v]", 0),
    ],
)
def test_what_comes_late(body: str, amount_expected: int) -> None:
    assert amount("endings", f"when green flag clicked\n{body}") == amount_expected


# scenes


@pytest.mark.parametrize(
    ("blocks", "scenes"),
    [
        ("switch backdrop to (house v)\nswitch backdrop to (road v)\nnext backdrop", 2),
        ("switch backdrop to (house v)\nswitch backdrop to (road v)\nrepeat (3)\nnext backdrop\nend", 2),
        ("switch backdrop to (house v)\nrepeat (3)\nnext backdrop\nend\nnext backdrop", 2),
        ("switch backdrop to (random backdrop v)", 1),
        ("switch backdrop to (previous backdrop v)\nswitch backdrop to (next backdrop v)", 2),
        ("switch backdrop to (1)", 0),
        ("switch backdrop to (join [ro] [ad])", 0),
    ],
)
def test_how_many_scenes_the_code_shows(blocks: str, scenes: int) -> None:
    project = f'stage\nbackdrop "house"\nbackdrop "road"\n\nwhen green flag clicked\n{blocks}'
    assert amount("scenes", project) == scenes


# own costumes and sounds, and what changed


def with_costume(project: ScratchProject, costume: Costume) -> ScratchProject:
    stage, cat = project.targets
    return replace(project, targets=(stage, replace(cat, costumes=(*cat.costumes, costume))))


DRAWN = Costume("hat", "0123456789abcdef0123456789abcdef.svg", "svg")
OLD_CAT = Costume("costume1", "b7853f557e4426412e64bb3da6531a99.svg", "svg")


def test_a_drawing_counts_once_wherever_it_is() -> None:
    new = starter.new_project()
    assert amount("own-costumes-and-sounds", with_costume(new, DRAWN)) == 1
    assert amount("own-costumes-and-sounds", with_costume(with_costume(new, DRAWN), replace(DRAWN, name="b"))) == 1


def test_the_cat_of_an_older_scratch_is_no_change() -> None:
    older = with_costume(starter.new_project(), OLD_CAT)
    assert amount("own-costumes-and-sounds", older) == 0
    assert amount("changed-from-starter", older) == 0


def test_a_new_project_in_khmer_is_untouched() -> None:
    stage, cat = starter.new_project().targets
    khmer = replace(starter.new_project(), targets=(stage, replace(cat, name="តួអង្គ 1", x=12.0)))
    assert amount("changed-from-starter", khmer) == 0
    named = replace(khmer, targets=(stage, replace(cat, name="ដារ៉ា")))
    assert amount("changed-from-starter", named) == 1


def test_pictures_of_the_starter_are_not_hers() -> None:
    base = with_costume(starter.new_project(), DRAWN)
    assert amount("own-costumes-and-sounds", base, base) == 0
    assert amount("changed-from-starter", base, base) == 0


@pytest.mark.parametrize(
    "change",
    [
        'stage\n\nsprite "Cat"\n\nwhen green flag clicked\nmove (20) steps',
        'stage\n\nsprite "Cat"',
        'stage\n\nsprite "Cat"\n\nwhen green flag clicked\nmove (10) steps\n\nsprite "Dog"',
        'stage\nvariable score = 0\n\nsprite "Cat"\n\nwhen green flag clicked\nmove (10) steps',
    ],
)
def test_each_of_these_is_a_change(change: str) -> None:
    base = scratch('stage\n\nsprite "Cat"\n\nwhen green flag clicked\nmove (10) steps')
    assert amount("changed-from-starter", base, base) == 0
    assert amount("changed-from-starter", change, base) == 1
