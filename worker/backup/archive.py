"""The archive itself: a zip whose last part lists the sha256 of every other part."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import IO, Any

MANIFEST = "manifest.json"
FORM = 1  # raised when older versions could no longer read an archive
CHUNK = 1 << 20


class BackupError(Exception):
    """An archive that cannot be written or read; the sentence says why, and what to do."""


@dataclass(slots=True)
class Writer:
    """Adds parts and remembers what they were."""

    archive: zipfile.ZipFile
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def lines(self, name: str, lines: Iterable[str]) -> int:
        """A part of text lines; how many there were."""
        count = 0
        with self._part(name) as add:
            for line in lines:
                add(f"{line}\n".encode())
                count += 1
        return count

    def data(self, name: str, data: bytes) -> None:
        """A part of bytes."""
        with self._part(name) as add:
            add(data)

    @contextmanager
    def _part(self, name: str) -> Iterator[Any]:
        told, size = sha256(), 0

        def add(piece: bytes) -> None:
            nonlocal size
            told.update(piece)
            size += len(piece)
            out.write(piece)

        with self.archive.open(name, "w", force_zip64=True) as out:
            yield add
        self.parts[name] = {"sha256": told.hexdigest(), "size": size}


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """A new archive at that place. It is there whole, or not at all; only its owner may read it."""
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as beside:
            try:
                with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
                    yield Writer(archive)
                beside.flush()
                os.fsync(beside.fileno())
                beside.close()
                Path(beside.name).replace(target)
            except BaseException:
                with suppress(FileNotFoundError):
                    Path(beside.name).unlink()
                raise
    except OSError as trouble:
        raise BackupError(f"{target} could not be written: {trouble.strerror or trouble}.") from trouble


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was opened: what it says of itself, and its parts."""

    file: zipfile.ZipFile
    manifest: Mapping[str, Any]

    @property
    def names(self) -> tuple[str, ...]:
        """Every part but the manifest."""
        return tuple(self.manifest["parts"])

    def data(self, name: str) -> bytes:
        """The bytes of a part. BackupError when they are not what was written."""
        with self._open(name) as part:
            data = part.read()
        self._compare(name, sha256(data).hexdigest())
        return data

    def lines(self, name: str) -> Iterator[str]:
        """The lines of a part, one at a time. BackupError at the end when they are not what was written."""
        told = sha256()
        with self._open(name) as part:
            for line in part:
                told.update(line)
                yield line.decode()
        self._compare(name, told.hexdigest())

    def check(self, name: str) -> None:
        """Read a part through. BackupError when it is not what was written."""
        told = sha256()
        with self._open(name) as part:
            while piece := part.read(CHUNK):
                told.update(piece)
        self._compare(name, told.hexdigest())

    @contextmanager
    def _open(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self.file.open(name) as part:
                yield part
        except (KeyError, zipfile.BadZipFile, EOFError, OSError) as trouble:
            raise BackupError(f"This backup is damaged: {name} cannot be read. Use another one.") from trouble

    def _compare(self, name: str, found: str) -> None:
        if found != self.manifest["parts"][name]["sha256"]:
            raise BackupError(f"This backup is damaged: {name} is not what was written. Use another one.")


@contextmanager
def reading(source: Path) -> Iterator[Archive]:
    """Open an archive. BackupError when it is none, or one of a later version."""
    try:
        file = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as trouble:
        raise BackupError(f"{source} is no backup of Kru, or its end is missing.") from trouble
    with file:
        try:
            manifest = json.loads(file.read(MANIFEST))
            form, parts = manifest["form"], manifest["parts"]
        except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as trouble:
            raise BackupError(f"{source} is no backup of Kru, or its end is missing.") from trouble
        if form > FORM:
            raise BackupError(f"{source} was made by a later Kru. Update this one first.")
        for name in parts:
            if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name:
                raise BackupError(f"{source} names a file outside its folder: {name}. It is not ours.")
        yield Archive(file, manifest)
