"""What people say: every mark is kept, the right one counts, and no machine changes any."""

from __future__ import annotations

import random
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from grader.grade import grade
from grader.report import to_json
from grader.rubric.load import load
from grader.upload import read
from tests.kit.people import Cast
from tests.kit.projects import project, rubric_folder
from worker.store import StoreError
from worker.store import models as m
from worker.store.standing import counting_marks
from worker.store.views import AssignmentView
from worker.tuning.whatif import over

LEASE = timedelta(seconds=60)


def mark(number: int, level: str | None, by: str = "mentor", by_id: int = 1, criterion: str = "friend") -> m.Mark:
    return m.Mark(id=number, criterion=criterion, level=level, by=by, by_id=by_id)


@pytest.mark.parametrize(
    ("marks", "counts"),
    [
        ([mark(1, "good"), mark(2, "great")], "great"),  # of one person the latest
        ([mark(1, "good", by_id=1), mark(2, "start", by_id=2)], "start"),  # of mentors' the latest
        ([mark(1, "great", "lead", 9), mark(2, "start", by_id=2)], "great"),  # unless a lead sets one
        ([mark(1, "start", "peer", 1), mark(2, "great", "peer", 2)], "start"),  # of peers' the lower median
        ([mark(n, level, "peer", n) for n, level in enumerate(["great", "good", "start"], 1)], "good"),
        ([mark(n, level, "peer", n) for n, level in enumerate(["great", "great", "good", "start"], 1)], "good"),
        ([mark(1, "great", "self", 5)], "great"),  # of self hers
        ([mark(1, "start"), mark(2, "great", "peer", 2), mark(3, "great", "self", 3)], "start"),  # a mentor outranks
        ([mark(1, "great"), mark(2, None)], None),  # taken back
        ([mark(1, "great", "lead", 9), mark(2, "good", by_id=2), mark(3, None, "lead", 9)], "good"),
        ([mark(2, "great"), mark(1, "good")], "great"),  # the order of rows does not matter
    ],
)
def test_which_mark_counts(marks: list[m.Mark], counts: str | None) -> None:
    assert counting_marks(marks).get("friend") == counts


@pytest.fixture
def given(cast: Cast, tiny: object) -> AssignmentView:
    del tiny
    return cast.give()


def graded(cast: Cast, given: AssignmentView, scripts: int, folder: object) -> int:
    """A try with so many scripts, graded; the submission."""
    data = project(scripts)
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, data, "a.sb3")
    assert receipt.grading_id is not None
    claimed = cast.store.gradings.claim(receipt.grading_id, 1, lease=LEASE)
    assert claimed is not None
    report = grade(read(data), load(rubric_folder(folder)))  # type: ignore[arg-type]
    cast.store.gradings.finish(claimed, to_json(report), engine="0", kind="sb3")
    return receipt.submission_id


def test_a_mark_goes_with_her_to_later_tries(cast: Cast, given: AssignmentView, tmp_path: object) -> None:
    first = graded(cast, given, 1, tmp_path)
    cast.store.marks.mark("mentor", cast.channary.id, cast.sokha.id, given.id, "friend", "great", "She changed it")
    second = graded(cast, given, 2, tmp_path)
    for submission, points in ((first, Fraction(44, 10)), (second, Fraction(6))):
        result = cast.store.results.of(submission)
        assert result is not None
        assert (result.report.points, result.report.of) == (points, Fraction(6))
        assert result.report.result("friend").level == "great"
    assert cast.store.marks.counting(cast.sokha.id, given.id) == {"friend": "great"}
    assert cast.store.marks.marks(cast.dara.id, given.id) == ()


def test_a_change_of_a_level_belongs_to_its_try_and_survives_a_regrade(
    cast: Cast, given: AssignmentView, tmp_path: object
) -> None:
    first = graded(cast, given, 1, tmp_path)
    cast.store.marks.override(first, "starts", "great", "She showed me the second script", cast.channary.id)
    again = cast.store.gradings.again(first)
    claimed = cast.store.gradings.claim(again, 1, lease=LEASE)
    assert claimed is not None
    report = grade(read(project(1)), load(rubric_folder(tmp_path)))  # type: ignore[arg-type]
    cast.store.gradings.finish(claimed, to_json(report), engine="0", kind="sb3")
    result = cast.store.results.of(first)
    assert result is not None
    assert result.grading.id == again
    assert result.report.result("starts").level == "great"
    assert result.grading.share == 1
    second = graded(cast, given, 3, tmp_path)
    assert cast.store.marks.overrides(second) == ()
    (kept,) = cast.store.marks.overrides(first)
    assert (kept.level, kept.reason, kept.mentor) == ("great", "She showed me the second script", cast.channary.id)


def test_a_change_can_be_taken_back(cast: Cast, given: AssignmentView, tmp_path: object) -> None:
    first = graded(cast, given, 1, tmp_path)
    cast.store.marks.override(first, "starts", "great", "By mistake", cast.channary.id)
    cast.store.marks.override(first, "starts", None, "It was another girl", cast.channary.id)
    assert cast.store.marks.overrides(first) == ()
    assert cast.store.results.of(first).report.result("starts").level == "good"  # type: ignore[union-attr]


