"""Places as something to look at: blocks drawn, lines of a file with their numbers, moments of a run in words."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from grader.check import BlockPlace, FilePlace, MomentPlace, Place
from grader.language import N_
from grader.page import stack
from grader.page.rich import language_of, named, rich
from grader.scratch.model import ScratchProject
from grader.words.sentence import Sentence, listed, spot, tr

MOST_LINES = 8  # of one place; the two ends say where it begins and where it stops
LONGEST_LINE = 160  # characters of one line: a page saved from a builder has lines of 100,000


def evidence(
    places: Iterable[Place],
    language: str,
    *,
    look: bool = False,
    most: int = 3,
    project: ScratchProject | None = None,
    above: set[str] | None = None,
) -> Markup:
    """Up to `most` different places. `look` marks them as the spot to mend; `project` draws a block in its script.

    `above` is what the page shows already, and grows: the same picture twice says less than one.
    """
    places = tuple(places)
    drawn: list[Markup] = _whole_files(places, language)
    seen: set[str] = set()
    rest = 0
    for place in places:
        if _is_whole_file(place):
            continue
        piece = _one(place, language, look=look, project=project)
        key = str(piece)
        if not piece or key in seen:
            continue
        seen.add(key)
        if len(drawn) < most:
            drawn.append(_as_above(place, language) if above is not None and key in above else piece)
            if above is not None:
                above.add(key)
        else:
            rest += 1
    if rest:
        more = rich(tr(N_("More of the same: {count}."), language, count=rest), language)
        drawn.append(Markup('<p class="small soft">{}</p>').format(more))
    return Markup("\n").join(drawn)


def _is_whole_file(place: Place) -> bool:
    return isinstance(place, FilePlace) and place.line is None


def _whole_files(places: tuple[Place, ...], language: str) -> list[Markup]:
    """Files that are meant as a whole: their names, in one line."""
    names = tuple(place.file for place in places if isinstance(place, FilePlace) and place.line is None)
    if not names:
        return []
    return [Markup("<p>{}</p>").format(rich(Sentence(listed(names, language, "file"), language), language))]


def _as_above(place: Place, language: str) -> Markup:
    said = tr(N_("In {where}: the same as above."), language, where=spot(place, language))
    return Markup('<p class="small soft">{}</p>').format(rich(said, language))


def _one(place: Place, language: str, *, look: bool, project: ScratchProject | None) -> Markup:
    if isinstance(place, BlockPlace):
        return _blocks(place, language, look=look, project=project)
    if isinstance(place, FilePlace):
        return _lines(place, language, look=look)
    return _moment(place, language)


def _blocks(place: BlockPlace, language: str, *, look: bool, project: ScratchProject | None) -> Markup:
    picture = stack.in_project(project, place, language, look=look) if project and place.block else None
    if picture is not None and project is not None:
        block = stack.name_in_project(project, place, language) if look else None
    else:
        picture = stack.from_text(place.text, language, look=look)
        block = stack.name_in_text(place.text, language) if look else None
    where = rich(_where(place, block, language), language)
    return (
        Markup('<div class="stacks"><p class="small soft">{}</p>{}</div>').format(where, picture) if picture else where
    )


def _where(place: BlockPlace, block: Sentence | None, language: str) -> Sentence:
    """In which sprite; of a marked block also its name: an outline alone says nothing to an ear."""
    sprite = Sentence(spot(place, language))
    if block is None:
        said = tr(N_("In {sprite}"), language, sprite=sprite)
    else:
        said = tr(N_("In {sprite}, look at {block}"), language, sprite=sprite, block=block)
    return Sentence(said.parts, language)


def _lines(place: FilePlace, language: str, *, look: bool) -> Markup:
    where = "".join(part.text for part in spot(place, language))
    head = Markup('<p class="at">{}</p>').format(where)
    if not place.text.strip():
        return head
    rows = place.text.split("\n")
    ends = (0, len(rows) - 1)
    body: list[Markup] = []
    for index, row in enumerate(rows):
        if _between(index, len(rows)):
            if index == MOST_LINES // 2:
                body.append(Markup('<span class="held"><i></i><b>⋮</b></span>'))
            continue
        kind = " class=two" if look and index in ends else " class=held" if look else ""
        number = (place.line or 1) + index
        body.append(Markup("<span{}><i>{}</i><b>{}</b></span>").format(Markup(kind), number, _cut(row)))  # noqa: S704
    single = " wrap" if len(rows) == 1 else ""
    own = language_of(place.text)
    lang = Markup(' lang="{}"').format(own) if own and own != language else ""
    return head + Markup(
        '<pre class="lines{}" role="group" tabindex="0" aria-label="{}"><code{}>{}</code></pre>'
    ).format(single, where, lang, Markup("").join(body))


def _between(index: int, count: int) -> bool:
    half = MOST_LINES // 2
    return count > MOST_LINES and half <= index < count - half + 1


def _cut(row: str) -> str:
    row = row.replace("\t", "  ").rstrip("\r")
    return row if len(row) <= LONGEST_LINE else row[: LONGEST_LINE - 1] + "…"


def _moment(place: MomentPlace, language: str) -> Markup:
    when = "".join(part.text for part in spot(place, language))
    return (
        Markup('<p class="small">{}: {}</p>').format(when, named(place.text, language)) if place.text else escape(when)
    )
