"""Exactly one next step, and the ladder of hints that goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from grader.language import N_
from grader.report import GateResult, Report
from grader.rubric.model import Gate, Rubric
from grader.words import levels
from grader.words.feedback import Hint, NextStep
from grader.words.rows import Row, check_of
from grader.words.sentence import EMPTY, Facts, Sentence, chosen, tr, translated

_RUNGS = (N_("A question to think about"), N_("Where to look"), N_("The move"))
_SHARE = {"start": Fraction(0), "good": Fraction(3, 5), "great": Fraction(1)}


def next_step(
    report: Report, rubric: Rubric, all_rows: tuple[Row, ...], tried: Mapping[str, int], language: str
) -> NextStep:
    """An unmet gate first; else the cheapest criterion that moves a level; else a person; else: show it."""
    for gate, result in zip(rubric.gates, report.gates, strict=False):
        if not result.holds:
            return _gate(gate, result, language)
    open_ = [row for row in all_rows if row.result.level in {"start", "good"} and not row.advice]
    machine = [row for row in open_ if row.machine and not row.result.given]
    if machine:
        row = min(machine, key=_cost)
        return _step(row, tried.get(row.result.id, 1), rubric.attempts.hint_every)
    people = [row for row in open_ if row.result.given]
    if people:
        return _for_a_person(people[0])
    return NextStep(
        "",
        tr(N_("Show your project to a friend."), language),
        (tr(N_("Ask what she would add next."), language),),
        reason="done",
    )


def files_tried(history: Iterable[tuple[str, Report | None]]) -> Mapping[str, int]:
    """How many different files were tried for each criterion since it was last great (the newest try included).

    `history` is every try in order: the hash of its file, and its report (None when there is none).
    """
    hashes: dict[str, set[str]] = {}
    for file_hash, report in history:
        for result in report.results if report else ():
            if result.level == "great":
                hashes[result.id] = set()
            else:
                hashes.setdefault(result.id, set()).add(file_hash)
    return {criterion: len(files) for criterion, files in hashes.items()}


def _cost(row: Row) -> tuple[bool, int, Fraction]:
    """How far the next level is; among equals what brings more; extras after goals; then the rubric's order."""
    level, need = levels.needed(row.criterion, row.result.level, fewer=row.fewer)
    amount = row.result.amount or 0
    distance = max(1, amount - need if row.fewer else need - amount)
    gain = (_SHARE[level] - _SHARE[row.result.level]) * Fraction(str(row.criterion.points))
    return (row.extra, distance, -gain)


def _gate(gate: Gate, result: GateResult, language: str) -> NextStep:
    title = chosen(gate.say, Facts(places=result.places), language)
    if not title:
        words = check_of(gate.check)
        title = translated(words.words.next, Facts(places=result.places), language) if words else EMPTY
    return NextStep("", title or tr(N_("Change one thing and send it again."), language), reason="gate")


def _step(row: Row, tried: int, every: int) -> NextStep:
    # What almost counts is the best place to look; a problem's own places are what there is to mend.
    result = row.result
    places = result.near or (result.places if row.fewer else ())
    own = row.words.next if row.words else None
    title = row.say(row.criterion.next, own, *places)
    if not title:
        measured = (row.measured(), row.required())
        return NextStep(result.id, row.title, measured, places, ladder(row, tried, every), aids=row.aids)
    nothing_yet = row.fewer and result.looked_at == 0
    why = (row.title,) if nothing_yet else (row.measured(), row.required())
    if row.criterion.next and row.almost:
        why = (row.almost, *why)  # else the check's own words say it
    return NextStep(result.id, title, why, places, ladder(row, tried, every), aids=row.aids)


def advice_of(row: Row) -> Sentence:
    """What a check about her safety suggests."""
    return row.say(row.criterion.next, row.words.next if row.words else None) or row.title


def ladder(row: Row, tried: int, every: int) -> tuple[Hint, ...]:
    """The hints: one more is hers to open with each different file, the first at once."""
    own = tuple(row.criterion.hints or ())
    texts = tuple(row.say(text, None) for text in own) if own else _from_check(row)
    opened = max(1, -(-tried // every))
    return tuple(
        Hint(_rung(index, len(texts), row.language), text if index < opened else EMPTY, ready=index < opened)
        for index, text in enumerate(texts)
    )


def _from_check(row: Row) -> tuple[Sentence, ...]:
    return tuple(translated(source, row.facts(), row.language) for source in row.words.hints) if row.words else ()


def _rung(index: int, count: int, language: str) -> Sentence:
    if index == count - 1 and index > 0:
        return tr(_RUNGS[-1], language)
    return tr(_RUNGS[min(index, 1)], language)


def _for_a_person(row: Row) -> NextStep:
    text = levels.described(row.criterion, "good" if row.result.level == "start" else "great")
    title = tr(N_("Next for “{goal}”"), row.language, goal=row.title)
    return NextStep(row.result.id, title, (chosen(text, Facts(), row.language),) if text else (), reason="person")
