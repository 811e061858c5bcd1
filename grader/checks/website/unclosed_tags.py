"""A tag is still open.

## What it looks for

Elements that need an end tag and have none: the place begins where the tag was opened and ends where the browser closed
it. End tags with nothing to close, end tags in the wrong order (`<b><i></b></i>`), and a comment that never ends. One
slip is one finding: a forgotten `</strong>` that the browser carries into the next paragraphs is told one time.

## Why it matters

The browser guesses where the part ends. Often too much becomes bold, or a box holds the rest of the page, and another
browser, or tomorrow's page, looks different.

## Limits

The standard lets `<p>`, `<li>`, `<td>` and some others end without an end tag, so these are not told. Which of two
crossed tags was meant to be first, nobody can know.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import END_TAG_OPTIONAL, HTML, VOID, Element, EndTag, Page
from grader.website.places import end_of, stretch

_SWAPPED = 40  # characters between two end tags in the wrong order
_COMMENT = "eof-in-comment"


class UnclosedTagsParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: UnclosedTagsParams) -> Observation:
    """Every tag that stays open, every end tag that closes nothing, every comment without an end."""
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        written = [one for one in page.elements if one.start is not None and one.name not in VOID and index.hers(one)]
        looked_at += len(written)
        places += sorted(_on(index, page), key=lambda place: (place.line or 0, place.column or 0))
    return Observation(tuple(places), looked_at)


def _on(index: SiteIndex, page: Page) -> Iterator[FilePlace]:
    unclosed = [one for one in page.elements if one.start is not None and _is_open(one)]
    strays = list(page.strays)
    for element in unclosed:
        swapped = _swapped(element, strays)
        if swapped is not None:
            strays.remove(swapped)
        end = swapped.end if swapped is not None else end_of(element, page)
        start_tag = page.source[element.start : element.end]
        yield stretch(
            page.path, page.source, page.lines, element.start or 0, end, text=start_tag, hers=index.hers(element)
        )
    for stray in strays:
        # `</p>` behind a block that ended the paragraph: the paragraph is what was meant, and it is closed.
        if stray.name not in END_TAG_OPTIONAL:
            yield stretch(page.path, page.source, page.lines, stray.start, stray.end, hers=_new(index, page, stray))
    for error in page.errors:
        if error.code.startswith(_COMMENT):
            start = page.source.rfind("<!--", 0, error.end)
            yield stretch(page.path, page.source, page.lines, max(0, start), error.end, hers=index.file_hers(page.path))


def _is_open(element: Element) -> bool:
    if element.closing_start is not None or element.name in VOID:
        return False
    if element.namespace != HTML:
        return element.closed_at is not None or not _ends_itself(element)
    return element.name not in END_TAG_OPTIONAL


def _ends_itself(element: Element) -> bool:
    """Whether nothing is in it: in a drawing `<path/>` ends with its own tag."""
    return not element.children


def _swapped(element: Element, strays: list[EndTag]) -> EndTag | None:
    """The end tag that came too late: of the same name, right behind where the element was ended."""
    if element.closed_at is None:
        return None
    for stray in strays:
        if stray.name == element.name and 0 <= stray.start - element.closed_at <= _SWAPPED:
            return stray
    return None


def _new(index: SiteIndex, page: Page, stray: EndTag) -> bool:
    """Whether the starter's page of that name had no such end tag too many."""
    starter = index.starter
    return starter is None or not any(
        given.name == stray.name for other in starter.pages if other.path == page.path for given in other.strays
    )


CHECK = Check(
    title=N_("A tag is still open"),
    kind="problem",
    severity="error",
    params=UnclosedTagsParams,
    observe=observe,
    words=Words(
        praise=N_("Every tag that you opened is closed again."),
        next=N_("Close the tag that you opened: {where}."),
        hints=(
            N_("Where should this part of your page end?"),
            N_("Look at {where}. Which tag is still open?"),
            N_("Write the end tag, such as </section>, where the part ends."),
        ),
        measured=N_("Tags still open: {count}."),
    ),
    examples=(
        Example(
            shows="A forgotten end tag is one finding, however far it reaches",
            project={"index.html": "<p>Hello <strong>bold</p>\n<p>more</p>\n<p>and more</p>"},
            amount=1,
            places=("<strong>",),
        ),
        Example(
            shows="A box that stays open",
            project={"index.html": "<main><section class=story><h2>Cats</h2></main>"},
            amount=1,
            places=("<section class=story>",),
        ),
        Example(
            shows="Two end tags in the wrong order are one finding",
            project={"index.html": "<p><b><i>Cats</b></i></p>"},
            amount=1,
            places=("<i>",),
        ),
        Example(
            shows="An end tag with nothing to close",
            project={"index.html": "<div><p>Cats</p></div></div>"},
            amount=1,
            places=("</div>",),
        ),
        Example(
            shows="Every tag is closed",
            project={"index.html": "<div><p>Cats</p><ul><li>Tom<li>Kitty</ul><br></div>"},
            amount=0,
            looked_at=5,
        ),
        Example(
            shows="A title without its end swallows the page",
            project={"index.html": "<title>Cats\n<h1>Cats</h1>"},
            amount=1,
            places=("<title>",),
        ),
        Example(
            shows="A comment without its end",
            project={"index.html": "<p>Cats</p>\n<!-- more to come\n<p>Dogs</p>"},
            amount=1,
        ),
        Example(shows="Nothing there, nothing open", project={"index.html": "Hello"}, amount=0, looked_at=0),
        Example(
            shows="Parts of a drawing end themselves",
            project={"index.html": '<svg viewBox="0 0 9 9"><path d="M0 0h9"/><circle r="3"/></svg>'},
            amount=0,
        ),
        Example(
            shows="A slash does not close a box",
            project={"index.html": "<div/>\n<p>Cats</p>"},
            amount=1,
            places=("<div/>",),
        ),
    ),
)
