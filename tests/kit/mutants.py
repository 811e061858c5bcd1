"""Scratch projects that no editor wrote: a good project.json with a few parts cut, swapped, bent or grown.

The same number gives the same mutant in every run.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from grader import catalogue
from grader.grade import grade
from grader.rubric.load import LoadedRubric, load
from grader.scratch.assets import Assets
from grader.scratch.notation import read_project
from grader.scratch.write import project_json
from grader.show import show
from grader.upload import Project, UploadError, read

HOUSE = Path(__file__).resolve().parents[2]
ODD = (
    None, True, False, 0, -1, 1e308, float("nan"), float("inf"), 10**400, "", "\ud800", "x" * 5000, "\x00", "ខ្មែរ",
    [], {}, [[]], [None], {"": None}, [1], [12], [12, "a"], [1, [12, "a", "b", "c"]], [3, None, None], [1, [1, [1]]],
    ["_edge_", None], {"opcode": 5}, {"opcode": "control_forever"},
)  # fmt: skip
REFERENCES = ("next", "parent")
MOST_CHANGES = 6


def prepare() -> None:
    """Load the engine and the good projects once."""
    catalogue.entries()
    goods()
    rubric()


@cache
def rubric() -> LoadedRubric:
    """A rubric with every kind of Scratch criterion."""
    return load(HOUSE / "bench" / "eight-criteria")


def look(number: int) -> None:
    """One mutant through all that Kru can say of a file: a report, or one plain sentence."""
    project = _look(mutant(number))
    if project is not None:
        report = grade(project, rubric())
        assert all(result.level != "unchecked" for result in report.results), report.results


def look_at_large(data: bytes) -> None:
    """The same for 100,000 blocks in one of a few shapes."""
    _look(data)


def large_text(number: int) -> bytes:
    """The project.json of one of them."""
    return json.dumps(large(number)).encode()


def _look(data: bytes) -> Project | None:
    try:
        project = read(data, "project.json")
    except UploadError as why:
        if not why.sentence:
            raise
        return None
    seen = show("mutant", project)
    stopped = [note for note in seen["notes"] if note["key"] in {"check-stopped", "part-stopped"}]
    assert not stopped, stopped
    json.dumps(seen)
    return project


@cache
def goods() -> tuple[str, ...]:
    """The examples of every Scratch check, as the JSON that the editor would have written."""
    found: list[str] = []
    for check_id in catalogue.ids():
        if not check_id.startswith("scratch."):
            continue
        examples = catalogue.entry(check_id).check.examples
        found += [as_json(example.project) for example in examples if isinstance(example.project, str)]
    return tuple(dict.fromkeys(found))


def as_json(text: str) -> str:
    """A project as text, as its project.json."""
    return json.dumps(project_json(read_project(text), Assets({})))


def mutant(number: int) -> bytes:
    """The bytes of one."""
    luck = random.Random(number)  # noqa: S311 - no secret
    known = goods()
    value = json.loads(luck.choice(known))
    other = json.loads(luck.choice(known))
    # Two projects in one: names and ids meet that were never together.
    value["targets"] += other["targets"][luck.randint(0, 1) :]
    for _ in range(luck.randint(1, MOST_CHANGES)):
        luck.choice(CHANGES)(luck, value)
    written = json.dumps(value)
    if luck.random() < 0.1:
        written = written[: luck.randrange(len(written))]
    if luck.random() < 0.05:
        at = luck.randrange(max(len(written), 1))
        written = f"{written[:at]}{luck.choice(['[' * 3000, '{', ',', chr(0), 'NaN'])}{written[at:]}"
    return written.encode()


def _blocks(luck: random.Random, value: Any) -> dict[str, Any]:
    found = [target["blocks"] for target in value["targets"] if isinstance(target, dict) and target.get("blocks")]
    found = [blocks for blocks in found if isinstance(blocks, dict)]
    return luck.choice(found) if found else {}


def _inside(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a JSON value: the list or object, and the key in it."""
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            yield holder, key
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])


def _anywhere(luck: random.Random, value: Any) -> tuple[Any, Any] | None:
    places = list(_inside(value["targets"]))
    return luck.choice(places) if places else None


