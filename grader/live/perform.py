"""Plays a scenario with a game and says how it went."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import Any, Literal, Protocol

from grader.language import N_
from grader.live import scenario as do
from grader.live.bounds import CutError, LoadError, Reason
from grader.live.game import Game
from grader.live.judge import Moment, Seen, holds
from grader.live.recording import Event, Frame, Sprite

Status = Literal["finished", "timed-out", "failed-to-load"]

FRAME = 1 / 30
TAP = 2  # frames a key or a button is down at least, so that scripts which look and hats which wait both see it
SCENE = 0.1  # seconds between two looks of a camera
DONE = Seen(passed=True)
NOTES: dict[Reason | str, str] = {
    "time": N_("The project needed more time than Kru gives it."),
    "memory": N_("The project needed more memory than Kru gives it."),
    "crash": N_("The engine stopped while the project ran."),
    "network": N_("The project asked for the internet, which Kru cuts off."),
    "trouble": N_("The engine stumbled over a block of this project."),
    "too-large": N_("A picture is too large to show: {width} by {height}."),
    "load": N_("The Scratch engine cannot open this project: {reason}"),
}
_NOT_REACHED = N_("It did not come about in {seconds} seconds: {seen}")
_CLICKS = {
    "hidden": N_("{sprite} is hidden, so nobody can click it."),
    "away": N_("{sprite} is off the stage, so nobody can click it."),
    "see-through": N_("{sprite} has no pixel to click."),
    "behind": N_("{sprite} is behind {other}, so nobody can click it."),
}


class Camera(Protocol):
    """Who takes pictures while a scenario is played."""

    def look(self, game: Game) -> None:
        """Ten times a second of the project's time."""
        ...

    def step(self, game: Game, index: int, seen: Seen) -> None:
        """After each step."""
        ...


