"""Two projects side by side for a mentor: scripts that came, changed and went, and what became of the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from grader.language import N_
from grader.page import stack
from grader.scratch.difference.findings import Change, Finding, Findings
from grader.scratch.difference.scripts import Changed, Difference
from grader.scratch.spots import ScriptSpot, Spot
from grader.words.changes import Since
from grader.words.sentence import Facts, Sentence, tr, translated

MOST_SCRIPTS = 12  # drawn of each list
MOST_BLOCKS = 120  # of each
_TITLES = {"starter": N_("Since the starter project"), "try": N_("Since the try before")}


@dataclass(frozen=True, slots=True)
class Side:
    """A script drawn: whose it is, whether it can run, its picture (of a changed one as it was, too)."""

    sprite: str
    runs: bool
    after: Markup | None
    before: Markup | None = None
    new: int = 0  # blocks
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A check's title, the sprites it found something in, and how often."""

    title: Sentence
    sprites: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Heard:
    """Findings of one kind."""

    fixed: tuple[Line, ...]
    still: tuple[Line, ...]
    new: tuple[Line, ...]

    def __bool__(self) -> bool:
        return bool(self.fixed or self.still or self.new)


@dataclass(frozen=True, slots=True)
class Between:
    """What a template draws. `more` says how many scripts of each list are left out."""

    title: Sentence
    nothing: bool
    sprites_added: tuple[str, ...]
    sprites_gone: tuple[str, ...]
    added: tuple[Side, ...]
    changed: tuple[Side, ...]
    gone: tuple[Side, ...]
    counts: tuple[int, int, int]  # of added, changed and gone, also those that are not drawn
    problems: Heard
    praise: Heard


def between(difference: Difference, found: Findings, language: str, *, since: Since) -> Between:
    """The view of a difference in that language."""
    return Between(
        title=tr(_TITLES[since], language),
        nothing=difference.nothing,
        sprites_added=difference.sprites_added,
        sprites_gone=difference.sprites_gone,
        added=tuple(_alone(one, language, came=True) for one in difference.added[:MOST_SCRIPTS]),
        changed=tuple(_changed(one, language) for one in difference.changed[:MOST_SCRIPTS]),
        gone=tuple(_alone(one, language, came=False) for one in difference.gone[:MOST_SCRIPTS]),
        counts=(len(difference.added), len(difference.changed), len(difference.gone)),
        problems=_heard(found.problems, language),
        praise=_heard(found.praise, language),
    )


def _alone(script: ScriptSpot, language: str, *, came: bool) -> Side:
    picture = stack.draw(script.script.blocks, language, most=MOST_BLOCKS)
    size = script.end - script.first
    if came:
        return Side(script.target.name, script.runs, picture, new=size)
    return Side(script.target.name, script.runs, None, picture, gone=size)


def _changed(one: Changed, language: str) -> Side:
    return Side(
        one.after.target.name,
        one.after.runs,
        stack.draw(one.after.script.blocks, language, look=_ids(one.new), most=MOST_BLOCKS),
        stack.draw(one.before.script.blocks, language, look=_ids(one.gone), most=MOST_BLOCKS),
        new=len(one.new),
        gone=len(one.gone),
    )


def _ids(spots: Iterable[Spot]) -> tuple[str, ...]:
    # A variable in a slot has no id of its own: the block around it is outlined.
    found = (next((one.block.id for one in (spot, *spot.around()) if one.block.id), None) for spot in spots)
    return tuple(identity for identity in found if identity)


def _heard(change: Change, language: str) -> Heard:
    shown = ([one for one in some if not one.folded] for some in (change.fixed, change.still, change.new))
    return Heard(*(tuple(_lines(some, language)) for some in shown))


def _lines(some: Sequence[Finding], language: str) -> Iterator[Line]:
    from grader import catalogue

    for check, count in Counter(one.check for one in some).items():
        title = translated(catalogue.entry(check).check.title, Facts(), language)
        yield Line(title, tuple(dict.fromkeys(one.place.sprite for one in some if one.check == check)), count)
