"""The smallest projects that are real: a bare project.json, and a rubric that looks at scripts and asks a person."""

from __future__ import annotations

import json
from pathlib import Path

TINY = """\
rubric: 1
id: {id}
version: {version}
title: {{en: Tiny, km: តូច}}
accepts: [{accepts}]
points: {total}
criteria:
  - id: starts
    title: {{en: Something starts, km: មានអ្វីចាប់ផ្តើម}}
    points: {points}
    check: scratch.scripts
    levels: {{good: 1, great: 2}}
  - id: friend
    title: {{en: A friend tried it, km: មិត្តបានសាក}}
    points: 2
    scored_by: mentor
    ask: {{en: What did she say?, km: តើនាងនិយាយអ្វី?}}
    levels:
      start: {{en: Not tried yet, km: មិនទាន់សាក}}
      good: {{en: Tried, km: បានសាក}}
      great: {{en: Tried and changed, km: បានសាក ហើយកែ}}
examples:
  - {{file: examples/two.blocks, expect: {{starts: {expect}}}}}
  - {{file: examples/one.blocks, expect: {{starts: good}}}}
  - {{file: examples/none.blocks, expect: {{starts: start}}}}
"""
SCRIPT = "when flag clicked\nmove (10) steps\n"
OTHER = "when this sprite clicked\nturn cw (15) degrees\n"


def rubric_folder(
    root: Path,
    name: str = "tiny",
    *,
    version: int = 1,
    accepts: str = "sb3",
    points: int = 4,
    expect: str = "great",
    module: str = "module-1",
) -> Path:
    """A rubric in a folder of files, as a mentor would keep it."""
    folder = root / module / name
    (folder / "examples").mkdir(parents=True, exist_ok=True)
    text = TINY.format(id=name, version=version, accepts=accepts, points=points, total=points + 2, expect=expect)
    (folder / "rubric.yaml").write_text(text, encoding="utf-8")
    for example, script in {"two": f"{SCRIPT}\n{OTHER}", "one": SCRIPT, "none": "move (10) steps\n"}.items():
        (folder / "examples" / f"{example}.blocks").write_text(script, encoding="utf-8")
    return folder


def project(scripts: int = 1, name: str = "Cat") -> bytes:
    """A bare project.json whose sprite has so many scripts; another name makes other bytes."""
    blocks: dict[str, object] = {}
    for number in range(scripts):
        hat, step = f"hat{number}", f"step{number}"
        blocks[hat] = _block("event_whenflagclicked", top=True, after=step)
        blocks[step] = _block("motion_movesteps", parent=hat, inputs={"STEPS": [1, [4, str(10 + number)]]})
    stage = _target("Stage", stage=True, blocks={})
    sprite = _target(name, stage=False, blocks=blocks)
    meta = {"semver": "3.0.0", "vm": "0.2.0", "agent": ""}
    return json.dumps({"targets": [stage, sprite], "monitors": [], "extensions": [], "meta": meta}).encode()


def _block(
    opcode: str,
    *,
    top: bool = False,
    after: str | None = None,
    parent: str | None = None,
    inputs: dict[str, object] | None = None,
) -> dict[str, object]:
    block: dict[str, object] = {
        "opcode": opcode,
        "next": after,
        "parent": parent,
        "inputs": inputs or {},
        "fields": {},
        "shadow": False,
        "topLevel": top,
    }
    return block | {"x": 0, "y": 0} if top else block


def _target(name: str, *, stage: bool, blocks: dict[str, object]) -> dict[str, object]:
    costume = {
        "name": "one",
        "assetId": "cd21514d0531fdffb22204e0ec5ed84a",
        "dataFormat": "svg",
        "md5ext": "cd21514d0531fdffb22204e0ec5ed84a.svg",
        "rotationCenterX": 0,
        "rotationCenterY": 0,
    }
    return {
        "isStage": stage,
        "name": name,
        "variables": {},
        "lists": {},
        "broadcasts": {},
        "blocks": blocks,
        "comments": {},
        "currentCostume": 0,
        "costumes": [costume],
        "sounds": [],
        "volume": 100,
        "layerOrder": 0 if stage else 1,
    }
