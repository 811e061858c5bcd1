"""What may stand in a rubric: the keys, their types, and what each is for. The meaning between keys is in `sense`.

The attribute names are the keys of the file; `with`, `in` and `from` are words of Python and get a `_`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from grader.rubric.text import Text

ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, Field(pattern=ID)]
CheckId = Annotated[str, Field(pattern=r"^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$")]
Points = Annotated[int | float, Field(ge=0, le=1000)]
Whole = Annotated[int, Field(ge=0)]
Given = Literal["start", "good", "great"]  # what a person can give
Kind = Literal["sb3", "website", "builder", "picture", "nothing"]
Scorer = Literal["mentor", "self", "peer"]


class Model(BaseModel):
    """Strict and frozen; unknown keys are mistakes."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=True)


class Thresholds(Model):
    """From which amount a level begins."""

    good: Whole | None = Field(None, description="The amount for good.")
    great: Whole = Field(description="The amount for great.")


class Descriptions(Model):
    """What each level looks like, where a person decides."""

    start: Text
    good: Text
    great: Text


def _which_levels(value: Any) -> str:
    values = list(value.values()) if isinstance(value, Mapping) else [value]
    return "words" if isinstance(value, Descriptions) or any(isinstance(v, Mapping) for v in values) else "amounts"


Levels = Annotated[
    Annotated[Thresholds, Tag("amounts")] | Annotated[Descriptions, Tag("words")],
    Discriminator(_which_levels),
]


class Attempts(Model):
    """Which try counts, and how fast hints open."""

    counts: Literal["best", "last"] = Field("best", description="The try that counts.")
    hint_every: Annotated[int, Field(ge=1)] = Field(1, description="A hint opens after so many different files.")


class Late(Model):
    """What happens after the date."""

    policy: Literal["welcome", "label", "close"] = "welcome"
    grace_days: Whole = 0


class Gate(Model):
    """What must be so before a band can be given; it holds from an amount of 1."""

    check: CheckId = Field(description="A check of the catalogue: `kru checks`.")
    with_: Mapping[str, Any] = Field({}, alias="with", description="The check's parameters.")
    say: Text | None = Field(None, description="The sentence she reads while the gate does not hold.")


class Criterion(Model):
    """One line of a rubric: one source, points, two thresholds, words."""

    id: Id = Field(description="Small letters, digits and hyphens; never used twice.")
    title: Text = Field(description="The goal in a few words.")
    points: Points = Field(0, description="What it can give.")
    bonus: bool = Field(default=False, description="Adds on top, up to `bonus_up_to`.")
    optional: bool = Field(default=False, description="Never counts.")
    after: tuple[Id, ...] = Field((), description="Waits until these are at least good.")

    check: CheckId | None = Field(None, description="Source 1: a check of the catalogue.")
    with_: Mapping[str, Any] = Field({}, alias="with", description="The check's parameters.")

    blocks: str | None = Field(None, description="Source 2: a pattern in block text.")
    exactly: bool = Field(default=False, description="Lines of the pattern are neighbours.")
    in_: Annotated[tuple[str, ...], Field(min_length=1)] | None = Field(
        None, alias="in", description="The sprites the pattern is looked for in: their names, or stage."
    )

    page: str | None = Field(None, description="Source 2 for websites: a CSS selector.")
    style: Any = Field(None, description="What properties must be, after the cascade.")
    text: Any = Field(None, description="What the words in an element must be.")
    attributes: Any = Field(None, description="What attributes must be.")
    count: Any = Field(None, description="How many elements there must be.")
    share: Any = Field(None, description="How many of the elements must hold: any, all, at least 2, 80 %.")
    at: Any = Field(None, description="The width of the window in pixels: {width: 360}.")
    from_: Any = Field(None, alias="from", description="Where the rule must stand: external, style or inline.")
    via: Any = Field(None, description="By what the rule must find the element: class, id or element.")
    rendered: bool = Field(default=False, description="Look at the page in a browser.")
    scripts: bool = Field(default=False, description="Let scripts run in that browser.")

    play: Mapping[str, Any] | None = Field(None, description="Source 3: run the project and watch.")

    scored_by: Scorer | None = Field(None, description="Source 4: a person.")
    ask: Text | None = Field(None, description="What the person is asked.")

    levels: Levels | None = Field(None, description="Where good and great begin.")
    at_most: bool | None = Field(None, description="Fewer is better.")
    praise: Text | None = Field(None, description="Said when it is reached.")
    next: Text | None = Field(None, description="Said as the next step.")
    hints: tuple[Text, ...] = Field((), description="A ladder: a question, where to look, the move.")

    @property
    def source(self) -> str | None:
        """The name of its source."""
        return next((name for name in SOURCES if getattr(self, name) is not None), None)

    @property
    def asks(self) -> str | None:
        """The id of the check that answers; a pattern, a page and a play have their own, not in the catalogue."""
        if self.blocks is not None:
            return PATTERN
        if self.play is not None:
            return PLAY
        return self.check if self.page is None else PAGE

    @property
    def page_keys(self) -> dict[str, Any]:
        """What is asked of a page, by the keys of the file."""
        names = ("page", "style", "text", "attributes", "count", "share", "at", "via")
        return {"from": self.from_, **{name: getattr(self, name) for name in names}}


PATTERN = "scratch.pattern"
PAGE = "website.page"
PLAY = "scratch.play"
SOURCES = ("check", "blocks", "page", "play", "scored_by")
BESIDE: Mapping[str, str] = {  # keys that mean nothing without their source
    "with": "check",
    **dict.fromkeys(("exactly", "in"), "blocks"),
    **dict.fromkeys(
        ("style", "text", "attributes", "count", "share", "at", "from", "via", "rendered", "scripts"), "page"
    ),
    "ask": "scored_by",
}


class Example(Model):
    """One of the rubric's own tests."""

    file: str = Field(description="A file beside the rubric, or `none`.")
    marks: Mapping[str, Given] = Field({}, description="Levels given by people.")
    expect: Mapping[str, str | int | float | bool | None] = Field(description="What must come out.")


RESERVED = ("band", "points", "final", "gate")  # words of `expect`: no criterion may be called so


class Rubric(Model):
    """A whole rubric, packs merged in."""

    rubric: Literal[1] = Field(description="The version of this format.")
    id: Id = Field(description="The name of its folder.")
    version: Annotated[int, Field(ge=1)] = Field(description="Raise it when points change.")
    module: str | int | None = None
    week: Annotated[int, Field(ge=1)] | None = None
    title: Text
    goal: Text | None = None
    accepts: Annotated[tuple[Kind, ...], Field(min_length=1)] = Field(description="What may be handed in.")
    uses: tuple[str, ...] = Field((), description="Packs: shared gates and criteria.")
    points: Points = Field(description="The sum of its criteria without bonus and optional ones.")
    bonus_up_to: Points = 0
    attempts: Attempts = Attempts()
    late: Late = Late()
    starter: str | None = Field(None, description="A file beside the rubric.")
    gates: tuple[Gate, ...] = ()
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    examples: tuple[Example, ...] = Field((), description="The rubric's own tests.")

    def criterion(self, name: str) -> Criterion:
        """By its id; KeyError when there is none."""
        for criterion in self.criteria:
            if criterion.id == name:
                return criterion
        raise KeyError(name)


class Pack(Model):
    """`rubrics/packs/NAME.yaml`: what several rubrics share."""

    pack: Id
    gates: tuple[Gate, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    texts: Mapping[str, tuple[str, ...]] = Field({}, description="Lists of sentences.")
