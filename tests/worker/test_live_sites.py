"""Websites in the live lane: feedback first, what a browser sees later, once, whatever is killed; and what waited."""

from __future__ import annotations

import io
import os
import signal
import zipfile
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from grader.live.browser import can_look
from grader.live.rendering.processes import descendants
from grader.report import Report, from_json
from tests.kit.people import Cast
from tests.kit.plays import given_play
from tests.kit.projects import project
from tests.kit.queue import children_of, is_alive, running_service, settings_for, wait_until
from tests.kit.sites import ROW, WIDE, rendered_rubric, site
from tests.worker.test_plays import count_every_finish, finished
from worker import jobs, plays
from worker.privacy import privacy
from worker.queue import enqueuer
from worker.settings import Settings
from worker.store.leases import Ticket
from worker.waited import DONE, EVERY_SECONDS, SETTING, Waited

needs_browser = pytest.mark.skipif(not can_look(), reason="there is no browser here")
on_linux = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds processes through /proc")
ONE = pytest.mark.parametrize("cast", ["sqlite"], indirect=True)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path, play=True)


def graded(cast: Cast, settings: Settings, assignment: int, data: bytes) -> int:
    """Handed in and graded in the first lane."""
    receipt = cast.store.submissions.hand_in(cast.sokha.id, assignment, data, "a.zip")
    assert receipt.grading_id is not None
    assert jobs.run(cast.store, settings, receipt.grading_id, 1)
    return receipt.grading_id


def report(cast: Cast, grading: int) -> Report:
    found = cast.store.gradings.grading(grading)
    assert found is not None
    assert found.report is not None
    return from_json(found.report)


def seen(cast: Cast, grading: int) -> dict[str, str]:
    return {result.id: result.seen for result in report(cast, grading).results}


def submission_of(cast: Cast, grading: int) -> int:
    found = cast.store.gradings.grading(grading)
    assert found is not None
    return found.submission


