from __future__ import annotations

import json
from typing import Any

import pytest

from grader.catalogue import entries
from grader.rubric import schema
from grader.rubric.model import Criterion, Rubric


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return schema.schema()


def test_the_file_beside_the_rubrics_is_up_to_date() -> None:
    assert schema.main(["--check"]) == 0, "python -m grader.rubric.schema"


def test_it_is_plain_json(made: dict[str, Any]) -> None:
    assert json.loads(schema.text()) == made


def test_every_key_is_there(made: dict[str, Any]) -> None:
    definitions = made["$defs"]
    for name, model in (("Rubric", Rubric), ("Criterion", Criterion)):
        keys = {field.alias or key for key, field in model.model_fields.items()}
        assert set(definitions[name]["properties"]) == keys
        assert definitions[name]["additionalProperties"] is False


def test_every_check_brings_its_parameters(made: dict[str, Any]) -> None:
    criterion = made["$defs"]["Criterion"]
    assert criterion["properties"]["check"]["enum"] == [entry.id for entry in entries()]
    for entry in entries():
        params = made["$defs"][f"with:{entry.id}"]
        own = {field.alias or key for key, field in entry.check.params.model_fields.items()}
        assert own <= set(params["properties"])
        assert params["additionalProperties"] is False
    assert len(criterion["allOf"]) == len(entries())


def test_a_gate_finds_something(made: dict[str, Any]) -> None:
    kinds = {entry.id: entry.check.kind for entry in entries()}
    gates = made["$defs"]["Gate"]["properties"]["check"]["enum"]
    assert gates
    assert all(kinds[check] != "problem" for check in gates)


def test_every_reference_leads_somewhere(made: dict[str, Any]) -> None:
    def references(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [node["$ref"]] if "$ref" in node else []
            return own + [ref for value in node.values() for ref in references(value)]
        return [ref for item in node for ref in references(item)] if isinstance(node, list) else []

    assert {ref.removeprefix("#/$defs/") for ref in references(made)} <= set(made["$defs"])


def test_nothing_is_null(made: dict[str, Any]) -> None:
    expects = made["$defs"]["Example"]["properties"]["expect"]
    rest = json.dumps({name: value for name, value in made["$defs"].items() if name != "Example"})
    assert '"null"' not in rest
    assert expects["type"] == "object"
