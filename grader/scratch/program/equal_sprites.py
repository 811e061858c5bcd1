"""Sprites whose code and declarations are equal, as the published tool compares them.

It takes the first of them, and looks in each later one for every script and own block of the first. So two sprites of
as many scripts may match one way, and not the other.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from grader.scratch.model import Target
from grader.scratch.program.equal_scripts import known
from grader.scratch.program.equality import Keys, Owned
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

MOST: Final = 200  # each is compared with every other one that is alike at a glance
_INPUT: Final = re.compile(r"%([bns])")


class Pair(NamedTuple):
    """A sprite, and a later one that is equal to it."""

    first: Target
    later: Target
    hers: bool
    quirk: str | None


_Sprite = tuple[Target, Sequence[Part]]


class _Code(NamedTuple):
    """What is compared of the code of a sprite: numbers of scripts, and of own blocks with their inputs."""

    scripts: frozenset[int]
    definitions: frozenset[Hashable]

    def in_(self, other: _Code) -> bool:
        return self.scripts <= other.scripts and self.definitions <= other.definitions


def equal_sprites(program: Program) -> Iterator[Pair]:
    """Each sprite that is equal to an earlier one, with the first of these."""
    alike: dict[Hashable, list[_Sprite]] = {}
    for target, parts in program.by_target(program.parts).items():
        if parts and not target.stage:
            alike.setdefault(_declarations(target, parts), []).append((target, parts))
    groups = [sprites[:MOST] for sprites in alike.values() if len(sprites) > 1]
    groups = [sprites for sprites in groups if _worth_it(sprites)]
    if groups:
        keys = Keys(program.index, program.parts, lambda spot: _unowned(program, spot))
        for sprites in groups:
            yield from _pairs(program, keys, sprites)


def _declarations(target: Target, parts: Sequence[Part]) -> Hashable:
    """What equal sprites share: how many scripts and own blocks they have, and what they declare."""
    return (
        sum(part.definition for part in parts),
        len(parts),
        tuple(it.name for it in target.lists),
        target.messages,
        tuple((it.name, it.held) for it in target.variables),
        frozenset(name for name, _ in target.settings),
    )


def _worth_it(sprites: Sequence[_Sprite]) -> bool:
    """Could one be equal to a later one, by the opcodes of their scripts. Most are not, and need no closer look."""
    seen: list[frozenset[Hashable]] = []
    for _, parts in reversed(sprites):
        scripts = frozenset((part.definition, *map(known, part.top)) for part in parts)
        if any(scripts <= other for other in seen):
            return True
        seen.append(scripts)
    return False


def _unowned(program: Program, spot: Spot) -> Owned | None:
    owned = program.owned(spot)
    return None if owned is None else ("", owned[1])


def _pairs(program: Program, keys: Keys, sprites: Sequence[_Sprite]) -> Iterator[Pair]:
    codes = [_code(program, keys, parts) for _, parts in sprites]
    out: set[int] = set()
    for first, code in enumerate(codes):
        for later in range(first + 1, len(codes)) if first not in out else ():
            if later not in out and code.in_(codes[later]):
                out.add(later)
                # Of three the first may match one way alone, and the second one both ways.
                both_ways = codes[later] in codes[:later]
                yield _pair(program, sprites[first], sprites[later], both_ways=both_ways)


def _pair(program: Program, first: _Sprite, later: _Sprite, *, both_ways: bool) -> Pair:
    both = (first, later)
    hers = any(program.index.hers_target(target) for target, _ in both) or any(
        part.script.hers for _, parts in both for part in parts
    )
    unknown = program.unknown_statements
    if not both_ways:
        quirk: str | None = "one-way"
    else:
        quirk = "unknown-blocks" if any(it.order in unknown for part in first[1] for it in part.statements) else None
    return Pair(first[0], later[0], hers, quirk)


def _code(program: Program, keys: Keys, parts: Sequence[Part]) -> _Code:
    return _Code(
        frozenset(keys.of_list(part.top) for part in parts if not part.definition),
        frozenset((_inputs(part), program.keys.of_list(part.top)) for part in parts if part.definition),
    )


def _inputs(part: Part) -> Hashable:
    """Names and kinds of the inputs of an own block."""
    procedure = part.head.block.procedure
    if procedure is None:
        return ()
    kinds = procedure.argument_booleans or [kind == "b" for kind in _INPUT.findall(procedure.proccode)]
    return tuple(zip_longest(procedure.argument_names, kinds))
