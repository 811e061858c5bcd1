"""`kru similar` for people: each pair, how much is alike, and both scripts side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from grader.language import N_, say
from grader.output.table import width

INDENT = "    "
BAR = " │ "
MOST_SCRIPTS = 3  # of one pair; JSON has all
MOST_LINES = 40  # of one script
NARROWEST = 30  # columns for one side

TALK_FIRST = N_("Talk first. They may have learned together.")
NO_PROOF = N_("Likeness is a reason to ask, never to take points.")


def write(result: Mapping[str, Any], columns: int, language: str) -> str:
    """All pairs of a result (as `--format json` gives it), for a screen of so many columns."""
    return "\n".join(_lines(result, columns, language)) + "\n"


def advice(language: str) -> str:
    """What to do about likeness."""
    return f"{say(TALK_FIRST, language)} {say(NO_PROOF, language)}"


def _lines(result: Mapping[str, Any], columns: int, language: str) -> Iterator[str]:
    pairs = result["pairs"]
    for number, pair in enumerate(pairs, 1):
        yield from _pair(number, pair, columns, language)
        yield ""
    if not pairs:
        yield say(N_("No two projects are more alike than chance explains."), language)
    else:
        yield advice(language)
    rest = result["pairs_found"] - len(pairs)
    if rest:
        yield say(N_("Pairs that are not shown: {count}. --most shows more."), language, count=rest)
    yield say(N_("Scratch projects: {count}. Pairs that are alike: {pairs}."), language,
              count=result["files"], pairs=result["pairs_found"])  # fmt: skip
    if result["unreadable"]:
        yield ""
        yield say(N_("Files that could not be looked at:"), language)
        yield from (f"  {one['file']}: {one['text']}" for one in result["unreadable"])


def _pair(number: int, pair: Mapping[str, Any], columns: int, language: str) -> Iterator[str]:
    first, second = pair["files"]
    yield f"{number:>3} {first}"
    yield f"{INDENT}{second}"
    of_first, of_second = pair["of"]
    yield INDENT + say(N_("Blocks that are alike: {blocks}, of {first} and {second} of their own."), language,
                       blocks=pair["blocks"], first=of_first, second=of_second)  # fmt: skip
    for script in pair["scripts"][:MOST_SCRIPTS]:
        yield ""
        yield from _beside(script["first"], script["second"], columns)
    rest = len(pair["scripts"]) - MOST_SCRIPTS
    if rest > 0:
        yield ""
        yield INDENT + say(N_("More scripts that are alike: {count}."), language, count=rest)


def _beside(first: Mapping[str, Any], second: Mapping[str, Any], columns: int) -> Iterator[str]:
    room = max(NARROWEST, (columns - len(INDENT) - len(BAR)) // 2)
    left = [part for line in _text(first) for part in _wrapped(line, room)]
    right = [part for line in _text(second) for part in _wrapped(line, room)]
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"{INDENT}{one}{' ' * (room - width(one))}{BAR}{other}".rstrip()


def _text(script: Mapping[str, Any]) -> Iterator[str]:
    yield f"[{script['sprite']}]"
    lines = script["text"].splitlines()
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield "…"


def _wrapped(line: str, room: int) -> Iterator[str]:
    """A line in pieces that fit; what follows the first one stands a little further in."""
    inner = len(line) - len(line.lstrip()) + 4
    while width(line) > room:
        place = _where_to_cut(line, room)
        yield line[:place].rstrip()
        line = " " * min(inner, room // 2) + line[place:].lstrip()
    yield line


def _where_to_cut(line: str, room: int) -> int:
    place = next(place for place in range(len(line), 0, -1) if width(line[:place]) <= room)
    blank = line.rfind(" ", 0, place + 1)
    return blank if len(line) - len(line.lstrip()) < blank else place
