"""What keys mean to each other: one source a criterion, points that add up, ids that exist, thresholds in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Any

from grader.rubric import nodes
from grader.rubric.model import (
    BESIDE,
    RESERVED,
    SOURCES,
    Criterion,
    Descriptions,
    Example,
    Rubric,
    Thresholds,
)
from grader.rubric.nodes import Mapping, Node, Scalar, Sequence
from grader.rubric.problems import SourceFile, closest

LEVELS = ("start", "good", "great", "waiting", "not-hers", "unchecked")
BANDS = ("start", "good", "great")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the rubric that fits its model, and where it stands."""

    value: Any
    node: Mapping


@dataclass(frozen=True, slots=True)
class Draft:
    """A rubric on its way: what of it fits the model so far."""

    file: SourceFile
    tree: Mapping
    folder: Path
    criteria: tuple[Part, ...]
    gates: tuple[Part, ...]
    examples: tuple[Part, ...]
    rubric: Rubric | None  # None while anything does not fit

    def ids(self) -> tuple[str, ...]:
        """The ids of all criteria, also of those that do not fit yet."""
        listed = self.tree.get("criteria")
        items = listed.items if isinstance(listed, Sequence) else ()
        found = (item.get("id") for item in items if isinstance(item, Mapping))
        return tuple(node.text for node in found if isinstance(node, Scalar))


def look(draft: Draft) -> None:
    """Note everything that does not make sense together."""
    _names(draft)
    for part in draft.criteria:
        _source(draft, part)
        _levels(draft, part)
        _after(draft, part)
    _circles(draft)
    _points(draft)
    _starter(draft)
    for part in draft.examples:
        _example(draft, part)


def place(part: Mapping, *path: str | int) -> nodes.Spot:
    """Where the value at the end of the path stands."""
    node, _ = nodes.follow(part, path)
    return node.spot


def key(part: Mapping, name: str) -> nodes.Spot:
    """Where a key stands; where the part begins when it is not there."""
    found = part.key(name)
    return found.spot if found else part.spot


def _names(draft: Draft) -> None:
    named = draft.tree.get("id")
    if isinstance(named, Scalar) and draft.file.name.endswith("rubric.yaml"):
        folder = draft.folder.resolve().name
        if named.text and named.text != folder:
            draft.file.note(named.spot, "id-folder", name=folder)
    seen: set[str] = set()
    for part in draft.criteria:
        name = part.value.id
        if name in RESERVED:
            draft.file.note(place(part.node, "id"), "id-reserved", name=name)
        if name in seen:
            draft.file.note(place(part.node, "id"), "id-twice", name=name)
        seen.add(name)


def _source(draft: Draft, part: Part) -> None:
    given = [name for name in SOURCES if part.node.get(name) is not None]
    if not given:
        draft.file.note(part.node.spot, "source-missing", allowed=SOURCES)
        return
    if len(given) > 1:
        draft.file.note(key(part.node, given[1]), "sources-many", names=", ".join(given))
    for beside, source in BESIDE.items():
        if part.node.get(beside) is not None and source not in given:
            draft.file.note(key(part.node, beside), "key-elsewhere", name=beside, source=source)


def _levels(draft: Draft, part: Part) -> None:
    criterion: Criterion = part.value
    if part.node.get("scored_by") is not None:
        if isinstance(criterion.levels, Thresholds):
            draft.file.note(place(part.node, "levels"), "levels-words")
        if criterion.at_most is not None:
            draft.file.note(key(part.node, "at_most"), "person-at-most")
    elif isinstance(criterion.levels, Descriptions):
        draft.file.note(place(part.node, "levels"), "levels-amounts")


def thresholds(file: SourceFile, part: Part, *, problem: bool) -> None:
    """The amounts of a criterion whose check is known."""
    criterion: Criterion = part.value
    if problem and criterion.at_most is False:
        file.note(key(part.node, "at_most"), "problem-at-most")
    levels = criterion.levels
    if not isinstance(levels, Thresholds):
        return
    at_most = problem or bool(criterion.at_most)
    if levels.good is not None and (levels.great >= levels.good if at_most else levels.great <= levels.good):
        file.note(place(part.node, "levels", "great"), "levels-order-down" if at_most else "levels-order-up")
    elif not at_most:
        for name in ("good", "great"):
            if getattr(levels, name) == 0:
                file.note(place(part.node, "levels", name), "levels-zero")


