"""What one script, loose stack or definition holds: blocks by weight, statements, blocks of each category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from grader.scratch.model import Block, Chosen
from grader.scratch.program.grammar import (
    C_BLOCKS,
    CALL,
    DATA,
    DEFINITION,
    EVENTS,
    LIST_CHANGES,
    LIST_REPORTERS,
    MOVES,
    PARAMETERS,
    PROPERTIES,
    REPORTERS,
    SLOT_KINDS,
    SLOTS,
    SPRITE_LOOKS,
)
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

CLONE_HAT: Final = "control_start_as_clone"
ASK: Final = "sensing_askandwait"
OF: Final = "sensing_of"
_SWITCHED: Final = frozenset({"next backdrop", "previous backdrop", "random backdrop"})
_PEN_PARAMETER: Final = "COLOR_PARAM"
_CHOICE_WEIGHS: Final = frozenset({"position", "touching", "key"})
_DROPPED_WEIGHS: Final = frozenset({"position", "key", "colour"})

_BY_CATEGORY: Final[Mapping[str, frozenset[str]]] = {
    "motion": MOVES - {"sensing_setdragmode"} | {"motion_xposition", "motion_yposition", "motion_direction"},
    "looks": SPRITE_LOOKS
    | {
        *("looks_nextbackdrop", "looks_switchbackdropto", "looks_switchbackdroptoandwait", "looks_changeeffectby"),
        *("looks_seteffectto", "looks_cleargraphiceffects", "looks_size", "looks_costumenumbername"),
        "looks_backdropnumbername",
    },
    "sound": frozenset(opcode for opcode in SLOTS if opcode.startswith("sound_")),
    "events": EVENTS - {CLONE_HAT} | {"event_broadcast", "event_broadcastandwait"},
    "control": frozenset(opcode for opcode in SLOTS if opcode.startswith("control_")),
    "sensing": frozenset(opcode for opcode in SLOTS if opcode.startswith("sensing_")),
    "operators": frozenset(opcode for opcode in SLOTS if opcode.startswith("operator_")),
    "variables": LIST_CHANGES
    | LIST_REPORTERS
    | DATA
    | {"data_setvariableto", "data_changevariableby", "data_showvariable", "data_hidevariable"}
    | {"data_showlist", "data_hidelist"},
    "my_blocks": frozenset({DEFINITION, CALL}) | PARAMETERS,
    "pen": frozenset(opcode for opcode in SLOTS if opcode.startswith("pen_")),
    "music": frozenset(opcode for opcode in SLOTS if opcode.startswith("music_")),
    "translate": frozenset(opcode for opcode in SLOTS if opcode.startswith("translate_")),
}
CATEGORIES: Final = tuple(_BY_CATEGORY)
# What `cohesion` and `category_entropy` tell apart.
EIGHT: Final = ("events", "sound", "motion", "looks", "control", "sensing", "variables", "operators")
_CATEGORY: Final = {opcode: name for name, opcodes in _BY_CATEGORY.items() for opcode in opcodes}
_LOOKS_REPORTERS: Final = frozenset({"looks_size", "looks_costumenumbername", "looks_backdropnumbername"})
_DECIDES: Final = C_BLOCKS | {"control_wait_until"}


@dataclass(frozen=True, slots=True)
class PartCounts:
    """The counts of one part."""

    part: Part
    blocks: int
    statements: int  # with its hat or definition; a loose reporter is none
    length: int  # the same, where a loose reporter is one
    decisions: int
    unknown: int
    categories: Mapping[str, int]

    @property
    def loose_reporter(self) -> bool:
        """Is it a reporter that lies alone."""
        return self.length == 1 and self.statements == 0


def counts(program: Program) -> Sequence[PartCounts]:
    """The counts of every part, in the order of the walk."""
    return tuple(_count(program, part) for part in program.parts)


def is_reporter(spot: Spot) -> bool:
    """Is it a reporter that is known; one that is not is an unknown statement where it lies loose."""
    return spot.block.opcode in REPORTERS


def _count(program: Program, part: Part) -> PartCounts:
    categories: Counter[str] = Counter()
    blocks = decisions = unknown = 0
    statements = len(part.statements) + (part.hat is not None)
    reporter = part.loose and is_reporter(part.head)
    for spot in program.spots_of(part):
        block = spot.block
        opcode = block.opcode
        if opcode not in SLOTS or (spot.siblings is None and opcode not in REPORTERS):
            unknown += 1
            blocks += spot.siblings is not None
            continue
        blocks += 1
        if block.inputs:
            blocks += sum(_weight(block, name) for name in block.inputs)
        decisions += opcode in _DECIDES
        category = _CATEGORY.get(opcode)
        if category is not None:
            categories[category] += 1
        if opcode == OF and block.fields.get("PROPERTY", "") not in PROPERTIES:
            categories["variables"] += 1
    categories["looks"] -= _in_questions(program, part)
    return PartCounts(part, blocks, statements - reporter, statements, decisions, unknown, categories)


def _weight(block: Block, name: str) -> int:
    """What a drop-down adds, or a reporter dropped on one."""
    kind = SLOT_KINDS.get((block.opcode, name))
    if kind is None or kind in {"number", "text", "comparison", "free", "condition"}:
        return 0
    value = block.inputs[name]
    if type(value) is Block:
        return kind in _DROPPED_WEIGHS or name == _PEN_PARAMETER
    if type(value) is not Chosen:
        return 0
    return kind in _CHOICE_WEIGHS or name == _PEN_PARAMETER or (name == "BACKDROP" and value.value in _SWITCHED)


def _in_questions(program: Program, part: Part) -> int:
    """Reporters of looks inside the question of an ask: the published count overlooks them."""
    if ASK not in program.by_opcode:
        return 0
    asks = [spot for spot in part.statements if spot.block.opcode == ASK]
    return sum(held.block.opcode in _LOOKS_REPORTERS for spot in asks for held in program.reporters_in(spot))
