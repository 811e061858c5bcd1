"""Build the table of Scratch's blocks: `python tools/opcodes.py`.

Reads `opcode-shapes.json` (what a block looks like) and the texts of npm scratch-l10n (BSD-3-Clause, see NOTICE), which
`npm ci` brings into a temporary folder by the lock file beside this one. Writes into `grader/scratch/`:

    opcodes.toml            shapes, menus: no words in any human language
    opcodes.<language>.toml texts of blocks, menu labels, categories; one file a language, read when it is asked for
    opcodes.names.toml      the default names of sprites, costumes, messages and variables in every language

`--check` builds and compares, and exits with 1 when a file is stale. `--offline` compares what needs no texts: that the
shapes are the ones in the table, and that every language has exactly their keys and slots.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TABLES = HERE.parent / "grader" / "scratch"
LANGUAGES = ("en", "km")
HEAD = "# Built by tools/opcodes.py from tools/opcode-shapes.json and npm scratch-l10n (see NOTICE). Do not edit.\n"
ICONS = {
    # what stands where the editor draws a picture; the other spellings that are read stand in notation/template.py
    "en": {"flag": "green flag", "clockwise": "cw", "counter-clockwise": "ccw"},
    "km": {"flag": "⚑", "clockwise": "↻", "counter-clockwise": "↺"},
}

Json = Mapping[str, Any]


def main() -> int:
    """Build or compare; the exit code."""
    parser = argparse.ArgumentParser(description="Build the table of Scratch's blocks.")
    parser.add_argument("--check", action="store_true", help="compare only; 1 when a file is stale")
    parser.add_argument("--offline", action="store_true", help="with --check: without npm, shapes and slots only")
    parser.add_argument("--l10n", type=Path, help="a folder that holds scratch-l10n, instead of npm")
    options = parser.parse_args()
    shapes = json.loads((HERE / "opcode-shapes.json").read_text(encoding="utf-8"))
    if options.offline:
        return report(list(offline_mistakes(shapes)))
    built = build_with(shapes, options.l10n)
    if options.check:
        return report([f"{name} is stale: run tools/opcodes.py" for name, text in built.items() if stale(name, text)])
    for name, text in built.items():
        (TABLES / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.encode())} bytes")
    return 0


def report(mistakes: list[str]) -> int:
    """Print what does not hold; the exit code."""
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    return 1 if mistakes else 0


def stale(name: str, text: str) -> bool:
    """Whether the file in the tree differs."""
    path = TABLES / name
    return not path.exists() or path.read_text(encoding="utf-8") != text


def build_with(shapes: Json, l10n: Path | None) -> dict[str, str]:
    """All files by name, with the texts from a folder or from npm."""
    if l10n is not None:
        return build(shapes, l10n)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(HERE / name, folder)
        npm = shutil.which("npm")
        if npm is None:
            sys.exit("npm is needed to fetch the texts (or --l10n FOLDER, or --check --offline)")
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
        return build(shapes, Path(folder) / "node_modules" / "scratch-l10n")


def build(shapes: Json, l10n: Path) -> dict[str, str]:
    """All files by name."""
    files = {"opcodes.toml": shape_file(shapes)}
    for language in LANGUAGES:
        files[f"opcodes.{language}.toml"] = text_file(shapes, l10n, language)
    files["opcodes.names.toml"] = name_file(shapes, l10n)
    return files


# --- shapes


def shape_file(shapes: Json) -> str:
    """`opcodes.toml`."""
    lines = [
        HEAD,
        "# opcode = category, shape, then its slots in the order of the words, each after a bar:",
        "#   NAME kind default       a slot to type into: number, positive_number, whole_number, integer, angle,",
        "#                           colour, text; or boolean, body, message, prototype",
        "#   NAME menu OPCODE default  a slot with a menu that is a block of its own in the file",
        "#   @NAME kind OPTIONS      a menu of the block itself: menu, open (names may stand there too), variable,",
        "#                           list, message, parameter; OPTIONS names a list below, - is none",
        "#   *icon                   a picture among the words",
        "# A `hidden` block is no longer in the palette, and lives on in older projects.\n",
        "[blocks]",
    ]
    for opcode, shape in shapes["blocks"].items():
        hidden = " hidden" if shape.get("hidden") else ""
        parts = [f"{shape['category']} {shape['shape']}{hidden}", *slots(shape)]
        lines.append(f"{opcode} = {quoted(' | '.join(parts))}")
    lines.append("\n[options]")
    for name, options in shapes["options"].items():
        lines.append(f"{name} = [{', '.join(quoted(option[0]) for option in options)}]")
    return "\n".join(lines) + "\n"


def slots(shape: Json) -> Iterator[str]:
    """The slots of a block, those among its words first."""
    inputs, fields = shape.get("inputs", {}), shape.get("fields", {})
    for name in shape["args"]:
        if name.startswith("<"):
            yield "*" + name.strip("<>")
        else:
            yield slot(name, inputs, fields)
    for name in (*inputs, *fields):
        if name not in shape["args"]:
            yield slot(name, inputs, fields)


def slot(name: str, inputs: Json, fields: Json) -> str:
    """One slot in the short form of the table."""
    if name in inputs:
        found = inputs[name]
        kind = found["kind"].replace(" ", "_")
        parts = [name, kind, *([found["menu"]] if kind == "menu" else []), found.get("default", "")]
        return " ".join(parts).rstrip()
    found = fields[name]
    kind = "open" if found.get("open") else found["kind"]
    return f"@{name} {kind} {found.get('options', '-')}"


# --- texts


def text_file(shapes: Json, l10n: Path, language: str) -> str:
    """`opcodes.<language>.toml`."""
    say = texts(l10n, language)
    lines = [HEAD, "[categories]"]
    for category, key in shapes["categories"].items():
        lines.append(f"{category} = {quoted(key[1:] if key.startswith('=') else say[key].strip())}")
    lines += ["\n[icons]", *(f"{icon} = {quoted(word)}" for icon, word in ICONS[language].items())]
    lines.append("\n# %1, %2 are the slots in the table's order; a line break divides the rows of a C block.\n[blocks]")
    for opcode, shape in shapes["blocks"].items():
        if "keys" in shape:
            lines.append(f"{opcode} = {quoted(words(shape, say))}")
    lines.append("\n# In the order of the values in the table.\n[options]")
    for name, options in shapes["options"].items():
        labels = [label(option, say) for option in options]
        if len(set(labels)) != len(labels):
            sys.exit(f"{language}: two choices of the menu {name} have one label: {labels}")
        if labels != [option[0] for option in options]:
            lines.append(f"{name} = [{', '.join(map(quoted, labels))}]")
    return "\n".join(lines) + "\n"


def texts(l10n: Path, language: str) -> dict[str, str]:
    """The editor's texts by key, of blocks, extensions and interface."""
    found: dict[str, str] = {}
    for part in ("interface", "extensions", "blocks"):
        found |= json.loads((l10n / "editor" / part / f"{language}.json").read_text(encoding="utf-8"))
    return found


