"""The mentors' pages: each file below puts its views on the one blueprint."""

from __future__ import annotations

from web.mentor import (
    alike,
    answers,
    beside,
    bring,
    classmates,
    desk,
    door,
    export,
    forms,
    glance,
    goals,
    members,
    notices,
    phrases,
    rooms,
    rubrics,
    second,
    takeout,
    tasks,
    teach,
    undo,
)
from web.mentor.pages import blueprint
from web.mentor.places import club, dates, terms

__all__ = [
    "alike",
    "answers",
    "beside",
    "blueprint",
    "bring",
    "classmates",
    "club",
    "dates",
    "desk",
    "door",
    "export",
    "forms",
    "glance",
    "goals",
    "members",
    "notices",
    "phrases",
    "rooms",
    "rubrics",
    "second",
    "takeout",
    "tasks",
    "teach",
    "terms",
    "undo",
]