def test_a_change_can_make_another_try_count(cast: Cast, given: AssignmentView, tmp_path: object) -> None:
    first, second = graded(cast, given, 1, tmp_path), graded(cast, given, 2, tmp_path)
    assert cast.store.submissions.counting_try(cast.sokha.id, given.id).submission.id == second  # type: ignore[union-attr]
    cast.store.marks.override(second, "starts", "start", "These scripts are her sister's", cast.channary.id)
    assert cast.store.submissions.counting_try(cast.sokha.id, given.id).submission.id == first  # type: ignore[union-attr]


def test_whatever_happens_in_whatever_order_a_mark_is_never_lost(
    cast: Cast, given: AssignmentView, tmp_path: object
) -> None:
    dice = random.Random(7)  # noqa: S311 - a die, not a key
    harder = rubric_folder(Path(str(tmp_path), "harder"), version=2, points=8)
    said: dict[int, str] = {}
    tries = 0
    for _ in range(40):
        what = dice.choice(["try", "mark", "regrade", "override", "what-if", "draft"])
        if what == "try" or not tries:
            tries += 1
            graded(cast, given, tries, tmp_path)
        elif what == "mark":
            level = dice.choice(["start", "good", "great"])
            who = dice.choice([cast.channary.id, cast.vanna.id])
            row = cast.store.marks.mark("mentor", who, cast.sokha.id, given.id, "friend", level)  # type: ignore[arg-type]
            said[row.id] = level
        elif what == "override":
            newest = cast.store.submissions.tries(cast.sokha.id, given.id)[-1].submission.id
            cast.store.marks.override(newest, "starts", "good", "So it is", cast.channary.id)
        elif what == "what-if":
            assert [girl.student for girl in over(cast.store, given.id, load(harder))] == [cast.sokha.id]
        elif what == "draft":
            cast.store.tuning.save("tiny", cast.channary.id, f"# not ready, {tries}")
        else:
            newest = cast.store.submissions.tries(cast.sokha.id, given.id)[-1].submission.id
            again = cast.store.gradings.again(newest)
            claimed = cast.store.gradings.claim(again, 1, lease=LEASE)
            assert claimed is not None
            report = grade(read(project(tries)), load(rubric_folder(tmp_path)))  # type: ignore[arg-type]
            cast.store.gradings.finish(claimed, to_json(report), engine="0", kind="sb3")
        kept = {one.id: one.level for one in cast.store.marks.marks(cast.sokha.id, given.id)}
        assert kept == said
        if said:
            assert cast.store.marks.counting(cast.sokha.id, given.id) == {"friend": said[max(said)]}
        for one in cast.store.submissions.tries(cast.sokha.id, given.id):
            result = cast.store.results.of(one.submission.id)
            assert result is not None
            assert result.report.share == one.grading.share  # the kept share is in step with the report


def test_what_cannot_be_said_is_refused(cast: Cast, given: AssignmentView, tmp_path: object) -> None:
    first = graded(cast, given, 1, tmp_path)
    with pytest.raises(StoreError, match="reason-missing"):
        cast.store.marks.override(first, "starts", "good", "  ", cast.channary.id)
    with pytest.raises(StoreError, match="level-unknown"):
        cast.store.marks.mark("mentor", 1, cast.sokha.id, given.id, "friend", "perfect")  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="mark-by-unknown"):
        cast.store.marks.mark("machine", 1, cast.sokha.id, given.id, "friend", "good")  # type: ignore[arg-type]


def test_a_question_and_its_answer(cast: Cast, given: AssignmentView, tmp_path: object) -> None:
    first = graded(cast, given, 1, tmp_path)
    asked = cast.store.marks.ask(first, "starts", " I have two scripts. ")
    assert cast.store.marks.questions(cast.saturday.id) == (asked,)
    assert (asked.student, asked.text, asked.state) == (cast.sokha.id, "I have two scripts.", "open")
    assert cast.store.marks.questions(cast.sunday.id) == ()
    answered = cast.store.marks.answer(asked.id, cast.channary.id, "Look at the second one.")
    assert cast.store.marks.questions(cast.saturday.id) == ()
    assert cast.store.marks.questions(cast.saturday.id, answered=True) == (answered,)
    assert cast.store.marks.questions_about(first) == (answered,)
    assert (answered.answer, answered.answered_by) == ("Look at the second one.", cast.channary.id)


def test_opened_hints_are_remembered_once(cast: Cast, given: AssignmentView) -> None:
    for step in (0, 0, 1):
        cast.store.marks.open_hint(cast.sokha.id, given.id, "starts", step)
    assert cast.store.marks.hints(cast.sokha.id, given.id) == {"starts": frozenset({0, 1})}
    assert cast.store.marks.hints(cast.dara.id, given.id) == {}
