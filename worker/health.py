"""How the service does: one reckoning for `/health`, `kru doctor` and the mentor's banner."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import redis
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from worker.embedded import check_policy
from worker.queue import connect
from worker.reconcile import SETTING
from worker.settings import Settings
from worker.store import Store
from worker.store.migrate import newest, revision

State = Literal["on", "slow", "off", "absent"]

FREE_BYTES = 500 * 1024 * 1024
WAITING = timedelta(minutes=2)
RECONCILER = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Part:
    """One part and how it does; `says` is a sentence for an operator.

    `on`; `slow`: it works, and a person should look; `off`: it does not work; `absent`: what needs it is left out.
    """

    name: str
    state: State
    says: str
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Health:
    """All parts at one moment."""

    parts: tuple[Part, ...]
    at: datetime

    @property
    def ok(self) -> bool:
        """Everything that is needed works."""
        return all(part.state in {"on", "slow"} for part in self.parts if part.needed)

    def to_json(self) -> dict[str, Any]:
        """For `/health`."""
        return {
            "ok": self.ok,
            "at": self.at.isoformat(),
            "parts": {part.name: {"state": part.state, "says": part.says} for part in self.parts},
        }


def health(store: Store, settings: Settings) -> Health:
    """Ask every part. Nothing raises: a part that cannot be asked is `off`."""
    database = _database(store)
    parts = [database, _disk(settings), _queue(settings)]
    if database.state == "on":
        parts += [_waiting(store), _reconciler(store), _rubrics(store)]
    return Health(parts=(*parts, *_tools()), at=datetime.now(UTC))


def _database(store: Store) -> Part:
    try:
        with store.database.read() as session:
            session.execute(text("SELECT 1"))
        there = revision(store.database)
    except SQLAlchemyError as error:
        return Part("database", "off", f"It does not answer: {_first_line(error)}")
    if there != newest():
        return Part("database", "off", "Its tables are not those of this version. Start `kru serve` once.")
    return Part("database", "on", f"{store.database.engine.dialect.name}, tables of step {there}.")


def _disk(settings: Settings) -> Part:
    try:
        probe = settings.data / ".probe"
        probe.write_bytes(b"kru")
        probe.unlink()
        free = shutil.disk_usage(settings.data).free
    except OSError as error:
        return Part("disk", "off", f"{settings.data} cannot be written: {error.strerror}.")
    said = f"{free / 1024**3:.1f} GB free in {settings.data}."
    return Part("disk", "on" if free >= FREE_BYTES else "slow", said)


def _queue(settings: Settings) -> Part:
    if settings.redis_url is None:
        return Part("queue", "off", "No server is running. `kru serve` starts one; or set REDIS_URL.")
    try:
        with connect(settings.redis_url) as client:
            client.ping()
    except redis.RedisError as error:
        return Part("queue", "off", f"The server does not answer ({type(error).__name__}). Files are still taken.")
    policy = check_policy(settings.redis_url)
    return Part("queue", "slow", policy) if policy else Part("queue", "on", "The server answers.")


def _waiting(store: Store) -> Part:
    both = (store.gradings.oldest_waiting(), store.live.oldest_waiting())
    oldest = min((one for one in both if one is not None), default=None)
    if oldest is None:
        return Part("waiting", "on", "Nobody waits.")
    seconds = (datetime.now(UTC) - oldest).total_seconds()
    slow = seconds > WAITING.total_seconds()
    return Part("waiting", "slow" if slow else "on", f"The longest waits for {seconds:.0f} seconds.")


def _reconciler(store: Store) -> Part:
    value = store.settings.get(SETTING)
    if value is None:
        return Part("reconciler", "off", "It never went round. `kru serve` starts it.")
    age = datetime.now(UTC) - datetime.fromisoformat(value["at"])
    state: State = "on" if age < RECONCILER else "off"
    return Part("reconciler", state, f"It went round {max(0, age.total_seconds()):.0f} seconds ago.")


def _rubrics(store: Store) -> Part:
    from worker.rubrics import Shelf  # it brings the engine, which the other parts do not need

    problems = Shelf(store).problems()
    if problems:
        names = ", ".join(problem.rubric_id for problem in problems)
        return Part("rubrics", "slow", f"These files are not in use: {names}. Mentors see why.")
    return Part("rubrics", "on", f"{len(store.rubrics.in_use())} in use.")


def _tools() -> tuple[Part, ...]:
    """What a rubric may ask for and this machine may lack."""
    return (
        _player(),
        _editor(),
        _chromium(),
        _tool("java", "For a second opinion on HTML.", lambda: shutil.which("java")),
    )


def _player() -> Part:
    """The Scratch engine: whether it is there, and how it is kept from the network."""
    from grader.live import parts

    found = parts.status()
    cut = {"namespace": "Its network is cut by a namespace.", "node": "Its network is cut in Node.", None: ""}
    if found.state == "ready":
        return Part("player", "on", f"To play Scratch games. {cut[found.network]}", needed=False)
    if found.state == "installing":
        return Part("player", "absent", "To play Scratch games. Its parts are being fetched.", needed=False)
    why = f"The last try to fetch its parts ended: {found.says}" if found.state == "failed" else found.says
    return Part("player", "absent", f"To play Scratch games. {why}", needed=False)


def _editor() -> Part:
    """What rubrics are written in: whether it is there."""
    from worker.tuning.editor import EDITOR

    use = "To write rubrics in the browser."
    state, complaint = EDITOR.state()
    said = {
        "ready": "",
        "installing": " It is being fetched; a plain box serves until then.",
        "failed": f" A plain box serves. The last try to fetch it ended: {complaint}",
        "absent": " A plain box serves. `kru serve` fetches it by npm.",
    }[state]
    return Part("editor", "on" if state == "ready" else "absent", use + said, needed=False)


def _chromium() -> Part:
    """The browser: where it is, whether axe is there, and how it is kept from the network."""
    from grader.live import browser

    found = browser.status()
    if found.browser is None:
        return Part("chromium", "absent", f"To look at websites. {found.missing}", needed=False)
    cut = {"namespace": "Its network is cut by a namespace.", "browser": "Its network is cut in the browser."}
    axe = "" if found.axe else " Without axe: contrast and names are left out."
    said = f"To look at websites. {found.browser} {cut[found.network]}{axe}"
    return Part("chromium", "on", said, needed=False)


def _tool(name: str, use: str, find: Callable[[], str | bool | None]) -> Part:
    found = find()
    if found:
        return Part(name, "on", f"{use} {found}", needed=False)
    return Part(name, "absent", f"{use} Not found; what needs it is left out.", needed=False)


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
