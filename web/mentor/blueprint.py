"""The mentors' pages: each file below puts its views on the one blueprint."""

from __future__ import annotations

from web.mentor import alike, answers, desk, door, export, glance, goals, members, rooms, rubrics, tasks, teach
from web.mentor.pages import blueprint
from web.mentor.places import dates

__all__ = [
    "alike", "answers", "blueprint", "dates", "desk", "door", "export", "glance", "goals", "members", "rooms", "rubrics",
    "tasks", "teach",
]  # fmt: skip
