"""Praises a key that moves a sprite, asked for all the time.

## What it looks for

An `if` or `if else` inside a `forever` with `key [] pressed?` in its question, and later in the script a movement: a
`move`, a turn, `point in direction`, `change x` or `change y`. One place a script, at the first such movement.

## Why it matters

A key that is asked for again and again lets a sprite glide for as long as it is held. That is how games feel smooth.

## Limits

The movement may stand in the `else`, or below the `if`. `go to`, glides, `set x` and `set y` are not meant. The
published tool LitterBox takes the end of any `forever` for the end of all: what follows one in a `forever` is not
asked. It also accepts a movement that stands in no `forever`: reported with the quirk `after-loop`. And it does not
begin anew with a definition, so that what it finds in own blocks depends on what it read before: all these have the
quirk `own-block`. Quirks never count.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import IFS
from grader.scratch.program.inside import inside
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

KEY = "sensing_keypressed"
FOREVER = frozenset({"control_forever"})
MOVEMENTS = frozenset(
    {
        "motion_movesteps", "motion_changexby", "motion_changeyby", "motion_pointindirection", "motion_turnright",
        "motion_turnleft",
    }
)  # fmt: skip
Worth = tuple[bool, bool, bool]  # of a movement: does it stand in a forever, does it run, is it hers


class MovementInLoopParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MovementInLoopParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every script with a movement after a key was asked for in a forever, completed by the question."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if KEY not in program.by_opcode:
        return
    with_key = frozenset(map(program.part_of, program.of(KEY)))
    asked, done = False, False
    for part in program.parts:
        if not part.definition:
            asked, done = False, False
        if done or not (asked or part in with_key):
            continue
        walk = _Walk(program, part, asked=asked)
        asked = walk.asked
        if walk.first is not None:
            done = True
            yield walk.place(walk.first)


class _Walk:
    """One way through a part: was a key asked for, the first movement after that, and the most that one proves."""

    def __init__(self, program: Program, part: Part, *, asked: bool) -> None:
        self._program = program
        self._part = part
        self._question: Spot | None = None
        self._worth: Worth = (False, False, False)
        self.asked = asked
        self.first: Spot | None = None
        for spot, loop, believed in inside(part.statements, FOREVER):
            opcode = spot.block.opcode
            if believed and opcode in IFS:
                if any(it.block.opcode == KEY for it in program.reporters_in(spot)):
                    self._question = best(filter(None, (self._question, spot)))
                    self.asked = True
            elif self.asked and opcode in MOVEMENTS:
                self.first = self.first or spot
                self._worth = max(self._worth, self._of(spot, loop))

    def _of(self, spot: Spot, loop: Spot | None) -> Worth:
        question = self._question or spot
        return (loop is not None, spot.runs and question.runs, spot.hers or question.hers)

    def place(self, first: Spot) -> BlockPlace:
        """The first movement stands for all of them: another one may run, or be hers."""
        looped, runs, hers = self._worth
        place = self._program.place(first, *filter(None, (self._question,))).but(runs=runs, hers=hers)
        if self._part.definition:
            return place.but(quirk="own-block")
        return place if looped else place.but(quirk="after-loop")


CHECK = Check(
    title=N_("Keys move a sprite smoothly"),
    kind="praise",
    severity="medium",
    params=MovementInLoopParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} a sprite moves while a key is held."),
        next=N_("Let a sprite move for as long as a key is held."),
        hints=(
            N_("Which key should move your sprite?"),
            N_("Look in {category:sensing} for {block:sensing_keypressed}."),
            N_("Ask {block:sensing_keypressed} in {block:control_if}, inside {block:control_forever}."),
        ),
        measured=N_("Scripts that move a sprite while a key is held: {count}."),
    ),
    examples=(
        Example(
            shows="Two keys, one script",
            project="""
                when green flag clicked
                forever
                  if <key (right arrow v) pressed?> then
                    change x by (10)
                  end
                  if <key (left arrow v) pressed?> then
                    change x by (-10)
                  end
                end
            """,
            amount=1,
            places=("change x by (10)",),
            looked_at=1,
        ),
        Example(
            shows="A key is asked for one time",
            project="""
                when green flag clicked
                if <key (right arrow v) pressed?> then
                  change x by (10)
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="In the else, with a question inside a question",
            project="""
                when this sprite clicked
                forever
                  if <not <<key (space v) pressed?> or <mouse down?>>> then
                    hide
                  else
                    turn cw (15) degrees
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="It moves before the key is asked for, and later to a place",
            project="""
                when green flag clicked
                forever
                  move (10) steps
                  if <key (space v) pressed?> then
                    set x to (0)
                    go to x: (0) y: (0)
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="A repeat asks again, but not for ever",
            project="""
                when green flag clicked
                repeat (10)
                  if <key (space v) pressed?> then
                    move (10) steps
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="What follows a forever in a forever is not seen",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    forever
                      next costume
                    end
                  end
                  if <key (space v) pressed?> then
                    move (10) steps
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="The movement stands in no forever",
            project="""
                when green flag clicked
                if <mouse down?> then
                  forever
                    if <key (space v) pressed?> then
                      hide
                    end
                  end
                end
                move (10) steps
            """,
            amount=0,
        ),
        Example(
            shows="Two scripts",
            project="""
                when green flag clicked
                forever
                  if <key (space v) pressed?> then
                    move (10) steps
                  end
                end

                when green flag clicked
                forever
                  if <key (up arrow v) pressed?> then
                    point in direction (0)
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="An own block does not count",
            project="""
                when green flag clicked
                steer

                define steer
                forever
                  if <key (space v) pressed?> then
                    move (10) steps
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks do not run",
            project="""
                forever
                  if <key (space v) pressed?> then
                    move (10) steps
                  end
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
