"""What helps to see: her two colours beside two that read well, and her folder with the name that was nearly meant."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from grader.check import FilePlace, Place
from grader.language import N_
from grader.page.rich import language_of, rich
from grader.page.source import Source
from grader.words.aids import Aids, Colours, Missing, Pair
from grader.words.sentence import tr

MOST_FILES = 6  # of a folder, beside those that matter
MOST_FOLDERS = 5
_LONGEST = 20  # characters of her words in a sample
_SAMPLE = "Aa កខគ"
_SWATCH = Markup(
    '<figure><svg viewBox="0 0 220 56" aria-hidden="true"><rect width="220" height="56" fill="{paper}"/>'
    '<text x="14" y="35" font-size="17" fill="{ink}"{lang}>{words}</text></svg>'
    '<figcaption class="small"><b>{ratio}</b><br>{names}</figcaption></figure>'
)


def draw_aids(found: Aids, places: Sequence[Place], language: str, source: Source | None) -> Markup:
    """What there is to see, or nothing."""
    drawn = Markup("")
    if found.colours:
        drawn += _colours(found.colours, places, language)
    if found.missing:
        drawn += _folder(found.missing, language, source)
    return drawn


def _colours(found: Colours, places: Sequence[Place], language: str) -> Markup:
    words = next((place.text for place in places if _wears(place, found.now)), "")
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
    pairs = Markup("").join(_pair(pair, words or _SAMPLE, language) for pair in (found.now, found.better))
    return Markup('<div class="swatches">{}</div><p>{}</p>').format(pairs, rich(found.says, language))


def _wears(place: Place, pair: Pair) -> bool:
    """Whether these are the very words that have the two colours."""
    if not isinstance(place, FilePlace) or "<" in place.text:
        return False
    key = place.counts_as
    return not isinstance(key, tuple) or key[:2] == (pair.ink, pair.paper)


def _pair(pair: Pair, words: str, language: str) -> Markup:
    own = language_of(words)
    return _SWATCH.format(
        paper=pair.paper,
        ink=pair.ink,
        lang=Markup(' lang="{}"').format(own) if own and own != language else "",
        words=words,
        ratio=rich(pair.ratio, language),
        names=rich(pair.names, language),
    )


def _folder(missing: Missing, language: str, source: Source | None) -> Markup:
    said = Markup("<p>{}</p>").format(rich(missing.says, language))
    if source is None or not source.paths:
        return said
    title = rich(tr(N_("Your folder"), language), language)
    folders: dict[str, list[str]] = {"": []}
    for path in source.paths:
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, []).append(name)
    wanted = missing.nearest.rpartition("/")[0]
    shown = [folder for number, folder in enumerate(folders) if number < MOST_FOLDERS or folder == wanted]
    rows = Markup("").join(_one(folder, folders[folder], missing, language) for folder in shown)
    left = len(folders) - len(shown)
    return said + Markup('<div class="tree"><p class="small soft">{}</p><ul>{}{}</ul></div>').format(
        title, rows, _more(left, language)
    )


def _one(folder: str, names: Sequence[str], missing: Missing, language: str) -> Markup:
    """The files of a folder; those at the top stand beside the folders."""
    path = f"{folder}/" if folder else ""
    shown = [name for number, name in enumerate(names) if number < MOST_FILES or path + name == missing.nearest]
    files = Markup("").join(_file(name, missing, language, near=path + name == missing.nearest) for name in shown)
    files += _more(len(names) - len(shown), language)
    return Markup('<li><span class="at">{}</span><ul>{}</ul></li>').format(path, files) if folder else files


def _file(name: str, missing: Missing, language: str, *, near: bool) -> Markup:
    if not near:
        return Markup('<li><span class="at">{}</span></li>').format(name)
    wrote = tr(N_("you wrote {missing}"), language, missing=missing.path)
    return Markup('<li class="near"><mark class="at">{}</mark> <em>{}</em></li>').format(name, rich(wrote, language))


def _more(count: int, language: str) -> Markup:
    if count <= 0:
        return Markup("")
    return Markup('<li class="small soft">{}</li>').format(
        rich(tr(N_("and {more} more"), language, more=count), language)
    )
