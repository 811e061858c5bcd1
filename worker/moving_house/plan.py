"""What goes along: which tables, whose row each row is, and which words a column may hold.

Not along go: who may sign in (passwords, links, tokens), what mentors keep for themselves (phrases, drafts, practice),
certificates (their codes are checked where they were given), how students see coding, and what waits to be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sqlalchemy import Column, Table

from worker.store import models as m

FORM = 1  # raised when an older Kru could no longer read an archive

# Whose a row is: it goes along when that row does.
OWNERS: Mapping[str, str] = MappingProxyType(
    {
        "classroom": "club_id",
        "term": "classroom_id",
        "student": "classroom_id",
        "team": "classroom_id",
        "team_member": "team_id",
        "assignment": "classroom_id",
        "promise": "assignment_id",
        "peer_round": "assignment_id",
        "peer_turn": "assignment_id",
        "own_date": "assignment_id",
        "hint_opened": "assignment_id",
        "mark": "assignment_id",
        "submission": "assignment_id",
        "told": "submission_id",
        "shown": "submission_id",
        "override": "submission_id",
        "question": "submission_id",
        "choice": "submission_id",
        "live_picture": "submission_id",
        "grading": "submission_id",
        "answer_seen": "question_id",
        "live": "grading_id",
        "lowered": "grading_id",
    }
)
ASKED_FOR = ("mentor", "kept_rubric")  # they go along when a row names them
CARRIED: tuple[Table, ...] = tuple(
    table for table in m.Base.metadata.sorted_tables if table.name in {"club", *ASKED_FOR, *OWNERS}
)
# A number that names a row without a foreign key. Who gave a mark: see `by`.
POINTERS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("submission", "team_id"): "team",
        ("submission", "by_id"): "student",
        ("mark", "team_id"): "team",
    }
)
ONLY: Mapping[str, frozenset[str]] = MappingProxyType({"mentor": frozenset({"id", "name", "language"})})
SECRET: Mapping[str, frozenset[str]] = MappingProxyType({"student": frozenset({"code"})})  # along when asked for
WORDS: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        ("assignment", "counts"): frozenset({"best", "last"}),
        ("assignment", "late"): frozenset({"welcome", "label", "close"}),
        ("submission", "kind"): frozenset({"sb3", "website", "builder", "picture", "saved-page"}),
        ("grading", "queue"): frozenset({"grade", "regrade"}),
        ("grading", "state"): frozenset({"queued", "grading", "done", "unreadable", "stuck", "held"}),
        ("live", "state"): frozenset({"queued", "playing", "done", "stuck"}),
        ("live_picture", "what"): frozenset({"start", "film", "play"}),
        ("mark", "by"): frozenset({"lead", "mentor", "self", "peer"}),
        ("mark", "level"): frozenset({"start", "good", "great"}),
        ("override", "level"): frozenset({"start", "good", "great"}),
        ("question", "state"): frozenset({"open", "answered"}),
        ("peer_turn", "state"): frozenset({"open", "given", "released", "stopped"}),
        ("peer_round", "release"): frozenset({"mentor", "hours"}),
        ("shown", "answer"): frozenset({"open", "yes", "not-yet"}),
    }
)
# Words that a person wrote: a nickname in them is left out when names are.
TEXTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "mark": ("reason",),
        "override": ("reason",),
        "question": ("text", "answer"),
        "told": ("words",),
        "shown": ("title", "sentence", "reason"),
        "peer_turn": ("praise", "idea"),
        "lowered": ("reason",),
    }
)


def columns(table: Table, *, secrets: bool = False) -> tuple[Column[object], ...]:
    """The columns that go along."""
    hidden = frozenset() if secrets else SECRET.get(table.name, frozenset())
    only = ONLY.get(table.name)
    return tuple(one for one in table.columns if one.name not in hidden and (only is None or one.name in only))


def references(table: Table, row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each column of a row that names another row, and the table of that; of itself too."""
    for column in columns(table):
        for key in column.foreign_keys:
            yield column.name, key.column.table.name
        pointed = POINTERS.get((table.name, column.name))
        if pointed is not None:
            yield column.name, pointed
    if table.name == "mark":
        yield "by_id", "student" if row.get("by") in {"self", "peer"} else "mentor"
