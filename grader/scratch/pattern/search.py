"""Where a whole pattern stands: its scripts in different scripts, its `$name`s the same things everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from grader.scratch.pattern import proof
from grader.scratch.pattern.chains import Chain, Chains, Key, Known, Link, Work
from grader.scratch.pattern.fits import Fit, Thing
from grader.scratch.pattern.plan import Plan, Sequel, Step
from grader.scratch.pattern.view import Region, View
from grader.scratch.spots import Spot

MOST_TRIES: Final = 1_000  # ways to choose what `$name`s stand for; more are not looked at

Fits = Mapping[int, Sequence[Fit]]  # by the number of a line


Scripts = Sequence[Mapping[int, tuple[Sequel, ...]]]  # for each script of the pattern: the scripts that hold it


class Match(NamedTuple):
    """A block that counts, and those that complete the pattern around it."""

    spot: Spot
    beside: tuple[Spot, ...]
    runs: bool  # all of them can, and the calls that lead from one to another

    @property
    def hers(self) -> bool:
        """Whether one of them is hers."""
        return self.spot.hers or any(spot.hers for spot in self.beside)


class Search:
    """The search for one plan."""

    def __init__(self, view: View, plan: Plan, fits: Fits, work: Work) -> None:
        self.view = view
        self.plan = plan
        self.fits = fits
        self._known: dict[Key, Known] = {}
        self._work = work

    # --- matches

    def matches(self) -> tuple[Match, ...]:
        """A match for each block that counts: the best there is, in the order of the project.

        First those of which all can run, then the others; a match with a block of hers goes before one without.
        """
        best: dict[int, Match] = {}
        for fits in self._chosen(self.fits):
            for order, match in self._best(fits).items():
                if order not in best or _rank(match) > _rank(best[order]):
                    best[order] = match
        return tuple(best[order] for order in sorted(best))

    def some(self, most: int) -> tuple[Match, ...]:
        """So many matches, those that come first."""
        for fits in self._chosen(self.fits):
            found = self._solve(fits, most)
            if found:
                return tuple(found.values())
        return ()

    def exists(self) -> bool:
        """Whether there is a match at all."""
        return any(self._scripts(self._chains(fits), fits) is not None for fits in self._chosen(self.fits))

    def _best(self, fits: Fits) -> dict[int, Match]:
        runs = self.view.runs
        running = _kept(fits, lambda fit: runs[fit.place] > 0)
        found = self._hers_too(running)
        if all(running[number] is places for number, places in fits.items()):
            return found
        for number in self.plan.counted:
            left = tuple(fit for fit in fits[number] if self.view.spots[fit.place].order not in found)
            if left:
                for order, match in self._hers_too({**fits, number: left}).items():
                    found.setdefault(order, match)
        return found

    def _hers_too(self, fits: Fits) -> dict[int, Match]:
        """A match for each block; where none of it is hers, one in which some line's block is, if there is one."""
        found = self._solve(fits)
        if not found or not self.view.index.has_starter:
            return found
        for number in self.plan.must:
            if all(match.hers for match in found.values()):
                break
            hers = tuple(fit for fit in fits[number] if self._is_hers(fit))
            if hers and len(hers) < len(fits[number]):
                for order, match in self._solve({**fits, number: hers}).items():
                    if not found[order].hers:
                        found[order] = match
        return found

    def _is_hers(self, fit: Fit) -> bool:
        spots = self.view.spots
        return spots[fit.place].hers or any(spot.hers for spot in fit.reporters)

    # --- `$name`

    def _chosen(self, fits: Fits) -> Iterator[Fits]:
        """The places, once for each way to choose what the names stand for."""
        names = self.plan.names
        if not all(fits[number] for number in self.plan.must):
            return
        if not names:
            yield fits
            return
        tries = 0
        waiting: list[tuple[Fits, tuple[str, ...]]] = [(fits, tuple(names))]
        while waiting and tries < MOST_TRIES:
            left, open_names = waiting.pop()
            tries += 1
            if not open_names:
                yield left
                continue
            choices = {name: self._things(left, name, names[name]) for name in open_names}
            name = min(open_names, key=lambda one: len(choices[one]))
            rest = tuple(one for one in open_names if one != name)
            for thing in reversed(choices[name]):
                narrowed = _narrowed(left, name, thing)
                if all(narrowed[number] for number in self.plan.must) and (
                    not rest or self._may(narrowed, frozenset(rest))
                ):
                    waiting.append((narrowed, rest))

    def _things(self, fits: Fits, name: str, lines: Sequence[int]) -> Sequence[Thing | None]:
        """What a name can stand for; None is something that stands nowhere, where a line can do without the name."""
        common: dict[Thing, None] | None = None
        must = frozenset(self.plan.must)
        some: dict[Thing | None, None] = {}
        for number in lines:
            things = dict.fromkeys(fit.names[name] for fit in fits[number] if name in fit.names)
            some.update(dict.fromkeys(things))
            if number in must and all(name in fit.names for fit in fits[number]):
                common = things if common is None else {thing: None for thing in common if thing in things}
        return tuple(common) if common is not None else (*some, None)

    def _may(self, fits: Fits, names: frozenset[str]) -> bool:
        """Whether there can be a match at all, the names that are still open left out of account."""
        own = {step.number for step in self.plan.steps}
        loosened = {
            number: found if number in own else tuple(fit for fit in found if names.isdisjoint(fit.names))
            for number, found in fits.items()
        }
        return self._scripts(self._chains(loosened), loosened) is not None

    # --- one choice

    def _chains(self, fits: Fits) -> Chains:
        return Chains(self.view, fits, self._known, self._work, exactly=self.plan.exactly)

    def _solve(self, fits: Fits, most: int | None = None) -> dict[int, Match]:
        """A match for each block that counts, by its number; no more than so many."""
        chains = self._chains(fits)
        scripts = self._scripts(chains, fits)
        if scripts is None:
            return {}
        found: dict[int, Match] = {}
        reporters = _Reporters(fits)
        for at, chosen in enumerate(scripts):
            if not any(step.line.counted or step.counts_inside for one in self.plan.scripts[at] for step in one.steps):
                continue
            for script, held in chosen.items():
                others = assign(scripts, at, script)
                if others is None:
                    continue
                region = self.view.regions[script]
                made = [chains.chain(sequel, region, root=True) for sequel in held]
                chain = [one for one in made if one is not None]
                beside: tuple[proof.Matched, ...] | None = None
                for link in self._counted(chains, chain):
                    order = self.view.spots[link.place].order
                    if order in found:
                        continue
                    if beside is None:
                        beside = self._elsewhere(chains, scripts, others)
                    found[order] = self._match(reporters, link, (*proof.around(chains, link), *beside))
                    if len(found) == most:
                        return found
        return found

    def _scripts(self, chains: Chains, fits: Fits) -> Scripts | None:
        """For each script of the pattern the scripts that hold it; None when there is no way to find all."""
        if any(not fits[number] for number in self.plan.must):
            return None
        if any(chains.starts(step).places for step in self.plan.absent):
            return None
        found = []
        for several in self.plan.scripts:
            chosen: dict[int, tuple[Sequel, ...]] = {}
            for script in self._where(fits, several):
                region = self.view.regions[script]
                held = tuple(one for one in several if chains.exists(one, region, root=True))
                if held:
                    chosen[script] = held
            if not chosen:
                return None
            found.append(chosen)
        return tuple(found) if assign(found, None, None) is not None else None

    def _where(self, fits: Fits, several: Sequence[Sequel]) -> Sequence[int]:
        """The scripts that a sequence may stand in: those with its rarest line."""
        script = self.view.script
        rarest = (min((fits[number] for number in one.must), key=len) for one in several)
        return sorted({script(fit.place) for found in rarest for fit in found})

    def _counted(self, chains: Chains, several: Sequence[Chain]) -> Iterator[Link]:
        """Every place of a line that counts, outer chains before inner ones."""
        waiting: list[tuple[Chain, Link | None, tuple[str, int] | None]] = [
            (chain, None, None) for chain in reversed(several)
        ]
        seen: set[tuple[Sequel, Region]] = set()  # the same stretch holds the same, whatever is around it
        while waiting:
            chain, outer, body = waiting.pop()
            inner: list[tuple[Chain, Link | None, tuple[str, int] | None]] = []
            for at, step in enumerate(chain.sequel.steps):
                if not (step.line.counted or step.counts_inside):
                    continue
                covered: dict[tuple[str, int], int] = {}
                for place in chain.steps[at]:
                    link = Link(chain, at, place, outer, body)
                    if step.line.counted:
                        yield link
                    if step.counts_inside:
                        inner += self._inside(chains, step, link, covered, seen)
            waiting += reversed(inner)

    def _inside(
        self,
        chains: Chains,
        step: Step,
        link: Link,
        covered: dict[tuple[str, int], int],
        seen: set[tuple[Sequel, Region]],
    ) -> Iterator[tuple[Chain, Link, tuple[str, int]]]:
        for name, several in step.bodies:
            region = self.view.body(link.place, name)
            for number, sequel in enumerate(several):
                key = (name, number)
                if not chains.exactly and sequel.free:
                    # What stands in an inner C block stands in the outer one too, and all of a chain with it.
                    if region[1] <= covered.get(key, 0):
                        continue
                    covered[key] = region[1]
                if (sequel, region) in seen:
                    continue
                seen.add((sequel, region))
                if any(one.line.counted or one.counts_inside for one in sequel.steps):
                    chain = chains.chain(sequel, region)
                    if chain is not None:
                        yield chain, link, key

    def _elsewhere(self, chains: Chains, scripts: Scripts, others: Mapping[int, int]) -> tuple[proof.Matched, ...]:
        """The blocks of the pattern's other scripts."""
        found: list[proof.Matched] = []
        for at, script in others.items():
            found += proof.first(chains, scripts[at][script][0], self.view.regions[script], root=True)
        return tuple(found)

    def _match(self, reporters: _Reporters, link: Link, matched: Sequence[proof.Matched]) -> Match:
        beside: dict[int, Spot] = {}
        spots = self.view.spots
        for number, place in matched:
            if number in self.plan.missing:
                continue  # what may be missing proves nothing
            beside[spots[place].order] = spots[place]
            beside.update((spot.order, spot) for spot in reporters.of(number, place))
        spot = spots[link.place]
        beside.pop(spot.order, None)
        return Match(spot, tuple(beside.values()), all(self.view.runs[place] for _, place in matched))


