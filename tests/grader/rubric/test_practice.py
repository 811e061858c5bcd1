"""Practice sets: those that ship can be read, and a mistake in one is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.rubric.load import SHIPPED, RubricError, load, rubric_files
from grader.rubric.practice import NAME, by_people, load_practice

RUBRIC = """\
rubric: 1
id: tiny
version: 1
title: {en: Tiny}
accepts: [nothing]
points: 2
criteria:
  - id: friend
    title: {en: A friend tried it}
    points: 2
    scored_by: mentor
    levels: {start: {en: Not yet}, good: {en: Tried}, great: {en: Changed}}
examples:
  - {file: none, expect: {friend: waiting}}
"""
GOOD = """\
practice: 1
works:
  - file: none
    scene: {en: She shows it.}
    marks:
      friend: {level: great, why: {en: She changed it.}}
"""


def test_every_rubric_that_people_mark_has_works_of_more_than_one_level() -> None:
    seen = 0
    for file in rubric_files((SHIPPED,)):
        loaded = load(file)
        wanted = {one.id for one in by_people(loaded.rubric) if one.scored_by == "mentor"}
        found = load_practice(file.parent, loaded.rubric)
        if not wanted:
            continue
        assert found, file
        seen += 1
        assert {name for work in found.works for name in work.marks} <= wanted
        for name in wanted & {name for work in found.works for name in work.marks}:
            levels = {work.marks[name].level for work in found.works if name in work.marks}
            assert len(levels) > 1 or file.parent.name == "w18-showcase", (file, name)
        for work in found.works:
            for text in (work.scene, *(one.why for one in work.marks.values())):
                assert text
                assert {"en", "km"} <= set(text)
    assert seen > 5


def test_where_nothing_lies_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    assert load_practice(tmp_path / "tiny", load(tmp_path / "tiny").rubric) is None


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("friend: {", "freind: {", "6:7", "Did you mean friend?"),
        ("level: great", "level: graet", "6:23", "Did you mean great?"),
        ("file: none", "file: examples/none.blocks", "3:11", "There is no file examples/none.blocks"),
        ("file: none", "file: ../secret", "3:11", "must lie beside"),
        ("why: {en: She changed it.}", "because: {en: She changed it.}", "6:30", "because"),
        ("scene: {en: She shows it.}", "scene: {km: x}", "4:13", "words in en are missing"),
        ("practice: 1", "practise: 1", "1:1", "Did you mean practice?"),
        ("works:", "work:", "2:1", "Did you mean works?"),
        ("level: great, ", "", "6:16", "The key level is missing"),
    ],
)
def test_a_mistake_has_a_place(tmp_path: Path, old: str, new: str, place: str, said: str) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    (folder / NAME).write_text(GOOD, encoding="utf-8")
    rubric = load(folder).rubric
    assert load_practice(folder, rubric)
    (folder / NAME).write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(RubricError) as caught:
        load_practice(folder, rubric)
    text = str(caught.value)
    assert f"{NAME}:{place}:" in text, text
    assert said in text
