"""The parts of the player that come from npm, fetched once by the lock file: absent, installing, ready or failed.

They go into a folder named after the lock file, so that an update gets its own and never mixes with the old. It is
filled beside its place and then renamed: what is there is whole.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from grader.language import N_
from grader.live import machine
from grader.live.bounds import Missing, MissingError
from grader.live.player import Network, call, find_node, network_of

State = Literal["absent", "installing", "ready", "failed"]

INSTALL_SECONDS: Final = 900.0
NEEDS_PLAYER: Final = N_("unchecked: needs the player")
SENTENCES: Final = {
    "node": N_("The player needs Node 20 or later."),
    "parts": N_("The player's parts are not here yet. Fetch them: kru play --install"),
    "npm": N_("The player's parts come by npm, which is not here."),
}


@dataclass(frozen=True, slots=True)
class Status:
    """How the player does: what it lacks, why the last installation did not end, how the network is cut."""

    state: State
    missing: Missing | None = None
    says: str = ""
    network: Network | None = None


def status() -> Status:
    """Look, and start nothing but Node's question for its version."""
    try:
        node = find_node()
    except MissingError as trouble:
        return Status("absent", missing=trouble.what, says=SENTENCES["node"])
    cut = network_of(node)
    if machine.has_parts():
        return Status("ready", network=cut, says=node)
    if _is_held(_gate()):
        return Status("installing", missing="parts", network=cut)
    with contextlib.suppress(OSError):
        return Status("failed", missing="parts", network=cut, says=_complaint().read_text(encoding="utf-8"))
    return Status("absent", missing="parts", network=cut, says=SENTENCES["parts"])


def install() -> Status:
    """Fetch the parts, unless they are there. Two at once: the second waits and finds them ready. Never raises."""
    try:
        find_node()
        machine.folder().parent.mkdir(parents=True, exist_ok=True)
        with _hold(_gate()):
            if not machine.has_parts():
                _fetch()
    except MissingError as trouble:
        return Status("absent", missing=trouble.what, says=SENTENCES[trouble.what])
    except OSError as trouble:
        with contextlib.suppress(OSError):
            _complaint().write_text(str(trouble), encoding="utf-8")
        return Status("failed", missing="parts", says=str(trouble))
    return status()


def _fetch() -> None:
    npm = machine.npm()
    if npm is None:
        raise OSError(SENTENCES["npm"])
    place = machine.folder()
    beside = Path(tempfile.mkdtemp(prefix=f"{place.name}-", dir=place.parent))
    try:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(machine.SCRIPTS / name, beside)
        # Nothing that a package brings runs at install, and nothing but the lock file says what comes.
        words = ("ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        said = call((*npm, *words), seconds=INSTALL_SECONDS, folder=beside, environment=_environment(npm[0]))
        if said.code:
            raise OSError(said.text.strip()[-500:] or f"npm ended with {said.code}")
        (beside / machine.DONE).write_text(json.dumps({"lock": machine.version()}), encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        beside.rename(place)
        _complaint().unlink(missing_ok=True)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _environment(npm: str) -> dict[str, str]:
    # npm finds its registry, proxy and certificates as this user has set them; its script looks for `node` on PATH.
    return {**os.environ, "PATH": os.pathsep.join([str(Path(npm).parent), os.environ.get("PATH", "")])}


def _gate() -> Path:
    place = machine.folder()
    return place.with_name(f"{place.name}.lock")


def _complaint() -> Path:
    place = machine.folder()
    return place.with_name(f"{place.name}.failed")


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
