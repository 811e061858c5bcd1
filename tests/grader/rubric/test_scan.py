from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from grader.rubric.load import SHIPPED
from grader.rubric.nodes import meaning
from grader.rubric.scan import tokens

PIECES = st.sampled_from(
    ["a", "key: ", "- ", "\n", "  ", "{", "}", "[", "]", ",", ": ", '"', "'", "#", " # ", "|\n", ">-\n", "&a ", "*a",
     "!t ", "? ", "\r\n", "\u2028", "\ufeff", "\u200b", "ពិន្ទុ", "---\n", "...\n", "\\n", "1", "😀"]
)  # fmt: skip


def _facts(found: list[Any]) -> list[Any]:
    return [
        (
            type(token).__name__,
            getattr(token, "value", None),
            getattr(token, "style", None),
            *((mark.index, mark.line, mark.column) for mark in (token.start_mark, token.end_mark)),
        )
        for token in found
    ]


def _read(text: str, *, own: bool) -> Any:
    try:
        return _facts(tokens(text) if own else list(YAML(typ="safe", pure=True).scan(text)))
    except YAMLError as error:
        return type(error), str(error)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_the_tokens_are_those_of_ruamel(text: str) -> None:
    assert _read(text, own=True) == _read(text, own=False)


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.yaml")), ids=lambda path: path.parent.name)
def test_rubrics_mean_what_ruamel_reads(path: Any) -> None:
    from grader.rubric.source import read

    def lists(value: Any) -> Any:
        if isinstance(value, tuple):
            return [lists(item) for item in value]
        return {key: lists(item) for key, item in value.items()} if isinstance(value, dict) else value

    data = path.read_bytes()
    file, tree = read(data, path.name)
    assert not file.problems
    assert lists(tree.value) == YAML(typ="safe", pure=True).load(data.decode())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("-3", -3), ("1.5", 1.5), ("១២", 12), ("១.៥", 1.5), ("true", True), ("False", False),
        ("null", None), ("~", None), ("", None), ("no", "no"), ("on", "on"), ("y", "y"), ("1:30", "1:30"),
        ("2024-01-01", "2024-01-01"), ("1_000", "1_000"), ("0o17", "0o17"), (".", "."), ("-", "-"), ("1e3", 1000.0),
        ("1e999", "1e999"),
        ("9" * 40, "9" * 40), ("២ក", "២ក"),
    ],
)  # fmt: skip
def test_what_words_without_quotes_mean(text: str, value: Any) -> None:
    found = meaning(text)
    assert found == value
    assert type(found) is type(value)
