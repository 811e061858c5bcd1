"""Marks by herself and by peers; practice of mentors."""

import sqlalchemy as sa
from alembic import op

from worker.store.database import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "peer_round",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("each", sa.Integer(), nullable=False),
        sa.Column("release", sa.String(length=6), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        _refers("peer_round", "assignment_id", "assignment"),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_peer_round")),
    )
    op.create_table(
        "peer_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("praise_start", sa.String(length=20), nullable=False),
        sa.Column("praise", sa.Text(), nullable=False),
        sa.Column("idea_start", sa.String(length=20), nullable=False),
        sa.Column("idea", sa.Text(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=True),
        sa.Column("looked_at", UtcDateTime(), nullable=True),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        _refers("peer_turn", "assignment_id", "assignment"),
        _refers("peer_turn", "submission_id", "submission"),
        _refers("peer_turn", "reader_id", "student"),
        _refers("peer_turn", "author_id", "student"),
        _refers("peer_turn", "mentor_id", "mentor"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_turn")),
        sa.UniqueConstraint(
            "assignment_id", "reader_id", "author_id", name=op.f("uq_peer_turn_assignment_id_reader_id_author_id")
        ),
    )
    _index("peer_turn", "assignment_id", "submission_id", "reader_id", "author_id")
    op.create_table(
        "practice_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("club_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("scene", sa.Text(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        _refers("practice_work", "club_id", "club"),
        _refers("practice_work", "submission_id", "submission"),
        _refers("practice_work", "mentor_id", "mentor"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_work")),
        sa.UniqueConstraint("club_id", "submission_id", name=op.f("uq_practice_work_club_id_submission_id")),
    )
    _index("practice_work", "club_id", "submission_id")
    op.create_table(
        "practice_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=160), nullable=False),
        sa.Column("practice_work_id", sa.Integer(), nullable=True),
        sa.Column("criterion", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("reference", sa.String(length=10), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        _refers("practice_mark", "mentor_id", "mentor"),
        _refers("practice_mark", "practice_work_id", "practice_work"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_mark")),
        sa.UniqueConstraint(
            "mentor_id",
            "rubric_id",
            "item",
            "criterion",
            name=op.f("uq_practice_mark_mentor_id_rubric_id_item_criterion"),
        ),
    )
    _index("practice_mark", "mentor_id", "practice_work_id")


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
