"""Teach on Monday: how many reached each goal, what the class mixes up most, and five minutes that help."""

from __future__ import annotations

import re

from flask import render_template

from web import kru
from web.access import allow
from web.catalogue.markdown import html
from web.mentor import goals, own, shelf
from web.mentor.mixups import mixups
from web.mentor.pages import blueprint

FEWEST = 5  # of fewer a number says who is meant
# How a section of a rubric's mentor.md begins that holds the activity, in every language of the guides.
ACTIVITY = re.compile(r"^\*\*(?:(?:a )?five-minute activity|សកម្មភាពប្រាំនាទី)\s*[.:។៖]?\*\*[.:។៖]?", re.IGNORECASE)
_LABEL = re.compile(r"^(\*\*[^*]+\*\*|#)")


@blueprint.get("/task/<int:assignment>/teach")
@allow("mentor")
def teach(assignment: int) -> str:
    """Teach on Monday: goals by how many reached them, the mix-ups most seen, an activity. Nobody is named."""
    given = own.assignment(assignment)
    seen = kru().store.glances.task(given.id)
    people = goals.everybody(given, seen)
    rubric = goals.rubric_of(given, seen)
    with_result = sum(bool(one.results) for one in people)
    enough = len(people) >= FEWEST and with_result >= FEWEST
    columns = goals.columns_of(rubric, people) if rubric and enough else ()
    text, code = activity(given.rubric_id)
    return render_template(
        "mentor/teach.html",
        given=given,
        room=own.classroom(given.classroom),
        title=own.title(given),
        week=rubric.week if rubric else None,
        small=len(people) < FEWEST,
        enough=enough,
        fewest=FEWEST,
        works=with_result,
        goals=[one for one in columns if one.judged >= FEWEST and not one.extra],
        titles=shelf.goal_titles(rubric),
        mixups=mixups(seen, kru().store.submissions.standings(given.id)) if enough else (),
        activity=html(text, top=3) if text else "",
        activity_language=code,
    )


def activity(rubric: str) -> tuple[str, str]:
    """The five-minute activity of a rubric in Markdown, and its language: of its page for mentors, else nothing."""
    loaded = kru().shelf.get(rubric)
    if loaded is None:
        return "", "en"
    for text, code in shelf.guides(loaded):
        found = section(text)
        if found:
            return found, code
    return "", "en"


def section(text: str) -> str:
    """What stands under `**Five-minute activity.**`, up to the next label or heading."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        if ACTIVITY.match(line.replace("\u200b", "")):  # Khmer has signs between its words that nobody sees
            inside = True
            lines.append(line.split("**", 2)[2].lstrip(".:។៖ "))
        elif inside and _LABEL.match(line):
            break
        elif inside:
            lines.append(line)
    return "\n".join(lines).strip()
