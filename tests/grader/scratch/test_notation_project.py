"""Whole projects as text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from grader.scratch import read, starter
from grader.scratch.model import Costume, Monitor, ScratchProject
from grader.scratch.notation import read_project, write_project
from grader.scratch.write import write
from tests.kit.blocks import scratch
from tests.kit.programs import everything

WHOLE = """\
stage
wears 2
backdrop "sky" "2b0c8a3d.svg" at 240 180
backdrop "night" "77aa.png" at 480 360 resolution 2
variable score = 0
variable "a \\"name\\"" = "Dara = 1"
cloud variable ☁ best = 12.5
list names = "Dara", "Sokha", 3
list empty
message "game over"
monitor "score"
monitor "lives" of "Cat" hidden

when green flag clicked
set [score v] to (0)

sprite "Cat"
position -100 20.5
direction 45
size 50
volume 80
layer 2
hidden
draggable
style "left-right"
costume "cat-a" "b.svg" at 48 50
costume "cat \\"b\\"" format "png"
sound "meow"
variable lives = 3
// remember to test

when green flag clicked
broadcast (game over v)

move (10) steps

sprite "Dog"
layer 1
"""


def test_a_whole_project_comes_back_as_it_was() -> None:
    project = read_project(WHOLE)
    assert write_project(project) == WHOLE
    cat = project.sprites[0]
    assert (cat.x, cat.y, cat.direction, cat.size, cat.visible) == (-100, 20.5, 45, 50, False)
    assert (cat.rotation_style, cat.draggable, cat.volume, cat.layer) == ("left-right", True, 80, 2)
    assert cat.costumes == (Costume("cat-a", "b.svg", "svg", (48, 50)), Costume('cat "b"', "", "png"))
    assert cat.sounds == (Costume("meow", "", "wav"),)
    assert cat.comments == ("remember to test",)
    assert [(one.name, one.value, one.cloud) for one in project.stage.variables] == [
        ("score", "0", False), ('a "name"', "Dara = 1", False), ("☁ best", "12.5", True),
    ]  # fmt: skip
    assert [(one.name, one.value) for one in project.stage.lists] == [("names", ("Dara", "Sokha", "3")), ("empty", ())]
    assert project.stage.current_costume == 1
    assert project.stage.costumes[1].resolution == 2
    assert project.monitors == (Monitor("score", None, visible=True), Monitor("lives", "Cat", visible=False))
    assert [len(target.scripts) for target in project.targets] == [1, 2, 0]


def test_scripts_alone_are_one_sprites_and_declare_what_they_use() -> None:
    project = scratch("""
        when green flag clicked
        set [score v] to (0)
        add (lives) to [names v]
        broadcast (start v)

        when I receive [start v]
        show
    """)
    assert [(target.name, target.stage) for target in project.targets] == [("Stage", True), ("Sprite1", False)]
    assert [one.name for one in project.stage.variables] == ["lives", "score"]
    assert [one.name for one in project.stage.lists] == ["names"]
    assert project.stage.messages == ("start",)
    assert len(project.sprites[0].scripts) == 2
    assert everything(read_project(write_project(project))) == everything(project)


def test_what_a_sprite_declares_is_not_declared_again() -> None:
    project = scratch('sprite "Cat"\nvariable score = 5\n\nwhen green flag clicked\nchange [score v] by (1)')
    assert project.stage.variables == ()
    other = scratch('sprite "Cat"\nvariable score = 5\n\nsprite "Dog"\nchange [score v] by (1)')
    assert [one.name for one in other.stage.variables] == ["score"]


def test_messages_are_the_same_in_large_and_small_letters() -> None:
    project = scratch("broadcast (Start v)\n\nwhen I receive [start v]\nshow")
    assert len(project.stage.messages) == 1
    assert scratch('stage\nmessage "Start"\n\nbroadcast (start v)').stage.messages == ("Start",)


def test_what_nothing_declares_can_stay_so() -> None:
    text = 'stage\nundeclared variable "score"\n\nsprite "Cat"\n\nset [score v] to (0)\n'
    project = read_project(text)
    assert project.stage.variables == ()
    assert write_project(project) == text


def test_extensions_are_known_from_the_blocks() -> None:
    assert scratch("erase all\nplay note (60) for (1) beats").extensions == ("music", "pen")
    assert scratch("stage\nextensions none\n\nerase all").extensions == ()
    assert scratch("stage\nextensions pen, jetpack").extensions == ("pen", "jetpack")


def test_scripts_may_follow_a_head_at_once() -> None:
    project = scratch('sprite "Cat" // mine\nwhen green flag clicked\nshow\n\nsprite "Dog"\nhide')
    assert [len(target.scripts) for target in project.sprites] == [1, 1]
    assert project.sprites[0].comments == ("mine",)


@pytest.mark.parametrize("name", ["", " ", "a\nb", '"', "\\", "Khmer ខ្មែរ", "sprite", "x // y", "\ud800"])
def test_any_name_comes_back(name: str) -> None:
    project = read_project(WHOLE.replace('"Cat"', '"Old"'))
    text = write_project(project).replace('sprite "Old"', f"sprite {quoted(name)}")
    assert read_project(text).sprites[0].name == name


def quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\ud800", "\\u{d800}")
    return f'"{escaped}"'


def test_a_new_project_is_a_few_lines() -> None:
    text = write_project(starter.new_project())
    assert text.startswith("stage\n")
    assert everything(read_project(text)) == everything(starter.new_project())


def test_text_becomes_a_file_that_reads_as_the_text() -> None:
    project = read_project(WHOLE)
    data = write(project)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        back = read.read(archive.read("project.json"))
    assert [scripts(target) for target in back.targets] == [scripts(target) for target in project.targets]


def scripts(target: object) -> list[object]:
    return everything(ScratchProject((target,)))[3:]  # type: ignore[arg-type]


@pytest.mark.samples
@pytest.mark.parametrize("language", ["en", "km"])
def test_every_real_project_comes_back_from_its_text(samples: Path, language: str) -> None:
    seen = 0
    for path in sorted((samples / "sb3").glob("*.sb3")):
        project = real(path)
        if project is None:
            continue
        seen += 1
        text = write_project(project, language)
        back = read_project(text)
        assert everything(back) == everything(project), path.name
        assert write_project(back, language) == text, path.name
    assert seen > 30


def real(path: Path) -> ScratchProject | None:
    try:
        with zipfile.ZipFile(path) as archive:
            name = next(name for name in archive.namelist() if name.endswith("project.json") and "__MACOSX" not in name)
            return read.read(archive.read(name))
    except (zipfile.BadZipFile, StopIteration, read.ReadError):
        return None
