"""What if says what a regrade then does, with people's marks and changes over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.rubric.load import load
from grader.rubric.loaded import LoadedRubric
from tests.kit.people import Cast
from tests.kit.projects import rubric_folder
from tests.worker.tuning.test_regrade import hand_in, harder, level, work
from worker.tuning.whatif import Girl, over

pytestmark = pytest.mark.usefixtures("tiny")


def stricter(tmp_path: Path, great: int = 3) -> LoadedRubric:
    """The same as `harder` puts into use, and not in use."""
    path = rubric_folder(tmp_path / "draft", version=2) / "rubric.yaml"
    text = path.read_text(encoding="utf-8").replace("{good: 1, great: 2}", f"{{good: {great - 1}, great: {great}}}")
    path.write_text(text, encoding="utf-8")
    return load(path)


def levels(girl: Girl) -> dict[str, str]:
    return {one.id: one.level for one in girl.moved.after.results}


@pytest.mark.parametrize("scripts", range(5))
def test_it_says_what_a_regrade_then_does(cast: Cast, tiny: Path, tmp_path: Path, scripts: int) -> None:
    store, given = cast.store, cast.give()
    submission = hand_in(cast, given, scripts, tiny)
    store.marks.mark(
        by="mentor", student=cast.sokha.id, assignment=given.id, criterion="friend", level="good",
        reason="", by_id=cast.channary.id,
    )  # fmt: skip
    (girl,) = over(store, given.id, stricter(tmp_path))
    assert (girl.student, girl.submission) == (cast.sokha.id, submission)
    assert level(cast, submission) == girl.moved.before.result("starts").level  # looking changes nothing
    folder = harder(cast, tmp_path)
    (made,) = store.tuning.regrade(given.id, cast.channary.id, "We look for more now.")
    work(cast, made, folder)
    assert level(cast, submission) == levels(girl)["starts"]
    assert level(cast, submission, "friend") == levels(girl)["friend"] == "good"


def test_the_try_that_counts_is_counted(cast: Cast, tiny: Path, tmp_path: Path) -> None:
    best, last = cast.give(), cast.give(counts="last")
    for given in (best, last):
        first, second = hand_in(cast, given, 3, tiny), hand_in(cast, given, 1, tiny)
        (girl,) = over(cast.store, given.id, stricter(tmp_path))
        assert girl.submission == (first if given is best else second)


def test_nobody_handed_in(cast: Cast, tmp_path: Path) -> None:
    assert over(cast.store, cast.give().id, stricter(tmp_path)) == ()
