"""Everything Kru sees in a project, with no rubric: its scripts, or its pages, and what every check finds in it.

A finding is a place of a check that looks for problems or praise, with the check's own settings. All places are
listed, also those that cannot run or came with a starter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from grader.catalogue import Entry
from grader.check import BlockPlace, FilePlace, Place
from grader.language import SOURCE_LANGUAGE, say
from grader.scratch.model import Note, ScratchProject
from grader.website.model import Website

if TYPE_CHECKING:
    from grader.scratch.index import ScratchIndex
    from grader.website.conformance import Problem
    from grader.website.index import SiteIndex


def show(file: str, project: Any, language: str = SOURCE_LANGUAGE) -> dict[str, Any]:
    """One project as `kru show --format json` prints it; `language` is that of `says`."""
    if isinstance(project, ScratchProject):
        return _scratch(file, project)
    if isinstance(project, Website):
        return _website(file, project, language)
    from grader.upload import kind

    facts = {name: getattr(project, name) for name in ("format", "width", "height") if hasattr(project, name)}
    return {"file": file, "kind": kind(project), **facts, "notes": []}


def unreadable(file: str, reason: str, text: str) -> dict[str, Any]:
    """A file that is no project: the key, and the sentence a student gets."""
    return {"file": file, "kind": "unreadable", "reason": reason, "text": text}


def _scratch(file: str, project: ScratchProject) -> dict[str, Any]:
    from grader.scratch.index import index

    project_index = index(project)
    notes = [_note(note) for note in project.notes]
    return {
        "file": file,
        "kind": "scratch",
        "targets": _targets(project_index),
        "findings": _scratch_findings(project_index, notes),
        **_unless_it_stops("skills", partial(_skills, project_index), notes),
        **_unless_it_stops("metrics", partial(_metrics, project_index), notes),
        "notes": notes,
    }


def _skills(project_index: ScratchIndex) -> dict[str, Any]:
    from grader.scratch.skills import output
    from grader.scratch.skills.cards import cards

    found = cards(project_index)
    return {"skills": output.skills(found), "skill_totals": output.totals(found)}


def _metrics(project_index: ScratchIndex) -> dict[str, Any]:
    from grader.scratch.metrics.numbers import metrics

    return {"metrics": metrics(project_index.program)}


def _unless_it_stops(part: str, make: Callable[[], dict[str, Any]], notes: list[dict[str, Any]]) -> dict[str, Any]:
    try:
        return make()
    except Exception as trouble:  # noqa: BLE001 - as with checks: what else is seen is shown
        notes.append({"key": "part-stopped", "values": {"part": part, "trouble": type(trouble).__name__}})
        return {part: {}}


def _note(note: Note) -> dict[str, Any]:
    from grader.upload import NOTES

    return {"key": note.key, "values": dict(note.values), "text": NOTES.get(note.key, "").format(**note.values)}


def _targets(project_index: ScratchIndex) -> list[dict[str, Any]]:
    from grader.scratch.notation import write_script

    scripts: dict[int, list[dict[str, Any]]] = {}
    for script in project_index.scripts:
        first = script.script.blocks[0]
        scripts.setdefault(id(script.target), []).append(
            {"text": write_script(script.script.blocks), "runs": script.runs, "block": first.id or None}
        )
    return [
        {"name": target.name, "stage": target.stage, "scripts": scripts.get(id(target), [])}
        for target in project_index.project.targets
    ]


def _website(file: str, site: Website, language: str) -> dict[str, Any]:
    from grader.website.index import index

    site_index = index(site)
    notes = [{"file": note.file, "text": note.sentence.format(**note.values)} for note in site.notes]
    slips = Slips(site_index, language)
    return {
        "file": file,
        "kind": "website",
        "builder": site.builder,
        "pages": [_page(site_index, page) for page in site.pages],
        "findings": [
            {**_finding(entry, place), "says": slips.of(entry, place)}
            for entry, place in _places("website", site_index, notes)
        ],
        "notes": notes,
    }


class Slips:
    """What each finding about a website says: the sentence of the very slip, else the title of its check."""

    def __init__(self, site_index: SiteIndex, language: str) -> None:
        self._language = language
        self._waiting: dict[tuple[Any, ...], list[Problem]] = {}
        for page in site_index.pages:
            for problem in site_index.problems(page) if site_index.site.builder is None else ():
                where = (*page.lines.place(problem.start), *page.lines.place(max(problem.start, problem.end)))
                self._waiting.setdefault((problem.check, page.path, *where), []).append(problem)

    def of(self, entry: Entry, place: Place) -> str:
        """The sentence. Of two slips of one tag each is said once, in the order of the source."""
        from grader.website.private import masked
        from grader.words.sentence import slip_sentence

        if isinstance(place, FilePlace):
            where = (place.line, place.column, place.end_line, place.end_column)
            waiting = self._waiting.get((entry.id.removeprefix("website."), place.file, *where))
            if waiting:
                problem = waiting.pop(0) if len(waiting) > 1 else waiting[0]
                said = slip_sentence(problem.key, problem.values, self._language)
                if said:
                    return masked(str(said))
        return say(entry.check.title, self._language)


def _page(site_index: SiteIndex, page: Any) -> dict[str, Any]:
    from grader.website.private import masked

    titles = site_index.select("head > title", page)
    roots = site_index.select("html", page)
    return {
        "file": page.path,
        "title": masked(" ".join(titles[0].text.split())) if titles else None,
        "lang": roots[0].get("lang") if roots else None,
    }


def _scratch_findings(project_index: ScratchIndex, notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from grader.scratch.program.fold import Found, fold

    seen = list(_places("scratch", project_index, notes))
    blocks = [Found(entry.id, entry.check.kind, place) for entry, place in seen if isinstance(place, BlockPlace)]
    folded = fold(project_index, blocks)
    return [_finding(entry, place, into) for (entry, place), into in zip(seen, folded, strict=True)]


def _places(kind: str, project_index: Any, notes: list[dict[str, Any]]) -> Iterator[tuple[Entry, Place]]:
    from grader.findings import finders, seen

    def stopped(entry: Entry, trouble: Exception) -> None:
        notes.append({"key": "check-stopped", "values": {"check": entry.id, "trouble": type(trouble).__name__}})

    builder = getattr(getattr(project_index, "site", None), "builder", None)
    asked = (entry for entry in finders(project=kind) if entry.check.is_hers_to_answer(builder))
    return seen(project_index, asked, stopped)


def _finding(entry: Entry, place: Place, folded_into: int | None = None) -> dict[str, Any]:
    head = {"check": entry.id, "kind": entry.check.kind, "severity": entry.check.severity_of(place)}
    return {**head, **_where(place, folded_into)}


def _where(place: Place, folded_into: int | None) -> Mapping[str, Any]:
    if isinstance(place, BlockPlace):
        where = {"sprite": place.sprite, "block": place.block, "runs": place.runs}
        return {**where, "folded_into": folded_into, "quirk": place.quirk}
    if isinstance(place, FilePlace):
        from grader.website.private import masked

        where = {name: getattr(place, name) for name in ("file", "line", "column", "end_line", "end_column")}
        return {**where, "text": masked(place.text)}
    return {"seed": place.seed, "second": place.second, "text": place.text}
