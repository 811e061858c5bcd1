"""What a pattern means, one rule a test."""

from __future__ import annotations

import pytest

from tests.grader.scratch.pattern.conftest import Find, Observe

REACTS = """
when green flag clicked
forever
  if <touching (_)?> then
    change [_ v] by (_)
"""


def test_lines_match_in_order_with_others_between_and_deeper(found: Find) -> None:
    project = """
        when green flag clicked
        show
        forever
          move (1) steps
          repeat (2)
            if <touching (edge v)?> then
              hide
              change [score v] by (1)
              change [lives v] by (-1)
            end
          end
        end
    """
    assert found(REACTS, project) == ["change [score v] by (1)", "change [lives v] by (-1)"]


@pytest.mark.parametrize(
    "project",
    [
        "when green flag clicked\nif <touching (edge v)?> then\nchange [s v] by (1)",  # no loop
        "when green flag clicked\nforever\nif <touching (edge v)?> then\nend\nchange [s v] by (1)",  # outside
        "when green flag clicked\nforever\nif <mouse down?> then\nchange [s v] by (1)",  # another condition
        "when green flag clicked\nforever\nif <touching (edge v)?> then\nelse\nchange [s v] by (1)",  # the other branch
        "when green flag clicked\nrepeat (2)\nif <touching (edge v)?> then\nchange [s v] by (1)",
        "when [space v] key pressed\nforever\nif <touching (edge v)?> then\nchange [s v] by (1)",
        "forever\nif <touching (edge v)?> then\nchange [s v] by (1)",  # loose
        "hide",
        "",
    ],
)
def test_what_is_not_there_is_not_found(found: Find, project: str) -> None:
    assert found(REACTS, project) == []


def test_a_block_that_counts_counts_once(found: Find) -> None:
    project = "when green flag clicked\nshow\nshow\nhide\nhide"
    assert found("show\nhide", project) == ["hide", "hide"]
    assert found("* show\nhide", project) == ["show", "show"]
    assert found("* show\n* hide", project) == ["show", "show", "hide", "hide"]


def test_the_last_line_that_must_be_there_counts(found: Find) -> None:
    project = "when green flag clicked\nshow\nhide"
    assert found("show\nhide ?", project) == ["show"]
    assert found("show\nnot: say", project) == ["show"]
    assert found("show ?\nhide ?", project) == ["hide"]


def test_a_slot_can_be_anything_or_left_out(found: Find) -> None:
    project = "when green flag clicked\nmove (10) steps\nmove (x position) steps\nturn cw (15) degrees\nsay []"
    moves = ["move (10) steps", "move (x position) steps"]
    for pattern in ("move (_) steps", "move [_] steps", "move _ steps", "move steps"):
        assert found(pattern, project) == moves, pattern
    assert found("move (10) steps", project) == moves[:1]
    assert found("move (10.0) steps", project) == moves[:1]
    assert found("move (x position) steps", project) == moves[1:]
    assert found("say _", project) == ["say []"]
    assert found("say []", project) == ["say []"]
    assert found("say [Hello]", project) == []


def test_any_condition_is_a_condition(found: Find) -> None:
    project = "when green flag clicked\nif <> then\nend\nif <mouse down?> then\nend"
    assert found("if <_> then", project) == ["if <mouse down?> then"]
    assert found("if <> then", project) == ["if <> then"]
    assert len(found("if then", project)) == 2


def test_an_if_is_also_one_with_an_else_and_not_the_other_way(found: Find) -> None:
    project = """
        when green flag clicked
        if <mouse down?> then
          show
        end
        if <mouse down?> then
          show
        else
          hide
        end
    """
    assert len(found("* if <_> then\nshow", project)) == 2
    assert found("if <_> then\nelse\nhide", project) == ["hide"]
    assert found("if <_> then\nelse\nshow", project) == []


