"""Skills as `kru show` prints them: as JSON, and in words for mentors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from grader.check import BlockPlace
from grader.scratch.skills.cards import Card, Level
from grader.scratch.skills.words import NEXT, NO_SCORE, NOT_FOR_STUDENTS, RESTS_ON, SCORE, SKILLS, STEPS, TITLES

INDENT = "  "


def skills(cards: Iterable[Card]) -> dict[str, Any]:
    """Levels by rubric and dimension, with the ids of the blocks behind each."""
    return {
        card.rubric: {
            name: {"level": level.level, "of": level.of, "blocks": list(level.blocks)}
            for name, level in card.levels.items()
        }
        for card in cards
    }


def totals(cards: Iterable[Card]) -> dict[str, Any]:
    """By rubric: the sum, its band, and of each dimension the rule, its places, what it rests on, the next step."""
    return {
        card.rubric: {
            "points": card.total.points,
            "of": card.total.of,
            "average": round(float(card.total.average), 2),
            "band": card.total.band,
            "no_score": card.no_score,
            "dimensions": {name: _dimension(level) for name, level in card.levels.items()},
        }
        for card in cards
    }


def _dimension(level: Level) -> dict[str, Any]:
    step = None if level.next_rule is None else {"level": level.next_level, "rule": level.next_rule}
    places = [_place(place) for place in level.places]
    return {"rule": level.rule, "places": places, "rests_on": level.rests_on, "next": step}


def _place(place: BlockPlace) -> dict[str, Any]:
    return {"sprite": place.sprite, "block": place.block, "text": place.text, "runs": place.runs}


def lines(seen: Mapping[str, Any], language: str) -> Iterator[str]:
    """The same as text, made of the JSON that `kru show` prints: a line a dimension."""
    # Sentences with names of blocks need the table of blocks: whoever prints JSON does not load it.
    from grader.words.sentence import tr

    if seen["skills"]:
        yield f"{tr(SKILLS, language)}. {tr(NOT_FOR_STUDENTS, language)}"
    for rubric, levels in seen["skills"].items():
        card = seen["skill_totals"][rubric]
        score = tr(SCORE, language, title=TITLES[rubric], points=card["points"], of=card["of"])
        yield f"{INDENT}{score}" + (f" ({card['band']})" if card["band"] else "")
        if card["no_score"]:
            yield f"{INDENT * 2}{tr(NO_SCORE[card['no_score']], language)}"
        for name, level in levels.items():
            words = (f"{name} {level['level']}/{level['of']}", *_more(card["dimensions"][name], language))
            yield f"{INDENT * 2}{' · '.join(words)}"


def _more(dimension: Mapping[str, Any], language: str) -> Iterator[str]:
    from grader.words.sentence import tr

    for place in dimension["places"][:1]:  # the deciding one
        first, *_ = place["text"].splitlines() or [""]
        yield f"{place['sprite']}: {first}"
    if dimension["rests_on"]:
        yield str(tr(RESTS_ON[dimension["rests_on"]], language))
    if dimension["next"]:
        yield str(tr(NEXT, language, step=tr(STEPS[dimension["next"]["rule"]], language)))
