"""Families of colours: which of "red", "purple", "grey" and the like a colour belongs to. Some belong to two."""

from __future__ import annotations

import colorsys

from grader.website.colour import Colour

# Degrees of hue, from and to. They overlap: what people call orange or red, blue or purple, differs.
_HUES = {
    "red": (342, 374),
    "orange": (9, 46),
    "yellow": (42, 70),
    "green": (66, 180),
    "turquoise": (158, 200),
    "blue": (182, 262),
    "purple": (247, 326),
    "pink": (296, 374),
}
_HUELESS = 0.13  # saturation below which no hue is seen
_GREYISH = 0.28  # and below which it is a grey with a hue
_DARK, _LIGHT = 0.10, 0.93  # lightness of black and of white
_FAINT = 0.04  # between the strongest and the weakest of its three lights: below that no hue is seen


def families(colour: Colour) -> frozenset[str]:
    """The families a colour belongs to; none when it cannot be seen."""
    if colour.alpha == 0:
        return frozenset()
    red, green, blue = (min(1.0, max(0.0, part)) for part in (colour.red, colour.green, colour.blue))
    turn, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    hue, chroma = turn * 360, max(red, green, blue) - min(red, green, blue)
    found = set()
    if light <= _DARK or (light < _DARK * 2 and saturation < _HUELESS):
        found.add("black")
    elif light >= _LIGHT:
        found.add("white")
    elif saturation < _GREYISH:
        found.add("grey")
    if saturation >= _HUELESS and chroma >= _FAINT and light > _DARK / 2:
        found |= _hues(hue, light, saturation)
    return frozenset(found)


def _hues(hue: float, light: float, saturation: float) -> set[str]:
    found = {name for name, (low, high) in _HUES.items() if low <= hue <= high or low <= hue + 360 <= high}
    pale = light >= 0.65
    if light < 0.5 or (not pale and (hue < 296 or hue > 350)):
        found.discard("pink")  # a strong one is red or purple
    if light >= 0.8:
        found.discard("red")
        if 238 <= hue <= 247:
            found.add("purple")  # lavender
    dull = saturation < 0.5 and light < 0.75 and hue >= 20
    if hue <= 46 and (dull or (light < 0.5 and saturation < 0.9)):
        found.add("brown")
        found.discard("yellow")
    return found
