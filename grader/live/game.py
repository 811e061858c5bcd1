"""One project in the player: loaded, handled, looked at."""

from __future__ import annotations

import base64
import time
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from grader.live.bounds import Bounds, CutError, LoadError
from grader.live.recording import Event, Film, Frame, Recording, Stroke, events_of, strokes_of

Pair = tuple[str, str | tuple[int, int, int]]  # a sprite by name, and a sprite, `edge`, `mouse` or a colour
HAND_OVER_SECONDS = 60.0  # up to 50 MB through a pipe


class Asked(Protocol):
    """The process that has the engine."""

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        ...

    def ask(self, asked: Mapping[str, Any], payload: bytes | None, seconds: float) -> Mapping[str, Any]:
        """One question, one answer."""
        ...


class Keeper(Protocol):
    """Who keeps that process."""

    bounds: Bounds

    def child(self) -> Asked:
        """The one that is there, or a new one."""
        ...


class Game:
    """One project. `start` loads it anew as often as one likes; hands and time act on what was started last."""

    def __init__(self, keeper: Keeper, data: bytes) -> None:
        self._keeper = keeper
        self._data = data
        self._holder: Asked | None = None  # the process that has the bytes
        self._left = keeper.bounds.submission_seconds
        self._run_left = 0.0
        self._film = Film()
        self._events: list[Event] = []
        self._strokes: list[Stroke] = []
        self._frames: list[Frame] = []
        self._hands: list[Mapping[str, Any]] = []  # what hands did since the last question: it goes with the next
        self.frame = Frame(0, 0.0, (), 0, None, 0)
        self.too_large: tuple[tuple[int, int], ...] = ()

    def hand_over(self, child: Asked) -> None:
        """Give the bytes to a process."""
        child.ask({"do": "open"}, self._data, HAND_OVER_SECONDS)
        self._holder = child

    def start(self, seed: int = 1) -> None:
        """Load the project fresh, time at 0, chance from `seed`. Raises LoadError, CutError."""
        self._film, self._events, self._strokes, self._frames, self._hands = Film(), [], [], [], []
        self._run_left = min(self._keeper.bounds.run_seconds, self._left)
        try:
            answer = self._load(seed)
        except CutError as cut:
            if cut.reason != "crash":
                raise
            # It may have died before, while nobody asked it anything.
            answer = self._load(seed)
        self.too_large = tuple((width, height) for width, height in answer["tooLarge"])

    def _load(self, seed: int) -> Mapping[str, Any]:
        child = self._keeper.child()
        if child is not self._holder:
            self.hand_over(child)
        return self._ask({"do": "start", "seed": seed}, trouble=LoadError)

    @property
    def recording(self) -> Recording:
        """What was kept since the start."""
        return Recording(tuple(self._frames), tuple(self._events), tuple(self._strokes))

    @property
    def events(self) -> Sequence[Event]:
        """What happened since the start."""
        return self._events

    @property
    def strokes(self) -> Sequence[Stroke]:
        """Lines of the pen since the start, the first 5,000 between two looks."""
        return self._strokes

    def green_flag(self) -> None:
        """Click the flag."""
        self._ask({"do": "flag"})

    def key(self, name: str, *, down: bool) -> None:
        """Press or let go a key, by Scratch's name."""
        self._hands.append({"do": "key", "key": name, "down": down})

    def mouse(self, x: float, y: float, *, down: bool | None = None) -> None:
        """Move the pointer; with `down` the button too."""
        self._hands.append({"do": "mouse", "x": x, "y": y, "down": down})

    def button(self, *, down: bool) -> None:
        """The mouse button, where the pointer is."""
        self._hands.append({"do": "button", "down": down})

    def answer(self, text: str) -> None:
        """Type into the ask box."""
        self._ask({"do": "answer", "text": text})

    def drag(self, number: int, x: float, y: float) -> None:
        """Hold a sprite and move it; `drop` lets it go."""
        self._ask({"do": "drag", "number": number, "x": x, "y": y})

    def drop(self, number: int) -> None:
        """Let a dragged sprite go."""
        self._ask({"do": "drop", "number": number})

    def noise(self, loudness: float) -> None:
        """What the microphone hears from now on, 0 to 100; -1 is no microphone."""
        self._hands.append({"do": "noise", "loudness": loudness})

    def set_variable(self, number: int, name: str, value: str | float) -> bool:
        """Give a variable of that sprite (or of the stage) a value; False when it has none of that name."""
        return bool(self._ask({"do": "set", "number": number, "name": name, "value": value})["found"])

    def pixel(self, number: int) -> Mapping[str, Any]:
        """Where a click reaches that sprite, `{"x", "y"}`, or `{"why", "who"}`: hidden, away, behind, see-through."""
        pixel: Mapping[str, Any] = self._ask({"do": "pixel", "number": number})["pixel"]
        return pixel

    def touching(self, number: int, what: str | tuple[int, int, int]) -> bool:
        """Whether it touches, by pixels: another sprite by name, `edge`, `mouse`, or a colour."""
        return bool(self._ask({"do": "touching", "number": number, "what": what})["touching"])

    def picture(self, scale: float = 1, caption: Sequence[str] = (), outline: Sequence[int] = ()) -> bytes:
        """The stage as a PNG, with monitors, and lines of text under it; `outline` are numbers of sprites to show."""
        asked = {"do": "picture", "scale": scale, "caption": caption, "outline": outline}
        return base64.b64decode(self._ask(asked)["png"])

    def wait(self, seconds: float, *, record: bool = False, watch: Sequence[Pair] = ()) -> Frame:
        """Let virtual time pass; with `record` every frame is kept. Gives back the last frame."""
        return self._advance({"milliseconds": seconds * 1000}, record=record, watch=watch)

    def step(
        self, frames: int = 1, *, record: bool = False, watch: Sequence[Pair] = (), again: Sequence[str] = ()
    ) -> Frame:
        """Let so many frames pass. Each frame tells in `met` which pairs of `watch` touched in it.

        The keys of `again` are down, and repeat themselves in each frame as those of keyboards do.
        """
        return self._advance({"frames": frames}, record=record, watch=watch, again=again)

    def _advance(
        self, how_long: Mapping[str, float], *, record: bool, watch: Sequence[Pair], again: Sequence[str] = ()
    ) -> Frame:
        left = how_long
        asked: dict[str, Any] = {"do": "advance", "record": record}
        if watch:
            asked["watch"] = watch
        if again:
            asked["again"] = again
        while next(iter(left.values())) > 0:
            left = self._ask({**asked, **left}, record=record)["left"]
        return self.frame

    def _ask(
        self, asked: Mapping[str, Any], *, record: bool = False, trouble: type[Exception] = RuntimeError
    ) -> Mapping[str, Any]:
        child = self._holder
        if child is None or not child.alive:
            raise CutError("crash")
        hands, self._hands = self._hands, []
        start = time.monotonic()
        try:
            answer = child.ask({**asked, "hands": hands} if hands else asked, None, self._run_left)
        finally:
            passed = time.monotonic() - start
            self._run_left -= passed
            self._left -= passed
        self._events += events_of(answer.get("events", ()))
        self._strokes += strokes_of(answer.get("strokes", ()))
        for sent in answer.get("frames", ()):
            self.frame = self._film.develop(sent)
            if record:
                self._frames.append(self.frame)
        if "cut" in answer:
            raise CutError(answer["cut"])
        if "trouble" in answer:
            raise trouble(answer["trouble"])
        return answer
