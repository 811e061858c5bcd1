"""A zip with the files of a class: which works are in it, and whose each may be, by names and card codes."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grader.upload import Limits
from grader.upload.container import Container
from worker.store.views import StudentView

PAGES = (".html", ".htm")
WORKS = (".sb3", ".zip", ".mhtml", ".mht", ".jpg", ".jpeg", ".png", ".webp", ".heic", *PAGES)


@dataclass(frozen=True, slots=True)
class Unit:
    """One work: a file, or all files of a folder that holds a website. `hints` are names that may tell whose it is."""

    shown: str
    file_name: str
    names: tuple[str, ...]
    hints: tuple[str, ...]
    root: str = ""  # the folder of a website


@dataclass(frozen=True, slots=True)
class Parcel:
    """An opened zip: its works in order of the alphabet, and files that are no work."""

    container: Container
    units: tuple[Unit, ...]
    left_out: tuple[str, ...]

    def data(self, unit: Unit, most: int) -> bytes:
        """The file to hand in, of at most so many bytes; a website is zipped, the same every time. UploadError."""
        if not unit.root:
            return self.container.read(unit.names[0], most)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in unit.names:
                archive.writestr(zipfile.ZipInfo(name.removeprefix(unit.root)), self.container.read(name, most))
        return out.getvalue()


def opened(data: bytes, limits: Limits) -> Parcel:
    """The works in these bytes. Raises UploadError when they are no zip that can be read."""
    container = Container(data, limits)
    units = tuple(sorted(_units(container.names), key=lambda unit: unit.shown.casefold()))
    taken = {name for unit in units for name in unit.names}
    return Parcel(container, units, tuple(name for name in container.names if name not in taken))


def match(units: Sequence[Unit], students: Iterable[StudentView]) -> tuple[StudentView | None, ...]:
    """For each work whose it is; None when nobody fits, when two fit, or when she has one before it."""
    students = tuple(students)
    given: set[int] = set()
    found = []
    for unit in units:
        her = _owner(unit.hints, students)
        if her is not None and her.id in given:
            her = None
        if her is not None:
            given.add(her.id)
        found.append(her)
    return tuple(found)


def words(text: str) -> tuple[str, ...]:
    """Letters and digits as they compare: one form of each letter, without case, marks of breaking left out."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in folded if unicodedata.category(sign) != "Cf"
    )
    return tuple(kept.split())


def _owner(hints: Iterable[str], students: Iterable[StudentView]) -> StudentView | None:
    """Whose card code stands there; else whose nickname does, and of two nicknames the longer one."""
    found = [words(hint) for hint in hints]
    joined = ["".join(one).upper() for one in found]
    best: list[tuple[int, StudentView]] = []
    for student in students:
        code = student.code.replace("-", "").upper()
        if code and any(code in one for one in joined):
            return student
        name = words(student.nickname)
        if name and any(_stands_in(name, one) for one in found):
            best.append((len("".join(name)), student))
    longest = max((size for size, _ in best), default=0)
    owners = [student for size, student in best if size == longest]
    return owners[0] if len(owners) == 1 else None


def _stands_in(name: tuple[str, ...], hint: tuple[str, ...]) -> bool:
    return any(hint[start : start + len(name)] == name for start in range(len(hint) - len(name) + 1))


def _units(names: Sequence[str]) -> Iterator[Unit]:
    shared = _shared(names)
    folders: dict[str, list[str]] = {}
    for name in names:
        first, slash, _ = name.removeprefix(shared).partition("/")
        folders.setdefault(first if slash else "", []).append(name)
    # A folder around everything is named after the class, unless all that lies in it is one girl's.
    beside = shared if len(names) == 1 or (set(folders) == {""} and _has_page(names)) else ""
    for folder, inside in folders.items():
        if folder and _has_page(inside):
            root = f"{shared}{folder}/"
            yield Unit(f"{folder}/", f"{folder}.zip", tuple(inside), (folder,), root)
            continue
        for name in inside:
            rest = name.removeprefix(shared)
            if rest.lower().endswith(WORKS):
                *above, last = rest.split("/")
                stem = last.rpartition(".")[0]
                yield Unit(rest, last, (name,), (stem, *above, *filter(None, beside.split("/"))))


def _has_page(names: Iterable[str]) -> bool:
    return any(name.lower().endswith(PAGES) for name in names)


def _shared(names: Sequence[str]) -> str:
    """The folders that lie around everything."""
    shared = ""
    while names:
        firsts = {name.removeprefix(shared).partition("/")[:2] for name in names}
        if len(firsts) != 1 or not (first := firsts.pop())[1]:
            break
        shared += f"{first[0]}/"
    return shared
