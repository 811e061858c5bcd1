"""Up to three true things she did, each tied to a place: the first words of every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from grader.check import BlockPlace, FilePlace, Place
from grader.language import N_
from grader.words import levels
from grader.words.feedback import Proof
from grader.words.goals import checked
from grader.words.rows import Row
from grader.words.sentence import tr

MOST = 3


def proofs(all_rows: tuple[Row, ...], *, attempt: int, before: Mapping[str, str], language: str) -> tuple[Proof, ...]:
    """Praise for what is reached; else what is there already; else praise for the act of sending.

    Praise words are for a level that is reached. Below it the measured sentence stands alone: it cannot be untrue.
    """
    rows = [row for row in all_rows if row.machine and not row.advice]
    reached = [row for row in rows if row.result.level in levels.REACHED]
    reached.sort(key=lambda row: _rank(row, before))  # stable: the rubric's order among equals
    praised = [row for row in reached if row.say(row.criterion.praise, _own(row))][:MOST]
    found = [_praise(row, all_rows) for row in praised]
    if not any(proof.places for proof in found):
        # Something to point at is worth more than a page without a slip.
        begun = [row for row in rows if row.result.level == "start" and not row.fewer and row.result.places]
        found = [*(_begun(row) for row in begun), *found][:MOST]
    if found:
        return _spread(found)
    return (_act(attempt, language),)


def _rank(row: Row, before: Mapping[str, str]) -> tuple[bool, bool, bool, bool]:
    # New in this try first, then what has a place to point at, then goals before extras, then great.
    is_new = bool(before) and before.get(row.result.id) not in levels.REACHED
    return (not is_new, not row.result.places, row.extra, row.result.level != "great")


def _spread(found: list[Proof]) -> tuple[Proof, ...]:
    """Each proof begins with a sprite or a file that no proof before it began with, where it has one."""
    shown: set[str] = set()
    spread: list[Proof] = []
    for proof in found:
        places = tuple(sorted(proof.places, key=lambda place: _whose(place) in shown))  # stable
        shown.update(_whose(place) for place in places[:1])
        spread.append(replace(proof, places=places))
    return tuple(spread)


def _whose(place: Place) -> str:
    return place.sprite if isinstance(place, BlockPlace) else place.file if isinstance(place, FilePlace) else ""


def _own(row: Row) -> str | None:
    return row.words.praise if row.words else None


def _praise(row: Row, all_rows: tuple[Row, ...]) -> Proof:
    return Proof(
        criterion=row.result.id,
        title=row.say(row.criterion.praise, _own(row)),
        places=row.result.places,
        checked=checked(row, all_rows),
    )


def _begun(row: Row) -> Proof:
    return Proof(
        criterion=row.result.id,
        title=tr(N_("You made a start: {goal}"), row.language, goal=row.title),
        why=row.measured(),
        places=row.result.places,
    )


def _act(attempt: int, language: str) -> Proof:
    if attempt <= 1:
        return Proof("", tr(N_("You sent your first try."), language), tr(N_("That is how it starts."), language))
    return Proof(
        "",
        tr(N_("You sent try {attempt}."), language, attempt=attempt),
        tr(N_("You keep going. That is how people learn to code."), language),
    )
