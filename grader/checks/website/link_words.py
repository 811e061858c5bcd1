"""Links that do not say where they lead.

## What it looks for

Links (`<a href>`) without words, with words that fit every link ("click here", "link"), and with a bare address as
their words. The words of a picture (`alt`) and `aria-label` are words. `also` names more words that say nothing.

## Why it matters

A blind visitor goes from link to link and hears the words alone: "here, here, here".

## Limits

Whether good words are true, the check does not see. An address of a few letters, such as `kru.org`, is a name.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Texts
from grader.website.index import SiteIndex
from grader.website.model import Element
from grader.website.words import plain

_NOTHING_SAID = frozenset(
    {"click here", "click", "here", "click me", "link", "this link", "click this link", "this", "more", "read more"}
    | {"go", "press here", "tap here", "open", "see here", "see this", "press", "link here", "my link", "this page"}
    | {"ចុចទីនេះ", "ទីនេះ", "ចុច", "តំណ", "មើល", "មើលទីនេះ", "អានបន្ថែម", "បន្ថែម", "ចុចនៅទីនេះ", "នៅទីនេះ"}
)
_SCHEMES = ("http://", "https://", "file:", "www.")
_SHORTEST = 20  # signs: `example.org/about` is short enough to be read aloud


class LinkWordsParams(Params):
    """More words that say nothing."""

    also: Texts = ()


def observe(index: SiteIndex, params: LinkWordsParams) -> Observation:
    """Every link whose words do not tell."""
    places: list[FilePlace] = []
    looked_at = 0
    empty = _NOTHING_SAID | {_bare(word) for word in params.also}
    for link in index.named("a"):
        if "href" not in link.attributes:
            continue
        looked_at += index.hers(link)
        said = _said(link)
        if not said or _bare(said) in empty or _is_address(said):
            places.append(index.place(link))
    return Observation(tuple(places), looked_at)


def _said(link: Element) -> str:
    label = plain(link.attributes.get("aria-label", ""))
    if label:
        return label
    pieces = [link.text]
    for one in link.iter_subtree():
        if one.name in {"img", "area"}:
            pieces.append(one.attributes.get("alt", ""))
        elif one is not link and one.attributes.get("aria-label"):
            pieces.append(one.attributes["aria-label"])
    return plain(" ".join(pieces)) or plain(link.attributes.get("title", ""))


def _bare(said: str) -> str:
    return plain(said).strip(" .!…>»→-:()[]<«👉👈។៖")


def _is_address(said: str) -> bool:
    return " " not in said and said.startswith(_SCHEMES) and len(said) > _SHORTEST


CHECK = Check(
    title=N_("Links that do not say where they lead"),
    kind="problem",
    severity="advice",
    params=LinkWordsParams,
    observe=observe,
    words=Words(
        praise=N_("Your links say where they lead."),
        next=N_("Say in the link where it leads: {where}."),
        hints=(
            N_("What does a visitor expect behind this link?"),
            N_("Look at {where}. Read its words alone."),
            N_("Write the name of the page between <a> and </a>."),
        ),
        measured=N_("Links whose words do not tell: {count}."),
    ),
    examples=(
        Example(
            shows="Words that fit every link",
            project={
                "index.html": '<a href="a.html">Click here!</a> <a href="b.html">link</a>'
                ' <a href="c.html">ចុច\u200bទីនេះ</a>'
            },
            amount=3,
            looked_at=3,
        ),
        Example(
            shows="No words",
            project={"index.html": '<a href="a.html"></a><a href="b.html"><img src="b.png"></a>'},
            amount=2,
        ),
        Example(
            shows="A bare address",
            project={"index.html": '<a href="https://www.example.org/cats/12">https://www.example.org/cats/12</a>'},
            amount=1,
        ),
        Example(
            shows="Words that tell",
            project={
                "index.html": '<a href="a.html">My cats</a><a href="b.html"><img src="b.png" alt="Dogs"></a>'
                '<a href="c.html" aria-label="Home"><svg></svg></a><a id="top"></a>'
            },
            amount=0,
            looked_at=3,
        ),
        Example(
            shows="More words that say nothing",
            project={"index.html": '<a href="a.html">Web</a>'},
            params={"also": ["web"]},
            amount=1,
        ),
    ),
)
