"""The rubric of Dr. Scratch's analyzer of 2026: nine dimensions to 4 ("extended"), seven of them to 3 ("vanilla").

Levels are those of the published analyzer, also where its rule is not what its name says: each finder tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from grader.scratch.records import Record, Records
from grader.scratch.skills.nesting import (
    IFS,
    LOOPS,
    answered_broadcasts,
    arithmetic_in_arithmetic,
    busy_clone,
    long_motion,
    nested,
)
from grader.scratch.skills.presence import (
    Finds,
    any_of,
    either,
    greater_ifs,
    hardware,
    has_a_next,
    mouse_pointer,
    same,
    several,
    two_without_parent,
)
from grader.scratch.skills.rules import Bands, Dimensions, Rule, Skill

_ARITHMETIC: Final = ("operator_add", "operator_subtract", "operator_multiply", "operator_divide")
_CALCULATING: Final = (*_ARITHMETIC, "operator_mathop", "operator_random")
_ANGLES: Final = frozenset({"sin", "cos", "tan", "asin", "acos", "atan"})
_TURNS: Final = ("motion_turnleft", "motion_turnright", "motion_pointindirection", "motion_pointtowards")
_STEPS: Final = (
    *("motion_movesteps", "motion_gotoxy", "motion_goto", "motion_changexby", "motion_changeyby"),
    *("motion_setx", "motion_sety"),
)
# What counts for five in a row: no change x or y.
_IN_A_ROW: Final = (
    *("motion_movesteps", "motion_gotoxy", "motion_goto", "motion_glidesecstoxy", "motion_glideto", "motion_setx"),
    *("motion_sety", "motion_ifonedgebounce", *_TURNS),
)
_SHOWS: Final = (
    *(*_STEPS, *_TURNS, "motion_glidesecstoxy"),
    *("looks_changesizeby", "looks_setsizeto", "looks_switchcostumeto", "looks_nextcostume", "looks_changeeffectby"),
    *("looks_seteffectto", "looks_show", "looks_hide", "looks_switchbackdropto", "looks_nextbackdrop"),
)
_LISTS: Final = (
    *("data_addtolist", "data_deleteoflist", "data_insertatlist", "data_replaceitemoflist", "data_itemoflist"),
    *("data_lengthoflist", "data_listcontainsitem", "data_showlist", "data_hidelist"),
)
_COMPARES: Final = ("operator_equals", "operator_gt", "operator_lt", "operator_and", "operator_or", "operator_not")
_REACTS: Final = (
    *("event_whenkeypressed", "event_whenthisspriteclicked", "sensing_mousedown", "sensing_keypressed"),
    *("sensing_askandwait", "sensing_answer"),
)
_VIDEO: Final = (
    *("videoSensing_videoToggle", "videoSensing_videoOn", "videoSensing_whenMotionGreaterThan"),
    *("videoSensing_setVideoTransparency", "sensing_loudness"),
)


def _angle(records: Records) -> tuple[Record, ...] | None:
    found = (record for record in records.of("operator_mathop") if record.field("OPERATOR")[:1] and _is_angle(record))
    return next(((record,) for record in found), None)


def _is_angle(record: Record) -> bool:
    return record.field("OPERATOR")[0] in _ANGLES


def _at_once(number: int) -> tuple[Finds, ...]:
    """So many scripts that the same thing starts; three kinds of two do not add up."""
    return (
        greater_ifs(number),
        same("WHENGREATERTHANMENU", "event_whengreaterthan", number),  # the threshold is not compared
        same("BACKDROP", "event_whenbackdropswitchesto", number),
        same("BROADCAST_OPTION", "event_whenbroadcastreceived", number),
        several(number, "videoSensing_whenMotionGreaterThan"),
    )


LOGIC: Final = (
    Rule(1, "if", any_of("control_if")),
    Rule(2, "if-else", any_of("control_if_else")),
    Rule(3, "and-or-not", any_of("operator_and", "operator_or", "operator_not")),
)
FLOW: Final = (
    Rule(1, "two-blocks", has_a_next),
    Rule(2, "repeat", any_of("control_repeat", "control_forever")),
    Rule(3, "repeat-until", any_of("control_repeat_until")),
)
SYNCHRONIZATION: Final = (
    Rule(1, "wait", any_of("control_wait")),
    Rule(2, "message-or-stop", any_of("event_broadcast", "event_whenbroadcastreceived", "control_stop")),
    Rule(
        3,
        "wait-until",
        any_of("control_wait_until", "event_whenbackdropswitchesto", "event_broadcastandwait"),
    ),
)
DATA: Final = (
    Rule(1, "looks-or-motion", any_of(*_SHOWS)),
    Rule(2, "variable", any_of("data_setvariableto", "data_changevariableby")),
    Rule(3, "list", any_of(*_LISTS)),
)
TWO_SCRIPTS: Final = Rule(1, "two-scripts", two_without_parent)
FLAG: Final = Rule(1, "flag", any_of("event_whenflagclicked"))
REACTS: Final = Rule(2, "key-or-click", either(any_of(*_REACTS), mouse_pointer))
VIDEO: Final = any_of(*_VIDEO)
AT_ONCE: Final = (
    Rule(1, "two-flags", several(2, "event_whenflagclicked")),
    Rule(
        2,
        "two-keys",
        either(same("KEY_OPTION", "event_whenkeypressed", 2), several(2, "event_whenthisspriteclicked")),
    ),
)

EXTENDED: Final[Dimensions[Records, Record]] = {
    "Logic": (*LOGIC, Rule(4, "if-in-if", nested(IFS, LOOPS))),
    "FlowControl": (*FLOW, Rule(4, "loop-in-loop", nested(LOOPS, IFS))),
    "Synchronization": (*SYNCHRONIZATION, Rule(4, "three-answers", answered_broadcasts(3))),
    # Clones are 2 and own blocks are 3: the reverse of the rubric of 2014.
    "Abstraction": (
        TWO_SCRIPTS,
        Rule(2, "clone", any_of("control_start_as_clone")),
        Rule(3, "own-block", any_of("procedures_definition")),
        Rule(4, "busy-clone", busy_clone),
    ),
    # One comparison alone gives 4.
    "DataRepresentation": (*DATA, Rule(4, "comparison", any_of(*_COMPARES))),
    "UserInteractivity": (
        FLAG,
        REACTS,
        # The hat `when loudness >` gives nothing here.
        Rule(3, "video-or-loudness", either(VIDEO, greater_ifs(2))),
        Rule(4, "hardware", hardware),
    ),
    "Parallelization": (
        *AT_ONCE,
        Rule(3, "two-at-once", either(*_at_once(2), any_of("control_create_clone_of"))),
        Rule(4, "three-at-once", either(*_at_once(3))),
    ),
    "MathOperators": (
        Rule(1, "arithmetic", any_of(*_ARITHMETIC)),
        Rule(2, "nested-arithmetic", arithmetic_in_arithmetic(*_CALCULATING)),  # mod and round are no arithmetic
        Rule(3, "texts", any_of("operator_join", "operator_letter_of", "operator_length", "operator_contains")),
        Rule(4, "angles", _angle),
    ),
    "MotionOperators": (
        Rule(1, "move", any_of(*_STEPS)),
        # Not `set rotation style`: the published list has it misspelt.
        Rule(2, "turn", any_of(*_TURNS)),
        # Change x or y alone gives 3, though it is in the list of level 1 too.
        Rule(
            3,
            "glide",
            any_of("motion_glideto", "motion_glidesecstoxy", "motion_changexby", "motion_changeyby"),
        ),
        Rule(4, "five-motions", long_motion(*_IN_A_ROW)),
    ),
}
MOST: Final = 4
VANILLA: Final = tuple(EXTENDED)[:7]
VANILLA_MOST: Final = 3


def cut(skills: Mapping[str, Skill[Record]]) -> dict[str, Skill[Record]]:
    """The levels of the vanilla mode: seven of the extended ones, 4 becomes 3. The order of the rules stays."""
    return {name: _cut(skills[name]) for name in VANILLA if name in skills}


def _cut(skill: Skill[Record]) -> Skill[Record]:
    if skill.next_level is not None and skill.next_level > VANILLA_MOST:
        skill = replace(skill, next_level=None, next_rule=None)
    return replace(skill, level=min(skill.level, VANILLA_MOST), of=VANILLA_MOST)


def bands(of: int) -> Bands:
    """The bands of the extended mode, by share of the maximum; of 36: from 22, from 15, from 8, from 0."""
    shares = ((27, "Advanced"), (18, "Master"), (9, "Developing"))
    return (*((Fraction(share * of, 45), name) for share, name in shares), (Fraction(-1), "Basic"))


def vanilla_bands(_of: int) -> Bands:
    """The bands of the vanilla mode."""
    return ((Fraction(15), "Master"), (Fraction(7), "Developing"), (Fraction(-1), "Basic"))
