"""A small server of a test's own, in a thread, until the end of a block."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

ServerT = TypeVar("ServerT", bound=socketserver.BaseServer)


@contextmanager
def serving(made: ServerT) -> Iterator[ServerT]:
    """Answers while the block runs; afterwards it is closed, and its thread is over."""
    with made as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
