"""What checks find in two projects, paired: what is not there any more, what still is, what is new.

A finding is the same one when its block kept its id, else when it stands in the same script (first at a block of the
same structure), else when it stands at an equal block of the same sprite. All of it in one look at each finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from grader.check import BlockPlace, Severity
from grader.scratch.difference import pairing
from grader.scratch.difference.scripts import Difference

if TYPE_CHECKING:
    from grader.catalogue import Entry
    from grader.scratch.index import ScratchIndex
    from grader.scratch.spots import ScriptSpot, Spot

_RANKS: Final = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """A place of a check that looks for problems or praise. `script` is None where a whole sprite is meant."""

    check: str
    kind: Literal["praise", "problem"]
    severity: Severity | None
    place: BlockPlace
    spot: Spot | None
    script: ScriptSpot | None
    folded: bool = False  # another finding says it already: it is counted, and not shown


@dataclass(frozen=True, slots=True)
class Change:
    """Findings of one kind: of the earlier project, then of the later one twice. Heavy ones first."""

    fixed: tuple[Finding, ...]  # not there any more
    still: tuple[Finding, ...]
    new: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the difference did to problems and to praise."""

    problems: Change
    praise: Change


def findings(index: ScratchIndex) -> tuple[Finding, ...]:
    """What every check finds, with its own settings, without what only a slip of a published tool brings about."""
    return tuple(_findings(index))


def compare(difference: Difference) -> Findings:
    """The findings of both projects, paired."""
    return pair(difference, findings(difference.before), findings(difference.after))


def pair(difference: Difference, before: Iterable[Finding], after: Iterable[Finding]) -> Findings:
    """These findings of both projects, paired."""
    left = {id(one): one for one in before}
    rest = list(after)
    still: list[Finding] = []
    for earlier, later in _keys(difference):
        waiting: dict[Hashable, list[Finding]] = defaultdict(list)
        for one in left.values():
            key = earlier(one)
            if key is not None:
                waiting[one.check, key].append(one)
        open_ones, rest = rest, []
        for one in open_ones:
            key = later(one)
            found = waiting.get((one.check, key)) if key is not None else None
            if found:
                del left[id(found.pop(0))]
                still.append(one)
            else:
                rest.append(one)
    gone = list(left.values())
    return Findings(*(_change(gone, still, rest, kind) for kind in ("problem", "praise")))


def _change(fixed: Iterable[Finding], still: Iterable[Finding], new: Iterable[Finding], kind: str) -> Change:
    return Change(*(tuple(sorted((o for o in some if o.kind == kind), key=_rank)) for some in (fixed, still, new)))


def _rank(one: Finding) -> int:
    return _RANKS.get(one.severity or "", 3)


def _findings(index: ScratchIndex) -> Iterator[Finding]:
    # Late: they load every check, and this package is loaded by the index.
    from grader import findings
    from grader.scratch.program.fold import Found, fold

    def stopped(_: Entry, __: Exception) -> None:
        """The grading of the same file tells of it."""

    places = findings.seen(index, findings.finders(), stopped)
    seen = [(entry, place) for entry, place in places if isinstance(place, BlockPlace) and place.quirk is None]
    folded = fold(index, [Found(entry.id, entry.check.kind, place) for entry, place in seen])
    for (entry, place), into in zip(seen, folded, strict=True):
        spot = _spot(index, place)
        script = None if spot is None else index.script_of(spot)
        kind: Literal["praise", "problem"] = "praise" if entry.check.kind == "praise" else "problem"
        yield Finding(entry.id, kind, entry.check.severity_of(place), place, spot, script, folded=into is not None)


def _spot(index: ScratchIndex, place: BlockPlace) -> Spot | None:
    if place.block is None:
        return None
    return next((spot for spot in index.by_id(place.block) if spot.target.name == place.sprite), None)


_Key = Callable[[Finding], Hashable]


def _keys(difference: Difference) -> Iterator[tuple[_Key, _Key]]:
    """What makes a finding of the earlier and one of the later project the same one, the surest first."""
    numbers = {id(script): number for number, pair in enumerate(difference.pairs) for script in pair}
    names = {
        id(earlier): later.name
        for later in difference.after.project.targets
        for earlier in [difference.counterparts.get(id(later))]
        if earlier is not None
    }

    def identity(one: Finding) -> Hashable:
        kept = one.spot is not None and len(one.spot.block.id) == pairing.OWN_ID
        return one.spot.block.id if kept and one.spot is not None else None

    def script(one: Finding) -> Hashable:
        return None if one.script is None else numbers.get(id(one.script))

    def in_script(index: ScratchIndex) -> _Key:
        def key(one: Finding) -> Hashable:
            number = script(one)
            return None if number is None or one.spot is None else (number, index.shape(one.spot))

        return key

    def in_sprite(index: ScratchIndex, *, earlier: bool) -> _Key:
        def key(one: Finding) -> Hashable:
            if one.spot is None:
                return (one.place.sprite, one.place.text)
            name = names.get(id(one.spot.target)) if earlier else one.spot.target.name
            return None if name is None else (name, index.shape(one.spot))

        return key

    yield identity, identity
    yield in_script(difference.before), in_script(difference.after)
    yield script, script
    yield in_sprite(difference.before, earlier=True), in_sprite(difference.after, earlier=False)
