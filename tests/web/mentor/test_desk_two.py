"""Two mentors on one work, undo, phrases, two tries side by side."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Pages, post, sb3, use, visible
from tests.web.mentor.conftest import PAGE, enter, showcase, website
from worker.store.views import AssignmentView, MentorView

Work = tuple[str, str]


@pytest.fixture
def work(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> Work:
    """A graded try of Sokha: at the desk, and her own page."""
    hers = pages.hand_in(sokha, dance, sb3("middle"))
    pages.grade()
    return f"/mentor/work/{hers.rsplit('/', 1)[1]}", hers


@pytest.fixture
def teacher(pages: Pages) -> MentorView:
    """Vanna helps in Saturday A too."""
    pages.cast.store.people.teach(pages.cast.vanna.id, pages.cast.saturday.id)
    return pages.cast.vanna


def _marks(pages: Pages, given: AssignmentView) -> str:
    return f"/mentor/task/{given.id}/student/{pages.cast.sokha.id}/marks"


def test_a_word_that_was_edited_or_taken_back_is_gone_from_her_page(
    pages: Pages, channary: FlaskClient, sokha: FlaskClient, work: Work, dance: AssignmentView
) -> None:
    marks = _marks(pages, dance)
    post(channary, marks, {"level-friend": "good", "word-friend": "First words"}, page=work[0])
    assert "First words" in visible(sokha.get(work[1]))
    post(channary, marks, {"level-friend": "great", "word-friend": "Second words"}, page=work[0])
    hers = visible(sokha.get(work[1]))
    assert "Second words" in hers
    assert "First words" not in hers
    post(channary, marks, {"level-friend": "none"}, page=work[0])
    hers = visible(sokha.get(work[1]))
    assert "Second words" not in hers
    assert "First words" not in hers


def test_a_page_tells_nothing_of_a_colleagues_level_before_ones_own(
    pages: Pages, channary: FlaskClient, teacher: MentorView, work: Work, dance: AssignmentView
) -> None:
    vanna = enter(pages, teacher)
    before = visible(vanna.get(work[0]))
    post(channary, _marks(pages, dance), {"level-friend": "great", "word-friend": "Her cousin danced"}, page=work[0])
    now = visible(vanna.get(work[0]))
    note = "A colleague gave a level here. You see it after you gave yours."
    assert note in now
    assert now.replace(f"{note}\n", "") == before  # neither in points, nor in what she sees, nor in words to her
    post(vanna, _marks(pages, dance), {"level-friend": "start"}, page=work[0])
    after = visible(vanna.get(work[0]))
    assert "Channary: Great." in after
    assert "Her cousin danced" in after
    assert "You see this goal differently. The newest level counts until a lead decides." in after


def test_the_table_of_goals_tells_a_colleagues_level_after_ones_own(
    pages: Pages, channary: FlaskClient, teacher: MentorView, work: Work, dance: AssignmentView
) -> None:
    vanna, table = enter(pages, teacher), f"/mentor/task/{dance.id}/goals"
    before = visible(channary.get(table)).count("Great")
    post(channary, _marks(pages, dance), {"level-friend": "great"}, page=work[0])
    assert visible(channary.get(table)).count("Great") > before
    hidden = visible(vanna.get(table))
    assert "A colleague gave a level" in hidden
    assert hidden.count("Great") == before
    reached = visible(vanna.get(f"{table}?goal=friend&show=reached"))
    assert "Shown here: 0" in reached
    post(vanna, _marks(pages, dance), {"level-friend": "good"}, page=work[0])
    assert "A colleague gave a level" not in visible(vanna.get(table))


def test_without_a_file_too_colleagues_levels_come_after_ones_own(
    pages: Pages, channary: FlaskClient, teacher: MentorView, tmp_path: object
) -> None:
    showcase(pages, tmp_path)  # type: ignore[arg-type]
    given, her = pages.cast.give("showcase"), pages.cast.sokha
    page = f"/mentor/task/{given.id}/student/{her.id}"
    post(channary, f"{page}/marks", {"level-presenting": "great"}, page=page)
    assert "Points: 10 of 10 so far." in visible(channary.get(page))
    assert "10 of 10 wait for you." in visible(enter(pages, teacher).get(page))


def test_a_leads_level_is_said_to_count(
    pages: Pages, channary: FlaskClient, srey: FlaskClient, work: Work, dance: AssignmentView
) -> None:
    post(srey, _marks(pages, dance), {"level-friend": "great"}, page=work[0])
    post(channary, _marks(pages, dance), {"level-friend": "good"}, page=work[0])
    assert "You see this goal differently. The level of a lead counts." in visible(channary.get(work[0]))
    assert pages.cast.store.marks.counting(pages.cast.sokha.id, dance.id) == {"friend": "great"}


def test_agreement_stands_on_the_task_in_percent_and_words(
    pages: Pages, channary: FlaskClient, teacher: MentorView, work: Work, dance: AssignmentView
) -> None:
    task, vanna = f"/mentor/task/{dance.id}", enter(pages, teacher)
    assert "How mentors agree" not in visible(channary.get(task))
    post(channary, _marks(pages, dance), {"level-friend": "good"}, page=work[0])
    post(vanna, _marks(pages, dance), {"level-friend": "good"}, page=work[0])
    assert "The same level: 1 of 1 goals, 100 %. You mostly see the same." in visible(channary.get(task))
    post(vanna, _marks(pages, dance), {"level-friend": "great"}, page=work[0])
    page = visible(channary.get(task))
    assert "The same level: 0 of 1 goals, 0 %. Look at one work together." in page
    assert "People see a goal differently here: Sokha." in page
    post(vanna, _marks(pages, dance), {"level-friend": "none"}, page=work[0])
    assert "How mentors agree" not in visible(channary.get(task))


def test_a_second_look_leads_to_what_others_marked_and_on(
    pages: Pages, channary: FlaskClient, teacher: MentorView, work: Work, dance: AssignmentView
) -> None:
    vanna, second = enter(pages, teacher), f"/mentor/task/{dance.id}/second"
    assert vanna.get(second).headers["Location"] == f"/mentor/task/{dance.id}"
    post(channary, _marks(pages, dance), {"level-friend": "good"}, page=work[0])
    assert "Works that others marked and you did not: 1." in visible(vanna.get(f"/mentor/task/{dance.id}"))
    assert channary.get(second).headers["Location"] == f"/mentor/task/{dance.id}"  # her own is no second look
    page = vanna.get(second, follow_redirects=True)
    assert page.request.path == work[0]
    assert 'name="look" value="second"' in page.get_data(as_text=True)
    form: dict[str, object] = {"level-friend": "good", "then": "next", "look": "second"}
    then = post(vanna, _marks(pages, dance), form, page=work[0]).headers["Location"]
    assert then == f"{second}?after={pages.cast.sokha.id}"
    assert vanna.get(then).headers["Location"] == f"/mentor/task/{dance.id}"


def _undo(pages: Pages, client: FlaskClient, work: Work, given: AssignmentView) -> str:
    """Press the button as it stands on the page; what it carried."""
    found = re.search(r'name="change" value="([^"]+)"', client.get(work[0]).get_data(as_text=True))
    assert found
    form: dict[str, object] = {"change": found[1], "submission": work[0].rsplit("/", 1)[1]}
    assert post(client, _marks(pages, given).replace("/marks", "/undo"), form, page=work[0]).headers[
        "Location"
    ] == work[0]  # fmt: skip
    return found[1]


def test_the_last_level_is_undone_and_done_again(
    pages: Pages, channary: FlaskClient, work: Work, dance: AssignmentView
) -> None:
    store, her = pages.cast.store, pages.cast.sokha
    assert "Undo my last change" not in visible(channary.get(work[0]))
    post(channary, _marks(pages, dance), {"level-friend": "good", "word-friend": "Old"}, page=work[0])
    post(channary, _marks(pages, dance), {"level-friend": "great", "word-friend": "New"}, page=work[0])
    _undo(pages, channary, work, dance)
    assert store.marks.counting(her.id, dance.id) == {"friend": "good"}
    assert store.marks.marks(her.id, dance.id)[-1].reason == "Old"
    _undo(pages, channary, work, dance)
    assert store.marks.counting(her.id, dance.id) == {"friend": "great"}


def test_a_first_level_is_undone_to_none_and_a_button_pressed_twice_changes_once(
    pages: Pages, channary: FlaskClient, work: Work, dance: AssignmentView
) -> None:
    store, her = pages.cast.store, pages.cast.sokha
    post(channary, _marks(pages, dance), {"level-friend": "good"}, page=work[0])
    key = _undo(pages, channary, work, dance)
    assert store.marks.counting(her.id, dance.id) == {}
    again = _marks(pages, dance).replace("/marks", "/undo")
    post(channary, again, {"change": key, "submission": work[0].rsplit("/", 1)[1]}, page=work[0])
    assert len(store.marks.marks(her.id, dance.id)) == 2


def test_a_changed_level_of_the_machine_is_undone_and_a_colleagues_stays(
    pages: Pages, channary: FlaskClient, teacher: MentorView, work: Work, dance: AssignmentView
) -> None:
    number, store = int(work[0].rsplit("/", 1)[1]), pages.cast.store
    post(channary, f"{work[0]}/level", {"criterion": "repeats", "level": "great", "reason": "Seen"}, page=work[0])
    vanna = enter(pages, teacher)
    post(vanna, f"{work[0]}/level", {"criterion": "repeats", "level": "good", "reason": "Half"}, page=work[0])
    assert "Undo my last change" not in visible(channary.get(work[0]))  # a colleague decided since
    _undo(pages, vanna, work, dance)
    (change,) = store.marks.overrides(number)
    assert (change.level, change.reason, change.mentor) == ("great", "Seen", pages.cast.channary.id)
    _undo(pages, channary, work, dance)
    assert store.marks.overrides(number) == ()
    assert store.results.of(number).report.result("repeats").level == "start"  # type: ignore[union-attr]


def test_undo_takes_nothing_of_another_student(
    pages: Pages, channary: FlaskClient, work: Work, dance: AssignmentView
) -> None:
    post(channary, f"{work[0]}/level", {"criterion": "repeats", "level": "great", "reason": "Seen"}, page=work[0])
    number = work[0].rsplit("/", 1)[1]
    other = f"/mentor/task/{dance.id}/student/{pages.cast.dara.id}/undo"
    post(channary, other, {"change": "override-1", "submission": number}, page=work[0])
    assert len(pages.cast.store.marks.overrides(int(number))) == 1


def test_phrases_are_kept_used_and_removed_and_are_ones_own(
    pages: Pages, channary: FlaskClient, sokha: FlaskClient, teacher: MentorView, work: Work, dance: AssignmentView
) -> None:
    place = "/mentor/phrases"
    post(channary, place, {"text": " Show a friend! "}, page=place)
    post(channary, place, {"text": "Show a friend!"}, page=place)
    (phrase,) = pages.cast.store.desk.phrases(pages.cast.channary.id)
    assert "Show a friend!" in visible(channary.get(place))
    vanna = enter(pages, teacher)
    assert "Show a friend!" not in vanna.get(place).get_data(as_text=True)
    post(vanna, f"{place}/remove", {"phrase": str(phrase.id)}, page=place)
    form: dict[str, object] = {"level-friend": "good", "word-friend": "Well done.", "phrase-friend": str(phrase.id)}
    post(channary, _marks(pages, dance), form, page=work[0])
    assert "Well done. Show a friend!" in visible(sokha.get(work[1]))
    changed: dict[str, object] = {"criterion": "repeats", "level": "good", "reason": "", "phrase": str(phrase.id)}
    assert post(channary, f"{work[0]}/level", changed, page=work[0]).status_code == 302
    theirs: dict[str, object] = {"level-friend": "good", "word-friend": "Mine", "phrase-friend": str(phrase.id)}
    post(vanna, _marks(pages, dance), theirs, page=work[0])
    assert pages.cast.store.marks.marks(pages.cast.sokha.id, dance.id)[-1].reason == "Mine"
    post(channary, f"{place}/remove", {"phrase": str(phrase.id)}, page=place)
    assert pages.cast.store.desk.phrases(pages.cast.channary.id) == ()
    assert "Well done. Show a friend!" in visible(sokha.get(work[1]))


def test_a_mentor_keeps_no_more_phrases_than_there_is_room_for(pages: Pages) -> None:
    desk, her = pages.cast.store.desk, pages.cast.channary.id
    kept = [desk.keep_phrase(her, f"Words {number}") for number in range(25)]
    assert kept == [True] * 20 + [False] * 5
    assert not desk.keep_phrase(her, "  ")


def test_two_tries_stand_side_by_side(
    pages: Pages, channary: FlaskClient, sokha: FlaskClient, work: Work, dance: AssignmentView
) -> None:
    assert "There is one try so far." in visible(channary.get(f"{work[0]}/beside"))
    later = pages.hand_in(sokha, dance, sb3("great"))
    pages.hand_in(sokha, dance, sb3("zero"))
    pages.grade()
    number = later.rsplit("/", 1)[1]
    page = visible(channary.get(f"/mentor/work/{number}/beside"))
    assert "Try 2 beside" in page
    assert "What is different in the blocks" in page
    assert re.search(r"The dance repeats changed\nGetting started\nGreat", page)
    third = visible(channary.get(f"{work[0]}/beside?with={int(number) + 1}"))
    assert re.search(r"Try 1\nTry 3", third)
    assert channary.get(f"{work[0]}/beside?with=99999").status_code == 200


def test_two_websites_side_by_side_show_changed_lines_as_text(
    pages: Pages, channary: FlaskClient, sokha: FlaskClient, tmp_path: object
) -> None:
    use(pages.cast.store, tmp_path, "page", PAGE)  # type: ignore[arg-type]
    given = pages.cast.give("page")
    pages.hand_in(sokha, given, website("<!doctype html>\n<h1>Cats</h1>\n"), "a.zip")
    later = pages.hand_in(sokha, given, website("<!doctype html>\n<h1>Dogs</h1><script>alert(1)</script>\n"), "b.zip")
    pages.grade()
    page = channary.get(f"/mentor/work/{later.rsplit('/', 1)[1]}/beside").get_data(as_text=True)
    assert "<del>&lt;h1&gt;Cats" in page
    assert "<ins>&lt;h1&gt;Dogs" in page
    assert "<script>alert" not in page
