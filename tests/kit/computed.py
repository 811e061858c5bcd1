"""Kru's computed values beside those of a browser, element by element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.website.computed import computed
from grader.website.index import SiteIndex
from grader.website.media import height_of
from grader.website.model import Element, Page

SIDES = ("top", "right", "bottom", "left")
NAMES = (
    *("color", "background-color", "font-size", "font-family", "font-weight", "text-align", "display"),
    *(f"{box}-{side}" for box in ("margin", "padding") for side in SIDES),
    *(f"border-{side}-{part}" for side in SIDES for part in ("width", "style", "color")),
)
HOST = "http://site.test/"
_ASK = """names => [...document.querySelectorAll("*")].map(element => {
  const map = element.computedStyleMap();
  return [element.localName, ...names.map(name => String(map.get(name)))];
})"""
_KINDS = {"html": "text/html", "htm": "text/html", "css": "text/css"}


@dataclass(frozen=True)
class Difference:
    """A property of an element that is not the same; `ours` is None for no opinion."""

    element: Element
    name: str
    ours: str | None
    theirs: str


def serve(tab: Any, files: Mapping[str, bytes]) -> None:
    """Let a tab see these files, and nothing else of the world; scripts stay off."""

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(HOST).partition("?")[0]
        kind = _KINDS.get(path.rpartition(".")[2].lower(), "application/octet-stream")
        if not route.request.url.startswith(HOST) or path not in files:
            route.fulfill(status=404, body="")
        else:
            headers = {"Content-Security-Policy": "script-src 'none'"}
            route.fulfill(body=files[path], content_type=kind, headers=headers)

    tab.unroute_all()
    tab.route("**/*", answer)


def differences(tab: Any, index: SiteIndex, page: Page, width: int) -> tuple[int, list[Difference]]:
    """How many values were compared, and those that are not the same."""
    tab.set_viewport_size({"width": width, "height": height_of(width)})
    tab.goto(HOST + page.path)
    theirs = tab.evaluate(_ASK, list(NAMES))
    elements = list(_in_document(page))
    assert [element.name.lower() for element in elements] == [row[0].lower() for row in theirs]
    cascade = index.cascade(page, width)
    found = []
    for element, row in zip(elements, theirs, strict=True):
        values = dict(zip(NAMES, row[1:], strict=True))
        for name, value in values.items():
            ours = computed(cascade, element, name)
            if ours is None or not _same(name, ours, value, values):
                found.append(Difference(element, name, ours, value))
    return len(elements) * len(NAMES), found


def _in_document(page: Page) -> Iterator[Element]:
    """What stands in a `<template>` is in no document."""
    outside: set[Element] = set()
    for element in page.elements:
        if element.parent is not None and (element.parent in outside or element.parent.name == "template"):
            outside.add(element)
        else:
            yield element


def _same(name: str, ours: str, theirs: str, values: Mapping[str, str]) -> bool:
    if name.endswith("-width") and values[f"{name[:-6]}-style"] in {"none", "hidden"} and theirs == "0px":
        return True  # older browsers call the width of a line that is not drawn nought
    return _rounded(ours) == _rounded(theirs)


def _rounded(text: str) -> str:
    return re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.3f}".rstrip("0").rstrip("."), text)
