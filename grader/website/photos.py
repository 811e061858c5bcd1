"""What a photo tells besides its picture: where it was taken."""

from __future__ import annotations

import binascii
import io
import re

_EXIF = (b"Exif", b"eXIf", b"EXIF")
_TIFF = re.compile(rb"Exif\x00\x00(?=II\*\x00|MM\x00\*)")
# The same place once more, in words, as some programs write it.
_XMP = re.compile(rb"exif:GPSL(?:atitude|ongitude)\b[^<]{0,40}\d")
_GPS = 0x8825
_LONGEST_EXIF = 65_536
_INLINE = re.compile(r"data:image/(?:jpeg|png|webp|heic)\s*;\s*base64\s*,", re.IGNORECASE)
_LONGEST_INLINE = 8_000_000  # characters


def tells_where(data: bytes) -> bool:
    """Whether a photo carries the place where it was taken."""
    if data[4:8] == b"ftyp":  # HEIC, of phones
        return _in_tiff(data) or _XMP.search(data) is not None
    if not data.startswith((b"\xff\xd8", b"\x89PNG", b"RIFF")):
        return False
    if not any(sign in data for sign in _EXIF):
        return _XMP.search(data) is not None
    # Pillow takes longer to load than most websites to check, and few pictures carry such notes.
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.getexif().get_ifd(_GPS):
                return True
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, Image.DecompressionBombError):
        return False  # not a picture that can be read: another check's question
    return _XMP.search(data) is not None


def inline(address: str) -> bytes:
    """The bytes of a photo that stands in the page itself; none for every other address."""
    start = _INLINE.match(address.strip())
    if start is None or len(address) > _LONGEST_INLINE:
        return b""
    try:
        return binascii.a2b_base64(address.strip()[start.end() :])
    except (binascii.Error, ValueError):
        return b""


def _in_tiff(data: bytes) -> bool:
    for found in _TIFF.finditer(data):
        from PIL import Image

        exif = Image.Exif()
        try:
            exif.load(data[found.start() : found.start() + _LONGEST_EXIF])
            if exif.get_ifd(_GPS):
                return True
        except (OSError, ValueError, SyntaxError, KeyError, TypeError):
            continue
    return False
