"""Scratch files for tests, written the way the editor writes them: nested Python in, bytes out."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class B:
    """A block. Slots: a number or text (typed), a B (reporter), a list (body), a Menu, a Message, a Raw."""

    opcode: str
    slots: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)  # laid over the block as it is written


@dataclass(frozen=True)
class Menu:
    """A menu that is a block of its own."""

    opcode: str
    field: str
    value: str


@dataclass(frozen=True)
class Message:
    """A message chosen in a broadcast."""

    name: str


@dataclass(frozen=True)
class Var:
    """A variable (or, with 13, a list) in a slot."""

    name: str
    kind: int = 12


@dataclass(frozen=True)
class Raw:
    """An input exactly as it stands in the file."""

    value: Any


def b(
    opcode: str, *, fields: Mapping[str, Any] | None = None, more: Mapping[str, Any] | None = None, **slots: Any
) -> B:
    """A block: `b("control_repeat", TIMES=10, SUBSTACK=[...])`."""
    return B(opcode, slots, fields or {}, more or {})


FLAG = b("event_whenflagclicked")


def key(name: str = "space") -> B:
    return b("event_whenkeypressed", fields={"KEY_OPTION": name})


def receive(name: str) -> B:
    return b("event_whenbroadcastreceived", fields={"BROADCAST_OPTION": name})


def send(name: str) -> B:
    return b("event_broadcast", BROADCAST_INPUT=Message(name))


def clone(name: str = "_myself_") -> B:
    return b("control_create_clone_of", CLONE_OPTION=Menu("control_create_clone_of_menu", "CLONE_OPTION", name))


def move(steps: Any = 10) -> B:
    return b("motion_movesteps", STEPS=steps)


def say(text: Any = "Hello") -> B:
    return b("looks_say", MESSAGE=text)


def touching(what: str = "_edge_") -> B:
    menu = Menu("sensing_touchingobjectmenu", "TOUCHINGOBJECTMENU", what)
    return b("sensing_touchingobject", TOUCHINGOBJECTMENU=menu)


def if_(condition: B | None, *body: B) -> B:
    slots = {} if condition is None else {"CONDITION": condition}
    return b("control_if", **slots, SUBSTACK=list(body))


def forever(*body: B) -> B:
    return b("control_forever", SUBSTACK=list(body))


def stop(option: str = "all") -> B:
    return b("control_stop", fields={"STOP_OPTION": option})


def call(proccode: str, *arguments: Any, ids: list[str] | None = None) -> B:
    ids = [f"arg{number}" for number in range(len(arguments))] if ids is None else ids
    mutation = {
        "tagName": "mutation",
        "children": [],
        "proccode": proccode,
        "argumentids": json.dumps(ids),
        "warp": "false",
    }
    return B("procedures_call", dict(zip(ids, arguments, strict=False)), {}, {"mutation": mutation})


def define(proccode: str, *names: str, ids: list[str] | None = None) -> B:
    ids = [f"arg{number}" for number in range(len(names))] if ids is None else ids
    mutation = {
        "proccode": proccode,
        "argumentids": json.dumps(ids),
        "argumentnames": json.dumps(list(names)),
        "argumentdefaults": json.dumps(["" for _ in names]),
        "warp": "true",
    }
    prototype = B("procedures_prototype", {}, {}, {"mutation": mutation, "shadow": True})
    return B("procedures_definition", {"custom_block": Raw(("shadow", prototype))})


class Table:
    """The flat table of blocks of one target."""

    def __init__(self) -> None:
        self.blocks: dict[str, Any] = {}
        self._numbers = itertools.count(1)

    def script(self, *blocks: B, x: float = 0, y: float = 0) -> str:
        first = self._list(blocks, None)
        self.blocks[first] |= {"topLevel": True, "x": x, "y": y} | {
            name: value for name, value in blocks[0].more.items() if name in {"topLevel", "x", "y"}
        }
        return first

    def _list(self, blocks: tuple[B, ...] | list[B], parent: str | None) -> str:
        identities = [self._add(block, parent) for block in blocks]
        for one, after in itertools.pairwise(identities):
            self.blocks[one]["next"] = after
            self.blocks[after]["parent"] = one
        return identities[0]

    def _add(self, block: B, parent: str | None) -> str:
        identity = block.more.get("id") or f"id{next(self._numbers)}"
        fields = {
            name: value if isinstance(value, list) else [value, f"id-{value}" if name in NAMED else None]
            for name, value in block.fields.items()
        }
        raw = {
            "opcode": block.opcode,
            "next": None,
            "parent": parent,
            "inputs": {},
            "fields": fields,
            "shadow": False,
            "topLevel": False,
        }
        self.blocks[identity] = raw
        for name, value in block.slots.items():
            slot = self._slot(value, identity)
            if slot is not None:
                raw["inputs"][name] = slot
        raw.update({name: value for name, value in block.more.items() if name != "id"})
        return identity

    def _slot(self, value: Any, parent: str) -> Any:
        if isinstance(value, Raw):
            return [1, self._add(value.value[1], parent)] if isinstance(value.value, tuple) else value.value
        if isinstance(value, list):
            return [2, self._list(value, parent)] if value else None
        if isinstance(value, B | Menu):
            return self._held(value, parent)
        if isinstance(value, Message):
            return [1, [11, value.name, f"id-{value.name}"]]
        if isinstance(value, Var):
            return [3, [value.kind, value.name, f"id-{value.name}"], [10, "hidden"]]
        return [1, [4 if isinstance(value, int | float) else 10, str(value)]]

    def _held(self, value: B | Menu, parent: str) -> Any:
        if isinstance(value, Menu):
            shadow = B(value.opcode, {}, {value.field: [value.value, None]}, {"shadow": True})
            return [1, self._add(shadow, parent)]
        return [2 if value.opcode.startswith(BOOLEAN) else 3, self._add(value, parent), [10, "hidden"]]


NAMED = frozenset({"VARIABLE", "LIST", "BROADCAST_OPTION"})
BOOLEAN = ("sensing_touching", "sensing_keypressed", "sensing_mousedown", "operator_lt", "operator_equals")


def target(name: str, *scripts: tuple[B, ...] | list[B], **more: Any) -> dict[str, Any]:
    """A sprite; `more` lays over what is written: `isStage=True`, `variables={...}`."""
    table = Table()
    for script in scripts:
        table.script(*script)
    costume = {"name": "costume1", "assetId": "0" * 32, "md5ext": "0" * 32 + ".svg", "dataFormat": "svg"}
    return {
        "isStage": False,
        "name": name,
        "variables": {},
        "lists": {},
        "broadcasts": {},
        "blocks": table.blocks,
        "comments": {},
        "currentCostume": 0,
        "costumes": [costume | {"rotationCenterX": 0, "rotationCenterY": 0}],
        "sounds": [],
        "volume": 100,
        "layerOrder": 1,
        "visible": True,
        "x": 0,
        "y": 0,
        "size": 100,
        "direction": 90,
        "draggable": False,
        "rotationStyle": "all around",
    } | more


def stage(*scripts: tuple[B, ...] | list[B], **more: Any) -> dict[str, Any]:
    return target("Stage", *scripts, isStage=True, layerOrder=0, **more)


def project(*targets: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The value of a `project.json`; a stage is added when none is given."""
    found = list(targets)
    if not any(one.get("isStage") for one in found):
        found.insert(0, stage())
    return {
        "targets": found,
        "monitors": [],
        "extensions": [],
        "meta": {"semver": "3.0.0", "vm": "0.2.0", "agent": ""},
    } | more


def cat(*scripts: tuple[B, ...] | list[B], **more: Any) -> bytes:
    """`project.json` of a project with one sprite named Cat."""
    return as_json(project(target("Cat", *scripts, **more)))


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def zipped(files: Mapping[str, bytes] | Iterator[tuple[str, bytes]]) -> bytes:
    """A zip of these files, in this order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items() if isinstance(files, Mapping) else files:
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def sb3(value: Any = None, folder: str = "") -> bytes:
    """An `.sb3` with its one picture."""
    value = project(target("Cat", [FLAG, move()])) if value is None else value
    return zipped({f"{folder}project.json": as_json(value), f"{folder}{'0' * 32}.svg": b"<svg/>"})
