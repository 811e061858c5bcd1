"""Her words beside a try, showcase, certificate, how she sees coding: kept, hers, and gone with her."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.kit.people import Cast
from tests.kit.projects import project
from worker.privacy import privacy
from worker.store import StoreError
from worker.store.certificates import Made
from worker.store.crowd import FEWEST, apart, count

MADE = (Made({"en": "Dance"}, 4, 1, ("great", "good")),)


@pytest.fixture
def work(cast: Cast, tiny: Path) -> int:
    """A work of Sokha's."""
    del tiny
    return cast.store.submissions.hand_in(cast.sokha.id, cast.give().id, project(1), "cat.sb3").submission_id


def test_her_words_are_kept_changed_and_taken_away(cast: Cast, work: int) -> None:
    path = cast.store.path
    assert path.told(work) == ""
    path.tell(work, " First I was stuck. ")
    path.tell(work, "Then I tried a loop.")
    assert path.told(work) == "Then I tried a loop."
    path.tell(work, "  ")
    assert path.told(work) == ""


def test_an_answer_is_news_until_she_has_seen_it(cast: Cast, work: int) -> None:
    store = cast.store
    question = store.marks.ask(work, "", "Why?")
    assert store.path.news(cast.sokha.id) == ()
    store.marks.answer(question.id, cast.channary.id, "Because.")
    assert [one.question for one in store.path.news(cast.sokha.id)] == [question.id]
    assert store.path.news(cast.dara.id) == ()
    store.path.see(cast.dara.id, work)
    assert store.path.news(cast.sokha.id)
    store.path.see(cast.sokha.id, work)
    assert store.path.news(cast.sokha.id) == ()


def test_a_promise_is_a_week_unless_the_task_says_other(cast: Cast, work: int) -> None:
    del work
    path = cast.store.path
    assert path.promise(1) == 7
    path.set_promise(1, 3)
    assert path.promise(1) == 3
    path.set_promise(1, 0)
    assert path.promise(1) == 1


def test_a_class_sees_a_work_when_two_people_say_yes(cast: Cast, work: int) -> None:
    shows = cast.store.showcases

    def seen() -> list[int]:
        return [one.id for one in shows.of_class(cast.saturday.id)]

    hers = shows.choose(cast.sokha.id, work, "Cats", "They dance.", wish=False)
    assert not shows.answer(hers.id, cast.channary.id, yes=True, read=("Cats", "They dance."))
    assert shows.asked(cast.saturday.id) == ()
    shows.choose(cast.sokha.id, work, "Cats", "They dance.", wish=True)
    assert seen() == []
    assert not shows.answer(hers.id, cast.channary.id, yes=True, read=("Dogs", "They dance."))
    assert shows.answer(hers.id, cast.channary.id, yes=True, read=("Cats", "They dance."))
    assert seen() == [hers.id]
    shows.choose(cast.sokha.id, work, "Cats", "They dance.", wish=False)
    assert seen() == []
    shows.choose(cast.sokha.id, work, "Cats", "They dance.", wish=True)
    assert seen() == [hers.id]  # the words are those that a mentor read
    shows.choose(cast.sokha.id, work, "Cats", "Other words.", wish=True)
    assert seen() == []
    shows.withdraw(cast.dara.id, hers.id)
    assert shows.one(hers.id)
    shows.withdraw(cast.sokha.id, hers.id)
    assert shows.one(hers.id) is None


def test_nobody_shows_a_work_of_somebody_else(cast: Cast, work: int) -> None:
    with pytest.raises(StoreError, match="showcase-not-hers"):
        cast.store.showcases.choose(cast.dara.id, work, "Mine", "", wish=True)
    with pytest.raises(StoreError, match="showcase-no-title"):
        cast.store.showcases.choose(cast.sokha.id, work, " ", "", wish=True)


def test_a_certificate_is_given_once_and_its_name_is_hers_to_choose(cast: Cast, work: int) -> None:
    del work
    certificates = cast.store.certificates
    first = certificates.give(cast.sokha.id, MADE, cast.channary.id)
    assert (first.name, first.public) == (None, False)
    assert certificates.give(cast.sokha.id, (), cast.srey.id) == first
    assert certificates.by_code(f" {first.code.lower().replace('-', ' ')}") == first
    assert certificates.by_code("no such code") is None
    certificates.decide(cast.sokha.id, "Sokha C.", public=True)
    assert certificates.of(cast.sokha.id).public  # type: ignore[union-attr]
    # Without a name there is none to show.
    assert not certificates.decide(cast.sokha.id, " ", public=True).public
    certificates.take_back(cast.sokha.id)
    assert certificates.by_code(first.code) is None


def crowd(cast: Cast, many: int) -> list[int]:
    """Girls of the club, by number."""
    return [one.id for one in cast.store.people.add_students(cast.saturday.id, [f"Girl {n}" for n in range(many)])]


