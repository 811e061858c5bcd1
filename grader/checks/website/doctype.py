"""It begins like a modern page.

## What it looks for

Pages that begin with `<!DOCTYPE html>`, in capitals or small letters. A comment may stand before it. With `every_page`
no page may be without.

## Why it matters

Without it browsers pretend to be as old as the pages of 1998, and widths and fonts come out different.

## Limits

Older long forms, such as those of HTML 4, do not count.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import every_page
from grader.website.index import SiteIndex
from grader.website.places import stretch


class DoctypeParams(Params):
    """Whether every page must have it."""

    every_page: bool = False


def observe(index: SiteIndex, params: DoctypeParams) -> Observation:
    """Every page with a modern doctype; near are the other pages."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for page in index.pages:
        found = page.doctype
        if found is not None and (found.name or "").lower() == "html" and found.public is None and not found.system:
            hers = index.file_hers(page.path) and not _given(index, page.path)
            places.append(stretch(page.path, page.source, page.lines, found.start, found.end, hers=hers))
        else:
            near.append(index.file_place(page.path))
    return every_page(places, near, wanted=params.every_page, looked_at=len(index.pages))


def _given(index: SiteIndex, path: str) -> bool:
    """Whether the starter's page of that name had a doctype before."""
    starter = index.starter
    return starter is not None and any(page.path == path and page.doctype is not None for page in starter.pages)


CHECK = Check(
    title=N_("It begins like a modern page"),
    kind="count",
    source=True,
    params=DoctypeParams,
    observe=observe,
    words=Words(
        praise=N_("Your page begins like a modern page."),
        next=N_("Begin your page with <!DOCTYPE html>."),
        hints=(
            N_("What is the first line of your file?"),
            N_("Look at line 1."),
            N_("Write <!DOCTYPE html> above everything else."),
        ),
        measured=N_("Pages that begin with <!DOCTYPE html>: {count}."),
    ),
    examples=(
        Example(
            shows="The first line",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>"},
            amount=1,
            places=("<!DOCTYPE html>",),
        ),
        Example(shows="Small letters do too", project={"index.html": "<!doctype html><p>Hi</p>"}, amount=1),
        Example(shows="Missing", project={"index.html": "<html><p>Hi</p></html>"}, amount=0, looked_at=1),
        Example(
            shows="The form of an older HTML",
            project={
                "index.html": '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">'
            },
            amount=0,
        ),
        Example(shows="Too late in the file", project={"index.html": "<p>Hi</p>\n<!DOCTYPE html>"}, amount=0),
    ),
)
