"""The flat records of a `project.json`, as the Dr. Scratch rubrics count them.

They know no scripts: a block that lies loose, a menu, a shadow hidden under a reporter is a record like any other.
The model keeps none of that, so the file's own text is read once more here. A project that was written as text has
the records that `write` makes of it.

A record is an entry of `blocks` that is an object. Links (`next`, bodies, slots) are followed by id in one map of the
whole project, so an id that two targets use leads to the later target's record. A link to nothing ends a walk.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from grader.scratch.blocks import heads_a_script
from grader.scratch.jsontext import as_list, as_mapping, parse
from grader.scratch.model import ScratchProject

SUBSTACK, SUBSTACK2, CONDITION = "SUBSTACK", "SUBSTACK2", "CONDITION"
_NAMES: Final = (str, int, float, bool, type(None))  # what a field can hold and be compared by


class Record(NamedTuple):
    """One entry of a target's `blocks`. A tuple, since a large file has 100,000 of them."""

    order: int  # its running number: targets as in the file, in each the keys of `blocks` in order
    target: int  # place of its target in the file
    id: str
    opcode: str  # "" where the file has none
    raw: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"<Record {self.order} {self.opcode} {self.id!r}>"

    @property
    def headed(self) -> bool:
        """Does it say that a block is above or around it. One that says nothing of it does not count as without."""
        return self.raw.get("parent", "") is not None

    def has(self, slot: str) -> bool:
        """Has it the key of that slot, be it empty."""
        return slot in as_mapping(self.raw.get("inputs"))

    def held(self, slot: str) -> Any:
        """What is in that slot: an id, a primitive (a list), None. What lies hidden under it does not count."""
        entry = as_list(as_mapping(self.raw.get("inputs")).get(slot))
        return entry[1] if len(entry) > 1 else None

    def slots(self) -> Iterator[Any]:
        """What is in each of its slots."""
        for name in as_mapping(self.raw.get("inputs")):
            yield self.held(name)

    def fields(self) -> Mapping[str, Any]:
        """Its own menus, as the file has them."""
        return as_mapping(self.raw.get("fields"))

    def field(self, name: str) -> tuple[Any, ...]:
        """Value and id of one of its menus; empty where it has none."""
        return tuple(item for item in as_list(self.fields().get(name)) if isinstance(item, _NAMES))


class Records:
    """All records of a project, by number, by opcode and by id."""

    def __init__(
        self, records: Sequence[Record], *, extensions: Sequence[Any] = (), places: Mapping[int, int] | None = None
    ) -> None:
        self.all: Final = tuple(records)
        self.extensions: Final = tuple(extensions)
        self.places: Final = places or {}  # by place of a target in the file: its place in the project
        self._by_opcode: dict[str, list[Record]] = {}
        self._by_id: dict[str, Record] = {}
        for record in self.all:
            self._by_opcode.setdefault(record.opcode, []).append(record)
            self._by_id[record.id] = record

    @property
    def linked(self) -> Iterator[Record]:
        """The records that links lead to: of two with one id the later, at the earlier one's place."""
        return iter(self._by_id.values())

    @property
    def opcodes(self) -> Iterator[str]:
        """Every opcode, once."""
        return iter(self._by_opcode)

    def of(self, *opcodes: str) -> list[Record]:
        """Every record with one of these opcodes, in file order."""
        found = [record for opcode in opcodes for record in self._by_opcode.get(opcode, ())]
        return found if len(opcodes) == 1 else sorted(found, key=lambda record: record.order)

    def first(self, *opcodes: str) -> Record | None:
        """The first of them."""
        found = [records[0] for opcode in opcodes if (records := self._by_opcode.get(opcode))]
        return min(found, key=lambda record: record.order, default=None)

    def at(self, identity: Any) -> Record | None:
        """The record with that id; None where there is none, or the value is no id."""
        return self._by_id.get(identity) if type(identity) is str else None

    def below(self, record: Record) -> Record | None:
        """The block under it."""
        return self.at(record.raw.get("next"))

    def inside(self, record: Record, slot: str) -> Record | None:
        """The block in a slot, or the first one in a body."""
        return self.at(record.held(slot))

    def stack(self, hat: Record) -> Iterator[Record]:
        """The blocks under a hat, without those in bodies; a loop of links ends where it began."""
        met = {hat.id}
        record = self.below(hat)
        while record is not None and record.id not in met:
            met.add(record.id)
            yield record
            record = self.below(record)

    def with_field(self, name: str) -> Sequence[tuple[Record, tuple[Any, ...]]]:
        """Every record with that menu, and what the menu holds."""
        return self._with_field.get(name, ())

    @cached_property
    def _with_field(self) -> Mapping[str, Sequence[tuple[Record, tuple[Any, ...]]]]:
        found: dict[str, list[tuple[Record, tuple[Any, ...]]]] = {}
        for record in self.all:
            fields = record.raw.get("fields")
            if fields and type(fields) is dict:
                for name in fields:
                    held = record.field(name)
                    if held:
                        found.setdefault(name, []).append((record, held))
        return found

    def only(self, keep: Callable[[Record], bool], *, extensions: bool = True) -> Records:
        """A part of them; what is left keeps its number."""
        kept = [record for record in self.all if keep(record)]
        return Records(kept, extensions=self.extensions if extensions else (), places=self.places)

    @cached_property
    def under_hats(self) -> frozenset[int]:
        """Numbers of the records that a script with a hat leads to, menus and hidden shadows in it too."""
        by_target: dict[int, dict[str, Record]] = {}
        for record in self.all:
            by_target.setdefault(record.target, {})[record.id] = record
        pending = [record for record in self.all if heads_a_script(record.opcode)]
        reached = set()
        while pending:
            record = pending.pop()
            if record.order in reached:
                continue
            reached.add(record.order)
            own = by_target[record.target]
            links = [record.raw.get("next")]
            for entry in as_mapping(record.raw.get("inputs")).values():
                links += as_list(entry)[1:]
            pending += [own[link] for link in links if type(link) is str and link in own]
        return frozenset(reached)


def records(project: ScratchProject) -> Records:
    """The records of a project: of its file, else those it would be written as."""
    source = project.source
    if source is not None and source.targets is project.targets:
        return of_json(parse(source.data, sys.maxsize), len(project.targets), project.stage_place)
    # Only here: most projects come as a file, and writing needs the table of blocks.
    from grader.scratch.assets import Assets
    from grader.scratch.write import project_json

    return of_json(project_json(project, Assets({})), len(project.targets), 0)


def of_json(value: Any, targets: int, stage_place: int) -> Records:
    """The records in parsed JSON, given how many targets the project of it has, and how many stood before the stage."""
    raw = as_mapping(value)
    given = [item for item in as_list(raw.get("targets")) if type(item) is dict]
    found: list[Record] = []
    for number, target in enumerate(given):
        for identity, entry in as_mapping(target.get("blocks")).items():
            if type(entry) is dict:
                opcode = entry.get("opcode")
                found.append(Record(len(found), number, identity, opcode if type(opcode) is str else "", entry))
    if len(given) < targets:  # a stage was made for the project, before all others
        places = {number: number + 1 for number in range(len(given))}
    else:
        places = {number: number + (number < stage_place) for number in range(len(given))} | {stage_place: 0}
    return Records(found, extensions=as_list(raw.get("extensions")), places=places)
