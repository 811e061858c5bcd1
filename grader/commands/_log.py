"""What goes wrong inside the engine, told on stderr: each thing once in a line; `KRU_DEBUG=1` gives the traces."""

from __future__ import annotations

import logging
import os


class _Short(logging.Formatter):
    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's name
        trouble = ei[1] if isinstance(ei, tuple) else ei
        return f"  {type(trouble).__name__}: {trouble}"


class _New(logging.Filter):
    """Thirty files meet the same mistake of ours thirty times."""

    def __init__(self) -> None:
        super().__init__()
        self._told: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        known = message in self._told
        self._told.add(message)
        return not known


def quiet() -> None:
    """Set up the log of this process."""
    handler = logging.StreamHandler()
    if not os.environ.get("KRU_DEBUG"):
        handler.setFormatter(_Short("%(message)s"))
        handler.addFilter(_New())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
