"""How a sentence to a classmate begins: she chooses one and finishes it."""

from __future__ import annotations

from collections.abc import Mapping

from grader.language import N_

PRAISE: Mapping[str, str] = {
    "like": N_("I like how …"),
    "surprised": N_("It surprised me that …"),
    "works": N_("It works well when …"),
    "learned": N_("From you I learned …"),
}
IDEA: Mapping[str, str] = {
    "what-if": N_("What if …"),
    "next": N_("Next you could …"),
    "more": N_("I would like to see …"),
    "unclear": N_("I did not understand yet …"),
}
