"""Finders that follow links: what stands inside what, and what a hat leads to.

Every walk takes a damaged file as it is: links in a circle end it, and what was walked once in vain is not walked
again, so that no file makes it slow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from grader.scratch.records import SUBSTACK, SUBSTACK2, Record, Records
from grader.scratch.skills.presence import Finds
from grader.scratch.skills.rules import Found, nth

LOOPS: Final = ("control_forever", "control_repeat", "control_repeat_until")
IFS: Final = ("control_if", "control_if_else")
SENDS: Final = ("event_broadcast", "event_broadcastandwait")
_TEXT_OF_MESSAGE: Final = 11  # the primitive of a message that was chosen, not computed
_RICH: Final = 3  # different opcodes
_LONG: Final = 5  # motion blocks
_BRANCHES: Final = {
    "control_forever": (SUBSTACK,),
    "control_repeat": (SUBSTACK,),
    "control_repeat_until": (SUBSTACK,),
    "control_if": (SUBSTACK,),
    "control_if_else": (SUBSTACK, SUBSTACK2),
}


def enterable(record: Record) -> bool:
    """Is it a loop or an if with the keys of all its bodies; a key with nothing is enough.

    An if-else that lacks one key is not entered at all, its filled branch neither. Other blocks with a body (for each,
    while, all at once) never are.
    """
    branches = _BRANCHES.get(record.opcode)
    return branches is not None and all(record.has(branch) for branch in branches)


def nested(outer: tuple[str, ...], through: tuple[str, ...]) -> Finds:
    """One of `outer` inside another, with any number of `through` between them. Shown: the inner one, the outer one.

    The inner one may be empty, and both may lie loose.
    """

    def find(records: Records) -> Found[Record]:
        in_vain: set[str] = set()
        for record in records.linked:
            if record.opcode in outer and enterable(record):
                for held in _walk(records, record, through, in_vain):
                    if held.opcode in outer:
                        return (held, record)
        return None

    return find


def _walk(records: Records, record: Record, through: tuple[str, ...], met: set[str]) -> Iterator[Record]:
    """The blocks in the bodies of a block, in order, entering those of `through`; what was met before is left out."""
    pending = [records.inside(record, branch) for branch in reversed(_BRANCHES[record.opcode])]
    while pending:
        held = pending.pop()
        if held is None or held.id in met:
            continue
        met.add(held.id)
        yield held
        pending.append(records.below(held))
        if held.opcode in through and enterable(held):
            pending += [records.inside(held, branch) for branch in reversed(_BRANCHES[held.opcode])]


def rich(records: Records, loop: Record) -> bool:
    """Is it a loop of three different opcodes, its own among them.

    A loop or if inside is entered when no block of its kind was met before: the second if adds nothing of its body.
    Where the loop, or one so entered, lacks the key of its body, the loop is not rich, whatever else it holds.
    """
    if loop.opcode not in LOOPS or not loop.has(SUBSTACK):
        return False
    opcodes = {loop.opcode}
    met: set[str] = set()
    pending = [records.inside(loop, SUBSTACK)]
    while pending:
        held = pending.pop()
        if held is None or held.id in met:
            continue
        met.add(held.id)
        pending.append(records.below(held))
        if held.opcode in _BRANCHES and held.opcode not in opcodes:
            if not held.has(SUBSTACK):
                return False
            pending += [records.inside(held, branch) for branch in reversed(_BRANCHES[held.opcode])]
        opcodes.add(held.opcode)
    return len(opcodes) >= _RICH


class _Stacks:
    """The first block of the stacks under hats that does something, asked hat by hat."""

    def __init__(self, records: Records, does: Callable[[Records, Record], bool]) -> None:
        self._records = records
        self._does = does
        self._known: dict[str, Record | None] = {}  # by id: the first such block from there on

    def first(self, hat: Record) -> Record | None:
        walked = []
        found = None
        for record in self._records.stack(hat):
            if record.id in self._known:
                found = self._known[record.id]
                break
            walked.append(record.id)
            if self._does(self._records, record):
                found = record
                break
        self._known.update(dict.fromkeys(walked, found))
        return found


def _decides(records: Records, record: Record) -> bool:
    """An if with the keys of its bodies (empty ones do), or a loop that holds something."""
    return (record.opcode in IFS and enterable(record)) or rich(records, record)


def answered_broadcasts(number: int) -> Finds:
    """So many broadcast blocks whose message some script waits for that decides, or repeats something.

    Blocks are counted, not messages. Message and hat are compared by id, not by name, and two that have none (null) are
    the same. A computed message has no answer. A hat whose menu has no place for an id leaves all later hats unasked.
    """

    def find(records: Records) -> Found[Record]:
        answers = _answers(records)
        answered = []
        for record in records.linked:
            if record.opcode in SENDS:
                held = record.held("BROADCAST_INPUT")
                if type(held) is list and held[:1] == [_TEXT_OF_MESSAGE] and len(held) > 2 and _is_id(held[2]):
                    answer = answers.get(held[2])
                    if answer is not None:
                        answered.append((record, *answer))
        last = nth(answered, number)
        return None if last is None else last[0]

    return find


def _is_id(value: object) -> bool:
    return value is None or type(value) is str


def _answers(records: Records) -> dict[str | None, tuple[Record, Record]]:
    """By message id: the first hat that answers, and the block with which it does."""
    stacks = _Stacks(records, _decides)
    answers: dict[str | None, tuple[Record, Record]] = {}
    for hat in records.linked:
        if hat.opcode != "event_whenbroadcastreceived":
            continue
        held = hat.fields().get("BROADCAST_OPTION")
        if type(held) is not list or len(held) < 2:
            break
        if _is_id(held[1]) and held[1] not in answers:
            does = stacks.first(hat)
            if does is not None:
                answers[held[1]] = (hat, does)
    return answers


def busy_clone(records: Records) -> Found[Record]:
    """A script of clones that sends a message, decides, or repeats something."""
    stacks = _Stacks(records, lambda them, record: record.opcode in SENDS or _decides(them, record))
    for hat in records.linked:
        if hat.opcode == "control_start_as_clone":
            does = stacks.first(hat)
            if does is not None:
                return (does,)
    return None


def arithmetic_in_arithmetic(*opcodes: str) -> Finds:
    """One of these reporters directly in a slot of another. Shown: the inner one."""

    def find(records: Records) -> Found[Record]:
        for record in records.of(*opcodes):
            for held in record.slots():
                inner = records.at(held)
                if inner is not None and inner.opcode in opcodes:
                    return (inner,)
        return None

    return find


def long_motion(*opcodes: str) -> Finds:
    """Five motion blocks between two records without a parent, in the order of the file.

    Not a sequence in a script: the published rule counts through the list of records. Other blocks between them do no
    harm, a new target neither, and where a file lists its blocks in another order the level changes.
    """

    def find(records: Records) -> Found[Record]:
        count = 0
        for record in records.linked:
            if record.raw.get("parent") is None:
                count = 0  # a hat that is a motion block does not count itself
            elif record.opcode in opcodes:
                count += 1
                if count == _LONG:
                    return (record,)
        return None

    return find
