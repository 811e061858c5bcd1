"""What a check is: a pure function from a project's index to an Observation, with typed parameters and words.

A check file is `checks/<kind of project>/<name>.py`, always in this order: docstring (it is the page), `Params`,
`observe`, helpers, `CHECK`. The path is the id: `checks/scratch/own_blocks.py` is `scratch.own-blocks`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from textwrap import dedent
from typing import Any, Generic, Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict

Kind = Literal["count", "problem", "praise"]
Severity = Literal["high", "medium", "low", "error", "warning", "advice"]


class _Later:
    """A text, or what makes it: made when somebody reads it, since most places are counted and never shown."""

    def __get__(self, place: BlockPlace | None, _: type | None = None) -> str:
        if place is None:
            raise AttributeError  # tells the dataclass that the field has no default
        made: str | Callable[[], str] = place.__dict__["text"]
        if not isinstance(made, str):
            made = place.__dict__["text"] = made()
        return made

    def __set__(self, place: BlockPlace, text: str | Callable[[], str]) -> None:
        place.__dict__["text"] = text


@dataclass(frozen=True)
class BlockPlace:
    """A block that proves something, and the blocks that complete it."""

    sprite: str
    block: str | None  # the id in the file; None when the whole sprite is meant
    text: _Later = _Later()  # the statement as English block text
    runs: bool = True
    hers: bool = True  # at least one of its blocks did not come with the starter
    beside: tuple[str, ...] = ()  # ids of the blocks that complete it
    counts_as: Hashable = None  # places with one key are one thing; None: a thing of its own
    weight: int = 1
    quirk: str | None = None  # what of a published tool brings this finding about, and is a slip: never counts
    severity: Severity | None = None  # of this place, where it is not that of its check

    def but(self, **changes: Any) -> BlockPlace:
        """The same place with other values. Unlike `replace` it leaves an unread text unread."""
        place = object.__new__(BlockPlace)  # as `block_place`, and for the same reason
        place.__dict__.update(self.__dict__, **changes)
        return place

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "text": self.text}


def block_place(
    *,
    sprite: str,
    block: str | None,
    text: str | Callable[[], str],
    runs: bool,
    hers: bool,
    beside: tuple[str, ...],
    counts_as: Hashable,
    weight: int,
) -> BlockPlace:
    """A BlockPlace in a third of the time: there are hundreds of them, and a frozen class sets each field slowly."""
    place = object.__new__(BlockPlace)
    place.__dict__.update(
        sprite=sprite,
        block=block,
        text=text,
        runs=runs,
        hers=hers,
        beside=beside,
        counts_as=counts_as,
        weight=weight,
    )
    return place


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A stretch of a file. Lines and columns are 1-based and count code points; the end is behind the last one."""

    file: str
    line: int | None  # None when the whole file (a picture, a missing file) is meant
    column: int | None
    end_line: int | None
    end_column: int | None
    text: str
    hers: bool = True
    counts_as: Hashable = None
    weight: int = 1
    beside: tuple[FilePlace, ...] = ()  # what makes it so: the declarations that win on an element

    @property
    def runs(self) -> bool:
        """A file is always read; only blocks can lie loose."""
        return True


@dataclass(frozen=True, slots=True)
class MomentPlace:
    """A moment of a run."""

    seed: int
    second: float
    text: str
    hers: bool = True
    counts_as: Hashable = None
    weight: int = 1

    @property
    def runs(self) -> bool:
        """What was seen has run."""
        return True


Place = BlockPlace | FilePlace | MomentPlace


