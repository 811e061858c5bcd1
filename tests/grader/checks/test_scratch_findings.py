"""Where the findings of the published tool LitterBox begin and end, on programs of our own, and on the samples."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from grader import catalogue
from grader.check import BlockPlace, Observation, counting
from grader.scratch.index import index
from grader.scratch.model import Block, ScratchProject, Script
from grader.upload import read
from tests.conftest import SAMPLES
from tests.kit.blocks import scratch

FINDINGS = tuple(
    entry
    for entry in map(catalogue.entry, catalogue.ids())
    if entry.id.startswith("scratch.") and entry.check.severity is not None
)


def seen(check: str, project: ScratchProject | str, starter: ScratchProject | None = None) -> Observation:
    found = catalogue.entry(f"scratch.{check}").check
    whole = scratch(project) if isinstance(project, str) else project
    result: Observation = found.observe(index(whole, starter), found.params())
    return result


def counted(check: str, project: ScratchProject | str, starter: ScratchProject | None = None) -> int:
    return counting(catalogue.entry(f"scratch.{check}").check.kind, seen(check, project, starter)).amount


# missing-loop-sensing


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("<key (space v) pressed?>", 1),
        ("<touching (edge v)?>", 1),
        ("<mouse down?>", 1),
        ("<touching color [#ff0000]?>", 1),
        ("<color [#ff0000] is touching [#00ff00]?>", 1),
        ("<(distance to (mouse-pointer v)) < (10)>", 1),
        ("<not <<mouse down?> or <touching (edge v)?>>>", 2),
        ("<(score) = (1)>", 1),
        ("<(item (1) of [names v]) = [Dara]>", 1),
        ("<([lives v] of (Cat v)) = (1)>", 1),
        ("<([x position v] of (Cat v)) = (1)>", 0),
        ("<(names :: list) = [Dara]>", 0),
        ("<(score) < (1)>", 0),
        ("<(distance to (mouse-pointer v)) = (score)>", 2),
        ("<<(lives) = (3)> = (score)>", 1),
        ("<(x position) = (1)>", 0),
        ("<>", 0),
    ],
)
def test_what_a_question_senses(question: str, amount: int) -> None:
    assert counted("missing-loop-sensing", f"when green flag clicked\nif {question} then\nmove (10) steps") == amount


@pytest.mark.parametrize("hat", ["when green flag clicked", "when I start as a clone"])
def test_the_flag_and_a_clone_ask_one_time(hat: str) -> None:
    assert seen("missing-loop-sensing", f"{hat}\nif <mouse down?> then\nhide\nelse\nshow").amount == 1


@pytest.mark.parametrize("hat", ["when this sprite clicked", "when I receive [go v]", "define jump", "hide"])
def test_other_scripts_are_left_alone(hat: str) -> None:
    assert seen("missing-loop-sensing", f"{hat}\nif <mouse down?> then\nhide").amount == 0


@pytest.mark.parametrize(
    ("loop", "amount"), [("forever", 0), ("repeat until <>", 0), ("repeat (10)", 1), ("if <> then", 1)]
)
def test_which_loops_ask_again(loop: str, amount: int) -> None:
    assert counted("missing-loop-sensing", f"when green flag clicked\n{loop}\nif <mouse down?> then\nhide") == amount


def test_a_wait_until_anywhere_silences_the_rest_of_its_script() -> None:
    text = """
        when green flag clicked
        if <mouse down?> then
          repeat (3)
            wait until <touching (edge v)?>
          end
        end
        if <touching (edge v)?> then
          hide
        end

        when green flag clicked
        if <touching (edge v)?> then
          hide
        end
    """
    assert counted("missing-loop-sensing", text) == 2


def test_the_place_is_the_sensing_block_and_shows_the_whole_question() -> None:
    (place,) = seen("missing-loop-sensing", "when green flag clicked\nif <mouse down?> then\nhide").places
    project = index(scratch("when green flag clicked\nif <mouse down?> then\nhide"))
    assert isinstance(place, BlockPlace)
    assert place.block == project.of("sensing_mousedown")[0].block.id
    assert place.beside == (project.of("control_if")[0].block.id,)
    assert place.text == "if <mouse down?> then\n  hide\nend"


# collision

FOREVER_IF = "when green flag clicked\nforever\n{before}if {question} then\n{inside}\nend\nend"


@pytest.mark.parametrize(
    ("before", "question", "inside", "amount"),
    [
        ("", "<touching (edge v)?>", "hide", 1),
        ("", "<touching (edge v)?>", "turn cw (15) degrees", 1),
        ("", "<touching (edge v)?>", "set drag mode [draggable v]", 1),
        ("", "<touching (edge v)?>", "change [color v] effect by (25)", 0),
        ("", "<touching (edge v)?>", "switch backdrop to (road v)", 0),
        ("", "<touching (edge v)?>", "start sound (pop v)", 0),
        ("", "<touching (edge v)?>", "repeat (3)\nhide\nend", 0),
        ("", "<touching color [#ff0000]?>", "hide", 0),
        ("", "<not <touching (edge v)?>>", "hide", 0),
        ("", "<<touching (edge v)?> and <mouse down?>>", "hide", 0),
        ("", "<>", "hide", 0),
        ("repeat (3)\n", "<touching (edge v)?>", "hide\nend", 1),
        ("repeat (3)\nnext costume\nend\n", "<touching (edge v)?>", "hide", 1),
        ("if <mouse down?> then\nelse\n", "<touching (edge v)?>", "hide\nend", 1),
        ("if <touching (edge v)?> then\n", "<touching (edge v)?>", "hide\nend", 0),
    ],
)
def test_which_reactions_are_praised(before: str, question: str, inside: str, amount: int) -> None:
    assert seen("collision", FOREVER_IF.format(before=before, question=question, inside=inside)).amount == amount


def test_what_follows_a_forever_in_a_forever_is_not_seen() -> None:
    text = """
        when green flag clicked
        forever
          if <mouse down?> then
            forever
              next costume
            end
          end
          if <touching (edge v)?> then
            hide
          end
        end
    """
    assert seen("collision", text).amount == 0


def test_an_if_outside_a_forever_hides_what_is_in_it() -> None:
    text = """
        when green flag clicked
        if <mouse down?> then
          forever
            if <touching (edge v)?> then
              hide
            end
          end
        end
    """
    assert seen("collision", text).amount == 0


# dead-code


def test_each_loose_stack_is_one_place_at_its_first_block() -> None:
    project = scratch("move (10) steps\nhide\n\n(x position)\n\n<mouse down?>\n\nwhen green flag clicked")
    places = seen("dead-code", project).places
    assert [place.text for place in places] == ["move (10) steps", "(x position)", "<mouse down?>"]


def test_a_loose_variable_has_no_block_of_its_own() -> None:
    (place,) = seen("dead-code", "(score)").places
    assert isinstance(place, BlockPlace)
    assert place.block is None


def test_the_hat_of_an_extension_is_a_quirk_and_never_counts() -> None:
    stack = Script((Block("a", "makeymakey_whenMakeyKeyPressed", fields={"KEY": "LEFT"}), Block("b", "looks_hide")))
    stage, cat = scratch('stage\n\nsprite "Cat"').targets
    project = ScratchProject((stage, replace(cat, scripts=(stack,))))
    (place,) = seen("dead-code", project).places
    assert isinstance(place, BlockPlace)
    assert place.quirk == "extension-hat"
    assert counted("dead-code", project) == 0


def test_loose_blocks_of_the_starter_are_not_hers() -> None:
    starter = scratch("hide\nshow")
    assert counted("dead-code", starter, starter) == 0
    assert counted("dead-code", scratch("hide\nshow\n\nnext costume"), starter) == 1
    assert counted("dead-code", scratch("hide\nshow\nnext costume"), starter) == 1


# sprite-naming


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("Sprite1", 1), ("sprite", 1), (" Sprite 12 3 ", 1), ("FIGUR2", 1), ("តួអង្គ1", 1), ("角色", 1),
        ("តួអង្គ១", 0), ("Sprite abc", 0), ("MySprite", 0), ("Cat", 0), ("Mango2", 0),
    ],
)  # fmt: skip
def test_which_names_the_editor_gave(name: str, amount: int) -> None:
    assert counted("sprite-naming", f'sprite "{name}"\n\nwhen green flag clicked\nhide') == amount


def test_the_second_of_two_that_look_alike() -> None:
    names = ("Star", "Moon", "Star 2", "star")
    project = scratch("\n\n".join(f'sprite "{name}"\n\nhide' for name in names))
    assert [place.sprite for place in seen("sprite-naming", project).places] == ["Star 2"]


def test_a_name_that_the_starter_gave_is_not_hers() -> None:
    starter = scratch('sprite "Sprite1"\n\nwhen green flag clicked\nhide')
    more = scratch('sprite "Sprite1"\n\nwhen green flag clicked\nhide\nshow\n\nsprite "Sprite2"\n\nhide')
    assert [place.sprite for place in seen("sprite-naming", more, starter).places if place.hers] == ["Sprite2"]


def test_digits_alone_are_a_quirk() -> None:
    places = seen("sprite-naming", 'sprite "1"\n\nhide\n\nsprite "2"\n\nhide').places
    assert [(place.sprite, place.quirk) for place in places if isinstance(place, BlockPlace)] == [("2", "digits")]


# what all share


@pytest.mark.parametrize("entry", FINDINGS, ids=lambda entry: entry.id)
def test_looked_at_is_her_scripts_that_can_run(entry: catalogue.Entry) -> None:
    text = "when green flag clicked\nhide\n\nwhen I receive [nobody v]\nhide\n\nhide\n\nwhen this sprite clicked\nshow"
    looked = index(scratch(text))
    assert entry.check.observe(looked, entry.check.params()).looked_at == 2
    assert entry.check.severity in {"high", "medium", "low"}


def expected(folder: Path) -> dict[str, dict[str, list[tuple[str, str | None, int]]]]:
    projects = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["projects"]
    return {name: found.get("findings", found) for name, found in projects.items()}


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES.exists(), reason="needs ../shared/samples")
@pytest.mark.parametrize("folder", ["findings", "sb3"])
def test_the_samples_give_what_the_published_tool_gives(folder: str) -> None:
    grades = {"low": 1, "medium": 2, "high": 3}
    compared = 0
    for name, findings in expected(SAMPLES / folder).items():
        project = read((SAMPLES / folder / name).read_bytes(), name)
        assert isinstance(project, ScratchProject)
        looked = index(project)
        for entry in FINDINGS:
            places = entry.check.observe(looked, entry.check.params()).places
            ours = sorted(
                (place.sprite, place.block or "", grades[entry.check.severity_of(place) or ""]) for place in places
            )
            theirs = sorted((sprite, block or "", grade) for sprite, block, grade in findings.get(entry.id, []))
            assert ours == theirs, (name, entry.id)
            compared += 1
    assert compared > 0


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES.exists(), reason="needs ../shared/samples")
def test_no_check_raises_on_the_samples() -> None:
    looked_at = 0
    entries = tuple(map(catalogue.entry, (name for name in catalogue.ids() if name.startswith("scratch."))))
    for path in sorted((SAMPLES / "sb3").iterdir()):
        try:
            project = read(path.read_bytes(), path.name)
        except Exception:  # noqa: BLE001, S112 - what cannot be read has its own tests
            continue
        if isinstance(project, ScratchProject):
            looked = index(project)
            for entry in entries:
                entry.check.observe(looked, entry.check.params())
            looked_at += 1
    assert looked_at > 20
