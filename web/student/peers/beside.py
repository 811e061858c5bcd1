"""What her other pages say of classmates, and of her own levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.words import Sentence
from web import kru
from web.language import say
from web.student import own
from web.student.peers.goals import goals, own_goals, reading, rubric_of
from web.student.peers.starters import IDEA, PRAISE
from worker.store.views import AssignmentView, SubmissionView
from worker.unnamed import cleaner


@dataclass(frozen=True, slots=True)
class FromClassmate:
    """What a classmate said, as she reads it: how it begins, and the rest."""

    praise_start: str
    praise: str
    idea_start: str
    idea: str


@dataclass(frozen=True, slots=True)
class ToRead:
    """A task in which she can read works of classmates: how many she read, of how many; `open`: one has begun."""

    assignment: int
    title: Sentence
    read: int
    each: int
    open: bool


def home() -> dict[str, Any]:
    """For the first page."""
    given = kru().store.assignments.open_assignments(own.student().id)
    return {"classmates_wait": bool(to_read(given)), "own_say": say_herself(given)}


def of_try(hers: SubmissionView) -> dict[str, Any]:
    """For the page of a try."""
    given = own.assignment(hers.assignment)
    store = kru().store
    store.peers.settle(given.id)
    return {
        "from_classmates": from_classmates(hers.student, given),
        "own_goals": own_goals(hers.student, given),
        "to_read": to_read([given]),
    }


def from_classmates(student: int, given: AssignmentView) -> tuple[FromClassmate, ...]:
    """What she may read, without names: also where a classmate wrote her own."""
    found = []
    for one in kru().store.peers.said_to(student, given.id):
        clean, words = cleaner([one.reader_name]), one.words
        found.append(
            FromClassmate(
                begin(PRAISE, words.praise_start), clean(words.praise), begin(IDEA, words.idea_start), clean(words.idea)
            )
        )
    return tuple(found)


def to_read(assignments: Iterable[AssignmentView]) -> tuple[ToRead, ...]:
    """Tasks in which works of classmates wait for her words: those that she handed in herself, while they are open."""
    her, store = own.student(), kru().store
    found = []
    turns = None
    for given in assignments:
        each = reading(given).each
        if given.closed or not each or not store.submissions.tries(her.id, given.id):
            continue
        turns = store.peers.of_reader(her.id) if turns is None else turns
        here = [one for one in turns if one.assignment == given.id]
        read = sum(one.state != "open" for one in here)
        found.append(ToRead(given.id, own.title(given), read, each, any(one.state == "open" for one in here)))
    return tuple(found)


def say_herself(assignments: Iterable[AssignmentView]) -> frozenset[int]:
    """Tasks without a file in which she says something of her own."""
    found = ((given.id, rubric_of(given)) for given in assignments)
    return frozenset(one for one, rubric in found if rubric and "nothing" in rubric.accepts and goals(rubric, "self"))


def begin(starters: Mapping[str, str], key: str) -> str:
    """How a sentence begins, in the language of this page."""
    return say(starters[key]) if key in starters else ""
