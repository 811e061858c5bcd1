"""What took the place of elements and attributes of the past. The names are the tables'; the advice is Kru's."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# CSS, or an element in its brackets; an element that is not here has nothing in its place.
ELEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "acronym": "<abbr>",
        "applet": "<object>",
        "basefont": "font-size, font-family, color",
        "bgsound": "<audio>",
        "big": "font-size: larger",
        "blink": "animation",
        "center": "text-align: center",
        "dir": "<ul>",
        "font": "color, font-size, font-family",
        "frame": "<iframe>",
        "frameset": "<iframe>",
        "listing": "<pre>",
        "marquee": "animation",
        "multicol": "columns",
        "nobr": "white-space: nowrap",
        "noembed": "<object>",
        "noframes": "<iframe>",
        "param": "<object>",
        "plaintext": "<pre>",
        "spacer": "margin",
        "strike": "<s>",
        "tt": "<code>",
        "xmp": "<pre>",
    }
)
ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "alink": "color on a:active",
        "background": "background-image",
        "bgcolor": "background-color",
        "border": "border",
        "bordercolor": "border-color",
        "bottommargin": "margin",
        "cellpadding": "padding on td",
        "cellspacing": "border-spacing",
        "clear": "clear",
        "color": "color",
        "compact": "margin",
        "face": "font-family",
        "frameborder": "border",
        "height": "height",
        "hspace": "margin",
        "leftmargin": "margin",
        "link": "color on a",
        "marginheight": "padding",
        "marginwidth": "padding",
        "noshade": "border",
        "nowrap": "white-space: nowrap",
        "rightmargin": "margin",
        "rules": "border",
        "scrolling": "overflow",
        "size": "height",
        "text": "color",
        "topmargin": "margin",
        "type": "list-style-type",
        "valign": "vertical-align",
        "vlink": "color on a:visited",
        "vspace": "margin",
        "width": "width",
    }
)


def instead_of(element: str, attribute: str) -> str:
    """The CSS for an attribute of the past on this element; empty when there is none."""
    if attribute == "align":
        floating = {"img": "float", "iframe": "float", "object": "float", "table": "margin: auto", "hr": "margin: auto"}
        return floating.get(element, "text-align")
    if (element, attribute) in {("script", "language"), ("script", "type"), ("a", "type"), ("link", "type")}:
        return ""
    return ATTRIBUTES.get(attribute, "")
