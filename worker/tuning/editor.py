"""The editor of rubrics comes from npm by the lock file in `web/editor`; without it there is a plain box for text."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from grader.live.kit import Kit

# A path, not an import: the service knows where the pages lie, and nothing of them.
SOURCE: Final = Path(__file__).resolve().parents[2] / "web" / "editor"
EDITOR: Final = Kit("editor", SOURCE, "The editor comes by npm, which is not here.")
