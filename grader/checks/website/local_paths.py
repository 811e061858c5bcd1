r"""Addresses that work on her computer alone.

## What it looks for

Addresses of pictures, links, style sheets and the like, in pages and in CSS, that name a drive (`C:\`), begin with
`file:`, hold a backslash, or begin with one slash.

## Why it matters

On the web nobody has her drive. The page is there, and its pictures are not.

## Limits

An address that begins with a slash works on a server of one's own. In a folder it leads nowhere.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.uses import place_of, uses


class LocalPathsParams(Params):
    """Which addresses are told."""

    leading_slash: bool = True


def observe(index: SiteIndex, params: LocalPathsParams) -> Observation:
    """Every address that no other computer understands; `address` is the first."""
    found = [use for use in index.once(uses) if use.address.strip()]
    local = [use for use in found if _is_local(use.address.strip(), leading_slash=params.leading_slash)]
    first = next((use for use in local if use.hers), None)
    values: dict[str, str | int | float] = {"address": first.address.strip()[:80]} if first is not None else {}
    places = tuple(place_of(index, use) for use in local)
    return Observation(places, sum(use.hers for use in found), values=values)


def _is_local(address: str, *, leading_slash: bool) -> bool:
    small = address[:12].lower()
    if small.startswith(("data:", "javascript:", "mailto:", "http:", "https:")):
        return False
    drive = len(small) > 2 and small[0].isascii() and small[0].isalpha() and small[1] == ":" and small[2] in "\\/"
    if drive or small.startswith("file:") or "\\" in address.partition("?")[0]:
        return True
    return leading_slash and small.startswith("/") and not small.startswith("//")


CHECK = Check(
    title=N_("Addresses that work on one computer alone"),
    kind="problem",
    severity="warning",
    source=True,
    params=LocalPathsParams,
    observe=observe,
    words=Words(
        praise=N_("Your addresses work on every computer."),
        next=N_("{address} is known to your computer alone. Name the file."),
        hints=(
            N_("Would a friend have this folder on her computer?"),
            N_("Look at {where}. Where does the address begin?"),
            N_("Put the file beside your page. Write its name alone."),
        ),
        measured=N_("Addresses of one computer: {count}."),
    ),
    examples=(
        Example(
            shows="A drive, a file address, a backslash",
            project={
                "index.html": '<img src="C:\\Users\\Dara\\cat.png" alt="Cat"><img src="file:///home/b.png" alt="B">'
                '<a href="pages\\two.html">Two</a>'
            },
            amount=3,
            looked_at=3,
        ),
        Example(
            shows="In a style sheet",
            project={
                "index.html": "<link rel=stylesheet href=a.css>",
                "a.css": "body { background: url(D:/sky.png) }",
            },
            amount=1,
            places=("D:/sky.png",),
        ),
        Example(
            shows="The root of a server",
            project={"index.html": '<img src="/images/cat.png" alt="Cat">'},
            amount=1,
        ),
        Example(
            shows="The root of a server is allowed",
            project={"index.html": '<img src="/images/cat.png" alt="Cat">'},
            params={"leading_slash": False},
            amount=0,
        ),
        Example(
            shows="Names, folders and other sites",
            project={
                "index.html": '<img src="images/cat.png" alt="Cat"><a href="../b.html#c:/d">B</a>'
                '<a href="https://example.org/a">A</a><script src="//example.org/a.js"></script>'
            },
            amount=0,
            looked_at=4,
        ),
    ),
)
