"""What helps to see a thing at once: two colours that read well, a folder with the name that was nearly meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.language import N_
from grader.words.sentence import Part, Sentence, tr

_NAMED = {"#ffffff": N_("white"), "#000000": N_("black")}


@dataclass(frozen=True, slots=True)
class Pair:
    """A text on its background: the two colours as `#rrggbb`, and what they are to each other in words."""

    ink: str
    paper: str
    ratio: Sentence
    names: Sentence


@dataclass(frozen=True, slots=True)
class Colours:
    """Her colours, and a pair of the same hues that reads well, with a sentence about it."""

    now: Pair
    better: Pair
    says: Sentence


@dataclass(frozen=True, slots=True)
class Missing:
    """A file that a page names and that is not there; `nearest` is "" when no name is like it."""

    path: str
    nearest: str
    says: Sentence


@dataclass(frozen=True, slots=True)
class Aids:
    """All of them; a page draws those that are there."""

    colours: Colours | None = None
    missing: Missing | None = None

    def __bool__(self) -> bool:
        return self.colours is not None or self.missing is not None


NOTHING = Aids()


def aids(values: Mapping[str, Any], language: str) -> Aids:
    """What the values of a check give to look at."""
    return Aids(_colours(values, language), _missing(values, language))


def _colours(values: Mapping[str, Any], language: str) -> Colours | None:
    if not {"ink", "paper"} <= values.keys():
        return None
    # Late: most pages are about Scratch.
    from grader.website.colour import colour, contrast
    from grader.website.contrast import SMALL, suggestion

    ink, paper = colour(str(values["ink"])), colour(str(values["paper"]))
    needed = values.get("needed", values.get("need"))
    needed = needed if isinstance(needed, (int, float)) else SMALL
    found = suggestion(ink, paper, needed) if ink and paper else None
    if ink is None or paper is None or found is None or contrast(ink, paper) >= needed:
        return None
    source = N_("{ink} on {paper} reads well.") if found.changed == "ink" else N_("On {paper}, {ink} reads well.")
    named = {"ink": _name(found.ink.hex, language), "paper": _name(found.paper.hex, language)}
    return Colours(
        now=_pair(ink.hex, paper.hex, contrast(ink, paper), N_("Now {ratio} to 1"), language),
        better=_pair(found.ink.hex, found.paper.hex, found.ratio, N_("For example {ratio} to 1"), language),
        says=tr(source, language, **named),
    )


def _pair(ink: str, paper: str, ratio: float, source: str, language: str) -> Pair:
    named = {"ink": _name(ink, language), "paper": _name(paper, language)}
    # Cut, not rounded: 4.49 must not be shown as the 4.5 it does not reach.
    cut = int(ratio * 10) / 10
    return Pair(ink, paper, tr(source, language, ratio=cut), tr(N_("{ink} on {paper}"), language, **named))


def _name(colour: str, language: str) -> tuple[Part, ...]:
    return tr(_NAMED[colour], language).parts if colour in _NAMED else (Part(colour, "code"),)


def _missing(values: Mapping[str, Any], language: str) -> Missing | None:
    path, nearest = str(values.get("missing") or ""), str(values.get("nearest") or "")
    if not path or path.startswith("#"):  # a part of the page itself is no file
        return None
    named = (Part(path, "file"),)
    if nearest:
        near = (Part(nearest, "file"),)
        says = tr(N_("Your page asks for {missing}. Nearest is {nearest}."), language, missing=named, nearest=near)
    else:
        says = tr(N_("Your page asks for {missing}. It is not in your folder yet."), language, missing=named)
    return Missing(path, nearest, says)
