"""How scripts lead to each other: what happens again and again, and which block sets off which action.

Messages and own blocks are followed, and of what sends them only what can run: a loose block carries nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from grader.scratch.asking import around, proves
from grader.scratch.index import ScratchIndex
from grader.scratch.opcodes import LOOPS
from grader.scratch.spots import ScriptSpot, Spot

SENDERS: Final = ("event_broadcast", "event_broadcastandwait", "procedures_call")
RECEIVE: Final = "event_whenbroadcastreceived"
# Events that come one time for a game or a clone; a message comes when something sends it.
ONE_TIME: Final = frozenset({"event_whenflagclicked", "control_start_as_clone", RECEIVE})

Signal = tuple[str, str | int]


class Signals:
    """Who sends what, and who waits for it."""

    def __init__(self, index: ScratchIndex) -> None:
        self.sent: list[tuple[Spot, Signal]] = []
        self.waiting: dict[Signal, list[ScriptSpot]] = defaultdict(list)
        for hat in index.of(RECEIVE):
            self.waiting["message", index.message(hat) or ""].append(index.script_of(hat))
        for spot in index.of(*SENDERS, running=True):
            signal = self._signal(index, spot)
            if signal is not None:
                self.sent.append((spot, signal))

    def _signal(self, index: ScratchIndex, spot: Spot) -> Signal | None:
        if spot.opcode != "procedures_call":
            message = index.message(spot)
            return ("message", message) if message else None
        called = index.definition_of(spot)
        if called is None:
            return None
        signal: Signal = ("call", called.first)
        self.waiting[signal] = [called]
        return signal


def carried(
    index: ScratchIndex, signals: Signals, roots: Iterable[ScriptSpot], carries: Callable[[Spot], bool]
) -> frozenset[int]:
    """Numbers (`first`) of the roots, and of the scripts set off by a block that carries or by one in such a script."""
    from_script: dict[int, list[Signal]] = defaultdict(list)
    pending: list[ScriptSpot] = list(roots)
    heard: set[Signal] = set()
    for spot, signal in signals.sent:
        if carries(spot):
            heard.add(signal)
        else:
            from_script[index.script_of(spot).first].append(signal)
    for signal in heard:
        pending += signals.waiting[signal]
    reached: set[int] = set()
    while pending:
        script = pending.pop()
        if script.first in reached:
            continue
        reached.add(script.first)
        for signal in from_script[script.first]:
            if signal not in heard:
                heard.add(signal)
                pending += signals.waiting[signal]
    return frozenset(reached)


class Again:
    """What happens again and again: in a loop, or below an event that can come many times."""

    def __init__(self, index: ScratchIndex, signals: Signals | None = None) -> None:
        self._index = index
        self._loops = around(LOOPS)
        roots = (it for it in index.scripts if it.event is not None and it.event.opcode not in ONE_TIME)
        self._scripts = carried(
            index, signals or Signals(index), roots, lambda spot: self._loops.nearest(spot) is not None
        )

    def why(self, spot: Spot) -> Spot | None:
        """The loop around the block, else the hat of its script when that comes again; None: it happens one time."""
        loop = self._loops.nearest(spot)
        if loop is not None:
            return loop
        script = self._index.script_of(spot)
        return script.hat if script.first in self._scripts else None


@dataclass(frozen=True, slots=True)
class Effect:
    """An action, and the block beside us that leads to it: the action itself, a message or a call."""

    via: Spot
    action: Spot
    proves: tuple[bool, bool]  # as of one block: all of it must run, any of it may be hers


class Effects:
    """Which actions a block or a script leads to: in its bodies, and through messages and own blocks."""

    def __init__(self, index: ScratchIndex, actions: Iterable[Spot], signals: Signals | None = None) -> None:
        self._index = index
        self._inside: dict[Spot, Effect] = {}
        self._of_script: dict[int, Effect] = {}
        self._later: dict[Spot, Effect | None] = {}
        signals = signals or Signals(index)
        self._awaited = {script.first: signal for signal, found in signals.waiting.items() for script in found}
        self._of_signal: dict[Signal, Effect] = {}
        self._senders: dict[Signal, list[Spot]] = defaultdict(list)
        for spot, signal in signals.sent:
            self._senders[signal].append(spot)
        self._pending = [Effect(action, action, proves(action)) for action in actions]
        while self._pending:
            self._mark(self._pending.pop())

    def inside(self, spot: Spot) -> Effect | None:
        """The best effect of a statement or of what stands in its bodies."""
        return self._inside.get(spot)

    def of_script(self, script: ScriptSpot) -> Effect | None:
        """The best effect of a script."""
        return self._of_script.get(script.first)

    def later(self, spot: Spot) -> Effect | None:
        """The best effect of the statements behind it in its list."""
        if spot not in self._later and spot.siblings is not None:
            found: Effect | None = None
            for sibling in reversed(spot.siblings):
                self._later[sibling] = found
                found = _better(found, self._inside.get(sibling))
        return self._later.get(spot)

    def _mark(self, effect: Effect) -> None:
        # All is marked anew only by a better proof, and there are four grades of proof: linear in all.
        at: Spot | None = effect.via
        while at is not None and _better(self._inside.get(at), effect) is effect:
            self._inside[at] = effect
            at = at.parent
        script = self._index.script_of(effect.via)
        if at is None and _better(self._of_script.get(script.first), effect) is effect:
            self._of_script[script.first] = effect
            signal = self._awaited.get(script.first)
            if signal is not None and _better(self._of_signal.get(signal), effect) is effect:
                self._of_signal[signal] = effect
                self._pending += [_through(sender, effect.action) for sender in self._senders[signal]]


def _through(sender: Spot, action: Spot) -> Effect:
    sent, done = proves(sender), proves(action)
    return Effect(sender, action, (sent[0] and done[0], sent[1] or done[1]))


def _better(known: Effect | None, new: Effect | None) -> Effect | None:
    if known is None or new is None:
        return known or new
    return new if new.proves > known.proves else known
