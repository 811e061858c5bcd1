"""What if over works in a folder: one after the other, resumed where it was, and gone after a day."""

from __future__ import annotations

import io
import os
import shutil
import time
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.kit.projects import project, rubric_folder
from tests.web.conftest import Pages, post, visible
from worker.rubrics import consider
from worker.tuning import drafts, folder
from worker.tuning.folder import Asked, Folders


@pytest.fixture(autouse=True)
def tiny(pages: Pages, tmp_path: Path) -> None:
    place = pages.settings.own_rubrics / "tiny"
    shutil.copytree(rubric_folder(tmp_path / "made"), place)
    assert consider(pages.cast.store, pages.settings, place) is None


def text(pages: Pages, *, looks: bool = False) -> str:
    """The text in use, with other thresholds; `looks`: it looks for something else too."""
    found = drafts.in_file(pages.cast.store, pages.settings, "tiny").replace("version: 1", "version: 2")
    found = found.replace("{good: 1, great: 2}", "{good: 2, great: 3}")
    return (
        found.replace("check: scratch.scripts", "check: scratch.scripts\n    with: {min_blocks: 9}") if looks else found
    )


def ask(pages: Pages, said: str, *works: bytes) -> Path:
    names = tuple(f"{number}.sb3" for number in range(len(works)))
    kept = pages.cast.store.rubrics.in_use()["tiny"]
    folder.ask(pages.settings, Asked("tiny", pages.cast.channary.id, kept, said, names, names), works)
    (place,) = (pages.settings.data / "what-if").iterdir()
    return place


def ways(pages: Pages) -> list[tuple[str, str]]:
    found = folder.standing(pages.cast.store, pages.settings, pages.cast.channary.id, "tiny")
    assert found is not None
    assert found.over
    return [(one.name, one.way) for one in found.moved]


@pytest.mark.parametrize("looks", [False, True])
def test_who_moves_and_nothing_of_the_works_stays(pages: Pages, *, looks: bool) -> None:
    place = ask(pages, text(pages, looks=looks), project(3), project(2), b"nothing")
    before = folder.standing(pages.cast.store, pages.settings, pages.cast.channary.id, "tiny")
    assert before is not None
    assert (before.done, before.over) == (0, False)
    Folders(pages.cast.store, pages.settings).settle()
    assert ways(pages) == [("0.sb3", "down" if looks else "stays"), ("1.sb3", "down")]
    after = folder.standing(pages.cast.store, pages.settings, pages.cast.channary.id, "tiny")
    assert after is not None
    assert after.left_out == ("2.sb3",)
    assert list((place / "works").iterdir()) == []
    assert folder.standing(pages.cast.store, pages.settings, pages.cast.vanna.id, "tiny") is None


def test_a_work_that_never_ends_is_left_out_and_the_next_one_follows(pages: Pages) -> None:
    place = ask(pages, text(pages), project(3), project(2))
    folder._give_up(place)
    Folders(pages.cast.store, pages.settings).settle()
    found = folder.standing(pages.cast.store, pages.settings, pages.cast.channary.id, "tiny")
    assert found is not None
    assert found.left_out == ("0.sb3",)
    assert [one.name for one in found.moved] == ["1.sb3"]


def test_what_is_asked_anew_takes_its_place_and_after_a_day_it_is_gone(pages: Pages) -> None:
    ask(pages, text(pages), project(3), project(2))
    place = ask(pages, text(pages), project(1))
    Folders(pages.cast.store, pages.settings).settle()
    assert len(ways(pages)) == 1
    old = time.time() - folder.KEPT_SECONDS - 1
    os.utime(place / "asked.json", (old, old))
    Folders(pages.cast.store, pages.settings).tick()
    assert not place.exists()
    place = ask(pages, "rubric: 1\n", project(1))
    Folders(pages.cast.store, pages.settings).settle()
    assert not place.exists()


def zipped(**works: bytes) -> tuple[io.BytesIO, str]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, work in works.items():
            archive.writestr(f"{name}.sb3", work)
    data.seek(0)
    return data, "works.zip"


def test_the_page_takes_a_zip_says_how_far_it_is_and_who_would_move(
    pages: Pages, channary: FlaskClient, vanna: FlaskClient
) -> None:
    address = "/mentor/rubric/tiny/what-if"
    assert "Change the rubric first" in visible(channary.get(address))
    edit = "/mentor/rubric/tiny/edit"
    post(channary, f"{edit}/check", {"text": text(pages)}, page=edit)
    assert address in channary.get(edit).get_data(as_text=True)
    assert "Choose a zip with works." in visible(post(channary, address, {}, page=address))
    answer = post(channary, address, {"file": zipped(sokha=project(2), bopha=project(3))}, page=address)
    assert answer.status_code == 303
    assert "Looked at so far: 0 of 2." in visible(channary.get(address))
    Folders(pages.cast.store, pages.settings).settle()
    page = visible(channary.get(address))
    assert "up: 0, down: 1, stay: 1." in page
    assert "sokha.sb3" in page
    assert "Great begins at 3 now. Here are 2." in page
    assert "sokha" not in visible(vanna.get(address))
    post(channary, f"{edit}/check", {"text": text(pages) + "# more\n"}, page=edit)
    assert "Your draft changed since." in visible(channary.get(address))
    post(channary, f"{address}/forget", {}, page=address)
    assert "sokha" not in visible(channary.get(address))


def test_too_many_works_are_not_begun(pages: Pages, channary: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_WORKS", 1)
    address = "/mentor/rubric/tiny/what-if"
    pages.cast.store.tuning.save("tiny", pages.cast.channary.id, text(pages))
    answer = post(channary, address, {"file": zipped(a=project(1), b=project(2))}, page=address)
    assert "These are more than 1 works. Choose fewer." in visible(answer)
    assert folder.standing(pages.cast.store, pages.settings, pages.cast.channary.id, "tiny") is None
