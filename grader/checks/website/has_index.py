"""The first page is index.html.

## What it looks for

A file named `index.html`, in small letters, in the folder of the site.

## Why it matters

A browser that opens a site asks for `index.html`. Under another name visitors see a list of files, or nothing.

## Limits

A copy in a folder below does not count. Nothing is asked of what stands in the file.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.places import whole_file

NAME = "index.html"


class HasIndexParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: HasIndexParams) -> Observation:
    """The file; near is the one that was perhaps meant. `found` is its name."""
    if NAME in index.site.files:
        # The name may have come with the starter, when something else in the site is hers.
        hers = any(index.file_hers(path) for path in index.site.files)
        return Observation((whole_file(NAME, hers=hers),), 1)
    almost = [path for path in index.site.files if _almost(path)]
    almost += [page.path for page in index.pages if page.path not in almost]
    near = tuple(index.file_place(path) for path in almost[:1])
    return Observation((), len(index.site.files), near, {"found": almost[0]} if almost else {})


def _almost(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return name.startswith("index.") or name in {NAME, "home.html", "index", "inedx.html", "indx.html"}


CHECK = Check(
    title=N_("The first page is index.html"),
    kind="count",
    source=True,
    params=HasIndexParams,
    observe=observe,
    words=Words(
        praise=N_("A browser finds your first page."),
        next=N_("Name your first page index.html, so a browser finds it."),
        hints=(
            N_("Which page should visitors see first?"),
            N_("Look at the names of your files, letter by letter."),
            N_("Rename your first page to index.html, all small letters."),
        ),
        measured=N_("Pages named index.html: {count}."),
    ),
    examples=(
        Example(shows="There", project={"index.html": "<h1>Cats</h1>"}, amount=1, places=("index.html",)),
        Example(shows="Large letters are another name", project={"Index.html": "<h1>Cats</h1>"}, amount=0),
        Example(shows="An ending too many", project={"index.html.txt": "<h1>Cats</h1>"}, amount=0),
        Example(shows="In a folder below", project={"site/index.html": "<h1>Cats</h1>"}, amount=0),
        Example(shows="Another name", project={"cats.html": "<h1>Cats</h1>"}, amount=0),
    ),
)
