"""What is said when a text is not a pattern: sentences by key, and the exception that carries all mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from grader.language import N_, SOURCE_LANGUAGE
from grader.language import say as translate
from grader.scratch.notation import SENTENCES as NOTATION
from grader.scratch.notation import NotationError

SENTENCES: Final[Mapping[str, str]] = {
    **NOTATION,
    "pattern-empty": N_("This pattern is empty."),
    "pattern-long": N_("A pattern has at most {most} lines."),
    "nothing-counted": N_("A pattern needs a line that must be there."),
    "two-signs": N_("This line has two signs. Use one of `* `, `not: ` and ` ?`."),
    "no-line": N_("A line must stand behind {sign}."),
    "counts-inside-not": N_("What must not stand there cannot be counted."),
    "missing-many": N_("In one script at most {most} lines may be missing."),
    "choice-empty": N_("Something must stand on both sides of the |."),
    "choices-many": N_("A line has at most {most} choices."),
    "name-not": N_("{name} must also stand in a line that must be there."),
    "name-alone": N_("{name} goes into a slot, such as ({name})."),
}


class MistakeError(NotationError):
    """One mistake: line and column are 1-based and count code points; they point at a word of the pattern."""

    def say(self, language: str = SOURCE_LANGUAGE) -> str:
        """The sentence, without the place."""
        return translate(SENTENCES[self.key], language, **self.values)


class PatternError(ValueError):
    """A text is not a pattern. `mistakes` holds all of them, in the order of the text."""

    def __init__(self, mistakes: Iterable[MistakeError]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: (mistake.line, mistake.column)))
        super().__init__(self.mistakes)

    def __str__(self) -> str:
        return "\n".join(map(str, self.mistakes))
