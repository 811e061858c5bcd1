"""Her own growth: this try beside her best one before. Nobody else is in it."""

from __future__ import annotations

from collections.abc import Mapping

from grader.language import N_
from grader.words import levels
from grader.words.feedback import Growth
from grader.words.rows import Row
from grader.words.sentence import Part, Sentence, listed, tr


def growth(all_rows: tuple[Row, ...], before: Mapping[str, str] | None, language: str, *, best_counts: bool) -> Growth:
    """Goals reached of all goals. `before` holds the levels of her best earlier try by criterion."""
    goals = tuple(row for row in all_rows if not row.extra)
    reached = sum(row.result.level in levels.REACHED for row in goals)
    waiting = sum(row.result.level in {"waiting", "unchecked"} and row.result.reason != "after" for row in goals)
    still = (tr(N_("Still to be looked at: {count}."), language, count=waiting),) if waiting else ()
    if before is None:
        return Growth(reached, len(goals), None, still)
    earlier = sum(before.get(row.result.id) in levels.REACHED for row in goals)
    new = tuple(
        row for row in goals if row.result.level in levels.REACHED and before.get(row.result.id) not in levels.REACHED
    )
    lines = [*_compared(reached, earlier, len(goals), language, best_counts=best_counts)]
    if new:
        titles = _titles(new, language)
        lines.append(tr(N_("New in this try: {goals}."), language, goals=titles))
    return Growth(reached, len(goals), earlier, (*lines, *still), tuple(row.title for row in new))


def score(reached: int, of: int, language: str) -> Sentence:
    """`3 of 6 goals`."""
    return tr(N_("{reached} of {of} goals"), language, reached=reached, of=of)


def _compared(reached: int, earlier: int, of: int, language: str, *, best_counts: bool) -> tuple[Sentence, ...]:
    if reached > earlier == 0:
        return (tr(N_("You reached {reached} of {of} goals."), language, reached=reached, of=of),)
    if reached > earlier:
        return (
            tr(N_("Before, you reached {before} of {of} goals."), language, before=earlier, of=of),
            tr(N_("Now it is {reached}."), language, reached=reached),
        )
    if reached == earlier == 0:
        return ()
    if reached == earlier:
        return (tr(N_("You reached {reached} of {of} goals, as in your best try."), language, reached=reached, of=of),)
    here = tr(N_("This try has {reached} of {of} goals."), language, reached=reached, of=of)
    source = (
        N_("Your best try has {before}, and it still counts.") if best_counts else N_("Your best try has {before}.")
    )
    return (here, tr(source, language, before=earlier))


def _titles(rows: tuple[Row, ...], language: str) -> tuple[Part, ...]:
    return listed(tuple(str(row.title) for row in rows), language)
