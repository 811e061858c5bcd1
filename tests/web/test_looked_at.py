"""A website that was looked at, on her page: it says so while it waits, then shows two screens and a place a goal."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image

from tests.kit.sites import ROW, rendered_rubric, site
from tests.web.conftest import Pages, visible
from tests.web.mentor.conftest import enter
from worker import jobs
from worker.store.live_pictures import NewPicture


def image(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (36, 48), (shade, 90, 90)).save(out, "WEBP")
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "km"])
def test_her_page_fills_in(
    pages: Pages, sokha: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(jobs, "can_look", lambda: True)
    store = pages.cast.store
    given = rendered_rubric(pages.cast, tmp_path / "r")
    receipt = store.submissions.hand_in(pages.cast.sokha.id, given.id, site(ROW), "a.zip")
    assert receipt.grading_id is not None
    assert jobs.run(store, replace(pages.settings, play=True), receipt.grading_id, 1)
    address = f"/try/{receipt.submission_id}"
    sokha.get(f"{address}?lang={language}")
    page = sokha.get(address).get_data(as_text=True)
    assert '<noscript><meta http-equiv="refresh"' in page
    if language == "en":
        assert "We are looking at your page now." in visible(page)
        assert visible(page).count("We are looking at it now") == 2
        assert "playing" not in visible(page)
        asked = enter(pages, pages.cast.channary).get(f"/mentor/work/{receipt.submission_id}").get_data(as_text=True)
        assert "Kru is looking at this page now." in visible(asked)
        assert visible(asked).count("We are looking at it now") >= 2
        assert "playing it now" not in visible(asked)

    claimed = store.live.claim(receipt.grading_id, 1, lease=timedelta(seconds=60))
    assert claimed is not None
    said = ({"sentence": "{file} on a phone.", "values": {"file": "<cats>.html"}},)
    kept = [store.files.keep(image(shade)) for shade in range(5)]
    whole = (
        NewPicture(kept[0], "phone", caption=said),
        NewPicture(kept[1], "laptop", caption=said),
        NewPicture(kept[2], "phone", caption=said),
        NewPicture(kept[3], "laptop", caption=said),
    )
    store.live.finish(
        claimed,
        claimed.report,
        engine="e",
        outcome=None,
        pictures=(*whole, NewPicture(kept[4], "look", "fits", "phone", said)),
    )
    page = sokha.get(address).get_data(as_text=True)
    assert "http-equiv" not in page
    found = re.findall(rf'src="({address}/played/\d+)"', page)
    assert len(found) == 5
    assert {sokha.get(one).mimetype for one in found} == {"image/webp"}
    assert page.index('id="screens"') < page.index("<details", page.index('id="screens"'))  # more pages: a click away
    assert found[4] in page[page.index('id="goal-fits"') : page.index('id="goal-row"')]
    assert "<cats>" not in page
    assert ("on a phone" in visible(page)) == (language == "en")
