"""What the published tool finds in the samples, block by block. `pytest -k missing-loop-sensing` runs one finding.

The samples illustrate the definitions and are not the definitions: a check fitted to them is a defect.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from grader import catalogue
from grader.check import Check, Place
from grader.scratch.index import ScratchIndex, index
from grader.scratch.model import ScratchProject
from grader.upload import read
from tests.conftest import SAMPLES

FOLDERS = ("findings", "sb3")
GRADES = {"low": 1, "medium": 2, "high": 3}
# Differences that the pages of the checks explain: (file, check) -> what Kru says more or less, and why.
EXPLAINED: Mapping[tuple[str, str], str] = {}

Found = tuple[str, str, int]  # sprite, block or "", severity


def findings(kind: str = "") -> tuple[str, ...]:
    """The ids of the finding checks there are."""
    entries = (catalogue.entry(name) for name in catalogue.ids() if name.startswith("scratch."))
    return tuple(it.id for it in entries if it.check.severity is not None and kind in {"", it.check.kind})


@lru_cache(maxsize=1)
def expected() -> Mapping[Path, Mapping[str, list[Found]]]:
    found: dict[Path, Mapping[str, list[Found]]] = {}
    for folder in FOLDERS:
        text = (SAMPLES / folder / "expected.json").read_text(encoding="utf-8")
        for name, project in json.loads(text)["projects"].items():
            by_check = project.get("findings", project)
            found[SAMPLES / folder / name] = {
                check: sorted((sprite, block or "", severity) for sprite, block, severity in places)
                for check, places in by_check.items()
            }
    return found


@lru_cache(maxsize=128)
def looked(path: Path) -> ScratchIndex:
    project = read(path.read_bytes(), path.name)
    assert isinstance(project, ScratchProject)
    return index(project)


def told(places: Iterable[Place], check: Check[Any, Any]) -> list[Found]:
    return sorted(
        (place.sprite, place.block or "", GRADES[check.severity_of(place) or ""])  # type: ignore[union-attr]
        for place in places
    )


needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="needs ../shared/samples")


@pytest.mark.samples
@needs_samples
@pytest.mark.parametrize("check_id", findings())
def test_it_finds_what_the_published_tool_finds(check_id: str) -> None:
    check = catalogue.entry(check_id).check
    for path, by_check in expected().items():
        if (path.name, check_id) in EXPLAINED:
            continue
        seen = check.observe(looked(path), check.params()).places
        assert told(seen, check) == by_check.get(check_id, []), f"{path.parent.name}/{path.name}"


@pytest.mark.samples
@needs_samples
def test_every_finding_of_the_samples_has_a_check() -> None:
    known = {check for by_check in expected().values() for check in by_check}
    missing = sorted(known - set(findings()))
    if missing:
        pytest.skip(f"{len(missing)} findings of the samples have no check yet: {', '.join(missing)}")
