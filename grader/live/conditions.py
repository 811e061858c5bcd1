"""What may be asked of a running project: the checks of a scenario, as data. `docs/playing.md` explains each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from grader.live.forms import Span
from grader.live.recording import Which

Op = Literal["==", ">=", "<=", ">", "<"]
By = Literal["increase", "decrease", "none", "any"]
Text = str | float
Effect = Literal["color", "fisheye", "whirl", "pixelate", "mosaic", "brightness", "ghost"]


@dataclass(frozen=True, slots=True)
class Visible:
    """The sprite shows, or not."""

    sprite: str
    is_: bool
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class Says:
    """Its bubble holds a text."""

    sprite: str
    contains: str
    bubble: Literal["say", "think"] | None = None
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class Silent:
    """It has no bubble."""

    sprite: str
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class Running:
    """Any script runs, or none does."""

    is_: bool


@dataclass(frozen=True, slots=True)
class Clones:
    """So many clones, the original not counted."""

    sprite: str
    op: Op
    value: float


@dataclass(frozen=True, slots=True)
class Question:
    """An ask box is open, with a text."""

    contains: str


@dataclass(frozen=True, slots=True)
class Position:
    """It is within a span."""

    sprite: str
    x: Span | None = None
    y: Span | None = None
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class VariableIs:
    """A variable against a value, compared as Scratch compares."""

    name: str
    op: Op
    value: Text
    sprite: str | None = None


@dataclass(frozen=True, slots=True)
class VariableChanged:
    """A variable against what was remembered."""

    name: str
    by: By
    since: str
    sprite: str | None = None


@dataclass(frozen=True, slots=True)
class CostumeIs:
    """It wears a costume."""

    sprite: str
    is_: str
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class BackdropIs:
    """The stage wears a backdrop."""

    is_: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Its place against what was remembered."""

    sprite: str
    axis: Literal["x", "y", "any"]
    by: By
    since: str
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class DirectionIs:
    """Where it points."""

    sprite: str
    is_: float
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class DirectionChanged:
    """Where it points against what was remembered, the short way round; increase is to the right."""

    sprite: str
    by: By
    since: str
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class SizeIs:
    """Its size, give or take 1."""

    sprite: str
    is_: float
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class SizeChanged:
    """Its size against what was remembered."""

    sprite: str
    by: By
    since: str
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class Touching:
    """It touches another sprite, `edge` or `mouse`, by pixels."""

    sprite: str
    target: str
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class BroadcastSeen:
    """A message was sent since the start, in any case of letters."""

    name: str


@dataclass(frozen=True, slots=True)
class TouchingColor:
    """It touches a colour, as Scratch's own block sees it."""

    sprite: str
    color: str
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class SoundPlayed:
    """A sound began since the start; without a name any."""

    name: str | None = None


@dataclass(frozen=True, slots=True)
class ListIs:
    """A list has so many items, or an item."""

    name: str
    op: Op | None = None
    value: float | None = None
    contains: Text | None = None
    sprite: str | None = None


@dataclass(frozen=True, slots=True)
class InFront:
    """One sprite's layer is above another's."""

    sprite: str
    of: str


@dataclass(frozen=True, slots=True)
class EffectIs:
    """A graphic effect against a value."""

    sprite: str
    effect: Effect
    op: Op
    value: float
    which: Which = "original"


@dataclass(frozen=True, slots=True)
class PenStrokes:
    """So many lines of the pen since everything was erased."""

    op: Op
    value: float


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of a kind was seen since the start: say, think, ask, clone, stop-all, network and so on."""

    kind: str
    contains: str = ""
    sprite: str | None = None


Condition = (
    Visible | Says | Silent | Running | Clones | Question | Position | VariableIs | VariableChanged | CostumeIs
    | BackdropIs | Moved | DirectionIs | DirectionChanged | SizeIs | SizeChanged | Touching | BroadcastSeen
    | TouchingColor | SoundPlayed | ListIs | InFront | EffectIs | PenStrokes | Happened
)  # fmt: skip
CONDITIONS: Final[Mapping[str, type[Condition]]] = {
    "visible": Visible,
    "says": Says,
    "silent": Silent,
    "running": Running,
    "clones": Clones,
    "question": Question,
    "position": Position,
    "variable": VariableIs,
    "variable_changed": VariableChanged,
    "costume": CostumeIs,
    "backdrop": BackdropIs,
    "moved": Moved,
    "direction": DirectionIs,
    "direction_changed": DirectionChanged,
    "size": SizeIs,
    "size_changed": SizeChanged,
    "touching": Touching,
    "broadcast_seen": BroadcastSeen,
    "touching_color": TouchingColor,
    "sound_played": SoundPlayed,
    "list": ListIs,
    "in_front": InFront,
    "effect": EffectIs,
    "pen_strokes": PenStrokes,
    "happened": Happened,
}
