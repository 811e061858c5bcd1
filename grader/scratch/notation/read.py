"""Lines of block text become scripts.

Indentation is decoration. `end` closes a C block; what is open closes at an empty line, at a hat, and at the end. An
empty line or a hat starts another script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final

from grader.scratch import opcodes
from grader.scratch.model import Block, Procedure, Script
from grader.scratch.notation import escape, odd_read
from grader.scratch.notation.build import Builder, Context, body_names
from grader.scratch.notation.custom import DEFAULTS, argument_types, words_of
from grader.scratch.notation.lex import Group, Line, Word, lex, stripped
from grader.scratch.notation.parts import Nested, Part
from grader.scratch.notation.template import languages_of, lexicon
from grader.scratch.notation.words import NotationError

DEFINITION: Final = "procedures_definition"
_LINE_END: Final = re.compile("\r\n|\r|\n")
_NO_DEFINITION: Final = frozenset({"custom", "opcode"})

Numbered = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What lines hold: scripts, and comments on lines of their own."""

    scripts: tuple[Script, ...]
    comments: tuple[str, ...]


def read_scripts(text: str, language: str | None = None, *, guess_calls: bool = False) -> tuple[Script, ...]:
    """The scripts of a text, in any language that blocks are known in (`language` is tried first).

    With `guess_calls` a line nobody knows is a call of a custom block that stands elsewhere. Raises NotationError.
    """
    return read_lines(lines_of(text), language, ids(), guess_calls=guess_calls).scripts


def lines_of(text: str) -> list[Numbered]:
    """The lines with their numbers."""
    return list(enumerate(_LINE_END.split(text.removeprefix("\ufeff")), start=1))


def ids() -> Iterator[str]:
    """Names for blocks that had none."""
    return (f"b{number}" for number in count(1))


def read_lines(
    lines: Sequence[Numbered], language: str | None, names: Iterator[str], *, guess_calls: bool = False
) -> Found:
    """The scripts of one sprite."""
    reading = _Reading(language, _calls(lines, language), names, guess_calls=guess_calls)
    for number, line in lines:
        reading.line(number, line)
    reading.close_script()
    return Found(tuple(reading.scripts), tuple(reading.comments))


def languages_for(line: str, language: str | None) -> tuple[str, ...]:
    """The languages a line may be in, the one asked for first."""
    found = languages_of(line)
    return found if language is None or language == found[0] else tuple(dict.fromkeys((language, *found)))


def _calls(lines: Iterable[Numbered], language: str | None) -> dict[str, Procedure]:
    """The custom blocks that the lines define, by their words; of two with the same words the first."""
    found: dict[str, Procedure] = {}
    for number, line in lines:
        text = line.strip()
        procedure = None
        if text.startswith((DEFINITION, f"[{DEFINITION}]")):
            context = Context(languages_of(text), {}, {}, ids())
            parts = Builder(context, number).line(text, 1)
            made = odd_read.read(parts.parts)
            procedure = made.procedure if made else None
        elif defined := _definition(text, number, 1, language):
            procedure = defined[0]
        words = words_of(procedure.proccode) if procedure else None
        if words is not None and procedure is not None:
            found.setdefault(words, procedure)
    return found


# --- definitions


def _definition(text: str, number: int, column: int, language: str | None) -> tuple[Procedure, str | None] | None:
    """What a `define` line says, with its comment; None for any other line."""
    for spoken in languages_for(text, language):
        before, after = lexicon(spoken).define
        if not (f"{text} ".startswith(f"{before} ") or (not before and after)):
            continue
        line: Line[Group[Group]] = lex(text, number, lambda group: group, column)  # type: ignore[type-arg]
        if any(mark.text in _NO_DEFINITION for mark in line.marks):
            return None
        parts = line.parts[len(before.split()) : len(line.parts) - len(after.split())]
        if not parts:
            raise NotationError(number, column, "define-nothing")
        return _procedure(parts, {mark.text for mark in line.marks}), line.comment
    return None


def _procedure(parts: Sequence[Group | Word], marks: set[str]) -> Procedure:  # type: ignore[type-arg]
    tokens, names, defaults = [], [], []
    for part in parts:
        if isinstance(part, Word):
            tokens.append(part.text)
            continue
        said = [mark.text for mark in part.marks]
        token = "%b" if part.bracket == "<" else "%n" if "number" in said[:1] else "%s"
        tokens.append(token)
        names.append(escape.plain(stripped(part.raw)))
        given = said[said.index("=") + 1 :] if "=" in said else None
        defaults.append(DEFAULTS[token] if given is None else " ".join(given))
    return Procedure(
        proccode=" ".join(tokens),
        argument_names=tuple(names),
        argument_ids=tuple(f"argument{place}" for place in range(len(names))),
        argument_defaults=() if "no-defaults" in marks else tuple(defaults),
        warp="warp" in marks,
    )


