"""Parts of a line become blocks: the other direction of `write`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from grader.scratch import opcodes
from grader.scratch.model import Block, Procedure, Slot
from grader.scratch.notation import escape, guess, odd_read
from grader.scratch.notation.custom import TYPES
from grader.scratch.notation.lex import Group, Line, Word, lex, stripped
from grader.scratch.notation.marks import KINDS_READ
from grader.scratch.notation.parts import Empty, Menu, Nested, Part, Value, field, fit, slot, spelling
from grader.scratch.notation.template import Template, exact, index, key
from grader.scratch.notation.words import NotationError

_LITERAL_MARK: Final = re.compile(r"(?:^|\s)::\s*([\w.-]+)\s*$")
_VARIABLE_MARKS: Final = frozenset({"variables", "variable"})
_LIST_MARKS: Final = frozenset({"list", "lists"})
_CALL_MARKS: Final = frozenset({"custom", "warp", "no-warp"})


@dataclass(frozen=True, slots=True)
class Context:
    """What a line is read in."""

    languages: Sequence[str]
    calls: Mapping[str, Procedure]  # the sprite's custom blocks, by their words
    parameters: Mapping[str, str]  # of the definition whose script this is
    ids: Iterator[str]
    guess_calls: bool = False  # a line nobody knows is a call of a custom block that is not here


class Builder:
    """Builds the blocks of one line."""

    def __init__(self, context: Context, number: int) -> None:
        self.context = context
        self.number = number

    def line(self, text: str, column: int) -> Line[Part]:
        """The parts of a line."""
        return lex(text, self.number, self.resolve, column)

    # --- brackets

    def resolve(self, group: Group[Part]) -> Part:
        """What stands between two brackets."""
        if group.bracket == "[":
            return _square(group)
        if not all(isinstance(part, Word) for part in group.parts):
            return Nested(self.block(group.parts, group.marks, group.column, reporter=True), group.column)
        return self._words_alone(group)

    def _words_alone(self, group: Group[Part]) -> Part:
        raw, column = group.raw, group.column
        mark = " ".join(word.text for word in group.marks)
        if raw.rstrip() == " v" or (stripped(raw).endswith(" v") and not escape.ends_open(stripped(raw)[:-2])):
            return Menu(escape.plain(stripped(stripped(raw)[:-1])), group.bracket, column, mark or None)
        name = escape.plain(stripped(raw))
        marked = self._marked_name(name, mark, group)
        if marked is not None:
            return Nested(marked, column)
        if not group.parts:
            return Empty(group.bracket, column, marked=mark == "empty")
        if mark:
            return Nested(self.block(group.parts, group.marks, column, reporter=True), column)
        return self._named(name, group)

    def _marked_name(self, name: str, mark: str, group: Group[Part]) -> Block | None:
        if mark in _VARIABLE_MARKS:
            return self._make("data_variable", fields={"VARIABLE": name})
        if mark in _LIST_MARKS:
            return self._make("data_listcontents", fields={"LIST": name})
        if mark == "custom-arg":
            return self._parameter(name, "b" if group.bracket == "<" else "s")
        return None

    def _named(self, name: str, group: Group[Part]) -> Part:
        if group.bracket == "(" and (escape.is_number(name) or escape.COLOUR.fullmatch(name)):
            return Value(name, "(", group.column)
        if name in self.context.parameters:
            return Nested(self._parameter(name, self.context.parameters[name]), group.column)
        if group.bracket == "<":
            return Nested(self.block(group.parts, (), group.column, reporter=True), group.column)
        words = exact(group.raw)
        for language in self.context.languages:
            found = index(language).reporters.get(words)
            if found is not None:
                return Nested(self._make(found.opcode.opcode), group.column)
        return Nested(self._make("data_variable", fields={"VARIABLE": name}), group.column)

    # --- blocks

    def block(
        self, parts: Sequence[Part | Word], marks: Sequence[Word], column: int, *, reporter: bool = False
    ) -> Block:
        """The block that words and slots make."""
        said = [mark.text for mark in marks]
        if "opcode" in said:
            return self._odd(parts, column)
        calling = None if reporter else self.context.calls.get(spelling(parts))
        if "custom" in said:
            return self._call(parts, said, calling)
        found = self._candidates(parts, reporter=reporter)
        if marks and not (calling is not None and set(said) <= _CALL_MARKS):
            found = self._marked(found, marks)
        if found:
            return self._fitted(found, parts, column)
        if calling is not None:
            return self._call(parts, said, calling)
        if self.context.guess_calls and not reporter and any(isinstance(part, Word) for part in parts):
            return self._call(parts, said, None)
        raise guess.unknown_block(self.number, column, parts, self.context.languages, reporter=reporter)

    def _candidates(self, parts: Sequence[Part | Word], *, reporter: bool) -> tuple[Template, ...]:
        words = key(spelling(parts))
        for language in self.context.languages:
            found = tuple(
                template
                for template in index(language).blocks.get(words, ())
                if (template.opcode.shape in {"reporter", "boolean"}) == reporter
            )
            if found:
                return found
        return ()

    def _marked(self, found: Sequence[Template], marks: Sequence[Word]) -> tuple[Template, ...]:
        said = {mark.text for mark in marks}
        left = tuple(template for template in found if said <= {template.opcode.category, template.opcode.opcode})
        if found and not left:
            raise guess.unknown_mark(self.number, marks, found)
        return left

    def _fitted(self, found: Sequence[Template], parts: Sequence[Part | Word], column: int) -> Block:
        slots = [part for part in parts if not isinstance(part, Word)]
        languages = self.context.languages
        best, best_fit = found[0], -1
        for template in found:
            worst = min((fit(arg, part, languages) for arg, part in zip(template.slots, slots, strict=True)), default=2)
            if worst > best_fit:
                best, best_fit = template, worst
        if best_fit == 0:
            raise guess.wrong_slot(self.number, best, slots, languages, column)
        inputs: dict[str, Slot] = {}
        fields: dict[str, str] = {}
        for arg, part in zip(best.slots, slots, strict=True):
            if arg.is_field:
                fields[arg.name] = field(arg, part, languages)
            else:
                value = slot(arg, part, languages)
                if value is not None:
                    inputs[arg.name] = value
        return self._make(best.opcode.opcode, inputs, fields)

    def _call(self, parts: Sequence[Part | Word], said: Sequence[str], known: Procedure | None) -> Block:
        if known is None:
            known = Procedure(" ".join(part.text if isinstance(part, Word) else _type_of(part) for part in parts))
        types = [token for token in known.proccode.split(" ") if token in TYPES]
        inputs: dict[str, Slot] = {}
        slots = [part for part in parts if not isinstance(part, Word)]
        for place, (token, part) in enumerate(zip(types, slots, strict=False)):
            value = slot(TYPES[token], part, self.context.languages)
            if value is not None:
                inputs[str(place)] = value
        warp = (known.warp or "warp" in said) and "no-warp" not in said
        return self._make("procedures_call", inputs, procedure=Procedure(known.proccode, warp=warp))

    def _odd(self, parts: Sequence[Part | Word], column: int) -> Block:
        made = odd_read.read(parts)
        if made is None:
            raise NotationError(self.number, column, "odd-block", {"guess": odd_read.EXAMPLE})
        opcode, inputs, fields, bodies, procedure = made
        return Block(next(self.context.ids), opcode, inputs, fields, dict.fromkeys(bodies, ()), procedure)

    def _parameter(self, name: str, kind: str) -> Block:
        opcode = "argument_reporter_boolean" if kind == "b" else "argument_reporter_string_number"
        return self._make(opcode, fields={"VALUE": name})

    def _make(
        self,
        opcode: str,
        inputs: Mapping[str, Slot] | None = None,
        fields: Mapping[str, str] | None = None,
        *,
        procedure: Procedure | None = None,
    ) -> Block:
        return Block(next(self.context.ids), opcode, inputs or {}, fields or {}, {}, procedure)


def _square(group: Group[Part]) -> Part:
    raw, mark = group.raw, None
    found = _LITERAL_MARK.search(raw)
    if found is not None and (raw[: found.start()].endswith(" v") or found[1] in KINDS_READ):
        raw, mark = raw[: found.start()], found[1]
    if raw.endswith(" v") and not escape.ends_open(raw[:-2]):
        return Menu(escape.plain(stripped(raw[:-2])), "[", group.column, mark)
    return Value(escape.plain(raw), "[", group.column, KINDS_READ.get(mark or ""))


def _type_of(part: Part) -> str:
    """The kind of slot that brackets show."""
    if isinstance(part, Empty):
        return "%b" if part.bracket == "<" else "%s"
    if isinstance(part, Nested):
        known = opcodes.table().blocks.get(part.block.opcode)
        return "%b" if known is not None and known.shape == "boolean" else "%s"
    return "%s"


def body_names(opcode: str) -> tuple[str, ...]:
    """The C-shaped slots that the lines below belong to."""
    known = opcodes.table().blocks.get(opcode)
    return known.bodies if known is not None else ()
