"""Which sprite and which script of an earlier project each one of a later project is, or came from.

A script of the same structure is the same one, wherever it lies now; each earlier script explains one later script, so
a copy is new from the second one on. Among the rest, those go together whose first block has the same id (ids survive
saving), else those that are most alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from grader.scratch.model import ScratchProject, Target
from grader.scratch.shape import own
from grader.scratch.spots import ScriptSpot, Spot

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex

OWN_ID: Final = 20  # characters of an id that Scratch made; shorter ones were made from text and mean nothing
_COMMON: Final = 8  # a block that more scripts than this have does not tell where a script came from

Pair = tuple[ScriptSpot, ScriptSpot]  # the later script, the earlier one


@dataclass(frozen=True, slots=True)
class Pairing:
    """Scripts of a later project beside those of an earlier one."""

    same: tuple[Pair, ...]
    changed: tuple[Pair, ...]
    added: tuple[ScriptSpot, ...]  # later scripts that came from nowhere
    gone: tuple[ScriptSpot, ...]  # earlier scripts that went nowhere


def targets(project: ScratchProject, base: ScratchProject) -> dict[int, Target]:
    """By the identity of a target: its counterpart. By name first, then (renamed) by a picture they share."""
    pairs = {id(project.stage): base.stage}
    left: dict[str, list[Target]] = {}
    for target in base.sprites:
        left.setdefault(target.name, []).append(target)
    open_ones = []
    for target in project.sprites:
        if left.get(target.name):
            pairs[id(target)] = left[target.name].pop(0)
        else:
            open_ones.append(target)
    remaining = [target for targets in left.values() for target in targets]
    for target in open_ones:
        pictures = {costume.asset for costume in target.costumes if costume.asset}
        same = next((one for one in remaining if any(item.asset in pictures for item in one.costumes)), None)
        if same is not None:
            remaining.remove(same)
            pairs[id(target)] = same
    return pairs


def scripts(later: ScratchIndex, earlier: ScratchIndex, counterparts: Mapping[int, Target]) -> Pairing:
    """Pairs the scripts of two projects; `counterparts` are their targets as `targets` gives them."""
    left = {id(script): script for script in earlier.scripts}
    rest = list(later.scripts)
    same: list[Pair] = []
    for anywhere in (False, True):  # in the same sprite first
        waiting: dict[object, list[ScriptSpot]] = defaultdict(list)
        for script in left.values():
            waiting[_key(earlier, script, None if anywhere else script.target)].append(script)
        open_ones, rest = rest, []
        for script in open_ones:
            counterpart = None if anywhere else counterparts.get(id(script.target))
            found = waiting.get(_key(later, script, counterpart))
            if found and (anywhere or counterpart is not None):
                origin = found.pop(0)
                del left[id(origin)]
                same.append((script, origin))
            else:
                rest.append(script)
    changed = tuple(_origins(later, earlier, rest, left, counterparts))
    known = {id(script) for script, _ in changed}
    return Pairing(
        same=tuple(same),
        changed=changed,
        added=tuple(script for script in rest if id(script) not in known),
        gone=tuple(left.values()),
    )


def spots_of(index: ScratchIndex, script: ScriptSpot) -> Sequence[Spot]:
    """Every block of a script, reporters too, in order."""
    return index.spots[script.first : script.end]


def _key(index: ScratchIndex, script: ScriptSpot, target: Target | None) -> object:
    top = (spot for spot in script.spots if spot.parent is None)
    return (id(target) if target is not None else None, tuple(index.shape(spot) for spot in top))


def _origins(
    later: ScratchIndex,
    earlier: ScratchIndex,
    scripts: Sequence[ScriptSpot],
    left: dict[int, ScriptSpot],
    counterparts: Mapping[int, Target],
) -> Iterator[Pair]:
    """Pairs of changed scripts: in the same sprite first, then of the same head, then most alike; taken from `left`."""
    candidates = _Candidates(earlier, left.values())
    scored = []
    for number, script in enumerate(scripts):
        counterpart = counterparts.get(id(script.target))
        spots = spots_of(later, script)
        kept = candidates.by_head.get(spots[0].block.id)
        for identity, score in candidates.alike(spots, counterpart).items():
            one = left[identity]
            rank = (one.target is not counterpart, one is not kept, -score, number)
            scored.append((rank, script, identity))
    scored.sort(key=lambda item: item[0])
    done: set[int] = set()
    for rank, script, identity in scored:
        if rank[-1] not in done and identity in left:
            done.add(rank[-1])
            yield script, left.pop(identity)


class _Candidates:
    """Earlier scripts by what they hold."""

    def __init__(self, index: ScratchIndex, scripts: Iterable[ScriptSpot]) -> None:
        self.by_head: dict[str, ScriptSpot] = {}
        self._where: dict[int, list[ScriptSpot]] = defaultdict(list)
        for script in scripts:
            spots = spots_of(index, script)
            if len(spots[0].block.id) == OWN_ID:
                self.by_head.setdefault(spots[0].block.id, script)
            for value in {own(spot.block) for spot in spots}:
                self._where[value].append(script)

    def alike(self, spots: Sequence[Spot], counterpart: Target | None) -> Counter[int]:
        """By the identity of a script: how many of these blocks it holds too."""
        found: Counter[int] = Counter()
        kept = self.by_head.get(spots[0].block.id)
        if kept is not None:
            found[id(kept)] = 0
        for value, amount in Counter(own(spot.block) for spot in spots).items():
            holders = self._where.get(value, ())
            if len(holders) > _COMMON:
                holders = [one for one in holders if one.target is counterpart][:_COMMON]
            for holder in holders:
                found[id(holder)] += amount
        return found
