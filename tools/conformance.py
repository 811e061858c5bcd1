"""Build the tables of the HTML language: `python tools/conformance.py`.

Asks the Nu HTML checker (npm vnu-jar, MIT, see NOTICE; needs Java) about every element with every attribute and every
parent with every child, as tiny pages, and writes `grader/website/conformance/tables.toml`: facts, no text of it.

`--check` builds and compares. `--check --offline` looks at the form of the file alone: its sections, that lists are
sorted, that what they name is known.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from conformance_form import mistakes
from conformance_questions import Asked, everything
from nu import jar_from_npm, version

TABLES = Path(__file__).parent.parent / "grader" / "website" / "conformance" / "tables.toml"
HEAD = (
    "# Built by tools/conformance.py from what the Nu HTML checker {version} answers (npm vnu-jar, MIT: see NOTICE).\n"
    "# Do not edit.\n"
)


def main() -> int:
    """Build or compare; the exit code."""
    parser = argparse.ArgumentParser(description="Build the tables of the HTML language.")
    parser.add_argument("--check", action="store_true", help="compare only; 1 when the file is stale")
    parser.add_argument("--offline", action="store_true", help="with --check: without Java, the form of the file only")
    parser.add_argument("--jar", type=Path, help="a vnu.jar, instead of npm's")
    options = parser.parse_args()
    if options.offline:
        found = list(mistakes(TABLES.read_text(encoding="utf-8")))
        for mistake in found:
            print(f"{TABLES.name}: {mistake}", file=sys.stderr)
        return 1 if found else 0
    with tempfile.TemporaryDirectory() as folder:
        text = build(options.jar or jar_from_npm(Path(folder)))
    if options.check:
        stale = not TABLES.exists() or TABLES.read_text(encoding="utf-8") != text
        if stale:
            print(f"{TABLES.name} is stale: run tools/conformance.py", file=sys.stderr)
        return 1 if stale else 0
    TABLES.write_text(text, encoding="utf-8")
    print(f"{TABLES.name}: {len(text.encode())} bytes")
    return 0


def build(jar: Path) -> str:
    """The text of the file."""
    asked = everything(jar, names_in(jar))
    return HEAD.format(version=version(jar)) + "\n".join(sections(asked))


def names_in(jar: Path) -> Mapping[str, tuple[str, ...]]:
    """What is worth asking about: names of elements and attributes, and words, that its grammars mention."""
    elements: set[str] = set()
    attributes: set[str] = set()
    words: set[str] = set()
    with zipfile.ZipFile(jar) as archive:
        for name in archive.namelist():
            if "/schema_html5_" in name and "its" not in name:  # its-: notes for translators, allowed everywhere
                grammar = archive.read(name).decode("utf-8", "replace")
                elements |= set(re.findall(r"element\s+([a-z][a-z0-9]*)\b", grammar))
                attributes |= set(re.findall(r"attribute\s+([a-z][a-z-]*)(?![\w:-])", grammar))
                words |= set(re.findall(r'"([\w/+.-]{1,40})"', grammar))
                for spelt in re.findall(r'string\s+"([^"\n]*)"', grammar):
                    words.add(spelt.lower())
    return {
        "elements": tuple(sorted(elements)),
        "attributes": tuple(sorted(attributes)),
        "words": tuple(sorted(words)),
    }


def sections(asked: Asked) -> Iterator[str]:
    """The sections of the file, line by line."""
    yield "\n# Elements of HTML that may be used, and those of the past. Any name with a hyphen is a custom element."
    yield "[elements]"
    yield f"known = {quoted(' '.join(asked.known))}"
    yield f"obsolete = {quoted(' '.join(asked.obsolete))}"
    yield "\n# Attributes: * is for every element; aria- ones apart."
    yield from lines("attributes", asked.attributes)
    yield "\n# Attributes of the past, that CSS or another element replaces."
    yield from lines("past_attributes", asked.past)
    yield "\n# Attributes of <input> that its types know; what is not here is for all of them."
    yield from lines("inputs", asked.inputs)
    yield "\n# Attributes that must stand on an element: a space means and, | means one of them."
    yield from lines("required", asked.required)
    yield "\n# What a value must be, by element.attribute, *.attribute, input[type].attribute: a kind or (=) words."
    yield from lines("values", asked.values)
    yield "\n# Groups of elements that one may hold."
    yield from lines("groups", asked.groups)
    yield "\n# Which elements may stand directly in one: a group, + and what comes with it, - and what is left out."
    yield from lines("children", asked.children)
    yield "\n# Elements in which no text stands directly."
    yield f"[text]\nnone = {quoted(' '.join(asked.textless))}"
    yield "\n# Which elements must not stand anywhere in one."
    yield from lines("below", asked.below)
    yield "\n# Which elements must stand in one: a space means and, | means one of them."
    yield from lines("parts", asked.parts)
    yield ""


def lines(name: str, table: Mapping[str, str]) -> Iterator[str]:
    """A section of keys and texts, sorted."""
    yield f"[{name}]"
    for key in sorted(table):
        yield f"{key if re.fullmatch('[a-z0-9-]+', key) else quoted(key)} = {quoted(table[key])}"


def quoted(text: str) -> str:
    """A TOML string."""
    return f"'{text}'" if "'" not in text and text.isprintable() else json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
