"""Why nothing happened: what the blocks and a calm run tell about it. And what might start a game."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from grader.live.recording import Frame, Recording
from grader.scratch.model import Chosen, Typed

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex
    from grader.scratch.model import ScratchProject

Told = tuple[str, Mapping[str, str | int | float]]
EDGE_X, EDGE_Y = 240.0, 180.0
SHORT = 3  # frames: a clone that is gone by then was never seen
MOST_WAYS = 6
NAME = "Sreymom"
# What menus and places of lists say for `one of them, by chance`.
_CHANCE = frozenset({"_random_", "random", "any", "random backdrop", "random costume"})
# Blocks that may name the pointer, and where.
_POINTED = (
    ("motion_goto", "TO"),
    ("motion_glideto", "TO"),
    ("motion_pointtowards", "TOWARDS"),
    ("sensing_touchingobject", "TOUCHINGOBJECTMENU"),
    ("sensing_distanceto", "DISTANCETOMENU"),
)
_OTHER_KEYS = ("makeymakey_whenMakeyKeyPressed", "makeymakey_whenCodePressed")
_SHOWN = 4  # keys that a sentence lists
_ARROWS = frozenset({"left arrow", "right arrow", "up arrow", "down arrow"})


class Hidden:
    """One project, read for reasons."""

    def __init__(self, project: ScratchProject) -> None:
        self._project = project

    @cached_property
    def _index(self) -> ScratchIndex:
        from grader.scratch.index import index

        return index(self._project)

    @cached_property
    def _keys(self) -> Sequence[tuple[str, str]]:
        """Sprites and the keys that their blocks listen to, of scripts that can run."""
        spots = self._index.of("event_whenkeypressed", "sensing_keypressed", running=True)
        found = []
        for spot in spots:
            key = spot.block.fields.get("KEY_OPTION") or self._index.literal(spot, "KEY_OPTION") or ""
            found.append((spot.target.name, key.lower()))
        return found

    @cached_property
    def _pointed(self) -> bool:
        """Whether any script that can run asks where the pointer is. A place that is made up may be the pointer."""
        if self._index.of("sensing_mousex", "sensing_mousey", running=True):
            return True
        return any(
            (spot.block.fields.get(slot) or self._index.literal(spot, slot)) in {None, "", "_mouse_"}
            for opcode, slot in _POINTED
            for spot in self._index.of(opcode, running=True)
        )

    @cached_property
    def by_chance(self) -> bool:
        """Whether chance could decide anything: without it the runs of all seeds are the same."""
        for spot in self._index.spots:
            if spot.opcode == "operator_random":
                return True
            said = [slot.value for slot in spot.block.inputs.values() if isinstance(slot, Typed | Chosen)]
            if _CHANCE.intersection(text.strip().lower() for text in (*said, *spot.block.fields.values())):
                return True
        return False

    def heard(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Those of these keys that could change anything: no block listens to the others. `button` is the mouse's."""
        names = {key for _, key in self._keys}
        others = {"any", ""} & names or self._index.of(*_OTHER_KEYS, running=True)
        found = [key for key in keys if key != "mouse" and (others or key.lower() in names)]
        if "mouse" in keys:
            found += ["mouse"] if self._pointed else []
            found += ["button"] if self._index.of("sensing_mousedown", running=True) else []
        return tuple(found)

    def listens(self, name: str, keys: Sequence[str]) -> bool:
        """Whether a script of that sprite listens to one of these keys (or to the mouse)."""
        if "mouse" in keys and any(
            spot.target.name == name and spot.runs
            for spot in self._index.of("sensing_mousex", "sensing_mousey", "motion_goto")
        ):
            return True
        return any(sprite == name and (key in keys or key == "any") for sprite, key in self._keys)

    def ways(self, keys: Sequence[str], frame: Frame) -> Iterator[tuple[str, str]]:
        """What could start this game besides the flag, the likely first."""
        found: list[tuple[str, str]] = []
        if frame.question is not None:
            found.append(("answer", NAME))
        clicked = self._index.of("event_whenthisspriteclicked", running=True)
        found += [("click", spot.target.name) for spot in clicked if not spot.target.stage]
        found += [("key", key) for _, key in self._keys if key not in keys and key not in _ARROWS and key != "any"]
        if any(key == "any" for _, key in self._keys):
            found.append(("key", "space"))
        stage = self._index.of("event_whenstageclicked", running=True)
        if stage or any(spot.target.stage for spot in clicked):
            found.append(("stage", ""))
        if self._index.of("sensing_mousedown", running=True):
            shown = sorted((one for one in frame.sprites if one.visible and not one.stage), key=lambda one: -one.layer)
            found += [("click", one.name) for one in shown[:3]] + [("stage", "")]
        yield from tuple(dict.fromkeys(found))[:MOST_WAYS]

    def unmoved(self, keys: Sequence[str], calm: Recording) -> Told:
        """The first reason why these keys moved nobody."""
        others = [(name, key) for name, key in self._keys if key and key not in keys]
        said = ", ".join(keys[:_SHOWN]) + (", …" if len(keys) > _SHOWN else "")
        if others and not any(key in keys for _, key in self._keys):
            return "other-key", {"sprite": others[0][0], "key": others[0][1], "keys": said}
        loose = [
            script.target.name
            for script in self._index.scripts
            if not script.runs and any(spot.opcode.startswith("motion_") for spot in script.spots)
        ]
        if loose:
            return "no-hat", {"sprite": loose[0]}
        listening = [name for name, key in self._keys if key in keys]
        hidden = self.unseen(listening, calm)
        if hidden:
            return hidden
        if "mouse" in keys:
            return ("no-mouse" if len(keys) == 1 else "no-hands"), {}
        return ("no-player", {}) if set(keys) <= _ARROWS else ("no-keys", {"keys": said})

    def unseen(self, names: Sequence[str], calm: Recording) -> Told | None:
        """Why nobody sees these sprites; None when one of them shows."""
        for name in names:
            ones = [one for frame in calm.frames for one in frame.sprites if one.name == name]
            if not ones:
                continue
            if not any(one.visible for one in ones):
                if any(event.kind == "clone" and event.sprite == name for event in calm.events) and not any(
                    one.clone for one in ones
                ):
                    return "clone-gone", {"sprite": name}
                return "hidden", {"sprite": name}
            if all(abs(one.x) > EDGE_X or abs(one.y) > EDGE_Y for one in ones if one.visible):
                return "away", {"sprite": name}
        return None
