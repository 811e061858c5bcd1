"""Her page as it would be: one of the rubric's own examples, graded by the text as it stands."""

from __future__ import annotations

import logging
from typing import Any

from grader import words
from grader.grade import accepts, grade
from grader.page import tools
from grader.rubric.files import read_project
from grader.rubric.loaded import NONE, LoadedRubric
from grader.scratch.model import ScratchProject
from web.language import CATALOGUES, language

log = logging.getLogger("kru.web")


def page(loaded: LoadedRubric | None, chosen: int) -> dict[str, Any]:
    """What the template needs: the examples, which one is chosen, and what she would read."""
    examples = [one for one in loaded.rubric.examples if one.file != NONE] if loaded else []
    chosen = chosen if 0 <= chosen < len(examples) else 0
    found: dict[str, Any] = {"examples": [one.file for one in examples], "chosen": chosen, "feedback": None}
    if loaded is None or not examples:
        return found
    example = examples[chosen]
    try:
        project = read_project(loaded.folder / example.file)
        if accepts(loaded, project):
            return found
        report = grade(project, loaded, marks=example.marks)
    except Exception:  # a file beside the rubric may be anything; its trial says what is the matter
        log.warning("the example %s cannot be shown", example.file, exc_info=True)
        return found
    drawn = project if isinstance(project, ScratchProject) else None
    return {
        **found,
        **tools(language(), catalogues=CATALOGUES, project=drawn),
        "feedback": words.say(report, loaded.rubric, language()),
    }
