"""Lines of a pattern become scripts of lines. Every mistake is found at once, each at its word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Final

from grader.scratch import opcodes
from grader.scratch.model import Procedure
from grader.scratch.notation import NotationError, read_scripts
from grader.scratch.notation.build import Builder, Context
from grader.scratch.notation.custom import argument_types, words_of
from grader.scratch.notation.template import languages_of, lexicon
from grader.scratch.pattern import model
from grader.scratch.pattern.choices import Variant, variants
from grader.scratch.pattern.line import LineReader, Read
from grader.scratch.pattern.model import SUBSTACK, Head, Line, Pattern, Want, names_of
from grader.scratch.pattern.words import MistakeError, PatternError

MOST_LINES: Final = 60
MOST_MISSING: Final = 6  # lines of a script that may be missing: each doubles what is looked for
DEFINITION: Final = "procedures_definition"
_LINE_END: Final = re.compile("\r\n|\r|\n")
_SIGN: Final = re.compile(r"\*\s+|\*$|not:\s*")
_IF: Final = "control_if"
_IF_ELSE: Final = "control_if_else"


@lru_cache(maxsize=256)
def read(text: str) -> Pattern:
    """The pattern of a text. Raises PatternError with all mistakes."""
    lines = list(enumerate(_LINE_END.split(text.removeprefix("\ufeff")), start=1))
    reading = _Reading(_calls(lines))
    said = [(row, line) for row, line in lines if line.strip() and not line.strip().startswith("//")]
    if not said:
        raise PatternError([MistakeError(1, 1, "pattern-empty")])
    if len(said) > MOST_LINES:
        raise PatternError([MistakeError(said[MOST_LINES][0], 1, "pattern-long", {"most": str(MOST_LINES)})])
    for row, line in lines:
        reading.line(row, line)
    return reading.pattern()


@dataclass(slots=True)
class _Open:
    """A line whose inner lines are still being read."""

    heads: tuple[Head, ...]
    names: tuple[str, ...]  # of its bodies
    counted: bool
    negative: bool
    optional: bool
    row: int
    column: int
    text: str
    bodies: dict[str, list[_Open]] = field(default_factory=dict)
    at: int = 0

    @property
    def inside(self) -> list[_Open]:
        return self.bodies.setdefault(self.names[self.at], [])

    def all(self) -> Iterator[_Open]:
        yield self
        for lines in self.bodies.values():
            for line in lines:
                yield from line.all()


class _Reading:
    def __init__(self, calls: Mapping[str, Procedure]) -> None:
        self.calls = calls
        self.parameters: Mapping[str, str] = {}
        self.scripts: list[list[_Open]] = [[]]
        self.open: list[_Open] = []
        self.mistakes: list[MistakeError] = []

    # --- lines

    def line(self, row: int, line: str) -> None:
        """Take one line; a mistake is noted and the reading goes on."""
        text = line.strip()
        if not text:
            self._next_script()
        elif not text.startswith("//"):
            column = len(line) - len(line.lstrip()) + 1
            try:
                self._said(row, text, column)
            except NotationError as error:
                self._note(error, row)

    def _note(self, error: NotationError, row: int, variant: Variant | None = None, column: int = 1) -> None:
        at = error.column
        if variant is not None:
            at = column + variant.places[min(max(at - column, 0), len(variant.places) - 1)]
        self.mistakes.append(MistakeError(row, at, error.key, error.values))

    def _said(self, row: int, text: str, column: int) -> None:
        signs: list[str] = []
        while (found := _SIGN.match(text)) is not None and not self._is_call(text):
            signs.append(found[0].strip())
            text, column = text[found.end() :], column + found.end()
            if not text:
                raise MistakeError(row, column, "no-line", {"sign": signs[-1]})
        languages = languages_of(text)
        defined = _defined(text, row, column, languages)
        if defined is not None:
            self._define(defined, signs, row, column, text)
            return
        read = self._read(row, text, column, languages)
        if read is None:
            return
        if read.words is not None:
            self._keyword(read, row, signs)
            return
        self._check_signs(signs, read, row, column)
        head_like = bool(read.heads) and all(opcodes.is_hat(head.opcode or "") for head in read.heads)
        if head_like and read.bodies is None:
            self._next_script()
        self._put(read, signs, row, text)

    def _is_call(self, text: str) -> bool:
        """Whether a custom block of the pattern begins with that sign."""
        first = text.split(None, 1)[0]
        return any(words.split(" ", 1)[0] == first for words in self.calls)

    def _read(self, row: int, text: str, column: int, languages: Sequence[str]) -> Read | None:
        """The line in all its variants as one; None when none can be read, and the mistakes are noted."""
        found: list[Read] = []
        failed: list[tuple[NotationError, Variant]] = []
        several = variants(text, row, column)
        builder = Builder(Context(languages, self.calls, self.parameters, (f"p{n}" for n in count())), row)
        reader = LineReader(builder, self.calls, languages)
        keywords = frozenset({"end", *(lexicon(language).otherwise.lower() for language in languages)})
        for variant in several:
            try:
                found.append(reader.read(variant.text, column, keywords))
            except NotationError as error:
                failed.append((error, variant))
        if len(several) > 1:
            # Braces and bars may also be a text of hers.
            try:
                found.append(reader.read(text, column, frozenset()))
                failed = []
            except NotationError:
                pass
        for mistake, variant in failed:
            self._note(mistake, row, variant, column)
        if failed or not found:
            return None
        heads = dict.fromkeys(head for read in found for head in read.heads)
        first = found[0]
        words = first.words if len(found) == 1 else None
        return Read(tuple(heads), words, any(read.optional for read in found), first.column, first.bodies)

    def _keyword(self, read: Read, row: int, signs: Sequence[str]) -> None:
        word = read.words or ""
        if signs or read.optional:
            raise MistakeError(row, read.column, "two-signs")
        if word == "end":
            if self.open:
                self.open.pop()
            elif not self.mistakes:  # else it may close a line that could not be read
                raise NotationError(row, read.column, "nothing-open", {"word": word})
            return
        top = self.open[-1] if self.open else None
        if top is not None and top.at + 1 < len(top.names):
            top.at += 1
        elif top is not None and all(head.opcode in {_IF, _IF_ELSE} for head in top.heads) and top.at == 0:
            top.heads = tuple(
                Head(_IF_ELSE, head.slots, head.category, head.code) for head in top.heads if head.opcode == _IF
            )
            top.names = (SUBSTACK, "SUBSTACK2")
            top.at = 1
        elif not self.mistakes:
            raise NotationError(row, read.column, "no-if", {"word": word})

    def _check_signs(self, signs: Sequence[str], read: Read, row: int, column: int) -> None:
        if len(signs) > 1 or (read.optional and "not:" in signs):
            raise MistakeError(row, column, "two-signs")
        if signs == ["*"] and any(line.negative for line in self.open):
            raise MistakeError(row, column, "counts-inside-not")

    def _put(self, read: Read, signs: Sequence[str], row: int, text: str) -> None:
        names = _bodies(read)
        line = _Open(
            heads=tuple(dict.fromkeys(one for head in read.heads for one in _also_else(head))),
            names=names,
            counted="*" in signs,
            negative="not:" in signs,
            optional=read.optional,
            row=row,
            column=read.column,
            text=text,
        )
        (self.open[-1].inside if self.open else self.scripts[-1]).append(line)
        if names:
            self.open.append(line)

    def _define(self, defined: _Defined, signs: Sequence[str], row: int, column: int, text: str) -> None:
        self._next_script()
        if len(signs) > 1:
            raise MistakeError(row, column, "two-signs")
        wild = {name for name in defined.procedure.argument_names if not isinstance(_parameter(name), model.Value)}
        types = argument_types(defined.procedure)
        self.parameters = {name: kind for name, kind in types.items() if name not in wild}
        self._put(Read((defined.head,), None, optional=False, column=column, bodies=()), signs, row, text)

    def _next_script(self) -> None:
        self.open = []
        self.parameters = {}
        if self.scripts[-1]:
            self.scripts.append([])

    # --- the whole

    def pattern(self) -> Pattern:
        """What was read. Raises PatternError."""
        scripts = [script for script in self.scripts if script]
        lines = [line for script in scripts for line in _positive(script)]
        if not self.mistakes and not lines:
            first = scripts[0][0]
            self.mistakes.append(MistakeError(first.row, first.column, "nothing-counted"))
        for script in scripts:
            self._check_missing(script)
        self._check_names(scripts)
        if self.mistakes:
            raise PatternError(self.mistakes)
        if not any(line.counted for line in lines):
            # The last line that must be there: one that may be missing would count nothing where it is.
            (([line for line in lines if not line.optional] or lines)[-1]).counted = True
        numbers = count()
        return Pattern(tuple(tuple(_frozen(line, numbers) for line in script) for script in scripts))

    def _check_names(self, scripts: Sequence[Sequence[_Open]]) -> None:
        """A name of what must not stand there is bound by a line that must, or stands in no second line."""
        lines = [line for script in scripts for top in script for line in top.all()]
        positive = [line for script in scripts for line in _positive(script)]
        needed = [line for line in positive if line.counted or not line.optional]
        bound = {name for line in needed for name in names_of(line.heads)}
        many = Counter(name for line in lines for name in set(names_of(line.heads)))
        there = set(map(id, positive))
        for line in lines:
            if id(line) in there:
                continue
            for name in dict.fromkeys(names_of(line.heads)):
                if name not in bound and many[name] > 1:
                    self.mistakes.append(MistakeError(line.row, line.column, "name-not", {"name": f"${name}"}))

    def _check_missing(self, lines: Sequence[_Open]) -> None:
        missing = [line for top in lines for line in top.all() if line.optional]
        if len(missing) > MOST_MISSING:
            line = missing[MOST_MISSING]
            self.mistakes.append(MistakeError(line.row, line.column, "missing-many", {"most": str(MOST_MISSING)}))


def _positive(lines: Sequence[_Open]) -> Iterator[_Open]:
    """The lines that must or may be there, in reading order."""
    for line in lines:
        if not line.negative:
            yield line
            for inside in line.bodies.values():
                yield from _positive(inside)


def _frozen(line: _Open, numbers: Iterator[int]) -> Line:
    number = next(numbers)
    bodies = tuple(
        (name, tuple(_frozen(inner, numbers) for inner in line.bodies[name]))
        for name in line.names
        if line.bodies.get(name)
    )
    return Line(
        number=number,
        heads=line.heads,
        bodies=bodies,
        opens=bool(line.names),
        counted=line.counted,
        negative=line.negative,
        optional=line.optional,
        row=line.row,
        column=line.column,
        text=line.text,
    )


def _also_else(head: Head) -> tuple[Head, ...]:
    """An `if` of a pattern is also the one with an `else`: their first rows are the same."""
    if head.opcode != _IF:
        return (head,)
    return (head, Head(_IF_ELSE, head.slots, head.category, head.code))


def _bodies(read: Read) -> tuple[str, ...]:
    """The C-shaped slots that lines below belong to; none where one of several blocks has none."""
    if read.bodies is not None:
        return read.bodies
    found = [_bodies_of(head) for head in read.heads]
    return min(found, key=len) if found else ()


def _bodies_of(head: Head) -> tuple[str, ...]:
    known = opcodes.table().blocks.get(head.opcode or "")
    return known.bodies if known is not None else ()


# --- definitions


def _calls(lines: Sequence[tuple[int, str]]) -> dict[str, Procedure]:
    """The custom blocks that the pattern defines, by their words; mistakes are noted when the line is read."""
    found: dict[str, Procedure] = {}
    for row, line in lines:
        text = line.strip()
        sign = _SIGN.match(text)
        text = text[sign.end() :] if sign else text
        try:
            defined = _defined(text, row, 1, languages_of(text)) if text else None
        except NotationError:
            continue
        if defined is not None and defined.head.code is not None:
            words = words_of(defined.procedure.proccode)
            if words is not None:
                found.setdefault(words, defined.procedure)
    return found


@dataclass(frozen=True, slots=True)
class _Defined:
    """What a `define` line says. A ` ?` at its end is a word of the block."""

    procedure: Procedure
    head: Head


def _defined(text: str, row: int, column: int, languages: Sequence[str]) -> _Defined | None:
    """What a `define` line says; None for any other line."""
    if not any(_defines(text, *lexicon(language).define) for language in languages):
        return None
    try:
        scripts = read_scripts(text)
    except NotationError as error:
        raise NotationError(row, column + error.column - 1, error.key, error.values) from None
    block = scripts[0].blocks[0] if scripts else None
    if block is None or block.procedure is None or block.opcode != DEFINITION:
        return None
    procedure = block.procedure
    parameters = tuple(map(_parameter, procedure.argument_names))
    code = None if procedure.proccode == "_" else procedure.proccode.replace("%n", "%s")
    return _Defined(procedure, Head(DEFINITION, code=code, parameters=parameters))


def _defines(text: str, before: str, after: str) -> bool:
    return f"{text} ".startswith(f"{before} ") if before else bool(after)


def _parameter(name: str) -> Want | None:
    if name == "_":
        return None
    return model.Same(name[1:]) if name.startswith("$") and len(name) > 1 else model.Value(name)
