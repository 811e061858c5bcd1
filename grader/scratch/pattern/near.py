"""What almost matches: which block is there, and which other one it stands in a wrong relation to, or misses.

Starts with the line that counts and takes in one more line at a time: what lies around it from inside out, the hat,
what stands beside it, what must not stand there, the other scripts. The first line with which nothing is found any
more is what to tell her about: everything before it she has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from grader.scratch.opcodes import is_hat
from grader.scratch.pattern.finding import Finding
from grader.scratch.pattern.model import Line
from grader.scratch.pattern.search import Match

MOST = 3  # places that are shown

Kind = Literal[
    "inside",  # there, but not inside the other
    "below",  # there, but not in a script that begins with the other
    "after",  # there, but not after the other
    "missing",  # there, and the other is not
    "filled",  # there, with something else in its slots
    "beside",  # there, and the other is there too, but must not
    "apart",  # all there, but not next to each other
    "elsewhere",  # there, but in another sprite
    "idle",  # there, but nothing starts it
    "starter",  # there, but it came with the task
    "begin",  # nothing is there; the other is what to begin with
    "more",  # found, and more would count
]


@dataclass(frozen=True, slots=True)
class Near:
    """What almost matches. `there` and `other` are opcodes; None where a line may be any block."""

    kind: Kind
    matches: tuple[Match, ...] = ()
    there: str | None = None
    other: str | None = None


def near(finding: Finding) -> Near | None:
    """What almost matches; None when nothing can be said."""
    line = finding.pattern.counted[-1]
    found = finding.matches
    if any(match.runs and match.hers for match in found):
        return Near("more", (), line.opcode)
    if found:
        kind: Kind = "starter" if any(match.runs for match in found) else "idle"
        of_kind = tuple(match for match in found if match.runs == (kind == "starter"))
        return Near(kind, of_kind[:MOST], line.opcode)
    if finding.question.exactly and (apart := finding.search(exactly=False).some(MOST)):
        return Near("apart", apart, line.opcode)
    if finding.question.sprites and (there := _elsewhere(finding)):
        return Near("elsewhere", there, line.opcode)
    return _step_by_step(finding, line)


def _elsewhere(finding: Finding) -> tuple[Match, ...]:
    fitting = finding.fitting(())
    return finding.search(fits={line.number: fitting.of(line) for line in finding.pattern.lines()}).some(MOST)


def _step_by_step(finding: Finding, line: Line) -> Near | None:
    lines = tuple(_in_order(finding, line))
    every = frozenset(one.number for one in finding.pattern.lines())
    kept: list[Line] = []
    for one in lines:
        inner = frozenset(number.number for kept_line in (*kept, one) for number in _whole(kept_line))
        counted = kept[0].number if kept else one.number
        search = finding.search(exactly=False, without=every - inner, counted=counted)
        if (one.negative or finding.fits[one.number]) and search.exists():
            kept.append(one)
        elif kept:
            return _told(finding, one, kept, every)
        elif (filled := _filled(finding, one, [], every)) is not None:
            return filled
        # Of a line that is nowhere the lines around it are still worth a word.
    if not kept:
        return Near("begin", (), None, _first(finding).opcode)
    missing = min((one for one in lines if one not in kept), key=lambda one: one.number, default=None)
    return None if missing is None else _of(finding, "missing", kept[0], missing, kept, every)


def _whole(line: Line) -> Iterator[Line]:
    """The line; of what must not stand there all of it."""
    return line.all() if line.negative else iter((line,))


def _first(finding: Finding) -> Line:
    return next(line for line in finding.pattern.lines() if not line.negative)


def _told(finding: Finding, line: Line, kept: Sequence[Line], every: frozenset[int]) -> Near | None:
    """What to say of the first line that cannot be taken in."""
    if line.negative:
        return _of(finding, "beside", kept[0], line, kept, every)
    filled = _filled(finding, line, kept, every)
    if filled is not None:
        return filled
    inner = _child(finding, line, kept)
    if inner is not None:
        hat = line.opcode is not None and is_hat(line.opcode)
        return _of(finding, "below" if hat else "inside", inner, line, kept, every)
    if not finding.fits[line.number]:
        return _of(finding, "missing", _neighbour(finding, line, kept), line, kept, every)
    return _misplaced(finding, line, kept, every)


def _misplaced(finding: Finding, line: Line, kept: Sequence[Line], every: frozenset[int]) -> Near:
    """The line is somewhere, but not where it should be."""
    lines = _beside(finding, line)
    later = next((one for one in lines[lines.index(line) + 1 :] if one in kept), None)
    if later is not None:
        # With what stands before it all is well: it is what stands behind it that comes too early.
        earlier = frozenset(one.number for one in (*kept, line) if one.number <= line.number)
        if finding.search(exactly=False, without=every - earlier, counted=line.number).exists():
            return Near("after", _alone(finding, later, every), later.opcode, line.opcode)
    outer = _parent(finding, line)
    if outer is not None and outer in kept:
        return Near("inside", _alone(finding, line, every), line.opcode, outer.opcode)
    before = _before(finding, line, kept)
    if before is not None:
        return Near("after", _alone(finding, line, every), line.opcode, before.opcode)
    return _of(finding, "missing", kept[0], line, kept, every)


def _of(finding: Finding, kind: Kind, there: Line, other: Line, kept: Sequence[Line], every: frozenset[int]) -> Near:
    without = every - {one.number for one in kept}
    matches = finding.search(exactly=False, without=without, counted=there.number).some(MOST)
    return Near(kind, matches, there.opcode, other.opcode)


def _alone(finding: Finding, line: Line, every: frozenset[int]) -> tuple[Match, ...]:
    return finding.search(exactly=False, without=every - {line.number}, counted=line.number).some(MOST)


def _filled(finding: Finding, line: Line, kept: Sequence[Line], every: frozenset[int]) -> Near | None:
    """The line with anything in its slots, in its place."""
    if line.opcode is None or not any(head.slots for head in line.heads):
        return None
    fits = {**finding.fits, line.number: finding.loosened(line)}
    without = every - {one.number for one in (*kept, line)}
    matches = finding.search(exactly=False, without=without, counted=line.number, fits=fits).some(MOST)
    return Near("filled", matches, line.opcode) if matches else None


# --- where a line stands in the pattern


def _in_order(finding: Finding, line: Line) -> Iterator[Line]:
    """The line, what is around it from inside out, its script, what must not be there, the other scripts."""
    script = next(script for script in finding.pattern.scripts if any(line in one.all() for one in script))
    path = _path(script, line)
    around = list(reversed(path))
    if path[0] is not script[0] and script[0].opcode is not None and is_hat(script[0].opcode):
        around.append(script[0])
    yield from around
    taken = {one.number for one in around}
    lines = [one for one in _needed(script) if one.number not in taken]
    yield from (one for one in lines if not one.negative)
    yield from (one for one in lines if one.negative)
    for other in finding.pattern.scripts:
        if other is not script:
            yield from _needed(other)


def _needed(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines that must be there, and the first of what must not."""
    for line in lines:
        if line.negative:
            yield line
            continue
        if not line.optional or line.counted:
            yield line
        for _, inner in line.bodies:
            yield from _needed(inner)


