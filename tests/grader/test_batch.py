"""Many files in children of their own: whatever one file does, every other one gets its answer."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from grader import batch
from grader.batch import Limits, run
from grader.inputs import Item

needs_fork = pytest.mark.skipif(not batch.FORK, reason="children are started anew on this system")


@dataclass(frozen=True)
class Act:
    """Does what the name of the item says."""

    def prepare(self) -> batch.Work:
        return act


def act(item: Item) -> Mapping[str, Any]:
    match item.name.partition(" ")[0]:
        case "raise":
            raise ValueError("a mistake of ours")
        case "exit":
            os._exit(3)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            while True:
                time.sleep(60)
        case "greedy":
            return {"status": "graded", "size": len(bytearray(3 << 30))}
        case "odd":
            return {"status": "graded", "text": "\udcff ក"}
    return {"status": "graded", "name": item.name, "child": os.getpid()}


def outcomes(*names: str, **more: Any) -> dict[str, Mapping[str, Any]]:
    items = [Item(name, Path(name), "file") for name in names]
    answers = list(run(items, Act(), **more))
    assert sorted(index for index, _ in answers) == list(range(len(items))), "each item has one answer"
    return {items[index].name: answer for index, answer in answers}


@needs_fork
def test_every_item_is_answered_by_a_child() -> None:
    answers = outcomes(*(f"file {number}" for number in range(20)), jobs=3)
    assert all(answers[name]["name"] == name for name in answers)
    children = {answer["child"] for answer in answers.values()}
    assert os.getpid() not in children
    assert len(children) <= 3
    assert all(answer["seconds"] >= 0 for answer in answers.values())


@needs_fork
@pytest.mark.parametrize(
    ("deed", "reason"), [("raise", "crash"), ("exit", "crash"), ("killed", "memory"), ("greedy", "memory")]
)
def test_a_file_that_ends_its_child_is_one_row(deed: str, reason: str) -> None:
    answers = outcomes("file 1", f"{deed} 2", "file 3", "file 4", jobs=1)
    lost = answers.pop(f"{deed} 2")
    assert (lost["status"], lost["reason"]) == ("error", reason)
    assert all(answer["status"] == "graded" for answer in answers.values())


@needs_fork
def test_our_mistake_is_told_with_its_trace() -> None:
    assert "a mistake of ours" in outcomes("raise 1")["raise 1"]["trace"]


@needs_fork
def test_a_file_that_takes_too_long_is_given_up() -> None:
    answers = outcomes("hang 1", "file 2", "hang 3", "file 4", jobs=2, limits=Limits(seconds=0.3))
    assert [answers[name].get("reason") for name in ("hang 1", "file 2", "hang 3", "file 4")] == [
        "time",
        None,
        "time",
        None,
    ]


@needs_fork
def test_a_child_that_stumbled_is_not_used_again() -> None:
    items = [Item(name, Path(name), "file") for name in ("file 1", "raise 2", "file 3")]
    answers = dict(run(items, Act(), jobs=1))
    assert answers[0]["child"] != answers[2]["child"]


@needs_fork
def test_text_that_no_encoding_holds_comes_back_as_it_was() -> None:
    assert outcomes("odd 1")["odd 1"]["text"] == "\udcff ក"


@needs_fork
def test_stopping_early_leaves_no_child_behind() -> None:
    items = [Item(name, Path(name), "file") for name in ("file 1", "hang 2", "hang 3")]
    answers = run(items, Act(), jobs=2)
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert active_children() == []


def test_no_items_start_no_child() -> None:
    assert list(run([], Act())) == []


def test_children_that_are_started_anew_load_for_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kru_spawned_task.py").write_text(
        dedent("""
        import os
        from dataclasses import dataclass

        @dataclass(frozen=True)
        class Echo:
            def prepare(self):
                return lambda item: os._exit(1) if item.name == "exit" else {"status": "graded", "name": item.name}
        """),
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(batch, "FORK", False)
    from kru_spawned_task import Echo  # type: ignore[import-not-found]

    items = [Item(name, Path(name), "file") for name in ("one", "exit", "two")]
    answers = dict(run(items, Echo(), jobs=1))
    assert [answers[0]["name"], answers[1]["reason"], answers[2]["name"]] == ["one", "crash", "two"]
