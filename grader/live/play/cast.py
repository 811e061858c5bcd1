"""Who has which role in this project, and how it is steered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.live.play.grammar import ANYONE
from grader.live.recording import Frame, Sprite

Effect = tuple[float, float, float]  # steps to the right, steps up, degrees, in the first frame that differs
Owned = tuple[str, str]  # the sprite or stage that has the variable, and its name


@dataclass(frozen=True)
class Cast:
    """Names for roles. `way` is what starts the game, as steps of `hands`; `effects` what keys do to a sprite."""

    sprites: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, Owned] = field(default_factory=dict)
    effects: Mapping[str, Mapping[str, Effect]] = field(default_factory=dict)
    way: tuple[tuple[str, str], ...] = ()

    def sprite(self, word: str) -> str:
        """The sprite that a word of a sentence means: a role's, or a name in quotes."""
        return self.sprites.get(word, word.strip('"'))

    def of(self, word: str, frame: Frame) -> tuple[Sprite, ...]:
        """It and its clones in that frame; everybody for `someone`."""
        if word.lower() in ANYONE:
            return tuple(one for one in frame.sprites if not one.stage)
        name = self.sprite(word)
        return tuple(one for one in frame.sprites if one.name == name and not one.stage)

    def value(self, word: str, frame: Frame) -> str | float | bool | None:
        """The value of the variable that a word means."""
        if word in self.variables:
            owner, name = self.variables[word]
            return frame.variable(name, owner)
        return frame.variable(word.strip('"'))


def number(value: object) -> float | None:
    """A value as a number, as Scratch takes it."""
    if isinstance(value, (int, float)):
        return float(value)
    try:
        return float(str(value).strip() or "nan") if value is not None else None
    except ValueError:
        return None
