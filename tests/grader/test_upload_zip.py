"""Zips made to do harm, one by one."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import upload
from grader.scratch.model import ScratchProject
from grader.upload import Limits, UploadError
from grader.upload.container import Container
from tests.kit import sb3 as kit

PAGE = b"<!DOCTYPE html><title>x</title><p>hello</p>"


@dataclass
class Entry:
    """One file of a zip of which every number may be a lie."""

    name: bytes
    content: bytes = b"x"
    method: int = 8
    flags: int = 0
    made_by: int = 0x031E
    mode: int = 0o100644
    says_unpacked: int | None = None
    says_packed: int | None = None
    offset: int | None = None  # where the directory says it begins
    extra: bytes = b""


def craft(*entries: Entry, comment: bytes = b"", before: bytes = b"", says_count: int | None = None) -> bytes:
    body, directory = bytearray(before), bytearray()
    for entry in entries:
        engine = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = engine.compress(entry.content) + engine.flush() if entry.method == 8 else entry.content
        at = len(body) - len(before)
        crc = zlib.crc32(entry.content)
        sizes = (len(packed) if entry.says_packed is None else entry.says_packed,
                 len(entry.content) if entry.says_unpacked is None else entry.says_unpacked)  # fmt: skip
        shared = (entry.flags, entry.method, 0, 0, crc, *sizes, len(entry.name))
        body += struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, *shared, 0) + entry.name + packed
        directory += struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\x01\x02", entry.made_by, 20, *shared, len(entry.extra), 0, 0, 0, entry.mode << 16),
            at if entry.offset is None else entry.offset,
        )
        directory += entry.name + entry.extra
    count = len(entries) if says_count is None else says_count
    start = len(body) - len(before)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, len(comment))
    return bytes(body + directory) + end + comment


def key_of(data: bytes, limits: Limits = upload.STANDARD) -> str:
    with pytest.raises(UploadError) as caught:
        upload.read(data, "work.zip", limits)
    return caught.value.key


def is_site(data: bytes) -> bool:
    return upload.kind(upload.read(data)) == "website"


INDEX = Entry(b"index.html", PAGE)


def test_the_crafted_zip_is_a_real_one() -> None:
    data = craft(INDEX, Entry(b"a.css", b"p{}", method=0))
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert is_site(data)


@pytest.mark.parametrize(
    "name",
    [b"/etc/passwd", b"../x.html", b"a/../../x.html", b"..", b"C:/x.html", b"c:x", b"a\\b.html", b"\\\\host\\x",
     b"a\x00.html", b"a\nb.html", b"~/x.html", b"a/.."],
)  # fmt: skip
def test_names_that_leave_the_folder(name: bytes) -> None:
    assert key_of(craft(INDEX, Entry(name))) == "zip-name"


@pytest.mark.parametrize(
    "name",
    [b"a..b.html", b"...", b".hidden", b"a b.html", "ទំព័រ.html".encode(), b"caf\x82.html", b"./x.html", b"a//b.html"],
)
def test_names_that_stay_inside(name: bytes) -> None:
    assert is_site(craft(INDEX, Entry(name)))


@given(st.lists(st.binary(min_size=1, max_size=12), min_size=1, max_size=4))
def test_no_path_leaves_the_upload(names: list[bytes]) -> None:
    try:
        found = Container(craft(*(Entry(name) for name in names)), upload.STANDARD).names
    except UploadError:
        return
    for name in found:
        parts = name.split("/")
        assert not {"", ".", ".."} & set(parts)
        assert "\\" not in name
        assert not (name[:1].isalpha() and name[1:2] == ":"), "no drive of Windows"


@pytest.mark.parametrize("mode", [0o120777, 0o060644, 0o020644, 0o010644, 0o140755])
def test_links_and_devices(mode: int) -> None:
    assert key_of(craft(INDEX, Entry(b"link", b"/etc/passwd", mode=mode))) == "zip-link"


def test_modes_of_another_system_say_nothing() -> None:
    assert is_site(craft(INDEX, Entry(b"a", mode=0o120777, made_by=0x0014)))


@pytest.mark.parametrize("other", [b"index.html", b"INDEX.HTML", b"./index.html", "índex.html".encode()])
def test_two_files_of_one_name(other: bytes) -> None:
    first = Entry("índex.html".encode() if other[0] > 127 else b"index.html", PAGE)
    assert key_of(craft(first, Entry(other, PAGE))) == "zip-same-name"


def test_a_letter_written_in_two_ways_is_one_letter() -> None:
    composed, apart = "\u00e9.html".encode(), "e\u0301.html".encode()
    assert key_of(craft(Entry(composed, PAGE), Entry(apart, PAGE))) == "zip-same-name"


@pytest.mark.parametrize("flags", [0x1, 0x41])
def test_a_password(flags: int) -> None:
    assert key_of(craft(Entry(b"index.html", PAGE, flags=flags))) == "zip-password"
    assert key_of(craft(Entry(b"project.json", kit.cat(), flags=flags))) == "zip-password"


def test_too_many_files_whatever_the_end_says() -> None:
    entries = [INDEX, *(Entry(b"%d.txt" % number, b"", method=0) for number in range(30))]
    assert is_site(craft(*entries))
    assert key_of(craft(*entries), Limits(entries=30)) == "zip-too-many"
    assert key_of(craft(*entries, says_count=1), Limits(entries=30)) == "zip-too-many"
    assert is_site(craft(*entries[:30]))


def test_two_thousand_and_one_files() -> None:
    assert key_of(craft(INDEX, *(Entry(b"%d" % number, b"", method=0) for number in range(2_000)))) == "zip-too-many"
    assert is_site(craft(INDEX, *(Entry(b"%d" % number, b"", method=0) for number in range(1_999))))


def test_all_files_together() -> None:
    parts = [Entry(b"%d.bin" % number, b"x" * 1_000, method=0) for number in range(5)]
    assert key_of(craft(INDEX, *parts), Limits(unpacked=4_000)) == "zip-too-large"
    assert upload.read(craft(INDEX, *parts), "", Limits(unpacked=6_000))


def test_a_size_in_a_header_is_not_believed() -> None:
    data = craft(INDEX, Entry(b"bomb.bin", b"\x00" * 100_000, says_unpacked=10))
    assert key_of(data, Limits(unpacked=50_000)) == "zip-too-large"
    assert is_site(craft(Entry(b"index.html", PAGE, says_unpacked=0xFFFFFFF0)))


def test_what_packs_beyond_reason_is_not_unpacked() -> None:
    bomb = craft(INDEX, Entry(b"bomb.bin", b"\x00" * 500_000))
    assert key_of(bomb, Limits(ratio_from=100_000)) == "zip-too-large"
    assert is_site(bomb)


def test_a_bomb_never_takes_more_memory_than_it_may() -> None:
    bomb = craft(Entry(b"project.json", b" " * 60_000_000))
    tracemalloc.start()
    try:
        assert key_of(bomb, Limits(project_json=1_000_000, ratio_from=1_000_000)) == "project-too-large"
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_files_that_share_bytes() -> None:
    first = craft(INDEX)
    assert key_of(craft(INDEX, Entry(b"again.html", PAGE, offset=0))) == "zip-damaged"
    assert key_of(craft(Entry(b"index.html", PAGE, says_packed=5_000))) == "zip-damaged"
    assert is_site(first)


def test_an_archive_inside_is_kept_and_not_opened() -> None:
    inner = craft(Entry(b"../evil", b"x"))
    project = upload.read(craft(INDEX, Entry(b"more.zip", inner)))
    assert not isinstance(project, ScratchProject)
    assert project.files["more.zip"] == inner  # type: ignore[union-attr]


@pytest.mark.parametrize("method", [1, 9, 12, 14, 93, 99])
def test_other_ways_to_pack(method: int) -> None:
    assert key_of(craft(Entry(b"index.html", PAGE, method=method))) == "zip-damaged"


def test_something_may_stand_before_and_behind() -> None:
    assert is_site(craft(INDEX, before=b"PK\x03\x04 not really" + b"#" * 50, comment=b"made by me" * 20))


def test_sizes_of_sixty_four_bits() -> None:
    large = struct.pack("<2H2Q", 1, 16, len(PAGE), len(PAGE))
    assert is_site(
        craft(Entry(b"index.html", PAGE, method=0, says_packed=0xFFFFFFFF, says_unpacked=0xFFFFFFFF, extra=large))
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive, archive.open("index.html", "w", force_zip64=True) as page:
        page.write(PAGE)
    assert is_site(written.getvalue())


def test_a_broken_directory_is_done_without() -> None:
    data = kit.sb3()
    directory = data.index(b"PK\x01\x02")
    broken = data[:directory] + b"PK\x01\x99" + data[directory + 4 :]
    project = upload.read(broken)
    assert isinstance(project, ScratchProject)
    assert "recovered" in [note.key for note in project.notes]
    assert project.sprites[0].scripts


def test_a_broken_directory_of_a_zip_written_in_one_go() -> None:
    class OneWay(io.RawIOBase):
        def __init__(self) -> None:
            self.parts: list[bytes] = []

        def writable(self) -> bool:
            return True

        def write(self, part: Any) -> int:
            self.parts.append(bytes(part))
            return len(part)

    written = OneWay()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        archive.writestr("project.json", kit.cat([kit.FLAG]))
    data = b"".join(written.parts)
    broken = data.replace(b"PK\x01\x02", b"PK\x01\x99")
    assert isinstance(upload.read(broken), ScratchProject)


def test_a_broken_directory_and_nothing_to_recover() -> None:
    data = craft(Entry(b"index.html", PAGE))
    broken = data.replace(b"PK\x01\x02", b"PK\x01\x99").replace(b"PK\x03\x04", b"PK\x03\x99")
    assert key_of(b"PK\x03\x04" + broken) == "zip-damaged"


@pytest.mark.parametrize("junk", [b"\xff" * 20, b"\x07\x08"])
def test_damaged_content(junk: bytes) -> None:
    data = craft(Entry(b"index.html", PAGE * 30))
    at = data.index(b"index.html") + len(b"index.html")
    assert key_of(data[:at] + junk + data[at + len(junk) :]) in {"zip-damaged", "zip-too-large"}


def test_a_content_that_stops_early() -> None:
    packed = zlib.compress(PAGE * 50)[2:-4]
    data = craft(Entry(b"index.html", packed[: len(packed) // 2], method=0))
    lying = data.replace(struct.pack("<H", 0), struct.pack("<H", 0))
    patched = bytearray(lying)
    patched[8] = 8  # its own header
    patched[data.index(b"PK\x01\x02") + 10] = 8  # the directory
    assert key_of(bytes(patched)) == "zip-damaged"
