"""A lead sets up her club; an admin makes a new one; a shared machine that rests signs out."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from tests.kit.people import PASSWORD, empty_store
from tests.web.conftest import Pages, post, visible
from tests.web.mentor.conftest import enter
from worker.clubs import time_zone
from worker.founding import club
from worker.settings import Settings
from worker.store import open_store

FORM: dict[str, object] = {"name": " Kru  Battambang ", "language": "km", "zone": "asia/tokyo", "idle": "15"}


@pytest.fixture
def admin(pages: Pages) -> FlaskClient:
    """The browser of an admin."""
    people = pages.cast.store.people
    return enter(pages, people.join(people.make_invite("admin", club=pages.cast.club.id), "rith", "Rith", PASSWORD))


def test_a_lead_changes_her_club(pages: Pages, srey: FlaskClient) -> None:
    assert post(srey, "/mentor/club", FORM, page="/mentor/club").status_code == 302
    found = pages.cast.store.people.club(pages.cast.club.id)
    assert found
    assert (found.name, found.language, found.idle_minutes) == ("Kru Battambang", "km", 15)
    assert found.time_zone == "Asia/Tokyo"
    assert 'value="Asia/Tokyo"' in srey.get("/mentor/club").get_data(as_text=True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " "}, "A club needs a name."),
        ({"zone": "Mars/Base"}, "Choose a clock from the list, like Asia/Phnom_Penh."),
        ({"idle": "0"}, "Write a number of minutes from 5 to 480."),
        ({"idle": "soon"}, "Write a number of minutes from 5 to 480."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_changes(
    pages: Pages, srey: FlaskClient, change: dict[str, str], said: str
) -> None:
    answer = post(srey, "/mentor/club", {**FORM, **change}, page="/mentor/club")
    assert answer.status_code == 422
    assert said in visible(answer)
    assert pages.cast.store.people.club(pages.cast.club.id) == pages.cast.club


def test_a_shared_machine_signs_out_after_the_minutes_of_the_club(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rests(minutes: int) -> int:
        client = pages.client()
        post(client, "/sign-in", {"code": pages.cast.sokha.code, "shared": "1"}, page="/sign-in")
        client.get("/work")
        with monkeypatch.context() as later:
            moment = time.time() + minutes * 60
            later.setattr(time, "time", lambda: moment)
            return client.get("/work").status_code

    assert rests(60) == 200
    pages.cast.store.places.set_idle(pages.cast.club.id, 15)
    assert rests(14) == 200
    assert rests(16) == 302


def test_an_admin_makes_a_club_and_its_lead_joins(pages: Pages, admin: FlaskClient) -> None:
    answer = post(admin, "/mentor/clubs", FORM, page="/mentor/clubs")
    link = re.search(r'value="http://localhost(/mentor/join/[^"]+)"', answer.get_data(as_text=True))
    assert link
    browser, page = pages.client(), link[1]
    joined = post(browser, page, {"name": "Sok", "login": "sok", "password": PASSWORD}, page=page)
    assert joined.status_code == 302
    sok = pages.cast.store.people.mentor_by_login("sok")
    assert sok
    assert (sok.role, sok.club == pages.cast.club.id) == ("lead", False)
    assert browser.get(f"/mentor/class/{pages.cast.saturday.id}").status_code == 404  # another club's
    assert post(admin, "/mentor/clubs", {**FORM, "zone": ""}, page="/mentor/clubs").status_code == 422


def test_leads_make_no_clubs_and_mentors_change_none(srey: FlaskClient, channary: FlaskClient) -> None:
    assert srey.get("/mentor/clubs").status_code == 403
    assert channary.get("/mentor/club").status_code == 403


def test_every_page_asks_a_student_whether_it_is_her(pages: Pages, sokha: FlaskClient) -> None:
    rules = [rule for rule in pages.app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    seen = 0
    for rule in rules:
        answer = sokha.get(rule.rule)
        if answer.status_code in {200, 403} and answer.mimetype == "text/html":
            seen += 1
            assert "Not you?" in visible(answer) or rule.endpoint == "student.not_you", rule.rule
    assert seen > 10


def test_one_command_makes_a_club(tmp_path: Path) -> None:
    settings = Settings.from_env({}, data=tmp_path)
    empty_store(tmp_path).close()
    args = ["new", "Kru Battambang", "--time-zone", "Asia/Phnom_Penh", "--language", "km", "--data", str(tmp_path)]
    answer = CliRunner().invoke(club, args)
    assert answer.exit_code == 0, answer.output
    store = open_store(settings.database_url, settings.files)
    (made,) = store.people.clubs()
    assert (made.name, made.language, made.time_zone) == ("Kru Battambang", "km", "Asia/Phnom_Penh")
    invite = store.people.invite(answer.output.strip().rpartition("/")[2])
    assert invite
    assert (invite.club, invite.role) == (made.id, "lead")
    for wrong in (["--time-zone", "Mars/Base"], ["--time-zone", "UTC", "--language", "tlh"]):
        assert CliRunner().invoke(club, ["new", "X", *wrong, "--data", str(tmp_path)]).exit_code == 2
    assert len(store.people.clubs()) == 1
    store.close()


def test_a_clock_is_found_however_it_is_typed() -> None:
    assert time_zone(" asia/phnom penh ") == "Asia/Phnom_Penh"
    assert time_zone("../etc/passwd") is None
