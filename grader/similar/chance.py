"""How surprising it is that two people write the same blocks: measured in bits against the rest of their class.

Each token is as likely as it is after the one before it, in the class without the two and in what beginners write
anyway. What repeats itself is worth little the second time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import lgamma, log, log2
from pathlib import Path
from typing import Final

from grader.similar import tokens

_START: Final = 0  # stands before the first token of a script
_ANY: Final = 1 / 16  # how likely a kind of block is that nobody else used
_TRUST_IN_ANY: Final = 40.0  # how many blocks of others it weighs as much as
_TRUST_IN_SINGLE: Final = 4.0  # and what a single block is, against what it is after another
_TOLD_TWICE: Final = 30.0  # how much a step inside the likeness itself weighs, when it comes again
_MOST: Final = 8.0  # bits of one token: nothing proves more


class Counts:
    """How often each token, and each step from one to the next, stands in some scripts."""

    __slots__ = ("after", "single", "steps", "total")

    def __init__(self, scripts: Iterable[Sequence[int]] = ()) -> None:
        self.single: Counter[int] = Counter()
        self.after: Counter[int] = Counter()
        self.steps: Counter[tuple[int, int]] = Counter()
        self.total = 0
        for script in scripts:
            before = _START
            for token in script:
                self.single[token] += 1
                self.after[before] += 1
                self.steps[before, token] += 1
                before = token
            self.total += len(script)

    def add(self, other: Counts) -> None:
        """Count these too."""
        self.single.update(other.single)
        self.after.update(other.after)
        self.steps.update(other.steps)
        self.total += other.total


class Surprise:
    """What is surprising about two projects of a class. It learns as it is asked: see `bits`."""

    def __init__(self, everybody: Counts, *two: Counts) -> None:
        self._all = everybody
        self._two = two
        self._told: Counter[tuple[int, int]] = Counter()
        self._told_after: Counter[int] = Counter()

    def bits(self, before: int | None, token: int) -> float:
        """How surprising that token is after the one before it (None at the top). The same step later is less so."""
        first = _START if before is None else before
        step = (first, token)
        told, told_after = self._told[step], self._told_after[first]
        seen = self._all.steps[step] - sum(counts.steps[step] for counts in self._two)
        seen_after = self._all.after[first] - sum(counts.after[first] for counts in self._two)
        likely = (seen + _TOLD_TWICE * told + _TRUST_IN_SINGLE * self.single(token)) / (
            seen_after + _TOLD_TWICE * told_after + _TRUST_IN_SINGLE
        )
        self._told[step] += 1
        self._told_after[first] += 1
        return min(_MOST, -log2(likely))

    def single(self, token: int) -> float:
        """How likely a token is anywhere."""
        seen = self._all.single[token] - sum(counts.single[token] for counts in self._two)
        total = self._all.total - sum(counts.total for counts in self._two)
        return (seen + _TRUST_IN_ANY * _ANY) / (total + _TRUST_IN_ANY)

    def bits_of_bag(self, bag: Sequence[int]) -> float:
        """How surprising the same blocks are in whatever order."""
        told: Counter[int] = Counter()
        bits = 0.0
        for place, token in enumerate(bag):
            again = _TOLD_TWICE * told[token] + _TRUST_IN_SINGLE * self.single(token)
            bits += min(_MOST, -log2(again / (_TOLD_TWICE * place + _TRUST_IN_SINGLE)))
            told[token] += 1
        orders = lgamma(len(bag) + 1) - sum(lgamma(count + 1) for count in told.values())
        return bits - orders / log(2)


@lru_cache(maxsize=1)
def usual() -> tuple[tokens.Sequence, ...]:
    """What beginners write anyway."""
    from grader.scratch.model import ScratchProject, Target
    from grader.scratch.notation import read_scripts

    text = (Path(__file__).parent / "common.blocks").read_text(encoding="utf-8")
    stage = Target("Stage", stage=True, scripts=read_scripts(text))
    return tokens.sequences(ScratchProject((stage,)))
