"""Cards, invites, passwords: who gets in, and with what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.kit.people import PASSWORD, Cast
from worker.store import StoreError
from worker.store import models as m
from worker.store.codes import CARD_LETTERS, LETTERS, RECEIPTS, SCATTER, new_card_code, receipt_code
from worker.store.database import now


def test_a_card_opens_her_pages_however_it_is_typed(cast: Cast) -> None:
    code = cast.sokha.code
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')} "):
        assert cast.store.people.sign_in_card(typed) == cast.sokha
    assert cast.store.people.sign_in_card("") is None
    assert cast.store.people.sign_in_card(code[:-1]) is None


def test_a_new_card_closes_the_old_one(cast: Cast) -> None:
    renewed = cast.store.people.new_card(cast.sokha.id)
    assert cast.store.people.sign_in_card(cast.sokha.code) is None
    assert cast.store.people.sign_in_card(renewed.code) == renewed


def test_card_codes_hold_no_letter_that_reads_like_another() -> None:
    assert not set(LETTERS) & set("0OQ1IL5S2Z8B") - {"Q"}
    assert len(set(LETTERS)) == len(LETTERS)
    codes = {new_card_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == CARD_LETTERS + 1 and code[4] == "-" for code in codes)


def test_every_submission_has_a_receipt_of_its_own() -> None:
    assert SCATTER % 3
    assert SCATTER % 7
    assert RECEIPTS == 21**6
    codes = {receipt_code(number) for number in range(1, 5000)}
    assert len(codes) == 4999


def test_a_nickname_that_is_there_is_passed_over(cast: Cast) -> None:
    added = cast.store.people.add_students(cast.saturday.id, ["sokha", "", "  Mealea  K ", "Mealea K"])
    assert [student.nickname for student in added] == ["Mealea K"]
    names = [student.nickname for student in cast.store.people.students(cast.saturday.id)]
    assert names == ["Dara", "Mealea K", "Sokha"]


def test_an_invite_works_once(cast: Cast) -> None:
    token = cast.store.people.make_invite("lead", club=cast.club.id, by=cast.srey.id)
    assert cast.store.people.invite(token).role == "lead"  # type: ignore[union-attr]
    joined = cast.store.people.join(token, " Maly ", "Maly", PASSWORD)
    assert (joined.login, joined.role) == ("maly", "lead")
    assert cast.store.people.invite(token) is None
    with pytest.raises(StoreError, match="link-used"):
        cast.store.people.join(token, "other", "Other", PASSWORD)


def test_an_invite_is_not_used_up_by_what_could_not_be(cast: Cast) -> None:
    token = cast.store.people.make_invite("mentor", club=cast.club.id)
    for login, name, password, key in (
        ("channary", "C", PASSWORD, "login-taken"),
        ("new", "C", "short", "password-short"),
        ("  ", "C", PASSWORD, "name-missing"),
    ):
        with pytest.raises(StoreError, match=key):
            cast.store.people.join(token, login, name, password)
    assert cast.store.people.join(token, "new", "C", PASSWORD)


def test_links_end_with_their_days(cast: Cast) -> None:
    invite = cast.store.people.make_invite("mentor", club=cast.club.id)
    reset = cast.store.people.reset_link(cast.channary.id)
    with cast.store.database.write() as session:
        for table in (m.Invite, m.PasswordReset):
            session.execute(update(table).values(expires=now() - timedelta(seconds=1)))
    assert cast.store.people.invite(invite) is None
    assert cast.store.people.reset_for(reset) is None
    with pytest.raises(StoreError, match="link-used"):
        cast.store.people.reset(reset, PASSWORD)


def test_a_reset_changes_the_password_and_uses_up_every_link(cast: Cast) -> None:
    people = cast.store.people
    first, second = people.reset_link(cast.channary.id), people.reset_link(cast.channary.id)
    assert people.reset_for(first) == cast.channary
    people.reset(first, "another-long-one")
    assert people.sign_in_mentor("channary", PASSWORD) is None
    assert people.sign_in_mentor("Channary ", "another-long-one") == cast.channary
    with pytest.raises(StoreError, match="link-used"):
        people.reset(second, PASSWORD)


def test_tokens_and_passwords_are_not_in_the_database(cast: Cast) -> None:
    token = cast.store.people.make_invite("mentor", club=cast.club.id)
    dump = ""
    with cast.store.database.read() as session:
        for table in m.Base.metadata.sorted_tables:
            dump += repr(session.execute(table.select()).all())
    assert token not in dump
    assert PASSWORD not in dump


def test_nobody_signs_in_without_an_account(cast: Cast) -> None:
    assert cast.store.people.sign_in_mentor("nobody", PASSWORD) is None
    assert cast.store.people.sign_in_mentor("channary", "") is None


def test_a_mentor_sees_her_classes_and_a_lead_sees_all(cast: Cast) -> None:
    people = cast.store.people
    assert people.classrooms(cast.channary.id) == (cast.saturday,)
    assert people.classrooms(cast.srey.id) == (cast.saturday, cast.sunday)
    assert people.teaches(cast.channary.id, cast.saturday.id)
    assert not people.teaches(cast.channary.id, cast.sunday.id)
    assert people.teaches(cast.srey.id, cast.sunday.id)
    people.teach(cast.channary.id, cast.sunday.id)
    assert people.teaches(cast.channary.id, cast.sunday.id)


def test_a_lead_of_another_club_sees_nothing(cast: Cast) -> None:
    people = cast.store.people
    other = people.make_club("Battambang", "km", "Asia/Phnom_Penh")
    stranger = people.join(people.make_invite("lead", club=other.id), "stranger", "Stranger", PASSWORD)
    assert people.classrooms(stranger.id) == ()
    assert not people.teaches(stranger.id, cast.saturday.id)


def test_a_new_password_changes_her_stamp_and_nothing_else_does(cast: Cast) -> None:
    people = cast.store.people
    people.set_mentor_language(cast.channary.id, "km")
    before = people.mentor(cast.channary.id)
    assert before is not None
    assert before.stamp == cast.channary.stamp != cast.vanna.stamp
    assert people.reset(people.reset_link(cast.channary.id), "another-good-one").stamp != before.stamp


def test_those_who_teach_a_class_are_named_and_leads_who_look_in_are_not(cast: Cast) -> None:
    people = cast.store.people
    assert [one.name for one in people.teachers(cast.saturday.id)] == ["Channary"]
    people.teach(cast.vanna.id, cast.saturday.id)
    people.teach(cast.vanna.id, cast.saturday.id)
    assert [one.name for one in people.teachers(cast.saturday.id)] == ["Channary", "Vanna"]
    assert people.teaches(cast.srey.id, cast.saturday.id)
