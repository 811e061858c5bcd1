"""The JSON Schema of a rubric file, so that an editor completes keys, checks and their parameters.

Generated from the models: `python -m grader.rubric.schema` writes it, `--check` says whether it is up to date.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from grader.catalogue import Entry, entries
from grader.live.play.page import schema as play_schema
from grader.rubric.load import SHIPPED
from grader.rubric.model import Pack, Rubric
from grader.website.criterion import schema as of_pages

FILE = SHIPPED / "rubric.schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema of `rubric.yaml` and of packs: a file with the key `pack` is one."""
    rubric, pack = (model.model_json_schema(by_alias=True) for model in (Rubric, Pack))
    definitions: dict[str, Any] = {**pack.pop("$defs"), **rubric.pop("$defs")}
    found = entries()
    for name in ("Criterion", "Gate"):
        asked = [entry for entry in found if name == "Criterion" or entry.check.kind != "problem"]
        definitions[name] = _with_checks(definitions[name], asked)
    for entry in found:
        params = _params(entry)
        definitions.update(params.pop("$defs", {}))
        definitions[_name(entry)] = params
    definitions["Criterion"]["properties"] |= {**of_pages.properties(), "play": play_schema()}
    definitions |= {"Rubric": rubric, "Pack": pack, **of_pages.definitions()}
    # What an example expects may be null: a band that is not there yet.
    clean = {name: value if name == "Example" else _no_nulls(value) for name, value in definitions.items()}
    return {
        "$schema": _DIALECT,
        "title": "A rubric of Kru, or a pack that rubrics share",
        "if": {"required": ["pack"]},
        "then": {"$ref": "#/$defs/Pack"},
        "else": {"$ref": "#/$defs/Rubric"},
        "$defs": clean,
    }


def text() -> str:
    """The schema as the file holds it."""
    return json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _with_checks(model: dict[str, Any], asked: list[Entry]) -> dict[str, Any]:
    """The model, with the parameters of whichever check is named."""
    properties = dict(model["properties"])
    properties["check"] = {
        "description": properties["check"].get("description", ""),
        "enum": [entry.id for entry in asked],
        # Editors that know these show the titles beside the ids.
        "markdownEnumDescriptions": [entry.check.title for entry in asked],
    }
    rules = [
        {
            "if": {"properties": {"check": {"const": entry.id}}, "required": ["check"]},
            "then": {"properties": {"with": {"$ref": f"#/$defs/{_name(entry)}"}}},
        }
        for entry in asked
    ]
    # A criterion that changes one of a pack names its id and what changes.
    return {**model, "properties": properties, "required": model["required"][:1], "allOf": rules}


def _params(entry: Entry) -> dict[str, Any]:
    params: dict[str, Any] = entry.check.params.model_json_schema(by_alias=True)
    params["title"] = f"Parameters of {entry.id}"
    if entry.check.kind == "problem":
        params.setdefault("properties", {})["loose"] = {
            "default": True,
            "description": "Count it also where it cannot run.",
            "type": "boolean",
        }
    # A list of sentences can be a pack's: packs/NAME.
    for name, value in params.get("properties", {}).items():
        if value.get("type") == "array":
            params["properties"][name] = {"anyOf": [value, {"type": "string", "pattern": "^packs/"}]}
    return params


def _name(entry: Entry) -> str:
    return f"with:{entry.id}"


def _no_nulls(value: Any) -> Any:
    """Without the `null` of optional keys: in a file such a key is left out."""
    if isinstance(value, list):
        return [_no_nulls(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _no_nulls(item) for key, item in value.items() if not (key == "default" and item is None)}
    members = [member for member in kept.get("anyOf", []) if member != {"type": "null"}]
    if "anyOf" in kept and len(members) == 1:
        del kept["anyOf"]
        kept = {**members[0], **kept}
    elif "anyOf" in kept:
        kept["anyOf"] = members
    return kept


def main(arguments: list[str]) -> int:
    """Write the schema beside the rubrics; with `--check` 1 when the file is not up to date."""
    if arguments == ["--check"]:
        current = FILE.read_text("utf-8") if FILE.is_file() else ""
        if current == text():
            return 0
        sys.stderr.write(f"{FILE.name} is not up to date: python -m grader.rubric.schema\n")
        return 1
    FILE.write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
