"""Websites in the machine's Chromium, in a process of its own: inside bounds, without a network.

One of the files that may start processes. `Browser` keeps one, and makes a new one after 50 sites, above 600 MB, or
when a page did not come to its end. Nothing of a page runs here: what the process tells is plain data.
"""

from __future__ import annotations

import base64
import contextlib
import importlib.util
import json
import logging
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Final, Literal, Self

from grader.language import N_
from grader.live.rendering import processes
from grader.live.rendering.model import Cut, PageSeen, Rendering, page_from_json
from grader.live.rendering.serve import HOST, MARK, QUIET, Served
from grader.live.rendering.wanted import LAPTOP, PHONE, RECORDINGS, Wanted, wanted
from grader.website.model import Website

if TYPE_CHECKING:
    from grader.rubric.loaded import LoadedRubric

_log = logging.getLogger(__name__)

Network = Literal["namespace", "browser"]

# The real binary first: the wrapper script of some systems prints warnings of its own.
BROWSERS: Final = (
    "/usr/lib/chromium/chromium",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
SENTENCES: Final = {
    "playwright": N_("Looking at pages needs Playwright: install kru[live]."),
    "chromium": N_("Looking at pages needs Chromium."),
    "start": N_("Chromium is here and does not start. The log says why."),
}
_KEPT: Final = frozenset(
    {"PATH", "SYSTEMROOT", "LANG", "LC_ALL", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "XDG_DATA_DIRS"}
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one page, and one browser, may use: seconds of wall time, bytes."""

    goto: float = 5
    picture: float = 4
    page: float = 8
    leave: float = 3
    start: float = 60  # a cold disk; a warm start takes a second
    sites: int = 50
    recycle: int = 600 << 20
    memory: int = 1 << 30  # the browser is ended above this
    pages: int = 20  # of one site
    namespace: bool = True  # a network of its own, where the machine knows such a thing


class NoBrowserError(Exception):
    """This machine cannot show pages. `sentence` says what it lacks."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Status:
    """Whether pages can be looked at: where the browser is, what is missing, is axe there, how the network is cut."""

    browser: str | None
    missing: str = ""  # English
    axe: bool = False
    network: Network = "browser"


def can_look() -> bool:
    """Whether this machine seems to have what it needs. Starts nothing at all: `status` asks the system more."""
    return importlib.util.find_spec("playwright") is not None and find_browser() is not None


def status() -> Status:
    """Look, and start no browser."""
    if importlib.util.find_spec("playwright") is None:
        return Status(None, SENTENCES["playwright"])
    found = find_browser()
    if found is None:
        return Status(None, SENTENCES["chromium"])
    return Status(found, axe=find_axe() is not None, network="namespace" if _cuts_off() else "browser")


def find_browser() -> str | None:
    """The Chromium of this machine."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def find_axe() -> Path | None:
    """Axe's program, of the package that brings it, without importing that."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        return None
    program = Path(found.origin).parent / "axe.min.js"
    return program if program.is_file() else None


class Browser:
    """Keeps a browser. Close it, or use it in a `with`. One thread at a time."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.bounds = bounds or Bounds()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _trouble: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def look(self, site: Website, what: Wanted | None = None) -> Rendering:
        """Every page of a site, as far as it could be seen. Raises NoBrowserError where there is no browser."""
        what = what or Wanted()
        served = Served(site)
        files = tuple(page.path for page in site.pages)
        child = self._child
        if child is not None and (child.sites >= self.bounds.sites or child.held() > self.bounds.recycle):
            self.close()
        pages = tuple(self._page(served, file, what) for file in files[: self.bounds.pages])
        if self._child is not None:
            self._child.sites += 1
        return Rendering(pages, what.scripts, files[self.bounds.pages :])

    def recordings(self, site: Website, loaded: LoadedRubric, *, pictures: bool = False) -> dict[str, Rendering]:
        """What a rubric's criteria want to know of a site, as `grade` takes it.

        With `pictures` each page is seen on a phone and on a laptop, also where no criterion asks a browser.
        """
        asked = wanted(loaded, pictures=pictures)
        if pictures:
            both = (PHONE, LAPTOP)
            asked = tuple(replace(one, widths=tuple(sorted({*one.widths, *both}))) for one in asked)
            asked = asked if any(not one.scripts for one in asked) else (*asked, Wanted(rules=()))
        return {RECORDINGS[one.scripts]: self.look(site, one) for one in asked}

    def close(self) -> None:
        """End the browser and all it started."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def process(self) -> int | None:
        """The number of the process that holds the browser, for whoever watches it."""
        return None if self._child is None else self._child.process.pid

    def _page(self, served: Served, file: str, what: Wanted) -> PageSeen:
        seen = self._try(served, file, what)
        # A browser that died may have been ended from outside: the page gets a new one, once.
        return self._try(served, file, what) if seen.cut == "crash" else seen

    def _try(self, served: Served, file: str, what: Wanted) -> PageSeen:
        try:
            if self._child is None:
                self._child = _Child(self.bounds)
            seen = self._child.look(served, file, what)
        except _CutError as cut:
            seen = PageSeen(file, cut=cut.why)
        except BaseException:
            self.close()
            raise
        if seen.cut:
            self.close()
        return seen


class _CutError(Exception):
    def __init__(self, why: Cut) -> None:
        super().__init__(why)
        self.why: Cut = why


class _Child:
    """The process, and what it says."""

    def __init__(self, bounds: Bounds) -> None:
        found = status()
        if found.browser is None:
            raise NoBrowserError(found.missing)
        self._bounds = bounds
        self.sites = 0
        self._busy = False  # with the page it showed last
        self._folder = _folder()
        self._said: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._complaints = Path(self._folder, "complaints").open("w+b")  # noqa: SIM115 - as long as the process
        command: tuple[str, ...] = (sys.executable, "-P", "-m", "grader.live.rendering.child")
        if bounds.namespace and found.network == "namespace":
            command = ("unshare", "--user", "--map-current-user", "--net", "--", *command)
        self.process: subprocess.Popen[bytes] = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env=_environment(self._folder),
            cwd=self._folder,
            start_new_session=os.name != "nt",
        )
        threading.Thread(target=_listen, args=(self.process.stdout, self._said), daemon=True).start()
        try:
            self._start(found.browser)
        except BaseException:
            self.end()
            raise

    def _start(self, browser: str) -> None:
        axe = find_axe()
        try:
            self._tell({"browser": browser, "axe": str(axe) if axe else ""})
            said = self._hear(time.monotonic() + self._bounds.start)
        except _CutError as cut:
            said = {"lost": cut.why}
        if "ready" not in said:
            _log.warning("%s does not start: %s %s", browser, said.get("lost"), self._complaint())
            raise NoBrowserError(SENTENCES["start"])

    def look(self, served: Served, file: str, wanted: Wanted) -> PageSeen:
        """One page. Raises _CutError when it does not come to its end."""
        bounds = self._bounds
        if self._busy:
            self._let_go()
        last = time.monotonic() + bounds.page
        until = last
        self._tell(
            {
                "file": file,
                "host": HOST,
                "mark": MARK,
                "policy": "" if wanted.scripts else QUIET,
                "wanted": {
                    "widths": wanted.widths,
                    "selectors": wanted.selectors,
                    "properties": dict(wanted.properties),
                    "rules": wanted.rules,
                    "pictures": wanted.pictures,
                    "scripts": wanted.scripts,
                    "goto": bounds.goto,
                },
            }
        )
        while True:
            said = self._hear(until)
            if "need" in said:
                self._answer(served, str(said["need"]))
            elif "phase" in said:
                most = {"goto": bounds.goto + 1, "picture": bounds.picture}.get(str(said["phase"]), bounds.page)
                until = min(last, time.monotonic() + most)
            elif "seen" in said:
                self._busy = True
                try:
                    return page_from_json(json.dumps(said["seen"]))
                except ValueError:
                    raise _CutError("crash") from None

    def _let_go(self) -> None:
        """Wait until it is rid of the last page. That it cannot is not the next one's doing."""
        try:
            while "left" not in self._hear(time.monotonic() + self._bounds.leave):
                pass
        except _CutError:
            raise _CutError("crash") from None
        self._busy = False

    def _answer(self, served: Served, path: str) -> None:
        found = served.answer(path)
        self._tell({"type": None} if found is None else {"type": found[0], "body": base64.b64encode(found[1]).decode()})

    def _tell(self, what: Mapping[str, Any]) -> None:
        pipe = self.process.stdin
        try:
            if pipe is not None:
                pipe.write(json.dumps(what).encode() + b"\n")
                pipe.flush()
        except OSError:
            raise _CutError("crash") from None

    def _hear(self, until: float) -> Mapping[str, Any]:
        """The next line; meanwhile an eye on the memory."""
        while True:
            left = until - time.monotonic()
            if left <= 0:
                raise _CutError("time")
            try:
                line = self._said.get(timeout=min(left, 0.5))
            except queue.Empty:
                if self.held() > self._bounds.memory:
                    raise _CutError("memory") from None
                continue
            if line is None:
                raise _CutError("crash")
            try:
                said = json.loads(line)
            except ValueError:
                raise _CutError("crash") from None
            if isinstance(said, dict):
                return said

    def held(self) -> int:
        """Bytes of memory it holds with all it started."""
        return processes.held(self.process.pid)

    def _complaint(self) -> str:
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:300] if lines else ""

    def end(self) -> None:
        """End it and all it started, at once."""
        processes.end(self.process.pid)
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self._complaints):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        for _ in range(50):  # what was ended may write a last time while its folder goes
            shutil.rmtree(self._folder, ignore_errors=True)
            if not Path(self._folder).exists():
                return
            time.sleep(0.02)


