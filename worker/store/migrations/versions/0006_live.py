"""Plays and pictures."""

import sqlalchemy as sa
from alembic import op

from worker.store.database import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "live",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("grading_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("job_attempt", sa.Integer(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("leases_lost", sa.Integer(), nullable=False),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("queued_at", UtcDateTime(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("started", UtcDateTime(), nullable=True),
        sa.Column("finished", UtcDateTime(), nullable=True),
        sa.Column("engine", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["grading_id"], ["grading.id"], name=op.f("fk_live_grading_id_grading")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live")),
        sa.UniqueConstraint("grading_id", name=op.f("uq_live_grading_id")),
    )
    op.create_index(op.f("ix_live_state_id"), "live", ["state", "id"], unique=False)
    op.create_table(
        "live_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("criterion", sa.String(length=80), nullable=False),
        sa.Column("moment", sa.String(length=10), nullable=False),
        sa.Column("caption", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_live_picture_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_picture")),
    )
    op.create_index(op.f("ix_live_picture_submission_id"), "live_picture", ["submission_id"], unique=False)
    op.create_index(op.f("ix_live_picture_file_hash"), "live_picture", ["file_hash"], unique=False)
    op.create_table(
        "choice",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_choice_mentor_id_mentor")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_choice_submission_id_submission")),
        sa.PrimaryKeyConstraint("submission_id", "key", name=op.f("pk_choice")),
    )
