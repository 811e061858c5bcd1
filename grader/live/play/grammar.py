"""The sentences a play may hold, as data: what reads them, `docs/plays.md` and the schema all come from here.

In a form, words in capitals are slots, `[...]` may be missing, `a|b` in round brackets is one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["step", "condition"]


@dataclass(frozen=True, slots=True)
class Form:
    """One sentence: its name, its words, what it means, and one that is right."""

    name: str
    words: str
    means: str
    example: str


STEPS: Final = (
    Form("flag", "green flag", "Click the flag.", "green flag"),
    Form("wait", "wait SECONDS", "Time passes.", "wait 1"),
    Form(
        "wait-until",
        "wait until CONDITION[, at most SECONDS]",
        "Time passes until it holds, at most 10 seconds where nothing is said.",
        "wait until someone asks something, at most 5",
    ),
    Form(
        "hold", "hold KEY[ for SECONDS]", "A key is held, for 1 second where nothing is said.", "hold right arrow for 1"
    ),
    Form("press", "(press|tap) KEY[ for SECONDS]", "A key is tapped.", "press space"),
    Form("click-stage", "click stage at X Y", "A click on a place of the stage.", "click stage at 0 0"),
    Form("click", "click SPRITE", "A click on a visible pixel of it.", "click thing"),
    Form("mouse-place", "move mouse to X Y", "The pointer goes there.", "move mouse to 100 50"),
    Form("mouse-sprite", "move mouse to SPRITE", "The pointer goes to it.", "move mouse to thing"),
    Form("mouse-button", "mouse (down|up)", "The button, where the pointer is.", "mouse down"),
    Form("answer", "answer TEXT", "Type into the ask box.", 'answer "Sreymom"'),
    Form("noise", "make noise N", "The microphone hears this, 0 to 100.", "make noise 80"),
    Form("set", "set VARIABLE to VALUE", "A variable gets this value.", "set lives to 1"),
    Form("drag-to", "drag SPRITE to OTHER", "It is dragged onto the other.", "drag player to thing"),
    Form("drag", "drag SPRITE to X Y", "It is dragged there.", "drag thing to 0 100"),
    Form(
        "chase",
        "[play ]chase OTHER with SPRITE for SECONDS",
        "Kru steers it towards the other, with the keys that move it.",
        "chase thing with player for 20",
    ),
    Form(
        "avoid",
        "[play ]avoid OTHER with SPRITE for SECONDS",
        "The same, away from it.",
        "avoid thing with player for 10",
    ),
    Form("wander", "[play ]wander with SPRITE for SECONDS", "Its keys by chance.", "wander with player for 10"),
    Form("tap-randomly", "[play ]tap randomly for SECONDS", "Clicks here and there.", "tap randomly for 5"),
    Form("nothing", "[play ]do nothing for SECONDS", "Hands off.", "do nothing for 5"),
)

CONDITIONS: Final = (
    Form(
        "moves",
        "SPRITE moves[ DIRECTION][ by at least N]",
        "Further than without the `when` steps: what drifts by itself does not count.",
        "player moves right by at least 20",
    ),
    Form("stays-still", "SPRITE stays still", "It does not move.", "player stays still"),
    Form("turns", "SPRITE turns[ (left|right)][ by at least N]", "Its direction changes.", "player turns right"),
    Form("points-towards", "SPRITE points towards OTHER", "Give or take 10 degrees.", "player points towards thing"),
    Form("is-at", "SPRITE is at X Y[ give or take N]", "Give or take 5 steps.", "player is at 0 -100 give or take 10"),
    Form("stays-on-stage", "SPRITE stays on stage", "Its middle never leaves it.", "player stays on stage"),
    Form("visible", "SPRITE is (visible|hidden)", "It shows, or does not.", "thing is visible"),
    Form("size", "SPRITE is (bigger|smaller)", "Than it was before.", "player is bigger"),
    Form("costume-changes", "SPRITE changes costume", "It wears another one.", "player changes costume"),
    Form("costume-is", "SPRITE wears TEXT", "The costume of that name.", 'player wears "happy"'),
    Form("backdrop-changes", "backdrop changes", "Another backdrop.", "backdrop changes"),
    Form("backdrop-is", "backdrop is TEXT", "The backdrop of that name.", 'backdrop is "night"'),
    Form(
        "asks",
        "SPRITE asks something[ with TEXTS]",
        "An ask box is open.",
        'someone asks something with one of "name", "ឈ្មោះ"',
    ),
    Form(
        "says",
        "SPRITE (says|thinks) (anything|something)[ with TEXTS]",
        "A bubble shows, with one of these texts.",
        'someone says something with "Sreymom"',
    ),
    Form("says-one", "SPRITE (says|thinks) TEXTS", "A bubble with one of these texts in it.", 'player says "hello"'),
    Form("silent", "SPRITE is silent", "No bubble.", "player is silent"),
    Form(
        "touches-colour", "SPRITE touches COLOUR", "By pixels, at the end of a frame.", "player touches #ff0000"
    ),
    Form("touches", "SPRITE touches OTHER", "By pixels; the other may be edge or mouse.", "player touches thing"),
    Form("rises", "VARIABLE goes (up|down)[ by( at least|) N]", "The number changes.", "score goes up"),
    Form("value-least", "VARIABLE is at (least|most) N", "The number now.", "score is at least 3"),
    Form("value", "VARIABLE is VALUE", "The value now.", "lives is 0"),
    Form("list", "list NAME has[ at least] N items", "How long a list is.", 'list "names" has at least 2 items'),
    Form(
        "clones",
        "(at least|at most|more than|exactly) N clones[ of SPRITE] exist",
        "The originals are not counted.",
        "at least 3 clones exist",
    ),
    Form("message", "message NAME is sent", "A broadcast, in any case of letters.", 'message "game over" is sent'),
    Form("sound", "sound[ NAME] plays", "A sound begins.", "sound plays"),
    Form(
        "draws-shape",
        "a closed shape with N sides is drawn",
        "The pen comes back to where it began.",
        "a closed shape with 4 sides is drawn",
    ),
    Form("draws", "something is drawn", "The pen leaves a line.", "something is drawn"),
    Form("stops", "everything stops", "No script runs any more.", "everything stops"),
    Form("runs", "[it ]keeps running", "Some script runs all the time.", "keeps running"),
)  # fmt: skip

TIMES: Final = (
    Form("now", "now CONDITION", "When the `when` steps are done.", "now score is at least 1"),
    Form(
        "within", "within SECONDS CONDITION", "At some moment, at most so long after them.", "within 3 everything stops"
    ),
    Form("always", "always CONDITION", "In every frame.", "always player is visible"),
    Form("never", "never CONDITION", "In no frame.", "never more than 100 clones exist"),
    Form(
        "every",
        "every SECONDS CONDITION[, give or take N]",
        "Again and again, at least three times.",
        "every 1 time goes down by 1, give or take 0.2",
    ),
    Form("at", "at VARIABLE N CONDITION", "Within a second after the number is that.", "at time 0 everything stops"),
    Form(
        "whenever",
        "whenever CONDITION, within SECONDS CONDITION",
        "Each time, and because of it: what happens anyway does not count.",
        "whenever player touches thing, within 1 score goes up",
    ),
    Form(
        "whenever-then",
        "whenever CONDITION then CONDITION",
        "The same, within 1 second.",
        "whenever player touches thing then score goes up",
    ),
)

SLOTS: Final[Mapping[str, tuple[str, str]]] = {  # a pattern, and what stands there
    "SPRITE": (r'"[^"]+"|[^\s",:]+', "a name of `who`, a sprite's own name in quotes, or someone"),
    "OTHER": (r'"[^"]+"|[^\s",:]+', "the same, or edge, or mouse"),
    "VARIABLE": (r'"[^"]+"|[^\s",:]+', "a name of `who`, or a variable's own name in quotes"),
    "NAME": (r'"[^"]+"', "a name in quotes"),
    "TEXT": (r'"[^"]*"', "words in quotes"),
    "TEXTS": (r'(?:one of\s+)?"[^"]*"(?:\s*,\s*"[^"]*")*', 'words in quotes, or one of "a", "b"'),
    "VALUE": (r'"[^"]*"|-?\d+(?:\.\d+)?', "a number, or words in quotes"),
    "KEY": (
        r"(?:(?:left|right|up|down)\s+arrow|space|enter|[^\s\",])",
        "space, enter, left arrow, a letter or a digit",
    ),
    "DIRECTION": (r"left|right|up|down", "left, right, up, down"),
    "COLOUR": (r"#[0-9a-f]{6}", "a colour such as #ff0000"),
    "SECONDS": (r"\d+(?:\.\d+)?(?:\s*(?:seconds|second|secs|sec|s)\b)?", "a number of seconds"),
    "N": (r"-?\d+(?:\.\d+)?", "a number"),
    "X": (r"-?\d+(?:\.\d+)?", "steps from the middle to the right"),
    "Y": (r"-?\d+(?:\.\d+)?", "steps from the middle up"),
}

ROLES: Final[Mapping[str, str]] = {
    "any other sprite": "a sprite that no other name of `who` has, and that makes something happen",
    "any number that rises": "a variable that rises because of what the player does",
    "any number that falls": "a variable that falls",
    "speaks first": "the sprite with the first bubble",
    "has clones": "the sprite with the most clones",
    "falls": "the sprite that goes down furthest by itself",
}
ANYONE: Final = ("someone", "anyone", "something")
BESIDES: Final = ("edge", "mouse")
SEEDS: Final = ("all", "most", "any")
