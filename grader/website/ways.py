"""Which page leads to which: the links between the pages of a site."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from grader.website.index import SiteIndex
from grader.website.links import inside
from grader.website.model import Page

_INDEXES = ("index.html", "index.htm")


def ways(index: SiteIndex) -> Mapping[str, tuple[str, ...]]:
    """The pages that each page leads to, by path, each named one time; to be asked with `index.once`."""
    paths = {page.path for page in index.pages}
    found: dict[str, tuple[str, ...]] = {}
    for page in index.pages:
        targets: dict[str, None] = {}
        for element in index.named_on(page, "a", "area", "iframe", "frame"):
            address = element.attributes.get("href" if element.name in {"a", "area"} else "src")
            target = leads_to(index, address, page, paths) if address else None
            if target is not None and target != page.path:
                targets[target] = None
        found[page.path] = tuple(targets)
    return found


def leads_to(index: SiteIndex, address: str, page: Page, paths: Collection[str]) -> str | None:
    """The page of the upload that an address leads to."""
    address = address.strip()
    if index.site.builder is not None and not address.startswith("#"):
        kept = index.her_site.page(address, page.path)
        if kept is not None:
            return kept if kept in paths else None
    path = inside(address, page.path)
    if path is None:
        return None
    folder = path.rstrip("/").removesuffix("/.")
    for name in (path, *(f"{folder}/{one}" if folder not in {"", "."} else one for one in _INDEXES)):
        if name in paths:
            return name
    return None


def reached(start: str, leads: Mapping[str, Collection[str]]) -> set[str]:
    """Every page that can be reached from one, itself among them."""
    found = {start}
    waiting = [start]
    while waiting:
        for target in leads.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found
