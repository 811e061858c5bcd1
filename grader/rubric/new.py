"""A new rubric from one that there is: the same files, another id and title, version 1, every comment kept."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from grader.rubric import nodes
from grader.rubric.problems import SourceFile
from grader.rubric.source import read

_LEFT_BEHIND = ("__pycache__", ".")


def copied(path: Path, name: str, title: str | Mapping[str, str]) -> Mapping[str, bytes]:
    """The files of the new rubric's folder by their paths; `path` is the `rubric.yaml` it is made from.

    RubricError when that cannot be read.
    """
    folder = path.parent
    files = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(_LEFT_BEHIND)
    }
    return {**files, path.name: like(path.read_bytes(), name, title).encode()}


def like(data: bytes, name: str, title: str | Mapping[str, str]) -> str:
    """The text of a rubric with another id and title, as version 1; everything else stays as it is written.

    `title` is English, or words by language.
    """
    titles = {"en": title} if isinstance(title, str) else title
    file, tree = read(data, "rubric.yaml")
    said = ", ".join(f"{code}: {json.dumps(text, ensure_ascii=False)}" for code, text in titles.items())
    new = {
        "id": name,
        "version": "1",
        "title": f"{{{said}}}",
    }
    lines = list(file.lines)
    for key, start, end in reversed(_stretches(file, tree)):
        if key in new:
            note = re.search(r"\s+# .*$", lines[start]) if end == start + 1 else None
            lines[start:end] = [f"{key}: {new[key]}{note.group() if note else ''}"]
    return "\n".join(lines)


def _stretches(file: SourceFile, tree: nodes.Mapping) -> list[tuple[str, int, int]]:
    """Each key of the top with its first line and the line behind it, from 0."""
    starts = [key.spot.line - 1 for key, _ in tree.entries]
    ends = [*starts[1:], len(file.lines)]
    found = []
    for (key, _), start, behind in zip(tree.entries, starts, ends, strict=True):
        end = behind
        while end > start + 1 and (not file.lines[end - 1].strip() or file.lines[end - 1].startswith("#")):
            end -= 1  # what stands before the next key belongs to it
        found.append((key.text, start, end))
    return found