def test_menus_mean_the_same_in_both_languages_and_names_are_names(found: Find) -> None:
    english = "when [space v] key pressed\nset [ពិន្ទុ v] to (0)\nif <touching (edge v)?> then\nhide"
    assert found("ពេលចុច [ច្នុចដក\u200bឃ្លា v]", english) == ["when [space v] key pressed"]
    assert found("when [space v] key pressed", english) == ["when [space v] key pressed"]
    assert found("when [up arrow v] key pressed", english) == []
    assert found("if <ប៉ះ (គែម v)?> then\nលាក់", english) == ["hide"]
    assert found("set [ពិន្ទុ v] to (0)", english) == ["set [ពិន្ទុ v] to (0)"]
    assert found("set [score v] to (0)", english) == []


def test_the_same_name_is_the_same_thing(found: Find) -> None:
    project = """
        when green flag clicked
        set [score v] to (0)
        set [lives v] to (3)
        repeat until <(lives) = (0)>
          change [lives v] by (-1)
          change [time v] by (-1)
        end
    """
    assert found("set [$it v] to (_)\nchange [$it v] by (_)", project) == ["change [lives v] by (-1)"]
    assert found("repeat until <($it) = (0)>\nchange [$it v] by (_)", project) == ["change [lives v] by (-1)"]
    assert found("set [$it v] to (_)\nrepeat until <($it) = (_)>", project) == ["repeat until <(lives) = (0)>"]
    assert found("set [_ v] to ($n)\nchange [_ v] by ($n)", project) == []


def test_a_message_is_the_same_thing_whatever_its_capitals(found: Find) -> None:
    project = """
        when green flag clicked
        broadcast (Go v)

        when I receive [go v]
        show

        when I receive [stop v]
        hide
    """
    assert found("broadcast ($m v)\n\nwhen I receive [$m v]\n_", project) == ["show"]
    assert found("broadcast (GO v)", project) == ["broadcast (Go v)"]


def test_an_empty_line_starts_another_script_that_must_be_there_too(found: Find) -> None:
    two = "when green flag clicked\nshow\n\nwhen green flag clicked\nhide"
    assert found("when green flag clicked\n\nwhen green flag clicked\n* hide", two) == ["hide"]
    assert found("show\n\nhide", two) == ["hide"]
    assert found("show\n\nhide", "when green flag clicked\nshow\nhide") == []  # one script is not two
    assert found("show\n\nhide\n\nhide", two) == []


def test_a_hat_starts_another_script_without_an_empty_line(found: Find) -> None:
    two = "when green flag clicked\nshow\n\nwhen [space v] key pressed\nhide"
    assert found("when green flag clicked\nshow\nwhen [_ v] key pressed\nhide", two) == ["hide"]


def test_one_of_several(found: Find) -> None:
    project = "when green flag clicked\nrepeat (2)\nmove (1) steps\nend\nforever\nturn cw (1) degrees"
    assert len(found("{repeat | forever}\n* {move steps | turn right degrees}", project)) == 2
    assert len(found("{repeat until | forever}\n_", project)) == 1
    assert found("turn {left | right} (_) degrees", project) == found("turn cw (_) degrees", project) != []
    assert found("move ({1 | 2}) steps", project) == ["move (1) steps"]
    assert found("say [{1 | 2}]", "when green flag clicked\nsay [{1 | 2}]\nsay [2]") == ["say [{1 | 2}]", "say (2)"]


def test_what_must_not_stand_there(found: Find) -> None:
    blocked = "when green flag clicked\nshow\nwait (1) seconds\nhide"
    free = "when green flag clicked\nwait (1) seconds\nshow\nhide\nwait (1) seconds"
    for pattern in ("show\nnot: wait seconds\nhide", "show\nnot: wait (_) seconds\nhide"):
        assert found(pattern, blocked) == []
        assert found(pattern, free) == ["hide"]
    assert found("show\nhide\nnot: wait seconds", free) == []
    assert found("show\nhide\nnot: wait seconds", blocked) == ["hide"]
    assert found("not: wait seconds\nshow", free) == []
    again = "when green flag clicked\nshow\nwait (1) seconds\nshow\nhide"
    assert found("show\nnot: wait seconds\n* hide", again) == ["hide"]  # from the second one


