"""Websites for tests: files given by name as text, read and indexed."""

from __future__ import annotations

from collections.abc import Mapping

from grader.website.index import SiteIndex, index
from grader.website.model import Page, Website
from grader.website.read import read

# The smallest picture that is one.
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


def site(files: Mapping[str, str | bytes] | str) -> Website:
    """A website of these files; one text alone is its index.html."""
    given = {"index.html": files} if isinstance(files, str) else files
    return read({path: data.encode() if isinstance(data, str) else data for path, data in given.items()})


def indexed(
    files: Mapping[str, str | bytes] | str, starter: Mapping[str, str | bytes] | str | None = None
) -> SiteIndex:
    """Its index, with the site that came as its starter."""
    return index(site(files), None if starter is None else site(starter))


def page(source: str | bytes) -> Page:
    """One page."""
    return site({"index.html": source}).pages[0]


def big_page(kilobytes: int) -> str:
    """A well-made page of about that size, the same every time: sections, lists, pictures, links."""
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head><title>Big</title>\n',
        '<link rel="stylesheet" href="style.css"></head>\n<body>\n',
    ]
    length = number = 0
    while length < kilobytes * 1000 - 150:
        parts.append(
            f'<section class="part s{number % 7}"><h2 id="h{number}">Heading {number}</h2>\n'
            f'<p>Some <b>bold</b> words and a <a href="#h{number}">link</a> to part {number}.</p>\n'
            f'<img src="a{number % 5}.png" alt="A cat on chair {number}"><ul><li>one<li>two</ul></section>\n'
        )
        length += len(parts[-1])
        number += 1
    return "".join([*parts, "</body>\n</html>\n"])


BIG_SHEET = (
    "body { font-family: sans-serif; color: #222; background: #fff; margin: 0 auto; max-width: 60em }\n"
    + "".join(
        f".s{i} h2 {{ color: #35{i}; border-bottom: {i}px solid #ccc }}\n"
        f".s{i} > p {{ padding: {i}px; background: #f{i}f }}\n"
        f".s{i} a:hover {{ color: red }}\n"
        f".part ul li:nth-child({i + 1}) {{ margin-left: {i}px }}\n"
        for i in range(7)
    )
)
