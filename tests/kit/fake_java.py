"""A program called `java` that is none: it answers as the Nu checker would, as a test wishes, and counts its runs."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCRIPT = """\
#!{python}
# A fake Java for tests: no Nu checker is in here.
import json, pathlib, sys, time
home = pathlib.Path({home!r})
names = [word for word in sys.argv if word.endswith(".html")]
pages = [pathlib.Path(name).read_bytes().decode("utf-8", "replace") for name in names]
with (home / "runs.jsonl").open("a") as runs:
    runs.write(json.dumps({{"words": sys.argv[1:], "pages": pages}}) + "\\n")
told = json.loads((home / "told.json").read_text())
if any("HANG" in page for page in pages):
    time.sleep(600)
if any("CRASH" in page for page in pages):
    sys.exit(3)
if any("NOISE" in page for page in pages):
    print("no JSON at all")
    sys.exit(0)
messages = [
    {{**message, "url": "file:" + name}}
    for name, page in zip(names, pages)
    for mark, said in told.items() if mark in page
    for message in said
]
print(json.dumps({{"messages": messages}}))
"""


@dataclass(frozen=True)
class FakeJava:
    """Where it lies; `jar` is an empty file."""

    folder: Path
    jar: Path

    def runs(self) -> list[Mapping[str, Any]]:
        """Each time it was started: its words, and the pages it was given."""
        kept = self.folder / "runs.jsonl"
        return [json.loads(line) for line in kept.read_text().splitlines()] if kept.exists() else []


def make(folder: Path, told: Mapping[str, Sequence[Mapping[str, Any]]]) -> FakeJava:
    """Make it there. `told`: the messages about a page that has this mark in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "told.json").write_text(json.dumps(told))
    script = folder / "java"
    script.write_text(SCRIPT.format(python=sys.executable, home=str(folder)))
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    jar = folder / "vnu.jar"
    jar.touch()
    return FakeJava(folder, jar)
