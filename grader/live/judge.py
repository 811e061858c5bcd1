"""Does a condition hold in this frame? Pure, but for touching: pixels are asked of the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Protocol

from grader.language import N_, say
from grader.live import conditions as ask
from grader.live.compare import STILL, compare, order, short, turn, went, went_some
from grader.live.recording import Event, Frame, Sprite, Which

SAME_SIZE = 1.0  # percent


@dataclass(frozen=True, slots=True)
class Seen:
    """Whether it held, and what was there instead, as a sentence with values."""

    passed: bool
    sentence: str = ""
    values: Mapping[str, object] | None = None

    def say(self, language: str = "en") -> str:
        """What was seen."""
        return say(self.sentence, language, **(self.values or {}))


class Touches(Protocol):
    """Who can say what touches what."""

    def touching(self, number: int, what: str | tuple[int, int, int]) -> bool:
        """Whether the sprite with that number touches it now."""
        ...


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything a condition may look at."""

    frame: Frame
    memories: Mapping[str, Frame]
    events: Sequence[Event]
    touches: Touches


@singledispatch
def holds(condition: object, _moment: Moment) -> Seen:
    """Whether the condition holds at this moment."""
    raise TypeError(type(condition).__name__)


def _any(moment: Moment, name: str, which: Which, look: Callable[[Sprite], Seen], *, every: bool = False) -> Seen:
    """Some sprite of that name and `which` for which it holds; with `every`, all of them."""
    found = moment.frame.find(name, which)
    if not found:
        return Seen(passed=False, sentence=N_("There is no {sprite} here."), values={"sprite": _label(name, which)})
    seen = [look(sprite) for sprite in found]
    # The first that decides it, else the first of all.
    return next((one for one in seen if one.passed != every), seen[0])


def _label(name: str, which: Which) -> str:
    return name if which == "original" else f"{name} ({which})"


@holds.register
def _(asked: ask.Visible, moment: Moment) -> Seen:
    def look(sprite: Sprite) -> Seen:
        sentence = N_("{sprite} shows.") if sprite.visible else N_("{sprite} is hidden.")
        return Seen(sprite.visible == asked.is_, sentence, {"sprite": asked.sprite})

    return _any(moment, asked.sprite, asked.which, look)


def _bubble(sprite: Sprite) -> tuple[str, Mapping[str, object]]:
    if sprite.bubble is None:
        return N_("{sprite} is silent."), {"sprite": sprite.name}
    sentence = N_('{sprite} says "{text}".') if sprite.bubble.kind == "say" else N_('{sprite} thinks "{text}".')
    return sentence, {"sprite": sprite.name, "text": sprite.bubble.text}


@holds.register
def _(asked: ask.Says, moment: Moment) -> Seen:
    def look(sprite: Sprite) -> Seen:
        bubble = sprite.bubble
        right = bubble is not None and asked.contains in bubble.text and asked.bubble in {None, bubble.kind}
        return Seen(right, *_bubble(sprite))

    return _any(moment, asked.sprite, asked.which, look)


@holds.register
def _(asked: ask.Silent, moment: Moment) -> Seen:
    return _any(
        moment,
        asked.sprite,
        asked.which,
        lambda sprite: Seen(sprite.bubble is None, *_bubble(sprite)),
        every=asked.which == "any_clone",
    )


@holds.register
def _(asked: ask.Running, moment: Moment) -> Seen:
    count = moment.frame.running
    return Seen((count > 0) == asked.is_, N_("Scripts that run: {count}."), {"count": count})


@holds.register
def _(asked: ask.Clones, moment: Moment) -> Seen:
    count = len(moment.frame.find(asked.sprite, "any_clone"))
    values = {"sprite": asked.sprite, "count": count}
    return Seen(compare(float(count), asked.op, asked.value), N_("Clones of {sprite}: {count}."), values)


@holds.register
def _(asked: ask.Question, moment: Moment) -> Seen:
    question = moment.frame.question
    if question is None:
        return Seen(passed=False, sentence=N_("No ask box is open."))
    return Seen(asked.contains in question, N_('The ask box says "{text}".'), {"text": question})


@holds.register
def _(asked: ask.Position, moment: Moment) -> Seen:
    def look(sprite: Sprite) -> Seen:
        spans = ((asked.x, sprite.x), (asked.y, sprite.y))
        # What rounds to the edge of the span is on it.
        right = all(span is None or span[0] - STILL <= value <= span[1] + STILL for span, value in spans)
        return Seen(right, *_place(sprite))

    return _any(moment, asked.sprite, asked.which, look)


