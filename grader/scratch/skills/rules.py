"""What a skill rubric is made of: rules, each with a level, the finder of what makes it true, and the next step.

`G` is what a rubric reads: the records of the file (Dr. Scratch), or the program as LitterBox sees it. `B` is a block
of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Generic, TypeVar

G = TypeVar("G")
B = TypeVar("B")

# What makes a rule true: the blocks, the deciding one first. Empty where no block does it, None where nothing does.
Found = Sequence[B] | None
Finder = Callable[[G], Found[B]]


@dataclass(frozen=True, slots=True)
class Rule(Generic[G, B]):
    """One way to a level. Lower rules of a dimension need not hold."""

    level: int
    key: str  # names the rule; `words` has its sentence
    find: Finder[G, B]


Dimensions = Mapping[str, Sequence[Rule[G, B]]]


@dataclass(frozen=True, slots=True)
class Skill(Generic[B]):
    """A dimension of one project: its level, the rule that gave it, the blocks that make that rule true."""

    level: int
    of: int
    rule: str | None = None
    blocks: Sequence[B] = ()
    next_level: int | None = None
    next_rule: str | None = None


def measure(dimensions: Dimensions[G, B], ground: G, most: Mapping[str, int] | int) -> dict[str, Skill[B]]:
    """Every dimension. The highest rule that holds counts; one above the maximum is skipped; maximum 0 is off."""
    return {
        name: _measure(rules, ground, limit)
        for name, rules in dimensions.items()
        if (limit := most if isinstance(most, int) else most.get(name, 0))
    }


def _measure(rules: Sequence[Rule[G, B]], ground: G, limit: int) -> Skill[B]:
    following: Rule[G, B] | None = None
    for rule in sorted((rule for rule in rules if rule.level <= limit), key=_level, reverse=True):
        found = rule.find(ground)
        if found is not None:
            return Skill(rule.level, limit, rule.key, found, *_next(following))
        following = rule
    return Skill(0, limit, None, (), *_next(following))


def _next(rule: Rule[G, B] | None) -> tuple[int | None, str | None]:
    return (None, None) if rule is None else (rule.level, rule.key)


def _level(rule: Rule[G, B]) -> int:
    return rule.level


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a rubric, as it is published."""

    points: int
    of: int
    average: Fraction
    band: str | None  # None where the rubric has none


# From how many points on, by name of the band; the highest first.
Bands = Sequence[tuple[Fraction, str]]


def total(skills: Mapping[str, Skill[B]], bands: Callable[[int], Bands]) -> Total:
    """The sum, the average over the dimensions, and the band; `bands` gives those of a maximum."""
    points, of = sum(skill.level for skill in skills.values()), sum(skill.of for skill in skills.values())
    band = next((name for above, name in bands(of) if points > above), None)
    return Total(points, of, Fraction(points, len(skills) or 1), band)


def either(*finders: Finder[G, B], order: Callable[[B], int]) -> Finder[G, B]:
    """One of several ways; of those that hold, the one whose deciding block comes first in the file."""

    def find(ground: G) -> Found[B]:
        held = [found for finder in finders if (found := finder(ground)) is not None]
        return min(held, key=lambda found: order(found[0]) if found else _LAST, default=None)

    return find


def nth(blocks: Iterable[B], number: int) -> Found[B]:
    """The block that makes it so many."""
    for count, block in enumerate(blocks, 1):
        if count == number:
            return (block,)
    return None


_LAST: Final = 1 << 60
