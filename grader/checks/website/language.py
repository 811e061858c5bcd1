"""The page tells its language.

## What it looks for

Pages whose `<html>` has `lang` with a language code, such as `km` or `en`, that fits the text: where most letters are
Khmer it must be `km`, and a page without Khmer letters cannot be `km`. `codes` allows certain languages only; with
`every_page` no page may be without.

## Why it matters

A screen reader reads the words aloud with the right voice. Browsers use it to hyphenate and to offer a translation.

## Limits

Only Khmer is told from other languages by its letters; English and French look alike to this check. A page without any
text can be in any language.
"""

from __future__ import annotations

import re

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Texts, every_page
from grader.website.index import SiteIndex
from grader.website.words import khmer_share

_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_MOSTLY = 0.3  # names and code are often Latin in a Khmer page


class LanguageParams(Params):
    """Which languages count; none named: every one."""

    codes: Texts = ()
    every_page: bool = False


def observe(index: SiteIndex, params: LanguageParams) -> Observation:
    """Every page that tells its language; near are the pages that do not, or tell another."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for page in index.pages:
        html = page.root
        code = html.get("lang", "").strip()
        text = " ".join(text for _, text in index.texts(page))
        place = index.place(html, text=f'<html lang="{code}">') if html.written else index.file_place(page.path)
        if _CODE.fullmatch(code) and _fits(code, text) and _asked(code, params.codes):
            places.append(place)
        else:
            near.append(place)
    return every_page(places, near, wanted=params.every_page, looked_at=len(index.pages))


def _fits(code: str, text: str) -> bool:
    share = khmer_share(text)
    is_khmer = code.lower().split("-")[0] in {"km", "khm"}
    return share > 0 or not any(map(str.isalpha, text)) if is_khmer else share < _MOSTLY


def _asked(code: str, codes: tuple[str, ...]) -> bool:
    return not codes or code.lower().split("-")[0] in {one.lower() for one in codes}


CHECK = Check(
    title=N_("The page tells its language"),
    kind="count",
    params=LanguageParams,
    observe=observe,
    words=Words(
        praise=N_("Your page tells which language it speaks."),
        next=N_("Tell the language of your page in <html>."),
        hints=(
            N_("How does a computer know how to read your words aloud?"),
            N_("Look at the <html> tag, near the top."),
            N_('Write <html lang="km"> for Khmer, <html lang="en"> for English.'),
        ),
        measured=N_("Pages that tell their language: {count}."),
    ),
    examples=(
        Example(
            shows="An English page",
            project={"index.html": '<!DOCTYPE html><html lang="en"><body><p>Hello</p></body></html>'},
            amount=1,
            places=('<html lang="en">',),
        ),
        Example(
            shows="A Khmer page",
            project={"index.html": '<html lang="km"><p>សួស្តី\u200bពិភពលោក Scratch</p></html>'},
            amount=1,
        ),
        Example(
            shows="Khmer text under an English sign",
            project={"index.html": '<html lang="en"><p>សួស្តីពិភពលោក</p></html>'},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="English text under a Khmer sign",
            project={"index.html": '<html lang="km"><p>Hello</p></html>'},
            amount=0,
        ),
        Example(shows="No language", project={"index.html": "<html><p>Hello</p></html>"}, amount=0),
        Example(shows="A word is no code", project={"index.html": '<html lang="english"><p>Hi</p></html>'}, amount=0),
        Example(
            shows="Another language than asked for",
            project={"index.html": '<html lang="fr"><p>Salut</p></html>'},
            params={"codes": ["km", "en"]},
            amount=0,
        ),
    ),
)
