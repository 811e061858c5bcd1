from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from grader import upload
from grader.scratch import starter
from grader.scratch.index import index
from grader.scratch.model import (
    Block,
    Chosen,
    Costume,
    Monitor,
    Procedure,
    ScratchProject,
    Script,
    Target,
    Typed,
    Variable,
)
from grader.scratch.read import read
from grader.scratch.stock import is_stock
from grader.scratch.write import write
from tests.kit import sb3 as kit
from tests.kit.sb3 import FLAG, Menu, Var, b, call, define, forever, if_, move, receive, say, send, stop, touching

EVERYTHING = kit.project(
    kit.stage(variables={"v": ["score", "3"]}, lists={"l": ["names", ["Lina", "ម៉ាលី"]]}, broadcasts={"m": "go"}),
    kit.target(
        "Cat",
        [FLAG, forever(if_(touching(), move(b("operator_random", FROM=1, TO=Var("score")))), say(""))],
        [receive("go"), call("jump %s %b", Var("score"), touching("_mouse_")), stop("other scripts in sprite"), say(1)],
        [define("jump %s %b", "high", "really"), b("motion_goto", TO=Menu("motion_goto_menu", "TO", "_random_"))],
        [say("loose")],
        variables={"own": ["lives", "1"]},
        x=12,
        y=-5,
        size=80,
        direction=-90,
        visible=False,
        rotationStyle="left-right",
    ),
)  # fmt: skip


def written(project: ScratchProject, assets: dict[str, bytes] | None = None) -> tuple[dict[str, Any], zipfile.ZipFile]:
    archive = zipfile.ZipFile(io.BytesIO(write(project, assets)))
    return json.loads(archive.read("project.json")), archive


def shapes(project: ScratchProject) -> list[int]:
    found = index(project)
    return [found.shape(spot) for spot in found.spots]


def test_what_is_written_reads_as_the_same_project() -> None:
    first = read(kit.as_json(EVERYTHING))
    second = upload.read(write(first))
    assert isinstance(second, ScratchProject)
    assert shapes(first) == shapes(second)
    assert [spot.block.id for spot in index(first).spots] == [spot.block.id for spot in index(second).spots]
    for one, other in zip(first.targets, second.targets, strict=True):
        assert (one.variables, one.lists) == (other.variables, other.lists)
        assert (one.name, one.x, one.y, one.size, one.visible) == (
            other.name,
            other.x,
            other.y,
            other.size,
            other.visible,
        )
        assert (one.direction, one.rotation_style) == (other.direction, other.rotation_style)
    assert first.stage.messages == second.stage.messages


def test_the_same_project_gives_the_same_bytes() -> None:
    assert write(read(kit.as_json(EVERYTHING))) == write(read(kit.as_json(EVERYTHING)))
    _, archive = written(read(kit.as_json(EVERYTHING)))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_link_leads_somewhere_and_back() -> None:
    value, _ = written(read(kit.as_json(EVERYTHING)))
    for target in value["targets"]:
        blocks = target["blocks"]
        for identity, block in blocks.items():
            assert block["next"] is None or blocks[block["next"]]["parent"] == identity
            held = [part for slot in block["inputs"].values() for part in slot[1:] if isinstance(part, str)]
            assert all(blocks[inner]["parent"] == identity for inner in held)
            assert block["topLevel"] == (block["parent"] is None)


def test_a_reporter_lies_over_the_value_that_the_editor_hides() -> None:
    value, _ = written(read(kit.cat([FLAG, move(b("motion_xposition")), b("motion_goto", TO=Var("x"))])))
    blocks = list(value["targets"][1]["blocks"].values())
    step = next(one for one in blocks if one["opcode"] == "motion_movesteps")
    assert step["inputs"]["STEPS"][0] == 3
    assert step["inputs"]["STEPS"][2] == [4, "10"]
    hidden = next(one for one in blocks if one["opcode"] == "motion_goto_menu")
    assert hidden["shadow"]


