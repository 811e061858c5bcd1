"""A mentor's text of a rubric: checked while she writes, tried with its examples, put into use when all is well."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.language import languages
from grader.rubric.load import RubricError, load, load_text
from worker import rubrics
from worker.sentences import CATALOGUES
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store.frozen import freeze
from worker.store.tuning import PUBLISH, DraftView
from worker.trial import Trial
from worker.tuning import begun

if TYPE_CHECKING:
    from grader.rubric.loaded import LoadedRubric

log = logging.getLogger("kru.tuning")


def read(store: Store, settings: Settings, rubric_id: str, text: str) -> LoadedRubric:
    """What the text says, beside the files of that rubric. RubricError with all mistakes; KeyError without a folder."""
    folder = folder_of(store, settings, rubric_id)
    return load_text(text.encode(), folder / rubrics.NAME, rubrics.roots(settings))


def in_file(store: Store, settings: Settings, rubric_id: str) -> str:
    """What stands in the file now. KeyError without a folder, OSError when it cannot be read."""
    data = (folder_of(store, settings, rubric_id) / rubrics.NAME).read_bytes()
    return data.decode("utf-8-sig", errors="replace")


def folder_of(store: Store, settings: Settings, rubric_id: str) -> Path:
    """Where its files lie, also before it is published; where they lay when it was put into use. Or KeyError."""
    found = rubrics.folders(settings).get(rubric_id) or begun.folder(settings, rubric_id)
    if found is not None:
        return found
    kept = store.rubrics.kept(store.rubrics.in_use()[rubric_id])
    if kept is None:
        raise KeyError(rubric_id)
    return Path(kept.resolved["folder"])


def text_print(text: str) -> str:
    """Which text an outcome belongs to."""
    return sha256(text.encode()).hexdigest()


def consider(store: Store, settings: Settings, draft: DraftView) -> None:
    """Try the draft; put it into use when that was asked and everything comes out as expected."""
    store.tuning.tried(draft, _outcome(store, settings, draft))


def _outcome(store: Store, settings: Settings, draft: DraftView) -> Mapping[str, Any]:
    from grader.rubric.trial import test

    try:
        loaded = read(store, settings, draft.rubric_id, draft.text)
        trial = test(loaded)
        said = {language: trial.show(language) for language in languages(CATALOGUES)}
        outcome = {"print": text_print(draft.text), "passed": trial.passed, "said": said, "version": None}
        if draft.asked != PUBLISH or not trial.passed:
            return outcome
        refused = _other_points(store, loaded)
        if refused:
            return {**outcome, "passed": False, "said": refused}
        return {**outcome, "version": _publish(store, settings, draft)}
    except RubricError as error:
        return _not_yet(draft, {language: error.show(language) for language in languages(CATALOGUES)})
    except KeyError:
        return _not_yet(draft, rubrics.said("rubric-missing"))
    except OSError as error:
        return _not_yet(draft, rubrics.said("rubric-file-closed", file=Path(str(error.filename or "")).name))


def _not_yet(draft: DraftView, said: Mapping[str, str]) -> Mapping[str, Any]:
    return {"print": text_print(draft.text), "passed": False, "said": dict(said), "version": None}


def _other_points(store: Store, loaded: LoadedRubric) -> dict[str, str] | None:
    """A number that was used keeps its meaning."""
    rubric = loaded.rubric
    if store.rubrics.score_hash_of(rubric.id, rubric.version) in {None, loaded.score_hash}:
        return None
    return rubrics.said("rubric-version", version=(store.rubrics.newest_version(rubric.id) or rubric.version) + 1)


def _publish(store: Store, settings: Settings, draft: DraftView) -> int:
    """Into the club's own folder, then into use: whoever reads the file sees what is used."""
    place = _own_folder(store, settings, draft)
    file = place / rubrics.NAME
    fresh = place.parent / f".{place.name}.fresh"
    fresh.write_text(draft.text, encoding="utf-8", newline="")
    fresh.replace(file)
    stamp = rubrics.stamp_of(place, settings)
    loaded = load(place, rubrics.roots(settings))
    rubrics.put_to_use(store, loaded, freeze(loaded, store.files), draft.mentor, draft.text)
    rubrics.note(store, place, stamp, None)
    begun.drop(settings, draft.rubric_id)
    return loaded.rubric.version


def _own_folder(store: Store, settings: Settings, draft: DraftView) -> Path:
    """The rubric's folder among the club's own; one that ships is copied there first, and so is one that is new.

    Updates leave it alone.
    """
    folder = folder_of(store, settings, draft.rubric_id)
    if folder.is_relative_to(settings.own_rubrics) and folder != begun.folder(settings, draft.rubric_id):
        return folder
    place = settings.own_rubrics / draft.rubric_id
    settings.own_rubrics.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".rubric-", dir=settings.data))
    try:
        shutil.copytree(folder, aside / "new")
        # With her text already: the watch may see the folder as soon as it stands.
        (aside / "new" / rubrics.NAME).write_text(draft.text, encoding="utf-8", newline="")
        (aside / "new").rename(place)
    finally:
        shutil.rmtree(aside)
    return place


@dataclass(slots=True)
class Drafts:
    """Tries what mentors asked for, one draft at a time, in a process of its own that may take long or die."""

    store: Store
    settings: Settings
    trial_seconds: float = rubrics.TRIAL_SECONDS
    _trial: Trial[DraftView] = field(default_factory=Trial)

    def tick(self) -> None:
        """Look once, without waiting."""
        lost = self._trial.given_up(self.trial_seconds)
        if lost is not None:
            log.warning("the trial of draft %s ended without an outcome", lost.id)
            self.store.tuning.tried(lost, _not_yet(lost, rubrics.said("rubric-trial-endless")))
        if not self._trial.runs:
            draft = next(iter(self.store.tuning.asked()), None)
            if draft is not None:
                self._trial.begin(draft, partial(_consider_alone, self.settings))

    def settle(self) -> None:
        """Try all that is asked for, here and now."""
        for draft in self.store.tuning.asked():
            consider(self.store, self.settings, draft)

    def stop(self) -> None:
        """Leave a running trial; the next start makes it anew."""
        self._trial.stop()


def _consider_alone(settings: Settings, draft: DraftView) -> None:
    store = open_store(settings.database_url, settings.files)
    try:
        consider(store, settings, draft)
    finally:
        store.close()
