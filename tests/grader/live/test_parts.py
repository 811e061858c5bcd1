"""The parts from npm: absent, installing, ready, failed; what the lock file may hold."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from grader.live import kit, machine, parts
from grader.live.bounds import MissingError
from grader.live.player import Said, call, find_node

NODE = "/a/node"
LICENCES = {
    "MIT", "ISC", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "CC0-1.0", "MIT-0", "BlueOak-1.0.0", "OFL-1.1",
    "CC-BY-3.0", "(MIT OR Apache-2.0)", "(MPL-2.0 OR Apache-2.0)", "(MIT OR GPL-3.0-or-later)", "(MIT AND Zlib)",
    "(MIT AND BSD-3-Clause)", "(Unlicense OR Apache-2.0)", "0BSD", "Python-2.0", "Unlicense",
}  # fmt: skip
# Looked up by hand: the lock has no field for them, their own files say MIT, or a free licence for fonts.
SAID_ELSEWHERE = {
    "colors", "commander", "console-browserify", "enhanced-resolve", "findup", "prelude-ls", "querystring-es3",
    "raw-loader", "scratch-render-fonts",
}  # fmt: skip


def lock() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(machine.LOCK.read_text(encoding="utf-8"))["packages"]
    return {name: package for name, package in found.items() if name}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, a Node that is there, and no network namespace to try."""
    monkeypatch.setenv("KRU_PARTS", str(tmp_path))
    monkeypatch.setattr(parts, "find_node", lambda: NODE)
    monkeypatch.setattr(parts, "network_of", lambda _node: "node")
    monkeypatch.setattr(machine, "npm", lambda: ("npm",))
    return tmp_path


def npm(monkeypatch: pytest.MonkeyPatch, code: int = 0, text: str = "") -> list[Path]:
    """A stand-in for npm; gives back the folders it worked in."""
    folders: list[Path] = []

    def run(_command: Any, *, folder: Path, **_more: Any) -> Said:
        folders.append(folder)
        (folder / "node_modules").mkdir()
        return Said(code, text)

    monkeypatch.setattr(kit, "call", run)
    return folders


def test_every_part_is_exact_has_a_hash_and_no_address() -> None:
    assert "://" not in machine.LOCK.read_text(encoding="utf-8")
    for name, package in lock().items():
        assert package.get("integrity", "").startswith("sha512-"), name
        assert "resolved" not in package, name
    asked = json.loads((machine.SCRIPTS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(version[0].isdigit() for version in asked.values())
    assert asked["scratch-vm"] == "4.8.115"
    assert asked["scratch-render"] == "1.2.126"


def test_every_licence_leaves_ours_alone() -> None:
    for name, package in lock().items():
        licence = package.get("license")
        if licence is None:
            assert name.removeprefix("node_modules/") in SAID_ELSEWHERE, name
        else:
            assert licence in LICENCES, (name, licence)


def test_first_they_are_absent() -> None:
    assert parts.status() == parts.Status("absent", "parts", parts.SENTENCES["parts"], "node")


def test_an_installation_makes_them_ready_and_the_next_one_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = npm(monkeypatch)
    assert parts.install().state == "ready"
    assert parts.status().state == "ready"
    assert parts.install().state == "ready"
    assert len(folders) == 1
    assert (machine.folder() / "node_modules").is_dir()
    assert (machine.folder() / "package-lock.json").read_bytes() == machine.LOCK.read_bytes()


def test_one_that_does_not_end_well_is_told_and_tried_again(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    folders = npm(monkeypatch, 1, "no way to the registry")
    assert parts.install().state == "failed"
    assert parts.status() == parts.Status("failed", "parts", "no way to the registry", "node")
    assert not folders[0].exists()
    npm(monkeypatch)
    assert parts.install().state == "ready"
    assert [path.name for path in cache.iterdir() if path.name.endswith(".failed")] == []


def test_while_another_process_fetches_them_they_are_installing(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def run(_command: Any, *, folder: Path, **_more: Any) -> Said:
        del folder
        seen.append(parts.status().state)
        return Said(0, "")

    monkeypatch.setattr(kit, "call", run)
    parts.install()
    assert seen == ["installing"]


def test_without_npm_and_without_node_it_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "npm", lambda: None)
    assert parts.install().says == parts.SENTENCES["npm"]

    def none() -> str:
        raise MissingError("node")

    monkeypatch.setattr(parts, "find_node", none)
    assert parts.install() == parts.status() == parts.Status("absent", "node", parts.SENTENCES["node"])


def test_a_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("KRU_PARTS", str(tmp_path / "file" / "below"))
    assert parts.install().state == "failed"


def test_a_new_lock_file_gets_a_new_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = machine.folder()
    other = tmp_path / "package-lock.json"
    other.write_text("{}")
    monkeypatch.setattr(machine, "LOCK", other)
    machine.version.cache_clear()
    assert machine.folder() != before
    machine.version.cache_clear()


@pytest.mark.skipif(os.name == "nt", reason="stand-ins are shell scripts")
def test_a_node_that_is_too_old_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nodes = []
    for version in ("v18.19.0", "nonsense", "v20.1.0"):
        node = tmp_path / version
        node.write_text(f"#!/bin/sh\necho {version}\n")
        node.chmod(0o755)
        nodes.append(str(node))
    monkeypatch.setattr(machine, "nodes", lambda: tuple(nodes))
    assert find_node.__wrapped__() == nodes[2]
    monkeypatch.setattr(machine, "nodes", lambda: (*nodes[:2], str(tmp_path / "none")))
    with pytest.raises(MissingError):
        find_node.__wrapped__()


def test_a_command_that_cannot_start_is_an_answer() -> None:
    assert call(("/nowhere/at/all",), seconds=1).code == 127
