"""What can run: from which event, and started by whom.

A block can run when its script can start and no block before it in its list, or around it, keeps the program away.
A script can start when its event can happen: somebody clicks or presses; a message that running code sends; a
backdrop that running code can switch to; a clone of a sprite that running code clones; a call of a custom block from
running code of the same sprite. What depends on each other only in a circle does not run.

The question "can it ever" is answered in favour of the student: a computed message may be any message, a condition
may be true. Everything is linear in the number of blocks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from grader.scratch.live import Bodies, live_if_started
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
_SENDERS: Final = (CALL, *sorted(_SENDS | _SWITCHES), "control_create_clone_of", "looks_nextbackdrop")
_ANY_BACKDROP: Final = frozenset({"next backdrop", "previous backdrop", "random backdrop"})

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

    def __init__(
        self,
        project: ScratchProject,
        spots: Sequence[Spot],
        scripts: Sequence[ScriptSpot],
        by_opcode: Mapping[str, Sequence[Spot]],
        bodies: Bodies,
    ) -> None:
        self._scripts = scripts
        self._live = live_if_started(spots, by_opcode, bodies)
        self._sprites = {target.name: target for target in reversed(project.sprites)}
        self._sent: list[list[Signal]] = [[] for _ in scripts]
        self._waiting: dict[Signal, list[int]] = defaultdict(list)
        self._roots: list[int] = []
        self._talk(by_opcode)
        self._listen()
        self._started = self._spread(self._roots, within=None)
        self.runs = bytearray(len(spots))
        for number in self._started:
            script = scripts[number]
            self.runs[script.first : script.end] = self._live[script.first : script.end]

    def _talk(self, by_opcode: Mapping[str, Sequence[Spot]]) -> None:
        firsts = [script.first for script in self._scripts]
        for opcode in _SENDERS:
            for spot in by_opcode.get(opcode, ()):
                signal = self._signal(spot.block, spot.target) if self._live[spot.order] else None
                if signal is not None:
                    self._sent[bisect_right(firsts, spot.order) - 1].append(signal)

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
