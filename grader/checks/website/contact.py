"""A way to reach you.

## What it looks for

Ways in which a visitor can write or call: a mail or phone link (`mailto:`, `tel:`), a link to a messenger or to a page
of a social network, and a form with a field for words and a button. Each way counts one time, also when it stands on
every page.

## Why it matters

A visitor who likes a bag wants to ask what it costs.

## Limits

A phone number that is no link is not seen here. The contact should be the club's or the shop's, never her own: that is
what `website.private-details` looks at. Contacts and links that came with a template do not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.links import split
from grader.website.model import Element, Page
from grader.website.words import plain

_MESSENGERS = ("m.me", "messenger.com", "t.me", "telegram.me", "wa.me", "whatsapp.com", "line.me", "signal.me")
_NETWORKS = (
    "facebook.com",
    "fb.com",
    "instagram.com",
    "tiktok.com",
    "youtube.com",
    "linkedin.com",
    "x.com",
    "twitter.com",
)
_TYPED = frozenset({"", "text", "email", "tel"})  # kinds of fields that take words


class ContactParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: ContactParams) -> Observation:
    """Every way to reach her."""
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        for link in index.named_on(page, "a", "area"):
            looked_at += 1
            way = _way(link, index)
            if way is not None:
                places.append(index.place(link, counts_as=way))
        for form in _forms(index, page):
            looked_at += 1
            places.append(index.place(form, counts_as="form"))
    return Observation(tuple(places), looked_at)


def _way(link: Element, index: SiteIndex) -> str | None:
    address = link.attributes.get("href", "").strip()
    parts = split(address) if not address.startswith("#") else None
    if parts is None:
        return None
    if parts.scheme in {"mailto", "tel", "sms"}:
        told = parts.path.strip()
        template = {_bare(one) for one in index.builder.contacts}
        return f"{parts.scheme}:{plain(told)}" if told and _bare(told) not in template else None
    host = (parts.netloc.rpartition("@")[2].partition(":")[0]).lower().removeprefix("www.")
    if _is(host, _MESSENGERS) or (_is(host, _NETWORKS) and parts.path.strip("/")):
        return f"{host}/{parts.path.strip('/').lower()}"
    return None


def _is(host: str, known: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in known)


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _forms(index: SiteIndex, page: Page) -> Iterator[Element]:
    """Forms in which words can be written and sent: not a search box."""
    for form in index.named_on(page, "form"):
        inside = [one for one in form.iter_subtree() if one is not form]
        fields = [one for one in inside if one.name == "textarea" or (one.name == "input" and _kind(one) in _TYPED)]
        sends = any(
            one.name == "button" or (one.name == "input" and _kind(one) in {"submit", "image"}) for one in inside
        )
        if sends and (len(fields) > 1 or any(one.name == "textarea" or _kind(one) == "email" for one in fields)):
            yield form


def _kind(field: Element) -> str:
    return str(field.get("type", "")).strip().lower()


CHECK = Check(
    title=N_("A way to reach you"),
    kind="count",
    params=ContactParams,
    observe=observe,
    words=Words(
        praise=N_("Visitors can reach you in {count} ways."),
        next=N_("Give visitors a way to write: the club's mail, or a form."),
        hints=(
            N_("How could a visitor ask you something?"),
            N_("Look at the end of your page, or in the menu."),
            N_("Add a contact form, or a link to the club's page."),
        ),
        measured=N_("Ways to reach you: {count}."),
    ),
    examples=(
        Example(
            shows="A mail and a page of a social network",
            project={
                "index.html": '<a href="mailto:club@example.org">Write to us</a>'
                '<a href="https://www.facebook.com/our-club">Follow us</a>'
            },
            amount=2,
            places=(
                '<a href="mailto:club@example.org">Write to us</a>',
                '<a href="https://www.facebook.com/our-club">Follow us</a>',
            ),
        ),
        Example(
            shows="A form for a message",
            project={
                "index.html": '<form><input name="name"><textarea name="words"></textarea><button>Send</button></form>'
            },
            amount=1,
        ),
        Example(
            shows="A search box is no contact, a network's front door neither",
            project={
                "index.html": '<form><input name="q"><button>Search</button></form>'
                '<a href="https://facebook.com">Facebook</a><a href="mailto:">Mail</a>'
            },
            amount=0,
        ),
        Example(
            shows="The same way on two pages",
            project={
                "index.html": '<a href="tel:+855 12 000 000">Call the club</a>',
                "more.html": '<a href="tel:+855 12 000 000">Call the club</a>',
            },
            amount=1,
        ),
    ),
)
