"""The Nu checker's word on pages: one Java process for a whole batch, inside bounds, without a network.

The only file that starts it. What it says is its own (`check: nu`), told beside our findings, and is worth no points.
Without Java 17 or its jar there is a note, and nothing else changes. Sheets are asked about inside a page of their own:
told to look at CSS files too, the checker miscounts the lines of pages.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from grader.language import N_
from grader.live import machine
from grader.second_opinion import Severity, Word
from grader.website.builder.recognise import builder_of
from grader.website.decode import text_of
from grader.website.places import short
from grader.website.private import masked

PAGES: Final = (".html", ".htm", ".xhtml")
LARGEST: Final = 5_000_000  # bytes of one file
AT_ONCE: Final = 300  # files of one process: all that is said of them is in memory together
MOST_RUNS: Final = 12  # of one batch; more than one when it stumbles over a page
MOST_SAID: Final = 100  # about one file
SECONDS: Final = 30.0  # of a process, and for each file of it one more
MOST_OUTPUT: Final = 50_000_000  # bytes
NO_JAVA: Final = N_("The Nu checker needs Java 17 or newer. There is none here.")
NO_JAR: Final = N_("The Nu checker's jar is not here. Name it in KRU_NU_JAR.")
STOPPED: Final = N_("The Nu checker stopped. Its words are left out.")
_FROM_NPM = Path(__file__).parents[2] / "tools" / "nu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Small enough to live inside the bounds of a grading; the stack is for deep pages.
_JAVA = ("-Xss8m", "-Xmx384m", "-XX:CompressedClassSpaceSize=64m", "-XX:ReservedCodeCacheSize=64m",
         "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")  # fmt: skip
_ASK = ("--format", "json", "--stdout", "--exit-zero-always")
_SHEET = "<!doctype html>\n<html lang=en><title>x</title><style>\n{}\n</style>"
_SHEET_LINES = 2  # above the sheet
_NUMBER = re.compile(r"(\d+)\.html$")


@dataclass(frozen=True, slots=True)
class Answers:
    """What it says about each website, by the website's key; `note` is the sentence when it could not be asked."""

    words: Mapping[Any, tuple[Word, ...]] = field(default_factory=dict)
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _File:
    site: Any
    path: str
    data: bytes
    above: int = 0  # lines that are ours


@dataclass(slots=True)
class _Batch:
    command: tuple[str, ...]
    runs: int = MOST_RUNS
    stopped: bool = False


