"""The words of every block in one language, ready to write with and to look up by.

Two blocks can have the same words once their slots are `_`. Then what stands in the slots tells them apart (`rivals`
and `fits` are the two sides of that), and where it does not, a mark: `:: operators`, or the opcode itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

from grader.scratch import opcodes
from grader.scratch.opcodes import Arg, Opcode

Piece = str | Arg

# Other spellings of the pictures among the words that are read too, in any language.
ICON_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "flag": ("⚑", "🏴", "🚩", "@greenFlag", "green flag", "flag", "gf", "ទង់បៃតង", "ទង់"),
    "clockwise": ("↻", "⟳", "@turnRight", "cw", "right", "ស្តាំ"),
    "counter-clockwise": ("↺", "⟲", "@turnLeft", "ccw", "left", "ឆ្វេង"),
}
# What people write from memory, and what the editor said in other years.
ALIASES: Final[Mapping[str, str]] = {
    "if _": "control_if",
    "wait _ secs": "control_wait",
    "wait _ second": "control_wait",
    "wait _ sec": "control_wait",
    "repeat _ times": "control_repeat",
    "say _ for _ secs": "looks_sayforsecs",
    "say _ for _ second": "looks_sayforsecs",
    "think _ for _ secs": "looks_thinkforsecs",
    "think _ for _ second": "looks_thinkforsecs",
    "move _ step": "motion_movesteps",
    "glide _ seconds to x _ y _": "motion_glidesecstoxy",
    "glide _ seconds to _": "motion_glideto",
    "touching colour _": "sensing_touchingcolor",
    "colour _ is touching _": "sensing_coloristouchingcolor",
    "set pen colour to _": "pen_setPenColorToColor",
    "play sound _": "sound_play",
    "clear": "pen_clear",
}
_DROPPED: Final = re.compile("[?:,.%!…\u200b\u200c\u200d]")
_UNSEEN: Final = re.compile("[\u200b\u200c\u200d]")


@dataclass(frozen=True, slots=True)
class Template:
    """The words of a block: its rows, each of words and slots in the order of that language."""

    opcode: Opcode
    rows: tuple[tuple[Piece, ...], ...]

    @property
    def slots(self) -> tuple[Arg, ...]:
        """The slots in the order they are read in."""
        return tuple(piece for row in self.rows for piece in row if not isinstance(piece, str))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything of one language."""

    language: str
    templates: Mapping[str, Template]
    define: tuple[str, str]  # what stands before and after the head of a custom block
    otherwise: str  # the second row of if-else
    labels: Mapping[str, Mapping[str, str]]  # of a list of choices: what a value is called
    values: Mapping[str, Mapping[str, str]]  # and back

    def label(self, arg: Arg, value: str) -> str | None:
        """What a menu shows for a fixed value; None when the value is a name."""
        return self.labels.get(opcodes.table().options_of(arg), {}).get(value)

    def value(self, arg: Arg, label: str) -> str | None:
        """The fixed value behind a label; None when it is a name."""
        return self.values.get(opcodes.table().options_of(arg), {}).get(label_key(label))


@dataclass(frozen=True, slots=True)
class Index:
    """Blocks of one language by their words."""

    blocks: Mapping[str, tuple[Template, ...]]  # by `key`; the first of several needs no mark
    reporters: Mapping[str, Template]  # reporters without a slot, by `exact`: a variable may be called `Timer`


def key(words: str) -> str:
    """Words as they are looked up: small letters, no punctuation, nothing that cannot be seen."""
    return " ".join(label_key(_DROPPED.sub("", words)).split())


def exact(words: str) -> str:
    """Words with nothing unseen between them, otherwise as they are."""
    return " ".join(_folded(_UNSEEN.sub("", words)).split())


def label_key(label: str) -> str:
    """A label of a menu as it is looked up."""
    return exact(label).lower()


