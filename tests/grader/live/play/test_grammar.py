"""Every sentence of the grammar reads as itself; what does not read is told at its place with the nearest that does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.live.play import page
from grader.live.play.grammar import CONDITIONS, STEPS, TIMES, Form
from grader.live.play.read import read
from grader.live.play.sentence import NotUnderstoodError, read_sentence, read_step
from grader.live.play.spoken import retold
from grader.rubric.load import RubricError
from tests.grader.live.play.kit import rubric

NAMES = ("player", "thing", "score", "lives", "time", "enemy")


@pytest.mark.parametrize("form", STEPS, ids=lambda form: form.name)
def test_a_step_reads_as_itself(form: Form) -> None:
    assert read_step(form.example, NAMES).form == form.name


@pytest.mark.parametrize("form", CONDITIONS, ids=lambda form: form.name)
def test_a_condition_reads_as_itself(form: Form) -> None:
    body = read_sentence(form.example, NAMES).body
    assert getattr(body, "form", None) == form.name


@pytest.mark.parametrize("form", TIMES, ids=lambda form: form.name)
def test_a_time_word_reads_as_itself(form: Form) -> None:
    assert read_sentence(form.example, NAMES).time == form.name.removesuffix("-then")


def test_khmer_digits_are_digits() -> None:
    assert read_sentence("within ៣ everything stops", NAMES).seconds == 3


@pytest.mark.parametrize(
    ("said", "offset", "guess"),
    [
        ("player move right by at least 20", 0, "player moves right by at least 20"),
        ("within 3 everything stop", 9, "everything stops"),
        ("playr stays on stage", 0, "player"),
        ("always plaver is visible", 7, "player"),
    ],
)
def test_a_mistake_has_its_place_and_the_nearest_sentence(said: str, offset: int, guess: str) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        read_sentence(said, NAMES)
    assert (caught.value.offset, caught.value.guess) == (offset, guess)


PLAY = """
who:
  player: {moved_by: left arrow}
given:
  - green flag
then:
  - player stays on stage
  - within 3 player move right
"""


def test_a_rubric_names_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(RubricError) as caught:
        rubric(tmp_path, PLAY)
    (problem,) = caught.value.problems
    assert problem.source_line[problem.column - 1 :] == "player move right"
    assert problem.say("en") == "This sentence is not understood yet. Did you mean player moves right?"


def test_all_mistakes_at_once() -> None:
    bad = {"who": {"edge": {"name": "A"}, "b": {}}, "when": ["dance"], "then": ["b glows"], "seeds": "two", "than": 1}
    keys = [mistake.key for mistake in read(bad)[1]]
    assert sorted(keys) == sorted(
        ["key-unknown", "play-word", "play-role", "play-sentence", "play-sentence", "play-seeds"]
    )


def test_the_page_is_up_to_date() -> None:
    assert page.FILE.read_text("utf-8") == page.text()


def test_no_level_asks_for_more_than_a_play_can_give(tmp_path: Path) -> None:
    def read(great: int) -> None:
        rubric(tmp_path, f"then: [someone says something, everything stops]\nlevels: {{great: {great}}}")

    read(2)
    with pytest.raises(RubricError) as caught:
        read(3)
    (problem,) = caught.value.problems
    assert problem.source_line[problem.column - 1 :] == "3}"
    assert problem.say("en") == "This play has 2 `then` sentences, so great is 2 at most."


@pytest.mark.parametrize("form", [*CONDITIONS, *TIMES], ids=lambda form: form.name)
def test_a_sentence_is_told_in_the_language_of_who_reads(form: Form) -> None:
    said = retold(form.example, "km")
    assert said != form.example
    own = (*NAMES, "happy", "night", "name", "Sreymom", "hello", "game over")
    assert not re.search(r"[a-z]{3,}", re.sub("|".join(own), "", said))
