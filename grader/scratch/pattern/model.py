"""A pattern that was read: scripts of lines, each line a description of blocks. Frozen; no project in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SUBSTACK = "SUBSTACK"


@dataclass(frozen=True, slots=True)
class Same:
    """`$name`: the same thing wherever the name stands."""

    name: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is typed, chosen, or a name: `10`, `edge`, `score`. Messages count capitals for nothing."""

    text: str
    message: bool = False


@dataclass(frozen=True, slots=True)
class Empty:
    """`<>`: nothing stands there."""


@dataclass(frozen=True, slots=True)
class Something:
    """`<_>`: any condition, but one must be there."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """A reporter, by what it may be."""

    heads: tuple[Head, ...]


Want = Same | Value | Empty | Something | Reporter


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot or menu of a block, and what must stand there. A slot that may hold anything is left out."""

    name: str
    want: Want
    menu: bool = False  # a menu of the block itself, in its `fields`


@dataclass(frozen=True, slots=True)
class Head:
    """One block without what lies inside it. Without `opcode` any block, or any of the category."""

    opcode: str | None
    slots: tuple[Slot, ...] = ()
    category: str | None = None
    code: str | None = None  # of a custom block: its text; None is any
    parameters: tuple[Want | None, ...] = ()  # of a definition: what its inputs are called, None is anything

    @property
    def plain(self) -> Head:
        """The same block with anything in its slots."""
        return Head(self.opcode, (), self.category, self.code)


def names_of(heads: Iterable[Head]) -> Iterator[str]:
    """The `$name`s of blocks, those of reporters in their slots too."""
    for head in heads:
        for want in (*(slot.want for slot in head.slots), *head.parameters):
            if isinstance(want, Same):
                yield want.name
            elif isinstance(want, Reporter):
                yield from names_of(want.heads)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line, with the lines inside it. `number` counts the lines of a pattern in reading order."""

    number: int
    heads: tuple[Head, ...]  # one of them
    bodies: tuple[tuple[str, tuple[Line, ...]], ...]
    opens: bool  # a C block: lines may lie inside, and the next line stands behind all of it
    counted: bool
    negative: bool  # must not stand there
    optional: bool  # may be missing; the lines inside it may not
    row: int  # where it stands in the text, from 1
    column: int
    text: str  # as written, without signs

    @property
    def opcode(self) -> str | None:
        """What to call it: the opcode of the first of its blocks."""
        return self.heads[0].opcode if self.heads else None

    def all(self) -> Iterator[Line]:
        """The line and every line inside it, in reading order."""
        yield self
        for _, lines in self.bodies:
            for line in lines:
                yield from line.all()


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Scripts, each of lines; all must be there, each in a script of its own. Equal to itself alone."""

    scripts: tuple[tuple[Line, ...], ...]

    def lines(self) -> Iterator[Line]:
        """Every line, in reading order."""
        for script in self.scripts:
            for line in script:
                yield from line.all()

    @property
    def counted(self) -> tuple[Line, ...]:
        """The lines whose blocks are counted."""
        return tuple(line for line in self.lines() if line.counted)