def _path(script: Sequence[Line], line: Line) -> list[Line]:
    """From the outermost line around it to the line itself."""
    for one in script:
        if one is line:
            return [one]
        for _, inner in one.bodies:
            found = _path(inner, line)
            if found:
                return [one, *found]
    return []


def _script_of(finding: Finding, line: Line) -> Sequence[Line]:
    return next(script for script in finding.pattern.scripts if any(line is one for top in script for one in top.all()))


def _parent(finding: Finding, line: Line) -> Line | None:
    path = _path(_script_of(finding, line), line)
    return path[-2] if len(path) > 1 else None


def _child(finding: Finding, line: Line, kept: Sequence[Line]) -> Line | None:
    """The line that was taken in and stands directly inside this one, or below it when it is a hat."""
    script = _script_of(finding, line)
    if line.opcode is not None and is_hat(line.opcode):
        return next((one for one in script if one in kept), None)
    return next((one for _, inner in line.bodies for one in inner if one in kept), None)


def _before(finding: Finding, line: Line, kept: Sequence[Line]) -> Line | None:
    """The line taken in that stands before this one in its list."""
    lines = _beside(finding, line)
    earlier = [one for one in lines[: lines.index(line)] if one in kept]
    return earlier[-1] if earlier else None


def _beside(finding: Finding, line: Line) -> Sequence[Line]:
    """The list a line stands in."""
    parent = _parent(finding, line)
    if parent is None:
        return _script_of(finding, line)
    return next(inner for _, inner in parent.bodies if line in inner)


def _neighbour(finding: Finding, line: Line, kept: Sequence[Line]) -> Line:
    """What is there beside a line that is not: what lies around it, else what stands before it."""
    parent = _parent(finding, line)
    if parent is not None and parent in kept:
        return parent
    return _before(finding, line, kept) or kept[0]
