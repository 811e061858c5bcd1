"""Places as something to look at: blocks drawn, lines of a file with their numbers, moments of a run in words."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from grader.check import BlockPlace, FilePlace, MomentPlace, Place
from grader.language import N_
from grader.page import stack
from grader.page.lines import lines
from grader.page.rich import named, rich
from grader.page.source import Source
from grader.scratch.model import ScratchProject
from grader.words.sentence import Sentence, listed, spot, tr

MOST_BESIDE = 2


def evidence(
    places: Iterable[Place],
    language: str,
    *,
    look: bool = False,
    most: int = 3,
    project: ScratchProject | None = None,
    source: Source | None = None,
    above: set[str] | None = None,
) -> Markup:
    """Up to `most` different places. `look` marks them as the spot to mend.

    `project` draws a block in its script, `source` a stretch of a file in its lines.
    `above` is what the page shows already, and grows: the same picture twice says less than one.
    """
    places = tuple(places)
    drawn: list[Markup] = _whole_files(places, language)
    seen: set[str] = set()
    rest = 0
    for place in places:
        if _is_whole_file(place):
            continue
        piece = _one(place, language, look=look, project=project, source=source)
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


def _one(place: Place, language: str, *, look: bool, project: ScratchProject | None, source: Source | None) -> Markup:
    if isinstance(place, BlockPlace):
        return _blocks(place, language, look=look, project=project)
    if isinstance(place, FilePlace):
        # The declarations that make an element so stand below it: mostly in another file.
        shown = (place, *place.beside[:MOST_BESIDE])
        return Markup("\n").join(lines(one, language, look=look, source=source) for one in shown)
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


def _moment(place: MomentPlace, language: str) -> Markup:
    when = "".join(part.text for part in spot(place, language))
    return (
        Markup('<p class="small">{}: {}</p>').format(when, named(place.text, language)) if place.text else escape(when)
    )
