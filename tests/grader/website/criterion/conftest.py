"""Ask a page criterion of a site given as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from grader.check import Observation, counting
from grader.website.criterion.check import PageParams, observe
from tests.kit.site import indexed

Files = Mapping[str, str | bytes] | str
Ask = Callable[..., Observation]


@pytest.fixture
def ask() -> Ask:
    """What a criterion with these keys counts on a site."""

    def give(files: Files, keys: Mapping[str, Any], starter: Files | None = None) -> Observation:
        return counting("count", observe(indexed(files, starter), PageParams(**keys)))

    return give
