"""What is looked for: the lines of a pattern without those that need not be there, in sequences.

Where other blocks may stand between, a line that may be missing changes nothing, so only the lines inside it are
left. Where lines must be neighbours, or something must not stand between them, a sequence with the line and one without
it stand beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from grader.scratch.pattern.model import Line, Pattern, names_of


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A line that must be there, and what must be inside it: of each body one of several sequences."""

    number: int  # of its line
    line: Line
    bodies: tuple[tuple[str, tuple[Sequel, ...]], ...]
    counts_inside: bool  # a line inside it is counted
    inside: tuple[int, ...]  # the numbers of its line and of all lines inside it


@dataclass(frozen=True, slots=True, eq=False)
class Sequel:
    """Steps in order; `gaps[n]` is what must not stand before step n, the last what must not stand behind all."""

    steps: tuple[Step, ...]
    gaps: tuple[tuple[Step, ...], ...]
    free: bool  # nothing must be absent
    must: tuple[int, ...]  # lines that surely stand in it, at any depth


@dataclass(frozen=True)
class Plan:
    """For each script of the pattern the sequences it may be, one of which must be there."""

    scripts: tuple[tuple[Sequel, ...], ...]  # those with something that must be there
    absent: tuple[Step, ...]  # lines of scripts in which nothing must be there: no script may hold them
    exactly: bool

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps that must be there or may be missing, one for each line."""
        found = (step for several in self.scripts for sequel in several for step in _positive(sequel))
        return tuple({step.number: step for step in found}.values())

    @cached_property
    def missing(self) -> frozenset[int]:
        """The lines that may be missing: looked for, needed by nobody, and no proof."""
        return frozenset(step.number for step in self.steps if step.line.optional and not step.line.counted)

    @cached_property
    def must(self) -> tuple[int, ...]:
        """The lines that must be there."""
        return tuple(step.number for step in self.steps if step.number not in self.missing)

    @cached_property
    def counted(self) -> tuple[int, ...]:
        """The lines whose blocks count."""
        return tuple(step.number for step in self.steps if step.line.counted)

    @cached_property
    def names(self) -> Mapping[str, tuple[int, ...]]:
        """The names that stand in two lines or more, one of which is a step: the lines of its steps."""
        every = {line.number: line for step in self._all() for line in step.line.all()}
        own = {step.number for step in self.steps}
        lines: dict[str, list[int]] = {}
        for line in every.values():
            for name in dict.fromkeys(names_of(line.heads)):
                lines.setdefault(name, []).append(line.number)
        shared = {name: tuple(number for number in found if number in own) for name, found in lines.items()}
        return {name: found for name, found in shared.items() if found and len(lines[name]) > 1}

    def _all(self) -> Iterator[Step]:
        """Every step, those that must be absent too."""
        yield from self.absent
        yield from self.steps
        for several in self.scripts:
            for sequel in several:
                yield from _absent(sequel)


def _positive(sequel: Sequel) -> Iterator[Step]:
    for step in sequel.steps:
        yield step
        for _, several in step.bodies:
            for inner in several:
                yield from _positive(inner)


def _absent(sequel: Sequel) -> Iterator[Step]:
    for gap in sequel.gaps:
        yield from gap
    for step in sequel.steps:
        for _, several in step.bodies:
            for inner in several:
                yield from _absent(inner)


@lru_cache(maxsize=1024)  # patterns are read once for many projects, and turned in the same ways for each
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
            number=line.number,
            line=line,
            bodies=tuple(
                (name, several) for name, several in bodies if any(one.steps or one.gaps[0] for one in several)
            ),
            counts_inside=any(inner.counted for inner in line.all() if inner is not line),
            inside=tuple(inner.number for inner in line.all()),
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
    inner = (several[0].must for step in steps for _, several in step.bodies if len(several) == 1)
    must = (*(step.number for step in steps), *(number for numbers in inner for number in numbers))
    return Sequel(tuple(steps), tuple(map(tuple, gaps)), not any(gaps), must)
