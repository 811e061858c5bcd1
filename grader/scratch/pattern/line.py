"""One line of a pattern becomes descriptions of blocks. The words are those of block text; see `notation`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from grader.scratch import opcodes
from grader.scratch.model import Block, Procedure
from grader.scratch.notation import guess, odd_read
from grader.scratch.notation.build import Builder
from grader.scratch.notation.custom import TYPES
from grader.scratch.notation.lex import Group, Word, lex
from grader.scratch.notation.parts import Nested, spelling
from grader.scratch.notation.parts import Part as NotationPart
from grader.scratch.notation.template import Template, index, key
from grader.scratch.notation.words import NotationError
from grader.scratch.pattern import odd
from grader.scratch.pattern.model import Head, Slot
from grader.scratch.pattern.short import by_words
from grader.scratch.pattern.slots import Made, Part, Wild, fits, is_choice, part_of, wanted

_WILD: Final = re.compile(r"_|\$(\w+)")
_WILD_WORD: Final = re.compile(r"(?:_|\$(\w+))[?:,.%!]*")  # a slot without brackets may stand before a sign
_NAMES: Final = {"variables": "data_variable", "variable": "data_variable", "list": "data_listcontents"}
_NAMES_FIELD: Final = {"data_variable": "VARIABLE", "data_listcontents": "LIST"}
CALL: Final = "procedures_call"


@dataclass(frozen=True, slots=True)
class Read:
    """A line that was read: its blocks, or the words of one that may be `end` or `else`."""

    heads: tuple[Head, ...]
    words: str | None  # when it has no slots and no marks
    optional: bool
    column: int
    bodies: tuple[str, ...] | None = None  # of a block by its opcode: what it says it has


class LineReader:
    """Reads one line in the languages it may be in."""

    def __init__(self, builder: Builder, calls: Mapping[str, Procedure], languages: Sequence[str]) -> None:
        self.builder = builder
        self.calls = calls
        self.languages = languages
        self.number = builder.number
        self.bodies: tuple[str, ...] = ()

    def read(self, text: str, column: int, keywords: frozenset[str]) -> Read:
        """What the line says. Raises NotationError; a keyword has no heads."""
        line = lex(text, self.number, self._resolve, column)
        parts, marks, optional = self._without_question(line.parts, line.marks)
        first = line.parts[0].column if line.parts else column
        if not parts:
            raise NotationError(self.number, first, "no-line", {"sign": "?" if optional else "//"})
        if not marks and all(isinstance(part, Word) for part in parts):
            words = " ".join(part.text for part in parts if isinstance(part, Word))
            if words.lower() in keywords:
                return Read((), words.lower(), optional, first)
        if len(parts) == 1 and isinstance(parts[0], Made) and not marks:
            return Read(parts[0].heads, None, optional, first)
        heads = self._statement(parts, marks, column)
        return Read(heads, None, optional, first, self.bodies if _by_opcode(marks) else None)

    def _without_question(
        self, parts: Sequence[Part | Word], marks: Sequence[Word]
    ) -> tuple[tuple[Part | Word, ...], tuple[Word, ...], bool]:
        """A ` ?` at the end is a sign, unless a custom block of the pattern is called so."""
        if marks and marks[-1].text == "?":
            return tuple(parts), tuple(marks[:-1]), True
        last = parts[-1] if parts else None
        if not marks and isinstance(last, Word) and last.text == "?" and spelling(parts) not in self.calls:  # type: ignore[arg-type]
            return tuple(parts[:-1]), (), True
        return tuple(parts), tuple(marks), False

    def _statement(self, parts: Sequence[Part | Word], marks: Sequence[Word], column: int) -> tuple[Head, ...]:
        if len(parts) == 1 and not _by_opcode(marks) and (wild := self._as_wild(parts[0])) is not None:
            if wild.name is not None:
                raise NotationError(self.number, wild.column, "name-alone", {"name": f"${wild.name}"})
            return (self._any(marks),)
        return self._block(parts, marks, column, reporter=False)

    # --- brackets

    def _resolve(self, group: Group[Part]) -> Part:
        if group.bracket == "[":
            wild = self._wild(group.raw, group)
            return wild if wild is not None else self.builder.resolve(group)  # type: ignore[arg-type,return-value]
        if all(isinstance(part, Word) for part in group.parts):
            return self._words_alone(group)
        return Made(self._block(group.parts, group.marks, group.column, reporter=True), group.column)

    def _words_alone(self, group: Group[Part]) -> Part:
        wild = self._wild(group.raw, group)
        if group.marks and wild is not None and not wild.menu:
            wild = None  # `(_ :: motion)` is a reporter
        if wild is not None:
            return wild
        if len(group.parts) == 1 and group.marks and (alone := self._as_wild(group.parts[0])) is not None:
            return Made((self._any(group.marks, alone),), group.column)
        if not group.raw.rstrip().endswith(" v") and any(self._as_wild(part) is not None for part in group.parts):
            try:
                return Made(self._block(group.parts, group.marks, group.column, reporter=True), group.column)
            except NotationError as error:
                if group.bracket == "<" or error.key != "unknown-block":
                    raise
                # Nothing like a block: a name that holds such a word.
        short = self._short(group)
        if short:
            return Made(short, group.column)
        part = self.builder.resolve(group)  # type: ignore[arg-type]
        return part_of(part, marked=bool(group.marks)) if isinstance(part, Nested) else part

    def _short(self, group: Group[Part]) -> tuple[Head, ...]:
        """A condition by its words alone: `<touching>`. In round brackets such words are a name."""
        if group.bracket != "<" or group.marks or not group.parts:
            return ()
        words = key(spelling(group.parts))  # type: ignore[arg-type]
        for language in self.languages:
            if words in index(language).blocks:
                return ()
            found = [one for one in by_words(language).get(words, ()) if one.opcode.shape == "boolean"]
            if found:
                return tuple(Head(one.opcode.opcode) for one in found)
        return ()

    def _wild(self, raw: str, group: Group[Part]) -> Wild | None:
        text = raw.strip()
        menu = text.endswith(" v")
        found = _WILD.fullmatch(text[:-2].rstrip() if menu else text)
        return None if found is None else Wild(found[1], group.bracket, menu, group.column)

    def _as_wild(self, part: Part | Word) -> Wild | None:
        """A `_` or `$name` without brackets."""
        if isinstance(part, Wild):
            return part
        if not isinstance(part, Word) or (found := _WILD_WORD.fullmatch(part.text)) is None:
            return None
        return Wild(found[1], None, menu=False, column=part.column)

    # --- blocks

    def _any(self, marks: Sequence[Word], wild: Wild | None = None) -> Head:
        """`_` as a line or with a mark: any block, or any of a category; `(_ :: list)`: any list."""
        said = [mark.text for mark in marks]
        if not said:
            return Head(None)
        want = wild.want if wild is not None else None
        for mark, opcode in _NAMES.items():
            if said == [mark] and wild is not None and wild.bracket != "<":
                slots = (Slot(_NAMES_FIELD[opcode], want, menu=True),) if want is not None else ()
                return Head(opcode, slots)
        if said == ["custom"]:
            return Head(CALL)
        categories = {known.category for known in opcodes.table().blocks.values()}
        if len(said) == 1 and said[0] in categories:
            return Head(None, category=said[0])
        if len(said) == 1 and said[0] in opcodes.table().blocks:
            return Head(said[0])
        near = difflib.get_close_matches(said[0], sorted({*categories, "custom"}), n=1, cutoff=0.4) or ["motion"]
        raise NotationError(self.number, marks[0].column, "unknown-mark", {"mark": " ".join(said), "guess": near[0]})

    def _block(
        self, given: Sequence[Part | Word], marks: Sequence[Word], column: int, *, reporter: bool
    ) -> tuple[Head, ...]:
        said = [mark.text for mark in marks]
        if _by_opcode(marks):
            return self._odd(given, column)
        calling = None if reporter else self.calls.get(spelling(given))  # type: ignore[arg-type]
        parts = [self._as_wild(part) or part for part in given]
        if calling is None and not reporter:
            calling = self.calls.get(spelling(parts))  # type: ignore[arg-type]
        if "custom" in said:
            # The block that the pattern defines, or one whose slots are as the brackets show; `_` may be a word of it.
            ways = ((parts, calling), (parts, None), (given, None))
            return tuple(dict.fromkeys(self._call(way, known) for way, known in ways))
        found = self._candidates(parts, reporter=reporter)
        if marks and not (calling is not None and set(said) <= {"warp", "no-warp"}):
            found = self._marked(found, marks)
        if found:
            return self._fitted(found, parts, column)
        if calling is not None:
            return (self._call(parts, calling),)
        unknown = guess.unknown_block(self.number, column, parts, self.languages, reporter=reporter)  # type: ignore[arg-type]
        if unknown.key == "unknown-block" and (begun := self._begun(parts, reporter=reporter)) is not None:
            values = {**unknown.values, "guess": begun}
            raise NotationError(unknown.line, unknown.column, "unknown-block-guess", values)
        raise unknown

    def _begun(self, parts: Sequence[Part | Word], *, reporter: bool) -> str | None:
        """The first block whose words begin so: `wait`."""
        words = key(spelling(parts))  # type: ignore[arg-type]
        for language in self.languages:
            for known, templates in index(language).blocks.items():
                shape = templates[0].opcode.shape in {"reporter", "boolean"}
                if words and known.startswith(f"{words} ") and shape == reporter and not templates[0].opcode.hidden:
                    return guess.sample(templates[0], language)
        return None

    def _candidates(self, parts: Sequence[Part | Word], *, reporter: bool) -> tuple[Template, ...]:
        words = key(spelling(parts))  # type: ignore[arg-type]
        bare = all(isinstance(part, Word) for part in parts)
        for language in self.languages:
            known = [index(language).blocks, *((by_words(language),) if bare else ())]
            for blocks in known:
                found = tuple(
                    template
                    for template in blocks.get(words, ())
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

    def _fitted(self, found: Sequence[Template], parts: Sequence[Part | Word], column: int) -> tuple[Head, ...]:
        """The blocks that the slots fit best. A `_` fits many: where only that would decide, all of them."""
        slots = [part for part in parts if not isinstance(part, Word)]
        if not slots:
            with_slots = [template for template in found if template.slots]
            return tuple(Head(template.opcode.opcode) for template in with_slots or found[:1])
        ranked = [
            [fits(arg, part, self.languages) for arg, part in zip(one.slots, slots, strict=True)] for one in found
        ]
        if not any(min(rank) for rank in ranked):
            literal = [self._shown(part) for part in slots]
            raise guess.wrong_slot(self.number, found[0], literal, self.languages, column)
        if not any(isinstance(part, Wild) for part in slots):
            worst = [min(rank) for rank in ranked]
            return (self._head(found[worst.index(max(worst))], slots),)  # as the notation decides
        chosen = [
            sum(is_choice(arg, part, self.languages) for arg, part in zip(template.slots, slots, strict=True))
            for template in found
        ]
        worth = [(min(rank), sum(rank), choices) for rank, choices in zip(ranked, chosen, strict=True)]
        best = max(worth)
        return tuple(self._head(template, slots) for template, one in zip(found, worth, strict=True) if one == best)

    def _shown(self, part: Part) -> NotationPart:
        # What is said of a part that does not fit is said in the notation's terms.
        if isinstance(part, Made):
            opcode = next((head.opcode for head in part.heads if head.opcode is not None), "")
            return Nested(Block("", opcode), part.column)
        return Nested(Block("", ""), part.column) if isinstance(part, Wild) else part

    def _head(self, template: Template, parts: Sequence[Part]) -> Head:
        slots = []
        for arg, part in zip(template.slots, parts, strict=True):
            want = wanted(arg, part, self.languages)
            if want is not None:
                slots.append(Slot(arg.name, want, menu=arg.is_field))
        return Head(template.opcode.opcode, tuple(slots))

    def _call(self, parts: Sequence[Part | Word], known: Procedure | None) -> Head:
        code = known.proccode if known is not None else " ".join(map(_token, parts))
        types = [token for token in code.split(" ") if token in TYPES]
        slots = []
        for place, (token, part) in enumerate(
            zip(types, (part for part in parts if not isinstance(part, Word)), strict=False)
        ):
            want = wanted(TYPES[token], part, self.languages)
            if want is not None:
                slots.append(Slot(str(place), want))
        return Head(CALL, tuple(slots), code=code.replace("%n", "%s"))

    def _odd(self, parts: Sequence[Part | Word], column: int) -> tuple[Head, ...]:
        found = odd.read(parts)
        if found is None:
            raise NotationError(self.number, column, "odd-block", {"guess": odd_read.EXAMPLE})
        head, self.bodies = found
        return (head,)


def _by_opcode(marks: Sequence[Word]) -> bool:
    return any(mark.text == "opcode" for mark in marks)


def _token(part: Part | Word) -> str:
    if isinstance(part, Word):
        return part.text
    if isinstance(part, Made):
        shapes = {known.shape for head in part.heads if (known := opcodes.table().blocks.get(head.opcode or ""))}
        return "%b" if shapes == {"boolean"} else "%s"
    return "%b" if getattr(part, "bracket", None) == "<" else "%s"
