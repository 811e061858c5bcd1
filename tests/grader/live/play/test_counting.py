"""What a play is worth: groups with times of their own, starters, clicks that reach nobody, storing, grading."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
from PIL import Image

from grader.grade import grade
from grader.live.play.lane import play_all, without_player
from grader.live.play.outcome import from_json, to_json
from grader.live.player import Player
from grader.rubric.load import load
from tests.grader.live.conftest import ASSETS, sb3
from tests.grader.live.play.kit import needs_player, rubric, tried
from tests.kit.blocks import scratch

pytestmark = needs_player

SPEAKS = 'sprite "Cat"\ncostume "red"\n\nwhen flag clicked\nwait ({wait}) seconds\nsay [hello]\n'
GROUP = """
given: [green flag]
when: [wait 1]
then:
  - {how}: [{first}, {second}]
seeds: any
"""


@pytest.mark.parametrize(
    ("how", "first", "second", "held"),
    [
        ("any of", "now someone says something", "within 3 someone says something", True),
        ("any of", "within 3 someone says something", "now someone says something", True),
        ("all of", "within 3 someone says something", "now someone says something", False),
        ("all of", "within 3 someone says something", "never someone thinks something", True),
        ("not", "now someone says something", "within 3 someone says something", True),
        ("not", "within 3 someone says something", "never someone thinks something", False),
    ],
)
def test_each_sentence_of_a_group_has_its_own_time(
    player: Player, tmp_path: Path, how: str, first: str, second: str, *, held: bool
) -> None:
    play = GROUP.format(how=how, first=first, second=second)
    assert tried(player, tmp_path, play, SPEAKS.format(wait=2)).amount == held


CLICKED = 'given: [green flag, wait 0.2]\nwhen: [click "Cat"]\nthen: [within 1 someone says something]\nseeds: any'
HEARS = 'sprite "Cat"\ncostume "red"\n\nwhen this sprite clicked\nsay [hi]\n\nwhen flag clicked\n{do}\n'
OVER = '\nsprite "Wall"\ncostume "big"\n\nwhen flag clicked\ngo to [{layer} v] layer\n'


@pytest.mark.parametrize(
    ("do", "layer", "told"),
    [("show", "front", "click-behind"), ("hide", "back", "click-hidden"), ("show", "back", None)],
)
def test_a_click_that_reaches_nobody_is_told(
    player: Player, tmp_path: Path, do: str, layer: str, told: str | None
) -> None:
    played = tried(player, tmp_path, CLICKED, HEARS.format(do=do) + OVER.format(layer=layer))
    assert (played.state, played.amount, played.values.get("told")) == ("measured", int(told is None), told)
    if told == "click-behind":
        assert (played.values["sprite"], played.values["other"]) == ("Cat", "Wall")


BOTH = "given: [green flag]\nthen: [within 1 someone says something, within 1 backdrop changes]\nseeds: any"
STAGE = 'stage\nbackdrop "day"\nbackdrop "night"\n\n'


def test_what_the_starter_does_completes_and_never_suffices(player: Player, tmp_path: Path) -> None:
    loaded = rubric(tmp_path, BOTH)
    starter = STAGE + SPEAKS.format(wait=0)
    path = loaded.folder / "rubric.yaml"
    path.write_text(path.read_text("utf-8").replace("points: 2\n", "points: 2\nstarter: starter.blocks\n", 1), "utf-8")
    (loaded.folder / "starter.blocks").write_text(starter, "utf-8")
    loaded = load(loaded.folder)

    def amount(game: str) -> tuple[int, object]:
        played = play_all(sb3(game, ASSETS), scratch(game), loaded, player, pictures=False).played["works"]
        return played.amount, played.values.get("told")

    assert amount(starter) == (0, "starter-does")
    assert amount(starter.replace("say [hello]", "next backdrop")) == (1, "not-held")
    assert amount(starter + "next backdrop\n")[0] == 2


def test_an_outcome_is_stored_and_graded(player: Player, tmp_path: Path) -> None:
    loaded = rubric(tmp_path, BOTH)
    game = STAGE + SPEAKS.format(wait=0) + "next backdrop\n"
    outcome = play_all(sb3(game, ASSETS), scratch(game), loaded, player)
    bare = {name: dataclasses.replace(one, pictures=()) for name, one in outcome.played.items()}
    kept = from_json(to_json(outcome))
    assert [(one.state, one.amount, one.values) for one in kept.played.values()] == [
        (one.state, one.amount, one.values) for one in bare.values()
    ]
    assert [place.text for place in kept.played["works"].places] == [place.text for place in bare["works"].places]
    for plays in (outcome, kept):
        assert grade(scratch(game), loaded, plays=plays).result("works").level == "great"
    nobody = grade(scratch(game), loaded, plays=without_player(loaded)).result("works")
    assert (nobody.level, nobody.reason) == ("unchecked", "needs the player")
    assert grade(scratch(game), loaded).result("works").reason == "playing"


def test_a_picture_outlines_whom_it_is_about_and_speaks_khmer(player: Player, tmp_path: Path) -> None:
    play = 'given: [green flag]\nthen: [within 1 "Cat" says something]\nseeds: any'
    played = tried(player, tmp_path, play, SPEAKS.format(wait=0))
    at = next(picture for picture in played.pictures if picture.moment == "at")
    assert at.caption[-1].say("en") == "Cat is at 0, 0."
    assert "Cat says something." in [said.say("en") for said in at.caption]
    assert not any("says" in said.say("km") for said in at.caption)
    assert FRAME in colours(at.png)
    hidden = tried(player, tmp_path, play, SPEAKS.format(wait=0).replace("say [hello]", "say [hello]\nhide"))
    assert FRAME not in colours(hidden.pictures[-1].png)


FRAME = (0xB4, 0x00, 0x4E)


def colours(png: bytes) -> set[object]:
    with Image.open(io.BytesIO(png)) as image:
        return {colour for _, colour in image.convert("RGB").getcolors(1 << 20) or ()}


RUNS_AWAY = """
who: {player: {moved_by: [left arrow, right arrow]}}
given: [green flag]
when: ['%s']
then: ['never player touches "Wolf"']
seeds: any
"""
WOLF = """
sprite "Bowl"
costume "red"

when flag clicked
forever
if <key (right arrow v) pressed?> then
change x by (8)
end
if <key (left arrow v) pressed?> then
change x by (-8)
end
end

sprite "Wolf"
costume "blue"

when flag clicked
go to x: (-200) y: (0)
forever
change x by (4)
end
"""


@pytest.mark.parametrize(
    ("does", "held"), [('avoid "Wolf" with player for 1.5', 1), ("do nothing for 1.5", 0), ("wait 1.5", 0)]
)
def test_who_avoids_is_not_touched_and_who_does_nothing_is(
    player: Player, tmp_path: Path, does: str, held: int
) -> None:
    assert tried(player, tmp_path, RUNS_AWAY % does, WOLF).amount == held


@pytest.mark.parametrize(("does", "held"), [("tap randomly for 1", 1), ("do nothing for 1", 0)])
def test_who_taps_here_and_there_hits_the_stage(player: Player, tmp_path: Path, does: str, held: int) -> None:
    play = f"given: [green flag]\nwhen: [{does}]\nthen: [backdrop changes]\nseeds: any"
    assert tried(player, tmp_path, play, STAGE + "when stage clicked\nnext backdrop\n").amount == held
