"""The same on all pages.

## What it looks for

What most pages of a site share and a page lacks: the menu (`<nav>` that leads to the same places), a `<header>`, a
`<footer>`, and the style sheets. `parts` asks for certain ones. `page`, `part` and `share` tell the first: "3 of 4".

## Why it matters

A visitor knows where she is when every page looks and works like the others.

## Limits

The words of a header may differ from page to page. A menu may leave out the page it stands on. With two pages there is
no "most": what one has, the other lacks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import listed
from grader.website.index import SiteIndex
from grader.website.links import inside
from grader.website.model import Page
from grader.website.words import says_something

Part = Literal["nav", "header", "footer", "sheets"]
_TAGS = {"nav": "<nav>", "header": "<header>", "footer": "<footer>", "sheets": "<link>"}


class SameOnAllPagesParams(Params):
    """What must be the same."""

    parts: Annotated[tuple[Part, ...], BeforeValidator(listed)] = ("nav", "header", "footer", "sheets")


def observe(index: SiteIndex, params: SameOnAllPagesParams) -> Observation:
    """A place for every page and part that differs from most."""
    pages = [page for page in index.pages if page.path.rpartition("/")[2].lower() != "404.html"]
    if len(pages) < 2:
        return Observation((), 0)
    places: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    for part in params.parts:
        usual, has = _compare(index, pages, part)
        for page in pages:
            if usual is None or page in has:
                continue
            place = index.file_place(page.path, text=f"{page.path}: {_TAGS[part]}", counts_as=(page.path, part))
            places.append(place)
            if not values and place.hers:
                values = {"page": page.path, "part": _TAGS[part], "share": len(has), "pages": len(pages)}
    looked_at = sum(index.file_hers(page.path) for page in pages)
    return Observation(tuple(places), looked_at, values=values)


def _compare(index: SiteIndex, pages: list[Page], part: Part) -> tuple[Hashable, set[Page]]:
    """What most pages have of a part, and the pages that have it; None where no page has any."""
    if part == "nav":
        return _menus(index, pages)
    found: Mapping[Page, frozenset[str]]
    if part == "sheets":
        found = {
            page: frozenset(
                source.path for source in index.style_sources(page) if _is_file(source.element.name) and source.path
            )
            for page in pages
        }
        # A page may have a sheet of its own beside the shared ones.
        counted = Counter(path for paths in found.values() for path in paths)
        usual = frozenset(path for path, count in counted.items() if count * 2 >= len(pages) and count > 1)
        usual = usual or frozenset(path for path, count in counted.items() if len(pages) == 2 and count)
        return (usual or None), {page for page, paths in found.items() if usual <= paths}
    has = {page for page in pages if any(says_something(one) for one in index.named_on(page, part))}
    return (part if has and len(has) * 2 >= len(pages) else None), has


def _is_file(name: str) -> bool:
    return name == "link"


def _menus(index: SiteIndex, pages: list[Page]) -> tuple[Hashable, set[Page]]:
    menus = {page: _menu(index, page) for page in pages}
    counted = Counter(target for targets in menus.values() for target in targets)
    paths = {page.path for page in pages}
    # A page that a menu stands on may be missing in it: it needs one vote less.
    usual = {target for target, count in counted.items() if (count + (target in paths)) * 2 >= len(pages)}
    if not usual or sum(1 for targets in menus.values() if targets) * 2 < len(pages):
        return None, set(pages)
    return frozenset(usual), {page for page, targets in menus.items() if targets and usual <= targets | {page.path}}


def _menu(index: SiteIndex, page: Page) -> set[str]:
    """Where the menus of a page lead."""
    found: set[str] = set()
    for link in index.named_on(page, "a"):
        address = link.attributes.get("href", "").strip()
        if address and any(around.name == "nav" for around in link.ancestors):
            target = inside(address, page.path)
            if target is None:
                found.add(address)
            elif not address.startswith("#"):
                found.add(
                    f"{target.rstrip('/.')}/index.html".lstrip("/")
                    if target.endswith(("/", "/.")) or target == "."
                    else target
                )
    return found


CHECK = Check(
    title=N_("Pages that differ from the others"),
    kind="problem",
    severity="advice",
    source=True,
    params=SameOnAllPagesParams,
    observe=observe,
    words=Words(
        praise=N_("Your pages belong together: the same menu and look everywhere."),
        next=N_("{share} of {pages} pages share {part}, {page} not yet."),
        hints=(
            N_("What should a visitor find on every page?"),
            N_("Look at {page}, and compare it with another page."),
            N_("Copy {part} from a page that has it."),
        ),
        measured=N_("Parts that are missing on a page: {count}."),
    ),
    examples=(
        Example(
            shows="One page lacks the menu and the style sheet",
            project={
                "index.html": '<link rel=stylesheet href=a.css><nav><a href="index.html">H</a>'
                '<a href="b.html">B</a></nav>',
                "b.html": '<link rel=stylesheet href=a.css><nav><a href="./">H</a><a href="b.html">B</a></nav>',
                "c.html": '<p><a href="index.html">H</a></p>',
                "a.css": "nav { margin: 0 }",
            },
            amount=2,
            looked_at=3,
        ),
        Example(
            shows="The same everywhere, each menu without its own page",
            project={
                "index.html": '<header>Cats</header><nav><a href="b.html">B</a></nav><footer>2026</footer>',
                "b.html": '<header>Food</header><nav><a href="index.html">H</a></nav><footer>2026</footer>',
            },
            amount=0,
        ),
        Example(
            shows="A sheet of its own beside the shared one",
            project={
                "index.html": "<link rel=stylesheet href=a.css><p>A</p>",
                "b.html": "<link rel=stylesheet href=a.css><link rel=stylesheet href=b.css><p>B</p>",
                "c.html": "<link rel=stylesheet href=a.css><p>C</p>",
                "a.css": "p { margin: 0 }",
                "b.css": "p { color: red }",
            },
            amount=0,
        ),
        Example(
            shows="No page has a footer",
            project={"index.html": "<p>A</p>", "b.html": "<p>B</p>"},
            params={"parts": ["footer"]},
            amount=0,
        ),
        Example(shows="One page alone", project={"index.html": "<nav>A</nav>"}, amount=0, looked_at=0),
    ),
)
