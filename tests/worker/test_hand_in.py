"""A file comes in: the receipt, the tries, and which of them counts."""

from __future__ import annotations

import errno
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.kit.people import Cast
from worker.store import StoreError
from worker.store import models as m
from worker.store.database import now
from worker.store.submissions import clean_name
from worker.store.views import Receipt

LEASE = timedelta(seconds=60)
pytestmark = pytest.mark.usefixtures("tiny")


def graded(cast: Cast, receipt: Receipt, share: str | None, *, gates_met: bool = True) -> None:
    """As if it had been graded with that share."""
    with cast.store.database.write() as session:
        session.execute(
            update(m.Grading)
            .where(m.Grading.submission_id == receipt.submission_id)
            .values(state="done", share=share, gates_met=gates_met, finished=now())
        )


def test_the_receipt_is_given_when_file_and_row_are_kept(cast: Cast) -> None:
    given = cast.give()
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, b"mango", "C:\\games\\mango.sb3")
    kept = cast.store.submissions.submission(receipt.submission_id)
    assert kept is not None
    assert (kept.file_name, kept.size, kept.attempt, kept.code) == ("mango.sb3", 5, 1, receipt.code)
    assert cast.store.submissions.file(kept.id) == b"mango"
    grading = cast.store.gradings.grading_of(kept.id)
    assert grading is not None
    assert (grading.id, grading.state, grading.rubric_id) == (receipt.grading_id, "queued", "tiny")


def test_the_same_bytes_are_one_try(cast: Cast) -> None:
    given = cast.give()
    first = cast.store.submissions.hand_in(cast.sokha.id, given.id, b"one", "a.sb3")
    again = cast.store.submissions.hand_in(cast.sokha.id, given.id, b"one", "b.sb3")
    assert again.repeated
    assert again.submission_id == first.submission_id
    assert again.grading_id is None
    assert len(cast.store.submissions.tries(cast.sokha.id, given.id)) == 1
    other = cast.store.submissions.hand_in(cast.dara.id, given.id, b"one", "a.sb3")
    assert (other.attempt, other.repeated) == (1, False)


def test_under_last_the_same_bytes_count_again(cast: Cast) -> None:
    given = cast.give(counts="last")
    hand_in = cast.store.submissions.hand_in
    first, second = (hand_in(cast.sokha.id, given.id, data, "a.sb3") for data in (b"one", b"two"))
    graded(cast, first, "1/2")
    graded(cast, second, "1/4")
    assert cast.store.submissions.counting_try(cast.sokha.id, given.id).submission.attempt == 2  # type: ignore[union-attr]
    hand_in(cast.sokha.id, given.id, b"one", "a.sb3")
    assert cast.store.submissions.counting_try(cast.sokha.id, given.id).submission.attempt == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("tries", "expected"),
    [
        ([("1/3", True), ("1/2", True), ("2/5", True)], 2),
        ([("1/2", True), ("1/2", True)], 2),  # ties go to the later
        ([("1/2", True), ("1", False)], 1),  # gates first
        ([("1/3", False), ("1/2", False)], 2),
        ([(None, True), ("0", True)], 2),  # nothing counted yet
        ([("333333/1000000", True), ("1/3", True)], 2),  # exact, not rounded
    ],
)
def test_the_best_try_counts(cast: Cast, tries: list[tuple[str | None, bool]], expected: int) -> None:
    given = cast.give()
    for number, (share, gates_met) in enumerate(tries):
        receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, bytes([number]), "a.sb3")
        graded(cast, receipt, share, gates_met=gates_met)
    counting = cast.store.submissions.counting_try(cast.sokha.id, given.id)
    assert counting is not None
    assert counting.submission.attempt == expected
    assert counting.grading.share == (None if tries[expected - 1][0] is None else Fraction(str(tries[expected - 1][0])))
    assert [one.counts for one in cast.store.submissions.tries(cast.sokha.id, given.id)].count(True) == 1


def test_what_is_not_graded_does_not_count(cast: Cast) -> None:
    given = cast.give(counts="last")
    first = cast.store.submissions.hand_in(cast.sokha.id, given.id, b"1", "a.sb3")
    graded(cast, first, "0")
    cast.store.submissions.hand_in(cast.sokha.id, given.id, b"2", "a.sb3")
    assert cast.store.submissions.counting_try(cast.sokha.id, given.id).submission.attempt == 1  # type: ignore[union-attr]


