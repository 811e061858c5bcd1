"""What almost matches a pattern, as a sentence: "Your `if` is there, but not inside `forever` yet"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.language import N_
from grader.words.sentence import Sentence, block, tr

_SENTENCES: Mapping[str, str] = {
    "inside": N_("Your {there} is there, but not inside {other} yet."),
    "below": N_("Your {there} is there, but not below {other} yet."),
    "after": N_("Your {there} is there, but not after {other} yet."),
    "missing": N_("Your {there} is there. Now it needs {other}."),
    "filled": N_("Your {there} is there, with something else in it."),
    "beside": N_("Your {there} is there, but {other} is there too."),
    "apart": N_("Your {there} is there, but other blocks stand between."),
    "elsewhere": N_("Your {there} is there, but in another sprite."),
    "idle": N_("Your {there} is there, but nothing starts it yet."),
    "starter": N_("This {there} came with the task. Add one of your own."),
    "begin": N_("Begin with {other}."),
    "more": N_("One more {there} like this would count too."),
}
_NOTHING = N_("Compare your blocks with the goal.")


def almost(values: Mapping[str, Any], language: str) -> Sentence:
    """The sentence for what a pattern's observation says is near."""
    source = _SENTENCES.get(str(values.get("near")))
    named = {name: (block(str(values[name]), language),) for name in ("there", "other") if values.get(name)}
    if source is None or any("{" + name + "}" in source and name not in named for name in ("there", "other")):
        return tr(_NOTHING, language)
    return tr(source, language, **named)
