from __future__ import annotations

from pathlib import Path

import pytest

from grader.rubric.load import load, rubric_files
from grader.rubric.new import copied, like
from grader.rubric.trial import test as try_all

OLD = """\
# a note at the top
rubric: 1
id: old-one   # its folder
version: 7
title:
  en: Old
  km: ចាស់

# about points
points: 3
accepts: [nothing]
criteria:
  - {id: a, title: {en: A}, points: 3, scored_by: mentor}  # id: stays
"""


def test_only_its_name_is_new() -> None:
    assert like(OLD.encode(), "new-one", 'My "new" one') == (
        OLD.replace("id: old-one", "id: new-one")
        .replace("version: 7", "version: 1")
        .replace("title:\n  en: Old\n  km: ចាស់\n", 'title: {en: "My \\"new\\" one"}\n')
    )


@pytest.mark.parametrize("path", rubric_files()[:3], ids=lambda path: path.parent.name)
def test_a_copy_holds_as_its_model_does(path: Path, tmp_path: Path) -> None:
    for name, content in copied(path, "my-week", "My week").items():
        file = tmp_path / "my-week" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    loaded = load(tmp_path / "my-week")
    assert (loaded.rubric.id, loaded.rubric.version, loaded.rubric.title.say("en")) == ("my-week", 1, "My week")
    assert loaded.score_hash == load(path).score_hash
    assert try_all(loaded).passed
