"""What did not come with the starter: scripts unchanged, blocks inside changed scripts, sprites, pictures, sounds.

A script of the same structure is the starter's, wherever it lies now. A changed script is compared with the one it
came from, block by block: what both have in the same order is the starter's, the rest is hers. A copy of a starter's
script is hers from the second one on: each of the starter's scripts explains one of the project's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from grader.scratch.difference import pairing
from grader.scratch.difference.order import common
from grader.scratch.model import Costume, ScratchProject, Target, Variable
from grader.scratch.opcodes import default_name
from grader.scratch.shape import own

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex


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
    pairs = pairing.targets(index.project, base)
    assets = frozenset(item.asset for target in base.targets for item in (*target.costumes, *target.sounds))
    names = frozenset(
        (target.name, item.name) for target in base.targets for item in (*target.costumes, *target.sounds)
    )
    hers = bytearray(b"\x01" * len(index.spots))
    gone = len(pairs) < len(base.targets)
    if any(target.scripts for target in base.targets):
        gone = _mark(index, base, pairs, hers) or gone
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


def _mark(index: ScratchIndex, base: ScratchProject, pairs: dict[int, Target], hers: bytearray) -> bool:
    """Marks what is not hers; says whether a script of the starter is not there as it was."""
    from grader.scratch.index import ScratchIndex

    starter = ScratchIndex(base)
    found = pairing.scripts(index, starter, pairs)
    for script, _ in found.same:
        hers[script.first : script.end] = bytes(script.end - script.first)
    for script, origin in found.changed:
        mine, theirs = pairing.spots_of(index, script), pairing.spots_of(starter, origin)
        for position in common([own(spot.block) for spot in mine], [own(spot.block) for spot in theirs]):
            hers[mine[position].order] = 0
    # Ids survive saving: a block that was dragged to another stack is still the starter's.
    known = {spot.block.id: own(spot.block) for spot in starter.spots if len(spot.block.id) == pairing.OWN_ID}
    if known:
        for spot in index.spots:
            if spot.block.id in known and known[spot.block.id] == own(spot.block):
                hers[spot.order] = 0
    return bool(found.changed or found.gone)
