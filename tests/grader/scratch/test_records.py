"""The records of a project: of its file where it has one, else those it would be written as."""

from __future__ import annotations

import json
from dataclasses import replace

from grader.scratch.read import read
from grader.scratch.records import of_json, records
from grader.scratch.write import write
from grader.upload import read as upload
from tests.kit.blocks import scratch
from tests.kit.records import block, project_json, project_of, records_of

CAT = 'sprite "Cat"\n\nwhen flag clicked\ngo to (mouse-pointer v)\n'


def test_records_are_the_entries_that_are_objects_menus_too() -> None:
    hidden = {"goto": block("motion_goto", inputs={"TO": [1, "menu"]}), "menu": block("motion_goto_menu")}
    found = records_of({}, {**hidden, "score": [12, "score", "id", 1, 2], "odd": 7, "none": {"next": None}})
    assert [(record.id, record.opcode, record.order) for record in found.all] == [
        ("goto", "motion_goto", 0),
        ("menu", "motion_goto_menu", 1),
        ("none", "", 2),
    ]
    assert found.inside(found.all[0], "TO") is found.all[1]
    assert found.inside(found.all[0], "SUBSTACK") is None


def test_a_text_has_the_records_it_would_be_written_as() -> None:
    text = scratch(CAT)
    written = upload(write(text))
    assert [it.opcode for it in records(text).all] == [it.opcode for it in records(written).all]  # type: ignore[arg-type]
    assert "motion_goto_menu" in records(text).opcodes


def test_a_project_with_other_targets_is_not_what_its_file_says() -> None:
    project = project_of({}, {"a": block("looks_show", parent=None)})
    assert project.source is not None
    assert [record.id for record in records(project).all] == ["a"]
    noted = replace(project, notes=())
    assert [record.id for record in records(noted).all] == ["a"]  # the same targets
    emptied = replace(project, targets=tuple(replace(target, scripts=()) for target in project.targets))
    assert records(emptied).all == ()


def test_a_text_as_deep_as_a_file_may_be_is_read_again() -> None:
    deep = project_json({}, {"a": block("looks_show")})
    deep["meta"] = json.loads("[" * 180 + "]" * 180)
    assert len(records(read(json.dumps(deep).encode())).all) == 1


def test_places_tell_which_target_a_record_is_in_wherever_the_stage_stands() -> None:
    value = project_json({}, {"a": block("x")}, {"b": block("y")})
    stage, one, two = value["targets"]
    for targets, names in (
        ([stage, one, two], ["Sprite1", "Sprite2"]),
        ([one, stage, two], ["Sprite1", "Sprite2"]),
        ([one, two, stage], ["Sprite1", "Sprite2"]),
        ([one, two], ["Sprite1", "Sprite2"]),
    ):
        project = read(json.dumps({**value, "targets": targets}).encode())
        found = records(project)
        assert [project.targets[found.places[record.target]].name for record in found.all] == names


def test_what_is_under_a_hat() -> None:
    blocks = {
        "hat": block("event_whenflagclicked", parent=None, below="say"),
        "say": block("looks_say", inputs={"MESSAGE": [3, "x", "hidden"]}, below="nowhere"),
        "x": block("motion_xposition"),
        "hidden": block("text", shadow=True),
        "loose": block("looks_show", parent=None, below="say2"),
        "say2": block("looks_say"),
    }
    found = records_of({"x": block("motion_yposition", parent=None)}, blocks)
    assert [it.id for it in found.all if it.order in found.under_hats] == ["hat", "say", "x", "hidden"]
    part = found.only(lambda record: record.order in found.under_hats, extensions=False)
    assert [it.order for it in part.all] == [1, 2, 3, 4]


def test_odd_values_are_not_there() -> None:
    value = project_json({}, {"a": block("looks_show")})
    value["targets"][1]["blocks"]["a"].update(inputs=[1], fields={"X": [[], "v"], "Y": "text", "Z": []})
    found = of_json(value, 2, 0)
    (record,) = found.all
    assert (record.held("SUBSTACK"), record.has("SUBSTACK"), list(record.slots())) == (None, False, [])
    assert [record.field(name) for name in ("X", "Y", "Z", "none")] == [("v",), (), (), ()]
    assert found.with_field("Z") == ()
    assert of_json({"targets": None, "extensions": {}}, 1, 0).all == ()
