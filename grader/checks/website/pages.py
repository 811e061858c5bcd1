"""More than one page.

## What it looks for

HTML files of the upload with something to read or see in them. Two files with the same content are one page. With
`counting_menu_links` the places a menu (`<nav>`) leads to count as pages too, even when they are not in the upload: a
site that a builder keeps on its own server has only some of its pages in the file. `min_words` asks for more in each
page.

## Why it matters

A site with a page for each thing is one where visitors find what they came for.

## Limits

Whether the pages can be reached from each other is for `website.links-work`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.links import inside, split
from grader.website.model import Element, Page
from grader.website.words import count, says_something


class PagesParams(Params):
    """Which pages count."""

    counting_menu_links: bool = False
    min_words: int = Field(default=0, ge=0)


def observe(index: SiteIndex, params: PagesParams) -> Observation:
    """Every page with something in it; near are the empty ones."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for page in index.pages:
        place = index.file_place(page.path, counts_as=_content(page))
        enough = not params.min_words or sum(count(text) for _, text in index.texts(page)) >= params.min_words
        (places if enough and _has_content(page) else near).append(place)
    if params.counting_menu_links:
        places += [
            index.place(link, counts_as=("menu", address.strip().rstrip("/")))
            for page in index.pages
            for link, address in _menu_links(page, index)
        ]
    return Observation(tuple(places), len(index.pages), tuple(near))


def _content(page: Page) -> str:
    return " ".join(page.source.split())


def _has_content(page: Page) -> bool:
    body = next((one for one in page.root.elements if one.name in {"body", "frameset"}), None)
    return body is not None and says_something(body)


def _menu_links(page: Page, index: SiteIndex) -> Iterator[tuple[Element, str]]:
    """The links of menus that lead to a page which was not handed in, and a name for that page."""
    if index.site.builder is None:
        for link in index.named_on(page, "a"):
            if _is_menu_link(link, page, index):
                yield link, link.attributes["href"]
        return
    menus = {menu for selector in index.builder.menu for menu in index.select(selector, page)}
    for link in index.named_on(page, "a"):
        if any(around in menus for around in link.ancestors):
            address = link.attributes.get("href", "").strip()
            target = index.her_site.page(address, page.path) if address and not address.startswith("#") else None
            if target is not None and target not in index.site.files:
                yield link, target


def _is_menu_link(link: Element, page: Page, index: SiteIndex) -> bool:
    address = link.attributes.get("href", "").strip()
    parts = split(address)
    if parts is None or address.startswith("#") or not address or parts.scheme not in {"", "http", "https"}:
        return False
    if inside(address, page.path) in index.site.files:
        return False  # counted as the page it is
    return any(around.name == "nav" or around.get("role") == "navigation" for around in link.ancestors)


CHECK = Check(
    title=N_("More than one page"),
    kind="count",
    params=PagesParams,
    observe=observe,
    words=Words(
        praise=N_("Pages of your site: {count}."),
        next=N_("Add one more page, and a link to it."),
        hints=(
            N_("What else would a visitor like to know?"),
            N_("Look at your folder. How many .html files do you see?"),
            N_("Copy index.html and give the copy a new name."),
        ),
        measured=N_("Pages with something in them: {count}."),
    ),
    examples=(
        Example(
            shows="Two pages",
            project={"index.html": "<h1>Cats</h1>", "dogs.html": "<h1>Dogs</h1>"},
            amount=2,
            places=("index.html", "dogs.html"),
        ),
        Example(
            shows="An empty page is not there yet",
            project={"index.html": "<h1>Cats</h1>", "dogs.html": "<html><head><title>Dogs</title></head></html>"},
            amount=1,
        ),
        Example(
            shows="A copy is the same page",
            project={"index.html": "<h1>Cats</h1>", "copy.html": "<h1>Cats</h1>\n"},
            amount=1,
        ),
        Example(shows="Nothing in it", project={"index.html": " "}, amount=0, looked_at=1),
        Example(
            shows="The menu of a site that a builder keeps",
            project={
                "index.html": '<nav><a href="https://me.example.org/">Home</a> <a href="https://me.example.org/food">Food</a>'
                "</nav><h1>Cats</h1>"
            },
            params={"counting_menu_links": True},
            amount=3,
        ),
        Example(
            shows="A few words are asked for",
            project={"index.html": "<h1>Cats</h1>", "dogs.html": "<p>Dogs like to run and to play with a ball.</p>"},
            params={"min_words": 5},
            amount=1,
        ),
    ),
)
