"""What if, over a thousand works: reports from the database, counted again by another rubric. The floor: grading.

`1 grading` is reading and grading one of the same files in this process, times as many.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from _measure import Figure, arguments, show, typical
from _projects import project

from grader.grade import grade
from grader.report import to_json
from grader.rubric.load import load, load_text
from grader.rubric.loaded import LoadedRubric
from grader.rubric.model import Criterion, Thresholds
from grader.upload import read
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store.frozen import freeze
from worker.store.migrate import migrate
from worker.tuning import whatif

RUBRIC = Path(__file__).parent / "eight-criteria"
WORKS, FILES, AIM = 1000, 20, 10.0
LEASE = timedelta(minutes=5)


def main() -> None:
    """Measure in a folder that is thrown away."""
    words = arguments(__doc__)
    loaded = load(RUBRIC)
    files = [project(200, seed=number) for number in range(FILES)]
    floor = typical(lambda: grade(read(files[0]), loaded)) * WORKS
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env({}, data=Path(folder))
        store = open_store(settings.database_url, settings.files)
        migrate(store.database)
        assignment = fill(store, loaded, files)
        begun = time.perf_counter()
        girls = whatif.over(store, assignment, harder(loaded))
        seconds = time.perf_counter() - begun
        store.close()
    moved = sum(girl.moved.way != "stays" for girl in girls)
    note = f"{len(girls)} works, {moved} would move"
    show("whatif", [Figure("what if", seconds, floor, f"{WORKS} gradings", aim=AIM, note=note)], words.form)


def harder(loaded: LoadedRubric) -> LoadedRubric:
    """The same checks; every great begins one later."""
    path = loaded.folder / "rubric.yaml"
    rubric = loaded.rubric
    other = load_text(path.read_bytes(), path)
    criteria = tuple(map(_one_more, rubric.criteria))
    return replace(other, rubric=rubric.model_copy(update={"version": rubric.version + 1, "criteria": criteria}))


def _one_more(criterion: Criterion) -> Criterion:
    levels = criterion.levels
    if not isinstance(levels, Thresholds):
        return criterion
    return criterion.model_copy(update={"levels": levels.model_copy(update={"great": levels.great + 1})})


def fill(store: Store, loaded: LoadedRubric, files: list[bytes]) -> int:
    """A thousand girls whose works have been graded; the assignment."""
    reports = [to_json(grade(read(file), loaded)) for file in files]
    club = store.people.make_club("Bench", "en", "UTC")
    mentor = store.people.join(store.people.make_invite("mentor", club=club.id), "bench", "Bench", "bench-bench")
    room = store.people.make_classroom(mentor.id, "Bench", "en")
    students = store.people.add_students(room.id, [f"Student {number}" for number in range(WORKS)])
    rubric = loaded.rubric
    store.rubrics.keep(rubric.id, rubric.version, loaded.score_hash, loaded.words_hash, freeze(loaded, store.files))
    given = store.assignments.give(room.id, rubric.id)
    for number, student in enumerate(students):
        receipt = store.submissions.hand_in(student.id, given.id, files[number % FILES], "a.sb3")
        claimed = store.gradings.claim(receipt.grading_id or 0, 1, lease=LEASE)
        if claimed is None:
            raise LookupError(receipt)
        store.gradings.finish(claimed, reports[number % FILES], engine="bench", kind="sb3")
    return given.id


if __name__ == "__main__":
    main()
