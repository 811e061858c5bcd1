"""What the worker of the queue `play` does: play a project, fill in its report, keep pictures of it.

`play` is the only other function that a queue can name. The player's processes end with it, however it ends.
"""

from __future__ import annotations

import io
import logging
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace

from grader.grade import look, recount
from grader.live import camera, machine
from grader.live.bounds import RUN_SECONDS, CutError, LoadError, MissingError
from grader.live.play.lane import has_plays, play_all
from grader.live.play.outcome import PlayOutcome
from grader.live.play.outcome import to_json as outcome_to_json
from grader.live.player import Player
from grader.report import ENGINE, from_json, to_json
from grader.rubric.loaded import LoadedRubric
from grader.scratch.model import ScratchProject
from grader.scratch.write import write
from grader.upload import read
from grader.upload.limits import STANDARD
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store.files import Files
from worker.store.frozen import thaw_for_grading
from worker.store.live import CUT, ToPlay
from worker.store.live_pictures import NewPicture

log = logging.getLogger("kru.plays")

FIRST_LOOK = 1.0  # seconds after the flag: by then a game has set itself up
SMALL = camera.WIDTH / 480


def can_play() -> bool:
    """Whether this machine seems to have a player. It starts nothing: under a horse's limits Node may not start."""
    return machine.has_parts() and bool(machine.nodes())


def play(grading: int, job_attempt: int) -> None:
    """The job."""
    settings = Settings.from_env()
    store = open_store(settings.database_url, settings.files)
    try:
        run(store, settings, grading, job_attempt)
    finally:
        store.close()


def run(store: Store, settings: Settings, grading: int, job_attempt: int) -> bool:
    """Play it in this process. Whether it was this call that wrote the result."""
    claimed = store.live.claim(grading, job_attempt, lease=settings.play_lease)
    if claimed is None:
        return False
    try:
        return _play(store, settings, claimed)
    except BaseException:
        store.live.lost(grading, job_attempt)
        raise


def _play(store: Store, settings: Settings, claimed: ToPlay) -> bool:
    found = store.rubrics.kept(claimed.kept_rubric)
    if found is None:
        raise LookupError(claimed.kept_rubric)
    loaded = thaw_for_grading(found.resolved, store.files)
    data = store.files.read(claimed.file_hash)
    project = read(data, claimed.file_name, replace(STANDARD, upload=settings.upload_bytes))
    if not isinstance(project, ScratchProject):
        raise TypeError(claimed.file_hash)
    if not _is_saved(data):
        data = write(project)
    with Player() as player:
        outcome = _tried(data, project, loaded, player, claimed.choices)
        pictures = (*_film(store.files, player, data), *_strips(store.files, outcome))
    report = from_json(claimed.report)
    if has_plays(loaded):
        seen = {one.id: look(project, loaded, one, plays=outcome) for one in loaded.rubric.criteria if one.play}
        results = tuple(seen.get(result.id, result) for result in report.results)
        report = recount(replace(report, results=results), loaded)
    left = store.live.finish(
        claimed, to_json(report), engine=ENGINE, outcome=outcome_to_json(outcome), pictures=pictures
    )
    for name in left or ():
        store.files.delete(name)
    return left is not None


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


def _film(files: Files, player: Player, data: bytes) -> tuple[NewPicture, ...]:
    """The stage a second after the flag, and three seconds that move; nothing for what cannot be run."""
    try:
        game = player.open(data)
        game.start()
        game.green_flag()
        game.wait(FIRST_LOOK)
        first = game.picture()
        looks = [game.picture(SMALL)]
        while len(looks) < camera.LONGEST:
            game.wait(1 / camera.A_SECOND)
            looks.append(game.picture(SMALL))
    except (CutError, LoadError, MissingError, RuntimeError, OSError) as trouble:
        log.info("no pictures of this project: %s", type(trouble).__name__)
        return ()
    still = NewPicture(files.keep(first), "start")
    if len(set(looks)) == 1:
        return (still,)
    return still, NewPicture(files.keep(camera.gif(looks)), "film")


def _strips(files: Files, outcome: PlayOutcome) -> Iterator[NewPicture]:
    for criterion, played in outcome.played.items():
        for one in played.pictures:
            said = tuple({"sentence": said.sentence, "values": dict(said.values)} for said in one.caption)
            yield NewPicture(files.keep(one.png), "play", criterion, one.moment, said)
