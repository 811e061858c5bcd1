"""Pairs of projects whose scripts share more than chance explains.

1. Every stretch of five tokens is looked up in one index of the whole class.
2. What came with the starter, what more than a third of the class has, and what every first lesson shows, is taken out.
3. Projects that share some of what is left are looked at closely: the longest stretches both have, side by side.
4. The chance of each stretch is measured against the class. Reported is what would come about by chance in one class
   of a thousand, or less often.

Time grows with the size of the class and the number of pairs that share something rare, not with the number of pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Sequence as Row
from dataclasses import dataclass, field
from itertools import combinations
from math import log2
from typing import Final

from grader.similar.chance import Counts, Surprise, usual
from grader.similar.stretches import Run, longest, runs
from grader.similar.tokens import END, Sequence

GRAM: Final = 5  # tokens
SHARED_BY: Final = 3  # of a class: what more than one in three has is taken out
FEW: Final = 2  # but never what two have
MANY: Final = 40  # holders of a stretch from which on only neighbours in the list are put together
NEIGHBOURS: Final = 3
LEAST_SHARED: Final = 4  # stretches of five for a closer look
CLOSEST: Final = 12  # works that one work is looked at beside; of a larger group that shares all, some of the pairs
LEAST_BLOCKS: Final = 10  # that two share, without what is taken out
LEAST_TELLING: Final = 6  # of them that are not a matter of course where they stand
ONCE_IN: Final = 1000  # classes: how rarely chance alone may bring about what is reported


@dataclass(frozen=True, slots=True)
class Stretch:
    """A script of each that are alike: numbers of target and script, and how many blocks they share."""

    first: tuple[int, int]
    second: tuple[int, int]
    blocks: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two works by their number. `blocks` are shared, of `of_first` and `of_second` that are their own."""

    first: int
    second: int
    blocks: int
    of_first: int
    of_second: int
    bits: float  # how surprising it is, past what so many pairs of a class explain
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The pairs of a class, the most surprising first, and how many blocks were taken out of all works."""

    works: int
    pairs: tuple[Pair, ...]
    taken_out: int


@dataclass(frozen=True, slots=True)
class _Worth:
    """What a likeness is worth: bits of surprise, and shared blocks that are not taken out."""

    bits: float
    blocks: int
    telling: int  # blocks of more than a bit


@dataclass(frozen=True, slots=True)
class _Holders:
    """By stretch, and by the blocks of a script in any order: the works that have it."""

    stretches: dict[int, list[int]]
    bags: dict[int, list[int]]


@dataclass(slots=True)
class _Work:
    scripts: Row[Sequence]
    counts: Counts
    weights: list[list[float]] = field(default_factory=list)  # by script and place: how much a token tells
    own: int = 0  # blocks that are not taken out

    def weigh(self, weights: Mapping[int, float]) -> None:
        self.weights = [_weigh(script.tokens, weights) for script in self.scripts]
        self.own = sum(
            token != END and weight > 0
            for script, row in zip(self.scripts, self.weights, strict=True)
            for token, weight in zip(script.tokens, row, strict=True)
        )


def alike(works: Iterable[Row[Sequence]], starter: Row[Sequence] = ()) -> Likeness:
    """The likeness in a class: each work as `sequences` gives it, and what came with the starter."""
    class_ = [_Work(scripts, Counts(one.tokens for one in scripts)) for scripts in works]
    everybody = Counts()
    everybody.add(Counts(one.tokens for one in usual()))
    for work in class_:
        everybody.add(work.counts)
    holders = _holders(class_)
    _take_out(class_, holders, (*starter, *usual()))
    pairs = len(class_) * (len(class_) - 1) / 2
    allowed = log2(max(1.0, pairs) * ONCE_IN)
    looked_at = (
        _look(class_, first, second, Surprise(everybody, class_[first].counts, class_[second].counts), allowed)
        for first, second in _candidates(holders)
    )
    found = sorted(filter(None, looked_at), key=lambda pair: (-pair.bits, pair.first, pair.second))
    taken_out = sum(weight == 0 for work in class_ for weights in work.weights for weight in weights)
    return Likeness(len(class_), tuple(found), taken_out)


def grams(tokens: Row[int]) -> Iterator[int]:
    """Every stretch of five as a number; of a shorter script the whole."""
    if len(tokens) < GRAM:
        yield hash(tuple(tokens))
    for place in range(len(tokens) - GRAM + 1):
        yield hash(tuple(tokens[place : place + GRAM]))


def _bags(scripts: Iterable[Sequence]) -> Iterator[int]:
    """The blocks of each longer script in whatever order, as a number."""
    for script in scripts:
        if script.blocks >= LEAST_BLOCKS:
            yield _bag(script)


def _bag(script: Sequence) -> int:
    return hash((*sorted(script.tokens), "in any order"))


def _holders(class_: Row[_Work]) -> _Holders:
    stretches: dict[int, list[int]] = defaultdict(list)
    bags: dict[int, list[int]] = defaultdict(list)
    for number, work in enumerate(class_):
        for gram in {gram for script in work.scripts for gram in grams(script.tokens)}:
            stretches[gram].append(number)
        for one in set(_bags(work.scripts)):
            bags[one].append(number)
    return _Holders(stretches, bags)


def _take_out(class_: Row[_Work], holders: _Holders, starter: Row[Sequence]) -> None:
    """Weigh every token: 1 where no third one has its stretch, less the more have it, 0 for too many or the starter."""
    most = max(FEW, len(class_) // SHARED_BY)
    weights = dict.fromkeys((gram for script in starter for gram in grams(script.tokens)), 0.0)
    for gram, numbers in holders.stretches.items():
        weights.setdefault(gram, 1 / max(1, len(numbers) - 1) if len(numbers) <= most else 0.0)
    for work in class_:
        work.weigh(weights)
    for gram, numbers in [*holders.stretches.items()]:
        if not weights[gram] or len(numbers) == 1:
            del holders.stretches[gram]
    given = set(_bags(starter))
    for one, numbers in [*holders.bags.items()]:
        if one in given or not 1 < len(numbers) <= most:
            del holders.bags[one]


def _weigh(tokens: Row[int], weights: Mapping[int, float]) -> list[float]:
    """A token weighs what its rarest stretch does, and nothing where one of them is taken out."""
    found = [0.0] * len(tokens)
    out: list[int] = []
    for place, gram in enumerate(grams(tokens)):
        weight = weights[gram]
        if weight:
            for token in range(place, min(place + GRAM, len(tokens))):
                found[token] = max(found[token], weight)
        else:
            out.append(place)
    for place in out:
        for token in range(place, min(place + GRAM, len(tokens))):
            found[token] = 0.0
    return found


def _candidates(holders: _Holders) -> list[tuple[int, int]]:
    """Pairs that share enough of what is left."""
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.stretches.values():
        shared.update(_together(numbers))
    for numbers in holders.bags.values():
        for pair in _together(numbers):
            shared[pair] += LEAST_SHARED
    kept: Counter[int] = Counter()
    found = []
    for pair, count in shared.most_common():
        if count < LEAST_SHARED:
            break
        if min(kept[pair[0]], kept[pair[1]]) < CLOSEST:
            kept.update(pair)
            found.append(pair)
    return found


def _together(numbers: Row[int]) -> Iterator[tuple[int, int]]:
    if len(numbers) <= MANY:
        yield from combinations(numbers, 2)
    else:
        for place, number in enumerate(numbers):
            yield from ((number, other) for other in numbers[place + 1 : place + 1 + NEIGHBOURS])


def _look(class_: Row[_Work], first: int, second: int, surprise: Surprise, allowed: float) -> Pair | None:
    mine, theirs = class_[first], class_[second]
    anywhere = log2(max(2, mine.counts.total) * max(2, theirs.counts.total))  # a likeness may begin wherever it likes
    by_scripts: dict[tuple[int, int], list[Run]] = defaultdict(list)
    for run in longest(runs(mine.scripts, theirs.scripts, GRAM)):
        by_scripts[run.first_script, run.second_script].append(run)
    found: dict[tuple[int, int], _Worth] = {}
    for scripts, some in by_scripts.items():
        found[scripts] = _in_order(some, mine, surprise, anywhere)
    for scripts in _same_bags(mine, theirs):
        worth = _in_any_order(mine.scripts[scripts[0]], mine.weights[scripts[0]], surprise, anywhere)
        if worth.bits > (found[scripts].bits if scripts in found else 0):
            found[scripts] = worth
    found = {scripts: worth for scripts, worth in found.items() if worth.bits > 0}
    bits, blocks = sum(worth.bits for worth in found.values()), sum(worth.blocks for worth in found.values())
    telling = sum(worth.telling for worth in found.values())
    if bits < allowed or blocks < LEAST_BLOCKS or telling < LEAST_TELLING:
        return None
    stretches = (
        Stretch(_place(mine.scripts[one]), _place(theirs.scripts[other]), worth.blocks)
        for (one, other), worth in found.items()
    )
    ordered = tuple(sorted(stretches, key=lambda one: (-one.blocks, one.first, one.second)))
    return Pair(first, second, blocks, mine.own, theirs.own, bits - allowed, ordered)


def _in_order(some: Iterable[Run], mine: _Work, surprise: Surprise, anywhere: float) -> _Worth:
    """Stretches of two scripts. The first may begin anywhere; the next ones begin near where the last one ended."""
    bits, blocks, telling = 0.0, 0, 0
    before: Run | None = None
    for run in sorted(some, key=lambda one: one.first):
        script, weights = mine.scripts[run.first_script].tokens, mine.weights[run.first_script]
        each = [
            (script[place], weights[place] * surprise.bits(script[place - 1] if place else None, script[place]))
            for place in range(run.first, run.first + run.length)
            if weights[place]
        ]
        worth = sum(bits for _, bits in each) - (anywhere if before is None else min(anywhere, _jump(before, run)))
        if worth > 0:
            bits, before = bits + worth, run
            blocks += sum(token != END for token, _ in each)
            telling += sum(token != END and bits >= 1 for token, bits in each)
    return _Worth(bits, blocks, telling)


def _jump(before: Run, run: Run) -> float:
    mine = run.first - before.first - before.length
    theirs = run.second - before.second - before.length
    return 2 * log2(2 + abs(mine)) + 2 * log2(2 + abs(theirs))


def _same_bags(mine: _Work, theirs: _Work) -> Iterator[tuple[int, int]]:
    bags = {_bag(script): number for number, script in enumerate(theirs.scripts) if script.blocks >= LEAST_BLOCKS}
    for number, script in enumerate(mine.scripts):
        if script.blocks >= LEAST_BLOCKS and _bag(script) in bags:
            yield number, bags[_bag(script)]


def _in_any_order(script: Sequence, weights: Row[float], surprise: Surprise, anywhere: float) -> _Worth:
    left = [token for token, weight in zip(script.tokens, weights, strict=True) if weight]
    bits = surprise.bits_of_bag(left) - anywhere
    return _Worth(bits, sum(token != END for token in left), len(set(left) - {END}))


def _place(script: Sequence) -> tuple[int, int]:
    return script.target, script.script
