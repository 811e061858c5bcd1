"""Did a `then` sentence come about in a run? Held, not held, or nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from grader.live.compare import short
from grader.live.play.cast import number
from grader.live.play.hands import FRAMES
from grader.live.play.looks import WHOLE_TIME, change, moved
from grader.live.play.model import Condition, Node, Sentence, conditions
from grader.live.play.see import View
from grader.live.recording import Frame

MOST_OF = 2 / 3  # of the times that something should have followed
OFTEN = 0.5  # of free time: what happens that often happens by itself
AGAIN = 3  # times that `every` needs
STRETCH = 0.25  # of a second: what `every` gives where nothing is said, at least
SOON = 1.0  # seconds after `at VARIABLE N`


@dataclass(frozen=True)
class Verdict:
    """`held` is None when nobody can tell. `at` is the frame that shows it; `told` a key of `telling.SENTENCES`."""

    held: bool | None
    at: int
    told: str = ""
    values: Mapping[str, str | int | float] = field(default_factory=dict)


Values = Mapping[str, str | int | float]


def _yes(at: int) -> Verdict:
    return Verdict(held=True, at=at)


def _no(at: int, told: str, values: Values) -> Verdict:
    return Verdict(held=False, at=at, told=told, values=values)


def _unknown(at: int, told: str, values: Values) -> Verdict:
    return Verdict(held=None, at=at, told=told, values=values)


@dataclass(frozen=True)
class Span:
    """Where `when` begins and ends, and where the recording does, as places in its frames."""

    start: int
    end: int
    last: int


def tail(sentence: Sentence) -> float:
    """How many seconds must pass after the `when` steps, so that the sentence can be judged."""
    if sentence.parts:
        return max(map(tail, sentence.parts))
    if sentence.time == "every":
        return sentence.seconds * (AGAIN + 1) + 1
    if sentence.time == "at":
        return 40.0
    return sentence.seconds if sentence.time in {"within", "whenever"} else 0.0


def judge(sentence: Sentence, view: View, span: Span) -> Verdict:
    """How the sentence came out."""
    return _JUDGES[sentence.time](sentence, view, span)


def _group(sentence: Sentence, view: View, span: Span) -> Verdict:
    """Each part by its own time. `not`: it is not so that all of them hold."""
    verdicts = [judge(part, view, span) for part in sentence.parts]
    deciding = sentence.how == "any"
    decided = next((one for one in verdicts if one.held is deciding), None)
    unknown = next((one for one in verdicts if one.held is None), None)
    last = max(verdicts, key=lambda one: one.at)
    found = decided or unknown or (verdicts[0] if deciding else last)
    if sentence.how != "not" or found.held is None:
        return found
    return _no(found.at, "not-held", {"sentence": sentence.text}) if found.held else _yes(found.at)


def _whole(node: Node) -> bool:
    return all(one.form in WHOLE_TIME for one in conditions(node))


def _first(view: View, node: Node, places: range, base: int) -> int | None:
    return next((at for at in places if view.holds(node, at, base)), None)


def _during(sentence: Sentence, view: View, span: Span) -> Verdict:
    places = range(span.start, max(span.end, span.start + 1) + 1)
    if _whole(sentence.body):
        return _always_in(sentence, view, places, span.start)
    return _some(sentence, view, places, span)


def _some(sentence: Sentence, view: View, places: range, span: Span) -> Verdict:
    places = range(places.start, min(places.stop, span.last + 1))
    found = _first(view, sentence.body, places, span.start)
    if found is not None:
        return _yes(found)
    at = places[-1] if places else span.last
    return _no(at, *_why(sentence, view, at, span.start))


def _now(sentence: Sentence, view: View, span: Span) -> Verdict:
    if view.holds(sentence.body, span.end, span.start):
        return _yes(span.end)
    return _no(span.end, *_why(sentence, view, span.end, span.start))


def _within(sentence: Sentence, view: View, span: Span) -> Verdict:
    return _some(sentence, view, range(span.start, span.end + round(sentence.seconds * FRAMES) + 1), span)


def _always(sentence: Sentence, view: View, span: Span) -> Verdict:
    return _always_in(sentence, view, range(span.start, span.last + 1), span.start)


def _always_in(sentence: Sentence, view: View, places: range, base: int) -> Verdict:
    places = range(places.start, min(places.stop, len(view.frames)))
    missed = next((at for at in places if not view.holds(sentence.body, at, base)), None)
    if missed is None:
        return _yes(places[-1])
    return _no(missed, *_why(sentence, view, missed, base))


def _never(sentence: Sentence, view: View, span: Span) -> Verdict:
    bare = View(view.run, view.cast, view.pairs)  # what may never happen may not happen by itself either
    found = _first(bare, sentence.body, range(span.start, span.last + 1), span.start)
    return _yes(span.last) if found is None else _no(found, *_why(sentence, view, found, span.start))


def _every(sentence: Sentence, view: View, span: Span) -> Verdict:
    hits = [
        at
        for at in range(span.start + 1, span.last + 1)
        if view.holds(sentence.body, at, at - 1) and not (at > 1 and view.holds(sentence.body, at - 1, at - 2))
    ]
    give = sentence.tolerance if sentence.tolerance is not None else max(STRETCH, sentence.seconds / 5)
    gaps = [view.frames[b].second - view.frames[a].second for a, b in pairwise(hits)]
    good = len(hits) >= AGAIN and sum(abs(gap - sentence.seconds) <= give for gap in gaps) >= MOST_OF * len(gaps)
    at = hits[0] if hits else span.last
    return _yes(at) if good else _no(at, "not-held", {"sentence": sentence.text})


def _at(sentence: Sentence, view: View, span: Span) -> Verdict:
    reached = next(
        (
            at
            for at in range(span.start, span.last + 1)
            if number(view.cast.value(sentence.variable, view.frames[at])) == sentence.value
        ),
        None,
    )
    if reached is None:
        return _unknown(span.last, "never-came", {"sentence": f"{sentence.variable} = {short(sentence.value)}"})
    last = min(span.last, reached + round(SOON * FRAMES))
    found = _first(view, sentence.body, range(reached, last + 1), max(0, reached - 1))
    return _yes(found) if found is not None else _no(last, "not-held", {"sentence": sentence.text})


def onsets(view: View, trigger: Node, span: Span) -> list[int]:
    """Frames in which it begins to hold."""
    found: list[int] = []
    before = False
    for at in range(max(1, span.start), span.last + 1):
        holds = view.holds(trigger, at, at - 1)
        if holds and not before:
            found.append(at)
        before = holds
    return found


def _whenever(sentence: Sentence, view: View, span: Span) -> Verdict:
    assert sentence.trigger is not None  # noqa: S101 - `whenever` is not read without one
    begun = onsets(view, sentence.trigger, span)
    room = round(sentence.seconds * FRAMES)
    judged = [at for at in begun if at + room <= span.last] or begun[:1]
    bare = View(view.run, view.cast, view.pairs)  # each time for itself: the idle run has other times
    if not begun:
        text = " ".join(one.text for one in conditions(sentence.trigger))
        return _unknown(span.last, "never-came", {"sentence": text})
    followed = [_first(bare, sentence.body, range(at, min(at + room, span.last) + 1), at - 1) for at in judged]
    came = [at for at in followed if at is not None]
    if len(came) < MOST_OF * len(judged):
        return _no(judged[0], "not-held", {"sentence": sentence.text})
    if by_itself(bare, view, sentence, begun, span):
        return _no(came[0], "by-itself", {"name": _named(sentence.body, view)})
    return _yes(came[0])


def _named(node: Node, view: View) -> str:
    word = next((one.slots["VARIABLE"] for one in conditions(node) if "VARIABLE" in one.slots), "")
    return view.cast.variables[word][1] if word in view.cast.variables else word.strip('"')


def by_itself(bare: View, view: View, sentence: Sentence, begun: Sequence[int], span: Span) -> bool:
    """Whether what should follow happens as much in times when nothing touched."""
    room = max(1, round(sentence.seconds * FRAMES))
    free = list(_free(begun, room, span))
    idle = None
    if view.control is not None:
        idle = View(view.control, view.cast, view.pairs)
        assert sentence.trigger is not None  # noqa: S101 - as above
        ends = Span(min(span.start, len(idle.frames) - 1), 0, len(idle.frames) - 1)
        alone = onsets(idle, sentence.trigger, ends)
    body = sentence.body
    if isinstance(body, Condition) and body.form == "rises":
        sign = 1 if body.slots["choice"].lower() == "up" else -1
        word = body.slots["VARIABLE"]

        def far(frames: Sequence[Frame], at: int) -> float:
            end = min(at + room, len(frames) - 1)
            return sign * change(bare, word, end, at - 1, frames=frames)

        caught = median([far(bare.frames, at) for at in begun])
        calm = [far(bare.frames, at) for at in free]
        if idle is not None:
            calm += [far(idle.frames, at) for at in _free(alone, room, ends)]
        return bool(calm) and max(median(calm), 0.0) * 1.05 >= caught > 0
    held = [_first(bare, body, range(at, min(at + room, span.last) + 1), at - 1) is not None for at in free]
    if idle is not None:
        held += [_first(idle, body, range(at, at + room + 1), at - 1) is not None for at in _free(alone, room, ends)]
    return len(held) > 1 and sum(held) > OFTEN * len(held)


def _free(begun: Sequence[int], room: int, span: Span) -> Iterator[int]:
    """Beginnings of stretches in which nothing had begun, side by side."""
    at = max(1, span.start)
    for wall in (*begun, span.last + 1):
        while at + room < wall:
            yield at
            at += room
        at = max(at, wall + room + 1)


def _why(sentence: Sentence, view: View, at: int, base: int) -> tuple[str, Mapping[str, str | int | float]]:
    first = conditions(sentence.body)[0]
    if first.form == "moves" and len(conditions(sentence.body)) == 1:
        name = view.cast.sprite(first.slots["SPRITE"])
        far = moved(view, first, at, base)
        if far <= 0.5 and view.control is not None and moved(View(view.run, view.cast), first, at, base) > 1:
            return "drifts", {"sprite": name}
        return "not-far", {"sprite": name, "steps": round(max(0.0, far))}
    return "not-held", {"sentence": sentence.text}


_JUDGES: Mapping[str, Callable[[Sentence, View, Span], Verdict]] = {
    "during": _during,
    "now": _now,
    "within": _within,
    "always": _always,
    "never": _never,
    "every": _every,
    "at": _at,
    "whenever": _whenever,
    "group": _group,
}
