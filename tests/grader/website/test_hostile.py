"""Pages and style sheets made to hurt: none raises but by a limit, and the large ones stay small work."""

from __future__ import annotations

import random

import pytest

from grader import catalogue
from grader.upload.limits import UploadError
from grader.website.index import index
from tests.kit.site import BIG_SHEET, big_page, indexed, site

ENTRIES = tuple(catalogue.entry(found) for found in catalogue.ids() if found.startswith("website."))
PAGE = (
    big_page(4) + '<p style="color: red; background: url(a.png)">x<!-- c --><svg><path d="M0"/></svg><table><tr><td>y'
)
PIECES = ("<", ">", '"', "'", "</p>", "<b>", "<!--", "-->", "<table>", "<td>", "{", "}", ";", "(", "@media ", "\x00")
MORE = (
    "&#x110000;",
    "<style>",
    "</style>",
    "<title>",
    "\u200b",
    "ខ្មែរ",
    "=",
    "/*",
    "var(--x)",
    "\r",
    "\ufeff",
    "<a href='",
)


def look(files: dict[str, bytes]) -> None:
    try:
        site_index = index(site(files))
    except UploadError:
        return
    for entry in ENTRIES:
        entry.check.observe(site_index, entry.check.params())


def spoiled(chance: random.Random, text: str) -> str:
    for _ in range(chance.randint(1, 6)):
        at, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        kind = chance.randrange(4)
        if kind == 0:
            text = text[:at] + text[min(end, at + 40) :]
        elif kind == 1:
            text = text[:at] + chance.choice(PIECES + MORE) + text[at:]
        elif kind == 2:
            text = text[:end] + text[at : min(end, at + 200)] + text[end:]
        else:
            text = text[:at] + text[at:end][::-1][:80] + text[end:]
    return text


@pytest.mark.parametrize("seed", range(60))
def test_spoiled_pages_and_sheets(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same pages every time
    page, sheet = spoiled(chance, PAGE).encode(), spoiled(chance, BIG_SHEET).encode()
    if seed % 7 == 0:
        page = page[: chance.randrange(len(page))] + bytes(chance.randrange(256) for _ in range(20))
    look({"index.html": page, "style.css": sheet})


@pytest.mark.long
def test_many_spoiled_pages_and_sheets() -> None:
    for seed in range(1_000, 6_000):
        chance = random.Random(seed)  # noqa: S311
        look({"index.html": spoiled(chance, PAGE).encode(), "style.css": spoiled(chance, BIG_SHEET).encode()})


@pytest.mark.parametrize(
    "css",
    [
        " ".join(["div"] * 10_000) + " { color: red }",
        ", ".join(["div"] * 10_000) + " { color: red }",
        ":not(" * 300 + "p" + ")" * 300 + " { color: red }",
        "p { margin: " + "calc(" * 3_000 + "1px" + ")" * 3_000 + " }",
        "@media " + "(" * 3_000 + ")" * 3_000 + " { p { color: red } }",
        "@media all { " * 3_000 + "p { color: red }",
        "p { color: " + "var(--x, " * 500 + "red" + ")" * 500 + " }",
        ":root {"
        + "".join(f"--a{n}: var(--a{n + 1}) var(--a{n + 1});" for n in range(60))
        + "} p { color: var(--a0) }",
        "{" * 5_000,
        "* > * ~ * + * { color: red }\n" * 3_000,
        "p:has(b) { color: red }",
        "@import 'style.css'; @import; @import url(; p { color: red",
        "p" * 900_000,
    ],
    ids=range(13),
)
def test_style_sheets_made_to_hurt(css: str) -> None:
    look(
        {
            "index.html": b'<link rel=stylesheet href="style.css">' + b"<div><p>x</p></div>" * 300,
            "style.css": css.encode(),
        }
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>x" * 20_000,
        "<b>x" * 20_000,
        "<a href=1>x" * 5_000,
        "<table>" * 400 + "x",
        "<p " + "x" * 300_000,
        "&amp;" * 100_000,
        "<!--" * 50_000,
        "<li>" * 30_000,
        '<img src="' + "a/" * 200_000 + '" alt="x">',
        "<a href='http://[x'>x</a><img src='//[y'><link rel=stylesheet href='http://['>",
        "<p>" + "0" * 300_000 + "</p>",
        "<p>" + "012 " * 80_000 + "</p>",
        "<p>" + "a." * 150_000 + "@" + "b." * 50_000 + "</p>",
        "<p>12 " + "street " * 50_000,
    ],
    ids=range(14),
)
def test_pages_made_to_hurt(html: str) -> None:
    look({"index.html": html.encode()})


def test_a_site_of_many_pages_reads_a_shared_sheet_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    import tinycss2

    calls: list[int] = []
    real = tinycss2.parse_stylesheet

    def counted(*given: object, **named: object) -> object:
        calls.append(1)
        return real(*given, **named)

    pages = {f"p{n}.html": f'<link rel="stylesheet" href="s.css"><p>{n}' for n in range(30)}
    site_index = indexed({**pages, "s.css": BIG_SHEET})
    site_index.cascade(site_index.pages[0])
    monkeypatch.setattr(tinycss2, "parse_stylesheet", counted)
    for page in site_index.pages:
        site_index.cascade(page)
    assert not calls
