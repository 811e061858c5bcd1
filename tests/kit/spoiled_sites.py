"""Websites that nobody would hand in: good pages and sheets cut, doubled, shuffled, their bytes spoiled; and shapes.

The same number gives the same website in every run. `look` takes BATCH mutants in one child, `look_at_one` one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from grader import catalogue
from grader.check import Check
from grader.upload import UploadError
from grader.website.index import index
from grader.website.read import read
from tests.kit.site import BIG_SHEET, big_page

CONFORMANCE = Path(__file__).resolve().parents[1] / "grader" / "website" / "conformance"
BATCH = 10
SIGNS: tuple[str, ...] = (
    *"<>&\"'=/!;{}()[]@#.:-,\\*+~%", "<!--", "-->", "</p>", "<b>", "<table>", "<style>", "</style>", "<svg>",
    "<script>", "/*", "*/", "!important", "@media (", "@import url(", "@layer a,", "var(--x)", "calc(", "&#x110000;",
    "&notit", "\x00", "\r", "\n", "\ufeff", "\u200b", "\u201c", "\ud7ff", "ខ្មែរ", "style='", "class=",
    "href='//[x'", ":is(", "&",
)  # fmt: skip
SHEET = BIG_SHEET + (
    ":root { --a: 1px; --b: calc(var(--a) * 2) } @media (max-width: 600px) { .part { display: grid; gap: var(--b) } }\n"
    "@layer base { h1, h2:not(a) { font: bold 2em/1.5 'Noto Sans Khmer', serif } } .s1 { & p { margin: auto } }\n"
    "a:is(:hover, .s1) > b { background: url(a.png) no-repeat, linear-gradient(#fff, rgb(0 0 0 / 50%)) !important }\n"
)


def prepare() -> None:
    """Load the checks and the good pages once."""
    checks()
    goods()


@cache
def checks() -> tuple[Check[Any, Any], ...]:
    """Every check of websites."""
    return tuple(catalogue.entry(one).check for one in catalogue.ids() if one.startswith("website."))


@cache
def goods() -> tuple[str, ...]:
    """Pages of beginners, right ones and ones with a mistake, and longer ones."""
    found = [
        page
        for name in ("mistakes.txt", "right.txt")
        for page in (CONFORMANCE / name).read_text(encoding="utf-8").split("\n----\n")
    ]
    return (*found, big_page(2), big_page(6))


def look(number: int) -> None:
    """A batch of mutants through every check."""
    for one in range(number * BATCH, (number + 1) * BATCH):
        look_at_one(one)


def look_at_one(number: int) -> None:
    """One mutant through every check."""
    look_at(mutant(number))


def look_at_spaces(number: int) -> None:
    """100,000 blanks in a rule, between words, and before what is no value."""
    blanks = " \n" * 50_000
    css = (f"p {{{blanks}@", f"p {{ word{blanks}; }}", f"p {{ word word{blanks}* }}")[number]
    look_at({"index.html": f"<style>{css}</style><p>x".encode(), "style.css": css.encode()})


def look_at(files: Mapping[str, bytes]) -> None:
    """Every check on a site; a page past a limit is refused with its sentence."""
    try:
        seen = index(read(files))
    except UploadError as why:
        if not why.sentence:
            raise
        return
    for check in checks():
        check.observe(seen, check.params())


def mutant(number: int) -> dict[str, bytes]:
    """A page and its style sheet, by their paths."""
    luck = random.Random(number)  # noqa: S311 - a seed that gives the same site again
    page = luck.choice(goods())
    if "<link" not in page:
        page = page.replace("<title>", '<link rel="stylesheet" href="style.css"><title>', 1)
    for _ in range(luck.randint(0, 6)):
        page = luck.choice(CHANGES)(luck, page, "<")
    sheet = SHEET
    for _ in range(luck.randint(0, 6)):
        sheet = luck.choice(CHANGES)(luck, sheet, "{")
    return {"index.html": _bytes(luck, page), "style.css": _bytes(luck, sheet)}


def _stretch(luck: random.Random, text: str, most: int) -> tuple[int, int]:
    at = luck.randrange(len(text) + 1)
    return at, min(len(text), at + luck.randint(1, most))


def _cut(luck: random.Random, text: str, _: str) -> str:
    at, end = _stretch(luck, text, 60)
    return text[:at] + text[end:]


def _cut_off(luck: random.Random, text: str, _: str) -> str:
    return text[: luck.randrange(len(text) + 1)]


def _double(luck: random.Random, text: str, _: str) -> str:
    at, end = _stretch(luck, text, 300)
    return text[:end] + text[at:end] * luck.randint(1, 3) + text[end:]


def _many(luck: random.Random, text: str, _: str) -> str:
    at, end = _stretch(luck, text, 12)
    return text[:end] + text[at:end] * luck.choice((100, 1000, 2000)) + text[end:]


def _sign(luck: random.Random, text: str, _: str) -> str:
    at = luck.randrange(len(text) + 1)
    sign: str = luck.choice(SIGNS)
    return text[:at] + sign * luck.choice((1, 1, 1, 2, 600)) + text[at:]


def _shuffle(luck: random.Random, text: str, opening: str) -> str:
    """Tags, or rules, in another order."""
    pieces: list[str] = re.split(f"(?={re.escape(opening)})", text)
    at = luck.randrange(len(pieces))
    some = pieces[at : at + luck.randint(2, 12)]
    luck.shuffle(some)
    return "".join([*pieces[:at], *some, *pieces[at + len(some) :]])


def _backwards(luck: random.Random, text: str, _: str) -> str:
    at, end = _stretch(luck, text, 80)
    return text[:at] + text[at:end][::-1] + text[end:]


def _other(luck: random.Random, text: str, _: str) -> str:
    """A piece of another page, in a sheet too."""
    other = luck.choice(goods())
    at, end = _stretch(luck, other, 200)
    place = luck.randrange(len(text) + 1)
    return text[:place] + other[at:end] + text[place:]


CHANGES: tuple[Callable[[random.Random, str, str], str], ...] = (
    _cut, _cut, _cut_off, _double, _many, _sign, _sign, _sign, _shuffle, _shuffle, _backwards, _other,
)  # fmt: skip


def _bytes(luck: random.Random, text: str) -> bytes:
    encoding = luck.choice(("utf-8",) * 12 + ("utf-8-sig", "utf-16", "utf-16-be", "cp1252", "utf-7"))
    data = text.encode(encoding, "replace")
    for _ in range(luck.choice((0, 0, 0, 0, 1, 8))):
        at = luck.randrange(len(data) + 1)
        data = data[:at] + luck.randbytes(luck.randint(1, 6)) + data[at + luck.randint(0, 3) :]
    return data
