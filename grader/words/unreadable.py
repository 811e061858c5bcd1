"""A file that cannot be read: what it is, and what to do, never what she did wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.language import N_
from grader.words.sentence import Sentence, tr


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The page for a file that is not a project yet."""

    title: Sentence
    sentence: Sentence


def unreadable(key: str, values: Mapping[str, Any], language: str) -> Unreadable:
    """The one sentence of that key: what the file is and what to do."""
    from grader.upload import SENTENCES

    source = SENTENCES.get(key) or N_("We cannot open this file yet.")
    return Unreadable(
        title=tr(N_("We cannot open this file yet"), language),
        sentence=tr(source, language, **values),
    )