@dataclass(frozen=True, slots=True)
class Observation:
    """What a check saw: no prose, no level, no language.

    `looked_at` is how many things could have been judged: with 0, fewer is not better, there was nothing there.
    `near` are places that almost count: evidence for a hint, never for points.
    `values` fill placeholders of the check's own words, such as a contrast ratio.
    """

    places: tuple[Place, ...]
    looked_at: int
    near: tuple[Place, ...] = ()
    values: Mapping[str, str | int | float] = field(default_factory=dict)

    @property
    def amount(self) -> int:
        """How many different things the places show, each by its weight."""
        heaviest: dict[Hashable, int] = {}
        alone = 0
        for place in self.places:
            if place.counts_as is None:
                alone += place.weight
            else:
                heaviest[place.counts_as] = max(place.weight, heaviest.get(place.counts_as, 0))
        return alone + sum(heaviest.values())


class Params(BaseModel):
    """Typed parameters of a check: each has a default, unknown names are refused."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Words:
    """The check's own sentences, used where a rubric says nothing: English here, other languages in the catalogue.

    Placeholders: `{count} {need} {where} {name} {block:opcode} {category:name}`, and the keys of `values`.
    """

    praise: str
    next: str
    hints: tuple[str, ...]  # a ladder: a question, where to look, the move
    measured: str = "{count}"  # "How was this checked?": the number in a sentence


@dataclass(frozen=True, slots=True)
class Example:
    """A small project that shows the check at work: a test, and a part of its page.

    `project` is block text for Scratch (scripts, or a whole project; it may be indented as the source is), and files
    by name for a website.
    `places` are the texts of the places expected, in order; None leaves them open.
    """

    shows: str
    project: str | Mapping[str, str | bytes]
    amount: int
    params: Mapping[str, Any] = field(default_factory=dict)
    places: tuple[str, ...] | None = None
    loose: int = 0  # how many places of this example are seen but cannot run
    looked_at: int | None = None

    def __post_init__(self) -> None:
        if isinstance(self.project, str):
            object.__setattr__(self, "project", dedent(self.project).strip())


IndexT = TypeVar("IndexT")
ParamsT = TypeVar("ParamsT", bound=Params)


@dataclass(frozen=True, slots=True)
class Check(Generic[IndexT, ParamsT]):
    """One check. `observe` gives every place, also what cannot run or came with the starter; `counting` narrows.

    `source` says that it judges what somebody typed: tags, attributes, rules of a style sheet. Where a site builder
    typed them, nobody is asked. `needs` says who must have looked: then `observe` is given what that one saw of a
    website, a `RenderedSite`; `axe` is a browser with axe in it.
    """

    title: str
    kind: Kind
    params: type[ParamsT]
    observe: Callable[[IndexT, ParamsT], Observation]
    words: Words
    examples: tuple[Example, ...]
    severity: Severity | None = None  # of a problem or a praise
    source: bool = False
    needs: Literal["browser", "axe"] | None = None
    other_severities: tuple[Severity, ...] = ()  # of single places of it that say so themselves

    def unset(self) -> ParamsT:
        """Its parameters where nobody says anything: one object for all that ask, since it cannot change."""
        return cast("ParamsT", _unset(self.params))

    def is_hers_to_answer(self, builder: str | None) -> bool:
        """Whether it may be asked of a site: what a site builder typed is nobody's to answer for."""
        return builder is None or not self.source

    def severity_of(self, place: Place) -> Severity | None:
        """How much a place matters: as much as it says itself, else as its check says."""
        own = place.severity if isinstance(place, BlockPlace) else None
        return own or self.severity


@lru_cache(maxsize=1024)
def _unset(params: type[Params]) -> Params:
    return params()


def counting(kind: Kind, observation: Observation, *, loose: bool = True) -> Observation:
    """The part of an observation that a rubric counts: hers, and able to run.

    A problem counts wherever it stands unless `loose` is False; the starter's own problems are not hers.
    """
    keep_loose = kind == "problem" and loose
    return Observation(
        places=tuple(
            place
            for place in observation.places
            if place.hers and (keep_loose or place.runs) and not (isinstance(place, BlockPlace) and place.quirk)
        ),
        looked_at=observation.looked_at,
        near=observation.near,
        values=observation.values,
    )
