"""A run as judges look at it: what happened by when, and does a condition hold in a frame. Pure: all was recorded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from grader.live.game import Pair
from grader.live.play.cast import Cast, number
from grader.live.play.looks import HOLDS
from grader.live.play.model import Condition, Node
from grader.live.recording import Event, Frame, Recording


@dataclass
class View:
    """A run, who is who in it, and the same run without the hands where that was made."""

    run: Recording
    cast: Cast
    pairs: tuple[Pair, ...] = ()
    control: Recording | None = None
    _climbs: dict[tuple[str, int, bool], list[float]] = field(default_factory=dict)

    @property
    def frames(self) -> tuple[Frame, ...]:
        """In order."""
        return self.run.frames

    @cached_property
    def _when(self) -> tuple[int, ...]:
        """The frame of each event, in order."""
        return tuple(event.frame for event in self.run.events)

    @cached_property
    def asked(self) -> frozenset[str]:
        """Every question of the run."""
        return frozenset(event.text for event in self.run.events if event.kind == "ask")

    def happened(self, base: int, at: int) -> Sequence[Event]:
        """Events after one frame, up to another; a frame shows what was done in it."""
        first, last = self.frames[base].number, self.frames[at].number
        return self.run.events[bisect_right(self._when, first - 1) : bisect_right(self._when, last - 1)]

    def holds(self, node: Node, at: int, base: int) -> bool:
        """Whether it holds in frame `at`, against frame `base`."""
        if isinstance(node, Condition):
            return HOLDS[node.form](self, node, at, base)
        held = [self.holds(part, at, base) for part in node.parts]
        return any(held) if node.how == "any" else all(held) if node.how == "all" else not held[0]

    def met(self, pair: Pair, at: int) -> bool:
        """Whether a pair touched in that frame."""
        met = self.frames[at].met
        place = self.pairs.index(pair) if pair in self.pairs else -1
        return 0 <= place < len(met) and met[place]

    def climbed(self, word: str, sign: int, *, alone: bool = False) -> list[float]:
        """How far a number has gone that way up to each frame, its ways back left out; `alone` without the hands."""
        key = (word, sign, alone)
        if key not in self._climbs:
            frames = self.control.frames if alone and self.control is not None else self.frames
            values = [number(self.cast.value(word, frame)) for frame in frames]
            sums = [0.0]
            for before, after in pairwise(values):
                step = sign * (after - before) if before is not None and after is not None else 0.0
                sums.append(sums[-1] + max(step, 0.0))
            self._climbs[key] = sums
        return self._climbs[key]

    def idle(self, at: int) -> Frame | None:
        """The same moment of the run without hands."""
        if self.control is None:
            return None
        return self.control.frames[min(at, len(self.control.frames) - 1)] if self.control.frames else None
