"""The sentences of a play must be understood; every one that is not is told at its word, with the nearest that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.check import Check
from grader.live.play.check import CHECK
from grader.live.play.read import SENTENCES, Mistake, read
from grader.rubric import nodes
from grader.rubric.model import Thresholds
from grader.rubric.patterns import place
from grader.rubric.problems import OF_PLAY, Problem, SourceFile, closest
from grader.rubric.sense import Part


def look(file: SourceFile, part: Part) -> Check[Any, Any]:
    """Note what keeps a play from being tried; gives the check that asks it."""
    node = part.node.get("play")
    if isinstance(node, nodes.Mapping):
        play, mistakes = read(plain(node.value))
        for mistake in mistakes:
            _note(file, node, mistake)
        levels = part.value.levels
        if isinstance(levels, Thresholds) and not part.value.at_most and levels.great > len(play.then) > 0:
            spot = nodes.follow(part.node, ("levels", "great"))[0].spot
            file.note(spot, f"{OF_PLAY}play-levels", name=str(len(play.then)))
    return CHECK


def plain(value: Any) -> Any:
    """The values of nodes that lie inside each other."""
    if isinstance(value, (nodes.Mapping, nodes.Sequence, nodes.Scalar)):
        return plain(value.value)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return tuple(map(plain, value)) if isinstance(value, tuple) else value


def _note(file: SourceFile, play: nodes.Mapping, mistake: Mistake) -> None:
    node, key = nodes.follow(play, mistake.path)
    spot = node.spot
    if mistake.offset < 0 and key is not None:
        spot = key.spot
    elif isinstance(node, nodes.Scalar):
        owner = file.packs.get(spot.pack, file)
        spot = place(owner, node, 1, 1 + max(0, mistake.offset))
    elif key is None and not mistake.path:
        spot = play.spot
    owner = file.packs.get(spot.pack, file)
    guess = mistake.guess or (closest(mistake.name, mistake.allowed) if mistake.name else None)
    message = f"{OF_PLAY}{mistake.key}" if mistake.key in SENTENCES else mistake.key
    values = {"name": mistake.name}
    file.problems.append(
        Problem(owner.name, spot.line, spot.column, owner.line(spot.line), message, values, guess, mistake.allowed)
    )
