"""What many checks ask: parameters that name blocks, which block proves the most, what stands around a block."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from grader.scratch.index import ScratchIndex
from grader.scratch.opcodes import table
from grader.scratch.spots import Spot


@lru_cache(maxsize=1)
def categories() -> frozenset[str]:
    """Every category of blocks that the table knows."""
    return frozenset(block.category for block in table().blocks.values())


def one_or_more(value: Any) -> Any:
    """A list of a rubric as a tuple; one name alone as a tuple of one."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


def _known(name: str, known: Iterable[str], kind: str) -> str:
    names = frozenset(known)
    if name in names:
        return name
    near = difflib.get_close_matches(name, sorted(names), n=1, cutoff=0.5)
    raise PydanticCustomError(
        "unknown_name",
        "'{given}' is no {kind} we know. Did you mean '{guess}'?" if near else "'{given}' is no {kind} we know.",
        {"given": name, "kind": kind, "guess": near[0] if near else ""},
    )


def _block(name: str) -> str:
    return _known(name, table().blocks, "block")


def _block_or_category(name: str) -> str:
    return name if name in categories() else _known(name, {*table().blocks, *categories()}, "block or category")


_List = BeforeValidator(one_or_more, json_schema_input_type=str | tuple[str, ...])
Blocks = Annotated[tuple[Annotated[str, AfterValidator(_block)], ...], _List]
BlocksOrCategories = Annotated[tuple[Annotated[str, AfterValidator(_block_or_category)], ...], _List]
Names = Annotated[tuple[str, ...], _List]


ALL = (True, True)


def proves(spot: Spot) -> tuple[bool, bool]:
    """How much a block proves: first whether it can run, then whether it is hers."""
    facts, order = spot.facts, spot.order  # asked more often than anything else: past two properties
    return (facts.runs[order] > 0, facts.hers[order] > 0)


def ranked(spots: Iterable[Spot]) -> list[Spot]:
    """What proves most first, file order among equals."""
    found = list(spots)
    if len(found) > 1:
        found.sort(key=proves, reverse=True)
    return found


def best(spots: Iterable[Spot]) -> Spot | None:
    """The first of those that prove the most."""
    found: Spot | None = None
    most = (False, False)
    for spot in spots:
        proved = proves(spot)
        if proved == ALL:
            return spot  # most often the first one
        if found is None or proved > most:
            found, most = spot, proved
    return found


class Around:
    """Answers "which such block stands nearest around this one", in time linear in all the blocks asked about."""

    __slots__ = ("_found", "_such")

    def __init__(self, such: Callable[[Spot], bool]) -> None:
        self._such = such
        self._found: dict[Spot, Spot | None] = {}

    def nearest(self, spot: Spot) -> Spot | None:
        """The nearest such block around it, or None."""
        way: list[Spot] = []
        at: Spot | None = spot
        answer: Spot | None = None
        while at is not None:
            if at in self._found:
                answer = self._found[at]
                break
            way.append(at)
            at = at.parent
            if at is not None and self._such(at):
                answer = at
                break
        # Between the block and the answer stands none of them, so it is the answer for all on the way.
        for passed in way:
            self._found[passed] = answer
        return answer


def around(opcodes: frozenset[str]) -> Around:
    """The nearest block with one of these opcodes."""
    return Around(lambda spot: spot.opcode in opcodes)


def her_running_scripts(index: ScratchIndex) -> int:
    """How many scripts that can run are hers: what a finding could have been found in."""
    return index.her_running_scripts
