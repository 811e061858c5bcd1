"""Kinds of attribute values and whether a value is one of them: numbers, colours, dates, languages, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from grader.website.conformance import urls

_SPACES = re.compile(r"[ \t\n\f\r]")
_FLOAT = r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,3})?)?"
_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_LANGUAGE = re.compile(r"(?:([a-z]{2,3})(?:-[a-z0-9]{1,8})*|x(?:-[a-z0-9]{1,8})+|i-[a-z]+)\Z", re.IGNORECASE)
# ISO 639-1. Of the languages with three letters there are eight thousand: any three will do.
_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz "
    "ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik "
    "in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg "
    "mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro "
    "ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty "
    "ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_TWO_LETTERS = frozenset(_CODES.split())
_ZONE = r"(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])"

_BY_CLOCK = re.compile(rf"(?:{_TIME}|{_ZONE}|[0-9]{{4,}})\Z")
_DAY_OF_YEAR = re.compile(r"(?:--)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\Z")
_LENGTH = re.compile(r"(?:P[0-9DT][0-9DTHMS.]*|\s*[0-9].*[smhdw]\s*)\Z", re.IGNORECASE | re.DOTALL)

Kind = Callable[[str], bool]


def _by(pattern: str, flags: int = 0) -> Kind:
    compiled = re.compile(rf"(?:{pattern})\Z", flags)
    return lambda value: compiled.match(value) is not None


def _or_empty(test: Kind) -> Kind:
    return lambda value: not value or test(value)


def is_day(value: str) -> bool:
    """A day that is in the calendar: 2026-02-28."""
    found = re.match(r"([0-9]{4,})-([0-9]{2})-([0-9]{2})\Z", value)
    if found is None:
        return False
    year, month, day = (int(part) for part in found.groups())
    try:
        # The calendar repeats after 400 years, and Python's ends with the year 9999.
        date(year % 400 + 400, month, day)
    except ValueError:
        return False
    return year > 0


def is_month(value: str) -> bool:
    """A month: 2026-02."""
    return is_day(value + "-01")


def is_week(value: str) -> bool:
    """A week of a year: 2026-W09."""
    found = re.match(r"([0-9]{4,})-W([0-9]{2})\Z", value)
    if found is None or int(found[1]) == 0:
        return False
    year, week = int(found[1]) % 400 + 400, int(found[2])
    return 1 <= week <= date(year, 12, 28).isocalendar()[1]


def is_moment(value: str) -> bool:
    """A day and a time: 2026-02-28T09:30."""
    found = re.match(rf"(.*?)[T ]{_TIME}\Z", value)
    return found is not None and is_day(found[1])


def is_point(value: str) -> bool:
    """A moment with its time zone: 2026-02-28T09:30Z."""
    found = re.match(rf"(.*?){_ZONE}\Z", value)
    return found is not None and is_moment(found[1])


def is_time(value: str) -> bool:
    """What `<time datetime>` takes: a day or a part of one, a year, a week, a length of time."""
    forms = (_BY_CLOCK, _DAY_OF_YEAR, _LENGTH)
    tests = (is_day, is_month, is_week, is_moment, is_point)
    return any(form.match(value) for form in forms) or any(test(value) for test in tests)


def is_language(value: str) -> bool:
    """The code of a language: km, en-GB."""
    found = _LANGUAGE.match(value)
    return found is not None and (found[1] is None or len(found[1]) > 2 or found[1].lower() in _TWO_LETTERS)


def is_mime(value: str) -> bool:
    """A media type: text/html; charset=utf-8."""
    return re.match(rf"{_NAME}/{_NAME}(?:\s*;\s*{_NAME}=(?:{_NAME}|\"[^\"]*\"))*\Z", value) is not None


def is_target(value: str) -> bool:
    """The name of a window: not empty, and behind `_` one of the four known."""
    known = {"_blank", "_self", "_parent", "_top"}
    return bool(value) and (not value.startswith("_") or value.lower() in known)


def is_pictures(value: str) -> bool:
    """Candidates of `srcset`: an address, and a width or a density."""
    candidates = [part.split() for part in re.split(r",\s+|,$", value.strip())]
    return all(
        0 < len(parts) <= 2 and (len(parts) == 1 or re.match(rf"(?:[1-9][0-9]*w|{_FLOAT}x)\Z", parts[1]))
        for parts in candidates
    )


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "whole": _by("[0-9]+"),
        "positive": _by("0*[1-9][0-9]*"),
        "integer": _by("-?[0-9]+"),
        "number": _by(_FLOAT),
        "number-from-0": _by(_FLOAT[2:] + r"|-0+(?:\.0+)?"),
        "number-above-0": lambda value: _by(_FLOAT[2:])(value) and float(value) > 0,
        "span": lambda value: _by("0*[1-9][0-9]*")(value) and int(value) <= 1000,
        "id": lambda value: bool(value) and not _SPACES.search(value),
        "one-sign": lambda value: len(value) == 1,
        "filled": lambda value: bool(value.strip()),
        "any-but-empty": bool,
        "hash-name": lambda value: value.startswith("#") and len(value) > 1,
        "colour": _by("#[0-9a-fA-F]{6}"),
        "language": is_language,
        "language-or-empty": lambda value: not value or is_language(value),
        "day": is_day,
        "month": is_month,
        "week": is_week,
        "time": _by(_TIME),
        "moment": is_moment,
        "day-or-point": lambda value: is_day(value) or is_point(value),
        "time-of-any-kind": is_time,
        "media-type": is_mime,
        "media-type-parts": lambda value: all(
            is_mime(part.strip()) or re.match(r"\.[^\s,]+\Z|(?:audio|video|image)/\*\Z", part.strip())
            for part in value.split(",")
        ),
        "address": lambda value: urls.slip(value) is None,
        "filled-address": lambda value: bool(value) and urls.slip(value) is None,
        "absolute-address": lambda value: urls.is_absolute(value) and urls.slip(value) is None,
        "window": is_target,
        "window-of-her-own": lambda value: bool(value) and not value.startswith("_"),
        "pictures": is_pictures,
        **{
            f"{name}-or-empty": _or_empty(test)
            for name, test in (
                ("number", _by(_FLOAT)),
                ("day", is_day),
                ("month", is_month),
                ("week", is_week),
                ("time", _by(_TIME)),
                ("moment", is_moment),
                ("colour", _by("#[0-9a-fA-F]{6}")),
            )
        },
        "utf-8": lambda value: value.lower() == "utf-8",
    }
)
