"""A project becomes an `.sb3` that Scratch opens: the other way of `read`, and like it the keeper of ids and shadows.

The same project gives the same bytes. Ids in the project are kept; what has none gets one. Pictures and sounds that
nobody hands over are made here, tiny and plain, so that the file opens.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, Final

from grader.scratch import opcodes
from grader.scratch.assets import Assets
from grader.scratch.blocks_out import CORE, BlockWriter, Names
from grader.scratch.model import Monitor, ScratchProject, Target

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can name: bytes do not depend on the clock


def write(project: ScratchProject, assets: Mapping[str, bytes] | None = None) -> bytes:
    """The bytes of an `.sb3`. `assets` are pictures and sounds by the name that the project's costumes give them."""
    store = Assets(assets or {})
    text = json.dumps(project_json(project, store), ensure_ascii=False, separators=(",", ":"))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "project.json", text.encode("utf-8", "replace"))
        for name in sorted(store.used):
            _add(archive, name, store.used[name])
    return written.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def project_json(project: ScratchProject, store: Assets) -> dict[str, Any]:
    """The value of `project.json`; `store` learns which files belong to it."""
    shared = Names(project.stage.variables, project.stage.lists, project.stage.messages)
    written = []
    by_sprite: dict[str | None, Names] = {None: shared}
    used: set[str] = set()
    # The stage comes first in the file and last here: sprites may name things that only it can declare.
    for number, target in sorted(enumerate(project.targets), reverse=True):
        names = shared if number == 0 else Names(target.variables, target.lists, (), shared)
        by_sprite[None if number == 0 else target.name] = names
        writer = BlockWriter(names)
        for script in target.scripts:
            writer.script(script)
        for comment in target.comments:
            writer.comment(comment, None)
        used |= writer.opcodes
        written.append(_target(target, number, writer, names, store))
    return {
        "targets": written[::-1],
        "monitors": [found for one in project.monitors if (found := _monitor(one, by_sprite)) is not None],
        "extensions": list(_extensions(project.extensions, used)),
        "meta": {"semver": "3.0.0", "vm": "0.2.0", "agent": ""},
    }


def _extensions(given: Iterable[str], used: Iterable[str]) -> tuple[str, ...]:
    known = opcodes.table().blocks
    needed = sorted({category for one in used if one in known and (category := opcodes.category(one)) not in CORE})
    return tuple(dict.fromkeys((*given, *needed)))


def _target(target: Target, number: int, writer: BlockWriter, names: Names, store: Assets) -> dict[str, Any]:
    shared: dict[str, Any] = {
        "isStage": number == 0,
        "name": "Stage" if number == 0 else target.name,
        "variables": {
            identity: [name, value, True] if cloud else [name, value]
            for identity, name, value, cloud in names.variables
        },
        "lists": {identity: [name, list(value)] for identity, name, value, _ in names.lists},
        "broadcasts": dict(names.messages) if number == 0 else {},
        "blocks": writer.blocks,
        "comments": writer.comments,
        "currentCostume": target.current_costume,
        "costumes": store.costumes(target, stage=number == 0),
        "sounds": store.sounds(target),
        "volume": target.volume,
        "layerOrder": target.layer or number,
    }
    if number == 0:
        own: dict[str, Any] = {"tempo": 60, "videoTransparency": 50, "videoState": "on", "textToSpeechLanguage": None}
    else:
        own = {
            "visible": target.visible,
            "x": target.x,
            "y": target.y,
            "size": target.size,
            "direction": target.direction,
            "draggable": target.draggable,
            "rotationStyle": target.rotation_style,
        }
    return shared | own


def _monitor(monitor: Monitor, by_sprite: Mapping[str | None, Names]) -> dict[str, Any] | None:
    names = by_sprite.get(monitor.sprite)
    if names is None:
        return None
    for identity, name, value, _ in names.variables:
        if name == monitor.name:
            slider = {"sliderMin": 0, "sliderMax": 100, "isDiscrete": True}
            return _shown(monitor, identity, "data_variable", "VARIABLE", value) | {"mode": "default"} | slider
    for identity, name, value, _ in names.lists:
        if name == monitor.name:
            return _shown(monitor, identity, "data_listcontents", "LIST", list(value)) | {"mode": "list"}
    return None


def _shown(monitor: Monitor, identity: str, opcode: str, param: str, value: Any) -> dict[str, Any]:
    return {
        "id": identity,
        "opcode": opcode,
        "params": {param: monitor.name},
        "spriteName": monitor.sprite,
        "value": value,
        "width": 0,
        "height": 0,
        "x": 5,
        "y": 5,
        "visible": monitor.visible,
    }
