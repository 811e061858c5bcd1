"""`docs/patterns.md`: each example finds what the page says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from grader.words.almost import almost
from tests.grader.scratch.pattern.conftest import Find, Observe

PAGE = Path(__file__).parents[4] / "docs" / "patterns.md"
EXAMPLE = re.compile(
    r"```blocks pattern([^\n]*)\n(.*?)```\s+```blocks project\n(.*?)```\s+Finds (\d+|nothing): ([^\n]+)", re.DOTALL
)
EXAMPLES = EXAMPLE.findall(PAGE.read_text("utf-8"))


def beside(said: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for word in said.split():
        if word == "exactly":
            found["exactly"] = True
        else:
            name, _, values = word.partition("=")
            found[name] = tuple(values.split(","))
    return found


def test_no_example_is_overlooked() -> None:
    assert len(EXAMPLES) == PAGE.read_text("utf-8").count("```blocks pattern") > 10


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[1].split("\n")[0])
def test_the_page_says_what_is_found(example: tuple[str, ...], found: Find, observed: Observe) -> None:
    said, pattern, project, count, expected = example
    seen = found(pattern, project, **beside(said))
    if count == "nothing":
        assert seen == []
        assert str(almost(observed(pattern, project, **beside(said)).values, "en")) == expected
    else:
        assert len(seen) == int(count)
        assert ", ".join(f"`{text}`" for text in seen) == expected
