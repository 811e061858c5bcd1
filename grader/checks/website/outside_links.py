"""Links to other sites.

## What it looks for

Links (`<a href>`) with the full address of another site, `https://` or `http://`, each address one time. A page of hers
at a site builder is no other site. Near are links that mean one and miss the beginning (`www.example.org`).

## Why it matters

Links show where facts come from, and lead on.

## Limits

Nothing is fetched: whether the page is still there, nobody asked.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.links import split

_ENDINGS = (".com", ".org", ".net", ".kh", ".edu", ".gov", ".info", ".io")


class OutsideLinksParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: OutsideLinksParams) -> Observation:
    """Every link to another site."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for page in index.pages:
        for link in index.named_on(page, "a", "area"):
            address = link.attributes.get("href", "").strip()
            parts = split(address)
            if parts is None or not address:
                continue
            if parts.scheme in {"http", "https"} or address.startswith("//"):
                host = (parts.netloc.rpartition("@")[2].partition(":")[0]).lower().strip(".")
                if index.site.builder is not None and index.her_site.page(address, page.path) is not None:
                    continue
                name = host.removeprefix("www.") + parts.path.rstrip("/") + parts.query
                good = "." in host and " " not in address
                (places if good else near).append(index.place(link, counts_as=name))
            elif not parts.scheme and _misses_beginning(parts.path):
                near.append(index.place(link))
    return Observation(tuple(places), len(places) + len(near), tuple(near))


def _misses_beginning(path: str) -> bool:
    host = path.partition("/")[0].lower()
    return host.startswith("www.") or host.endswith(_ENDINGS)


CHECK = Check(
    title=N_("Links to other sites"),
    kind="count",
    params=OutsideLinksParams,
    observe=observe,
    words=Words(
        praise=N_("Links that lead on to other sites: {count}."),
        next=N_("Add a link to a site where visitors can read more."),
        hints=(
            N_("Where did you find what you tell?"),
            N_("Look at your <a> tags. Do they begin with https://?"),
            N_('Write <a href="https://..."> with the full address.'),
        ),
        measured=N_("Other sites that are linked: {count}."),
    ),
    examples=(
        Example(
            shows="Two sites, one of them two times",
            project={
                "index.html": '<a href="https://example.org/cats">Cats</a><a href="https://www.example.org/cats/">More</a>'
                '<a href="http://example.com">Dogs</a>'
            },
            amount=2,
        ),
        Example(
            shows="The beginning is missing",
            project={"index.html": '<a href="www.example.org">Cats</a><a href="https://example">Dogs</a>'},
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Her own pages, a mail, a part of the page",
            project={
                "index.html": '<a href="b.html">B</a><a href="mailto:club@example.org">Mail</a><a href="#top">Top</a>'
            },
            amount=0,
            looked_at=0,
        ),
    ),
)
