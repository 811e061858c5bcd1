"""Sound and film that visitors can control.

## What it looks for

`<video>` and `<audio>` with `controls` and with a file that is there: of the upload, or a full address. A film of
another site in a frame (`<iframe>`) counts with a `title`. `kinds` asks for certain ones.

## Why it matters

Without `controls` nobody can start a film, or stop a sound that is too loud.

## Limits

Nothing is played: a file that is no film looks like one. Subtitles are not asked for.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import listed
from grader.website.index import SiteIndex
from grader.website.links import inside, split
from grader.website.model import Element, Page

Kind = Literal["video", "audio", "iframe"]


class MediaParams(Params):
    """Which of them count."""

    kinds: Annotated[tuple[Kind, ...], BeforeValidator(listed)] = ("video", "audio", "iframe")


def observe(index: SiteIndex, params: MediaParams) -> Observation:
    """Everything to hear or to watch that works; near is the rest."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for page in index.pages:
        for one in index.named_on(page, *params.kinds):
            sources = [one.attributes.get("src", "")]
            sources += [inner.attributes.get("src", "") for inner in one.elements if inner.name == "source"]
            there = [address.strip() for address in sources if _is_there(index, address.strip(), page)]
            asked = "title" if one.name == "iframe" else "controls"
            fits = bool(there) and asked in one.attributes and (asked == "controls" or _titled(one))
            (places if fits else near).append(index.place(one, counts_as=there[0] if there else None))
    return Observation(tuple(places), len(places) + len(near), tuple(near))


def _titled(frame: Element) -> bool:
    return bool(frame.attributes["title"].strip())


def _is_there(index: SiteIndex, address: str, page: Page) -> bool:
    if not address:
        return False
    path = inside(address, page.path)
    if path is not None:
        return path in index.site.files
    parts = split(address)
    return parts is not None and parts.scheme in {"http", "https", ""} and "." in parts.netloc


CHECK = Check(
    title=N_("Sound and film that visitors can control"),
    kind="count",
    params=MediaParams,
    observe=observe,
    words=Words(
        praise=N_("Films and sounds that visitors can start and stop: {count}."),
        next=N_("Give your <video> or <audio> its controls."),
        hints=(
            N_("How does a visitor stop the sound?"),
            N_("Look at your <video> tag. Is its file there?"),
            N_('Write <video src="cat.mp4" controls></video>.'),
        ),
        measured=N_("Films and sounds with controls: {count}."),
    ),
    examples=(
        Example(
            shows="A film, and a sound with two files",
            project={
                "index.html": '<video src="cat.mp4" controls></video>'
                '<audio controls><source src="a.ogg"><source src="https://example.org/a.mp3"></audio>',
                "cat.mp4": "x",
            },
            amount=2,
        ),
        Example(
            shows="No controls, and no file",
            project={"index.html": '<video src="cat.mp4"></video><audio controls src="b.mp3"></audio>', "cat.mp4": "x"},
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="A film of another site, with and without a title",
            project={
                "index.html": '<iframe src="https://example.org/film" title="How cats sleep"></iframe>'
                '<iframe src="https://example.org/other"></iframe>'
            },
            amount=1,
        ),
        Example(
            shows="Sounds alone",
            project={"index.html": '<video src="cat.mp4" controls></video>', "cat.mp4": "x"},
            params={"kinds": "audio"},
            amount=0,
        ),
    ),
)
