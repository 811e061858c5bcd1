"""Who reads whose work: everybody gets as many readers as she reads works, nobody reads her own or one work twice.

Pairs that are made stay. For a new one the rest of the round is thought to its end, so that the last reader is not left
with her own work alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

MOST_MORE = 2  # works that one may read on top, where a work has fewer readers than the round says


@dataclass(frozen=True, slots=True)
class Work:
    """A work and those whose it is: one student, or a team. `author` handed it in."""

    submission: int
    author: int
    owners: frozenset[int]


@dataclass(frozen=True, slots=True)
class Round:
    """Where a task stands: works, pairs of a reader and an author, how many each gave and each work got."""

    each: int
    works: Sequence[Work]
    pairs: Collection[tuple[int, int]]
    gave: Mapping[int, int]  # by reader
    got: Mapping[int, int]  # by author
    before: Mapping[tuple[int, int], int] = field(default_factory=dict)  # pairs of earlier tasks: rather another one

    def room(self, work: Work) -> int:
        """Readers that a work still gets: as many as its owners read."""
        wanted = sum(max(self.each, self.gave.get(one, 0)) for one in work.owners)
        return wanted - self.got.get(work.author, 0)


def choose(reader: int, now: Round) -> Work | None:
    """The work that she reads next; None when there is none for her: she handed in nothing, or all have readers."""
    readers = sorted({one for work in now.works for one in work.owners})
    if reader not in readers:
        return None
    left = {one: max(0, now.each - now.gave.get(one, 0)) for one in readers}
    plan = _Plan(now)
    if left[reader]:
        found = plan.place(reader)
        left[reader] -= 1
        plan.fill(_slots(readers, left, first=reader))
    else:  # she read her share: one more where a work would stay without a reader
        if now.gave.get(reader, 0) >= now.each + MOST_MORE:
            return None
        plan.fill(_slots(readers, left, first=reader))
        found = plan.place(reader, move=False)
    return plan.best_of(reader) if found else None


def _slots(readers: Iterable[int], left: Mapping[int, int], first: int) -> list[int]:
    order = sorted(readers, key=lambda one: one != first)
    return [one for one in order for _ in range(left[one])]


@dataclass(slots=True)
class _Plan:
    """A way to give every reader works: paths that move what was placed before, until all fits or nothing moves."""

    now: Round
    held: dict[int, list[int]] = field(default_factory=dict)  # by author: who would read her

    def place(self, reader: int, *, move: bool = True) -> bool:
        """Find room for one more work of that reader."""
        return self._place(reader, set(), move=move)

    def fill(self, slots: Iterable[int]) -> None:
        """Place as many as there is room for."""
        for one in slots:
            self.place(one)

    def best_of(self, reader: int) -> Work | None:
        """Of those planned for her the one that needs her most."""
        return next((work for work in self._order(reader) if reader in self.held.get(work.author, ())), None)

    def _place(self, reader: int, tried: set[int], *, move: bool) -> bool:
        possible = [work for work in self._order(reader) if reader not in self.held.get(work.author, ())]
        for work in possible:
            if len(self.held.get(work.author, ())) < self.now.room(work):
                self.held.setdefault(work.author, []).append(reader)
                return True
        for work in possible if move else ():
            if work.author in tried:
                continue
            tried.add(work.author)
            for other in tuple(self.held.get(work.author, ())):
                if self._place(other, tried, move=True):
                    self.held[work.author].remove(other)
                    self.held[work.author].append(reader)
                    return True
        return False

    def _order(self, reader: int) -> list[Work]:
        """Works that she may read: new pairs first, then who is owed most, then by chance that is always the same."""
        now = self.now

        def place(work: Work) -> tuple[int, int, int, bytes]:
            owed = now.got.get(work.author, 0) - sum(now.gave.get(one, 0) for one in work.owners)
            back = (work.author, reader) in now.pairs  # each other's reader would be known too soon
            chance = sha256(f"{reader} {work.submission}".encode()).digest()
            return now.before.get((reader, work.author), 0), int(back), owed, chance

        return sorted(
            (one for one in now.works if reader not in one.owners and (reader, one.author) not in now.pairs), key=place
        )