# --- scripts


@dataclass(slots=True)
class _Open:
    """A C block whose bodies are being read."""

    block: Block
    names: tuple[str, ...]
    by_opcode: bool
    bodies: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    at: int = 0
    statements: list[Block] = field(default_factory=list)

    def end_body(self) -> None:
        if self.statements:
            self.bodies[self.names[self.at]] = tuple(self.statements)
        self.statements = []


class _Reading:
    """The reading of the scripts of one sprite."""

    def __init__(
        self, language: str | None, calls: Mapping[str, Procedure], names: Iterator[str], *, guess_calls: bool
    ) -> None:
        self.language = language
        self.calls = calls
        self.names = names
        self.guess_calls = guess_calls
        self.scripts: list[Script] = []
        self.comments: list[str] = []
        self.statements: list[Block] = []
        self.open: list[_Open] = []
        self.parameters: Mapping[str, str] = {}

    def line(self, number: int, line: str) -> None:
        text = line.strip()
        if not text:
            self.close_script()
            return
        if text.startswith("//"):
            self.comments.append(escape.plain(stripped(stripped(line)[2:])))
            return
        column = len(line) - len(line.lstrip()) + 1
        text = line[column - 1 :]
        defined = _definition(text, number, column, self.language)
        if defined is not None:
            procedure, comment = defined
            self.close_script()
            self.parameters = argument_types(procedure)
            self.statements.append(Block(next(self.names), DEFINITION, procedure=procedure, comment=comment))
            return
        languages = languages_for(text, self.language)
        builder = Builder(Context(languages, self.calls, self.parameters, self.names, self.guess_calls), number)
        parsed = builder.line(text, column)
        if not self._keyword(parsed, number, languages):
            self._statement(builder, parsed, column)

    def _keyword(self, line: Line[Part], number: int, languages: Sequence[str]) -> bool:
        """`end` and `else`."""
        if line.marks or not line.parts or not all(isinstance(part, Word) for part in line.parts):
            return False
        words = " ".join(part.text for part in line.parts if isinstance(part, Word))
        first = line.parts[0].column
        if words.lower() == "end":
            if not self.open:
                raise NotationError(number, first, "nothing-open", {"word": words})
            self._close()
        elif any(words.lower() == lexicon(language).otherwise for language in languages):
            self._otherwise(number, first, words)
        else:
            return False
        return True

    def _otherwise(self, number: int, column: int, word: str) -> None:
        top = self.open[-1] if self.open else None
        if top is not None and top.at + 1 < len(top.names):
            top.end_body()
            top.at += 1
        elif top is not None and top.block.opcode == "control_if" and not top.by_opcode:
            top.end_body()
            top.block = replace(top.block, opcode="control_if_else")
            top.names = opcodes.table().blocks["control_if_else"].bodies
            top.at = 1
        else:
            raise NotationError(number, column, "no-if", {"word": word})

    def _statement(self, builder: Builder, line: Line[Part], column: int) -> None:
        by_opcode = any(mark.text == "opcode" for mark in line.marks)
        first = line.parts[0] if len(line.parts) == 1 else None
        if isinstance(first, Nested) and not line.marks:
            block = first.block
        else:
            block = builder.block(line.parts, line.marks, column)
        if line.comment is not None:
            block = replace(block, comment=line.comment)
        if not by_opcode and opcodes.is_hat(block.opcode):
            self.close_script()
        if by_opcode and block.opcode == DEFINITION and block.procedure is not None and not self.statements:
            self.parameters = argument_types(block.procedure)
        names = tuple(block.bodies) if by_opcode else body_names(block.opcode)
        if names:
            self.open.append(_Open(replace(block, bodies={}), names, by_opcode))
        else:
            (self.open[-1].statements if self.open else self.statements).append(block)

    def _close(self) -> None:
        top = self.open.pop()
        top.end_body()
        block = replace(top.block, bodies=top.bodies) if top.bodies else top.block
        (self.open[-1].statements if self.open else self.statements).append(block)

    def close_script(self) -> None:
        """End the script that is being read."""
        while self.open:
            self._close()
        if self.statements:
            self.scripts.append(Script(tuple(self.statements)))
        self.statements = []
        self.parameters = {}