def test_what_must_not_stand_there_can_have_lines_inside(found: Find) -> None:
    pattern = "when green flag clicked\n* forever\n  not: if <touching (_)?> then\n    hide\n  end\n  show"
    assert found(pattern, "when green flag clicked\nforever\nif <touching (edge v)?> then\nhide\nend\nshow") == []
    assert len(found(pattern, "when green flag clicked\nforever\nif <touching (edge v)?> then\nend\nhide\nshow")) == 1


def test_a_script_that_must_not_be_there(found: Find) -> None:
    pattern = "when green flag clicked\nshow\n\nnot: stop [all v]"
    assert found(pattern, "when green flag clicked\nshow") == ["show"]
    assert found(pattern, "when green flag clicked\nshow\n\nwhen [space v] key pressed\nstop [all v]") == []


def test_a_line_that_may_be_missing(found: Find) -> None:
    one = "when green flag clicked\nif <mouse down?> then\nhide"
    for project in (one, "when green flag clicked\nhide"):
        assert found("when green flag clicked\nif <_> then ?\n  hide", project) == ["hide"]
    assert found("show\nnext costume ?\nhide", "when green flag clicked\nshow\nnext costume\nhide", exactly=True)
    assert found("show\nnext costume ?\nhide", "when green flag clicked\nshow\nhide", exactly=True)
    assert not found("show\nnext costume ?\nhide", "when green flag clicked\nshow\nsay [a]\nhide", exactly=True)
    assert found("if <_> then ?\n  hide\nend\nshow", f"{one}\nend\nshow", exactly=True) == ["show"]
    assert found("if <_> then ?\n  hide\nend\nshow", "when green flag clicked\nhide\nshow", exactly=True) == ["show"]


def test_exactly_asks_for_neighbours(found: Find) -> None:
    apart = "when green flag clicked\nforever\nmove (1) steps\nshow\nhide\nnext costume"
    assert found("show\nhide", apart, exactly=True) == ["hide"]
    assert found("move steps\nhide", apart, exactly=True) == []
    assert found("forever\nmove steps", apart, exactly=True) == ["move (1) steps"]
    assert found("forever\nshow", apart, exactly=True) == []  # `move` stands between
    assert found("when green flag clicked\nmove steps", apart, exactly=True) == []  # nor does it lie deeper
    assert found("show\nnot: hide", apart, exactly=True) == []
    assert found("hide\nnot: show", apart, exactly=True) == ["hide"]
    assert found("not: show\nhide", apart, exactly=True) == []
    assert found("not: hide\nnext costume", apart, exactly=True) == []


JUMPS = """
    define jump (high)
    change y by (high)
    wait (1) seconds
    change y by (-10)

    when green flag clicked
    forever
      jump (10)
      hide
    end
"""


def test_her_own_blocks_are_looked_through(found: Find) -> None:
    assert found("forever\n  change y by (_)", JUMPS) == ["change y by (high)", "change y by (-10)"]
    assert found("change y by (-10)\nhide", JUMPS, exactly=True) == ["hide"]
    assert found("forever\n  change y by (high)", JUMPS, exactly=True) == ["change y by (high)"]
    assert found("forever\n  jump (10) :: custom\n  hide", JUMPS, exactly=True) == ["hide"]
    assert found("define jump (_)\nwait seconds", JUMPS) == ["wait (1) seconds"]
    assert found("define jump ($h)\nchange y by ($h)", JUMPS) == ["change y by (high)"]
    assert found("define _\nchange y by (high)", JUMPS) == ["change y by (high)"]


def test_a_block_that_calls_itself_is_looked_through_once(found: Find) -> None:
    project = "define again\nshow\nagain\nhide\n\nwhen green flag clicked\nagain\nsay [done]"
    assert found("show\nhide\nsay", project) == ["say [done]"]
    assert found("hide\nshow", project) == []


def test_a_call_that_cannot_run_leads_nowhere(observed: Observe) -> None:
    project = """
        define jump
        change y by (10)

        when green flag clicked
        jump

        when [space v] key pressed
        forever
          stop [all v]
          jump
        end
    """
    seen = observed("forever\n  change y by (_)", project)
    assert [place.runs for place in seen.places] == [False]