def _place(sprite: Sprite) -> tuple[str, Mapping[str, object]]:
    return N_("{sprite} is at x: {x}, y: {y}."), {"sprite": sprite.name, "x": short(sprite.x), "y": short(sprite.y)}


@holds.register
def _(asked: ask.VariableIs, moment: Moment) -> Seen:
    value = moment.frame.variable(asked.name, asked.sprite)
    if value is None:
        return _no_variable(asked.name)
    values = {"name": asked.name, "value": value}
    return Seen(compare(value, asked.op, asked.value), N_("{name} is {value}."), values)


@holds.register
def _(asked: ask.VariableChanged, moment: Moment) -> Seen:
    now = moment.frame.variable(asked.name, asked.sprite)
    before = moment.memories[asked.since].variable(asked.name, asked.sprite)
    if now is None or before is None:
        return _no_variable(asked.name)
    values = {"name": asked.name, "before": before, "now": now}
    return Seen(went(asked.by, order(now, before)), N_("{name} was {before} and is {now}."), values)


def _no_variable(name: str) -> Seen:
    return Seen(passed=False, sentence=N_("There is no variable {name}."), values={"name": name})


@holds.register
def _(asked: ask.CostumeIs, moment: Moment) -> Seen:
    return _any(
        moment,
        asked.sprite,
        asked.which,
        lambda sprite: Seen(
            sprite.costume == asked.is_,
            N_("{sprite} wears {costume}."),
            {"sprite": sprite.name, "costume": sprite.costume},
        ),
    )


@holds.register
def _(asked: ask.BackdropIs, moment: Moment) -> Seen:
    backdrop = moment.frame.stage.costume
    return Seen(backdrop == asked.is_, N_("The backdrop is {backdrop}."), {"backdrop": backdrop})


def _since(moment: Moment, name: str, which: Which, since: str, look: Callable[[Sprite, Sprite], Seen]) -> Seen:
    """Each against itself as it was remembered; what was not there then has not changed."""
    before = {sprite.number: sprite for sprite in moment.memories[since].sprites}

    def both(sprite: Sprite) -> Seen:
        if sprite.number not in before:
            return Seen(passed=False, sentence=N_("{sprite} was not there before."), values={"sprite": name})
        return look(before[sprite.number], sprite)

    return _any(moment, name, which, both)


@holds.register
def _(asked: ask.Moved, moment: Moment) -> Seen:
    def look(before: Sprite, now: Sprite) -> Seen:
        steps = {"x": now.x - before.x, "y": now.y - before.y}
        chosen = steps.values() if asked.axis == "any" else (steps[asked.axis],)
        values = {
            "sprite": now.name,
            "before": f"{short(before.x)}, {short(before.y)}",
            "now": f"{short(now.x)}, {short(now.y)}",
        }
        return Seen(went_some(asked.by, chosen), N_("{sprite} was at {before} and is at {now}."), values)

    return _since(moment, asked.sprite, asked.which, asked.since, look)


@holds.register
def _(asked: ask.DirectionIs, moment: Moment) -> Seen:
    def look(sprite: Sprite) -> Seen:
        values = {"sprite": sprite.name, "direction": short(sprite.direction)}
        right = abs(turn(asked.is_, sprite.direction)) <= STILL
        return Seen(right, N_("{sprite} points in direction {direction}."), values)

    return _any(moment, asked.sprite, asked.which, look)


@holds.register
def _(asked: ask.DirectionChanged, moment: Moment) -> Seen:
    def look(before: Sprite, now: Sprite) -> Seen:
        values = {"sprite": now.name, "before": short(before.direction), "now": short(now.direction)}
        turned = turn(before.direction, now.direction)
        return Seen(went_some(asked.by, (turned,)), N_("{sprite} pointed to {before}, now to {now}."), values)

    return _since(moment, asked.sprite, asked.which, asked.since, look)


@holds.register
def _(asked: ask.SizeIs, moment: Moment) -> Seen:
    def look(sprite: Sprite) -> Seen:
        values = {"sprite": sprite.name, "size": short(sprite.size)}
        return Seen(abs(sprite.size - asked.is_) <= SAME_SIZE, N_("{sprite} has the size {size}."), values)

    return _any(moment, asked.sprite, asked.which, look)


