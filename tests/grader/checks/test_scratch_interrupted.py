"""Interrupted sensing against a plain reckoning that recurs, on programs by chance; and what order may not change."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from grader import catalogue
from grader.check import BlockPlace
from grader.scratch.index import index
from grader.scratch.model import Block, ScratchProject, Script, Target
from grader.scratch.notation import write_project
from grader.scratch.program.grammar import GLIDES, LOOPS, TIMED
from tests.kit.blocks import scratch

QUESTIONS = (
    "<key (space v) pressed?>", "<touching (edge v)?>", "<(score) = (10)>", "<(lives) = (0)>", "<(score) > (10)>",
    "<<mouse down?> and <touching (edge v)?>>", "<(item (1) of [names v]) = [Dara]>", "<(distance to (edge v)) < (9)>",
    "<<(score) = (lives)> or <key (a v) pressed?>>", "<>",
)  # fmt: skip
STATEMENTS = (
    "wait (1) seconds", "glide (1) secs to x: (0) y: (0)", "move (10) steps", "set [score v] to (0)",
    "change [lives v] by (1)", "add [Dara] to [names v]",
)  # fmt: skip
OPENINGS = ("forever", "repeat (10)", "repeat until {}", "if {} then", "if {} then")
SENSES = {"sensing_keypressed": 1, "sensing_mousedown": 1, "sensing_touchingobject": 2, "sensing_distanceto": 2}
CHANGES = {"data_setvariableto": "VARIABLE", "data_changevariableby": "VARIABLE", "data_addtolist": "LIST"}


def body(luck: random.Random, depth: int) -> Iterator[str]:
    for _ in range(luck.randint(0, 3)):
        chance = luck.random()
        if chance < 0.55 and depth:
            yield luck.choice(OPENINGS).format(luck.choice(QUESTIONS))
            yield from body(luck, depth - 1)
            yield "end"
        elif chance < 0.65 and depth:
            yield from (f"if {luck.choice(QUESTIONS)} then", *body(luck, depth - 1), "else", *body(luck, depth - 1))
            yield "end"
        elif chance < 0.75:
            yield f"wait until {luck.choice(QUESTIONS)}"
        else:
            yield luck.choice(STATEMENTS)
    if luck.random() < 0.12:
        yield luck.choice(("stop [all v]", "stop [this script v]", "delete this clone"))


def program(luck: random.Random) -> ScratchProject:
    parts = []
    for name in ("Cat", "Mango"):
        scripts = ["\n".join(("when green flag clicked", *body(luck, 4))) for _ in range(luck.randint(1, 3))]
        parts += [f'sprite "{name}"', *scripts]
    return scratch("\n\n".join(parts))


def seen(project: ScratchProject) -> list[BlockPlace]:
    check = catalogue.entry("scratch.interrupted-loop-sensing").check
    return [place for place in check.observe(index(project), check.params()).places if isinstance(place, BlockPlace)]


class Reckoning:
    """The rules as they are told, one call inside the other."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.marks = {1: False, 2: False}  # anything else, a touch
        self.forever = self.inside = self.searching = self.stop = False
        self.last: tuple[str, str] | None = None

    def project(self, project: ScratchProject) -> Counter[str]:
        for target in project.targets:
            for script in target.scripts:
                self.list(script.blocks[1:], top=True)
        return self.found

    def list(self, blocks: Sequence[Block], *, top: bool = False) -> None:
        for block in blocks:
            self.block(block, () if top else blocks)

    def block(self, block: Block, beside: Sequence[Block]) -> None:
        opcode, first, second = block.opcode, block.bodies.get("SUBSTACK", ()), block.bodies.get("SUBSTACK2", ())
        if opcode == "control_forever":
            self.forever = True
            self.list(first)
            self.forever = False
        elif opcode == "control_repeat":
            self.list(first)
        elif opcode == "control_repeat_until":
            self.control(block, (first,), beside)
        elif self.searching:
            if opcode == "control_if_else":
                before = self.stop
                held = [self.held(half) for half in (first, second)]
                self.stop = before or all(held)
            self.stop = self.stop or block.fields.get("STOP_OPTION") in {"all", "this script"}
        elif opcode in {"control_if", "control_if_else"} and self.forever:
            self.control(block, (first, second) if opcode == "control_if_else" else (first,), beside)
        elif opcode == "control_wait_until" and self.forever:
            self.question(block, beside)
        elif opcode in TIMED and self.inside and (self.marks[1] or (opcode in GLIDES and self.marks[2])):
            self.found[block.id] += 1

    def held(self, half: Sequence[Block]) -> bool:
        self.stop = False
        self.list(half)
        return self.stop

    def control(self, block: Block, halves: Sequence[Sequence[Block]], beside: Sequence[Block]) -> None:
        self.question(block, beside)
        if self.last in {(it.opcode.split("_")[0], it.fields[CHANGES[it.opcode]]) for it in changes(halves[0])}:
            self.marks[1] = False
        for half in halves:
            self.searching, self.stop = True, False
            self.list(half)
            self.searching = False
            if self.stop:
                self.marks = {1: False, 2: False}
        self.inside = True
        for half in halves:
            self.list(half)
        self.inside = False
        self.marks = {1: False, 2: False}

    def question(self, block: Block, beside: Sequence[Block]) -> None:
        asked = block.inputs.get("CONDITION")
        if isinstance(asked, Block):
            for sensor in self.sensors(asked, equal=False):
                if sensor != "sensing_distanceto":
                    self.found.update(it.id for it in with_repeats(beside) if it.opcode in TIMED)

    def sensors(self, block: Block, *, equal: bool) -> Iterator[str]:
        if block.opcode in SENSES:
            self.marks[SENSES[block.opcode]] = True
            yield block.opcode
        elif equal and block.opcode in {"data_variable", "data_itemoflist"}:
            self.marks[1] = True
            self.last = ("data", block.fields.get("VARIABLE") or block.fields["LIST"])
        else:
            for held in block.inputs.values():
                if isinstance(held, Block):
                    yield from self.sensors(held, equal=equal or block.opcode == "operator_equals")


