"""The page says how its letters are written.

## What it looks for

Pages that do not say early that they are UTF-8: no `<meta charset="utf-8">` in the first 1024 bytes, another charset
there, or a file that was saved in another way than it says. The longer form (`http-equiv`) and the mark that some
editors write at the start of a file say the same.

## Why it matters

A browser that has to guess shows signs in place of Khmer letters.

## Limits

The place is the `<meta>`; where there is none, the first line with letters that could break.
"""

from __future__ import annotations

import codecs

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import Element, Page, Website
from grader.website.places import stretch

_UTF8 = frozenset({"utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8"})
_EARLY = 1024  # bytes


class CharsetParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: CharsetParams) -> Observation:
    """Every page whose letters could break."""
    given = {page.path: _slip(page, index.starter) for page in index.starter.pages} if index.starter else {}
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        if not page.source.strip():
            continue
        slip = _slip(page, index.site)
        hers = index.file_hers(page.path) and (slip is None or given.get(page.path) != slip)
        looked_at += hers
        if slip is not None:
            places.append(_place(index, page, hers=hers))
    return Observation(tuple(places), looked_at)


def _slip(page: Page, site: Website) -> str | None:
    data = site.files.get(page.path, b"")
    if page.encoding != "utf-8" or ("\ufffd" in page.source and not _is_utf8(data)):
        return "saved"
    if data.startswith(codecs.BOM_UTF8):
        return None
    meta = _meta(page)
    if meta is None:
        return "none"
    if _label(meta) not in _UTF8:
        return "other"
    end = meta.end or 0
    line_ends = page.source.count("\n", 0, end) if b"\r\n" in data[:_EARLY] else 0
    return "late" if len(page.source[:end].encode()) + line_ends > _EARLY else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _meta(page: Page) -> Element | None:
    return next((one for one in page.elements if one.name == "meta" and one.start is not None and _label(one)), None)


def _label(meta: Element) -> str:
    """The charset that a `<meta>` names; empty when it names none."""
    if "charset" in meta.attributes:
        return meta.attributes["charset"].strip().lower()
    if meta.attributes.get("http-equiv", "").strip().lower() != "content-type":
        return ""
    return meta.attributes.get("content", "").lower().partition("charset=")[2].strip(" \"';")


def _place(index: SiteIndex, page: Page, *, hers: bool) -> FilePlace:
    meta = _meta(page)
    if meta is not None:
        return index.place(meta, hers=hers)
    at = _first_odd(page.source)
    if at is None:
        at = next((one.start for one in page.elements if one.name == "head" and one.start is not None), 0)
    end = page.source.find("\n", at)
    return stretch(page.path, page.source, page.lines, at, len(page.source) if end == -1 else end, hers=hers)


def _first_odd(source: str) -> int | None:
    """The offset of the first letter that is no plain Latin one."""
    if source.isascii():
        return None
    return next(at for at, char in enumerate(source) if not char.isascii())


CHECK = Check(
    title=N_("The page says how its letters are written"),
    kind="problem",
    severity="warning",
    source=True,
    params=CharsetParams,
    observe=observe,
    words=Words(
        praise=N_("Your letters show as you wrote them, everywhere."),
        next=N_('Write <meta charset="utf-8"> at the start of <head>.'),
        hints=(
            N_("What would a browser show if it had to guess your letters?"),
            N_("Look at {where}. Which letters could break there?"),
            N_('Put <meta charset="utf-8"> first in <head>. Save as UTF-8.'),
        ),
        measured=N_("Pages whose letters could break: {count}."),
    ),
    examples=(
        Example(
            shows="Said at the start",
            project={
                "index.html": '<!DOCTYPE html>\n<html><head><meta charset="UTF-8"><title>ឆ្មា</title></head></html>'
            },
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="The longer form says the same",
            project={"index.html": '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><p>ឆ្មា</p>'},
            amount=0,
        ),
        Example(
            shows="Nothing is said, and there are Khmer letters",
            project={"index.html": "<title>Cats</title>\n<p>ឆ្មា</p>"},
            amount=1,
            places=("ឆ្មា</p>",),
        ),
        Example(
            shows="Another charset",
            project={"index.html": '<meta charset="iso-8859-1"><p>ឆ្មា</p>'},
            amount=1,
            places=('<meta charset="iso-8859-1">',),
        ),
        Example(
            shows="Too late in the file",
            project={"index.html": "<!-- " + "cats " * 220 + '-->\n<meta charset="utf-8"><p>ឆ្មា</p>'},
            amount=1,
        ),
        Example(
            shows="Saved in another way than it says",
            project={"index.html": '<meta charset="utf-8"><p>caf\u00e9</p>'.encode("cp1252")},
            amount=1,
        ),
    ),
)
