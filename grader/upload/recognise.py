"""What kind of file some bytes are, by the bytes: a name may say anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

_STARTS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"ScratchV", "scratch-1"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "office"),
    (b"Rar!\x1a\x07", "other-archive"),
    (b"7z\xbc\xaf\x27\x1c", "other-archive"),
    (b"\x1f\x8b", "other-archive"),
    (b"BZh", "other-archive"),
    (b"\xfd7zXZ\x00", "other-archive"),
    (b"\x28\xb5\x2f\xfd", "other-archive"),
    (b"GIF8", "picture-kind"),
    (b"BM", "picture-kind"),
    (b"II*\x00", "picture-kind"),
    (b"MM\x00*", "picture-kind"),
    (b"\x00\x00\x01\x00", "picture-kind"),
    (b"8BPS", "picture-kind"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"FLV\x01", "video"),
    (b"\x00\x00\x01\xba", "video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video"),
    (b"ID3", "sound"),
    (b"\xff\xfb", "sound"),
    (b"\xff\xf3", "sound"),
    (b"\xff\xf1", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"#!AMR", "sound"),
    (b"MThd", "sound"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xfe\xed\xfa", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"SQLite format 3", "unknown"),
)
_RIFF: Final[Mapping[bytes, str]] = {b"AVI ": "video", b"WAVE": "sound"}
_TAG: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|style|script|h[1-6]|p|div|span|a|img|ul|ol|li|table|main|header"
    rb"|section|nav|article|footer|form|button|input|b|i|em|strong|br|hr|center|font|iframe|video|audio)\b[^<]{0,2000}?>",
    re.IGNORECASE,
)
# What was taken is never given back (`?>`, `+`): a comment may hold the start of the next one, in many ways.
_HTML_START: Final = re.compile(
    rb"\s*+(?>(?><!--.*?-->|<\?xml[^>]*>)\s*+)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_SVG: Final = re.compile(
    rb"\s*+(?>(?><\?xml[^>]*>|<!--.*?-->|<!doctype\s+svg[^>]*>)\s*+)*+<svg\b", re.IGNORECASE | re.DOTALL
)
_LINK: Final = re.compile(rb"\s*(?:https?://|www\.)\S+\s*")
_LINK_FILES: Final = (b"[InternetShortcut]", b"<key>URL</key>", b"[Desktop Entry]")
_MHTML: Final = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_CSS: Final = re.compile(
    rb"[^{}<>]{1,200}\{\s*+(?>(?>/\*.*?\*/)\s*+)*+[-a-z]+\s*:[^{}<>]*\}", re.IGNORECASE | re.DOTALL
)
_PACKAGED: Final = (b"packager.turbowarp.org", b"TurboWarp/packager", b"htmlifier", b"forkphorus", b"scratch-vm")
_HEAD: Final = 4_096
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")  # what no text holds
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def kind_of(data: bytes) -> str:
    """A key of SENTENCES, or one of `html`, `mhtml`, `json`. Zips and pictures that we take are not asked about."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12], "unknown")
    if data[4:8] == b"ftyp":
        return "sound" if data[8:11] == b"M4A" else "picture-kind" if data[8:12] in {b"avif", b"avis"} else "video"
    if data.startswith(b"bplist00"):
        return "web-archive" if b"WebMainResource" in data else "web-link" if b"URL" in data else "unknown"
    if data[257:262] == b"ustar":
        return "other-archive"
    return _kind_of_text(data)


def _kind_of_text(data: bytes) -> str:
    head = _plain(data[:_HEAD]).strip()
    if b"\x00" in head:
        return "unknown"
    if len(data) < _HEAD and _LINK.fullmatch(head):
        return "web-link"
    return next((kind for kind, fits in _TEXTS if fits(head)), "text" if _is_text(head) else "unknown")


def is_packaged(page: bytes) -> bool:
    """Is the page a Scratch project made into a page of its own."""
    return any(mark in page for mark in _PACKAGED) and (b"project.json" in page or len(page) > 200_000)


def _plain(head: bytes) -> bytes:
    """The first bytes as UTF-8 where they begin with a mark of another encoding."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore").encode()
    return head


def _is_text(head: bytes) -> bool:
    return _CONTROL.search(head) is None


# The first that fits, asked in this order.
_TEXTS: Final[tuple[tuple[str, Callable[[bytes], object]], ...]] = (
    ("web-link", lambda head: any(mark in head for mark in _LINK_FILES)),
    ("json", lambda head: head[:1] in {b"{", b"["}),
    ("mhtml", _MHTML.search),
    ("picture-kind", _SVG.match),
    ("html", _HTML_START.match),
    ("html", _TAG.search),
    ("pdf", lambda head: b"%PDF-" in head),
    ("style-sheet", _CSS.match),
)
