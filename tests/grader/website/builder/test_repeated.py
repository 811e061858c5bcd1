"""Sentences that several students have in common came with a template."""

from __future__ import annotations

import pytest

from grader.rubric.model import Pack
from grader.rubric.source import read as read_yaml
from grader.website.builder.repeated import as_pack, repeated
from grader.website.model import Website
from tests.kit import saved
from tests.kit.site import site

GIVEN = "I'm a paragraph. Click here to add your own text and edit me."


def wix(*paragraphs: str) -> Website:
    return site({"a.html": saved.wix(saved.Words(headings=("Hi",), paragraphs=paragraphs, menu={}, **saved.SMALL))})


def test_what_three_students_have_in_common() -> None:
    sites = {name: wix(GIVEN, f"My own words about {name} and her bags.") for name in ("Dara", "Lina", "Sokha")}
    found = repeated({**sites, "Vanna": wix("A page of her own, from the first word.")})
    assert [(one.text, one.students) for one in found] == [(GIVEN, ("Dara", "Lina", "Sokha"))]


def test_two_friends_are_not_a_template() -> None:
    assert repeated({"Dara": wix(GIVEN), "Lina": wix(GIVEN)}) == ()
    assert len(repeated({"Dara": wix(GIVEN), "Lina": wix(GIVEN)}, at_least=2)) == 1


def test_a_sentence_three_times_on_one_site_is_hers() -> None:
    assert repeated({"Dara": wix(GIVEN, GIVEN, GIVEN), "Lina": wix(), "Sokha": wix()}) == ()


def test_short_words_and_the_builders_own_are_left_aside() -> None:
    sites = {name: wix("Contact us today") for name in "abcd"}
    assert repeated(sites) == ()
    assert [one.text for one in repeated(sites, min_words=3)] == ["Contact us today"]  # nothing of Wix itself


def test_spaces_capitals_and_pieces_do_not_matter() -> None:
    pages = {
        "a": site("<p>We sell <b>the best</b> bags here.</p>"),
        "b": site("<p>We sell\n the best bags here.</p>"),
        "c": site("<div>WE SELL THE BEST BAGS HERE.</div>"),
    }
    assert [len(one.students) for one in repeated(pages)] == [3]


@pytest.mark.parametrize(
    "text", [GIVEN, 'She said "hello there" to me \\ you', "យើងដេរកាបូបសាលារៀនជារៀងរាល់ថ្ងៃសៅរ៍នៅផ្សារ"]
)
def test_they_become_a_pack(text: str) -> None:
    found = repeated({name: site(f"<p>{text}</p>") for name in "abc"})
    _, tree = read_yaml(as_pack("seen", found).encode(), "seen.yaml", pack=True)
    assert Pack.model_validate(tree.value).texts == {"seen-in-class": (text,)}
