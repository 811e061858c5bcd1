"""What a class mixes up most: counted from what the kept reports found and nearly found, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from grader.check import Place
from grader.counting import Total
from grader.language import N_
from grader.report import Report, from_json
from grader.words import EMPTY, Facts, Sentence, chosen, tr
from grader.words.levels import JUDGED
from grader.words.rows import Row, check_of, rows
from grader.words.sentence import translated
from web.language import language
from web.mentor import mask
from web.student.feedback import project_of
from worker.store.glance import Glance
from worker.store.views import Standing, SubmissionView

MOST = 3
FEWEST = 2  # of one work alone nobody says that the class mixes it up
EXAMPLES = 2
_HOLE = re.compile(r"\{(?!block:|category:)[\w:.-]+\}")  # filled from one girl's work
_ALMOST = N_("It is there, but it does not count yet.")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A mix-up in one work: the sentence about it, what helps, where it is."""

    criterion: str
    says: Sentence
    helps: Sentence
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class MixUp:
    """A mix-up of several: whose works (for the link behind the number), and examples with nothing of hers in them."""

    criterion: str
    says: Sentence
    helps: Sentence
    students: tuple[int, ...]
    examples: tuple[Markup, ...]


def mixups(seen: Glance, standings: Iterable[Standing]) -> tuple[MixUp, ...]:
    """The mix-ups most seen, each counted once a work; nothing that was seen in one work alone."""
    found: dict[Key, list[tuple[SubmissionView, Seen]]] = {}
    for one in standings:
        stand = seen.stands.get((one.student.id, one.counting.submission.assignment)) if one.counting else None
        work = stand.counting if stand else None
        if one.counting is None or work is None or work.total is None or work.rubric is None:
            continue
        report = from_json(one.counting.grading.report or {})
        all_rows = rows(report, work.rubric.rubric, language())
        for key, hers in (*_of_goals(all_rows, work.total), *_of_gates(report, work.rubric.rubric.gates)):
            found.setdefault(key, []).append((one.counting.submission, hers))
    often = sorted((works for works in found.values() if len(works) >= FEWEST), key=len, reverse=True)
    return tuple(_together(works) for works in often[:MOST])


def _together(works: Sequence[tuple[SubmissionView, Seen]]) -> MixUp:
    first = works[0][1]
    return MixUp(
        criterion=first.criterion,
        says=first.says,
        helps=first.helps,
        students=tuple(submission.student for submission, _ in works),
        examples=tuple(_examples(works)),
    )


def _examples(works: Iterable[tuple[SubmissionView, Seen]]) -> Iterator[Markup]:
    """Different ones, of different works, in an order that says nothing of the alphabet."""
    shown: set[str] = set()
    for submission, hers in sorted(works, key=lambda one: sha256(one[0].file_hash.encode()).digest()):
        project = project_of(submission)
        drawn = (mask.example(place, language(), project=project) for place in hers.places[:3])
        picture = next((one for one in drawn if one and str(one) not in shown), None)
        if picture:
            shown.add(str(picture))
            yield picture
        if len(shown) == EXAMPLES:
            return


def _of_goals(all_rows: Iterable[Row], total: Total) -> Iterator[tuple[Key, Seen]]:
    stands = {result.id: result for result in total.results}
    for row in all_rows:
        result, counted = row.result, stands.get(row.result.id)
        # About her safety nobody is shown to a class; a level that a person gave is not the machine's to explain.
        if row.advice or not row.machine or counted is None or counted.given or counted.level not in JUDGED - {"great"}:
            continue
        near = str(result.values.get("near", ""))
        if row.criterion.blocks and near:
            key = ("near", result.id, near, *(str(result.values.get(name, "")) for name in ("there", "other")))
            yield key, Seen(result.id, row.almost, _helps(row), result.near)
        elif result.near or near:
            yield ("near", result.id, near), Seen(result.id, tr(_ALMOST, language()), _helps(row), result.near)
        elif row.fewer and result.places:
            title = translated(row.check.title, Facts(), language()) if row.check else EMPTY
            yield ("found", result.id), Seen(result.id, title, _helps(row), result.places)


def _of_gates(report: Report, gates: Sequence[Any]) -> Iterator[tuple[Key, Seen]]:
    for gate, result in zip(gates, report.gates, strict=False):
        if not result.holds:
            check = check_of(gate.check)
            title = translated(check.title, Facts(), language()) if check else EMPTY
            helps = chosen(gate.say, Facts(), language()) if gate.say and not _has_holes(gate.say) else EMPTY
            yield ("gate", gate.check), Seen("", title, helps, result.places)


def _helps(row: Row) -> Sentence:
    """The move that the rubric (else the check) names, as far as it needs nothing of one girl's work."""
    for text in (*reversed(row.criterion.hints or ()), row.criterion.next):
        if text and not _has_holes(text):
            return chosen(text, Facts(), row.language)
    words = (*reversed(row.words.hints), row.words.next) if row.words else ()
    return next((translated(text, Facts(), row.language) for text in words if not _HOLE.search(text)), EMPTY)


def _has_holes(text: Mapping[str, str] | str) -> bool:
    return any(_HOLE.search(one) for one in ([text] if isinstance(text, str) else text.values()))
