"""What almost matches: which block is there, and what it lacks; and how that is said."""

from __future__ import annotations

import pytest

from grader.words.almost import almost
from tests.grader.scratch.pattern.conftest import Observe

REACTS = """
when green flag clicked
forever
  if <touching (_)?> then
    change [_ v] by (_)
"""
HAT = "when green flag clicked"
IF = "if <touching (edge v)?> then"
CHANGE = "change [score v] by (1)"


def told(observed: Observe, pattern: str, project: str, **beside: object) -> tuple[str, list[str]]:
    seen = observed(pattern, project, **beside)
    places = [str(place.text).split("\n", maxsplit=1)[0] for place in seen.near]
    return str(almost(seen.values, "en")), places


@pytest.mark.parametrize(
    ("project", "sentence", "places"),
    [
        ([HAT, IF, CHANGE], "Your if _ then is there, but not inside forever yet.", [IF]),
        ([HAT, "repeat (10)", IF, CHANGE], "Your if _ then is there, but not inside forever yet.", [IF]),
        ([HAT, "forever", IF, "end", CHANGE], "Your change _ by _ is there, but not inside if _ then yet.", [CHANGE]),
        ([HAT, "forever", CHANGE], "Your change _ by _ is there, but not inside if _ then yet.", [CHANGE]),
        (["forever", IF, CHANGE], "Your forever is there, but not below when green flag clicked yet.", ["forever"]),
        ([HAT, "forever", IF, "hide"], "Your if _ then is there. Now it needs change _ by _.", [IF]),
        ([HAT, "forever", "if <mouse down?> then", CHANGE], "Your if _ then is there, with something else in it.",
         ["if <mouse down?> then"]),
        ([HAT, "hide"], "Your when green flag clicked is there. Now it needs forever.", [HAT]),
        (["hide"], "Begin with when green flag clicked.", []),
        ([HAT, "forever", IF, CHANGE], "One more change _ by _ like this would count too.", []),
    ],
)  # fmt: skip
def test_the_block_that_is_there_and_the_one_it_is_not_in(
    observed: Observe, project: list[str], sentence: str, places: list[str]
) -> None:
    assert told(observed, REACTS, "\n".join(project)) == (sentence, places)


def test_the_order_of_two_blocks(observed: Observe) -> None:
    project = f"{HAT}\nmove (1) steps\nshow"
    expected = ("Your move _ steps is there, but not after show yet.", ["move (1) steps"])
    assert told(observed, "show\nmove steps", project) == expected
    closed = f"{HAT}\nif <mouse down?> then\nend\n{CHANGE}"
    assert (
        told(observed, "if <_> then\n  hide ?\nend\n* say\n", closed)[0]
        == "Your if _ then is there. Now it needs say _."
    )


def test_what_stands_there_too(observed: Observe) -> None:
    project = f"{HAT}\nshow\nwait (1) seconds\nhide"
    expected = ("Your hide is there, but wait _ seconds is there too.", ["hide"])
    assert told(observed, "show\nnot: wait seconds\nhide", project) == expected


def test_neighbours_that_are_none(observed: Observe) -> None:
    project = f"{HAT}\nshow\nsay [a]\nhide"
    expected = ("Your hide is there, but other blocks stand between.", ["hide"])
    assert told(observed, "show\nhide", project, exactly=True) == expected


def test_another_sprite(observed: Observe) -> None:
    expected = ("Your hide is there, but in another sprite.", ["hide"])
    assert told(observed, "hide", f"{HAT}\nhide", **{"in": ("stage",)}) == expected


def test_nothing_starts_it(observed: Observe) -> None:
    assert told(observed, "hide", "show\nhide") == ("Your hide is there, but nothing starts it yet.", ["hide"])


def test_it_came_with_the_task(observed: Observe) -> None:
    project = f"{HAT}\nhide"
    expected = ("This hide came with the task. Add one of your own.", ["hide"])
    assert told(observed, "hide", project, starter=project) == expected


def test_another_script_is_still_to_come(observed: Observe) -> None:
    pattern = "when green flag clicked\n* hide\n\nwhen I receive [over v]\nshow"
    assert told(observed, pattern, f"{HAT}\nhide") == ("Your hide is there. Now it needs when I receive _.", ["hide"])


def test_the_same_name_for_different_things(observed: Observe) -> None:
    project = f"{HAT}\nset [lives v] to (3)\n{CHANGE}"
    expected = ("Your set _ to _ is there, with something else in it.", ["set [lives v] to (3)"])
    assert told(observed, "set [$it v] to (_)\nchange [$it v] by (_)", project) == expected


def test_where_a_block_has_no_name_nothing_wrong_is_said(observed: Observe) -> None:
    assert told(observed, "_ :: motion\nhide", f"{HAT}\nhide")[0] == "Compare your blocks with the goal."


def test_the_sentence_speaks_khmer(observed: Observe) -> None:
    seen = observed(REACTS, f"{HAT}\n{IF}\n{CHANGE}")
    said = almost(seen.values, "km")
    assert said.language == "km"
    assert "រហូត" in str(said)
    assert "ប្រសិន _ នោះ" in str(said)


def test_at_most_three_places_are_near(observed: Observe) -> None:
    project = "\n\n".join(f"{HAT}\nhide" for _ in range(5))
    assert len(observed("forever\nhide", project).near) == 3
