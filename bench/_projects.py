"""Scratch projects of any size, as a club would hand them in: made from a seed, the same every time."""

from __future__ import annotations

import io
import json
import random
import zipfile
from typing import Any

SPRITES = ("Cat", "Apple", "Basket", "Star")
HATS = (
    ("event_whenflagclicked", {}),
    ("event_whenkeypressed", {"KEY_OPTION": ["right arrow", None]}),
    ("event_whenbroadcastreceived", {"BROADCAST_OPTION": ["message1", "m1"]}),
    ("control_start_as_clone", {}),
)
STATEMENTS = (
    ("motion_movesteps", {"STEPS": [1, [4, "10"]]}, {}),
    ("motion_changexby", {"DX": [1, [4, "-5"]]}, {}),
    ("motion_gotoxy", {"X": [1, [4, "0"]], "Y": [1, [4, "-120"]]}, {}),
    ("looks_say", {"MESSAGE": [1, [10, "សួស្តី"]]}, {}),
    ("looks_nextcostume", {}, {}),
    ("looks_hide", {}, {}),
    ("data_changevariableby", {"VALUE": [1, [4, "1"]]}, {"VARIABLE": ["score", "v1"]}),
    ("data_setvariableto", {"VALUE": [1, [10, "0"]]}, {"VARIABLE": ["score", "v1"]}),
    ("event_broadcast", {"BROADCAST_INPUT": [1, [11, "message1", "m1"]]}, {}),
    ("control_wait", {"DURATION": [1, [5, "0.5"]]}, {}),
)


def project(blocks: int, seed: int = 1) -> bytes:
    """The bytes of an `.sb3` with so many blocks in four sprites."""
    stage = _target("Stage", {}, stage=True)
    makers = [_Blocks(random.Random(seed + number), name) for number, name in enumerate(SPRITES)]  # noqa: S311 - a load
    while sum(len(maker.blocks) for maker in makers) < blocks:
        left = blocks - sum(len(maker.blocks) for maker in makers)
        min(makers, key=lambda maker: len(maker.blocks)).script(min(left, 12))
    targets = [stage, *(_target(maker.name, maker.blocks) for maker in makers)]
    whole = {"targets": targets, "monitors": [], "extensions": [], "meta": {"semver": "3.0.0"}}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.json", json.dumps(whole, ensure_ascii=False))
        for target in targets:
            for costume in target["costumes"]:
                archive.writestr(
                    costume["md5ext"], f"<svg xmlns='http://www.w3.org/2000/svg'><!--{costume['name']}--></svg>"
                )
    return written.getvalue()


class _Blocks:
    def __init__(self, chance: random.Random, name: str) -> None:
        self.chance, self.name = chance, name
        self.blocks: dict[str, Any] = {}

    def script(self, most: int) -> None:
        """A hat and statements under it, some in a loop or a condition."""
        opcode, fields = self.chance.choice(HATS)
        hat = self._add(opcode, {}, fields, None, top=True)
        self._chain(hat, most - 1)

    def _chain(self, above: str, many: int) -> None:
        while many > 0:
            if many >= 4 and self.chance.random() < 0.4:
                opcode = self.chance.choice(("control_forever", "control_repeat", "control_if"))
                inside = self.chance.randint(2, many - 2) if many > 4 else 2
                above, used = self._c_block(above, opcode, inside)
                many -= used
            else:
                opcode, inputs, fields = self.chance.choice(STATEMENTS)
                above = self._next(above, opcode, inputs, fields)
                many -= 1

    def _c_block(self, above: str, opcode: str, inside: int) -> tuple[str, int]:
        inputs: dict[str, Any] = {"TIMES": [1, [6, "10"]]} if opcode == "control_repeat" else {}
        loop = self._next(above, opcode, inputs, {})
        used = 1
        if opcode == "control_if":
            menu = f"{loop}m"
            touching = self._add("sensing_touchingobject", {"TOUCHINGOBJECTMENU": [1, menu]}, {}, loop)
            self._add("sensing_touchingobjectmenu", {}, {"TOUCHINGOBJECTMENU": ["_edge_", None]}, touching, menu)
            self.blocks[menu]["shadow"] = True
            self.blocks[loop]["inputs"]["CONDITION"] = [2, touching]
            used += 1
        kind, given, fields = self.chance.choice(STATEMENTS)
        first = self._add(kind, given, fields, loop)
        self.blocks[loop]["inputs"]["SUBSTACK"] = [2, first]
        self._chain(first, inside - 1)
        return loop, used + inside

    def _next(self, above: str, opcode: str, inputs: dict[str, Any], fields: dict[str, Any]) -> str:
        block = self._add(opcode, inputs, fields, above)
        self.blocks[above]["next"] = block
        return block

    def _add(
        self,
        opcode: str,
        inputs: dict[str, Any],
        fields: dict[str, Any],
        parent: str | None,
        name: str | None = None,
        *,
        top: bool = False,
    ) -> str:
        name = name or f"{self.name}{len(self.blocks)}"
        self.blocks[name] = {
            "opcode": opcode, "next": None, "parent": parent, "inputs": dict(inputs), "fields": dict(fields),
            "shadow": False, "topLevel": top, **({"x": 0, "y": 40 * len(self.blocks)} if top else {}),
        }  # fmt: skip
        return name


def _target(name: str, blocks: dict[str, Any], *, stage: bool = False) -> dict[str, Any]:
    costume = {"name": f"{name} 1", "assetId": f"{name:0<32}", "md5ext": f"{name:0<32}.svg", "dataFormat": "svg"}
    return {
        "isStage": stage, "name": name, "blocks": blocks, "comments": {}, "currentCostume": 0, "costumes": [costume],
        "sounds": [], "lists": {}, "variables": {"v1": ["score", 0]} if stage else {},
        "broadcasts": {"m1": "message1"} if stage else {}, "volume": 100, "layerOrder": 0,
        **({} if stage else {"visible": True, "x": 0, "y": 0, "size": 100, "direction": 90}),
    }  # fmt: skip
