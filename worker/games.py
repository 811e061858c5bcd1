"""A game, played: what comes of its plays, and pictures of it."""

from __future__ import annotations

import io
import logging
import time
import zipfile
from collections.abc import Iterator, Mapping

from grader.grade import fill
from grader.live import film, machine
from grader.live.bounds import RUN_SECONDS
from grader.live.play.lane import play_all
from grader.live.play.outcome import PlayOutcome, to_json
from grader.live.player import Player
from grader.report import Report
from grader.rubric.loaded import LoadedRubric
from grader.scratch.model import ScratchProject
from grader.scratch.write import write
from worker.lived import Lived
from worker.store.files import Files
from worker.store.live import CUT
from worker.store.live_pictures import NewPicture

log = logging.getLogger("kru.games")


def can_play() -> bool:
    """Whether this machine seems to have a player. It starts nothing: under a horse's limits Node may not start."""
    return machine.has_parts() and bool(machine.nodes())


def play(
    data: bytes,
    project: ScratchProject,
    loaded: LoadedRubric,
    report: Report,
    files: Files,
    choices: Mapping[str, str],
) -> Lived:
    """Play it. The player's processes end with this call, however it ends."""
    if not _is_saved(data):
        data = write(project)
    with Player() as player:
        outcome = _tried(data, project, loaded, player, choices)
        pictures = (*_film(files, player, data), *_strips(files, outcome))
    return Lived(fill(report, project, loaded, plays=outcome), to_json(outcome), pictures)


def _tried(
    data: bytes, project: ScratchProject, loaded: LoadedRubric, player: Player, choices: Mapping[str, str]
) -> PlayOutcome:
    """The plays. Runs that were cut early are run once more: what ended the engine may have come from outside."""
    begun = time.monotonic()
    outcome = play_all(data, project, loaded, player, choices)
    cut = any(one.reason == CUT for one in outcome.played.values())
    if cut and time.monotonic() - begun < RUN_SECONDS:
        outcome = play_all(data, project, loaded, player, choices)
    return outcome


def _is_saved(data: bytes) -> bool:
    """Whether these are the bytes that Scratch itself saves: an archive with the project at its top."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as saved:
            return "project.json" in saved.namelist()
    except zipfile.BadZipFile:
        return False


def _film(files: Files, player: Player, data: bytes) -> Iterator[NewPicture]:
    shot = film.of(player, data)
    if shot is not None:
        yield NewPicture(files.keep(shot.still), "start")
        if shot.moving is not None:
            yield NewPicture(files.keep(shot.moving), "film")


def _strips(files: Files, outcome: PlayOutcome) -> Iterator[NewPicture]:
    for criterion, played in outcome.played.items():
        for one in played.pictures:
            said = tuple({"sentence": said.sentence, "values": dict(said.values)} for said in one.caption)
            yield NewPicture(files.keep(one.png), "play", criterion, one.moment, said)