def ask(cast: Cast, week: int, steps: Mapping[int, int]) -> Mapping[str, Mapping[str, object]] | None:
    """A round in which these girls say so; its numbers."""
    surveys = cast.store.surveys
    round_ = surveys.open(cast.club.id, week)
    for girl, step in steps.items():
        surveys.answer(girl, round_.id, {"for_me": step, "go_on": None}, "words of mine")
    return surveys.close(round_.id).numbers


def test_fewer_than_five_are_never_a_number(cast: Cast) -> None:
    girls = crowd(cast, 5)
    assert ask(cast, 1, dict.fromkeys(girls[:4], 5)) is None
    (round_,) = cast.store.surveys.rounds(cast.club.id)
    assert round_.answers is None
    # It may go on, and the fifth makes a number of it.
    assert ask(cast, 1, {girls[4]: 1}) == {"for_me": {"girls": 5, "mean": 4.2}}
    with pytest.raises(StoreError, match="survey-counted"):
        cast.store.surveys.open(cast.club.id, 1)


def test_growth_is_of_the_same_girls(cast: Cast) -> None:
    girls = crowd(cast, 10)
    ask(cast, 1, dict.fromkeys(girls[:5], 2))
    numbers = ask(cast, 9, {**dict.fromkeys(girls[:5], 4), **dict.fromkeys(girls[5:], 1)})
    assert numbers is not None
    assert numbers["for_me"]["same"] == {"week": 1, "girls": 5, "then": 2.0, "now": 4.0}


def test_growth_is_not_told_when_one_girl_could_be_reckoned_out(cast: Cast) -> None:
    girls = crowd(cast, 6)
    ask(cast, 1, dict.fromkeys(girls, 2))
    numbers = ask(cast, 9, dict.fromkeys(girls[:5], 4))  # the sixth would be what is left of week 1
    assert numbers == {"for_me": {"girls": 5, "mean": 4.0}}


@for_all(st.lists(st.dictionaries(st.integers(1, 14), st.integers(1, 5)), max_size=4))
def test_no_two_groups_that_are_told_differ_by_a_few(rounds: list[dict[int, int]]) -> None:
    """What is told of the first round's answers: the whole, and the girls who came again."""
    told: list[frozenset[int]] = []
    before: list[tuple[int, Mapping[int, int], Mapping[str, object] | None]] = []
    for week, steps in enumerate(rounds, 1):
        numbers = count(steps, before, week)
        assert (numbers is None) == (len(steps) < FEWEST)
        first = next((earlier for _, earlier, one in before if one), None)
        if numbers and "same" in numbers and first is not None:
            same = frozenset(steps.keys() & first.keys())
            assert len(same) == numbers["same"]["girls"] >= FEWEST
            assert all(apart(same, other) for other in (frozenset(first), frozenset(steps), *told))
            told.append(same)
        before.append((week, steps, numbers))


def test_a_closed_round_and_a_round_of_another_club_take_no_answer(cast: Cast) -> None:
    surveys = cast.store.surveys
    far = cast.store.people.make_club("Far", "en", "UTC")
    for round_ in (surveys.open(far.id, 1), surveys.close(surveys.open(cast.club.id, 1).id)):
        with pytest.raises(StoreError, match="survey-closed"):
            surveys.answer(cast.sokha.id, round_.id, {"for_me": 3}, "")


def test_all_of_it_goes_with_her(cast: Cast, work: int, tmp_path: Path) -> None:
    store = cast.store
    store.path.tell(work, "told-unmistakable")
    question = store.marks.ask(work, "", "Why?")
    store.marks.answer(question.id, cast.channary.id, "Because.")
    store.path.see(cast.sokha.id, work)
    store.showcases.choose(cast.sokha.id, work, "title-unmistakable", "", wish=True)
    store.certificates.give(cast.sokha.id, MADE, cast.channary.id)
    store.certificates.decide(cast.sokha.id, "name-unmistakable", public=True)
    ask(cast, 1, {cast.sokha.id: 3, cast.dara.id: 4})
    privacy.export(store, cast.sokha.id, tmp_path / "hers.zip")
    import zipfile

    with zipfile.ZipFile(tmp_path / "hers.zip") as packed:
        data = packed.read("data.json").decode()
    for words in ("told-unmistakable", "title-unmistakable", "name-unmistakable", "words of mine", "answer_seen"):
        assert words in data
    privacy.delete(store, cast.sokha.id)
    assert store.surveys.answers(cast.sokha.id) == ()
    assert len(store.surveys.answers(cast.dara.id)) == 1
    assert store.certificates.of(cast.sokha.id) is None
    assert store.showcases.asked(cast.saturday.id) == ()
    assert store.path.told(work) == ""
