"""`kru find`: where a pattern stands in one project, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from grader.language import SOURCE_LANGUAGE
from grader.report import public_place
from grader.scratch.index import ScratchIndex, Spot, index
from grader.scratch.model import ScratchProject
from grader.scratch.pattern.check import place
from grader.scratch.pattern.finding import Finding, Question
from grader.scratch.pattern.listing import listing
from grader.scratch.pattern.near import near
from grader.scratch.pattern.search import Match


def find(file: str, project: Any, question: Question, language: str = SOURCE_LANGUAGE) -> dict[str, Any]:
    """One project as `kru find --format json` prints it. Everything found counts, also what cannot run."""
    if not isinstance(project, ScratchProject):
        from grader.upload import kind

        return {"file": file, "kind": kind(project), "count": 0, "places": [], "scripts": [], "near": None}
    project_index = index(project)
    finding = Finding(project_index, question)
    matches = finding.matches
    return {
        "file": file,
        "kind": "scratch",
        "count": len(matches),
        "places": [_place(project_index, match) for match in matches],
        "scripts": list(_scripts(project_index, matches, language)),
        "near": None if matches else _near(project_index, finding),
    }


def _place(project_index: ScratchIndex, match: Match) -> dict[str, Any]:
    found = place(project_index, match)
    return {**public_place(found), "beside": list(found.beside)}


def _near(project_index: ScratchIndex, finding: Finding) -> dict[str, Any] | None:
    almost = near(finding)
    if almost is None:
        return None
    return {
        "kind": almost.kind,
        "there": almost.there,
        "other": almost.other,
        "places": [_place(project_index, match) for match in almost.matches],
    }


def _scripts(project_index: ScratchIndex, matches: Sequence[Match], language: str) -> Iterable[Mapping[str, Any]]:
    """Each script that holds a block that counts, with the lines of those and of what completes them."""
    held: dict[int, list[Match]] = {}
    for match in matches:
        held.setdefault(project_index.script_of(match.spot).first, []).append(match)
    for found in held.values():
        script = project_index.script_of(found[0].spot)
        shown = listing(project_index, script, language)

        def lines(spots: Iterable[Spot], of: Mapping[int, int] = shown.of) -> set[int]:
            statements = {project_index.statement_of(spot).order for spot in spots}
            return {of[order] + 1 for order in statements if order in of}

        marked = lines(match.spot for match in found)
        beside = lines(spot for match in found for spot in match.beside) - marked
        yield {
            "sprite": script.target.name,
            "text": "\n".join(shown.lines),
            "marked": sorted(marked),
            "beside": sorted(beside),
            "runs": any(match.runs for match in found),
        }
