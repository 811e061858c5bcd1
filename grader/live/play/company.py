"""Tries every play of a rubric with one project: finds who is who, runs it, judges, keeps pictures of the moments."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.check import MomentPlace
from grader.live.bounds import CutError, LoadError, MissingError
from grader.live.compare import short
from grader.live.game import Pair
from grader.live.play.cast import Cast, number
from grader.live.play.find import SEEDS, Finder, Unfound
from grader.live.play.hands import Hands
from grader.live.play.model import Node, Play, Sentence, conditions
from grader.live.play.outcome import BETWEEN, NEEDS_PLAYER, Choice, Picture, Played, PlayOutcome, Said
from grader.live.play.read import play_of
from grader.live.play.see import View, pair_of
from grader.live.play.telling import CAPTIONS
from grader.live.play.verdict import Span, Verdict, judge, tail
from grader.live.recording import Frame, Recording

if TYPE_CHECKING:
    from grader.live.player import Player
    from grader.rubric.loaded import LoadedRubric
    from grader.scratch.model import ScratchProject

_log = logging.getLogger(__name__)

LEAST = 0.5  # seconds that are watched at least
LOOK = 2.0  # where there is nothing to do
BESIDE = 10  # frames between the pictures
NEEDED: Mapping[str, int] = {"all": 3, "most": 2, "any": 1}
STEERED = frozenset({"chase", "avoid", "wander"})
WORKED = frozenset(
    {"hold", "press", "chase", "avoid", "wander", "click", "click-stage", "tap-randomly", "mouse-place", "mouse-sprite"}
    | {"mouse-button", "drag", "drag-to", "answer", "noise"}
)  # fmt: skip


@dataclass(frozen=True)
class Take:
    """One run of a play."""

    view: View
    span: Span
    verdicts: tuple[Verdict, ...]
    seed: int


class Company:
    """One project and the plays it is asked for."""

    def __init__(
        self,
        data: bytes,
        project: ScratchProject,
        loaded: LoadedRubric,
        player: Player,
        choices: Mapping[str, str],
        *,
        pictures: bool,
    ) -> None:
        self._data, self._project, self._loaded, self._player = data, project, loaded, player
        self._choices = choices
        self._pictures = pictures
        self._plays = {c.id: play_of(c.play) for c in loaded.rubric.criteria if c.play is not None}
        self._finder: Finder | None = None
        self._runs: dict[tuple[object, ...], tuple[Recording, int, int]] = {}

    def play(self) -> PlayOutcome:
        """All of them."""
        return PlayOutcome({name: self._one(name, play) for name, play in self._plays.items()})

    def _one(self, name: str, play: Play | None) -> Played:
        try:
            return self._try(name, play) if play else Played("unchecked", "crash")
        except CutError:
            return Played("person", "cut", values={"told": "cut"})
        except LoadError:
            return Played("person", "load", values={"told": "load"})
        except MissingError:
            return Played("unchecked", NEEDS_PLAYER)
        except Exception:  # noqa: BLE001 - ours to answer for, never hers
            _log.exception("play %s crashed (rubric %s)", name, self._loaded.rubric.id)
            return Played("unchecked", "crash")

    def _try(self, name: str, play: Play) -> Played:
        if self._finder is None:
            self._finder = Finder(self._player.open(self._data), self._project)
        prefix = f"{name}."
        chosen = {key.removeprefix(prefix): value for key, value in self._choices.items() if key.startswith(prefix)}
        steered = [step.slots["SPRITE"] for step in (*play.given, *play.when) if step.form in STEERED]
        cast = self._finder.cast(play.who, chosen, steered)
        if isinstance(cast, Unfound):
            return self._unfound(name, play, cast)
        takes: list[Take] = []
        need = NEEDED[play.seeds]
        for seed in SEEDS:
            takes.append(self._take(play, cast, seed))
            if _settled(takes, need, len(play.then), len(SEEDS) - len(takes)):
                break
        return self._judged(play, cast, takes, need)

    @staticmethod
    def _unfound(name: str, play: Play, found: Unfound) -> Played:
        values = dict(found.values or {})
        if found.candidates:
            choice = Choice(f"{name}.{found.role}", found.role, found.candidates)
            values |= {"told": "candidates", "role": found.role, "candidates": BETWEEN.join(found.candidates)}
            return Played("person", "candidates", values=values, choices=(choice,))
        return Played("measured", None, 0, len(play.then), values={"told": found.told, **values})

    def _take(self, play: Play, cast: Cast, seed: int) -> Take:
        pairs = self._pairs(play, cast)
        run, start, end = self._run(play, cast, seed, pairs, hands=True)
        control = None
        if _needs_control(play):
            control = self._run(play, cast, seed, pairs, hands=False)[0]
        view = View(run, cast, pairs, control)
        span = Span(start, end, len(run.frames) - 1)
        return Take(view, span, tuple(judge(sentence, view, span) for sentence in play.then), seed)

    def _run(
        self, play: Play, cast: Cast, seed: int, pairs: tuple[Pair, ...], *, hands: bool
    ) -> tuple[Recording, int, int]:
        after = self._after(play)
        key = (*_done(play), seed, cast.way, tuple(cast.sprites.items()), pairs, after, hands)
        if key not in self._runs:
            assert self._finder is not None  # noqa: S101 - whoever runs was found
            acting = Hands(self._finder.game, cast, seed, pairs)
            start, end = _perform(acting, play, after, None if hands else self._runs[(*key[:-1], True)])
            self._runs[key] = (acting.recording, start, end)
        return self._runs[key]

    def _pairs(self, play: Play, cast: Cast) -> tuple[Pair, ...]:
        """Of all plays that need the same run."""
        found: list[Pair] = []
        for other in self._alike(play):
            nodes = [n for s in other.then for n in (s.trigger, s.body) if n is not None]
            nodes += [step.until for step in (*other.given, *other.when) if step.until is not None]
            for node in nodes:
                found += [pair for one in conditions(node) if (pair := pair_of(one, cast)) is not None]
        return tuple(dict.fromkeys(found))

    def _after(self, play: Play) -> float:
        return max(_tail(other) for other in self._alike(play))

    def _alike(self, play: Play) -> list[Play]:
        return [other for other in self._plays.values() if other and _done(other) == _done(play)]

    # what came of it

    def _judged(self, play: Play, cast: Cast, takes: Sequence[Take], need: int) -> Played:
        places: list[MomentPlace] = []
        near: list[MomentPlace] = []
        values: dict[str, str | int | float] = {}
        shown: tuple[Take, int] | None = None
        untold = False
        for at, sentence in enumerate(play.then):
            held = [take for take in takes if take.verdicts[at].held]
            if len(held) >= need:
                places.append(_place(held[0], at, sentence))
                shown = shown or (held[0], at)
                continue
            missed = next((take for take in takes if take.verdicts[at].held is False), None)
            unknown = sum(take.verdicts[at].held is None for take in takes)
            of = missed or takes[0]
            hidden = self._hidden(sentence, of) if missed is None or unknown else None
            if not values:
                verdict = of.verdicts[at]
                values = {"told": verdict.told, **verdict.values}
                if hidden:
                    values = {"told": hidden[0], **hidden[1]}
                shown = (of, at)
            untold |= len(held) + unknown >= need and hidden is None
            near.append(_place(of, at, sentence))
        if untold:
            return Played(
                "person", "never-came", 0, len(play.then), (), tuple(near), values, (), self._shots(play, cast, shown)
            )
        return Played(
            "measured",
            None,
            len(places),
            len(play.then),
            tuple(places),
            tuple(near),
            values,
            (),
            self._shots(play, cast, shown),
        )

    def _hidden(self, sentence: Sentence, take: Take) -> tuple[str, Mapping[str, str | int | float]] | None:
        assert self._finder is not None  # noqa: S101 - as above
        nodes = [one for node in (sentence.trigger, sentence.body) if node is not None for one in conditions(node)]
        words = [one.slots[slot] for one in nodes for slot in ("SPRITE", "OTHER") if slot in one.slots]
        names = [take.view.cast.sprite(word) for word in words]
        for name in dict.fromkeys(names):
            found = self._finder.hidden.unseen([name], take.view.run)
            if found:
                return found
        return None

    def _shots(self, play: Play, cast: Cast, shown: tuple[Take, int] | None) -> tuple[Picture, ...]:
        """The same run again, with pictures of the moment, before and after it."""
        if shown is None or not self._pictures:
            return ()
        take, at = shown
        moment = take.verdicts[at].at
        before = max(1, min(take.span.start, moment - BESIDE) if take.verdicts[at].held is False else moment - BESIDE)
        wanted = {before: "before", moment + 1: "at", min(take.span.last + 1, moment + 1 + BESIDE): "after"}
        assert self._finder is not None  # noqa: S101 - as above
        hands = Hands(self._finder.game, cast, take.seed, take.view.pairs, wanted)
        _perform(hands, play, self._after(play), None)
        return tuple(
            Picture(
                "before" if name == "before" else "at" if name == "at" else "after",
                take.seed,
                round(take.view.frames[count - 1].second, 2),
                _caption(name, take.view, count - 1, play.then[at]),
                hands.taken[count],
            )
            for count, name in wanted.items()
            if count in hands.taken
        )


def _perform(hands: Hands, play: Play, after: float, like: tuple[Recording, int, int] | None) -> tuple[int, int]:
    """The whole play; with `like`, only `given`, and then hands off as long as that run took."""

    def until(node: Node, _frame: Frame) -> bool:
        seen = hands.recording
        view = View(seen, hands.cast, hands.watch)
        return bool(seen.frames) and view.holds(node, len(seen.frames) - 1, max(0, len(seen.frames) - 2))

    hands.begin()
    hands.do(play.given, until)
    if not hands.count:
        hands.pass_frames(1)
    start = hands.count - 1
    if like is not None:
        hands.pass_frames(len(like[0].frames) - hands.count)
        return like[1], like[2]
    hands.do(play.when, until)
    end = hands.count - 1
    if not play.when:
        hands.wait(max(after, LOOK))
        return start, hands.count - 1 if not any(s.time == "within" for s in play.then) else end
    hands.wait(max(after, LEAST))
    return start, end


def _done(play: Play) -> tuple[object, ...]:
    """What a run depends on: plays that agree in it share their runs."""
    return play.who, tuple(step.text for step in play.given), tuple(step.text for step in play.when)


def _tail(play: Play) -> float:
    return max(tail(sentence) for sentence in play.then)


def _needs_control(play: Play) -> bool:
    if not any(step.form in WORKED for step in play.when):
        return False
    if any(sentence.time == "whenever" for sentence in play.then):
        return True  # what follows a touch may happen anyway
    nodes = [one for sentence in play.then for one in conditions(sentence.body)]
    return any(one.form in {"moves", "turns", "rises"} for one in nodes)


def _settled(takes: Sequence[Take], need: int, count: int, left: int) -> bool:
    """Whether further seeds can change nothing."""
    for at in range(count):
        held = sum(bool(take.verdicts[at].held) for take in takes)
        unknown = sum(take.verdicts[at].held is None for take in takes)
        if held < need and held + unknown + left >= need:
            return False
    return True


def _place(take: Take, at: int, sentence: Sentence) -> MomentPlace:
    second = take.view.frames[min(take.verdicts[at].at, take.span.last)].second
    return MomentPlace(take.seed, round(second, 2), sentence.text, counts_as=at)


def _caption(name: str, view: View, at: int, sentence: Sentence) -> tuple[Said, ...]:
    frame = view.frames[min(at, len(view.frames) - 1)]
    said = [Said(CAPTIONS[name], {"second": short(frame.second), "sentence": sentence.text})]
    nodes = [one for node in (sentence.trigger, sentence.body) if node is not None for one in conditions(node)]
    words = dict.fromkeys(one.slots[slot] for one in nodes for slot in ("SPRITE", "OTHER") if slot in one.slots)
    for word in words:
        said += [
            Said(CAPTIONS["where"], {"sprite": one.name, "x": short(one.x), "y": short(one.y)})
            for one in view.cast.of(word, frame)[:1]
        ]
    for word in dict.fromkeys(one.slots["VARIABLE"] for one in nodes if "VARIABLE" in one.slots):
        value = view.cast.value(word, frame)
        shown = number(value)
        label = view.cast.variables[word][1] if word in view.cast.variables else word.strip('"')
        said.append(
            Said(CAPTIONS["value"], {"name": label, "value": short(shown) if shown is not None else str(value)})
        )
    return tuple(said)
