"""A rubric's file is live: a good change is used for the next hand-in, another one is explained and waits."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.kit.people import Cast
from tests.kit.projects import rubric_folder
from tests.kit.queue import settings_for, wait_until
from worker.rubrics import Shelf, Watch
from worker.settings import Settings
from worker.store import Store

pytestmark = pytest.mark.parametrize("cast", ["sqlite"], indirect=True)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path)


@pytest.fixture
def watch(store: Store, settings: Settings) -> Watch:
    return Watch(store, settings)


def version(store: Store) -> int | None:
    loaded = Shelf(store).get("tiny")
    return loaded and loaded.rubric.version


def problem(store: Store) -> str:
    (only,) = Shelf(store).problems()
    return only.text


def test_a_good_file_is_used(store: Store, settings: Settings, watch: Watch) -> None:
    rubric_folder(settings.shipped_rubrics)
    assert version(store) is None
    watch.settle()
    assert version(store) == 1
    assert Shelf(store).problems() == ()
    assert [one.rubric.id for one in Shelf(store).all()] == ["tiny"]


def test_a_good_change_is_used_for_the_next_hand_in(cast: Cast, store: Store, settings: Settings, watch: Watch) -> None:
    rubric_folder(settings.shipped_rubrics)
    watch.settle()
    given = cast.give()
    first = store.submissions.hand_in(cast.sokha.id, given.id, b"1", "a.sb3")
    rubric_folder(settings.shipped_rubrics, version=2, points=6)
    watch.settle()
    second = store.submissions.hand_in(cast.sokha.id, given.id, b"2", "a.sb3")
    versions = [store.gradings.grading(one.grading_id or 0).rubric_version for one in (first, second)]  # type: ignore[union-attr]
    assert versions == [1, 2]


def test_a_mistake_keeps_the_last_good_one_and_is_explained(store: Store, settings: Settings, watch: Watch) -> None:
    folder = rubric_folder(settings.shipped_rubrics)
    watch.settle()
    path = folder / "rubric.yaml"
    good = path.read_text("utf-8")
    path.write_text(good.replace("points: 4", "pionts: 4"), "utf-8")
    watch.settle()
    assert version(store) == 1
    assert "rubric.yaml:" in problem(store)
    assert "points" in problem(store)
    path.write_text(good.replace("Something starts", "Something begins"), "utf-8")
    watch.settle()
    assert Shelf(store).problems() == ()
    assert Shelf(store).get("tiny").rubric.criterion("starts").title.say("en") == "Something begins"  # type: ignore[union-attr]


def test_a_failing_example_keeps_the_last_good_one(store: Store, settings: Settings, watch: Watch) -> None:
    rubric_folder(settings.shipped_rubrics)
    watch.settle()
    rubric_folder(settings.shipped_rubrics, version=2, points=6, expect="start")
    watch.settle()
    assert version(store) == 1
    assert "two.blocks" in problem(store)


def test_other_points_need_another_version(store: Store, settings: Settings, watch: Watch) -> None:
    rubric_folder(settings.shipped_rubrics, version=3)
    watch.settle()
    rubric_folder(settings.shipped_rubrics, version=3, points=6)
    watch.settle()
    assert version(store) == 3
    assert Shelf(store).get("tiny").rubric.points == 6  # type: ignore[union-attr]
    assert "Raise `version` to 4" in problem(store)
    (said,) = Shelf(store).problems()
    assert "version" in said.say("km")
    rubric_folder(settings.shipped_rubrics, version=4, points=6)
    watch.settle()
    assert version(store) == 4


def test_going_back_to_an_old_version_is_going_back(store: Store, settings: Settings, watch: Watch) -> None:
    for number, points in ((1, 4), (2, 6), (1, 4)):
        rubric_folder(settings.shipped_rubrics, version=number, points=points)
        watch.settle()
        assert version(store) == number


def test_a_clubs_own_stands_in_for_a_shipped_one(store: Store, settings: Settings, watch: Watch) -> None:
    rubric_folder(settings.shipped_rubrics)
    own = rubric_folder(settings.own_rubrics, version=2, points=8)
    watch.settle()
    assert version(store) == 2
    shutil.rmtree(own)
    watch.settle()
    assert version(store) == 1


def test_what_lost_its_folder_is_offered_no_more_and_still_grades(
    cast: Cast, store: Store, settings: Settings, watch: Watch
) -> None:
    folder = rubric_folder(settings.shipped_rubrics)
    watch.settle()
    given = cast.give()
    shutil.rmtree(folder)
    watch.settle()
    assert Shelf(store).all() == ()
    assert version(store) == 1
    assert store.submissions.hand_in(cast.sokha.id, given.id, b"1", "a.sb3").grading_id


def test_what_did_not_change_is_not_tried_again(
    store: Store, settings: Settings, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = rubric_folder(settings.shipped_rubrics)
    watch.settle()
    tried: list[Path] = []
    monkeypatch.setattr("worker.rubrics.consider", lambda _store, _settings, folder: tried.append(folder))
    Watch(store, settings).settle()  # as after a restart
    assert tried == []
    os.utime(folder / "rubric.yaml", (1, 1))
    watch.settle()
    assert tried == [folder]


def test_a_changed_pack_is_a_changed_rubric(store: Store, settings: Settings, watch: Watch) -> None:
    rubric_folder(settings.shipped_rubrics)
    watch.settle()
    packs = settings.own_rubrics / "packs"
    packs.mkdir(parents=True)
    (packs / "new.yaml").write_text("pack: new\n", "utf-8")
    assert [one.name for one in watch._changed()] == ["tiny"]


def test_the_watch_never_waits_for_a_trial(store: Store, settings: Settings, watch: Watch) -> None:
    rubric_folder(settings.shipped_rubrics)
    wait_until(lambda: version(store) == 1, "the rubric is in use", seconds=60, meanwhile=watch.tick)
    watch.stop()


def test_a_trial_that_does_not_end_is_stopped_and_told(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    rubric_folder(settings.shipped_rubrics)
    monkeypatch.setattr("grader.rubric.trial.test", lambda _loaded: os.read(os.pipe()[0], 1))
    watch = Watch(store, settings, trial_seconds=0.2)
    wait_until(lambda: Shelf(store).problems(), "it is told", seconds=60, meanwhile=watch.tick)
    assert "took too long" in problem(store)
    watch.stop()
