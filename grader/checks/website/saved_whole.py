"""Saved with its pictures.

## What it looks for

Pages that came with the pictures they show: at least one of them lies in the upload, in the folder that a browser puts
beside a page, or inside a page saved in one file. A page with words and no pictures came whole too.

## Why it matters

A browser that saves "HTML only" leaves the pictures on the server. Her mentor then sees empty frames.

## Limits

One picture is enough: some stay on the server whatever the browser does. Pictures of style sheets are not looked for.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website import pictures
from grader.website.builder.complete import came_whole
from grader.website.index import SiteIndex
from grader.website.model import Page


class SavedWholeParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: SavedWholeParams) -> Observation:
    """Every page that came whole; near are those without their pictures."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for page in index.pages:
        whole = bool(index.texts(page)) and came_whole(page, index.site)
        (places if whole or _shows(index, page) else near).append(index.file_place(page.path, counts_as=page.path))
    return Observation(tuple(places), len(index.pages), tuple(near))


def _shows(index: SiteIndex, page: Page) -> bool:
    """Whether a page without words shows a picture that came with it."""
    return any(pictures.found(image, page, index.site) for image in index.named_on(page, "img"))


CHECK = Check(
    title=N_("Saved with its pictures"),
    kind="count",
    params=SavedWholeParams,
    observe=observe,
    words=Words(
        praise=N_("Your page came with its pictures."),
        next=N_("Save your page again. Choose “Web page, complete”."),
        hints=(
            N_("Where are the pictures of your page now?"),
            N_("Look beside your page: is there a folder with its name?"),
            N_("Press Ctrl+S. Choose “Web page, complete”. Zip page and folder."),
        ),
        measured=N_("Pages with their pictures: {count}."),
    ),
    examples=(
        Example(
            shows="A page and the folder that the browser made",
            project={
                "Home.html": '<h1>Bags</h1><img src="./Home_files/bag.png" alt="A blue bag">',
                "Home_files/bag.png": b"\x89PNG\r\n\x1a\n",
            },
            amount=1,
            places=("Home.html",),
        ),
        Example(
            shows="The page alone",
            project={"Home.html": '<img src="./Home_files/bag.png" alt="A blue bag">'},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A page without pictures lacks none",
            project={"index.html": "<h1>Our bags</h1>"},
            amount=1,
        ),
    ),
)
