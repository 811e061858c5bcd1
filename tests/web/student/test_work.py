"""Her home: this week stands open, earlier weeks are folded."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import DANCE, Pages, post, sb3, use, visible
from worker.store.views import AssignmentView

Give = Callable[..., AssignmentView]


@pytest.fixture
def give(pages: Pages, tmp_path: Path) -> Give:
    """`give(week, days_ago)`: a task of that week, given so many days ago."""

    def given(week: int | None, days_ago: int, due: datetime | None = None) -> AssignmentView:
        name = f"of-week-{week or 0}-{days_ago}"
        line = "" if week is None else f"week: {week}\n"
        text = DANCE.replace("id: dance", f"id: {name}").replace("week: 4\n", line)
        use(pages.cast.store, tmp_path, name, text.replace("en: Dance party", f"en: Dance {days_ago}"))
        return pages.cast.give(name, opens=datetime.now(UTC) - timedelta(days=days_ago), due=due)

    return given


def folded(client: FlaskClient, address: str = "/work") -> list[int]:
    """The assignments whose parts are folded, as they stand on the page."""
    page = client.get(address).get_data(as_text=True)
    parts = re.findall(r'<details class="goal">.*?</details>', page, re.DOTALL)
    return [int(number) for part in parts for number in re.findall(r'id="task-(\d+)"', part)]


def test_earlier_weeks_are_folded_and_take_files_all_the_same(pages: Pages, give: Give, sokha: FlaskClient) -> None:
    first, second, _ = give(1, 14), give(2, 7), give(3, 0)
    assert folded(sokha) == [second.id, first.id]
    where = pages.hand_in(sokha, first, sb3("great"))
    pages.grade()
    page = sokha.get("/work?lang=en", follow_redirects=True).get_data(as_text=True)
    summary = re.findall(r"<summary>(.*?)</summary>", page)[1]
    assert re.search("Dance 14.*Week 1 · .* goals", summary)
    assert f'href="{where}"' in page
    assert "Earlier weeks" in visible(sokha.get("/work"))
    sokha.get("/work?lang=km")
    assert "សប្តាហ៍\u200bមុនៗ" in visible(sokha.get("/work"))


def test_one_week_alone_has_nothing_before_it(give: Give, sokha: FlaskClient) -> None:
    give(3, 0)
    assert folded(sokha) == []
    assert "Earlier weeks" not in visible(sokha.get("/work?lang=en", follow_redirects=True))


def test_two_of_one_week_and_what_has_its_day_to_come_stay_open(give: Give, sokha: FlaskClient) -> None:
    now = datetime.now(UTC)
    give(1, 21, due=now + timedelta(days=2))
    over = give(2, 14, due=now - timedelta(days=7))
    give(3, 1)
    give(3, 0)
    assert folded(sokha) == [over.id]


def test_without_numbers_seven_days_are_a_week(give: Give, sokha: FlaskClient) -> None:
    old = give(None, 8)
    give(None, 6)
    give(None, 0)
    assert folded(sokha) == [old.id]


def test_the_one_she_comes_for_is_open(pages: Pages, give: Give, sokha: FlaskClient) -> None:
    old, _ = give(1, 14), give(2, 0)
    where = pages.hand_in(sokha, old, sb3("middle"))
    pages.grade()
    link = re.search(r'href="(/work\?[^"#]*)#task-(\d+)"', sokha.get(where).get_data(as_text=True))
    assert link
    assert int(link[2]) == old.id
    assert folded(sokha, link[1]) == []
    assert folded(sokha) == [old.id]


def test_a_form_without_a_file_comes_back_open(give: Give, sokha: FlaskClient) -> None:
    old, _ = give(1, 14), give(2, 0)
    answer = post(sokha, f"/work/{old.id}", {"file": (io.BytesIO(), "")}, page="/work")
    address = answer.headers["Location"].partition("#")[0]
    assert folded(sokha, address) == []
    page = sokha.get(address).get_data(as_text=True)
    assert page.count('class="fix"') == 1
    assert f'id="fix-{old.id}"' in page
