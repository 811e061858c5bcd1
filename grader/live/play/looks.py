"""Each condition of the grammar, in a frame of a run against an earlier one."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from grader.live.compare import STILL, compare, turn
from grader.live.game import Pair
from grader.live.play.cast import Cast, number
from grader.live.play.grammar import ANYONE
from grader.live.play.model import Condition
from grader.live.recording import Frame, Sprite

if TYPE_CHECKING:
    from grader.live.play.see import View

NEAR = 5.0
EDGE_X, EDGE_Y = 240.0, 180.0
AIM = 10.0
CORNER = 20.0  # degrees that a corner turns at least
CLOSED = 5.0  # steps between beginning and end of a closed shape
_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_SIDES: Mapping[str, tuple[int, int]] = {"right": (1, 0), "left": (-1, 0), "up": (0, 1), "down": (0, -1)}


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """For comparing texts: no case, no punctuation, one kind of digits, no marks that nobody sees."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_DIGITS)
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LMN" and c not in "\u200b\u200c\u200d")


def pair_of(condition: Condition, cast: Cast) -> Pair | None:
    """Whom a condition about touching wants watched."""
    if condition.form == "touches-colour":
        red, green, blue = (int(condition.slots["COLOUR"][i : i + 2], 16) for i in (1, 3, 5))
        return cast.sprite(condition.slots["SPRITE"]), (red, green, blue)
    if condition.form != "touches":
        return None
    other = condition.slots["OTHER"]
    return cast.sprite(condition.slots["SPRITE"]), other.lower() if other.lower() in {"edge", "mouse"} else cast.sprite(
        other
    )


def texts(condition: Condition) -> tuple[str, ...]:
    """The words in quotes; empty where anything will do."""
    return tuple(fold(text) for text in re.findall(r'"([^"]*)"', condition.slots.get("TEXTS", "")))


def moved(view: View, condition: Condition, at: int, base: int) -> float:
    """How far it went that way because of the hands."""
    side = condition.slots.get("DIRECTION", "").lower()
    best = 0.0
    idle, idle_base = view.idle(at), view.idle(base)
    before = {one.number: one for one in view.cast.of(condition.slots["SPRITE"], view.frames[base])}
    for one in view.cast.of(condition.slots["SPRITE"], view.frames[at]):
        if one.number not in before:
            continue
        x, y = one.x - before[one.number].x, one.y - before[one.number].y
        own = _along(side, x, y)
        if idle is not None and idle_base is not None:
            then = _numbered(idle, one.number), _numbered(idle_base, one.number)
            if then[0] is not None and then[1] is not None:
                # What it does by itself is not the hands' doing.
                x, y = x - (then[0].x - then[1].x), y - (then[0].y - then[1].y)
                own = min(own, _along(side, x, y))
        best = max(best, own)
    return best


def _along(side: str, x: float, y: float) -> float:
    if not side:
        return float((x * x + y * y) ** 0.5)
    right, up = _SIDES[side]
    return x * right + y * up


def _numbered(frame: Frame, wanted: int) -> Sprite | None:
    return next((one for one in frame.sprites if one.number == wanted), None)


def change(view: View, word: str, at: int, base: int, *, frames: Sequence[Frame] | None = None) -> float:
    """How far a number went between two frames."""
    frames = view.frames if frames is None else frames
    end, start = number(view.cast.value(word, frames[at])), number(view.cast.value(word, frames[base]))
    return end - start if end is not None and start is not None else 0.0


def _moves(view: View, c: Condition, at: int, base: int) -> bool:
    return moved(view, c, at, base) >= c.number("N", 1.0) - STILL


def _turns(view: View, c: Condition, at: int, base: int) -> bool:
    before = {one.number: one.direction for one in view.cast.of(c.slots["SPRITE"], view.frames[base])}
    idle, idle_base = view.idle(at), view.idle(base)
    for one in view.cast.of(c.slots["SPRITE"], view.frames[at]):
        if one.number not in before:
            continue
        steps = turn(before[one.number], one.direction)
        if idle is not None and idle_base is not None:
            a, b = _numbered(idle, one.number), _numbered(idle_base, one.number)
            if a is not None and b is not None and abs(turn(b.direction, a.direction) - steps) <= STILL:
                continue
        side = c.slots.get("choice", "").lower()
        far = steps if side == "right" else -steps if side == "left" else abs(steps)
        if far >= c.number("N", 1.0) - STILL:
            return True
    return False


