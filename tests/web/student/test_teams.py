"""Her team on her pages: she sees what is the team's, and nothing that is another girl's."""

from __future__ import annotations

from tests.web.conftest import Pages, post, sb3, visible
from worker.privacy import privacy
from worker.store.views import AssignmentView


def test_each_girl_has_the_result_and_sees_who_sent_it(pages: Pages, dance: AssignmentView) -> None:
    cast, store = pages.cast, pages.cast.store
    store.teams.set_together(dance.id, together=True)
    store.teams.make(cast.saturday.id, "Stars", [cast.sokha.id, cast.dara.id])
    (maly,) = store.people.add_students(cast.saturday.id, ["Maly"])
    sokha, dara, other = (pages.signed_in(one) for one in (cast.sokha, cast.dara, maly))
    home = visible(dara.get("/work"))
    assert "Your team: Stars" in home
    assert "With you: Sokha." in home
    assert "Your team" not in visible(other.get("/work"))
    where = pages.hand_in(sokha, dance, sb3("great"))
    assert len(pages.rung) == 2  # a worker is rung for each
    pages.grade()
    (hers,) = store.submissions.tries(cast.dara.id, dance.id)
    page = visible(dara.get(f"/try/{hers.submission.id}"))
    assert "Sokha from your team sent it. It is the work of all of you." in page
    assert "You sent it for your team." in visible(sokha.get(where))
    assert "Sokha from your team sent it." in visible(dara.get("/work"))
    assert dara.get(where).status_code == 404  # Sokha's own page of it is hers
    assert other.get(f"/try/{hers.submission.id}").status_code == 404
    assert store.submissions.tries(maly.id, dance.id) == ()


def test_what_is_one_girls_alone_her_team_never_sees(pages: Pages, dance: AssignmentView) -> None:
    cast, store = pages.cast, pages.cast.store
    store.teams.set_together(dance.id, together=True)
    team = store.teams.make(cast.saturday.id, "Stars", [cast.sokha.id, cast.dara.id])
    sokha, dara = pages.signed_in(cast.sokha), pages.signed_in(cast.dara)
    where = pages.hand_in(sokha, dance, sb3("middle"))
    pages.grade()
    number = int(where.rsplit("/", 1)[1])
    (hers,) = store.submissions.tries(cast.dara.id, dance.id)
    addresses = ("/work", f"/try/{hers.submission.id}", f"/try/{hers.submission.id}/ask")
    before = [visible(dara.get(address)) for address in addresses]
    post(sokha, f"{where}/told", {"told": "My own words"}, page="/not-you")
    question = store.marks.ask(number, "flag", "Sokha asks")
    store.marks.answer(question.id, cast.channary.id, "An answer to Sokha")
    store.marks.mark("mentor", cast.channary.id, cast.sokha.id, dance.id, "friend", "start", "For Sokha alone")
    store.marks.mark("self", cast.sokha.id, cast.sokha.id, dance.id, "friend", "great", "She says of herself")
    store.marks.open_hint(cast.sokha.id, dance.id, "flag", 1)
    store.showcases.choose(cast.sokha.id, number, "Her title", "Her sentence", wish=True)
    assert [visible(dara.get(address)) for address in addresses] == before
    # What is the team's comes to both.
    store.marks.override(number, "flag", "great", "I saw it with all of you", cast.channary.id)
    crew = [cast.dara.id, cast.sokha.id]
    store.marks.mark_team("mentor", cast.channary.id, team.id, crew, dance.id, "friend", "good", "You all listened")
    assert "I saw it with all of you" in visible(dara.get(addresses[1]))
    assert "You all listened" in visible(dara.get(addresses[1]))
    assert "You all listened" not in visible(sokha.get(where))  # she has a level of her own
    # Sokha goes: the work stays Dara's, and nothing tells of her.
    privacy.delete(store, cast.sokha.id)
    after = [visible(dara.get(address)) for address in addresses]
    assert "A team mate sent it." in after[1]
    assert not [text for text in after if "Sokha" in text]
