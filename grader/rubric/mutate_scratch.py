"""Scratch projects changed on purpose: without the blocks that passed, or with them where nothing starts them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from grader.check import BlockPlace
from grader.scratch.model import Block, ScratchProject, Script, Slot, Target

_NEVER_SENT = "a message that nobody sends"

Change = Callable[[Script], tuple[Script, ...]]


def without(project: ScratchProject, places: Sequence[BlockPlace]) -> ScratchProject:
    """The project without these blocks; where a place is no block, without that costume, sound or whole sprite."""
    targets = []
    for target in project.targets:
        mine = [place for place in places if place.sprite == target.name]
        ids = frozenset(place.block for place in mine if place.block is not None)
        names = {place.text for place in mine if place.block is None}
        pictures = {costume.name for costume in (*target.costumes, *target.sounds)}
        if names - pictures and not target.stage:
            continue
        targets.append(
            replace(
                target,
                scripts=tuple(
                    replace(script, blocks=left) for script in target.scripts if (left := _left(script.blocks, ids))
                ),
                costumes=tuple(costume for costume in target.costumes if costume.name not in names),
                sounds=tuple(sound for sound in target.sounds if sound.name not in names),
            )
        )
    return replace(project, targets=tuple(targets))


def loose(project: ScratchProject, places: Sequence[BlockPlace]) -> ScratchProject:
    """The project with the scripts of these blocks lying loose: the same blocks, no hat."""
    return _with_scripts(project, places, lambda script: (_headless(script),) if len(script.blocks) > 1 else ())


def never_started(project: ScratchProject, places: Sequence[BlockPlace]) -> ScratchProject:
    """The project with the scripts of these blocks waiting for a message that nobody sends."""
    hat = Block("never", "event_whenbroadcastreceived", fields={"BROADCAST_OPTION": _NEVER_SENT})
    return _with_scripts(project, places, lambda script: (replace(script, blocks=(hat, *_headless(script).blocks)),))


def _headless(script: Script) -> Script:
    from grader.scratch.blocks import heads_a_script

    return replace(script, blocks=script.blocks[1:]) if heads_a_script(script.blocks[0].opcode) else script


def _with_scripts(project: ScratchProject, places: Sequence[BlockPlace], change: Change) -> ScratchProject:
    gone: dict[str, set[str]] = {}
    for place in places:
        gone.setdefault(place.sprite, set()).update((place.block,) if place.block else ())
    return replace(
        project, targets=tuple(_changed(target, gone.get(target.name, set()), change) for target in project.targets)
    )


def _changed(target: Target, ids: set[str], change: Change) -> Target:
    scripts: list[Script] = []
    for script in target.scripts:
        proves = bool(script.blocks) and not ids.isdisjoint(_ids(script.blocks))
        scripts += change(script) if proves else (script,)
    return replace(target, scripts=tuple(scripts))


def _ids(blocks: Sequence[Block]) -> set[str]:
    found: set[str] = set()
    waiting = list(blocks)
    while waiting:
        block = waiting.pop()
        found.add(block.id)
        waiting += [slot for slot in block.inputs.values() if isinstance(slot, Block)]
        waiting += [held for body in block.bodies.values() for held in body]
    return found - {""}


def _left(blocks: Sequence[Block], gone: frozenset[str]) -> tuple[Block, ...]:
    return tuple(_kept(block, gone) for block in blocks if block.id not in gone)


def _kept(block: Block, gone: frozenset[str]) -> Block:
    inputs: dict[str, Slot] = {}
    for name, slot in block.inputs.items():
        if not isinstance(slot, Block):
            inputs[name] = slot
        elif slot.id not in gone:
            inputs[name] = _kept(slot, gone)
    bodies = {name: left for name, body in block.bodies.items() if (left := _left(body, gone))}
    return replace(block, inputs=inputs, bodies=bodies)
