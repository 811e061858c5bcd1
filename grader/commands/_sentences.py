"""`kru similar --sentences`: sentences that stand on the websites of several students; a template wrote those."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from grader.language import N_, say

if TYPE_CHECKING:
    from grader.inputs import Item
    from grader.website.model import Website

ADVICE = N_("A template may have put them there. Look before you count them.")
PACK = "seen-in-class"


def show(items: Sequence[Item], form: str, language: str) -> bool:
    """Print the sentences as a table, JSON or a pack for rubrics; whether every file could be looked at."""
    from grader.website.builder.repeated import as_pack, repeated

    sites, unread = _read(items, language)
    found = repeated(sites)
    if form == "pack":
        click.echo(as_pack(PACK, found), nl=False)
        return not unread
    result = {
        "files": len(sites),
        "sentences": [{"text": one.text, "files": list(one.students)} for one in found],
        "unreadable": unread,
    }
    if form == "json":
        click.echo(json.dumps({"text": say(ADVICE, language), **result}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(result, language)))
    return not unread


def _read(items: Sequence[Item], language: str) -> tuple[Mapping[str, Website], list[Mapping[str, Any]]]:
    """The websites by their names, and what could not be read with its sentence; other projects are left out."""
    from grader.inputs import read
    from grader.output.row import from_answer
    from grader.upload import UploadError
    from grader.website.model import Website

    sites: dict[str, Website] = {}
    unread: list[Mapping[str, Any]] = []
    for item in items:
        try:
            project = read(item)
        except UploadError as trouble:
            answer = {"status": "unreadable", "reason": trouble.key, "values": dict(trouble.values)}
            row = from_answer(item.name, answer, language)
            unread.append({"file": row.file, "reason": row.reason, "text": row.text})
            continue
        if isinstance(project, Website):
            sites[item.name] = project
    return sites, unread


def _lines(result: Mapping[str, Any], language: str) -> Iterator[str]:
    sentences = result["sentences"]
    for one in sentences:
        yield f"{len(one['files']):>3}  {one['text']}"
        yield f"     {', '.join(one['files'])}"
        yield ""
    yield say(ADVICE if sentences else N_("No sentence stands on several of these websites."), language)
    yield say(N_("Websites: {count}. Sentences that several have: {sentences}."), language,
              count=result["files"], sentences=len(sentences))  # fmt: skip
    if result["unreadable"]:
        yield ""
        yield say(N_("Files that could not be looked at:"), language)
        yield from (f"  {one['file']}: {one['text']}" for one in result["unreadable"])
