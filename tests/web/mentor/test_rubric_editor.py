"""Rubrics in the browser: a draft that is kept, mistakes with their places, her page, and publishing by leads alone."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from grader.live import machine
from tests.kit.people import PASSWORD
from tests.kit.projects import rubric_folder
from tests.web.conftest import Pages, post, visible
from tests.web.mentor.conftest import enter
from worker.rubrics import consider
from worker.store.tuning import PUBLISH, TRY
from worker.tuning.drafts import Drafts, in_file
from worker.tuning.editor import EDITOR

EDIT = "/mentor/rubric/tiny/edit"


@pytest.fixture(autouse=True)
def tiny(pages: Pages, tmp_path: Path) -> Path:
    folder = rubric_folder(tmp_path / "made")
    place = pages.settings.own_rubrics / "tiny"
    place.parent.mkdir()
    shutil.copytree(folder, place)
    assert consider(pages.cast.store, pages.settings, place) is None
    return place


def send(client: FlaskClient, text: str, **more: str) -> str:
    answer = post(client, EDIT, {"text": text, **more}, page=EDIT)
    return visible(client.get(EDIT)) if answer.status_code == 303 else visible(answer)


def text_on(page: str) -> str:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert found
    return found[1]


def better(pages: Pages) -> str:
    text = in_file(pages.cast.store, pages.settings, "tiny").replace("version: 1", "version: 2")
    return text.replace("points: 4", "points: 8").replace("points: 6", "points: 10")


def test_it_begins_with_the_file_and_nothing_is_kept_by_looking(pages: Pages, channary: FlaskClient) -> None:
    page = channary.get(EDIT).get_data(as_text=True)
    assert "id: tiny" in text_on(page)
    assert "Nothing is left to mend." in visible(page)
    assert "The girls see version 1." in visible(page)
    assert pages.cast.store.tuning.drafts("tiny") == ()
    assert channary.get("/mentor/rubric/nothing/edit").status_code == 404


def test_mistakes_are_the_command_lines_and_the_text_is_kept(pages: Pages, channary: FlaskClient) -> None:
    text = better(pages).replace("points: 10", "pionts: 10")
    page = send(channary, text.replace("\n", "\r\n"))
    assert "rubric.yaml:6:1" in page
    assert "The key pionts is not known here. Did you mean points?" in page
    assert "pionts: 10 ^" in page
    assert "pionts: 10" in text_on(channary.get(EDIT).get_data(as_text=True))
    draft = pages.cast.store.tuning.draft("tiny", pages.cast.channary.id)
    assert draft is not None
    assert draft.text == text
    assert draft.asked is None


def test_the_guess_is_written_for_her(pages: Pages, channary: FlaskClient) -> None:
    text = better(pages).replace("points: 10", "pionts: 10")
    send(channary, text)
    button = re.search(r'name="mend" value="([^"]+)"', channary.get(EDIT).get_data(as_text=True))
    assert button
    assert "Nothing is left to mend." in send(channary, text, mend=button[1])
    draft = pages.cast.store.tuning.draft("tiny", pages.cast.channary.id)
    assert draft is not None
    assert draft.text == better(pages)
    for nonsense in ("0:1:points", "9999:1:points", "6:1:a\nb", "6", "x:y:z", "6:1:<b>"):
        send(channary, text, mend=nonsense)
        kept = pages.cast.store.tuning.draft("tiny", pages.cast.channary.id)
        assert kept is not None
        assert kept.text == text


def test_checking_while_she_writes_keeps_the_text(pages: Pages, channary: FlaskClient) -> None:
    answer = post(channary, f"{EDIT}/check", {"text": "rubric: 1\n<script>alert(1)</script>"}, page=EDIT)
    assert answer.status_code == 200
    assert "<html" not in answer.get_data(as_text=True)
    assert "<script>alert" not in answer.get_data(as_text=True)
    page = channary.get(EDIT).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in text_on(page)
    assert channary.post(f"{EDIT}/check", data={"text": "x"}).status_code == 400  # no token


def test_its_examples_are_tried_and_the_outcome_belongs_to_that_text(pages: Pages, channary: FlaskClient) -> None:
    harder = better(pages).replace("{good: 1, great: 2}", "{good: 2, great: 3}")
    assert "Kru tries the examples now." in send(channary, harder)
    (asked,) = pages.cast.store.tuning.asked()
    assert asked.asked == TRY
    Drafts(pages.cast.store, pages.settings).settle()
    page = visible(channary.get(EDIT))
    assert "Not everything comes out as you expect yet." in page
    assert "two.blocks: starts should be great. It came out as good." in page
    post(channary, f"{EDIT}/check", {"text": better(pages)}, page=EDIT)
    assert "Check it, and Kru tries its examples." in visible(channary.get(EDIT))


def test_her_page_for_an_example(channary: FlaskClient) -> None:
    page = channary.get(EDIT).get_data(as_text=True)
    assert "Her page, with this text" in visible(page)
    assert '<option value="0" selected>examples/two.blocks' in page
    other = channary.get(f"{EDIT}?example=2").get_data(as_text=True)
    assert '<option value="2" selected>examples/none.blocks' in other
    assert other.count("Getting started") > page.count("Getting started")
    assert channary.get(f"{EDIT}?example=99").status_code == 200
    (bad,) = [channary.get(f"{EDIT}?example=x")]
    assert bad.status_code == 200


def test_only_leads_publish_and_only_what_passes(pages: Pages, channary: FlaskClient, srey: FlaskClient) -> None:
    store = pages.cast.store
    drafts = Drafts(store, pages.settings)
    send(channary, better(pages))
    drafts.settle()
    assert "A lead publishes it." in visible(channary.get(EDIT))
    assert post(channary, f"{EDIT}/publish", {}, page=EDIT).status_code == 403
    assert post(channary, f"{EDIT}/take", {"mentor": pages.cast.channary.id}, page=EDIT).status_code == 403
    assert "Channary" in visible(srey.get(EDIT)).split("Drafts of others")[1]
    post(srey, f"{EDIT}/take", {"mentor": pages.cast.channary.id}, page=EDIT)
    post(srey, f"{EDIT}/publish", {}, page=EDIT)  # nobody has tried this one
    assert store.tuning.asked() == ()
    assert "Check it first." in visible(srey.get(EDIT))
    send(srey, better(pages))
    drafts.settle()
    post(srey, f"{EDIT}/publish", {}, page=EDIT)
    (asked,) = store.tuning.asked()
    assert asked.asked == PUBLISH
    drafts.settle()
    page = visible(srey.get(EDIT))
    assert "Version 2 is in use now." in page
    assert "The girls see version 2." in page
    history = visible(channary.get("/mentor/rubric/tiny/history"))
    assert "Srey" in history
    assert "from a file" in history
    assert "Version 1 becomes 2." in history
    assert "starts: 4 points become 8." in history


def test_a_draft_can_be_thrown_away_and_is_nobody_elses(
    pages: Pages, channary: FlaskClient, vanna: FlaskClient
) -> None:
    send(channary, better(pages))
    assert "version: 1" in text_on(vanna.get(EDIT).get_data(as_text=True))
    assert "Drafts of others" not in visible(vanna.get(EDIT))
    post(channary, f"{EDIT}/forget", {}, page=EDIT)
    assert "version: 1" in text_on(channary.get(EDIT).get_data(as_text=True))


def test_a_lead_of_another_club_sees_no_drafts(pages: Pages, channary: FlaskClient) -> None:
    store = pages.cast.store
    send(channary, better(pages))
    club = store.people.make_club("Siem Reap", "km", "Asia/Phnom_Penh")
    other = store.people.join(store.people.make_invite("lead", club=club.id), "far", "Far", PASSWORD)
    lead = enter(pages, other)
    assert "Drafts of others" not in visible(lead.get(EDIT))
    assert post(lead, f"{EDIT}/take", {"mentor": pages.cast.channary.id}, page=EDIT).status_code == 404


def test_completion_offers_what_fits_where_she_is(channary: FlaskClient) -> None:
    said = channary.get("/mentor/rubric-words").get_json()
    assert {"criteria", "points", "levels", "scored_by", "scratch.loops"} <= set(said["words"])
    assert "criteria" in said["keys"][""]
    assert "scored_by" in said["keys"]["criteria"]
    assert "criteria" not in said["keys"]["criteria"]
    assert said["values"]["scored_by"] == ["mentor", "peer", "self"]
    assert "min_blocks" in said["with"]["scratch.scripts"]
    assert {"move (_) steps", "if <_> then", "ផ្លាស់ទី (_) ជំហាន"} <= set(said["blocks"])


def test_the_editor_is_there_when_it_was_fetched_and_the_policy_stays_strict(
    channary: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KRU_PARTS", str(tmp_path / "parts"))
    plain = channary.get(EDIT)
    assert "importmap" not in plain.get_data(as_text=True)
    assert "nonce" not in plain.headers["Content-Security-Policy"]
    assert channary.get(f"/mentor/rubric-editor/{EDITOR.version}/a/b.js").status_code == 404
    listed = json.loads((EDITOR.source / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for place in filter(None, listed):
        package = EDITOR.folder / place
        package.mkdir(parents=True)
        (package / "package.json").write_text('{"exports": {"import": "./here.js"}}')
        (package / "here.js").write_text("export {};")
    shutil.copy(EDITOR.source / "package-lock.json", EDITOR.folder)
    (EDITOR.folder / machine.DONE).write_text("")
    answer = channary.get(EDIT)
    policy, page = answer.headers["Content-Security-Policy"], answer.get_data(as_text=True)
    assert "unsafe" not in policy
    (nonce,) = set(re.findall(r"'nonce-([^']+)'", policy))
    assert f'<script type="importmap" nonce="{nonce}">' in page
    assert nonce not in channary.get(EDIT).headers["Content-Security-Policy"]
    found = re.search(r'<script type="importmap"[^>]*>(.*?)</script>', page)
    assert found
    imports = json.loads(found[1])["imports"]
    assert set(imports) == {place.removeprefix("node_modules/") for place in listed if place}
    sent = channary.get(imports["@codemirror/view"])
    assert sent.get_data(as_text=True) == "export {};"
    assert sent.mimetype == "text/javascript"
    assert "immutable" in sent.headers["Cache-Control"]
    for other in ("crelt/package.json", "../package-lock.json", "crelt/../../kru-installed"):
        assert channary.get(f"/mentor/rubric-editor/{EDITOR.version}/{other}").status_code == 404
