"""What was played, on her page and on her mentor's: it fills in, it is hers alone, and a mentor may choose."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

from tests.web.conftest import Pages, post, sb3, visible
from tests.web.mentor.conftest import enter
from worker import jobs
from worker.store.live_pictures import NewPicture
from worker.store.views import AssignmentView

CAPTION = ({"sentence": "Look at this page again in a minute.", "values": {}},)
ASKED = {
    "flag": {
        "state": "person",
        "reason": "candidates",
        "choices": [{"key": "flag.player", "role": "player", "names": ["Bowl", "<Cup>"]}],
    }
}


@dataclass(frozen=True)
class Try:
    pages: Pages
    submission: int
    grading: int
    page: str

    def played(self, attempt: int = 1, outcome: Mapping[str, Any] | None = None) -> None:
        """As the worker of that lane does."""
        store = self.pages.cast.store
        claimed = store.live.claim(self.grading, attempt, lease=timedelta(seconds=60))
        assert claimed is not None
        pictures = (
            NewPicture(store.files.keep(image("PNG")), "start"),
            NewPicture(store.files.keep(image("GIF")), "film"),
            *(NewPicture(store.files.keep(image("PNG", n)), "play", "flag", moment, CAPTION) for n, moment in MOMENTS),
        )
        store.live.finish(claimed, claimed.report, engine="e", outcome=outcome, pictures=pictures)


MOMENTS = ((1, "before"), (2, "at"), (3, "after"))


def image(kind: str, shade: int = 0) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), (shade, 90, 90)).save(out, kind)
    return out.getvalue()


@pytest.fixture
def waiting(pages: Pages, dance: AssignmentView, sokha: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> Try:
    """Graded, and not played yet."""
    monkeypatch.setattr(jobs, "can_play", lambda: True)
    page = pages.hand_in(sokha, dance, sb3("middle"))
    ticket = pages.cast.store.gradings.queued()[0]
    assert jobs.run(pages.cast.store, replace(pages.settings, play=True), ticket.grading, 1)
    return Try(pages, int(page.rsplit("/", 1)[1]), ticket.grading, page)


def html(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_her_feedback_is_there_and_says_that_more_comes(waiting: Try, sokha: FlaskClient) -> None:
    page = html(sokha, waiting.page)
    assert "We are playing your project now." in visible(page)
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "wait.js" in page
    assert 'id="stage"' not in page
    still = html(sokha, f"{waiting.page}?look=no")
    assert "http-equiv" not in still
    assert "wait.js" not in still


def test_then_it_is_filled_in(waiting: Try, sokha: FlaskClient) -> None:
    waiting.played()
    page = html(sokha, waiting.page)
    assert "We are playing" not in page
    assert "http-equiv" not in page
    addresses = re.findall(rf'src="(/try/{waiting.submission}/played/\d+)"', page)
    assert len(addresses) == 5
    kinds = [str(sokha.get(address).mimetype) for address in addresses]
    assert sorted(kinds) == ["image/gif", *["image/png"] * 4]
    goal = page[page.index('id="goal-flag"') :]
    assert goal.index('alt="Before"') < goal.index('alt="The moment"') < goal.index('alt="After"')
    assert goal.count("Look at this page again in a minute.") == 3
    assert page.count('loading="lazy"') >= 5


def test_it_speaks_khmer(waiting: Try, sokha: FlaskClient) -> None:
    waiting.played()
    sokha.get(f"{waiting.page}?lang=km")
    page = html(sokha, waiting.page)
    for english in ("Your project on the stage", "See it move", "Before", "The moment"):
        assert english not in visible(page)


def test_pictures_are_for_her_and_her_mentors_alone(waiting: Try, pages: Pages, sokha: FlaskClient) -> None:
    waiting.played()
    picture = pages.cast.store.live_pictures.of(waiting.submission)[0].id
    hers, mentors = f"{waiting.page}/played/{picture}", f"/mentor/work/{waiting.submission}/played/{picture}"
    assert sokha.get(hers).status_code == 200
    assert sokha.get(f"{waiting.page}/played/{picture + 99}").status_code == 404
    assert pages.signed_in(pages.cast.dara).get(hers).status_code == 404
    assert pages.client().get(hers).status_code != 200
    assert enter(pages, pages.cast.channary).get(mentors).status_code == 200


def test_a_mentor_chooses_who_it_is_and_it_is_played_again(waiting: Try, pages: Pages) -> None:
    waiting.played(outcome=ASKED)
    mentor, page = enter(pages, pages.cast.channary), f"/mentor/work/{waiting.submission}"
    said = html(mentor, page)
    assert 'value="&lt;Cup&gt;"' in said
    assert "Which one is it?" in visible(said)
    post(mentor, f"{page}/who", {"key": "flag.player", "name": "Nobody"}, page=page)
    assert not pages.cast.store.live.waits(waiting.grading)
    answer = post(mentor, f"{page}/who", {"key": "flag.player", "name": "<Cup>"}, page=page)
    assert answer.status_code == 302
    said = html(mentor, page)
    assert "Kru is playing this project now." in visible(said)
    assert "Which one is it?" not in visible(said)
    claimed = pages.cast.store.live.claim(waiting.grading, 2, lease=timedelta(seconds=60))
    assert claimed is not None
    assert claimed.choices == {"flag.player": "<Cup>"}