def words(shape: Json, say: Mapping[str, str]) -> str:
    """The words of a block, its slots as %1, %2."""
    rows = [say[key].strip() for key in shape["keys"]]
    rows += [f"%{shape['args'].index(name) + 1}" for name in shape.get("then", ())]
    text = (" " if shape.get("then") else "\n").join(rows)
    for place, name in enumerate(shape["args"], start=1):
        text = text.replace(f"[{name}]", f"%{place}")
    if sorted(re.findall(r"%\d", text)) != [f"%{place}" for place in range(1, len(shape["args"]) + 1)]:
        sys.exit(f"{shape['keys']}: the slots of {text!r} are not {shape['args']}")
    return text


def label(option: list[str], say: Mapping[str, str]) -> str:
    """What a menu shows for a value. Makey Makey joins several keys."""
    return " ".join(say[key].strip() for key in option[2].split()) if len(option) > 2 else option[1]


def name_file(shapes: Json, l10n: Path) -> str:
    """`opcodes.names.toml`: {index} stands where the editor counts."""
    lines = [HEAD, "# What the editor calls a thing before anybody names it. {index} is a number.\n"]
    for thing, (part, key) in shapes["default_names"].items():
        names = set()
        for path in sorted((l10n / "editor" / part).glob("*.json")):
            name = json.loads(path.read_text(encoding="utf-8")).get(key, "").strip()
            # a message is counted in the text itself: message1
            names.add(re.sub(r"\s*\d+$", lambda found: found[0].rstrip("0123456789") + "{index}", name))
        lines.append(f"{thing} = [\n{''.join(f'  {quoted(name)},{chr(10)}' for name in sorted(names - {''}))}]")
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A TOML string; the literal form where it can be, it is read faster."""
    plain = "'" not in text and text.isprintable()
    return f"'{text}'" if plain else json.dumps(text, ensure_ascii=False)


# --- without npm


def offline_mistakes(shapes: Json) -> Iterator[str]:
    """What can be seen to be stale without the texts."""
    if stale("opcodes.toml", shape_file(shapes)):
        yield "opcodes.toml is stale: run tools/opcodes.py"
    spoken = {opcode: shape for opcode, shape in shapes["blocks"].items() if "keys" in shape}
    for language in LANGUAGES:
        table = tomllib.loads((TABLES / f"opcodes.{language}.toml").read_text(encoding="utf-8"))
        if list(table["blocks"]) != list(spoken):
            yield f"opcodes.{language}.toml: its blocks are not those of the shapes"
            continue
        for opcode, shape in spoken.items():
            if len(set(re.findall(r"%\d", table["blocks"][opcode]))) != len(shape["args"]):
                yield f"opcodes.{language}.toml: {opcode} has other slots than its shape"
        for name, labels in table["options"].items():
            if len(labels) != len(shapes["options"].get(name, ())):
                yield f"opcodes.{language}.toml: the menu {name} has another length"


if __name__ == "__main__":
    sys.exit(main())
