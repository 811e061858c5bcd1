"""What is said when a text is not block text: sentences by key, and the exception that carries them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from grader.language import N_, SOURCE_LANGUAGE, say

SENTENCES: Final[Mapping[str, str]] = {
    "unknown-block": N_("Kru does not know this block: {text}"),
    "unknown-block-guess": N_("Kru does not know this block: {text}. Did you mean {guess}?"),
    "unknown-choice": N_("This menu has no {label}. It has: {choices}"),
    "unknown-choice-guess": N_("This menu has no {label}. Did you mean {guess}?"),
    "wrong-slot": N_("{text} does not go here. The block looks like this: {guess}"),
    "open-bracket": N_("This {bracket} has no partner that closes it."),
    "stray-bracket": N_("This {bracket} closes nothing."),
    "nothing-open": N_("This {word} closes nothing. An empty line closes every block."),
    "no-if": N_("This {word} has no block above it that takes one."),
    "unknown-mark": N_("Kru does not know the mark {mark}. Did you mean {guess}?"),
    "define-nothing": N_("A new block needs a name after this word."),
    "unknown-head": N_("A {thing} has no line like this. It can have: {choices}"),
    "head-value": N_("Something is missing here. The line looks like this: {guess}"),
    "late-head": N_("Scripts stand under a sprite. Put this line above them."),
    "second-stage": N_("A project has one stage, and it stands first."),
    "odd-block": N_("A block by its opcode looks like this: {guess}"),
}


class NotationError(ValueError):
    """A text is not block text. Line and column are 1-based and count code points; they point at a word."""

    def __init__(self, line: int, column: int, key: str, values: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(key)
        self.line = line
        self.column = column
        self.key = key
        self.values = values

    def say(self, language: str = SOURCE_LANGUAGE) -> str:
        """The sentence, without the place."""
        return say(SENTENCES[self.key], language, **self.values)

    @property
    def sentence(self) -> str:
        """The English sentence."""
        return self.say()

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.sentence}"
