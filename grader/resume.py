"""Where a batch was stopped: what is done already, so that `--resume` does only the rest.

A row is taken over when the same rubric judged the same file with the same engine: the file's size and time tell.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.batch import Answer
from grader.inputs import Item
from grader.report import ENGINE
from grader.rubric.loaded import LoadedRubric

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Resume:
    """The resume file of one rubric in one folder."""

    path: Path
    header: Mapping[str, Any]

    @classmethod
    def of(cls, loaded: LoadedRubric, folder: Path) -> Resume:
        """Where it lies and what must be equal for it to hold."""
        name = loaded.rubric.id
        header = {"kru-resume": FORMAT, "rubric": name, "score_hash": loaded.score_hash, "engine": ENGINE}
        return cls(folder / f"{name}.kru-resume.json", header)

    def load(self, items: Sequence[Item]) -> dict[int, Answer]:
        """What is done already, by the place in `items`; nothing when the file is absent or about something else."""
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            done = {entry["file"]: entry for entry in kept["done"]}
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        if kept.get("header") != self.header:
            return {}
        return {
            index: done[item.name]["answer"]
            for index, item in enumerate(items)
            if item.name in done and done[item.name]["stamp"] == stamp(item)
        }

    def save(self, items: Sequence[Item], answers: Mapping[int, Answer]) -> None:
        """Write what is done; a file lost to a mistake of ours is tried again."""
        done = [
            {"file": items[index].name, "stamp": stamp(items[index]), "answer": answer}
            for index, answer in sorted(answers.items())
            if answer["status"] != "error"
        ]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps({"header": self.header, "done": done}), encoding="utf-8")
        fresh.replace(self.path)

    def forget(self) -> None:
        """Everything is done."""
        self.path.unlink(missing_ok=True)


def stamp(item: Item) -> list[list[Any]]:
    """What changes when a file or a file of a folder changes: names, sizes, times."""
    if item.kind == "missing":
        return []
    files = sorted(item.path.rglob("*")) if item.kind == "site" else [item.path]
    facts = [(file, file.stat()) for file in files]
    return [[file.name, fact.st_size, fact.st_mtime_ns] for file, fact in facts]
