"""A mentor's text: tried with its examples, put into use when all is well, and the file says what is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kit.people import Cast
from tests.kit.projects import rubric_folder
from tests.kit.queue import settings_for, wait_until
from worker.rubrics import Shelf, Watch
from worker.settings import Settings
from worker.store import Store
from worker.store.tuning import PUBLISH, TRY
from worker.tuning.drafts import Drafts, in_file, text_print

pytestmark = pytest.mark.parametrize("cast", ["sqlite"], indirect=True)


@pytest.fixture
def settings(tmp_path: Path, store: Store) -> Settings:
    found = settings_for(tmp_path)
    rubric_folder(found.shipped_rubrics)
    Watch(store, found).settle()
    return found


def ask(cast: Cast, settings: Settings, text: str, what: str = PUBLISH) -> dict[str, object]:
    tuning = cast.store.tuning
    tuning.ask(tuning.save("tiny", cast.channary.id, text).id, what)
    Drafts(cast.store, settings).settle()
    draft = tuning.draft("tiny", cast.channary.id)
    assert draft is not None
    assert draft.asked is None
    assert draft.tried is not None
    assert draft.tried["print"] == text_print(text)
    return dict(draft.tried)


def better(store: Store, settings: Settings, version: int = 2) -> str:
    text = in_file(store, settings, "tiny").replace("version: 1", f"version: {version}")
    return text.replace("points: 4", "points: 8").replace("points: 6", "points: 10")


def used(cast: Cast) -> int:
    loaded = Shelf(cast.store).get("tiny")
    assert loaded is not None
    return int(loaded.rubric.points)


def test_trying_changes_nothing(cast: Cast, settings: Settings) -> None:
    outcome = ask(cast, settings, better(cast.store, settings), TRY)
    assert outcome["passed"] is True
    assert outcome["version"] is None
    assert used(cast) == 6
    assert not settings.own_rubrics.exists()


def test_published_it_is_used_and_stands_in_the_clubs_own_file(cast: Cast, settings: Settings) -> None:
    shipped = settings.shipped_rubrics / "module-1" / "tiny" / "rubric.yaml"
    before, text = shipped.read_bytes(), better(cast.store, settings)
    assert ask(cast, settings, text)["version"] == 2
    assert used(cast) == 10
    assert (settings.own_rubrics / "tiny" / "rubric.yaml").read_text(encoding="utf-8") == text
    assert (settings.own_rubrics / "tiny" / "examples" / "two.blocks").is_file()
    assert shipped.read_bytes() == before
    assert [one.name for one in settings.own_rubrics.iterdir()] == ["tiny"]
    Watch(cast.store, settings).settle()  # the file is what is used: nothing more is written down
    newest, first = cast.store.tuning.history("tiny")
    assert (newest.version, newest.mentor, newest.text) == (2, cast.channary.id, text)
    assert (first.version, first.mentor) == (1, None)
    again = (
        text.replace("version: 2", "version: 3").replace("points: 8", "points: 6").replace("points: 10", "points: 8")
    )
    assert ask(cast, settings, again)["version"] == 3
    assert used(cast) == 8


def test_what_does_not_come_out_as_expected_stays_a_draft(cast: Cast, settings: Settings) -> None:
    text = better(cast.store, settings)
    outcome = ask(cast, settings, text.replace("{good: 1, great: 2}", "{good: 2, great: 3}"))
    assert outcome["passed"] is False
    assert "two.blocks: starts should be great." in outcome["said"]["en"]  # type: ignore[index]
    assert "two.blocks" in outcome["said"]["km"]  # type: ignore[index]
    outcome = ask(cast, settings, text.replace("points: 10", "pionts: 10"))
    assert "rubric.yaml:6:1: The key pionts is not known here. Did you mean points?" in outcome["said"]["en"]  # type: ignore[index]
    outcome = ask(cast, settings, better(cast.store, settings, version=1))
    assert "Raise `version` to 2." in outcome["said"]["en"]  # type: ignore[index]
    assert used(cast) == 6
    assert not (settings.own_rubrics / "tiny").exists()
    assert len(cast.store.tuning.history("tiny")) == 1


def test_a_trial_is_a_process_of_its_own(cast: Cast, settings: Settings) -> None:
    tuning = cast.store.tuning
    tuning.ask(tuning.save("tiny", cast.channary.id, better(cast.store, settings)).id, PUBLISH)
    drafts = Drafts(cast.store, settings)

    def done() -> bool:
        drafts.tick()
        return not tuning.asked()

    wait_until(done, "the trial ends", seconds=60, meanwhile=lambda: None)
    assert used(cast) == 10
    drafts.stop()


def test_a_trial_that_does_not_end_says_so(cast: Cast, settings: Settings) -> None:
    tuning = cast.store.tuning
    tuning.ask(tuning.save("tiny", cast.channary.id, better(cast.store, settings)).id, TRY)
    drafts = Drafts(cast.store, settings, trial_seconds=-1)
    drafts.tick()
    drafts.tick()
    draft = tuning.draft("tiny", cast.channary.id)
    assert draft is not None
    assert draft.tried is not None
    assert "took too long" in draft.tried["said"]["en"]
    drafts.stop()
