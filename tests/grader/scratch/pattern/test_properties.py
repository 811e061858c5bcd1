"""What holds for every pattern, on generated programs and on real ones."""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.check import counting
from grader.scratch.index import index
from grader.scratch.model import Block, ScratchProject, Script, Target
from grader.scratch.notation import write_project, write_script
from grader.scratch.pattern.check import PatternParams, observe
from grader.scratch.pattern.finding import Finding, Question
from grader.scratch.pattern.read import MOST_LINES, read
from grader.upload import UploadError
from grader.upload import read as read_upload
from tests.grader.scratch.pattern.generate import pattern, program
from tests.kit import programs
from tests.kit.blocks import scratch

MANY = 150
# What keeps the program away from what follows: without it more can run.
KEEPS_AWAY = frozenset({"control_forever", "control_stop", "control_delete_this_clone", "procedures_definition"})


def drawn(many: int, *, seed: int = 0, free: bool = False) -> Iterator[tuple[random.Random, ScratchProject, str]]:
    """Programs in which every custom block is defined once, and patterns; `free`: nothing must be absent."""
    for number in range(seed, seed + many):
        luck = random.Random(number)  # noqa: S311 - no secret
        project = scratch(program(luck))
        text = pattern(luck)
        if any(max(_definitions(target).values(), default=0) > 1 for target in project.targets):
            continue
        if not (free and any(line.negative for line in read(text).lines())):
            yield luck, project, text


def _definitions(target: Target) -> Counter[str]:
    heads = [script.blocks[0].procedure for script in target.scripts]
    return Counter(head.proccode for head in heads if head is not None)


def amount(project: ScratchProject, text: str, *, exactly: bool = False) -> int:
    return counting("count", observe(index(project), PatternParams(blocks=text, exactly=exactly))).amount


def changed(project: ScratchProject, change: Callable[[Target], Target]) -> ScratchProject:
    return dataclasses.replace(project, targets=tuple(map(change, project.targets)))


def test_a_loose_stack_never_raises_a_count() -> None:
    for luck, project, text in drawn(MANY):
        stacks = tuple(script for script in scratch(program(luck)).targets[-1].scripts if not _headed(script))
        more = changed(project, lambda target: dataclasses.replace(target, scripts=(*target.scripts, *stacks)))  # noqa: B023
        for exactly in (False, True):
            assert amount(more, text, exactly=exactly) <= amount(project, text, exactly=exactly), text


def _headed(script: Script) -> bool:
    return script.blocks[0].opcode.startswith("event_") or script.blocks[0].opcode == "procedures_definition"


def test_taking_blocks_away_never_raises_a_count() -> None:
    for luck, project, text in drawn(MANY, free=True):
        less = changed(project, lambda target: _less(target, luck))  # noqa: B023
        assert amount(less, text) <= amount(project, text), f"{text}\n===\n{write_project(project)}"


def _less(target: Target, luck: random.Random) -> Target:
    scripts = [dataclasses.replace(script, blocks=_kept(script.blocks, luck)) for script in target.scripts]
    return dataclasses.replace(target, scripts=tuple(script for script in scripts if script.blocks))


def _kept(blocks: tuple[Block, ...], luck: random.Random) -> tuple[Block, ...]:
    left = []
    for block in blocks:
        if _stays(block) or luck.random() < 0.8:
            bodies = {name: kept for name, body in block.bodies.items() if (kept := _kept(body, luck))}
            left.append(dataclasses.replace(block, bodies=bodies))
    return tuple(left)


def _stays(block: Block) -> bool:
    return block.opcode in KEEPS_AWAY or any(_stays(inner) for body in block.bodies.values() for inner in body)


def test_ids_places_and_order_change_nothing() -> None:
    for luck, project, text in drawn(MANY):
        stage, *sprites = (_stirred(target, luck) for target in project.targets)
        luck.shuffle(sprites)
        stirred = dataclasses.replace(project, targets=(stage, *sprites))
        for exactly in (False, True):
            assert _seen(stirred, text, exactly=exactly) == _seen(project, text, exactly=exactly), text


def _stirred(target: Target, luck: random.Random) -> Target:
    scripts = [
        dataclasses.replace(script, blocks=_renamed(script.blocks, luck), x=luck.random(), y=luck.random())
        for script in target.scripts
    ]
    luck.shuffle(scripts)
    return dataclasses.replace(target, scripts=tuple(scripts))


def _renamed(blocks: tuple[Block, ...], luck: random.Random) -> tuple[Block, ...]:
    return tuple(
        dataclasses.replace(
            block,
            id=f"other-{luck.random()}",
            bodies={name: _renamed(body, luck) for name, body in block.bodies.items()},
        )
        for block in blocks
    )


def _seen(project: ScratchProject, text: str, *, exactly: bool) -> Counter[tuple[str, str, bool]]:
    places = observe(index(project), PatternParams(blocks=text, exactly=exactly)).places
    return Counter((place.sprite, str(place.text), place.runs) for place in places)  # type: ignore[union-attr]


def finds_itself(project: ScratchProject, script: Script, language: str) -> bool:
    text = write_script(script.blocks, language, calls={})
    if text.count("\n") >= MOST_LINES:
        return True
    looked = index(project)
    return bool(Finding(looked, Question(read(text), ready_made=True)).matches)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programs.projects(), st.sampled_from(["en", "km"]))
def test_the_text_of_a_script_finds_it(project: ScratchProject, language: str) -> None:
    for target in project.targets:
        for script in target.scripts:
            assert finds_itself(project, script, language), write_script(script.blocks, language, calls={})


@pytest.mark.samples
def test_the_text_of_every_script_of_real_projects_finds_it(samples: Path) -> None:
    tried = 0
    for path in sorted((samples / "sb3").glob("*.sb3")):
        try:
            project = read_upload(path.read_bytes(), path.name)
        except UploadError:
            continue
        if isinstance(project, ScratchProject):
            for target in project.targets:
                for script in target.scripts[:20]:
                    for language in ("en", "km"):
                        assert finds_itself(project, script, language), (path.name, write_script(script.blocks))
                        tried += 1
    assert tried
