"""The player's parts, fetched in the background while the service is up: a process of its own, once.

Nobody waits for it. What needs the player is left out until the parts are there, and /health says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

from grader.live import parts

SWITCH = "KRU_PLAYER"  # `off`: nothing is fetched, nothing is played


class Fetch:
    """Start it when the service is up, end it with the service."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> bool:
        """Begin, if there is something to fetch; whether there was."""
        if os.environ.get(SWITCH) == "off":
            return False
        found = parts.status()
        if found.state not in {"absent", "failed"} or found.missing != "parts":
            return False
        # A process, not a thread: the service forks, and a fork takes no thread along.
        words = (sys.executable, "-c", "from grader.live import parts; parts.install()")
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
        return True

    def stop(self) -> None:
        """End it; what it had is thrown away, and the next start begins anew."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, 15)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
