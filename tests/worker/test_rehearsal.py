"""The rehearsal grades for real, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.rehearsal import MemoryFiles, rehearse
from worker.workhorse import preload


def test_it_grades_a_project_and_a_website(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert rehearse() == 2
    assert list(tmp_path.iterdir()) == []


def test_a_worker_that_cannot_grade_says_so_at_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ImportError("html5lib")

    monkeypatch.setattr("worker.jobs.read", breaks)
    with pytest.raises(ImportError, match="html5lib"):
        preload()


def test_files_in_memory_keep_read_and_delete() -> None:
    files = MemoryFiles()
    name = files.keep(b"a")
    assert files.read(name) == b"a"
    files.delete(name)
    files.delete(name)
    assert not files.has(name)
