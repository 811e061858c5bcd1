"""Lines show what lies inside what.

## What it looks for

Elements whose parts begin lines of their own, and where these lines do not stand further in than the element, or not
all equally far, or where the end tag does not stand below its start tag. There is one finding for an element.

## Why it matters

Whoever reads the code sees at a glance where a list ends. A forgotten end tag stands out.

## Limits

How far a line stands in, spaces or tabs: that is her choice, as long as it stays one. The parts of `<html>`, `<head>`
and `<body>` may begin at the edge. What stands in `<pre>` is left aside.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import Element, Page
from grader.website.places import stretch

_AS_WRITTEN = frozenset({"pre", "textarea", "script", "style", "svg", "math"})
_AT_THE_EDGE = frozenset({"html", "head", "body"})


class IndentationParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: IndentationParams) -> Observation:
    """A place for each element whose lines do not show it: the first of them."""
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        indents = _indents(page)
        lead: dict[Element, str] = {}  # of elements that begin a line
        kept: set[Element] = set()  # what stands in text that is kept as it is written
        inside: dict[Element, list[Element]] = {}  # around which lines begin
        for element in page.elements:
            parent = element.parent
            if parent is not None and (parent in kept or parent.name in _AS_WRITTEN):
                kept.add(element)
                continue
            if element.start is None:
                continue
            indent = _begins_line(page, element.start, indents)
            if indent is None:
                continue
            lead[element] = indent
            while parent is not None and parent.start is None:
                parent = parent.parent
            if parent is not None:
                inside.setdefault(parent, []).append(element)
        for element, children in inside.items():
            looked_at += index.hers(element)
            off = _first_off(page, element, children, lead, indents)
            if off is not None:
                end = page.source.find("\n", off)
                end = len(page.source) if end == -1 else end
                hers = index.hers(element)
                places.append(stretch(page.path, page.source, page.lines, off, min(end, off + 200), hers=hers))
    return Observation(tuple(places), looked_at)


def _indents(page: Page) -> tuple[str, ...]:
    """The space before the first sign of each line."""
    return tuple(line[: len(line) - len(line.lstrip(" \t"))] for line in page.source.split("\n"))


def _begins_line(page: Page, start: int, indents: tuple[str, ...]) -> str | None:
    line, column = page.lines.place(start)
    indent = indents[line - 1]
    return indent if column - 1 == len(indent) else None


def _first_off(
    page: Page, element: Element, children: list[Element], lead: dict[Element, str], indents: tuple[str, ...]
) -> int | None:
    """The offset of the first line that does not stand where it shows what it is part of."""
    own = lead.get(element)
    line = page.lines.place(element.start or 0)[0]
    below = [child for child in children if page.lines.place(child.start or 0)[0] != line]
    for child in below:
        indent = lead[child]
        deeper = own is None or element.name in _AT_THE_EDGE or (indent.startswith(own) and len(indent) > len(own))
        uneven = indent != lead[below[0]] and element.name != "html"
        if not deeper or uneven:
            return child.start
    if own is not None and element.closing_start is not None:
        closing = _begins_line(page, element.closing_start, indents)
        if closing is not None and closing != own and page.lines.place(element.closing_start)[0] != line:
            return element.closing_start
    return None


CHECK = Check(
    title=N_("Lines that do not show what lies inside what"),
    kind="problem",
    severity="advice",
    source=True,
    params=IndentationParams,
    observe=observe,
    words=Words(
        praise=N_("Your lines show at a glance what lies inside what."),
        next=N_("Move the lines inside an element two spaces in: {where}."),
        hints=(
            N_("Can you see where each part ends?"),
            N_("Look at {where}. What is it a part of?"),
            N_("Put two spaces before every line inside an element."),
        ),
        measured=N_("Elements whose lines do not show it: {count}."),
    ),
    examples=(
        Example(
            shows="Each part further in than what it is part of",
            project={"index.html": "<ul>\n  <li>Rice</li>\n  <li>Fish</li>\n</ul>\n<p>Eat well</p>"},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Everything at the edge",
            project={"index.html": "<ul>\n<li>Rice</li>\n<li>Fish</li>\n</ul>"},
            amount=1,
            places=("<li>Rice</li>",),
        ),
        Example(
            shows="One line stands elsewhere",
            project={"index.html": "<ul>\n  <li>Rice</li>\n    <li>Fish</li>\n</ul>"},
            amount=1,
            places=("<li>Fish</li>",),
        ),
        Example(
            shows="The end does not stand below the start",
            project={"index.html": "<main>\n  <p>Rice</p>\n    </main>"},
            amount=1,
            places=("</main>",),
        ),
        Example(
            shows="Tabs are fine, and the frame may begin at the edge",
            project={
                "index.html": "<html>\n<head>\n<title>A</title>\n<body>\n<ul>\n\t<li>Rice\n</ul>\n</body>\n</html>"
            },
            amount=0,
        ),
        Example(shows="All in one line", project={"index.html": "<ul><li>Rice</li><li>Fish</li></ul>"}, amount=0),
        Example(shows="Text kept as written", project={"index.html": "<pre>\n<b>a</b>\n   <b>b</b>\n</pre>"}, amount=0),
    ),
)
