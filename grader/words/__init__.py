"""From a report and a language to sentences: what works, one next step, all goals, her growth.

Nothing here judges. The report holds levels, numbers and places; the rubric and the checks hold words; this puts the
right words beside the right places, in her language. Points never leave this package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from grader.report import Report, Result
from grader.rubric.model import Rubric
from grader.second_opinion import words_in
from grader.words import levels
from grader.words.feedback import Feedback, Goal, Growth, Hint, LevelWord, NextStep, Proof
from grader.words.goals import goal
from grader.words.growth import growth, score
from grader.words.proofs import proofs
from grader.words.rows import rows
from grader.words.sentence import EMPTY, Facts, Part, Sentence, chosen, fill, spot, tr
from grader.words.step import advice_of, files_tried, next_step
from grader.words.unreadable import Unreadable, unreadable

__all__ = [
    "EMPTY", "Facts", "Feedback", "Goal", "Growth", "Hint", "LevelWord", "NextStep", "Part", "Proof", "Sentence",
    "Unreadable", "chosen", "columns", "files_tried", "fill", "goals_reached", "say", "spot", "tr", "unreadable",
]  # fmt: skip


def say(
    report: Report,
    rubric: Rubric,
    language: str,
    *,
    previous: Report | None = None,
    attempt: int = 1,
    tried: Mapping[str, int] | None = None,
    counts: str | None = None,
) -> Feedback:
    """The feedback on one try.

    `previous` is the report of her best earlier try; `attempt` this try's number, from 1; `tried` says how many
    different files she has tried for each criterion (see `files_tried`): so far her hints are open. `counts`
    is `best` or `last` where an assignment says other than the rubric.
    """
    all_rows = rows(report, rubric, language)
    before = {result.id: result.level for result in previous.results} if previous else None
    step = next_step(report, rubric, all_rows, tried or {}, language)
    picture = report.kind == "picture"
    goals = tuple(
        goal(row, all_rows, picture=picture, is_next=row.result.id == step.criterion)
        for row in all_rows
        if not row.advice
    )
    advice = tuple(
        replace(goal(row, all_rows, picture=picture, is_next=False), checked=(advice_of(row),))
        for row in all_rows
        if row.advice and row.result.level != "great" and row.result.places
    )
    best_counts = (counts or rubric.attempts.counts) == "best"
    grown = growth(all_rows, before, language, best_counts=best_counts)
    return Feedback(
        language=language,
        title=chosen(rubric.title, Facts(), language),
        goal=chosen(rubric.goal, Facts(), language) if rubric.goal else EMPTY,
        proofs=proofs(all_rows, attempt=attempt, before=before or {}, language=language),
        next=step,
        goals=goals,
        growth=grown,
        score=score(grown.reached, grown.of, language),
        advice=advice,
        waiting=tuple(row for row in goals if row.level.key == "waiting"),
        notes=_notes(report, language),
        final=report.final,
        nu=words_in(report.notes),
    )


def _notes(report: Report, language: str) -> tuple[Sentence, ...]:
    if not report.notes:
        return ()
    from grader.upload import NOTES

    # Notes of a website have their English sentence as the key.
    said = (NOTES.get(note.key, note.key if " " in note.key else None) for note in report.notes)
    return tuple(
        tr(sentence, language, **note.values) for sentence, note in zip(said, report.notes, strict=True) if sentence
    )


def columns(report: Report, rubric: Rubric) -> tuple[str, ...]:
    """The level of every goal in the rubric's order: one column of her cloth."""
    found = {result.id: result.level for result in report.results}
    goals = (criterion for criterion in rubric.criteria if not (criterion.bonus or criterion.optional))
    return tuple(found.get(criterion.id, "waiting") for criterion in goals)


def goals_reached(results: Iterable[Result], rubric: Rubric) -> tuple[int, int]:
    """How many goals a try reached, of how many: for a list of tries, without all the words."""
    goals = {criterion.id for criterion in rubric.criteria if not (criterion.bonus or criterion.optional)}
    reached = sum(result.id in goals and result.level in levels.REACHED for result in results)
    return reached, len(goals)
