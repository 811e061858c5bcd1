"""What a slip is called: a sentence with its values, in English and in Khmer."""

from __future__ import annotations

import pytest

from grader import catalogue
from grader.website.conformance.sentences import SENTENCES
from grader.website.index import index
from grader.website.read import read
from grader.words.sentence import Facts, translated

PAGE = b"<!DOCTYPE html>\n<title>Cats</title>\n<haeder>Cats</header>\n"


def said(language: str) -> str:
    check = catalogue.entry("website.unknown-elements").check
    observation = check.observe(index(read({"index.html": PAGE})), check.params())
    facts = Facts(observation.amount, 0, observation.places, observation.values)
    return str(translated(check.words.next, facts, language))


def test_the_next_step_names_the_slip_and_its_place() -> None:
    assert said("en") == "HTML has no element <haeder>. Did you mean <header>? Look at index.html, line 3."


def test_in_khmer_too() -> None:
    khmer = said("km")
    assert "<haeder>" in khmer
    assert "<header>" in khmer
    assert "Did you mean" not in khmer


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_is_in_khmer(key: str) -> None:
    assert str(translated(SENTENCES[key], Facts(), "km")) != str(translated(SENTENCES[key], Facts(), "en"))


def test_nothing_amiss_leaves_no_hole() -> None:
    assert str(translated("{slip}", Facts(values={}), "en")) == ""
