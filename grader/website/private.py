"""Private details in a text: found by their form, and masked wherever Kru shows them again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from grader.website.words import ZERO_WIDTH

Kind = Literal["email", "phone", "address", "school"]
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
# Cambodian numbers with or without the country's code, and international ones: 8 to 15 digits in groups.
_PHONE = re.compile(r"(?<![\w.#/-])(?:\+\d{1,3}[\s.-]?\(?0?\d{1,3}\)?|\(?0\d{1,2}\)?)(?:[\s.-]?\d{2,4}){2,4}(?![\w/-])")
_ADDRESS = re.compile(
    r"(?:house|home|room|no\.?|#)\s*(?:no\.?\s*)?\d{1,4}[a-z]?\b.{0,30}?\b(?:street|st\.?|road|rd\.?|village|sangkat)\b"
    r"|\b\d{1,4}[a-z]?,?\s+(?:\w+\s+){0,3}(?:street|road|avenue|boulevard)\b"
    r"|(?:ផ្ទះ|ផ្លូវ)\s*(?:លេខ|#)?\s*[\d០-៩]{1,4}",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"(?:\b[A-Z][\w'’-]{1,30}\s+){1,4}(?:(?:Primary|Secondary|High|Middle|Elementary|International)\s+)?[Ss]chool\b"
    r"|\b(?:Lycée|Lycee|Collège|École)\s+[A-Z][\w'’-]{1,30}"
    r"|(?:អនុវិទ្យាល័យ|វិទ្យាល័យ|សាលាបឋមសិក្សា|បឋមសិក្សា|សាលារៀន)\s*[ក-៓]{2,40}"
)
_NAME = re.compile(
    r"\b(?:[Mm]y (?:full )?name is|I am called|I am|I['’]m|[Nn]ame:)\s+[A-Z][\w'’-]{1,30}\s+[A-Z][\w'’-]{1,30}"
    r"|(?:ខ្ញុំ)?(?:មាន)?(?:ឈ្មោះ|នាមខ្ញុំ)\s*:?\s*[ក-៓]{2,30}\s+[ក-៓]{2,30}"
)
_KHMER_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
# Each with what stands in every one of its kind: most texts have none of it, and are not looked at any further.
_KINDS: tuple[tuple[Kind, re.Pattern[str], re.Pattern[str]], ...] = (
    ("email", _EMAIL, re.compile("@")),
    ("phone", _PHONE, re.compile(r"(?:\d\D*){8}")),
    ("address", _ADDRESS, re.compile("st|road|rd|village|sangkat|avenue|boulevard|ផ្ទះ|ផ្លូវ", re.IGNORECASE)),
)
_HINTS = re.compile(r"[@\d]")  # what every mail, number and address has
_KHMER_DIGIT = re.compile("[០-៩]")
# An office's mail is there to be written to, unless it lies with a free service: then it is a person's.
_OFFICES = frozenset({"info", "contact", "hello", "office", "support", "admin", "team", "noreply", "no-reply"})
_FREE = frozenset(
    {"gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "icloud.com", "proton.me", "protonmail.com"}
)
_MOST = 50  # of one text: more tell nobody more


@dataclass(frozen=True, slots=True)
class Detail:
    """A private detail, in plain digits, and where it stands in the text it was found in."""

    kind: Kind
    text: str
    start: int
    end: int


def details(text: str, *, schools: bool = False) -> Iterator[Detail]:
    """The private details in a text. A school is one only beside a full name: `schools` looks for them too."""
    plain, at = _plain(text)
    taken: list[tuple[int, int]] = []
    kinds: list[tuple[Kind, re.Pattern[str]]] = []
    if _HINTS.search(plain):
        kinds += [(kind, pattern) for kind, pattern, hint in _KINDS if hint.search(plain)]
    if schools:
        kinds.append(("school", _SCHOOL))
    for kind, pattern in kinds:
        for found in pattern.finditer(plain):
            start, end = found.span()
            if not _is_private(kind, found.group()) or any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            yield Detail(kind, found.group(), at[start] if at else start, (at[end - 1] if at else end - 1) + 1)
            if len(taken) >= _MOST:
                return


def tells_name(texts: Iterable[str]) -> bool:
    """Whether somebody says her full name in one of these texts."""
    return any(_NAME.search(text if text.isascii() else ZERO_WIDTH.sub("", text)) for text in texts)


def mask(text: str) -> str:
    """The first two signs of a detail; of what follows only space and punctuation stay."""
    return text[:2] + "".join(char if char in " -.,@()+#" else "•" for char in text[2:])


def masked(text: str, *, schools: bool = False) -> str:
    """The text with its private details masked, all else as it is."""
    found = sorted(details(text, schools=schools), key=lambda detail: detail.start, reverse=True)
    for detail in found:
        text = text[: detail.start] + mask(text[detail.start : detail.end]) + text[detail.end :]
    return text


def bare(text: str) -> str:
    """Letters and digits alone, small and plain: the same detail written in two ways is one."""
    return re.sub(r"[\W_]+", "", text.translate(_KHMER_DIGITS)).casefold()


def _plain(text: str) -> tuple[str, list[int] | None]:
    """The text in plain digits without zero-width signs, and where each sign stood; None: all where they were."""
    if text.isascii():
        return text, None
    if ZERO_WIDTH.search(text) is None:
        return text.translate(_KHMER_DIGITS) if _KHMER_DIGIT.search(text) else text, None
    at = [index for index, char in enumerate(text) if not ZERO_WIDTH.match(char)]
    return "".join([text[index] for index in at]).translate(_KHMER_DIGITS), at


def _is_private(kind: Kind, found: str) -> bool:
    if kind == "phone":
        return 8 <= sum(map(str.isdigit, found)) <= 15
    if kind == "email":
        name, _, host = found.lower().partition("@")
        return name not in _OFFICES or host in _FREE
    return True
