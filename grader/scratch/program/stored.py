"""Slots as the file has them. To the model a slot with nothing in it (null) and a slot that is absent are one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from grader.scratch.model import ScratchProject, Target
from grader.scratch.records import Record, records
from grader.scratch.spots import Spot


class StoredSlots:
    """The slots of a project in its file; of a project from text there are none. The first question reads the file."""

    def __init__(self, project: ScratchProject) -> None:
        self._project = project

    def holds_nothing(self, spot: Spot, slot: str) -> bool:
        """Is the slot there, with nothing in it."""
        record = self._records.get((spot.target, spot.block.id))
        return record is not None and record.has(slot) and record.held(slot) is None

    @cached_property
    def _records(self) -> Mapping[tuple[Target, str], Record]:
        source, targets = self._project.source, self._project.targets
        if source is None or source.targets is not targets:
            return {}
        found = records(self._project)
        return {
            (targets[found.places[record.target]], record.id): record
            for record in found.all
            if record.target in found.places
        }
