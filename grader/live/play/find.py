"""Finds who has a role: by name, or by trying. Runs are the same every time, so what differs is what the hands did."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from grader.live.game import Game
from grader.live.play.cast import Cast, Owned, number
from grader.live.play.hands import FRAMES
from grader.live.play.hidden import Hidden
from grader.live.play.model import Condition, Role, Sentence
from grader.live.play.probe import IDLE, MOMENTS, Probe, Way, touch
from grader.live.play.see import View
from grader.live.play.verdict import Span, by_itself, onsets
from grader.live.recording import Frame

if TYPE_CHECKING:
    from grader.scratch.model import ScratchProject

SEEDS: tuple[int, ...] = (1, 2, 3)
MOST_TRIED = 4
ALIKE = 1.0  # steps or degrees


@dataclass(frozen=True)
class Unfound:
    """Nobody has the role: `told` is a key of `telling.SENTENCES`; or several could, and a person chooses."""

    role: str
    told: str = ""
    values: Mapping[str, str | int | float] | None = None
    candidates: tuple[str, ...] = ()


class Finder:
    """Asks one game; what it found out is kept for the next play."""

    def __init__(self, game: Game, project: ScratchProject) -> None:
        self.game = game
        self.hidden = Hidden(project)
        self._probe = Probe(game, self.hidden)
        self._moved: dict[tuple[str, ...], tuple[Cast, str] | Unfound] = {}

    def cast(self, roles: Sequence[Role], chosen: Mapping[str, str], steered: Sequence[str]) -> Cast | Unfound:
        """Everybody; `steered` are the roles that the hands will steer. The first role nobody has ends it."""
        cast = Cast()
        for role in sorted(roles, key=_order):
            found = self._one(role, cast, chosen)
            if isinstance(found, Unfound):
                return found
            cast = found
        for word in steered:
            name = cast.sprite(word)
            if name not in cast.effects:
                cast = replace(cast, effects={**cast.effects, name: self._probe.effects(name, cast)})
        return cast

    def _one(self, role: Role, cast: Cast, chosen: Mapping[str, str]) -> Cast | Unfound:
        first = self._begun(cast.way)
        if role.is_variable:
            return self._variable(role, cast, chosen, first)
        names = tuple(dict.fromkeys(one.name for one in first.sprites if not one.stage))
        picked = chosen.get(role.name) if chosen.get(role.name) in names else _alike(role.names, names)
        if picked is None and role.moved_by:
            found = self._moved_by(role)
            if isinstance(found, Unfound):
                return replace(found, role=role.name)
            way_cast, picked = found
            cast = replace(cast, way=way_cast.way)
        elif picked is None and role.does:
            by_doing = self._does(role, cast, names)
            if isinstance(by_doing, Unfound):
                return by_doing
            picked = by_doing
        if picked is None:
            return Unfound(role.name, "no-sprite", {"role": role.name})
        effects = cast.effects
        if role.moved_by:
            answered = self._moved_by(role) if chosen.get(role.name) != picked else None
            if isinstance(answered, tuple):
                cast = replace(cast, way=answered[0].way)
            effects = {**effects, picked: self._probe.effects(picked, cast, role.moved_by)}
        return replace(cast, sprites={**cast.sprites, role.name: picked}, effects=effects)

    def _begun(self, way: Way) -> Frame:
        """A second after the flag: by then a game has set itself up."""
        return self._probe.idle(1, way, 1.0).frames[FRAMES]

    # who moves by keys

    def _moved_by(self, role: Role) -> tuple[Cast, str] | Unfound:
        if role.moved_by not in self._moved:
            self._moved[role.moved_by] = self._try_keys(role)
        return self._moved[role.moved_by]

    def _try_keys(self, role: Role) -> tuple[Cast, str] | Unfound:
        several: tuple[str, ...] = ()
        keys = self.hidden.heard(role.moved_by)
        for seed, moment, way in self._tries(role.moved_by) if keys else ():
            answers: dict[str, int] = {}
            for key in keys:
                for name in self._probe.first_difference(seed, moment, way, key):
                    answers[name] = answers.get(name, 0) + 1
            most = max(answers.values(), default=0)
            best = tuple(name for name, count in answers.items() if count == most)
            if len(best) > 1:
                best = self._surer(best, role.moved_by)
            if len(best) == 1 and self._steady(best[0], keys, moment, way):
                return Cast(way=way), best[0]
            several = several or (best if len(best) > 1 else ())
        if several:
            return Unfound(role.name, "candidates", {"role": role.name}, several)
        told, values = self.hidden.unmoved(role.moved_by, self._probe.idle(1, (), 1.0))
        return Unfound(role.name, told, values)

    def _tries(self, keys: tuple[str, ...]) -> Iterator[tuple[int, float, Way]]:
        yield 1, MOMENTS[0], ()
        yield 1, MOMENTS[1], ()
        for way in self.hidden.ways(keys, self._begun(())):
            yield 1, MOMENTS[0], (way,)
        for seed in SEEDS[1:]:
            for moment in MOMENTS:
                yield seed, moment, ()

    def _steady(self, name: str, keys: Sequence[str], moment: float, way: Way) -> bool:
        """Whether keys move it alike with other chance: a bubble takes a chance too, and then others jump elsewhere."""
        if self.hidden.listens(name, keys):
            return True
        for key in keys:
            first, second = (self._probe.first_difference(seed, moment, way, key).get(name) for seed in SEEDS[:2])
            if first is not None and second is not None:
                return math.dist(first, second) <= ALIKE
        return False

    def _surer(self, names: tuple[str, ...], keys: tuple[str, ...]) -> tuple[str, ...]:
        """Those whose own scripts listen to the keys, when they are fewer: another may follow in the same frame."""
        listening = tuple(name for name in names if self.hidden.listens(name, keys))
        return listening or names

    # who does something

    def _does(self, role: Role, cast: Cast, names: tuple[str, ...]) -> str | Unfound:
        frames = self._probe.idle(1, cast.way, IDLE).frames
        free = [name for name in names if name not in cast.sprites.values()]
        if role.does == "any other sprite":
            return self._other(role, cast, free, frames)
        counts: dict[str, float] = {}
        if role.does == "speaks first":
            recording = self._probe.idle(1, cast.way, IDLE)
            speakers = [event.sprite for event in recording.events if event.kind in {"say", "think", "ask"}]
            return speakers[0] if speakers else Unfound(role.name, "no-sprite", {"role": role.name})
        for name in free:
            ones = [[one for one in frame.sprites if one.name == name] for frame in frames]
            if role.does == "has clones":
                counts[name] = max((sum(one.clone for one in found) for found in ones), default=0)
            else:
                ways = [found[0].y for found in ones if found]
                counts[name] = sum(max(0.0, a - b) for a, b in pairwise(ways))
        return _most(role, counts)

    def _other(self, role: Role, cast: Cast, free: list[str], frames: Sequence[Frame]) -> str | Unfound:
        shown = [n for n in free if any(one.name == n and one.visible for frame in frames for one in frame.sprites)]
        if not shown:
            hidden = self.hidden.unseen(free, self._probe.idle(1, cast.way, IDLE))
            return Unfound(role.name, *(hidden or ("no-sprite", {"role": role.name})))
        player = next((name for name in cast.sprites.values() if cast.effects.get(name)), None)
        if len(shown) == 1 or player is None:
            return shown[0]
        for name in shown[:MOST_TRIED]:
            view, span = self._probe.caught(player, name, cast)
            if any(_reacts(view, at) for at in onsets(view, touch(player, name), span)):
                return name
        return shown[0]

    # numbers

    def _variable(self, role: Role, cast: Cast, chosen: Mapping[str, str], first: Frame) -> Cast | Unfound:
        owned = tuple((one.name, name) for one in first.sprites if not one.clone for name in one.variables)
        names = tuple(name for _, name in owned)
        wanted = chosen.get(role.name)
        picked = wanted if wanted in names else _alike(role.variables, names)
        if picked is None and role.does:
            doing = self._rising(cast, owned) if role.does.endswith("rises") else self._falling(cast, owned)
            if len(doing) > 1:
                return Unfound(role.name, "candidates", {"role": role.name}, tuple(doing))
            picked = doing[0] if doing else None
        if picked is None:
            return Unfound(role.name, "no-number", {"role": role.name})
        found = next(one for one in owned if one[1] == picked)
        return replace(cast, variables={**cast.variables, role.name: found})

    def _falling(self, cast: Cast, owned: Sequence[Owned]) -> list[str]:
        frames = self._probe.idle(1, cast.way, IDLE).frames
        return [name for owner, name in owned if _only(_steps(frames, owner, name), -1)]

    def _rising(self, cast: Cast, owned: Sequence[Owned]) -> list[str]:
        steered = [name for name in cast.sprites.values() if cast.effects.get(name)]
        others = [name for name in cast.sprites.values() if name not in steered]
        if not steered or not others:
            frames = self._probe.idle(1, cast.way, IDLE).frames
            return [name for owner, name in owned if _only(_steps(frames, owner, name), 1)]
        view, span = self._probe.caught(steered[0], others[0], cast)
        met = touch(steered[0], others[0])
        begun = onsets(view, met, span)
        rising = [(o, n) for o, n in owned if any(step > 0 for step in _steps(view.frames, o, n))]
        caused = [name for owner, name in rising if begun and self._is_caused(view, span, met, begun, (owner, name))]
        return caused or [name for _, name in rising]

    @staticmethod
    def _is_caused(view: View, span: Span, met: Condition, begun: Sequence[int], owned: Owned) -> bool:
        cast = replace(view.cast, variables={**view.cast.variables, "?": owned})
        seen = View(view.run, cast, view.pairs, view.control)
        rises = Condition("rises", {"VARIABLE": "?", "choice": "up"}, "")
        sentence = Sentence("", "whenever", rises, 1.0, trigger=met)
        bare = View(view.run, cast, view.pairs)
        follow = [any(bare.holds(rises, j, at - 1) for j in range(at, min(at + FRAMES, span.last) + 1)) for at in begun]
        return any(follow) and not by_itself(bare, seen, sentence, begun, span)


def _order(role: Role) -> int:
    # Names first, then whom keys move; who is `any other` comes when the others are known, and numbers last.
    if role.is_variable:
        return 3
    return 1 if role.moved_by else 0 if role.names and not role.does else 2


def _reacts(view: View, at: int) -> bool:
    last = min(at + FRAMES, len(view.frames) - 1)
    return any(
        number(value) != number(view.frames[at - 1].variable(name, one.name))
        for one in view.frames[last].sprites
        if not one.clone
        for name, value in one.variables.items()
    )


def _steps(frames: Sequence[Frame], owner: str, name: str) -> list[float]:
    values = [number(frame.variable(name, owner)) for frame in frames[2:]]  # the flag sets it in the first
    known = [value for value in values if value is not None]
    return [b - a for a, b in pairwise(known)]


def _only(steps: list[float], sign: int) -> bool:
    return sum(step * sign > 0 for step in steps) > 1 and not any(step * sign < 0 for step in steps)


def _most(role: Role, counts: Mapping[str, float]) -> str | Unfound:
    most = max(counts.values(), default=0)
    best = tuple(name for name, count in counts.items() if count == most and most > 0)
    if len(best) == 1:
        return best[0]
    if best:
        return Unfound(role.name, "candidates", {"role": role.name}, best)
    return Unfound(role.name, "no-sprite", {"role": role.name})


def _alike(wanted: Sequence[str], names: Sequence[str]) -> str | None:
    """The first wanted name that is there: as written, else without regard to case, spaces, marks and a number."""
    for name in wanted:
        if name in names:
            return name
    folded = {plain(name): name for name in reversed(names)}
    return next((folded[plain(name)] for name in wanted if plain(name) in folded), None)


def plain(name: str) -> str:
    """A name without what people do not mind."""
    text = unicodedata.normalize("NFKC", name).casefold().rstrip("0123456789 ")
    return (
        "".join(c for c in text if unicodedata.category(c)[0] in "LN" or unicodedata.category(c) in {"Mc", "Mn"})
        or name
    )
