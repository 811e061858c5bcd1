"""Which elements of a page its builder put there itself: by selectors, and by the sentences that it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from grader.website import words
from grader.website.builder.profile import Profile
from grader.website.model import Element, Page
from grader.website.selectors import Buckets, compile_selector

_LONGEST = 200  # characters of a builder's sentence


def own_elements(pages: Iterable[Page], profile: Profile, buckets: Callable[[Page], Buckets]) -> frozenset[Element]:
    """The elements that are the builder's, with all in them."""
    found: set[Element] = set()
    selectors = [compile_selector(selector) for selector in profile.own]
    for page in pages:
        for selector in selectors:
            for element in buckets(page).matching(selector):
                if element not in found:
                    found.update(element.iter_subtree())
        if profile.phrases:
            found.update(one for one, text in words.texts(page) if len(text) <= _LONGEST and profile.wrote(text))
    return frozenset(found)
