"""A website, looked at in a browser: what its goals are answered by, and pictures of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from grader.grade import fill, recount
from grader.live import browser
from grader.live.rendering import evidence
from grader.live.rendering.evidence import Shot
from grader.live.rendering.model import Rendering
from grader.live.rendering.wanted import needs_browser
from grader.report import Report, from_json, to_json
from grader.rubric.loaded import LoadedRubric
from grader.website.model import Website
from worker.lived import Lived
from worker.store.files import Files
from worker.store.live import CUT
from worker.store.live_pictures import NewPicture

log = logging.getLogger("kru.sites")


def look(site: Website, loaded: LoadedRubric, report: Report, files: Files) -> Lived:
    """Look at it on a phone and on a laptop. The browser ends with this call, however it ends."""
    recordings = _seen(site, loaded)
    filled = fill(report, site, loaded, recordings)
    cut = any(isinstance(one, Rendering) and one.cut for one in recordings.values())
    return Lived(filled, _outcome(filled, loaded, cut=cut), tuple(_pictures(site, loaded, filled, recordings, files)))


def _seen(site: Website, loaded: LoadedRubric) -> Mapping[str, Any]:
    """What the browser saw. One that does not start is tried again: what ended it may have come from outside."""
    for left in (1, 0):
        try:
            with browser.Browser() as one:
                return one.recordings(site, loaded, pictures=True)
        except browser.NoBrowserError as trouble:
            log.warning("%s%s", trouble.sentence, " Once more." if left else "")
    return {}


def remembered(report: Report, loaded: LoadedRubric, outcome: Mapping[str, Any]) -> Report:
    """A new report of the same bytes under the same rubric, with what was seen of them before."""
    stored = to_json(report)
    kept = {name: one["result"] for name, one in outcome.items()}
    stored["results"] = [kept.get(one["id"], one) for one in stored["results"]]
    return recount(from_json(stored), loaded)


def _outcome(report: Report, loaded: LoadedRubric, *, cut: bool) -> dict[str, Any] | None:
    """What was seen of each goal that asked the browser. A gate that asks it is looked at each time anew."""
    if any(asked is not None and needs_browser(None, asked) for asked in loaded.gates_asked):
        return None
    stored = {one["id"]: one for one in to_json(report)["results"]}
    return {
        criterion.id: {
            "state": stored[criterion.id]["seen"],
            "reason": CUT if cut else stored[criterion.id]["seen_reason"],
            "choices": [],
            "result": stored[criterion.id],
        }
        for criterion in loaded.rubric.criteria
        if criterion.id in loaded.asked and needs_browser(criterion, loaded.asked[criterion.id])
    }


def _pictures(
    site: Website, loaded: LoadedRubric, report: Report, recordings: Mapping[str, Any], files: Files
) -> Iterator[NewPicture]:
    whole = next((one for one in recordings.values() if isinstance(one, Rendering)), None)
    if whole is None:
        return
    starter = loaded.starter if isinstance(loaded.starter, Website) else None
    try:
        shots = (*evidence.views(whole), *evidence.of_goals(site, loaded, report, recordings, starter))
    except (OSError, ValueError) as trouble:  # a picture that nobody can read costs no goal
        log.warning("no pictures of this site: %s", trouble)
        return
    for one in shots:
        yield _kept(one, files)


def _kept(shot: Shot, files: Files) -> NewPicture:
    said = tuple({"sentence": one.sentence, "values": dict(one.values)} for one in shot.caption)
    hashed = files.keep(shot.image)
    if shot.criterion:
        return NewPicture(hashed, "look", shot.criterion, shot.screen, said)
    return NewPicture(hashed, shot.screen, caption=said)
