"""Websites cut, doubled, shuffled, spoiled by a number: no check raises, each in 10 s and 300 MB by limits that kill.

A child takes ten mutants, so ten share the limits of one: what is ended is tried again mutant by mutant.
"""

from __future__ import annotations

import pytest

from tests.kit import limited, spoiled_sites

MUTANTS = 10_000
SOME = 300


def look(mutants: range) -> tuple[tuple[int, str], ...]:
    batches = range(mutants.start // spoiled_sites.BATCH, mutants.stop // spoiled_sites.BATCH)
    suspects = [number for number, _ in limited.trouble("tests.kit.spoiled_sites:look", batches)]
    size = spoiled_sites.BATCH
    each = [one for number in suspects for one in range(number * size, (number + 1) * size)]
    return limited.trouble("tests.kit.spoiled_sites:look_at_one", each) if each else ()


def test_three_hundred_sites() -> None:
    assert look(range(SOME)) == ()


@pytest.mark.long
def test_ten_thousand_sites() -> None:
    assert look(range(SOME, SOME + MUTANTS)) == ()


def test_a_number_gives_the_same_site_again() -> None:
    assert spoiled_sites.mutant(7) == spoiled_sites.mutant(7)
    assert len({spoiled_sites.mutant(number)["index.html"] for number in range(50)}) > 45