def _bend(luck: random.Random, value: Any) -> None:
    if place := _anywhere(luck, value):
        place[0][place[1]] = json.loads(json.dumps(luck.choice(ODD)))


def _cut(luck: random.Random, value: Any) -> None:
    if place := _anywhere(luck, value):
        del place[0][place[1]]


def _swap(luck: random.Random, value: Any) -> None:
    one, two = _anywhere(luck, value), _anywhere(luck, value)
    if one and two:
        # A copy: a value inside itself is nothing that JSON can hold.
        first, second = json.dumps(one[0][one[1]]), json.dumps(two[0][two[1]])
        one[0][one[1]] = json.loads(second)
        if isinstance(two[0], dict) or two[1] < len(two[0]):
            two[0][two[1]] = json.loads(first)


def _relink(luck: random.Random, value: Any) -> None:
    """Circles, blocks with two parents, blocks that hold themselves."""
    blocks = _blocks(luck, value)
    whole = [block for block in blocks.values() if isinstance(block, dict)]
    if not whole:
        return
    block, id_ = luck.choice(whole), luck.choice([*blocks, "nowhere"])
    inputs = block.get("inputs")
    if isinstance(inputs, dict) and luck.random() < 0.5:
        inputs[luck.choice([*inputs, "SUBSTACK", "CONDITION", "custom_block"])] = [2, id_]
    else:
        block[luck.choice(REFERENCES)] = id_


def _opcode(luck: random.Random, value: Any) -> None:
    """A block that is suddenly another, with the slots of the first."""
    blocks = [block for block in _blocks(luck, value).values() if isinstance(block, dict)]
    if len(blocks) > 1:
        luck.choice(blocks)["opcode"] = luck.choice(blocks).get("opcode")


def _twice(luck: random.Random, value: Any) -> None:
    """A sprite twice, or under the stage's flag."""
    copy = json.loads(json.dumps(luck.choice(value["targets"])))
    if isinstance(copy, dict) and luck.random() < 0.3:
        copy["isStage"] = not copy.get("isStage")
    value["targets"].insert(luck.randint(0, len(value["targets"])), copy)


def _deep(luck: random.Random, value: Any) -> None:
    """A thousand loops or sums, one in another."""
    blocks = _blocks(luck, value)
    kind, slot = luck.choice((("control_forever", "SUBSTACK"), ("operator_not", "OPERAND"), ("operator_add", "NUM1")))
    for number in range(1000):
        blocks[f"deep{number}"] = {
            "opcode": kind, "next": None, "parent": f"deep{number - 1}" if number else None, "fields": {},
            "inputs": {slot: [2, f"deep{number + 1}"]}, "topLevel": not number, "shadow": False,
        }  # fmt: skip


CHANGES: tuple[Callable[[random.Random, Any], None], ...] = (
    _bend, _bend, _bend, _cut, _cut, _swap, _relink, _relink, _opcode, _twice, _deep,
)  # fmt: skip

SHAPES = ("line", "deep", "wide", "circle", "sum")
LARGE = 100_000


def large(number: int) -> dict[str, Any]:
    """A project of 100,000 blocks: `number` is a place in SHAPES."""
    shape = SHAPES[number]
    blocks: dict[str, Any] = {}
    for place in range(LARGE):
        opcode, slot, next_ = "motion_movesteps", {"STEPS": [1, [4, "10"]]}, f"b{place + 1}"
        if shape == "deep":
            opcode, slot, next_ = "control_forever", {"SUBSTACK": [2, f"b{place + 1}"]}, ""
        elif shape == "sum":
            opcode, slot, next_ = "operator_add", {"NUM1": [2, f"b{place + 1}"]}, ""
        elif shape == "wide" and place % 2:
            next_ = ""
        elif shape == "circle" and place == LARGE - 1:
            next_ = "b0"
        top = (shape == "wide" and place % 2 == 0) or place == 0
        if top and shape != "sum":
            opcode, slot = "event_whenflagclicked", {}
        blocks[f"b{place}"] = {
            "opcode": opcode, "next": next_ or None, "parent": None if top else f"b{place - 1}", "inputs": slot,
            "fields": {}, "shadow": False, "topLevel": top,
        }  # fmt: skip
    return {"targets": [{"isStage": True, "name": "Stage", "blocks": {}}, {"name": "Cat", "blocks": blocks}]}
