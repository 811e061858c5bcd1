"""A process and everything it started: who they are, how much they hold, and their end. Starts nothing."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


def descendants(process: int) -> tuple[int, ...]:
    """The processes below a process, nearest first; none where the system does not say."""
    children: dict[int, list[int]] = {}
    for number, parent in _all():
        children.setdefault(parent, []).append(number)
    found: list[int] = []
    waiting = [process]
    while waiting:
        below = children.get(waiting.pop(0), [])
        found += below
        waiting += below
    return tuple(found)


def _all() -> Iterator[tuple[int, int]]:
    if not PROC.is_dir():
        return
    for entry in os.scandir(PROC):
        if entry.name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                # The name of a program may hold brackets and spaces: what counts stands behind the last bracket.
                said = Path(entry.path, "stat").read_text(encoding="utf-8", errors="replace")
                yield int(entry.name), int(said.rpartition(")")[2].split()[1])


def held(process: int) -> int:
    """Bytes of memory that a process and all below it hold, shared parts counted once; 0 where nobody knows."""
    return sum(map(_held, (process, *descendants(process))))


def _held(process: int) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in (PROC / str(process) / "smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def end(process: int, *, itself: bool = True) -> None:
    """End everything below a process, and the process, at once."""
    below = descendants(process)
    for number in (*((process,) if itself else ()), *below):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(number, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
