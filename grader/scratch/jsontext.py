"""The text of a `project.json` as plain values, and such values as what a project needs: never trusted, never raising.

Every writer of Scratch files had its slips: numbers as text, `true` for a name, lone surrogates, `NaN`.
"""

from __future__ import annotations

import json
import math
from itertools import accumulate
from typing import Any, Final

import orjson

DEEPEST: Final = 200
_BRACKETS: Final = b"[]{}"
_NEITHER_BRACKETS_NOR_QUOTES: Final = bytes(sorted(set(range(256)) - set(_BRACKETS + b'"')))
_STEP: Final = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
# Bytes. What is quick takes much room, and where there is none it does not say so: it ends the process.
_QUICK: Final = 1_000_000
_DIGITS: Final = len(str(-(2**63)))
_LEAST, _MOST = -(2**63), 2**64 - 1
_QUICK_ROUNDS: Final = 16  # a real project is 7 deep


class JsonError(ValueError):
    """The text is not JSON, or nested deeper than allowed; `key` says which: `json-broken` or `json-deep`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def depth(data: bytes) -> int:
    """How deep brackets nest, without parsing, in linear time; of text that is not JSON a guess that is high enough."""
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    marks = data.translate(None, _NEITHER_BRACKETS_NOR_QUOTES)
    # Two quotes side by side change nothing about what is inside a text and what is outside.
    brackets = b"".join(marks.replace(b'""', b"").split(b'"')[::2])
    # Each round takes away the innermost level; a handful of these is far quicker than counting one by one.
    for level in range(_QUICK_ROUNDS):
        if not brackets:
            return level
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
    return _QUICK_ROUNDS + max(accumulate(map(_STEP.__getitem__, brackets)), default=0)


def parse(data: bytes, deepest: int = DEEPEST) -> Any:
    """The value of JSON text in UTF-8, UTF-16 or UTF-32, with or without a byte order mark. Raises JsonError."""
    if len(data) > _QUICK:
        return _parse_patiently(data, deepest)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        return _parse_patiently(data, deepest)
    if depth(data) > deepest:  # what is quick stops by itself at a thousand
        raise JsonError("json-deep")
    return value


def _parse_patiently(data: bytes, deepest: int) -> Any:
    """The same for what is large or not strictly JSON in UTF-8: other encodings, `NaN`, half characters."""
    text, plain = _decoded(data)
    if depth(data if plain else text.encode("utf-8", "replace")) > deepest:
        raise JsonError("json-deep")
    value = _loaded(text)
    if _may_hold_lone_surrogates(data, plain=plain):
        # No file, database or terminal takes half a character: it becomes the replacement sign, once, here.
        again = json.dumps(value, ensure_ascii=False)
        value = _loaded(again.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return value


def _decoded(data: bytes) -> tuple[str, bool]:
    encoding = json.detect_encoding(data)
    try:
        return data.decode(encoding, "surrogatepass"), encoding == "utf-8"
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), False


def _may_hold_lone_surrogates(data: bytes, *, plain: bool) -> bool:
    if plain and data.isascii() and b"\\" not in data:
        return False
    return not plain or b"\\ud" in data or b"\\uD" in data or b"\xed" in data


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False, parse_int=_whole)
    except RecursionError:
        raise JsonError("json-deep") from None
    except json.JSONDecodeError:
        raise JsonError("json-broken") from None


def _whole(digits: str) -> int | float:
    """A whole number; beyond 64 bits a float, as what is quick gives it, and as Scratch reads it."""
    number = int(digits) if len(digits) <= _DIGITS else math.inf
    return number if _LEAST <= number <= _MOST else float(digits)


def as_text(value: Any, default: str = "") -> str:
    """A single value as Scratch would show it; anything that is not one gives the default."""
    if type(value) is str:
        return value
    if value is True:
        return "true"
    if value is False:
        return "false"
    if type(value) is int:
        return str(value)
    if type(value) is float:
        return _float_text(value)
    return default


def _float_text(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value.is_integer() and abs(value) < 1e21:  # from there on JavaScript writes an exponent too
        return str(int(value))
    return repr(value)


def as_number(value: Any, default: float | None = None) -> float | None:
    """A finite number, also one written as text; else the default."""
    if type(value) is str:
        try:
            value = float(value)
        except ValueError:
            return default
    if type(value) not in {int, float}:
        return default
    try:
        number = float(value)
    except OverflowError:
        return default
    return number if math.isfinite(number) else default


def as_mapping(value: Any) -> dict[str, Any]:
    """The value when it is an object, else an empty one."""
    return value if type(value) is dict else {}


def as_list(value: Any) -> list[Any]:
    """The value when it is an array, else an empty one."""
    return value if type(value) is list else []


def as_json_list(value: Any) -> list[Any]:
    """A list that stands as JSON text inside JSON, as mutations hold it; a real list is taken too."""
    if type(value) is str:
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return []
    return as_list(value)


def json_texts(value: Any) -> tuple[str, ...]:
    """Such a list of texts."""
    return tuple(as_text(item) for item in as_json_list(value))
