"""The shelf of rubrics: what is in use, read from the database; and the watch that brings files onto it.

A file that changed is used for the next hand-in once it checks and its examples pass. Until then the last good one
stays, and the reason is kept for mentors. Pages and workers only ever see what is in use.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from grader.language import languages
from grader.report import ENGINE
from grader.rubric.loaded import LoadedRubric
from worker.sentences import CATALOGUES, say
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store.frozen import freeze, thaw
from worker.trial import Trial

log = logging.getLogger("kru.rubrics")

SEEN = "rubric:"  # and the id: the print of the folder that was looked at, and what came of it
TRIAL_SECONDS = 300.0
MOST_THAWED = 200
PACKS = "packs"
NAME = "rubric.yaml"


@dataclass(frozen=True, slots=True)
class RubricProblem:
    """Why a file is not in use, in words for a mentor; an earlier version may be in use meanwhile."""

    rubric_id: str
    path: Path
    texts: Mapping[str, str]  # by language

    @property
    def text(self) -> str:
        """In English."""
        return self.say("en")

    def say(self, language: str) -> str:
        """In that language, else in English."""
        return self.texts.get(language) or self.texts["en"]


@dataclass(slots=True)
class Shelf:
    """The rubrics in use, for pages. Cheap: one short question to the database, the rest is remembered."""

    store: Store
    _thawed: dict[int, LoadedRubric] = field(default_factory=dict)

    def get(self, rubric_id: str) -> LoadedRubric | None:
        """The one in use for the next hand-in; None when there is none."""
        kept = self.store.rubrics.in_use().get(rubric_id)
        return None if kept is None else self.at(kept)

    def all(self) -> tuple[LoadedRubric, ...]:
        """What can be given to a class: by module, week and id. What lost its folder is not offered again."""
        seen = _seen(self.store)
        in_use = self.store.rubrics.in_use()
        found = [self.at(kept) for rubric_id, kept in in_use.items() if rubric_id in seen]
        return tuple(sorted((one for one in found if one), key=_place))

    def at(self, kept: int) -> LoadedRubric | None:
        """The rubric as a grading used it, by the grading's `kept_rubric`."""
        if kept not in self._thawed:
            row = self.store.rubrics.kept(kept)
            if row is None:
                return None
            if len(self._thawed) >= MOST_THAWED:
                self._thawed.clear()
            self._thawed[kept] = thaw(row.resolved)
        return self._thawed[kept]

    def problems(self) -> tuple[RubricProblem, ...]:
        """What is not in use and why, by id."""
        return tuple(
            RubricProblem(rubric_id, Path(one["path"]), one["problem"])
            for rubric_id, one in sorted(_seen(self.store).items())
            if one["problem"]
        )


@dataclass(slots=True)
class Watch:
    """Looks at the folders and tries what changed, one rubric at a time, each in a process of its own."""

    store: Store
    settings: Settings
    trial_seconds: float = TRIAL_SECONDS
    _trial: Trial[Path] = field(default_factory=Trial)

    def tick(self) -> None:
        """Look once, without waiting: begins a trial, or sees how the running one does."""
        folder = self._trial.given_up(self.trial_seconds)
        if folder is not None:
            note(self.store, folder, stamp_of(folder, self.settings), said("rubric-trial-endless"))
        if not self._trial.runs:
            changed = next(self._changed(), None)
            if changed is not None:
                self._trial.begin(changed, partial(_consider_alone, self.settings))

    def settle(self) -> None:
        """Try all that changed, here and now."""
        for folder in tuple(self._changed()):
            consider(self.store, self.settings, folder)

    def stop(self) -> None:
        """Leave a running trial; the next start makes it anew."""
        self._trial.stop()

    def _changed(self) -> Iterator[Path]:
        """Folders whose files are not those that were looked at last; forgets the ids that lost theirs."""
        seen, found = _seen(self.store), folders(self.settings)
        for rubric_id in seen.keys() - found.keys():
            self.store.settings.drop(SEEN + rubric_id)
        for rubric_id, folder in found.items():
            if seen.get(rubric_id, {}).get("print") != stamp_of(folder, self.settings):
                yield folder


