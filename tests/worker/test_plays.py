"""The lane in which projects are played: feedback first, what is played later, once, whatever is killed."""

from __future__ import annotations

import io
import os
import signal
import zipfile
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import text

from grader.live.camera import MOST_BYTES
from grader.live.rendering.processes import descendants
from grader.report import Report, Result, from_json
from tests.kit.people import Cast
from tests.kit.plays import MOVING, STILL, TWO, game, given_play, played_rubric
from tests.kit.projects import project
from tests.kit.queue import children_of, is_alive, running_service, settings_for, wait_until
from tests.worker.conftest import keep_rubric
from worker import games, jobs, plays
from worker.privacy import privacy
from worker.queue import enqueuer
from worker.settings import Settings
from worker.store.leases import LEASES, Ticket

needs_player = pytest.mark.skipif(not games.can_play(), reason="the player's parts are not here")
on_linux = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds processes through /proc")
ONE = pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
LEASE = timedelta(seconds=60)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path, play=True)


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were a player: for what is about tickets alone."""
    monkeypatch.setattr(jobs, "can_play", lambda: True)


def graded(cast: Cast, settings: Settings, assignment: int, data: bytes) -> int:
    """Handed in and graded in the first lane."""
    receipt = cast.store.submissions.hand_in(cast.sokha.id, assignment, data, "a.sb3")
    assert receipt.grading_id is not None
    assert jobs.run(cast.store, settings, receipt.grading_id, 1)
    return receipt.grading_id


def report(cast: Cast, grading: int) -> Report:
    found = cast.store.gradings.grading(grading)
    assert found is not None
    assert found.report is not None
    return from_json(found.report)


def moves(cast: Cast, grading: int) -> Result:
    return report(cast, grading).result("moves")


@pytest.mark.usefixtures("sure")
class TestTickets:
    """Rows and leases; nothing is played."""

    def test_feedback_comes_first_and_the_play_waits(self, cast: Cast, settings: Settings, tmp_path: Path) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, project(2))
        found = report(cast, grading)
        assert (found.result("starts").level, found.result("moves").seen) == ("great", "playing")
        assert cast.store.live.queued() == (Ticket(grading, 1, "play"),)
        assert cast.store.live.waits(grading)

    def test_where_playing_is_off_nothing_waits(self, cast: Cast, tmp_path: Path) -> None:
        grading = graded(cast, settings_for(tmp_path), given_play(cast, tmp_path / "r").id, project(2))
        assert moves(cast, grading).seen == "unchecked"
        assert cast.store.live.queued() == ()

    def test_a_claim_is_for_one(self, cast: Cast, settings: Settings, tmp_path: Path) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, project(2))
        assert cast.store.live.claim(grading, 1, lease=LEASE) is not None
        assert cast.store.live.claim(grading, 1, lease=LEASE) is None

    def test_what_comes_late_changes_nothing(self, cast: Cast, settings: Settings, tmp_path: Path) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, project(2))
        claimed = cast.store.live.claim(grading, 1, lease=LEASE)
        assert claimed is not None
        assert cast.store.live.lost(grading, 1) == Ticket(grading, 2, "play")
        late = {**claimed.report, "results": []}
        assert cast.store.live.finish(claimed, late, engine="e", outcome=None, pictures=()) is None
        assert moves(cast, grading).seen == "playing"

    def test_an_expired_lease_is_a_new_ticket(self, cast: Cast, settings: Settings, tmp_path: Path) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, project(2))
        cast.store.live.claim(grading, 1, lease=timedelta(seconds=-1))
        assert cast.store.live.expired(LEASE) == (Ticket(grading, 2, "play"),)

    def test_what_nobody_can_play_waits_for_a_person(self, cast: Cast, settings: Settings, tmp_path: Path) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, project(2))
        for attempt in range(1, LEASES + 1):
            assert cast.store.live.claim(grading, attempt, lease=LEASE) is not None
            cast.store.live.lost(grading, attempt)
        result = moves(cast, grading)
        assert (result.seen, result.reason, result.values["why"]) == ("person", "person", "cut")
        assert report(cast, grading).result("starts").level == "great"
        assert not cast.store.live.waits(grading)

    def test_a_choice_of_a_mentor_is_kept_and_played_again(
        self, cast: Cast, settings: Settings, tmp_path: Path
    ) -> None:
        given = given_play(cast, tmp_path / "r").id
        grading = graded(cast, settings, given, project(2))
        claimed = cast.store.live.claim(grading, 1, lease=LEASE)
        assert claimed is not None
        cast.store.live.finish(claimed, claimed.report, engine="e", outcome={}, pictures=())
        assert cast.store.live.choose(claimed.submission, "moves.player", "Cup", mentor=cast.channary.id) == (grading,)
        again = cast.store.live.claim(grading, 2, lease=LEASE)
        assert again is not None
        assert again.choices == {"moves.player": "Cup"}
        later = graded(cast, settings, given, project(3))
        next_try = cast.store.live.claim(later, 1, lease=LEASE)
        assert next_try is not None
        assert next_try.choices == {"moves.player": "Cup"}


@needs_player
class TestPlayed:
    """With the real player, in this process."""

    def test_a_game_is_played_and_its_pictures_are_kept(self, cast: Cast, settings: Settings, tmp_path: Path) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, game())
        assert plays.run(cast.store, settings, grading, 1)
        assert not plays.run(cast.store, settings, grading, 1)
        assert moves(cast, grading).level == "great"
        view = cast.store.gradings.grading(grading)
        assert view is not None
        assert view.share is not None
        pictures = cast.store.live_pictures.of(view.submission)
        assert Counter(one.what for one in pictures) == {"start": 1, "play": 3}
        assert [one.moment for one in pictures if one.what == "play"] == ["before", "at", "after"]
        assert all(one.say("en") and one.say("km") for one in pictures if one.what == "play")

    def test_a_game_that_does_not_move_is_told_so(self, cast: Cast, settings: Settings, tmp_path: Path) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, game(STILL))
        assert plays.run(cast.store, settings, grading, 1)
        result = moves(cast, grading)
        assert (result.seen, result.level) == ("measured", "start")
        view = cast.store.gradings.grading(grading)
        assert view is not None
        pictures = cast.store.live_pictures.of(view.submission)
        film = next(one for one in pictures if one.what == "film")
        data = cast.store.live_pictures.bytes_of(view.submission, film.id) or b""
        assert data.startswith(b"GIF8")
        assert len(data) <= MOST_BYTES
        with Image.open(io.BytesIO(data)) as moving:
            assert getattr(moving, "n_frames", 1) > 1

    def test_a_bare_project_is_played_too(self, cast: Cast, settings: Settings, tmp_path: Path) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, project(2))
        assert plays.run(cast.store, settings, grading, 1)
        assert moves(cast, grading).seen == "measured"

    def test_what_is_known_is_not_played_again(self, cast: Cast, settings: Settings, tmp_path: Path) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, game())
        assert plays.run(cast.store, settings, grading, 1)
        view = cast.store.gradings.grading(grading)
        assert view is not None
        again = cast.store.gradings.again(view.submission)
        assert jobs.run(cast.store, settings, again, 1)
        assert moves(cast, again).level == "great"
        assert cast.store.live.queued() == ()

    def test_a_regrade_is_not_held_back_for_what_is_yet_to_be_played(
        self, cast: Cast, settings: Settings, tmp_path: Path
    ) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, game())
        assert plays.run(cast.store, settings, grading, 1)
        view = cast.store.gradings.grading(grading)
        assert view is not None
        path = played_rubric(cast, tmp_path / "r", version=2) / "rubric.yaml"
        path.write_text(path.read_text("utf-8").replace("at least 20", "at least 10"), "utf-8")
        keep_rubric(cast.store, path.parent)
        again = cast.store.gradings.again(view.submission)
        assert jobs.run(cast.store, settings, again, 1)
        shown = cast.store.gradings.grading_of(view.submission)
        assert shown is not None
        assert shown.id == grading  # she goes on reading what she had
        assert plays.run(cast.store, settings, again, 1)
        shown = cast.store.gradings.grading_of(view.submission)
        assert shown is not None
        assert (shown.id, shown.state) == (again, "done")
        assert moves(cast, again).level == "great"

    def test_two_that_could_be_it_wait_until_a_mentor_chooses(
        self, cast: Cast, settings: Settings, tmp_path: Path
    ) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, game(TWO))
        assert plays.run(cast.store, settings, grading, 1)
        result = moves(cast, grading)
        assert (result.seen, result.values["why"]) == ("person", "candidates")
        (asked,) = cast.store.live.asks(grading)
        assert (asked.criterion, asked.key, set(asked.names)) == ("moves", "moves.player", {"Bowl", "Cup"})
        view = cast.store.gradings.grading(grading)
        assert view is not None
        cast.store.live.choose(view.submission, "moves.player", "Cup", mentor=cast.channary.id)
        assert plays.run(cast.store, settings, grading, 2)
        assert moves(cast, grading).level == "great"

    def test_pictures_go_with_her(self, cast: Cast, settings: Settings, tmp_path: Path) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, game())
        assert plays.run(cast.store, settings, grading, 1)
        view = cast.store.gradings.grading(grading)
        assert view is not None
        pictures = cast.store.live_pictures.of(view.submission)
        privacy.export(cast.store, cast.sokha.id, tmp_path / "her.zip")
        with zipfile.ZipFile(tmp_path / "her.zip") as found:
            assert sum(name.startswith("pictures/") for name in found.namelist()) == len(pictures)
        privacy.delete(cast.store, cast.sokha.id)
        assert not [one for one in pictures if cast.store.files.has(one.file_hash)]

    def test_pictures_go_with_old_files(self, cast: Cast, settings: Settings, tmp_path: Path) -> None:
        grading = graded(cast, settings, given_play(cast, tmp_path / "r").id, game())
        assert plays.run(cast.store, settings, grading, 1)
        view = cast.store.gradings.grading(grading)
        assert view is not None
        before = cast.store.live_pictures.of(view.submission)
        privacy.purge(cast.store, privacy.old(cast.store, days=-1))
        assert before
        assert cast.store.live_pictures.of(view.submission) == ()


def count_every_finish(cast: Cast) -> None:
    with cast.store.database.write() as session:
        session.execute(text("CREATE TABLE was_played (grading INTEGER)"))
        session.execute(
            text(
                "CREATE TRIGGER count_played AFTER UPDATE OF state ON live WHEN NEW.state = 'done' "
                "BEGIN INSERT INTO was_played VALUES (NEW.grading_id); END"
            )
        )


def finished(cast: Cast) -> list[int]:
    """The gradings whose live work ended, once for every end."""
    with cast.store.database.read() as session:
        return list(session.execute(text("SELECT grading FROM was_played")).scalars())


@needs_player
@on_linux
@ONE
@pytest.mark.parametrize("victim", ["node", "horse", "worker"])
def test_whatever_is_killed_it_is_played_once(cast: Cast, tmp_path: Path, victim: str) -> None:
    given = given_play(cast, tmp_path / "r")
    count_every_finish(cast)
    # A worker that is gone with its horse is found out by the lease alone.
    settings = settings_for(tmp_path, play=True, play_seconds=20, lease_slack_seconds=2)
    with running_service(settings) as service:
        receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, game(MOVING), "a.sb3")
        assert receipt.grading_id is not None
        enqueuer(service.settings, cast.store.gradings.ticket)(receipt.grading_id)
        killed: list[int] = []
        seen: set[int] = set()

        def strike() -> None:
            service.look()
            worker = service.pids()["play 1"]
            horses = children_of(worker) if worker else []
            engines = [pid for horse in horses for pid in descendants(horse)]
            seen.update(engines)
            if killed or not engines:
                return
            chosen = {"node": engines, "horse": horses, "worker": [worker, *horses]}[victim]
            for pid in chosen:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            killed.extend(chosen)

        def is_over() -> Any:
            found = cast.store.gradings.grading(receipt.grading_id or 0)
            return found is not None and found.state == "done" and not cast.store.live.waits(found.id)

        wait_until(is_over, "it is played", seconds=90, meanwhile=strike)
        assert killed
    assert moves(cast, receipt.grading_id).level == "great"
    assert finished(cast) == [receipt.grading_id]
    assert [pid for pid in seen if is_alive(pid)] == []
