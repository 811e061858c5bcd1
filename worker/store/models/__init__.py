"""The tables. Rows never leave `worker.store`: what is handed out is in `views`.

Ids are whole numbers, moments are UTC, and what is one of a few words is kept as that word.
"""

from worker.store.models.base import (
    NAMES,
    Base,
)
from worker.store.models.desk import (
    Phrase,
)
from worker.store.models.exchange import (
    ApiToken,
)
from worker.store.models.house import (
    Audit,
    Setting,
)
from worker.store.models.live import (
    Choice,
    Live,
    LivePicture,
)
from worker.store.models.outside import (
    Delivery,
    DeliveryTry,
    MailWish,
    Moved,
    Webhook,
)
from worker.store.models.path import (
    AnswerSeen,
    Certificate,
    Promise,
    Shown,
    SurveyAnswer,
    SurveyRound,
    Told,
)
from worker.store.models.people import (
    Classroom,
    Club,
    Invite,
    Mentor,
    MentorClassroom,
    PasswordReset,
    Student,
)
from worker.store.models.places import (
    OwnDate,
    Term,
)
from worker.store.models.teams import (
    StudentMove,
    Team,
    TeamMember,
)
from worker.store.models.tuning import (
    Lowered,
    RubricDraft,
    RubricPublished,
)
from worker.store.models.voices import (
    PeerRound,
    PeerTurn,
    PracticeMark,
    PracticeWork,
)
from worker.store.models.work import (
    Assignment,
    Grading,
    HintOpened,
    KeptRubric,
    Mark,
    Override,
    Question,
    Submission,
)

__all__ = [
    "NAMES",
    "AnswerSeen",
    "ApiToken",
    "Assignment",
    "Audit",
    "Base",
    "Certificate",
    "Choice",
    "Classroom",
    "Club",
    "Delivery",
    "DeliveryTry",
    "Grading",
    "HintOpened",
    "Invite",
    "KeptRubric",
    "Live",
    "LivePicture",
    "Lowered",
    "MailWish",
    "Mark",
    "Mentor",
    "MentorClassroom",
    "Moved",
    "Override",
    "OwnDate",
    "PasswordReset",
    "PeerRound",
    "PeerTurn",
    "Phrase",
    "PracticeMark",
    "PracticeWork",
    "Promise",
    "Question",
    "RubricDraft",
    "RubricPublished",
    "Setting",
    "Shown",
    "Student",
    "StudentMove",
    "Submission",
    "SurveyAnswer",
    "SurveyRound",
    "Team",
    "TeamMember",
    "Term",
    "Told",
    "Webhook",
]
