"""A new location, with the link on which its lead joins; for the command and for the page."""

from __future__ import annotations

from zoneinfo import available_timezones

from worker.store.people import People
from worker.store.views import ClubView

LONGEST_NAME = 120
IDLE_MINUTES = (5, 480)  # the least and the most that a shared machine may rest


def time_zone(word: str) -> str | None:
    """The name of that time zone as it is written, however it was typed; None when there is none."""
    wanted = word.strip().replace(" ", "_").casefold()
    return next((name for name in available_timezones() if name.casefold() == wanted), None)


def make_club(people: People, name: str, language: str, zone: str, by: int | None = None) -> tuple[ClubView, str]:
    """The club, and what stands in the link of its lead."""
    club = people.make_club(" ".join(name.split())[:LONGEST_NAME], language, zone)
    return club, people.make_invite("lead", club=club.id, by=by)
