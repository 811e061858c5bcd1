"""What old attributes say about looks, as CSS: `bgcolor`, `align`, `<font size>`. They lie below every rule of hers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from grader.website.css import Declaration
from grader.website.legacy_values import dimension, font_size, legacy_colour, whole_number
from grader.website.model import HTML, Element, Page
from grader.website.properties import SIDES

Said = Iterator[tuple[str, str]]

_CELLS: Final = frozenset({"td", "th"})
_ROWS: Final = frozenset({"tr", "thead", "tbody", "tfoot"})
_MEDIA: Final = frozenset({"img", "iframe", "embed", "object", "video", "canvas", "input"})
_ALIGNED: Final = frozenset(
    {*_CELLS, *_ROWS, *_MEDIA, "table", "hr", "caption", "legend", "col", "colgroup", "button", "select"}
)  # otherwise
_LIST_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
)
_ASKED: Final = frozenset(
    {"align", "bgcolor", "background", "border", "bordercolor", "cellpadding", "cellspacing", "clear", "color", "face"}
    | {
        "height",
        "hspace",
        "leftmargin",
        "marginheight",
        "marginwidth",
        "noshade",
        "nowrap",
        "size",
        "text",
        "topmargin",
    }
    | {"type", "valign", "vspace", "width", "wrap", "rightmargin", "bottommargin", "rules", "frame", "hidden"}
)
_CLIMB: Final = 4  # from a cell to its table


class Hints:
    """The old attributes of one page."""

    def __init__(self, page: Page) -> None:
        self._path = page.path
        body = next((element for element in page.root.elements if element.name == "body"), None)
        self._link = legacy_colour(body.attributes.get("link", "")) if body is not None else None

    def of(self, element: Element) -> tuple[Declaration, ...]:
        """What the old attributes on an element, and on the table it lies in, say about it."""
        if element.namespace != HTML or (
            element.name not in _CELLS
            and not (element.name == "a" and self._link)
            and _ASKED.isdisjoint(element.attributes)
        ):
            return ()
        start = (element.origin or element).start or 0
        return tuple(
            Declaration(name, value, False, "", self._path, start, None, ((name, value),), hint=True)  # noqa: FBT003
            for name, value in self._said(element)
        )

    def _said(self, element: Element) -> Said:
        attributes = element.attributes
        if element.name == "a" and self._link and "href" in attributes:
            yield "color", self._link
        maker = _MAKERS.get(element.name)
        if maker is not None:
            yield from maker(element)
        if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
            yield "display", "none"
        if "align" in attributes and element.name not in _ALIGNED:
            yield from _aligned(attributes["align"], blocks=element.name in {"p", "div"})


def _colours(element: Element) -> Said:
    colour = legacy_colour(element.attributes.get("bgcolor", ""))
    if colour:
        yield "background-color", colour
    picture = element.attributes.get("background", "").strip()
    if picture:
        yield "background-image", 'url("' + re.sub(r'(["\\\n])', r"\\\1", picture) + '")'


def _sizes(element: Element, *names: str) -> Said:
    for name in names or ("width", "height"):
        value = dimension(element.attributes.get(name, ""))
        if value:
            yield name, value


def _aligned(word: str, *, blocks: bool) -> Said:
    word = word.strip().lower()
    if word in {"center", "middle"}:
        yield "text-align", "-webkit-center" if blocks else "center"
    elif word in {"left", "right"}:
        yield "text-align", f"-webkit-{word}" if blocks else word
    elif word in {"justify", "start", "end"}:
        yield "text-align", word


def _body(element: Element) -> Said:
    yield from _colours(element)
    colour = legacy_colour(element.attributes.get("text", ""))
    if colour:
        yield "color", colour
    for names, sides in (
        (("marginheight", "topmargin"), ("top",)),
        (("marginheight", "bottommargin"), ("bottom",)),
        (("marginwidth", "leftmargin"), ("left",)),
        (("marginwidth", "rightmargin"), ("right",)),
    ):
        value = next((found for name in names if (found := dimension(element.attributes.get(name, "")))), None)
        if value:
            yield from ((f"margin-{side}", value) for side in sides)


def _font(element: Element) -> Said:
    colour = legacy_colour(element.attributes.get("color", ""))
    if colour:
        yield "color", colour
    face = element.attributes.get("face", "").strip()
    if face:
        yield "font-family", face
    size = font_size(element.attributes.get("size", ""))
    if size:
        yield "font-size", size


def _table(element: Element) -> Said:
    attributes = element.attributes
    yield from _colours(element)
    yield from _sizes(element)
    align = attributes.get("align", "").strip().lower()
    if align in {"left", "right"}:
        yield "float", align
    elif align in {"center", "middle"}:
        yield "margin-left", "auto"
        yield "margin-right", "auto"
    spacing = dimension(attributes.get("cellspacing", ""))
    if spacing:
        yield "border-spacing", spacing
    width = _border_of(element)
    if width:
        for side in SIDES:
            yield f"border-{side}-width", f"{width}px"
            yield f"border-{side}-style", "outset" if "bordercolor" not in attributes else "solid"
    colour = legacy_colour(attributes.get("bordercolor", ""))
    if colour:
        yield from ((f"border-{side}-color", colour) for side in SIDES)


def _border_of(table: Element) -> int:
    if "border" not in table.attributes:
        return 0
    text = table.attributes["border"].strip()
    return 1 if not text else whole_number(text) or (0 if text.startswith("0") else 1)


def _cell(element: Element) -> Said:
    table: Element | None = element.parent
    for _ in range(_CLIMB):
        if table is None or table.name == "table":
            break
        table = table.parent
    if table is not None and table.name == "table":
        padding = dimension(table.attributes.get("cellpadding", ""))
        if padding:
            yield from ((f"padding-{side}", padding) for side in SIDES)
        if _border_of(table):
            for side in SIDES:
                yield f"border-{side}-width", "1px"
                yield f"border-{side}-style", "inset" if "bordercolor" not in table.attributes else "solid"
            colour = legacy_colour(table.attributes.get("bordercolor", ""))
            yield from ((f"border-{side}-color", colour or "inherit") for side in SIDES)
    yield from _sizes(element)
    if "nowrap" in element.attributes:
        yield "white-space", "nowrap"
    yield from _row(element)


def _row(element: Element) -> Said:
    yield from _colours(element)
    if element.name == "tr":
        yield from _sizes(element, "height")
    align = element.attributes.get("align", "").strip().lower()
    if align in {"left", "right", "center", "middle"}:
        yield "text-align", "-webkit-center" if align in {"center", "middle"} else f"-webkit-{align}"
    elif align in {"justify", "start", "end"}:
        yield "text-align", align
    valign = element.attributes.get("valign", "").strip().lower()
    if valign in {"top", "middle", "bottom", "baseline"}:
        yield "vertical-align", valign


def _column(element: Element) -> Said:
    yield from _sizes(element, "width")


def _picture(element: Element) -> Said:
    attributes = element.attributes
    if element.name == "input" and attributes.get("type", "").lower() != "image":
        return
    if element.name != "canvas":
        yield from _sizes(element)
    for name, sides in (("hspace", ("left", "right")), ("vspace", ("top", "bottom"))):
        value = dimension(attributes.get(name, ""))
        if value:
            yield from ((f"margin-{side}", value) for side in sides)
    align = attributes.get("align", "").strip().lower()
    if align in {"left", "right"}:
        yield "float", align
        yield "vertical-align", "top"
    width = whole_number(attributes.get("border", "")) if element.name != "video" else None
    if width is not None and element.name in {"img", "object", "input"}:
        for side in SIDES:
            yield f"border-{side}-width", f"{width}px"
            yield f"border-{side}-style", "solid"
    if element.name == "iframe" and attributes.get("frameborder", "").strip() in {"0", "no"}:
        yield from ((f"border-{side}-width", "0") for side in SIDES)


def _line(element: Element) -> Said:
    attributes = element.attributes
    align = attributes.get("align", "").strip().lower()
    if align in {"left", "right", "center"}:
        yield "margin-left", "0" if align == "left" else "auto"
        yield "margin-right", "0" if align == "right" else "auto"
    yield from _sizes(element, "width")
    colour = legacy_colour(attributes.get("color", ""))
    if colour or "noshade" in attributes:
        for side in SIDES:
            yield f"border-{side}-style", "solid"
            yield f"border-{side}-color", colour or "gray"
        yield "background-color", colour or "gray"
    size = whole_number(attributes.get("size", ""))
    if size is not None:
        if size <= 1:
            yield "border-bottom-width", "0"
        else:
            yield "height", f"{size - 2}px"


def _list(element: Element) -> Said:
    word = element.attributes.get("type", "").strip()
    if word.lower() in {"disc", "circle", "square", "none"}:
        yield "list-style-type", word.lower()
    elif word in _LIST_TYPES:
        yield "list-style-type", _LIST_TYPES[word]


def _break(element: Element) -> Said:
    word = element.attributes.get("clear", "").strip().lower()
    if word in {"left", "right", "all", "both"}:
        yield "clear", "both" if word == "all" else word


def _caption(element: Element) -> Said:
    word = element.attributes.get("align", "").strip().lower()
    if word in {"top", "bottom"}:
        yield "caption-side", word
    else:
        yield from _aligned(word, blocks=False)


_MAKERS: Final[Mapping[str, Callable[[Element], Said]]] = MappingProxyType(
    {
        "body": _body,
        "font": _font,
        "table": _table,
        "hr": _line,
        "br": _break,
        "caption": _caption,
        **dict.fromkeys(_CELLS, _cell),
        **dict.fromkeys(_ROWS, _row),
        **dict.fromkeys(("col", "colgroup"), _column),
        **dict.fromkeys(_MEDIA, _picture),
        **dict.fromkeys(("ul", "ol", "li"), _list),
    }
)
