"""Plays that do not come about, or that nobody can judge, with games of our own; one block makes each come about."""
# ruff: noqa: E501 - one a line reads as a table

from __future__ import annotations

from dataclasses import dataclass

CAT = '\nsprite "Cat"\ncostume "red"\ncostume "big"\nsound "second"\n\n'
DOG = '\nsprite "Dog"\nposition 100 0\ncostume "blue"\n\n'
STAGE = 'stage\nbackdrop "day"\nbackdrop "night"\nvariable score = 0\nlist names\n'
FLAG = "when flag clicked\n"
LOOP = FLAG + "forever\n{}\nend"
PRESSED = LOOP.format("if <key (space v) pressed?> then\n{}\nend")
SPACE = "hold space for 0.5"


@dataclass(frozen=True)
class Untrue:
    """`old` becomes `new` in the game, and then it comes about."""

    name: str
    cat: str
    old: str
    new: str
    then: str
    when: str = "wait 1"
    dog: str = ""

    def text(self, *, mended: bool = False) -> str:
        """The game as block text."""
        whole = STAGE + CAT + self.cat + "\n" + DOG + self.dog
        assert self.old in whole, self.name
        return whole.replace(self.old, self.new, 1) if mended else whole

    @property
    def play(self) -> str:
        """The play."""
        return f"given: [green flag]\nwhen: ['{self.when}']\nthen: ['{self.then}']\nseeds: any"


