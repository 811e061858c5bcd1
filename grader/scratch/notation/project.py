r"""A whole project as text (`.blocks`): a stage, sprites, and under each its scripts.

    stage
    backdrop "sky" "2b0c.svg" at 240 180
    variable score = 0
    list names = "Dara", "Sokha"
    message "game over"

    sprite "Cat"
    position -100 20
    costume "cat-a"
    costume "cat-b"
    variable lives = 3

    when green flag clicked
    ...

The lines of a head stand right under its `stage` or `sprite`, up to the first empty line:

    position X Y, direction, size, volume, layer       as numbers; what is usual is not written
    hidden, draggable, style "left-right"
    costume, backdrop, sound "name" "file" format "png" at X Y resolution 2     but the name all may be missing
    wears 2                                            which costume is worn, counted from 1
    variable NAME = VALUE, cloud variable, list NAME = VALUE, VALUE, message "name"
    // a comment on the canvas
    of the stage: extensions pen, music; monitor "score"; monitor "lives" of "Cat" hidden

Names and texts stand between quotation marks, with a backslash before one inside; a variable's name needs none when it
is of simple words. Extensions are known from the blocks, and variables, lists and messages that no line declares are
declared for all sprites (`undeclared variable "x"` says not to). A text without `stage` and `sprite` is the scripts
of one sprite, `Sprite1`. Files are named, not held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from grader.language import SOURCE_LANGUAGE
from grader.scratch.model import Block, Chosen, ScratchProject, Script, Target, Variable
from grader.scratch.notation import escape
from grader.scratch.notation.custom import definitions
from grader.scratch.notation.head import (
    NONE,
    Head,
    belongs_to_head,
    head_lines,
    monitor_line,
    read_start,
    starts_target,
)
from grader.scratch.notation.headline import HeadLine
from grader.scratch.notation.read import Numbered, ids, lines_of, read_lines
from grader.scratch.notation.words import NotationError
from grader.scratch.notation.write import write_script

_CORE: Final = frozenset({"motion", "looks", "sound", "event", "control", "sensing", "operator", "data", "procedures",
                          "argument", "math", "text", "colour", "note", "matrix"})  # fmt: skip
_NAMED: Final = {"VARIABLE": "variable", "LIST": "list", "BROADCAST_OPTION": "message"}

Use = tuple[str, str]  # "variable", "list" or "message", and the name


# --- writing


def write_project(project: ScratchProject, language: str = SOURCE_LANGUAGE) -> str:
    """The project as text; blocks in that language."""
    return "\n\n".join(_sections(project, language)) + "\n"


def _sections(project: ScratchProject, language: str) -> Iterator[str]:
    for place, target in enumerate(project.targets):
        lines = list(head_lines(target, place))
        if place == 0:
            lines += _project_lines(project)
        yield "\n".join(lines)
        calls = definitions(target.scripts)
        for script in target.scripts:
            if script.blocks:
                yield write_script(script.blocks, language, calls=calls)


def _project_lines(project: ScratchProject) -> Iterator[str]:
    if project.extensions != _extensions(project.targets):
        yield f"extensions {', '.join(project.extensions) or NONE}"
    yield from map(monitor_line, project.monitors)
    for kind, name in _undeclared(project.targets):
        yield f"undeclared {kind} {escape.quoted(name)}"


# --- reading


def read_project(text: str, language: str | None = None) -> ScratchProject:
    """The project that a text is. Raises NotationError."""
    parts = list(_split(lines_of(text)))
    names = ids()
    heads, targets = [], []
    for place, (head, lines) in enumerate(parts):
        found = read_lines(lines, language, names)
        heads.append(head)
        targets.append(_target(head, place, found.scripts, found.comments))
    used = [use for use in _undeclared(targets) if not any(use in head.undeclared for head in heads)]
    targets[0] = _declaring(targets[0], used)
    extensions = heads[0].extensions
    return ScratchProject(
        targets=tuple(targets),
        extensions=_extensions(targets) if extensions is None else extensions,
        monitors=tuple(monitor for head in heads for monitor in head.monitors),
    )


def _split(lines: Sequence[Numbered]) -> Iterator[tuple[Head, list[Numbered]]]:
    """Each head with the lines of its scripts, the stage first."""
    starts = [place for place, (_, line) in enumerate(lines) if starts_target(line)]
    first = starts[0] if starts else len(lines)
    before = [(number, line) for number, line in lines[:first] if line.strip()]
    if not starts:
        yield Head(stage=True, name="Stage"), []
        yield Head(stage=False, name="Sprite1"), list(lines)
        return
    strays = [number for number, line in before if not line.strip().startswith("//")]
    if strays:
        raise NotationError(lines[first][0], 1, "late-head")
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        head, comment = read_start(lines[start][1])
        if head.stage and place:
            raise NotationError(lines[start][0], 1, "second-stage")
        if not place:
            if not head.stage:
                yield Head(stage=True, name="Stage"), before
            else:
                for number, line in before:
                    HeadLine(head, number, line).read()
        if comment is not None:
            head.comments.append(comment)
        rest = start + 1
        while rest < end and lines[rest][1].strip() and belongs_to_head(lines[rest][1]):
            HeadLine(head, *lines[rest]).read()
            rest += 1
        yield head, list(lines[rest:end])


def _target(head: Head, place: int, scripts: tuple[Script, ...], comments: tuple[str, ...]) -> Target:
    settings = {"layer": place, **head.settings}
    return Target(
        name=head.name,
        stage=head.stage,
        scripts=scripts,
        variables=tuple(head.variables),
        lists=tuple(head.lists),
        messages=tuple(head.messages),
        costumes=tuple(head.costumes),
        sounds=tuple(head.sounds),
        comments=(*head.comments, *comments),
        **settings,
    )


def _declaring(stage: Target, used: Iterable[Use]) -> Target:
    """The stage, with what no line declares declared for all sprites."""
    names: dict[str, list[str]] = {"variable": [], "list": [], "message": []}
    for kind, name in used:
        names[kind].append(name)
    messages = list({name.lower(): name for name in reversed(names["message"])}.values())
    return replace(
        stage,
        variables=(*stage.variables, *(Variable(f"Stage:{name}", name, "0") for name in names["variable"])),
        lists=(*stage.lists, *(Variable(f"Stage:list:{name}", name, ()) for name in names["list"])),
        messages=(*stage.messages, *sorted(messages)),
    )


# --- what blocks use


def blocks_of(scripts: Iterable[Script]) -> Iterator[Block]:
    """Every block, in no order that means anything."""
    todo = [block for script in scripts for block in script.blocks]
    while todo:
        block = todo.pop()
        yield block
        todo.extend(slot for slot in block.inputs.values() if isinstance(slot, Block))
        for body in block.bodies.values():
            todo.extend(body)


def _extensions(targets: Sequence[Target]) -> tuple[str, ...]:
    """The extensions that the blocks belong to, by name."""
    found = {block.opcode.partition("_")[0] for target in targets for block in blocks_of(target.scripts)}
    return tuple(sorted(name for name in found - _CORE if name))


def _undeclared(targets: Sequence[Target]) -> list[Use]:
    """What blocks use and nothing declares, by name."""
    shared = _declared(targets[0])
    messages = {name.lower() for target in targets for name in target.messages}
    found: set[Use] = set()
    for target in targets:
        own = shared | _declared(target)
        for block in blocks_of(target.scripts):
            for use in _uses(block):
                known = use[1].lower() in messages if use[0] == "message" else use in own
                if not known and use[1]:
                    found.add(use)
    return sorted(found)


def _declared(target: Target) -> set[Use]:
    return {("variable", variable.name) for variable in target.variables} | {
        ("list", variable.name) for variable in target.lists
    }


def _uses(block: Block) -> Iterator[Use]:
    for name, value in block.fields.items():
        if name in _NAMED:
            yield _NAMED[name], value
    for slot in block.inputs.values():
        if isinstance(slot, Chosen) and not slot.menu:
            yield "message", slot.value
