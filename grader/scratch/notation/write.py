"""Blocks as text: the notation of the Scratch forums. Nothing recurses, so nesting may be any depth.

A block whose words and slots say everything is written in the editor's words. Any other block (unknown, or with slots
that its kind does not have) is written by its opcode, see `odd`. So nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from grader.language import SOURCE_LANGUAGE
from grader.scratch import opcodes
from grader.scratch.blocks import heads_a_script
from grader.scratch.model import Block, Chosen, Procedure, Slot, Typed
from grader.scratch.notation import escape, odd
from grader.scratch.notation.custom import argument_types, call_words, collides, definition_words
from grader.scratch.notation.escape import COLOUR
from grader.scratch.notation.marks import KINDS, rival_mark, would_be_taken
from grader.scratch.notation.template import Lexicon, Template, exact, index, languages_of, lexicon
from grader.scratch.opcodes import Arg

INDENT: Final = "  "
DEEPEST_INDENT: Final = 24  # indentation is decoration; at 100,000 bodies it would be gigabytes

_NAMED: Final[Mapping[str, str]] = {
    "data_variable": "VARIABLE",
    "data_listcontents": "LIST",
    "argument_reporter_string_number": "VALUE",
    "argument_reporter_boolean": "VALUE",
}

Part = str | Block


@dataclass(slots=True, eq=False)
class _Statements:
    """Statements still to write, from `first` on, which moves along: one for all of them, not one a statement."""

    blocks: Sequence[Block]
    depth: int
    first: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """What a block stands in: the custom blocks its sprite defines, by their words, and its script's parameters.

    `calls` is None where a text is to be read by people alone: then a call needs no mark.
    """

    calls: Mapping[str, Procedure] | None = None
    parameters: Mapping[str, str] | None = None


def write_block(block: Block, language: str = SOURCE_LANGUAGE) -> str:
    """One statement with its bodies, or a reporter in its brackets."""
    return _Writer(lexicon(language), Around()).write(block)


def write_script(
    blocks: Sequence[Block], language: str = SOURCE_LANGUAGE, *, calls: Mapping[str, Procedure] | None = None
) -> str:
    """A stack of blocks, a line each. `calls` are the sprite's custom blocks: a call of another one gets a mark."""
    parameters = None
    if blocks and blocks[0].opcode == "procedures_definition" and blocks[0].procedure:
        parameters = argument_types(blocks[0].procedure)
    return _Writer(lexicon(language), Around(calls, parameters)).write(_Statements(blocks, 0))


