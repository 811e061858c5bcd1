"""A page of ours as a PDF, by the machine's Chromium: one at a time, in a folder of its own, without a network.

One of the files that may start processes. The page is our own, and its policy lets no script run. They
cannot be switched off in the browser: the part of Chromium that writes the PDF is a script itself.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from grader.live.browser import find_browser, status
from grader.live.rendering import processes

SECONDS: Final = 40
_KEPT: Final = frozenset(
    {"PATH", "SYSTEMROOT", "LANG", "LC_ALL", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "XDG_DATA_DIRS"}
)
_SWITCHES: Final = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)


class NoPaperError(Exception):
    """No PDF came: there is no browser here, or it did not come to its end."""


def can_print() -> bool:
    """Whether this machine has a browser that could."""
    return find_browser() is not None


def pdf(page: str, gate: Path, seconds: float = SECONDS) -> bytes:
    """The page (HTML with all it needs inside) as a PDF. Raises NoPaperError.

    `gate` is a file that all processes of this service know: who holds it prints, the others wait.
    """
    browser = find_browser()
    if browser is None:
        raise NoPaperError
    with _hold(gate):
        # Made for this one page and gone with it: two girls can never get each other's.
        folder = Path(tempfile.mkdtemp(prefix="kru-"))
        try:
            return _print(browser, page, folder, seconds)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _print(browser: str, page: str, folder: Path, seconds: float) -> bytes:
    source, out = folder / "page.html", folder / "page.pdf"
    source.write_text(page, encoding="utf-8")
    command: tuple[str, ...] = (
        browser,
        *_SWITCHES,
        f"--user-data-dir={folder / 'profile'}",
        f"--print-to-pdf={out}",
        source.as_uri(),
    )
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command = (browser, "--no-sandbox", *command[1:])  # Chromium's own rule for root
    if status().network == "namespace":
        command = ("unshare", "--user", "--map-current-user", "--net", "--", *command)
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={
            **{name: value for name, value in os.environ.items() if name.upper() in _KEPT},
            **dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder)),
        },
        cwd=folder,
        start_new_session=os.name != "nt",
    )
    try:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    finally:
        processes.end(process.pid)
        process.wait()
    data = out.read_bytes() if out.is_file() else b""
    if not data.startswith(b"%PDF-"):
        raise NoPaperError
    return data


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
