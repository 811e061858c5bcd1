"""A zip with one file in it replaced. Every other file comes out with the bytes, the name and the date it had."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterator

from grader.upload import STANDARD
from grader.upload.container import Container, is_zip

_PROJECT = "project.json"


def zipped(data: bytes, old: bytes, new: bytes) -> bytes:
    """The file with `new` in the place of the `project.json` that holds `old`; a bare `project.json` becomes a zip."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as out:
        if is_zip(data):
            replaced = False
            for entry, content in _entries(data):
                mine = not replaced and content == old and entry.filename.lower().endswith(_PROJECT)
                replaced = replaced or mine
                out.writestr(entry, new if mine else content)
        else:
            out.writestr(zipfile.ZipInfo(_PROJECT), new, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _entries(data: bytes) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    held = Container(data, STANDARD)
    if held.recovered:  # only our own reader finds anything in it
        for name in held.names:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            yield entry, held.read(name)
        return
    left = STANDARD.unpacked
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            # The reader has looked into all files of the project; what a computer left beside them may be anything.
            with archive.open(entry) as file:
                content = file.read(left + 1)
            left -= len(content)
            if left < 0:
                raise ValueError("more than an upload may hold")
            # The sizes are the old ones, and zipfile goes by them.
            kept = copy.copy(entry)
            kept.file_size = kept.compress_size = kept.CRC = 0
            kept.flag_bits &= ~0x8
            yield kept, content
