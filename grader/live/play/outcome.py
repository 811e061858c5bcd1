"""What came of the plays of a rubric: plain data, with pictures beside it. No prose but for captions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from grader.check import MomentPlace
from grader.language import say

State = Literal["measured", "person", "unchecked"]
NEEDS_PLAYER: Final = "needs the player"
BETWEEN: Final = "\n"  # names in one value: no name of a sprite holds it


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the catalogue with what fills it."""

    sentence: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)

    def say(self, language: str = "en") -> str:
        """In that language."""
        return say(self.sentence, language, **self.values)


@dataclass(frozen=True, slots=True)
class Picture:
    """The stage at a moment of a run, and what is said under it. `moment` is before, at, after."""

    moment: Literal["before", "at", "after"]
    seed: int
    second: float
    caption: tuple[Said, ...]
    png: bytes


@dataclass(frozen=True, slots=True)
class Choice:
    """A role that several could have: a person chooses. `key` is what `choices` is asked by."""

    key: str
    role: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """One criterion. `reason` of person: cut, candidates, never-came; of unchecked: `needs the player`, crash.

    `amount` is how many `then` sentences held in enough seeds, `looked_at` how many there are.
    """

    state: State
    reason: str | None = None
    amount: int = 0
    looked_at: int = 0
    places: tuple[MomentPlace, ...] = ()
    near: tuple[MomentPlace, ...] = ()
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class PlayOutcome:
    """By the id of each criterion with a play."""

    played: Mapping[str, Played]


def to_json(outcome: PlayOutcome) -> dict[str, Any]:
    """Without the pictures, which are files."""
    return {
        name: {
            "state": one.state,
            "reason": one.reason,
            "amount": one.amount,
            "looked_at": one.looked_at,
            "places": [_moment(place) for place in one.places],
            "near": [_moment(place) for place in one.near],
            "values": dict(one.values),
            "choices": [{"key": c.key, "role": c.role, "names": list(c.names)} for c in one.choices],
        }
        for name, one in outcome.played.items()
    }


def from_json(stored: Mapping[str, Any]) -> PlayOutcome:
    """What `to_json` wrote; KeyError, TypeError or ValueError for anything else."""
    return PlayOutcome(
        {
            name: Played(
                state=one["state"],
                reason=one["reason"],
                amount=one["amount"],
                looked_at=one["looked_at"],
                places=tuple(MomentPlace(**place) for place in one["places"]),
                near=tuple(MomentPlace(**place) for place in one["near"]),
                values=dict(one["values"]),
                choices=tuple(Choice(c["key"], c["role"], tuple(c["names"])) for c in one["choices"]),
            )
            for name, one in stored.items()
        }
    )


def _moment(place: MomentPlace) -> dict[str, Any]:
    return {"seed": place.seed, "second": place.second, "text": place.text}
