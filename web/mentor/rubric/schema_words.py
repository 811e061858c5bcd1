"""What a rubric can say, for completion while she writes: keys by where they stand, values by their key, and blocks."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from grader.rubric.schema import FILE, schema
from grader.scratch.notation.template import Template, lexicon
from grader.scratch.opcodes import Arg, languages

TOP: Final = ""  # where the keys of the file itself stand
_WITH: Final = "with:"
_DEEP: Final = 12  # more than any place of a rubric lies inside others


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """For the script: `keys` by the key they stand under, `values` by key, `with` by check, `blocks`, all `words`."""
    whole = _schema()
    keys: defaultdict[str, set[str]] = defaultdict(set)
    values: defaultdict[str, set[str]] = defaultdict(set)
    for name in ("Rubric", "Pack"):
        _gather(whole["$defs"][name], whole["$defs"], TOP, (keys, values), _DEEP)
    params = {
        name.removeprefix(_WITH): sorted(node.get("properties", {}))
        for name, node in whole["$defs"].items()
        if name.startswith(_WITH)
    }
    return {
        "keys": _sorted(keys),
        "values": _sorted(values),
        "with": params,
        "words": sorted({word for word in _words(whole) if len(word) > 2}),
        "blocks": block_names(),
    }


def _schema() -> dict[str, Any]:
    # As it ships: making it anew looks into every check, which takes seconds.
    shipped: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else schema()
    return shipped


def block_names() -> tuple[str, ...]:
    """Every block as a pattern names it, in each language that blocks are known in; `_` stands for anything."""
    found = (
        _pattern(template)
        for language in languages()
        for template in lexicon(language).templates.values()
        if template.opcode.shape not in {"menu", "definition"}
    )
    return tuple(dict.fromkeys(name for name in found if name.strip("_()<>[] ")))


def _pattern(template: Template) -> str:
    row = "".join(piece if isinstance(piece, str) else _slot(piece) for piece in template.rows[0])
    shape = template.opcode.shape
    said = " ".join(row.split())
    return f"({said})" if shape == "reporter" else f"<{said}>" if shape == "boolean" else said


def _slot(arg: Arg) -> str:
    if arg.kind == "boolean":
        return "<_>"
    if arg.kind == "literal":
        return "[_]" if arg.literal in {"text", "colour"} else "(_)"
    return "[_ v]" if arg.is_field else "(_ v)"


def _gather(
    node: Any,
    known: Mapping[str, Any],
    under: str,
    found: tuple[defaultdict[str, set[str]], defaultdict[str, set[str]]],
    deep: int,
) -> None:
    """Keys and values below a node of the schema; a list's or a choice's parts stand under the same key."""
    if not isinstance(node, dict) or not deep:
        return
    if "$ref" in node:
        name = str(node["$ref"]).rsplit("/", 1)[-1]
        if not name.startswith(_WITH):
            _gather(known[name], known, under, found, deep - 1)
    keys, values = found
    values[under].update(one for one in node.get("enum", ()) if isinstance(one, str))
    for part in (node.get("items"), node.get("additionalProperties"), *node.get("anyOf", ()), *node.get("oneOf", ())):
        _gather(part, known, under, found, deep - 1)
    for key, part in node.get("properties", {}).items():
        keys[under].add(key)
        _gather(part, known, key, found, deep - 1)


def _sorted(found: Mapping[str, set[str]]) -> dict[str, list[str]]:
    return {name: sorted(one) for name, one in sorted(found.items()) if one}


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
