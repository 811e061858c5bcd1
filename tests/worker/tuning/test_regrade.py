"""A regrade of an assignment: pressed twice it is one, nothing goes down by itself, and people's words stay."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest

from grader.grade import grade
from grader.report import to_json
from grader.rubric.load import load
from grader.upload import read
from tests.kit.people import Cast
from tests.kit.projects import project, rubric_folder
from tests.worker.conftest import keep_rubric
from worker.store.views import AssignmentView, Level

LEASE = timedelta(seconds=60)


@pytest.fixture
def given(cast: Cast, tiny: object) -> AssignmentView:
    del tiny
    return cast.give()


def hand_in(cast: Cast, given: AssignmentView, scripts: int, folder: Path) -> int:
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, project(scripts), "a.sb3")
    assert receipt.grading_id is not None
    work(cast, receipt.grading_id, folder)
    return receipt.submission_id


def work(cast: Cast, grading: int, folder: Path) -> None:
    """What a worker does."""
    claimed = cast.store.gradings.claim(grading, 1, lease=LEASE)
    assert claimed is not None
    data = cast.store.files.read(claimed.file_hash)
    report = grade(read(data, "a.sb3"), load(folder))
    assert cast.store.gradings.finish(claimed, to_json(report), engine="0", kind="sb3")


def harder(cast: Cast, tmp_path: Path, version: int = 2, great: int = 3) -> Path:
    """A version in use in which good and great begin later."""
    folder = rubric_folder(tmp_path / f"v{version}", version=version)
    path = folder / "rubric.yaml"
    text = path.read_text(encoding="utf-8").replace("{good: 1, great: 2}", f"{{good: {great - 1}, great: {great}}}")
    path.write_text(text, encoding="utf-8")
    return keep_rubric(cast.store, folder)


def level(cast: Cast, submission: int, criterion: str = "starts") -> str:
    found = cast.store.results.of(submission)
    assert found is not None
    return found.report.result(criterion).level


def test_pressed_twice_it_is_one(cast: Cast, given: AssignmentView, tiny: Path, tmp_path: Path) -> None:
    store = cast.store
    submission = hand_in(cast, given, 1, tiny)
    assert store.tuning.regrade(given.id, cast.channary.id) == ()  # these rules graded it already
    folder = harder(cast, tmp_path)
    assert store.tuning.standing(given.id).old == 1
    (made,) = store.tuning.regrade(given.id, cast.channary.id)
    assert store.tuning.regrade(given.id, cast.channary.id) == ()
    assert (store.tuning.standing(given.id).old, store.tuning.standing(given.id).waiting) == (0, 1)
    shown = store.gradings.grading_of(submission)
    assert shown is not None
    assert shown.regrading  # her page says that the old result is looked at again
    work(cast, made, folder)
    assert store.tuning.regrade(given.id, cast.channary.id) == ()
    assert store.tuning.standing(given.id).waiting == 0


def test_what_would_go_down_is_held_until_there_is_a_reason(
    cast: Cast, given: AssignmentView, tiny: Path, tmp_path: Path
) -> None:
    store = cast.store
    submission = hand_in(cast, given, 2, tiny)
    folder = harder(cast, tmp_path)
    (made,) = store.tuning.regrade(given.id, cast.channary.id)
    work(cast, made, folder)
    assert level(cast, submission) == "great"
    assert store.tuning.standing(given.id).held == (made,)
    assert store.tuning.regrade(given.id, cast.channary.id) == ()
    assert level(cast, submission) == "great"
    store.tuning.regrade(given.id, cast.channary.id, "We look for three scripts now.")
    assert level(cast, submission) == "good"
    assert store.tuning.standing(given.id).held == ()
    told = store.tuning.reason(made)
    assert told is not None
    assert told[0] == "We look for three scripts now."


def test_what_goes_up_goes_up_at_once_and_needs_no_reason(
    cast: Cast, given: AssignmentView, tiny: Path, tmp_path: Path
) -> None:
    del tiny
    strict = harder(cast, tmp_path)
    submission = hand_in(cast, given, 2, strict)
    assert level(cast, submission) == "good"
    kind = keep_rubric(cast.store, rubric_folder(tmp_path / "kind", version=3))
    (made,) = cast.store.tuning.regrade(given.id, cast.channary.id, "A reason that nobody needs.")
    work(cast, made, kind)
    assert level(cast, submission) == "great"
    assert cast.store.tuning.reason(made) is None


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(6))
def test_a_persons_mark_is_never_lost(cast: Cast, given: AssignmentView, tiny: Path, tmp_path: Path, seed: int) -> None:
    """Machine, person, regrade, publish and what-if in any order: what a person said last is what counts."""
    dice, store, folder, version = random.Random(seed), cast.store, tiny, 1  # noqa: S311 - no secret
    submission = hand_in(cast, given, 2, folder)
    waiting: list[int] = []
    mark: Level | None = None
    change: Level | None = None
    released = 0
    for _ in range(25):
        match dice.choice(("mark", "override", "publish", "regrade", "machine", "whatif")):
            case "mark":
                mark = dice.choice(("start", "good", "great"))
                store.marks.mark("mentor", cast.channary.id, cast.sokha.id, given.id, "friend", mark)
            case "override":
                change = dice.choice(("start", "good", "great", None))
                store.marks.override(submission, "starts", change, "I saw it.", cast.channary.id)
                released = 0
            case "publish":
                version += 1
                folder = harder(cast, tmp_path, version, great=dice.randint(2, 4))
            case "regrade":
                waiting += store.tuning.regrade(given.id, cast.channary.id)
            case "machine" if waiting:
                kept = store.gradings.grading(waiting[0])
                assert kept is not None
                work(cast, waiting.pop(0), tmp_path / f"v{kept.rubric_version}" / "module-1" / "tiny")
            case _:
                store.tuning.standing(given.id)
        assert level(cast, submission, "friend") == (mark or "waiting")
        if change is not None:
            assert level(cast, submission) == change
        reached = ("start", "good", "great").index(level(cast, submission))
        assert reached >= released  # by itself it never goes down
        released = reached
