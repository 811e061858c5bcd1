"""LitterBox's own variant (`ct_score`): seven parts to 3, no bands.

It reads the program as its analyses see it, not the records of the file: no hidden menus, nothing inside blocks that
it does not know. Loose stacks count as well. Facts of LitterBox 50ea106, in our own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from grader.scratch.model import Chosen
from grader.scratch.program.grammar import MOVES, SPRITE_LOOKS
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.skills.rules import Dimensions, Found, Rule, either, nth
from grader.scratch.spots import Spot

STOPS: Final = frozenset({"all", "this script", "other scripts in sprite", "other scripts in stage"})
CHANGES_LOOKS: Final = (
    MOVES
    | SPRITE_LOOKS
    | {
        *("looks_cleargraphiceffects", "looks_seteffectto", "looks_changeeffectby", "looks_nextbackdrop"),
        *("looks_switchbackdropto", "looks_switchbackdroptoandwait"),
    }
)
_VARIABLES: Final = ("data_setvariableto", "data_changevariableby", "data_showvariable", "data_hidevariable")
_LIST_STATEMENTS: Final = (
    *("data_addtolist", "data_deleteoflist", "data_deletealloflist", "data_insertatlist", "data_replaceitemoflist"),
    *("data_showlist", "data_hidelist"),
)
_LIST_REPORTERS: Final = ("data_itemoflist", "data_lengthoflist", "data_listcontainsitem")
_NOT_SEARCHED: Final = CHANGES_LOOKS | set(_VARIABLES)
_REACTS: Final = (
    *("event_whenkeypressed", "event_whenthisspriteclicked", "event_whenstageclicked", "sensing_mousedown"),
    *("sensing_keypressed", "sensing_mousex", "sensing_mousey", "sensing_askandwait", "sensing_answer"),
)
_POINTERS: Final = {
    "motion_goto": "TO",
    "motion_glideto": "TO",
    "motion_pointtowards": "TOWARDS",
    "sensing_distanceto": "DISTANCETOMENU",
    "sensing_touchingobject": "TOUCHINGOBJECTMENU",
}


@dataclass(frozen=True)
class Code:
    """The program, or what of it has a hat."""

    program: Program
    loose: bool = True  # loose stacks too, as the published score has it

    def of(self, *opcodes: str) -> Iterable[Spot]:
        """Every block with one of these opcodes, in file order."""
        found = self.program.of(*opcodes)
        return found if self.loose else (spot for spot in found if not self.program.part_of(spot).loose)

    def _counts(self, part: Part) -> bool:
        return self.loose or not part.loose

    @cached_property
    def scripts(self) -> Sequence[Part]:
        """Scripts and loose stacks, in file order."""
        return tuple(part for part in self.program.scripts if self._counts(part))

    @cached_property
    def lists(self) -> Sequence[Sequence[Spot]]:
        """Every list of statements, in file order. A hat is none of its list."""
        found = [spots for spots in self.program.lists if self._counts(self.program.part_of(spots[0]))]
        return sorted(found, key=lambda spots: spots[0].order)


Finds = Callable[[Code], Found[Spot]]


def _any_of(*opcodes: str) -> Finds:
    return lambda code: nth(code.of(*opcodes), 1)


def _either(*finders: Finds) -> Finds:
    return either(*finders, order=lambda spot: spot.order)


def _two_statements(code: Code) -> Found[Spot]:
    """A list of two statements: under a hat or without one, of an own block, in a body. Shown: the second one."""
    return nth((spots[1] for spots in code.lists if len(spots) > 1), 1)


def _stop(code: Code) -> Found[Spot]:
    return nth((it for it in code.of("control_stop") if it.block.fields.get("STOP_OPTION") in STOPS), 1)


def _two_actors(code: Code) -> Found[Spot]:
    """Two targets (the stage too) that each have two scripts. Shown: the second script of the second target."""
    seconds = (parts[1] for parts in code.program.by_target(code.scripts).values() if len(parts) > 1)
    part = nth(seconds, 2)
    return None if part is None else (part[0].head,)


def _list_reporter(code: Code) -> Found[Spot]:
    """An item, a length, or `contains`, but not in the slots of a statement that gives 1 or 2 here.

    So `set v to (length of L)` is 2, and `wait (length of L) seconds` is 3.
    """
    found = code.of(*_LIST_REPORTERS)
    return nth((it for it in found if code.program.statement_of(it).block.opcode not in _NOT_SEARCHED), 1)


def _pointer(code: Code) -> Found[Spot]:
    """The mouse pointer, chosen from a menu that is seen."""

    def chosen(spot: Spot) -> bool:
        value = spot.block.inputs.get(_POINTERS[spot.block.opcode])
        return type(value) is Chosen and value.value == "_mouse_"

    return nth((spot for spot in code.of(*_POINTERS) if chosen(spot)), 1)


def _loudness(code: Code) -> Found[Spot]:
    hats = code.of("event_whengreaterthan")
    return nth((hat for hat in hats if hat.block.fields.get("WHENGREATERTHANMENU", "").upper() == "LOUDNESS"), 1)


def _equal_hats(*opcodes: str) -> Finds:
    """Two hats that wait for the same, in any sprites. Whether something stands below is not asked."""

    def find(code: Code) -> Found[Spot]:
        if len(code.program.of(*opcodes)) < 2:  # most kinds of hats stand in no project twice
            return None
        met = set()
        for part in code.scripts:
            if part.hat is not None and part.event in opcodes:
                key = code.program.keys.of_event(part)
                if key in met:
                    return (part.hat,)
                met.add(key)
        return None

    return find


DIMENSIONS: Final[Dimensions[Code, Spot]] = {
    "Logic": (
        Rule(1, "if", _any_of("control_if")),
        Rule(2, "if-else", _any_of("control_if_else")),
        Rule(3, "and-or-not", _any_of("operator_and", "operator_or", "operator_not")),
    ),
    "FlowControl": (
        Rule(1, "two-blocks", _two_statements),
        Rule(2, "repeat", _any_of("control_repeat", "control_forever")),
        Rule(3, "repeat-until", _any_of("control_repeat_until")),
    ),
    "Synchronization": (
        Rule(1, "wait", _any_of("control_wait")),
        Rule(2, "message-or-stop", _either(_any_of("event_broadcast", "event_whenbroadcastreceived"), _stop)),
        Rule(
            3,
            "wait-until",
            _any_of("control_wait_until", "event_broadcastandwait", "event_whenbackdropswitchesto"),
        ),
    ),
    "Abstraction": (
        Rule(1, "two-actors", _two_actors),
        Rule(2, "own-block", _any_of("procedures_definition")),
        Rule(3, "clone", _any_of("control_start_as_clone")),
    ),
    "DataRepresentation": (
        Rule(1, "looks-or-motion", _any_of(*CHANGES_LOOKS)),
        Rule(2, "variable", _any_of(*_VARIABLES)),
        Rule(3, "list", _either(_any_of(*_LIST_STATEMENTS), _list_reporter)),
    ),
    "UserInteractivity": (
        Rule(1, "flag", _any_of("event_whenflagclicked")),
        Rule(2, "key-or-click", _either(_any_of(*_REACTS), _pointer)),
        Rule(3, "loudness-hat", _loudness),
    ),
    "Parallelization": (
        Rule(1, "two-flags", _equal_hats("event_whenflagclicked")),
        Rule(
            2,
            "two-keys",
            _either(
                _equal_hats("event_whenkeypressed"),
                _equal_hats("event_whenthisspriteclicked"),
                _equal_hats("event_whenstageclicked"),
            ),
        ),
        Rule(
            3,
            "two-at-once",
            _either(
                _equal_hats("event_whenbroadcastreceived"),
                _equal_hats("event_whenbackdropswitchesto"),
                _equal_hats("event_whengreaterthan"),
            ),
        ),
    ),
}
MOST: Final = 3


def bands(_of: int) -> tuple[()]:
    """It has none."""
    return ()
