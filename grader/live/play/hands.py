"""Does the steps of a play in a game, every frame recorded: hands that hold, click, answer, chase."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from grader.live.compare import turn
from grader.live.game import Game, Pair
from grader.live.play.cast import Cast, Effect
from grader.live.play.model import Node, Step
from grader.live.recording import Frame, Recording, Sprite

FRAMES = 30  # a second
TAP = 2
REPEATS_AFTER = 15  # frames a key is down before it repeats itself, as keyboards do
GLANCE = 2  # frames between two decisions of a built-in player
SETTLE = 0.3  # seconds after what starts a game
ASIDE = 10.0  # degrees
STRIDE = 21  # frames that `wander` holds a key
POINTS = frozenset({"mouse", "button"})  # no keys: the pointer, and the pointer with its button down
Until = Callable[[Node, Frame], bool]
Words = tuple[str, ...]
MOST_OUTLINED = 3  # of a sprite and its clones


class EnoughError(Exception):
    """Every picture that was wanted is taken."""


@dataclass
class Hands:
    """One run. `shots` are pictures that are wanted after so many frames, each with whom it outlines."""

    game: Game
    cast: Cast
    seed: int
    watch: tuple[Pair, ...] = ()
    shots: Mapping[int, Sequence[Words]] = field(default_factory=dict)
    taken: dict[tuple[int, Words], bytes] = field(default_factory=dict)
    blocked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)  # clicks that reached nobody, and why
    records: bool = True
    count: int = 0

    def begin(self) -> None:
        """Load the project fresh."""
        self.game.start(self.seed)
        self.game.mouse(0, 0)  # the engine knows no pointer before its first move, and nowhere is no number

    @property
    def recording(self) -> Recording:
        """What was seen."""
        return self.game.recording

    @property
    def now(self) -> Frame:
        """The last frame."""
        return self.game.frame

    def pass_frames(self, frames: int, *again: str) -> None:
        """Let time pass; stops where a picture is wanted. Keys of `again` repeat themselves."""
        while frames > 0:
            nearest = min(
                (at - self.count for at in self.shots if self.count < at < self.count + frames), default=frames
            )
            self.game.step(nearest, record=self.records, watch=self.watch, again=again)
            self.count += nearest
            frames -= nearest
            for words in self.shots.get(self.count, ()):
                self.taken[self.count, words] = self.game.picture(outline=self._outlined(words))
            if self.shots and self.count >= max(self.shots):
                raise EnoughError

    def _outlined(self, words: Words) -> list[int]:
        shown = [[one.number for one in self.cast.of(word, self.now) if one.visible] for word in words]
        return [number for numbers in shown for number in numbers[:MOST_OUTLINED]]

    def wait(self, seconds: float) -> None:
        """Hands off for so long."""
        self.pass_frames(max(0, round(seconds * FRAMES)))

    def do(self, steps: Sequence[Step], until: Until) -> None:
        """The steps, in order."""
        for step in steps:
            getattr(self, "do_" + step.form.replace("-", "_"))(step, until)

    def start_by(self) -> None:
        """What starts this game, when the flag alone does not."""
        for how, what in self.cast.way:
            self.wait(SETTLE)
            if how == "key":
                self.tap(what)
            elif how == "click":
                self._click(what)
            elif how == "answer":
                if self.now.question is not None:
                    self.game.answer(what)
            else:
                self._click_at(0, 0)
            self.wait(SETTLE)

    def do_flag(self, _step: Step, _until: Until) -> None:
        """Click the flag, and whatever else starts this game."""
        self.game.green_flag()
        self.pass_frames(1)
        self.start_by()

    def do_wait(self, step: Step, _until: Until) -> None:
        """Hands off."""
        self.wait(step.seconds)

    def do_nothing(self, step: Step, _until: Until) -> None:
        """The same."""
        self.wait(step.seconds)

    def do_wait_until(self, step: Step, until: Until) -> None:
        """Hands off until something holds."""
        for _ in range(round(step.seconds * FRAMES)):
            if step.until is not None and until(step.until, self.now):
                return
            self.pass_frames(1)

    def do_hold(self, step: Step, _until: Until) -> None:
        """A key down."""
        self.hold(step.slots["KEY"].lower(), step.seconds or 1.0)

    def do_press(self, step: Step, _until: Until) -> None:
        """A key down and up, or for a while."""
        if step.seconds:
            self.hold(step.slots["KEY"].lower(), step.seconds)
        else:
            self.tap(step.slots["KEY"].lower())

    def hold(self, key: str, seconds: float) -> None:
        """A key down for so long; it repeats itself, as keyboards do."""
        left = max(TAP, round(seconds * FRAMES))
        self.game.key(key, down=True)
        first = min(left, REPEATS_AFTER)
        self.pass_frames(first)
        self.pass_frames(left - first, key)
        self.game.key(key, down=False)
        self.pass_frames(1)

    def tap(self, key: str) -> None:
        """Down and up."""
        self.game.key(key, down=True)
        self.pass_frames(TAP)
        self.game.key(key, down=False)
        self.pass_frames(1)

    def do_click_stage(self, step: Step, _until: Until) -> None:
        """A click on a place."""
        self._click_at(float(step.slots["X"]), float(step.slots["Y"]))

    def do_click(self, step: Step, _until: Until) -> None:
        """A click on a sprite."""
        self._click(self.cast.sprite(step.slots["SPRITE"]))

    def _click(self, name: str) -> None:
        shown = sorted(
            (s for s in self.now.sprites if s.name == name), key=lambda s: (not s.visible, s.clone, s.number)
        )
        for sprite in shown[:1]:
            pixel = self.game.pixel(sprite.number)
            if "why" in pixel:  # no pixel of it shows, and nobody could click it
                self.blocked.append((f"click-{pixel['why']}", {"sprite": name, "other": pixel.get("who", "")}))
            else:
                self._click_at(pixel["x"], pixel["y"])

    def _click_at(self, x: float, y: float) -> None:
        self.game.mouse(x, y, down=True)
        self.pass_frames(TAP)
        self.game.mouse(x, y, down=False)
        self.pass_frames(1)

    def do_mouse_place(self, step: Step, _until: Until) -> None:
        """The pointer to a place."""
        self.game.mouse(float(step.slots["X"]), float(step.slots["Y"]))
        self.pass_frames(1)

    def do_mouse_sprite(self, step: Step, _until: Until) -> None:
        """The pointer to a sprite."""
        for sprite in self.cast.of(step.slots["SPRITE"], self.now)[:1]:
            pixel = self.game.pixel(sprite.number)
            if pixel.get("why") == "behind":
                self.blocked.append(("click-behind", {"sprite": sprite.name, "other": pixel["who"]}))
            self.game.mouse(sprite.x, sprite.y)
        self.pass_frames(1)

    def do_mouse_button(self, step: Step, _until: Until) -> None:
        """The button."""
        self.game.button(down=step.slots["choice"].lower() == "down")
        self.pass_frames(1)

    def do_answer(self, step: Step, _until: Until) -> None:
        """Into the ask box."""
        if self.now.question is not None:
            self.game.answer(step.slots["TEXT"].strip('"'))
        self.pass_frames(1)

    def do_noise(self, step: Step, _until: Until) -> None:
        """Into the microphone."""
        self.game.noise(float(step.slots["N"]))

    def do_set(self, step: Step, _until: Until) -> None:
        """A variable."""
        word, value = step.slots["VARIABLE"], step.slots["VALUE"]
        owner, name = self.cast.variables.get(word, ("", word.strip('"')))
        ones = sorted(
            (one for one in self.now.sprites if not one.clone and name in one.variables),
            key=lambda one: (one.name != owner, not one.stage),
        )
        for one in ones[:1]:
            self.game.set_variable(one.number, name, value.strip('"') if value.startswith('"') else float(value))

    def do_drag(self, step: Step, _until: Until) -> None:
        """A sprite to a place."""
        for sprite in self.cast.of(step.slots["SPRITE"], self.now)[:1]:
            self.game.drag(sprite.number, float(step.slots["X"]), float(step.slots["Y"]))
            self.pass_frames(1)
            self.game.drop(sprite.number)

    def do_drag_to(self, step: Step, _until: Until) -> None:
        """A sprite onto another."""
        me, target = self._pair(step.slots["SPRITE"], step.slots["OTHER"])
        if me is not None and target is not None:
            self.game.drag(me.number, target.x, target.y)
            self.pass_frames(TAP)
            self.game.drop(me.number)

    def do_chase(self, step: Step, _until: Until) -> None:
        """Towards another."""
        self._steer(step, 1)

    def do_avoid(self, step: Step, _until: Until) -> None:
        """Away from another."""
        self._steer(step, -1)

    def do_wander(self, step: Step, _until: Until) -> None:
        """Keys by chance, there and back: after two rounds it has been on every side of where it began."""
        keys = _unlike(self.cast.effects.get(self.cast.sprite(step.slots["SPRITE"]), {}))
        chance = random.Random(self.seed)  # noqa: S311 - a game's, and the same every time
        end = self.count + round(step.seconds * FRAMES)
        while self.count < end and keys:
            chance.shuffle(keys)
            for side, key in enumerate((*keys, *reversed(keys))):
                if key in POINTS:
                    sign = 1 if side % 2 else -1
                    self.game.mouse(
                        sign * chance.randint(60, 200), sign * chance.randint(60, 140), down=key == "button"
                    )
                    self.pass_frames(min(STRIDE, end - self.count))
                elif self.count < end:
                    self.hold(key, min(STRIDE, end - self.count) / FRAMES)
        self.pass_frames(end - self.count)
        if "button" in keys:
            self.game.button(down=False)

    def do_tap_randomly(self, step: Step, _until: Until) -> None:
        """Clicks by chance."""
        chance = random.Random(self.seed)  # noqa: S311 - as above
        end = self.count + round(step.seconds * FRAMES)
        while self.count < end:
            self._click_at(chance.randint(-220, 220), chance.randint(-160, 160))
            self.pass_frames(GLANCE)

    def _steer(self, step: Step, sign: int) -> None:
        mine, other = step.slots["SPRITE"], step.slots["OTHER"]
        effects = self.cast.effects.get(self.cast.sprite(mine), {})
        held: set[str] = set()
        end = self.count + round(step.seconds * FRAMES)
        while self.count < end:
            me, target = self._pair(mine, other)
            wanted: set[str] = set()
            if me is not None and target is not None:
                if not POINTS.isdisjoint(effects):
                    self.game.mouse(target.x, target.y, down=True if "button" in effects else None)
                wanted = _keys(me, sign * (target.x - me.x), sign * (target.y - me.y), effects)
            for key in sorted(held - wanted):
                self.game.key(key, down=False)
            for key in sorted(wanted):  # also those that are down: a hand that plays taps again and again
                self.game.key(key, down=True)
            held = wanted
            self.pass_frames(min(GLANCE, end - self.count))
        for key in sorted(held):
            self.game.key(key, down=False)
        if "button" in effects:
            self.game.button(down=False)

    def _pair(self, mine: str, other: str) -> tuple[Sprite | None, Sprite | None]:
        me = next(iter(self.cast.of(mine, self.now)), None)
        if me is None:
            return None, None
        seen = [one for one in self.cast.of(other, self.now) if one.visible]
        return me, min(seen, key=lambda one: math.hypot(one.x - me.x, one.y - me.y), default=None)


def _unlike(effects: Mapping[str, Effect]) -> list[str]:
    """One key for each thing that keys do; of pointer and button the one that does more."""
    found: dict[tuple[int, ...], str] = {}
    for key in sorted(effects):
        if key not in POINTS:
            found.setdefault(tuple((part > 0) - (part < 0) for part in effects[key]), key)
    return [*found.values(), *[key for key in ("button", "mouse") if key in effects][:1]]


def _keys(me: Sprite, x: float, y: float, effects: Mapping[str, Effect]) -> set[str]:
    """Which keys bring it further by x and y."""
    wanted: set[str] = set()
    aside = turn(me.direction, math.degrees(math.atan2(x, y)))
    for key, (right, up, degrees) in effects.items():
        if key in POINTS:
            continue
        size = math.hypot(right, up)
        if size < 0.01:
            if degrees * aside > 0 and abs(aside) > max(abs(degrees) / 2, ASIDE / 2):
                wanted.add(key)
        elif (x * right + y * up) / size > 0.6 * size:
            wanted.add(key)
    return wanted
