"""The cyclomatic complexity of a whole project: edges - nodes + 2 of one graph of everything that follows.

Not the graph that `missing-initialization` asks: here a stop, a clone's end and a bare forever lead to the exit, and
calls come back.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final

from grader.scratch.model import Chosen
from grader.scratch.program.grammar import CALL, CREATE_CLONE, DATA, LOOPS, PARAMETERS, RECEIVE, SENDS
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

Node = Hashable

_ENTRY: Final = "entry"
_EXIT: Final = "exit"
_CLONE_HAT: Final = "control_start_as_clone"
_BACKDROP_HAT: Final = "event_whenbackdropswitchesto"
_GREATER_HAT: Final = "event_whengreaterthan"
_NAMES: Final = frozenset({"name", "position", "message", "touching"})


def complexity(program: Program) -> int:
    """`interprocedural_cyclomatic_complexity`."""
    graph = _Graph(program)
    for part in program.parts:
        graph.part(part)
    return graph.result()


class _Body:
    """Statements that are being gone through, and what is to do at their end."""

    __slots__ = ("after", "statements")

    def __init__(self, statements: Iterable[Spot], after: Callable[[], None]) -> None:
        self.statements: Iterator[Spot] = iter(statements)
        self.after = after


class _Graph:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._edges: set[tuple[Node, Node]] = set()
        self._more_edges = 0  # such as can be counted without being named: they are met once
        self._nodes: set[Node] = {_ENTRY, _EXIT}
        self._open: list[Node] = []
        self._bodies: list[_Body] = []
        self._ends: dict[Node, Sequence[Node]] = {}  # by own block: the open ends of its last definition
        self._last_definition: Node | None = None
        self._sprites = frozenset(target.name for target in program.targets if not target.stage)
        self._computed_clones = False

    def part(self, part: Part) -> None:
        """A script, a loose stack or a definition, in the order of the walk."""
        # What is open here comes from a definition just before: a hat closes it, a loose stack goes on from there.
        if part.definition:
            own = ("own block", part.target.name, self._program.called(part.head))
            self._open = [own]
            self._through(part.top)
            self._ends[own] = tuple(self._open)
            self._last_definition = own
            return
        if part.hat is not None:
            self._open = [self._hat(part)]
        self._through(part.top)
        self._to_exit()
        self._open = []
        self._last_definition = None

    def result(self) -> int:
        if self._last_definition is not None:
            # No stack comes after it: its ends lead to the exit, and no call comes back from it.
            self._to_exit()
            self._ends[self._last_definition] = ()
        for (sprite, text), calls in self._program.calls_by_name.items():
            self._returns(("own block", sprite, text), calls)
        if self._computed_clones:
            self._link_all(("clones of", name) for name in self._sprites)
        if not any(start == _ENTRY for start, _ in self._edges):
            self._edges.add((_ENTRY, _EXIT))
        for edge in self._edges:
            self._nodes.update(edge)
        return len(self._edges) + self._more_edges - len(self._nodes) + 2

    def _returns(self, own: Node, calls: Sequence[Spot]) -> None:
        ends = frozenset(self._ends.get(own, (own,)))
        if ends:
            self._more_edges += len(ends) * len(calls)
            self._nodes.update(ends)
            self._nodes.update(("return", call.order) for call in calls)

    def _link_all(self, nodes: Iterable[Node]) -> None:
        self._edges.update((node, _EXIT) for node in nodes)

    def _to_exit(self) -> None:
        self._link_all(self._open)

    def _hat(self, part: Part) -> Node:
        hat = part.head
        if part.event == RECEIVE:
            node: Node = ("message", self._program.message(hat))
        elif part.event == _CLONE_HAT:
            node = ("clones of", part.target.name)
        else:
            node = hat.order if part.event == _GREATER_HAT else ("hat", self._program.keys.of_event(part))
            if part.event != _BACKDROP_HAT:  # nothing leads to a backdrop
                self._edges.add((_ENTRY, node))
        self._edges.add((node, _EXIT))
        return node

    # Statements

    def _through(self, statements: Sequence[Spot]) -> None:
        self._bodies.append(_Body(statements, _nothing))
        while self._bodies:
            body = self._bodies[-1]
            spot = next(body.statements, None)
            if spot is None:
                self._bodies.pop()
                body.after()
            else:
                self._statement(spot)

    def _statement(self, spot: Spot) -> None:
        node = spot.order
        opcode = spot.block.opcode
        self._nodes.add(node)
        self._edges.update((end, node) for end in self._open)
        self._open = [node]
        if opcode in LOOPS:
            self._enter(spot, "SUBSTACK", lambda: self._end_loop(node, endless=opcode == "control_forever"))
        elif opcode == "control_if":
            self._enter(spot, "SUBSTACK", lambda: self._end_if(node))
        elif opcode == "control_if_else":
            self._enter(spot, "SUBSTACK", lambda: self._end_then(spot))
        elif opcode == "control_wait_until" or self._program.terminating(spot):
            self._edges.add((node, _EXIT))  # and yet it goes on
        elif opcode in SENDS:
            self._sends(spot)
        elif opcode == CREATE_CLONE:
            self._clones(spot)
        elif opcode == CALL and spot.siblings is not None:
            self._edges.add((node, ("own block", spot.target.name, self._program.called(spot))))
            self._open = [("return", node)]

    def _enter(self, spot: Spot, name: str, after: Callable[[], None]) -> None:
        self._bodies.append(_Body(self._program.body(spot, name), after))

    def _end_loop(self, loop: Node, *, endless: bool) -> None:
        # An empty body: the loop leads to itself.
        self._edges.update((end, loop) for end in self._open)
        self._open = [loop]
        if endless:
            self._edges.add((loop, _EXIT))
            self._open = []

    def _end_if(self, node: Node) -> None:
        if self._open != [node]:
            self._open.append(node)

    def _end_then(self, spot: Spot) -> None:
        then, self._open = self._open, [spot.order]
        self._enter(spot, "SUBSTACK2", lambda: self._end_else(spot.order, then))

    def _end_else(self, node: Node, then: list[Node]) -> None:
        if then == self._open == [node]:
            return
        # The longer one is kept: a long chain of if-elses stays linear.
        longer, shorter = (then, self._open) if len(then) > len(self._open) else (self._open, then)
        longer.extend(shorter)
        self._open = longer

    def _sends(self, spot: Spot) -> None:
        message = self._program.message(spot)
        if message is None:
            self._more_edges += len(self._program.received)
        else:
            self._edges.add((spot.order, ("message", message)))
            self._edges.add((("message", message), _EXIT))

    def _clones(self, spot: Spot) -> None:
        name = self._program.cloned(spot)
        if name is None:
            name = self._only_name(spot)
        if name is None:
            self._computed_clones = True
            self._more_edges += len(self._sprites)
        else:
            self._edges.add((spot.order, ("clones of", name)))
            self._edges.add((("clones of", name), _EXIT))

    def _only_name(self, spot: Spot) -> str | None:
        """The one text or name that a computed choice holds; None where it holds none or several."""
        found: list[str] = []
        for held in self._program.reporters_in(spot):
            found += _names(self._program, held)
        return found[0] if len(found) == 1 else None


def _names(program: Program, spot: Spot) -> Iterator[str]:
    """The texts and names in a reporter itself: of a variable two, its owner and its name."""
    block = spot.block
    owned = program.owned(spot)
    if owned is not None:
        yield from owned
    elif block.opcode in PARAMETERS:
        yield block.fields.get("VALUE", "")
    if block.opcode in DATA:
        return
    for slot, value in block.inputs.items():
        text = program.text(spot, slot)
        if text is not None:
            yield text
        elif isinstance(value, Chosen) and program.slot_kind(spot, slot) in _NAMES:
            yield value.value


def _nothing() -> None:
    pass