def _folded(text: str) -> str:
    # Both spellings of the subscript t draw alike in Khmer, and the editor's own texts mix them.
    return text if text.isascii() else unicodedata.normalize("NFC", text).replace("្ដ", "្ត")


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """The words of a language that Scratch's blocks are known in; of English for any other."""
    table, texts = opcodes.table(), opcodes.texts(language)
    templates = {}
    for opcode, text in texts.blocks.items():
        known = table.blocks[opcode]
        rows = tuple(tuple(_pieces(row, known, texts.icons)) for row in text.split("\n"))
        templates[opcode] = Template(known, rows)
    define = texts.blocks["procedures_definition"].partition("%1")
    labels: dict[str, Mapping[str, str]] = {}
    values: dict[str, Mapping[str, str]] = {}
    for name, plain in table.options.items():
        shown = texts.options.get(name, plain)
        labels[name] = dict(zip(plain, shown, strict=True))
        values[name] = {label_key(label): value for value, label in labels[name].items()}
    otherwise = texts.blocks["control_if_else"].split("\n")[1]
    return Lexicon(texts.language, templates, (define[0].strip(), define[2].strip()), otherwise, labels, values)


def _pieces(row: str, known: Opcode, icons: Mapping[str, str]) -> Iterator[Piece]:
    words = ""
    for part in re.split(r"(%\d)", row):
        if not re.fullmatch(r"%\d", part):
            words += part
            continue
        arg = known.args[int(part[1:]) - 1]
        if arg.kind == "icon":
            words += icons[arg.name]
            continue
        if words:
            yield words
        yield arg
        words = ""
    if words:
        yield words


@lru_cache(maxsize=8)
def index(language: str) -> Index:
    """The blocks of a language by their words."""
    blocks: dict[str, list[Template]] = {}
    reporters: dict[str, Template] = {}
    texts = opcodes.texts(language)
    for opcode, template in lexicon(language).templates.items():
        if opcode in {"procedures_definition", "control_if_else"}:
            continue  # `define` is a line of its own kind; an `if` becomes the other one at its `else`
        known = template.opcode
        if known.shape == "reporter" and not template.slots:
            reporters.setdefault(exact(texts.blocks[opcode]), template)
        for words in _spellings(texts.blocks[opcode].split("\n")[0], known):
            blocks.setdefault(key(words), []).append(template)
    if language == "en":
        for words, opcode in ALIASES.items():
            blocks.setdefault(words, []).append(lexicon(language).templates[opcode])
    return Index(
        {words: tuple(sorted(dict.fromkeys(found), key=_takes_any_name)) for words, found in blocks.items()}, reporters
    )


def _takes_any_name(template: Template) -> bool:
    # `[abs v] of _` is arithmetic, although a sprite may have a variable of that name: fixed choices go first.
    return any(arg.kind == "open" for arg in template.slots)


def _spellings(row: str, known: Opcode) -> Iterator[str]:
    choices: list[Sequence[str]] = []
    for part in re.split(r"(%\d)", row):
        if not re.fullmatch(r"%\d", part):
            choices.append((part,))
            continue
        arg = known.args[int(part[1:]) - 1]
        choices.append(ICON_WORDS[arg.name] if arg.kind == "icon" else (" _ ",))
    return map("".join, product(*choices))


@lru_cache(maxsize=8)
def rivals(language: str) -> Mapping[str, tuple[Template, ...]]:
    """For a block, those with the same words that would be taken for it first."""
    found: dict[str, tuple[Template, ...]] = {}
    for templates in index(language).blocks.values():
        for place, template in enumerate(templates):
            if place:
                found[template.opcode.opcode] = templates[:place]
    return found


def languages_of(text: str) -> tuple[str, ...]:
    """The languages a text may be in: English alone when every letter of it is Latin."""
    known = opcodes.languages()
    return known[:1] if text.isascii() else known


def fixed_value(arg: Arg, label: str, languages: Sequence[str]) -> str | None:
    """The fixed value behind a label, in the first language that has it; the value itself is taken too."""
    for language in languages:
        value = lexicon(language).value(arg, label)
        if value is not None:
            return value
    return label if label in opcodes.table().options.get(opcodes.table().options_of(arg), ()) else None
