"""A new rubric from the browser: where it starts, what is left to mend; nobody sees it before it is published."""

from __future__ import annotations

import html
import io
import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.kit.projects import project, rubric_folder
from tests.web.conftest import Pages, post, visible
from tests.web.mentor.conftest import photo, website
from worker.rubrics import consider, folders
from worker.tuning import begun
from worker.tuning.drafts import Drafts, in_file

NEW = "/mentor/rubrics/new"
SAYS = {"title-en": 'Our "big" week: 1', "title-km": "សប្តាហ៍\u200bយើង"}


def begin(client: FlaskClient, start: str, **more: object) -> str:
    """Send the form; the page she comes to."""
    answer = post(client, NEW, {**SAYS, "start": start, **more}, page=NEW)
    if answer.status_code == 303:
        return client.get(answer.headers["Location"]).get_data(as_text=True)
    assert answer.status_code == 422
    return answer.get_data(as_text=True)


def settled(pages: Pages) -> dict[str, object]:
    """What the watch says of every draft that was asked for."""
    Drafts(pages.cast.store, pages.settings).settle()
    (draft,) = pages.cast.store.tuning.by([pages.cast.channary.id, pages.cast.srey.id])
    return dict(draft.tried or {})


@pytest.mark.parametrize("start", ["sb3", "website"])
def test_a_small_one_is_a_draft_until_a_lead_publishes_it(
    pages: Pages, srey: FlaskClient, channary: FlaskClient, start: str
) -> None:
    name, edit = "our-big-week-1", "/mentor/rubric/our-big-week-1/edit"
    page = begin(srey, start)
    assert "Nothing is left to mend." in visible(page)
    assert "No version is in use yet." in visible(page)
    assert r'title: {en: "Our \"big\" week: 1", km:' in html.unescape(page)
    assert name not in folders(pages.settings)  # the watch looks at these
    assert name not in visible(channary.get("/mentor/rubrics"))
    assert "new" in visible(srey.get("/mentor/rubrics")).split("Being written")[1]
    text = in_file(pages.cast.store, pages.settings, name)
    post(srey, edit, {"text": text}, page=edit)
    assert settled(pages)["passed"], settled(pages)
    post(srey, f"{edit}/publish", {}, page=edit)
    assert settled(pages)["version"] == 1
    assert name in folders(pages.settings)
    assert begun.folder(pages.settings, name) is None
    assert 'Our "big" week: 1' in visible(channary.get("/mentor/rubrics"))
    assert name in channary.get(f"/mentor/class/{pages.cast.saturday.id}/give").get_data(as_text=True)
    assert "This name is taken." in visible(begin(srey, start))


def test_like_another_one(pages: Pages, channary: FlaskClient, tmp_path: Path) -> None:
    place = pages.settings.own_rubrics / "tiny"
    shutil.copytree(rubric_folder(tmp_path / "made"), place)
    assert consider(pages.cast.store, pages.settings, place) is None
    assert 'value="tiny" selected' in channary.get(f"{NEW}?from=tiny").get_data(as_text=True)
    page = begin(channary, "rubric", model="tiny", name="tiny-too")
    assert "id: tiny-too" in page
    assert "two.blocks" in page
    assert "Choose the rubric that it should be like." in visible(begin(channary, "rubric", model="../x", name="other"))


@pytest.mark.parametrize("file", ["cat.sb3", "site.zip"])
def test_from_a_finished_work(pages: Pages, channary: FlaskClient, file: str) -> None:
    data = project(2) if file.endswith(".sb3") else website()
    page = begin(channary, "work", name="from-a-work", file=(io.BytesIO(data), file))
    ending = file.rpartition(".")[2]
    assert f"examples/finished.{ending}" in page
    assert "Her page, with this text" in visible(page)
    edit = "/mentor/rubric/from-a-work/edit"
    post(channary, edit, {"text": in_file(pages.cast.store, pages.settings, "from-a-work")}, page=edit)
    assert settled(pages)["passed"], settled(pages)
    assert begun.folder(pages.settings, "from-a-work")
    assert post(channary, f"{edit}/forget", {}, page=edit).headers["Location"] == "/mentor/rubrics"
    assert begun.folder(pages.settings, "from-a-work") is None
    assert channary.get(edit).status_code == 404


def test_what_is_left_to_mend_is_said_and_nothing_is_lost(channary: FlaskClient) -> None:
    sentences = {
        "Use small letters, digits and hyphens": begin(channary, "sb3", name="../../etc"),
        "Choose a finished project or a website.": begin(channary, "work", name="a"),
        "This name is taken.": begin(channary, "sb3", name="dance"),
        "Give it a title": begin(channary, "sb3", **{"title-en": " "}),
    }
    for sentence, page in sentences.items():
        assert sentence in visible(page)
        assert re.search(r'id="title-km"[^>]* value="សប្តាហ៍', page)
    picture = begin(channary, "work", name="a", file=(io.BytesIO(photo()), "a.jpg"))
    assert "Choose a finished project or a website." in visible(picture)
    assert 'class="fix" id="file-fix"' in begin(channary, "work", name="a", file=(io.BytesIO(b"PK\x03\x04"), "a.sb3"))
