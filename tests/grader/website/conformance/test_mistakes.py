"""Small pages, each with one mistake: one finding, of the right kind, at the right place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from grader.website.conformance import Problem, problems
from grader.website.conformance.sentences import SENTENCES
from grader.website.model import Page
from grader.website.read import read

HERE = Path(__file__).parent
AROUND = '<!DOCTYPE html>\n<html lang="en"><head><title>Cats</title></head><body>\n{}\n</body></html>\n'
# A page that writes no frame shows it in each of its mistakes: told apart, it is its own group of pages.
ADVICE = "page-frame"


def groups(name: str) -> list[tuple[str, str, str]]:
    """Check, key and page of each mistake in a file of pages."""
    found = []
    text = (HERE / name).read_text(encoding="utf-8").replace("{200b}", "\u200b")
    for group in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        head, _, pages = group.partition("\n")
        check, _, key = head.partition(" ")
        found += [(check, key, page.strip("\n")) for page in pages.split("\n----\n")]
    return found


def page_of(text: str) -> Page:
    whole = re.match(r"\s*<(?:!doctype|html|title|!-- my)", text, re.IGNORECASE)
    source = text + "\n" if whole else AROUND.format(text)
    return read({"index.html": source.encode()}).pages[0]


def found_on(text: str) -> tuple[Problem, ...]:
    return problems(page_of(text))


MISTAKES = groups("mistakes.txt")


@pytest.mark.parametrize(("check", "key", "text"), MISTAKES, ids=lambda value: value[:40])
def test_one_mistake_is_one_finding(check: str, key: str, text: str) -> None:
    found = [(one.check, one.key) for one in found_on(text) if one.check != ADVICE or check == ADVICE]
    assert found == [(check, key)]


def test_every_kind_of_mistake_has_four_spellings() -> None:
    times = Counter((check, key) for check, key, _ in MISTAKES)
    assert not {kind: count for kind, count in times.items() if count < 4}
    assert len(MISTAKES) >= 300


def test_every_sentence_has_its_values() -> None:
    seen = set()
    for _, _, text in MISTAKES:
        for one in found_on(text):
            seen.add(one.key)
            needed = set(re.findall(r"\{(\w+)\}", SENTENCES[one.key]))
            assert needed <= set(one.values), one
    assert len(seen) > 60


@pytest.mark.parametrize("text", [text for _, _, text in MISTAKES], ids=lambda value: value[:40])
def test_a_place_lies_in_the_page(text: str) -> None:
    page = page_of(text)
    for one in problems(page):
        assert 0 <= one.start < one.end <= len(page.source)
