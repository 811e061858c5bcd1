"""A style sheet of its own.

## What it looks for

CSS files of the upload that a page links (`<link rel="stylesheet">`) and that hold at least one rule. A file that
several pages link counts one time. With `every_page` a file counts that all her pages link.

## Why it matters

One file gives all pages the same look. A colour is changed in one place and shows everywhere.

## Limits

`<style>` in the page and style sheets of other sites do not count. Whether the rules match anything is another check's
question.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.links import nearest
from grader.website.model import Sheet
from grader.website.places import whole_file


class ExternalStyleSheetParams(Params):
    """Whether all pages must link it."""

    every_page: bool = False


def observe(index: SiteIndex, params: ExternalStyleSheetParams) -> Observation:
    """Every link to a style sheet with rules; near are links that find none, and files that no page links."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    linked: dict[Sheet, int] = {}
    for page in index.pages:
        once: set[Sheet] = set()
        for source in index.style_sources(page):
            if source.element.name != "link":
                continue
            sheet = source.sheet
            if sheet is not None and _has_rules(index, sheet):
                hers = index.hers(source.element) or index.file_hers(sheet.path)
                place = index.place(source.element, counts_as=sheet.path)
                places.append(_with(place, hers=hers))
                once.add(sheet)
            else:
                near.append(index.place(source.element))
                if source.path is not None and not values:
                    values = {"missing": source.path, "nearest": nearest(source.path, index.site.files) or ""}
        for sheet in once:
            linked[sheet] = linked.get(sheet, 0) + 1
    if params.every_page:
        complete = {sheet.path for sheet, pages in linked.items() if pages == len(index.pages)}
        places = [place for place in places if place.counts_as in complete]
    unused = [sheet.path for sheet in index.site.sheets if sheet not in linked]
    near += [whole_file(path, hers=index.file_hers(path)) for path in unused]
    return Observation(tuple(places), len(index.pages), tuple(near), values)


def _has_rules(index: SiteIndex, sheet: Sheet) -> bool:
    return any(rule.declarations for rule in index.rules_of(sheet)) or bool(index.imports(sheet))


def _with(place: FilePlace, *, hers: bool) -> FilePlace:
    return FilePlace(
        place.file, place.line, place.column, place.end_line, place.end_column, place.text, hers, place.counts_as
    )


CHECK = Check(
    title=N_("A style sheet of its own"),
    kind="count",
    source=True,
    params=ExternalStyleSheetParams,
    observe=observe,
    words=Words(
        praise=N_("Your look lies in a style sheet of its own."),
        next=N_("Put your styles into style.css and link it."),
        hints=(
            N_("What happens when you change a colour for all pages?"),
            N_("Look in <head>. Is your style.css linked?"),
            N_('Write <link rel="stylesheet" href="style.css"> in <head>.'),
        ),
        measured=N_("Style sheets linked: {count}."),
    ),
    examples=(
        Example(
            shows="Linked and found",
            project={"index.html": '<link rel="stylesheet" href="style.css">', "style.css": "h1 { color: purple }"},
            amount=1,
            places=('<link rel="stylesheet" href="style.css">',),
        ),
        Example(
            shows="There, and not linked",
            project={"index.html": "<h1>Cats</h1>", "style.css": "h1 { color: purple }"},
            amount=0,
        ),
        Example(
            shows="Linked, and not there",
            project={"index.html": '<link rel="stylesheet" href="styles.css">', "style.css": "h1 { color: purple }"},
            amount=0,
        ),
        Example(
            shows="An empty file gives no look",
            project={"index.html": '<link rel="stylesheet" href="style.css">', "style.css": "/* soon */"},
            amount=0,
        ),
        Example(
            shows="Two pages share one file",
            project={
                "index.html": '<link rel=stylesheet href="style.css">',
                "two.html": '<link rel=stylesheet href="style.css">',
                "style.css": "h1 { color: purple }",
            },
            params={"every_page": True},
            amount=1,
        ),
        Example(
            shows="One page was left out",
            project={
                "index.html": '<link rel=stylesheet href="style.css">',
                "two.html": "<h1>Dogs</h1>",
                "style.css": "h1 { color: purple }",
            },
            params={"every_page": True},
            amount=0,
        ),
        Example(
            shows="A style element is in the page", project={"index.html": "<style>h1 { color: red }</style>"}, amount=0
        ),
    ),
)
