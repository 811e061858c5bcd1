"""Things that come from npm by a lock file of ours, fetched once: absent, installing, ready or failed.

They go into a folder named after the lock file, so that an update gets its own and never mixes with the old. It is
filled beside its place and then renamed: what is there is whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from grader.live import machine
from grader.live.player import call

State = Literal["absent", "installing", "ready", "failed"]

INSTALL_SECONDS: Final = 900.0
_LISTS: Final = ("package.json", "package-lock.json")


@dataclass(frozen=True, slots=True)
class Kit:
    """What the lists in `source` name. `no_npm` is said where npm is not here."""

    name: str
    source: Path
    no_npm: str

    @property
    def version(self) -> str:
        """Which things these are: a new lock file is a new folder."""
        return hashlib.sha256((self.source / _LISTS[1]).read_bytes()).hexdigest()[:16]

    @property
    def folder(self) -> Path:
        """Where they are, or will be: under KRU_PARTS, else in this user's cache."""
        return machine.cache() / f"{self.name}-{self.version}"

    @property
    def is_there(self) -> bool:
        """Whether they are there, whole."""
        return (self.folder / machine.DONE).is_file()

    def state(self) -> tuple[State, str]:
        """Look, and start nothing. With it the complaint of an installation that did not end."""
        if self.is_there:
            return "ready", ""
        if _is_held(self._beside("lock")):
            return "installing", ""
        with contextlib.suppress(OSError):
            return "failed", self._beside("failed").read_text(encoding="utf-8")
        return "absent", ""

    def install(self) -> str:
        """Fetch them, unless they are there; "" or the complaint. Two at once: the second waits and finds them."""
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            with _hold(self._beside("lock")):
                if not self.is_there:
                    self._fetch()
        except OSError as trouble:
            with contextlib.suppress(OSError):
                self._beside("failed").write_text(str(trouble), encoding="utf-8")
            return str(trouble) or type(trouble).__name__
        return ""

    def _fetch(self) -> None:
        npm = machine.npm()
        if npm is None:
            raise OSError(self.no_npm)
        place = self.folder
        beside = Path(tempfile.mkdtemp(prefix=f"{place.name}-", dir=place.parent))
        try:
            for name in _LISTS:
                shutil.copy(self.source / name, beside)
            # Nothing that a package brings runs at install, and nothing but the lock file says what comes.
            words = ("ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
            said = call((*npm, *words), seconds=INSTALL_SECONDS, folder=beside, environment=_environment(npm[0]))
            if said.code:
                raise OSError(said.text.strip()[-500:] or f"npm ended with {said.code}")
            (beside / machine.DONE).write_text(json.dumps({"lock": self.version}), encoding="utf-8")
            shutil.rmtree(place, ignore_errors=True)
            beside.rename(place)
            self._beside("failed").unlink(missing_ok=True)
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    def _beside(self, ending: str) -> Path:
        place = self.folder
        return place.with_name(f"{place.name}.{ending}")


def _environment(npm: str) -> dict[str, str]:
    # npm finds its registry, proxy and certificates as this user has set them; its script looks for `node` on PATH.
    return {**os.environ, "PATH": os.pathsep.join([str(Path(npm).parent), os.environ.get("PATH", "")])}


@contextlib.contextmanager
def _hold(gate: Path) -> Iterator[None]:
    with gate.open("a+", encoding="utf-8") as held:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _is_held(gate: Path) -> bool:
    if os.name == "nt" or not gate.exists():
        return False
    import fcntl

    with gate.open("a+", encoding="utf-8") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
