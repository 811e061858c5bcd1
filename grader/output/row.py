"""One file of a batch: graded, unreadable, or lost to a limit or to a mistake of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from grader.language import N_, say
from grader.report import Report, from_json

Status = Literal["graded", "unreadable", "error"]

LOST: Mapping[str, str] = {
    "crash": N_("Kru stopped while it checked this file. That is our mistake. A person needs to look at it."),
    "memory": N_("This file needs more memory than Kru gives to one file. A person needs to look at it."),
    "time": N_("This file needs more time than Kru gives to one file. A person needs to look at it."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """The outcome for one file. `reason` is a key, `text` its sentence in the reader's language."""

    file: str
    status: Status
    reason: str | None = None
    text: str | None = None
    report: Report | None = None
    seconds: float | None = None


def from_answer(file: str, answer: Mapping[str, Any], language: str) -> Row:
    """The row that a child's answer stands for."""
    status: Status = answer["status"]
    reason = answer.get("reason")
    seconds = answer.get("seconds")
    if status == "graded":
        return Row(file, status, report=from_json(answer["report"]), seconds=seconds)
    text = answer.get("text") or sentence(status, str(reason), answer.get("values", {}), language)
    return Row(file, status, reason, text, seconds=seconds)


def sentence(status: Status, reason: str, values: Mapping[str, Any], language: str) -> str:
    """What a person reads about a file that has no report."""
    if status == "error":
        return say(LOST.get(reason, LOST["crash"]), language)
    from grader.words import unreadable

    return str(unreadable(reason, values, language).sentence)
