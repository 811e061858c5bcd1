"""What a mentor's text is: a rubric, or mistakes with their places, in the sentences that the command line says too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import abort

from grader.rubric.load import RubricError
from grader.rubric.loaded import LoadedRubric
from grader.rubric.problems import Problem
from web import kru
from web.language import language
from web.mentor import own
from worker.rubrics import NAME
from worker.tuning import drafts

LONGEST = 400_000  # letters; the longest rubric of ours has 15,000
_WORD = re.compile(r"[\w./-]+")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend. `mend` puts the guess in its place: what a button of the form sends."""

    place: str
    line: int
    sentence: str
    source: str
    caret: str
    guess: str
    mend: str
    column: int = 0  # 0: it is not in this text


@dataclass(frozen=True, slots=True)
class Checked:
    """A text and what it is. `loaded` is None while there are mistakes."""

    text: str
    loaded: LoadedRubric | None
    mistakes: tuple[Mistake, ...]
    advice: tuple[Mistake, ...] = ()


def of_rubric(rubric: str) -> str:
    """What stands in the rubric's file; 404 when there is none."""
    try:
        return drafts.in_file(kru().store, kru().settings, rubric)
    except (KeyError, OSError):
        abort(404)


def text_of(rubric: str) -> str:
    """Her own draft, else what stands in the file."""
    draft = kru().store.tuning.draft(rubric, own.mentor().id)
    return draft.text if draft else of_rubric(rubric)


def check(rubric: str, text: str) -> Checked:
    """Check it beside the files of that rubric."""
    try:
        loaded = drafts.read(kru().store, kru().settings, rubric, text)
    except RubricError as error:
        return Checked(text, None, tuple(_mistake(one, text) for one in error.problems))
    except KeyError:
        abort(404)
    return Checked(text, loaded, (), tuple(_mistake(one, text) for one in loaded.warnings))


def plain(text: str) -> str:
    """A text as a form sends it, with the line ends of a file."""
    return text.replace("\r\n", "\n").replace("\r", "\n")[:LONGEST]


def mended(text: str, mend: str) -> str:
    """The text with a guess in the place of the word that stands at `line:column:`."""
    line, column, guess = (*mend.split(":", 2), "", "")[:3]
    lines = text.split("\n")
    if not (line.isdecimal() and column.isdecimal() and 1 <= int(line) <= len(lines)):
        return text
    at, row = int(column) - 1, lines[int(line) - 1]
    found = _WORD.match(row, at) if at >= 0 else None
    if found is None or not _WORD.fullmatch(guess):
        return text
    lines[int(line) - 1] = row[:at] + guess + row[found.end() :]
    return "\n".join(lines)


def _mistake(problem: Problem, text: str) -> Mistake:
    name = problem.file.replace("\\", "/").rsplit("/", 1)[-1]
    place = f"{name}:{problem.line}:{problem.column}" if problem.line else name
    *_, pad = problem.show().split("\n") if problem.line else ("",)
    guess = problem.guess or ""
    mend = f"{problem.line}:{problem.column}:{guess}" if guess and name == NAME else ""
    return Mistake(
        place,
        problem.line,
        problem.say(language()),
        problem.source_line,
        pad.removeprefix("    "),
        guess,
        mend if mend and mended(text, mend) != text else "",
        problem.column if name == NAME else 0,
    )
