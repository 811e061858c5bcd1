"""Two fingerprints of a rubric: of what changes points, and of everything else. New words regrade nobody."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from grader.rubric.model import BESIDE, SOURCES, Descriptions, Rubric, Thresholds

# What a level depends on; everything else of a criterion is words.
_POINTS = ("points", "bonus", "optional", "after", "at_most", *SOURCES, *(key for key in BESIDE if key != "ask"))


def hashes(rubric: Rubric, folder: Path) -> tuple[str, str]:
    """The score hash and the words hash, 16 hexadecimal digits each.

    The order of criteria and of parameters' keys changes no points, so it is not in the score hash. `version` is in
    neither: it is the mentor's word for "points changed", and the score hash is what holds her to it.
    """
    whole = rubric.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    scores = {
        "points": whole["points"],
        "bonus_up_to": whole.get("bonus_up_to", 0),
        "accepts": sorted(whole["accepts"]),
        "starter": _content(folder, rubric.starter),
        "gates": sorted(
            ({"check": gate.check, "with": gate.with_} for gate in rubric.gates),
            key=_text,
        ),
        "criteria": {
            criterion.id: {
                **{name: dumped[name] for name in _POINTS if name in dumped},
                "levels": dumped.get("levels") if isinstance(criterion.levels, Thresholds) else None,
                **({"after": sorted(criterion.after)} if criterion.after else {}),
            }
            for criterion, dumped in zip(rubric.criteria, whole["criteria"], strict=True)
        },
    }
    words = {
        **{name: value for name, value in whole.items() if name not in {"points", "bonus_up_to", "version"}},
        "criteria": [
            {
                **{name: value for name, value in dumped.items() if name not in {*_POINTS, "levels"}},
                "levels": dumped.get("levels") if isinstance(criterion.levels, Descriptions) else None,
            }
            for criterion, dumped in zip(rubric.criteria, whole["criteria"], strict=True)
        ],
        "gates": [gate.get("say") for gate in whole.get("gates", [])],
    }
    return _hash(scores), _hash(words)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    raise TypeError(type(value).__name__)


def _hash(value: Any) -> str:
    return hashlib.sha256(_text(value).encode()).hexdigest()[:16]


def _content(folder: Path, name: str | None) -> str | None:
    """A fingerprint of the starter: another starter is another task."""
    if name is None:
        return None
    path = folder / name
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    found = hashlib.sha256()
    for file in files:
        found.update(file.relative_to(folder).as_posix().encode())
        try:
            found.update(hashlib.sha256(file.read_bytes()).digest())
        except OSError:
            return None  # the loader has said that it is missing
    return found.hexdigest()[:16]
