"""Bytes of a page or style sheet to text, whatever editor wrote them."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
# Browsers read all of these as Windows-1252.
_LATIN = frozenset({"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252"})


def text_of(data: bytes) -> tuple[str, str]:
    """The text with line feeds as its only line ends, and the name of the encoding it was read with."""
    text, encoding = _decode(data)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if len(data) >= 4 and (not any(data[1:64:2]) or not any(data[0:64:2])):  # Latin text in two bytes each
        encoding = "utf-16-le" if not any(data[1:64:2]) else "utf-16-be"
        return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:1024])
    label = declared.group(1).decode("ascii").lower() if declared else ""
    if label and label not in _LATIN and not label.startswith("utf"):
        try:
            return data.decode(label), label
        except (LookupError, UnicodeDecodeError):
            pass
    # A stray byte in a page that says it is UTF-8: the browser shows a replacement sign there and so do we.
    if label.startswith("utf"):
        return data.decode("utf-8", "replace"), "utf-8"
    return data.decode("cp1252", "replace"), "windows-1252"
