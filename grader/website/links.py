"""Addresses in a website: what they point at inside the upload. Nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from posixpath import dirname, normpath
from urllib.parse import SplitResult, unquote, urlsplit

_DRIVE = re.compile(r"[a-zA-Z]:[\\/]|file:", re.IGNORECASE)


def split(address: str) -> SplitResult | None:
    """The parts of an address; None when it is none."""
    try:
        return urlsplit(address.strip())
    except ValueError:
        return None


def inside(address: str, base: str) -> str | None:
    """The path in the upload that a relative address means, seen from the file `base`.

    None for an address elsewhere (another site, a mail, a drive of her computer, the root of a server), and for one
    that leaves the upload. An empty address, or a `#part` alone, means `base` itself.
    """
    if address.startswith("#") and "\\" not in address:
        return base
    return _path(address, base)


def _path(address: str, base: str) -> str | None:
    if _DRIVE.match(address.strip()) or "\\" in address:
        return None
    parts = split(address)
    if parts is None or parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    if not parts.path:
        return base
    path = normpath(f"{dirname(base) or '.'}/{unquote(parts.path)}")
    if path == ".." or path.startswith("../"):
        return None
    return path + "/" if parts.path.endswith("/") else path


def nearest(path: str, files: Collection[str]) -> str | None:
    """The file whose name is most like a missing one: the same but for capitals or folder, or a slip or two away."""
    name = path.rpartition("/")[2].lower()
    by_name: dict[str, str] = {}
    for file in files:
        if file.lower() == path.lower():
            return file
        by_name.setdefault(file.rpartition("/")[2].lower(), file)
    if name in by_name:
        return by_name[name]
    close = get_close_matches(name, by_name, n=1, cutoff=0.75)
    return by_name[close[0]] if close else None
