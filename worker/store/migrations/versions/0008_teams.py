"""Teams: a file that several hand in. Moves: a student who goes to another class with her work."""

import sqlalchemy as sa
from alembic import op

from worker.store.database import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and the columns beside what was there."""
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("ended", UtcDateTime(), nullable=True),
        _refers("team", "classroom_id", "classroom"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )
    op.create_index(op.f("ix_team_classroom_id"), "team", ["classroom_id"], unique=False)
    op.create_table(
        "team_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        _refers("team_member", "team_id", "team"),
        _refers("team_member", "student_id", "student"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
    )
    op.create_index(op.f("ix_team_member_team_id"), "team_member", ["team_id"], unique=False)
    op.create_index(op.f("ix_team_member_student_id"), "team_member", ["student_id"], unique=False)
    op.create_table(
        "student_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("back_at", UtcDateTime(), nullable=True),
        _refers("student_move", "student_id", "student"),
        _refers("student_move", "from_id", "classroom"),
        _refers("student_move", "to_id", "classroom"),
        _refers("student_move", "mentor_id", "mentor"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_student_move")),
    )
    op.create_index(op.f("ix_student_move_student_id"), "student_move", ["student_id"], unique=False)
    # A default that is an expression would make SQLite write the table anew, which rows that refer to it do not allow.
    with op.batch_alter_table("assignment") as assignment:
        assignment.add_column(sa.Column("for_teams", sa.Boolean(), nullable=False, server_default="0"))
        assignment.add_column(sa.Column("earlier", sa.Boolean(), nullable=False, server_default="0"))
    # Without a foreign key: SQLite would write a million submissions anew, and a team is taken away by hand anyway.
    with op.batch_alter_table("submission") as submission:
        submission.add_column(sa.Column("team_id", sa.Integer(), nullable=True))
        submission.add_column(sa.Column("by_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_submission_team_id"), "submission", ["team_id"], unique=False)
    with op.batch_alter_table("mark") as mark:
        mark.add_column(sa.Column("team_id", sa.Integer(), nullable=True))


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
