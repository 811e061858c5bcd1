"""Real projects: skills and numbers are those that the published tools give, all of them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from grader.scratch.index import ScratchIndex, index
from grader.scratch.metrics.numbers import metrics
from grader.scratch.model import ScratchProject
from grader.scratch.skills.cards import cards
from grader.upload import UploadError, read

pytestmark = pytest.mark.samples
# Not asked for: the length of a text, a counter that is never set back, and two that no page defines.
NOT_OURS = {
    *("avg_script_width_count", "stacked_statement_count"),
    *("interprocedural_slice_coverage", "token_entropy"),
}


@pytest.fixture(scope="module")
def expected(samples: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((samples / "sb3" / "expected.json").read_text(encoding="utf-8"))["projects"]
    assert len(found) >= 10
    return found


def opened(samples: Path, name: str) -> ScratchIndex:
    project = read((samples / "sb3" / name).read_bytes(), name)
    assert isinstance(project, ScratchProject)
    return index(project)


def test_dr_scratch_levels(samples: Path, expected: Mapping[str, Any]) -> None:
    for name, told in expected.items():
        found = {card.rubric: card for card in cards(opened(samples, name))}
        for mode, wanted in told["dr-scratch-2026"].items():
            card = found[f"dr-scratch-2026-{mode}"]
            levels = {dimension: [level.level, level.of] for dimension, level in card.levels.items()}
            assert levels | {"total_points": [card.total.points, card.total.of]} == wanted, (name, mode)
            assert card.no_score is None, name


def test_litterbox_numbers_and_levels(samples: Path, expected: Mapping[str, Any]) -> None:
    for name, told in expected.items():
        project_index = opened(samples, name)
        found = metrics(project_index.program)
        assert set(told["metrics"]) - set(found) == NOT_OURS
        assert set(found) <= set(told["metrics"])
        for metric, value in found.items():
            assert math.isclose(value, told["metrics"][metric], rel_tol=1e-9), (name, metric)
        card = next(card for card in cards(project_index) if card.rubric == "litterbox")
        assert card.total.points == told["metrics"]["ct_score"], name


@pytest.mark.parametrize("pattern", ["sb3/*", "findings/*.json"])
def test_every_sample_has_cards_and_numbers(samples: Path, pattern: str) -> None:
    seen = 0
    for path in sorted(samples.glob(pattern)):
        try:
            project = read(path.read_bytes(), path.name)
        except UploadError:  # no project: it gets its sentence elsewhere
            continue
        if not isinstance(project, ScratchProject):
            continue
        seen += 1
        project_index = index(project)
        for card in cards(project_index):
            assert 0 <= card.total.points <= card.total.of
            assert all(
                bool(level.places) == bool(level.level) or level.rests_on == "extension"
                for level in card.levels.values()
            ), path.name
        assert all(math.isfinite(value) for value in metrics(project_index.program).values()), path.name
    assert seen >= 30
