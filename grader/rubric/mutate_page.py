"""Websites changed on purpose for a `page:` criterion: what passed is still there, and has no effect any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.check import FilePlace
from grader.rubric import mutate_website
from grader.rubric.model import Criterion
from grader.website.criterion.finding import Finding
from grader.website.criterion.read import read
from grader.website.index import index
from grader.website.model import Website
from grader.website.properties import INITIAL
from grader.website.values import WIDE

_STRONG = "#kru-a#kru-b#kru-c#kru-d"  # inside :is() nothing has to match it: it lends its weight
_NOBODY = ".kru-nobody"


def declarations(site: Website, places: Sequence[FilePlace]) -> tuple[FilePlace, ...]:
    """The declarations in style sheets that a criterion passed with; none when one stands in a tag."""
    beside = {one for place in places for one in place.beside}
    if any(_is_tag(site, one) for one in beside):
        return ()
    return tuple(one for one in mutate_website.with_beside(places) if one in beside or not _is_tag(site, one))


def _is_tag(site: Website, place: FilePlace) -> bool:
    return mutate_website.written(site, place).startswith("<")


def matching_nothing(site: Website, declared: Sequence[FilePlace]) -> Website:
    """The site with these declarations in rules that match no element."""
    bare = mutate_website.without(site, declared)
    rules: dict[str, list[str]] = {}
    for place in declared:
        rules.setdefault(place.file, []).append(f"{_NOBODY} {{ {mutate_website.written(site, place)} }}")
    return _appended(bare, {path: " ".join(texts) for path, texts in rules.items()})


def beaten(site: Website, criterion: Criterion) -> Website:
    """The site with a stronger rule for each property that is asked about: it gives back what browsers do."""
    question = read(criterion.page_keys)
    finding = Finding(index(site), question)
    names = dict.fromkeys(name for test in question.style for name in test.longhands)
    rules: dict[str, list[str]] = {}
    for element in finding.elements:
        for name in names:
            # Not `inherit`: what stands around the element may have from her what the goal asks for.
            value = finding.look.browsers(element, name)
            if not value or value.lower() in WIDE:
                value = INITIAL.get(name, "initial")
            rule = f"{element.name}:is({_STRONG}, {question.selector}) {{ {name}: {value} !important }}"
            found = rules.setdefault(finding.look.page(element).path, [])
            if rule not in found:
                found.append(rule)
    return _appended(site, {path: " ".join(texts) for path, texts in rules.items()})


def hidden(site: Website, criterion: Criterion) -> Website | None:
    """The site with the elements of the criterion where nobody sees them; None when that is what it asks."""
    question = read(criterion.page_keys)
    if question.asks_style("display", "visibility"):
        return None
    rule = f":is({_STRONG}, {question.selector}) {{ display: none !important }}"
    return _appended(site, {page.path: rule for page in site.pages})


def _appended(site: Website, rules: Mapping[str, str]) -> Website:
    """The site with more rules at the end of its pages and sheets."""
    from grader.website.read import read as read_site

    pages = {page.path: page.source for page in site.pages}
    sheets = {sheet.path: sheet.source for sheet in site.sheets}
    files: dict[str, Any] = dict(site.files)
    for path, rule in rules.items():
        if path in pages:
            files[path] = f"{pages[path]}<style>{rule}</style>".encode()
        elif path in sheets:
            files[path] = f"{sheets[path]}\n{rule}".encode()
    return read_site(files)
