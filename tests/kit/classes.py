"""A class of children who work on one task, each in her own way, and ways to hide that a project is another one's."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from grader.scratch.model import Block, Chosen, ScratchProject, Script, Slot, Target, Typed, Variable

WORDS = ["score", "lives", "time", "speed", "x", "level", "money", "fish", "ពិន្ទុ", "ជីវិត"]
HATS = [
    ("event_whenflagclicked", 10), ("event_whenkeypressed", 4), ("event_whenthisspriteclicked", 3),
    ("event_whenbroadcastreceived", 4), ("control_start_as_clone", 2), ("event_whenbackdropswitchesto", 1),
]  # fmt: skip
STATEMENTS = [
    ("motion_movesteps", "STEPS", 8), ("motion_turnright", "DEGREES", 5), ("motion_changexby", "DX", 6),
    ("motion_changeyby", "DY", 6), ("motion_setx", "X", 3), ("motion_sety", "Y", 3), ("motion_gotoxy", "X", 5),
    ("motion_glidesecstoxy", "SECS", 4), ("motion_pointindirection", "DIRECTION", 4), ("motion_ifonedgebounce", "", 4),
    ("looks_say", "MESSAGE", 4), ("looks_sayforsecs", "MESSAGE", 7), ("looks_thinkforsecs", "MESSAGE", 2),
    ("looks_show", "", 5), ("looks_hide", "", 5), ("looks_nextcostume", "", 5), ("looks_switchcostumeto", "COSTUME", 4),
    ("looks_changesizeby", "CHANGE", 3), ("looks_setsizeto", "SIZE", 4), ("looks_nextbackdrop", "", 2),
    ("sound_playuntildone", "SOUND_MENU", 3), ("sound_play", "SOUND_MENU", 3), ("control_wait", "DURATION", 10),
    ("control_create_clone_of", "CLONE_OPTION", 2), ("event_broadcast", "BROADCAST_INPUT", 5),
    ("data_setvariableto", "VALUE", 7), ("data_changevariableby", "VALUE", 7), ("sensing_askandwait", "QUESTION", 2),
    ("pen_penDown", "", 1), ("music_playNoteForBeats", "NOTE", 1), ("data_addtolist", "ITEM", 1),
]  # fmt: skip
REPORTERS = [
    ("motion_xposition", (), 3), ("motion_yposition", (), 3), ("data_variable", (), 8), ("sensing_answer", (), 2),
    ("sensing_mousex", (), 2), ("operator_random", ("FROM", "TO"), 6), ("operator_add", ("NUM1", "NUM2"), 4),
    ("operator_subtract", ("NUM1", "NUM2"), 3), ("operator_multiply", ("NUM1", "NUM2"), 2),
    ("operator_join", ("STRING1", "STRING2"), 3), ("sensing_timer", (), 1), ("looks_size", (), 1),
]  # fmt: skip
QUESTIONS = [
    ("sensing_touchingobject", (), 8), ("sensing_keypressed", (), 8), ("sensing_mousedown", (), 2),
    ("sensing_touchingcolor", (), 2), ("operator_lt", ("OPERAND1", "OPERAND2"), 4),
    ("operator_gt", ("OPERAND1", "OPERAND2"), 4), ("operator_equals", ("OPERAND1", "OPERAND2"), 5),
    ("operator_and", (), 1), ("operator_not", (), 1),
]  # fmt: skip
CONTROLS = [
    ("control_forever", 5),
    ("control_repeat", 5),
    ("control_if", 9),
    ("control_if_else", 3),
    ("control_repeat_until", 2),
]


class Child:
    """She writes blocks as they come to her mind; the same seed, the same child."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - numbers of a test
        self.made = 0

    def project(self, blocks: int, *given: Target) -> ScratchProject:
        """A project of about so many blocks; `given` sprites come with the task."""
        stage = Target("Stage", stage=True, variables=tuple(Variable(name, name, "0") for name in WORDS))
        sprites: list[Target] = []
        left = blocks
        while left > 0:
            scripts = tuple(self.script() for _ in range(self.dice.randint(1, 4)))
            left -= sum(map(count, scripts))
            sprites.append(Target(f"Sprite{len(sprites) + 1}", stage=False, scripts=scripts))
        return ScratchProject((stage, *given, *sprites))

    def script(self) -> Script:
        opcode = self._one(HATS)
        fields = {
            "event_whenkeypressed": {"KEY_OPTION": "space"},
            "event_whenbroadcastreceived": {"BROADCAST_OPTION": "go"},
        }
        hat = Block(self._id(), opcode, fields=fields.get(opcode, {}))
        return Script((hat, *self.list(self.dice.randint(2, 9), 0)), float(self.dice.randint(0, 900)), 40.0)

    def list(self, length: int, depth: int) -> tuple[Block, ...]:
        found = []
        for _ in range(length):
            if depth < 3 and self.dice.random() < 0.28:
                found.append(self._control(depth))
            else:
                opcode, name, _ = self._pick(STATEMENTS)
                fields = {"VARIABLE": self.dice.choice(WORDS)} if "variable" in opcode else {}
                inputs = {name: self._value(0)} if name else {}
                found.append(Block(self._id(), opcode, inputs, fields))
        return tuple(found)

    def _control(self, depth: int) -> Block:
        opcode = self._one(CONTROLS)
        inputs: dict[str, Slot] = {}
        if opcode in {"control_if", "control_if_else", "control_repeat_until"}:
            inputs["CONDITION"] = self._question()
        elif opcode == "control_repeat":
            inputs["TIMES"] = Typed(str(self.dice.randint(2, 50)), "whole number")
        bodies = {"SUBSTACK": self.list(self.dice.randint(1, 4), depth + 1)}
        if opcode == "control_if_else":
            bodies["SUBSTACK2"] = self.list(self.dice.randint(1, 3), depth + 1)
        return Block(self._id(), opcode, inputs, {}, bodies)

    def _question(self) -> Block:
        opcode, slots, _ = self._pick(QUESTIONS)
        return Block(self._id(), opcode, {slot: self._value(1) for slot in slots})

    def _value(self, depth: int) -> Slot:
        if depth < 3 and self.dice.random() < 0.25:
            opcode, slots, _ = self._pick(REPORTERS)
            fields = {"VARIABLE": self.dice.choice(WORDS)} if opcode == "data_variable" else {}
            return Block(self._id(), opcode, {slot: self._value(depth + 1) for slot in slots}, fields)
        return Typed(str(self.dice.randint(-200, 200)), "number")

    def _pick(self, choices: Sequence[tuple]) -> tuple:  # type: ignore[type-arg]
        return self.dice.choices(choices, [one[-1] for one in choices])[0]

    def _one(self, choices: Sequence[tuple[str, int]]) -> str:
        return str(self._pick(choices)[0])

    def _id(self) -> str:
        self.made += 1
        return f"b{self.made}"


