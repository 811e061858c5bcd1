"""Media queries: whether the rules behind `@media` hold on a screen of some width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.website.values import ident, pixels, words

_HEIGHTS = {360: 640}  # of a phone; every other width is a laptop's
_LAPTOP = 800
_TRUE_TYPES = frozenset({"all", "screen"})
_SWAPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}
# What the usual machine says of itself. A feature alone in its brackets holds when it is none of the last set.
_FEATURES = {
    "hover": "hover",
    "any-hover": "hover",
    "pointer": "fine",
    "any-pointer": "fine",
    "prefers-color-scheme": "light",
    "prefers-reduced-motion": "no-preference",
    "prefers-reduced-transparency": "no-preference",
    "prefers-contrast": "no-preference",
    "prefers-reduced-data": "no-preference",
    "forced-colors": "none",
    "inverted-colors": "none",
    "update": "fast",
    "overflow-block": "scroll",
    "overflow-inline": "scroll",
    "scan": "progressive",
    "color-gamut": "srgb",
    "dynamic-range": "standard",
    "display-mode": "browser",
    "scripting": "enabled",
    "grid": "0",
    "monochrome": "0",
}
_OFF = frozenset({"none", "no-preference", "0"})
_DENSITIES = {"dppx": 1.0, "x": 1.0, "dpi": 1 / 96, "dpcm": 2.54 / 96}


def height_of(width: int) -> int:
    """How high a window of that width is, in CSS pixels."""
    return _HEIGHTS.get(width, _LAPTOP)


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
    """One condition in brackets. What no browser knows does not hold."""
    if not parts:
        return False
    if parts[0].type == "() block" or (ident(parts[0]) == "not" and len(parts) > 1):
        return _one(parts, width)
    name = ident(parts[0])
    if name is not None and len(parts) >= 3 and parts[1] == ":":
        return _plain(name, parts[2:], width)
    if len(parts) > 1:
        return _range(parts, width)
    if name in _FEATURES:
        return _FEATURES[name] not in _OFF
    return name in {
        "width",
        "height",
        "device-width",
        "device-height",
        "aspect-ratio",
        "color",
        "resolution",
        "orientation",
    }


def _plain(name: str, value: list[Any], width: int) -> bool:
    bare = name.removeprefix("-webkit-").removeprefix("min-").removeprefix("max-")
    if name == "orientation":
        return ident(value[0]) == ("landscape" if width > height_of(width) else "portrait")
    if name in _FEATURES:
        said = ident(value[0]) or (str(value[0].int_value) if value[0].type == "number" else "")
        return said == _FEATURES[name]
    size, bound = _size(bare, width), _bound(bare, value)
    if size is None or bound is None:
        return False
    if "min-" in name:
        return size >= bound
    return size <= bound if "max-" in name else abs(size - bound) < 1e-6


def _size(name: str, width: int) -> float | None:
    height = height_of(width)
    return {
        "width": width,
        "device-width": width,
        "height": height,
        "device-height": height,
        "aspect-ratio": width / height,
        "device-aspect-ratio": width / height,
        "resolution": 1.0,
        "device-pixel-ratio": 1.0,
        "color": 8.0,
        "color-index": 0.0,
        "monochrome": 0.0,
    }.get(name)


def _bound(name: str, value: list[Any]) -> float | None:
    """What a size is compared with: pixels, a ratio, so many dots."""
    first = value[0]
    if name.endswith("aspect-ratio"):
        if len(value) == 3 and value[1] == "/" and value[2].type == "number" and value[2].value:
            return float(first.value / value[2].value) if first.type == "number" else None
        return float(first.value) if first.type == "number" and len(value) == 1 else None
    if len(value) != 1:
        return None
    if name == "resolution":
        return float(first.value) * _DENSITIES[first.lower_unit] if _is_density(first) else None
    if name in {"device-pixel-ratio", "color", "color-index", "monochrome"}:
        return float(first.value) if first.type == "number" else None
    return pixels(first, 16.0)


def _is_density(token: Any) -> bool:
    return token.type == "dimension" and token.lower_unit in _DENSITIES


def _range(parts: list[Any], width: int) -> bool:
    """`width >= 600px` and `400px <= width < 700px`; tinycss2 gives `<` and `=` one by one."""
    sides: list[list[Any]] = [[]]
    signs: list[str] = []
    for part in parts:
        if part == "=" and not sides[-1] and signs and signs[-1] in {"<", ">"}:
            signs[-1] += "="
        elif part in ("<", ">", "="):
            signs.append(str(part.value))
            sides.append([])
        else:
            sides[-1].append(part)
    at = next((at for at, side in enumerate(sides) if len(side) == 1 and _is_name(side[0], width)), None)
    if at is None or len(sides) > 3 or not all(sides) or (len(sides) == 3 and at != 1):
        return False
    name = str(ident(sides[at][0]))
    size = _size(name, width)
    result = True
    if at > 0:
        result = _compare(size, _SWAPPED.get(signs[at - 1]), _bound(name, sides[at - 1]))
    if at + 1 < len(sides):
        result = result and _compare(size, signs[at], _bound(name, sides[at + 1]))
    return result


def _is_name(token: Any, width: int) -> bool:
    word = ident(token)
    return word is not None and _size(word, width) is not None


def _compare(size: float | None, sign: str | None, bound: float | None) -> bool:
    if size is None or bound is None:
        return False
    return {"<": size < bound, "<=": size <= bound, ">": size > bound, ">=": size >= bound, "=": size == bound}.get(
        sign or "", False
    )
