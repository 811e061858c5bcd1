"""Plays of games of our own making: who has a role, what counts, what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.live.bounds import Bounds
from grader.live.player import Player
from tests.grader.live.play.kit import needs_player, tried

pytestmark = needs_player

MOVES = """
who: {player: {moved_by: [left arrow, right arrow]}}
given: [green flag, wait 1]
when: [hold right arrow for 1]
then: [player moves right by at least 20, player stays on stage]
"""
CATCH = """
who:
  player: {moved_by: [left arrow, right arrow]}
  thing: {name: [apple, star], or: any other sprite}
  score: {variable: [score, points], or: any number that rises}
given: [green flag]
when: [chase thing with player for 12]
then: ["whenever player touches thing, within 1 score goes up"]
"""
STEERED = """
sprite "Bowl"
costume "red"

when flag clicked
go to x: (0) y: (-120)
forever
if <key (right arrow v) pressed?> then
change x by (8)
end
if <key (left arrow v) pressed?> then
change x by (-8)
end
end
"""
FALLS = """
sprite "Fruit"
costume "blue"

when flag clicked
set [{name} v] to (0)
forever
change y by (-5)
if <touching (Bowl v)?> then
{caught}
go to x: (pick random (-200) to (200)) y: (170)
end
if <(y position) < (-160)> then
go to x: (pick random (-200) to (200)) y: (170)
end
end
"""
STAGE = """
stage
backdrop "field"
variable {name} = 0
"""
HATS = """
sprite "Cat"
costume "red"

when [right arrow v] key pressed
change x by (10)

when [left arrow v] key pressed
change x by (-10)
"""
DRIFTS = """
sprite "Cat"
costume "red"

when flag clicked
forever
change x by (3)
if <(x position) > (200)> then
go to x: (-200) y: (0)
end
end
"""


def game(name: str = "score", caught: str = "change [score v] by (1)") -> str:
    return STAGE.format(name=name) + STEERED + FALLS.format(name=name, caught=caught)


def test_what_a_key_moves_is_found_and_moves(player: Player, tmp_path: Path) -> None:
    played = tried(player, tmp_path, MOVES, STEERED)
    assert (played.state, played.amount, played.looked_at) == ("measured", 2, 2)
    assert [picture.moment for picture in played.pictures] == ["before", "at", "after"]
    assert "Bowl is at" in " ".join(said.say() for said in played.pictures[1].caption)


def test_a_key_that_is_held_repeats_itself(player: Player, tmp_path: Path) -> None:
    assert tried(player, tmp_path, MOVES, HATS).amount == 2


def test_what_drifts_is_not_moved_by_a_key(player: Player, tmp_path: Path) -> None:
    played = tried(player, tmp_path, MOVES, DRIFTS)
    assert (played.state, played.amount, played.values["told"]) == ("measured", 0, "no-player")


def test_one_drifts_and_one_is_steered(player: Player, tmp_path: Path) -> None:
    assert tried(player, tmp_path, MOVES, DRIFTS + STEERED).amount == 2


def test_who_drifts_has_a_name_and_still_does_not_pass(player: Player, tmp_path: Path) -> None:
    named = MOVES.replace("{moved_by: [left arrow, right arrow]}", "{name: Cat}")
    played = tried(player, tmp_path, named, DRIFTS)
    assert (played.amount, played.values["told"]) == (1, "drifts")


def test_a_catch_raises_the_score(player: Player, tmp_path: Path) -> None:
    assert tried(player, tmp_path, CATCH, game()).amount == 1


def test_a_score_of_another_name_is_found(player: Player, tmp_path: Path) -> None:
    assert tried(player, tmp_path, CATCH, game("ពិន្ទុខ្ញុំ", "change [ពិន្ទុខ្ញុំ v] by (1)")).amount == 1


def test_a_catch_that_raises_nothing(player: Player, tmp_path: Path) -> None:
    played = tried(player, tmp_path, CATCH, game(caught="hide\nshow"))
    assert (played.state, played.amount, played.values["told"]) == ("measured", 0, "not-held")


def test_a_score_that_rises_by_itself_is_not_raised_by_a_catch(player: Player, tmp_path: Path) -> None:
    by_itself = (
        game(caught="hide\nshow") + "\nwhen flag clicked\nforever\nwait (0.2) seconds\nchange [score v] by (1)\nend\n"
    )
    played = tried(player, tmp_path, CATCH, by_itself)
    assert (played.state, played.amount, played.values["told"]) == ("measured", 0, "by-itself")


STARTS = {
    "a click": ("when this sprite clicked\nbroadcast (go v)", "Button"),
    "a key": ("when [space v] key pressed\nbroadcast (go v)", "Button"),
    "a question": ("when flag clicked\nask [Your name?] and wait\nbroadcast (go v)", "Button"),
    "a start screen": (
        "when flag clicked\nwait until <<mouse down?> and <touching (mouse-pointer v)?>>\nhide\nbroadcast (go v)",
        "Button",
    ),
}


@pytest.mark.parametrize("how", STARTS)
def test_a_game_is_started_by_whatever_starts_it(player: Player, tmp_path: Path, how: str) -> None:
    script, name = STARTS[how]
    button = f'\nsprite "{name}"\ncostume "big"\n\n{script}\n'
    steered = STEERED.replace("when flag clicked", "when I receive [go v]")
    assert tried(player, tmp_path, MOVES, steered + button).amount == 2


REASONS = {
    "other-key": (HATS.replace("right arrow", "d").replace("left arrow", "a"), {"sprite": "Cat", "key": "d"}),
    "no-hat": ('sprite "Cat"\ncostume "red"\n\nmove (10) steps', {"sprite": "Cat"}),
    "no-player": ('sprite "Cat"\ncostume "red"\n\nwhen flag clicked\nshow', {}),
}


@pytest.mark.parametrize("told", REASONS)
def test_the_first_hidden_reason_is_told(player: Player, tmp_path: Path, told: str) -> None:
    text, values = REASONS[told]
    played = tried(player, tmp_path, MOVES, text)
    assert (played.state, played.amount, played.values["told"]) == ("measured", 0, told)
    assert values.items() <= played.values.items()


UNSEEN = {
    "hidden": "when flag clicked\nhide\nforever\nif <touching (Bowl v)?> then\nchange [score v] by (1)\nend\nend",
    "clone-gone": """when flag clicked
