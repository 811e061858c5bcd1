"""The pattern of a criterion must read; every mistake in it is told at its word in the rubric's file."""

from __future__ import annotations

from typing import Any

from grader.check import Check
from grader.rubric.nodes import Scalar, Spot
from grader.rubric.problems import PATTERN, Problem, SourceFile
from grader.rubric.sense import Part


def look(file: SourceFile, part: Part) -> Check[Any, Any]:
    """Note what keeps a pattern from being read; gives the check that asks it."""
    from grader.scratch.pattern.check import CHECK
    from grader.scratch.pattern.read import read
    from grader.scratch.pattern.words import PatternError

    node = part.node.get("blocks")
    if isinstance(node, Scalar):
        try:
            read(str(node.value))
        except PatternError as error:
            owner = file.packs.get(node.spot.pack, file)
            for mistake in error.mistakes:
                spot = place(owner, node, mistake.line, mistake.column)
                line = owner.line(spot.line)
                key = f"{PATTERN}{mistake.key}"
                file.problems.append(Problem(owner.name, spot.line, spot.column, line, key, dict(mistake.values)))
    return CHECK


def place(file: SourceFile, node: Scalar, row: int, column: int) -> Spot:
    """Where a place of a text stands in the file that holds it; where the text begins when YAML has changed it."""
    spot = node.spot
    begins = file.line(spot.line)[spot.column - 1 :]
    if begins.startswith("|"):
        lines = node.text.split("\n")
        written = file.line(spot.line + row)
        said = lines[row - 1] if row <= len(lines) else ""
        if written.endswith(said):
            return Spot(spot.line + row, len(written) - len(said) + column, spot.pack)
    elif row == 1 and begins[int(node.quoted) :].startswith(node.text):
        return Spot(spot.line, spot.column + int(node.quoted) + column - 1, spot.pack)
    return spot
