"""Every sentence of website checks is there in Khmer, with the same placeholders and tags."""

from __future__ import annotations

import re

import pytest

from grader import catalogue
from grader.language import translations
from grader.website import read

FIXED = re.compile(r"\{[^}]*\}|<[^>]*>")


def sentences() -> list[str]:
    checks = [catalogue.entry(found).check for found in catalogue.ids() if found.startswith("website.")]
    found = [read.CUT_SHORT, read.NOT_UTF8]
    for check in checks:
        words = check.words
        found += [check.title, words.praise, words.next, *words.hints, words.measured]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("sentence", sentences())
def test_khmer(sentence: str) -> None:
    khmer = translations("km").gettext(sentence)
    assert khmer != sentence
    assert sorted(FIXED.findall(khmer)) == sorted(FIXED.findall(sentence))


@pytest.mark.parametrize("sentence", sentences())
def test_english_is_short_and_kind(sentence: str) -> None:
    assert not re.search(r"\b(wrong|bad|fail|error|easy|just|only|simply|obviously)\b", sentence, re.IGNORECASE)
    for part in re.split(r"(?<=[.?!])\s", sentence):
        assert len(part.split()) <= 12
