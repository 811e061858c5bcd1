"""Finds questions that are asked one time, right at the start.

## What it looks for

An `if` or `if else` below the green flag or `when I start as a clone`, outside `forever` and `repeat until`, whose
question senses something: a key, a touch, the mouse button, a colour, a distance; or an `=` with a variable or an item
of a list in it. One place a sensing block or `=`.

## Why it matters

The flag is clicked, the question is asked, and half a second later it is over. When she then presses the key, nobody
asks any more.

## Limits

`repeat` is no loop here: it ends soon. After a `wait until` the rest of that script is left out, because it may wait
for the right moment. What is in own blocks is not looked at. Of two `=` in each other only the inner one is
reported. Now and then a question is meant to be asked one time, as in a quiz. So give a few away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import Around, her_running_scripts
from grader.scratch.index import ScratchIndex, ScriptSpot, Spot

HATS = frozenset({"event_whenflagclicked", "control_start_as_clone"})
IFS = frozenset({"control_if", "control_if_else"})
WAIT_UNTIL = "control_wait_until"
ASKED_AGAIN = frozenset({"control_forever", "control_repeat_until"})
SEEN_THROUGH = IFS | {"control_repeat"}
SENSORS = frozenset(
    {
        "sensing_keypressed", "sensing_touchingobject", "sensing_mousedown", "sensing_touchingcolor",
        "sensing_coloristouchingcolor", "sensing_distanceto",
    }
)  # fmt: skip
EQUALS = "operator_equals"
VALUES = frozenset({"data_variable", "data_itemoflist"})
# What `[] of []` can ask of a sprite or the stage; anything else is a variable.
PROPERTIES = frozenset(
    {
        "x position", "y position", "direction", "costume #", "costume name", "size", "volume", "backdrop name",
        "backdrop #",
    }
)  # fmt: skip


class MissingLoopSensingParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingLoopSensingParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every sensing block, and every `=` with a variable, in such a question."""
    # Blocks that the published tool does not know (`while`, `for each`) hide what is in them, as a loop does.
    hidden = Around(lambda spot: spot.statement and spot.opcode not in SEEN_THROUGH)
    asking: dict[ScriptSpot, list[Spot]] = {}
    for spot in index.of(*IFS, WAIT_UNTIL):
        if spot.statement:
            asking.setdefault(index.script_of(spot), []).append(spot)
    places: list[BlockPlace] = []
    for script, spots in asking.items():
        if script.event is not None and script.event.opcode in HATS:
            for condition in _conditions(spots, hidden):
                question = index.slot(condition, "CONDITION")
                if isinstance(question, Spot):
                    text = partial(index.text, condition)
                    found = _sensing((question, *index.inner(question)))
                    places += [index.place(spot, condition).but(text=text) for spot in found]
    return Observation(tuple(places), looked_at=her_running_scripts(index))


def _conditions(spots: Sequence[Spot], hidden: Around) -> Iterator[Spot]:
    """Of these blocks of a script the `if` and `if else` that are asked one time."""
    for spot in spots:
        around = hidden.nearest(spot)
        if spot.opcode == WAIT_UNTIL and (around is None or around.opcode in ASKED_AGAIN):
            return
        if spot.opcode in IFS and around is None:
            yield spot


def _sensing(parts: tuple[Spot, ...]) -> list[Spot]:
    """Of a question and what is in it (in order): sensing blocks, and each `=` that a variable is credited to."""
    found: list[Spot] = []
    skipped: set[Spot | None] = set()
    comparing = _Comparing(found)
    for spot in parts:
        if spot.parent in skipped:
            skipped.add(spot)
            continue
        comparing.go_to(spot)
        if spot.opcode in SENSORS:
            found.append(spot)
            skipped.add(spot)
    comparing.go_to(None)
    return sorted(found, key=lambda spot: spot.order)


class _Comparing:
    """Finds the `=` that a variable is credited to: the one that ends first, and an `=` around it then sees none."""

    def __init__(self, found: list[Spot]) -> None:
        self._found = found
        self._way: list[Spot] = []  # from the question down to the block before
        self._open = self._credited = False

    def go_to(self, spot: Spot | None) -> None:
        """On to the next block of the question; with None everything ends."""
        while self._way and (spot is None or self._way[-1] is not spot.parent):
            self._end(self._way.pop())
        if spot is None:
            return
        self._way.append(spot)
        if spot.opcode == EQUALS:
            self._open = True
        elif self._open and _is_variable(spot):
            self._credited = True

    def _end(self, spot: Spot) -> None:
        if spot.opcode == EQUALS:
            if self._credited:
                self._found.append(spot)
            self._open = self._credited = False


def _is_variable(spot: Spot) -> bool:
    if spot.opcode == "sensing_of":
        return spot.block.fields.get("PROPERTY") not in PROPERTIES
    return spot.opcode in VALUES


CHECK = Check(
    title=N_("Questions that are asked one time"),
    kind="problem",
    severity="high",
    params=MissingLoopSensingParams,
    observe=observe,
    words=Words(
        praise=N_("Your questions are asked all the time."),
        next=N_("Let {where} look all the time."),
        hints=(
            N_("When does it need to look: one time, or all the time?"),
            N_("Look in the orange group, {category:control}. Which block never stops?"),
            N_("Put the {block:control_if} inside {block:control_forever}."),
        ),
        measured=N_("Questions that are asked one time: {count}."),
    ),
    examples=(
        Example(
            shows="The key is looked at one time, at the start",
            project="""
                when green flag clicked
                if <key (space v) pressed?> then
                  move (10) steps
                end
            """,
            amount=1,
            looked_at=1,
        ),
        Example(
            shows="Asked all the time",
            project="""
                when green flag clicked
                forever
                  if <key (space v) pressed?> then
                    move (10) steps
                  end
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A repeat ends soon, so it is no help",
            project="""
                when green flag clicked
                repeat (10)
                  if <touching (edge v)?> then
                    move (10) steps
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="Two sensing blocks in one question",
            project="""
                when green flag clicked
                if <<mouse down?> and <touching (edge v)?>> then
                  move (10) steps
                end
            """,
            amount=2,
        ),
        Example(
            shows="An = with a variable",
            project="""
                when green flag clicked
                if <(score) = (10)> then
                  say [You win!]
                end
                if <(score) > (10)> then
                  say [More!]
                end
            """,
            amount=1,
        ),
        Example(
            shows="Behind a wait until the script is left alone",
            project="""
                when green flag clicked
                wait until <mouse down?>
                if <touching (edge v)?> then
                  move (10) steps
                end
            """,
            amount=0,
        ),
        Example(
            shows="A click asks anew each time",
            project="""
                when this sprite clicked
                if <touching (edge v)?> then
                  move (10) steps
                end
            """,
            amount=0,
        ),
        Example(
            shows="Of two = in each other the inner one is reported",
            project="""
                when green flag clicked
                if <(score) = <(lives) = (3)>> then
                  say [Hi]
                end
            """,
            amount=1,
        ),
    ),
)
