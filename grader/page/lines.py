"""Lines of a file to look at: the stretch that is meant, both its ends marked, colours beside their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from markupsafe import Markup

from grader.check import FilePlace
from grader.language import N_
from grader.page.rich import language_of
from grader.page.source import Source
from grader.page.swatch import with_colours
from grader.website.places import short
from grader.words.sentence import span, tr

_FIRST, _LAST = 3, 2  # lines of a long place: the two ends say where it begins and where it stops
LONGEST_LINE = 160  # characters of one line: a page saved from a builder has lines of 100,000
_BEFORE = 24  # characters shown before a mark in a line that is cut
_END, _BETWEEN = Markup(' class="two"'), Markup(' class="held"')
_ALIKE = 0.5  # names of a start tag and of the end tag that was meant for it
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>?")
_OWN_END = re.compile(r"</([a-zA-Z][^\s<>]*)\s*>$")
_NAME = re.compile(r"<([a-zA-Z][^\s<>/]*)")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line: its number, its text, what of it is marked, a word beside it. Without a number: lines left out."""

    number: int | None
    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    about: int = 0  # from where on it is shown, when it is too long
    said: str = ""
    end: bool = False  # the first or the last of the stretch


def lines(place: FilePlace, language: str, *, look: bool, source: Source | None = None) -> Markup:
    """The place in its file; `look` marks it as the spot to mend. Without the file: the text the place itself keeps."""
    where = "".join(part.text for part in span(place, language))
    head = Markup('<p class="at">{}</p>').format(where)
    rows = _from_file(place, source, language, look=look) if source else None
    if rows is None:
        rows = _from_text(place)
    if not rows:
        return head
    body = Markup("").join(_drawn(row, place.file, look=look, count=len(rows)) for row in rows)
    single = " wrap" if len(rows) == 1 else ""
    own = language_of("".join(row.text for row in rows))
    lang = Markup(' lang="{}"').format(own) if own and own != language else ""
    return head + Markup(
        '<pre class="lines{}" role="group" tabindex="0" aria-label="{}"{}><code>{}</code></pre>'
    ).format(single, where, lang, body)


def _from_text(place: FilePlace) -> tuple[_Row, ...]:
    if not place.text.strip():
        return ()
    rows = place.text.split("\n")
    last = len(rows) - 1
    first = place.line or 1
    return tuple(
        _Row(None) if index is None else _Row(first + index, rows[index], end=index in {0, last} and last > 0)
        for index in _shown(len(rows))
    )


def _from_file(place: FilePlace, source: Source, language: str, *, look: bool) -> tuple[_Row, ...] | None:
    """The lines of the file; None when the place does not fit it."""
    held = source.lines(place.file)
    place = _fitting(place, held or ())
    line, column, end_line, end_column = _whole(place)
    if held is None or not 1 <= line <= end_line <= len(held) or column > len(held[line - 1]) + 1:
        return None
    stretch = source.safe(place.file, "\n".join(held[line - 1 : min(end_line, line + LONGEST_LINE)])).split("\n")
    last = source.safe(place.file, held[end_line - 1])
    rows = [
        _Row(None) if index is None else _Row(line + index, stretch[index] if index < len(stretch) else last)
        for index in _shown(end_line - line + 1)
    ]
    begin = (column - 1, _end_of_mark(place, stretch[0]))
    ends: list[tuple[tuple[int, int] | None, str]]
    if _has_two_ends(place, stretch, last):
        ends = [(begin, str(tr(N_("opens here"), language)))]
        ends.append(_far_end(stretch[0][column - 1 :], last, end_column - 1, language))
    elif line == end_line:
        ends = [(begin if look and begin != (0, len(stretch[0].rstrip())) else None, "")] * 2
    else:
        ends = [(begin if look else None, "")]
        ends.append(((len(last) - len(last.lstrip()), end_column - 1) if look else None, ""))
    if line == end_line:
        marks = tuple(dict.fromkeys(mark for mark, _ in ends if mark))
        return _moved_left([_Row(line, stretch[0], marks, begin[0], end=True)])
    for at, (mark, said) in zip((0, -1), ends, strict=True):
        rows[at] = _Row(rows[at].number, rows[at].text, (mark,) if mark else (), said=said, end=True)
    return _moved_left(rows)


def _fitting(place: FilePlace, held: Sequence[str]) -> FilePlace:
    """The same without the empty lines at its end."""
    line, _, end_line, end_column = _whole(place)
    while line < end_line <= len(held) and not held[end_line - 1].strip():
        end_line -= 1
        end_column = len(held[end_line - 1]) + 1
    return replace(place, end_line=end_line, end_column=end_column)


