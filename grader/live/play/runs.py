"""The runs that plays need of one game. What agrees in its steps is run once, and so are hands that do nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.live.game import Game, Pair
from grader.live.play.cast import Cast
from grader.live.play.hands import FRAMES, EnoughError, Hands, Until, Words
from grader.live.play.looks import pair_of
from grader.live.play.model import Node, Play, Step, conditions
from grader.live.play.see import View
from grader.live.play.verdict import Span, tail
from grader.live.recording import Frame, Recording

LEAST = 0.5  # seconds that are watched at least
LOOK = 2.0  # where there is nothing to do
A_STEP = 1.0  # seconds that a step may take which does not say how long
CALM = frozenset({"flag", "wait"})


@dataclass(frozen=True)
class Run:
    """What was seen, where `when` began and ended, and the clicks that reached nobody."""

    recording: Recording
    span: Span
    blocked: tuple[tuple[str, Mapping[str, str]], ...] = ()


class Runs:
    """One game and everybody in the plays that are tried with it."""

    def __init__(self, game: Game, plays: Sequence[tuple[Play, Cast]]) -> None:
        self._game = game
        self._plays = plays
        self.pairs = tuple(dict.fromkeys(pair for play, cast in plays for pair in _pairs(play, cast)))
        self._kept: dict[tuple[object, ...], Run] = {}
        self._calm: dict[tuple[object, ...], Recording] = {}

    def key(self, play: Play, cast: Cast, seed: int) -> tuple[object, ...]:
        """Plays for which this is equal share a run."""
        return (*_done(play), seed, cast.way, tuple(cast.sprites.items()))

    def with_hands(self, play: Play, cast: Cast, seed: int) -> Run:
        """The whole play."""
        key = self.key(play, cast, seed)
        if key not in self._kept:
            hands = Hands(self._game, cast, seed, self.pairs)
            start, end = self._perform(hands, play)
            recording = hands.recording
            self._kept[key] = Run(recording, Span(start, end, len(recording.frames) - 1), tuple(hands.blocked))
        return self._kept[key]

    def without(self, play: Play, cast: Cast, seed: int) -> Recording:
        """Only what is `given`, and then hands off as long as the play took."""
        count = len(self.with_hands(play, cast, seed).recording.frames)
        calm = _is_calm(play)
        key: tuple[object, ...] = ("calm", seed, cast.way) if calm else self.key(play, cast, seed)
        kept = self._calm.get(key)
        if kept is None or len(kept.frames) < count:
            hands = Hands(self._game, cast, seed, self.pairs)
            hands.begin()
            hands.do(play.given, _until(hands))
            hands.pass_frames((max(count, self._longest(cast)) if calm else count) - hands.count)
            kept = self._calm[key] = hands.recording
        return Recording(kept.frames[:count], kept.events, kept.strokes)

    def pictures(
        self, play: Play, cast: Cast, seed: int, shots: Mapping[int, Sequence[Words]]
    ) -> Mapping[tuple[int, Words], bytes]:
        """The same run again, up to the last picture that is wanted."""
        hands = Hands(self._game, cast, seed, self.pairs, shots, records=_looks_back(play))
        with contextlib.suppress(EnoughError):
            self._perform(hands, play)
        return hands.taken

    def _perform(self, hands: Hands, play: Play) -> tuple[int, int]:
        after = max(_tail(other) for other, _ in self._plays if _done(other) == _done(play))
        until = _until(hands)
        hands.begin()
        hands.do(play.given, until)
        if not hands.count:
            hands.pass_frames(1)
        start = hands.count - 1
        hands.do(play.when, until)
        end = hands.count - 1
        if play.when:
            hands.wait(max(after, LEAST))
            return start, end
        hands.wait(max(after, LOOK))
        timed = any(leaf.time == "within" for sentence in play.then for leaf in sentence.leaves())
        return start, end if timed else hands.count - 1

    def _longest(self, cast: Cast) -> int:
        """Frames that the plays with the same hands off may take: one run for all of them."""
        lasting = [
            sum(_seconds(step) for step in (*play.given, *play.when)) + max(_tail(play), LEAST)
            for play, other in self._plays
            if other.way == cast.way and _is_calm(play)
        ]
        return round((max(lasting, default=0.0) + A_STEP * len(cast.way)) * FRAMES)


def _until(hands: Hands) -> Until:
    def until(node: Node, _frame: Frame) -> bool:
        seen = hands.recording
        view = View(seen, hands.cast, hands.watch)
        return bool(seen.frames) and view.holds(node, len(seen.frames) - 1, max(0, len(seen.frames) - 2))

    return until


def _seconds(step: Step) -> float:
    if step.form == "flag":
        return 1 / FRAMES
    return A_STEP if step.until is not None or not step.seconds else step.seconds


def _is_calm(play: Play) -> bool:
    """Whether `given` only clicks the flag: hands that then do nothing do the same in all such plays."""
    forms = [step.form for step in play.given]
    return forms[:1] == ["flag"] and forms.count("flag") == 1 and CALM.issuperset(forms)


def _looks_back(play: Play) -> bool:
    return any(step.until is not None for step in (*play.given, *play.when))


def _done(play: Play) -> tuple[object, ...]:
    """What a run depends on."""
    return play.who, tuple(step.text for step in play.given), tuple(step.text for step in play.when)


def _tail(play: Play) -> float:
    return max(tail(sentence) for sentence in play.then)


def _pairs(play: Play, cast: Cast) -> list[Pair]:
    seen = [one for sentence in play.then for one in sentence.seen()]
    steps = [step.until for step in (*play.given, *play.when) if step.until is not None]
    seen += [one for node in steps for one in conditions(node)]
    return [pair for one in seen if (pair := pair_of(one, cast)) is not None]