class _Writer:
    """The writing of one text."""

    def __init__(self, words: Lexicon, around: Around) -> None:
        self.words = words
        self.around = around
        self.parameters = around.parameters or {}
        self.comments = around.calls is not None

    def write(self, first: Block | _Statements) -> str:
        out: list[str] = []
        todo: list[Part | _Statements] = []
        if isinstance(first, Block):
            todo.extend(reversed(self._statement(first, 0)))
        else:
            todo.append(first)
        while todo:
            part = todo.pop()
            if isinstance(part, str):
                out.append(part)
            elif isinstance(part, Block):
                todo.extend(reversed(self._reporter(part)))
            elif part.first < len(part.blocks):
                self._next_of(part, todo)
        return "".join(out)

    def _next_of(self, part: _Statements, todo: list[Part | _Statements]) -> None:
        place = part.first
        block = part.blocks[place]
        part.first += 1
        todo.append(part)
        top = place == 0 and part.depth == 0
        if not top and heads_a_script(block.opcode):
            # where it stands it is no hat, and only its opcode says so
            todo.append("".join(map(str, odd.words(block))))
        else:
            todo.extend(reversed(self._statement(block, part.depth)))
        todo.append(INDENT * min(part.depth, DEEPEST_INDENT))
        if place or part.depth:
            todo.append("\n")

    # --- one block

    def _statement(self, block: Block, depth: int) -> list[Part | _Statements]:
        """The line of a block and the lines of its bodies."""
        template = self._fitting(block)
        if template is None or template.opcode.shape in {"reporter", "boolean"}:
            if self._is_reporter(block):
                parts: list[Part | _Statements] = list(self._reporter(block))
                bodies: tuple[str, ...] = ()
            else:
                parts, bodies = self._special(block)
        else:
            mark = rival_mark(template, block, self.words)
            parts = [*self._pieces(template.rows[0], block), *([f" :: {mark}"] if mark else ())]
            bodies = template.opcode.bodies
        if self.comments and block.comment is not None:
            parts.append(f" // {escape.line(block.comment)}" if block.comment else " //")
        if bodies:
            self._bodies(block, bodies, depth, parts)
        return parts

    def _bodies(self, block: Block, bodies: Sequence[str], depth: int, parts: list[Part | _Statements]) -> None:
        edge = "\n" + INDENT * min(depth, DEEPEST_INDENT)
        for place, body in enumerate(bodies):
            if place:
                parts.append(edge + self.words.otherwise)
            parts.append(_Statements(block.bodies.get(body, ()), depth + 1))
        parts.append(f"{edge}end")

    def _special(self, block: Block) -> tuple[list[Part | _Statements], tuple[str, ...]]:
        procedure = block.procedure
        if procedure is not None and block.opcode == "procedures_definition":
            words = definition_words(block, procedure, self.words)
            if words is not None:
                return [words], ()
        if procedure is not None and block.opcode == "procedures_call":
            parts = self._call(block, procedure)
            if parts is not None:
                return list(parts), ()
        return list(odd.words(block)), tuple(block.bodies)

    def _is_reporter(self, block: Block) -> bool:
        known = opcodes.table().blocks.get(block.opcode)
        return known is not None and known.shape in {"reporter", "boolean"}

    def _fitting(self, block: Block) -> Template | None:
        """The words that say all of a block; None when they do not."""
        template = self.words.templates.get(block.opcode)
        if template is None or block.procedure is not None:
            return None
        for name in block.inputs:
            arg = template.opcode.arg(name)
            if arg is None or arg.is_field or arg.kind == "body":
                return None
        fields = 0
        for arg in template.opcode.args:
            if arg.is_field:
                if arg.name not in block.fields:
                    return None
                fields += 1
        if fields != len(block.fields):
            return None
        return template if all(body in template.opcode.bodies for body in block.bodies) else None

    # --- reporters

    def _reporter(self, block: Block) -> list[Part]:
        """A block in its brackets."""
        if block.opcode in _NAMED:
            named = self._named(block)
            if named is not None:
                return [named]
        template = self._fitting(block)
        if template is None:
            return ["(", *odd.words(block), ")"]
        if template.opcode.shape not in {"reporter", "boolean"}:
            # a statement in a slot is a slip of some tool; only its opcode says so
            return ["(", *odd.words(block), ")"]
        opening, closing = ("<", ">") if template.opcode.shape == "boolean" else ("(", ")")
        mark = rival_mark(template, block, self.words)
        return [opening, *self._pieces(template.rows[0], block), f" :: {mark}{closing}" if mark else closing]

    def _named(self, block: Block) -> str | None:
        """A variable, a list or a parameter."""
        if block.inputs or block.bodies or block.procedure is not None or len(block.fields) != 1:
            return None
        ((field, name),) = block.fields.items()
        if field != _NAMED[block.opcode]:
            return None
        mark = self._name_mark(block.opcode, name)
        opening, closing = "<>" if block.opcode == "argument_reporter_boolean" else "()"
        text = escape.round_name(name)
        return f"{opening}{text}{' ' if mark and text else ''}{f':: {mark}' if mark else ''}{closing}"

    def _name_mark(self, opcode: str, name: str) -> str:
        if opcode == "data_listcontents":
            return "list"
        if opcode == "data_variable":
            taken = name in self.parameters or _is_a_value(name) or _is_a_block(name)
            return "variables" if taken or not name else ""
        kind = "b" if opcode == "argument_reporter_boolean" else "s"
        own = self.around.calls is None or self.parameters.get(name) == kind
        return "" if own and name and not _is_a_value(name) else "custom-arg"

    # --- slots

    def _pieces(self, row: Sequence[str | Arg], block: Block) -> Iterator[Part]:
        for piece in row:
            if isinstance(piece, str):
                yield piece
            elif piece.is_field:
                yield self._field(piece, block.fields[piece.name])
            else:
                yield self._slot(piece, block.inputs.get(piece.name))

    def _field(self, arg: Arg, value: str) -> str:
        label = self.words.label(arg, value)
        if label is not None:
            return f"[{escape.square_name(label)} v]"
        mark = " :: name" if would_be_taken(arg, value) else ""
        return f"[{escape.square_name(value)} v{mark}]"

    def _slot(self, arg: Arg, value: Slot | None) -> Part:
        if isinstance(value, Block):
            return value
        if value is None:
            return "<>" if arg.kind == "boolean" else "()" if arg.kind != "literal" else "(:: empty)"
        if isinstance(value, Typed):
            return typed(value, arg)
        return self._chosen(arg, value)

    def _chosen(self, arg: Arg, value: Chosen) -> str:
        text = value.value
        if arg.kind not in {"menu", "message"} or value.menu != arg.menu:
            return f"({escape.round_name(text)} v :: {value.menu or 'message'})"
        if arg.menu == "note" and escape.is_number(text):
            return f"({text})"
        label = self.words.label(arg, text)
        if label is not None:
            return f"({escape.round_name(label)} v)"
        mark = " :: name" if would_be_taken(arg, text) else ""
        return f"({escape.round_name(text)} v{mark})"

    # --- custom blocks

    def _call(self, block: Block, procedure: Procedure) -> list[Part] | None:
        words = call_words(block, procedure, self.around.calls)
        if words is None:
            return None
        parts: list[Part] = []
        for piece in words.pieces:
            parts.append(piece if isinstance(piece, str) else self._slot(piece, block.inputs.get(piece.name)))
            parts.append(" ")
        parts.pop()
        if self.around.calls is not None and (words.marks or collides(procedure.proccode)):
            parts.append(f" :: {' '.join(dict.fromkeys(('custom', *words.marks)))}")
        return parts


def typed(value: Typed, arg: Arg) -> str:
    """A typed value in its brackets."""
    text = value.value
    if value.kind != arg.literal:
        return f"[{escape.value(text)} :: {KINDS[value.kind]}]"
    if escape.is_number(text):
        return f"({text})"
    if not text and value.kind not in {"text", "colour"}:
        return "()"
    return f"[{escape.value(text)}]"


def _is_a_value(name: str) -> bool:
    return escape.is_number(name) or COLOUR.fullmatch(name) is not None


def _is_a_block(name: str) -> bool:
    return any(exact(name) in index(language).reporters for language in languages_of(name))
