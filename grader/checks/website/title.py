"""A name on the tab.

## What it looks for

Pages whose `<title>` says what the page is: not missing, not empty, and not the word an editor or a site builder puts
there, such as "Document", "Untitled" or "Home | My Site". `min_words` asks for longer ones. With `every_page` no page
may be without; with `different` two pages with one title count one time.

## Why it matters

The title stands on the tab of the browser, in the list of favourites and in what a search engine shows.

## Limits

The check does not see whether the title fits the page.
"""

from __future__ import annotations

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import every_page
from grader.website.index import SiteIndex
from grader.website.model import Element, Page
from grader.website.words import count, plain

PLACEHOLDERS = frozenset(
    {"document", "untitled", "untitled document", "untitled page", "title", "page title", "new page", "web page"}
    | {"webpage", "website", "my title", "title of the document", "insert title here", "your title here"}
    | {"index", "index.html", "html", "home page title", "ចំណងជើង", "គ្មានចំណងជើង", "ឯកសារ"}
)


class TitleParams(Params):
    """Which titles count."""

    min_words: int = Field(default=1, ge=1)
    every_page: bool = False
    different: bool = False


def observe(index: SiteIndex, params: TitleParams) -> Observation:
    """Every page with a title of its own; near are the pages without."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for page in index.pages:
        title = title_of(index, page)
        said = plain(title.text) if title is not None else ""
        if title is not None and not _is_placeholder(index, said) and count(said) >= params.min_words:
            places.append(index.place(title, counts_as=said if params.different else None))
        else:
            near.append(index.place(title) if title is not None else index.file_place(page.path))
    return every_page(places, near, wanted=params.every_page, looked_at=len(index.pages))


def _is_placeholder(index: SiteIndex, said: str) -> bool:
    return said in PLACEHOLDERS or index.builder.wrote_title(said)


def title_of(index: SiteIndex, page: Page) -> Element | None:
    """The title of a page: the first, and not one inside a drawing."""
    return next((one for one in index.named_on(page, "title") if one.namespace == page.root.namespace), None)


CHECK = Check(
    title=N_("A name on the tab"),
    kind="count",
    params=TitleParams,
    observe=observe,
    words=Words(
        praise=N_("Your page has a name on the tab."),
        next=N_("Give your page a name in <title>."),
        hints=(
            N_("What does the tab of the browser say?"),
            N_("Look in <head>, near the top of the file."),
            N_("Write <title>About my cat</title> inside <head>."),
        ),
        measured=N_("Pages with a name of their own: {count}."),
    ),
    examples=(
        Example(
            shows="A page with a name",
            project={"index.html": "<title>My cats</title><h1>Cats</h1>"},
            amount=1,
            places=("<title>My cats</title>",),
        ),
        Example(shows="The editor's word is no name", project={"index.html": "<title>Document</title>"}, amount=0),
        Example(shows="No title", project={"index.html": "<h1>Cats</h1>"}, amount=0, looked_at=1),
        Example(shows="An empty title", project={"index.html": "<title> </title>"}, amount=0),
        Example(
            shows="One page of two is missing, and all are wanted",
            project={"index.html": "<title>Cats</title>", "two.html": "<p>Dogs</p>"},
            params={"every_page": True},
            amount=0,
        ),
        Example(
            shows="Different names for different pages",
            project={"index.html": "<title>Cats</title>", "two.html": "<title>Cats</title>"},
            params={"different": True},
            amount=1,
        ),
        Example(
            shows="The title of a drawing is not the page's",
            project={"index.html": "<svg><title>A cat</title></svg>"},
            amount=0,
        ),
        Example(shows="A Khmer name", project={"index.html": "<title>ឆ្មារបស់ខ្ញុំ</title>"}, amount=1),
    ),
)
