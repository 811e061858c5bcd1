"""Media queries: whether the rules behind `@media` hold on a screen of some width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.website.values import ident, pixels, words

_HEIGHTS = {360: 640}  # of a phone; every other width is a laptop's
_TRUE_TYPES = frozenset({"all", "screen"})
_SWAPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}


def holds(query: Sequence[Any], width: int) -> bool:
    """Whether a comma-separated list of media queries holds; an empty one always does."""
    parts = words(query)
    if not parts:
        return True
    queries: list[list[Any]] = [[]]
    for part in parts:
        if part == ",":
            queries.append([])
        else:
            queries[-1].append(part)
    try:
        return any(_one(one, width) for one in queries)
    except RecursionError:  # hundreds of brackets in brackets
        return False


def _one(parts: list[Any], width: int) -> bool:
    if not parts:
        return False
    turned = ident(parts[0]) == "not"
    if turned or ident(parts[0]) == "only":
        parts = parts[1:]
    result = True
    for at, part in enumerate(parts):
        word = ident(part)
        if word == "or" and at and result:
            break
        if word == "or":
            result = True
        elif word == "not":
            continue
        elif word is not None and word != "and":
            result = result and word in _TRUE_TYPES
        elif part.type == "() block":
            inverted = at > 0 and ident(parts[at - 1]) == "not"
            result = result and (_feature(words(part.content), width) != inverted)
        elif part.type != "ident":
            return False
    return result != turned


def _feature(parts: list[Any], width: int) -> bool:
    """One condition in brackets. What a page cannot know before it is shown does not hold."""
    if not parts:
        return False
    if parts[0].type == "() block":
        return _one(parts, width)
    if len(parts) >= 3 and parts[1] == ":":
        return _plain(str(ident(parts[0])), parts[2:], width)
    return _range(parts, width) if len(parts) > 1 else ident(parts[0]) in {"width", "height", "color", "hover"}


def _plain(name: str, value: list[Any], width: int) -> bool:
    height = _HEIGHTS.get(width, 800)
    if name == "orientation":
        return ident(value[0]) == ("landscape" if width >= height else "portrait")
    bound = pixels(value[0], 16.0)
    if bound is None:
        return (name, ident(value[0])) in {("hover", "hover"), ("pointer", "fine"), ("prefers-color-scheme", "light")}
    size = {"width": width, "device-width": width, "height": height, "device-height": height}
    plain_name = name.removeprefix("min-").removeprefix("max-")
    if plain_name not in size:
        return False
    if name.startswith("min-"):
        return size[plain_name] >= bound
    return size[plain_name] <= bound if name.startswith("max-") else size[plain_name] == bound


def _range(parts: list[Any], width: int) -> bool:
    """`width >= 600px` and `400px <= width < 700px`; tinycss2 gives `<` and `=` one by one."""
    joined: list[Any] = []
    for part in parts:
        if part == "=" and joined and joined[-1] in {"<", ">"}:
            joined[-1] += "="
        else:
            joined.append(str(part.value) if part.type == "literal" else part)
    names = [at for at, part in enumerate(joined) if not isinstance(part, str) and ident(part) in {"width", "height"}]
    if len(names) != 1:
        return False
    at = names[0]
    size = width if ident(joined[at]) == "width" else _HEIGHTS.get(width, 800)
    result = True
    if at >= 2:
        result = result and _compare(size, _SWAPPED.get(joined[at - 1]), pixels(joined[at - 2], 16.0))
    if at + 2 < len(joined):
        result = result and _compare(size, joined[at + 1], pixels(joined[at + 2], 16.0))
    return result


def _compare(size: float, sign: Any, bound: float | None) -> bool:
    if bound is None:
        return False
    return {"<": size < bound, "<=": size <= bound, ">": size > bound, ">=": size >= bound, "=": size == bound}.get(
        sign, False
    )
