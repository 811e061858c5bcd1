"""A copy with comments: at the right blocks, in her language, and nothing else in the file is another."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.annotate import annotate, notes
from grader.annotate.notes import LOOK, MOST, PRAISE
from grader.scratch.model import ScratchProject
from grader.scratch.write import write
from grader.upload import UploadError, read
from tests.kit.blocks import scratch

GAME = """
sprite "Cat"

when green flag clicked
set [score v] to (0)
if <key (space v) pressed?> then
  change [score v] by (1)
end

move (10) steps

sprite "Dog"

when I receive [never v]
if <touching (edge v)?> then
end
"""


def game() -> dict[str, Any]:
    return raw(write(scratch(GAME)))


def raw(data: bytes, name: str = "project.json") -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found: dict[str, Any] = json.loads(archive.read(name))
    return found


def packed(project: bytes | dict[str, Any], folder: str = "", more: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in (more or {}).items():
            archive.writestr(zipfile.ZipInfo(folder + name, (2024, 5, 6, 7, 8, 10)), content)
        data = project if isinstance(project, bytes) else json.dumps(project).encode()
        archive.writestr(f"{folder}project.json", data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def commented(data: bytes, language: str = "en") -> bytes:
    project = read(data, "cat.sb3")
    assert isinstance(project, ScratchProject)
    return annotate(data, project, language)[0]


def without_ours(value: dict[str, Any]) -> dict[str, Any]:
    """The JSON with our comments taken out again."""
    value = copy.deepcopy(value)
    for target in value["targets"]:
        if not isinstance(target, dict) or not isinstance(target.get("comments"), dict):
            continue
        for name in [name for name in target["comments"] if name.startswith("kru-")]:
            del target["comments"][name]
        for block in target["blocks"].values():
            if isinstance(block, dict) and str(block.get("comment")).startswith("kru-"):
                del block["comment"]
    return value


def ours(data: bytes, name: str = "project.json") -> list[dict[str, Any]]:
    targets = [target for target in raw(data, name)["targets"] if isinstance(target, dict)]
    return [one for target in targets for key, one in target.get("comments", {}).items() if key.startswith("kru-")]


def test_comments_hang_at_their_blocks() -> None:
    out = commented(packed(game()))
    found = ours(out)
    assert found
    blocks = {name: block for target in raw(out)["targets"] for name, block in target["blocks"].items()}
    for target in raw(out)["targets"]:
        for name, comment in target["comments"].items():
            assert target["blocks"][comment["blockId"]]["comment"] == name
            assert set(comment) == {"blockId", "x", "y", "width", "height", "minimized", "text"}
            assert not comment["minimized"]
    assert {blocks[one["blockId"]]["opcode"] for one in found} >= {"control_if"}  # not the question inside it


def test_the_copy_is_read_again_and_has_the_comments() -> None:
    again = read(commented(packed(game())), "cat.sb3")
    assert isinstance(again, ScratchProject)
    texts = [block.comment for target in again.targets for script in target.scripts for block in script.blocks]
    assert any(text and text.startswith((PRAISE, LOOK)) for text in texts)


def test_praise_comes_first_and_a_few_of_each() -> None:
    many = "\n".join(
        f"when green flag clicked\nset [v{number} v] to (0)\nif <touching (edge v)?> then\n  show\nend\n"
        f"say [x] for (2) seconds\nmove (({number}) = (1)) steps\n"
        for number in range(20)
    )
    found = notes(scratch(many), "en")
    kinds = [note.text[0] for note in found]
    assert kinds == sorted(kinds, key=[PRAISE, LOOK].index)
    assert kinds.count(PRAISE) <= MOST
    assert kinds.count(LOOK) <= MOST
    assert len({note.block for note in found}) == len(found)
    assert len({note.check for note in found}) == len(found)


def test_comments_do_not_lie_on_each_other() -> None:
    found = notes(scratch(GAME), "en")
    for one in found:
        for other in found:
            if one is not other and one.target == other.target:
                assert one.y + one.height <= other.y or other.y + other.height <= one.y


def test_they_are_in_her_language() -> None:
    texts = [one["text"] for one in ours(commented(packed(game()), "km"))]
    assert texts
    assert all(any("\u1780" <= letter <= "\u17ff" for letter in text) for text in texts)
    assert not any("look all the time" in text for text in texts)


def test_nothing_to_say_changes_nothing() -> None:
    empty = packed(raw(write(scratch('sprite "Cat"\n'))))
    assert raw(commented(empty)) == raw(empty)


def no_comments(project: dict[str, Any]) -> None:
    for target in project["targets"]:
        del target["comments"]


def comments_of_hers(project: dict[str, Any]) -> None:
    comment = {"blockId": None, "x": 1, "y": 2, "width": 3, "height": 4, "text": '{"hi": [1}'}
    project["targets"][1]["comments"] = {"mine": comment}


def the_stage_last(project: dict[str, Any]) -> None:
    project["targets"].append(project["targets"].pop(0))


def two_stages(project: dict[str, Any]) -> None:
    project["targets"].append({**copy.deepcopy(project["targets"][0]), "name": "Second"})


def no_stage(project: dict[str, Any]) -> None:
    del project["targets"][0]


def something_else_among_the_targets(project: dict[str, Any]) -> None:
    project["targets"].insert(0, 5)


def names_that_look_like_json(project: dict[str, Any]) -> None:
    project["targets"][1]["name"] = '"}],"blocks":{'
    project["meta"] = {"targets": [{"blocks": 1}]}


def odd_numbers(project: dict[str, Any]) -> None:
    project["targets"][1] |= {"x": 1e21, "y": -0.0, "size": 12345678901234567890}


CHANGES = [
    no_comments, comments_of_hers, the_stage_last, two_stages, no_stage, something_else_among_the_targets,
    names_that_look_like_json, odd_numbers,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_else_changes(change: Callable[[dict[str, Any]], None]) -> None:
    project = game()
    change(project)
    out = commented(packed(project))
    assert ours(out)
    expected = project
    if change is no_comments:  # the copy has them where something is said
        expected = copy.deepcopy(project)
        for target, before in zip(raw(out)["targets"], expected["targets"], strict=True):
            if "comments" in target:
                before["comments"] = {}
    assert without_ours(raw(out)) == expected


def test_comments_that_are_no_object_are_replaced() -> None:
    project = game()
    project["targets"][1]["comments"] = []
    found = without_ours(raw(commented(packed(project))))
    found["targets"][1]["comments"] = []
    assert found == project


def text_of(project: dict[str, Any]) -> str:
    return json.dumps(project, ensure_ascii=False, indent=3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16"])
def test_the_text_stays_sign_for_sign(encoding: str) -> None:
    text = text_of(game()).replace('"meta"', '"numbers": [1.0, 1e5, -0, 1E400],\n\n "meta"')
    data = packed(text.encode(encoding))
    with zipfile.ZipFile(io.BytesIO(commented(data))) as archive:
        after = archive.read("project.json").decode(encoding)
    assert "1.0, 1e5, -0, 1E400" in after
    rest = iter(after)
    assert all(sign in rest for sign in text)  # only put in, nothing taken away


def test_bytes_that_are_no_text_come_out_as_they_came_in() -> None:
    data = json.dumps(game()).encode().replace(b'"Cat"', b'"C\xff\xed\xa0\x80t"')
    with zipfile.ZipFile(io.BytesIO(commented(packed(data)))) as archive:
        assert b'"C\xff\xed\xa0\x80t"' in archive.read("project.json")


def test_a_block_with_a_comment_of_hers_keeps_it() -> None:
    project = game()
    for target in project["targets"]:
        for name, block in target["blocks"].items():
            target["comments"][f"of-{name}"] = {
                "blockId": name,
                "x": 0,
                "y": 0,
                "width": 9,
                "height": 9,
                "text": "mine",
            }
            block["comment"] = f"of-{name}"
    out = commented(packed(project))
    assert without_ours(raw(out)) == project
    assert ours(out)
    assert all(one["blockId"] is None for one in ours(out))


def test_a_comment_that_leads_nowhere_gives_way() -> None:
    project = game()
    for value in (None, "gone"):
        for target in project["targets"]:
            for block in target["blocks"].values():
                block["comment"] = value
        out = commented(packed(project))
        assert all(one["blockId"] for one in ours(out))


def test_a_key_that_stands_twice_counts_as_for_scratch() -> None:
    text = json.dumps(game())
    twice = text.replace('"blocks": {', '"blocks": {"old": {"opcode": "looks_show"}}, "blocks": {')
    out = commented(packed(twice.encode()))
    assert without_ours(raw(out)) == game()


def test_pictures_sounds_and_what_lies_beside_them_stay_as_they_are() -> None:
    more = {"a.svg": b"<svg/>", "b.wav": bytes(range(256)), ".DS_Store": b"\x00\x01", "note.txt": "ឆ្មា".encode()}
    data = packed(game(), "My game/", more)
    out = commented(data)
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(out)) as after:
        assert after.testzip() is None
        assert after.namelist() == before.namelist()
        for one, other in zip(before.infolist(), after.infolist(), strict=True):
            assert (one.date_time, one.compress_type, one.external_attr) == (
                other.date_time, other.compress_type, other.external_attr,
            )  # fmt: skip
            if not one.filename.endswith("project.json"):
                assert before.read(one) == after.read(other)
    assert ours(out, "My game/project.json")


def test_a_bare_project_json_becomes_a_file_that_scratch_opens() -> None:
    out = commented(json.dumps(game()).encode())
    assert without_ours(raw(out)) == game()


def test_a_zip_whose_directory_is_damaged() -> None:
    data = packed(game(), "", {"a.svg": b"<svg/>"})
    at = data.rindex(b"PK\x05\x06") + 16
    broken = data[:at] + b"\x07\x07" + data[at + 2 :]
    out = commented(broken)
    assert ours(out)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert archive.read("a.svg") == b"<svg/>"


@pytest.mark.samples
def test_every_sample_keeps_everything_else(samples: Path) -> None:
    tried = 0
    for path in sorted((samples / "sb3").glob("*.sb3")):
        data = path.read_bytes()
        try:
            project = read(data, path.name)
        except UploadError:
            continue
        if not isinstance(project, ScratchProject) or project.source is None:
            continue
        out, found = annotate(data, project, "km")
        again = read(out, path.name)
        assert isinstance(again, ScratchProject)
        assert again.source is not None
        assert without_ours(json.loads(again.source.data)) == without_ours(json.loads(project.source.data))
        assert len(found) <= 2 * MOST
        tried += bool(found)
    assert tried > 5
