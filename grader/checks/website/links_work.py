"""Links work.

## What it looks for

Links (`<a href>`) that lead somewhere: to a page or file of the upload, to a part of a page (`#top`) that is there, to
another site by a full address, to a mail or a phone. With `between_own_pages` only links from one page of hers to
another count; on a page of a site builder these are also the addresses of her site there. Several links from a page to
the same place count one time.

## Why it matters

A visitor moves through a site by its links. One that leads nowhere ends her visit.

## Limits

Other sites are never asked whether the page is there. Names must fit letter by letter: on the web `About.html` and
`about.html` are two files. A link that begins with `/` works on a server alone, so it does not count.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.links import inside, nearest, split
from grader.website.model import Element, Page

_INDEXES = ("index.html", "index.htm")


class LinksWorkParams(Params):
    """Which links count."""

    between_own_pages: bool = False


def observe(index: SiteIndex, params: LinksWorkParams) -> Observation:
    """Every link that leads somewhere; near are those that do not. `missing` and `nearest` are names for a hint."""
    links = [link for link in index.named("a", "area") if "href" in link.attributes]
    targets = _Targets(index)
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    looked_at = 0
    for link in links:
        page = index.page_of(link)
        address = link.attributes["href"].strip()
        target = targets.of(address, page)
        if params.between_own_pages:
            if _leaves(address) and not targets.is_hers(target):
                continue
            if target is not None and not targets.is_other_page(target, page):
                continue
        looked_at += 1
        if target is not None:
            places.append(index.place(link, counts_as=(page.path, target)))
            continue
        near.append(index.place(link))
        if not values and not _leaves(address):
            wanted = inside(address, page.path) or address
            values = {"missing": address, "nearest": nearest(wanted, index.site.files) or ""}
    return Observation(tuple(places), looked_at, tuple(near), values)


def _leaves(address: str) -> bool:
    """Whether a link leads to another site, a mail or a phone."""
    parts = split(address)
    return parts is not None and (bool(parts.netloc) or parts.scheme in {"http", "https", "mailto", "tel", "sms"})


class _Targets:
    """Where addresses lead."""

    def __init__(self, index: SiteIndex) -> None:
        self._index = index
        self._pages = {page.path: page for page in index.pages}
        self._ids: dict[Page, frozenset[str]] = {}
        self._on_the_web: set[str] = set()  # pages of hers that a site builder keeps

    def of(self, address: str, page: Page) -> str | None:
        """A name for where a link leads, the same for the same place; None when it leads nowhere."""
        parts = split(address)
        if parts is None or address in {"", "#"}:
            return None
        if self._index.site.builder is not None and not address.startswith("#"):
            kept = self._index.her_site.page(address, page.path)
            if kept is not None:
                self._on_the_web.add(kept)
                return kept
        if parts.netloc or parts.scheme in {"http", "https"}:
            return address if parts.scheme in {"http", "https", ""} and "." in parts.netloc.strip(".") else None
        if parts.scheme in {"mailto", "tel", "sms"}:
            return address if parts.path.strip() else None
        return self._in_upload(address, parts.fragment, page)

    def _in_upload(self, address: str, fragment: str, page: Page) -> str | None:
        path = inside(address, page.path)
        file = self._file(path) if path is not None else None
        if file is None or (fragment and file in self._pages and not self._has(self._pages[file], fragment)):
            return None
        return f"{file}#{fragment}" if file == page.path and fragment else file

    def is_other_page(self, target: str, page: Page) -> bool:
        """Whether a target is a page of the upload other than this one."""
        return (target in self._pages or self.is_hers(target)) and target != page.path

    def is_hers(self, target: str | None) -> bool:
        """Whether a target is a page of hers on the server of a site builder."""
        return target in self._on_the_web

    def _file(self, path: str) -> str | None:
        files = self._index.site.files
        if path in files:
            return path
        folder = "" if path.rstrip("/") in {"", "."} else path.rstrip("/") + "/"
        return next((folder + name for name in _INDEXES if folder + name in files), None)

    def _has(self, page: Page, fragment: str) -> bool:
        known = self._ids.get(page)
        if known is None:
            known = self._ids[page] = frozenset(
                name for element in page.elements for name in _names(element) if name is not None
            )
        return fragment in known or fragment.lower() == "top"


def _names(element: Element) -> tuple[str | None, str | None]:
    return element.attributes.get("id"), element.attributes.get("name") if element.name == "a" else None


CHECK = Check(
    title=N_("Links work"),
    kind="count",
    params=LinksWorkParams,
    observe=observe,
    words=Words(
        praise=N_("Links that take a visitor where you want: {count}."),
        next=N_("Add a link that takes a visitor to a page."),
        hints=(
            N_("Click through your site. Where do you get stuck?"),
            N_("Compare the name in href with the file, letter by letter."),
            N_('Write <a href="index.html">Home</a> on every page.'),
        ),
        measured=N_("Links that lead somewhere: {count}."),
    ),
    examples=(
        Example(
            shows="There and back",
            project={
                "index.html": '<a href="work.html">Her work</a>',
                "work.html": '<a href="./index.html">Home</a> <a href="index.html">Start</a>',
            },
            params={"between_own_pages": True},
            amount=2,
        ),
        Example(
            shows="Another letter is another file",
            project={"index.html": '<a href="Work.html">Her work</a>', "work.html": "<p>Hi</p>"},
            params={"between_own_pages": True},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A link to its own page takes nobody to another",
            project={"index.html": '<a href="index.html">Home</a> <a href="#cats">Cats</a><h2 id=cats>Cats</h2>'},
            params={"between_own_pages": True},
            amount=0,
        ),
        Example(
            shows="A part of the page, another site, a mail",
            project={
                "index.html": '<h2 id="cats">Cats</h2><a href="#cats">Up</a>'
                '<a href="https://example.org/a">More</a><a href="mailto:club@example.org">Mail</a>'
            },
            amount=3,
        ),
        Example(
            shows="Links that lead nowhere yet",
            project={"index.html": '<a href="#">One</a><a href="">Two</a><a href="#nowhere">Three</a><a>Four</a>'},
            amount=0,
            looked_at=3,
        ),
        Example(
            shows="A folder means the index.html in it",
            project={"index.html": '<a href="cats/">Cats</a>', "cats/index.html": '<a href="../">Home</a>'},
            params={"between_own_pages": True},
            amount=2,
        ),
        Example(
            shows="A way that only her own computer knows",
            project={"index.html": '<a href="C:\\site\\two.html">Two</a>', "two.html": "<p>2</p>"},
            amount=0,
        ),
    ),
)
