"""What kept a play from coming about: the first hidden reason, told kindly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from grader.language import N_

SENTENCES: Final[Mapping[str, str]] = {
    "no-player": N_("I held your arrow keys and nothing moved yet."),
    "no-keys": N_("I pressed {keys} and nothing moved yet."),
    "no-mouse": N_("I moved the mouse and nothing followed yet."),
    "no-hands": N_("I tried keys and the mouse. Nothing moved yet."),
    "other-key": N_("{sprite} listens to {key}. I pressed {keys}."),
    "no-hat": N_("{sprite} has blocks, but no yellow block starts them."),
    "hidden": N_("{sprite} is hidden, so nothing can touch it."),
    "away": N_("{sprite} is off the stage."),
    "click-hidden": N_("{sprite} is hidden, so nobody can click it."),
    "click-away": N_("{sprite} is off the stage, so nobody can click it."),
    "click-see-through": N_("{sprite} has no pixel to click."),
    "click-behind": N_("{sprite} is behind {other}, so nobody can click it."),
    "starter-does": N_("The starter does this already. Now add your own part."),
    "clone-gone": N_("Each clone of {sprite} is deleted at once."),
    "no-sprite": N_("I did not find {role} yet."),
    "no-number": N_("I did not find a number for {role} yet."),
    "drifts": N_("{sprite} moves by itself, also without a key."),
    "by-itself": N_("{name} changes by itself, also without a touch."),
    "not-far": N_("{sprite} moved {steps} steps so far."),
    "never-came": N_("I played it, and this never happened: {sentence}"),
    "not-held": N_("I played it and looked for: {sentence}"),
    "cut": N_("Your project needed more time than I have."),
    "candidates": N_("More than one could be {role}: {candidates}."),
    "load": N_("The Scratch engine could not open this project."),
}
CAPTIONS: Final[Mapping[str, str]] = {
    "before": N_("Before, at {second} s."),
    "at": N_("At {second} s."),
    "after": N_("After, at {second} s."),
    "where": N_("{sprite} is at {x}, {y}."),
    "value": N_("{name} is {value}."),
}
