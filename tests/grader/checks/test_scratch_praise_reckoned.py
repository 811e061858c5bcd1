"""Praise that lives on marks, against plain reckonings: one visitor with flags each, on programs drawn by luck.

Here are the reports alone, block by block, with what the published tool's slips bring about.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

import pytest

from grader import catalogue
from grader.check import BlockPlace, Observation, counting
from grader.scratch.index import index
from grader.scratch.model import Block, Chosen, ScratchProject, Typed
from grader.scratch.notation import write_block, write_project
from tests.kit.blocks import scratch

MANY = 300
HATS = ("when green flag clicked", "when I start as a clone", "when [space v] key pressed", "define jump", "")
KEY = "if <key (space v) pressed?> then"
SENSING = "if <not <<(answer) = <key (space v) pressed?>> or <mouse down?>>> then"
PLACE = "if <<(x position) < (1)> and <not <(timer) > (mouse y)>>> then"
UNTIL = "repeat until <(1) < (y position)>"
LONG = "play sound (pop v) until done"
# Few kinds of blocks in a program, so that the same ones meet.
THEMES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("move (10) steps", "change x by (1)", "hide"), ("forever", "forever", KEY, SENSING, "repeat (10)")),
    (("move (10) steps", "hide", "wait until <(mouse x) > (0)>"), ("forever", KEY, UNTIL, PLACE, "repeat (10)")),
    (("wait (1) seconds", "change [score v] by (1)", "change [lives v] by (1)"), ("forever", UNTIL, KEY)),
    (
        ("go to (mouse-pointer v)", "point towards (mouse-pointer v)", "point towards (Dog v)", "move (10) steps"),
        ("repeat (10)", "repeat (10)", KEY),
    ),
    (
        ("go to (answer)", "point towards (answer)", "point towards (random direction v)", "move (10) steps", "hide"),
        ("forever", "repeat (10)", "if <(answer) = (1)> then"),
    ),
    (("say []", "say [Hi]", LONG, LONG), ()),
    (("say []", "say (answer)", LONG), ("repeat (10)",)),
    (("hide",), ("repeat (10)",)),
    (("hide",), ("repeat (10)", "repeat (20)")),
    (("hide",), ("if <> then",)),
    (("hide",), ("if <> then", "if <mouse down?> then")),
)
LOOPS = ("control_forever", "control_repeat", "control_repeat_until")
IFS = ("control_if", "control_if_else")
SENSORS = ("sensing_keypressed", "sensing_mousedown")


class Drawn:
    """A program of one theme."""

    def __init__(self, luck: random.Random) -> None:
        self.luck = luck
        self.statements, self.openings = luck.choice(THEMES)

    def lines(self, depth: int) -> Iterator[str]:
        for _ in range(self.luck.choice((0, 1, 2, 3, 5) if depth < 3 else (1, 1, 2))):
            if depth and self.openings and self.luck.random() < 0.5:
                opening = self.luck.choice(self.openings)
                yield opening
                yield from self.lines(depth - 1)
                if opening.startswith("if") and self.luck.random() < 0.3:
                    yield "else"
                    yield from self.lines(depth - 1)
                yield "end"
            else:
                yield self.luck.choice(self.statements)

    def script(self) -> str:
        head = self.luck.choice(HATS)
        return "\n".join(filter(None, (head, *self.lines(self.luck.choice((0, 1, 2, 4, 6))))))

    def project(self) -> ScratchProject:
        found = []
        for head in ("stage", 'sprite "Cat"', 'sprite "Dog"'):
            scripts = [self.script() for _ in range(self.luck.randint(0, 5))]
            defined = [it for it in scripts if it.startswith("define")][:1]
            others = [it for it in scripts if it and not it.startswith("define")]
            found += [head, *others[:2], *defined, *others[2:]]
        return scratch("\n\n".join(found))


@lru_cache(maxsize=1)
def programs() -> tuple[ScratchProject, ...]:
    return tuple(Drawn(random.Random(seed)).project() for seed in range(MANY))  # noqa: S311 - no secret


Part = tuple[str, str | None, tuple[Block, ...]]  # the sprite, its hat, its outermost statements


def parts(project: ScratchProject) -> Iterator[Part]:
    for target in project.targets:
        split = []
        for it in target.scripts:
            first = it.blocks[0].opcode
            hat = first if first.startswith(("event_when", "control_start", "procedures_def")) else None
            split.append((target.name, hat, it.blocks[1:] if hat else it.blocks))
        yield from (part for part in split if part[1] == "procedures_definition")
        yield from (part for part in split if part[1] != "procedures_definition")


def reporters(block: Block) -> Iterator[Block]:
    for held in block.inputs.values():
        if isinstance(held, Block):
            yield held
            yield from reporters(held)


def bodies(block: Block) -> tuple[tuple[Block, ...], ...]:
    return tuple(block.bodies.values())


def every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        for body in bodies(block):
            yield from every(body)


class LoopSensing:
    def __init__(self, project: ScratchProject) -> None:
        self.found: list[str] = []
        self.inside = False
        for _, hat, blocks in parts(project):
            if hat in ("event_whenflagclicked", "control_start_as_clone"):
                self.visit(blocks, "")

    def visit(self, blocks: tuple[Block, ...], loop: str) -> None:
        for block in blocks:
            again = block.opcode in ("control_forever", "control_repeat_until")
            if again:
                self.inside = True
            if self.inside and block.opcode in IFS:
                self.found += [loop for it in reporters(block) if it.opcode in SENSORS]
            for body in bodies(block):
                self.visit(body, block.id if again else loop)
            if again:
                self.inside = False


class MovementInLoop:
    def __init__(self, project: ScratchProject) -> None:
        self.found: list[str] = []
        self.inside = self.asked = self.done = False
        for _, hat, blocks in parts(project):
            if hat != "procedures_definition":
                self.asked = self.done = False
            self.visit(blocks)

    def visit(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if block.opcode == "control_forever":
                self.inside = True
            if self.inside and block.opcode in IFS:
                self.asked = self.asked or any(it.opcode == "sensing_keypressed" for it in reporters(block))
            moves = block.opcode in ("motion_movesteps", "motion_changexby")
            if moves and self.asked and not self.done:
                self.found.append(block.id)
                self.done = True
            for body in bodies(block):
                self.visit(body)
            if block.opcode == "control_forever":
                self.inside = False


class Follower:
    def __init__(self, project: ScratchProject, wanted: tuple[str | None, ...]) -> None:
        self.found: list[str] = []
        self.wanted = wanted
        self.mark = False
        for _, _, blocks in parts(project):
            self.visit(blocks)

    def meant(self, block: Block, slot: str) -> bool:
        value = block.inputs[slot]
        return (value.value if isinstance(value, Chosen) else None) in self.wanted

    def visit(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if block.opcode in LOOPS:
                for body in bodies(block):
                    self.loop(body)
            else:
                for body in bodies(block):
                    self.visit(body)

    def loop(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if block.opcode == "motion_pointtowards":
                self.mark = self.mark or self.meant(block, "TOWARDS")
                continue
            goes = block.opcode == "motion_goto" and self.meant(block, "TO")
            if goes or (block.opcode == "motion_movesteps" and self.mark):
                self.found.append(block.id)
            self.mark = False


class SaySound:
    def __init__(self, project: ScratchProject) -> None:
        self.found: list[str] = []
        said = played = False
        for _, _, blocks in parts(project):
            for block in blocks:
                if block.opcode == "looks_say":
                    if said and played:
                        held = block.inputs["MESSAGE"]
                        if isinstance(held, Typed) and held.value == "":
                            self.found.append(block.id)
                        said = played = False
                    else:
                        said = True
                elif block.opcode == "sound_playuntildone":
                    if said:
                        played = True
                else:
                    said = played = False


class EveryOther:
    """Nested ifs, or nested loops: what stands in an equal of a reported one of its sprite is none."""

    def __init__(self, project: ScratchProject, opcodes: tuple[str, ...], least: int) -> None:
        self.found: list[str] = []
        self.opcodes = opcodes
        self.least = least
        self.reported: set[str | None] = set()
        for sprite, hat, blocks in parts(project):
            self.visit(sprite, blocks, None, first=hat is None)

    def visit(self, sprite: str, blocks: tuple[Block, ...], around: str | None, *, first: bool) -> None:
        for place, block in enumerate(blocks):
            same = f"{sprite} {first and not place} {write_block(block)}"  # a loose first one is equal to such alone
            if block.opcode in self.opcodes:
                has = any(len(body) >= self.least and self.opened(body) for body in bodies(block))
                if has and around not in self.reported:
                    self.found.append(block.id)
                    self.reported.add(same)
            for body in bodies(block):
                self.visit(sprite, body, same if block.opcode in self.opcodes else None, first=False)

    def opened(self, body: tuple[Block, ...]) -> bool:
        return any(it.opcode in self.opcodes for it in body)


class Clock:
    def __init__(self, project: ScratchProject) -> None:
        self.found: list[str] = []
        for _, _, blocks in parts(project):
            self.visit(blocks)

    def visit(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            for body in bodies(block):
                if block.opcode not in LOOPS:
                    self.visit(body)
                elif any(it.opcode == "control_wait" for it in body):
                    self.found += [it.id for it in body if it.opcode == "data_changevariableby"]


class UsefulPosition:
    def __init__(self, project: ScratchProject) -> None:
        self.found: list[str] = []
        for _, _, blocks in parts(project):
            self.visit(blocks)

    def visit(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if "CONDITION" in block.inputs:
                self.ask(block.inputs["CONDITION"])
            if block.opcode in ("control_forever", "control_repeat"):
                for body in bodies(block):
                    self.visit(body)

    def ask(self, held: object) -> None:
        if isinstance(held, Block) and held.opcode in ("operator_and", "operator_or", "operator_not"):
            for part in held.inputs.values():
                self.ask(part)
        elif isinstance(held, Block) and held.opcode in ("operator_lt", "operator_gt"):
            places = ("motion_xposition", "motion_yposition", "sensing_mousex", "sensing_mousey")
            if any(isinstance(it, Block) and it.opcode in places for it in held.inputs.values()):
                self.found.append(held.id)


RECKONED: dict[str, Callable[[ScratchProject], list[str]]] = {
    "loop-sensing": lambda it: LoopSensing(it).found,
    "movement-in-loop": lambda it: MovementInLoop(it).found,
    "mouse-follower": lambda it: Follower(it, ("_mouse_",)).found,
    "object-follower": lambda it: Follower(it, ("Dog", None)).found,
    "say-sound-synchronisation": lambda it: SaySound(it).found,
    "nested-conditional-checks": lambda it: EveryOther(it, IFS, 1).found,
    "nested-loops-perfume": lambda it: EveryOther(it, LOOPS, 2).found,
    "timer": lambda it: Clock(it).found,
    "useful-position-check": lambda it: UsefulPosition(it).found,
}


def seen(check_id: str, project: ScratchProject) -> Observation:
    check = catalogue.entry(f"scratch.{check_id}").check
    found: Observation = check.observe(index(project), check.params())
    return found


@pytest.mark.parametrize("check_id", RECKONED)
def test_it_reports_what_a_plain_reckoning_reports(check_id: str) -> None:
    several = 0
    for project in programs():
        reckoned = RECKONED[check_id](project)
        blocks = [place.block for place in seen(check_id, project).places if isinstance(place, BlockPlace)]
        assert sorted(filter(None, blocks)) == sorted(reckoned), write_project(project)
        several += len(reckoned) > 1
    assert several >= 5, "the programs show too little of it"


@pytest.mark.parametrize("check_id", RECKONED)
def test_order_changes_what_is_reported_but_not_what_counts(check_id: str) -> None:
    for place, project in enumerate(programs()):
        luck = random.Random(place)  # noqa: S311 - no secret
        stage, *sprites = (
            replace(target, scripts=tuple(luck.sample(target.scripts, len(target.scripts))))
            for target in project.targets
        )
        other = replace(project, targets=(stage, *reversed(sprites)))
        counts = [counting("praise", seen(check_id, it)).amount for it in (project, other)]
        assert counts[0] == counts[1], f"{write_project(project)}\n=== became\n{write_project(other)}"
