"""Sentences that stand on the sites of several students: nobody of them wrote those, a template did.

Templates are many and change every year, so no list of their sentences is whole. A classroom that began with the same
template shows which they are.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from grader.website.index import index
from grader.website.model import Element, Website
from grader.website.template import BLOCKS, LONGEST
from grader.website.words import count, plain

Student = TypeVar("Student", bound=Hashable)

AT_LEAST = 3  # two friends may write a sentence together
MIN_WORDS = 4  # shorter ones, such as "Contact us", are everybody's


@dataclass(frozen=True, slots=True)
class Repeated(Generic[Student]):
    """A sentence as the first of these students has it, and the students, in the order given."""

    text: str
    students: tuple[Student, ...]


def repeated(
    sites: Mapping[Student, Website], *, at_least: int = AT_LEAST, min_words: int = MIN_WORDS
) -> tuple[Repeated[Student], ...]:
    """The sentences that stand on the sites of so many students, the most frequent first.

    `sites` holds one site for each student: her tries would repeat her own words.
    """
    first: dict[str, str] = {}
    found: dict[str, dict[Student, None]] = {}
    for student, site in sites.items():
        for text in _texts(site):
            key = plain(text)
            if count(key) >= min_words:
                first.setdefault(key, " ".join(text.split()))
                found.setdefault(key, {})[student] = None
    several = [Repeated(first[key], tuple(students)) for key, students in found.items() if len(students) >= at_least]
    return tuple(sorted(several, key=lambda one: (-len(one.students), one.text)))


def as_pack(name: str, sentences: tuple[Repeated[Student], ...]) -> str:
    """The sentences as the text of a pack, `rubrics/packs/NAME.yaml`, for a mentor to look through."""
    lines = [f"pack: {name}", "texts:", "  seen-in-class:"]
    lines += [f'    - "{_escaped(one.text)}"  # {len(one.students)}' for one in sentences]
    return "\n".join(lines) + "\n"


def _texts(site: Website) -> Iterator[str]:
    """What stands in each paragraph as a whole, and where there is no paragraph, in each element."""
    seen = index(site)
    for page in seen.pages:
        inside: set[Element] = set()
        for element in seen.named_on(page, *BLOCKS):
            if element not in inside and len(element.text) <= LONGEST:
                inside.update(element.iter_subtree())
                yield element.text
        for element, text in seen.texts(page):
            if element not in inside:
                yield text


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
