"""The table of Scratch's blocks: shapes, menus, and the words of every block in every language.

Built by `tools/opcodes.py`; read when first asked for, a language only when it is spoken.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from grader.language import SOURCE_LANGUAGE
from grader.scratch.model import LiteralKind

Shape = Literal["hat", "stack", "c", "cap", "c-cap", "reporter", "boolean", "menu"]
ArgKind = Literal[
    # inputs: typed, hexagonal, C-shaped, a menu that is a block of its own, a message, a custom block's head
    "literal", "boolean", "body", "menu", "message", "prototype",
    # fields: choices, choices and names, names
    "choice", "open", "variable", "list", "sent", "parameter",
    "icon",
]  # fmt: skip

LOOPS = frozenset(
    {"control_forever", "control_repeat", "control_repeat_until", "control_while", "control_for_each"},
)
CONDITIONS = frozenset({"control_if", "control_if_else"})
# Hats of the core palette and of extensions; a custom block's definition is not an event, and is not among them.
HATS = frozenset(
    {
        "event_whenflagclicked", "event_whenkeypressed", "event_whenthisspriteclicked", "event_whenstageclicked",
        "event_whenbackdropswitchesto", "event_whengreaterthan", "event_whenbroadcastreceived",
        "event_whentouchingobject", "control_start_as_clone", "boost_whenColor", "boost_whenTilted",
        "ev3_whenButtonPressed", "ev3_whenDistanceLessThan", "ev3_whenBrightnessLessThan", "gdxfor_whenGesture",
        "gdxfor_whenForcePushedOrPulled", "gdxfor_whenTilted", "makeymakey_whenMakeyKeyPressed",
        "makeymakey_whenCodePressed", "microbit_whenButtonPressed", "microbit_whenGesture", "microbit_whenTilted",
        "microbit_whenPinConnected", "speech2text_whenIHearHat", "videoSensing_whenMotionGreaterThan",
        "wedo2_whenDistance", "wedo2_whenTilted",
    }
)  # fmt: skip

_FOLDER = Path(__file__).parent
_LITERALS: Mapping[str, LiteralKind] = {
    "number": "number", "positive_number": "positive number", "whole_number": "whole number", "integer": "integer",
    "angle": "angle", "colour": "colour", "text": "text",
}  # fmt: skip
_FIELDS: Mapping[str, ArgKind] = {
    "menu": "choice", "open": "open", "variable": "variable", "list": "list", "message": "sent",
    "parameter": "parameter",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arg:
    """A place among the words of a block: a slot (input), a menu of the block itself (field), or an icon."""

    name: str
    kind: ArgKind
    literal: LiteralKind | None = None  # what is typed there
    menu: str = ""  # the opcode of the menu's own block, "" for a message
    default: str = ""
    options: str = ""  # the list of choices, "" when there is none

    @property
    def is_field(self) -> bool:
        """Whether the value stands in the block's `fields`."""
        return self.kind in {"choice", "open", "variable", "list", "sent", "parameter"}


@dataclass(frozen=True, slots=True)
class Opcode:
    """A kind of block."""

    opcode: str
    category: str
    shape: Shape
    args: tuple[Arg, ...]  # in the order of the words; bodies stand behind them
    hidden: bool  # no longer in the palette, alive in older projects

    @property
    def bodies(self) -> tuple[str, ...]:
        """The names of its C-shaped slots."""
        return tuple(arg.name for arg in self.args if arg.kind == "body")

    def arg(self, name: str) -> Arg | None:
        """The slot or menu of that name."""
        return next((arg for arg in self.args if arg.name == name), None)


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language: of blocks with slots as `%1`, of menus in the order of the table's options."""

    language: str
    categories: Mapping[str, str]
    icons: Mapping[str, str]
    blocks: Mapping[str, str]
    options: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Opcodes:
    """The whole table, without words."""

    blocks: Mapping[str, Opcode]
    options: Mapping[str, list[str]]

    def options_of(self, arg: Arg) -> str:
        """The name of the list of choices of a slot or menu, "" when there is none."""
        if arg.kind == "menu":
            menu = self.blocks.get(arg.menu)
            return menu.args[0].options if menu is not None and menu.args else ""
        return arg.options

    def is_open(self, arg: Arg) -> bool:
        """Whether names may stand there too: sprites, costumes, variables."""
        if arg.kind == "menu":
            menu = self.blocks.get(arg.menu)
            return menu is None or not menu.args or menu.args[0].kind != "choice"
        return arg.kind != "choice"


