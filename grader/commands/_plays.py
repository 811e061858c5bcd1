"""Plays for a whole batch: played by this process, before anything is graded; children of a batch start no engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from grader.language import N_, say

if TYPE_CHECKING:
    from grader.inputs import Item
    from grader.live.play.outcome import PlayOutcome
    from grader.live.player import Player
    from grader.rubric.loaded import LoadedRubric

Outcomes = Mapping[str, "PlayOutcome"]  # by the name of the item

LEFT_UNCHECKED = N_("Goals that are played are left unchecked. {why}")
NOT_PLAYED = N_("Its plays are not tried. {why}")
OFF = N_("Playing is switched off.")
option = click.option("--no-play", "off", is_flag=True, help="Do not play projects; what is played stays unchecked.")


def player(loaded: LoadedRubric, stack: ExitStack, language: str, sentence: str, *, off: bool = False) -> Player | None:
    """A player that ends with the stack; None, and why is said, where a rubric wants one and there is none."""
    from grader.live import parts
    from grader.live.play.lane import has_plays

    if not has_plays(loaded):
        return None
    status = parts.status()
    if off or status.state != "ready":
        why = OFF if off else status.says
        click.echo(say(sentence, language, why=say(why, language) if why else ""), err=True)
        return None
    from grader.live.player import Player as Real

    return stack.enter_context(Real())


def look(items: Sequence[Item], loaded: LoadedRubric, language: str, *, off: bool) -> Outcomes:
    """What comes of the plays of every Scratch project; nothing where the rubric has none."""
    from grader.live.play.lane import has_plays

    if not items or not has_plays(loaded):
        return {}
    with ExitStack() as stack:
        playing = player(loaded, stack, language, LEFT_UNCHECKED, off=off)
        play = record(loaded, playing)
        found = {item.name: _look(item, play) for item in items}
    return {name: outcome for name, outcome in found.items() if outcome is not None}


def record(loaded: LoadedRubric, playing: Player | None) -> Callable[[Any], PlayOutcome | None]:
    """How a project is played: None for what is no Scratch project."""
    from grader.live.play.lane import play_all
    from grader.scratch.model import ScratchProject
    from grader.scratch.write import write

    def play(project: Any, data: bytes | None = None) -> PlayOutcome | None:
        if not isinstance(project, ScratchProject):
            return None
        return play_all(data or write(project), project, loaded, playing, pictures=False)

    return play


def _look(item: Item, play: Callable[..., PlayOutcome | None]) -> PlayOutcome | None:
    from grader.inputs import read

    try:
        project = read(item)
        data = item.path.read_bytes() if item.path.suffix.lower() == ".sb3" else None
        return play(project, data)
    except Exception:  # noqa: BLE001 - why it cannot be read is told by the child that grades it
        return None
