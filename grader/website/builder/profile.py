"""What is known of a site builder: how its pages are recognised, what on them is its own, where its sites lie."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from grader.website.words import plain

_GENERATOR = r"<meta\b(?=[^>]{0,300}\bgenerator\b)[^>]{0,300}\bcontent=[\"']?[^>\"']{0,100}\b(?:%s)"
OTHER = "other"  # a page saved from the web by a browser, or of a builder without a profile


@dataclass(frozen=True, slots=True)
class Profile:
    """One builder. Selectors are CSS; patterns are matched against the whole text, in small letters."""

    id: str = ""
    name: str = ""
    generator: re.Pattern[str] | None = None
    marks: tuple[tuple[str, ...], ...] = ()  # each is there when one of its texts is in the source, in small letters
    own: tuple[str, ...] = ()  # selectors of what the builder itself puts on a page
    phrases: frozenset[str] = frozenset()  # texts of elements that it writes
    menu: tuple[str, ...] = ()  # selectors of menus
    hosts: Mapping[str, int] = field(
        default_factory=dict
    )  # where its sites lie: parts of the path that are the site's address
    alts: re.Pattern[str] | None = None
    titles: re.Pattern[str] | None = None
    contacts: tuple[str, ...] = ()  # the contact that stands in its templates

    def wrote_alt(self, words: str) -> bool:
        """Whether the builder writes these words for its own pictures."""
        return self.alts is not None and self.alts.fullmatch(plain(words)) is not None

    def wrote_title(self, words: str) -> bool:
        """Whether a page has this title before anybody names it."""
        return self.titles is not None and self.titles.fullmatch(plain(words)) is not None

    def wrote(self, words: str) -> bool:
        """Whether an element with this text is the builder's."""
        return plain(words) in self.phrases

    def site_depth(self, host: str) -> int | None:
        """How many parts of the path are the address of one site on this host; None where it keeps no sites."""
        return next((depth for known, depth in self.hosts.items() if host == known or host.endswith(f".{known}")), None)


NOBODY = Profile()


@lru_cache(maxsize=1)
def profiles() -> tuple[Profile, ...]:
    """Every builder, in the order they are tried."""
    found = []
    for file in files("grader.website.builder").joinpath("profiles").iterdir():
        if file.name.endswith(".toml"):
            data = tomllib.loads(file.read_text("utf-8"))
            found.append((data["order"], _profile(file.name.removesuffix(".toml"), data)))
    return tuple(profile for _, profile in sorted(found, key=lambda pair: pair[0]))


def profile(builder: str | None) -> Profile:
    """The profile with that id; one that knows nothing for None."""
    return next((one for one in profiles() if one.id == builder), NOBODY)


def _profile(name: str, data: Mapping[str, object]) -> Profile:
    def texts(key: str) -> tuple[str, ...]:
        value = data[key]
        return tuple(map(str, value)) if isinstance(value, list) else ()

    def one_of(key: str) -> re.Pattern[str] | None:
        return re.compile("|".join(texts(key))) if texts(key) else None

    hosts, marks = data["hosts"], data["marks"]
    generator = "|".join(map(re.escape, texts("generator")))
    return Profile(
        id=name,
        name=str(data["name"]),
        generator=re.compile(_GENERATOR % generator) if generator else None,
        marks=tuple(tuple(map(str, mark)) for mark in marks) if isinstance(marks, list) else (),
        own=texts("own"),
        phrases=frozenset(map(plain, texts("phrases"))),
        menu=texts("menu"),
        hosts=dict(hosts) if isinstance(hosts, dict) else {},
        alts=one_of("alts"),
        titles=one_of("titles"),
        contacts=texts("contacts"),
    )
