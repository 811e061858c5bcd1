from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from grader import upload
from grader.upload import Limits, Picture, UploadError, without_exif


def picture(form: str, size: tuple[int, int] = (6, 4), mode: str = "RGB", **more: Any) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, 90 if mode in {"L", "P"} else None).save(written, form, **more)
    return written.getvalue()


def with_place(form: str) -> bytes:
    """A picture that says where and when it was taken, and lies on its side."""
    facts = Image.Exif()
    facts[0x0112] = 6  # turned
    facts[0x010F] = "Camera of Lina"
    facts[0x8825] = {1: "N", 2: (11.0, 33.0, 0.0)}
    return picture(form, exif=facts.tobytes())


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_pictures_are_measured(form: str) -> None:
    found = upload.read(picture(form), "photo")
    assert found == Picture(form.lower(), 6, 4)  # type: ignore[arg-type]
    assert upload.kind(found) == "picture"


def test_heic_is_kept() -> None:
    data = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
    assert upload.read(data, "IMG_1.HEIC") == Picture("heic", 0, 0)
    assert without_exif(data) == data


def test_notes_in_a_heic_are_blanked_where_they_stand() -> None:
    facts = Image.Exif()
    facts[0x010F] = "Camera of Lina"
    facts[0x8825] = {1: "N", 2: (11.0, 33.0, 0.0), 29: "2026:11:14"}
    head, tail = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", b"picture II*\x00 goes on" + b"\x07" * 400
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Battambang</x:xmpmeta>"
    data = head + facts.tobytes() + xmp + tail
    clean = without_exif(data)
    assert len(clean) == len(data)
    assert clean.startswith(head)
    assert clean.endswith(tail)
    for told in (b"Camera of Lina", b"2026:11:14", b"Battambang"):
        assert told in data
        assert told not in clean
    after = Image.Exif()
    after.load(clean[len(head) : len(head) + len(facts.tobytes())])
    assert not after.get_ifd(0x8825)


@pytest.mark.parametrize(
    "notes",
    [
        b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + b"\xff" * 5_000,  # 65,535 entries
        b"Exif\x00\x00" + bytes.fromhex("4d4d002a00000008 0001 8825 0004 00000001 00000008 00000008"),  # a ring
        b"Exif\x00\x00II*\x00\xff\xff\xff\xff",
        b"Exif\x00\x00II*\x00",
    ],
)
def test_notes_of_a_heic_that_make_no_sense(notes: bytes) -> None:
    data = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + notes
    assert len(without_exif(data)) == len(data)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_where_it_was_taken_is_taken_out(form: str) -> None:
    data = with_place(form)
    assert b"Camera of Lina" in data
    clean = without_exif(data)
    assert b"Camera of Lina" not in clean
    with Image.open(io.BytesIO(clean)) as image:
        assert not image.getexif()
        assert image.format == form
        assert image.size == (4, 6)  # turned upright, the note that said so is gone


def test_words_inside_a_png_are_taken_out() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "Lina of Battambang")
    words.add_itxt("XML:com.adobe.xmp", "Battambang")
    assert b"Battambang" not in without_exif(picture("PNG", pnginfo=words))


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("PNG", "P"),
        ("PNG", "RGBA"),
        ("PNG", "LA"),
        ("PNG", "I;16"),
        ("PNG", "1"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("WEBP", "RGBA"),
    ],
)
def test_every_mode_is_saved_again(form: str, mode: str) -> None:
    clean = without_exif(picture(form, mode=mode))
    with Image.open(io.BytesIO(clean)) as image:
        assert image.size == (6, 4)


def test_a_picture_with_an_enormous_header() -> None:
    header = struct.pack(">2I5B", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I4s", len(header), b"IHDR") + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    end = struct.pack(">I4sI", 0, b"IEND", zlib.crc32(b"IEND"))
    data = b"\x89PNG\r\n\x1a\n" + chunk + end
    for ask in (upload.read, without_exif):
        with pytest.raises(UploadError) as caught:
            ask(data)
        assert caught.value.key == "picture-too-large"


def test_a_limit_may_be_lowered() -> None:
    with pytest.raises(UploadError, match="million points"):
        upload.read(picture("PNG"), "", Limits(pixels=23))


def test_a_large_honest_picture_makes_no_warning() -> None:
    assert upload.read(picture("PNG", (9_500, 9_500), "1")) == Picture("png", 9_500, 9_500)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_that_is_cut_off(form: str) -> None:
    data = picture(form, (300, 300))
    with pytest.raises(UploadError) as caught:
        upload.read(data[: len(data) // 2])
    assert caught.value.key == "picture-damaged"


def test_a_picture_that_is_damaged_inside() -> None:
    data = bytearray(picture("PNG", (64, 64)))
    data[50:60] = bytes(10)
    with pytest.raises(UploadError) as caught:
        without_exif(bytes(data))
    assert caught.value.key == "picture-damaged"


def test_words_inside_a_jpeg_are_taken_out() -> None:
    assert b"Battambang" not in without_exif(picture("JPEG", comment=b"Lina of Battambang"))


def test_what_is_no_picture() -> None:
    with pytest.raises(UploadError) as caught:
        without_exif(b"hello")
    assert caught.value.key == "picture-kind"
