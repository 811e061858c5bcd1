"""An archive of another Kru, opened with care: nothing in it is believed before it was looked at."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from worker.backup.archive import MANIFEST
from worker.moving_house import plan

FILE = re.compile(r"files/[0-9a-f]{64}")
ROWS = {f"rows/{table.name}.jsonl" for table in plan.CARRIED}
MOST_PARTS = 1_000_000
MOST_MANIFEST = 300_000_000  # bytes: about 150 for a part
MOST_ROWS = 4_000_000_000  # bytes of one table
MOST_LINE = 16_000_000  # bytes of one row: a report, a rubric
CHUNK = 1 << 20


class MoveError(Exception):
    """An archive that is not taken; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What an archive says of itself, and its parts."""

    file: zipfile.ZipFile
    manifest: Mapping[str, Any]
    most_file: int

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the kept files in it."""
        return tuple(name.removeprefix("files/") for name in self.manifest["parts"] if name.startswith("files/"))

    def data(self, file_hash: str) -> bytes:
        """The bytes of a kept file. MoveError when they are not what its name says."""
        data = b"".join(self._pieces(f"files/{file_hash}", self.most_file))
        if sha256(data).hexdigest() != file_hash:
            raise MoveError("This archive is damaged: a file is not what its name says.")
        return data

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table. MoveError, at the end too, when they are not what was written."""
        if f"rows/{table}.jsonl" not in self.manifest["parts"]:
            return  # an older Kru did not have it
        rest = b""
        for piece in self._pieces(f"rows/{table}.jsonl", MOST_ROWS):
            *lines, rest = (rest + piece).split(b"\n")
            if len(rest) > MOST_LINE:
                raise MoveError(f"A row of {table} is too long to be ours.")
            yield from (_row(table, line) for line in lines)
        if rest:
            yield _row(table, rest)

    def _pieces(self, name: str, most: int) -> Iterator[bytes]:
        """The bytes of a part, no more of them than it says it has, and no more than so many."""
        told = self.manifest["parts"][name]
        seen, size = sha256(), 0
        try:
            with self.file.open(name) as part:
                while piece := part.read(CHUNK):
                    size += len(piece)
                    if size > min(most, told["size"]):
                        raise MoveError(f"This archive is damaged: {name} is longer than it says.")
                    seen.update(piece)
                    yield piece
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as trouble:
            raise MoveError(f"This archive is damaged: {name} cannot be read.") from trouble
        if seen.hexdigest() != told["sha256"]:
            raise MoveError(f"This archive is damaged: {name} is not what was written.")


@contextmanager
def opened(source: Path, most_file: int) -> Iterator[Opened]:
    """Open an archive. MoveError when it is none of ours, or one of a later Kru."""
    none = f"{source} is no archive of `kru export`, or its end is missing."
    try:
        file = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as trouble:
        raise MoveError(none) from trouble
    with file:
        try:
            if file.getinfo(MANIFEST).file_size > MOST_MANIFEST:
                raise MoveError(none)
            manifest = json.loads(file.read(MANIFEST))
        except (KeyError, ValueError, RecursionError, zipfile.BadZipFile, zlib.error, OSError) as trouble:
            raise MoveError(none) from trouble
        if not isinstance(manifest, dict) or "kru-move" not in manifest:
            whole = isinstance(manifest, dict) and "form" in manifest
            raise MoveError(f"{source} is a backup of a whole Kru. `kru restore` brings it back." if whole else none)
        _look(manifest, file, source, most_file)
        yield Opened(file, manifest, most_file)


def _look(manifest: dict[str, Any], file: zipfile.ZipFile, source: Path, most_file: int) -> None:
    """Every part that it names is one that we write, and nothing else lies in it."""
    form = manifest["kru-move"]
    if type(form) is not int or form > plan.FORM:
        raise MoveError(f"{source} was made by a later Kru. Update this one first.")
    parts, house = manifest.get("parts"), manifest.get("house")
    named = isinstance(house, str) and re.fullmatch(r"[\w-]{16,40}", house, re.ASCII)
    if not named or manifest.get("kind") not in {"club", "class"} or not isinstance(parts, dict):
        raise MoveError(f"{source} does not say what it holds. It is not ours.")
    names = [info.filename for info in file.infolist()]
    if len(names) > MOST_PARTS or len(set(names)) != len(names) or set(names) != {MANIFEST, *parts}:
        raise MoveError(f"{source} holds other parts than it says. It is not ours.")
    for name, told in parts.items():
        if name not in ROWS and not FILE.fullmatch(name):
            raise MoveError(f"{source} has a part that Kru does not write: {name[:80]!r}. It is not ours.")
        whole = isinstance(told, dict) and type(told.get("size")) is int and isinstance(told.get("sha256"), str)
        if not whole or told["size"] != file.getinfo(name).file_size:
            raise MoveError(f"{source} holds other parts than it says. It is not ours.")
        if told["size"] > (MOST_ROWS if name in ROWS else most_file):
            raise MoveError(f"{source} has a part that is too big for this Kru: {name}. KRU_UPLOAD_MB may be raised.")


def _row(table: str, line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as trouble:
        raise MoveError(f"This archive is damaged: a row of {table} cannot be read.") from trouble
    if not isinstance(row, dict):
        raise MoveError(f"A row of {table} is none of ours.")
    return row