def test_only_some_sprites(found: Find) -> None:
    project = 'stage\n\nwhen green flag clicked\nshow\n\nsprite "Cat"\n\nwhen green flag clicked\nhide'
    assert found("{show | hide}", project, **{"in": ("Cat",)}) == ["hide"]
    assert found("{show | hide}", project, **{"in": ("stage",)}) == ["show"]
    assert found("{show | hide}", project, **{"in": ("Cat", "stage")}) == ["show", "hide"]
    assert found("{show | hide}", project, **{"in": ("Dog",)}) == []


def test_any_block_and_any_of_a_group(found: Find) -> None:
    project = "when green flag clicked\nmove (1) steps\nsay (x position)\nclear"
    assert found("when green flag clicked\n_ :: motion", project) == ["move (1) steps", "(x position)"]
    assert found("when green flag clicked\n_ :: looks", project) == ["say (x position)"]
    assert len(found("when green flag clicked\n_", project)) == 3


def test_a_reporter_is_found_wherever_it_stands(found: Find) -> None:
    project = "when green flag clicked\nif <<touching (edge v)?> and <mouse down?>> then\nend"
    assert found("<touching (_)?>", project) == ["<touching (edge v)?>"]
    assert found("forever\n<touching (_)?>", project) == []


def test_words_that_two_blocks_share_mean_both_until_something_tells_them_apart(found: Find) -> None:
    project = "when green flag clicked\nset [color v] effect to (0)\nset [pitch v] effect to (100)"
    assert len(found("set [_ v] effect to (_)", project)) == 2
    assert found("set [_ v] effect to (_) :: sound", project) == ["set [pitch v] effect to (100)"]
    assert found("set [color v] effect to (_)", project) == ["set [color v] effect to (0)"]


def test_the_ready_made_variable_earns_nothing_unless_it_is_named(found: Find) -> None:
    project = "when green flag clicked\nset [my variable v] to (0)\nset [score v] to (0)"
    assert found("set [_ v] to (0)", project) == ["set [score v] to (0)"]
    assert found("set [my variable v] to (0)", project) == ["set [my variable v] to (0)"]


def test_the_starter_never_suffices(found: Find) -> None:
    starter = "when green flag clicked\nforever\nif <touching (edge v)?> then\nchange [score v] by (1)"
    assert found(REACTS, starter, starter=starter) == []
    mine = f"{starter}\nchange [lives v] by (-1)"
    assert found(REACTS, mine, starter=starter) == ["change [lives v] by (-1)"]
    bare = "when green flag clicked\nchange [score v] by (1)"
    assert found(
        "forever\nchange [_ v] by (_)", "when green flag clicked\nforever\nchange [score v] by (1)", starter=bare
    )


def test_what_may_be_missing_proves_nothing(found: Find) -> None:
    starter = "when green flag clicked\nshow\nhide"
    mine = "when green flag clicked\nshow\nnext costume\nhide"
    for exactly in (False, True):
        assert found("show\nnext costume ?\nhide", mine, starter=starter, exactly=exactly) == []


def test_blocks_that_cannot_run_are_found_and_do_not_count(observed: Observe, found: Find) -> None:
    loose = "forever\nif <touching (edge v)?> then\nchange [score v] by (1)"
    pattern = "forever\nif <touching (_)?> then\nchange [_ v] by (_)"
    assert [place.runs for place in observed(pattern, loose).places] == [False]
    assert found(pattern, loose) == []
    both = f"{loose}\n\nwhen green flag clicked\n{loose}"
    assert [place.runs for place in observed(pattern, both).places] == [False, True]


def test_a_place_has_the_blocks_that_complete_it_beside_it(observed: Observe) -> None:
    project = "when green flag clicked\nforever\nif <touching (edge v)?> then\nchange [score v] by (1)"
    (place,) = observed(REACTS, project).places
    assert place.block is not None  # type: ignore[union-attr]
    assert len(place.beside) == 4  # type: ignore[union-attr]  # the hat, the loop, the condition, what it asks
    assert place.block not in place.beside  # type: ignore[union-attr]
