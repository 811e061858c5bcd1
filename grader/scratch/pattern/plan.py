"""What is looked for: the lines of a pattern without those that need not be there, in sequences.

Where other blocks may stand between, a line that may be missing changes nothing, so only the lines inside it are
left. Where lines must be neighbours, or something must not stand between them, a sequence with the line and one without
it stand beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from grader.scratch.pattern.model import Line, Pattern


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A line that must be there, and what must be inside it: of each body one of several sequences."""

    line: Line
    bodies: tuple[tuple[str, tuple[Sequel, ...]], ...]
    counts_inside: bool  # a line inside it is counted

    @property
    def number(self) -> int:
        """The number of its line."""
        return self.line.number


@dataclass(frozen=True, slots=True, eq=False)
class Sequel:
    """Steps in order; `gaps[n]` is what must not stand before step n, the last what must not stand behind all."""

    steps: tuple[Step, ...]
    gaps: tuple[tuple[Step, ...], ...]

    @property
    def free(self) -> bool:
        """Nothing must be absent."""
        return not any(self.gaps)


@dataclass(frozen=True, slots=True)
class Plan:
    """For each script of the pattern the sequences it may be, one of which must be there."""

    scripts: tuple[tuple[Sequel, ...], ...]  # those with something that must be there
    absent: tuple[Step, ...]  # lines of scripts in which nothing must be there: no script may hold them
    exactly: bool


def plan(pattern: Pattern, *, exactly: bool, without: frozenset[int] = frozenset()) -> Plan:
    """What to look for; `without` are numbers of lines that need not be there either."""
    both = exactly or any(line.negative for line in pattern.lines())
    making = _Making(both, without)
    found = [making.sequels(lines) for lines in pattern.scripts]
    return Plan(
        # A script whose lines may all be missing asks for nothing.
        scripts=tuple(several for several in found if all(one.steps for one in several)),
        absent=tuple(
            step
            for several, lines in zip(found, pattern.scripts, strict=True)
            if all(line.negative for line in lines)
            for step in several[0].gaps[0]
        ),
        exactly=exactly,
    )


Part = tuple[Step, bool]  # a step, and whether it must be absent


class _Making:
    def __init__(self, both: bool, without: frozenset[int]) -> None:  # noqa: FBT001 - see plan
        self.both = both  # a line that may be missing is looked for too
        self.without = without

    def sequels(self, lines: Sequence[Line]) -> tuple[Sequel, ...]:
        return tuple(map(_sequel, self._ways(lines)))

    def _ways(self, lines: Sequence[Line]) -> Iterator[tuple[Part, ...]]:
        """Every way to read the lines."""
        options = [tuple(self._line(line)) for line in lines]
        for chosen in product(*options):
            yield tuple(part for parts in chosen for part in parts)

    def _line(self, line: Line) -> Iterator[tuple[Part, ...]]:
        gone = line.number in self.without
        if gone and line.negative:
            yield ()
            return
        missing = gone or (line.optional and not line.counted)
        if not missing or (self.both and not gone):
            yield ((self._step(line), line.negative),)
        if missing:
            yield from self._ways([inner for _, lines in line.bodies for inner in lines])

    def _step(self, line: Line) -> Step:
        bodies = tuple((name, self.sequels(lines)) for name, lines in line.bodies)
        return Step(
            line=line,
            bodies=tuple(
                (name, several) for name, several in bodies if any(one.steps or one.gaps[0] for one in several)
            ),
            counts_inside=any(inner.counted for inner in line.all() if inner is not line),
        )


def _sequel(parts: Sequence[Part]) -> Sequel:
    steps: list[Step] = []
    gaps: list[list[Step]] = [[]]
    for step, absent in parts:
        if absent:
            gaps[-1].append(step)
        else:
            steps.append(step)
            gaps.append([])
    return Sequel(tuple(steps), tuple(map(tuple, gaps)))