NOT_HELD = (
    Untrue("the key moves it the other way", PRESSED.format("change x by (-8)"), "(-8)", "(8)", '"Cat" moves right by at least 20', SPACE),
    Untrue("another key moves it", PRESSED.format("change y by (8)"), "space v", "a v", '"Cat" moves up by at least 20', "hold a for 0.5"),
    Untrue("it moves too little", PRESSED.format("change x by (1)"), "by (1)", "by (9)", '"Cat" moves by at least 50', SPACE),
    Untrue("it turns the other way", PRESSED.format("turn ccw (5) degrees"), "ccw", "cw", '"Cat" turns right', SPACE),
    Untrue("it looks away", FLAG + "point in direction (-90)", "(-90)", "(90)", 'within 1 "Cat" points towards "Dog"'),
    Untrue("it leaves the stage", FLAG + "show", "show", "set x to (-50)", 'now "Cat" is at -50 0'),
    Untrue("it does not stay", LOOP.format("change x by (1)"), "change x by (1)", "next costume", '"Cat" stays still'),
    Untrue("it is hidden", FLAG + "hide", "hide", "show", 'always "Cat" is visible'),
    Untrue("it does not grow", FLAG + "wait (0.3) seconds\nchange size by (-20)", "(-20)", "(20)", 'within 1 "Cat" is bigger'),
    Untrue("it keeps its costume", FLAG + "wait (0.3) seconds\nswitch costume to (red v)", "(red v)", "(big v)", 'within 1 "Cat" wears "big"'),
    Untrue("the other backdrop", FLAG + "switch backdrop to (day v)", "(day v)", "(night v)", 'within 1 backdrop is "night"'),
    Untrue("it says something else", FLAG + "say [bye]", "bye", "hello", 'within 1 "Cat" says "hello"'),
    Untrue("it says and does not think", FLAG + "say [hm]", "say", "think", 'within 1 "Cat" thinks something'),
    Untrue("nobody is silent", FLAG + "say [hm]", "say [hm]", "show", '"Cat" is silent'),
    Untrue("nobody asks", FLAG + "say [name?]", "say [name?]", "ask [name?] and wait", 'within 1 someone asks something with "name"'),
    Untrue("they never meet", LOOP.format("change x by (-4)"), "(-4)", "(4)", 'within 2 "Cat" touches "Dog"'),
    Untrue("the edge is never reached", LOOP.format("change y by (0)"), "(0)", "(9)", 'within 1 "Cat" touches edge'),
    Untrue("the number falls", PRESSED.format("change [score v] by (-1)"), "(-1)", "(1)", '"score" goes up', SPACE),
    Untrue("the number stays low", FLAG + "set [score v] to (2)", "(2)", "(7)", 'within 1 "score" is at least 5'),
    Untrue("the list is short", FLAG + "delete all of [names v]", "delete all of [names v]", "add [Lina] to [names v]", 'now list "names" has 1 items'),
    Untrue("one clone is few", FLAG + "repeat (1)\ncreate clone of (myself v)\nend", "(1)", "(3)", "within 1 at least 3 clones exist"),
    Untrue("clones without end", FLAG + "repeat (9)\ncreate clone of (myself v)\nend", "(9)", "(2)", "never more than 5 clones exist"),
    Untrue("another message", FLAG + "wait (0.2) seconds\nbroadcast (stop v)", "(stop v)", "(go v)", 'within 1 message "go" is sent'),
    Untrue("no sound", FLAG + "wait (0.2) seconds\nstop all sounds", "stop all sounds", "start sound (second v)", "within 1 sound plays"),
    Untrue("the pen is up", FLAG + "wait (0.2) seconds\npen up\nmove (40) steps", "pen up", "pen down", "within 1 something is drawn"),
    Untrue("three sides are no square", FLAG + "pen down\nrepeat (3)\nmove (50) steps\nturn cw (90) degrees\nend", "(3)", "(4)", "within 1 a closed shape with 4 sides is drawn"),
    Untrue("it never ends", LOOP.format("wait (0.2) seconds\nnext costume"), "next costume", "stop [all v]", "within 1 everything stops"),
    Untrue("it ends at once", FLAG + "wait (0.2) seconds", "(0.2)", "(20)", "keeps running"),
    Untrue("too slow a clock", LOOP.format("wait (1.5) seconds\nchange [score v] by (1)"), "(1.5)", "(0.5)", 'every 0.5 "score" goes up, give or take 0.2'),
    Untrue("a touch changes nothing", LOOP.format("change x by (4)"), "say [no]", "say [ouch]", 'whenever "Cat" touches "Dog", within 1 "Dog" says "ouch"', "wait 2", LOOP.format("if <touching (Cat v)?> then\nsay [no]\nend")),
)  # fmt: skip
MET = FLAG + "forever\nif <touching (Dog v)?> then\nchange [score v] by (1)\nend\n{}\nend"
NOT_TOLD = (
    Untrue("it flees, so who knows", MET.format("change x by (-3)"), "(-3)", "(3)", 'whenever "Cat" touches "Dog", within 1 "score" goes up', "wait 2"),
    Untrue("they stand apart", MET.format("show"), "show", "change x by (3)", 'whenever "Cat" touches "Dog", within 1 "score" goes up', "wait 2"),
    Untrue("it goes up and never meets", MET.format("change y by (3)"), "change y", "change x", 'whenever "Cat" touches "Dog", within 1 "score" goes up', "wait 2"),
    Untrue("it turns and never meets", MET.format("turn cw (3) degrees"), "turn cw (3) degrees", "move (3) steps", 'whenever "Cat" touches "Dog", within 1 "score" goes up', "wait 2"),
    Untrue("the message is never sent", LOOP.format("if <(x position) > (999)> then\nbroadcast (go v)\nend\nchange x by (3)"), "(999)", "(60)", 'whenever message "go" is sent, within 1 "Dog" says something', "wait 2", "when I receive [go v]\nsay [yes]"),
    Untrue("the number never comes there", FLAG + "repeat (3)\nwait (0.2) seconds\nchange [score v] by (1)\nend\nstop [all v]", "(3)", "(5)", 'at "score" 5 everything stops'),
    Untrue("the number jumps over it", FLAG + "repeat (3)\nwait (0.2) seconds\nchange [score v] by (2)\nend\nstop [all v]", "by (2)", "by (1)", 'at "score" 3 everything stops'),
    Untrue("the clock does not fall", FLAG + "set [score v] to (3)\nrepeat (3)\nwait (0.2) seconds\nchange [score v] by (1)\nend\nstop [all v]", "by (1)", "by (-1)", 'at "score" 0 everything stops', "wait 2"),
    Untrue("nobody ever grows", FLAG + "wait (0.3) seconds\nhide\nwait (0.3) seconds\nstart sound (second v)", "hide", "change size by (30)", 'whenever "Cat" is bigger, within 1 sound plays', "wait 2"),
    Untrue("it never speaks", FLAG + "wait (0.5) seconds\nhide\nwait (0.5) seconds\nnext backdrop", "hide", "say [now]", 'whenever "Cat" says "now", within 1 backdrop changes', "wait 2"),
)  # fmt: skip
