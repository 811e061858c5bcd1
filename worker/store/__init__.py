"""What Kru remembers: one door for pages and workers. Rows stay inside, frozen views come out.

The database row is the record of everything; the queue only wakes workers, and nothing here knows of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from worker.store.assignments import Assignments
from worker.store.certificates import Certificates
from worker.store.database import Database, open_database
from worker.store.dates import Dates
from worker.store.desk import Desk
from worker.store.exchange import Exchange
from worker.store.files import Files, shelf_of
from worker.store.glance import Glances
from worker.store.gradings import Gradings
from worker.store.kept import KeptRubrics
from worker.store.live import Lives
from worker.store.live_pictures import LivePictures
from worker.store.mail import Mail
from worker.store.marks import Marks
from worker.store.moves import Moves
from worker.store.outside import Outside
from worker.store.own_marks import OwnMarks
from worker.store.path import Path as HerPath
from worker.store.peers import Peers
from worker.store.people import People, StoreError
from worker.store.places import Places
from worker.store.practice import Practice
from worker.store.results import Result, Results
from worker.store.settings import StoredSettings
from worker.store.showcases import Showcases
from worker.store.submissions import Submissions
from worker.store.surveys import Surveys
from worker.store.teams import Teams
from worker.store.terms import Terms
from worker.store.thawed import Thawed
from worker.store.tuning import Tuning

__all__ = ["Result", "Store", "StoreError", "open_store", "store_on"]


@dataclass(frozen=True, slots=True)
class Store:
    """The parts of the store, on one database and one shelf of files."""

    database: Database
    files: Files
    people: People
    places: Places
    teams: Teams
    moves: Moves
    dates: Dates
    terms: Terms
    assignments: Assignments
    submissions: Submissions
    gradings: Gradings
    live: Lives
    live_pictures: LivePictures
    marks: Marks
    desk: Desk
    results: Results
    glances: Glances
    rubrics: KeptRubrics
    settings: StoredSettings
    tuning: Tuning
    path: HerPath
    showcases: Showcases
    certificates: Certificates
    surveys: Surveys
    exchange: Exchange
    own_marks: OwnMarks
    peers: Peers
    practice: Practice
    outside: Outside
    mail: Mail

    def close(self) -> None:
        """Give every connection back."""
        self.database.close()


def open_store(database_url: str, files: Path | Files) -> Store:
    """The store at that address, its files in that folder. Made after a fork; migrations are run by `migrate`."""
    return store_on(open_database(database_url), shelf_of(files))


def store_on(database: Database, files: Files) -> Store:
    """The store on that database and that shelf of files."""
    thawed = Thawed()  # of pages: reading a rubric back costs more than all else of a result
    return Store(
        database=database,
        files=files,
        people=People(database),
        places=Places(database),
        teams=Teams(database),
        moves=Moves(database),
        dates=Dates(database),
        terms=Terms(database),
        assignments=Assignments(database),
        submissions=Submissions(database, files),
        gradings=Gradings(database),
        live=Lives(database),
        live_pictures=LivePictures(database, files),
        marks=Marks(database),
        desk=Desk(database, thawed),
        results=Results(database, thawed),
        glances=Glances(database, thawed),
        rubrics=KeptRubrics(database),
        settings=StoredSettings(database),
        tuning=Tuning(database),
        path=HerPath(database),
        showcases=Showcases(database),
        certificates=Certificates(database),
        surveys=Surveys(database),
        exchange=Exchange(database),
        own_marks=OwnMarks(database),
        peers=Peers(database),
        practice=Practice(database),
        outside=Outside(database),
        mail=Mail(database),
    )
