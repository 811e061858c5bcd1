"""Pictures and sounds of a written project: the ones at hand, and plain ones where none is. Part of `write`."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Mapping
from html import escape
from typing import Any, Final

from grader.scratch.model import Costume, Target

_NAME: Final = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{1,5}")
_RATE: Final = 11_025  # points a second
# A target without a picture gets the one of Scratch's own new project, so that nobody takes it for hers.
_WHITE: Final = Costume("backdrop1", "cd21514d0531fdffb22204e0ec5ed84a.svg", "svg", (240, 180))
_CAT: Final = Costume("costume1", "bcf454acf82e4504149f7ffe07081dbc.svg", "svg", (48, 50))
_COLOURS: Final = ("#4c97ff", "#9966ff", "#cf63cf", "#ffbf00", "#5cb1d6", "#59c059", "#ff8c1a")


class Assets:
    """Looks up and makes what costumes and sounds need; `used` is what belongs into the file, by name."""

    def __init__(self, given: Mapping[str, bytes]) -> None:
        self._given = given
        self.used: dict[str, bytes] = {}

    def costumes(self, target: Target, *, stage: bool) -> list[dict[str, Any]]:
        """The costumes (or backdrops) of a target as the file lists them; never none, Scratch needs one."""
        costumes = target.costumes or (_WHITE if stage else _CAT,)
        return [self._costume(costume, stage=stage) for costume in costumes]

    def sounds(self, target: Target) -> list[dict[str, Any]]:
        """The sounds of a target as the file lists them."""
        return [self._sound(sound) for sound in target.sounds]

    def _costume(self, costume: Costume, *, stage: bool) -> dict[str, Any]:
        plain = _backdrop() if stage else _figure(costume.name)
        middle = (240.0, 180.0) if stage else (24.0, 24.0)
        name, made = self._keep(costume, plain, "svg")
        center = costume.center if costume.center is not None and not made else middle
        entry: dict[str, Any] = {"name": costume.name, **_file(name)}
        if not name.endswith("svg"):
            entry["bitmapResolution"] = costume.resolution
        return entry | {"rotationCenterX": center[0], "rotationCenterY": center[1]}

    def _sound(self, sound: Costume) -> dict[str, Any]:
        name, _ = self._keep(sound, _silence(), "wav")
        content = self.used[name]
        rate, samples = _measured(content) if name.endswith("wav") else (44_100, 0)
        return {"name": sound.name, **_file(name), "format": "", "rate": rate, "sampleCount": samples}

    def _keep(self, item: Costume, plain: bytes, form: str) -> tuple[str, bool]:
        """The name of the file in the zip, and whether its content was made here."""
        content = self._given.get(item.asset) if item.asset else None
        if content is not None:
            ending = item.format or item.asset.rpartition(".")[2]
            name = item.asset if _NAME.fullmatch(item.asset) else f"{_digest(content)}.{ending}"
        elif _NAME.fullmatch(item.asset) and item.asset.endswith(f".{form}"):
            # Scratch knows its own library by these names: there the real picture appears.
            name = item.asset
        else:
            name = f"{_digest(plain)}.{form}"
        self.used.setdefault(name, plain if content is None else content)
        return name, content is None


def _file(name: str) -> dict[str, str]:
    identity, _, form = name.rpartition(".")
    return {"assetId": identity, "dataFormat": form, "md5ext": name}


def _digest(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()  # the name that Scratch gives its files


def _figure(name: str) -> bytes:
    colour = _COLOURS[sum(name.encode()) % len(_COLOURS)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48">'
        f'<title>{escape(name)}</title><circle cx="24" cy="24" r="22" fill="{colour}"/></svg>'
    ).encode()


def _backdrop() -> bytes:
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360" viewBox="0 0 480 360">'
        b'<rect width="480" height="360" fill="#ffffff"/></svg>'
    )


def _silence() -> bytes:
    points = b"\x80" * (_RATE // 10)
    shape = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, _RATE, _RATE, 1, 8)  # one channel of 8 bits
    data = struct.pack("<4sI", b"data", len(points)) + points
    return struct.pack("<4sI4s", b"RIFF", 4 + len(shape) + len(data), b"WAVE") + shape + data


def _measured(content: bytes) -> tuple[int, int]:
    """The rate of a WAV and how many points it has; (44100, 0) when it is none."""
    if content[:4] != b"RIFF" or len(content) < 44:
        return 44_100, 0
    rate, width = struct.unpack_from("<I", content, 24)[0], struct.unpack_from("<H", content, 32)[0]
    return rate, (len(content) - 44) // max(width, 1)