def _folder() -> str:
    # Chromium puts a socket into it, whose path may have 107 signs.
    place = tempfile.gettempdir()
    return tempfile.mkdtemp(prefix="kru-", dir="/tmp" if len(place) > 40 and Path("/tmp").is_dir() else place)  # noqa: S108


def _listen(pipe: IO[bytes] | None, said: queue.SimpleQueue[bytes | None]) -> None:
    if pipe is not None:
        with contextlib.suppress(OSError, ValueError):
            for line in pipe:
                said.put(line)
    said.put(None)


def _environment(folder: str) -> dict[str, str]:
    """Nothing of this process's own, but where programs and fonts are, and where this package is."""
    house = str(Path(__file__).resolve().parents[2])
    return {
        **{name: value for name, value in os.environ.items() if name.upper() in _KEPT},
        "HOME": folder,
        "TMPDIR": folder,
        "TEMP": folder,
        "TMP": folder,
        "PYTHONPATH": os.pathsep.join(dict.fromkeys([house, *filter(None, sys.path)])),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@lru_cache(maxsize=1)
def _cuts_off() -> bool:
    """Whether this machine gives a process a network of its own. Asked once."""
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        return False
    command = ("unshare", "--user", "--map-current-user", "--net", "--", "true")
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(command, capture_output=True, check=False, timeout=10).returncode == 0
    return False
