"""`kru serve`: everything on one machine, started in order, kept running, ended in order."""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import signal
import socket
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import entry_points
from types import FrameType
from typing import IO, TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from worker.children import Children
from worker.embedded import EmbeddedServer, ServerError, embedded_server
from worker.health import health
from worker.outgoing import go_out
from worker.queue import enqueuer
from worker.reconcile import Reconciler
from worker.rubrics import Shelf, Watch
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store.migrate import migrate
from worker.store.views import LANES, LaneName
from worker.workhorse import preload, work

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger("kru.serve")

WORKERS: dict[LaneName, int] = {"grade": 2, "regrade": 1, "play": 1}
ROUND_SECONDS = 1.0
LOOK_SECONDS = 0.2
BIND_SECONDS = 3.0  # a page server whose parent was killed needs a moment to leave
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not bound
WEB_GROUP = "kru.web"


class ServeError(Exception):
    """Kru cannot start; the sentence says why and what to do."""


@dataclass(slots=True)
class Service:
    """One running Kru. `start`, then `run` until a signal, then `stop`; `address` is known after `start`."""

    settings: Settings
    host: str
    port: int
    pages: Callable[[Settings, socket.socket], None] | None = None  # None: `serve_pages`
    address: str = ""
    invite: str | None = None  # the first mentor's link, while there is no mentor
    _server: EmbeddedServer | None = None
    _children: Children = field(default_factory=Children)
    _lock: IO[str] | None = None
    _listening: socket.socket | None = None
    _asked_to_stop: bool = False

    def start(self) -> None:
        """Everything up to the point where a file can be handed in. ServeError, and nothing left running, if not."""
        try:
            self._lock = _only_one(self.settings)
            self._listening = _listen(self.host, self.port)
            self.address = _address(self._listening, self.host)
            if self.settings.public_url is None:
                self.settings = self.settings.with_public_url(self.address)
            if self.settings.redis_url is None:
                self._server = embedded_server(self.settings.data)
                self._server.start()
                self.settings = self.settings.with_redis(self._server.url)
            self.invite = prepare(self.settings)
        except (OSError, SQLAlchemyError, ServerError) as error:
            self.stop()
            raise ServeError(_sentence(error, self.settings)) from error
        except ServeError:
            self.stop()
            raise
        preload()
        self._children.ended = self._leave_to_parent
        settings, listening = self.settings, self._listening
        self._children.start("web", partial(self.pages or serve_pages, settings, listening))
        for queue in LANES:
            for number in range(WORKERS[queue] if settings.play or queue != "play" else 0):
                self._children.start(f"{queue} {number + 1}", partial(work, settings, queue))
        self._children.start("reconciler", partial(go_round, settings))
        self._children.start("outgoing", partial(go_out, settings))

    def run(self) -> None:
        """Keep it running until SIGINT or SIGTERM."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        while not self._asked_to_stop:
            time.sleep(LOOK_SECONDS)
            self.look()

    def look(self) -> None:
        """Start again whatever ended, the queue's server too."""
        self._children.look()
        if self._server is not None and self._server.ended():
            log.warning("the queue's server ended, and is started again")
            try:
                self._server.start()
            except (ServerError, OSError) as error:
                log.warning("%s", error)

    def stop(self) -> None:
        """Pages first, then workers after the job in hand, then the reconciler, the queue's server last."""
        self._children.stop("web", seconds=10)
        self._children.stop(
            *(name for name in self._children.pids() if name != "reconciler"), seconds=self.settings.job_seconds + 5
        )
        self._children.stop("reconciler", seconds=10)
        if self._server is not None:
            self._server.stop()
            self._server = None
        for open_end in (self._listening, self._lock):
            if open_end is not None:
                open_end.close()
        self._listening = self._lock = None

    def pids(self) -> dict[str, int]:
        """The processes by name."""
        return self._children.pids()

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_to_stop = True

    def _leave_to_parent(self) -> None:
        """In a child: the lock is the parent's alone, so it is free the moment the parent is gone."""
        if self._lock is not None:
            os.close(self._lock.fileno())


def prepare(settings: Settings) -> str | None:
    """Tables of this version, a club, and what stands in the first mentor's link while there is no mentor."""
    store = open_store(settings.database_url, settings.files)
    try:
        migrate(store.database)
        clubs = store.people.clubs()
        club = clubs[0] if clubs else store.people.make_club(settings.club, settings.language, settings.time_zone)
        return None if store.people.mentors(club.id) else store.people.make_invite("admin", club=club.id)
    finally:
        store.close()


