"""What a feedback page says, ready to be drawn: frozen, in one language, without points.

Both the HTML report and the web draw these; neither decides anything any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from grader.check import Place
from grader.second_opinion import Word
from grader.words.aids import NOTHING, Aids
from grader.words.sentence import EMPTY, Sentence

LevelShape = Literal["l1", "l2", "l3", "lw", "lu"]  # three dots; a clock on a thread; a loose thread


@dataclass(frozen=True, slots=True)
class LevelWord:
    """A level as it is shown: always a shape and a word."""

    key: str  # start good great waiting not-hers unchecked
    shape: LevelShape
    word: Sentence


@dataclass(frozen=True, slots=True)
class Proof:
    """One true thing she did. `criterion` is "" for the praise of the act."""

    criterion: str
    title: Sentence
    why: Sentence = EMPTY
    places: tuple[Place, ...] = ()
    checked: tuple[Sentence, ...] = ()  # "How was this checked?"


@dataclass(frozen=True, slots=True)
class Hint:
    """A rung of the ladder: `text` is empty while it is not yet hers to open."""

    name: Sentence
    text: Sentence
    ready: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next. `criterion` is "" for a gate and for `everything is reached`."""

    criterion: str
    title: Sentence
    why: tuple[Sentence, ...] = ()
    places: tuple[Place, ...] = ()
    hints: tuple[Hint, ...] = ()
    reason: Literal["gate", "goal", "person", "done"] = "goal"
    aids: Aids = NOTHING


@dataclass(frozen=True, slots=True)
class Goal:
    """A row of "All goals"."""

    criterion: str
    title: Sentence
    level: LevelWord
    checked: tuple[Sentence, ...]
    places: tuple[Place, ...] = ()
    extra: bool = False  # bonus or optional: it adds, it never takes away
    next: bool = False
    aids: Aids = NOTHING
    mend: bool = False  # its places are what there is to mend
    may_ask: bool = False  # "I think this is not right" makes sense here


@dataclass(frozen=True, slots=True)
class Growth:
    """Her goals now, and against her best try before."""

    reached: int
    of: int
    before: int | None  # None on a first try
    lines: tuple[Sentence, ...]
    new: tuple[Sentence, ...] = ()  # titles of the goals that are new in this try


@dataclass(frozen=True, slots=True)
class Feedback:
    """The whole page about one try."""

    language: str
    title: Sentence
    goal: Sentence
    proofs: tuple[Proof, ...]
    next: NextStep
    goals: tuple[Goal, ...]
    growth: Growth
    score: Sentence  # "3 of 6 goals"
    advice: tuple[Goal, ...] = ()  # what keeps her safe: never a goal
    waiting: tuple[Goal, ...] = ()  # what a person will look at
    notes: tuple[Sentence, ...] = ()  # about the file itself, such as a missing sound
    final: bool = False
    nu: tuple[Word, ...] | None = None  # the Nu checker's word, for mentors; None when nobody asked it
