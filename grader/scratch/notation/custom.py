"""Custom blocks: what `define` and a call look like, and when their words would be taken for something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from grader.scratch.model import Block, Procedure, Script, Slot
from grader.scratch.notation import escape
from grader.scratch.notation.template import Lexicon, index, key, languages_of, lexicon
from grader.scratch.opcodes import Arg, table

_ARGUMENT: Final = re.compile(r"%[sbn]")
VALUE: Final = "%s"
NUMBER: Final = "%n"  # of older projects
BOOLEAN: Final = "%b"
TYPES: Final[Mapping[str, Arg]] = {
    VALUE: Arg("", "literal", "text"),
    NUMBER: Arg("", "literal", "number"),
    BOOLEAN: Arg("", "boolean"),
}
DEFAULTS: Final[Mapping[str, str]] = {VALUE: "", NUMBER: "", BOOLEAN: "false"}
KEYWORDS: Final = frozenset({"end", "else"})


@dataclass(frozen=True, slots=True)
class CallWords:
    """A call: its words and slots, and the marks it needs besides."""

    pieces: tuple[str | Arg, ...]
    marks: tuple[str, ...]


def tokens(proccode: str) -> tuple[str, ...] | None:
    """The words and slots of a custom block; None when single spaces do not divide them."""
    found = proccode.split(" ")
    for token in found:
        if not token or any(character.isspace() for character in token):
            return None
        if _ARGUMENT.search(token) and _ARGUMENT.fullmatch(token) is None:
            return None
    return tuple(found)


def words_of(proccode: str) -> str | None:
    """The words with slots as `_`: what a call is found by."""
    found = tokens(proccode)
    return None if found is None else " ".join("_" if token in TYPES else token for token in found)


def definitions(scripts: Iterable[Script]) -> dict[str, Procedure]:
    """The custom blocks that scripts define, by their words; of two with the same words the first."""
    found: dict[str, Procedure] = {}
    for script in scripts:
        procedure = script.blocks[0].procedure if script.blocks else None
        if procedure is not None and script.blocks[0].opcode == "procedures_definition":
            words = words_of(procedure.proccode)
            if words is not None:
                found.setdefault(words, procedure)
    return found


def argument_types(procedure: Procedure) -> dict[str, str]:
    """The parameters of a definition: `b` for a hexagonal one, `s` for the others; of two with one name the first."""
    kinds = ["b" if found == "%b" else "s" for found in _ARGUMENT.findall(procedure.proccode)]
    types: dict[str, str] = {}
    for name, kind in zip(procedure.argument_names, kinds, strict=False):
        types.setdefault(name, kind)
    return types


def definition_words(block: Block, procedure: Procedure, words: Lexicon) -> str | None:
    """`define jump (height) <fast>`; None when that does not say everything."""
    found = tokens(procedure.proccode)
    if found is None or block.inputs or block.fields or block.bodies:
        return None
    slots = [token for token in found if token in TYPES]
    names, defaults = procedure.argument_names, procedure.argument_defaults
    if len(names) != len(slots) or len(defaults) not in {0, len(slots)}:
        return None
    values = iter(zip(names, defaults or [None] * len(names), strict=True))
    parts = [_parameter(token, *next(values)) if token in TYPES else escape.word(token) for token in found]
    marks = [*(["warp"] if procedure.warp else []), *(["no-defaults"] if slots and not defaults else [])]
    line = " ".join(filter(None, (words.define[0], *parts, words.define[1])))
    return f"{line} :: {' '.join(marks)}" if marks else line


def _parameter(token: str, name: str, default: str | None) -> str:
    opening, closing = "<>" if token == BOOLEAN else "()"
    marks = []
    if token == NUMBER:
        marks.append("number")
    if default is not None and default != DEFAULTS[token]:
        marks.append(f"= {escape.one_word(default)}" if default else "=")
    text = escape.round_name(name)
    return f"{opening}{text}{' ' if marks and text else ''}{':: ' if marks else ''}{' '.join(marks)}{closing}"


def call_words(block: Block, procedure: Procedure, calls: Mapping[str, Procedure] | None) -> CallWords | None:
    """How a call is written; None when its words do not say everything."""
    found = tokens(procedure.proccode)
    if found is None or block.fields or block.bodies or procedure.argument_names or procedure.argument_defaults:
        return None
    slots = [token for token in found if token in TYPES]
    if any(not name.isdecimal() or str(int(name)) != name or int(name) >= len(slots) for name in block.inputs):
        return None
    pieces: list[str | Arg] = []
    place = 0
    for token in found:
        if token in TYPES:
            kind = TYPES[token]
            pieces.append(Arg(str(place), kind.kind, kind.literal))
            place += 1
        else:
            pieces.append(escape.word(token))
    if calls is None:
        return CallWords(tuple(pieces), ())
    own = calls.get(words_of(procedure.proccode) or "")
    known = own is not None and own.proccode == procedure.proccode
    if own is not None and not known:
        return None
    if not known and not all(_shows(token, block.inputs.get(str(at))) for at, token in enumerate(slots)):
        return None
    warp = own.warp if known and own is not None else False
    marks = [*([] if known else ["custom"])]
    if procedure.warp != warp:
        marks.append("warp" if procedure.warp else "no-warp")
    return CallWords(tuple(pieces), tuple(marks))


def _shows(token: str, value: Slot | None) -> bool:
    """Whether the brackets alone say which kind of slot it is."""
    pointed = value is None if token == BOOLEAN else False
    if isinstance(value, Block):
        known = table().blocks.get(value.opcode)
        pointed = known is not None and known.shape == "boolean"
    return token != NUMBER and pointed == (token == BOOLEAN)


def collides(proccode: str) -> bool:
    """Whether the words would be taken for a block of Scratch, or for a line of another kind."""
    found = tokens(proccode) or ()
    if all(token in TYPES for token in found) or proccode in KEYWORDS:
        return True
    words = key(" ".join("_" if token in TYPES else token for token in found))
    for language in languages_of(proccode):
        spoken = lexicon(language)
        starts, ends = spoken.define
        if proccode == spoken.otherwise or ((starts or ends) and _within(proccode, starts, ends)):
            return True
        if words in index(language).blocks or proccode in index(language).reporters:
            return True
    return False


def _within(text: str, starts: str, ends: str) -> bool:
    return (not starts or f"{text} ".startswith(f"{starts} ")) and (not ends or f" {text}".endswith(f" {ends}"))
