"""The fast search finds what trying everything finds, on generated programs and patterns."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.scratch.index import index
from grader.scratch.model import ScratchProject
from grader.scratch.pattern.finding import Finding, Question
from grader.scratch.pattern.read import read
from tests.grader.scratch.pattern.generate import pattern, program, starter
from tests.grader.scratch.pattern.oracle import Oracle
from tests.kit.blocks import scratch


def compare(
    project: ScratchProject, base: ScratchProject | None, text: str, *, exactly: bool, sprites: tuple[str, ...]
) -> int:
    looked = index(project, base)
    asked = read(text)
    found = {
        match.spot.order: (match.runs, match.hers)
        for match in Finding(looked, Question(asked, exactly, sprites, ready_made=True)).matches
    }
    expected = Oracle(looked, asked, sprites, exactly=exactly).answer()
    assert found == expected, text
    return len(found)


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32), exactly=st.booleans(), with_starter=st.booleans(), one_sprite=st.booleans())
def test_as_trying_everything(*, seed: int, exactly: bool, with_starter: bool, one_sprite: bool) -> None:
    luck = random.Random(seed)  # noqa: S311 - no secret
    text = program(luck)
    base = scratch(starter(luck, text)) if with_starter else None
    compare(scratch(text), base, pattern(luck), exactly=exactly, sprites=("Cat",) if one_sprite else ())
