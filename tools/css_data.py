"""Build the table of CSS properties: `python tools/css_data.py`.

Reads npm mdn-data (CC0-1.0, see NOTICE), which `npm ci` brings into a temporary folder by the lock file in `css/`, and
writes `grader/website/grammar/css-data.json`: of each property whether it is inherited, where it begins, what it stands
for, and which values it takes; then the parts that those values are made of. A line is an entry.

`--check` builds and compares, and exits with 1 when the file is stale. `--check --offline` looks at the form of the
file alone: that every syntax can be read, and names no part that is not there.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TABLE = HERE.parent / "grader" / "website" / "grammar" / "css-data.json"
SHADES = ("obsolete", "nonstandard")
# What the grammar's own code knows; everything else that a syntax names must stand in the table.
BUILT_IN = frozenset(
    {"angle", "color", "custom-ident", "custom-property-name", "dashed-ident", "dimension", "flex", "frequency"}
    | {"ident", "integer", "length", "number", "percentage", "resolution", "string", "time", "url", "zero"}
    | {"hex-color", "urange", "any-value", "declaration-value"}
)
REFERENCE = re.compile(r"<'?([a-zA-Z][\w-]*(?:\(\))?)'?[^<>]*>")


def main() -> int:
    """Build or compare; the exit code."""
    parser = argparse.ArgumentParser(description="Build the table of CSS properties.")
    parser.add_argument("--check", action="store_true", help="compare only; 1 when the file is stale")
    parser.add_argument("--offline", action="store_true", help="with --check: without npm, the form of the file only")
    parser.add_argument("--data", type=Path, help="a folder that holds mdn-data, instead of npm")
    options = parser.parse_args()
    if options.offline:
        found = list(mistakes(json.loads(TABLE.read_text(encoding="utf-8"))))
        for mistake in found:
            print(f"{TABLE.name}: {mistake}", file=sys.stderr)
        return 1 if found else 0
    text = build_with(options.data)
    if options.check:
        stale = not TABLE.exists() or TABLE.read_text(encoding="utf-8") != text
        if stale:
            print(f"{TABLE.name} is stale: run tools/css_data.py", file=sys.stderr)
        return 1 if stale else 0
    TABLE.write_text(text, encoding="utf-8")
    print(f"{TABLE.name}: {len(text.encode())} bytes")
    return 0


def build_with(data: Path | None) -> str:
    """The text of the table, from a folder or from npm."""
    if data is not None:
        return build(data)
    with tempfile.TemporaryDirectory() as folder:
        for path in (HERE / "css" / "package.json", HERE / "css" / "package-lock.json", HERE / ".npmrc"):
            shutil.copy(path, folder)
        npm = shutil.which("npm")
        if npm is None:
            sys.exit("npm is needed to fetch the data (or --data FOLDER, or --check --offline)")
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
        return build(Path(folder) / "node_modules" / "mdn-data")


def build(data: Path) -> str:
    """The text of the table."""
    version = json.loads((data / "package.json").read_text(encoding="utf-8"))["version"]
    given = json.loads((data / "css" / "properties.json").read_text(encoding="utf-8"))
    syntaxes = json.loads((data / "css" / "syntaxes.json").read_text(encoding="utf-8"))
    properties = {
        name: entry(facts) for name, facts in sorted(given.items()) if not name.startswith("-") and name != "--*"
    }
    parts = {name: syntaxes[name]["syntax"] for name in reachable(properties, syntaxes)}
    lines = [
        "{",
        f'"source": "Built by tools/css_data.py from npm mdn-data {version} (CC0-1.0: see NOTICE). Do not edit.",',
        '"properties": {',
        *entries(properties),
        "},",
        '"syntaxes": {',
        *entries(parts),
        "}",
        "}",
    ]
    return "\n".join(lines) + "\n"


def entry(facts: Mapping[str, Any]) -> list[Any]:
    """Inherited or not; the initial value, or the properties a shorthand stands for; the syntax; its standing."""
    initial = facts["initial"]
    standing = facts["status"] if facts["status"] in SHADES else ""
    return [int(facts["inherited"] is True), initial, facts["syntax"], *([standing] if standing else [])]


def entries(table: Mapping[str, Any]) -> Iterator[str]:
    """An entry a line."""
    last = len(table) - 1
    for number, (name, value) in enumerate(table.items()):
        comma = "," if number < last else ""
        yield f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}{comma}"


def references(syntax: str) -> Iterator[str]:
    """The parts that a syntax names, without those that are properties."""
    for found in REFERENCE.finditer(syntax):
        if not found.group().startswith("<'"):
            yield found.group(1)


def reachable(properties: Mapping[str, list[Any]], syntaxes: Mapping[str, Any]) -> list[str]:
    """The names of all parts that the properties' values are made of."""
    waiting = [facts[2] for facts in properties.values()]
    found: set[str] = set()
    while waiting:
        for name in references(waiting.pop()):
            if name in syntaxes and name not in found and name not in BUILT_IN:
                found.add(name)
                waiting.append(syntaxes[name]["syntax"])
    return sorted(found)


def mistakes(table: Mapping[str, Any]) -> Iterator[str]:
    """What does not hold in the table's form."""
    properties, syntaxes = table["properties"], table["syntaxes"]
    for part, names in (("properties", properties), ("syntaxes", syntaxes)):
        if list(names) != sorted(names):
            yield f"{part} are not sorted"
    for name, facts in properties.items():
        if len(facts) not in {3, 4} or facts[0] not in {0, 1} or not isinstance(facts[2], str):
            yield f"{name} has another form"
    for name, syntax in (*((name, facts[2]) for name, facts in properties.items()), *syntaxes.items()):
        for reference in REFERENCE.finditer(syntax):
            if reference.group().startswith("<'") and reference.group(1) not in properties:
                yield f"{name} names the property {reference.group(1)}"


if __name__ == "__main__":
    sys.exit(main())
