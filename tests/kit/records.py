"""Records of a `project.json`, written out: what no project as text can say (hidden menus, parentless shadows)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from grader.scratch.model import ScratchProject
from grader.scratch.read import read
from grader.scratch.records import Records, of_json

Blocks = Mapping[str, Any]


def block(opcode: str, *, below: str | None = None, parent: str | None = "somewhere", **more: Any) -> dict[str, Any]:
    """One record. `below` is the id of the next one; inputs by name as `sub="id"`, `cond="id"`; menus as `menu={}`."""
    inputs = dict(more.pop("inputs", {}))
    for short, name in (("sub", "SUBSTACK"), ("sub2", "SUBSTACK2"), ("cond", "CONDITION")):
        if short in more:
            inputs[name] = [2, more.pop(short)]
    fields = {name: value if isinstance(value, list) else [value, None] for name, value in more.pop("menu", {}).items()}
    record = {"opcode": opcode, "next": below, "parent": parent, "inputs": inputs, "fields": fields, "shadow": False}
    return {**record, "topLevel": parent is None, **more}


def sends(message: str | None, opcode: str = "event_broadcast", **more: Any) -> dict[str, Any]:
    """A broadcast of the message with that id."""
    return block(opcode, inputs={"BROADCAST_INPUT": [1, [11, "name", message]]}, **more)


def hears(message: str | None, below: str | None = None, **more: Any) -> dict[str, Any]:
    """A hat for the message with that id. All have one name: it is the id that is compared."""
    hat = "event_whenbroadcastreceived"
    return block(hat, parent=None, below=below, menu={"BROADCAST_OPTION": ["name", message]}, **more)


def project_json(*targets: Blocks, extensions: Any = ()) -> dict[str, Any]:
    """A stage and sprites with these blocks; the first target is the stage."""
    common = {"variables": {}, "lists": {}, "broadcasts": {}, "comments": {}, "costumes": [], "sounds": []}
    made = [
        {**common, "isStage": number == 0, "name": "Stage" if number == 0 else f"Sprite{number}", "blocks": blocks}
        for number, blocks in enumerate(targets)
    ]
    return {"targets": made, "monitors": [], "extensions": extensions, "meta": {"semver": "3.0.0"}}


def records_of(*targets: Blocks, extensions: Any = ()) -> Records:
    """The records of such a project."""
    return of_json(project_json(*targets, extensions=extensions), len(targets), 0)


def project_of(*targets: Blocks, extensions: Any = ()) -> ScratchProject:
    """The project that is read from it."""
    return read(json.dumps(project_json(*targets, extensions=extensions)).encode())
