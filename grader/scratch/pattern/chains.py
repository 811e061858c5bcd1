"""Which blocks the steps of a sequence can be in one stretch of a project, all at once.

A step stands behind the step before it: behind all of a C block, else behind its first row. So a sequence is a chain
in which each step asks only for its neighbours, and two sweeps (forward, then backward over what is left) leave
exactly the places that take part in a whole chain. Steps with something inside are looked at once for each place, and
inner sequences before outer ones, so the work is linear in the places of each stretch.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from grader.scratch.pattern.fits import Fit
from grader.scratch.pattern.plan import Sequel, Step
from grader.scratch.pattern.view import Region, View

Places = list[int]


Key = tuple[object, ...]  # a step, and the identities of the places of its lines


class Starts(NamedTuple):
    """Where a step can stand with all that must be inside it, in order, and where it ends there."""

    places: Places
    ends: Places
    soonest: Places  # the least end from here on


class Chain(NamedTuple):
    """A sequence in a stretch: by step the places that take part in a whole chain."""

    sequel: Sequel
    region: Region
    steps: tuple[Places, ...]
    root: bool


Known = tuple[Starts, object]  # with what the identities are of, so that they stay what they are


class Link(NamedTuple):
    """A place that takes part, in its chain, inside a place of another chain (or of none)."""

    chain: Chain
    step: int
    place: int
    outer: Link | None
    body: tuple[str, int] | None  # of the outer place: in which body, and in which of its sequences


class Work:
    """How many places may still be looked at, for a project of so many.

    Only what lies thousands deep, or is asked in dozens of ways, comes near it: then the rest is not found.
    """

    def __init__(self, places: int) -> None:
        self.left = min(1_000_000 + 500 * places, 6_000_000)


class Chains:
    """Chains of one plan over places that were found for its lines."""

    def __init__(
        self, view: View, fits: Mapping[int, Sequence[Fit]], known: dict[Key, Known], work: Work, *, exactly: bool
    ) -> None:
        self.view = view
        self.exactly = exactly
        self._places = fits
        self._starts: dict[int, Starts] = {}
        self._work = work
        self._known = known  # what other chains of the same plan have looked at, with the same places for a step

    # --- one step

    def starts(self, step: Step) -> Starts:
        """Where a step can stand, inner steps included."""
        found = self._starts.get(step.number)
        if found is None:
            places = tuple(self._places[number] for number in step.inside)
            key = (step, *map(id, places))
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = (self._look(step), places)
            found = self._starts[step.number] = known[0]
        return found

    def _look(self, step: Step) -> Starts:
        places: Places = []
        for fit in self._places[step.number]:
            place = fit.place
            if places and places[-1] == place:
                continue
            for name, several in step.bodies:
                if not self._holds(several, self.view.body(place, name)):
                    break
            else:
                places.append(place)
        behind = [self.end(step, place) for place in places]
        soonest = list(behind)
        for at in range(len(soonest) - 2, -1, -1):
            soonest[at] = min(soonest[at], soonest[at + 1])
        return Starts(places, behind, soonest)

    def end(self, step: Step, place: int) -> int:
        """Where the next step may begin: behind a C block, behind the first row of any other."""
        return self.view.ends[place] if self.exactly or step.line.opens else place + 1

    def _holds(self, several: Sequence[Sequel], region: Region) -> bool:
        if len(several) == 1:  # most often, and asked more than anything else
            return self.exists(several[0], region)
        return any(self.exists(sequel, region) for sequel in several)

    # --- a sequence

    def exists(self, sequel: Sequel, region: Region, *, root: bool = False) -> bool:
        """Whether the whole sequence stands in a stretch. `root`: the stretch is a script."""
        if self.exactly or not sequel.free:
            return self.chain(sequel, region, root=root) is not None
        at, end = region
        for step in sequel.steps:  # each as soon as it can end leaves the most for the next
            found = self._starts.get(step.number) or self.starts(step)
            first = bisect_left(found.places, at)
            if first == len(found.places) or found.soonest[first] > end:
                return False
            at = found.soonest[first]
        return True

    def chain(self, sequel: Sequel, region: Region, *, root: bool = False) -> Chain | None:
        """The places of each step that take part in a whole chain; None when there is no chain."""
        forward: list[tuple[Places, Places]] = []
        ends: Places | None = None
        for at, step in enumerate(sequel.steps):
            found = self.starts(step)
            first, last = bisect_left(found.places, region[0]), bisect_left(found.places, region[1])
            self._work.left -= last - first
            if self._work.left < 0:
                return None
            places, behind = self._behind(
                found.places[first:last], found.ends[first:last], ends, sequel.gaps[at], region, root=root
            )
            if not places:
                return None
            forward.append((places, behind))
            ends = sorted(set(behind))
        if not sequel.steps:
            return Chain(sequel, region, (), root) if self._nothing(sequel.gaps[0], region) else None
        back: list[Places] = []
        following: Places | None = None
        for at in range(len(sequel.steps) - 1, -1, -1):
            places, behind = forward[at]
            following = self._before(places, behind, following, sequel.gaps[at + 1], region)
            if not following:
                return None
            back.append(following)
        return Chain(sequel, region, tuple(reversed(back)), root)

    def _behind(
        self,
        places: Places,
        behind: Places,
        ends: Places | None,
        gap: Sequence[Step],
        region: Region,
        *,
        root: bool,
    ) -> tuple[Places, Places]:
        """Those that can follow one of the ends; `ends` is None at the first step."""
        if not self.exactly and not gap:
            if ends is None:
                return places, behind
            first = bisect_left(places, ends[0])
            return places[first:], behind[first:]
        if ends is None:
            starts = self._opens_script if self.exactly and root else self._opens
            good = [at for at, place in enumerate(places) if starts(place, gap, region)]
        elif self.exactly:
            near = {place for end in ends for place in self._next(end, region[1]) if self._free(gap, end, place)}
            good = [at for at, place in enumerate(places) if place in near]
        else:
            # The nearest end leaves the least room for what must not be there.
            nearest = [bisect_right(ends, place) - 1 for place in places]
            good = [
                at for at, place in enumerate(places) if nearest[at] >= 0 and self._free(gap, ends[nearest[at]], place)
            ]
        return [places[at] for at in good], [behind[at] for at in good]

    def _opens(self, place: int, gap: Sequence[Step], region: Region) -> bool:
        return self.joined(region[0], place, gap, region)

    def _opens_script(self, place: int, gap: Sequence[Step], _region: Region) -> bool:
        """Neighbours: the first step may stand anywhere, and what stands above it is its neighbour."""
        return not (gap and any(self._stands(step, above) for above in self.view.above(place) for step in gap))

    def _before(
        self, places: Places, behind: Places, following: Places | None, gap: Sequence[Step], region: Region
    ) -> Places:
        """Those that one of the following places can follow; `following` is None behind the last step."""
        if following is None:
            if not gap:
                return places
            return [place for place, end in zip(places, behind, strict=True) if self._nothing(gap, (end, region[1]))]
        if not self.exactly and not gap:
            return [place for place, end in zip(places, behind, strict=True) if end <= following[-1]]
        pairs = zip(places, behind, strict=True)
        if self.exactly:
            wanted = frozenset(following)
            return [
                place
                for place, end in pairs
                if any(one in wanted and self._free(gap, end, one) for one in self._next(end, region[1]))
            ]
        good = []
        for place, end in pairs:
            nearest = bisect_left(following, end)
            if nearest < len(following) and self._free(gap, end, following[nearest]):
                good.append(place)
        return good

    # --- neighbours

    def joined(self, end: int, place: int, gap: Sequence[Step], region: Region) -> bool:
        """Whether a step at a place can follow what ended there."""
        if end > place:
            return False
        if self.exactly and place not in self._next(end, region[1]):
            return False
        return self._free(gap, end, place)

    def _free(self, gap: Sequence[Step], end: int, place: int) -> bool:
        """Nothing of a gap stands between."""
        return not any(self._between(step, end, place) for step in gap)

    def _next(self, end: int, limit: int) -> Iterator[int]:
        """The statement at a place, and where it is a call, what that begins with."""
        while end < limit:
            yield end
            inside = self.view.inside.get(end)
            if inside is None:
                return
            end = inside

    def _nothing(self, gap: Sequence[Step], rest: Region) -> bool:
        """Nothing of a gap stands in the rest of a stretch; of neighbours: at its beginning."""
        if not self.exactly:
            return not any(self._between(step, *rest) for step in gap)
        return not any(self._stands(step, place) for place in self._next(*rest) for step in gap)

    def _between(self, step: Step, first: int, end: int) -> bool:
        found = self.starts(step).places
        at = bisect_left(found, first)
        return at < len(found) and found[at] < end

    def _stands(self, step: Step, place: int) -> bool:
        return self._between(step, place, place + 1)
