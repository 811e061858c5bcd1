"""Words of the template are left.

## What it looks for

Texts that a template, an editor or a lesson put there to be replaced. `texts` are the sentences to look for, for
example from a pack; with `common` (as it is without saying) also the usual ones, such as "Lorem ipsum". Titles and alt
words are looked at too. Each sentence counts one time.

## Why it matters

Visitors came for her story. Words of the template say that nobody lives here yet.

## Limits

Words that came with the starter count here although she did not write them: leaving them is what is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Texts
from grader.website.index import SiteIndex
from grader.website.model import Element, Page
from grader.website.template import cut_up, template

COMMON = (
    "lorem ipsum",
    "dolor sit amet",
    "your text here",
    "your text goes here",
    "insert text here",
    "type your text here",
    "add your text here",
    "text goes here",
    "replace this text",
    "click here to edit",
    "click to edit",
    "this is a paragraph. click",
    "edit this text",
    "write something here",
    "your name here",
    "your title here",
    "heading goes here",
    "placeholder text",
    "this is some text",
    "sample text",
    "សរសេរអត្ថបទរបស់អ្នកនៅទីនេះ",
)


class SampleTextLeftParams(Params):
    """What to look for."""

    texts: Texts = ()
    common: bool = True


def observe(index: SiteIndex, params: SampleTextLeftParams) -> Observation:
    """Every element that still holds one of the texts."""
    sentences = template((*params.texts, *(COMMON if params.common else ())))
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        texts = tuple(_texts(index, page))
        looked_at += sum(index.hers(element) for element, _ in texts)
        for element, text in (*texts, *index.once(cut_up)[page]):
            found = sentences.in_text(text)
            if found is not None:
                places.append(index.place(element, text=text, counts_as=found, hers=True))
    return Observation(tuple(places), looked_at)


def _texts(index: SiteIndex, page: Page) -> Iterator[tuple[Element, str]]:
    yield from index.texts(page)
    for element in index.named_on(page, "title", "img"):
        title = element.name == "title"
        text = element.text if title else element.get("alt", "")
        # What a site builder fills in by itself shows nothing of hers: `website.title` and the pictures' checks ask.
        own = index.builder.wrote_title(text) if title else index.builder.wrote_alt(text)
        if text.strip() and not own:
            yield element, text


CHECK = Check(
    title=N_("Words of the template are left"),
    kind="problem",
    severity="advice",
    params=SampleTextLeftParams,
    observe=observe,
    words=Words(
        praise=N_("Every word on your page is your own."),
        next=N_("Tell your own story here: {where}."),
        hints=(
            N_("Which words on your page did you not write?"),
            N_("Look at {where}."),
            N_("Delete those words and write your own."),
        ),
        measured=N_("Texts of a template: {count}."),
    ),
    examples=(
        Example(
            shows="The usual filling",
            project={"index.html": "<h1>My cats</h1><p>Lorem ipsum dolor sit amet, consectetur.</p>"},
            amount=1,
            places=("Lorem ipsum dolor sit amet, consectetur.",),
            looked_at=2,
        ),
        Example(
            shows="Sentences that a mentor listed",
            project={"index.html": "<h2>Welcome to our  site</h2><p>We sell pancakes.</p>"},
            params={"texts": ["Welcome to our site"]},
            amount=1,
        ),
        Example(
            shows="A short word counts only where it stands alone",
            project={"index.html": "<p>Home is where my cats are.</p>"},
            params={"texts": ["Home"]},
            amount=0,
        ),
        Example(shows="Her own words", project={"index.html": "<p>My cats sleep.</p>"}, amount=0, looked_at=1),
        Example(
            shows="Words beside a picture",
            project={"index.html": '<img src="a.png" alt="Your text here">'},
            amount=1,
        ),
        Example(shows="No words at all", project={"index.html": "<hr>"}, amount=0, looked_at=0),
    ),
)
