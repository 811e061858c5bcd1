"""What holds for every Scratch check that counts, on generated programs. No check is named here."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from grader import catalogue
from grader.catalogue import Entry
from grader.check import Params, counting
from grader.scratch.index import index
from grader.scratch.model import Block, ScratchProject, Script, Target
from grader.scratch.notation import write_project
from tests.kit.blocks import scratch

MANY = 40
ENTRIES = tuple(catalogue.entry(name) for name in catalogue.ids() if name.startswith("scratch."))
HEADS = {
    "stage": 'stage\nbackdrop "house"\nbackdrop "road"\nbackdrop "market"\nvariable score = 0',
    "SpriteA": 'sprite "SpriteA"\ncostume "one"\ncostume "two"',
    "SpriteB": 'sprite "SpriteB"\ncostume "three"',
}
DEFINE = "define jump (far)"
HATS = (
    "when green flag clicked",
    "when [space v] key pressed",
    "when [right arrow v] key pressed",
    "when this sprite clicked",
    "when I receive [go v]",
    "when I receive [over v]",
    "when backdrop switches to [road v]",
    "when I start as a clone",
    "",  # loose
)
STATEMENTS = (
    "move (10) steps", "change x by (10)", "set x to (mouse x)", "go to (mouse-pointer v)", "say [Hello]",
    "say [You win!] for (2) seconds", "think [Game over]", "say [The end]", "next costume", "start sound (pop v)",
    "broadcast (go v)", "broadcast (over v) and wait", "create clone of (SpriteA v)", "create clone of (myself v)",
    "set [score v] to (0)", "set [score v] to ((score) + (1))", "change [score v] by (1)", "show variable [score v]",
    "set [my variable v] to (0)", "add [Dara] to [names v]", "delete all of [names v]", "jump (10)", "next backdrop",
    "switch backdrop to (road v)", "switch backdrop to (house v)", "ask [How far?] and wait", "move (answer) steps",
    "wait until <key (space v) pressed?>", "wait (1) seconds", "set drag mode [draggable v]",
    "go to (SpriteB v)", "set x to (0)",
)  # fmt: skip
# What belongs together is too rare by luck alone.
HABITS = (
    "point in direction (90)\nmove (10) steps", "set y to (0)\nset x to (0)", "switch costume to (one v)\nshow",
    "wait (1) seconds\nchange [score v] by (1)", "say [Listen]\nplay sound (pop v) until done\nsay []",
    "ask [How far?] and wait\nmove (answer) steps", "glide (1) secs to (random position v)", "go to x: (0) y: (0)",
)  # fmt: skip
OPENINGS = (
    "repeat (10)", "repeat (1)", "repeat until <touching (edge v)?>", "repeat until <(mouse x) > (0)>",
    "if <touching (SpriteB v)?> then",
    "if <key (left arrow v) pressed?> then", "if <(score) = (10)> then", "if <(1) = (1)> then", "if <mouse down?> then",
)  # fmt: skip
ENDS = (
    "stop [all v]", "delete this clone", "wait until <mouse down?>\nstop [all v]",
    "forever\n  next costume\n  if <touching (edge v)?> then\n    hide\n    broadcast (over v)\n  end\nend",
    "forever\n  go to (mouse-pointer v)\n  go to (SpriteB v)\nend",
)  # fmt: skip


def lists(luck: random.Random, depth: int = 2) -> list[str]:
    """The lines of some statements. What keeps the program away (forever, stops) stands last, where nothing follows."""
    lines: list[str] = []
    for _ in range(luck.randint(0, 4)):
        if depth and luck.random() < 0.4:
            inner = (f"  {line}" for line in lists(luck, depth - 1))
            lines += [luck.choice(OPENINGS), *inner, "end"]
        elif luck.random() < 0.25:
            lines += luck.choice(HABITS).splitlines()
        else:
            lines.append(luck.choice(STATEMENTS))
    return lines


def script(luck: random.Random, hats: tuple[str, ...] = HATS) -> str:
    lines = [luck.choice(hats), *lists(luck)]
    ending = luck.random()
    if ending < 0.35:
        lines += ["forever", *(f"  {line}" for line in lists(luck)), "end"]
    elif ending < 0.6:
        lines += luck.choice(ENDS).splitlines()
    return "\n".join(line for line in lines if line)


def program(luck: random.Random) -> ScratchProject:
    parts = []
    for head in HEADS.values():
        scripts = [script(luck) for _ in range(luck.randint(0, 5))]
        # `jump` is a block in every sprite; sometimes its definition is empty.
        defined = DEFINE if luck.random() < 0.3 else script(luck, (f"{DEFINE}\nchange y by (far)",))
        parts += [head, defined, *filter(None, scripts)]
    return scratch("\n\n".join(parts))


def programs(many: int) -> Iterator[tuple[random.Random, ScratchProject]]:
    """The same ones in every run; a failure shows the program as text."""
    for seed in range(many):
        luck = random.Random(seed)  # noqa: S311 - no secret
        yield luck, program(luck)


def asked(entry: Entry) -> Iterator[Params]:
    """The parameters of its examples, and none."""
    seen = []
    for example in entry.check.examples:
        if example.params not in seen:
            seen.append(example.params)
    for params in ({}, *seen):
        yield entry.check.params.model_validate(dict(params))


def amounts(project: ScratchProject, entries: tuple[Entry, ...]) -> dict[tuple[str, str], int]:
    looked = index(project)
    return {
        (entry.id, repr(params)): counting(entry.check.kind, entry.check.observe(looked, params)).amount
        for entry in entries
        for params in asked(entry)
    }


def changed(project: ScratchProject, change: Callable[[Target], Target]) -> ScratchProject:
    return replace(project, targets=tuple(map(change, project.targets)))


def never_more(after: ScratchProject, before: ScratchProject) -> None:
    known = amounts(before, CODE)
    more = [(key, known[key], amount) for key, amount in amounts(after, CODE).items() if amount > known[key]]
    assert not more, f"{more}\n{write_project(before)}\n=== became\n{write_project(after)}"


def about_code(entry: Entry) -> bool:
    """Counts and praise; what counts loose blocks too (it has an example of that) is left out."""
    loose = scratch("move (10) steps")
    return entry.check.kind != "problem" and not amounts(loose, (entry,))[entry.id, repr(entry.check.params())]


CODE = tuple(filter(about_code, ENTRIES))


def test_a_loose_stack_never_raises_an_amount() -> None:
    for luck, project in programs(MANY):
        loose = script(luck, hats=("",)) or "hide"
        stack = scratch(f"{DEFINE}\n\n{loose}").targets[-1].scripts[1:]
        target = luck.choice(project.targets)
        more = changed(project, lambda it: replace(it, scripts=(*it.scripts, *stack)) if it is target else it)  # noqa: B023
        never_more(more, project)


def test_taking_blocks_away_never_raises_an_amount() -> None:
    for luck, project in programs(MANY):

        def cut(target: Target) -> Target:
            kept = tuple(_cut(one, luck) for one in target.scripts if luck.random() < 0.9)  # noqa: B023
            return replace(target, scripts=kept)

        never_more(changed(project, cut), project)


def test_order_ids_and_places_change_no_amount() -> None:
    for luck, project in programs(MANY):

        def shuffled(target: Target) -> Target:
            mixed = [replace(one, x=luck.random(), y=1.0) for one in target.scripts]  # noqa: B023
            luck.shuffle(mixed)  # noqa: B023
            return replace(
                target, scripts=tuple(replace(it, blocks=tuple(map(_renumbered, it.blocks))) for it in mixed)
            )

        other = changed(project, shuffled)
        other = replace(other, targets=(other.stage, *reversed(other.sprites)))
        assert amounts(other, ENTRIES) == amounts(project, ENTRIES), write_project(project)


def test_names_of_sprites_change_no_amount() -> None:
    for _, project in programs(MANY):
        text = write_project(project)
        renamed = scratch(text.replace("SpriteA", "Mango").replace("SpriteB", "Basket"))
        assert amounts(renamed, CODE) == amounts(scratch(text), CODE), text


def test_what_all_came_with_the_starter_earns_nothing() -> None:
    for _, project in programs(MANY):
        looked = index(project, project)
        for entry in ENTRIES:
            for params in asked(entry):
                seen = counting(entry.check.kind, entry.check.observe(looked, params))
                assert seen.amount == 0, (entry.id, write_project(project))


def test_the_generator_reaches_every_check() -> None:
    """A property says nothing about a check that never counts: each must count somewhere."""
    reached = {name for _, project in programs(MANY) for (name, _), amount in amounts(project, CODE).items() if amount}
    assert reached == {entry.id for entry in CODE}


@pytest.mark.parametrize("entry", CODE, ids=lambda entry: entry.id)
def test_places_name_blocks_that_are_there(entry: Entry) -> None:
    for example in entry.check.examples:
        project = scratch(str(example.project))
        looked = index(project)
        known = {spot.block.id for spot in looked.spots}
        sprites = {target.name for target in project.targets}
        params = entry.check.params.model_validate(dict(example.params))
        seen = entry.check.observe(looked, params)
        for place in (*seen.places, *seen.near):
            assert place.sprite in sprites
            assert place.block is None or place.block in known
            assert set(place.beside) <= known


def _cut(script: Script, luck: random.Random) -> Script:
    """The script without the ends of some of its lists; its first block stays."""
    first, *rest = script.blocks
    return replace(script, blocks=(_shorter(first, luck), *_kept(tuple(rest), luck)))


def _kept(blocks: tuple[Block, ...], luck: random.Random) -> tuple[Block, ...]:
    keep = len(blocks) if luck.random() < 0.5 else luck.randrange(len(blocks) + 1)
    return tuple(_shorter(block, luck) for block in blocks[:keep])


def _shorter(block: Block, luck: random.Random) -> Block:
    bodies = {name: body for name, full in block.bodies.items() if (body := _kept(full, luck))}
    return replace(block, bodies=bodies)


def _renumbered(block: Block) -> Block:
    return replace(
        block,
        id=f"new-{block.id}",
        inputs={name: _renumbered(it) if isinstance(it, Block) else it for name, it in block.inputs.items()},
        bodies={name: tuple(map(_renumbered, body)) for name, body in block.bodies.items()},
    )
