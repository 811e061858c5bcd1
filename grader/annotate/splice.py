"""Comments go into the text of a `project.json`, which otherwise stays sign for sign as it was.

A small walk over the text finds where targets, blocks and comments stand; what is inside them is skipped by Python's
own JSON scanner. The reader has seen this text before: it is JSON, and not nested too deep.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, Final

from grader.annotate.notes import Note

_BLANK: Final = re.compile(r"[ \t\n\r]*")
_SCANNER: Final = json.JSONDecoder(parse_int=len, parse_float=len, strict=False)  # numbers are only stepped over


@dataclass(frozen=True, slots=True)
class _Member:
    """A key of an object and where its value stands."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Edit:
    """What stands between two places is replaced by a text."""

    start: int
    end: int
    text: str


def splice(data: bytes, found: Sequence[Note]) -> bytes:
    """The bytes of a `project.json` with these comments in it."""
    encoding = json.detect_encoding(data)
    # Bytes that are no text come back as they were.
    keep = "surrogateescape" if encoding.startswith("utf-8") else "surrogatepass"
    text = data.decode(encoding, keep)
    edits = sorted(_edits(text, found), key=lambda edit: (edit.start, edit.end))
    parts: list[str] = []
    end = 0
    for edit in edits:
        parts += [text[end : edit.start], edit.text]
        end = edit.end
    return "".join([*parts, text[end:]]).encode(encoding, keep)


def _edits(text: str, found: Sequence[Note]) -> Iterator[_Edit]:
    for number, start in enumerate(_targets(text)):
        here = [note for note in found if note.target == number]
        if here:
            yield from _in_target(text, start, here, number)


def _targets(text: str) -> list[int]:
    """Where each target begins, in the order of the project that was read: the stage first."""
    root = {member.key: member for member in _members(text, _after_blank(text, 0))}
    starts = [start for start, _ in _items(text, root["targets"].start) if text[start] == "{"]
    stages = [_SCANNER.raw_decode(text, start)[0].get("isStage") for start in starts]
    stage = next((place for place, value in enumerate(stages) if value is True), None)
    if stage is None:
        stage = next((place for place, value in enumerate(stages) if value), None)
    if stage is None:
        return [-1, *starts]  # the stage was made by the reader, and holds nothing to comment on
    return [starts[stage], *(start for place, start in enumerate(starts) if place != stage)]


def _in_target(text: str, start: int, found: Sequence[Note], number: int) -> Iterator[_Edit]:
    members = {member.key: member for member in _members(text, start)}
    blocks = {member.key: member for member in _members(text, members["blocks"].start)}
    comments = members.get("comments")
    held = comments is not None and text[comments.start] == "{"
    known = {member.key for member in _members(text, comments.start)} if comments is not None and held else set()
    added: list[str] = []
    for place, note in enumerate(found, 1):
        identity = _unused(f"kru-{number}-{place}", known)
        hung = _hang(text, blocks.get(note.block), identity, known)
        if hung is not None:
            yield hung
        added.append(f"{json.dumps(identity)}:{json.dumps(_comment(note, free=hung is None))}")
    new = ",".join(added)
    if comments is None:
        yield _Edit(start + 1, start + 1, f'"comments":{{{new}}},')
    elif held:
        yield _Edit(comments.start + 1, comments.start + 1, new + ("," if known else ""))
    else:
        yield _Edit(comments.start, comments.end, f"{{{new}}}")


def _hang(text: str, block: _Member | None, identity: str, known: Iterable[str]) -> _Edit | None:
    """The block names its comment; None where one of hers hangs there already, or where nothing can."""
    if block is None or text[block.start] != "{":
        return None  # an id that is no text; a variable that lies alone
    own = {member.key: member for member in _members(text, block.start)}.get("comment")
    if own is None:
        return _Edit(block.start + 1, block.start + 1, f'"comment":{json.dumps(identity)},')
    value = _SCANNER.raw_decode(text, own.start)[0]
    return None if value in set(known) else _Edit(own.start, own.end, json.dumps(identity))


def _comment(note: Note, *, free: bool) -> dict[str, Any]:
    return {
        "blockId": None if free else note.block,
        "x": note.x,
        "y": note.y,
        "width": note.width,
        "height": note.height,
        "minimized": False,
        "text": note.text,
    }


def _unused(wanted: str, known: set[str]) -> str:
    while wanted in known:
        wanted += "-"
    return wanted


# The walk


def _members(text: str, at: int) -> Iterator[_Member]:
    """The members of the object that begins there; of a key that stands twice both, the last one counts."""
    at = _after_blank(text, at + 1)
    while text[at] != "}":
        key, at = scanstring(text, at + 1, False)  # noqa: FBT003 - not strict, as the reader
        start = _after_blank(text, _after_blank(text, at) + 1)
        _, end = _SCANNER.raw_decode(text, start)
        yield _Member(key, start, end)
        at = _next(text, end)


def _items(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The items of the array that begins there."""
    at = _after_blank(text, at + 1)
    while text[at] != "]":
        _, end = _SCANNER.raw_decode(text, at)
        yield at, end
        at = _next(text, end)


def _next(text: str, end: int) -> int:
    at = _after_blank(text, end)
    return _after_blank(text, at + 1) if text[at] == "," else at


def _after_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at