def _still(view: View, c: Condition, at: int, base: int) -> bool:
    before = {one.number: (one.x, one.y) for one in view.cast.of(c.slots["SPRITE"], view.frames[base])}
    now = view.cast.of(c.slots["SPRITE"], view.frames[at])
    same = [abs(s.x - before[s.number][0]) + abs(s.y - before[s.number][1]) <= STILL for s in now if s.number in before]
    return bool(same) and all(same)


def _points(view: View, c: Condition, at: int, _base: int) -> bool:
    others = view.cast.of(c.slots["OTHER"], view.frames[at])
    return any(
        abs(turn(one.direction, math.degrees(math.atan2(other.x - one.x, other.y - one.y)))) <= AIM
        for one in view.cast.of(c.slots["SPRITE"], view.frames[at])
        for other in others
    )


def _sprites(look: Callable[[Condition, Sprite], bool]) -> Callable[[View, Condition, int, int], bool]:
    def holds(view: View, c: Condition, at: int, _base: int) -> bool:
        return any(look(c, one) for one in view.cast.of(c.slots["SPRITE"], view.frames[at]))

    return holds


def _is_at(c: Condition, one: Sprite) -> bool:
    give = c.number("N", NEAR)
    return abs(one.x - float(c.slots["X"])) <= give and abs(one.y - float(c.slots["Y"])) <= give


def _against(look: Callable[[Condition, Sprite, Sprite], bool]) -> Callable[[View, Condition, int, int], bool]:
    def holds(view: View, c: Condition, at: int, base: int) -> bool:
        before = {one.number: one for one in view.cast.of(c.slots["SPRITE"], view.frames[base])}
        now = view.cast.of(c.slots["SPRITE"], view.frames[at])
        return any(one.number in before and look(c, before[one.number], one) for one in now)

    return holds


def _all_on_stage(view: View, c: Condition, at: int, _base: int) -> bool:
    found = view.cast.of(c.slots["SPRITE"], view.frames[at])
    return bool(found) and all(abs(s.x) <= EDGE_X and abs(s.y) <= EDGE_Y for s in found)


def _says(view: View, c: Condition, at: int, base: int) -> bool:
    kind = "say" if c.slots["choice"].lower() == "says" else "think"
    wanted = texts(c)
    anyone = c.slots["SPRITE"].lower() in ANYONE
    name = view.cast.sprite(c.slots["SPRITE"])
    said = [
        s.bubble.text for s in view.cast.of(c.slots["SPRITE"], view.frames[at]) if s.bubble and s.bubble.kind == kind
    ]
    said += [e.text for e in view.happened(max(base, at - 1), at) if e.kind == kind and (anyone or e.sprite == name)]
    said = [words for words in said if words not in view.asked]  # the engine shows a question in a bubble too
    return any(not wanted or any(text in fold(words) for text in wanted) for words in said)


def _asks(view: View, c: Condition, at: int, _base: int) -> bool:
    question = view.frames[at].question
    wanted = texts(c)
    return question is not None and (not wanted or any(text in fold(question) for text in wanted))


def _silent(view: View, c: Condition, at: int, _base: int) -> bool:
    return all(one.bubble is None for one in view.cast.of(c.slots["SPRITE"], view.frames[at]))


def _touches(view: View, c: Condition, at: int, _base: int) -> bool:
    pair = pair_of(c, view.cast)
    return pair is not None and view.met(pair, at)


def _rises(view: View, c: Condition, at: int, base: int) -> bool:
    sign = 1 if c.slots["choice"].lower() == "up" else -1
    word = c.slots["VARIABLE"]
    need = c.number("N", 0.0)
    if "N" in c.slots and c.slots.get("choice2", "").strip() == "":
        return any(abs(sign * change(view, word, i, i - 1) - need) <= STILL for i in range(base + 1, at + 1))
    sums = view.climbed(word, sign)
    whole = sums[at] - sums[base]
    if view.control is not None and at < len(view.control.frames):
        alone = view.climbed(word, sign, alone=True)
        whole -= alone[at] - alone[base]
    return whole > STILL and whole >= need - STILL


