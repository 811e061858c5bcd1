"""Teams and moves on a mentor's pages: made, changed, marked for all or for one, moved and taken back."""

from __future__ import annotations

import csv
import io
import re

from flask.testing import FlaskClient

from tests.kit.people import PASSWORD
from tests.web.conftest import Pages, post, sb3, visible
from tests.web.mentor.conftest import enter
from worker.store.teams import TeamView
from worker.store.views import AssignmentView, StudentView


def together(pages: Pages, dance: AssignmentView) -> TeamView:
    """The task is for teams; Sokha and Dara are one."""
    pages.cast.store.teams.set_together(dance.id, together=True)
    return pages.cast.store.teams.make(pages.cast.saturday.id, "Stars", [pages.cast.sokha.id, pages.cast.dara.id])


def work_of(pages: Pages, student: StudentView, dance: AssignmentView) -> int:
    """The number of her newest work."""
    return pages.cast.store.submissions.tries(student.id, dance.id)[-1].submission.id


def test_teams_are_made_by_hand_changed_and_ended(pages: Pages, channary: FlaskClient, dance: AssignmentView) -> None:
    cast, teams = pages.cast, pages.cast.store.teams
    page = f"/mentor/class/{cast.saturday.id}/teams"
    (maly,) = cast.store.people.add_students(cast.saturday.id, ["Maly"])
    answer = post(channary, page, {"name": "Stars", "student": cast.sokha.id}, page=page)
    assert answer.status_code == 422
    assert "A team needs two girls or more." in visible(answer)
    assert 'value="Stars"' in answer.get_data(as_text=True)  # nothing that was typed is lost
    post(channary, page, {"name": "Stars", "student": [cast.sokha.id, cast.dara.id, cast.bopha.id]}, page=page)
    (team,) = teams.of_class(cast.saturday.id)
    assert [one.nickname for one in team.members] == ["Dara", "Sokha"]  # nobody of another class
    post(channary, f"{page}/tasks", {"task": dance.id}, page=page)
    assert teams.together([dance.id]) == {dance.id}
    post(channary, f"/mentor/team/{team.id}/name", {"name": "Moon"}, page=page)
    post(channary, f"/mentor/team/{team.id}/out", {"student": cast.dara.id}, page=page)
    post(channary, f"/mentor/team/{team.id}/add", {"student": maly.id}, page=page)
    assert (view := teams.team(team.id))
    assert (view.name, [one.nickname for one in view.members]) == ("Moon", ["Maly", "Sokha"])
    answer = post(channary, f"/mentor/team/{team.id}/add", {"student": cast.bopha.id}, page=page)
    assert answer.status_code == 422
    post(channary, f"/mentor/team/{team.id}/end", {}, page=page)
    assert teams.of_class(cast.saturday.id) == ()
    assert post(channary, f"{page}/mix", {"size": 1}, page=page).status_code == 422
    post(channary, f"{page}/mix", {"size": 3}, page=page)
    assert [len(one.members) for one in teams.of_class(cast.saturday.id)] == [3]
    assert "Everybody is in a team." in visible(channary.get(page))


def test_a_level_is_for_the_team_unless_it_is_for_one_with_a_word(
    pages: Pages, channary: FlaskClient, dance: AssignmentView
) -> None:
    cast, marks = pages.cast, pages.cast.store.marks
    together(pages, dance)
    pages.hand_in(pages.signed_in(cast.sokha), dance, sb3("middle"))
    pages.grade()
    number = work_of(pages, cast.dara, dance)
    page, form = f"/mentor/work/{number}", f"/mentor/task/{dance.id}/student/{cast.dara.id}/marks"
    desk = visible(channary.get(page))
    assert "Team Stars" in desk
    assert "sent by Sokha" in desk
    hers = {"submission": number, "level-friend": "good", "word-friend": "You all listened"}
    post(channary, form, {**hers, "for": "team"}, page=page)
    for one in (cast.sokha, cast.dara):
        assert marks.counting(one.id, dance.id) == {"friend": "good"}
    alone = {"submission": number, "level-friend": "great", "word-friend": "", "for": "her"}
    answer = post(channary, form, alone, page=page)
    assert answer.status_code == 422
    assert "Write a word to her beside each new level." in visible(answer)
    assert re.search(r'value="great" checked', answer.get_data(as_text=True))
    assert marks.counting(cast.dara.id, dance.id) == {"friend": "good"}
    post(channary, form, {**alone, "word-friend": "You led them"}, page=page)
    assert marks.counting(cast.dara.id, dance.id) == {"friend": "great"}
    assert marks.counting(cast.sokha.id, dance.id) == {"friend": "good"}
    # Sent once more as it stands, hers stays hers; another level for the team passes her by.
    post(channary, form, {**alone, "word-friend": "You led them", "for": "team"}, page=page)
    other = f"/mentor/task/{dance.id}/student/{cast.sokha.id}/marks"
    post(
        channary, other,
        {"submission": work_of(pages, cast.sokha, dance), "level-friend": "start", "word-friend": "Go on"},
        page=page,
    )  # fmt: skip
    assert marks.counting(cast.dara.id, dance.id) == {"friend": "great"}
    assert marks.counting(cast.sokha.id, dance.id) == {"friend": "start"}
    assert "hers alone" in visible(channary.get(page))


