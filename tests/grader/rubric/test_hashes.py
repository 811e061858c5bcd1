from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.rubric.load import load
from grader.rubric.loaded import LoadedRubric

Loaded = Callable[..., LoadedRubric]

WORDS = [
    ("{en: Demo}", "{en: Other}"),
    ("{en: Demo}", "{en: Demo, km: ហ្គេម}"),
    ("title: {en: Loops}", "title: {en: Loops}\n    praise: {en: Yes}"),
    ("{en: Not yet}", "{en: Soon}"),
    ("{en: What did you change?}", "{en: And then?}"),
    ("marks: {playtest: great}", "marks: {playtest: good}"),
]
POINTS = [
    ("criteria:", "criteria:\n  - {id: extra, title: {en: X}, points: 6, optional: true, scored_by: self}"),
    ("criteria:", "criteria:\n  - {id: extra, title: {en: X}, points: 6, bonus: true, scored_by: self}"),
    ("good: 1, great: 3", "good: 1, great: 4"),
    ("    after: [loops]\n", ""),
    ("control_forever", "control_repeat_until"),
    ("scored_by: mentor", "scored_by: peer"),
    ("version: 1\n", "version: 1\nbonus_up_to: 2\n"),
    ("version: 1\n", "version: 1\ngates: [{check: scratch.scripts}]\n"),
    ("accepts: [sb3]", "accepts: [sb3, picture]"),
    ("{any_of:", "{in_loop: true, any_of:"),
]


@pytest.mark.parametrize(("old", "new"), WORDS)
def test_words_change_one_hash(loaded: Loaded, text: str, old: str, new: str) -> None:
    before, after = loaded(text), loaded(text.replace(old, new, 1))
    assert before.score_hash == after.score_hash
    assert before.words_hash != after.words_hash


@pytest.mark.parametrize(("old", "new"), POINTS)
def test_what_changes_points_changes_the_score_hash(loaded: Loaded, text: str, old: str, new: str) -> None:
    assert old in text
    assert loaded(text).score_hash != loaded(text.replace(old, new, 1)).score_hash


def test_how_it_is_written_changes_nothing(loaded: Loaded, text: str) -> None:
    other = text.replace("{good: 1, great: 3}", '{"great": 3, good: ១}').replace(
        "points: 6", "bonus: false\n    points: 6"
    )
    before, after = loaded(text), loaded("# a note\n" + other)
    assert (before.score_hash, before.words_hash) == (after.score_hash, after.words_hash)


def test_the_version_is_in_neither(loaded: Loaded, text: str) -> None:
    before, after = loaded(text), loaded(text.replace("version: 1", "version: 2"))
    assert (before.score_hash, before.words_hash) == (after.score_hash, after.words_hash)


def test_another_starter_is_another_task(write: Callable[..., Path], text: str, tmp_path: Path) -> None:
    path = write(text.replace("version: 1\n", "version: 1\nstarter: start.blocks\n"))
    starter = path.parent / "start.blocks"
    starter.write_text("when flag clicked\n", "utf-8")
    before = load(path, (tmp_path,)).score_hash
    assert load(path, (tmp_path,)).score_hash == before
    starter.write_text("when flag clicked\nhide\n", "utf-8")
    assert load(path, (tmp_path,)).score_hash != before


def test_a_moved_folder_keeps_its_hashes(write: Callable[..., Path], text: str, tmp_path: Path) -> None:
    import shutil

    path = write(text)
    shutil.copytree(path.parent, tmp_path / "elsewhere" / "demo")
    one, other = load(path, (tmp_path,)), load(tmp_path / "elsewhere" / "demo", (tmp_path,))
    assert (one.score_hash, one.words_hash) == (other.score_hash, other.words_hash)


def test_the_order_of_what_is_waited_for_changes_nothing(loaded: Loaded, text: str) -> None:
    more = text.replace("criteria:", "criteria:\n  - {id: extra, title: {en: X}, points: 0, scored_by: self}")
    one, other = (more.replace("[loops]", names) for names in ("[loops, extra]", "[extra, loops]"))
    assert loaded(one).score_hash == loaded(other).score_hash
