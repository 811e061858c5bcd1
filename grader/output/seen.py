"""`kru show` for people: the scripts as block text, the pages, then what the checks found, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grader import catalogue
from grader.language import N_, say

INDENT = "  "


def write(seen: Mapping[str, Any], language: str) -> str:
    """One project."""
    lines = [str(seen["file"]), *_lines(seen, language), ""]
    return "\n".join(lines) + "\n"


def _lines(seen: Mapping[str, Any], language: str) -> Iterator[str]:
    kind = seen["kind"]
    if kind == "unreadable":
        yield f"{INDENT}{seen['text']}"
    elif kind == "scratch":
        for target in seen["targets"]:
            yield from _target(target, language)
    elif kind == "website":
        if seen["builder"]:
            yield f"{INDENT}{_made_with(seen['builder'], language)}"
        for page in seen["pages"]:
            yield f"{INDENT}{page['file']}: {page['title'] or '–'} ({page['lang'] or '–'})"
    else:
        facts = [str(seen[name]) for name in ("format", "width", "height") if name in seen]
        yield f"{INDENT}{' '.join([kind, *facts])}"
    yield from _findings(seen.get("findings", ()), language)
    if seen.get("skills") or seen.get("metrics"):
        yield from _numbers(seen, language)
    for note in seen.get("notes", ()):
        yield f"{INDENT}{note.get('text') or note['key']}"


def _made_with(builder: str, language: str) -> str:
    from grader.grade import NotAccepted

    return NotAccepted("builder", (), builder).what(language)


def _numbers(seen: Mapping[str, Any], language: str) -> Iterator[str]:
    from grader.scratch.metrics import output as metrics
    from grader.scratch.skills import output as skills

    for line in (*skills.lines(seen, language), *metrics.lines(seen["metrics"], language)):
        yield f"{INDENT}{line}"


def _target(target: Mapping[str, Any], language: str) -> Iterator[str]:
    yield f"{INDENT}{say(N_('Stage'), language) if target['stage'] else target['name']}"
    for script in target["scripts"]:
        if not script["runs"]:
            yield f"{INDENT * 2}({say(N_('cannot run yet'), language)})"
        yield from (f"{INDENT * 2}{line}" for line in script["text"].splitlines())
        yield ""


def _findings(findings: Any, language: str) -> Iterator[str]:
    for kind, title in (("praise", N_("What works")), ("problem", N_("What could be better"))):
        found = [finding for finding in findings if finding["kind"] == kind]
        if found:
            yield f"{INDENT}{say(title, language)}"
            yield from (f"{INDENT * 2}{_finding(finding, language)}" for finding in found)


def _finding(finding: Mapping[str, Any], language: str) -> str:
    said = finding.get("says") or say(catalogue.entry(finding["check"]).check.title, language)
    if "sprite" in finding:
        where = finding["sprite"] if finding["runs"] else f"{finding['sprite']}, {say(N_('cannot run yet'), language)}"
    elif "line" in finding:
        where = ":".join(
            str(part) for part in (finding["file"], finding["line"], finding["column"]) if part is not None
        )
    else:
        where = finding["text"]
    return f"{where}: {said} ({finding['check']})"
