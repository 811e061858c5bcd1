"""Files in a zip, read in memory and inside limits. Nothing is ever written under a name that came from a zip.

The directory at the end of a zip is read here and not by `zipfile`: every number in it may be a lie, and ours is the
count that matters. When that directory is damaged, the files are found by their own headers, as far as they go.
"""

from __future__ import annotations

import re
import stat
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from grader.upload.limits import Limits, UploadError

_LOCAL, _CENTRAL, _END, _SPANNED = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x07\x08"
_END_64: Final = b"PK\x06\x06"
_LOCAL_HEADER: Final = struct.Struct("<4s5H3L2H")
_CENTRAL_HEADER: Final = struct.Struct("<4s6H3L5H2L")
_END_RECORD: Final = struct.Struct("<4s4H2LH")
_END_RECORD_64: Final = struct.Struct("<4sQ2H2L4Q")
_LONGEST_COMMENT: Final = 65_535
_FULL: Final = 0xFFFFFFFF  # the true number stands in a field of 64 bits
_STORED, _DEFLATED = 0, 8
_ENCRYPTED: Final = 0x1 | 0x40
_SIZE_BEHIND: Final = 0x8  # the header was written before the sizes were known
_UNIX: Final = 3
_LITTER: Final = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx", ".git", ".idea", ".vscode"})
_UNSAFE: Final = re.compile(r"^[/~]|^[A-Za-z]:|\\|[\x00-\x1f\x7f]|(?:^|/)\.\.(?:/|$)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a zip: where its header stands, how it is packed, and its packed size (None: until it ends)."""

    name: str
    start: int
    method: int
    packed: int | None
    encrypted: bool


class Container:
    """An opened zip. `names` are its files, without folders and without what computers leave lying about."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._left = limits.unpacked
        self.recovered, entries = _entries(data, limits)
        self._entries: Mapping[str, Entry] = _by_name(entries, strict=not self.recovered)
        self.names: Final = tuple(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def read(self, name: str, most: int | None = None, *, too_large: str = "zip-too-large") -> bytes:
        """The bytes of a file; more than `most` is the UploadError `too_large`. All files together have a limit too."""
        entry = self._entries[name]
        if entry.encrypted:
            raise UploadError("zip-password")
        allowed = self._left if most is None else min(most, self._left)
        content = self._unpack(entry, allowed)
        if content is None:
            if allowed == self._left:
                raise UploadError("zip-too-large", {"limit": self._limits.unpacked // 1_000_000})
            raise UploadError(too_large, {"file": name, "limit": allowed // 1_000_000})
        self._left -= len(content)
        return content

    def _unpack(self, entry: Entry, allowed: int) -> bytes | None:
        """The content, or None when it grows past what is allowed."""
        begin = _content_start(self._data, entry.start)
        end = len(self._data) if entry.packed is None else begin + entry.packed
        if end > len(self._data):
            raise UploadError("zip-damaged")
        packed = memoryview(self._data)[begin:end]
        if entry.method == _STORED:
            if entry.packed is None:
                packed = packed[: _next_signature(self._data, begin) - begin]
            return bytes(packed) if len(packed) <= allowed else None
        if entry.method != _DEFLATED:
            raise UploadError("zip-damaged")
        limits = self._limits
        # What packs beyond all reason is not unpacked to the end: it stops at the ratio.
        reasonable = max(limits.ratio_from, limits.ratio * len(packed))
        content = _inflate(packed, min(allowed, reasonable))
        if content is None and reasonable < allowed:
            raise UploadError("zip-too-large", {"limit": limits.unpacked // 1_000_000})
        return content


def is_zip(data: bytes) -> bool:
    """Do the bytes begin as a zip does, also one that is empty, or cut off at once."""
    return data.startswith((_LOCAL, _END, _SPANNED)) or (data.startswith(b"PK") and len(data) < _LOCAL_HEADER.size)


def _inflate(packed: memoryview, allowed: int) -> bytes | None:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = engine.decompress(packed, allowed + 1)
    except zlib.error:
        raise UploadError("zip-damaged") from None
    if len(content) > allowed:
        return None
    if not engine.eof:
        raise UploadError("zip-damaged")
    return content


def _by_name(entries: Iterable[Entry], *, strict: bool) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    folded: set[str] = set()
    for entry in entries:
        key = entry.name.casefold()
        if key in folded:
            if not strict:
                continue
            raise UploadError("zip-same-name", {"file": entry.name})
        folded.add(key)
        found[entry.name] = entry
    return found


def _entries(data: bytes, limits: Limits) -> tuple[bool, list[Entry]]:
    """Whether the directory was damaged, and the files. Raises UploadError when there is nothing to go by."""
    end = data.rfind(_END, max(0, len(data) - _LONGEST_COMMENT - _END_RECORD.size))
    if end < 0:
        raise UploadError("cut-off")
    try:
        directory = list(_directory(data, end, limits))
    except (struct.error, _DamagedError):
        return True, list(_scan(data, limits))
    return False, directory


class _DamagedError(Exception):
    """The directory does not describe this file."""


def _directory(data: bytes, end: int, limits: Limits) -> Iterator[Entry]:
    position, behind, shift = _where(data, end)
    regions: list[tuple[int, int]] = []
    while position < behind:
        if len(regions) == limits.entries:
            raise UploadError("zip-too-many", {"limit": limits.entries})
        record = _record(data, position, shift)
        position = record.behind
        regions.append((record.start, record.start + _LOCAL_HEADER.size + record.packed))
        name = _name(record.name)
        if record.special:
            raise UploadError("zip-link", {"file": name})
        if name and not record.name.endswith(b"/") and not _is_litter(name):
            yield Entry(name, record.start, record.method, record.packed, record.encrypted)
    if position != behind:
        raise _DamagedError
    _refuse_overlaps(regions, position)


def _where(data: bytes, end: int) -> tuple[int, int, int]:
    """Where the directory begins and ends, and how many bytes stand before the zip itself."""
    if len(data) - end < _END_RECORD.size:
        raise UploadError("cut-off")
    *_, count, size, offset, _ = _END_RECORD.unpack_from(data, end)
    behind = end
    if _FULL in {size, offset} or count == 0xFFFF:
        at = data.rfind(_END_64, 0, end)
        if at >= 0:
            *_, count, size, offset = _END_RECORD_64.unpack_from(data, at)
            behind = at
    begin = behind - size
    if begin < 0 or begin < offset or (count and not size):
        raise _DamagedError
    return begin, behind, begin - offset


class _Record(NamedTuple):
    """One record of the directory; `behind` is where the next one begins."""

    name: bytes
    start: int
    method: int
    packed: int
    encrypted: bool
    special: bool  # a link, a device: neither file nor folder
    behind: int


def _record(data: bytes, position: int, shift: int) -> _Record:
    fields = _CENTRAL_HEADER.unpack_from(data, position)
    if fields[0] != _CENTRAL:
        raise _DamagedError
    made_by, flags, method, packed, unpacked = fields[1], fields[3], fields[4], fields[8], fields[9]
    name_size, extra_size, comment_size = fields[10:13]
    attributes, start = fields[15:17]
    name_at = position + _CENTRAL_HEADER.size
    extra_at = name_at + name_size
    behind = extra_at + extra_size + comment_size
    if _FULL in {packed, unpacked, start}:
        packed, start = _large(data[extra_at : extra_at + extra_size], packed, unpacked, start)
    form = stat.S_IFMT(attributes >> 16) if made_by >> 8 == _UNIX else 0
    special = form not in {0, stat.S_IFREG, stat.S_IFDIR}
    encrypted = bool(flags & _ENCRYPTED)
    return _Record(data[name_at:extra_at], start + shift, method, packed, encrypted, special, behind)


def _refuse_overlaps(regions: list[tuple[int, int]], directory: int) -> None:
    # Files that share bytes are how a small zip grows without end.
    regions.sort()
    if not regions:
        return
    following = [start for start, _ in regions[1:]] + [directory]
    if any(end > after for (_, end), after in zip(regions, following, strict=True)):
        raise UploadError("zip-damaged")


def _large(extra: bytes, packed: int, unpacked: int, start: int) -> tuple[int, int]:
    position = 0
    while position + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, position)
        position += 4
        if kind == 1:
            numbers = iter(struct.unpack_from(f"<{size // 8}Q", extra, position))
            if unpacked == _FULL:
                next(numbers, 0)
            packed = next(numbers, 0) if packed == _FULL else packed
            start = next(numbers, 0) if start == _FULL else start
        position += size
    return packed, start


def _scan(data: bytes, limits: Limits) -> Iterator[Entry]:
    """The files by their own headers, for a zip whose directory is damaged."""
    position = data.find(_LOCAL)
    seen = 0
    while position >= 0:
        seen += 1
        if seen > limits.entries:
            raise UploadError("zip-too-many", {"limit": limits.entries})
        if len(data) - position < _LOCAL_HEADER.size:
            return
        _, _, flags, method, _, _, _, packed, _, name_size, extra_size = _LOCAL_HEADER.unpack_from(data, position)
        content = position + _LOCAL_HEADER.size + name_size + extra_size
        raw_name = data[position + _LOCAL_HEADER.size : content - extra_size]
        size = None if flags & _SIZE_BEHIND else packed
        if size is not None and content + size > len(data):
            return
        name = _name(raw_name)
        if name and not raw_name.endswith(b"/") and not _is_litter(name):
            yield Entry(name, position, method, size, bool(flags & _ENCRYPTED))
        position = data.find(_LOCAL, content + (size or 0))


def _content_start(data: bytes, start: int) -> int:
    if start < 0 or len(data) - start < _LOCAL_HEADER.size or data[start : start + 4] != _LOCAL:
        raise UploadError("zip-damaged")
    *_, name_size, extra_size = _LOCAL_HEADER.unpack_from(data, start)
    return start + _LOCAL_HEADER.size + int(name_size) + int(extra_size)


def _next_signature(data: bytes, begin: int) -> int:
    found = [at for mark in (_LOCAL, _CENTRAL, _SPANNED, _END) if (at := data.find(mark, begin)) >= 0]
    return min(found, default=len(data))


def _name(raw: bytes) -> str:
    """The path with `/` between folders. Raises UploadError for one that could lead out of the upload."""
    try:
        name = raw.decode("utf-8")  # a Mac writes UTF-8 and does not say so
    except UnicodeDecodeError:
        name = raw.decode("cp437")
    if _UNSAFE.search(name):
        raise UploadError("zip-name")
    parts = [part for part in unicodedata.normalize("NFC", name).split("/") if part not in {"", "."}]
    return "/".join(parts)


def _is_litter(name: str) -> bool:
    parts = name.casefold().split("/")
    return not _LITTER.isdisjoint(parts) or parts[-1].startswith(("._", "~$"))
