"""Lists that are no lists yet.

## What it looks for

Three or more lines in a row that begin with the same sign, such as `-`, `*` or `•`, or with numbers that count up,
parted by `<br>` or in paragraphs of their own. `min_lines` asks for more or fewer.

## Why it matters

A list made of signs is a heap of lines to a screen reader. In `<ul>` a long item keeps its place on a phone.

## Limits

Talk that begins with dashes looks like a list to this check. What stands in `<pre>` is left aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import Element, Page, Text
from grader.website.places import stretch

_SIGNS = frozenset("-–—•·*▪▫●○■□►▶➤➢✓✔◦‣⁃※")
_LINES = frozenset({"p", "div", "span", "font", "b", "strong", "em", "i", "small", "label"})
_INLINE = frozenset({"a", "abbr", "b", "big", "code", "em", "font", "i", "img", "mark", "q", "s", "small", "span"}) | {
    "strong",
    "sub",
    "sup",
    "u",
    "tt",
}
_MOST = 40  # signs of a line that are looked at


class FakeListsParams(Params):
    """How many lines in a row make a list."""

    min_lines: int = Field(default=3, ge=2)


@dataclass(slots=True)
class _Line:
    """A line as a visitor sees it; `text` is its beginning."""

    element: Element
    start: int
    text: str


def observe(index: SiteIndex, params: FakeListsParams) -> Observation:
    """Every run of lines that would be a list."""
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        looked_at += sum(index.hers(element) for element, _ in index.texts(page))
        kept: set[Element] = set()
        for element in page.elements:
            if element.name == "pre" or (element.parent is not None and element.parent in kept):
                kept.add(element)
                continue
            # Lines are parted by these: most elements hold too few.
            if sum(child.name in {"br", "p", "div"} for child in element.elements) < params.min_lines - 1:
                continue
            long = (run for run in _runs(tuple(_lines(element))) if len(run) >= params.min_lines)
            places.extend(_place(index, page, run) for run in long)
    return Observation(tuple(places), looked_at)


def _place(index: SiteIndex, page: Page, run: Sequence[_Line]) -> FilePlace:
    end = run[-1].start + len(run[-1].text)
    hers = any(index.hers(line.element) for line in run)
    text = " / ".join(" ".join(line.text.split()) for line in run[:4])
    return stretch(page.path, page.source, page.lines, run[0].start, end, text=text, hers=hers)


def _lines(parent: Element) -> Iterator[_Line | None]:
    """The lines that lie straight in an element; None where something else stands between them."""
    line: _Line | None = None
    for child in parent.children:
        if type(child) is Text:
            line = _with_text(line, child, parent)
        elif isinstance(child, Element):
            if child.name in _INLINE and not _is_block(child):
                if line is None:
                    line = _Line(parent, child.start or 0, "")
                if len(line.text) < _MOST:
                    line.text += _beginning(child)
                continue
            if line is not None:
                yield line
            line = None
            if child.name != "br":
                yield _paragraph(child)
    if line is not None:
        yield line


def _with_text(line: _Line | None, text: Text, parent: Element) -> _Line | None:
    if line is None and text.data.strip():
        skipped = len(text.data) - len(text.data.lstrip())
        line = _Line(parent, text.start + skipped, "")
    if line is not None and len(line.text) < _MOST:
        line.text += (text.data if line.text else text.data.lstrip())[:_MOST]
    return line


def _paragraph(child: Element) -> _Line | None:
    """A paragraph that is one line; one of several is asked itself."""
    if child.name not in {"p", "div"} or any(one.name not in _INLINE for one in child.elements):
        return None
    inner = _beginning(child)
    return _Line(child, child.start or 0, inner) if inner.strip() else None


def _is_block(child: Element) -> bool:
    return child.name in _LINES and any(one.name in {"br", "p", "div"} for one in child.elements)


def _beginning(element: Element) -> str:
    found = ""
    for number, piece in enumerate(element.texts()):
        found += piece.data[:_MOST] if found else piece.data.lstrip()[:_MOST]
        if len(found) >= _MOST or number >= _MOST:
            break
    return found


def _runs(lines: Sequence[_Line | None]) -> Iterator[list[_Line]]:
    run: list[_Line] = []
    before: tuple[str, int] | None = None
    for line in lines:
        mark = _mark(line.text) if line is not None else None
        follows = (
            mark is not None
            and before is not None
            and mark[0] == before[0]
            and (mark[0] != "1" or mark[1] == before[1] + 1)
        )
        if not follows and run:
            yield run
            run = []
        if mark is not None and line is not None:
            run.append(line)
        before = mark
    if run:
        yield run


def _mark(text: str) -> tuple[str, int] | None:
    """The sign a line begins with; for a number the number too."""
    text = text.lstrip()
    if not text:
        return None
    rest = text[1:].lstrip("\u200b")
    if text[0] in _SIGNS:
        return (text[0], 0) if rest.strip() and not rest[0].isdigit() and rest[0] != text[0] else None
    digits = len(text) - len(text.lstrip("0123456789០១២៣៤៥៦៧៨៩"))
    if not 1 <= digits <= 2 or text[digits : digits + 1] not in {".", ")", "។", "៖"}:
        return None
    behind = text[digits + 1 :]
    return ("1", int(text[:digits])) if behind.strip() and not behind[0].isdigit() else None


CHECK = Check(
    title=N_("Lines that would be a list"),
    kind="problem",
    severity="advice",
    source=True,
    params=FakeListsParams,
    observe=observe,
    words=Words(
        praise=N_("Your lists are real lists."),
        next=N_("This looks like a list. Try <ul> and <li>: {where}."),
        hints=(
            N_("What does a list look like to someone who listens?"),
            N_("Look at {where}. Which sign begins each line?"),
            N_("Write <ul>, and put each line in <li> without its sign."),
        ),
        measured=N_("Places that would be lists: {count}."),
    ),
    examples=(
        Example(
            shows="Dashes and line breaks",
            project={"index.html": "<p>I like:<br>- rice<br>- <b>fish</b><br>- mango</p>"},
            amount=1,
            places=("- rice / - fish / - mango",),
        ),
        Example(
            shows="A paragraph for each number",
            project={"index.html": "<p>1. Wash</p>\n<p>2. Cook</p>\n<p>3. Eat</p>"},
            amount=1,
            places=("1. Wash / 2. Cook / 3. Eat",),
        ),
        Example(shows="Khmer digits", project={"index.html": "<div>១. លាង<br>២. ចម្អិន<br>៣. ញ៉ាំ</div>"}, amount=1),
        Example(shows="A real list", project={"index.html": "<ul><li>rice<li>fish<li>mango</ul>"}, amount=0),
        Example(
            shows="Two lines, and numbers that do not count up",
            project={"index.html": "<p>- Hi!<br>- Hello!</p><p>7. May<br>3. June<br>9. July</p>"},
            amount=0,
        ),
        Example(
            shows="Temperatures begin with a dash too",
            project={"index.html": "<p>-5 °C<br>-3 °C<br>-2 °C</p>"},
            amount=0,
        ),
        Example(
            shows="Two are enough where two are asked for",
            project={"index.html": "<p>• rice<br>• fish</p>"},
            params={"min_lines": 2},
            amount=1,
        ),
    ),
)
