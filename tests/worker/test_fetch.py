"""The player's parts are fetched beside the service, once, and only when they are missing."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from grader.live import parts
from worker import health
from worker.fetch import SWITCH, Fetch


class Started:
    """A stand-in for the process that fetches."""

    def __init__(self, words: tuple[str, ...], **_how: Any) -> None:
        self.words = words


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Started]:
    found: list[Started] = []

    def start(words: tuple[str, ...], **how: Any) -> Started:
        found.append(Started(words, **how))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
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
    assert Fetch().start() is begins
    assert len(started) == begins


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, started: list[Started]) -> None:
    monkeypatch.setattr(parts, "status", lambda: parts.Status("absent", "parts"))
    monkeypatch.setenv(SWITCH, "off")
    assert Fetch().start() is False
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
