"""What was seen of a play, as a sentence: "I held your arrow keys and nothing moved yet"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.language import N_
from grader.live.play.spoken import retold
from grader.live.play.telling import SENTENCES
from grader.words.sentence import Part, Sentence, tr

_NOTHING = N_("Play it yourself and compare it with the goal.")


def from_play(values: Mapping[str, Any], language: str) -> Sentence:
    """The sentence for what kept a play from coming about."""
    source = SENTENCES.get(str(values.get("told")))
    if source is None:
        return tr(_NOTHING, language)
    values = {**values, **({"sentence": retold(str(values["sentence"]), language)} if "sentence" in values else {})}
    filled = {name: (Part(str(value), "name"),) if isinstance(value, str) else value for name, value in values.items()}
    return tr(source, language, **filled)
