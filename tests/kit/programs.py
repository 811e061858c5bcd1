"""Generated projects: every kind of block in every kind of place, odd names, slips of other tools."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import count
from typing import Any

from hypothesis import strategies as st

from grader.scratch import opcodes
from grader.scratch.model import (
    Block,
    Chosen,
    Costume,
    LiteralKind,
    Monitor,
    Procedure,
    ScratchProject,
    Script,
    Slot,
    Target,
    Typed,
    Variable,
)
from grader.scratch.opcodes import Arg, Opcode

KINDS: tuple[LiteralKind, ...] = ("number", "positive number", "whole number", "integer", "angle", "colour", "text")
# What the notation itself uses, what looks like its words, what breaks lines, what no file holds.
PIECES = [
    *"()[]<>\\/:\"'=,_%#?.-+*v0129 aAxs",
    " v", "::", "//", " :: list", " :: name", "\n", "\t", "\r", "\u2028", "\u00a0", "\u200b", "\ud800", "\ufeff",
    "end", "else", "define ", "forever", "move", "edge", "timer", "x position", "sprite ", "stage", "of", "%s", "%b",
    "ក", "ពិន្ទុ", "គែម", "ទំហំ", "រហូត", "ពេលចុច", "é", "🐱",
]  # fmt: skip
names = st.one_of(
    st.sampled_from(["score", "my variable", "Sprite1", "message1", "Timer", "10", "", "edge", "abs", "ពិន្ទុ"]),
    st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
    st.text(max_size=6),
)
numbers = st.one_of(st.integers(-400, 400).map(str), st.sampled_from(["0.5", "1e3", "1.2.3", "Infinity", "-", "007"]))
values = st.one_of(numbers, names)
_MENUS = ["motion_goto_menu", "sensing_keyoptions", "pen_menu_colorParam", "note", "jetpack_menu_SPEED", ""]
_NUMBERED = count()


def _known(shapes: set[str]) -> list[Opcode]:
    texts = opcodes.texts("en").blocks
    return [
        block
        for block in opcodes.table().blocks.values()
        if block.shape in shapes and block.opcode in texts and block.opcode != "procedures_definition"
    ]


@st.composite
def typed(draw: st.DrawFn, kind: LiteralKind | None = None) -> Typed:
    if kind is None or draw(st.integers(0, 15)) == 0:
        kind = draw(st.sampled_from(KINDS))
    return Typed(draw(numbers if kind != "text" and draw(st.booleans()) else values), kind)


@st.composite
def slot(draw: st.DrawFn, arg: Arg, depth: int) -> Slot | None:
    usual: st.SearchStrategy[Slot | None]
    if arg.kind == "boolean":
        usual = reporter(depth - 1, {"boolean"}) if depth > 0 else st.none()
    elif arg.kind == "literal":
        usual = typed(arg.literal)
    else:
        usual = st.builds(Chosen, _choices(arg), st.just(arg.menu))
    if draw(st.integers(0, 3)):
        return draw(usual)
    other: list[st.SearchStrategy[Slot | None]] = [
        st.none(),
        typed(),
        st.builds(Chosen, names, st.sampled_from(_MENUS)),
    ]
    return draw(st.one_of(*other, reporter(depth - 1)) if depth > 0 else st.one_of(*other))


def _choices(arg: Arg) -> st.SearchStrategy[str]:
    table = opcodes.table()
    options = table.options.get(table.options_of(arg), [])
    labels = opcodes.texts("km").options.get(table.options_of(arg), options)
    fixed = st.sampled_from(options) if options else names
    return st.one_of(fixed, fixed, names, st.sampled_from(labels) if labels else names)


@st.composite
def known(draw: st.DrawFn, shapes: frozenset[str], depth: int) -> Block:
    block = draw(st.sampled_from(_known(set(shapes))))
    inputs: dict[str, Slot] = {}
    fields = {}
    bodies = {}
    for arg in block.args:
        if arg.is_field:
            fields[arg.name] = draw(_choices(arg))
        elif arg.kind == "body":
            statements = draw(st.lists(statement(depth - 1), max_size=2)) if depth > 0 else []
            if statements:
                bodies[arg.name] = tuple(statements)
        elif arg.kind != "icon":
            value = draw(slot(arg, depth))
            if value is not None:
                inputs[arg.name] = value
    if draw(st.integers(0, 30)) == 0:
        fields["EXTRA"] = draw(names)
    return _block(block.opcode, inputs, fields, bodies)


@st.composite
def odd(draw: st.DrawFn, depth: int) -> Block:
    opcode = draw(
        st.one_of(st.sampled_from(["jetpack_fly", "motion_goto_menu", "looks_say", "control_forever"]), names)
    )
    inputs = draw(st.dictionaries(names, typed(), max_size=2))
    fields = draw(st.dictionaries(names, names, max_size=2))
    bodies = {}
    if depth > 0 and draw(st.booleans()):
        for name in draw(st.lists(st.sampled_from(["SUBSTACK", "SUBSTACK2", "SUBSTACK3"]), max_size=3, unique=True)):
            bodies[name] = (draw(statement(depth - 1)),)
    return _block(opcode, dict(inputs), fields, bodies)


@st.composite
def reporter(draw: st.DrawFn, depth: int, shapes: set[str] | None = None) -> Block:
    chance = draw(st.integers(0, 9))
    if chance == 0:
        return draw(odd(0))
    if chance < 3:
        return _block("data_variable", {}, {"VARIABLE": draw(names)})
    if chance == 3:
        return _block("data_listcontents", {}, {"LIST": draw(names)})
    if chance == 4:
        kind = draw(st.sampled_from(["boolean", "string_number"]))
        return _block(f"argument_reporter_{kind}", {}, {"VALUE": draw(names)})
    return draw(known(frozenset(shapes or {"reporter", "boolean"}), max(depth, 0)))


@st.composite
def statement(draw: st.DrawFn, depth: int) -> Block:
    chance = draw(st.integers(0, 11))
    if chance == 0:
        return draw(odd(depth))
    if chance == 1:
        return draw(call())
    if chance == 2:
        return draw(reporter(depth))
    block = draw(known(frozenset({"stack", "c", "cap", "c-cap"}), depth))
    return dataclasses.replace(block, comment=draw(st.one_of(st.none(), st.none(), names)))


_PROCCODES = st.one_of(
    st.sampled_from(
        ["jump", "jump %s", "jump %b", "jump %n", "jump %s high %b", "%s", "move %s steps", "forever", "end"]
    ),
    st.lists(st.one_of(names, st.sampled_from(["%s", "%b", "%n"])), max_size=4).map(" ".join),
)


@st.composite
def call(draw: st.DrawFn) -> Block:
    proccode = draw(_PROCCODES)
    places = [str(place) for place in range(proccode.count("%"))]
    inputs: dict[str, Slot] = {}
    for place in places:
        value = draw(st.one_of(typed("text"), reporter(0)))
        if draw(st.integers(0, 5)):
            inputs[place] = value
    return _block("procedures_call", inputs, procedure=Procedure(proccode, warp=draw(st.booleans())))


@st.composite
def definition(draw: st.DrawFn) -> Block:
    proccode = draw(_PROCCODES)
    slots = [token for token in proccode.split(" ") if token in {"%s", "%b", "%n"}]
    usual = [draw(names) for _ in slots]
    defaults = ["false" if token == "%b" else "" for token in slots]
    if draw(st.integers(0, 3)) == 0:
        defaults = draw(st.lists(names, max_size=3))
    procedure = Procedure(proccode, tuple(usual), (), tuple(defaults), draw(st.booleans()))
    return _block("procedures_definition", procedure=procedure)


@st.composite
def script(draw: st.DrawFn) -> Script:
    head = draw(st.one_of(st.none(), known(frozenset({"hat"}), 1), definition(), reporter(2)))
    body = draw(st.lists(statement(2), min_size=0 if head else 1, max_size=4))
    return Script(tuple([head, *body] if head else body))


@st.composite
def target(draw: st.DrawFn, *, stage: bool) -> Target:
    places = st.one_of(st.integers(-240, 240), st.floats(allow_nan=False))
    assets = st.builds(Costume, names, names, st.sampled_from(["svg", "png", "", "wav"]),
                       st.one_of(st.none(), st.tuples(places, places)), st.sampled_from([1, 2]))  # fmt: skip
    return Target(
        name=draw(names),
        stage=stage,
        scripts=tuple(draw(st.lists(script(), max_size=3))),
        variables=tuple(draw(st.lists(st.builds(Variable, st.just("v"), names, values, st.booleans()), max_size=2))),
        lists=tuple(
            draw(
                st.lists(st.builds(Variable, st.just("l"), names, st.lists(values, max_size=3).map(tuple)), max_size=2)
            )
        ),
        messages=tuple(draw(st.lists(names, max_size=2))),
        costumes=tuple(draw(st.lists(assets, max_size=2))),
        sounds=tuple(draw(st.lists(assets.map(lambda sound: dataclasses.replace(sound, center=None)), max_size=1))),
        current_costume=draw(st.integers(0, 3)),
        x=draw(places),
        y=draw(places),
        direction=draw(places),
        size=draw(places),
        visible=draw(st.booleans()),
        comments=tuple(draw(st.lists(names, max_size=2))),
        rotation_style=draw(st.sampled_from(["all around", "left-right", "don't rotate"])),
        draggable=draw(st.booleans()),
        volume=draw(places),
        layer=draw(st.integers(0, 3)),
    )


@st.composite
def projects(draw: st.DrawFn) -> ScratchProject:
    sprites = draw(st.lists(target(stage=False), max_size=2))
    return ScratchProject(
        targets=(draw(target(stage=True)), *sprites),
        extensions=tuple(draw(st.lists(st.sampled_from(["pen", "music", "jetpack"]), max_size=2, unique=True))),
        monitors=tuple(
            draw(st.lists(st.builds(Monitor, names, st.one_of(st.none(), names), st.booleans()), max_size=2))
        ),
    )


def _block(
    opcode: str,
    inputs: dict[str, Slot] | None = None,
    fields: dict[str, str] | None = None,
    bodies: dict[str, tuple[Block, ...]] | None = None,
    *,
    procedure: Procedure | None = None,
) -> Block:
    return Block(f"g{next(_NUMBERED)}", opcode, inputs or {}, fields or {}, bodies or {}, procedure)


# --- comparing


def everything(project: ScratchProject) -> list[Any]:
    """A project as a flat list, without ids, places on the canvas, comments of blocks and notes: equal when same."""
    found: list[Any] = [project.extensions, project.monitors]
    for one in project.targets:
        skipped = {"scripts", "variables", "lists"}
        parts = (part.name for part in dataclasses.fields(one) if part.compare)
        found.append([getattr(one, name) for name in parts if name not in skipped])
        found += [(variable.name, variable.value, variable.cloud) for variable in (*one.variables, *one.lists)]
        for stack in one.scripts:
            found.append("script")
            found += blocks_flat(stack)
    return found


def blocks_flat(stack: Script) -> Iterator[Any]:
    """The blocks of a script, each after the one it stands in."""
    todo: list[Any] = list(reversed(stack.blocks))
    while todo:
        item = todo.pop()
        if not isinstance(item, Block):
            yield item
            continue
        procedure = item.procedure
        yield (
            item.opcode,
            sorted(item.fields.items()),
            procedure and (procedure.proccode, procedure.argument_names, procedure.argument_defaults, procedure.warp),
        )
        for name, value in sorted(item.inputs.items()):
            todo += [("end of", name), value, ("input", name)]
        for name, body in sorted(item.bodies.items()):
            todo += [("end of", name), *reversed(body), ("body", name)]
