"""Equivalent solutions never differ: the same looks, written in many ways, are the same to every question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.check import counting
from grader.website.criterion.check import PageParams, observe
from tests.kit.site import indexed

Looks = Mapping[str, str]

QUESTIONS: tuple[dict[str, Any], ...] = (
    {"page": "p", "style": {"color": "purple"}},
    {"page": "h2, p", "style": {"color": {"family": ["purple", "green"]}}},
    {"page": "p", "style": {"color": {"contrast": 4.5}}},
    {"page": "p", "style": {"color": {"contrast": "aa"}}, "share": "all"},
    {"page": "p", "style": {"background-color": "set"}},
    {"page": "p", "style": {"background": {"not": ["yellow", "navy"]}}},
    {"page": "h2", "style": {"font-weight": {"min": 600}}},
    {"page": "p", "style": {"font-weight": "bold"}},
    {"page": "p, h2", "style": {"font-size": {"min": 18}}},
    {"page": "p, h2", "style": {"font-size": {"max": "1.5rem"}, "text-align": "center"}},
    {"page": "p", "style": {"font-family": "own"}},
    {"page": "p", "style": {"font-family": ["Arial", "Noto Sans"]}},
    {"page": "p", "style": {"padding": {"min": 8}}},
    {"page": "p", "style": {"padding": "set"}},
    {"page": "p", "style": {"margin-left": {"min": "1rem"}}},
    {"page": "p", "style": {"border": "2px solid red"}},
    {"page": "p", "style": {"border-width": {"min": 2}}},
    {"page": "p", "style": {"border-color": {"family": "red"}}},
    {"page": "p", "style": {"line-height": {"min": 1.5}}},
    {"page": "p", "style": {"color": {"differs_from": "h2"}}},
    {"page": "p", "style": {"display": "flex"}, "share": "60 %"},
    {"page": "p", "style": {"color": "own", "padding": "own"}, "text": {"min_words": 2}, "count": {"min": 2}},
)
_COLOURS = {
    "purple": ["purple", "#800080", "rgb(128, 0, 128)", "hsl(300 100% 25.1%)", "PURPLE", "rgb(128 0 128 / 1)"],
    "green": ["green", "#008000", "rgb(0 128 0)", "hsl(120deg, 100%, 25.1%)", "#008000ff"],
    "navy": ["navy", "#000080", "rgb(0, 0, 128)"],
    "yellow": ["yellow", "#ff0", "#FFFF00", "hsl(60, 100%, 50%)"],
    "#aaa": ["#aaa", "#aaaaaa", "rgb(170, 170, 170)", "rgb(170 170 170)"],
    "white": ["white", "#fff", "hwb(0 100% 0%)"],
    "red": ["red", "#f00", "rgb(100% 0% 0%)", "hsl(0, 100%, 50%)"],
}
_PIXELS = ("4px", "8px", "16px", "20px", "24px")
_LOOKS: Mapping[str, tuple[str, ...]] = {
    "color": tuple(_COLOURS),
    "background-color": ("yellow", "navy", "white"),
    "font-weight": ("400", "700"),
    "font-size": _PIXELS[2:],
    "font-family": ("Arial", "'Noto Sans'"),
    "text-align": ("left", "center"),
    "line-height": ("1.5", "1.2", "2"),
    "display": ("block", "flex"),
}
_WEIGHTS = {"400": ["400", "normal"], "700": ["700", "bold"]}
_GROUPS = ("padding", "margin")
_SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True)
class Part:
    """An element of the page: its name, what it says, how it must look."""

    name: str
    words: str
    looks: Looks


def _page(random: Random) -> list[Part]:
    parts = []
    for number in range(random.randint(2, 6)):
        looks = {name: random.choice(values) for name, values in _LOOKS.items() if random.random() < 0.35}
        for group in _GROUPS:
            if random.random() < 0.4:
                looks |= {f"{group}-{side}": random.choice(_PIXELS) for side in _SIDES}
        if random.random() < 0.4:
            looks |= dict(zip(("border-width", "border-style", "border-color"), ("2px", "solid", "red"), strict=True))
        parts.append(Part(random.choice(["p", "p", "h2"]), f"part {number}", looks))
    return parts


# --- ways to write one thing


def _written(random: Random, name: str, value: str, looks: Looks) -> str:
    if value in _COLOURS:
        return random.choice(_COLOURS[value])
    if name == "font-weight":
        return random.choice(_WEIGHTS[value])
    if name == "line-height":
        return random.choice([value, f"{float(value) * 100:g}%", f"{value}em"])
    if value.endswith("px"):
        pixels = float(value[:-2])
        ways = [value, f"{pixels / 16:g}rem", f"{pixels * 0.75:g}pt"]
        if name != "font-size" and "font-size" in looks:
            ways.append(f"{pixels / float(looks['font-size'][:-2]):.6g}em")
        return random.choice(ways)
    return value if name == "font-family" else random.choice([value, value.upper()])


def _declarations(random: Random, looks: Looks, variables: list[str]) -> str:
    """The looks as declarations: longhands or shorthands, other notations, variables, what is overwritten at once."""
    said: list[str] = []
    left = dict(looks)
    for group in _GROUPS:
        sides = [f"{group}-{side}" for side in _SIDES]
        if sides[0] in left and random.random() < 0.5:
            values = [_written(random, side, left.pop(side), looks) for side in sides]
            said.append(f"{group}: {' '.join(values)}")
    if "border-width" in left and random.random() < 0.6:
        pieces = [_written(random, name, left.pop(f"border-{name}"), looks) for name in ("width", "style", "color")]
        random.shuffle(pieces)
        said.append(f"border: {' '.join(pieces)}")
    if "background-color" in left and random.random() < 0.5:
        said.append(f"background: {_written(random, 'background-color', left.pop('background-color'), looks)}")
    if {"font-size", "font-family", "font-weight", "line-height"} <= set(left) and random.random() < 0.7:
        weight, size, family = (left.pop(f"font-{name}") for name in ("weight", "size", "family"))
        said.append(f"font: {weight} {size}/{left.pop('line-height')} {family}")
    for name, value in left.items():
        text = _written(random, name, value, looks)
        if random.random() < 0.2:
            variables.append(f"--v{len(variables)}: {text}")
            # A length in em would be one of where the variable is used, which is what is meant.
            text = f"var(--v{len(variables) - 1})"
        said.append(f"{random.choice([name, name.upper()])}: {text}")
    random.shuffle(said)
    if random.random() < 0.3 and looks:
        said.insert(0, "color: teal" if "color" in looks else "cursor: pointer")
        if "color" in looks:
            said.append(f"color: {_written(random, 'color', looks['color'], looks)}")
    return ";".join(said)


Way = Callable[[Random, list[Part]], dict[str, str]]


def _html(parts: list[Part], head: str, attributes: Callable[[int, Part], str]) -> str:
    body = "\n".join(
        f"<{part.name}{attributes(number, part)}>{part.words}</{part.name}>" for number, part in enumerate(parts)
    )
    return f"<!doctype html><title>x</title>{head}<main>\n{body}\n</main>"


def _rules(random: Random, parts: list[Part], selector: Callable[[int, Part], str]) -> str:
    variables: list[str] = []
    rules = []
    for number, part in enumerate(parts):
        text = _declarations(random, part.looks, variables)
        rule = f"{selector(number, part)} {{ {text} }}"
        if random.random() < 0.2:
            rule = random.choice(["@media screen", "@media (min-width: 300px)", "@media all"]) + f" {{ {rule} }}"
        rules.append(rule)
    random.shuffle(rules)
    root = f":root {{ {';'.join(variables)} }}\n" if variables else ""
    noise = random.choice(
        ["", "/* p { color: green } */\n", ".nobody { color: purple }\n", "p.none { padding: 9px }\n"]
    )
    return f"{noise}{root}" + "\n".join(rules)


def _identity(number: int, _: Part) -> str:
    return f' class="c{number} x" id="i{number}"'


def by_class_in_a_file(random: Random, parts: list[Part]) -> dict[str, str]:
    css = _rules(random, parts, lambda number, _: f".c{number}")
    return {"index.html": _html(parts, '<link rel="stylesheet" href="s.css">', _identity), "s.css": css}


def by_id_in_a_style(random: Random, parts: list[Part]) -> dict[str, str]:
    css = _rules(random, parts, lambda number, _: f"#i{number}")
    return {"index.html": _html(parts, f"<style>{css}</style>", _identity)}


def by_place_in_a_style(random: Random, parts: list[Part]) -> dict[str, str]:
    css = _rules(random, parts, lambda number, part: f"main > {part.name}:nth-child({number + 1})")
    return {"index.html": _html(parts, f"<style>{css}</style>", _identity)}


def in_the_tags(random: Random, parts: list[Part]) -> dict[str, str]:
    variables: list[str] = []
    texts = [_declarations(random, part.looks, variables) for part in parts]
    head = f"<style>body {{ {';'.join(variables)} }}</style>"
    return {"index.html": _html(parts, head, lambda number, _: f' style="{texts[number]}"')}


def stronger_than_others(random: Random, parts: list[Part]) -> dict[str, str]:
    """Weaker rules of every kind stand before and behind."""
    weak = ":where(p, h2) { color: teal; padding: 3px }"
    names = sorted({name for part in parts for name in part.looks})
    every = all(set(names) == set(part.looks) for part in parts)
    css = _rules(random, parts, lambda number, _: f"main .x#i{number}")
    behind = "p, h2 { " + ";".join(f"{name}: inherit" for name in names) + " }" if every else ""
    weak = weak if every and {"color", "padding-top"} <= set(names) else ""
    return {
        "index.html": _html(parts, '<link rel="stylesheet" href="a.css">', _identity),
        "a.css": f"@import 's.css';\n{behind}\n{weak}",
        "s.css": css,
    }


WAYS: tuple[Way, ...] = (by_class_in_a_file, by_id_in_a_style, by_place_in_a_style, in_the_tags, stronger_than_others)


def _asked(files: Mapping[str, str]) -> list[tuple[int, int, list[str]]]:
    """What every question finds: the amount, how many were looked at, and the words of the elements that hold."""
    index = indexed(files)
    lines = files["index.html"].split("\n")
    answers = []
    for keys in QUESTIONS:
        found = counting("count", observe(index, PageParams(**keys)))
        words = [lines[(place.line or 1) - 1].split("<")[-2].split(">")[1] for place in found.places]
        answers.append((found.amount, found.looked_at, words))
    return answers


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9))
def test_equivalent_pages_are_the_same_to_every_question(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a page to try, no secret
    parts = _page(random)
    pages = [way(random, parts) for way in WAYS]
    first, *others = [_asked(files) for files in pages]
    for files, other in zip(pages[1:], others, strict=True):
        for keys, expected, found in zip(QUESTIONS, first, other, strict=True):
            assert found == expected, (keys, pages[0], files)


def test_the_questions_can_be_answered_with_yes_and_no() -> None:
    """Or the test above would say nothing."""
    answers: dict[int, set[bool]] = {}
    for seed in range(25):
        random = Random(seed)  # noqa: S311 - a page to try, no secret
        for number, (amount, _, _) in enumerate(_asked(by_class_in_a_file(random, _page(random)))):
            answers.setdefault(number, set()).add(amount > 0)
    assert all(found == {True, False} for found in answers.values()), answers
