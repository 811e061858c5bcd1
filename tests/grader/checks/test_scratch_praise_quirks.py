"""Praise: what a slip of the published tool brings about never counts, and what came with the starter earns nothing."""

from __future__ import annotations

import pytest

from grader import catalogue
from grader.check import BlockPlace, Observation, counting
from grader.scratch.index import index
from grader.scratch.model import ScratchProject
from tests.kit.blocks import scratch

KEY = "if <key (space v) pressed?> then"
LONG = "play sound (pop v) until done"
# Three questions in each other, and the same in a fourth.
NEST = (
    "if <(1) = (1)> then\nif <(2) = (2)> then\nif <(3) = (3)> then\nend\nend\nend",
    "if <> then\nif <(1) = (1)> then\nif <(2) = (2)> then\nif <(3) = (3)> then\nend\nend\nend\nend",
)


def seen(check_id: str, project: ScratchProject, starter: ScratchProject | None = None) -> Observation:
    check = catalogue.entry(f"scratch.{check_id}").check
    found: Observation = check.observe(index(project, starter), check.params())
    return found


def quirks(check_id: str, project: ScratchProject) -> list[str | None]:
    return [place.quirk for place in seen(check_id, project).places if isinstance(place, BlockPlace)]


@pytest.mark.parametrize(
    ("check_id", "text", "expected"),
    [
        ("movement-in-loop", "define steer\nforever\n{KEY}\nmove (1) steps", ["own-block"]),
        ("movement-in-loop", 'forever\n{KEY}\nend\nend\n\nsprite "Dog"\ndefine go\nmove (1) steps', ["own-block"]),
        ("movement-in-loop", "if <> then\nforever\n{KEY}\nend\nend\nend\nmove (1) steps", ["after-loop"]),
        ("mouse-follower", "forever\npoint towards (mouse-pointer v)\n\nforever\nmove (1) steps", ["old-aim"]),
        (
            "mouse-follower",
            "forever\npoint towards (mouse-pointer v)\npoint towards (Dog v)\nmove (1) steps",
            ["old-aim"],
        ),
        ("say-sound-synchronisation", "say [Hi]\n{LONG}\n\nsay []\nsay [Hi]\n{LONG}\nsay []", ["across-scripts", None]),
        ("say-sound-synchronisation", "say [Hi]\n\n{LONG}\n\nsay []", ["across-scripts"]),
        ("say-sound-synchronisation", "say [Hi]\n\n{LONG}\n\nhide\n\nsay [Hi]\n{LONG}\nsay []", ["across-scripts"]),
        ("say-sound-synchronisation", "hide\n{LONG}\n\nsay [Hi]\nhide\n\nsay [Hi]\n{LONG}\nsay []", [None]),
        ("nested-conditional-checks", f"{NEST[1]}\n{NEST[0]}", [None, "equal-copy", None]),
        ("nested-conditional-checks", f"hide\n{NEST[0]}\n{NEST[1]}", [None, None]),
        # the first block of a loose stack is equal to such alone
        ("nested-conditional-checks", f"{NEST[0]}\n{NEST[1]}", [None, None, None]),
        ("nested-conditional-checks", f'{NEST[1]}\n\nsprite "Dog"\nhide\n{NEST[0]}', [None, None, None]),
        ("nested-conditional-checks", f"{NEST[1]}\n{NEST[1]}", [None, None, None, None]),
    ],
)
def test_what_only_a_slip_brings_about_never_counts(check_id: str, text: str, expected: list[str | None]) -> None:
    project = scratch('sprite "Cat"\n' + text.replace("{KEY}", KEY).replace("{LONG}", LONG))
    assert quirks(check_id, project) == expected


FLAG = "when green flag clicked\n"


@pytest.mark.parametrize(
    ("starter", "project", "amount"),
    [
        (f"{FLAG}hide", f"{FLAG}hide\n\n{FLAG}show", 1),
        (f"{FLAG}hide", f"{FLAG}show\n\n{FLAG}hide", 1),
        (f"{FLAG}hide", f"{FLAG}show\n\n{FLAG}hide\n\n{FLAG}next costume", 2),
        (f"{FLAG}hide\n\n{FLAG}next costume", f"{FLAG}show\n\n{FLAG}hide\n\n{FLAG}next costume", 1),
        (f"{FLAG}hide\n\n{FLAG}next costume", f"{FLAG}hide\n\n{FLAG}next costume\n\n{FLAG}show", 1),
        (f"{FLAG}hide\n\n{FLAG}show", f"{FLAG}hide\n\n{FLAG}show", 0),
    ],
)
def test_each_of_her_scripts_counts_beside_those_of_the_starter(starter: str, project: str, amount: int) -> None:
    found = seen("parallelisation", scratch(project), scratch(starter))
    assert counting("praise", found).amount == amount


@pytest.mark.parametrize("scripts", [("stage", "SpriteA", "SpriteB"), ("SpriteA", "SpriteB")])
def test_a_hat_that_cannot_start_is_no_companion(scripts: tuple[str, ...]) -> None:
    hat = "when this sprite clicked\nhide"  # nobody can click the stage as a sprite
    heads = (name if name == "stage" else f'sprite "{name}"' for name in scripts)
    found = seen("parallelisation", scratch("\n\n".join(f"{head}\n{hat}" for head in heads)))
    assert len(found.places) == len(scripts) - 1
    assert counting("praise", found).amount == 1


def test_an_input_counts_where_a_later_use_is_hers_or_runs() -> None:
    starter = scratch(f"{FLAG}jump (1)\n\ndefine jump (far)\nmove (far) steps")
    project = scratch(f"{FLAG}jump (1)\n\ndefine jump (far)\nmove (far) steps\nchange x by (far)")
    assert counting("praise", seen("matching-parameter", starter, starter)).amount == 0
    assert counting("praise", seen("matching-parameter", project, starter)).amount == 1
    inside = "if <> then\nstop [this script v]\nmove (far) steps\nend"
    late = f"{FLAG}jump (1)\n\ndefine jump (far)\n{inside}\nmove (far) steps"
    assert counting("praise", seen("matching-parameter", scratch(late))).amount == 1


def test_a_script_counts_where_a_later_movement_runs() -> None:
    text = f"{FLAG}forever\n{KEY}\nif <> then\nstop [this script v]\nmove (1) steps\nend\nend\nchange x by (1)"
    (place,) = seen("movement-in-loop", scratch(text)).places
    assert isinstance(place, BlockPlace)
    assert place.text == "move (1) steps"
    assert place.runs
    assert place.quirk is None