def _load(name: str) -> dict[str, dict[str, str]]:
    with (_FOLDER / name).open("rb") as source:
        return tomllib.load(source)


def _arg(text: str) -> Arg:
    if text[0] == "*":
        return Arg(text[1:], "icon")
    if text[0] == "@":
        name, kind, options = text[1:].split(" ")
        return Arg(name, _FIELDS[kind], options="" if options == "-" else options)
    name, kind, *rest = text.split(" ", 2)
    if kind == "menu":
        menu, _, default = rest[0].partition(" ")
        return Arg(name, "menu", menu=menu, default=default)
    default = rest[0] if rest else ""
    literal = _LITERALS.get(kind)
    return Arg(name, "literal" if literal else cast("ArgKind", kind), literal, default=default)


@lru_cache(maxsize=1)
def table() -> Opcodes:
    """The table, read once."""
    found = _load("opcodes.toml")
    blocks = {}
    for opcode, line in found["blocks"].items():
        head, *args = line.split(" | ")
        category, shape, *hidden = head.split(" ")
        blocks[opcode] = Opcode(opcode, category, cast("Shape", shape), tuple(map(_arg, args)), bool(hidden))
    return Opcodes(blocks, cast("Mapping[str, list[str]]", found["options"]))


@lru_cache(maxsize=1)
@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages blocks are known in, English first."""
    found = {path.name.split(".")[1] for path in _FOLDER.glob("opcodes.??.toml")}
    return (SOURCE_LANGUAGE, *sorted(found - {SOURCE_LANGUAGE}))


@lru_cache(maxsize=32)
def texts(language: str) -> Texts:
    """The words of a language; English for a language that Scratch's blocks are not known in."""
    if language not in languages():
        return texts(SOURCE_LANGUAGE)
    found = _load(f"opcodes.{language}.toml")
    options = cast("Mapping[str, list[str]]", found["options"])
    return Texts(language, found["categories"], found["icons"], found["blocks"], options)


def category(opcode: str) -> str:
    """`motion`, `events`, ..., an extension's id; of an unknown block what stands before its first `_`."""
    known = table().blocks.get(opcode)
    return known.category if known else opcode.partition("_")[0]


def is_hat(opcode: str) -> bool:
    """Whether an event starts the script below; a definition is not one."""
    return opcode in HATS


def block_name(opcode: str, language: str = SOURCE_LANGUAGE) -> str:
    """The words of a block as the editor shows them, its slots as `_`: `move _ steps`."""
    known = table().blocks.get(opcode)
    spoken = texts(language)
    text = spoken.blocks.get(opcode)
    if known is None or text is None:
        return opcode
    return re.sub(r"%(\d)", lambda slot: _slot_name(known, int(slot[1]), spoken), text.replace("\n", " ... "))


def _slot_name(known: Opcode, place: int, spoken: Texts) -> str:
    arg = known.args[place - 1]
    return spoken.icons[arg.name] if arg.kind == "icon" else "_"


def category_name(name: str, language: str = SOURCE_LANGUAGE) -> str:
    """What the editor calls a category; its id where it has no name."""
    return texts(language).categories.get(name, name)


def option_label(options: str, value: str, language: str = SOURCE_LANGUAGE) -> str:
    """What the menu `options` of the table shows for a value; the value itself when it is a name."""
    values = table().options.get(options, [])
    if value not in values:
        return value
    return texts(language).options.get(options, values)[values.index(value)]


@lru_cache(maxsize=8)
def default_name(thing: Literal["sprite", "costume", "backdrop", "variable", "message"]) -> re.Pattern[str]:
    """Matches (fully) a name that the editor gave, in any of its languages: `Sprite1`, `តួអង្គ 2`, `my variable`."""
    names = cast("Mapping[str, list[str]]", _load("opcodes.names.toml"))[thing]
    forms = sorted({re.sub(r"\s*{index}\s*", "{index}", name) for name in names}, key=len, reverse=True)
    return re.compile(
        "|".join(r"\s*\d+\s*".join(map(re.escape, form.split("{index}"))) for form in forms), re.IGNORECASE
    )