def web_app(settings: Settings, store: Store) -> Flask:
    """The pages, found through the entry point `kru.web`. ServeError when they are not installed."""
    points = entry_points(group=WEB_GROUP)
    if not points:
        raise ServeError("The pages are not installed. Install Kru again with `./run`.")
    create_app = next(iter(points)).load()
    app: Flask = create_app(
        store=store,
        shelf=Shelf(store),
        enqueue=enqueuer(settings, store.gradings.ticket),
        settings=settings,
        health=lambda: health(store, settings),
    )
    return app


def serve_pages(settings: Settings, listening: socket.socket) -> None:
    """In the child: pages until SIGTERM; what is being answered is answered."""
    from worker.page_server import page_server

    signal.signal(signal.SIGTERM, _leave)
    app = web_app(settings, open_store(settings.database_url, settings.files))
    page_server(app, listening).run()


def go_round(settings: Settings) -> None:
    """In the child: once a second the reconciler's round and a look at the rubrics, until SIGTERM."""
    from worker.tuning.drafts import Drafts  # they bring the engine, which the parent does not need
    from worker.tuning.folder import Folders
    from worker.waited import Waited

    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: stopping.append(number))
    store = open_store(settings.database_url, settings.files)
    reconciler, watch, drafts = Reconciler(store, settings), Watch(store, settings), Drafts(store, settings)
    folders, waited = Folders(store, settings), Waited(store, settings)
    while not stopping:
        for turn in (reconciler.round, watch.tick, drafts.tick, folders.tick, waited.round):
            _quietly(turn)
        time.sleep(ROUND_SECONDS)
    watch.stop()
    drafts.stop()
    folders.stop()
    store.close()


def _quietly(turn: Callable[[], object]) -> None:
    try:
        turn()
    except Exception:  # the next round is a second away, and a full disk or a busy database may be over by then
        log.exception("a round could not be finished")


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _only_one(settings: Settings) -> IO[str]:
    path = settings.data / "serve.lock"
    lock = path.open("a+", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        process = lock.read().strip() or "unknown"
        lock.close()
        message = f"Kru is running on {settings.data} already (process {process}). Stop it, or name another --data."
        raise ServeError(message) from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    deadline = time.monotonic() + BIND_SECONDS
    while True:
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            listening.listen(256)
        except OSError as error:
            listening.close()
            if error.errno == errno.EADDRINUSE and time.monotonic() < deadline:
                time.sleep(0.1)
                continue
            if error.errno == errno.EADDRINUSE:
                message = f"Port {port} is taken. Stop what uses it, or choose another: kru serve --port {port + 1}"
                raise ServeError(message) from error
            raise ServeError(f"Kru cannot listen at {host} port {port}: {error.strerror}.") from error
        return listening


def _address(listening: socket.socket, host: str) -> str:
    shown = _own_address() if host in EVERYWHERE else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{listening.getsockname()[1]}"


def _own_address() -> str:
    """Where other machines of the room find this one; without a network, where it finds itself."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))  # no packet leaves: it only asks which way one would take
        except OSError:
            return "127.0.0.1"
        return str(asking.getsockname()[0])


def _sentence(error: Exception, settings: Settings) -> str:
    """What happened and what to do, in one sentence for an operator."""
    cause = error.orig if isinstance(error, SQLAlchemyError) and hasattr(error, "orig") else error
    said = str(cause)
    full = isinstance(cause, OSError) and cause.errno in {errno.ENOSPC, errno.EDQUOT}
    if full or (isinstance(cause, sqlite3.OperationalError) and "full" in said):
        return f"The disk of {settings.data} is full. Make room, or name another folder with --data."
    closed = isinstance(cause, OSError) and cause.errno in {errno.EROFS, errno.EACCES, errno.EPERM}
    if closed or (isinstance(cause, sqlite3.OperationalError) and ("readonly" in said or "unable to open" in said)):
        return f"Kru cannot write in {settings.data}. Give this account the right, or name another folder with --data."
    if isinstance(error, SQLAlchemyError):
        return f"The database does not answer: {said.splitlines()[0]}. Look at DATABASE_URL."
    return said
