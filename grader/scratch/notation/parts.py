"""What stands in brackets, and how it fills a slot of a block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from grader.scratch.model import Block, Chosen, LiteralKind, Slot, Typed
from grader.scratch.notation.escape import is_number
from grader.scratch.notation.lex import Bracket, Word
from grader.scratch.notation.template import fixed_value
from grader.scratch.opcodes import Arg, table

Fit = Literal[0, 1, 2]  # not at all, well enough for what people write, as the writer writes it
NAME: Final = "name"  # the mark of a name that is spelt like one of the menu's choices


@dataclass(frozen=True, slots=True)
class Value:
    """`(10)` or `[hello]`: a typed value. `kind` is set by a mark."""

    text: str
    bracket: Bracket
    column: int
    kind: LiteralKind | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """`[score v]` or `(space v)`."""

    label: str
    bracket: Bracket
    column: int
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """`()` or `<>`; marked `(:: empty)` where not even an empty value is."""

    bracket: Bracket
    column: int
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Nested:
    """A reporter."""

    block: Block
    column: int


Part = Value | Menu | Empty | Nested


def fit(arg: Arg, part: Part, languages: Sequence[str]) -> Fit:
    """How well a part fills a slot."""
    if arg.is_field:
        return _fit_field(arg, part, languages)
    if isinstance(part, Nested):
        known = table().blocks.get(part.block.opcode)
        return 1 if arg.kind == "boolean" and known is not None and known.shape == "reporter" else 2
    if isinstance(part, Empty):
        return 2 if part.marked or (part.bracket == "<") == (arg.kind == "boolean") else 1
    return 2 if _says_its_kind(part) else _fit_plain(arg, part, languages)


def _says_its_kind(part: Value | Menu) -> bool:
    if isinstance(part, Menu):
        return part.mark is not None and part.mark != NAME
    return part.kind is not None


def _fit_plain(arg: Arg, part: Value | Menu, languages: Sequence[str]) -> Fit:
    if arg.kind == "literal":
        return 2 if isinstance(part, Value) else 1 if _is_listed(part) else 0
    return _fit_menu(arg, part, languages) if arg.kind in {"menu", "message"} else 0


def _is_listed(part: Menu) -> bool:
    # The forums show a list beside some numbers: `point in direction (90 v)`, `item (last v) of [names v]`.
    return part.bracket == "(" and (is_number(part.label) or part.label in {"last", "random", "all"})


def _fit_field(arg: Arg, part: Part, languages: Sequence[str]) -> Fit:
    if isinstance(part, Menu):
        if arg.kind == "choice" and part.mark is None and fixed_value(arg, part.label, languages) is None:
            return 0
        return 2 if part.bracket == "[" else 1
    if isinstance(part, Value) and part.kind is None:
        return 1 if arg.kind != "choice" or fixed_value(arg, part.text, languages) is not None else 0
    return 0


def _fit_menu(arg: Arg, part: Value | Menu, languages: Sequence[str]) -> Fit:
    label = part.label if isinstance(part, Menu) else part.text
    marked = isinstance(part, Menu) and part.mark is not None
    if not marked and not table().is_open(arg) and fixed_value(arg, label, languages) is None:
        return 0
    round_ = part.bracket == "(" and (isinstance(part, Menu) or arg.menu == "note")
    return 2 if round_ else 1


def slot(arg: Arg, part: Part, languages: Sequence[str]) -> Slot | None:
    """What stands in an input; None when it stays empty."""
    if isinstance(part, Nested):
        return part.block
    if isinstance(part, Empty):
        return Typed("", arg.literal) if arg.literal is not None and not part.marked else None
    if isinstance(part, Value):
        kind = part.kind or arg.literal
        return Typed(part.text, kind) if kind else Chosen(_chosen(arg, part.text, languages), arg.menu)
    if arg.literal is not None and part.mark is None:
        return Typed(part.label, arg.literal)
    if _says_its_kind(part):
        return Chosen(part.label, "" if part.mark == "message" else part.mark or "")
    return Chosen(part.label if part.mark == NAME else _chosen(arg, part.label, languages), arg.menu)


def field(arg: Arg, part: Part, languages: Sequence[str]) -> str:
    """The value of a menu of the block itself."""
    if isinstance(part, Menu):
        return part.label if part.mark == NAME else _chosen(arg, part.label, languages)
    return _chosen(arg, part.text, languages) if isinstance(part, Value) else ""


def _chosen(arg: Arg, label: str, languages: Sequence[str]) -> str:
    value = fixed_value(arg, label, languages)
    return label if value is None else value


def spelling(parts: Sequence[Part | Word]) -> str:
    """The words with slots as `_`."""
    return " ".join(part.text if isinstance(part, Word) else "_" for part in parts)
