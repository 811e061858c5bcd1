"""What did not come with the starter: scripts unchanged, blocks inside changed scripts, sprites, pictures, sounds.

A script of the same structure is the starter's, wherever it lies now. A changed script is compared with the one it
came from, block by block: what both have in the same order is the starter's, the rest is hers. A copy of a starter's
script is hers from the second one on: each of the starter's scripts explains one of the project's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from grader.scratch.model import Costume, ScratchProject, Target, Variable
from grader.scratch.opcodes import default_name
from grader.scratch.shape import own
from grader.scratch.spots import ScriptSpot, Spot

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex

_OWN_ID: Final = 20  # characters of an id that Scratch made; shorter ones were made from text and mean nothing
_COMMON: Final = 8  # a block that more scripts than this have does not tell where a script came from
_LONGEST_WALK: Final = 200  # differences until which the exact longest common order is looked for


def is_default_name(name: str) -> bool:
    """Is it what Scratch calls the variable that every new project has, in any of its languages."""
    return default_name("variable").fullmatch(name.strip()) is not None


@lru_cache(maxsize=1)
def new_project() -> ScratchProject:
    """Scratch's own new project: an empty stage, the cat, `my variable`."""
    return ScratchProject(
        targets=(
            Target(
                name="Stage",
                stage=True,
                variables=(Variable("`jEk@4|i[#Fk?(8x)AV.-my variable", "my variable", "0"),),
                costumes=(Costume("backdrop1", "cd21514d0531fdffb22204e0ec5ed84a.svg", "svg", (240, 180)),),
                sounds=(Costume("pop", "83a9787d4cb6f3b7632b4ddfebf74367.wav", "wav"),),
            ),
            Target(
                name="Sprite1",
                stage=False,
                costumes=(
                    Costume("costume1", "bcf454acf82e4504149f7ffe07081dbc.svg", "svg", (48, 50)),
                    Costume("costume2", "0fb9be3e8397c983338cb71dc84d0b25.svg", "svg", (46, 53)),
                ),
                sounds=(Costume("Meow", "83c36d806dc92327b9e7049a565c6bff.wav", "wav"),),
                layer=1,
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """A project beside its starter. `hers` by the number of a spot."""

    hers: bytearray
    added: frozenset[int]  # identities of targets
    assets: frozenset[str]
    names: frozenset[tuple[str, str]]  # (target, costume) of pictures that have no file
    variables: frozenset[tuple[str | None, str]]
    sprites: frozenset[str]  # names of the starter's sprites
    gone: bool  # is something of the starter not there any more

    def target(self, target: Target) -> bool:
        """Did she add this sprite."""
        return id(target) in self.added

    def costume(self, target: Target, costume: Costume) -> bool:
        """Did she add or draw it."""
        if costume.asset:
            return costume.asset not in self.assets
        return (target.name, costume.name) not in self.names

    def variable(self, owner: str | None, name: str) -> bool:
        """Did she make this variable or list."""
        return (owner, name) not in self.variables


def compare(index: ScratchIndex, starter: ScratchProject | None) -> Comparison:
    """What of the project did not come with the starter; without one, with Scratch's own new project."""
    base = new_project() if starter is None else starter
    pairs = _pairs(index.project, base)
    assets = frozenset(item.asset for target in base.targets for item in (*target.costumes, *target.sounds))
    names = frozenset(
        (target.name, item.name) for target in base.targets for item in (*target.costumes, *target.sounds)
    )
    hers = bytearray(b"\x01" * len(index.spots))
    gone = len(pairs) < len(base.targets)
    if any(target.scripts for target in base.targets):
        gone = _Matching(index, base, pairs, hers).run() or gone
    return Comparison(
        hers=hers,
        added=frozenset(id(target) for target in index.project.targets if id(target) not in pairs),
        assets=assets,
        names=names,
        variables=frozenset(
            (None if target.stage else target.name, item.name)
            for target in base.targets
            for item in (*target.variables, *target.lists)
        ),
        sprites=frozenset(target.name for target in base.sprites),
        gone=gone,
    )


def _pairs(project: ScratchProject, base: ScratchProject) -> dict[int, Target]:
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


class _Matching:
    """Finds for each script of the project the one of the starter that it is, or came from."""

    def __init__(self, index: ScratchIndex, base: ScratchProject, pairs: dict[int, Target], hers: bytearray) -> None:
        from grader.scratch.index import ScratchIndex

        self.index = index
        self.base = ScratchIndex(base)
        self.pairs = pairs
        self.hers = hers
        self.left = {id(script): script for script in self.base.scripts}

    def run(self) -> bool:
        """Marks what is not hers; says whether a script of the starter is left that explains nothing unchanged."""
        changed = self._unchanged(list(self.index.scripts))
        gone = bool(self.left)
        for script, origin in self._origins(changed):
            self._mark_common(script, origin)
        self._mark_same_ids()
        return gone

    def _unchanged(self, scripts: list[ScriptSpot]) -> list[ScriptSpot]:
        """Marks scripts of the same structure; in the same sprite first, then anywhere."""
        for anywhere in (False, True):
            waiting: dict[object, list[ScriptSpot]] = defaultdict(list)
            for script in self.left.values():
                waiting[self._key(self.base, script, None if anywhere else script.target)].append(script)
            rest = []
            for script in scripts:
                counterpart = None if anywhere else self.pairs.get(id(script.target))
                same = waiting.get(self._key(self.index, script, counterpart))
                if same and (anywhere or counterpart is not None):
                    del self.left[id(same.pop(0))]
                    self.hers[script.first : script.end] = bytes(script.end - script.first)
                else:
                    rest.append(script)
            scripts = rest
        return scripts

    @staticmethod
    def _key(index: ScratchIndex, script: ScriptSpot, target: Target | None) -> object:
        top = (spot for spot in script.spots if spot.parent is None)
        return (id(target) if target is not None else None, tuple(index.shape(spot) for spot in top))

    def _origins(self, scripts: Iterable[ScriptSpot]) -> Iterable[tuple[ScriptSpot, ScriptSpot]]:
        """Pairs of changed scripts and the starter's scripts they are most alike, in the same sprite before others."""
        where: dict[int, list[ScriptSpot]] = defaultdict(list)
        for script in self.left.values():
            for value in {own(spot.block) for spot in _all(self.base, script)}:
                where[value].append(script)
        scored = []
        for number, script in enumerate(scripts):
            alike: Counter[int] = Counter()
            counterpart = self.pairs.get(id(script.target))
            for value, amount in Counter(own(spot.block) for spot in _all(self.index, script)).items():
                candidates = where.get(value, ())
                if len(candidates) > _COMMON:
                    candidates = [one for one in candidates if one.target is counterpart][:_COMMON]
                for candidate in candidates:
                    alike[id(candidate)] += amount
            for identity, score in alike.items():
                near = self.left[identity].target is counterpart
                scored.append((not near, -score, number, script, identity))
        scored.sort(key=lambda item: item[:3])
        done: set[int] = set()
        for _, _, number, script, identity in scored:
            if number not in done and identity in self.left:
                done.add(number)
                yield script, self.left.pop(identity)

    def _mark_common(self, script: ScriptSpot, origin: ScriptSpot) -> None:
        mine, theirs = _all(self.index, script), _all(self.base, origin)
        for position in common([own(spot.block) for spot in mine], [own(spot.block) for spot in theirs]):
            self.hers[mine[position].order] = 0

    def _mark_same_ids(self) -> None:
        # Ids survive saving: a block that was dragged to another stack is still the starter's.
        known = {spot.block.id: own(spot.block) for spot in self.base.spots if len(spot.block.id) == _OWN_ID}
        if not known:
            return
        for spot in self.index.spots:
            if spot.block.id in known and known[spot.block.id] == own(spot.block):
                self.hers[spot.order] = 0


def _all(index: ScratchIndex, script: ScriptSpot) -> Sequence[Spot]:
    return index.spots[script.first : script.end]


def common(mine: Sequence[int], theirs: Sequence[int]) -> list[int]:
    """Positions in `mine` of a longest order that both have.

    Time grows with length times the number of differences; past some hundreds of these, what both hold in any order
    is taken instead: so different a script has no order left to compare.
    """
    start = 0
    while start < min(len(mine), len(theirs)) and mine[start] == theirs[start]:
        start += 1
    tail = 0
    while tail < min(len(mine), len(theirs)) - start and mine[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    first, second = mine[start : len(mine) - tail], theirs[start : len(theirs) - tail]
    middle = _walk(first, second)
    return [
        *range(start),
        *(start + position for position in middle),
        *range(len(mine) - tail, len(mine)),
    ]


def _walk(first: Sequence[int], second: Sequence[int]) -> list[int]:
    """The greedy shortest edit walk between two sequences; positions in `first` on its diagonals."""
    furthest = {1: 0}
    history = []
    for differences in range(min(len(first) + len(second), _LONGEST_WALK) + 1):
        history.append(dict(furthest))
        for diagonal in range(-differences, differences + 1, 2):
            down = diagonal == -differences or (
                diagonal != differences and furthest[diagonal - 1] < furthest[diagonal + 1]
            )
            x = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            y = x - diagonal
            while x < len(first) and y < len(second) and first[x] == second[y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= len(first) and y >= len(second):
                return _back(history, len(first), len(second))
    left = Counter(second)
    found = []
    for position, value in enumerate(first):
        if left[value] > 0:
            left[value] -= 1
            found.append(position)
    return found


def _back(history: Sequence[dict[int, int]], x: int, y: int) -> list[int]:
    found = []
    for differences in range(len(history) - 1, -1, -1):
        furthest = history[differences]
        diagonal = x - y
        down = diagonal == -differences or (diagonal != differences and furthest[diagonal - 1] < furthest[diagonal + 1])
        before = diagonal + 1 if down else diagonal - 1
        previous_x = furthest[before]
        previous_y = previous_x - before
        while x > max(previous_x, 0) and y > max(previous_y, 0):
            x, y = x - 1, y - 1
            found.append(x)
        x, y = previous_x, previous_y
    return found[::-1]
