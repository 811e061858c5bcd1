"""Runs a game to find out what hands change in it. The same run gives the same frames: what differs, the hands did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.live.compare import STILL, turn
from grader.live.game import Game
from grader.live.play.cast import Cast, Effect
from grader.live.play.hands import FRAMES, Hands
from grader.live.play.hidden import Hidden
from grader.live.play.model import Condition, Step
from grader.live.play.see import View
from grader.live.play.verdict import Span
from grader.live.recording import Frame, Recording

MOMENTS = (1.0, 3.5)  # seconds after the flag
HELD = 0.3
IDLE = 5.0
CATCH = 10.0
ARROWS = ("left arrow", "right arrow", "up arrow", "down arrow")
POINTER = (120.0, 90.0)
Way = tuple[tuple[str, str], ...]  # what starts the game, as steps of hands


class Probe:
    """One game; every run is made once."""

    def __init__(self, game: Game, hidden: Hidden) -> None:
        self.game = game
        self._hidden = hidden
        self._calm: dict[tuple[int, Way], Recording] = {}
        self._pressed: dict[tuple[int, float, Way, str], Recording] = {}
        self._chased: dict[tuple[str, str, Way], Recording] = {}
        self._effects: dict[tuple[str, Way, tuple[str, ...]], Mapping[str, Effect]] = {}

    def idle(self, seed: int, way: Way, seconds: float) -> Recording:
        """The project with its flag clicked, hands off."""
        kept = self._calm.get((seed, way))
        if kept is None or len(kept.frames) < seconds * FRAMES:
            hands = self._started(seed, way)
            hands.wait(max(seconds, IDLE))  # loading takes longer than five seconds of play: somebody will want them
            kept = self._calm[seed, way] = hands.recording
        return kept

    def _started(self, seed: int, way: Way) -> Hands:
        hands = Hands(self.game, Cast(way=way), seed)
        hands.begin()
        hands.do((Step("flag", {}, ""),), _no)
        return hands

    def first_difference(self, seed: int, moment: float, way: Way, key: str) -> Mapping[str, Effect]:
        """What the key does in the first frame in which it does anything, by the name of each sprite."""
        asked = (seed, moment, way, key)
        if asked not in self._pressed:
            hands = self._started(seed, way)
            hands.wait(moment)
            if key in {"mouse", "button"}:
                hands.game.mouse(*POINTER, down=True if key == "button" else None)
                hands.wait(HELD)
            else:
                hands.hold(key, HELD)
            self._pressed[asked] = hands.recording
        with_key = self._pressed[asked].frames
        without = self.idle(seed, way, moment + 2 * HELD + 0.5).frames
        for pressed, calm in zip(with_key, without, strict=False):
            found = _differences(pressed, calm)
            if found:
                return found
        return {}

    def effects(self, name: str, cast: Cast, keys: Sequence[str] = ARROWS) -> Mapping[str, Effect]:
        """What each of these keys does to a sprite."""
        asked = (name, cast.way, tuple(keys))
        if asked not in self._effects:
            effects: dict[str, Effect] = {}
            for moment in MOMENTS:
                for key in self._hidden.heard(keys):
                    found = self.first_difference(1, moment, cast.way, key)
                    if name in found:
                        effects[key] = found[name]
                if effects:
                    break
            self._effects[asked] = effects
        return self._effects[asked]

    def caught(self, player: str, thing: str, cast: Cast) -> tuple[View, Span]:
        """The player steered towards a thing for a while."""
        asked = (player, thing, cast.way)
        pairs = ((player, thing),)
        if asked not in self._chased:
            hands = Hands(self.game, cast, 1, pairs)
            hands.begin()
            slots = {"SPRITE": f'"{player}"', "OTHER": f'"{thing}"'}
            hands.do((Step("flag", {}, ""), Step("chase", slots, "", None, CATCH)), _no)
            hands.wait(1.0)
            self._chased[asked] = hands.recording
        view = View(self._chased[asked], cast, pairs, self.idle(1, cast.way, IDLE))
        return view, Span(1, len(view.frames) - 1, len(view.frames) - 1)


def _differences(pressed: Frame, calm: Frame) -> Mapping[str, Effect]:
    before = {one.number: one for one in calm.sprites}
    found: dict[str, Effect] = {}
    for one in pressed.sprites:
        if one.stage or one.number not in before:
            continue
        other = before[one.number]
        effect = (one.x - other.x, one.y - other.y, turn(other.direction, one.direction))
        if max(map(abs, effect)) > STILL:
            found.setdefault(one.name, effect)
    return found


def touch(player: str, thing: str) -> Condition:
    """That the one touches the other."""
    return Condition("touches", {"SPRITE": f'"{player}"', "OTHER": f'"{thing}"'}, "")


def _no(*_: object) -> bool:
    return False
