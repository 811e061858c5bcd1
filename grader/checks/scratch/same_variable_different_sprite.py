"""Finds variables that share a name across sprites.

## What it looks for

A variable that is declared in one sprite (or for all) and again, with exactly the same name, in another one; lists
likewise. One place for each but the last: three sprites with a `score` of their own are two places.

## Why it matters

`score` of the cat and `score` of the mango are two numbers. She counts in one, and shows the other.

## Limits

A variable and a list of one name are not compared. It does not matter whether they are used, and the ready-made `my
variable` counts when a sprite has one of its own besides. The published tool LitterBox takes a variable that a script
uses and neither its sprite nor the stage declares for a new one of the stage; what it reports for that reason alone has
the quirk `undeclared`, and never counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Target
from grader.scratch.program.grammar import LIST_BLOCKS, VARIABLE_BLOCKS
from grader.scratch.program.names import STAGE, Declared
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

KINDS = {"variable": ("VARIABLE", VARIABLE_BLOCKS), "list": ("LIST", LIST_BLOCKS)}


class SameVariableDifferentSpriteParams(Params):
    """Nothing to set."""


class Entry(NamedTuple):
    """A variable or list of a name that some sprite declares: as it is declared, or a use of one that nobody does."""

    owner: str
    found: Declared | Spot


def observe(index: ScratchIndex, params: SameVariableDifferentSpriteParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every variable and list with a later namesake in another target."""
    program = index.program
    return program.observation(place for kind in KINDS for place in _places(program, kind))


def _places(program: Program, kind: str) -> Iterator[BlockPlace]:
    declared = [it for it in program.declared if it.kind == kind]
    # Two targets have it: one of them is a sprite.
    names = {it.variable.name for it in declared if not it.target.stage}
    if not names:
        return
    entries: dict[str, list[Entry]] = {it.variable.name: [] for it in declared if it.variable.name in names}
    undeclared = _undeclared(program, kind, names)
    own: dict[Target, list[Entry]] = {}
    for it in declared:
        own.setdefault(it.target, []).append(Entry(it.target.name, it))
    for target in program.targets:
        for entry in chain(own.get(target, ()), undeclared.get(target, ())):
            name = entry.found.variable.name if isinstance(entry.found, Declared) else _name(entry.found, kind)
            if name in entries:
                entries[name].append(entry)
    for namesakes in entries.values():
        yield from _of_one_name(program, kind, namesakes)


def _of_one_name(program: Program, kind: str, entries: Sequence[Entry]) -> Iterator[BlockPlace]:
    places = [_place(program, entry) for entry in entries]
    hers = any(place.hers for place in places)
    later: set[str] = set()  # the owners of those behind
    later_declared: set[str] = set()
    found = []
    for entry, place in zip(reversed(entries), reversed(places), strict=True):
        declared = isinstance(entry.found, Declared)
        if _other(entry, later):
            # A damaged file may declare a name twice in one target: that is one thing.
            key = (kind, entry.owner, place.text)
            real = declared and _other(entry, later_declared)
            found.append(place.but(hers=hers, counts_as=key, quirk=None if real else "undeclared"))
        later.add(entry.owner)
        if declared:
            later_declared.add(entry.owner)
    yield from reversed(found)


def _other(entry: Entry, owners: set[str]) -> bool:
    """Is one of these another owner."""
    return len(owners) > (entry.owner in owners)


def _place(program: Program, entry: Entry) -> BlockPlace:
    if isinstance(entry.found, Declared):
        return program.declared_place(entry.found)
    stage = program.index.project.stage
    return program.target_place(stage, text=program.place(entry.found).text, hers=entry.found.hers)


def _undeclared(program: Program, kind: str, names: set[str]) -> dict[Target, list[Entry]]:
    """By target: uses of these names that neither it nor the stage declares, each name one time in the project."""
    field, opcodes = KINDS[kind]
    known = {it.owned for it in program.declared if it.kind == kind}
    found: dict[Target, list[Entry]] = {}
    for opcode in opcodes:
        for spot in program.by_opcode.get(opcode, ()):
            if spot.block.fields.get(field) in names:
                owned = program.owned(spot)
                if owned is not None and owned not in known:
                    found.setdefault(spot.target, []).append(Entry(STAGE, spot))
    first: set[str] = set()
    for target in program.targets:
        fresh = {_name(entry.found, kind): entry for entry in found.get(target, ()) if isinstance(entry.found, Spot)}
        found[target] = [entry for name, entry in fresh.items() if name not in first]
        first.update(fresh)
    return found


def _name(spot: Spot, kind: str) -> str:
    return spot.block.fields[KINDS[kind][0]]


CHECK = Check(
    title=N_("Variables with one name in two sprites"),
    kind="problem",
    severity="high",
    params=SameVariableDifferentSpriteParams,
    observe=observe,
    words=Words(
        praise=N_("No two sprites have a variable of the same name."),
        next=N_("In {where}: another sprite has this name, too."),
        hints=(
            N_("Which of the two variables do you mean?"),
            N_("Compare the names in {category:variables} of each sprite."),
            N_("Rename one, or keep one for all sprites."),
        ),
        measured=N_("Variables and lists with a namesake: {count}."),
    ),
    examples=(
        Example(
            shows="Two sprites, each with a score",
            project="""
                sprite "Mango"
                variable score = 0

                when this sprite clicked
                change [score v] by (1)

                sprite "Basket"
                variable score = 0

                when green flag clicked
                say (score)
            """,
            amount=1,
            places=("score",),
            looked_at=2,
        ),
        Example(
            shows="One score for all",
            project="""
                stage
                variable score = 0

                sprite "Mango"
                variable speed = 1

                when this sprite clicked
                change [score v] by (speed)

                sprite "Basket"

                when green flag clicked
                say (score)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Three sprites are two places, lists too",
            project="""
                sprite "Mango"
                list names = "Dara"

                sprite "Basket"
                list names = "Sokha"

                sprite "Tree"
                list names = "Sophea"
            """,
            amount=2,
            looked_at=0,
        ),
        Example(
            shows="A variable and a list of one name, and other capitals",
            project="""
                sprite "Mango"
                variable score = 0
                variable names = 0

                sprite "Basket"
                variable Score = 0
                list names = "Dara"
            """,
            amount=0,
        ),
        Example(
            shows="For all sprites, and for one sprite besides",
            project="""
                stage
                variable my variable = 0

                sprite "Mango"
                variable my variable = 0
            """,
            amount=1,
        ),
        Example(
            shows="A use of what nobody declares does not count",
            project="""
                stage
                undeclared variable "speed"

                sprite "Mango"
                variable speed = 1

                sprite "Basket"

                when green flag clicked
                set [speed v] to (2)
            """,
            amount=0,
        ),
    ),
)