def _after(draft: Draft, part: Part) -> None:
    known = draft.ids()
    for at, name in enumerate(part.value.after):
        if name not in known:
            near = closest(name, known)
            draft.file.note(place(part.node, "after", at), "criterion-unknown", guess=near, allowed=known, name=name)


def _circles(draft: Draft) -> None:
    waits = {part.value.id: part.value.after for part in draft.criteria}
    done: set[str] = set()
    for part in draft.criteria:
        way: list[str] = []
        circle = _circle(part.value.id, waits, done, way)
        if circle:
            first = next(p for p in draft.criteria if p.value.id == circle[0])
            draft.file.note(key(first.node, "after"), "after-itself", names=" → ".join((*circle, circle[0])))


def _circle(name: str, waits: dict[str, tuple[str, ...]], done: set[str], way: list[str]) -> list[str]:
    if name in way:
        return way[way.index(name) :]
    if name in done or name not in waits:
        return []
    way.append(name)
    for other in waits[name]:
        if circle := _circle(other, waits, done, way):
            done.update(way)
            return circle
    way.pop()
    done.add(name)
    return []


def _points(draft: Draft) -> None:
    total = draft.tree.get("points")
    listed = draft.tree.get("criteria")
    if not isinstance(total, Scalar) or not _is_number(total.value) or not isinstance(listed, Sequence):
        return
    counting = [
        node.get("points")
        for node in listed.items
        if isinstance(node, Mapping) and not any(_is_true(node.get(name)) for name in ("bonus", "optional"))
    ]
    numbers = [node.value for node in counting if isinstance(node, Scalar)]
    misspelt = any(problem.guess == "points" for problem in draft.file.problems)
    if misspelt or not all(map(_is_number, numbers)):
        return  # that has been named, and the sum would be noise
    found = sum((Fraction(str(number)) for number in numbers), Fraction())
    if found != Fraction(str(total.value)):
        draft.file.note(total.spot, "points-sum", guess=_number(found), sum=_number(found), points=total.text)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_true(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.value is True


def _number(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else str(float(number))


def _starter(draft: Draft) -> None:
    node = draft.tree.get("starter")
    if isinstance(node, Scalar) and node.text and _inside(draft, node) and not (draft.folder / node.text).exists():
        beside = [path.name for path in draft.folder.iterdir()] if draft.folder.is_dir() else []
        draft.file.note(node.spot, "starter-missing", guess=closest(node.text, beside), name=node.text)


def _inside(draft: Draft, node: Scalar) -> bool:
    path = PurePosixPath(node.text)
    if path.is_absolute() or ".." in path.parts or "\\" in node.text or ":" in node.text:
        draft.file.note(node.spot, "path-outside")
        return False
    return True


def _example(draft: Draft, part: Part) -> None:
    example: Example = part.value
    file = part.node.get("file")
    if isinstance(file, Scalar):
        _inside(draft, file)
    known = draft.ids()
    for name in example.marks:
        if name not in known:
            _unknown(draft, part, "marks", name, known)
    for name in example.expect:
        if name not in known and name not in RESERVED:
            _unknown(draft, part, "expect", name, (*known, *RESERVED))
        else:
            _expected(draft, part, name)


def _unknown(draft: Draft, part: Part, where: str, name: str, known: Iterable[str]) -> None:
    names = tuple(known)
    inside = part.node.get(where)
    spot = key(inside, name) if isinstance(inside, Mapping) else part.node.spot
    near = closest(name, names)
    draft.file.note(spot, "criterion-unknown", guess=near, allowed=names, name=name)


def _expected(draft: Draft, part: Part, name: str) -> None:
    value = part.value.expect[name]
    spot = place(part.node, "expect", name)
    if name == "points":
        if not _is_number(value):
            draft.file.note(spot, "needs-number")
    elif name == "final":
        if not isinstance(value, bool):
            draft.file.note(spot, "needs-bool")
    elif name == "gate":
        gates = tuple(Counter(gate.value.check for gate in draft.gates))
        if value not in gates:
            draft.file.note(spot, "value-unknown", guess=closest(str(value), gates), allowed=gates, text=str(value))
    else:
        levels = BANDS if name == "band" else LEVELS
        if value not in levels and not (name == "band" and value is None):
            draft.file.note(spot, "level-unknown", guess=closest(str(value), levels), allowed=levels, name=str(value))
