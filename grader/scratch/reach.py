"""What can run: from which event, and started by whom.

A block can run when its script can start and no block before it in its list, or around it, keeps the program away.
A script can start when its event can happen: somebody clicks or presses; a message that running code sends; a
backdrop that running code can switch to; a clone of a sprite that running code clones; a call of a custom block from
running code of the same sprite. What depends on each other only in a circle does not run.

The question "can it ever" is answered in favour of the student: a computed message may be any message, a condition
may be true. Everything is linear in the number of blocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from grader.scratch.model import Block, Chosen, ScratchProject, Slot, Target, Typed
from grader.scratch.spots import Event, ScriptSpot, Spot

DEFINITION: Final = "procedures_definition"
CALL: Final = "procedures_call"
_RECEIVE: Final = "event_whenbroadcastreceived"
_BACKDROP: Final = "event_whenbackdropswitchesto"
_CLONE: Final = "control_start_as_clone"
_DETAIL: Final = ("BROADCAST_OPTION", "BACKDROP", "KEY_OPTION", "WHENGREATERTHANMENU")
_SENDS: Final = frozenset({"event_broadcast", "event_broadcastandwait"})
_SWITCHES: Final = frozenset({"looks_switchbackdropto", "looks_switchbackdroptoandwait"})
_ANY_BACKDROP: Final = frozenset({"next backdrop", "previous backdrop", "random backdrop"})
_NO_END_WITHOUT_CONDITION: Final = frozenset({"control_wait_until", "control_repeat_until"})
_CONDITIONAL: Final = frozenset({"control_if", "control_if_else", "control_while"})
_COUNTED: Final = {"control_repeat": "TIMES", "control_for_each": "VALUE"}

# A signal is what one script sends and others wait for: ("message", name), ("clone", target), ("call", target, name).
Signal = tuple[str, object] | tuple[str, object, object]
_ANY_MESSAGE: Final[Signal] = ("message", None)
_EVERY_BACKDROP: Final[Signal] = ("backdrop", None)
_ANY_CLONE: Final[Signal] = ("clone", None)


def event(hat: Block) -> Event:
    """What a hat waits for."""
    for field in _DETAIL:
        if field in hat.fields:
            return Event(hat.opcode, hat.fields[field])
    return Event(hat.opcode)


def folded(name: str) -> str:
    """The name as Scratch compares messages and backdrops: capitals count for nothing."""
    return name.lower()


def proccode(block: Block) -> str:
    """The name of a custom block; `%n` of old files is `%s`."""
    return block.procedure.proccode.replace("%n", "%s") if block.procedure else ""


class Reach:
    """What can run in a project; `runs` by the number of the spot."""

    def __init__(self, project: ScratchProject, spots: Sequence[Spot], scripts: Sequence[ScriptSpot]) -> None:
        self._scripts = scripts
        self._live = _live_if_started(spots)
        self._sprites = {target.name: target for target in reversed(project.sprites)}
        self._sent: list[tuple[Signal, ...]] = [self._signals(spots[it.first : it.end]) for it in scripts]
        self._waiting: dict[Signal, list[int]] = defaultdict(list)
        self._roots: list[int] = []
        self._listen()
        self._started = self._spread(self._roots, within=None)
        self.runs = bytearray(len(spots))
        for number in self._started:
            script = scripts[number]
            self.runs[script.first : script.end] = self._live[script.first : script.end]

    def started_by(self, number: int) -> frozenset[str]:
        """Opcodes of the hats that can start the script of that number, itself or through others."""
        return frozenset(opcode for opcode, scripts in self._by_hat.items() if number in scripts)

    @cached_property
    def _by_hat(self) -> Mapping[str, frozenset[int]]:
        """By opcode of a hat: every script that such hats start. Spread once, for all who ask."""
        by_hat: dict[str, list[int]] = defaultdict(list)
        for root in self._started:
            found = self._scripts[root].event
            if found is not None:
                by_hat[found.opcode].append(root)
        return {opcode: self._spread(roots, within=self._started) for opcode, roots in by_hat.items()}

    def _listen(self) -> None:
        defined: set[Signal] = set()
        for number, script in enumerate(self._scripts):
            hat = script.hat
            if hat is None:
                continue
            signal = _awaited(hat.block, script.target)
            if signal is None:
                if not _on_wrong_target(hat.opcode, script.target):
                    self._roots.append(number)
            elif hat.opcode != DEFINITION:
                self._waiting[signal].append(number)
            elif signal not in defined:  # of two definitions with one name Scratch runs the first
                defined.add(signal)
                self._waiting[signal].append(number)

    def _spread(self, roots: Iterable[int], within: frozenset[int] | None) -> frozenset[int]:
        """Every script that these start, themselves included."""
        reached = set(roots)
        pending = list(reached)
        heard: set[Signal] = set()
        while pending:
            for signal in self._sent[pending.pop()]:
                if signal in heard:
                    continue
                heard.add(signal)
                for number in self._hearing(signal):
                    if number not in reached and (within is None or number in within):
                        reached.add(number)
                        pending.append(number)
        return frozenset(reached)

    def _hearing(self, signal: Signal) -> Iterable[int]:
        if signal[1] is None:
            return [number for awaited, who in self._waiting.items() if awaited[0] == signal[0] for number in who]
        return self._waiting.get(signal, ())

    def _signals(self, spots: Sequence[Spot]) -> tuple[Signal, ...]:
        found: dict[Signal, None] = {}
        for spot in spots:
            block = spot.block
            opcode = block.opcode
            if opcode == CALL or opcode in _SENDS or opcode in _SWITCHES or opcode in _OTHER_SENDERS:
                signal = self._signal(block, spot.target) if self._live[spot.order] else None
                if signal is not None:
                    found[signal] = None
        return tuple(found)

    def _signal(self, block: Block, target: Target) -> Signal | None:
        opcode = block.opcode
        if opcode == CALL:
            return ("call", id(target), proccode(block))
        if opcode in _SENDS:
            return _named("message", block.inputs.get("BROADCAST_INPUT"), _ANY_MESSAGE)
        if opcode == "control_create_clone_of":
            return self._cloned(block.inputs.get("CLONE_OPTION"), target)
        if opcode == "looks_nextbackdrop":
            return _EVERY_BACKDROP
        return _switched(block.inputs.get("BACKDROP"))

    def _cloned(self, slot: Slot | None, target: Target) -> Signal | None:
        if isinstance(slot, Block):
            return _ANY_CLONE
        if slot is None:
            return None
        if slot.value == "_myself_":
            return None if target.stage else ("clone", id(target))
        sprite = self._sprites.get(slot.value)
        return None if sprite is None else ("clone", id(sprite))


_OTHER_SENDERS: Final = frozenset({"control_create_clone_of", "looks_nextbackdrop"})


def _named(kind: str, slot: Slot | None, computed: Signal) -> Signal | None:
    if isinstance(slot, Block):
        return computed
    return (kind, folded(slot.value)) if slot is not None and slot.value else None


def _switched(slot: Slot | None) -> Signal | None:
    # A number picks a backdrop by its place: which one that is may change, so it may be any.
    if isinstance(slot, Typed | Chosen) and (slot.value in _ANY_BACKDROP or slot.value.strip().lstrip("+-").isdigit()):
        return _EVERY_BACKDROP
    return _named("backdrop", slot, _EVERY_BACKDROP)


def _awaited(hat: Block, target: Target) -> Signal | None:
    """The signal that starts a hat; None when it is not one of ours: a click, a key, the flag."""
    if hat.opcode == _RECEIVE:
        return ("message", folded(hat.fields.get("BROADCAST_OPTION", "")))
    if hat.opcode == _BACKDROP:
        return ("backdrop", folded(hat.fields.get("BACKDROP", "")))
    if hat.opcode == _CLONE:
        return ("clone", id(target))
    if hat.opcode == DEFINITION:
        return ("call", id(target), proccode(hat))
    return None


def _on_wrong_target(opcode: str, target: Target) -> bool:
    return opcode == ("event_whenthisspriteclicked" if target.stage else "event_whenstageclicked")


def _live_if_started(spots: Sequence[Spot]) -> bytearray:
    """By number: does the spot run when its script starts."""
    endless = _endless(spots)
    live = bytearray(len(spots))
    for spot in spots:
        siblings = spot.siblings
        if siblings is not None and spot.index_in_list:
            before = siblings[spot.index_in_list - 1].order
            live[spot.order] = live[before] and not endless[before]
        elif spot.parent is None:
            live[spot.order] = True
        else:
            live[spot.order] = live[spot.parent.order] and (siblings is None or _enters(spot.parent.block, spot.slot))
    return live


def _endless(spots: Sequence[Spot]) -> bytearray:
    """By number: does nothing behind the spot run, once it runs."""
    endless = bytearray(len(spots))
    closed: set[tuple[int, str | None]] = set()  # bodies that hold such a spot
    for spot in reversed(spots):  # what is inside comes after what is around
        if spot.siblings is None:
            continue
        if _never_passes(spot.block, spot.order, closed):
            endless[spot.order] = True
            if spot.parent is not None:
                closed.add((spot.parent.order, spot.slot))
    return endless


def _never_passes(block: Block, order: int, closed: set[tuple[int, str | None]]) -> bool:
    opcode = block.opcode
    if opcode in {"control_forever", "control_delete_this_clone"}:
        return True
    if opcode == "control_stop":
        return block.fields.get("STOP_OPTION") in {"all", "this script"}
    if opcode in _NO_END_WITHOUT_CONDITION:
        return "CONDITION" not in block.inputs
    if not block.bodies:
        return False
    first, second = (order, "SUBSTACK") in closed, (order, "SUBSTACK2") in closed
    if opcode == "control_if_else":
        return second and (first or "CONDITION" not in block.inputs)
    return first and (opcode == "control_all_at_once" or (opcode == "control_repeat" and _surely_repeats(block)))


def _surely_repeats(block: Block) -> bool:
    times = block.inputs.get("TIMES")
    return isinstance(times, Typed) and not _is_zero(times.value)


def _enters(block: Block, body: str | None) -> bool:
    """Can the program go into that body."""
    if block.opcode in _CONDITIONAL:
        return body == "SUBSTACK2" or "CONDITION" in block.inputs
    counted = _COUNTED.get(block.opcode)
    if counted is None:
        return True
    times = block.inputs.get(counted)
    return isinstance(times, Block | Chosen) or (times is not None and not _is_zero(times.value))


def _is_zero(value: str) -> bool:
    """Does a typed number of rounds come to none: Scratch rounds it, and text that is no number is 0."""
    try:
        return not float(value.replace("_", "?")) >= 0.5
    except ValueError:
        return True
