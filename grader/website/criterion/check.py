"""Holds what a rubric asks of a page itself against the elements that a selector finds.

This is the check behind `page:`. What a page criterion can say stands in `docs/page-criteria.md`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import Field

from grader.check import Check, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.criterion.finding import Finding
from grader.website.criterion.judge import Verdict
from grader.website.criterion.near import near
from grader.website.criterion.read import read
from grader.website.index import SiteIndex

ID = "website.page"


class PageParams(Params):
    """The selector, and what must be true of the elements it finds."""

    page: str
    style: Any = None
    text: Any = None
    attributes: Any = None
    count: Any = None
    share: Any = None
    at: Any = None
    from_: Any = Field(None, alias="from")
    via: Any = None


def observe(index: SiteIndex, params: PageParams) -> Observation:
    """A place for every element that holds, with the declarations that make it so beside it."""
    finding = Finding(index, read(params.model_dump(by_alias=True)))
    found = tuple(place for verdict in finding.counted if (place := _place(index, verdict)) is not None)
    almost = near(finding)
    return Observation(
        found,
        looked_at=len(finding.judged),
        near=almost.places if almost is not None else (),
        values={"near": almost.kind, **almost.values} if almost is not None else {},
    )


def _place(index: SiteIndex, verdict: Verdict) -> FilePlace | None:
    """The proof of an element; of one that only the browser wrote the declaration is the proof."""
    beside = tuple(index.declaration_place(declared) for declared in verdict.by)
    hers = any(place.hers for place in beside)
    if verdict.element.written:
        return replace(index.place(verdict.element, hers=hers or index.hers(verdict.element)), beside=beside)
    return replace(beside[0], beside=beside[1:], hers=hers) if beside else None


CHECK = Check(
    title=N_("Makes the page as this goal asks"),
    kind="count",
    params=PageParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you made what this goal asks for."),
        next=N_("{near} Then send it again."),
        hints=(
            N_("How should this part of your page look?"),
            N_("{near} Look there first."),
            N_("Change one line, save, and look at your page."),
        ),
        measured=N_("Parts of your page that are so: {count}."),
    ),
    examples=(),
)
SOURCE_CHECK = replace(CHECK, source=True)  # asks how something is written: of a builder's page nobody is asked


def asks_source(params: PageParams) -> bool:
    """Whether the criterion judges how something is written, not what visitors see."""
    question = read(params.model_dump(by_alias=True))
    return bool(question.origin or question.via) or any(
        test.operator in {"own", "set", "unit_in"} for test in question.style
    )
