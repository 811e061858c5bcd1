"""Which builder made a page, and where a browser saved it from, by the page's source alone."""

from __future__ import annotations

import html
import re
from urllib.parse import SplitResult, urlsplit

from grader.website.builder.profile import OTHER, Profile, profiles

ENOUGH = 2  # different marks, where the page does not name its generator: one alone may be a picture from there
_HEAD = 300_000  # characters in which a page names its maker and its address
_SAVED = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)\s*(\S{1,2000}?)\s*-->", re.IGNORECASE)
_CALLED = (
    re.compile(r"<link\b[^>]{0,300}?\brel=[\"']?canonical\b[^>]{0,2000}>", re.IGNORECASE),
    re.compile(r"<meta\b[^>]{0,300}?\bproperty=[\"']?og:url\b[^>]{0,2000}>", re.IGNORECASE),
)
_ADDRESS = re.compile(r"\b(?:href|content)=[\"']?(https?://[^\s\"'>]{1,2000})", re.IGNORECASE)
_AT_HOME = frozenset({"localhost", "127.0.0.1", "[::1]"})


def builder_of(source: str) -> str | None:
    """The id of the builder whose page this is: a profile's, `other`, or None for a page that somebody wrote."""
    text = source.lower()
    head = text[:_HEAD]
    if "<meta" in head and "generator" in head:
        named = next((one for one in profiles() if one.generator and one.generator.search(head)), None)
        if named is not None:
            return named.id
    address = saved_address(source)
    parts = split_address(address) if address else None
    if parts is not None and parts.hostname:
        lies_with = next((one for one in profiles() if one.site_depth(parts.hostname) is not None), None)
        if lies_with is not None:
            return lies_with.id
    most = max(profiles(), key=lambda one: _marks(one, text))
    if _marks(most, text) >= ENOUGH:
        return most.id
    return OTHER if parts is not None and _from_elsewhere(parts) else None


def _from_elsewhere(parts: SplitResult) -> bool:
    # `mhtml:` stands before the address of a page in one file, which the browser wrote anew whatever it was.
    return parts.scheme == "mhtml" or (parts.scheme in {"http", "https"} and parts.hostname not in _AT_HOME)


def _marks(profile: Profile, text: str) -> int:
    return sum(any(sign in text for sign in mark) for mark in profile.marks)


def saved_address(source: str) -> str | None:
    """The address that the browser wrote into a page it saved; None where it wrote none."""
    found = _SAVED.search(source[:_HEAD])
    return html.unescape(found.group(1)) if found else None


def address_of(source: str) -> str | None:
    """Where a page lies on the web: what the browser wrote, else what the page says of itself."""
    saved = saved_address(source)
    if saved is not None and saved.lower().startswith(("http://", "https://")):
        return saved
    for pattern in _CALLED:
        tag = pattern.search(source[:_HEAD])
        told = _ADDRESS.search(tag.group()) if tag else None
        if told is not None:
            return html.unescape(told.group(1))
    return None


def split_address(address: str) -> SplitResult | None:
    """The parts of an address; None when it is none."""
    try:
        parts = urlsplit(address.strip())
        _ = parts.hostname, parts.port  # both raise where the address is broken
    except ValueError:
        return None
    return parts
