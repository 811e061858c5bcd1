"""Files by content: the whole file or none, and no path from outside."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from worker.store.files import DiskFiles


def test_keep_read_has_delete(tmp_path: Path) -> None:
    files = DiskFiles(tmp_path / "files")
    name = files.keep(b"hello")
    assert name == sha256(b"hello").hexdigest()
    assert (tmp_path / "files" / name[:2] / name).read_bytes() == b"hello"
    assert files.has(name)
    assert files.read(name) == b"hello"
    files.delete(name)
    files.delete(name)
    assert not files.has(name)
    with pytest.raises(FileNotFoundError):
        files.read(name)


def test_the_same_bytes_are_there_once(tmp_path: Path) -> None:
    files = DiskFiles(tmp_path)
    assert files.keep(b"x") == files.keep(b"x")
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


def test_it_is_flushed_before_it_is_in_place_and_its_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        seen.append("folder" if Path(f"/proc/self/fd/{handle}").is_dir() else "file")
        real_fsync(handle)

    def replace(self: Path, target: Path) -> Path:
        seen.append("in place")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    files = DiskFiles(tmp_path)
    (tmp_path / sha256(b"x").hexdigest()[:2]).mkdir()
    files.keep(b"x")
    assert seen == ["file", "in place", "folder"]


def test_nothing_is_left_when_writing_stops_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    files = DiskFiles(tmp_path)
    (tmp_path / sha256(b"x").hexdigest()[:2]).mkdir()
    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(OSError, match="No space"):
        files.keep(b"x")
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "/" * 64, "g" * 64])
def test_only_a_hash_is_a_name(tmp_path: Path, name: str) -> None:
    files = DiskFiles(tmp_path)
    for ask in (files.read, files.has, files.delete):
        with pytest.raises(ValueError, match="not the name"):
            ask(name)
