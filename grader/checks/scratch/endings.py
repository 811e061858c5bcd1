"""Comes to an end.

## What it looks for

Different ways to end, each once: `stop all`; a message that says won, lost or the end (spoken, thought or asked); a
backdrop that changes. It must come late: in a condition, behind a `wait until` or a `repeat until`, or set off by a
message or own block that comes so. A `stop all` and a message may also stand below a click or a key; `stop all` and
"the end" may close a script that did something before.

## Why it matters

A game that ends tells the player how it went, and a story that ends lets the reader breathe. Both make her want to
start again.

## Limits

What a message means is told by words, English and Khmer, which a rubric can replace: `win_words`, `lose_words`,
`end_words`. A message that is only a picture is not read. Whether the end is ever reached, only a play can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BeforeValidator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import Around, Names, one_or_more
from grader.scratch.flow import ONE_TIME, Signals, carried
from grader.scratch.index import ScratchIndex, Spot
from grader.scratch.model import Typed

Ending = Literal["stop_all", "win_message", "lose_message", "end_message", "backdrop_change"]

TALKS = (
    "looks_say", "looks_sayforsecs", "looks_think", "looks_thinkforsecs", "sensing_askandwait",
)  # fmt: skip
BACKDROPS = ("looks_switchbackdropto", "looks_switchbackdroptoandwait", "looks_nextbackdrop")
IFS = frozenset({"control_if", "control_if_else"})
WAITS = ("control_wait_until", "control_repeat_until")
NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


class EndingsParams(Params):
    """Which endings count, and the words that tell them."""

    any_of: Annotated[tuple[Ending, ...], BeforeValidator(one_or_more)] = (
        "stop_all",
        "win_message",
        "lose_message",
        "end_message",
        "backdrop_change",
    )
    win_words: Names = (
        "win", "wins", "won", "winner", "victory", "well done", "you did it", "congratulations", "hooray", "yay",
        "ឈ្នះ", "ជ័យជំនះ", "ជ័យជម្នះ", "អបអរ", "ជោគជ័យ",
    )  # fmt: skip
    lose_words: Names = (
        "lose", "loses", "lost", "loser", "game over", "try again", "you died", "no more lives",
        "ចាញ់", "ហ្គេមចប់", "ចប់ហ្គេម", "ព្យាយាមម្តងទៀត", "ព្យាយាមម្ដងទៀត",
    )  # fmt: skip
    end_words: Names = ("the end", "bye", "goodbye", "good night", "see you", "ចប់", "លាហើយ", "លាសិន", "រាត្រីសួស្តី")


def observe(index: ScratchIndex, params: EndingsParams) -> Observation:
    """Every block that ends it, one thing a way; near are those that come at once."""
    late = _Late(index)
    places: list[BlockPlace] = []
    near: list[BlockPlace] = []
    for ending, spot in sorted(_endings(index, params), key=lambda pair: pair[1].order):
        if ending not in params.any_of:
            continue
        why = late.why(spot, ending)
        if why is None:
            near.append(index.place(spot))
        else:
            places.append(index.place(spot, *([] if why is spot else [why]), counts_as=ending))
    return Observation(tuple(places), looked_at=len(places) + len(near), near=tuple(near))


def _endings(index: ScratchIndex, params: EndingsParams) -> Iterator[tuple[Ending, Spot]]:
    for spot in index.of("control_stop"):
        if spot.block.fields.get("STOP_OPTION") == "all":
            yield "stop_all", spot
    told: tuple[tuple[Ending, tuple[str, ...]], ...] = (
        ("win_message", params.win_words),
        ("lose_message", params.lose_words),
        ("end_message", params.end_words),
    )
    for spot in index.of(*TALKS):
        text = " ".join(_texts(index, spot)).translate(NO_WIDTH).casefold()
        found = next((ending for ending, words in told if words and _one_of(words).search(text)), None)
        if found is not None:
            yield found, spot
    for spot in index.of(*BACKDROPS):
        yield "backdrop_change", spot


def _texts(index: ScratchIndex, spot: Spot) -> Iterator[str]:
    """Everything typed into a block and the reporters in it."""
    for part in (spot, *index.inner(spot)):
        for value in part.block.inputs.values():
            if isinstance(value, Typed):
                yield value.value


@lru_cache(maxsize=32)
def _one_of(words: tuple[str, ...]) -> re.Pattern[str]:
    # Khmer writes words without spaces between them; Latin words must stand alone ("win" is not in "window").
    forms = (word.translate(NO_WIDTH).casefold() for word in words)
    return re.compile("|".join(rf"\b{re.escape(form)}\b" if form.isascii() else re.escape(form) for form in forms))


class _Late:
    """Says why a block does not come at once."""

    def __init__(self, index: ScratchIndex) -> None:
        self._index = index
        self._first_wait = _first_waits(index.of(*WAITS))
        self._around = Around(lambda spot: self._waited(spot) is not None or _decides(spot))
        self._scripts = carried(index, Signals(index), (), lambda sender: self._condition(sender) is not None)

    def why(self, spot: Spot, ending: Ending) -> Spot | None:
        """The condition, the wait or the hat that makes it come late; itself when it closes its script."""
        found = self._condition(spot)
        if found is not None:
            return found
        script = self._index.script_of(spot)
        if script.first in self._scripts:
            return script.hat
        if ending == "backdrop_change" or script.hat is None:
            return None
        if script.event is not None and script.event.opcode not in ONE_TIME:
            return script.hat
        if ending in {"stop_all", "end_message"} and (spot.depth or spot.index_in_list > 1):
            return spot
        return None

    def _condition(self, spot: Spot) -> Spot | None:
        waited = self._waited(spot)
        if waited is not None:
            return waited
        found = self._around.nearest(spot)
        return found if found is None or _decides(found) else self._waited(found)

    def _waited(self, spot: Spot) -> Spot | None:
        """The first wait before it in its list."""
        first = self._first_wait.get(id(spot.siblings))
        return first if first is not None and first.index_in_list < spot.index_in_list else None


def _decides(spot: Spot) -> bool:
    return spot.opcode in IFS and "CONDITION" in spot.block.inputs


def _first_waits(waits: Iterable[Spot]) -> dict[int, Spot]:
    first: dict[int, Spot] = {}
    for spot in waits:
        if "CONDITION" in spot.block.inputs:
            first.setdefault(id(spot.siblings), spot)
    return first


CHECK = Check(
    title=N_("It can end"),
    kind="count",
    params=EndingsParams,
    observe=observe,
    words=Words(
        praise=N_("Your project knows how to end."),
        next=N_("Show that it is over: a message, a backdrop, a stop."),
        hints=(
            N_("How does the player know that it is over?"),
            N_("Think of the moment that should end it."),
            N_("Put {block:control_stop} inside {block:control_if}."),
        ),
        measured=N_("Different ways to end: {count}."),
    ),
    examples=(
        Example(
            shows="A message and a stop, in a condition",
            project="""
                when green flag clicked
                forever
                  if <(score) = (10)> then
                    say [You win!] for (2) seconds
                    stop [all v]
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="It stops at once, so nothing ended",
            project="""
                when green flag clicked
                stop [all v]
            """,
            amount=0,
        ),
        Example(
            shows="The message comes behind a wait",
            project="""
                when green flag clicked
                wait until <touching (edge v)?>
                say [Game over]
            """,
            amount=1,
        ),
        Example(
            shows="A window is no win",
            project="""
                when this sprite clicked
                say [Open the window]
            """,
            amount=0,
        ),
        Example(
            shows="A message tells the stage that it is over",
            project="""
                stage
                backdrop "garden"
                backdrop "over"

                when I receive [over v]
                switch backdrop to (over v)

                sprite "Cat"

                when green flag clicked
                forever
                  if <touching (edge v)?> then
                    broadcast (over v)
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="The first backdrop of a story is no end",
            project="""
                stage
                backdrop "garden"
                backdrop "over"

                when green flag clicked
                switch backdrop to (garden v)
            """,
            amount=0,
        ),
        Example(
            shows="A calm story says the end, in Khmer",
            project="""
                when green flag clicked
                say [សួស្តី] for (2) seconds
                say [រឿងនេះចប់ហើយ] for (2) seconds
            """,
            amount=1,
        ),
        Example(
            shows="Only a stop is asked for",
            project="""
                when green flag clicked
                wait until <(score) = (10)>
                say [You win!] for (2) seconds
                stop [all v]
            """,
            params={"any_of": ["stop_all"]},
            amount=1,
            places=("stop [all v]",),
        ),
        Example(
            shows="The end lies loose",
            project="""
                if <touching (edge v)?> then
                  stop [all v]
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
