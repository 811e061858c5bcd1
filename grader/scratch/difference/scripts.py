"""What came, what changed and what went between two projects: scripts, their blocks, sprites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from grader.scratch.difference import pairing
from grader.scratch.difference.order import common
from grader.scratch.model import Target
from grader.scratch.shape import own
from grader.scratch.spots import ScriptSpot, Spot

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex

_STILL_THE_SAME: Final = 1 / 3  # of the longer one's blocks: with less in common a script is another one


@dataclass(frozen=True, slots=True)
class Changed:
    """A script that is not as it was: `new` are blocks of `after`, `gone` are blocks of `before`."""

    before: ScriptSpot
    after: ScriptSpot
    new: tuple[Spot, ...]
    gone: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A later project beside an earlier one; all in the order of the file. `pairs` are scripts that are in both."""

    before: ScratchIndex
    after: ScratchIndex
    added: tuple[ScriptSpot, ...]
    changed: tuple[Changed, ...]
    gone: tuple[ScriptSpot, ...]
    pairs: tuple[pairing.Pair, ...]
    counterparts: Mapping[int, Target]  # by the identity of a later target: the earlier one
    sprites_added: tuple[str, ...]
    sprites_gone: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Are scripts and sprites as they were."""
        return not (self.added or self.changed or self.gone or self.sprites_added or self.sprites_gone)


def compare(before: ScratchIndex, after: ScratchIndex) -> Difference:
    """What she did between the two. Where a script lies, and what sprites look like, is no change."""
    counterparts = pairing.targets(after.project, before.project)
    found = pairing.scripts(after, before, counterparts)
    changed: list[Changed] = []
    added, gone = list(found.added), list(found.gone)
    for later, earlier in found.changed:
        one = _changed(before, after, earlier, later)
        if one is None:
            added.append(later)
            gone.append(earlier)
        else:
            changed.append(one)
    known = {id(target) for target in counterparts.values()}
    return Difference(
        before=before,
        after=after,
        added=_in_order(added),
        changed=tuple(sorted(changed, key=lambda one: one.after.first)),
        gone=_in_order(gone),
        pairs=(*found.same, *((one.after, one.before) for one in changed)),
        counterparts=counterparts,
        sprites_added=tuple(one.name for one in after.project.sprites if id(one) not in counterparts),
        sprites_gone=tuple(one.name for one in before.project.sprites if id(one) not in known),
    )


def _changed(before: ScratchIndex, after: ScratchIndex, earlier: ScriptSpot, later: ScriptSpot) -> Changed | None:
    mine, theirs = pairing.spots_of(after, later), pairing.spots_of(before, earlier)
    first, second = [own(spot.block) for spot in mine], [own(spot.block) for spot in theirs]
    kept = common(first, second)
    same_head = mine[0].block.id == theirs[0].block.id and len(mine[0].block.id) == pairing.OWN_ID
    if not same_head and len(kept) < _STILL_THE_SAME * max(len(mine), len(theirs)):
        return None
    return Changed(before=earlier, after=later, new=_without(mine, kept), gone=_without(theirs, common(second, first)))


def _without(spots: Sequence[Spot], positions: Sequence[int]) -> tuple[Spot, ...]:
    kept = set(positions)
    return tuple(spot for position, spot in enumerate(spots) if position not in kept)


def _in_order(scripts: Sequence[ScriptSpot]) -> tuple[ScriptSpot, ...]:
    return tuple(sorted(scripts, key=lambda script: script.first))