class _Reporters:
    """The reporters that a line asks for, by where it stands."""

    def __init__(self, fits: Fits) -> None:
        self._fits = fits
        self._known: dict[int, dict[int, tuple[Spot, ...]]] = {}

    def of(self, number: int, place: int) -> tuple[Spot, ...]:
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = {fit.place: fit.reporters for fit in self._fits[number]}
        return known[place]


def assign(scripts: Sequence[Mapping[int, object]], fixed: int | None, script: int | None) -> dict[int, int] | None:
    """A different script for each script of the pattern, one of them given; None when there are not enough."""
    others = [at for at in range(len(scripts)) if at != fixed]
    taken: dict[int, int] = {}  # by script: which of the pattern's it is

    def place(at: int, tried: set[int]) -> bool:
        for one in scripts[at]:
            if one == script or one in tried:
                continue
            tried.add(one)
            if one not in taken or place(taken[one], tried):
                taken[one] = at
                return True
        return False

    for at in others:
        if not place(at, set()):
            return None
    return {at: one for one, at in taken.items()}


def _rank(match: Match) -> tuple[bool, bool]:
    return match.runs, match.hers


def _narrowed(fits: Fits, name: str, thing: Thing | None) -> Fits:
    return _kept(fits, lambda fit: name not in fit.names or fit.names[name] == thing)


def _kept(fits: Fits, keep: Callable[[Fit], bool]) -> Fits:
    """What is kept; of a line that loses nothing the same places, so that nothing is looked at anew."""
    kept = {}
    for number, found in fits.items():
        some = tuple(filter(keep, found))
        kept[number] = found if len(some) == len(found) else some
    return kept
