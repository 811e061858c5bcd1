"""What people write who know another name for a property or for one of its words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "colour": "color",
        "font-color": "color",
        "font-colour": "color",
        "text-color": "color",
        "text-colour": "color",
        "backgroundcolor": "background-color",
        "background-colour": "background-color",
        "bgcolor": "background-color",
        "bg-color": "background-color",
        "background-img": "background-image",
        "fontsize": "font-size",
        "text-size": "font-size",
        "font-type": "font-family",
        "fontfamily": "font-family",
        "font-name": "font-family",
        "font-face": "font-family",
        "bold": "font-weight",
        "font-bold": "font-weight",
        "italic": "font-style",
        "textalign": "text-align",
        "align": "text-align",
        "text-allign": "text-align",
        "center": "text-align",
        "underline": "text-decoration",
        "text-underline": "text-decoration",
        "text-style": "font-style",
        "spacing": "margin",
        "border-colour": "border-color",
        "border-round": "border-radius",
        "corner-radius": "border-radius",
        "size": "font-size",
        "hight": "height",
        "heigth": "height",
        "widht": "width",
        "shadow": "box-shadow",
        "flex-align": "align-items",
        "transparency": "opacity",
    }
)
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "centre": "center",
        "centered": "center",
        "middle": "center",
        "boldest": "bold",
        "underlined": "underline",
        "italics": "italic",
        "grey": "gray",
        "golden": "gold",
        "visable": "visible",
        "hide": "hidden",
        "line-block": "inline-block",
    }
)
