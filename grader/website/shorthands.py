"""Shorthands taken apart: `margin: 1em auto` is four properties, `background: red` sets eight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.website.colour import is_colour
from grader.website.properties import INITIAL, SHORTHANDS, SIDES
from grader.website.values import FONT_SIZES, LINES, WIDE, ident, invalid, is_length, text_of, trimmed, words

_REPEATS = frozenset({"repeat", "repeat-x", "repeat-y", "no-repeat", "space", "round"})
_BOXES = frozenset({"border-box", "padding-box", "content-box", "text"})
_POSITIONS = frozenset({"left", "right", "top", "bottom", "center"})
_SYSTEM_FONTS = frozenset({"caption", "icon", "menu", "message-box", "small-caption", "status-bar"})
_STRETCHES = frozenset(
    {f"{much}{way}" for much in ("ultra-", "extra-", "semi-", "") for way in ("condensed", "expanded")}
)
_DECORATIONS = frozenset({"none", "underline", "overline", "line-through", "blink"})
_MARKS = frozenset({"solid", "double", "dotted", "dashed", "wavy"})

Longhands = tuple[tuple[str, str], ...]


def expand(name: str, tokens: Sequence[Any]) -> Longhands | None:
    """The properties a declaration sets and their values as text; None for a value that browsers throw away.

    The value holds no `var()` any more: what that will be is known at the element alone.
    """
    parts = words(tokens)
    if name not in SHORTHANDS:
        return None if invalid(name, tokens) else ((name, text_of(trimmed(tokens))),)
    names = SHORTHANDS[name]
    if not parts or any(part.type == "error" or part in (":", "!") for part in parts):
        return None
    word = ident(parts[0])
    if len(parts) == 1 and word in WIDE:
        return tuple((longhand, str(word)) for longhand in names)
    found = _split(name, parts)
    if found is None:
        return None
    whole = {longhand: INITIAL[longhand] for longhand in names} | found
    if any(invalid(longhand, (token,)) for longhand, token in _checked(name, parts)):
        return None
    return tuple(whole.items())


def _checked(name: str, parts: list[Any]) -> list[tuple[str, Any]]:
    """The pieces of a four-sided shorthand with the property that judges them."""
    if name in {"margin", "padding", "inset", "border-width", "border-style", "border-color"}:
        return [(SHORTHANDS[name][0], part) for part in parts]
    return []


def _split(name: str, parts: list[Any]) -> dict[str, str] | None:  # noqa: PLR0911 - one line a shorthand
    if name in {"margin", "padding", "inset", "border-width", "border-style", "border-color"}:
        return _four(SHORTHANDS[name], parts)
    if name == "border-radius":
        before_slash = parts[: next((at for at, part in enumerate(parts) if part == "/"), len(parts))]
        return _four(SHORTHANDS[name], before_slash)
    if name in {"border", "outline"} or name.removeprefix("border-") in SIDES:
        return _line(name, parts)
    if name == "background":
        return _background(parts)
    if name == "font":
        return _font(parts)
    if name in {"gap", "overflow", "flex-flow"}:
        return _pair(name, parts)
    if name == "text-decoration":
        return _decoration(parts)
    return _flex(parts) if name == "flex" else _list_style(parts)


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


def _line(name: str, parts: list[Any]) -> dict[str, str] | None:
    """Width, style and colour in any order: `border`, one side of it, `outline`."""
    found: dict[str, str] = {}
    for part in parts:
        text = text_of([part])
        if ident(part) in LINES:
            kind = "style"
        elif ident(part) in {"thin", "medium", "thick"} or is_length(part, negative=False, percent=False):
            kind = "color" if part.type == "function" and is_colour(text) else "width"
        elif is_colour(text):
            kind = "color"
        else:
            return None
        if kind in found:
            return None
        found[kind] = text
    names = [name] if name != "border" else [f"border-{side}" for side in SIDES]
    return {f"{side}-{kind}": text for side in names for kind, text in found.items()}


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


def _pair(name: str, parts: list[Any]) -> dict[str, str] | None:
    if len(parts) > 2:
        return None
    first, last = text_of([parts[0]]), text_of([parts[-1]])
    if name != "flex-flow":
        return dict(zip(SHORTHANDS[name], (first, last), strict=True))
    return {
        "flex-wrap" if "wrap" in text_of([part]).lower() else "flex-direction": text_of([part]).lower()
        for part in parts
    }


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
