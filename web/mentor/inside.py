"""What lies in a file: every script of a project drawn, every page of a website as text, a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from grader.page import stack
from grader.scratch.model import ScratchProject
from grader.upload import UploadError, read, without_exif
from grader.upload.pictures import format_of
from grader.website.model import Website
from grader.website.private import masked, tells_name
from web import kru
from web.language import language
from worker.store.views import SubmissionView

MOST_SCRIPTS = 40  # of a project on one page
MOST_BLOCKS = 300  # of one script
MOST_LINES = 1500  # of a website on one page
LONGEST_LINE = 300
TEXTS = (".html", ".htm", ".xhtml", ".css", ".js", ".txt", ".md", ".svg", ".json")
SHOWN = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}


@dataclass(frozen=True, slots=True)
class Part:
    """A sprite with its scripts, or a file with its lines. `cut`: there is more than a page holds."""

    name: str
    scripts: tuple[Markup, ...] = ()
    lines: tuple[str, ...] = ()
    size: int | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """What lies in a file."""

    kind: Literal["scratch", "website", "picture", "other"]
    parts: tuple[Part, ...] = ()


def inside(submission: SubmissionView) -> Inside:
    """Read the file for the eye. What cannot be read is `other`: it can still be downloaded."""
    try:
        project = read(kru().store.submissions.file(submission.id), submission.file_name)
    except (UploadError, OSError):
        return Inside("other")
    if isinstance(project, ScratchProject):
        return Inside("scratch", _sprites(project))
    if isinstance(project, Website):
        return Inside("website", _files(project))
    return Inside("picture")


def picture(submission: SubmissionView) -> tuple[bytes, str] | None:
    """Her picture without place, time and camera, and its type; None when a browser cannot show it."""
    try:
        data = kru().store.submissions.file(submission.id)
        kind = SHOWN.get(format_of(data) or "")
        return (without_exif(data), kind) if kind else None
    except (UploadError, OSError):
        return None


def kept_picture(submission: SubmissionView) -> bytes | None:
    """Her picture to download, also one that a browser cannot show; None when it cannot be read."""
    try:
        return without_exif(kru().store.submissions.file(submission.id))
    except (UploadError, OSError):
        return None


def _sprites(project: ScratchProject) -> tuple[Part, ...]:
    room = MOST_SCRIPTS
    parts: list[Part] = []
    for target in project.targets:
        some = target.scripts[: max(0, room)]
        room -= len(some)
        drawn = tuple(stack.draw(script.blocks, language(), most=MOST_BLOCKS) for script in some)
        parts.append(Part(target.name, scripts=drawn, cut=len(some) < len(target.scripts)))
    return tuple(parts)


def _safe(line: str, *, schools: bool) -> str:
    """A line as others may read it: no phone number, mail or address of hers."""
    return masked(line[: 4 * LONGEST_LINE], schools=schools)[:LONGEST_LINE]


def _files(site: Website) -> tuple[Part, ...]:
    room = MOST_LINES
    parts: list[Part] = []
    for path, data in sorted(site.files.items(), key=lambda item: (not item[0].lower().endswith(TEXTS), item[0])):
        if not path.lower().endswith(TEXTS):
            parts.append(Part(path, size=len(data)))
            continue
        lines = data.decode("utf-8", errors="replace").splitlines()
        schools = tells_name(lines)
        # Masked before it is cut: half a number would not be known as one.
        some = tuple(_safe(line, schools=schools) for line in lines[: max(0, room)])
        room -= len(some)
        parts.append(Part(path, lines=some, size=len(data), cut=len(some) < len(lines)))
    return tuple(parts)
