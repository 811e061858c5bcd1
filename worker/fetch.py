"""What comes from npm, fetched in the background while the service is up: a process of its own, once.

Nobody waits for it. What needs the player is left out until its parts are there, rubrics are written in a plain box
until the editor is, and /health says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

from grader.live import machine, parts
from worker.tuning.editor import EDITOR

SWITCH = "KRU_PLAYER"  # `off`: nothing is fetched, nothing is played
PLAYER, PAGE = "player", "editor"


class Fetch:
    """Start it when the service is up, end it with the service."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> tuple[str, ...]:
        """Begin, if there is something to fetch; what there was: `player`, `editor`."""
        wanted = missing()
        if not wanted:
            return ()
        # A process, not a thread: the service forks, and a fork takes no thread along.
        words = (sys.executable, "-c", "from worker.fetch import fetch; fetch()")
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
        return wanted

    def stop(self) -> None:
        """End it; what it had is thrown away, and the next start begins anew."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, 15)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)


def missing() -> tuple[str, ...]:
    """What is neither here nor on its way."""
    if os.environ.get(SWITCH) == "off":
        return ()
    found = parts.status()
    player = found.state in {"absent", "failed"} and found.missing == "parts"
    editor = EDITOR.state()[0] in {"absent", "failed"} and machine.npm() is not None
    return (*([PAGE] if editor else []), *([PLAYER] if player else []))


def fetch() -> None:
    """Fetch both here and now, the small one first; the next start tries again what did not come."""
    EDITOR.install()
    parts.install()
