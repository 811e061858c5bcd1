"""File names that cause trouble on the web.

## What it looks for

Names of files with spaces or odd signs, names that differ by capitals alone, doubled endings (`cat.jpg.jpg`) and hidden
ones (`index.html.txt`). With `capitals` names with capital letters are told as well. Khmer names are fine.

## Why it matters

On a server `Cat.JPG` and `cat.jpg` are two files. On Windows they are one, so the page works at home and breaks online.

## Limits

Files that nobody made by hand (`.DS_Store`) and readme files are left aside.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.junk import is_junk
from grader.website.picture_facts import ALL_ENDINGS

_ODD = frozenset("#%?&+*:\"<>|\\^`{}[]~'!$@=;,")
_PAGES = frozenset({"html", "htm", "css", "js"})
_ADDED = frozenset({"txt", "html", "htm", "docx", "doc", "rtf"})
_AS_THEY_ARE = ("readme", "license", "licence", "cname", "copying", "notice", "changelog")


class FileNamesParams(Params):
    """Whether capital letters are told too."""

    capitals: bool = False


def observe(index: SiteIndex, params: FileNamesParams) -> Observation:
    """Every file whose name causes trouble; `name` and `better` are those of the first."""
    paths = [path for path in index.site.files if index.site.files[path] and not is_junk(path) and not _left(path)]
    twins: dict[str, int] = {}
    for path in paths:
        twins[path.lower()] = twins.get(path.lower(), 0) + 1
    places: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    for path in paths:
        name = path.rpartition("/")[2]
        twin = twins[path.lower()] > 1
        if twin or _causes_trouble(name, capitals=params.capitals):
            places.append(index.file_place(path))
            if not values and index.file_hers(path):
                values = {"name": name, "better": _better(name)}
    return Observation(tuple(places), sum(map(index.file_hers, paths)), values=values)


def _left(path: str) -> bool:
    return path.rpartition("/")[2].lower().startswith(_AS_THEY_ARE)


def _causes_trouble(name: str, *, capitals: bool) -> bool:
    if any(char.isspace() or char in _ODD for char in name):
        return True
    return _better_ending(name) is not None or (capitals and name != name.lower())


def _better_ending(name: str) -> str | None:
    """The name with one ending; None where it has one."""
    stem, _, last = name.lower().rpartition(".")
    before = stem.rpartition(".")[2] if "." in stem else ""
    if not before:
        return None
    doubled = last == before or {last, before} <= {"jpg", "jpeg"} or {last, before} <= {"html", "htm"}
    if doubled and last in ALL_ENDINGS | _PAGES:
        return name[: len(stem)]
    hidden = last in _ADDED and before in ALL_ENDINGS | _PAGES
    return name[: len(stem)] if hidden else None


def _better(name: str) -> str:
    name = (_better_ending(name) or name).lower()
    return "".join("-" if char.isspace() or char in _ODD else char for char in name)


CHECK = Check(
    title=N_("File names that cause trouble"),
    kind="problem",
    severity="advice",
    source=True,
    params=FileNamesParams,
    observe=observe,
    words=Words(
        praise=N_("Your file names work on every computer."),
        next=N_("Rename {name} to {better}. Change it in your pages too."),
        hints=(
            N_("What would you type to open this file online?"),
            N_("Look at {where}. Which sign is no letter or digit?"),
            N_("Use small letters, and - in place of a space."),
        ),
        measured=N_("File names that cause trouble: {count}."),
    ),
    examples=(
        Example(
            shows="A space, and an odd sign",
            project={"index.html": "<p>Hi</p>", "my cat.png": "x", "a&b.css": "p { margin: 0 }"},
            amount=2,
            places=("my cat.png", "a&b.css"),
        ),
        Example(
            shows="Doubled and hidden endings",
            project={"index.html.txt": "<p>Hi</p>", "cat.jpg.jpg": "x", "about.html.html": "<p>Hi</p>"},
            amount=3,
        ),
        Example(
            shows="Capitals alone tell them apart",
            project={"index.html": "<p>Hi</p>", "Cat.png": "x", "cat.png": "y"},
            amount=2,
        ),
        Example(
            shows="Names that work, Khmer ones too",
            project={"index.html": "<p>Hi</p>", "my-cat_2.png": "x", "images/ឆ្មា.png": "y", "jquery.min.js": "z"},
            amount=0,
            looked_at=4,
        ),
        Example(
            shows="Capitals are told where they are asked for",
            project={"index.html": "<p>Hi</p>", "Cat.png": "x", "README.md": "y"},
            params={"capitals": True},
            amount=1,
            places=("Cat.png",),
        ),
    ),
)