def test_what_blocks_name_is_declared() -> None:
    value, _ = written(
        read(kit.cat([FLAG, say(Var("score")), b("data_addtolist", fields={"LIST": "names"}), send("go")]))
    )
    stage, cat = value["targets"]
    assert [entry[0] for entry in stage["variables"].values()] == ["score"]
    assert [entry[0] for entry in stage["lists"].values()] == ["names"]
    assert list(stage["broadcasts"].values()) == ["go"]
    say_block = next(one for one in cat["blocks"].values() if one["opcode"] == "looks_say")
    assert say_block["inputs"]["MESSAGE"][1][2] in stage["variables"]


def test_a_definition_and_its_calls_share_ids() -> None:
    project = ScratchProject(
        (
            Target("Stage", stage=True),
            Target(
                "Cat",
                stage=False,
                scripts=(
                    Script((Block("", "procedures_call", {"1": Typed("a", "text")}, procedure=Procedure("do %s %s")),)),
                    Script(
                        (Block("", "procedures_definition", procedure=Procedure("do %s %s", ("a", "b"), warp=True)),)
                    ),
                ),
            ),
        )
    )
    value, _ = written(project)
    blocks = value["targets"][1]["blocks"].values()
    prototype = next(one for one in blocks if one["opcode"] == "procedures_prototype")
    caller = next(one for one in blocks if one["opcode"] == "procedures_call")
    identities = json.loads(prototype["mutation"]["argumentids"])
    assert json.loads(caller["mutation"]["argumentids"]) == identities
    assert list(caller["inputs"]) == [identities[1]]
    assert list(prototype["inputs"]) == identities
    again = upload.read(write(project))
    assert isinstance(again, ScratchProject)
    assert again.targets[1].scripts[0].blocks[0].inputs == {"1": Typed("a", "text")}


def test_blocks_without_ids_get_one_each() -> None:
    block = Block("", "looks_show")
    twice = Block("same", "looks_hide")
    project = ScratchProject((Target("Stage", stage=True, scripts=(Script((block, block, twice, twice)),)),))
    value, _ = written(project)
    assert len(value["targets"][0]["blocks"]) == 4


def test_stop_says_whether_something_may_follow() -> None:
    value, _ = written(read(kit.cat([FLAG, stop("other scripts in sprite"), stop("all")])))
    stops = [one for one in value["targets"][1]["blocks"].values() if one["opcode"] == "control_stop"]
    assert [one["mutation"]["hasnext"] for one in stops] == ["true", "false"]


def test_missing_pictures_and_sounds_are_made() -> None:
    cat = Target(
        "Cat",
        stage=False,
        costumes=(Costume("a", "", "svg"), Costume("b", "photo.png", "png")),
        sounds=(Costume("meow", "", "wav"),),
    )
    value, archive = written(ScratchProject((Target("Stage", stage=True), cat)))
    for target in value["targets"]:
        assert target["costumes"]
        # A picture of Scratch's own library keeps its name: there the real one appears.
        made = [item for item in target["costumes"] if item["assetId"] != "cd21514d0531fdffb22204e0ec5ed84a"]
        for item in (*made, *target["sounds"]):
            content = archive.read(item["md5ext"])
            assert item["md5ext"] == f"{hashlib.md5(content).hexdigest()}.{item['dataFormat']}"  # noqa: S324 - a name
    sound = archive.read(value["targets"][1]["sounds"][0]["md5ext"])
    assert struct.unpack("<4sI4s", sound[:12]) == (b"RIFF", len(sound) - 8, b"WAVE")
    assert len({costume["md5ext"] for costume in value["targets"][1]["costumes"]}) == 2


def test_pictures_at_hand_are_kept() -> None:
    name = "0" * 32 + ".png"
    cat = Target("Cat", stage=False, costumes=(Costume("a", name, "png", (3, 4), 2), Costume("b", "mine.png", "png")))
    value, archive = written(ScratchProject((Target("Stage", stage=True), cat)), {name: b"one", "mine.png": b"two"})
    first, second = value["targets"][1]["costumes"]
    assert (first["md5ext"], archive.read(name)) == (name, b"one")
    assert (first["rotationCenterX"], first["bitmapResolution"]) == (3, 2)
    assert archive.read(second["md5ext"]) == b"two"


