"""A lead invites mentors, makes links for forgotten passwords, and gives classes."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from tests.kit.people import PASSWORD
from tests.web.conftest import Pages, post, visible

PAGE = "/mentor/members"


def _link(text: str) -> str:
    found = re.search(r'value="http://localhost(/mentor/(?:join|reset)/[^"]+)"', text)
    assert found
    return found[1]


def test_a_lead_makes_a_link_and_somebody_joins_with_it(pages: Pages, srey: FlaskClient) -> None:
    address = _link(post(srey, f"{PAGE}/invite", {"role": "mentor"}, page=PAGE).get_data(as_text=True))
    client = pages.client()
    post(client, address, {"name": "Rith", "login": "rith", "password": PASSWORD}, page=address)
    joined = pages.cast.store.people.mentor_by_login("rith")
    assert joined is not None
    assert (joined.role, joined.club) == ("mentor", pages.cast.club.id)
    assert "Rith" in visible(srey.get(PAGE))


def test_a_lead_makes_no_admin(pages: Pages, srey: FlaskClient) -> None:
    assert post(srey, f"{PAGE}/invite", {"role": "admin"}, page=PAGE).status_code == 400
    assert post(srey, f"{PAGE}/invite", {"role": "queen"}, page=PAGE).status_code == 400
    assert 'value="admin"' not in srey.get(PAGE).get_data(as_text=True)


def test_a_lead_makes_a_link_for_a_forgotten_password(pages: Pages, srey: FlaskClient) -> None:
    answer = post(srey, f"{PAGE}/{pages.cast.vanna.id}/reset", {}, page=PAGE)
    assert "A link for Vanna" in visible(answer)
    address = _link(answer.get_data(as_text=True))
    post(pages.client(), address, {"password": "a-quite-new-one"}, page=address)
    assert pages.cast.store.people.sign_in_mentor("vanna", "a-quite-new-one") is not None


def test_a_lead_takes_over_no_admin_and_nobody_of_another_club(pages: Pages, srey: FlaskClient) -> None:
    people = pages.cast.store.people
    admin = people.join(people.make_invite("admin", club=pages.cast.club.id), "boss", "Boss", PASSWORD)
    other = people.make_club("Siem Reap", "km", "Asia/Phnom_Penh")
    stranger = people.join(people.make_invite("mentor", club=other.id), "far", "Far", PASSWORD)
    for somebody in (admin.id, stranger.id, 9999):
        assert post(srey, f"{PAGE}/{somebody}/reset", {}, page=PAGE).status_code == 404
    assert "Far" not in visible(srey.get(PAGE))


def test_a_lead_gives_a_class_to_one_more_mentor(pages: Pages, srey: FlaskClient, vanna: FlaskClient) -> None:
    room = f"/mentor/class/{pages.cast.saturday.id}"
    assert vanna.get(room).status_code == 404
    post(srey, f"{room}/teachers", {"mentor": str(pages.cast.vanna.id)}, page=room)
    assert vanna.get(room).status_code == 200
    assert "Mentors: Channary, Vanna" in visible(srey.get(room))


def test_a_mentor_sees_no_such_page(channary: FlaskClient) -> None:
    assert channary.get(PAGE).status_code == 403
    assert PAGE not in channary.get("/mentor/").get_data(as_text=True)
