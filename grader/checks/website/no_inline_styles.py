"""Styles in the tags.

## What it looks for

Elements with a `style` attribute. With `style_elements` a `<style>` in a page is told too. An attribute that sets
nothing but variables (`--share: 40%`) is fine: that is what it is for.

## Why it matters

A colour in twenty tags is changed twenty times. In a style sheet it is changed one time.

## Limits

How many are too many is for the rubric to say.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import Element, Page


class NoInlineStylesParams(Params):
    """Whether `<style>` elements are told too."""

    style_elements: bool = False


def observe(index: SiteIndex, params: NoInlineStylesParams) -> Observation:
    """Every element that carries its own style."""
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        for element in page.elements:
            if element.start is None:
                continue
            looked_at += index.hers(element)
            in_page = params.style_elements and element.name == "style" and bool(element.own_text.strip())
            if in_page or _has_style(index, page, element):
                places.append(index.place(element))
    return Observation(tuple(places), looked_at)


def _has_style(index: SiteIndex, page: Page, element: Element) -> bool:
    if not element.attributes.get("style", "").strip():
        return False
    declared = index.cascade(page).attribute(element)
    return not declared or any(not one.name.startswith("--") for one in declared)


CHECK = Check(
    title=N_("Styles in the tags"),
    kind="problem",
    severity="advice",
    source=True,
    params=NoInlineStylesParams,
    observe=observe,
    words=Words(
        praise=N_("Your tags are free of styles. They stand in the style sheet."),
        next=N_("Move this style into your style sheet: {where}."),
        hints=(
            N_("In how many places would you change this colour?"),
            N_("Look at {where}. What does its style say?"),
            N_("Give the tag a class, and write a rule for it."),
        ),
        measured=N_("Tags with a style of their own: {count}."),
    ),
    examples=(
        Example(
            shows="Two tags with their own style",
            project={"index.html": '<h1 style="color: red">A</h1><p style="margin: 0">B</p><p>C</p>'},
            amount=2,
            looked_at=3,
        ),
        Example(
            shows="Empty, or a variable alone",
            project={"index.html": '<p style="">A</p><p style="--share: 40%">B</p>'},
            amount=0,
        ),
        Example(
            shows="A style element is fine", project={"index.html": "<style>p { margin: 0 }</style><p>A</p>"}, amount=0
        ),
        Example(
            shows="A style element is told where it is asked for",
            project={"index.html": "<style>p { margin: 0 }</style><p>A</p>"},
            params={"style_elements": True},
            amount=1,
        ),
    ),
)
