"""Rubrics made in the browser, regrades."""

import sqlalchemy as sa
from alembic import op

from worker.store.database import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "rubric_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.String(length=80), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("asked", sa.String(length=10), nullable=True),
        sa.Column("tried", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_rubric_draft_mentor_id_mentor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_draft")),
        sa.UniqueConstraint("rubric_id", "mentor_id", name=op.f("uq_rubric_draft_rubric_id_mentor_id")),
    )
    op.create_table(
        "rubric_published",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.String(length=80), nullable=False),
        sa.Column("kept_rubric_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kept_rubric_id"], ["kept_rubric.id"], name=op.f("fk_rubric_published_kept_rubric_id_kept_rubric")
        ),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_rubric_published_mentor_id_mentor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_published")),
    )
    op.create_index(op.f("ix_rubric_published_rubric_id"), "rubric_published", ["rubric_id"], unique=False)
    op.create_table(
        "lowered",
        sa.Column("grading_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["grading_id"], ["grading.id"], name=op.f("fk_lowered_grading_id_grading")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_lowered_mentor_id_mentor")),
        sa.PrimaryKeyConstraint("grading_id", name=op.f("pk_lowered")),
    )