def count(script: Script) -> int:
    """How many blocks, reporters too."""
    todo, found = list(script.blocks), 0
    while todo:
        block = todo.pop()
        found += 1
        todo += [slot for slot in block.inputs.values() if isinstance(slot, Block)]
        for body in block.bodies.values():
            todo += body
    return found


def changed(project: ScratchProject, change: Callable[[Block], Block]) -> ScratchProject:
    """The project with every block changed, the innermost first."""

    def block(one: Block) -> Block:
        inputs = {name: block(slot) if isinstance(slot, Block) else slot for name, slot in one.inputs.items()}
        bodies = {name: tuple(map(block, body)) for name, body in one.bodies.items()}
        return change(replace(one, inputs=inputs, bodies=bodies))

    def script(one: Script) -> Script:
        return Script(tuple(map(block, one.blocks)), one.x, one.y)

    targets = tuple(replace(one, scripts=tuple(map(script, one.scripts))) for one in project.targets)
    return replace(project, targets=targets)


def renamed(project: ScratchProject, dice: random.Random) -> ScratchProject:
    """Other names of sprites, variables and messages, other menus, other places."""

    def change(one: Block) -> Block:
        inputs = {k: Chosen("other", v.menu) if isinstance(v, Chosen) else v for k, v in one.inputs.items()}
        return replace(one, inputs=inputs, fields={name: f"{value}-mine" for name, value in one.fields.items()})

    found = changed(project, change)
    targets = [replace(one, name=f"Mine {number}") for number, one in enumerate(found.targets)]
    scripts = [replace(one, scripts=tuple(replace(s, x=dice.random() * 900) for s in one.scripts)) for one in targets]
    return replace(found, targets=tuple(scripts))


def other_numbers(project: ScratchProject, dice: random.Random) -> ScratchProject:
    """Every typed value is another one."""

    def change(one: Block) -> Block:
        inputs = {
            name: replace(value, value=str(dice.randint(-99, 99))) if isinstance(value, Typed) else value
            for name, value in one.inputs.items()
        }
        return replace(one, inputs=inputs)

    return changed(project, change)


def shuffled(project: ScratchProject, dice: random.Random) -> ScratchProject:
    """Sprites and scripts in another order, and scripts in other sprites."""
    scripts = [script for one in project.sprites for script in one.scripts]
    dice.shuffle(scripts)
    half = len(scripts) // 2
    sprites = (
        Target("One", stage=False, scripts=tuple(scripts[:half])),
        Target("Two", stage=False, scripts=tuple(scripts[half:])),
    )
    return replace(project, targets=(project.stage, *sprites))


def edited(project: ScratchProject, dice: random.Random, share: float = 0.08) -> ScratchProject:
    """Some blocks taken away, some put in."""
    child = Child(dice.randrange(10**6))

    def edit(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        found: list[Block] = []
        for one in blocks:
            if dice.random() < share:
                found += child.list(1, 3)
            if dice.random() >= share / 2:
                found.append(one)
        return tuple(found)

    def change(one: Block) -> Block:
        return replace(one, bodies={name: edit(body) for name, body in one.bodies.items()})

    found = changed(project, change)
    targets = tuple(
        replace(one, scripts=tuple(Script(edit(s.blocks), s.x, s.y) for s in one.scripts)) for one in found.targets
    )
    return replace(found, targets=targets)
