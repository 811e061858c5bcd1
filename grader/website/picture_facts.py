"""What a picture's first bytes tell: its real format and its size in points. It is never decoded."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack_from

_FTYP = {
    "heic": (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"),
    "avif": (b"avif", b"avis"),
}
_TAKEN = 1_000_000  # bytes of a JPEG in which its size is looked for

# The endings that a file of each format may have.
ENDINGS: dict[str, frozenset[str]] = {
    "png": frozenset({"png", "apng"}),
    "jpeg": frozenset({"jpg", "jpeg", "jfif", "jpe", "pjpeg", "pjp"}),
    "gif": frozenset({"gif"}),
    "webp": frozenset({"webp"}),
    "avif": frozenset({"avif"}),
    "svg": frozenset({"svg"}),
    "bmp": frozenset({"bmp", "dib"}),
    "ico": frozenset({"ico", "cur"}),
    "tiff": frozenset({"tif", "tiff"}),
    "heic": frozenset({"heic", "heif"}),
    "psd": frozenset({"psd"}),
}
ALL_ENDINGS = frozenset(ending for endings in ENDINGS.values() for ending in endings)
ON_THE_WEB = frozenset({"png", "jpeg", "gif", "webp", "avif", "svg", "ico"})


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """The format by its bytes; width and height are 0 where the first bytes do not tell."""

    format: str
    width: int = 0
    height: int = 0


def picture_facts(data: bytes) -> PictureFacts | None:
    """What a file is; None when it is no picture."""
    kind = _format(data)
    if kind is None:
        return None
    try:
        return PictureFacts(kind, *_size(data, kind))
    except (struct.error, ValueError, IndexError):
        return PictureFacts(kind)


def ending_of(path: str) -> str:
    """The ending of a file's name, in small letters."""
    return path.rpartition("/")[2].rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""


def _format(data: bytes) -> str | None:  # noqa: PLR0911 - one line a format
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return next((kind for kind, brands in _FTYP.items() if data[8:12] in brands), None)
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return "bmp"
    if data.startswith((b"II*\0", b"MM\0*")):
        return "tiff"
    if data.startswith((b"\0\0\1\0", b"\0\0\2\0")):
        return "ico"
    if data.startswith(b"8BPS"):
        return "psd"
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return (
        "svg"
        if head.startswith(b"<svg") or (head.startswith((b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in head)
        else None
    )


def _size(data: bytes, kind: str) -> tuple[int, int]:
    if kind == "png":
        return _two(unpack_from(">II", data, 16))
    if kind == "gif":
        return _two(unpack_from("<HH", data, 6))
    if kind == "bmp":
        width, height = _two(unpack_from("<ii", data, 18))
        return width, abs(height)
    if kind == "jpeg":
        return next(_jpeg(data), (0, 0))
    return _webp(data) if kind == "webp" else (0, 0)


def _two(numbers: tuple[int, ...]) -> tuple[int, int]:
    return numbers[0], numbers[1]


def _jpeg(data: bytes) -> Iterator[tuple[int, int]]:
    """The size that a JPEG's frame header tells: segments are stepped over one by one."""
    at = 2
    while at + 9 < min(len(data), _TAKEN):
        if data[at] != 0xFF:
            return
        marker = data[at + 1]
        if marker == 0xFF or 0xD0 <= marker <= 0xD8 or marker == 0x01:
            at += 1 if marker == 0xFF else 2
            continue
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = unpack_from(">HH", data, at + 5)
            yield width, height
            return
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")


def _webp(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF
