"""Who reads whose work, in classes of every size and in any order of asking."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from worker.store.pairing import Round, Work, choose


def play(works: list[Work], order: list[int], each: int) -> list[tuple[int, int]]:
    """Everybody asks in that order; the pairs that were made."""
    pairs: list[tuple[int, int]] = []
    for reader in order:
        gave, got = Counter(one for one, _ in pairs), Counter(one for _, one in pairs)
        found = choose(reader, Round(each, works, pairs, gave, got))
        if found:
            pairs.append((reader, found.author))
    return pairs


def alone(count: int) -> list[Work]:
    return [Work(100 + one, one, frozenset((one,))) for one in range(1, count + 1)]


@pytest.mark.parametrize(("count", "each"), [(2, 1), (3, 1), (3, 2), (4, 3), (7, 2), (12, 3)])
def test_everybody_gives_and_gets_as_many_in_any_order(count: int, each: int) -> None:
    for seed in range(12):
        order = [one for one in range(1, count + 1) for _ in range(each)]
        random.Random(seed).shuffle(order)  # noqa: S311 - an order, no secret
        pairs = play(alone(count), order, each)
        assert len(pairs) == len(set(pairs)) == count * each, (seed, order)
        assert all(reader != author for reader, author in pairs)
        assert set(Counter(reader for reader, _ in pairs).values()) == {each}
        assert set(Counter(author for _, author in pairs).values()) == {each}


def test_nobody_reads_a_work_of_her_team() -> None:
    works = [
        Work(1, 1, frozenset((1, 2))),
        Work(2, 3, frozenset((3, 4))),
        Work(3, 5, frozenset((5,))),
        Work(4, 6, frozenset((6,))),
    ]
    for seed in range(12):
        order = [1, 2, 3, 4, 5, 6]
        random.Random(seed).shuffle(order)  # noqa: S311
        pairs = play(works, order, 1)
        assert len(pairs) == 6
        assert not {(1, 1), (2, 1), (3, 3), (4, 3), (5, 5), (6, 6)} & set(pairs)
        assert Counter(author for _, author in pairs) == {1: 2, 3: 2, 5: 1, 6: 1}


def test_who_handed_in_nothing_reads_nothing_and_one_alone_has_nobody() -> None:
    assert choose(9, Round(2, alone(3), (), {}, {})) is None
    assert choose(1, Round(2, alone(1), (), {}, {})) is None
    assert choose(1, Round(0, alone(3), (), {}, {})) is None


def test_who_comes_late_finds_a_reader_when_somebody_reads_one_more() -> None:
    pairs = [(1, 2), (2, 1)]
    works = alone(3)
    # All works but hers have their readers; a classmate who reads one more opens the way.
    assert choose(3, Round(1, works, pairs, {1: 1, 2: 1}, {1: 1, 2: 1})) is None
    more = choose(1, Round(1, works, pairs, {1: 1, 2: 1}, {1: 1, 2: 1}))
    assert more
    assert more.author == 3
    pairs.append((1, 3))
    hers = choose(3, Round(1, works, pairs, {1: 2, 2: 1}, {1: 1, 2: 1, 3: 1}))
    assert hers
    assert hers.author == 1
    assert choose(1, Round(1, works, pairs, {1: 3, 2: 1}, {})) is None  # there is an end to more


def test_a_pair_of_an_earlier_task_is_not_made_again_while_there_is_another() -> None:
    for author in (2, 3):
        found = choose(1, Round(1, alone(3), (), {}, {}, before={(1, author): 1}))
        assert found
        assert found.author == 5 - author