def asked_about(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that it is asked about: pages and style sheets."""
    return {path: data for path, data in files.items() if path.lower().endswith((*PAGES, ".css"))}


def ask(sites: Mapping[Any, Mapping[str, bytes]]) -> Answers:
    """Ask about the pages and style sheets of many websites. Pages of a site builder are nobody's to answer for."""
    files = [one for site, held in sites.items() for one in _files(site, held)]
    command = _command()
    if isinstance(command, str):
        return Answers(note=command if files else None)
    if not files:
        return Answers(dict.fromkeys(sites, ()))
    batch = _Batch(_cut_off(command))
    found: dict[Any, list[Word]] = {site: [] for site in sites}
    for begin in range(0, len(files), AT_ONCE):
        for one, words in _some(batch, files[begin : begin + AT_ONCE]):
            found[one.site] += words
    told = {site: tuple(sorted(said, key=_order)) for site, said in found.items()}
    return Answers(told, STOPPED if batch.stopped else None)


def _order(word: Word) -> tuple[str, int, int]:
    return word.file, word.line or 0, word.column or 0


def _command() -> tuple[str, ...] | str:
    """What starts the checker, or the sentence that says what is missing."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home, "bin"))) if home else None
    java = java or shutil.which("java")
    if java is None:
        return NO_JAVA
    named = os.environ.get("KRU_NU_JAR")
    jar = Path(named) if named else _FROM_NPM
    if not jar.is_file():
        return NO_JAR
    return (java, *_JAVA, "-jar", str(jar.resolve()), *_ASK)


def _files(site: Any, held: Mapping[str, bytes]) -> Iterator[_File]:
    for path, data in sorted(held.items()):
        name = path.lower()
        if len(data) > LARGEST:
            continue
        if name.endswith(PAGES):
            if builder_of(text_of(data)[0]) is None:
                yield _File(site, path, data)
        elif name.endswith(".css"):
            text = text_of(data)[0]
            if "</style" not in text.lower():
                yield _File(site, path, _SHEET.format(text).encode("utf-8", "replace"), above=_SHEET_LINES)


def _some(batch: _Batch, files: Sequence[_File]) -> Iterator[tuple[_File, list[Word]]]:
    """Ask about some files; where the process stumbles, about each half, until it is known over which."""
    waiting = [files]
    while waiting:
        some = waiting.pop()
        if not some:
            continue
        if batch.runs == 0:
            batch.stopped = True
            continue
        batch.runs -= 1
        messages = _run(batch.command, some)
        if messages is not None:
            yield from _by_file(some, messages)
        elif len(some) == 1:
            batch.stopped = True
        else:
            half = len(some) // 2
            waiting += [some[half:], some[:half]]


def _run(command: tuple[str, ...], files: Sequence[_File]) -> list[Mapping[str, Any]] | None:
    """All that one process says; None when it stumbled."""
    with tempfile.TemporaryDirectory(prefix="kru-nu-") as folder:
        names = []
        for number, one in enumerate(files):
            # Always `.html`: as XML a page could name parts that lie elsewhere.
            path = Path(folder, f"{number}.html")
            path.write_bytes(one.data)
            names.append(str(path))
        out = Path(folder, "said.json")
        if not _finished((*command, *names), folder, out, SECONDS + len(files)):
            return None
        try:
            with out.open("rb") as said:
                messages = json.loads(said.read(MOST_OUTPUT))["messages"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
    plain = [message for message in messages if isinstance(message, Mapping)] if isinstance(messages, list) else None
    stumbled = plain is None or any("non-document" in str(message.get("type")) for message in plain)
    return None if stumbled else plain


def _finished(command: tuple[str, ...], folder: str, out: Path, seconds: float) -> bool:
    """Run it to its end, its output into a file; False when it did not end well in time."""
    environment = {name: os.environ[name] for name in ("PATH", "JAVA_HOME", "SYSTEMROOT") if name in os.environ}
    with out.open("wb") as said:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env={**environment, "LC_ALL": "C.UTF-8", "HOME": folder},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return False
        try:
            return process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            _end(process)


def _cut_off(command: tuple[str, ...]) -> tuple[str, ...]:
    """In a network of its own, where this machine lets us: tried, not guessed. It is never told to fetch anything."""
    nothing = shutil.which("true")
    trial = machine.cut_off((nothing,)) if nothing else None
    if trial is None:
        return command
    with tempfile.TemporaryDirectory(prefix="kru-nu-") as folder:
        works = _finished(trial, folder, Path(folder, "said"), SECONDS)
    return (machine.cut_off(command) if works else None) or command


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()


def _by_file(files: Sequence[_File], messages: Sequence[Mapping[str, Any]]) -> Iterator[tuple[_File, list[Word]]]:
    said: dict[int, list[Mapping[str, Any]]] = {}
    for message in messages:
        named = _NUMBER.search(str(message.get("url", "")))
        if named and int(named.group(1)) < len(files):
            said.setdefault(int(named.group(1)), []).append(message)
    for number, one in enumerate(files):
        lines = text_of(one.data)[0].split("\n")
        words = [_word(one, lines, message) for message in said.get(number, [])[:MOST_SAID]]
        yield one, [word for word in words if word is not None]


def _word(one: _File, lines: Sequence[str], message: Mapping[str, Any]) -> Word | None:
    severity: Severity = "error" if message.get("type") == "error" else "advice"
    if message.get("subType") == "warning":
        severity = "warning"
    says = masked(" ".join(str(message.get("message", "")).split()))
    end_line = _whole(message.get("lastLine"))
    if one.above and (end_line is None or end_line <= one.above or end_line - one.above > len(lines) - one.above - 1):
        return None  # about the page that is ours
    if end_line is None or not 1 <= end_line <= len(lines):
        return Word(one.path, None, None, None, None, severity, says)
    line = min(_whole(message.get("firstLine")) or end_line, end_line)
    last = _whole(message.get("lastColumn")) or 1
    first = _whole(message.get("firstColumn")) or (last if line == end_line else 1)
    column, end_column = _points(lines[line - 1], first - 1) + 1, _points(lines[end_line - 1], last) + 1
    raw = "\n".join(lines[line - 1 : end_line])
    raw = raw[column - 1 : len(raw) - len(lines[end_line - 1]) + end_column - 1]
    return Word(
        one.path, line - one.above, column, end_line - one.above, max(end_column, column if line == end_line else 1),
        severity, says, masked(short(raw)),
    )  # fmt: skip


def _whole(number: Any) -> int | None:
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else None


def _points(line: str, units: int) -> int:
    """How many code points so many UTF-16 units are: the checker counts those."""
    if line.isascii():
        return min(units, len(line))
    count = 0
    for index, char in enumerate(line):
        if count >= units:
            return index
        count += 2 if ord(char) > 0xFFFF else 1
    return len(line)
