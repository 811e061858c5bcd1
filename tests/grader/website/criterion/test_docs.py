"""`docs/page-criteria.md`: each example finds what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.rubric.model import BESIDE
from grader.rubric.source import read
from grader.website.criterion.names import OPERATORS, TEXT_KEYS
from grader.words.nearly import nearly
from tests.grader.website.criterion.conftest import Ask

PAGE = Path(__file__).parents[4] / "docs" / "page-criteria.md"
TEXT = PAGE.read_text("utf-8")
EXAMPLE = re.compile(
    r"```yaml page\n(.*?)```\s+((?:```(?:html|css) \S+\n.*?```\s+)+)Finds (\d+|nothing) of (\d+): ([^\n]+)", re.DOTALL
)
FILE = re.compile(r"```(?:html|css) (\S+)\n(.*?)```", re.DOTALL)
EXAMPLES = EXAMPLE.findall(TEXT)


def test_no_example_is_overlooked() -> None:
    assert len(EXAMPLES) == TEXT.count("```yaml page") > 20


@pytest.mark.parametrize("key", [key for key, source in BESIDE.items() if source == "page"])
def test_every_key_stands_there(key: str) -> None:
    asked = "\n".join(example[0] for example in EXAMPLES)
    assert f"`{key}" in TEXT
    assert re.search(rf"^{key}:", asked, re.MULTILINE) or key in {"rendered", "scripts"}


@pytest.mark.parametrize("word", [*OPERATORS, *TEXT_KEYS])
def test_every_test_stands_there(word: str) -> None:
    assert f"`{word}`" in TEXT


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0].replace("\n", " ").strip())
def test_the_page_says_what_is_found(example: tuple[str, ...], ask: Ask) -> None:
    keys, files, count, looked_at, expected = example
    seen = ask(dict(FILE.findall(files)), read(keys.encode(), "page.yaml")[1].value)
    assert seen.looked_at == int(looked_at)
    if count == "nothing":
        assert seen.amount == 0
        assert str(nearly(seen.values, "en")) == expected
    else:
        assert seen.amount == int(count)
        assert ", ".join(f"`{place.text}`" for place in seen.places) == expected
