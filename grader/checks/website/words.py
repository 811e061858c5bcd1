"""My own words.

## What it looks for

How many words a visitor can read on all pages together: headings, text, lists, buttons. With `selector` only what is
inside those elements. Text that stands on several pages in the same words, such as a menu, counts one time; words that
came with the starter do not count. `without` are sentences that are not hers, such as those of a site builder's
template, for example from a pack.

## Why it matters

A page tells something. A few more words of her own are what makes it hers.

## Limits

Khmer is written without spaces: words are told apart by the zero-width space where it is used, else five letters are
one word. What is copied from elsewhere, the check does not know.
"""

from __future__ import annotations

from collections import Counter

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Selectors, Texts
from grader.website.index import SiteIndex
from grader.website.model import Element
from grader.website.template import Template
from grader.website.words import count, plain, split, texts


class WordsParams(Params):
    """Where the words stand, nothing named: everywhere; and sentences that are not hers, such as a template's."""

    selector: Selectors = ()
    without: Texts = ()


def observe(index: SiteIndex, params: WordsParams) -> Observation:
    """Every element with text of its own; its weight is the number of words."""
    within: set[Element] | None = None
    if params.selector:
        within = {inner for one in params.selector for found in index.select(one) for inner in found.iter_subtree()}
    given = _given(index)
    template = Template(params.without)
    places: list[FilePlace] = []
    for page in index.pages:
        for element, text in index.texts(page):
            if within is None or element in within:
                weight, own = _weigh(text, given)
                if weight:
                    hers = index.hers(element) and own > 0 and not template.is_text(element, text)
                    places.append(
                        index.place(element, text=text, counts_as=plain(text), weight=own or weight, hers=hers)
                    )
    return Observation(tuple(places), len(places))


def _given(index: SiteIndex) -> Counter[str]:
    """The words of the starter, each as often as it stands there."""
    if index.starter is None:
        return Counter()
    return Counter(piece for page in index.starter.pages for _, text in texts(page) for piece, _ in split(text))


def _weigh(text: str, given: Counter[str]) -> tuple[int, int]:
    """How many words a text has, and how many of them the starter had not."""
    if not given:
        total = count(text)
        return total, total
    total = own = 0
    for piece, weight in split(text):
        total += weight
        if given[piece] > 0:
            given[piece] -= 1
        else:
            own += weight
    return total, own


CHECK = Check(
    title=N_("My own words"),
    kind="count",
    params=WordsParams,
    observe=observe,
    words=Words(
        praise=N_("You wrote {count} words for your readers."),
        next=N_("Tell us a little more."),
        hints=(
            N_("What would a friend ask about it?"),
            N_("Look at your shortest part."),
            N_("Add a <p> that tells why you like it."),
        ),
        measured=N_("Words to read: {count}."),
    ),
    examples=(
        Example(
            shows="Words of headings and text",
            project={"index.html": "<title>Not on the page</title><h1>My cat</h1><p>She is very soft.</p>"},
            amount=6,
        ),
        Example(
            shows="Khmer words with zero-width spaces",
            project={"index.html": "<p>ខ្ញុំ\u200bស្រឡាញ់\u200bឆ្មា</p>"},
            amount=3,
        ),
        Example(
            shows="Khmer words without them: five letters are a word",
            project={"index.html": "<p>ខ្ញុំស្រឡាញ់ឆ្មារបស់ខ្ញុំ</p>"},
            amount=5,
        ),
        Example(
            shows="A menu on two pages counts one time",
            project={"index.html": "<nav><a>Home page</a></nav><p>Cats</p>", "two.html": "<nav><a>Home page</a></nav>"},
            amount=3,
        ),
        Example(
            shows="What nobody reads does not count",
            project={"index.html": "<script>var a = 1</script><style>p { color: red }</style><!-- hi -->"},
            amount=0,
        ),
        Example(
            shows="Inside one part",
            project={"index.html": "<nav>Home</nav><main><h1>Cats</h1><p>They <b>sleep</b></p></main>"},
            params={"selector": "main"},
            amount=3,
        ),
    ),
)