def test_comments_monitors_and_extensions() -> None:
    block = Block("x", "pen_penDown", comment="why")
    cat = Target(
        "Cat", stage=False, scripts=(Script((block,)),), comments=("alone",), variables=(Variable("v", "n", "1"),)
    )
    project = ScratchProject(
        (Target("Stage", stage=True), cat),
        monitors=(Monitor("n", "Cat", visible=True), Monitor("gone", None, visible=True)),
    )
    value, _ = written(project)
    assert value["extensions"] == ["pen"]
    assert [one["id"] for one in value["monitors"]] == ["v"]
    assert {(one["blockId"], one["text"]) for one in value["targets"][1]["comments"].values()} == {
        ("x", "why"),
        (None, "alone"),
    }
    again = upload.read(write(project))
    assert isinstance(again, ScratchProject)
    assert again.sprites[0].scripts[0].blocks[0].comment == "why"
    assert again.sprites[0].comments == ("alone",)
    assert again.monitors == (Monitor("n", "Cat", visible=True),)


def test_scripts_without_a_place_do_not_lie_on_each_other() -> None:
    project = ScratchProject(
        (Target("Stage", stage=True, scripts=tuple(Script((Block("", "looks_show"),)) for _ in range(3))),)
    )
    value, _ = written(project)
    assert len({one["y"] for one in value["targets"][0]["blocks"].values()}) == 3


def test_a_variable_lying_alone() -> None:
    project = read(kit.as_json(kit.project(kit.target("Cat", blocks={"a": [12, "score", "v", 5, 6]}))))
    value, _ = written(project)
    assert list(value["targets"][1]["blocks"].values()) == [[12, "score", "variable-score", 5, 6]]


def test_unknown_blocks_and_menus_are_written_too() -> None:
    dance = Block("d", "club_dance", {"STYLE": Chosen("slow", "club_styles"), "TIMES": Block("r", "club_times")})
    project = ScratchProject((Target("Stage", stage=True, scripts=(Script((dance,)),)),))
    again = upload.read(write(project))
    assert isinstance(again, ScratchProject)
    assert shapes(again) == shapes(project)


def test_half_a_character_is_written_as_a_question_mark() -> None:
    write(ScratchProject((Target("Stage", stage=True), Target("C\ud800t", stage=False))))


def test_a_hundred_thousand_deep() -> None:
    count = 30_000
    blocks: dict[str, Any] = {
        f"b{number}": {"opcode": "control_if", "inputs": {"SUBSTACK": [2, f"b{number + 1}"]}, "topLevel": number == 0}
        for number in range(count)
    }
    again = upload.read(write(read(kit.as_json(kit.project(kit.target("Cat", blocks=blocks))))))
    assert isinstance(again, ScratchProject)
    assert len(index(again).spots) == count


def test_the_new_project_is_untouched_after_the_round() -> None:
    again = upload.read(write(starter.new_project()))
    assert isinstance(again, ScratchProject)
    found = index(again)
    assert not any(found.hers_target(target) for target in again.targets)
    for target in again.targets:
        assert not any(found.hers_costume(target, one) for one in (*target.costumes, *target.sounds))


@pytest.mark.samples
def test_every_sample_survives_the_round(samples: Path) -> None:
    for path in sorted((samples / "sb3").glob("*.sb3")):
        first = upload.read(path.read_bytes())
        assert isinstance(first, ScratchProject)
        second = upload.read(write(first))
        assert isinstance(second, ScratchProject)
        assert shapes(first) == shapes(second), path.name


def test_a_target_without_a_picture_gets_one_that_is_nobodys_own() -> None:
    bare = ScratchProject(targets=(Target("Stage", stage=True), Target("Dara", stage=False)))
    back = upload.read(write(bare))
    assert isinstance(back, ScratchProject)
    assert all(len(target.costumes) == 1 and is_stock(target.costumes[0]) for target in back.targets)