def _whole(place: FilePlace) -> tuple[int, int, int, int]:
    line, column = place.line or 1, place.column or 1
    return line, column, place.end_line or line, place.end_column or column


def _has_two_ends(place: FilePlace, stretch: list[str], last: str) -> bool:
    """Whether the place keeps the start tag alone, and something else ends far behind it."""
    line, column, end_line, end_column = _whole(place)
    if not (place.text.startswith("<") and place.text.endswith((">", "…"))):
        return False
    raw = [*stretch[: end_line - line], last]
    raw[-1] = raw[-1][: end_column - 1]
    raw[0] = raw[0][column - 1 :]
    said = short("\n".join(raw))
    return said != place.text and said.startswith(place.text.removesuffix("…"))


def _end_of_mark(place: FilePlace, text: str) -> int:
    """Where the mark of the first line ends: with its tag, with the place, or with the line."""
    line, column, end_line, end_column = _whole(place)
    alone, column = line == end_line, column - 1
    tag = _TAG.match(text, column) if place.text.startswith("<") else None
    if tag and (not alone or tag.end() < end_column - 1) and short(tag.group()) == place.text:
        return tag.end()
    return end_column - 1 if alone else len(text.rstrip())


def _far_end(opening: str, last: str, at: int, language: str) -> tuple[tuple[int, int] | None, str]:
    """What is marked at the far end, and the word beside it."""
    own, name = _OWN_END.search(last, 0, at), _NAME.match(opening)
    if own and name:
        closing, opened = own.group(1).lower(), name.group(1).lower()
        if closing == opened:
            return own.span(), str(tr(N_("closes too late"), language))
        if SequenceMatcher(None, closing, opened).ratio() >= _ALIKE:
            return own.span(), str(tr(N_("this closes it"), language))
    still = str(tr(N_("still open here"), language))
    tag = _TAG.match(last, at)
    if tag:
        return tag.span(), still
    return None, still


def _shown(count: int) -> Iterator[int | None]:
    """Which lines of so many are shown; None once for those between."""
    if count <= _FIRST + _LAST + 1:
        yield from range(count)
        return
    yield from range(_FIRST)
    yield None
    yield from range(count - _LAST, count)


def _moved_left(rows: list[_Row]) -> tuple[_Row, ...]:
    """Without the space that all lines begin with: a phone has room for few characters."""
    written = [row for row in rows if row.text.strip()]
    depth = min((len(row.text) - len(row.text.lstrip()) for row in written), default=0)
    if any(start < depth for row in rows for start, _ in row.marks):
        return tuple(rows)
    return tuple(
        replace(
            row,
            text=row.text[depth:],
            marks=tuple((start - depth, end - depth) for start, end in row.marks),
            about=max(0, row.about - depth),
        )
        for row in rows
    )


def _drawn(row: _Row, file: str, *, look: bool, count: int) -> Markup:
    if row.number is None:
        return Markup("<span{}><i></i><b>⋮</b></span>").format(_BETWEEN if look else "")
    kind = Markup()
    if look:
        kind = _END if row.end or count == 1 else _BETWEEN
    said = Markup("<em>{}</em>").format(row.said) if row.said else ""
    return Markup("<span{}><i>{}</i><b>{}{}</b></span>").format(kind, row.number, _text(row, file), said)


def _text(row: _Row, file: str) -> Markup:
    about = row.marks[0][0] if row.marks else row.about
    reaches = row.marks[0][1] if row.marks else about + 1
    shift = max(0, about - _BEFORE) if len(row.text) > LONGEST_LINE and reaches > LONGEST_LINE // 2 else 0
    cut = row.text[shift : shift + LONGEST_LINE]
    pieces = [Markup("…")] if shift else []
    done = 0
    for start, end in row.marks:
        first, behind = max(done, start - shift), min(end - shift, len(cut))
        if first < behind:
            pieces.append(_coloured(cut[done:first], file))
            pieces.append(Markup("<mark>{}</mark>").format(_coloured(cut[first:behind], file)))
            done = behind
    pieces.append(_coloured(cut[done:], file))
    return Markup("").join([*pieces, "…" if len(row.text) > shift + LONGEST_LINE else ""])


def _coloured(text: str, file: str) -> Markup:
    return with_colours(text.replace("\t", "  "), file)
