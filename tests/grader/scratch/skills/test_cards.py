"""Cards: every rubric under its own name, the block behind each level, what a level rests on, the words for mentors."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.language import translations
from grader.scratch.index import index
from grader.scratch.model import ScratchProject
from grader.scratch.skills import dr_scratch_2014, dr_scratch_2026, litterbox, output
from grader.scratch.skills.cards import Card, cards
from grader.scratch.skills.words import NO_SCORE, RESTS_ON, STEPS, TITLES
from grader.scratch.starter import new_project
from tests.kit.blocks import scratch
from tests.kit.records import block, project_of

NINE = (
    *("Logic", "FlowControl", "Synchronization", "Abstraction", "DataRepresentation", "UserInteractivity"),
    *("Parallelization", "MathOperators", "MotionOperators"),
)
GAME = """
    sprite "Cat"

    when flag clicked
    forever
    if <touching (edge v)?> then
    turn cw (180) degrees
    end
    end

    show
"""


def card(project: ScratchProject, rubric: str = "dr-scratch-2026-extended") -> Card:
    return next(card for card in cards(index(project)) if card.rubric == rubric)


def test_the_documented_shape() -> None:
    shown = output.skills(cards(index(scratch(GAME))))
    assert {
        rubric: (tuple(levels), {level["of"] for level in levels.values()}) for rubric, levels in shown.items()
    } == {
        "dr-scratch-2026-extended": (NINE, {4}),
        "dr-scratch-2026-vanilla": (NINE[:7], {3}),
        "dr-scratch-2014": (NINE[:7], {3}),
        "litterbox": (NINE[:7], {3}),
    }
    for levels in shown.values():
        for level in levels.values():
            assert list(level) == ["level", "of", "blocks"]
            assert bool(level["blocks"]) == bool(level["level"])


def test_totals_stand_beside_with_places_and_the_next_step() -> None:
    project = scratch(GAME)
    totals = output.totals(cards(index(project)))
    assert json.loads(json.dumps(totals)) == totals
    extended = totals["dr-scratch-2026-extended"]
    summary = {name: extended[name] for name in ("points", "of", "average", "band", "no_score")}
    assert summary == {"points": 8, "of": 36, "average": 0.89, "band": "Developing", "no_score": None}
    logic = extended["dimensions"]["Logic"]
    (place,) = logic["places"]
    assert (place["sprite"], place["text"].splitlines()[0], place["runs"]) == (
        "Cat",
        "if <touching (edge v)?> then",
        True,
    )
    assert (logic["rule"], logic["next"]) == ("if", {"level": 2, "rule": "if-else"})
    assert totals["litterbox"]["band"] is None
    assert totals["litterbox"]["average"] == round(totals["litterbox"]["points"] / 7, 2)


def test_a_level_says_when_it_rests_on_loose_blocks_only() -> None:
    for rubric in TITLES:
        levels = card(scratch("when flag clicked\nturn cw (1) degrees\n\nif <> then\nend"), rubric).levels
        assert levels["Logic"].rests_on == "loose"
        assert not levels["Logic"].places[0].runs
        assert levels["DataRepresentation"].rests_on is None
    both = card(scratch("if <> then\nend\n\nwhen flag clicked\nif <> then\nend")).levels
    assert both["Logic"].rests_on is None  # shown is the first one, which is loose, but there is another


def test_a_level_says_when_it_rests_on_a_menu_or_an_extension() -> None:
    hidden = block("motion_goto_menu", parent="goto", shadow=True, menu={"TO": "_mouse_"})
    blocks = {
        "hat": block("event_whenflagclicked", parent=None, below="goto"),
        "goto": block("motion_goto", parent="hat", inputs={"TO": [3, "x", "menu"]}),
        "x": block("motion_xposition", parent="goto"),
        "menu": hidden,
    }
    asks = card(project_of({}, blocks)).levels["UserInteractivity"]
    assert (asks.level, asks.blocks, asks.rests_on) == (2, ("goto",), "menu")
    assert asks.places[0].text == "go to (x position)"
    device = card(project_of({}, blocks, extensions=["microbit"])).levels["UserInteractivity"]
    assert (device.level, device.blocks, device.places, device.rests_on) == (4, (), (), "extension")


def test_what_is_not_drawn_is_shown_where_it_lies() -> None:
    alone = block("operator_and", parent=None, topLevel=False)
    logic = card(project_of({}, {"it": alone, "hat": block("event_whenflagclicked", parent=None)})).levels["Logic"]
    (place,) = logic.places
    assert (place.sprite, place.block, place.text, place.runs) == ("Sprite1", "it", "operator_and", False)


def test_a_project_without_blocks_has_levels_and_no_score() -> None:
    for found in cards(index(new_project())):
        assert found.total.points == 0
        assert found.no_score == ("no-blocks" if "2026" in found.rubric else None)
    damaged = card(project_of({}, {"a": block("looks_show", parent=None, below="nowhere")}))
    assert damaged.no_score == "damaged"
    assert damaged.levels["DataRepresentation"].level == 1


def test_one_project_gets_three_totals() -> None:
    project = scratch("when flag clicked\nif <(1) > (2)> then\nend\n\nif <(1) > (2)> then\nend\n\ndefine jump")
    points = {found.rubric: found.total.points for found in cards(index(project))}
    assert points == {
        "dr-scratch-2026-extended": 15,
        "dr-scratch-2026-vanilla": 14,
        "dr-scratch-2014": 5,
        "litterbox": 4,
    }


# Words


def test_every_rule_has_its_step_and_every_step_its_rule() -> None:
    tables: tuple[Any, ...] = (dr_scratch_2026.EXTENDED, dr_scratch_2014.DIMENSIONS, litterbox.DIMENSIONS)
    keys = {rule.key for table in tables for rules in table.values() for rule in rules}
    assert keys == set(STEPS)
    for table in tables:
        for rules in table.values():
            assert [rule.level for rule in rules] == list(range(1, len(rules) + 1))


@pytest.mark.parametrize("sentence", [*STEPS.values(), *RESTS_ON.values(), *NO_SCORE.values()])
def test_every_sentence_has_its_khmer(sentence: str) -> None:
    assert translations("km").gettext(sentence) != sentence


def lines(project: ScratchProject, language: str = "en") -> list[str]:
    found = cards(index(project))
    return list(output.lines({"skills": output.skills(found), "skill_totals": output.totals(found)}, language))


def test_mentors_read_a_line_a_dimension() -> None:
    told = lines(scratch(GAME))
    assert told[0] == "Skills. These levels are for mentors. A student does not see them."
    assert "  Dr. Scratch 2026, extended: 8 of 36 points (Developing)" in told
    assert "  LitterBox: 5 of 21 points" in told
    step = "Next: Say what else happens: use if _ then ... else."
    assert f"    Logic 1/4 · Cat: if <touching (edge v)?> then · {step}" in told
    assert len(told) == 1 + 4 + 9 + 3 * 7


def test_mentors_read_why_there_is_no_score_and_what_a_level_rests_on() -> None:
    assert "    Dr. Scratch gives no score: there are no blocks yet." in lines(new_project())
    loose = lines(scratch("if <> then\nend"))
    assert any("This level rests on blocks without a hat." in line for line in loose)


def test_mentors_read_khmer() -> None:
    assert any("ប្រើ ប្រសិន" in line for line in lines(scratch(GAME), "km"))
