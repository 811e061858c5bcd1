"""What `display` comes to: the children of flex boxes and grids, floats and what is positioned become blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.website.values import ident, parsed, words

if TYPE_CHECKING:
    from grader.website.cascade import Cascade
    from grader.website.model import Element

_BLOCK: Final = {
    "inline": "block",
    "inline-block": "block",
    "inline-flex": "flex",
    "inline-grid": "grid",
    "inline-table": "table",
    "ruby": "block ruby",
    "math": "block math",
    "-webkit-inline-box": "-webkit-box",
    "-webkit-inline-flex": "flex",
    "run-in": "block",
    **dict.fromkeys(
        (
            *("table-row", "table-cell", "table-caption", "table-column", "table-column-group", "table-row-group"),
            *("table-header-group", "table-footer-group", "ruby-text", "ruby-base"),
        ),
        "block",
    ),
}
_BOXES: Final = frozenset({"flex", "inline-flex", "grid", "inline-grid"})
_OUTSIDE: Final = frozenset({"absolute", "fixed"})
_SAME: Final = {"-webkit-flex": "flex", "-webkit-inline-flex": "inline-flex", "-webkit-grid": "grid"}
# Two words for one: `block flex` is `flex`.
_TWO: Final = {
    frozenset({"block", "flow"}): "block",
    frozenset({"inline", "flow"}): "inline",
    frozenset({"block", "flow-root"}): "flow-root",
    frozenset({"inline", "flow-root"}): "inline-block",
    **{frozenset({"block", kind}): kind for kind in ("flex", "grid", "table", "math", "ruby")},
    **{frozenset({"inline", kind}): f"inline-{kind}" for kind in ("flex", "grid", "table")},
    frozenset({"inline", "ruby"}): "ruby",
    frozenset({"inline", "math"}): "math",
    frozenset({"block", "ruby"}): "block ruby",
    frozenset({"list-item", "block"}): "list-item",
    frozenset({"list-item", "block", "flow"}): "list-item",
    frozenset({"list-item", "flow"}): "list-item",
}
_ONE: Final = {"flow": "block"}


# Boxes of their own, whatever stands inside them.
_CONTROLS: Final = frozenset({"button", "input", "select", "textarea", "meter", "progress"})
_REPLACED: Final = frozenset(
    {"img", "input", "select", "textarea", "iframe", "video", "br", "object", "canvas", "audio"}
)
_WITHOUT: Final = _REPLACED | {"meter", "progress", "wbr", "embed"}  # never `contents`
_BLOCKS: Final = frozenset({"list-item", "table"})
_OUTER: Final = frozenset({"block", "flex", "grid", "none", "contents", "flow-root", "inline-flex", "inline-grid"})


def _short(cascade: Cascade, element: Element) -> str | None:
    """The display that is asked for, in its short form."""
    names = [ident(part) for part in words(parsed(cascade.style(element, "display").value))]
    if not names or any(name is None for name in names):
        return None
    if len(names) == 1:
        name = str(names[0])
        return _SAME.get(_ONE.get(name, name), _ONE.get(name, name))
    return _TWO.get(frozenset(str(name) for name in names))


def blockified(cascade: Cascade, element: Element) -> str | None:
    """The display of an element where it stands; one that inherits it has what the element around it came to."""
    chain = [element]
    while chain[-1].parent is not None and cascade.inherits(chain[-1], "display"):
        chain.append(chain[-1].parent)
    found = _short(cascade, chain[-1])
    for one in reversed(chain):
        found = _placed(cascade, one, found)
    return found


def _placed(cascade: Cascade, element: Element, own: str | None) -> str | None:
    """What a display comes to on an element."""
    name = element.name
    if own == "contents" and name in _WITHOUT:
        return "none"
    if name in _CONTROLS and own is not None and own not in _OUTER:
        own = "block" if own in _BLOCKS else "inline-block"
    if element.parent is None:
        return "block" if own == "contents" else _BLOCK.get(own or "", own)
    if own in {None, "none", "contents"}:
        return own
    becomes_block = _stands_alone(cascade, element)
    return None if becomes_block is None else _BLOCK.get(str(own), own) if becomes_block else own


def _stands_alone(cascade: Cascade, element: Element) -> bool | None:
    """Whether an element is a block wherever it stands; None where nobody knows."""
    style = cascade.style
    if style(element, "position").value.lower() in _OUTSIDE or style(element, "float").value.lower() != "none":
        return True
    around = element.parent
    if around is not None and element.name == "legend" and around.name == "fieldset":
        return True
    while around is not None:
        kind = blockified(cascade, around) if cascade.inherits(around, "display") else _short(cascade, around)
        if kind != "contents":
            return None if kind is None else kind in _BOXES
        around = around.parent
    return False
