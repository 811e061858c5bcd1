"""A work without whose it is: blocks and lines without names, comments, private details, and the name of its file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from flask import abort
from werkzeug.wrappers import Response

from grader.page import stack
from grader.scratch.model import Chosen, Procedure, ScratchProject, Typed
from grader.scratch.reworded import Rewording, reworded, too_deep
from grader.upload import UploadError, read
from grader.website.model import Website
from web import kru, pictures, played
from web.language import language
from web.mentor.inside import LONGEST_LINE, MOST_BLOCKS, MOST_SCRIPTS, Inside, Part
from worker.store.views import SubmissionView
from worker.unnamed import cleaner

MOST_LINES = 400  # of a website on one page
SHOWN = (".html", ".htm", ".xhtml", ".css")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)|/\*.*?(?:\*/|$)", re.DOTALL)
_WHO = re.compile(
    r"<meta[^>]*\b(?:author|creator|generator|owner|copyright)\b[^>]*>|<address\b.*?(?:</address>|$)",
    re.IGNORECASE | re.DOTALL,
)

Clean = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a work can be looked at; `playing`: pictures of the stage, `picture`: it is one."""

    inside: Inside
    playing: played.Playing
    picture: bool


def work(submission: SubmissionView, names: Iterable[str]) -> Seen:
    """A work that was handed in, without these names."""
    grading = kru().store.gradings.grading_of(submission.id)
    playing = played.playing(submission, grading.id) if grading else played.Playing()
    try:
        project = read(kru().store.submissions.file(submission.id), submission.file_name)
    except (UploadError, OSError):  # files go some time after a term
        return Seen(Inside("other"), playing, picture=False)
    return Seen(look(project, names), playing, picture=submission.kind == "picture")


def look(project: Any, names: Iterable[str] = ()) -> Inside:
    """A project or a site as blocks or lines."""
    clean = cleaner(names)
    if isinstance(project, ScratchProject):
        return Inside("scratch", _sprites(project, clean))
    if isinstance(project, Website):
        return Inside("website", _files(project, clean))
    return Inside("picture")


def picture(submission: SubmissionView) -> Response:
    """Her picture, made anew: nothing stays of what a camera or a program wrote beside it. 404 when it is gone."""
    if submission.kind != "picture":
        abort(404)
    try:
        data = kru().store.submissions.file(submission.id)
    except OSError:
        abort(404)
    return pictures.shown(data)


def _sprites(project: ScratchProject, clean: Clean) -> tuple[Part, ...]:
    room, words = MOST_SCRIPTS, _rewording(clean)
    parts: list[Part] = []
    for target in project.targets:
        some = [script for script in target.scripts if not too_deep(script)][: max(0, room)]
        room -= len(some)
        drawn = tuple(
            stack.draw((reworded(one, words) for one in script.blocks), language(), most=MOST_BLOCKS) for script in some
        )
        if drawn or target.scripts:
            parts.append(Part(clean(target.name), scripts=drawn, cut=len(some) < len(target.scripts)))
    return tuple(parts)


def _rewording(clean: Clean) -> Rewording:
    def slot(slot: Typed | Chosen) -> Typed | Chosen:
        return replace(slot, value=clean(slot.value))

    def procedure(said: Procedure) -> Procedure:
        return replace(
            said,
            proccode=clean(said.proccode),
            argument_names=tuple(map(clean, said.argument_names)),
            argument_defaults=tuple(map(clean, said.argument_defaults)),
        )

    return Rewording(clean, slot, procedure)


def _files(site: Website, clean: Clean) -> tuple[Part, ...]:
    room = MOST_LINES
    parts: list[Part] = []
    for path, data in sorted(site.files.items(), key=lambda item: (not item[0].lower().endswith(".html"), item[0])):
        if not path.lower().endswith(SHOWN):
            continue  # what a picture or a script holds besides is not known
        text = _WHO.sub("", _COMMENT.sub("", data.decode("utf-8", errors="replace")))
        lines = [line for line in text.splitlines() if line.strip()]
        some = tuple(clean(line[: 4 * LONGEST_LINE])[:LONGEST_LINE] for line in lines[: max(0, room)])
        room -= len(some)
        parts.append(Part(clean(path), lines=some, size=len(data), cut=len(some) < len(lines)))
    return tuple(parts)
