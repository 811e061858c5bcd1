"""What the finding checks see in a Scratch project: for `kru show`, and for the two checks that ask them all.

A finding check is a problem or a praise with a severity. The checks `scratch.problems` and `scratch.praise` have none
of their own: they ask the others here, and import no check.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from grader import catalogue
from grader.catalogue import Entry
from grader.check import BlockPlace, Kind, Place
from grader.scratch.program.fold import Found, fold

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex

_FAMILY = "scratch."


@lru_cache(maxsize=8)
def finders(kind: Kind | None = None, *, project: str = "scratch") -> tuple[Entry, ...]:
    """The finding checks of a kind of project, by id; problems, praise, or both.

    What counts, and what asks all the others, has no severity and sees nothing of its own.
    """
    entries = map(catalogue.entry, (name for name in catalogue.ids() if name.startswith(f"{project}.")))
    return tuple(it for it in entries if it.check.severity is not None and kind in {None, it.check.kind})


def seen(
    index: Any, entries: Iterable[Entry], stopped: Callable[[Entry, Exception], None]
) -> Iterator[tuple[Entry, Place]]:
    """Every place of all these checks. One that raises is told to `stopped`, and hides nothing of the others'."""
    for entry in entries:
        try:
            places = entry.check.observe(index, entry.check.unset()).places
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the others go on
            stopped(entry, trouble)
            continue
        yield from ((entry, place) for place in places)


def found(index: ScratchIndex, entries: Iterable[Entry]) -> Iterator[Found]:
    """Every place that these checks see, with the checks' own settings. A check that raises, raises."""
    for entry in entries:
        for place in entry.check.observe(index, entry.check.unset()).places:
            if isinstance(place, BlockPlace):
                yield Found(entry.id, entry.check.kind, place)


def different(index: ScratchIndex, entries: Sequence[Entry], severity: Iterable[str] = ()) -> tuple[BlockPlace, ...]:
    """The places of all these checks, of these severities. Those that say one thing count as one.

    What a slip of a published tool brings about is left out, and explains nothing away.
    """
    checks = {entry.id: entry.check for entry in entries}
    grades = frozenset(severity)
    seen = [
        it
        for it in found(index, entries)
        if it.place.quirk is None and (not grades or checks[it.check].severity_of(it.place) in grades)
    ]
    roots = (number if into is None else into for number, into in enumerate(fold(index, seen)))
    return tuple(it.place.but(counts_as=("finding", root), weight=1) for it, root in zip(seen, roots, strict=True))


def asked(kind: Kind, only: Iterable[str], but: Iterable[str], severity: Iterable[str]) -> tuple[Entry, ...]:
    """The finding checks of a kind that a rubric asks for: `only` these, not `but`, of these severities."""
    wanted, left_out, grades = frozenset(only), frozenset(but), frozenset(severity)
    return tuple(
        it
        for it in finders(kind)
        if (not wanted or it.id in wanted)
        and it.id not in left_out
        and (not grades or not grades.isdisjoint((it.check.severity, *it.check.other_severities)))
    )


def names(kind: Kind) -> AfterValidator:
    """What holds of a parameter that names a finding check: `missing-loop-sensing`, with or without `scratch.`."""

    def known(name: str) -> str:
        whole = name if name.startswith(_FAMILY) else _FAMILY + name
        ids = [it.id for it in finders(kind)]
        if whole in ids:
            return whole
        near = difflib.get_close_matches(whole, ids, n=1, cutoff=0.5)
        raise PydanticCustomError(
            "unknown_name",
            "'{given}' is no {kind} we know. Did you mean '{guess}'?" if near else "'{given}' is no {kind} we know.",
            {"given": name, "kind": kind, "guess": near[0].removeprefix(_FAMILY) if near else ""},
        )

    return AfterValidator(known)
