"""What must hold for any project: text and project come back from each other as they were."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.scratch.model import ScratchProject, Script
from grader.scratch.notation import SENTENCES, NotationError, read_project, read_scripts, write_project, write_script
from grader.scratch.notation.custom import definitions
from tests.kit.programs import PIECES, blocks_flat, everything, projects, script

LINE_END = re.compile("\r\n|\r|\n")
UNHURRIED = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
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
def test_a_script_comes_back_in_any_language(found: Script) -> None:
    calls = definitions([found])
    for language in ("en", "km"):
        text = write_script(found.blocks, language, calls=calls)
        (back,) = read_scripts(text)
        assert list(blocks_flat(back)) == list(blocks_flat(found))
        assert write_script(back.blocks, language, calls=calls) == text


@pytest.mark.long
@settings(UNHURRIED, max_examples=3000)
@given(project=projects(), language=st.sampled_from(["en", "km"]))
def test_many_projects_come_back_from_their_text(project: ScratchProject, language: str) -> None:
    text = write_project(project, language)
    back = read_project(text)
    assert everything(back) == everything(project)
    assert write_project(back, language) == text


@UNHURRIED
@given(text=st.lists(st.sampled_from([*PIECES, "\n", "move (10) steps", "if <", "> then"]), max_size=12).map("".join))
def test_any_text_is_a_project_or_one_sentence(text: str) -> None:
    found = outcome(text)
    if isinstance(found, ScratchProject):
        assert everything(read_project(write_project(found))) == everything(found)
    else:
        assert 1 <= found.line <= len(LINE_END.split(text))
        assert 1 <= found.column <= len(LINE_END.split(text)[found.line - 1])
        assert found.sentence == SENTENCES[found.key].format(**found.values)


def outcome(text: str) -> ScratchProject | NotationError:
    try:
        return read_project(text)
    except NotationError as error:
        return error
