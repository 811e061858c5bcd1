"""A private detail is on the page.

## What it looks for

Phone numbers, e-mail addresses, home addresses, and photos that tell where they were taken (GPS). Each is told with its
place and masked. What stands in `allowed`, such as the club's own number, is left aside.

## Why it matters

Everyone in the world can read a public page. A phone number or an address tells strangers where to find her.

## Limits

This is advice and gives or takes no points. Patterns only: an address in free words, or a name together with a school,
is not seen. A made-up number looks like a real one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Texts
from grader.website.index import SiteIndex
from grader.website.model import Element, Page
from grader.website.pictures import is_picture
from grader.website.words import ZERO_WIDTH

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
# Cambodian numbers with or without the country's code, and international ones: 8 to 15 digits in groups.
_PHONE = re.compile(r"(?<![\w.#/-])(?:\+\d{1,3}[\s.-]?\(?0?\d{1,3}\)?|\(?0\d{1,2}\)?)(?:[\s.-]?\d{2,4}){2,4}(?![\w/-])")
_ADDRESS = re.compile(
    r"(?:house|home|room|no\.?|#)\s*(?:no\.?\s*)?\d{1,4}[a-z]?\b.{0,30}?\b(?:street|st\.?|road|rd\.?|village|sangkat)\b"
    r"|\b\d{1,4}[a-z]?,?\s+(?:\w+\s+){0,3}(?:street|road|avenue|boulevard)\b"
    r"|(?:ផ្ទះ|ផ្លូវ)\s*(?:លេខ|#)?\s*[\d០-៩]{1,4}",
    re.IGNORECASE,
)
_KHMER_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_KINDS = (("email", _EMAIL), ("phone", _PHONE), ("address", _ADDRESS))
_EXIF = (b"Exif", b"eXIf", b"EXIF")
_GPS = 0x8825
_MOST = 50  # of one text: more tell nobody more


class PrivateDetailsParams(Params):
    """What may stand on the page: numbers and addresses that are not hers."""

    allowed: Texts = ()


def observe(index: SiteIndex, params: PrivateDetailsParams) -> Observation:
    """A place for every private detail, its text masked."""
    allowed = frozenset(map(_bare, params.allowed))
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        for element, text in _texts(index, page):
            looked_at += index.hers(element)
            places += [
                index.place(element, text=mask(found), counts_as=_bare(found))
                for found in details(text)
                if _bare(found) not in allowed
            ]
    for path, data in index.site.files.items():
        if is_picture(data):
            looked_at += index.file_hers(path)
            if _tells_where(data):
                places.append(index.file_place(path, counts_as=path))
    return Observation(tuple(places), looked_at)


def details(text: str) -> Iterator[str]:
    """The private details in a text."""
    plain = ZERO_WIDTH.sub("", text).translate(_KHMER_DIGITS)
    taken: list[tuple[int, int]] = []
    for kind, pattern in _KINDS:
        for found in pattern.finditer(plain):
            start, end = found.span()
            digits = sum(map(str.isdigit, found.group()))
            if (kind == "phone" and not 8 <= digits <= 15) or any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            yield found.group()
            if len(taken) >= _MOST:
                return


def mask(text: str) -> str:
    """The first two signs of a detail; of what follows only space and punctuation stay."""
    return text[:2] + "".join(char if char in " -.,@()+#" else "•" for char in text[2:])


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.translate(_KHMER_DIGITS)).casefold()


def _texts(index: SiteIndex, page: Page) -> Iterator[tuple[Element, str]]:
    """What visitors read, and where mail and phone links lead."""
    seen: set[Element] = set()
    for element, text in index.texts(page):
        seen.add(element)
        yield element, f"{text} {_linked(element)}"
    for element in index.named_on(page, "a"):
        if element not in seen and _linked(element):
            yield element, _linked(element)


def _linked(element: Element) -> str:
    address = element.attributes.get("href", "").strip() if element.name == "a" else ""
    kind, _, rest = address.partition(":")
    return rest if kind.lower() in {"mailto", "tel", "sms"} else ""


def _tells_where(data: bytes) -> bool:
    """Whether a photo carries the place where it was taken."""
    if not data.startswith((b"\xff\xd8", b"\x89PNG", b"RIFF")) or not any(sign in data for sign in _EXIF):
        return False
    # Pillow takes longer to load than most websites to check, and few pictures carry such notes.
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return bool(picture.getexif().get_ifd(_GPS))
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, Image.DecompressionBombError):
        return False  # not a picture that can be read: another check's question


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
    ),
)