def test_a_work_of_a_team_waits_once_and_undo_is_for_all(
    pages: Pages, channary: FlaskClient, dance: AssignmentView
) -> None:
    cast, marks = pages.cast, pages.cast.store.marks
    together(pages, dance)
    pages.hand_in(pages.signed_in(cast.sokha), dance, sb3("great"))
    pages.grade()
    first = channary.get(f"/mentor/task/{dance.id}/next").headers["Location"]
    student = cast.sokha if first.endswith(f"/{cast.sokha.id}") else cast.dara
    skipped = channary.get(f"/mentor/task/{dance.id}/next?after={student.id}").headers["Location"]
    assert skipped.endswith(f"/task/{dance.id}")  # its other girl is the same work
    number = work_of(pages, student, dance)
    form = f"/mentor/task/{dance.id}/student/{student.id}"
    post(channary, f"{form}/marks", {"submission": number, "level-friend": "great"}, page="/mentor/me")
    newest = marks.marks(student.id, dance.id)[-1]
    post(channary, f"{form}/undo", {"change": f"mark-{newest.id}", "submission": number}, page="/mentor/me")
    assert marks.counting(cast.sokha.id, dance.id) == marks.counting(cast.dara.id, dance.id) == {}
    rows = list(csv.DictReader(io.StringIO(channary.get(f"/mentor/task/{dance.id}/export.csv").get_data(as_text=True))))
    assert [row["team"] for row in rows[1:]] == ["Stars", "Stars"]
    assert "Stars" in visible(channary.get(f"/mentor/task/{dance.id}"))


def test_she_moves_after_a_look_and_back(pages: Pages, srey: FlaskClient, dance: AssignmentView) -> None:
    cast, store = pages.cast, pages.cast.store
    where = pages.hand_in(pages.signed_in(cast.sokha), dance, sb3("middle"))
    pages.grade()
    store.marks.mark("mentor", cast.channary.id, cast.sokha.id, dance.id, "friend", "good", "Well said")
    store.people.add_students(cast.sunday.id, ["Sokha"])
    page = f"/mentor/student/{cast.sokha.id}/move"
    look = visible(srey.get(f"{page}?to={cast.sunday.id}"))
    assert "As her earlier works" in look
    assert "tries: 1" in look
    taken = post(srey, page, {"to": cast.sunday.id, "nickname": "Sokha"}, page="/mentor/me")
    assert taken.status_code == 422
    assert "Somebody there is called Sokha." in visible(taken)
    done = post(srey, page, {"to": cast.sunday.id, "nickname": "Sokha B"}, page="/mentor/me").headers["Location"]
    vanna, channary = enter(pages, cast.vanna), enter(pages, cast.channary)
    assert (
        channary.get(f"/mentor{where.replace('/try/', '/work/')}").status_code,
        vanna.get(f"/mentor{where.replace('/try/', '/work/')}").status_code,
    ) == (404, 200)
    assert "Sokha" not in visible(channary.get(f"/mentor/task/{dance.id}"))
    assert "Works of a class before" in visible(vanna.get(page))
    hers = pages.signed_in(cast.sokha)  # her card is good
    assert "Well said" in visible(hers.get(where))
    assert "Dance party" in visible(hers.get("/work"))
    assert post(srey, f"{done}/back", {}, page=done).status_code == 302
    assert store.people.student(cast.sokha.id) == cast.sokha
    assert channary.get(f"/mentor{where.replace('/try/', '/work/')}").status_code == 200
    assert post(srey, f"{done}/back", {}, page="/mentor/me").status_code == 422


def test_a_mentor_moves_between_classes_of_hers_alone(pages: Pages, channary: FlaskClient) -> None:
    cast, people = pages.cast, pages.cast.store.people
    page = f"/mentor/student/{cast.sokha.id}/move"
    assert "A lead can move her" in visible(channary.get(page))
    assert post(channary, page, {"to": cast.sunday.id}, page="/mentor/me").status_code == 422
    assert people.student(cast.sokha.id) == cast.sokha
    far = people.make_club("Siem Reap", "km", "Asia/Phnom_Penh")
    lead = people.join(people.make_invite("lead", club=far.id), "far", "Far", PASSWORD)
    away = people.make_classroom(lead.id, "Away", "km")
    srey = enter(pages, cast.srey)
    assert "Away" not in visible(srey.get(page))
    assert post(srey, page, {"to": away.id}, page="/mentor/me").status_code == 422
    admin = people.join(people.make_invite("admin", club=cast.club.id), "boss", "Boss", PASSWORD)
    boss = enter(pages, admin)
    done = post(boss, page, {"to": away.id}, page="/mentor/me").headers["Location"]
    assert "Sokha is in Away now" in visible(boss.get(done))  # she who did it can take it back
    assert srey.get(done).status_code == 404
    assert post(boss, f"{done}/back", {}, page=done).status_code == 302
    assert people.student(cast.sokha.id) == cast.sokha
