"""Kept rubrics read back once: a kept rubric never changes, and reading one costs more than all else of a result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from worker.store import models as m

if TYPE_CHECKING:
    from grader.rubric.loaded import LoadedRubric

MOST = 100  # a few hundred kB each; a class meets about a dozen in a term


@dataclass(frozen=True, slots=True)
class Thawed:
    """The rubrics that were asked for last, by the id under which they are kept."""

    _by_id: dict[int, LoadedRubric] = field(default_factory=dict)

    def get(self, session: Session, kept: int) -> LoadedRubric:
        """The rubric kept under that id. Threads may ask at the same time: at worst one is read twice."""
        found = self._by_id.get(kept)
        if found is None:
            # Imported here: the store's other parts, and the tools that use them, need no engine.
            from worker.store.frozen import thaw

            found = thaw(session.get_one(m.KeptRubric, kept).resolved)
            if len(self._by_id) >= MOST:
                self._by_id.clear()
            self._by_id[kept] = found
        return found
