"""Projects as text, and one player for all tests of a process."""

from __future__ import annotations

import io
import struct
import wave
from collections.abc import Callable, Iterator, Mapping

import pytest

from grader.live.game import Game
from grader.live.player import Player
from grader.scratch.write import write
from tests.kit.blocks import scratch

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}">'
    '<rect width="{size}" height="{size}" fill="{fill}"/></svg>'
)
Start = Callable[..., Game]


def square(size: int, fill: str = "#ff0000") -> bytes:
    """A picture that is one colour to its edges: what touches it is plain arithmetic."""
    return SQUARE.format(size=size, fill=fill).encode()


def tone(seconds: float) -> bytes:
    """A silent sound of that length."""
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(struct.pack("<h", 0) * round(8000 * seconds))
    return written.getvalue()


ASSETS: Mapping[str, bytes] = {
    "red.svg": square(40),
    "blue.svg": square(40, "#0000ff"),
    "big.svg": square(80, "#00aa00"),
    "second.wav": tone(1),
}


def sb3(text: str, assets: Mapping[str, bytes] = ASSETS) -> bytes:
    """The bytes of the project that a text describes."""
    return write(scratch(text), assets)


@pytest.fixture(scope="session")
def player() -> Iterator[Player]:
    with Player() as running:
        yield running


@pytest.fixture
def start(player: Player) -> Start:
    """`start(text)`: the project loaded, its flag clicked, one frame passed."""

    def run(text: str | bytes, *, seed: int = 1, assets: Mapping[str, bytes] = ASSETS) -> Game:
        game = player.open(text if isinstance(text, bytes) else sb3(text, assets))
        game.start(seed)
        game.green_flag()
        game.step()
        return game

    return run
