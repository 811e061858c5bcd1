"""What to say when a line is not a block: the word to look at, and the nearest block."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from grader.scratch import opcodes
from grader.scratch.notation.lex import Word
from grader.scratch.notation.parts import Empty, Menu, Part, Value, fit, spelling
from grader.scratch.notation.template import Template, index, key, lexicon
from grader.scratch.notation.words import NotationError
from grader.scratch.opcodes import Arg

_MOST_CHOICES = 6
_LONGEST_GUESSED = 200  # comparing takes time by the square


def unknown_block(
    line: int, column: int, parts: Sequence[Part | Word], languages: Sequence[str], *, reporter: bool
) -> NotationError:
    """No block has these words."""
    if parts and isinstance(parts[0], Word) and parts[0].text in {"sprite", "stage"}:
        return NotationError(line, column, "head-value", {"guess": f'{parts[0].text} "Cat"'})
    text = spelling(parts)
    nearest = _nearest(key(text), languages, reporter=reporter)
    text = text if len(text) <= _LONGEST_GUESSED else f"{text[:_LONGEST_GUESSED]}..."
    if nearest is None:
        return NotationError(line, _first(parts, column), "unknown-block", {"text": text})
    words, template, language = nearest
    values = {"text": text, "guess": sample(template, language)}
    return NotationError(line, _differs(parts, words, column), "unknown-block-guess", values)


def _nearest(words: str, languages: Sequence[str], *, reporter: bool) -> tuple[str, Template, str] | None:
    if len(words) > _LONGEST_GUESSED:
        return None
    for language in reversed(languages):  # Khmer words are near Khmer ones only, so the order is free
        known = {
            found: template
            for found, templates in index(language).blocks.items()
            for template in templates[:1]
            if (template.opcode.shape in {"reporter", "boolean"}) == reporter
        }
        close = difflib.get_close_matches(words, known, n=1, cutoff=0.6)
        if close:
            return close[0], known[close[0]], language
    return None


def sample(template: Template, language: str) -> str:
    """A block with something in its slots."""
    row = "".join(piece if isinstance(piece, str) else _filled(piece, language) for piece in template.rows[0])
    shape = template.opcode.shape
    return f"({row})" if shape == "reporter" else f"<{row}>" if shape == "boolean" else row


def _filled(arg: Arg, language: str) -> str:
    if arg.kind == "boolean":
        return "<>"
    if arg.kind == "literal":
        numeric = arg.literal not in {"text", "colour"}
        return f"({arg.default or 10})" if numeric else f"[{arg.default}]"
    values = opcodes.table().options.get(opcodes.table().options_of(arg), ())
    value = arg.default or (values[0] if values else "")
    if arg.is_field:
        named = {"variable": "score", "list": "names", "sent": "message1"}.get(arg.kind, value)
        return f"[{lexicon(language).label(arg, named) or named} v]"
    return f"({lexicon(language).label(arg, value) or value} v)"


def _differs(parts: Sequence[Part | Word], words: str, column: int) -> int:
    """The first word that the nearest block does not have."""
    wanted = words.split()
    at = 0
    for part in parts:
        if not isinstance(part, Word):
            at += 1
            continue
        own = key(part.text)
        if own and (at >= len(wanted) or wanted[at] != own):
            return part.column
        at += bool(own)
    return _first(parts, column)


def _first(parts: Sequence[Part | Word], column: int) -> int:
    return next((part.column for part in parts if isinstance(part, Word)), column)


def unknown_mark(line: int, marks: Sequence[Word], found: Sequence[Template]) -> NotationError:
    """The words are known, the mark is not one of theirs."""
    choices = {template.opcode.category for template in found} | {template.opcode.opcode for template in found}
    text = " ".join(mark.text for mark in marks)
    near = difflib.get_close_matches(text, sorted(choices), n=1, cutoff=0.4) or [found[0].opcode.category]
    return NotationError(line, marks[0].column, "unknown-mark", {"mark": text, "guess": near[0]})


def wrong_slot(
    line: int, template: Template, slots: Sequence[Part], languages: Sequence[str], column: int
) -> NotationError:
    """The words are known, but something does not fit where it stands."""
    for arg, part in zip(template.slots, slots, strict=True):
        if fit(arg, part, languages):
            continue
        values = opcodes.table().options.get(opcodes.table().options_of(arg))
        label = _label(part)
        if values and label is not None and not opcodes.table().is_open(arg):
            return _unknown_choice(line, part.column, arg, values, label, languages)
        language = languages[0]
        return NotationError(
            line, part.column, "wrong-slot", {"text": _shown(part), "guess": sample(template, language)}
        )
    return NotationError(line, column, "wrong-slot", {"text": "", "guess": sample(template, languages[0])})


def _label(part: Part) -> str | None:
    return part.label if isinstance(part, Menu) else part.text if isinstance(part, Value) else None


def _unknown_choice(
    line: int, column: int, arg: Arg, values: Sequence[str], label: str, languages: Sequence[str]
) -> NotationError:
    labels = [lexicon(language).label(arg, value) or value for language in reversed(languages) for value in values]
    near = difflib.get_close_matches(label, labels, n=1)
    if near:
        return NotationError(line, column, "unknown-choice-guess", {"label": label, "guess": near[0]})
    shown = ", ".join(labels[:_MOST_CHOICES]) + (", ..." if len(labels) > _MOST_CHOICES else "")
    return NotationError(line, column, "unknown-choice", {"label": label, "choices": shown})


def _shown(part: Part) -> str:
    if isinstance(part, Menu):
        return f"{part.label} v"
    if isinstance(part, Value):
        return part.text
    if isinstance(part, Empty):
        return "<>" if part.bracket == "<" else "()"
    return opcodes.block_name(part.block.opcode)