@holds.register
def _(asked: ask.SizeChanged, moment: Moment) -> Seen:
    def look(before: Sprite, now: Sprite) -> Seen:
        values = {"sprite": now.name, "before": short(before.size), "now": short(now.size)}
        grown = now.size - before.size
        return Seen(went_some(asked.by, (grown,)), N_("{sprite} had the size {before}, now {now}."), values)

    return _since(moment, asked.sprite, asked.which, asked.since, look)


def _touching(moment: Moment, sprite: Sprite, what: str | tuple[int, int, int], shown: str) -> Seen:
    touches = moment.touches.touching(sprite.number, what)
    sentence = N_("{sprite} touches {target}.") if touches else N_("{sprite} does not touch {target}.")
    return Seen(touches, sentence, {"sprite": sprite.name, "target": shown})


@holds.register
def _(asked: ask.Touching, moment: Moment) -> Seen:
    if asked.target not in {"edge", "mouse"} and not moment.frame.find(asked.target):
        return Seen(passed=False, sentence=N_("There is no {sprite} here."), values={"sprite": asked.target})
    return _any(moment, asked.sprite, asked.which, lambda sprite: _touching(moment, sprite, asked.target, asked.target))


@holds.register
def _(asked: ask.TouchingColor, moment: Moment) -> Seen:
    red, green, blue = (int(asked.color[at : at + 2], 16) for at in (1, 3, 5))
    return _any(
        moment, asked.sprite, asked.which, lambda sprite: _touching(moment, sprite, (red, green, blue), asked.color)
    )


def _happened(moment: Moment, kind: str, fits: Callable[[Event], bool]) -> Seen:
    of_kind = [event for event in moment.events if event.kind == kind]
    if not of_kind:
        return Seen(passed=False, sentence=N_("Nothing of this kind happened: {kind}."), values={"kind": kind})
    names = list(dict.fromkeys(event.text for event in of_kind if event.text))
    values = {"kind": kind, "names": ", ".join(names[:5]) or len(of_kind)}
    return Seen(any(map(fits, of_kind)), N_("Seen ({kind}): {names}."), values)


@holds.register
def _(asked: ask.BroadcastSeen, moment: Moment) -> Seen:
    return _happened(moment, "broadcast", lambda event: event.text.casefold() == asked.name.casefold())


@holds.register
def _(asked: ask.SoundPlayed, moment: Moment) -> Seen:
    return _happened(moment, "sound", lambda event: asked.name in {None, event.text})


@holds.register
def _(asked: ask.Happened, moment: Moment) -> Seen:
    return _happened(
        moment, asked.kind, lambda event: asked.contains in event.text and asked.sprite in {None, event.sprite}
    )


@holds.register
def _(asked: ask.ListIs, moment: Moment) -> Seen:
    found = moment.frame.listed(asked.name, asked.sprite)
    if found is None:
        return Seen(passed=False, sentence=N_("There is no list {name}."), values={"name": asked.name})
    op, value = (asked.op or "==", asked.value) if asked.value is not None else (">=", 0.0)
    enough = compare(float(found.length), op, value)
    has = asked.contains is None or any(order(item, asked.contains) == 0 for item in found.items)
    values = {"name": asked.name, "count": found.length, "items": ", ".join(str(item) for item in found.items[:5])}
    return Seen(enough and has, N_("{name} has {count} items: {items}."), values)


@holds.register
def _(asked: ask.InFront, moment: Moment) -> Seen:
    others = moment.frame.find(asked.of)
    if not others:
        return Seen(passed=False, sentence=N_("There is no {sprite} here."), values={"sprite": asked.of})

    def look(sprite: Sprite) -> Seen:
        before = sprite.layer > others[0].layer
        sentence = N_("{sprite} is in front of {other}.") if before else N_("{sprite} is behind {other}.")
        return Seen(before, sentence, {"sprite": sprite.name, "other": asked.of})

    return _any(moment, asked.sprite, "original", look)


@holds.register
def _(asked: ask.EffectIs, moment: Moment) -> Seen:
    def look(sprite: Sprite) -> Seen:
        value = sprite.effects.get(asked.effect, 0.0)
        values = {"sprite": sprite.name, "effect": asked.effect, "value": short(value)}
        return Seen(compare(value, asked.op, asked.value), N_("{sprite} has the effect {effect}: {value}."), values)

    return _any(moment, asked.sprite, asked.which, look)


@holds.register
def _(asked: ask.PenStrokes, moment: Moment) -> Seen:
    count = moment.frame.strokes
    return Seen(compare(float(count), asked.op, asked.value), N_("Lines of the pen: {count}."), {"count": count})
