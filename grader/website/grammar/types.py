"""The basic types of CSS values: lengths, numbers, colours, names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from tinycss2.color4 import parse_color

from grader.website.colour import is_system
from grader.website.grammar.calculation import MATHS, kind_of
from grader.website.grammar.syntax import Type

WIDE: Final = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
ABSOLUTE: Final[Mapping[str, float]] = MappingProxyType(
    {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
)
LENGTHS: Final = frozenset(
    {*ABSOLUTE, "em", "rem", "ex", "rex", "ch", "rch", "cap", "rcap", "ic", "ric", "lh", "rlh"}
    | {f"{kind}{way}" for kind in ("", "s", "l", "d") for way in ("vw", "vh", "vmin", "vmax", "vi", "vb")}
    | {"cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax"}
)
_UNITS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "length": LENGTHS,
        "angle": frozenset({"deg", "grad", "rad", "turn"}),
        "time": frozenset({"s", "ms"}),
        "frequency": frozenset({"hz", "khz"}),
        "resolution": frozenset({"dpi", "dpcm", "dppx", "x"}),
        "flex": frozenset({"fr"}),
    }
)
UNITS: Final = frozenset().union(*_UNITS.values())
_COLOUR_CALLS: Final = frozenset({"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"})
_NEWER_COLOURS: Final = frozenset({"color-mix", "light-dark", "device-cmyk", "contrast-color", "alpha"})
_NOT_NAMES: Final = WIDE | {"default"}

Fit = bool | None  # None: no opinion


def fit(wanted: Type, token: Any) -> Fit:
    """Whether one token is of a basic type; None where nobody can tell here."""
    judge = _JUDGES.get(wanted.name)
    if judge is not None:
        return judge(wanted, token)
    return None


def known(name: str) -> bool:
    """Whether a type is a basic one."""
    return name in _JUDGES


def _inside(wanted: Type, value: float) -> bool:
    return wanted.low <= value <= wanted.high


def _maths(wanted: str, token: Any) -> Fit:
    """Whether a calculation gives such a thing."""
    if token.type != "function" or token.lower_name not in MATHS:
        return False
    kind = kind_of(token)
    if kind is None:
        return None
    if kind == "":
        return False
    return kind == wanted or (wanted == "integer" and kind == "number")


def _dimension(wanted: Type, token: Any) -> Fit:
    name = wanted.name
    if token.type == "dimension":
        return token.lower_unit in _UNITS[name] and _inside(wanted, token.value)
    if token.type == "number" and token.value == 0:
        return name == "length" and _inside(wanted, 0)
    return _maths(name, token)


def _percentage(wanted: Type, token: Any) -> Fit:
    if token.type == "percentage":
        return _inside(wanted, token.value)
    return _maths("percentage", token)


def _number(wanted: Type, token: Any) -> Fit:
    if token.type == "number":
        return _inside(wanted, token.value)
    return _maths("number", token)


def _integer(wanted: Type, token: Any) -> Fit:
    if token.type == "number":
        return token.is_integer and _inside(wanted, token.value)
    return _maths("integer", token)


def _length_percentage(wanted: Type, token: Any) -> Fit:
    if token.type == "function":
        return any(_maths(kind, token) for kind in ("length", "percentage", "length-percentage")) or _maths("", token)
    return _dimension(Type("length", wanted.low, wanted.high), token) or _percentage(wanted, token)


def _number_percentage(wanted: Type, token: Any) -> Fit:
    return _number(wanted, token) or _percentage(wanted, token)


def _zero(_: Type, token: Any) -> Fit:
    return bool(token.type == "number" and token.value == 0)


def _colour(_: Type, token: Any) -> Fit:
    if token.type in {"ident", "hash"}:
        return parse_color(token) is not None or (token.type == "ident" and is_system(token.value))
    if token.type != "function":
        return False
    if token.lower_name in _NEWER_COLOURS:
        return None
    if token.lower_name not in _COLOUR_CALLS:
        return False
    inner = [part for part in token.arguments if part.type not in {"whitespace", "comment"}]
    if any(part.type == "function" or (part.type == "ident" and part.lower_value == "from") for part in inner):
        return None  # a calculation, or one colour made from another
    return parse_color(token) is not None


def _identifier(_: Type, token: Any) -> Fit:
    return bool(token.type == "ident")


def _own_name(_: Type, token: Any) -> Fit:
    return bool(token.type == "ident" and token.lower_value not in _NOT_NAMES)


def _dashed(_: Type, token: Any) -> Fit:
    return bool(token.type == "ident" and token.value.startswith("--"))


def _string(_: Type, token: Any) -> Fit:
    return bool(token.type == "string")


def _url(_: Type, token: Any) -> Fit:
    if token.type == "function":
        return bool(token.lower_name in {"url", "src"})
    return bool(token.type == "url")


def _nobody_knows(_: Type, __: Any) -> Fit:
    return None


_JUDGES: Final[Mapping[str, Callable[[Type, Any], Fit]]] = MappingProxyType(
    {
        **dict.fromkeys(_UNITS, _dimension),
        "percentage": _percentage,
        "number": _number,
        "integer": _integer,
        "length-percentage": _length_percentage,
        "number-percentage": _number_percentage,
        "zero": _zero,
        "color": _colour,
        "ident": _identifier,
        "custom-ident": _own_name,
        "dashed-ident": _dashed,
        "custom-property-name": _dashed,
        "string": _string,
        "url": _url,
        "any-value": _nobody_knows,
        "declaration-value": _nobody_knows,
        "urange": _nobody_knows,
    }
)
