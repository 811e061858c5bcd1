"""Uploaded files, kept under the hash of their bytes: the same file twice is there once.

Another shelf (an object store) is another class with the same four methods.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

HEX = frozenset("0123456789abcdef")


class Files(Protocol):
    """The four things that are done with a file."""

    def keep(self, data: bytes) -> str:
        """Keep the bytes; their sha256 in hex is the name. When it returns, a power cut loses nothing."""

    def read(self, file_hash: str) -> bytes:
        """The bytes of that name. FileNotFoundError when they are not there."""

    def has(self, file_hash: str) -> bool:
        """Whether they are there."""

    def delete(self, file_hash: str) -> None:
        """Take them away; nothing happens when they are not there."""


@dataclass(frozen=True, slots=True)
class DiskFiles:
    """Files in a folder, spread over two-letter folders. No name that came with an upload ever becomes a path."""

    folder: Path

    def keep(self, data: bytes) -> str:
        """Write beside, flush to the disk, then put in place: a reader sees the whole file or none."""
        name = sha256(data).hexdigest()
        path = self._path(name)
        if path.exists():
            return name
        _make_folder(path.parent)
        with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as beside:
            try:
                beside.write(data)
                beside.flush()
                os.fsync(beside.fileno())
                beside.close()
                Path(beside.name).replace(path)
            except BaseException:
                with suppress(FileNotFoundError):
                    Path(beside.name).unlink()
                raise
        _flush_folder(path.parent)
        return name

    def read(self, file_hash: str) -> bytes:
        """The bytes of that name."""
        return self._path(file_hash).read_bytes()

    def has(self, file_hash: str) -> bool:
        """Whether they are there."""
        return self._path(file_hash).exists()

    def delete(self, file_hash: str) -> None:
        """Take them away."""
        self._path(file_hash).unlink(missing_ok=True)

    def _path(self, file_hash: str) -> Path:
        if len(file_hash) != 64 or not set(file_hash) <= HEX:
            message = f"not the name of a kept file: {file_hash[:80]!r}"
            raise ValueError(message)
        return self.folder / file_hash[:2] / file_hash


def shelf_of(files: Path | Files) -> Files:
    """The shelf in a folder; one that is a shelf already is taken as it is."""
    return DiskFiles(files) if isinstance(files, Path) else files


def _make_folder(folder: Path) -> None:
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for place in missing:  # a new folder's own name lives in the folder above it
        _flush_folder(place.parent)


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder, and needs no flush for a rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
