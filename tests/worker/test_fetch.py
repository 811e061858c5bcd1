"""What comes from npm is fetched beside the service, once, and only what is missing."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from grader.live import kit, machine, parts
from grader.live.player import Said
from worker import health
from worker.fetch import SWITCH, Fetch
from worker.tuning.editor import EDITOR


class Started:
    """A stand-in for the process that fetches."""

    def __init__(self, words: tuple[str, ...], **_how: Any) -> None:
        self.words = words


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Started]:
    found: list[Started] = []

    def start(words: tuple[str, ...], **how: Any) -> Started:
        found.append(Started(words, **how))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    (tmp_path / EDITOR.folder.name).mkdir()
    monkeypatch.setenv("KRU_PARTS", str(tmp_path))
    monkeypatch.setattr(machine, "npm", lambda: ("npm",))
    (EDITOR.folder / machine.DONE).write_text("")
    monkeypatch.delenv(SWITCH, raising=False)
    return found


@pytest.mark.parametrize(
    ("status", "begins"),
    [
        (parts.Status("absent", "parts"), True),
        (parts.Status("failed", "parts", "no network"), True),
        (parts.Status("absent", "node"), False),
        (parts.Status("installing", "parts"), False),
        (parts.Status("ready"), False),
    ],
)
def test_it_begins_only_when_parts_are_missing(
    monkeypatch: pytest.MonkeyPatch, started: list[Started], status: parts.Status, *, begins: bool
) -> None:
    monkeypatch.setattr(parts, "status", lambda: status)
    assert Fetch().start() == (("player",) if begins else ())
    assert len(started) == begins


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, started: list[Started]) -> None:
    monkeypatch.setattr(parts, "status", lambda: parts.Status("absent", "parts"))
    monkeypatch.setenv(SWITCH, "off")
    assert Fetch().start() == ()
    assert started == []


@pytest.mark.parametrize(
    ("status", "state", "says"),
    [
        (parts.Status("ready", network="namespace"), "on", "cut by a namespace"),
        (parts.Status("ready", network="node"), "on", "cut in Node"),
        (parts.Status("installing", "parts"), "absent", "being fetched"),
        (parts.Status("failed", "parts", "no way to npm"), "absent", "no way to npm"),
        (parts.Status("absent", "parts", parts.SENTENCES["parts"]), "absent", "kru play --install"),
        (parts.Status("absent", "node", parts.SENTENCES["node"]), "absent", "Node 20"),
    ],
)
def test_the_doctor_tells_how_the_player_does(
    monkeypatch: pytest.MonkeyPatch, status: parts.Status, state: str, says: str
) -> None:
    monkeypatch.setattr(parts, "status", lambda: status)
    part = health._player()
    assert (part.name, part.state, part.needed) == ("player", state, False)
    assert says in part.says


def test_the_editor_is_fetched_where_npm_is(monkeypatch: pytest.MonkeyPatch, started: list[Started]) -> None:
    monkeypatch.setattr(parts, "status", lambda: parts.Status("ready"))
    assert Fetch().start() == ()
    assert health._editor().state == "on"
    (EDITOR.folder / machine.DONE).unlink()
    assert Fetch().start() == ("editor",)
    assert len(started) == 1
    assert "`kru serve` fetches it" in health._editor().says
    monkeypatch.setattr(kit, "call", lambda *_words, **_how: Said(1, "no way to npm"))
    assert EDITOR.install() == "no way to npm"
    part = health._editor()
    assert (part.state, part.needed) == ("absent", False)
    assert "no way to npm" in part.says
    monkeypatch.setattr(machine, "npm", lambda: None)
    assert Fetch().start() == ()
