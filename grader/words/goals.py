"""All goals, each with its level word and how it was looked at."""

from __future__ import annotations

from grader.language import N_
from grader.words import levels
from grader.words.feedback import Goal
from grader.words.rows import Row
from grader.words.sentence import Facts, Sentence, chosen, tr


def goal(row: Row, all_rows: tuple[Row, ...], *, picture: bool, is_next: bool) -> Goal:
    """The row of one criterion."""
    result = row.result
    return Goal(
        criterion=result.id,
        title=row.title,
        level=levels.level_word(
            result.level, levels.why(row.criterion, row.result.reason), row.criterion.scored_by, row.language
        ),
        checked=checked(row, all_rows, picture=picture),
        places=result.places if row.machine else (),
        extra=row.extra,
        next=is_next,
        aids=row.aids,
        mend=row.fewer and result.level in {"start", "good"},
        may_ask=result.level in levels.JUDGED or result.level == "not-hers",
    )


def checked(row: Row, all_rows: tuple[Row, ...], *, picture: bool = False) -> tuple[Sentence, ...]:
    """How it was checked: the number and the need; what a person decided or will decide; our own trouble."""
    level = row.result.level
    if level == "waiting":
        return _waiting(row, all_rows, picture=picture)
    if level == "unchecked":
        return _said(row, N_("Your work is safe."), N_("A mentor has been told."))
    if level == "not-hers":
        return _said(row, N_("The site builder wrote this part."), N_("You do not need to change it."))
    if row.result.given:
        return _by_a_person(row)
    extra = _said(row, N_("Extra goals add. They never take away.")) if row.criterion.bonus else ()
    if row.fewer and row.result.looked_at == 0:
        return (*_said(row, N_("There was nothing to look at yet.")), *extra)
    return (row.measured(), row.required(), *extra)


def _waiting(row: Row, all_rows: tuple[Row, ...], *, picture: bool) -> tuple[Sentence, ...]:
    if row.result.reason == "after":
        names = {other.result.id: other.title for other in all_rows}
        titles = [names[id_] for id_ in row.criterion.after if id_ in names]
        return tuple(tr(N_("It comes after this goal: {goal}."), row.language, goal=title) for title in titles)
    if row.result.reason == "playing":
        games = row.criterion.play is not None
        now = N_("Kru is playing your project.") if games else N_("Kru is looking at your page.")
        return _said(row, now, N_("Look at this page again in a minute."))
    if row.criterion.scored_by == "self":
        return _said(row, N_("You decide about this one yourself."))
    if row.criterion.scored_by == "peer":
        return _said(row, N_("A friend looks at this one."))
    if picture and row.criterion.scored_by is None:
        return _said(row, N_("You sent a picture."), N_("A person looks at it."))
    return _said(row, N_("A person looks at this one."), N_("A computer cannot see it."))


def _by_a_person(row: Row) -> tuple[Sentence, ...]:
    decided = _said(
        row, N_("You decided this yourself.") if row.criterion.scored_by == "self" else N_("A person looked at this.")
    )
    text = levels.described(row.criterion, row.result.level)
    if text is None:
        return (row.measured(), *decided) if row.machine else decided
    return (*decided, chosen(text, Facts(), row.language))


def _said(row: Row, *sources: str) -> tuple[Sentence, ...]:
    return tuple(tr(source, row.language) for source in sources)
