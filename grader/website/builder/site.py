"""Where a student's site lies on the builder's server: a link to another page of hers leads to a page of hers."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote, urljoin

from grader.website.builder.profile import Profile
from grader.website.builder.recognise import split_address


class HerSite:
    """The addresses of the pages that were handed in, and of the site they are part of."""

    def __init__(self, addresses: Mapping[str, str], profile: Profile) -> None:
        """`addresses`: where each page of the upload, by its path, was saved from."""
        self._profile = profile
        self._bases = dict(addresses)
        self._paths: dict[str, str] = {}
        self._roots: set[str] = set()
        for path, address in addresses.items():
            plain = _plain(address)
            if plain is not None:
                self._paths.setdefault(plain, path)
                root = self._root(address)
                if root is not None:
                    self._roots.add(root)

    def page(self, address: str, path: str) -> str | None:
        """A name for the page of hers that an address on page `path` leads to; None when it leads elsewhere.

        The path in the upload where it was handed in, else its address in its plain form.
        """
        full = self._full(address, path)
        plain = _plain(full) if full is not None else None
        if plain is None or full is None:
            return None
        if plain in self._paths:
            return self._paths[plain]
        root = self._root(full)
        if root is None:
            return None
        if self._roots:
            return plain if root in self._roots else None
        # Nobody knows where this page lay: a page on this builder's server is hers.
        host = root.partition("/")[0]
        return plain if self._profile.site_depth(host) is not None else None

    def _full(self, address: str, path: str) -> str | None:
        if split_address(address) is None:
            return None
        try:
            full = urljoin(self._bases.get(path, ""), address.strip())
        except ValueError:
            return None
        return full if full.lower().startswith(("http://", "https://")) else None

    def _root(self, address: str) -> str | None:
        """Host and first part of the path, as far as they tell one site from another."""
        parts = split_address(address)
        if parts is None or not parts.hostname:
            return None
        host = parts.hostname.removeprefix("www.")
        depth = self._profile.site_depth(host) or 0
        steps = [step for step in unquote(parts.path).split("/") if step][:depth]
        return "/".join([host, *steps]) if len(steps) == depth else None


def _plain(address: str) -> str | None:
    """An address without what does not tell pages apart: scheme, `www.`, question, part, and the last slash."""
    parts = split_address(address)
    if parts is None or not parts.hostname:
        return None
    return f"{parts.hostname.removeprefix('www.')}/{unquote(parts.path).strip('/')}".rstrip("/")
