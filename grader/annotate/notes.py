"""Which blocks get a comment, and what it says: praise first, then problems, a kind number of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from grader.scratch.difference.findings import Finding, findings
from grader.scratch.index import ScratchIndex, index
from grader.scratch.model import ScratchProject
from grader.scratch.spots import ScriptSpot, Spot
from grader.words.sentence import Facts, translated

MOST: Final = 3  # of praise, and of problems: more than three things to mend are none
PRAISE, LOOK = "★", "➜"
_SEVERITIES: Final = ("high", "medium", "low")
# Where a comment is drawn, in points of the editor's canvas: beside its script, at the height of its block.
_BESIDE, _ROW, _GAP = 360, 48, 16
_WIDTH, _HEAD, _LINE, _LETTERS = 230, 60, 24, 24


@dataclass(frozen=True, slots=True)
class Note:
    """A comment: in which target (its place in the project), at which block, what it says, where it is drawn."""

    target: int
    block: str
    check: str
    text: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Chosen:
    finding: Finding
    statement: Spot
    script: ScriptSpot


def notes(project: ScratchProject, language: str) -> tuple[Note, ...]:
    """The comments, in the order in which they are good to read."""
    project_index = index(project)
    found = [one for one in findings(project_index) if not one.folded]
    seen = list(_at_blocks(project_index, found))
    praise = _spread((one for one in seen if one.finding.kind == "praise" and one.finding.place.runs), frozenset())
    taken = frozenset(one.statement.order for one in praise)
    problems = _spread((one for one in seen if one.finding.kind == "problem"), taken)
    counts = Counter(one.check for one in found)
    return tuple(_notes(project_index, (*praise, *problems), counts, language))


def _at_blocks(project_index: ScratchIndex, found: Iterable[Finding]) -> Iterator[_Chosen]:
    """Findings at blocks that a comment can hang on: a reporter's hangs on the statement around it."""
    for one in found:
        if one.spot is not None and one.script is not None:
            statement = project_index.statement_of(one.spot)
            if statement.block.id:
                yield _Chosen(one, statement, one.script)


def _spread(some: Iterable[_Chosen], taken: frozenset[int]) -> list[_Chosen]:
    """The heaviest that run, each of another check, in sprites that have none yet where that is possible."""
    left = sorted((one for one in some if one.statement.order not in taken), key=_rank)
    kept: list[_Chosen] = []
    while left and len(kept) < MOST:
        sprites = {one.statement.target for one in kept}
        best = next((one for one in left if one.statement.target not in sprites), left[0])
        kept.append(best)
        left = [one for one in left if one.finding.check != best.finding.check and one.statement is not best.statement]
    return kept


def _rank(one: _Chosen) -> tuple[bool, int, int]:
    severity = one.finding.severity
    weight = _SEVERITIES.index(severity) if severity in _SEVERITIES else len(_SEVERITIES)
    return (not one.finding.place.runs, weight, one.statement.order)


def _notes(
    project_index: ScratchIndex, chosen: Iterable[_Chosen], counts: Mapping[str, int], language: str
) -> Iterator[Note]:
    numbers = {target: number for number, target in enumerate(project_index.project.targets)}
    placed: list[Note] = []
    for one in chosen:
        text = _text(one.finding, counts[one.finding.check], language)
        height = float(_HEAD + _LINE * sum(1 + len(line) // _LETTERS for line in text.split("\n")))
        row = sum(spot.order < one.statement.order for spot in one.script.spots)
        x, y = (one.script.script.x or 0.0) + _BESIDE, (one.script.script.y or 0.0) + _ROW * row
        target = numbers[one.statement.target]
        note = Note(target, one.statement.block.id, one.finding.check, text, x, y, float(_WIDTH), height)
        placed.append(_where_there_is_room(note, [other for other in placed if other.target == target]))
        yield placed[-1]


def _where_there_is_room(note: Note, others: list[Note]) -> Note:
    """Further down, when another comment lies there."""
    for other in sorted(others, key=lambda one: one.y):
        beside = note.x + note.width <= other.x or other.x + other.width <= note.x
        if not beside and note.y < other.y + other.height and other.y < note.y + note.height:
            note = replace(note, y=other.y + other.height + _GAP)
    return note


def _text(one: Finding, count: int, language: str) -> str:
    from grader import catalogue

    words = catalogue.entry(one.check).check.words
    facts = Facts(count=count, places=(one.place,))
    if one.kind == "praise":
        return f"{PRAISE} {translated(words.praise, facts, language)}"
    lines = [f"{LOOK} {translated(words.next, facts, language)}"]
    lines += [str(translated(hint, facts, language)) for hint in words.hints[:1]]
    return "\n".join(lines)
