"""A sentence of a play in a reader's language: one sentence of the catalogue a condition, with the real names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from grader.language import N_
from grader.live.compare import short
from grader.live.play.cast import Cast
from grader.live.play.grammar import ANYONE, BESIDES
from grader.live.play.model import Condition, Node, Sentence
from grader.live.play.outcome import Said
from grader.live.play.sentence import NotUnderstoodError, read_sentence

# By the name of the form, then what fills it: a choice or a direction, `n` where a number stands, who it is about.
LOOKS: Final[Mapping[str, str]] = {
    "moves": N_("{sprite} moves."),
    "moves n": N_("{sprite} moves by at least {n} steps."),
    "moves right": N_("{sprite} moves right."),
    "moves right n": N_("{sprite} moves right by at least {n} steps."),
    "moves left": N_("{sprite} moves left."),
    "moves left n": N_("{sprite} moves left by at least {n} steps."),
    "moves up": N_("{sprite} moves up."),
    "moves up n": N_("{sprite} moves up by at least {n} steps."),
    "moves down": N_("{sprite} moves down."),
    "moves down n": N_("{sprite} moves down by at least {n} steps."),
    "stays-still": N_("{sprite} stays still."),
    "turns": N_("{sprite} turns."),
    "turns n": N_("{sprite} turns by at least {n} degrees."),
    "turns left": N_("{sprite} turns left."),
    "turns left n": N_("{sprite} turns left by at least {n} degrees."),
    "turns right": N_("{sprite} turns right."),
    "turns right n": N_("{sprite} turns right by at least {n} degrees."),
    "points-towards": N_("{sprite} points towards {other}."),
    "points-towards mouse": N_("{sprite} points towards the mouse."),
    "is-at": N_("{sprite} is near {x}, {y}."),
    "is-at n": N_("{sprite} is near {x}, {y}."),
    "stays-on-stage": N_("{sprite} stays on the stage."),
    "visible visible": N_("{sprite} can be seen."),
    "visible hidden": N_("{sprite} cannot be seen."),
    "size bigger": N_("{sprite} is bigger."),
    "size smaller": N_("{sprite} is smaller."),
    "costume-changes": N_("{sprite} changes its costume."),
    "costume-is": N_("{sprite} wears the costume {text}."),
    "backdrop-changes": N_("The backdrop changes."),
    "backdrop-is": N_("The backdrop is {text}."),
    "asks": N_("{sprite} asks something."),
    "asks text": N_("{sprite} asks something with {text}."),
    "asks someone": N_("Somebody asks something."),
    "asks text someone": N_("Somebody asks something with {text}."),
    "says says": N_("{sprite} says something."),
    "says says text": N_("{sprite} says something with {text}."),
    "says says someone": N_("Somebody says something."),
    "says says text someone": N_("Somebody says something with {text}."),
    "says thinks": N_("{sprite} thinks something."),
    "says thinks text": N_("{sprite} thinks something with {text}."),
    "says thinks someone": N_("Somebody thinks something."),
    "says thinks text someone": N_("Somebody thinks something with {text}."),
    "silent": N_("{sprite} is silent."),
    "silent someone": N_("Nobody says anything."),
    "touches": N_("{sprite} touches {other}."),
    "touches edge": N_("{sprite} touches the edge."),
    "touches mouse": N_("{sprite} touches the mouse."),
    "touches-colour": N_("{sprite} touches the colour {colour}."),
    "rises up": N_("{name} goes up."),
    "rises up n": N_("{name} goes up by {n}."),
    "rises up least n": N_("{name} goes up by at least {n}."),
    "rises down": N_("{name} goes down."),
    "rises down n": N_("{name} goes down by {n}."),
    "rises down least n": N_("{name} goes down by at least {n}."),
    "value-least least n": N_("{name} is at least {n}."),
    "value-least most n": N_("{name} is at most {n}."),
    "value": N_("{name} is {value}."),
    "list n": N_("The list {text} has {n} items."),
    "list least n": N_("The list {text} has at least {n} items."),
    "clones at least n": N_("There are at least {n} clones."),
    "clones at most n": N_("There are at most {n} clones."),
    "clones more than n": N_("There are more than {n} clones."),
    "clones exactly n": N_("There are {n} clones."),
    "message": N_("The message {text} is sent."),
    "sound": N_("A sound plays."),
    "sound text": N_("The sound {text} plays."),
    "draws-shape n": N_("A closed shape with {n} sides is drawn."),
    "draws": N_("Something is drawn."),
    "stops": N_("Everything stops."),
    "runs": N_("Something keeps running."),
}
TIMES: Final[Mapping[str, str]] = {
    "now": N_("At the end:"),
    "within": N_("At most {seconds} s later:"),
    "always": N_("All the time:"),
    "never": N_("At no time:"),
    "every": N_("Every {seconds} s:"),
    "at": N_("When {name} is {value}:"),
    "whenever": N_("Each time:"),
    "any": N_("Or:"),
    "all": N_("And:"),
    "not": N_("Not:"),
}
_WORD = re.compile(r'"[^"]*"|[^\s",]+')


def spoken(sentence: Sentence, cast: Cast) -> Iterator[Said]:
    """Its sentences, in order. What the catalogue has no words for stands as the rubric says it."""
    if sentence.parts:
        if sentence.how == "not":
            yield Said(TIMES["not"])
        between = Said(TIMES["any" if sentence.how == "any" else "all"])
        for at, part in enumerate(sentence.parts):
            yield from (() if at == 0 else (between,))
            yield from spoken(part, cast)
        return
    if sentence.time != "during":
        name = cast.variables[sentence.variable][1] if sentence.variable in cast.variables else sentence.variable
        values = {"seconds": short(sentence.seconds), "name": name.strip('"'), "value": short(sentence.value)}
        said = TIMES[sentence.time]
        yield Said(said, {key: value for key, value in values.items() if f"{{{key}}}" in said})
    if sentence.trigger is not None:
        yield from _node(sentence.trigger, cast)
        yield Said(TIMES["within"], {"seconds": short(sentence.seconds)})
    yield from _node(sentence.body, cast)


def _node(node: Node, cast: Cast) -> Iterator[Said]:
    if isinstance(node, Condition):
        yield _condition(node, cast)
        return
    if node.how == "not":
        yield Said(TIMES["not"])
    for at, part in enumerate(node.parts):
        yield from (() if at == 0 else (Said(TIMES["any" if node.how == "any" else "all"]),))
        yield from _node(part, cast)


def _condition(c: Condition, cast: Cast) -> Said:
    slots = {name: value.strip('"') for name, value in c.slots.items()}
    words = ["says" if c.form == "says-one" else c.form]
    words += [slots[slot].lower() for slot in ("DIRECTION", "choice") if slot in slots]
    words += ["least"] if " at least" in c.text.lower() and "least" not in " ".join(words) and c.form != "moves" else []
    words += ["n"] if "N" in slots else []
    words += ["text"] if slots.keys() & {"TEXT", "TEXTS", "NAME"} and f"{words[0]} text" in " ".join(LOOKS) else []
    if slots.get("OTHER", "").lower() in BESIDES:
        words.append(slots["OTHER"].lower())
    if slots.get("SPRITE", "").lower() in ANYONE:
        words.append("someone")
    key = next((key for key in (" ".join(words), " ".join(w for w in words if w != "text")) if key in LOOKS), None)
    key = key or next((key for key in (" ".join(w for w in words if w != "least"),) if key in LOOKS), None)
    if key is None:
        return Said("{sentence}", {"sentence": c.text})
    variable = slots.get("VARIABLE", "")
    values: dict[str, str] = {
        "sprite": cast.sprite(slots.get("SPRITE", "")),
        "other": cast.sprite(slots.get("OTHER", "")),
        "name": cast.variables[variable][1] if variable in cast.variables else variable,
        "n": slots.get("N", ""),
        "x": slots.get("X", ""),
        "y": slots.get("Y", ""),
        "text": c.slots.get("TEXTS", slots.get("TEXT", slots.get("NAME", ""))).removeprefix("one of ").replace('"', ""),
        "colour": slots.get("COLOUR", ""),
        "value": slots.get("VALUE", ""),
    }
    said = LOOKS[key]
    return Said(said, {name: value for name, value in values.items() if f"{{{name}}}" in said})


def with_names(text: str, cast: Cast) -> str:
    """The sentence with names in quotes where roles stood, so that it can be told without the rubric."""

    def named(found: re.Match[str]) -> str:
        word = found.group()
        if word in cast.variables:
            return f'"{cast.variables[word][1]}"'
        return f'"{cast.sprites[word]}"' if word in cast.sprites else word

    return _WORD.sub(named, text)


def retold(text: str, language: str) -> str:
    """A sentence that `with_names` wrote, in that language; as it stands where it does not read any more."""
    try:
        sentence = read_sentence(text, _WORD.findall(text))
    except NotUnderstoodError:
        return text
    return " ".join(said.say(language) for said in spoken(sentence, Cast()))
