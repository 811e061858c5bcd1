"""The slow, plain way to find a pattern: try everything. What the fast one is compared with.

Shares with it only what a pattern is (`model`) and the project's index; nothing of how either is searched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product
from typing import Any

from grader.scratch.index import ScratchIndex, Spot
from grader.scratch.model import Block
from grader.scratch.opcodes import table
from grader.scratch.pattern.model import Empty, Head, Line, Pattern, Reporter, Same, Slot, Something, Value

Names = dict[str, Any]


@dataclass(eq=False)
class Node:
    """A block as it reads, with what is in it; of a call also what it does."""

    spot: Spot
    runs: bool
    at: int = 0
    end: int = 0
    slots: list[Node] = field(default_factory=list)
    bodies: dict[str, list[Node]] = field(default_factory=dict)
    called: list[Node] = field(default_factory=list)
    definition: bool = False  # a call that is looked through

    def number(self, at: int) -> int:
        self.at = at
        at += 1
        for one in (*self.slots, *(one for body in self.bodies.values() for one in body), *self.called):
            at = one.number(at)
        self.end = at
        return at

    def all(self) -> Iterator[Node]:
        yield self
        for one in (*self.slots, *(one for body in self.bodies.values() for one in body), *self.called):
            yield from one.all()


@dataclass(frozen=True)
class Found:
    """One way to match: the node of each line that is there, and what the names are."""

    nodes: dict[int, tuple[Node, tuple[Spot, ...]]]
    names: Names
    gaps: tuple[tuple[Line, int, int], ...]  # what must not stand where


class Oracle:
    def __init__(self, index: ScratchIndex, pattern: Pattern, sprites: Sequence[str] = (), *, exactly: bool) -> None:
        self.index = index
        self.pattern = pattern
        self.exactly = exactly
        self.running = False  # look at what can run alone
        self.scripts: list[list[Node]] = []
        for script in index.scripts:
            if sprites and script.target.name not in sprites and not (script.target.stage and "stage" in sprites):
                continue
            top = script.spots[0].siblings or []
            nodes = [self._node(spot, [script.first], runs=True) for spot in top]
            at = 0
            for node in nodes:
                at = node.number(at)
            self.scripts.append(nodes)

    def _node(self, spot: Spot, calling: list[int], *, runs: bool) -> Node:
        node = Node(spot, runs and spot.runs)
        for name, value in spot.block.inputs.items():
            if isinstance(value, Block):
                inner = self.index.slot(spot, name)
                assert isinstance(inner, Spot)
                node.slots.append(self._node(inner, calling, runs=runs))
        for name in spot.block.bodies:
            node.bodies[name] = [self._node(inner, calling, runs=runs) for inner in self.index.body(spot, name)]
        if spot.opcode == "procedures_call" and spot.statement:
            definition = self.index.definition_of(spot)
            if definition is not None and definition.first not in calling:
                assert definition.hat is not None
                inside = self.index.following(definition.hat)
                node.definition = True
                node.called = [self._node(one, [*calling, definition.first], runs=node.runs) for one in inside]
        return node

    # --- the answer

    def answer(self) -> dict[int, tuple[bool, bool]]:
        """By the number of each block that counts: whether it runs, and whether it is hers, as well as can be."""
        found: dict[int, tuple[bool, bool]] = {}
        counted = [line.number for line in self.pattern.counted]
        missing = {line.number for line in self.pattern.lines() if line.optional and not line.counted}
        for running in (True, False):
            self.running = running
            for match in self._matches():
                proof = [found for number, found in match.nodes.items() if number not in missing]
                spots = [spot for node, more in proof for spot in (node.spot, *more)]
                for number in counted:
                    if number in match.nodes:
                        order = match.nodes[number][0].spot.order
                        rank = (running, any(spot.hers for spot in spots))
                        if order not in found or (found[order][0] == running and found[order] < rank):
                            found[order] = rank
        return found

    def _matches(self) -> Iterator[Found]:
        asked = [(at, lines) for at, lines in enumerate(self.pattern.scripts) if not _asks_nothing(lines)]
        denied = [line for lines in self.pattern.scripts for line in lines if all(one.negative for one in lines)]
        whole = [[node for top in script for node in top.all()] for script in self.scripts]
        for places in permutations(range(len(self.scripts)), len(asked)):
            ways = [list(self._script(lines, self.scripts[at])) for at, (_, lines) in zip(places, asked, strict=True)]
            for chosen in product(*ways):
                names = _joined([one.names for one in chosen])
                if names is None:
                    continue
                if any(
                    self._stands(line, gap[0], gap[1], self.scripts[at], names)
                    for at, one in zip(places, chosen, strict=True)
                    for line, *gap in one.gaps
                ):
                    continue
                if any(self._stands(line, 0, len(nodes), self.scripts[at], names)
                       for line in denied for at, nodes in enumerate(whole)):  # fmt: skip
                    continue
                yield Found({number: node for one in chosen for number, node in one.nodes.items()}, names, ())

    def _script(self, lines: Sequence[Line], top: list[Node]) -> list[Found]:
        end = top[-1].end
        ways = []
        for kept in _ways(lines):
            ways += list(self._sequence(kept, top, 0, end, {}, root=True))
        return ways

    # --- sequences: the lines are those of one way, none of them optional any more

    def _sequence(
        self,
        lines: Sequence[Line],
        level: list[Node],
        at: int,
        end: int,
        names: Names,
        *,
        root: bool = False,
    ) -> Iterator[Found]:
        """Ways to match lines from a place on; `level` are the statements of the stretch, for neighbours."""
        gap: list[Line] = []
        rest = list(lines)
        while rest and rest[0].negative:
            gap.append(rest.pop(0))
        if not rest:
            yield Found({}, names, tuple(self._tail(gap, level, at, end)))
            return
        line, *rest = rest
        nodes = [node for one in level for node in one.all() if at <= node.at < end]
        for node in nodes:
            if self.running and not node.runs:
                continue
            if self.exactly and not root and not self._neighbour(level, at, node):
                continue
            for head_names, reporters in self._line(line, node, names):
                for inside in self._inside(line, node, head_names):
                    behind = node.end if self.exactly or line.opens else node.at + 1
                    gaps = self._between(gap, level, at, node, root=root)
                    for more in self._sequence(rest, level, behind, end, inside.names):
                        yield Found(
                            {line.number: (node, reporters), **inside.nodes, **more.nodes},
                            more.names,
                            (*gaps, *inside.gaps, *more.gaps),
                        )

    def _between(
        self, gap: list[Line], level: list[Node], at: int, node: Node, *, root: bool
    ) -> list[tuple[Line, int, int]]:
        if not (self.exactly and root):
            return [(line, at, node.at) for line in gap]
        above = [
            one
            for top in level
            for one in top.all()
            if one.spot.statement and one.end <= node.at and _around(level, one) is _around(level, node)
            if self._neighbour(level, one.end, node)
        ]
        return [(line, one.at, one.at + 1) for line in gap for one in above]

    def _tail(self, gap: list[Line], level: list[Node], at: int, end: int) -> Iterator[tuple[Line, int, int]]:
        """What must not stand behind all; of neighbours what stands there now."""
        for line in gap:
            if not self.exactly:
                yield line, at, end
            else:
                yield from ((line, node.at, node.at + 1) for node in self._here(level, at) if node.at < end)

    def _neighbour(self, level: list[Node], at: int, node: Node) -> bool:
        return any(one is node for one in self._here(level, at))

    def _here(self, level: list[Node], at: int) -> Iterator[Node]:
        """The statement at a place, and while it is a call what that begins with."""
        statements = {one.at: one for top in level for one in top.all() if one.spot.statement}
        node = statements.get(at)
        while node is not None:
            yield node
            if not node.definition:
                return
            node = node.called[0] if node.called else statements.get(node.end)

    def _inside(self, line: Line, node: Node, names: Names) -> Iterator[Found]:
        ways: list[Found] = [Found({}, names, ())]
        for name, lines in line.bodies:
            body = node.bodies.get(name, [])
            at, end = (body[0].at, body[-1].end) if body else (0, 0)
            ways = [
                Found({**way.nodes, **more.nodes}, more.names, (*way.gaps, *more.gaps))
                for way in ways
                for kept in _ways(lines)
                for more in self._sequence(kept, body, at, end, way.names)
            ]
        yield from ways

    # --- what must not be there

    def _stands(self, line: Line, at: int, end: int, level: list[Node], names: Names) -> bool:
        """Whether such a line begins in the stretch. Names that nothing else binds are anything."""
        return any(
            at <= node.at < end and (node.runs or not self.running) and self._matches_line(line, node, names)
            for top in level
            for node in top.all()
        )

    def _matches_line(self, line: Line, node: Node, names: Names) -> bool:
        bound = {name: names[name] for name in names}
        for head_names, _ in self._line(line, node, bound):
            for inside in self._inside(line, node, head_names):
                if not any(self._stands(one, a, b, [node], inside.names) for one, a, b in inside.gaps):
                    return True
        return False

    # --- one line

    def _line(self, line: Line, node: Node, names: Names) -> Iterator[tuple[Names, tuple[Spot, ...]]]:
        for head in line.heads:
            yield from self._head(head, node.spot, names)

    def _head(self, head: Head, spot: Spot, names: Names) -> Iterator[tuple[Names, tuple[Spot, ...]]]:
        if head.opcode is None:
            if spot.opcode not in self._any(head) and not (head.category is None and spot.statement):
                return
        elif head.opcode != spot.opcode:
            return
        if head.code is not None and (spot.block.procedure is None or spot.block.procedure.proccode != head.code):
            return
        ways: list[tuple[Names, tuple[Spot, ...]]] = [(dict(names), ())]
        for slot in head.slots:
            ways = [
                (more, (*reporters, *found))
                for known, reporters in ways
                for more, found in self._slot(slot, spot, known)
            ]
        yield from ways

    def _any(self, head: Head) -> set[str]:
        return {opcode for opcode, known in table().blocks.items() if known.category == head.category}

    def _slot(self, slot: Slot, spot: Spot, names: Names) -> Iterator[tuple[Names, tuple[Spot, ...]]]:
        want = slot.want
        held: Any = spot.block.fields.get(slot.name) if slot.menu else self.index.slot(spot, slot.name)
        if isinstance(want, Same):
            thing = self._thing(slot, held)
            if thing is not None and names.get(want.name, thing) == thing:
                yield {**names, want.name: thing}, ()
        elif isinstance(want, Reporter):
            for head in want.heads if isinstance(held, Spot) else ():
                for more, reporters in self._head(head, held, names):
                    yield more, (held, *reporters)
        elif _holds(want, held):
            yield names, ()

    def _thing(self, slot: Slot, held: Any) -> Any:
        if held is None:
            return None
        if slot.menu and slot.name == "VARIABLE":
            return ("variable", held)
        if isinstance(held, Spot):
            if held.opcode == "data_variable":
                return ("variable", held.block.fields["VARIABLE"])
            return ("shape", self.index.shape(held))
        if slot.name in {"BROADCAST_INPUT", "BROADCAST_OPTION"}:
            return ("message", (held if isinstance(held, str) else held.value).lower())
        text = held if isinstance(held, str) else held.value
        return ("text", text)


def _around(level: list[Node], node: Node) -> Node | None:
    """What holds a node, calls read through."""
    holders = [one for top in level for one in top.all() if one.at < node.at < one.end and not one.definition]
    return holders[-1] if holders else None


def _holds(want: Any, held: Any) -> bool:
    if isinstance(want, Empty | Something):
        return (held is None) == isinstance(want, Empty)
    return (
        held is not None and not isinstance(held, Spot) and _same(want, held if isinstance(held, str) else held.value)
    )


def _same(want: Value, text: str) -> bool:
    return want.text.lower() == text.lower() if want.message else want.text == text


def _joined(several: Sequence[Names]) -> Names | None:
    names: Names = {}
    for one in several:
        for name, thing in one.items():
            if names.setdefault(name, thing) != thing:
                return None
    return names


def _asks_nothing(lines: Sequence[Line]) -> bool:
    """A script of lines that may all be missing, or must."""
    return any(all(line.negative for line in way) for way in _ways(lines))


def _ways(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines with and without each that may be missing; what is inside one that is missing stands in its place."""
    ways: list[list[Line]] = [[]]
    for line in lines:
        here: list[list[Line]] = [[line]]
        if line.optional and not line.counted:
            here += _ways([inner for _, body in line.bodies for inner in body])
        ways = [[*way, *one] for way in ways for one in here]
    return ways
