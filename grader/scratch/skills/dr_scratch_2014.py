"""The rubric of Dr. Scratch from 2014 to 2021: seven dimensions to 3, still what many teachers know.

Its rules are those of 2026 but for what is written out here. The first port to Scratch 3 compared keys, messages,
backdrops and sensors wrongly; these are the rules as they were in 2021.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from grader.scratch.records import Record, Records
from grader.scratch.skills.dr_scratch_2026 import (
    AT_ONCE,
    DATA,
    FLAG,
    FLOW,
    LOGIC,
    REACTS,
    SYNCHRONIZATION,
    TWO_SCRIPTS,
    VIDEO,
)
from grader.scratch.skills.presence import any_of, either, same, several
from grader.scratch.skills.rules import Bands, Dimensions, Rule

DIMENSIONS: Final[Dimensions[Records, Record]] = {
    "Logic": LOGIC,
    "FlowControl": FLOW,
    "Synchronization": SYNCHRONIZATION,
    # Own blocks are 2 and clones are 3: the reverse of the rubric of 2026.
    "Abstraction": (
        TWO_SCRIPTS,
        Rule(2, "own-block", any_of("procedures_definition")),
        Rule(3, "clone", any_of("control_start_as_clone")),
    ),
    "DataRepresentation": DATA,  # comparisons give nothing
    "UserInteractivity": (FLAG, REACTS, Rule(3, "video-or-loudness", VIDEO)),  # no ifs
    "Parallelization": (
        *AT_ONCE,
        Rule(  # no clones, no ifs
            3,
            "two-at-once",
            either(
                same("BROADCAST_OPTION", "event_whenbroadcastreceived", 2),
                same("BACKDROP", "event_whenbackdropswitchesto", 2),
                same("WHENGREATERTHANMENU", "event_whengreaterthan", 2),
                several(2, "videoSensing_whenMotionGreaterThan"),
            ),
        ),
    ),
}
MOST: Final = 3


def bands(_of: int) -> Bands:
    """15 of 21 points are Proficiency here, and Developing in the vanilla mode of 2026."""
    return ((Fraction(14), "Proficiency"), (Fraction(7), "Developing"), (Fraction(-1), "Basic"))