def test_two_hand_ins_at_one_moment_are_two_tries(cast: Cast) -> None:
    given = cast.give()

    def hand_in(number: int) -> Receipt:
        return cast.store.submissions.hand_in(cast.sokha.id, given.id, bytes([number % 8]), "a.sb3")

    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(hand_in, range(16)))
    assert sorted({receipt.attempt for receipt in receipts}) == list(range(1, 9))
    assert sum(receipt.repeated for receipt in receipts) == 8
    turns = [one.submission.turn for one in cast.store.submissions.tries(cast.sokha.id, given.id)]
    assert len(set(turns)) == 8
    assert max(turns) == 16


def test_only_what_is_open_to_her_is_taken(cast: Cast) -> None:
    given = cast.give()
    hand_in = cast.store.submissions.hand_in
    with pytest.raises(StoreError, match="assignment-missing"):
        hand_in(cast.bopha.id, given.id, b"x", "a.sb3")
    with pytest.raises(StoreError, match="assignment-missing"):
        hand_in(cast.sokha.id, given.id + 99, b"x", "a.sb3")
    cast.store.assignments.change(given.id, due=None, counts="best", closed=True)
    with pytest.raises(StoreError, match="assignment-closed"):
        hand_in(cast.sokha.id, given.id, b"x", "a.sb3")
    later = cast.give(opens=now() + timedelta(days=1))
    with pytest.raises(StoreError, match="assignment-closed"):
        hand_in(cast.sokha.id, later.id, b"x", "a.sb3")
    unknown = cast.give("not-there")
    with pytest.raises(StoreError, match="rubric-missing"):
        hand_in(cast.sokha.id, unknown.id, b"x", "a.sb3")


def test_a_full_disk_gives_no_receipt(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    given = cast.give()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="no-room"):
        cast.store.submissions.hand_in(cast.sokha.id, given.id, b"x", "a.sb3")
    assert cast.store.submissions.tries(cast.sokha.id, given.id) == ()


def test_moving_makes_it_a_try_there_and_none_here(cast: Cast) -> None:
    here, there = cast.give(), cast.give()
    receipt = cast.store.submissions.hand_in(cast.sokha.id, here.id, b"dance", "dance.sb3")
    moved = cast.store.submissions.move(receipt.submission_id, there.id)
    assert cast.store.submissions.tries(cast.sokha.id, here.id) == ()
    (only,) = cast.store.submissions.tries(cast.sokha.id, there.id)
    assert (only.submission.id, only.submission.file_name) == (moved.submission_id, "dance.sb3")
    assert moved.grading_id is not None
    back = cast.store.submissions.hand_in(cast.sokha.id, here.id, b"dance", "dance.sb3")
    assert (back.submission_id, back.repeated) == (receipt.submission_id, True)
    assert len(cast.store.submissions.tries(cast.sokha.id, here.id)) == 1


def test_the_class_is_shown_whole(cast: Cast) -> None:
    given = cast.give()
    first = cast.store.submissions.hand_in(cast.sokha.id, given.id, b"1", "a.sb3")
    graded(cast, first, "1")
    cast.store.submissions.hand_in(cast.sokha.id, given.id, b"2", "a.sb3")
    dara, sokha = cast.store.submissions.standings(given.id)
    assert (dara.student, dara.tries, dara.counting, dara.newest) == (cast.dara, 0, None, None)
    assert (sokha.tries, sokha.counting.submission.attempt, sokha.newest.submission.attempt) == (2, 1, 2)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\x00b\n.sb3", "ab.sb3"),
        ("\u202egnp.sb3", "gnp.sb3"),
        ("ល្បែង.sb3", "ល្បែង.sb3"),
        ("x" * 300, "x" * 200),
        ("", ""),
    ],
)
def test_names_of_files_are_for_the_eye(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_no_name_of_an_upload_becomes_a_path(cast: Cast, tmp_path: Path) -> None:
    given = cast.give()
    cast.store.submissions.hand_in(cast.sokha.id, given.id, b"data", "../../../evil.sb3")
    names = {path.name for path in tmp_path.rglob("*")}
    assert not any("evil" in name for name in names)
    with cast.store.database.read() as session:
        assert session.scalar(select(m.Submission.file_name)) == "evil.sb3"
