"""Bytes that somebody handed in become a Project, or an UploadError that says what they are and what to do.

What the bytes are is decided by the bytes. A name helps in one case: a picture that is called like a project was
renamed in the hope that this makes it one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, Literal

from grader.scratch.model import Note, ScratchProject
from grader.upload import pictures, recognise
from grader.upload.container import Container, is_zip
from grader.upload.limits import STANDARD, Limits, UploadError
from grader.upload.pictures import Picture, without_exif
from grader.upload.sentences import NOTES, SENTENCES
from grader.website.model import Website

__all__ = [
    "NOTES",
    "SENTENCES",
    "STANDARD",
    "Kind",
    "Limits",
    "Picture",
    "Project",
    "UploadError",
    "kind",
    "read",
    "site_files",
    "without_exif",
]

Kind = Literal["sb3", "website", "builder", "picture"]
_PAGE: Final = (".html", ".htm", ".xhtml")
_ONE_FILE: Final = (".mhtml", ".mht")  # a page that a browser saved with everything in it
_NAMED_LIKE_WORK: Final = (*_PAGE, ".sb3", ".sb2", ".sb", ".sprite3", ".zip", ".json", *_ONE_FILE)
_OFFICE: Final = (("word/", "word"), ("ppt/", "powerpoint"), ("xl/", "excel"))


Project = ScratchProject | Website | Picture


def read(data: bytes, name: str = "", limits: Limits = STANDARD) -> Project:
    """The project in these bytes. Raises UploadError and nothing else, whatever the bytes are."""
    if len(data) > limits.upload:
        raise UploadError("too-large", {"limit": limits.upload // 1_000_000})
    if not data.strip(b"\x00\t\n\r "):
        raise UploadError("empty")
    if is_zip(data):
        return _zip(data, limits)
    picture = pictures.format_of(data)
    if picture is not None:
        if name.lower().endswith(_NAMED_LIKE_WORK):
            raise UploadError("picture-renamed")
        return pictures.read(data, picture, limits)
    found = recognise.kind_of(data)
    if found == "json":
        return _scratch(data, limits)
    if found not in {"html", "mhtml"}:
        raise UploadError(found)
    return _website({_page_name(name, mhtml=found == "mhtml"): data})


def site_files(data: bytes, name: str = "", limits: Limits = STANDARD) -> Mapping[str, bytes]:
    """The files of a website by their paths, not looked at any further; none where the bytes are something else.

    Raises UploadError for what `read` refuses before it looks into files.
    """
    from grader.website.read import unpacked

    if is_zip(data):
        files = Container(data, limits)
        if not any(name.lower().endswith((*_PAGE, *_ONE_FILE)) for name in files.names):
            return {}
        return unpacked(_contents(files, limits))
    found = None if pictures.format_of(data) else recognise.kind_of(data)
    return unpacked({_page_name(name, mhtml=found == "mhtml"): data}) if found in {"html", "mhtml"} else {}


def kind(project: Project) -> Kind:
    """What kind of project it is, in the words of a rubric's `accepts`."""
    if isinstance(project, Picture):
        return "picture"
    if isinstance(project, ScratchProject):
        return "sb3"
    return "builder" if project.builder else "website"


def _page_name(name: str, *, mhtml: bool) -> str:
    # One page alone is the site's first, whatever a phone called it; its own name is kept where it is a page's.
    plain = name.replace("\\", "/").rpartition("/")[2]
    safe = plain.lower().endswith((*_PAGE, *_ONE_FILE) if mhtml else _PAGE) and plain.isprintable()
    return plain if safe else "index.mhtml" if mhtml else "index.html"


def _scratch(data: bytes, limits: Limits) -> ScratchProject:
    from grader.scratch.read import ReadError
    from grader.scratch.read import read as read_project

    if len(data) > limits.project_json:
        raise UploadError("project-too-large", {"limit": limits.project_json // 1_000_000})
    try:
        return read_project(data, limits.json_depth)
    except ReadError as error:
        raise UploadError(error.key) from None


def _zip(data: bytes, limits: Limits) -> ScratchProject | Website:
    files = Container(data, limits)
    if not files.names:
        raise UploadError("zip-empty" if not files.recovered else "zip-damaged")
    project = _shallowest(name for name in files.names if _is_project_json(name))
    page = _shallowest(name for name in files.names if name.lower().endswith((*_PAGE, *_ONE_FILE)))
    if project is not None and ("/" not in project or page is None or "/" in page):
        try:
            return _sb3(files, project, limits)
        except UploadError as error:
            # Sites have a project.json too, for tools that have nothing to do with Scratch.
            if page is None or error.key != "not-scratch":
                raise
    other = _other_zip(files.names)
    if other is not None and page is None:
        raise UploadError(other)
    if page is None:
        raise UploadError("zip-nothing")
    return _site(files, limits)


def _is_project_json(name: str) -> bool:
    # At the root or one folder down, as Scratch itself takes it.
    return name.count("/") <= 1 and name.rpartition("/")[2].lower() == "project.json"


def _shallowest(names: Iterable[str]) -> str | None:
    return min(names, key=lambda name: name.count("/"), default=None)


def _sb3(files: Container, name: str, limits: Limits) -> ScratchProject:
    data = files.read(name, limits.project_json, too_large="project-too-large")
    project = _scratch(data, limits)
    folder = name[: -len("project.json")]
    held = set(files.names)
    missing = {
        asset.asset
        for target in project.targets
        for asset in (*target.costumes, *target.sounds)
        if asset.asset and folder + asset.asset not in held
    }
    notes = list(project.notes)
    if files.recovered:
        notes.append(Note("recovered"))
    if missing:
        notes.append(Note("files-missing", {"count": len(missing)}))
    return replace(project, notes=tuple(notes)) if notes else project


def _other_zip(names: tuple[str, ...]) -> str | None:
    lower = [name.lower() for name in names]
    if "[content_types].xml" in lower:
        return next((key for start, key in _OFFICE if any(name.startswith(start) for name in lower)), "office")
    if "sprite.json" in {name.rpartition("/")[2] for name in lower}:
        return "one-sprite"
    if "mimetype" in lower and "meta-inf/manifest.xml" in lower:
        return "office"
    if any(name.endswith((".sb3", ".sb2", ".sb")) for name in lower):
        return "zip-holds-project"
    return "zip-in-zip" if any(name.endswith((".zip", ".rar", ".7z")) for name in lower) else None


def _site(files: Container, limits: Limits) -> Website:
    return _website(_contents(files, limits))


def _contents(files: Container, limits: Limits) -> Mapping[str, bytes]:
    contents = {}
    for name in files.names:
        is_page = name.lower().endswith(_PAGE)
        contents[name] = files.read(name, limits.builder_page if is_page else None, too_large="page-too-large")
    while _common_folder(contents):
        contents = {name.partition("/")[2]: content for name, content in contents.items()}
    return contents


def _common_folder(contents: Mapping[str, bytes]) -> bool:
    """Do all files lie in one folder: then it is not part of the site, it came from zipping the folder."""
    return len({name.partition("/")[0] for name in contents}) == 1 and all("/" in name for name in contents)


def _website(contents: Mapping[str, bytes]) -> Website:
    from grader.website.read import read as read_site

    if any(recognise.is_packaged(content) for name, content in contents.items() if name.lower().endswith(_PAGE)):
        raise UploadError("packaged")
    return read_site(contents)
