"""`--format gradescope`: the `results.json` that Gradescope's autograder reads, one file a submission."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from grader.language import N_, say
from grader.output.row import Row
from grader.report import Report
from grader.rubric.loaded import LoadedRubric
from grader.words import say as feedback


def write(loaded: LoadedRubric, rows: Sequence[Row], language: str) -> str:
    """One submission as one object; several as one object a line, each with its `file`."""
    objects = [result(loaded, row, language) for row in rows]
    if len(objects) == 1:
        return json.dumps(objects[0], ensure_ascii=False, indent=2) + "\n"
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)


def result(loaded: LoadedRubric, row: Row, language: str) -> dict[str, Any]:
    """One submission: its score, and a test for each criterion. What is not decided yet has no score."""
    extra = {"file": row.file, "status": row.status, "rubric": loaded.rubric.id, "version": loaded.rubric.version}
    if row.report is None:
        return {
            "score": 0.0,
            "output": row.text,
            "output_format": "text",
            "visibility": "visible",
            "tests": [],
            "extra_data": {**extra, "reason": row.reason},
        }
    report = row.report
    said = feedback(report, loaded.rubric, language)
    return {
        "score": _number(report.points),
        "output": _summary(report, language),
        "output_format": "text",
        "visibility": "visible",
        "tests": [_test(loaded, report, goal, language) for goal in (*said.goals,)],
        "extra_data": {**extra, "band": report.band, "final": report.final, "of": _number(report.of)},
    }


def _test(loaded: LoadedRubric, report: Report, goal: Any, language: str) -> dict[str, Any]:
    criterion = loaded.rubric.criterion(goal.criterion)
    seen = report.result(goal.criterion)
    test: dict[str, Any] = {
        "name": criterion.title.say(language),
        "number": criterion.id,
        "max_score": float(criterion.points),
        "output": "\n".join([str(goal.level.word), *(str(line) for line in goal.checked)]),
        "output_format": "text",
        "visibility": "visible",
    }
    if seen.points is not None:
        test["score"] = _number(seen.points)
    return test


def _summary(report: Report, language: str) -> str:
    lines = [say(N_("{points} of {of} points so far."), language, points=_number(report.points), of=_number(report.of))]
    if not report.final:
        lines.append(say(N_("Some goals wait for a person."), language))
    return "\n".join(lines)


def _number(value: Fraction) -> float:
    # Finer than what people see, so that the sum of the parts is the whole.
    return round(float(value), 4)
