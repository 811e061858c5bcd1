"""A `page:` criterion as data: which elements, and what must be true of each and of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from grader.website.index import WIDTH

From = Literal["external", "style", "inline"]
Via = Literal["class", "id", "element"]
Operator = Literal[
    "set", "own", "equals", "not", "min", "max", "differs_from", "family", "contrast", "unit_in"
]  # `one_of` is `equals` with several values


@dataclass(frozen=True, slots=True)
class StyleTest:
    """One thing that must be true of a property. `longhands` are the properties it is asked of."""

    name: str  # as the rubric writes it; a shorthand stands for its parts
    longhands: tuple[str, ...]
    operator: Operator
    values: tuple[Mapping[str, str], ...] = ()  # each a value for every longhand that it speaks about
    words: tuple[str, ...] = ()  # a family, units, a selector
    ratio: float = 0.0  # of a contrast; 0: what WCAG AA asks of the size of the text

    @property
    def singles(self) -> tuple[StyleTest, ...]:
        """The same test with one of its values each."""
        return tuple(replace(self, values=(value,), longhands=tuple(value)) for value in self.values)

    @property
    def any_side(self) -> bool:
        """One part of a shorthand is enough."""
        return self.operator in {"set", "own", "differs_from", "not"}


@dataclass(frozen=True, slots=True)
class TextTest:
    """What the words of an element must be."""

    min_words: int | None = None
    max_words: int | None = None
    contains: tuple[str, ...] = ()  # all of them


@dataclass(frozen=True, slots=True)
class AttributeTest:
    """What an attribute must be."""

    name: str
    there: bool = True
    filled: bool = False
    one_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    text: TextTest = field(default_factory=TextTest)


@dataclass(frozen=True, slots=True)
class Count:
    """How many elements there must be, in the whole site or on each of its pages."""

    least: int | None = None
    most: int | None = None
    each_page: bool = False

    def met(self, number: int) -> bool:
        """Whether so many are right."""
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the elements must hold: at least so many, and at least that part of them."""

    least: int = 1
    percent: float = 0.0

    def met(self, holding: int, every: int) -> bool:
        """Whether enough of them hold."""
        return holding >= self.least and holding * 100 >= self.percent * every - 1e-9


@dataclass(frozen=True, slots=True)
class Question:
    """A whole `page:` criterion."""

    selector: str
    style: tuple[StyleTest, ...] = ()
    text: TextTest | None = None
    attributes: tuple[AttributeTest, ...] = ()
    count: Count | None = None
    share: Share | None = None
    width: int = WIDTH
    origin: From | None = None
    via: Via | None = None

    def asks_style(self, *names: str) -> bool:
        """Whether one of these properties is asked about."""
        return any(name in test.longhands for test in self.style for name in names)
