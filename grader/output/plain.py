"""`--format json`: stable and documented, and what every other program builds on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from grader.output.row import Row
from grader.report import public
from grader.rubric.loaded import LoadedRubric
from grader.second_opinion import words_in


def write(loaded: LoadedRubric, rows: Sequence[Row], language: str) -> str:
    """One object: the rubric, and an entry for every file."""
    del language  # a row has its sentence already
    whole = {
        "rubric": loaded.rubric.id,
        "version": loaded.rubric.version,
        "score_hash": loaded.score_hash,
        "results": [entry(row) for row in rows],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def entry(row: Row) -> dict[str, Any]:
    """One file; without a report the same keys, empty."""
    if row.report is not None:
        words = words_in(row.report.notes)
        other = {} if words is None else {"nu": [word.finding() for word in words]}
        return {**public(row.report, file=row.file, seconds=row.seconds), **other}
    return {
        "file": row.file,
        "status": row.status,
        "reason": row.reason,
        "text": row.text,
        "points": None,
        "of": None,
        "total": None,
        "band": None,
        "final": False,
        "gates": [],
        "criteria": [],
        "seconds": row.seconds,
    }
