"""The modules of the editor: which file each bare name stands for, once they are here. Nothing is bundled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from worker.tuning.editor import EDITOR


def stamp() -> str | None:
    """Changes with the lock file, so a browser keeps what it has; None while the editor is not here."""
    return EDITOR.version if EDITOR.is_there else None


def names() -> Mapping[str, str]:
    """The path of the file that each bare name stands for, below `node_modules`; nothing while it is not here."""
    return _names(EDITOR.folder) if EDITOR.is_there else {}


def read(path: str) -> bytes | None:
    """A module's text; None for every file that is not one of them."""
    return (EDITOR.folder / "node_modules" / path).read_bytes() if path in names().values() else None


@lru_cache(maxsize=2)
def _names(folder: Path) -> Mapping[str, str]:
    listed = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    found = {}
    for place in filter(None, listed):
        name = place.removeprefix("node_modules/")
        told = json.loads((folder / place / "package.json").read_text(encoding="utf-8"))
        found[name] = str(PurePosixPath(name) / told["exports"]["import"])
    return found
