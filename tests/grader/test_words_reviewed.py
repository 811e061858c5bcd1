"""`reviewed.toml` speaks for every catalogue, and a draft says that it is one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from grader.page import reviewed

HOUSE = Path(__file__).parents[2]


def test_every_catalogue_stands_in_the_list() -> None:
    listed = tomllib.loads((HOUSE / "grader/locale/km/reviewed.toml").read_text(encoding="utf-8"))
    found = {
        path.relative_to(HOUSE).as_posix()
        for package in ("grader", "worker", "web")
        for path in (HOUSE / package / "locale/km").glob("*.po")
    }
    assert found - listed.keys() == set()


@pytest.mark.parametrize(
    ("text", "yes"),
    [('[a]\nby = "Sophea"\n', True), ('[a]\nby = "Sophea"\n[b]\nby = ""\n', False), ("", False)],
)
def test_a_language_is_reviewed_when_every_catalogue_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, yes: object
) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "reviewed.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(reviewed, "ENGINE_CATALOGUES", tmp_path)
    reviewed.is_reviewed.cache_clear()
    assert reviewed.is_reviewed("xx") is yes
    assert reviewed.is_reviewed("yy") is False
    assert reviewed.is_reviewed("en") is True
    reviewed.is_reviewed.cache_clear()
