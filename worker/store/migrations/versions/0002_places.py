"""Terms, dates, what happens after them, and how long a shared machine may rest."""

import sqlalchemy as sa
from alembic import op

from worker.store.database import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and the columns beside what was there."""
    op.create_table(
        "own_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("due", UtcDateTime(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_own_date_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_own_date_mentor_id_mentor")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_own_date_student_id_student")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_date")),
        sa.UniqueConstraint("assignment_id", "student_id", name=op.f("uq_own_date_assignment_id_student_id")),
    )
    op.create_index(op.f("ix_own_date_student_id"), "own_date", ["student_id"], unique=False)
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["classroom_id"], ["classroom.id"], name=op.f("fk_term_classroom_id_classroom")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
    )
    op.create_index(op.f("ix_term_classroom_id"), "term", ["classroom_id"], unique=False)
    with op.batch_alter_table("assignment") as table:
        table.add_column(sa.Column("late", sa.String(length=10), nullable=True))
        table.add_column(sa.Column("grace_days", sa.Integer(), nullable=True))
    with op.batch_alter_table("club") as table:
        table.add_column(sa.Column("idle_minutes", sa.Integer(), nullable=True))
