"""Whether an address is written as the URL standard wants it: what a browser repairs silently is still a slip."""

from __future__ import annotations

import re

# Schemes with `//` and a host; what stands behind another scheme's colon is its own affair.
_SPECIAL = frozenset({"http", "https", "ftp", "ws", "wss"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AROUND = " \t\n\r\f"
# A name in this folder or in folders, and a part of the page: nothing in it can be amiss.
_USUAL = re.compile(r"(?:[\w.-]+/)*+[\w.-]*+(?:#[\w.-]*+)?+\Z", re.ASCII)
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PORT = re.compile(r"[0-9]*\Z")
_HOST_FORBIDDEN = re.compile(r"[\s<>^|%\\\[\]\"`{}#?@]")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z", re.IGNORECASE)
# URL code points of ASCII; beyond, all but surrogates, controls and what is no character.
_PATH = re.compile(r"[^!$&'()*+,;=:@/?%\-._~0-9A-Za-z\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\U0010fffd]")


def slip(address: str) -> str | None:
    """What is amiss with an address: a key, or None. An empty one is well formed: it is the page itself."""
    if _USUAL.match(address) is not None:
        return None
    for test in (_blanks, _slashes, _characters):
        # Spaces around it are allowed: "surrounded by spaces" is the standard's word.
        found = test(address.strip(_AROUND))
        if found is not None:
            return found
    return None


def is_absolute(address: str) -> bool:
    """Whether it begins with a scheme."""
    return _SCHEME.match(address) is not None


def _blanks(address: str) -> str | None:
    return "url-line-break" if re.search(r"[\t\n\r]", address) else None


def _slashes(address: str) -> str | None:
    scheme, rest = _divided(address)
    if scheme == "file" and not rest.startswith("//"):
        return "url-slashes"
    if scheme in _SPECIAL and not rest.startswith("//"):
        return "url-slashes"
    if "\\" in address.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0] and (
        scheme in {"", "file"} or scheme in _SPECIAL
    ):
        return "url-backslash"
    return None


def _characters(address: str) -> str | None:
    scheme, rest = _divided(address)
    if scheme == "javascript":
        return None
    if scheme in {"", "file", *_SPECIAL} and rest.startswith("//"):
        end = re.search(r"[/?#]", rest[2:])
        authority = rest[2:] if end is None else rest[2 : 2 + end.start()]
        found = _authority(authority, scheme)
        if found is not None:
            return found
        rest = rest[2 + len(authority) :]
    body, _, fragment = rest.partition("#")
    for part in (body, fragment):
        if _PERCENT.search(part):
            return "url-percent"
        odd = _PATH.search(part)
        if odd is not None:
            return "url-space" if odd[0].isspace() else "url-character"
    return None


def _authority(authority: str, scheme: str) -> str | None:
    if "@" in authority:
        return "url-credentials"
    if authority.startswith("["):
        host, _, port = authority.partition("]")
        return None if port == "" or (port[0] == ":" and _PORT.match(port[1:])) else "url-port"
    host, _, port = authority.partition(":")
    if not host and scheme in _SPECIAL:
        return "url-host"
    if _PORT.match(port) is None or int(port or "0") > 65535:
        return "url-port"
    return "url-host" if _HOST_FORBIDDEN.search(host) or _is_odd_number(host) else None


def _is_odd_number(host: str) -> bool:
    """Whether a host made of numbers is none of the form 192.168.0.1."""
    parts = host.split(".")
    if not host or not _NUMBER.match(parts[-1]):
        return False
    plain = all(part.isdecimal() and str(int(part)) == part and int(part) < 256 for part in parts)
    return not plain or len(parts) != 4


def _divided(address: str) -> tuple[str, str]:
    found = _SCHEME.match(address)
    return ("", address) if found is None else (found[1].lower(), address[found.end() :])
