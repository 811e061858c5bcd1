"""What a pattern finds in a project, both as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from grader.check import Observation, counting
from grader.scratch.index import index
from grader.scratch.pattern.check import PatternParams, observe
from tests.kit.blocks import scratch

Find = Callable[..., list[str]]
Observe = Callable[..., Observation]


@pytest.fixture
def observed() -> Observe:
    def look(pattern: str, project: str, *, starter: str | None = None, **beside: Any) -> Observation:
        looked = index(scratch(project), scratch(starter) if starter is not None else None)
        params = PatternParams.model_validate({"blocks": pattern, **beside})
        return observe(looked, params)

    return look


@pytest.fixture
def found(observed: Observe) -> Find:
    """The first lines of the blocks that count in a rubric, in order."""

    def look(pattern: str, project: str, **beside: Any) -> list[str]:
        seen = counting("count", observed(pattern, project, **beside))
        return [str(place.text).split("\n", maxsplit=1)[0] for place in seen.places]

    return look
