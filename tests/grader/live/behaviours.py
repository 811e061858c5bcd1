"""Small projects that behave, what is asked of them, and a change of one block with which they behave otherwise."""
# ruff: noqa: E501 - one behaviour a line reads as a table

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CAT = (
    '\nsprite "Cat"\ncostume "red" "red.svg" at 20 20\ncostume "big" "big.svg" at 40 40\nsound "second" "second.wav"\n'
)
DOG = '\nsprite "Dog"\nposition -150 -100\ncostume "blue" "blue.svg" at 20 20\n'
STAGE = """stage
backdrop "day"
backdrop "night"
variable score = 0
list names
"""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A project, its mutant (`old` becomes `new`), what is done after the flag, and what must then hold."""

    name: str
    cat: str
    old: str
    new: str
    check: Mapping[str, Any]
    steps: tuple[Mapping[str, Any], ...] = ({"do": "wait", "seconds": 1},)
    dog: str = ""

    def text(self, *, mutant: bool = False) -> str:
        """The project as block text."""
        cat, dog = (textwrap.dedent(part).strip("\n") for part in (self.cat, self.dog))
        whole = f"{STAGE}{CAT}\n{cat}\n{DOG}\n{dog}\n"
        assert self.old in whole, self.name
        return whole.replace(self.old, self.new, 1) if mutant else whole

    def scenario(self) -> dict[str, Any]:
        """The steps: the flag, how things were, what is done, what must hold."""
        start = [{"do": "green_flag"}, {"do": "remember", "as": "start"}]
        return {"steps": [*start, *self.steps, {"check": dict(self.check)}]}


def wait(seconds: float) -> Mapping[str, Any]:
    return {"do": "wait", "seconds": seconds}


def press(key: str, seconds: float = 0) -> tuple[Mapping[str, Any], ...]:
    return ({"do": "press", "key": key, "seconds": seconds}, wait(0.3))


def moved(sprite: str, axis: str, by: str) -> Mapping[str, Any]:
    return {"type": "moved", "sprite": sprite, "axis": axis, "by": by, "since": "start"}


def variable(op: str, value: Any) -> Mapping[str, Any]:
    return {"type": "variable", "name": "score", "op": op, "value": value}


CLICK_CAT = ({"do": "click_sprite", "sprite": "Cat"}, wait(0.3))
FOREVER = "when green flag clicked\ngo to x: (0) y: (0)\nforever\n{}\nend"
ON_CLICK = "when green flag clicked\ngo to x: (0) y: (0)\nwhen this sprite clicked\n{}"
ON_FLAG = "when green flag clicked\ngo to x: (0) y: (0)\nwait (0.2) seconds\n{}"

BEHAVIOURS = (
    # movement
    Behaviour("walks right", FOREVER.format("change x by (3)"), "(3)", "(-3)", moved("Cat", "x", "increase")),
    Behaviour("walks up", FOREVER.format("change y by (3)"), "change y", "change x", moved("Cat", "y", "increase")),
    Behaviour("stays still", ON_FLAG.format("turn right (15) degrees"), "turn right (15) degrees", "move (15) steps", moved("Cat", "any", "none")),
    Behaviour("turns to the right", ON_FLAG.format("turn right (15) degrees"), "right", "left", {"type": "direction_changed", "sprite": "Cat", "by": "increase", "since": "start"}),
    Behaviour("points down", ON_FLAG.format("point in direction (180)"), "180", "0", {"type": "direction", "sprite": "Cat", "is": 180}),
    Behaviour("points towards the dog", ON_FLAG.format("point towards (Dog v)"), "towards (Dog v)", "in direction (45)", {"type": "direction", "sprite": "Cat", "is": -90}, dog="when green flag clicked\ngo to x: (-100) y: (0)"),
    Behaviour("glides home", ON_FLAG.format("glide (0.5) secs to x: (60) y: (20)"), "0.5", "5", {"type": "position", "sprite": "Cat", "x": [60, 60], "y": [20, 20]}),
    Behaviour("bounces off the edge", "when green flag clicked\ngo to x: (200) y: (0)\npoint in direction (90)\nforever\nmove (10) steps\nif on edge, bounce\nend", "if on edge, bounce", "next costume", {"type": "position", "sprite": "Cat", "x": [-240, 150]}),
    Behaviour("is fenced in", ON_FLAG.format("set x to (9000)"), "9000", "90", {"type": "position", "sprite": "Cat", "x": [225, 260]}),
    Behaviour("walks while the right key is held", FOREVER.format("if <key (right arrow v) pressed?> then\nchange x by (5)\nend"), "right arrow", "left arrow", moved("Cat", "x", "increase"), press("right arrow", 0.5)),
    Behaviour("jumps by a key hat", "when green flag clicked\ngo to x: (0) y: (0)\nwhen [space v] key pressed\nchange y by (40)", "[space v]", "[up arrow v]", moved("Cat", "y", "increase"), press("space")),
    Behaviour("hears a letter key", "when green flag clicked\ngo to x: (0) y: (0)\nwhen [d v] key pressed\nchange x by (40)", "[d v]", "[a v]", moved("Cat", "x", "increase"), press("d")),
    Behaviour("hears any key", "when green flag clicked\ngo to x: (0) y: (0)\nwhen [any v] key pressed\nchange x by (40)", "[any v]", "[w v]", moved("Cat", "x", "increase"), press("q")),
    Behaviour("follows the mouse", FOREVER.format("go to (mouse-pointer v)"), "mouse-pointer", "random position", {"type": "position", "sprite": "Cat", "x": [119, 121], "y": [-51, -49]}, ({"do": "mouse_move", "x": 120, "y": -50}, wait(0.3))),
    Behaviour("reads the mouse at the left edge", FOREVER.format("set x to (mouse x)"), "mouse x", "mouse y", {"type": "position", "sprite": "Cat", "x": [-240, -220]}, ({"do": "mouse_move", "x": -240, "y": 0}, wait(0.3))),
    Behaviour("moves while the button is down", FOREVER.format("if <mouse down?> then\nchange y by (4)\nend"), "<mouse down?>", "<not <mouse down?>>", moved("Cat", "y", "none"), (wait(0.3),)),
    Behaviour("follows the button", FOREVER.format("if <mouse down?> then\nchange y by (4)\nend"), "(4)", "(-4)", moved("Cat", "y", "increase"), ({"do": "mouse_down"}, wait(0.3), {"do": "mouse_up"})),
    # touching
    Behaviour("touches the dog", ON_FLAG.format("set x to (38)"), "(38)", "(45)", {"type": "touching", "sprite": "Cat", "target": "Dog"}, dog="when green flag clicked\ngo to x: (0) y: (0)"),
    Behaviour("touches the edge", ON_FLAG.format("set x to (225)"), "225", "200", {"type": "touching", "sprite": "Cat", "target": "edge"}),
    Behaviour("touches the mouse", ON_FLAG.format("set x to (50)"), "(50)", "(150)", {"type": "touching", "sprite": "Cat", "target": "mouse"}, ({"do": "mouse_move", "x": 60, "y": 10}, wait(0.5))),
    Behaviour("touches blue", ON_FLAG.format("set x to (30)"), "(30)", "(90)", {"type": "touching_color", "sprite": "Cat", "color": "#0000ff"}, dog="when green flag clicked\ngo to x: (0) y: (0)"),
    Behaviour("counts a catch", FOREVER.format("if <touching (Dog v)?> then\nset [score v] to (1)\nend"), "touching (Dog v)", "touching (edge v)", variable("==", 1), dog="when green flag clicked\ngo to x: (10) y: (0)"),
    Behaviour("feels a colour", FOREVER.format("if <touching color [#0000ff]?> then\nset [score v] to (1)\nend"), "#0000ff", "#00ff00", variable("==", 1), dog="when green flag clicked\ngo to x: (10) y: (0)"),
    Behaviour("a hidden sprite touches nothing", FOREVER.format("if <touching (Dog v)?> then\nset [score v] to (1)\nend"), "\nhide", "\nshow", variable("==", 0), dog="when green flag clicked\ngo to x: (10) y: (0)\nhide"),
    Behaviour("feels the distance", ON_FLAG.format("set [score v] to (distance to (Dog v))"), "Dog v", "mouse-pointer v", variable("==", 50), dog="when green flag clicked\ngo to x: (30) y: (40)"),
    # clicks
    Behaviour("hears its click", ON_CLICK.format("say [hi]"), "this sprite clicked", "I receive [click v]", {"type": "says", "sprite": "Cat", "contains": "hi", "bubble": "say"}, CLICK_CAT),
    Behaviour("a sprite behind another is not clicked", ON_CLICK.format("say [hi]"), "go to [back v] layer", "go to [front v] layer", {"type": "says", "sprite": "Cat", "contains": "hi"}, ({"do": "click_stage", "x": 0, "y": 0}, wait(0.3)), dog="when green flag clicked\ngo to x: (0) y: (0)\ngo to [back v] layer"),
    Behaviour("dragging makes it speak", FOREVER.format("if <touching (edge v)?> then\nsay [Ouch]\nend"), "edge v", "Dog v", {"type": "says", "sprite": "Cat", "contains": "Ouch"}, ({"do": "drag_sprite", "sprite": "Cat", "x": 235, "y": 0}, wait(0.3)), dog="when green flag clicked\ngo to x: (0) y: (-150)"),
    # looks
    Behaviour("says hello", ON_FLAG.format("say [Hello]"), "Hello", "Bye", {"type": "says", "sprite": "Cat", "contains": "Hello"}),
    Behaviour("says it in Khmer", ON_FLAG.format("say [សួស្តី ម៉ាលី]"), "សួស្តី", "លាហើយ", {"type": "says", "sprite": "Cat", "contains": "សួស្តី"}),
    Behaviour("thinks", ON_FLAG.format("think [Hmm]"), "think", "say", {"type": "says", "sprite": "Cat", "contains": "Hmm", "bubble": "think"}),
    Behaviour("is silent after two seconds", ON_FLAG.format("say [Hi] for (1) seconds"), " for (1) seconds", "", {"type": "silent", "sprite": "Cat"}, (wait(2),)),
    Behaviour("hides", ON_FLAG.format("hide"), "hide", "show", {"type": "visible", "sprite": "Cat", "is": False}),
    Behaviour("changes its costume", ON_FLAG.format("next costume"), "next costume", "switch costume to (red v)", {"type": "costume", "sprite": "Cat", "is": "big"}),
    Behaviour("changes the backdrop", ON_FLAG.format("switch backdrop to (night v)"), "night v", "day v", {"type": "backdrop", "is": "night"}),
    Behaviour("grows", ON_FLAG.format("change size by (50)"), "50", "-50", {"type": "size_changed", "sprite": "Cat", "by": "increase", "since": "start"}),
    Behaviour("has double size", ON_FLAG.format("set size to (200) %"), "200", "190", {"type": "size", "sprite": "Cat", "is": 200}),
    Behaviour("fades", ON_FLAG.format("set [ghost v] effect to (80)"), "80", "8", {"type": "effect", "sprite": "Cat", "effect": "ghost", "op": ">", "value": 50}),
    Behaviour("is in front", ON_FLAG.format("go to [front v] layer"), "front", "back", {"type": "in_front", "sprite": "Cat", "of": "Dog"}),
    # clones
    Behaviour("makes three clones", ON_FLAG.format("repeat (3)\ncreate clone of (myself v)\nend"), "(3)", "(2)", {"type": "clones", "sprite": "Cat", "op": ">=", "value": 3}),
    Behaviour("clones go away", "when green flag clicked\nhide\ncreate clone of (myself v)\nwhen I start as a clone\nwait (0.3) seconds\ndelete this clone", "delete this clone", "show", {"type": "clones", "sprite": "Cat", "op": "==", "value": 0}),
    Behaviour("its clone falls", "when green flag clicked\ncreate clone of (myself v)\nwhen I start as a clone\nforever\nchange y by (-5)\nend", "-5", "5", {"type": "position", "sprite": "Cat", "y": [-240, -20], "which": "first_clone"}),
    Behaviour("its clone is clicked", "when green flag clicked\ngo to x: (-100) y: (0)\ncreate clone of (myself v)\nwhen I start as a clone\ngo to x: (100) y: (0)\nwhen this sprite clicked\nchange [score v] by (1)", "change [score v] by (1)", "set [score v] to (0)", variable("==", 1), (wait(0.2), {"do": "click_sprite", "sprite": "Cat", "which": "first_clone"}, wait(0.2))),
    # messages
    Behaviour("the dog hears the cat", ON_FLAG.format("broadcast (go v)"), "broadcast (go v)", "broadcast (stop v)", {"type": "says", "sprite": "Dog", "contains": "yes"}, dog="when I receive [go v]\nsay [yes]"),
    Behaviour("a message is seen", ON_FLAG.format("broadcast (Start Game v)"), "Start Game", "Begin", {"type": "broadcast_seen", "name": "start game"}),
    Behaviour("it waits for the answer", ON_FLAG.format("broadcast (go v) and wait\nset [score v] to (1)"), " and wait", "", variable("==", 0), dog="when I receive [go v]\nwait (3) seconds"),
    # time
    Behaviour("counts the seconds", ON_FLAG.format("repeat (3)\nwait (0.5) seconds\nchange [score v] by (1)\nend"), "0.5", "2", variable("==", 3), (wait(2),)),
    Behaviour("reads the timer", "when green flag clicked\nreset timer\nwait until <(timer) > (1)>\nset [score v] to (1)", "(timer) > (1)", "(timer) > (10)", variable("==", 1), (wait(1.5),)),
    Behaviour("starts by the timer hat", "when green flag clicked\nreset timer\nwhen [timer v] > (1)\nset [score v] to (1)", "> (1)", "> (30)", variable("==", 1), (wait(2),)),
    # ask
    Behaviour("asks the name", ON_FLAG.format("ask [What is your name?] and wait"), "your name", "your age", {"type": "question", "contains": "your name"}),
    Behaviour("greets by name", ON_FLAG.format("ask [Name?] and wait\nsay (join [Hello ] (answer))"), "(answer)", "[you]", {"type": "says", "sprite": "Cat", "contains": "Hello ម៉ាលី"}, (wait(0.5), {"do": "answer", "text": "ម៉ាលី"}, wait(0.3))),
    Behaviour("a hidden cat asks too", ON_FLAG.format("hide\nask [Ready?] and wait"), "Ready", "Done", {"type": "question", "contains": "Ready"}),
    # variables and lists
    Behaviour("the score rises", ON_FLAG.format("change [score v] by (5)"), "(5)", "(-5)", {"type": "variable_changed", "name": "score", "by": "increase", "since": "start"}),
    Behaviour("compares as Scratch does", ON_FLAG.format("set [score v] to [010]"), "010", "011", variable("==", 10)),
    Behaviour("collects names", ON_FLAG.format("add [Lina] to [names v]\nadd [Sok] to [names v]"), "Lina", "Dara", {"type": "list", "name": "names", "op": "==", "value": 2, "contains": "lina"}),
    Behaviour("a chosen number is kept", FOREVER.format("set x to ((score) * (10))"), "(10)", "(-10)", {"type": "position", "sprite": "Cat", "x": [70, 70]}, ({"do": "set_variable", "name": "score", "value": 7}, wait(0.3))),
    # pen
    Behaviour("draws a square", ON_FLAG.format("erase all\npen down\nrepeat (4)\nmove (50) steps\nturn right (90) degrees\nend\npen up"), "pen down", "pen up", {"type": "pen_strokes", "op": ">=", "value": 4}),
    Behaviour("erases", ON_FLAG.format("pen down\nmove (50) steps\npen up\nerase all"), "erase all", "next costume", {"type": "pen_strokes", "op": "==", "value": 0}),
    Behaviour("the dog feels the line", ON_FLAG.format("set pen color to [#ff00ff]\nset pen size to (20)\npen down\nset x to (150)\npen up\nhide"), "#ff00ff", "#00ffff", {"type": "touching_color", "sprite": "Dog", "color": "#ff00ff"}, dog="when green flag clicked\ngo to x: (80) y: (0)"),
    Behaviour("the dog feels a stamp", ON_FLAG.format("stamp\nset x to (200)"), "stamp", "show", {"type": "touching_color", "sprite": "Dog", "color": "#ff0000"}, dog="when green flag clicked\ngo to x: (30) y: (0)"),
    # sound
    Behaviour("plays a sound", ON_FLAG.format("start sound (second v)"), "start sound (second v)", "stop all sounds", {"type": "sound_played", "name": "second"}),
    Behaviour("a sound takes its time", "when green flag clicked\nplay sound (second v) until done\nset [score v] to (1)", "play sound (second v) until done", "start sound (second v)", variable("==", 0), (wait(0.9),)),
    Behaviour("a sound comes to its end", "when green flag clicked\nplay sound (second v) until done\nset [score v] to (1)", "set [score v] to (1)", "stop all sounds", variable("==", 1), (wait(1.2),)),
    Behaviour("loud noise wakes it", FOREVER.format("if <(loudness) > (50)> then\nset [score v] to (1)\nend"), "(50)", "(90)", variable("==", 1), ({"do": "noise", "loudness": 70}, wait(0.5))),
    # ends
    Behaviour("everything stops", FOREVER.format("if <key (space v) pressed?> then\nstop [all v]\nend"), "stop [all v]", "next costume", {"type": "running", "is": False}, press("space")),
    Behaviour("it keeps running", FOREVER.format("next costume"), "forever", "repeat (3)", {"type": "running", "is": True}),
    Behaviour("only its other scripts stop", "when green flag clicked\nforever\nchange [score v] by (1)\nend\nwhen green flag clicked\nwait (0.3) seconds\nstop [other scripts in sprite v]\nset [score v] to (0)", "other scripts in sprite", "this script", variable("==", 0)),
)  # fmt: skip