hide
forever
wait (1) seconds
create clone of (myself v)
end

when I start as a clone
show
delete this clone""",
}


@pytest.mark.parametrize("told", UNSEEN)
def test_why_nobody_touches_it(player: Player, tmp_path: Path, told: str) -> None:
    text = STAGE.format(name="score") + STEERED + f'\nsprite "Apple"\ncostume "blue"\n\n{UNSEEN[told]}\n'
    played = tried(player, tmp_path, CATCH, text)
    assert (played.state, played.amount, played.values["told"]) == ("measured", 0, told)
    assert played.values["sprite"] == "Apple"


TWO = HATS + HATS.replace("Cat", "Dog")


def test_two_candidates_wait_for_a_person(player: Player, tmp_path: Path) -> None:
    played = tried(player, tmp_path, MOVES, TWO)
    assert (played.state, played.reason, played.values["candidates"]) == ("person", "candidates", "Cat\nDog")
    (choice,) = played.choices
    assert (choice.key, choice.names) == ("works.player", ("Cat", "Dog"))
    assert tried(player, tmp_path, MOVES, TWO, choices={"works.player": "Dog"}).amount == 2


def test_a_cut_run_waits_for_a_person(tmp_path: Path) -> None:
    with Player(Bounds(run_seconds=0.001)) as hasty:
        played = tried(hasty, tmp_path, MOVES, STEERED)
    assert (played.state, played.reason) == ("person", "cut")


def test_without_a_player_it_is_unchecked(tmp_path: Path) -> None:
    played = tried(None, tmp_path, MOVES, STEERED)
    assert (played.state, played.reason) == ("unchecked", "needs the player")


LUCKY = 'sprite "Cat"\ncostume "red"\n\nwhen flag clicked\nif <(pick random (1) to (3)) = (1)> then\nsay [hello]\nend'


def test_seeds_say_how_often_it_must_hold(player: Player, tmp_path: Path) -> None:
    def amount(seeds: str) -> int:
        return tried(
            player, tmp_path, f'given: [green flag]\nthen: [someone says "hello"]\nseeds: {seeds}', LUCKY
        ).amount

    held = [amount(seeds) for seeds in ("any", "most", "all")]
    assert held == sorted(held, reverse=True)
    always = tried(
        player,
        tmp_path,
        'given: [green flag]\nthen: [someone says "hello"]\nseeds: all',
        LUCKY.replace("(1) to (3)", "(1) to (1)"),
    )
    assert always.amount == 1


QUIZ = """
sprite "Host"
costume "red"

when flag clicked
ask [2 + 3 = ?] and wait
wait (1) seconds
"""
ANSWERED = 'given: [green flag, wait until someone asks something]\nwhen: [answer "5"]\nthen: [{then}]'


@pytest.mark.parametrize("then", ["now someone asks something", "within 1 someone says something"])
def test_a_question_is_over_when_answered_and_is_not_said(player: Player, tmp_path: Path, then: str) -> None:
    assert tried(player, tmp_path, ANSWERED.format(then=then), QUIZ).amount == 0


def test_the_pointer_is_somewhere_before_it_moves(player: Player, tmp_path: Path) -> None:
    follows = 'sprite "Hand"\ncostume "red"\n\nwhen flag clicked\nforever\ngo to (mouse-pointer v)\nend'
    who = "who: {player: {moved_by: mouse}}\ngiven: [green flag]\n"
    play = who + "when: [wander with player for 3]\nthen: [player moves by at least 20]"
    assert tried(player, tmp_path, play, follows).amount == 1
