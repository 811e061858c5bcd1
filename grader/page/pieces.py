"""The small parts of a block's picture: values, menus, icons, heads of own blocks, comments. All text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from grader.language import N_, say
from grader.page.rich import named
from grader.scratch import opcodes
from grader.scratch.model import Chosen, Procedure, Typed

LONGEST = 80  # characters of one value or name
LONGEST_COMMENT = 280
PROCCODE = re.compile(r"%[sbn]")  # where a value goes in the text of an own block
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LIGHTS = re.compile(r"[01]{25}")  # the display of a micro:bit, row by row
_HUE = Markup(
    '<svg class="hue" viewBox="0 0 20 20" role="img" aria-label="{0}"><circle cx="10" cy="10" r="10" fill="{0}"/></svg>'
)
_ICON = Markup('<svg class="flag" role="img" aria-label="{}"><use href="#{}"/></svg>')
_ICONS = {
    "flag": ("flag", N_("green flag")),
    "clockwise": ("right", N_("clockwise")),
    "counter-clockwise": ("left", N_("counter-clockwise")),
}


def typed(value: Typed, language: str) -> Markup:
    """Something typed into a slot; a colour is shown as one."""
    if value.kind == "colour" and _COLOUR.fullmatch(value.value):
        return _HUE.format(value.value)
    return Markup('<span class="v">{}</span>').format(named(short(value.value), language))


def chosen(value: Chosen, options: str, language: str) -> Markup:
    """Something chosen from a menu that a reporter can cover: a round one."""
    if value.menu == "matrix" and _LIGHTS.fullmatch(value.value):
        return _lights(value.value)
    return Markup('<span class="m in">{}</span>').format(label(options, value.value, language))


def field(text: Markup) -> Markup:
    """A menu of the block itself: a square one."""
    return Markup('<span class="m">{}</span>').format(text)


def empty(*, boolean: bool) -> Markup:
    """A slot with nothing in it."""
    return Markup('<span class="{}"></span>').format("bo none" if boolean else "v")


def label(options: str, value: str, language: str) -> Markup:
    """What a menu shows for a value: its own words in that language, or her name as it is."""
    text = opcodes.option_label(options, value, language) if options else value
    return named(short(text), language)


def icon(name: str, language: str) -> Markup:
    """A picture among the words."""
    symbol, words = _ICONS.get(name, ("flag", name))
    return _ICON.format(say(words, language), symbol)


def said(words: str) -> Markup:
    """Words of the block between its slots."""
    words = words.strip()
    return escape(f" {words} ") if words else Markup(" ")


def head_of_own(procedure: Procedure | None, language: str) -> Markup:
    """What is defined: its words, and its parameters by name and shape."""
    if procedure is None:
        return Markup("")
    names = iter(procedure.argument_names)
    words: list[Markup] = []
    for text, slot in cut(procedure.proccode):
        words.append(named(text, language))
        if slot:
            kind = "bo" if slot == "%b" else "re"
            words.append(Markup('<span class="{} my">{}</span>').format(kind, named(short(next(names, "")), language)))
    return Markup('<span class="re my own">{}</span>').format(Markup(" ").join(words))


def cut(proccode: str) -> Iterator[tuple[str, str]]:
    """The text of an own block in pieces: words, and the kind of the slot behind them ("" at the end)."""
    end = 0
    for found in PROCCODE.finditer(proccode):
        yield proccode[end : found.start()], found[0]
        end = found.end()
    yield proccode[end:], ""


def comment(text: str, language: str) -> Markup:
    """Her note beside a block."""
    kept = text.strip()
    kept = kept if len(kept) <= LONGEST_COMMENT else kept[: LONGEST_COMMENT - 1] + "…"
    return Markup('<span class="cm"><span class="vh">{} </span>{}</span>').format(
        say(N_("Comment:"), language), named(kept, language)
    )


def group(category: str, language: str) -> Markup:
    """The name of an extension: its blocks share one colour, and some share their words."""
    return Markup('<span class="of">{}</span>').format(named(opcodes.category_name(category, language), language))


def here(language: str) -> Markup:
    """What the outline of a marked block says to those who hear the page."""
    return Markup('<span class="vh">{} </span>').format(say(N_("Look here:"), language))


def short(text: str) -> str:
    """Not longer than a page can hold."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _lights(value: str) -> Markup:
    dots = (
        Markup('<rect x="{}" y="{}" width="3" height="3"/>').format(1 + 4 * (place % 5), 1 + 4 * (place // 5))
        for place, light in enumerate(value)
        if light == "1"
    )
    rows = " ".join(value[start : start + 5] for start in range(0, 25, 5))
    return Markup('<svg class="lights" viewBox="0 0 21 21" role="img" aria-label="{}">{}</svg>').format(
        rows, Markup("").join(dots)
    )
