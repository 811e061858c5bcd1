"""Block pictures as a browser draws them: 320 px without loss, dark, forced colours, paper."""

from __future__ import annotations

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, Page

from grader.page import STYLE_SHEET, TEMPLATES, stack
from grader.scratch import opcodes
from grader.scratch.model import Block, Chosen, Procedure, Slot, Typed
from grader.scratch.opcodes import Arg, Opcode

LONG = "ThisIsTheNameOfASpriteThatHasNoSpacesInItAtAllAndGoesOn"
KHMER = "ឈ្មោះវែងណាស់ដែលគ្មានដកឃ្លាសោះហើយនៅតែបន្តទៅមុខទៀត"

pytestmark = pytest.mark.browser

# What is cut off, runs out of its room, or is too small to read.
LOST = """() => {
  const lost = []
  for (const stack of document.querySelectorAll('.stack')) {
    const room = stack.parentElement.getBoundingClientRect()
    for (const one of stack.querySelectorAll('*')) {
      if (one.closest('.vh') || one.closest('svg')) continue
      const box = one.getBoundingClientRect()
      if (box.right > room.right + 1 || box.left < room.left - 1) lost.push(['out', one.className, one.textContent])
      const style = getComputedStyle(one)
      const cut = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 8
      if (cut && one.clientWidth && style.overflow !== 'visible') lost.push(['cut', one.className, one.textContent])
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) lost.push(['wide', document.documentElement.scrollWidth])
  return lost
}"""


def shown(browser: Browser, body: str, language: str = "en", **how: object) -> Page:
    symbols = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).from_string(
        '{% from "_symbols.html" import symbols %}{{ symbols(["flag"]) }}'
    )
    page = browser.new_page(viewport={"width": 320, "height": 640}, **how)  # type: ignore[arg-type]
    style = STYLE_SHEET.read_text(encoding="utf-8")
    page.set_content(
        f'<!doctype html><html lang="{language}"><meta name="viewport" content="width=device-width"><title>x</title>'
        f'<style>{style}</style><body>{symbols.render()}<main class="page">{body}</main></body></html>'
    )
    return page


def slot(arg: Arg, name: str) -> Slot | None:
    if arg.kind == "boolean":
        inner = Block("", "operator_and", {"OPERAND1": Block("", "sensing_mousedown")})
        return Block("", "operator_not", {"OPERAND": inner})
    if arg.kind in {"menu", "message"}:
        return Chosen(name if opcodes.table().is_open(arg) else arg.default, arg.menu)
    if arg.literal == "colour":
        return Typed("#ff8800", "colour")
    if arg.literal == "text":
        return Typed(name, "text")
    if arg.kind == "literal":
        return Block("", "operator_add", {"NUM1": Block("", "data_variable", fields={"VARIABLE": name})})
    return None


def block(known: Opcode, name: str) -> Block:
    inputs = {arg.name: held for arg in known.args if not arg.is_field and (held := slot(arg, name)) is not None}
    fields = {
        arg.name: opcodes.table().options[arg.options][0] if arg.options in opcodes.table().options else name
        for arg in known.args
        if arg.is_field
    }
    bodies = {body: (Block("", "looks_show"),) for body in known.bodies}
    own = Procedure(f"jump %s {name} %b %n", (name, "high?", "x")) if known.opcode.startswith("procedures_") else None
    return Block("", known.opcode, inputs, fields, bodies, own, comment=f"{name} is here")


def every_block(name: str) -> list[Block]:
    return [block(known, name) for known in opcodes.table().blocks.values() if known.shape != "menu"]


@pytest.mark.parametrize(("language", "name"), [("en", LONG), ("km", KHMER)])
def test_no_block_loses_anything_at_320_pixels(browser: Browser, language: str, name: str) -> None:
    pictures = [stack.draw((one,), language) for one in every_block(name)]
    assert len(pictures) > 200
    page = shown(browser, "".join(f"<div>{one}</div>" for one in pictures), language)
    assert page.evaluate(LOST) == []
    page.close()


def test_the_deepest_picture_still_fits_a_phone(browser: Browser) -> None:
    inner: tuple[Block, ...] = (Block("", "looks_sayforsecs", {"MESSAGE": Typed(LONG, "text")}),)
    for _ in range(stack.DEEPEST):
        inner = (Block("", "control_if", {"CONDITION": Block("", "sensing_mousedown")}, {}, {"SUBSTACK": inner}),)
    picture = stack.draw(inner, "en")
    assert LONG in picture
    page = shown(browser, str(picture))
    assert page.evaluate(LOST) == []
    assert page.evaluate("() => document.querySelector('.v').getBoundingClientRect().width") > 100
    page.close()


CONTRAST = """() => {
  const light = text => {
    const linear = n => (n /= 255) <= .03928 ? n / 12.92 : ((n + .055) / 1.055) ** 2.4
    const [r, g, b] = text.match(/[\\d.]+/g).slice(0, 3).map(linear)
    return .2126 * r + .7152 * g + .0722 * b
  }
  const low = []
  for (const one of document.querySelectorAll('.stack .k, .stack .re, .stack .v, .stack .cm')) {
    const style = getComputedStyle(one)
    if (style.backgroundColor.startsWith('rgba')) continue
    const [a, b] = [light(style.color), light(style.backgroundColor)].sort((x, y) => y - x)
    if ((a + .05) / (b + .05) < 4.5) low.push([one.className, style.color, style.backgroundColor])
  }
  return low
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_every_colour(browser: Browser, scheme: str) -> None:
    pictures = "".join(stack.draw((one,), "en") for one in every_block("x"))
    page = shown(browser, pictures, color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []
    page.close()


def test_in_forced_colours_every_block_has_an_edge(browser: Browser) -> None:
    pictures = "".join(stack.draw((one,), "en") for one in every_block("x"))
    page = shown(browser, pictures, forced_colors="active", color_scheme="dark")
    bare = page.evaluate(
        """() => [...document.querySelectorAll('.k, .re, .bo, .v, .m')].filter(one => {
          const style = getComputedStyle(one)
          return style.borderTopStyle === 'none' || style.borderTopWidth === '0px'
        }).map(one => one.className)"""
    )
    assert bare == []
    page.close()


def test_a_marked_question_has_its_whole_outline(browser: Browser) -> None:
    question = Block("q", "sensing_touchingobject", {"TOUCHINGOBJECTMENU": Chosen("_edge_", "x")})
    picture = stack.draw((Block("", "control_if", {"CONDITION": question}),), "en", look=("q",))
    page = shown(browser, str(picture))
    style = page.evaluate(
        """() => { const style = getComputedStyle(document.querySelector('.bo.look'))
          return [style.outlineStyle, style.outlineWidth, style.clipPath] }"""
    )
    assert style == ["solid", "3px", "none"]  # a clip would cut the outline away
    page.close()


def test_on_paper_blocks_keep_their_colours(browser: Browser) -> None:
    page = shown(browser, str(stack.draw((Block("", "looks_show"),), "en")))
    page.emulate_media(media="print")
    adjust = "() => getComputedStyle(document.querySelector('.k')).printColorAdjust"
    assert page.evaluate(adjust) == "exact"
    page.close()
