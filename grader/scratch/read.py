"""A `project.json` becomes a ScratchProject: the only file that knows ids, next, parent, shadows and primitives.

It takes what is there. A link to nothing ends a stack, a loop of links is cut, a block that two others claim stays
with the first (scripts with a hat go first), and what does not draw in the editor (blocks no script leads to, values
hidden under a reporter) is not in the project either. Everything is one pass over flat tables, so nesting may be
any depth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from grader.scratch import blocks
from grader.scratch.jsontext import DEEPEST, JsonError, as_list, as_mapping, as_number, as_text, parse
from grader.scratch.model import Costume, Monitor, Note, ScratchProject, Source, Target, Variable

_STYLES: Final = frozenset({"all around", "left-right", "don't rotate"})
_SETTINGS: Final = (
    *("volume", "layerOrder", "x", "y", "size", "direction", "draggable", "visible", "rotationStyle"),
    *("tempo", "videoState", "videoTransparency", "textToSpeechLanguage"),
)
_SHOWN: Final = {"data_variable": "VARIABLE", "data_listcontents": "LIST"}


class ReadError(ValueError):
    """The bytes are no Scratch 3 project.

    `key`: `json-broken`, `json-deep`, `scratch-2`, `one-sprite`, or `not-scratch` for other JSON.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read(data: bytes, deepest: int = DEEPEST) -> ScratchProject:
    """The project that the bytes of a `project.json` hold. Raises ReadError, nothing else."""
    try:
        value = parse(data, deepest)
    except JsonError as error:
        raise ReadError(error.key) from None
    found = project(value)
    return replace(found, source=Source(data, found.targets))


def project(value: Any) -> ScratchProject:
    """The project in parsed JSON. Raises ReadError where the JSON is something else."""
    raw = as_mapping(value)
    found = [as_mapping(item) for item in as_list(raw.get("targets")) if type(item) is dict]
    if not found:
        raise ReadError(_other_kind(raw))
    notes = []
    stages = [target for target in found if target.get("isStage") is True] or [
        target for target in found if target.get("isStage")
    ]
    if len(stages) > 1:
        notes.append(Note("several-stages"))
    if stages:
        stage_raw = stages[0]
        sprites = [target for target in found if target is not stage_raw]
        stage = _target(stage_raw, stage_raw, stage=True)
    else:
        notes.append(Note("no-stage"))
        stage_raw, sprites, stage = {}, found, Target(name="Stage", stage=True)
    return ScratchProject(
        targets=(stage, *(_target(sprite, stage_raw, stage=False) for sprite in sprites)),
        extensions=tuple(item for item in as_list(raw.get("extensions")) if type(item) is str),
        monitors=tuple(_monitors(raw.get("monitors"))),
        notes=tuple(notes),
        stage_place=next((place for place, target in enumerate(found) if target is stage_raw), 0),
    )


def _other_kind(raw: Mapping[str, Any]) -> str:
    if "objName" in raw or "children" in raw:
        return "scratch-2"
    if "costumes" in raw and ("blocks" in raw or "isStage" in raw):
        return "one-sprite"
    return "not-scratch"


def _target(raw: Mapping[str, Any], stage_raw: Mapping[str, Any], *, stage: bool) -> Target:
    variables = tuple(_variables(raw.get("variables")))
    lists = tuple(_lists(raw.get("lists")))
    costumes = tuple(_assets(raw.get("costumes")))
    names = _names_by_id(raw) if raw is stage_raw else {**_names_by_id(stage_raw), **_names_by_id(raw)}
    scripts, comments = blocks.scripts(as_mapping(raw.get("blocks")), as_mapping(raw.get("comments")), names)
    current = int(as_number(raw.get("currentCostume"), 0) or 0)
    return Target(
        name=as_text(raw.get("name"), "Stage" if stage else ""),
        stage=stage,
        scripts=scripts,
        variables=variables,
        lists=lists,
        messages=tuple(as_text(name) for name in as_mapping(raw.get("broadcasts")).values()),
        costumes=costumes,
        sounds=tuple(_assets(raw.get("sounds"))),
        current_costume=min(max(current, 0), max(len(costumes) - 1, 0)),
        x=_number(raw, "x", 0),
        y=_number(raw, "y", 0),
        direction=_number(raw, "direction", 90),
        size=_number(raw, "size", 100),
        visible=as_text(raw.get("visible")) != "false",
        comments=comments,
        rotation_style=style if (style := as_text(raw.get("rotationStyle"))) in _STYLES else "all around",
        draggable=as_text(raw.get("draggable")) == "true",
        volume=_number(raw, "volume", 100),
        layer=int(_number(raw, "layerOrder", 0)),
        settings=tuple((key, it if type(it := raw[key]) is str else None) for key in _SETTINGS if key in raw),
    )


def _number(raw: Mapping[str, Any], key: str, default: float) -> float:
    number = as_number(raw.get(key), default)
    return default if number is None else number


def _names_by_id(raw: Mapping[str, Any]) -> dict[str, str]:
    # A block's own copy of a name can be stale: like Scratch, go by the id and take the declared name.
    names = {}
    for key in ("variables", "lists"):
        for identity, entry in as_mapping(raw.get(key)).items():
            if type(entry) is list and entry and type(entry[0]) is str:
                names[identity] = entry[0]
    messages = as_mapping(raw.get("broadcasts"))
    return names | {identity: name for identity, name in messages.items() if type(name) is str}


def _variables(raw: Any) -> Iterator[Variable]:
    for identity, entry in as_mapping(raw).items():
        parts = as_list(entry)
        yield Variable(
            id=identity,
            name=as_text(parts[0]) if parts else "",
            value=as_text(value := parts[1] if len(parts) > 1 else ""),
            cloud=len(parts) > 2 and parts[2] is True,
            held="text" if type(value) is str else "boolean" if type(value) is bool else "number",
        )


def _lists(raw: Any) -> Iterator[Variable]:
    for identity, entry in as_mapping(raw).items():
        parts = as_list(entry)
        items = as_list(parts[1]) if len(parts) > 1 else []
        yield Variable(identity, as_text(parts[0]) if parts else "", tuple(as_text(item) for item in items))


def _assets(raw: Any) -> Iterator[Costume]:
    for entry in as_list(raw):
        item = as_mapping(entry)
        if not item:
            continue
        kind = as_text(item.get("dataFormat")).lower()
        asset = as_text(item.get("md5ext"))
        if not asset and item.get("assetId"):
            asset = f"{as_text(item.get('assetId'))}.{kind}"
        x, y = as_number(item.get("rotationCenterX")), as_number(item.get("rotationCenterY"))
        yield Costume(
            name=as_text(item.get("name")),
            asset=asset,
            format=kind or asset.rpartition(".")[2].lower(),
            center=None if x is None or y is None else (x, y),
            resolution=2 if as_number(item.get("bitmapResolution")) == 2 else 1,
        )


def _monitors(raw: Any) -> Iterator[Monitor]:
    for entry in as_list(raw):
        item = as_mapping(entry)
        shown = _SHOWN.get(as_text(item.get("opcode")))
        if shown is None:
            continue
        sprite = item.get("spriteName")
        yield Monitor(
            name=as_text(as_mapping(item.get("params")).get(shown)),
            sprite=sprite if type(sprite) is str else None,
            visible=item.get("visible") is True,
        )
