"""A loaded rubric as plain JSON, and back: what the store keeps beside every grading."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.rubric.load import LoadedRubric

from grader.rubric.model import Rubric


def freeze(loaded: LoadedRubric) -> dict[str, Any]:
    """Everything a grading needs to know of the rubric, packs merged in."""
    return {
        "rubric": loaded.rubric.model_dump(mode="json", by_alias=True),
        "folder": str(loaded.folder),
        "score_hash": loaded.score_hash,
        "words_hash": loaded.words_hash,
    }


def thaw(resolved: Mapping[str, Any]) -> LoadedRubric:
    """The rubric as it was."""
    return LoadedRubric(
        rubric=Rubric.model_validate_json(_text(resolved["rubric"])),
        folder=Path(resolved["folder"]),
        score_hash=resolved["score_hash"],
        words_hash=resolved["words_hash"],
    )


def _text(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
