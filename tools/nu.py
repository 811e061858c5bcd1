"""Asks the Nu checker about many tiny pages in one Java process, and says what it answers about each line."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

HEAD = '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en">'
A_PAGE = 400  # lines
AT_ONCE = 300  # files of one call: all that is said of them is in memory together


@dataclass(frozen=True, slots=True)
class Probe:
    """One question: markup on a line of its own, in a body, in a head, or as a whole page."""

    key: tuple[str, ...]
    markup: str
    where: str = "body"
    html: bool = False  # read as HTML; else as XHTML


def jar_from_npm(folder: Path) -> Path:
    """Fetch the checker by the lock file beside this one; its path. It is never kept in the repository."""
    here = Path(__file__).parent / "nu"
    for name in ("package.json", "package-lock.json"):
        shutil.copy(here / name, folder)
    shutil.copy(Path(__file__).parent / ".npmrc", folder)
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed to fetch the Nu checker (or --jar FILE, or --check --offline)")
    subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
    return folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def version(jar: Path) -> str:
    """What the checker calls itself."""
    done = subprocess.run(["java", "-jar", str(jar), "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[0]


def ask(jar: Path, probes: Iterable[Probe]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The errors that the checker has about each probe, and what it calls obsolete.

    Where the tree is asked about the pages are XHTML: nothing mends it before it is judged.
    """
    probes = tuple(probes)
    pages = tuple(_pages(probes))
    found: dict[tuple[str, ...], list[str]] = {probe.key: [] for probe in probes}
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, (text, _, html) in enumerate(pages):
            path = Path(folder, f"{number}.{'html' if html else 'xhtml'}")
            path.write_text(text, encoding="utf-8")
            names.append(str(path))
        for begin in range(0, len(names), AT_ONCE):
            for message in _messages(jar, names[begin : begin + AT_ONCE]):
                number = int(Path(message["url"].removeprefix("file:")).stem)
                lines = pages[number][1]
                key = lines.get(message.get("lastLine", 0), lines.get(0))
                if message["type"] == "non-document-error" or "fatal" in message.get("subType", ""):
                    sys.exit(f"the checker did not read a page: {message}")
                if key is not None and (message["type"] == "error" or "is obsolete" in message["message"]):
                    found[key].append(message["message"])
    return {key: tuple(said) for key, said in found.items()}


def _messages(jar: Path, names: Sequence[str]) -> list[Mapping[str, str]]:
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", *names]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout)["messages"])


def _pages(probes: Sequence[Probe]) -> Iterable[tuple[str, dict[int, tuple[str, ...]], bool]]:
    """Each page, whose question stands on which of its lines (line 0: on all of them), and whether it is HTML."""
    for probe in probes:
        if probe.where == "page":
            yield f"<!DOCTYPE html>\n{probe.markup}", {0: probe.key}, probe.html
    for where, html in product(("head", "body"), (False, True)):
        here = [probe for probe in probes if (probe.where, probe.html) == (where, html)]
        for begin in range(0, len(here), A_PAGE):
            some = here[begin : begin + A_PAGE]
            start = f"{HEAD}<head><title>x</title>" + ("\n" if where == "head" else "</head><body>\n")
            end = "\n</head><body></body></html>" if where == "head" else "\n</body></html>"
            lines = {line: probe.key for line, probe in enumerate(some, start=3)}
            yield start + "\n".join(re.sub(r"\s*\n\s*", " ", probe.markup) for probe in some) + end, lines, html