@ONE
class TestTickets:
    """Rows; nothing is looked at."""

    def test_feedback_comes_first_and_the_browser_waits(
        self, cast: Cast, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(jobs, "can_look", lambda: True)
        grading = graded(cast, settings, rendered_rubric(cast, tmp_path / "r").id, site(ROW))
        assert seen(cast, grading) == {"title": "measured", "fits": "playing", "row": "playing"}
        assert not report(cast, grading).final
        assert cast.store.live.queued() == (Ticket(grading, 1, "play"),)

    def test_without_a_browser_it_is_told(
        self, cast: Cast, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(jobs, "can_look", lambda: False)
        grading = graded(cast, settings, rendered_rubric(cast, tmp_path / "r").id, site(ROW))
        result = report(cast, grading).result("fits")
        assert (result.level, result.reason) == ("unchecked", "needs a browser")
        assert cast.store.live.queued() == ()


@ONE
class TestWaited:
    """What was left unchecked, when the part is there."""

    def test_it_is_taken_up_once(
        self, cast: Cast, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(jobs, "can_look", lambda: False)
        given = rendered_rubric(cast, tmp_path / "r").id
        older = graded(cast, settings, given, site(ROW))
        newer = cast.store.gradings.again(submission_of(cast, older))
        assert jobs.run(cast.store, settings, newer, 1)
        graded(cast, settings_for(tmp_path), given_play(cast, tmp_path / "p").id, project(2))  # it needs the player
        here = {"needs the player": False, "needs a browser": False}
        time = [0.0]
        moment = [datetime(2026, 1, 1, tzinfo=UTC)]
        waited = Waited(cast.store, settings, lambda: here, lambda: time[0], lambda: moment[0])

        def later(seconds: float) -> int:
            time[0] += seconds
            moment[0] += timedelta(seconds=seconds)
            return waited.round()

        assert later(0) == 0
        here["needs a browser"] = True
        assert later(1) == 0  # not every second
        assert later(EVERY_SECONDS) == 1
        assert cast.store.live.queued() == (Ticket(newer, 1, "play"),)
        claimed = cast.store.live.claim(newer, 1, lease=timedelta(seconds=9))
        assert claimed is not None
        cast.store.live.finish(claimed, claimed.report, engine="e", outcome=None, pictures=())
        assert later(EVERY_SECONDS) == 0  # it is still unchecked, and had its turn
        later(1000)
        assert cast.store.settings.get(SETTING) == {"needs a browser": DONE}
        here["needs a browser"] = False
        later(EVERY_SECONDS)
        assert cast.store.settings.get(SETTING) == {}

    def test_a_file_that_is_gone_stays_as_it_was(
        self, cast: Cast, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(jobs, "can_look", lambda: False)
        grading = graded(cast, settings, rendered_rubric(cast, tmp_path / "r").id, site(ROW))
        before = report(cast, grading)
        assert cast.store.live.take_up("needs a browser", most=9) == (grading,)
        privacy.purge(cast.store, privacy.old(cast.store, days=-1))
        assert plays.run(cast.store, settings, grading, 1)
        assert report(cast, grading) == before


@ONE
@needs_browser
class TestLookedAt:
    """With the machine's browser, in this process."""

    def test_goals_are_filled_in_and_pictures_are_kept(self, cast: Cast, settings: Settings, tmp_path: Path) -> None:
        given = rendered_rubric(cast, tmp_path / "r").id
        grading = graded(cast, settings, given, site(WIDE, ROW))
        assert plays.run(cast.store, settings, grading, 1)
        assert not plays.run(cast.store, settings, grading, 1)
        found = report(cast, grading)
        assert {one.id: one.level for one in found.results} == {"title": "great", "fits": "start", "row": "great"}
        assert found.final
        submission = submission_of(cast, grading)
        pictures = cast.store.live_pictures.of(submission)
        assert Counter(one.what for one in pictures) == {"phone": 2, "laptop": 2, "look": 2}
        assert {(one.criterion, one.moment) for one in pictures if one.what == "look"} == {
            ("fits", "phone"),
            ("row", "laptop"),
        }
        assert all(one.say("en") and one.say("km") for one in pictures)
        fits = next(one for one in pictures if one.criterion == "fits")
        with Image.open(io.BytesIO(cast.store.live_pictures.bytes_of(submission, fits.id) or b"")) as shown:
            blue = [(r, g, b) for _, (r, g, b) in shown.convert("RGB").getcolors(1 << 20) or () if b > 180 and r < 90]
        assert blue  # a line is around what sticks out

        again = cast.store.gradings.again(submission)
        assert jobs.run(cast.store, settings, again, 1)
        assert report(cast, again).results == found.results  # the same bytes are not looked at again
        assert cast.store.live.queued() == ()

        privacy.export(cast.store, cast.sokha.id, tmp_path / "her.zip")
        with zipfile.ZipFile(tmp_path / "her.zip") as hers:
            assert sum(name.startswith("pictures/") for name in hers.namelist()) == len(pictures)
        privacy.delete(cast.store, cast.sokha.id)
        assert not [one for one in pictures if cast.store.files.has(one.file_hash)]


@needs_browser
@on_linux
@ONE
def test_whatever_is_killed_it_is_looked_at_once(cast: Cast, tmp_path: Path) -> None:
    """First the browser in the middle of a page; then the worker with its horse, and no browser is left."""
    given = rendered_rubric(cast, tmp_path / "r")
    count_every_finish(cast)
    settings = settings_for(tmp_path, play=True, play_seconds=8, lease_slack_seconds=2)
    with running_service(settings) as service:
        receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, site(ROW), "a.zip")
        assert receipt.grading_id is not None
        enqueuer(service.settings, cast.store.gradings.ticket)(receipt.grading_id)
        killed: list[int] = []
        all_seen: set[int] = set()

        def strike() -> None:
            service.look()
            worker = service.pids()["play 1"]
            horses = children_of(worker) if worker else []
            started = [pid for horse in horses for pid in descendants(horse)]
            all_seen.update(started)
            browsers = [pid for pid in started if is_browser(pid) and pid not in killed]
            if not browsers or len(killed) > 1:
                return
            for pid in browsers[:1] if not killed else (worker, *horses):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                killed.append(pid)

        def is_over() -> bool:
            found = cast.store.gradings.grading(receipt.grading_id or 0)
            return found is not None and found.state == "done" and not cast.store.live.waits(found.id)

        wait_until(is_over, "it is looked at", seconds=90, meanwhile=strike)
        assert len(killed) > 1, report(cast, receipt.grading_id)
        wait_until(
            lambda: not [pid for pid in all_seen if is_alive(pid)],
            "no browser is left",
            seconds=10,
            meanwhile=service.look,
        )
    assert {one.level for one in report(cast, receipt.grading_id).results} == {"great"}
    assert finished(cast) == [receipt.grading_id]


def is_browser(pid: int) -> bool:
    """The browser itself, none of its own helpers."""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return b"chrom" in words[0] and not any(word.startswith(b"--type=") for word in words)
    return False
