"""Names of CSS properties: which exist, which are inherited, which stand for several, and where they begin."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from grader.website.grammar.data import data

SIDES = ("top", "right", "bottom", "left")
CORNERS = ("top-left", "top-right", "bottom-right", "bottom-left")
_PARTS = ("width", "style", "color")
# Text runs from left to right here: of the languages that run the other way no course is known to us.
_WAYS: Final = {"block": ("top", "bottom"), "inline": ("left", "right")}
_ENDS = ("start", "end")


def _logical() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names that go with the run of the text, and the sides they stand for."""
    for way, sides in _WAYS.items():
        for box in ("margin", "padding"):
            yield f"{box}-{way}", tuple(f"{box}-{side}" for side in sides)
            yield from ((f"{box}-{way}-{end}", (f"{box}-{side}",)) for end, side in zip(_ENDS, sides, strict=True))
        yield f"inset-{way}", sides
        yield from ((f"inset-{way}-{end}", (side,)) for end, side in zip(_ENDS, sides, strict=True))
        yield f"border-{way}", tuple(f"border-{side}-{part}" for part in _PARTS for side in sides)
        for part in _PARTS:
            yield f"border-{way}-{part}", tuple(f"border-{side}-{part}" for side in sides)
        for end, side in zip(_ENDS, sides, strict=True):
            yield f"border-{way}-{end}", tuple(f"border-{side}-{part}" for part in _PARTS)
            yield from ((f"border-{way}-{end}-{part}", (f"border-{side}-{part}",)) for part in _PARTS)
    for bound in ("", "min-", "max-"):
        yield f"{bound}inline-size", (f"{bound}width",)
        yield f"{bound}block-size", (f"{bound}height",)


# Names that go with the run of the text; those of one side are a side by another name.
LOGICAL: Final[Mapping[str, tuple[str, ...]]] = dict(_logical())

# Shorthands that `shorthands.py` takes apart, and the properties they set.
SHORTHANDS: Final[Mapping[str, tuple[str, ...]]] = {
    "margin": tuple(f"margin-{side}" for side in SIDES),
    "padding": tuple(f"padding-{side}" for side in SIDES),
    "inset": SIDES,
    **{f"border-{part}": tuple(f"border-{side}-{part}" for side in SIDES) for part in _PARTS},
    **{f"border-{side}": tuple(f"border-{side}-{part}" for part in _PARTS) for side in SIDES},
    "border": tuple(f"border-{side}-{part}" for part in _PARTS for side in SIDES),
    "outline": ("outline-width", "outline-style", "outline-color"),
    "border-radius": tuple(f"border-{corner}-radius" for corner in CORNERS),
    "background": (
        "background-color",
        "background-image",
        "background-repeat",
        "background-attachment",
        "background-position",
        "background-size",
        "background-origin",
        "background-clip",
    ),
    "font": (
        "font-style",
        "font-variant",
        "font-weight",
        "font-stretch",
        "font-size",
        "line-height",
        "font-family",
    ),
    "list-style": ("list-style-type", "list-style-position", "list-style-image"),
    "text-decoration": (
        "text-decoration-line",
        "text-decoration-style",
        "text-decoration-color",
        "text-decoration-thickness",
    ),
    "flex": ("flex-grow", "flex-shrink", "flex-basis"),
    "flex-flow": ("flex-direction", "flex-wrap"),
    "gap": ("row-gap", "column-gap"),
    "overflow": ("overflow-x", "overflow-y"),
    **{f"place-{what}": (f"align-{what}", f"justify-{what}") for what in ("items", "content", "self")},
    **LOGICAL,
}

# What the table leaves to browsers, or says in another way than they do.
_BEGIN: Final[Mapping[str, str]] = {
    "color": "black",
    "font-weight": "400",
    "font-family": '"Times New Roman"',  # of browsers as they come
    "text-align": "start",
    "font-variant": "normal",
    "background-position": "0% 0%",
    "background-size": "auto",
    "quotes": "auto",
    **dict.fromkeys(SIDES, "auto"),
    **{f"border-{side}-color": "currentcolor" for side in SIDES},
    "outline-color": "currentcolor",
    **{f"margin-{side}": "0" for side in SIDES},
}


class _Initial(Mapping[str, str]):
    """What a property is where nobody sets it; the others begin with what the browser likes."""

    def __getitem__(self, name: str) -> str:
        return initials()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(initials())

    def __len__(self) -> int:
        return len(initials())


class _Names(AbstractSet[str]):
    """Names that stand in the table, read when somebody asks."""

    def __init__(self, names: Callable[[], Collection[str]]) -> None:
        self._names = names

    @classmethod
    def _from_iterable(cls, found: Iterable[str]) -> frozenset[str]:  # type: ignore[override]  # a plain set will do
        return frozenset(found)

    def __contains__(self, name: object) -> bool:
        return name in self._names()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(self._names())


INITIAL: Final[Mapping[str, str]] = _Initial()
KNOWN: Final[AbstractSet[str]] = _Names(lambda: data().properties)
INHERITED: Final[AbstractSet[str]] = _Names(
    lambda: data().inherited
)  # the properties that pass on to what stands inside


@lru_cache(maxsize=1)
def initials() -> Mapping[str, str]:
    """The initial value of every property that is no shorthand."""
    found = {name: one.initial for name, one in data().properties.items() if one.initial and name not in SHORTHANDS}
    found.pop("all", None)
    return {**found, **_BEGIN}


@lru_cache(maxsize=1)
def everything() -> tuple[str, ...]:
    """The properties that `all` sets."""
    return tuple(name for name in initials() if name not in {"direction", "unicode-bidi"})
