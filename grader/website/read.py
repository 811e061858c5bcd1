"""Files of an upload to a Website: pages parsed, style sheets decoded, everything else kept as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from grader.language import N_
from grader.upload.limits import UploadError
from grader.website.decode import text_of
from grader.website.model import Lines, Note, Page, Sheet, Website
from grader.website.parse import PageLimitError, parse

MAX_PAGE = 1_000_000  # bytes
MAX_BUILDER_PAGE = 5_000_000
_BUILDER = re.compile(
    rb"<!-- saved from url=|<meta[^>]{0,80}generator[^>]{0,80}(?:wix|google sites|canva|wordpress)", re.IGNORECASE
)

CUT_SHORT = N_("We could read a part of {file}, not all of it.")
NOT_UTF8 = N_("{file} was read as {encoding}. Save it as UTF-8, so Khmer letters show everywhere.")


def read(files: Mapping[str, bytes]) -> Website:
    """The website of these files, by their paths inside the upload (`/` between folders, no leading one).

    Raises UploadError for a page that is too large or too deep.
    """
    pages: list[Page] = []
    sheets: list[Sheet] = []
    notes: list[Note] = []
    for path in sorted(files):
        ending = path.rpartition(".")[2].lower()
        if ending in {"html", "htm", "xhtml"}:
            pages.append(_page(path, files[path], notes))
        elif ending == "css":
            source, encoding = text_of(files[path][:MAX_PAGE])
            _tell_encoding(path, encoding, notes)
            sheets.append(Sheet(path, source, Lines(source)))
    pages.sort(key=lambda page: (page.path.count("/"), page.path.lower() != "index.html", page.path))
    return Website(tuple(pages), tuple(sheets), dict(files), tuple(notes))


def _page(path: str, data: bytes, notes: list[Note]) -> Page:
    if len(data) > MAX_PAGE:
        limit = MAX_BUILDER_PAGE if _BUILDER.search(data[:200_000]) else MAX_PAGE
        if len(data) > limit:
            raise UploadError("page-too-large", {"file": path, "limit": limit // 1_000_000})
    source, encoding = text_of(data)
    try:
        page, whole = parse(path, source, encoding)
    except PageLimitError as limit_error:
        line = Lines(source).place(limit_error.offset)[0]
        raise UploadError(limit_error.key, {"file": path, "limit": limit_error.limit, "line": line}) from None
    _tell_encoding(path, encoding, notes)
    if not whole:
        notes.append(Note(path, CUT_SHORT, {"file": path}))
    return page


def _tell_encoding(path: str, encoding: str, notes: list[Note]) -> None:
    if encoding != "utf-8":
        notes.append(Note(path, NOT_UTF8, {"file": path, "encoding": encoding}))