def _value_least(view: View, c: Condition, at: int, _base: int) -> bool:
    value = number(view.cast.value(c.slots["VARIABLE"], view.frames[at]))
    if value is None:
        return False
    return value >= c.number("N") if c.slots["choice"].lower() == "least" else value <= c.number("N")


def _value(view: View, c: Condition, at: int, _base: int) -> bool:
    value = view.cast.value(c.slots["VARIABLE"], view.frames[at])
    return value is not None and compare(value, "==", c.slots["VALUE"].strip('"'))


def _list(view: View, c: Condition, at: int, _base: int) -> bool:
    listed = view.frames[at].listed(c.slots["NAME"].strip('"'))
    if listed is None:
        return False
    return listed.length >= c.number("N") if "at least" in c.text.lower() else listed.length == c.number("N")


def _clones(view: View, c: Condition, at: int, _base: int) -> bool:
    frame = view.frames[at]
    ones = view.cast.of(c.slots["SPRITE"], frame) if "SPRITE" in c.slots else frame.sprites
    count = sum(one.clone for one in ones)
    need = c.number("N")
    return {"at least": count >= need, "at most": count <= need, "more than": count > need, "exactly": count == need}[
        " ".join(c.slots["choice"].lower().split())
    ]


def _event(kind: str) -> Callable[[View, Condition, int, int], bool]:
    def holds(view: View, c: Condition, at: int, base: int) -> bool:
        name = fold(c.slots.get("NAME", "").strip('"'))
        return any(e.kind == kind and (not name or fold(e.text) == name) for e in view.happened(base, at))

    return holds


def _stage(view: View, c: Condition, at: int, base: int) -> bool:
    now = view.frames[at].stage.costume
    return fold(now) == fold(c.slots["TEXT"]) if "TEXT" in c.slots else now != view.frames[base].stage.costume


def _stops(view: View, _c: Condition, at: int, base: int) -> bool:
    if any(event.kind == "stop-all" for event in view.happened(base, at)):
        return True
    return view.frames[at].running == 0 and any(frame.running for frame in view.frames[base:at])


def _draws(view: View, _c: Condition, at: int, base: int) -> bool:
    first, last = view.frames[base].number, view.frames[at].number
    return any(first <= stroke.frame < last for stroke in view.run.strokes)


def _shape(view: View, c: Condition, at: int, _base: int) -> bool:
    lines = [s for s in view.run.strokes if s.frame < view.frames[at].number and math.dist(s.start, s.end) > STILL]
    if not lines or math.dist(lines[0].start, lines[-1].end) > CLOSED:
        return False
    aims = [math.degrees(math.atan2(s.end[0] - s.start[0], s.end[1] - s.start[1])) for s in lines]
    return sum(abs(turn(a, b)) > CORNER for a, b in zip(aims, [*aims[1:], aims[0]], strict=True)) == c.number("N")


def _bigger(c: Condition, before: Sprite, now: Sprite) -> bool:
    return now.size - before.size > STILL if c.slots["choice"].lower() == "bigger" else before.size - now.size > STILL


HOLDS: Mapping[str, Callable[[View, Condition, int, int], bool]] = {
    "moves": _moves,
    "stays-still": _still,
    "turns": _turns,
    "points-towards": _points,
    "is-at": _sprites(_is_at),
    "stays-on-stage": _all_on_stage,
    "visible": _sprites(lambda c, one: one.visible == (c.slots["choice"].lower() == "visible")),
    "size": _against(_bigger),
    "costume-changes": _against(lambda _c, before, now: before.costume != now.costume),
    "costume-is": _sprites(lambda c, one: fold(one.costume) == fold(c.slots["TEXT"])),
    "backdrop-changes": _stage,
    "backdrop-is": _stage,
    "asks": _asks,
    "says": _says,
    "says-one": _says,
    "silent": _silent,
    "touches": _touches,
    "touches-colour": _touches,
    "rises": _rises,
    "value-least": _value_least,
    "value": _value,
    "list": _list,
    "clones": _clones,
    "message": _event("broadcast"),
    "sound": _event("sound"),
    "draws": _draws,
    "draws-shape": _shape,
    "stops": _stops,
    "runs": lambda view, _c, at, _base: view.frames[at].running > 0,
}
WHOLE_TIME = frozenset({"stays-still", "stays-on-stage", "silent", "runs"})  # hold all the time or not at all
