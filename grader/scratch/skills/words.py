"""What mentors read of skills: the names of the rubrics, the next step of each rule, what a level rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from grader.language import N_

# Published names stay as they are, in every language.
TITLES: Final[Mapping[str, str]] = {
    "dr-scratch-2026-extended": "Dr. Scratch 2026, extended",
    "dr-scratch-2026-vanilla": "Dr. Scratch 2026, vanilla",
    "dr-scratch-2014": "Dr. Scratch 2014",
    "litterbox": "LitterBox",
}
# By key of a rule: what would make it true.
STEPS: Final[Mapping[str, str]] = {
    "if": N_("Ask a question with {block:control_if}."),
    "if-else": N_("Say what else happens: use {block:control_if_else}."),
    "and-or-not": N_("Join two questions with {block:operator_and}."),
    "if-in-if": N_("Put one {block:control_if} inside another."),
    "two-blocks": N_("Join two blocks, one below the other."),
    "repeat": N_("Do something again with {block:control_repeat}."),
    "repeat-until": N_("Repeat until something happens: use {block:control_repeat_until}."),
    "loop-in-loop": N_("Put one loop inside another."),
    "wait": N_("Pause with {block:control_wait}."),
    "message-or-stop": N_("Send a message with {block:event_broadcast}."),
    "wait-until": N_("Wait for something with {block:control_wait_until}."),
    "three-answers": N_("Send three messages. Let the scripts that receive them decide."),
    "two-scripts": N_("Build a second script."),
    "two-actors": N_("Give two sprites two scripts each."),
    "clone": N_("Let a clone act: begin with {block:control_start_as_clone}."),
    "own-block": N_("Make a block of your own."),
    "busy-clone": N_("Let a clone decide, repeat, or send a message."),
    "looks-or-motion": N_("Change how a sprite looks, or move it."),
    "variable": N_("Keep a number with {block:data_setvariableto}."),
    "list": N_("Keep several things with {block:data_addtolist}."),
    "comparison": N_("Compare two values with {block:operator_equals}."),
    "flag": N_("Begin a script with {block:event_whenflagclicked}."),
    "key-or-click": N_("Let a key do something: use {block:event_whenkeypressed}."),
    "video-or-loudness": N_("React to sounds with {block:sensing_loudness}."),
    "loudness-hat": N_("Begin a script with {block:event_whengreaterthan}. Choose loudness."),
    "hardware": N_("Add an extension for a device, such as micro:bit."),
    "two-flags": N_("Begin two scripts with {block:event_whenflagclicked}."),
    "two-keys": N_("Let one key start two scripts."),
    "two-at-once": N_("Let one message start two scripts."),
    "three-at-once": N_("Let one message start three scripts."),
    "arithmetic": N_("Calculate with {block:operator_add}."),
    "nested-arithmetic": N_("Put one calculation inside another."),
    "texts": N_("Join two texts with {block:operator_join}."),
    "angles": N_("Calculate with sin, cos or tan."),
    "move": N_("Move a sprite with {block:motion_movesteps}."),
    "turn": N_("Turn a sprite with {block:motion_turnright}."),
    "glide": N_("Let a sprite glide with {block:motion_glidesecstoxy}."),
    "five-motions": N_("Use five motion blocks in one script."),
}
# What a level would be lower without.
RESTS_ON: Final[Mapping[str, str]] = {
    "loose": N_("This level rests on blocks without a hat."),
    "menu": N_("This level rests on a menu, not on a block."),
    "extension": N_("This level rests on an extension. No block uses it yet."),
}
# Why the published tool gives no score, or another one.
NO_SCORE: Final[Mapping[str, str]] = {
    "no-blocks": N_("Dr. Scratch gives no score: there are no blocks yet."),
    "damaged": N_("Dr. Scratch gives no score: this file is damaged."),
}
SKILLS: Final = N_("Skills")
SCORE: Final = N_("{title}: {points} of {of} points")
NEXT: Final = N_("Next: {step}")
NOT_FOR_STUDENTS: Final = N_("These levels are for mentors. A student does not see them.")
