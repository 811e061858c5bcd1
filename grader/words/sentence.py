"""A sentence for a person, in parts: words, her own names, blocks by the name the editor shows, places.

Parts, because a page marks names and blocks, and plain text does not. `str(sentence)` is the plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from grader.check import BlockPlace, FilePlace, Place
from grader.language import N_, SOURCE_LANGUAGE, translations

PartKind = Literal["text", "name", "file", "block", "category", "number", "code"]

# Texts of rubrics are filled by this pattern, never by str.format: a rubric cannot reach into objects.
# A tag, `<h1>`, stands in a sentence as it is; here it only gets its own part, so that a page can set it as code.
_PIECE = re.compile(r"\{(block|category):([\w.-]+)\}|\{(\w+)\}|(<[/!]?[a-zA-Z][^<>]*>)")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; `key` is the category of a block or a category, for its colour."""

    text: str
    kind: PartKind = "text"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Parts, and the language they are really in: English where a translation is missing."""

    parts: tuple[Part, ...]
    language: str = SOURCE_LANGUAGE

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)

    def __bool__(self) -> bool:
        return any(part.text.strip() for part in self.parts)


EMPTY = Sentence(())


@dataclass(frozen=True, slots=True)
class Facts:
    """What may be filled into the placeholders of a sentence."""

    count: int | None = None
    need: int | None = None
    places: tuple[Place, ...] = ()
    values: Mapping[str, Any] | None = None


def tr(source: str, language: str, /, **values: Any) -> Sentence:
    """One of our own sentences (marked with `N_`) in that language, its placeholders filled."""
    return translated(source, Facts(values=values), language)


def translated(source: str | None, facts: Facts, language: str) -> Sentence:
    """A sentence that the source marks, such as a check's, in that language: English where nobody translated it."""
    if not source:
        return EMPTY
    text = translations(language).gettext(source)
    known = text != source or language == SOURCE_LANGUAGE
    return fill(text, facts, language if known else SOURCE_LANGUAGE)


def fill(text: str, facts: Facts, language: str) -> Sentence:
    """Cut a text into parts and fill its placeholders; a placeholder with nothing to say leaves nothing."""
    parts: list[Part] = []
    end = 0
    for found in _PIECE.finditer(text):
        if found.start() > end:
            parts.append(Part(text[end : found.start()]))
        end = found.end()
        group, key, name, tag = found.groups()
        if tag:
            parts.append(Part(tag, "code"))
        elif group == "block":
            parts.append(block(key, language))
        elif group == "category":
            parts.append(_category(key, language))
        else:
            parts.extend(_value(name, facts, language))
    if end < len(text):
        parts.append(Part(text[end:]))
    return Sentence(tuple(parts), language)


def chosen(text: Mapping[str, str] | str | None, facts: Facts, language: str) -> Sentence:
    """A rubric's text in her language, else in English, else in any language it has."""
    if not text:
        return EMPTY
    if isinstance(text, str):
        return fill(text, facts, SOURCE_LANGUAGE)
    for code in (language, SOURCE_LANGUAGE, *text):
        if text.get(code):
            return fill(text[code], facts, code)
    return EMPTY


def listed(names: tuple[str, ...], language: str, kind: PartKind = "name") -> tuple[Part, ...]:
    """Names as people list them: `A`, `A and B`, `A, B and C`; more than three end in `and 2 more`."""
    shown = tuple(dict.fromkeys(names))
    rest = len(shown) - 3
    if rest > 1:
        more = str(tr(N_("and {more} more"), language, more=rest))
        return (*_joined(shown[:3], ", ", kind), Part(f" {more}"))
    if len(shown) > 1:
        last = str(tr(N_("and"), language))
        return (*_joined(shown[:-1], ", ", kind), Part(f" {last} "), Part(shown[-1], kind))
    return tuple(Part(name, kind) for name in shown)


