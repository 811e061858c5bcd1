"""What must hold for any project: text and project come back from each other as they were."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.scratch.model import ScratchProject
from grader.scratch.notation import NotationError, read_project, read_scripts, write_project, write_script
from tests.kit.programs import PIECES, blocks_flat, everything, projects, script

UNHURRIED = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.parametrize("language", ["en", "km"])
@UNHURRIED
@given(project=projects())
def test_a_project_comes_back_from_its_text(language: str, project: ScratchProject) -> None:
    text = write_project(project, language)
    back = read_project(text)
    assert everything(back) == everything(project)
    assert write_project(back, language) == text


@UNHURRIED
@given(found=script())
def test_a_script_comes_back_in_any_language(found: object) -> None:
    texts = {language: write_script(found.blocks, language, calls={}) for language in ("en", "km")}  # type: ignore[attr-defined]
    for language, text in texts.items():
        (back,) = read_scripts(text)
        assert list(blocks_flat(back)) == list(blocks_flat(found))  # type: ignore[arg-type]
        assert write_script(back.blocks, language, calls={}) == text


@UNHURRIED
@given(text=st.lists(st.sampled_from([*PIECES, "\n", "move (10) steps", "if <", "> then"]), max_size=12).map("".join))
def test_any_text_is_a_project_or_one_sentence(text: str) -> None:
    try:
        project = read_project(text)
    except NotationError as error:
        lines = text.splitlines(keepends=True) or [""]
        assert 1 <= error.line <= len(lines) + 1
        assert error.column >= 1
        assert "{" not in error.sentence or "{" in text
    else:
        assert everything(read_project(write_project(project))) == everything(project)