def with_repeats(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if block.opcode == "control_repeat":
            yield from with_repeats(block.bodies.get("SUBSTACK", ()))


def changes(blocks: Sequence[Block]) -> Iterator[Block]:
    return (block for block in with_repeats(blocks) if block.opcode in CHANGES)


def test_it_finds_what_a_plain_reckoning_finds() -> None:
    slips: Counter[str | None] = Counter()
    for seed in range(400):
        project = program(random.Random(seed))  # noqa: S311 - no secret
        places = seen(project)
        assert Counter(place.block for place in places) == Reckoning().project(project), write_project(project)
        slips.update(place.quirk for place in places)
    assert min(slips[None], slips["left-on"], slips["met-twice"]) > 20  # all three were tried


def test_the_order_of_scripts_and_sprites_changes_nothing_that_counts() -> None:
    told = 0
    for seed in range(400):
        luck = random.Random(seed)  # noqa: S311 - no secret
        project = program(luck)

        def turned(target: Target) -> Target:
            return replace(target, scripts=target.scripts[::-1])

        other = replace(project, targets=(project.stage, *map(turned, reversed(project.sprites))))
        ours, theirs = (Counter(it.block for it in seen(one) if it.quirk is None) for one in (project, other))
        assert ours == theirs, write_project(project)
        told += sum(ours.values())
    assert told > 100


def test_a_variable_met_in_another_script_hides_a_key() -> None:
    asks = "when green flag clicked\nforever\nif <(score) = (10)> then\nend\nend"
    waits = (
        "when green flag clicked\nforever\nif <key (space v) pressed?> then\n"
        "wait (1) seconds\nchange [score v] by (1)\nend\nend"
    )
    assert not seen(scratch(f"{asks}\n\n{waits}"))
    (place,) = seen(scratch(f"{waits}\n\n{asks}"))
    assert place.quirk == "left-on"  # with the scripts in the other order nobody would find it
    (place,) = seen(scratch(waits))
    assert place.quirk is None


def test_what_a_wait_until_leaves_on_reaches_the_next_sprite() -> None:
    leaves = 'sprite "Cat"\n\nwhen green flag clicked\nforever\nwait until <mouse down?>\nend'
    waits = (
        'sprite "Mango"\n\nwhen green flag clicked\nforever\nif <(score) > (10)> then\nwait (1) seconds\nend\n'
        "if <(score) > (20)> then\nwait (2) seconds\nend\nend"
    )
    assert [(place.sprite, str(place.text), place.quirk) for place in seen(scratch(f"{leaves}\n\n{waits}"))] == [
        ("Mango", "wait (1) seconds", "left-on")
    ]
    assert not seen(scratch(f"{waits}\n\n{leaves}"))


def test_a_repeat_until_in_a_branch_is_met_twice() -> None:
    inner = "repeat until <mouse down?>\nwait (1) seconds\nend"
    found = seen(scratch(f"when green flag clicked\nrepeat until <key (space v) pressed?>\n{inner}\nend"))
    assert Counter(place.quirk for place in found) == {None: 1, "met-twice": 1}


def test_what_the_search_for_stops_alone_meets_counts_once() -> None:
    """The outer question is forgotten when the search is over, and the inner one senses nothing."""
    inner = "repeat until <(score) > (10)>\nwait (1) seconds\nend"
    (place,) = seen(scratch(f"when green flag clicked\nrepeat until <key (space v) pressed?>\n{inner}\nend"))
    assert place.quirk is None


def nested(opcode: str, depth: int, inner: Sequence[Block], slots: dict[str, Block]) -> Block:
    block = Block("b0", opcode, dict(slots), bodies={"SUBSTACK": tuple(inner)})
    for number in range(1, depth):
        block = Block(f"b{number}", opcode, dict(slots), bodies={"SUBSTACK": (block, *inner)})
    return block


@pytest.mark.parametrize("opcode", ["control_forever", "control_repeat", "control_repeat_until", "control_if"])
@pytest.mark.parametrize("check", ["interrupted-loop-sensing", "forever-inside-if", "forever-inside-loop"])
def test_nests_of_five_thousand_come_to_an_end(check: str, opcode: str) -> None:
    key = {"CONDITION": Block("key", "sensing_mousedown")}
    waits = Block("wait", "control_wait", {"DURATION": Block("x", "motion_xposition")})
    until = Block("until", "control_repeat_until", key)
    deep = nested(opcode, 5_000, (waits, until), {} if opcode in LOOPS - {"control_repeat_until"} else key)
    stack = (Block("hat", "event_whenflagclicked"), Block("f", "control_forever", bodies={"SUBSTACK": (deep,)}))
    cat = Target("Cat", stage=False, scripts=(Script(stack),))
    project = ScratchProject((Target("Stage", stage=True), cat))
    found = catalogue.entry(f"scratch.{check}").check
    found.observe(index(project), found.params())
