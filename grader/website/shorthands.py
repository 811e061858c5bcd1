"""Shorthands taken apart: `margin: 1em auto` is four properties, `background: red` sets eight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.website.colour import is_colour
from grader.website.properties import INITIAL, LOGICAL, SHORTHANDS, SIDES, everything
from grader.website.values import FONT_SIZES, LINES, WIDE, ident, invalid, is_length, parsed, text_of, trimmed, words

_REPEATS = frozenset({"repeat", "repeat-x", "repeat-y", "no-repeat", "space", "round"})
_BOXES = frozenset({"border-box", "padding-box", "content-box", "text"})
_POSITIONS = frozenset({"left", "right", "top", "bottom", "center"})
_SYSTEM_FONTS = frozenset({"caption", "icon", "menu", "message-box", "small-caption", "status-bar"})
_STRETCHES = frozenset(
    {f"{much}{way}" for much in ("ultra-", "extra-", "semi-", "") for way in ("condensed", "expanded")}
)
_DECORATIONS = frozenset({"none", "underline", "overline", "line-through", "blink"})
_MARKS = frozenset({"solid", "double", "dotted", "dashed", "wavy"})

_LINES = frozenset(
    {"border", "outline", *(f"border-{side}" for side in SIDES)}
    | {f"border-{way}{end}" for way in ("block", "inline") for end in ("", "-start", "-end")}
)
_FOURS = frozenset({"margin", "padding", "inset", "border-width", "border-style", "border-color"})
_PAIRS = frozenset({"gap", "overflow", *(name for name, sides in LOGICAL.items() if len(sides) == 2)} - _LINES)
# The standard for old pages (quirks.spec.whatwg.org) lists them.
_QUIRKY_LENGTHS = frozenset(
    {"background-position", "border-spacing", *(f"border-{side}-width" for side in SIDES), "border-width", "clip"}
    | {"font-size", "height", "width", "letter-spacing", "margin", "padding", "text-indent", "vertical-align", *SIDES}
    | {*(f"margin-{side}" for side in SIDES), *(f"padding-{side}" for side in SIDES), "word-spacing"}
    | {f"{bound}-{way}" for bound in ("max", "min") for way in ("width", "height")}
)
_QUIRKY_COLOURS = frozenset({"color", "background-color", "border-color", *(f"border-{side}-color" for side in SIDES)})

Longhands = tuple[tuple[str, str], ...]


def expand(name: str, tokens: Sequence[Any]) -> Longhands | None:
    """The properties a declaration sets and their values as text; None for a value that browsers throw away.

    The value holds no `var()` any more: what that will be is known at the element alone.
    """
    if invalid(name, tokens):
        return None
    names = SHORTHANDS.get(name)
    parts = words(tokens)
    word = ident(parts[0]) if len(parts) == 1 else None
    if name == "all":
        return tuple((longhand, str(word)) for longhand in everything()) if word in WIDE else None
    if names is None or len(names) == 1:
        return ((names[0] if names else name, text_of(trimmed(tokens))),)
    if word in WIDE:
        return tuple((longhand, str(word)) for longhand in names)
    found = _split(name, names, parts)
    if found is None:
        return None
    return tuple(({longhand: INITIAL[longhand] for longhand in names} | found).items())


def quirky(name: str, tokens: Sequence[Any]) -> Longhands | None:
    """The same for a value that browsers take in quirks mode alone: `width: 50`, `color: ff80ff`."""
    if name in _QUIRKY_LENGTHS:
        text = " ".join(f"{text_of([part])}px" if part.type == "number" else text_of([part]) for part in words(tokens))
    elif name in _QUIRKY_COLOURS:
        text = " ".join(_hashed(text_of([part])) for part in words(tokens))
    else:
        return None
    return expand(name, parsed(text))


def _hashed(text: str) -> str:
    return f"#{text}" if len(text) in {3, 6} and all(sign in "0123456789abcdefABCDEF" for sign in text) else text


def _split(name: str, names: tuple[str, ...], parts: list[Any]) -> dict[str, str] | None:  # noqa: PLR0911 - one line a shorthand
    if name in _LINES:
        return _line(names, parts)
    if name in _FOURS:
        return _four(names, parts)
    if name in _PAIRS:
        return _pair(names, parts)
    if name == "border-radius":
        before_slash = parts[: next((at for at, part in enumerate(parts) if part == "/"), len(parts))]
        return _four(names, before_slash)
    if name == "background":
        return _background(parts)
    if name == "font":
        return _font(parts)
    if name == "flex-flow":
        return {
            "flex-wrap" if "wrap" in text_of([part]).lower() else "flex-direction": text_of([part]).lower()
            for part in parts
        }
    if name == "text-decoration":
        return _decoration(parts)
    if name == "flex":
        return _flex(parts)
    return _list_style(parts) if name == "list-style" else _placed(names, parts)


def _four(names: tuple[str, ...], parts: list[Any]) -> dict[str, str] | None:
    """One to four values round the box, clockwise from the top."""
    if not 1 <= len(parts) <= 4:
        return None
    values = [text_of([part]) for part in parts]
    top = values[0]
    right = values[1] if len(values) > 1 else top
    bottom = values[2] if len(values) > 2 else top
    left = values[3] if len(values) > 3 else right
    return dict(zip(names, (top, right, bottom, left), strict=True))


def _line(names: tuple[str, ...], parts: list[Any]) -> dict[str, str] | None:
    """Width, style and colour in any order: `border`, one side of it, `outline`."""
    found: dict[str, str] = {}
    for part in parts:
        text = text_of([part])
        if ident(part) in LINES:
            kind = "style"
        elif ident(part) in {"thin", "medium", "thick"} or is_length(part, negative=False, percent=False):
            kind = "width"
        elif is_colour(text):
            kind = "color"
        else:
            return None
        if kind in found:
            return None
        found[kind] = text
    return {name: found[kind] for name in names if (kind := name.rpartition("-")[2]) in found}


def _background(parts: list[Any]) -> dict[str, str] | None:
    layers: list[list[Any]] = [[]]
    for part in parts:
        if part == ",":
            layers.append([])
        else:
            layers[-1].append(part)
    images: list[str] = []
    found: dict[str, str] = {}
    for layer in layers:
        one = _background_layer(layer)
        if one is None:
            return None
        images.append(one.get("background-image", "none"))
        found.update(one)  # the colour stands in the last layer
    found["background-image"] = ", ".join(images)
    return found


def _background_layer(parts: list[Any]) -> dict[str, str] | None:  # noqa: C901 - one branch a kind of word
    found: dict[str, str] = {}
    for at, part in enumerate(parts):
        word, text = ident(part), text_of([part])
        if part == "/" or (at and parts[at - 1] == "/") or word in {"cover", "contain"}:
            found["background-size"] = (found.get("background-size", "") + f" {text}").strip(" /")
        elif part.type == "url" or (part.type == "function" and not is_colour(text)) or word == "none":
            found["background-image"] = text
        elif is_colour(text):
            if "background-color" in found:
                return None
            found["background-color"] = text
        elif word in _REPEATS:
            found["background-repeat"] = (found.get("background-repeat", "") + f" {text}").strip()
        elif word in {"scroll", "fixed", "local"}:
            found["background-attachment"] = text
        elif word in _BOXES:
            found["background-clip" if "background-origin" in found else "background-origin"] = text
        elif word in _POSITIONS or is_length(part):
            found["background-position"] = (found.get("background-position", "") + f" {text}").strip()
        elif word != "auto":
            return None
    return found


def _font(parts: list[Any]) -> dict[str, str] | None:  # noqa: C901 - one branch a kind of word
    if len(parts) == 1:
        return {} if ident(parts[0]) in _SYSTEM_FONTS else None
    found: dict[str, str] = {}
    at = 0
    while at < len(parts):
        part, word = parts[at], ident(parts[at])
        if word in {"italic", "oblique"}:
            found["font-style"] = str(word)
        elif word in {"bold", "bolder", "lighter"} or (part.type == "number" and part.value >= 1):
            found["font-weight"] = text_of([part])
        elif word == "small-caps":
            found["font-variant"] = word
        elif word in _STRETCHES:
            found["font-stretch"] = str(word)
        elif word != "normal":
            break
        at += 1
    if at >= len(parts) - 1 or not (
        ident(parts[at]) in {*FONT_SIZES, "smaller", "larger"} or is_length(parts[at], negative=False)
    ):
        return None  # a size and a family are needed, in this order
    found["font-size"] = text_of([parts[at]])
    at += 1
    if parts[at] == "/" and at + 1 < len(parts):
        found["line-height"] = text_of([parts[at + 1]])
        at += 2
    family = parts[at:]
    if not family or invalid("font-family", family):
        return None
    found["font-family"] = "".join(
        ("" if at == 0 or part == "," else " ") + text_of([part]) for at, part in enumerate(family)
    )
    return found


def _pair(names: tuple[str, ...], parts: list[Any]) -> dict[str, str] | None:
    """One value for both, or one each."""
    if len(parts) > 2:
        return None
    return dict(zip(names, (text_of([parts[0]]), text_of([parts[-1]])), strict=True))


def _placed(names: tuple[str, ...], parts: list[Any]) -> dict[str, str]:
    """`place-items` and its like: words such as `first baseline` belong together."""
    together: list[list[Any]] = []
    for part in parts:
        if together and text_of([together[-1][-1]]).lower() in {"first", "last", "safe", "unsafe", "legacy"}:
            together[-1].append(part)
        else:
            together.append([part])
    texts = [" ".join(text_of([part]) for part in group) for group in together]
    return dict(zip(names, (texts[0], texts[-1]), strict=True))


def _decoration(parts: list[Any]) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for part in parts:
        word, text = ident(part), text_of([part])
        if word in _DECORATIONS:
            found["text-decoration-line"] = f"{found.get('text-decoration-line', '')} {word}".strip()
        elif word in _MARKS:
            found["text-decoration-style"] = str(word)
        elif is_colour(text):
            found["text-decoration-color"] = text
        elif is_length(part) or word in {"auto", "from-font"}:
            found["text-decoration-thickness"] = text
        else:
            return None
    return found


def _flex(parts: list[Any]) -> dict[str, str] | None:
    word = ident(parts[0])
    if len(parts) == 1 and word in {"none", "auto"}:
        number = "0" if word == "none" else "1"
        return {"flex-grow": number, "flex-shrink": number, "flex-basis": "auto"}
    found = {"flex-grow": "1", "flex-shrink": "1", "flex-basis": "0"}
    numbers = [part for part in parts if part.type == "number"]
    sizes = [part for part in parts if part.type != "number"]
    if len(numbers) > 3 or len(sizes) > 1:
        return None
    for name, part in zip(("flex-grow", "flex-shrink", "flex-basis"), numbers, strict=False):
        found[name] = text_of([part])
    if sizes:
        found["flex-basis"] = text_of(sizes)
    return found


def _list_style(parts: list[Any]) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for part in parts:
        word, text = ident(part), text_of([part])
        if word in {"inside", "outside"}:
            found["list-style-position"] = str(word)
        elif part.type in {"url", "function"}:
            found["list-style-image"] = text
        elif part.type in {"ident", "string"}:
            found["list-style-type"] = text
        else:
            return None
    return found
