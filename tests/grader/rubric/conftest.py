"""Rubrics written into a folder of the test's own, and checks that see what a test tells them to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.rubric.load import load
from grader.rubric.loaded import LoadedRubric
from grader.rubric.problems import RubricError

RUBRIC = """\
rubric: 1
id: demo
version: 1
title: {en: Demo}
accepts: [sb3]
points: 10
criteria:
  - id: loops
    title: {en: Loops}
    points: 6
    check: scratch.blocks
    with: {any_of: [control_repeat, control_forever]}
    levels: {good: 1, great: 3}
  - id: playtest
    title: {en: A friend played it}
    points: 4
    after: [loops]
    scored_by: mentor
    ask: {en: What did you change?}
    levels:
      start: {en: Not yet}
      good: {en: Once}
      great: {en: And changed}
examples:
  - {file: none, marks: {playtest: great}, expect: {final: true}}
"""


@pytest.fixture
def text() -> str:
    """A rubric without mistakes."""
    return RUBRIC


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a rubric, and packs by name, and give the rubric's path."""

    def written(content: str | bytes, name: str = "demo", **packs: str) -> Path:
        folder = tmp_path / "module-1" / name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "rubric.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "packs").mkdir(exist_ok=True)
        for pack, words in packs.items():
            (tmp_path / "packs" / f"{pack.replace('_', '-')}.yaml").write_text(words, "utf-8")
        return path

    return written


@pytest.fixture
def loaded(write: Callable[..., Path], tmp_path: Path) -> Callable[..., LoadedRubric]:
    """Write and load."""

    def give(content: str | bytes, **packs: str) -> LoadedRubric:
        return load(write(content, **packs), (tmp_path,))

    return give


@pytest.fixture
def problems(loaded: Callable[..., LoadedRubric]) -> Callable[..., list[str]]:
    """Every mistake as `line:column sentence`."""

    def found(content: str | bytes, **packs: str) -> list[str]:
        try:
            loaded(content, **packs)
        except RubricError as error:
            return [f"{problem.line}:{problem.column} {problem.say('en')}" for problem in error.problems]
        return []

    return found
