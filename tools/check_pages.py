"""Write the pages of the checks into `docs/checks/`: `python tools/check_pages.py`.

A page is a check's docstring, its parameters, its examples and its sentences, so it cannot say what is untrue: the
examples are the check's tests. `--check` writes nothing and exits with 1 when a page is missing, stale or left over.
"""

from __future__ import annotations

import argparse
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from grader import catalogue
from grader.catalogue import Entry
from grader.check import Example

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "checks"
KINDS = {
    "count": "More is better. What cannot run, and what came with the starter, counts for nothing.",
    "problem": "Fewer is better. Where nothing could have been looked at, nothing is earned.",
    "praise": "A good habit, found by evidence. What cannot run counts for nothing.",
}
GROUPS = {"scratch": "Scratch projects", "website": "Websites", "live": "Projects that run"}
INDEX = "README.md"


def main() -> int:
    """Write the pages, or compare them."""
    parser = argparse.ArgumentParser(description="Write the pages of the checks.")
    parser.add_argument("--check", action="store_true", help="write nothing; say what is stale")
    only_check = parser.parse_args().check
    pages = dict(all_pages(catalogue.entries()))
    stale = [name for name, text in pages.items() if _read(FOLDER / name) != text]
    left = [path.name for path in sorted(FOLDER.glob("*.md")) if path.name not in pages]
    if only_check:
        for name in (*stale, *left):
            print(f"docs/checks/{name} is not what the checks say. Run: python tools/check_pages.py")
        return 1 if stale or left else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(pages[name], encoding="utf-8", newline="\n")
    for name in left:
        (FOLDER / name).unlink()
    print(f"{len(pages)} pages, {len(stale)} written, {len(left)} taken away")
    return 0


def all_pages(entries: tuple[Entry, ...]) -> Iterator[tuple[str, str]]:
    """Every page by its file's name: the index, and one a check."""
    yield INDEX, index_page(entries)
    for entry in entries:
        yield f"{entry.id}.md", check_page(entry)


def index_page(entries: tuple[Entry, ...]) -> str:
    """All checks, by the kind of project they judge."""
    lines = ["# Checks", "", "What a rubric can ask of a project. Each page is written from the check itself."]
    for group, name in GROUPS.items():
        rows = [entry for entry in entries if entry.kind_of_project == group]
        if rows:
            lines += ["", f"## {name}", "", "| check | kind | |", "|---|---|---|"]
            lines += [f"| [{it.id}]({it.id}.md) | {it.check.kind} | {_first_sentence(it.page)} |" for it in rows]
    return "\n".join(lines) + "\n"


def check_page(entry: Entry) -> str:
    """One check."""
    check = entry.check
    severity = f", severity {check.severity}" if check.severity else ""
    parts = [
        f"# {entry.id}",
        f"*{check.title}* ({check.kind}{severity}). {KINDS[check.kind]}",
        entry.page,
        *_parameters(entry),
        "## Examples",
        *(_example(example) for example in check.examples),
        "## What it says",
        _words(entry),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _parameters(entry: Entry) -> Iterator[str]:
    fields = entry.check.params.model_fields
    if not fields:
        return
    hints = typing.get_type_hints(entry.check.params)
    lines = ["| parameter | takes | when left out |", "|---|---|---|"]
    for name, field in fields.items():
        takes = _cell(_takes(hints[name]))
        lines.append(f"| `{field.alias or name}` | {takes} | {_cell(_yaml(field.default))} |")
    yield "## Parameters"
    yield "\n".join(lines)


def _takes(hint: Any) -> str:
    """A type in words: `true or false`, `a whole number`, `keys, mouse`, `a list of texts`."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _takes(arguments[0])
    if origin is typing.Literal:
        return "one of " + ", ".join(f"`{value}`" for value in arguments)
    if origin in {typing.Union, types.UnionType}:
        return " or ".join(_takes(each) for each in arguments if each is not type(None))
    if origin in {tuple, list, frozenset}:
        return "a list, each " + _takes(arguments[0])
    if origin is dict or origin is Mapping:
        return "names and values"
    return {bool: "`true` or `false`", int: "a whole number", float: "a number", str: "a text"}.get(hint, str(hint))


def _yaml(value: Any) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple | list | frozenset):
        return f"`[{', '.join(map(str, value))}]`" if value else "nothing asked"
    return "nothing asked" if value in {None, ""} else f"`{value}`"


def _example(example: Example) -> str:
    given = ", ".join(f"{name}: {_yaml(value).strip('`')}" for name, value in example.params.items())
    lines = [f"### {example.shows}", ""]
    lines += [f"With `{given}`.", ""] if given else []
    lines += [f"Amount: **{example.amount}**", ""]
    if isinstance(example.project, str):
        lines += ["```scratch", example.project, "```"]
        return "\n".join(lines)
    for name, content in example.project.items():
        kind = Path(name).suffix.lstrip(".")
        lines += [f"`{name}`", "", *_file(content, kind), ""]
    return "\n".join(lines)


def _file(content: str | bytes, kind: str) -> list[str]:
    if isinstance(content, bytes):
        return [f"({len(content)} bytes)"]
    fence = "````" if "```" in content else "```"
    return [f"{fence}{kind}", content.strip("\n"), fence]


def _words(entry: Entry) -> str:
    words = entry.check.words
    rows = [("When it is there", words.praise), ("The next step", words.next)]
    rows += [(f"Hint {number}", hint) for number, hint in enumerate(words.hints, start=1)]
    rows.append(("How it was checked", words.measured))
    return "\n".join(["| when | sentence |", "|---|---|", *(f"| {when} | {_cell(text)} |" for when, text in rows)])


def _first_sentence(page: str) -> str:
    return _cell(page.split("\n\n", 1)[0].replace("\n", " "))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
