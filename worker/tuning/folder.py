"""What if, over works from a zip: each is graded by the rubric in use and by a mentor's text, one after the other.

Everything of it lies in one folder, the works and what came of each, so that it goes on where it was after a restart.
A child looks at some works and ends; a work that it does not come back from is left out. After a day all is gone.
"""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from grader.report import from_json, to_json
from grader.rubric.whatif import Moved, compare, counted, to_look_at
from worker.settings import Settings
from worker.store import Store, open_store
from worker.trial import Trial
from worker.tuning import drafts

if TYPE_CHECKING:
    from grader.rubric.loaded import LoadedRubric

log = logging.getLogger("kru.tuning")

MOST_WORKS: Final = 200
MOST_BYTES: Final = 200 * 1024 * 1024
KEPT_SECONDS: Final = 24 * 3600
WORK_SECONDS: Final = 60.0  # what one work may take
SLICE_SECONDS: Final = 15.0  # a child begins no further work after that
_ASKED, _WORKS, _ANSWERS = "asked.json", "works", "answers"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a mentor asked: her text against a version that is kept. `names` are the works as she reads them."""

    rubric: str
    mentor: int
    kept: int
    text: str
    names: tuple[str, ...]
    files: tuple[str, ...]  # the name each was sent under


@dataclass(frozen=True, slots=True)
class Standing:
    """How far it is. `moved` holds who was compared; `left_out` the names of what could not be."""

    asked: Asked
    done: int
    moved: tuple[Moved, ...]
    left_out: tuple[str, ...]

    @property
    def over(self) -> bool:
        """Nothing is left to look at."""
        return self.done >= len(self.asked.names)


def ask(settings: Settings, asked: Asked, works: Iterable[bytes]) -> None:
    """Keep the works; the watch begins with them. What she asked before of that rubric is thrown away."""
    place = _place(settings, asked.mentor, asked.rubric)
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".what-if-", dir=settings.data))
    try:
        fresh = aside / "new"
        for name in (_WORKS, _ANSWERS):
            (fresh / name).mkdir(parents=True)
        for number, data in enumerate(works):
            _file(fresh, _WORKS, number).write_bytes(data)
        (fresh / _ASKED).write_text(json.dumps(asdict(asked), ensure_ascii=False), encoding="utf-8")
        if place.exists():
            place.rename(aside / "old")
        fresh.rename(place)
    finally:
        shutil.rmtree(aside)


def forget(settings: Settings, mentor: int, rubric: str) -> None:
    """Throw it away."""
    shutil.rmtree(_place(settings, mentor, rubric), ignore_errors=True)


def standing(store: Store, settings: Settings, mentor: int, rubric: str) -> Standing | None:
    """How far it is, and who would move; None when nothing was asked, or it is a day ago."""
    place = _place(settings, mentor, rubric)
    asked = _asked(place)
    if asked is None:
        return None
    answers = [json.loads(file.read_bytes()) for file in sorted((place / _ANSWERS).glob("*.json"))]
    both = _both(store, settings, asked)
    if both is None:
        return None
    old, new = both
    found = list(zip(asked.names, answers, strict=False))
    return Standing(
        asked,
        len(answers),
        tuple(_moved(name, one, old, new) for name, one in found if one["before"]),
        tuple(name for name, one in found if not one["before"]),
    )


@dataclass(slots=True)
class Folders:
    """Looks at what was asked, some works at a time, in a process of its own."""

    store: Store
    settings: Settings
    work_seconds: float = WORK_SECONDS
    _trial: Trial[Path] = field(default_factory=Trial)

    def tick(self) -> None:
        """Look once, without waiting."""
        lost = self._trial.given_up(SLICE_SECONDS + self.work_seconds)
        if lost is not None:
            _give_up(lost)
        if not self._trial.runs:
            for place in _places(self.settings):
                if _next(place) is not None:
                    self._trial.begin(place, partial(_look_alone, self.settings))
                    return

    def settle(self) -> None:
        """Look at everything, here and now."""
        for place in _places(self.settings):
            while _next(place) is not None:
                look(self.store, self.settings, place)

    def stop(self) -> None:
        """Leave it; the next start goes on."""
        self._trial.stop()


def look(store: Store, settings: Settings, place: Path) -> None:
    """Grade works one after the other until the time of a slice is over, or nothing is left."""
    asked = _asked(place)
    both = _both(store, settings, asked) if asked else None
    if asked is None or both is None:
        shutil.rmtree(place, ignore_errors=True)  # the text or the version it was asked of is gone
        return
    old, new = both
    looks = bool(to_look_at(old, new))
    until = time.monotonic() + SLICE_SECONDS
    while (number := _next(place)) is not None and time.monotonic() < until:
        _answer(place, number, _graded(place, number, asked.files[number], old, new if looks else None))


def _graded(place: Path, number: int, name: str, old: LoadedRubric, new: LoadedRubric | None) -> Mapping[str, Any]:
    from grader.grade import accepts, grade
    from grader.upload import UploadError, read

    try:
        project = read(_file(place, _WORKS, number).read_bytes(), name)
    except (UploadError, OSError):
        return {"before": None}
    if accepts(old, project) or (new is not None and accepts(new, project)):
        return {"before": None}
    seen = {"before": to_json(grade(project, old))}
    return {**seen, "after": to_json(grade(project, new))} if new is not None else seen


def _moved(name: str, answer: Mapping[str, Any], old: LoadedRubric, new: LoadedRubric) -> Moved:
    before = from_json(answer["before"])
    after = from_json(answer["after"]) if "after" in answer else counted(before, old, new)[0]
    return compare(name, before, after, old, new)


def _both(store: Store, settings: Settings, asked: Asked) -> tuple[LoadedRubric, LoadedRubric] | None:
    from grader.rubric.load import RubricError
    from worker.rubrics import Shelf

    old = Shelf(store).at(asked.kept)
    with suppress(RubricError, KeyError, OSError):
        new = drafts.read(store, settings, asked.rubric, asked.text)
        return (old, new) if old is not None else None
    return None


def _give_up(place: Path) -> None:
    """The child did not come back from a work: it is left out, and the next one begins after it."""
    number = _next(place)
    if number is not None:
        log.warning("work %d of %s was given up", number, place.name)
        _answer(place, number, {"before": None})


def _answer(place: Path, number: int, said: Mapping[str, Any]) -> None:
    file = _file(place, _ANSWERS, number).with_suffix(".json")
    fresh = file.with_suffix(".fresh")
    with suppress(FileNotFoundError):  # she asked anew, or threw it away, meanwhile
        fresh.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        fresh.replace(file)
        _file(place, _WORKS, number).unlink()  # nobody needs the work itself any more


def _next(place: Path) -> int | None:
    """The work to look at next; None when nothing is left."""
    asked = _asked(place)
    done = len(list((place / _ANSWERS).glob("*.json")))
    return done if asked is not None and done < len(asked.names) else None


def _asked(place: Path) -> Asked | None:
    try:
        file = place / _ASKED
        if time.time() - file.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(place, ignore_errors=True)
            return None
        told = json.loads(file.read_text(encoding="utf-8"))
    except OSError:
        return None
    return Asked(**{**told, "names": tuple(told["names"]), "files": tuple(told["files"])})


def _place(settings: Settings, mentor: int, rubric: str) -> Path:
    return settings.data / "what-if" / f"{mentor}-{rubric}"


def _places(settings: Settings) -> tuple[Path, ...]:
    return tuple(sorted((settings.data / "what-if").glob("*-*")))


def _file(place: Path, kind: str, number: int) -> Path:
    return place / kind / f"{number:04}"


def _look_alone(settings: Settings, place: Path) -> None:
    store = open_store(settings.database_url, settings.files)
    try:
        look(store, settings, place)
    finally:
        store.close()
