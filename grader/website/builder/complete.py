"""Pages that were saved without their pictures: what the browser left out when it saved "HTML only"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from grader.language import N_
from grader.website import pictures
from grader.website.builder.companions import lies_in
from grader.website.model import Note, Page, Website

# Two ways to the same end: a computer asks for the kind of file, a phone keeps the page in one.
WITHOUT_PICTURES = N_(
    "{file} came without its pictures. Open your page in the browser and press Ctrl+S. Choose “Web page, complete”. "
    "Then zip the page and its folder together, and send the zip."
)


def told(site: Website, folders: Mapping[str, tuple[str, ...]]) -> Website:
    """The site with a note for each page that came without its pictures; `folders`: of each page, by its path."""
    missing = [page.path for page in site.pages if page.path in folders and not came_whole(page, site)]
    notes = tuple(Note(path, WITHOUT_PICTURES, {"file": path}) for path in missing)
    return replace(site, notes=(*site.notes, *notes)) if notes else site


def came_whole(page: Page, site: Website) -> bool:
    """Whether a saved page brought its pictures: at least one of those it shows, where it shows any."""
    shown = [
        image
        for image in page.elements
        if image.name == "img" and image.get("src", "").strip() and not pictures.is_inline(image)
    ]
    return not shown or any(pictures.found(image, page, site) for image in shown)


def came_with(path: str, site: Website) -> bool:
    """Whether a file is one of those the browser puts beside a page it saves."""
    return lies_in(path, site.folders)
