"""What stands in the brackets of a pattern, and how it becomes something that a slot must hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from grader.scratch import opcodes
from grader.scratch.model import Block
from grader.scratch.notation.lex import Bracket
from grader.scratch.notation.parts import Empty as EmptyPart
from grader.scratch.notation.parts import Menu, Nested, field, fit, slot
from grader.scratch.notation.parts import Value as ValuePart
from grader.scratch.notation.template import fixed_value
from grader.scratch.opcodes import Arg
from grader.scratch.pattern import model
from grader.scratch.pattern.model import Head, Slot, Want

_MESSAGES: Final = frozenset({"message", "sent"})
PARAMETERS: Final = ("argument_reporter_string_number", "argument_reporter_boolean")


@dataclass(frozen=True, slots=True)
class Wild:
    """`(_)`, `[_ v]`, `<$name>`: anything, or the same thing everywhere."""

    name: str | None  # what stands behind `$`
    bracket: Bracket | None  # None where it stands without
    menu: bool
    column: int

    @property
    def want(self) -> Want | None:
        """What must stand there; None when anything does."""
        return None if self.name is None else model.Same(self.name)


@dataclass(frozen=True, slots=True)
class Made:
    """A reporter that was read."""

    heads: tuple[Head, ...]
    column: int


Literal = ValuePart | Menu | EmptyPart
Part = Literal | Wild | Made


def fits(arg: Arg, part: Part, languages: Sequence[str]) -> int:
    """How well a part fills a slot: 0 not at all, 1 well enough, 2 as the editor shows it."""
    if isinstance(part, Wild):
        return 2 if part.bracket is None or _shaped(arg, part) else 1
    if isinstance(part, Made):
        if arg.is_field:
            return 0
        return 1 if arg.kind == "boolean" and _shapes(part) == {"reporter"} else 2
    return fit(arg, part, languages)


def is_choice(arg: Arg, part: Part, languages: Sequence[str]) -> bool:
    """Whether a menu of the block itself has that choice, so that it is no name of hers."""
    return arg.is_field and isinstance(part, Menu) and fixed_value(arg, part.label, languages) is not None


def _shaped(arg: Arg, part: Wild) -> bool:
    if arg.is_field:
        return part.bracket == "[" and part.menu
    if arg.kind == "boolean":
        return part.bracket == "<"
    return part.bracket != "<" and (not part.menu or arg.kind in {"menu", "message"})


def _shapes(part: Made) -> set[str]:
    known = opcodes.table().blocks
    return {known[head.opcode].shape for head in part.heads if head.opcode is not None and head.opcode in known}


def wanted(arg: Arg, part: Part, languages: Sequence[str]) -> Want | None:
    """What must stand in a slot; None when anything may."""
    if isinstance(part, Wild):
        return model.Something() if part.name is None and arg.kind == "boolean" else part.want
    if isinstance(part, Made):
        return model.Reporter(part.heads)
    if arg.is_field:
        return model.Value(field(arg, part, languages), arg.kind in _MESSAGES)
    value = slot(arg, part, languages)
    return model.Empty() if value is None else _of(value, message=arg.kind in _MESSAGES)


def _of(value: object, *, message: bool) -> Want:
    if isinstance(value, Block):
        return model.Reporter(heads_of(value))
    return model.Value(value.value, message)  # type: ignore[attr-defined]


def heads_of(block: Block) -> tuple[Head, ...]:
    """The description of a block that was read, as it is. A name in round brackets is a variable or an input."""
    fields, inputs = block.fields.items(), block.inputs.items()
    slots = [
        *(Slot(name, model.Value(value, name == "BROADCAST_OPTION"), menu=True) for name, value in fields),
        *(Slot(name, _of(value, message=name == "BROADCAST_INPUT")) for name, value in inputs),
    ]
    code = block.procedure.proccode.replace("%n", "%s") if block.procedure is not None else None
    return (Head(block.opcode, tuple(slots), code=code),)


def named(block: Block) -> tuple[Head, ...]:
    """The same for a name in round brackets, which may be a variable or an input of a custom block."""
    heads = heads_of(block)
    if block.opcode != "data_variable":
        return heads
    name = model.Value(block.fields["VARIABLE"])
    return (*heads, Head(PARAMETERS[0], (Slot("VALUE", name, menu=True),)))


def part_of(nested: Nested, *, marked: bool) -> Made:
    """A reporter that the notation has read."""
    return Made(heads_of(nested.block) if marked else named(nested.block), nested.column)
