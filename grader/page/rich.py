"""A `Sentence` as HTML: every word escaped, her names in their own language, blocks in the colour of their group."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from grader.language import SOURCE_LANGUAGE
from grader.words.sentence import Part, Sentence

_KHMER = re.compile(r"[\u1780-\u17ff\u19e0-\u19ff]")
_LATIN = re.compile(r"[A-Za-z]")

# The classes of kru.css by Scratch's own categories; an extension has one colour for all.
CATEGORY_CLASSES = {
    "events": "ev",
    "control": "ct",
    "motion": "mo",
    "looks": "lo",
    "sound": "so",
    "sensing": "se",
    "operators": "op",
    "variables": "va",
    "lists": "va",
    "myblocks": "my",
}


def category_class(category: str | None) -> str:
    """The two letters of a category."""
    return CATEGORY_CLASSES.get(category or "", "ex")


def language_of(text: str) -> str | None:
    """`km` when there is a Khmer letter in it, else `en` when there is a Latin one, else nothing to say."""
    if _KHMER.search(text):
        return "km"
    return SOURCE_LANGUAGE if _LATIN.search(text) else None


def named(text: str, language: str) -> Markup:
    """Something she named, marked with its language when it is not the page's."""
    own = language_of(text)
    if own is None or own == language:
        return escape(text)
    return Markup('<span lang="{}">{}</span>').format(own, text)


def rich(sentence: Sentence, language: str) -> Markup:
    """The sentence for a page in that language."""
    inside = Markup("").join(_part(part, sentence.language) for part in sentence.parts)
    if sentence.language == language or not sentence:
        return inside
    return Markup('<span lang="{}">{}</span>').format(sentence.language, inside)


def _part(part: Part, language: str) -> Markup:
    if part.kind == "name":
        return named(part.text, language)
    if part.kind == "file":
        return Markup('<span class="at">{}</span>').format(part.text)
    if part.kind == "code":
        return Markup("<code>{}</code>").format(part.text)
    if part.kind in {"block", "category"}:
        own = language_of(part.text)
        lang = Markup(' lang="{}"').format(own) if own and own != language else Markup("")
        return Markup('<b class="bk {}"{}>{}</b>').format(category_class(part.key), lang, part.text)
    return escape(part.text)
