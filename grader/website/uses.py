"""Every address that a site's pages and style sheets name, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename
from urllib.parse import unquote

from grader.check import FilePlace
from grader.website.index import SiteIndex
from grader.website.links import inside
from grader.website.model import Element, Lines
from grader.website.places import short, stretch
from grader.website.sheet_parts import addresses_in, sheet_parts
from grader.website.values import parsed

# Attributes that hold one address; what `<a>` names is followed by a click, the rest is fetched with the page.
_ADDRESSES: dict[str, tuple[str, ...]] = {
    "a": ("href",),
    "area": ("href",),
    "link": ("href",),
    "img": ("src",),
    "script": ("src",),
    "iframe": ("src",),
    "frame": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "source": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "input": ("src",),
    "object": ("data",),
    "form": ("action",),
    "body": ("background",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
_SCRIPTS = (".js", ".mjs", ".json", ".webmanifest", ".xml")
_BREAKS = str.maketrans(dict.fromkeys("\"'`()[]{}<>,;=\n\r\t", " "))


@dataclass(frozen=True, slots=True)
class Use:
    """An address as written. `file` is where it stands, and what it is relative to; `start` its offset there."""

    address: str
    file: str
    element: Element | None
    start: int
    end: int
    source: str
    lines: Lines
    hers: bool

    @property
    def path(self) -> str | None:
        """The path in the upload that it means; None for an address elsewhere."""
        return inside(self.address, self.file)


def uses(index: SiteIndex) -> tuple[Use, ...]:
    """Every address of a site; to be asked with `index.once`."""
    return (*_of_pages(index), *_of_sheets(index))


def place_of(index: SiteIndex, use: Use) -> FilePlace:
    """Where an address stands."""
    if use.element is not None:
        return index.place(use.element)
    return stretch(use.file, use.source, use.lines, use.start, use.end, text=short(use.address), hers=use.hers)


def _of_pages(index: SiteIndex) -> Iterator[Use]:
    for page in index.pages:
        for element in page.elements:
            attributes = element.attributes
            if element.start is None or not attributes:
                continue
            found = [attributes[name] for name in _ADDRESSES.get(element.name, ()) if name in attributes]
            if "srcset" in attributes:
                found += candidates(attributes["srcset"])
            if "imagesrcset" in attributes:
                found += candidates(attributes["imagesrcset"])
            style = attributes.get("style", "")
            if "url(" in style.lower() or "image-set(" in style.lower():
                found += addresses_in(parsed(style))
            for address in found:
                hers = index.hers(element)
                end = element.end or element.start
                yield Use(address, page.path, element, element.start, end, page.source, page.lines, hers)


def _of_sheets(index: SiteIndex) -> Iterator[Use]:
    pages = {page.path: page for page in index.pages}
    given = _given(index)
    for part in index.once(sheet_parts).addresses:
        page = pages.get(part.path)
        source, lines = (page.source, page.lines) if page else (part.sheet.source, part.sheet.lines)
        end = min(len(source), part.start + len(part.text) + 2)
        yield Use(part.text, part.path, None, part.start, end, source, lines, part.text not in given)


def _given(index: SiteIndex) -> frozenset[str]:
    if index.starter is None:
        return frozenset()
    from grader.website.sheet_parts import parts_of

    return frozenset(part.text for part in parts_of(index.starter).addresses)


def candidates(srcset: str) -> tuple[str, ...]:
    """The addresses of a `srcset`, which are parted by commas and may hold some."""
    found = [piece.strip().split() for piece in srcset.split(", ")]
    return tuple(parts[0].rstrip(",") for parts in found if parts)


def used_files(index: SiteIndex) -> frozenset[str]:
    """The files that something names; for `index.once`. A name in a script's text is taken as a use."""
    found: set[str] = set()
    for use in index.once(uses):
        path = use.path
        if path is not None:
            found.add(path)
            if path.endswith("/"):
                found |= {f"{path}index.html", f"{path}index.htm"}
    files = index.site.files
    texts = [files[path].decode("utf-8", "replace") for path in files if path.lower().endswith(_SCRIPTS)]
    texts += [script.own_text for script in index.named("script")]
    said = {basename(unquote(word)) for text in texts for word in text.translate(_BREAKS).split(" ")}
    return frozenset(found | {path for path in files if basename(path) in said})
