"""The cast: Sokha and Dara are in Saturday A with Channary; Bopha is in Sunday B with Vanna. Srey leads the club."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from worker.store import Store, open_store
from worker.store.database import open_database
from worker.store.migrate import migrate
from worker.store.views import AssignmentView, ClassroomView, ClubView, MentorView, Role, StudentView

PASSWORD = "mango-and-rice"


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody a test needs, by name."""

    store: Store
    club: ClubView
    srey: MentorView  # lead
    channary: MentorView
    vanna: MentorView
    saturday: ClassroomView
    sunday: ClassroomView
    sokha: StudentView
    dara: StudentView
    bopha: StudentView

    def give(self, rubric_id: str = "tiny", **how: object) -> AssignmentView:
        """An assignment for Saturday A."""
        return self.store.assignments.give(self.saturday.id, rubric_id, **how)  # type: ignore[arg-type]


def empty_store(folder: Path, url: str | None = None) -> Store:
    """A store with tables and nothing in them."""
    address = url or f"sqlite:///{folder / 'kru.db'}"
    database = open_database(address)
    migrate(database)
    database.close()
    return open_store(address, folder / "files")


def gather(store: Store) -> Cast:
    """The cast, in that store."""
    people = store.people
    club = people.make_club("Kru Phnom Penh", "en", "Asia/Phnom_Penh")

    def joins(name: str, role: Role) -> MentorView:
        return people.join(people.make_invite(role, club=club.id), name.lower(), name, PASSWORD)

    srey, channary, vanna = joins("Srey", "lead"), joins("Channary", "mentor"), joins("Vanna", "mentor")
    saturday = people.make_classroom(channary.id, "Saturday A", "en")
    sunday = people.make_classroom(vanna.id, "Sunday B", "km")
    sokha, dara = people.add_students(saturday.id, ["Sokha", "Dara"])
    (bopha,) = people.add_students(sunday.id, ["Bopha"])
    return Cast(store, club, srey, channary, vanna, saturday, sunday, sokha, dara, bopha)
