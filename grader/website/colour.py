"""Colours: every notation is the same colour, and how well one reads on another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tinycss2.color4 import parse_color

# Colours the browser takes from the system: the usual light look.
_SYSTEM = {
    "canvas": "white",
    "canvastext": "black",
    "linktext": "#0000ee",
    "visitedtext": "#551a8b",
    "activetext": "#ff0000",
    "buttonface": "#efefef",
    "buttontext": "black",
    "field": "white",
    "fieldtext": "black",
    "graytext": "#808080",
    "highlight": "#b5d5ff",
    "highlighttext": "black",
    "mark": "yellow",
    "marktext": "black",
    "buttonborder": "black",
    "accentcolor": "#0075ff",
    "accentcolortext": "white",
    "selecteditem": "#b5d5ff",
    "selecteditemtext": "black",
    # by names that browsers keep for old pages
    **dict.fromkeys(("threedface", "buttonhighlight", "buttonshadow"), "#efefef"),
    **dict.fromkeys(("captiontext", "infotext", "menutext", "windowtext", "activeborder", "inactiveborder"), "black"),
    **dict.fromkeys(
        ("threeddarkshadow", "threedhighlight", "threedlightshadow", "threedshadow", "windowframe"), "black"
    ),
    **dict.fromkeys(("appworkspace", "background", "inactivecaption", "infobackground", "menu", "window"), "white"),
    **dict.fromkeys(("activecaption", "scrollbar"), "white"),
    "inactivecaptiontext": "#808080",
}
# From CIE XYZ to linear sRGB, for both white points (CSS Color 4 gives the numbers).
_FROM_D65 = (
    (3.2409699419, -1.5373831776, -0.4986107603),
    (-0.9692436363, 1.8759675015, 0.0415550574),
    (0.0556300797, -0.2039769589, 1.0569715142),
)
_FROM_D50 = (
    (3.1341359, -1.6173863, -0.4906619),
    (-0.9787955, 1.9162543, 0.0334427),
    (0.0719554, -0.2289768, 1.4053862),
)


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green, blue and alpha, each from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, below: Colour) -> Colour:
        """This colour painted on another."""
        alpha = self.alpha + below.alpha * (1 - self.alpha)
        if alpha == 0:
            return Colour(0, 0, 0, 0)

        def mix(mine: float, other: float) -> float:
            return (mine * self.alpha + other * below.alpha * (1 - self.alpha)) / alpha

        return Colour(mix(self.red, below.red), mix(self.green, below.green), mix(self.blue, below.blue), alpha)

    @property
    def hex(self) -> str:
        """As `#rrggbb`; with the alpha behind it where it is not solid."""
        parts = [self.red, self.green, self.blue] + ([self.alpha] if self.alpha < 1 else [])
        return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02x}" for part in parts)

    @property
    def luminance(self) -> float:
        """Relative luminance as WCAG 2 defines it."""

        def linear(part: float) -> float:
            part = min(1.0, max(0.0, part))
            return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

        return 0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)


WHITE = Colour(1, 1, 1)
BLACK = Colour(0, 0, 0)


@lru_cache(maxsize=2048)
def colour(text: str) -> Colour | None:
    """The colour a CSS value means, in any notation; None when it is no colour or depends on the element."""
    text = text.strip().lower()
    found = parse_color(_SYSTEM.get(text, text))
    if found is None or found == "currentcolor":
        return None
    space = found.space
    if space in {"srgb", "hsl", "hwb"}:
        red, green, blue, alpha = found.to("srgb")
    elif space in {"oklab", "oklch", "xyz", "xyz-d65"}:
        x, y, z, alpha = found.to("xyz-d65")
        red, green, blue = (_encoded(row[0] * x + row[1] * y + row[2] * z) for row in _FROM_D65)
    elif space in {"lab", "lch", "xyz-d50"}:
        x, y, z, alpha = found.to("xyz-d50")
        red, green, blue = (_encoded(row[0] * x + row[1] * y + row[2] * z) for row in _FROM_D50)
    else:  # wide screens only: no opinion
        return None
    return Colour(red or 0.0, green or 0.0, blue or 0.0, alpha)


def _encoded(linear: float) -> float:
    linear = min(1.0, max(0.0, linear))
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * float(linear ** (1 / 2.4)) - 0.055


def is_system(word: str) -> bool:
    """Whether a word is a colour that the browser takes from the system."""
    return word.lower() in _SYSTEM


def is_colour(text: str) -> bool:
    """Whether a value is a colour, `currentcolor` among them."""
    return text.strip().lower() == "currentcolor" or colour(text) is not None


def contrast(first: Colour, second: Colour) -> float:
    """The WCAG 2 contrast ratio of two solid colours, 1 to 21."""
    lighter, darker = sorted((first.luminance, second.luminance), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
