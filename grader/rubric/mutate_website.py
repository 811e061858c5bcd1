"""Websites changed on purpose: without the tags and declarations that passed, or with them commented out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from grader.check import FilePlace
from grader.website.model import Lines, Website
from grader.website.places import end_of

_Stretch = tuple[int, int]


def without(site: Website, places: Iterable[FilePlace]) -> Website:
    """The site with these stretches cut out, and without these files where a whole file is the place."""
    return _changed(site, places, lambda _text, _before: "")


def with_beside(places: Iterable[FilePlace]) -> tuple[FilePlace, ...]:
    """The places, and the declarations beside them; each once."""
    return tuple(dict.fromkeys(one for place in places for one in (place, *place.beside)))


def commented_out(site: Website, places: Iterable[FilePlace]) -> Website | None:
    """The site with these stretches as comments; None where a comment could not hide one of them."""
    hidden = tuple(places)
    if any(place.line is None for place in hidden):
        return None
    try:
        return _changed(site, hidden, _comment)
    except ValueError:
        return None


def _comment(text: str, before: str) -> str:
    in_style = before.rfind("<style") > before.rfind("</style")
    if before[-1:] == "\0" or in_style:  # the mark of a style sheet
        if "*/" in text:
            raise ValueError(text)
        return f"/* {text} */"
    if not text.startswith("<") or "--" in text:
        raise ValueError(text)  # an attribute, or a comment already
    return f"<!-- {text} -->"


def written(site: Website, place: FilePlace) -> str:
    """The text of a place as it stands in its file: a place's own is short."""
    source, lines = _sources(site)[place.file]
    start = lines.offset(place.line or 1, place.column or 1)
    return source[start : lines.offset(place.end_line or place.line or 1, place.end_column or 1)]


def _sources(site: Website) -> Mapping[str, tuple[str, Lines]]:
    return {
        **{page.path: (page.source, page.lines) for page in site.pages},
        **{sheet.path: (sheet.source, sheet.lines) for sheet in site.sheets},
    }


def _changed(site: Website, places: Iterable[FilePlace], change: Callable[[str, str], str]) -> Website:
    from grader.website.read import read

    sources = _sources(site)
    files = dict(site.files)
    stretches: dict[str, list[_Stretch]] = {}
    ends = {page.path: {(e.start, e.end): end_of(e, page) for e in page.elements if e.written} for page in site.pages}
    for place in places:
        if place.line is None or place.file not in sources:
            files.pop(place.file, None)
            continue
        lines = sources[place.file][1]
        start = lines.offset(place.line, place.column or 1)
        end = lines.offset(place.end_line or place.line, place.end_column or 1)
        # Of a long element a place shows the start tag; what counted is all of it.
        end = ends.get(place.file, {}).get((start, end), end)
        stretches.setdefault(place.file, []).append((start, end))
    for path, found in stretches.items():
        text = sources[path][0]
        mark = "\0" if path.lower().endswith(".css") else ""
        for start, end in reversed(_joined(found)):
            text = text[:start] + change(text[start:end], text[:start] + mark) + text[end:]
        if path in files:
            files[path] = text.encode()
    return read(files)


def _joined(stretches: list[_Stretch]) -> list[_Stretch]:
    joined: list[_Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
