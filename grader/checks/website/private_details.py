"""A private detail is on the page.

## What it looks for

Phone numbers, e-mail addresses, home addresses, a school together with somebody's full name, and photos that tell where
they were taken (GPS). Each is told with its place and masked. What stands in `allowed`, such as the club's own number,
is left aside, and so is the mail of an office (`info@`), and the contact that came with a site builder's template.

## Why it matters

Everyone in the world can read a public page. A phone number or an address tells strangers where to find her.

## Limits

This is advice and gives or takes no points. Patterns only: an address in free words is not seen, and a name is seen
where somebody introduces herself. A made-up number looks like a real one.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Texts
from grader.website.index import SiteIndex
from grader.website.model import Element, Page
from grader.website.photos import inline, tells_where
from grader.website.pictures import is_inline, is_picture
from grader.website.private import Detail, bare, details, mask, tells_name
from grader.website.starter import fingerprint
from grader.website.template import cut_up


class PrivateDetailsParams(Params):
    """What may stand on the page: numbers and addresses that are not hers."""

    allowed: Texts = ()


def observe(index: SiteIndex, params: PrivateDetailsParams) -> Observation:
    """A place for every private detail, its text masked."""
    allowed = frozenset(map(bare, (*params.allowed, *index.builder.contacts)))
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        texts = tuple(_texts(index, page))
        looked_at += sum(index.hers(element) for element, _ in texts)
        schools = tells_name(text for _, text in texts)
        for element, text in (*texts, *index.once(cut_up)[page]):
            places += [
                index.place(element, text=mask(found.text), counts_as=_key(found))
                for found in details(text, schools=schools)
                if not _is_allowed(bare(found.text), allowed)
            ]
        for image in index.named_on(page, "img"):
            if is_inline(image) and tells_where(inline(image.get("src", ""))):
                places.append(index.place(image, text=image.get("alt", ""), counts_as=("photo", image.order)))
    for path, data in index.site.files.items():
        if is_picture(data):
            looked_at += index.file_hers(path)
            if tells_where(data):
                places.append(index.file_place(path, counts_as=path))
    return Observation(tuple(places), looked_at)


def _key(found: Detail) -> str:
    # A report keeps it: the detail itself must not stand there.
    return f"{found.kind} {fingerprint(bare(found.text).encode()).hex()}"


def _is_allowed(found: str, allowed: frozenset[str]) -> bool:
    # The country's code may stand before a number that is allowed, or be left out.
    return found in allowed or any(
        found.isdigit() and one.isdigit() and len(one) >= 8 and (found.endswith(one[1:]) or one.endswith(found[1:]))
        for one in allowed
    )


def _texts(index: SiteIndex, page: Page) -> Iterator[tuple[Element, str]]:
    """What visitors read or hear, and where mail and phone links lead."""
    seen: set[Element] = set()
    for element, text in index.texts(page):
        seen.add(element)
        yield element, f"{text} {_linked(element)}"
    for element in index.named_on(page, "a", "title", "img"):
        if element not in seen:
            said = element.text if element.name == "title" else element.get("alt", "") or _linked(element)
            if said.strip() and not index.builder.wrote_title(said):
                yield element, said


def _linked(element: Element) -> str:
    address = element.attributes.get("href", "").strip() if element.name == "a" else ""
    kind, _, rest = address.partition(":")
    return rest if kind.lower() in {"mailto", "tel", "sms"} else ""


CHECK = Check(
    title=N_("A private detail is on the page"),
    kind="problem",
    severity="advice",
    params=PrivateDetailsParams,
    observe=observe,
    words=Words(
        praise=N_("Your page keeps your private details safe."),
        next=N_("Keep yourself safe: take out the private detail in {where}."),
        hints=(
            N_("Who in the world can read your page?"),
            N_("Look at {where}. Is that a phone number or an address?"),
            N_("Use the contact of the club instead."),
        ),
        measured=N_("Private details found: {count}."),
    ),
    examples=(
        Example(
            shows="A phone number, masked",
            project={"index.html": "<p>Call me: 012 345 678</p>"},
            amount=1,
            places=("01• ••• •••",),
        ),
        Example(
            shows="An e-mail address, also as a link",
            project={"index.html": '<p>Write to <a href="mailto:sok@example.com">sok@example.com</a></p>'},
            amount=1,
        ),
        Example(
            shows="An address",
            project={"index.html": "<p>I live in house 12, Street 271.</p>"},
            amount=1,
        ),
        Example(
            shows="The contact of the club may stand there",
            project={"index.html": "<p>Club: club@example.org</p>"},
            params={"allowed": ["club@example.org"]},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Years, prices and counts are no phone numbers",
            project={"index.html": "<p>From 1990-2020 she sold 100 000 books for 12.50 in 24 countries.</p>"},
            amount=0,
        ),
        Example(
            shows="A Khmer phone number",
            project={"index.html": "<p>ទូរស័ព្ទ ០១២ ៣៤៥ ៦៧៨</p>"},
            amount=1,
        ),
        Example(
            shows="A school and a full name",
            project={
                "index.html": "<p>My name is Sokha Chan.</p><p>I learn at Sunrise High School in the morning.</p>",
            },
            amount=1,
            places=("Su••••• •••• ••••••",),
        ),
        Example(
            shows="A school alone, or a name alone",
            project={
                "index.html": "<p>Sunrise High School has a garden.</p>",
                "about.html": "<p>My name is Sokha Chan.</p>",
            },
            amount=0,
        ),
        Example(
            shows="A phone number that is cut into pieces",
            project={"index.html": "<p><span>012 34</span><span>5 678</span></p>"},
            amount=1,
            places=("01• ••• •••",),
        ),
        Example(
            shows="The mail of an office is there to be written to",
            project={"index.html": "<p>info@club.example</p><p>info.sok@gmail.com</p>"},
            amount=1,
            places=("in••.•••@•••••.•••",),
        ),
    ),
)