def spot(place: Place, language: str) -> tuple[Part, ...]:
    """A place in words: the sprite; the file and its line; the second of a run."""
    if isinstance(place, BlockPlace):
        return (Part(place.sprite, "name"),)
    if isinstance(place, FilePlace):
        if place.line is None:
            return (Part(place.file, "file"),)
        line = str(tr(N_("line {line}"), language, line=place.line))
        return (Part(f"{place.file}, {line}", "file"),)
    return (Part(str(tr(N_("second {second}"), language, second=f"{place.second:g}"))),)


def span(place: FilePlace, language: str) -> tuple[Part, ...]:
    """A stretch of a file in words: from which line to which."""
    if place.line is None or place.end_line is None or place.end_line <= place.line:
        return spot(place, language)
    said = str(tr(N_("lines {line} to {end}"), language, line=place.line, end=place.end_line))
    return (Part(f"{place.file}, {said}", "file"),)


def _joined(names: tuple[str, ...], comma: str, kind: PartKind) -> tuple[Part, ...]:
    parts: list[Part] = []
    for name in names:
        if parts:
            parts.append(Part(comma))
        parts.append(Part(name, kind))
    return tuple(parts)


def slip_sentence(key: str, values: Mapping[str, Any], language: str) -> Sentence:
    """What is amiss in the writing of a page, in a sentence; EMPTY for a key without one."""
    from grader.website.conformance.sentences import SENTENCES  # late: most words are about Scratch
    from grader.website.slips.sentences import SENTENCES as OF_SHEETS

    return translated(SENTENCES.get(key) or OF_SHEETS.get(key), Facts(values=values), language)


def _slip(facts: Facts, language: str) -> tuple[Part, ...]:
    """The slip of a check: its values carry the key of the sentence and what fills it."""
    values = dict(facts.values or {})
    return slip_sentence(str(values.pop("slip", "")), values, language).parts


def _value(name: str, facts: Facts, language: str) -> tuple[Part, ...]:
    if name == "slip":
        return _slip(facts, language)
    if facts.values and name in facts.values:
        return _as_parts(facts.values[name])
    if name in {"count", "need"}:
        number = facts.count if name == "count" else facts.need
        return (Part(str(number), "number"),) if number is not None else ()
    if name == "where":
        return _where(facts.places, language)
    if name == "name":
        return _names(facts.places, language)
    return ()


def _as_parts(value: Any) -> tuple[Part, ...]:
    if isinstance(value, Sentence):
        return value.parts
    if isinstance(value, tuple) and all(isinstance(part, Part) for part in value):
        return value
    if isinstance(value, float):
        return (Part(f"{value:.1f}".rstrip("0").rstrip("."), "number"),)
    return (Part(str(value), "number" if isinstance(value, int) else "name"),)


def _names(places: tuple[Place, ...], language: str) -> tuple[Part, ...]:
    named = tuple(
        place.sprite if isinstance(place, BlockPlace) else place.file
        for place in places
        if isinstance(place, (BlockPlace, FilePlace))
    )
    kind: PartKind = "name" if all(isinstance(place, BlockPlace) for place in places) else "file"
    return listed(named, language, kind) or tr(N_("your project"), language).parts


def _where(places: tuple[Place, ...], language: str) -> tuple[Part, ...]:
    spots = tuple("".join(part.text for part in spot(place, language)) for place in places)
    kind: PartKind = "file" if any(isinstance(place, FilePlace) for place in places) else "name"
    return listed(spots, language, kind) or tr(N_("your project"), language).parts


def block(opcode: str, language: str) -> Part:
    """A block by its name in the editor."""
    # Only a sentence that names a block loads the table of blocks.
    from grader.scratch.opcodes import block_name, category

    return Part(_or_key(block_name, opcode, language), "block", _or_key(category, opcode))


def _category(key: str, language: str) -> Part:
    from grader.scratch.opcodes import category_name

    return Part(_or_key(category_name, key, language), "category", key)


def _or_key(ask: Callable[..., str | None], key: str, *more: str) -> str:
    # A block of an extension that nobody has in a table still gets a name, and never breaks a page.
    try:
        return ask(key, *more) or key
    except (KeyError, LookupError):
        return key
