"""What holds for every Scratch check that counts, on generated programs. No check is named here."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import catalogue
from grader.catalogue import Entry
from grader.check import Params, counting
from grader.scratch.index import index
from grader.scratch.model import Block, ScratchProject, Script, Target
from tests.kit.blocks import scratch

MANY, SOME = 30, 15
ENTRIES = tuple(catalogue.entry(name) for name in catalogue.ids() if name.startswith("scratch."))
HEADS = {
    "stage": 'stage\nbackdrop "house"\nbackdrop "road"\nbackdrop "market"\nvariable score = 0',
    "SpriteA": 'sprite "SpriteA"\ncostume "one"\ncostume "two"',
    "SpriteB": 'sprite "SpriteB"\ncostume "three"',
}
HATS = (
    "when green flag clicked",
    "when [space v] key pressed",
    "when [right arrow v] key pressed",
    "when this sprite clicked",
    "when I receive [go v]",
    "when I receive [over v]",
    "when backdrop switches to [road v]",
    "when I start as a clone",
    "define jump",
    "",  # loose
)
STATEMENTS = (
    "move (10) steps", "change x by (10)", "set x to (mouse x)", "go to (mouse-pointer v)", "say [Hello]",
    "say [You win!] for (2) seconds", "think [Game over]", "say [The end]", "next costume", "start sound (pop v)",
    "broadcast (go v)", "broadcast (over v) and wait", "create clone of (SpriteA v)", "create clone of (myself v)",
    "set [score v] to (0)", "set [score v] to ((score) + (1))", "change [score v] by (1)", "show variable [score v]",
    "set [my variable v] to (0)", "add [Dara] to [names v]", "delete all of [names v]", "jump", "next backdrop",
    "switch backdrop to (road v)", "switch backdrop to (house v)", "ask [How far?] and wait", "move (answer) steps",
    "wait until <key (space v) pressed?>", "wait (1) seconds", "set drag mode [draggable v]",
)  # fmt: skip
OPENINGS = (
    "repeat (10)", "repeat (1)", "repeat until <touching (edge v)?>", "if <touching (SpriteB v)?> then",
    "if <key (left arrow v) pressed?> then", "if <(score) = (10)> then", "if <(1) = (1)> then", "if <mouse down?> then",
)  # fmt: skip
ENDS = ("stop [all v]", "delete this clone")


@st.composite
def lists(draw: st.DrawFn, depth: int = 2) -> list[str]:
    """The lines of some statements. What keeps the program away (forever, stops) stands last, where nothing follows."""
    lines: list[str] = []
    for _ in range(draw(st.integers(0, 3))):
        if depth and draw(st.booleans()):
            inner = draw(lists(depth - 1))
            lines += [draw(st.sampled_from(OPENINGS)), *(f"  {line}" for line in inner), "end"]
        else:
            lines.append(draw(st.sampled_from(STATEMENTS)))
    return lines


@st.composite
def scripts(draw: st.DrawFn, hats: tuple[str, ...] = HATS) -> str:
    lines = [draw(st.sampled_from(hats)), *draw(lists())]
    if draw(st.booleans()):
        lines += ["forever", *(f"  {line}" for line in draw(lists())), "end"]
    elif draw(st.booleans()):
        lines.append(draw(st.sampled_from(ENDS)))
    return "\n".join(line for line in lines if line)


@st.composite
def programs(draw: st.DrawFn) -> ScratchProject:
    parts = []
    for head in HEADS.values():
        written = draw(st.lists(scripts(), max_size=4))
        defined = [one for one in written if one.startswith("define")][:1]
        others = [one for one in written if one and not one.startswith("define")]
        # `jump` is a block in every sprite; where it was not drawn its definition is empty.
        parts += [head, *(defined or ["define jump"]), *others]
    return scratch("\n\n".join(parts))


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


def never_more(after: dict[tuple[str, str], int], before: dict[tuple[str, str], int]) -> None:
    assert [(key, before[key], amount) for key, amount in after.items() if amount > before[key]] == []


def about_code(entry: Entry) -> bool:
    """Counts and praise; what counts loose blocks too (it has an example of that) is left out."""
    loose = scratch("move (10) steps")
    return entry.check.kind != "problem" and not amounts(loose, (entry,))[entry.id, repr(entry.check.params())]


CODE = tuple(filter(about_code, ENTRIES))


@settings(max_examples=MANY, deadline=None)
@given(programs(), scripts(hats=("",)), st.integers(0, 2))
def test_a_loose_stack_never_raises_an_amount(project: ScratchProject, loose: str, where: int) -> None:
    stack = tuple(script for script in scratch(loose).targets[-1].scripts if loose)
    target = project.targets[where]
    more = changed(project, lambda it: replace(it, scripts=(*it.scripts, *stack)) if it is target else it)
    never_more(amounts(more, CODE), amounts(project, CODE))


@settings(max_examples=MANY, deadline=None)
@given(programs(), st.randoms(use_true_random=False))
def test_taking_blocks_away_never_raises_an_amount(project: ScratchProject, luck: random.Random) -> None:
    def cut(target: Target) -> Target:
        return replace(target, scripts=tuple(_cut(one, luck) for one in target.scripts if luck.random() < 0.9))

    smaller = changed(project, cut)
    never_more(amounts(smaller, CODE), amounts(project, CODE))


@settings(max_examples=SOME, deadline=None)
@given(programs(), st.randoms(use_true_random=False))
def test_order_ids_and_places_change_no_amount(project: ScratchProject, luck: random.Random) -> None:
    def shuffled(target: Target) -> Target:
        mixed = [replace(script, x=luck.random(), y=1.0) for script in target.scripts]
        luck.shuffle(mixed)
        return replace(target, scripts=tuple(replace(it, blocks=tuple(map(_renumbered, it.blocks))) for it in mixed))

    other = changed(project, shuffled)
    other = replace(other, targets=(other.stage, *reversed(other.sprites)))
    assert amounts(other, ENTRIES) == amounts(project, ENTRIES)


@settings(max_examples=SOME, deadline=None)
@given(programs())
def test_names_of_sprites_change_no_amount(project: ScratchProject) -> None:
    from grader.scratch.notation import write_project

    text = write_project(project)
    renamed = scratch(text.replace("SpriteA", "Mango").replace("SpriteB", "Basket"))
    assert amounts(renamed, CODE) == amounts(scratch(text), CODE)


@settings(max_examples=SOME, deadline=None)
@given(programs())
def test_what_all_came_with_the_starter_earns_nothing(project: ScratchProject) -> None:
    looked = index(project, project)
    for entry in ENTRIES:
        for params in asked(entry):
            assert counting(entry.check.kind, entry.check.observe(looked, params)).amount == 0, entry.id


def test_the_generator_reaches_every_check() -> None:
    """A property says nothing about a check that never counts: each must count somewhere."""
    reached: set[str] = set()

    @settings(max_examples=100, deadline=None, database=None, derandomize=True)
    @given(programs())
    def look(project: ScratchProject) -> None:
        reached.update(name for (name, _), amount in amounts(project, CODE).items() if amount)

    look()
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
