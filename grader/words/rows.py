"""A criterion, its result and the words for it, side by side: what the other files of this package read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grader.check import Check, Place, Words
from grader.language import N_
from grader.report import Report, Result
from grader.rubric.model import PAGE, PATTERN, PLAY, Criterion, Rubric
from grader.words import levels
from grader.words.aids import NOTHING, Aids, aids
from grader.words.almost import almost
from grader.words.nearly import nearly
from grader.words.played import from_play
from grader.words.sentence import EMPTY, Facts, Sentence, chosen, tr, translated

_MEASURED = N_("We found {count}.")


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of the rubric with its result in this report."""

    criterion: Criterion
    result: Result
    check: Check[Any, Any] | None
    language: str

    @property
    def fewer(self) -> bool:
        """Fewer is better here."""
        return bool(self.criterion.at_most) or (self.check is not None and self.check.kind == "problem")

    @property
    def machine(self) -> bool:
        """A check measured a number here; otherwise a person gives the level."""
        return self.result.seen == "measured" and self.result.amount is not None

    @property
    def extra(self) -> bool:
        """Bonus or optional: no goal among the goals, but welcome."""
        return bool(self.criterion.bonus) or bool(self.criterion.optional)

    @property
    def advice(self) -> bool:
        """A problem check of severity `advice` that never counts: about her safety, not about her goals."""
        return bool(self.criterion.optional) and self.check is not None and self.check.severity == "advice"

    @property
    def words(self) -> Words | None:
        """The check's own sentences."""
        return self.check.words if self.check else None

    @property
    def title(self) -> Sentence:
        """The criterion's name."""
        return chosen(self.criterion.title, Facts(), self.language) or Sentence(())

    def facts(self, *places: Place) -> Facts:
        """What fills the placeholders: the amount, the number of the next level, and these places (else its own)."""
        need = levels.needed(self.criterion, self.result.level, fewer=self.fewer)[1]
        patterned = self.criterion.blocks or self.criterion.page or self.criterion.play
        values = {**self.result.values, "near": self.almost} if patterned else self.result.values
        return Facts(self.result.amount, need, places or self.result.places, values)

    @property
    def almost(self) -> Sentence:
        """What almost matches, where a pattern is asked for or a page is looked at."""
        if self.criterion.page:
            return nearly(self.result.values, self.language)
        if self.criterion.play:
            return from_play(self.result.values, self.language)
        return almost(self.result.values, self.language) if self.criterion.blocks else EMPTY

    @property
    def aids(self) -> Aids:
        """What helps to see what is not there yet."""
        return aids(self.result.values, self.language) if self.machine and self.result.level != "great" else NOTHING

    def say(self, own: Any, default: str | None, *places: Place) -> Sentence:
        """The rubric's words when it has some, else the check's from the catalogue."""
        facts = self.facts(*places)
        return chosen(own, facts, self.language) if own else translated(default, facts, self.language)

    def measured(self) -> Sentence:
        """What was counted, as a sentence that is true by construction."""
        source = self.words.measured if self.words else "{count}"
        return translated(_MEASURED if source == "{count}" else source, self.facts(), self.language)

    def required(self) -> Sentence:
        """The number that the next level asks for."""
        level, need = levels.needed(self.criterion, self.result.level, fewer=self.fewer)
        source = N_("{level} needs {need} or fewer.") if self.fewer and need else N_("{level} needs {need}.")
        return tr(source, self.language, level=levels.name(level, self.language), need=need)


def rows(report: Report, rubric: Rubric, language: str) -> tuple[Row, ...]:
    """The rubric's criteria in order, each with its result; a criterion newer than the report is left out."""
    results = {result.id: result for result in report.results}
    return tuple(
        Row(criterion, results[criterion.id], check_of(criterion.asks), language)
        for criterion in rubric.criteria
        if criterion.id in results
    )


def check_of(name: str | None) -> Check[Any, Any] | None:
    """The check of that id; None for another source, or when this version of Kru has no such check."""
    if not name:
        return None
    if name == PATTERN:
        from grader.scratch.pattern.check import CHECK

        return CHECK
    if name == PAGE:
        from grader.website.criterion.check import CHECK as OF_PAGES

        return OF_PAGES
    if name == PLAY:
        from grader.live.play.check import CHECK as OF_PLAYS

        return OF_PLAYS
    from grader.catalogue import entry

    try:
        return entry(name).check
    except (KeyError, ImportError):
        return None  # a rubric of another version of Kru: its words still stand in the rubric
