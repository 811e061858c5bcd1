"""Tries every play of a rubric with one project: finds who is who, runs it, judges, keeps pictures of the moments."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from grader.check import MomentPlace
from grader.live.bounds import CutError, LoadError, MissingError
from grader.live.play.cast import Cast
from grader.live.play.evidence import Shown, Take, wanted
from grader.live.play.find import SEEDS, Finder, Unfound
from grader.live.play.model import Play, Sentence, conditions
from grader.live.play.outcome import BETWEEN, NEEDS_PLAYER, Choice, Picture, Played, PlayOutcome
from grader.live.play.read import play_of
from grader.live.play.runs import Runs
from grader.live.play.see import View
from grader.live.play.spoken import with_names
from grader.live.play.verdict import judge

if TYPE_CHECKING:
    from grader.live.player import Player
    from grader.rubric.loaded import LoadedRubric
    from grader.scratch.model import ScratchProject

_log = logging.getLogger(__name__)

NEEDED: Mapping[str, int] = {"all": 3, "most": 2, "any": 1}
STEERED = frozenset({"chase", "avoid", "wander"})
WORKED = frozenset(
    {"hold", "press", "chase", "avoid", "wander", "click", "click-stage", "tap-randomly", "mouse-place", "mouse-sprite"}
    | {"mouse-button", "drag", "drag-to", "answer", "noise"}
)  # fmt: skip
T = TypeVar("T")
Found = tuple[Play, Cast]
Values = Mapping[str, str | int | float]


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
        self._shown: dict[str, Shown] = {}
        self._finder: Finder | None = None

    def play(self, only: Collection[str] | None = None) -> PlayOutcome:
        """All of them, or those of some criteria."""
        plays = {
            one.id: play_of(one.play)
            for one in self._loaded.rubric.criteria
            if one.play is not None and (only is None or one.id in only)
        }
        played: dict[str, Played] = {}
        found: dict[str, Found] = {}
        for name, play in plays.items():
            came = self._guarded(name, partial(self._cast, name, play))
            if isinstance(came, Played):
                played[name] = came
            else:
                found[name] = came
        if self._finder is not None:
            runs = Runs(self._finder.game, tuple(found.values()))
            for name, (play, cast) in found.items():
                played[name] = self._guarded(name, partial(self._try, runs, name, play, cast))
            if self._pictures:
                played |= {name: replace(played[name], pictures=taken) for name, taken in self._strips(runs)}
        return PlayOutcome({name: played[name] for name in plays})

    def _guarded(self, name: str, action: Callable[[], T]) -> T | Played:
        try:
            return action()
        except CutError:
            return Played("person", "cut", values={"told": "cut"})
        except LoadError:
            return Played("person", "load", values={"told": "load"})
        except MissingError:
            return Played("unchecked", NEEDS_PLAYER)
        except Exception:  # noqa: BLE001 - ours to answer for, never hers
            _log.exception("play %s crashed (rubric %s)", name, self._loaded.rubric.id)
            return Played("unchecked", "crash")

    def _cast(self, name: str, play: Play | None) -> Found | Played:
        if play is None:
            return Played("unchecked", "crash")
        if self._finder is None:
            self._finder = Finder(self._player.open(self._data), self._project)
        prefix = f"{name}."
        chosen = {key.removeprefix(prefix): value for key, value in self._choices.items() if key.startswith(prefix)}
        steered = [step.slots["SPRITE"] for step in (*play.given, *play.when) if step.form in STEERED]
        cast = self._finder.cast(play.who, chosen, steered)
        return self._unfound(name, play, cast) if isinstance(cast, Unfound) else (play, cast)

    @staticmethod
    def _unfound(name: str, play: Play, found: Unfound) -> Played:
        values = dict(found.values or {})
        if found.candidates:
            choice = Choice(f"{name}.{found.role}", found.role, found.candidates)
            values |= {"told": "candidates", "role": found.role, "candidates": BETWEEN.join(found.candidates)}
            return Played("person", "candidates", values=values, choices=(choice,))
        return Played("measured", None, 0, len(play.then), values={"told": found.told, **values})

    def _try(self, runs: Runs, name: str, play: Play, cast: Cast) -> Played:
        takes: list[Take] = []
        need, seeds = NEEDED[play.seeds], SEEDS
        if self._finder is not None and not self._finder.hidden.by_chance and not _plays_by_chance(play):
            need, seeds = 1, SEEDS[:1]  # the others would be the same run
        for seed in seeds:
            takes.append(_take(runs, play, cast, seed))
            if _settled(takes, need, len(play.then), len(seeds) - len(takes)):
                break
        return self._judged(play, cast, takes, need, name)

    # what came of it

    def _judged(self, play: Play, cast: Cast, takes: Sequence[Take], need: int, name: str) -> Played:
        places: list[MomentPlace] = []
        near: list[MomentPlace] = []
        values: Values = {}
        untold = False
        for at, sentence in enumerate(play.then):
            held = [take for take in takes if take.verdicts[at].held]
            if len(held) >= need:
                places.append(_place(held[0], at, sentence))
                self._shown.setdefault(name, Shown(play, held[0], at))
                continue
            missed = next((take for take in takes if take.verdicts[at].held is False), None)
            unknown = sum(take.verdicts[at].held is None for take in takes)
            of = missed or takes[0]
            hidden = self._hidden(sentence, of, sure=missed is not None and not unknown)
            if not values:
                told, filled = hidden or (of.verdicts[at].told, of.verdicts[at].values)
                values = {"told": told, **filled}
                self._shown[name] = Shown(play, of, at)
            untold |= len(held) + unknown >= need and hidden is None
            near.append(_place(of, at, sentence))
        if "sentence" in values:
            values = {**values, "sentence": with_names(str(values["sentence"]), cast)}
        if untold:
            return Played("person", "never-came", 0, len(play.then), (), tuple(near), values)
        return Played("measured", None, len(places), len(play.then), tuple(places), tuple(near), values)

    def _hidden(self, sentence: Sentence, take: Take, *, sure: bool) -> tuple[str, Values] | None:
        """What kept it from coming about and is not in the sentence: a click that reached nobody, nobody to be seen."""
        if take.blocked:
            return take.blocked[0]
        if sure or self._finder is None:
            return None
        words = [one.slots[slot] for one in sentence.seen() for slot in ("SPRITE", "OTHER") if slot in one.slots]
        for name in dict.fromkeys(map(take.view.cast.sprite, words)):
            found = self._finder.hidden.unseen([name], take.view.run)
            if found:
                return found
        return None

    def _strips(self, runs: Runs) -> Iterator[tuple[str, tuple[Picture, ...]]]:
        """Each run that is shown once more, with all pictures that are wanted of it."""
        shared: dict[tuple[object, ...], dict[str, Shown]] = {}
        for name, shown in self._shown.items():
            key = runs.key(shown.play, shown.take.view.cast, shown.take.seed)
            shared.setdefault(key, {})[name] = shown
        for those in shared.values():
            first = next(iter(those.values()))
            try:
                taken = runs.pictures(first.play, first.take.view.cast, first.take.seed, wanted(tuple(those.values())))
            except CutError:
                continue  # what was seen stands; there are no pictures of it
            yield from ((name, shown.pictures(taken)) for name, shown in those.items())


def _take(runs: Runs, play: Play, cast: Cast, seed: int) -> Take:
    run = runs.with_hands(play, cast, seed)
    control = runs.without(play, cast, seed) if _needs_control(play) else None
    view = View(run.recording, cast, runs.pairs, control)
    verdicts = tuple(judge(sentence, view, run.span) for sentence in play.then)
    return Take(view, run.span, verdicts, seed, run.blocked)


def _needs_control(play: Play) -> bool:
    if not any(step.form in WORKED for step in play.when):
        return False
    leaves = [leaf for sentence in play.then for leaf in sentence.leaves()]
    if any(leaf.time == "whenever" for leaf in leaves):
        return True  # what follows a touch may happen anyway
    return any(one.form in {"moves", "turns", "rises"} for leaf in leaves for one in conditions(leaf.body))


def _plays_by_chance(play: Play) -> bool:
    return any(step.form in {"wander", "tap-randomly"} for step in (*play.given, *play.when))


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
