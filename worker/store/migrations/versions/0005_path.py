"""Her words beside a try, her showcase, certificate, how she sees coding."""

import sqlalchemy as sa
from alembic import op

from worker.store.database import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "told",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_told_submission_id_submission")),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_told")),
    )
    op.create_table(
        "answer_seen",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_answer_seen_question_id_question")),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_answer_seen")),
    )
    op.create_table(
        "promise",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_promise_assignment_id_assignment")),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_promise")),
    )
    _showcase()
    _certificate()
    _survey()


def _showcase() -> None:
    op.create_table(
        "shown",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("wish", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_shown_mentor_id_mentor")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_shown_student_id_student")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_shown_submission_id_submission")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_shown_submission_id")),
    )
    op.create_index(op.f("ix_shown_student_id"), "shown", ["student_id"], unique=False)


def _certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=True),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_certificate_mentor_id_mentor")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_certificate_student_id_student")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint("student_id", name=op.f("uq_certificate_student_id")),
    )


def _survey() -> None:
    op.create_table(
        "survey_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("club_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("opened", UtcDateTime(), nullable=True),
        sa.Column("closed", UtcDateTime(), nullable=True),
        sa.Column("numbers", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_survey_round_club_id_club")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_round")),
        sa.UniqueConstraint("club_id", "week", name=op.f("uq_survey_round_club_id_week")),
    )
    op.create_index(op.f("ix_survey_round_club_id"), "survey_round", ["club_id"], unique=False)
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("for_me", sa.Integer(), nullable=True),
        sa.Column("can_mend", sa.Integer(), nullable=True),
        sa.Column("go_on", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name=op.f("fk_survey_answer_round_id_survey_round")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_survey_answer_student_id_student")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sa.UniqueConstraint("round_id", "student_id", name=op.f("uq_survey_answer_round_id_student_id")),
    )
    op.create_index(op.f("ix_survey_answer_student_id"), "survey_answer", ["student_id"], unique=False)
