"""Pictures as proof of work: recognised and measured by their headers, never decoded on arrival, never judged."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from grader.upload.limits import STANDARD, Limits, UploadError

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

Format = Literal["png", "jpeg", "webp", "heic"]
_HEIC: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture. The size in points; 0 for HEIC, which is kept and offered as a download."""

    format: Format
    width: int
    height: int


def format_of(data: bytes) -> Format | None:
    """The format by the first bytes; None when it is none of the four."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return "heic"
    return None


def read(data: bytes, kind: Format, limits: Limits) -> Picture:
    """The picture. UploadError when it is cut off, damaged or enormous."""
    if kind == "heic":
        return Picture("heic", 0, 0)
    if not _is_whole(data, kind):
        raise UploadError("picture-damaged")
    with _opened(data, kind) as image:
        width, height = image.size
    if width * height > limits.pixels:
        raise UploadError("picture-too-large", {"limit": limits.pixels // 1_000_000})
    return Picture(kind, width, height)


def without_exif(data: bytes, limits: Limits = STANDARD) -> bytes:
    """The picture saved again without anything but its points: no place, no time, no camera. Turned upright.

    HEIC is not saved again: its notes are blanked. UploadError when it is no picture of ours, or cannot be decoded.
    """
    kind = format_of(data)
    if kind is None:
        raise UploadError("picture-kind")
    if kind == "heic":
        from grader.upload.heic import without_notes

        return without_notes(data)
    read(data, kind, limits)
    from PIL import ImageOps

    try:
        with _opened(data, kind) as image:
            return _saved(ImageOps.exif_transpose(image), kind)
    except UploadError:
        raise
    except Exception:  # noqa: BLE001 - decoders raise whatever they like on damaged data
        raise UploadError("picture-damaged") from None


def _saved(image: Image, kind: Format) -> bytes:
    clean = image.copy()
    clean.info = {key: value for key, value in image.info.items() if key in {"transparency", "icc_profile"}}
    written = io.BytesIO()
    if kind == "jpeg":
        if clean.mode not in {"L", "RGB", "CMYK"}:
            clean = clean.convert("RGB")
        clean.save(written, "JPEG", quality=90)
    elif kind == "webp":
        clean.save(written, "WEBP", quality=90)
    else:
        clean.save(written, "PNG")
    return written.getvalue()


def _is_whole(data: bytes, kind: Format) -> bool:
    if kind == "png":
        return data.rfind(b"IEND") > 0
    if kind == "jpeg":
        # Phones write their own data behind the end of the picture.
        return data.rfind(b"\xff\xd9") > 0
    return len(data) >= 8 + int.from_bytes(data[4:8], "little") - 1


def _opened(data: bytes, kind: Format) -> ImageFile:
    # The plugin itself, not Image.open: that one warns of large pictures through a setting of the whole process.
    from PIL import JpegImagePlugin, PngImagePlugin, WebPImagePlugin

    try:
        if kind == "png":
            return PngImagePlugin.PngImageFile(io.BytesIO(data))
        if kind == "jpeg":
            return JpegImagePlugin.JpegImageFile(io.BytesIO(data))
        return WebPImagePlugin.WebPImageFile(io.BytesIO(data))
    except Exception:  # noqa: BLE001 - see above
        raise UploadError("picture-damaged") from None
