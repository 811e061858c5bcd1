"""Files of an upload to a Website: pages parsed, style sheets decoded, everything else kept as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.language import N_
from grader.upload.limits import UploadError
from grader.website.builder import companions, complete, mhtml
from grader.website.builder.recognise import address_of, builder_of
from grader.website.decode import text_of
from grader.website.model import Lines, Note, Page, Sheet, Website
from grader.website.parse import PageLimitError, parse
from grader.website.sheet_limits import MAX_SHEET, within
from grader.website.sheets import is_cut

MAX_PAGE = 1_000_000  # bytes
MAX_BUILDER_PAGE = 5_000_000
PAGES = frozenset({"html", "htm", "xhtml"})

CUT_SHORT = N_("We could read a part of {file}, not all of it.")
NOT_UTF8 = N_("{file} was read as {encoding}. Save it as UTF-8, so Khmer letters show everywhere.")


@dataclass(slots=True)
class _Saved:
    """What a builder or a browser left on the pages."""

    builders: dict[str, str] = field(default_factory=dict)  # by the page's path
    addresses: dict[str, str] = field(default_factory=dict)
    folders: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read(files: Mapping[str, bytes]) -> Website:
    """The website of these files, by their paths inside the upload (`/` between folders, no leading one).

    Raises UploadError for a page that is too large or too deep.
    """
    files = unpacked(files)
    sources: dict[str, tuple[str, str]] = {}
    saved = _Saved()
    for path in sorted(files):
        if path.rpartition(".")[2].lower() in PAGES:
            sources[path] = text_of(files[path][: MAX_BUILDER_PAGE + 1])
            _look_for_a_builder(path, sources[path][0], files, saved)
    folders = tuple(dict.fromkeys(folder for found in saved.folders.values() for folder in found))
    inside = {path for path in sources if companions.lies_in(path, folders)}  # frames of a page, nobody's pages
    notes: list[Note] = []
    pages = [
        _page(path, files[path], source, encoding, notes, saved.builders.get(path))
        for path, (source, encoding) in sources.items()
        if path not in inside
    ]
    sheets = tuple(_sheet(path, files[path], notes) for path in sorted(files) if path.lower().endswith(".css"))
    pages.sort(key=lambda page: (page.path.count("/"), page.path.lower() != "index.html", page.path))
    site = Website(
        tuple(pages),
        sheets,
        files,
        tuple(notes),
        next((saved.builders[page.path] for page in pages if page.path in saved.builders), None),
        {page.path: saved.addresses[page.path] for page in pages if page.path in saved.addresses},
        folders,
    )
    return complete.told(site, saved.folders) if site.builder else site


def unpacked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, with pages in one file taken apart."""
    found: dict[str, bytes] = {}
    for path, data in files.items():
        ending = path.lower().rpartition(".")[2]
        packed = ending in {"mhtml", "mht"} or (ending in PAGES and mhtml.is_mhtml(data))
        found |= mhtml.unpack(path, data) if packed else {path: data}
    return found


def _look_for_a_builder(path: str, source: str, files: Mapping[str, bytes], saved: _Saved) -> None:
    builder = builder_of(source)
    if builder is None:
        return
    saved.builders[path] = builder
    saved.folders[path] = companions.folders_of(path, source, files)
    address = address_of(source)
    if address is not None:
        saved.addresses[path] = address


def _page(path: str, data: bytes, source: str, encoding: str, notes: list[Note], builder: str | None) -> Page:
    limit = MAX_BUILDER_PAGE if builder else MAX_PAGE
    if len(data) > limit:
        raise UploadError("page-too-large", {"file": path, "limit": limit // 1_000_000})
    try:
        page, whole = parse(path, source, encoding)
    except PageLimitError as limit_error:
        line = Lines(source).place(limit_error.offset)[0]
        values: dict[str, str | int] = {"file": path, "limit": limit_error.limit, "line": line}
        if limit_error.sign:
            values["sign"] = limit_error.sign
        raise UploadError(limit_error.key, values) from None
    _tell_encoding(path, encoding, notes)
    if not whole or is_cut(page):
        notes.append(Note(path, CUT_SHORT, {"file": path}))
    return page


def _sheet(path: str, data: bytes, notes: list[Note]) -> Sheet:
    text, encoding = text_of(data[:MAX_SHEET])
    _tell_encoding(path, encoding, notes)
    source = within(text)
    if len(data) > MAX_SHEET or source is not text:
        notes.append(Note(path, CUT_SHORT, {"file": path}))
    return Sheet(path, source, Lines(source))


def _tell_encoding(path: str, encoding: str, notes: list[Note]) -> None:
    if encoding != "utf-8":
        notes.append(Note(path, NOT_UTF8, {"file": path, "encoding": encoding}))