def consider(store: Store, settings: Settings, folder: Path) -> RubricProblem | None:
    """Load and try the rubric of that folder; use it, or keep why not."""
    stamp = stamp_of(folder, settings)  # before reading: a change meanwhile is seen at the next look
    texts = _use(store, settings, folder)
    if texts:
        log.warning("%s is not in use: %s", folder, texts["en"])
    return note(store, folder, stamp, texts)


def _use(store: Store, settings: Settings, folder: Path) -> dict[str, str] | None:
    """Use it; or the reason why not, by language."""
    from grader.rubric.load import RubricError, load
    from grader.rubric.trial import test

    try:
        loaded = load(folder, roots(settings))
        rubric = loaded.rubric
        before = store.rubrics.score_hash_of(rubric.id, rubric.version)
        if before not in {None, loaded.score_hash}:
            newest = store.rubrics.newest_version(rubric.id) or rubric.version
            return said("rubric-version", version=newest + 1)
        trial = test(loaded)
        if not trial.passed:
            return {language: trial.show(language) for language in languages(CATALOGUES)}
        resolved = freeze(loaded, store.files)
    except RubricError as error:
        return {language: error.show(language) for language in languages(CATALOGUES)}
    except OSError as error:
        return said("rubric-file-closed", file=str(error.filename or folder))
    put_to_use(store, loaded, resolved, None, None)
    return None


def put_to_use(
    store: Store, loaded: LoadedRubric, resolved: Mapping[str, Any], mentor: int | None, text: str | None
) -> int:
    """Use it for the next hand-in and write down by whom, where that changes anything; the id it is kept under.

    `mentor` is None when a file changed; `text` None: what stands in its file.
    """
    rubric = loaded.rubric
    before = store.rubrics.in_use().get(rubric.id)
    kept = store.rubrics.keep(rubric.id, rubric.version, loaded.score_hash, loaded.words_hash, resolved)
    if kept.id != before:
        words = (loaded.folder / NAME).read_text(encoding="utf-8", errors="replace") if text is None else text
        store.tuning.published(rubric.id, kept.id, mentor, words)
    return kept.id


def _consider_alone(settings: Settings, folder: Path) -> None:
    store = open_store(settings.database_url, settings.files)
    try:
        consider(store, settings, folder)
    finally:
        store.close()


def said(key: str, **values: object) -> dict[str, str]:
    """A sentence of the service in every language."""
    return {language: say(key, language, values) for language in languages(CATALOGUES)}


def note(store: Store, folder: Path, stamp: str, texts: dict[str, str] | None) -> RubricProblem | None:
    """Keep what came of a look at that folder."""
    store.settings.set(SEEN + folder.name, {"print": stamp, "path": str(folder), "problem": texts})
    return RubricProblem(folder.name, folder, texts) if texts else None


def _seen(store: Store) -> dict[str, Mapping[str, Any]]:
    return store.settings.all(SEEN)


def roots(settings: Settings) -> tuple[Path, ...]:
    """Where rubrics and packs are looked for; the later one wins, so a club's own stands in for a shipped one."""
    return (settings.shipped_rubrics, settings.own_rubrics)


def folders(settings: Settings) -> dict[str, Path]:
    """The folder of every rubric, by its id."""
    from grader.rubric.load import rubric_files

    return {path.parent.name: path.parent for path in rubric_files(roots(settings))}


def stamp_of(folder: Path, settings: Settings) -> str:
    """Changes when a file of the rubric or a pack does, or the engine: by size and time, without reading."""
    packs = [path for root in roots(settings) for path in sorted(root.glob(f"{PACKS}/*.yaml"))]
    stamps: list[tuple[str, int, int]] = []
    for path in (*sorted(folder.rglob("*")), *packs):
        with suppress(OSError):  # gone between the look at the folder and the look at the file
            state = path.stat()
            if path.is_file():
                stamps.append((str(path), state.st_size, state.st_mtime_ns))
    return sha256(json.dumps([ENGINE, stamps]).encode()).hexdigest()


def _place(loaded: LoadedRubric) -> tuple[str, int, str]:
    return str(loaded.rubric.module or ""), loaded.rubric.week or 0, loaded.rubric.id
