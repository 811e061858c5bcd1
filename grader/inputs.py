"""What the command line was pointed at: which files and folders are a row each, and how one is read.

A folder with an HTML file directly in it is one website; in any other folder each project file and each folder below
is a row. Names are the path as given, plus the part below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from grader.language import N_

if TYPE_CHECKING:
    from grader.upload import Limits, Project

NOTHING_FOUND = N_("No projects were found in: {paths}")
TEXT = ".blocks"
HTML = frozenset({".html", ".htm", ".xhtml"})
# What computers leave lying about, and what a mentor keeps beside the projects: no student handed it in.
LEFT_BY_COMPUTERS = frozenset({"thumbs.db", "desktop.ini", "__macosx", "node_modules", "kru-report"})
KEPT_BY_MENTORS = frozenset({".csv", ".json", ".jsonl", ".md", ".tsv", ".xlsx", ".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Item:
    """One row: a file, a website's folder, or a path where nothing is."""

    name: str  # as shown: the path as given, and the part below it
    path: Path
    kind: Literal["file", "site", "missing"]


@dataclass(frozen=True, slots=True)
class Found:
    """The rows, in the order given and by name below, and what was left out of the folders."""

    items: tuple[Item, ...]
    left_out: tuple[str, ...]


def collect(paths: Iterable[str]) -> Found:
    """Every row behind these paths; a path where nothing stands is a row too, so that it is not overlooked."""
    items: dict[str, Item] = {}
    left_out: list[str] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = _below(given.rstrip("/\\") or given, path, left_out)
        else:
            found = iter([Item(given, path, "file" if path.exists() else "missing")])
        for item in found:
            items.setdefault(item.name, item)
    return Found(tuple(items.values()), tuple(left_out))


def _below(name: str, folder: Path, left_out: list[str]) -> Iterator[Item]:
    entries = sorted((entry for entry in folder.iterdir() if not _is_litter(entry)), key=lambda entry: entry.name)
    if any(entry.suffix.lower() in HTML and entry.is_file() for entry in entries):
        yield Item(name, folder, "site")
        return
    for entry in entries:
        below = f"{name}/{entry.name}"
        if entry.is_dir():
            # An empty folder is a row of its own: somebody's work may be missing there.
            inside = tuple(_below(below, entry, left_out))
            yield from inside or (Item(below, entry, "site"),)
        elif entry.suffix.lower() in KEPT_BY_MENTORS and entry.name.lower() != "project.json":
            left_out.append(below)
        else:
            yield Item(below, entry, "file")


def _is_litter(entry: Path) -> bool:
    if entry.name.startswith((".", "~$")) or entry.name.lower() in LEFT_BY_COMPUTERS:
        return True
    # A link may lead anywhere, also in a circle; what it leads to is somewhere itself. A pipe never ends.
    return entry.is_symlink() or not (entry.is_file() or entry.is_dir())


def read(item: Item) -> Project:
    """The project behind a row. UploadError says why there is none."""
    # Imported late: `kru --help` and an empty folder need no reader.
    from grader import upload

    limits = upload.Limits()
    if item.kind == "missing":
        raise upload.UploadError("no-file", {"file": item.name})
    if item.kind == "site":
        return _site(item.path, limits)
    if item.path.stat().st_size > limits.upload:
        raise upload.UploadError("too-large", {"limit": limits.upload // 1_000_000})
    data = item.path.read_bytes()
    if item.path.suffix.lower() == TEXT:
        return _text(data)
    return upload.read(data, item.path.name, limits)


def site_files(item: Item) -> Mapping[str, bytes]:
    """The files of a row that is a website, by their paths; none of anything else, and of what cannot be read."""
    from grader import upload
    from grader.website.read import unpacked

    try:
        if item.kind == "site":
            return unpacked(_folder(item.path, upload.Limits()))
        if item.kind == "missing" or item.path.suffix.lower() == TEXT:
            return {}
        if item.path.stat().st_size > upload.Limits().upload:
            return {}
        return upload.site_files(item.path.read_bytes(), item.path.name)
    except (upload.UploadError, OSError):
        return {}


def _text(data: bytes) -> Project:
    """A project as text, as mentors keep them beside a rubric."""
    from grader.scratch.notation import NotationError, read_project
    from grader.upload import UploadError

    try:
        return read_project(data.decode("utf-8-sig"))
    except NotationError as trouble:
        raise UploadError("text-broken", {"line": trouble.line}) from None
    except UnicodeDecodeError:
        raise UploadError("text-bytes") from None


def _site(folder: Path, limits: Limits) -> Project:
    from grader.upload import UploadError
    from grader.upload.recognise import is_packaged
    from grader.website.read import read as read_site

    files = _folder(folder, limits)
    if not files:
        raise UploadError("empty")
    if any(is_packaged(content) for name, content in files.items() if Path(name).suffix.lower() in HTML):
        raise UploadError("packaged")
    return read_site(files)


def _folder(folder: Path, limits: Limits) -> dict[str, bytes]:
    from grader.upload import UploadError

    files: dict[str, bytes] = {}
    size = 0
    for path in _files(folder):
        size += path.stat().st_size
        if size > limits.unpacked:
            raise UploadError("too-large", {"limit": limits.unpacked // 1_000_000})
        if len(files) == limits.entries:
            raise UploadError("zip-too-many", {"limit": limits.entries})
        files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return files


def _files(folder: Path) -> Iterator[Path]:
    """Every file of a folder and below, without litter and links."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if _is_litter(entry):
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.is_file():
            yield entry
