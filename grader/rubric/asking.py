"""Every check that is asked must be there, its parameters must fit, and the words may use what it fills."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from grader.catalogue import UnknownCheckError, ids
from grader.check import Check
from grader.rubric import pages, patterns, placeholders, plays
from grader.rubric.complain import complain, names, opcode_called
from grader.rubric.loaded import ask
from grader.rubric.nodes import Mapping, Spot
from grader.rubric.problems import SourceFile, closest
from grader.rubric.sense import Draft, Part, place, thresholds
from grader.rubric.text import Text


def look(draft: Draft) -> None:
    """Note what does not fit the checks of criteria and gates."""
    for part in draft.criteria:
        check = _of_criterion(draft.file, part)
        if check is not None:
            thresholds(draft.file, part, problem=check.kind == "problem")
        _words(draft.file, part, check)
    for part in draft.gates:
        check = _check(draft.file, part)
        if check is not None and check.kind == "problem":
            draft.file.note(place(part.node, "check"), "gate-problem")
        _sentence(draft.file, part, ("say",), part.value.say, _allowed(check))


def _of_criterion(file: SourceFile, part: Part) -> Check[Any, Any] | None:
    if part.value.check is not None:
        return _check(file, part)
    if part.value.page is not None:
        return pages.look(file, part)
    if part.value.play is not None:
        return plays.look(file, part)
    return patterns.look(file, part) if part.value.blocks is not None else None


def _check(file: SourceFile, part: Part) -> Check[Any, Any] | None:
    check_id: str = part.value.check
    try:
        check = ask(check_id, {}).check
    except UnknownCheckError:
        known = ids()
        near = closest(check_id, known)
        file.note(place(part.node, "check"), "check-unknown", guess=near, name=check_id)
        return None
    given = part.node.get("with")
    if not isinstance(given, Mapping):
        return check
    allowed = names(check.params) + (("loose",) if check.kind == "problem" else ())
    try:
        ask(check_id, given.value)
    except ValidationError as error:
        complain(file, given, error, lambda path: () if path else allowed, unknown="param-unknown", check=check_id)
    return check


def _allowed(check: Check[Any, Any] | None) -> frozenset[str]:
    return frozenset(placeholders.KNOWN) | (placeholders.of_words(check.words) if check else frozenset())


def _words(file: SourceFile, part: Part, check: Check[Any, Any] | None) -> None:
    criterion = part.value
    allowed = _allowed(check)
    for name in ("praise", "next"):
        _sentence(file, part, (name,), getattr(criterion, name), allowed)
    for at, hint in enumerate(criterion.hints):
        _sentence(file, part, ("hints", at), hint, allowed)
    for name in ("title", "ask"):
        _sentence(file, part, (name,), getattr(criterion, name), None)


def _sentence(
    file: SourceFile, part: Part, path: tuple[str | int, ...], text: Text | None, allowed: frozenset[str] | None
) -> None:
    for language, words in (text or {}).items():
        for inside in placeholders.used(words):
            _placeholder(file, part, (*path, language), inside, allowed)


def _placeholder(
    file: SourceFile, part: Part, path: tuple[str | int, ...], inside: str, allowed: frozenset[str] | None
) -> None:
    spot = place(part.node, *path)
    written = "{" + inside + "}"
    found = file.packs.get(spot.pack, file).line(spot.line).find(written, spot.column - 1)
    if found >= 0:
        spot = file.at(spot, found + 1 - spot.column)
    if allowed is None:
        file.note(spot, "placeholder-here")
        return
    parts = placeholders.split(inside)
    if parts is None or (not parts[0] and parts[1] not in allowed):
        near = closest(inside.strip(), (*allowed, "block:", "category:"))
        file.note(
            spot, "placeholder-unknown", guess=None if near is None else "{" + near + "}", name=written,
            allowed=tuple("{" + name + "}" for name in sorted(allowed)),
        )  # fmt: skip
        return
    _named(file, spot, *parts)


def _named(file: SourceFile, spot: Spot, kind: str, name: str) -> None:
    if not kind:
        return
    from grader.scratch.opcodes import table

    blocks = table().blocks
    if kind == "block" and name not in blocks:
        file.note(spot, "opcode-unknown", guess=opcode_called(name), name=name)
    groups = {block.category for block in blocks.values()}
    if kind == "category" and name not in groups:
        file.note(spot, "category-unknown", guess=closest(name, groups), allowed=sorted(groups), name=name)