@dataclass(frozen=True, slots=True)
class Played:
    """One step: whether it went well (None: it was cut, or never tried) and what was seen."""

    index: int
    passed: bool | None
    seen: Seen = DONE


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know: a key of NOTES with values."""

    key: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Performance:
    """How a scenario went. `passed` is None when it was cut or did not load."""

    status: Status
    passed: bool | None
    steps: tuple[Played, ...]
    events: tuple[Event, ...]
    frames: int
    virtual_seconds: float
    seconds: float
    notes: tuple[Note, ...] = ()


def perform(game: Game, scenario: do.Scenario, camera: Camera | None = None, *, record: bool = False) -> Performance:
    """Load the project fresh and play the steps, in order, to the end or until it is cut."""
    start = time.perf_counter()
    status: Status = "finished"
    notes: list[Note] = []
    actor = Actor(game, camera, record=record)
    try:
        game.start(scenario.seed)
        actor.play(scenario.steps)
    except LoadError as trouble:
        status = "failed-to-load"
        notes.append(Note("load", (("reason", " ".join(str(trouble).split())[:200]),)))
    except CutError as cut:
        status = "timed-out"
        notes.append(Note(cut.reason))
    left = range(len(actor.played), len(scenario.steps))
    steps = (*actor.played, *(Played(index, None) for index in left))
    return Performance(
        status=status,
        passed=all(step.passed for step in steps) if status == "finished" else None,
        steps=steps,
        events=tuple(game.events),
        frames=game.frame.number,
        virtual_seconds=game.frame.second,
        seconds=time.perf_counter() - start,
        notes=(*notes, *_noticed(game)),
    )


def _noticed(game: Game) -> Iterator[Note]:
    for width, height in game.too_large:
        yield Note("too-large", (("width", width), ("height", height)))
    kinds = {event.kind for event in game.events}
    yield from (Note(kind) for kind in ("network", "trouble") if kind in kinds)


@dataclass(slots=True)
class Actor:
    """The hands and eyes of a scenario."""

    game: Game
    camera: Camera | None
    record: bool
    played: list[Played] = field(default_factory=list)
    memories: dict[str, Frame] = field(default_factory=dict)

    def play(self, steps: tuple[do.Step, ...]) -> None:
        """All steps; one that did not go well does not end it."""
        for index, step in enumerate(steps):
            seen = self.act(step)
            self.played.append(Played(index, seen.passed, seen))
            if self.camera:
                self.camera.step(self.game, index, seen)

    def wait(self, seconds: float) -> None:
        """Let time pass; a camera looks ten times a second."""
        if self.camera is None:
            self.game.wait(seconds, record=self.record)
            return
        end = self.game.frame.second + seconds
        while (left := end - self.game.frame.second) > FRAME / 2:
            self.game.wait(min(SCENE, left), record=self.record)
            self.camera.look(self.game)

    def frames(self, count: int) -> None:
        """Let so many frames pass."""
        self.game.step(count, record=self.record)

    @singledispatchmethod
    def act(self, step: Any) -> Seen:
        """Do one step."""
        raise TypeError(type(step).__name__)

    @act.register
    def _(self, _step: do.GreenFlag) -> Seen:
        self.game.green_flag()
        self.frames(1)  # the scripts begin with it
        return DONE

    @act.register
    def _(self, step: do.Wait) -> Seen:
        if step.seconds > 0:
            self.wait(step.seconds)
        return DONE

    @act.register
    def _(self, step: do.WaitUntil) -> Seen:
        end = self.game.frame.second + step.max_seconds
        last_look = self.game.frame.second
        while True:
            seen = holds(step.condition, self.moment())
            if seen.passed:
                return seen
            if self.game.frame.second >= end - FRAME / 2:
                values = {"seconds": f"{step.max_seconds:g}", "seen": seen.say()}
                return Seen(passed=False, sentence=_NOT_REACHED, values=values)
            self.frames(1)
            if self.camera and self.game.frame.second >= last_look + SCENE - FRAME / 2:
                last_look = self.game.frame.second
                self.camera.look(self.game)

    @act.register
    def _(self, step: do.Press) -> Seen:
        self.game.key(step.key, down=True)
        if step.seconds > TAP * FRAME:
            self.wait(step.seconds)
        else:
            self.frames(TAP)
        self.game.key(step.key, down=False)
        self.frames(1)
        return DONE

    @act.register
    def _(self, step: do.Hold) -> Seen:
        self.game.key(step.key, down=True)
        return DONE

    @act.register
    def _(self, step: do.Release) -> Seen:
        self.game.key(step.key, down=False)
        return DONE

    @act.register
    def _(self, step: do.ClickSprite) -> Seen:
        def click(sprite: Sprite) -> Seen:
            pixel = self.game.pixel(sprite.number)
            if "why" in pixel:
                values = {"sprite": step.sprite, "other": pixel.get("who", "")}
                return Seen(passed=False, sentence=_CLICKS[pixel["why"]], values=values)
            return self.click(pixel["x"], pixel["y"])

        return self.with_sprite(step.sprite, step.which, click)

    @act.register
    def _(self, step: do.ClickStage) -> Seen:
        return self.click(step.x, step.y)

    @act.register
    def _(self, step: do.MouseMove) -> Seen:
        self.game.mouse(step.x, step.y)
        return DONE

    @act.register
    def _(self, _step: do.MouseDown) -> Seen:
        self.game.button(down=True)
        return DONE

    @act.register
    def _(self, _step: do.MouseUp) -> Seen:
        self.game.button(down=False)
        return DONE

    @act.register
    def _(self, step: do.Answer) -> Seen:
        if self.game.frame.question is None:
            return Seen(passed=False, sentence=N_("No ask box is open."))
        self.game.answer(step.text)
        self.frames(1)
        return DONE

    @act.register
    def _(self, step: do.DragSprite) -> Seen:
        def drag(sprite: Sprite) -> Seen:
            self.game.drag(sprite.number, step.x, step.y)
            self.frames(1)
            self.game.drop(sprite.number)
            return DONE

        return self.with_sprite(step.sprite, step.which, drag)

    @act.register
    def _(self, step: do.Noise) -> Seen:
        self.game.noise(step.loudness)
        return DONE

    @act.register
    def _(self, step: do.SetVariable) -> Seen:
        owners = sorted(
            (sprite for sprite in self.game.frame.sprites if not sprite.clone and step.name in sprite.variables),
            key=lambda sprite: (sprite.name != step.sprite or sprite.stage, not sprite.stage),
        )
        if owners and self.game.set_variable(owners[0].number, step.name, step.value):
            return DONE
        return Seen(passed=False, sentence=N_("There is no variable {name}."), values={"name": step.name})

    @act.register
    def _(self, step: do.Remember) -> Seen:
        self.memories[step.as_] = self.game.frame
        return DONE

    @act.register
    def _(self, step: do.CheckNow) -> Seen:
        return holds(step.condition, self.moment())

    def click(self, x: float, y: float) -> Seen:
        """Down, long enough, and up."""
        self.game.mouse(x, y, down=True)
        self.frames(TAP)
        self.game.mouse(x, y, down=False)
        self.frames(1)
        return DONE

    def with_sprite(self, name: str, which: do.Clicked, action: Callable[[Sprite], Seen]) -> Seen:
        """Do it with the sprite of that name."""
        found = self.game.frame.find(name, which)
        if found:
            return action(found[0])
        return Seen(passed=False, sentence=N_("There is no {sprite} here."), values={"sprite": name})

    def moment(self) -> Moment:
        """What a condition looks at now."""
        return Moment(self.game.frame, self.memories, self.game.events, self.game)
