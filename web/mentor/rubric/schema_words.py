"""The words that a rubric can use, for completion while she writes: keys, checks, and what may stand behind a key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from grader.rubric.schema import schema


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    """All of them, by alphabet."""
    return tuple(sorted({word for word in _words(schema()) if len(word) > 2}))


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _words(one)
    if not isinstance(node, dict):
        return
    if isinstance(node.get("properties"), dict):
        yield from node["properties"]
    if isinstance(node.get("enum"), list):
        yield from (one for one in node["enum"] if isinstance(one, str))
    for one in node.values():
        yield from _words(one)
