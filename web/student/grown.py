"""What changed between two of her files: this one beside her last try, and beside the starter of the task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.rubric.loaded import LoadedRubric
from grader.scratch.difference import findings, scripts
from grader.scratch.difference.findings import Change, Findings
from grader.scratch.difference.scripts import Difference
from grader.scratch.index import index
from grader.scratch.model import ScratchProject
from grader.words.changes import Since
from worker.store.views import SubmissionView

MOST_BLOCKS = 5_000  # of both files together: above it a page would keep her waiting for what is found in them
NOTHING = Findings(Change((), (), ()), Change((), (), ()))


@dataclass(frozen=True, slots=True)
class Grown:
    """One comparison, ready to be put into words."""

    since: Since
    difference: Difference
    findings: Findings


def grown(project: ScratchProject | None, last: ScratchProject | None, rubric: LoadedRubric) -> Iterator[Grown]:
    """Beside her last try, then beside the starter, as far as there are any."""
    if project is None:
        return
    later = index(project)
    earlier: tuple[tuple[Since, ScratchProject | None], ...] = (("try", last), ("starter", starter(rubric)))
    for since, other in earlier:
        if other is not None:
            difference = scripts.compare(index(other), later)
            small = len(difference.before.spots) + len(later.spots) <= MOST_BLOCKS
            yield Grown(since, difference, findings.compare(difference) if small else NOTHING)


def last_before(submission: SubmissionView, tries: Sequence[SubmissionView]) -> SubmissionView | None:
    """The Scratch file that she handed in before this one."""
    earlier = [one for one in tries if one.attempt < submission.attempt and one.kind == "sb3"]
    return max(earlier, key=lambda one: one.attempt, default=None)


def starter(rubric: LoadedRubric) -> ScratchProject | None:
    """The Scratch project that came with the task, where there is one and it can be read."""
    from grader.scratch.notation import NotationError
    from grader.upload import UploadError

    try:
        found = rubric.starter
    except (UploadError, NotationError, OSError):
        return None
    return found if isinstance(found, ScratchProject) else None
