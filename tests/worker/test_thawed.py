"""A kept rubric is read back once, and no more of them are remembered than fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from tests.kit.people import Cast
from worker.store import frozen, thawed
from worker.store import models as m
from worker.store.thawed import Thawed


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words_hash of every rubric that was read back."""
    found: list[str] = []
    real = frozen.thaw

    def thaw(resolved: Mapping[str, Any]) -> object:
        found.append(resolved["words_hash"])
        return real(resolved)

    monkeypatch.setattr(frozen, "thaw", thaw)
    return found


def keep_more(cast: Cast, count: int) -> tuple[int, ...]:
    """So many versions of the tiny rubric; the ids under which they are kept."""
    with cast.store.database.read() as session:
        resolved = session.scalars(select(m.KeptRubric.resolved)).first()
    assert resolved
    return tuple(
        cast.store.rubrics.keep("tiny", 1, "a", f"words {number}", {**resolved, "words_hash": f"words {number}"}).id
        for number in range(count)
    )


def test_each_is_read_once_and_stays_itself(cast: Cast, tiny: object, reads: list[str]) -> None:
    del tiny
    remembered = Thawed()
    ids = keep_more(cast, 2)
    with cast.store.database.read() as session:
        found = [remembered.get(session, kept) for kept in ids * 3]
    assert reads == ["words 0", "words 1"]
    assert [one.words_hash for one in found] == reads * 3
    assert found[0] is found[2]


def test_no_more_are_remembered_than_fit(
    cast: Cast, tiny: object, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del tiny
    monkeypatch.setattr(thawed, "MOST", 2)
    remembered = Thawed()
    ids = keep_more(cast, 3)
    with cast.store.database.read() as session:
        found = [remembered.get(session, kept) for kept in (*ids, ids[0], ids[2])]
    assert [one.words_hash for one in found] == ["words 0", "words 1", "words 2", "words 0", "words 2"]
    assert reads == ["words 0", "words 1", "words 2", "words 0"]
