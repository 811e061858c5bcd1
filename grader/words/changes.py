"""What she did since the starter, or since her last try, in kind words: what came, what is better. Nothing else.

What is gone, and what is new and not good yet, stands in other places of her page. Deleting a script mends nothing, so
only what lived on is called better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from grader.check import Place
from grader.language import N_
from grader.words.sentence import Facts, Sentence, listed, tr, translated

if TYPE_CHECKING:
    from grader.scratch.difference.findings import Finding, Findings
    from grader.scratch.difference.scripts import Difference

Since = Literal["starter", "try"]
MOST_BETTER = 2
MOST_HABITS = 1
_TITLES = {"starter": N_("Since the starter project:"), "try": N_("Since your last try:")}


@dataclass(frozen=True, slots=True)
class Changes:
    """A few true lines under a title."""

    title: Sentence
    lines: tuple[Sentence, ...]

    def __bool__(self) -> bool:
        return bool(self.lines)


def changes(difference: Difference, found: Findings | None, language: str, *, since: Since) -> Changes:
    """What to say about a difference; falsy when there is nothing to be glad of."""
    lines = [*_scripts(difference, language)]
    if found is not None:
        lines += _better(difference, found, language)
    return Changes(tr(_TITLES[since], language), tuple(lines))


def _scripts(difference: Difference, language: str) -> Iterator[Sentence]:
    added = sum(script.runs for script in difference.added)
    changed = sum(one.after.runs for one in difference.changed)
    if difference.sprites_added:
        yield tr(N_("New sprites: {names}."), language, names=listed(difference.sprites_added, language))
    if added:
        yield tr(N_("New scripts that run: {count}."), language, count=added)
    if changed:
        yield tr(N_("Scripts that you worked on: {count}."), language, count=changed)


def _better(difference: Difference, found: Findings, language: str) -> Iterator[Sentence]:
    lived_on = {id(earlier) for _, earlier in difference.pairs}
    fixed = (one for one in found.problems.fixed if not one.folded)
    mended = [one for one in fixed if one.script is None or id(one.script) in lived_on]
    left = Counter(one.check for one in (*found.problems.still, *found.problems.new))
    before = Counter(one.check for one in (*found.problems.still, *found.problems.fixed))
    said = 0
    for check in _checks(mended):
        if left[check] == 0:
            yield _words(check, "praise", (), language)
        elif left[check] < before[check]:
            yield tr(N_("Less than before: {title}."), language, title=_words(check, "title", (), language))
        else:
            continue
        said += 1
        if said == MOST_BETTER:
            break
    # A good habit that she had before somewhere else is nothing new.
    had = {one.check for one in (*found.praise.still, *found.praise.fixed)}
    new = [one for one in found.praise.new if one.check not in had and one.place.runs and not one.folded]
    for check in _checks(new)[:MOST_HABITS]:
        places = tuple(one.place for one in new if one.check == check)
        yield _words(check, "praise", places, language)


def _checks(found: Iterable[Finding]) -> list[str]:
    return list(dict.fromkeys(one.check for one in found))


def _words(check: str, what: Literal["praise", "title"], places: tuple[Place, ...], language: str) -> Sentence:
    from grader import catalogue

    known = catalogue.entry(check).check
    source = known.title if what == "title" else known.words.praise
    return translated(source, Facts(count=len(places), places=places), language)
