"""The process beside Kru that holds the browser: told on stdin what to look at, tells on stdout what it saw.

JSON, a line each. It may hang or die with the page it shows; whoever started it keeps the time and ends it. In come
`{"file", "host", "mark", "policy", "wanted"}` and the answers to its own `{"need": path}`. Out go `{"ready"}` or
`{"lost"}`, `{"phase"}`, `{"seen"}`, and `{"left"}` once it is rid of the page. After one that it calls cut it ends.
"""

from __future__ import annotations

import base64
import json
import os
import queue
import re
import shutil
import sys
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from grader.live.rendering import processes

HERE: Final = Path(__file__).parent
MOST_HEIGHT: Final = 4_000
HEIGHTS: Final = ((600, 640), (1_000_000, 800))  # of the window, by its width
MOST_NOTED: Final = 50
MOST_FRAMES: Final = 8
FRAMES: Final = re.compile(rb"<(i?frame|embed|object)\b", re.IGNORECASE)
WORLD: Final = "kru"
LAUNCH: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--mute-audio",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=128",
)


class Talk:
    """Lines to and from whoever started this process."""

    def __init__(self) -> None:
        # What libraries print must not get between the lines.
        self._out = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
        self._in: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._gone = threading.Event()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        # A file of its own: Python locks its `sys.stdin` when it ends, and this thread still reads then.
        with os.fdopen(os.dup(0), "rb") as lines:
            for line in lines:
                self._in.put(json.loads(line))
        self._gone.set()
        # Nobody is there any more: the browser may hang, so nothing here waits for it.
        processes.end(os.getpid(), itself=False)
        if Path.cwd().name.startswith("kru-"):  # the folder that was made for it
            shutil.rmtree(Path.cwd(), ignore_errors=True)
        os._exit(0)

    def end(self) -> None:
        """Where nobody is there any more, let the listener end this process: its folder goes first."""
        if self._gone.is_set():
            self._listener.join()

    def hear(self) -> dict[str, Any]:
        """The next line."""
        return self._in.get()

    def tell(self, **what: Any) -> None:
        """One line."""
        self._out.write(json.dumps(what).encode() + b"\n")
        self._out.flush()


class Tab:
    """A window of the browser, and what the page in it may load and has tried."""

    def __init__(self, talk: Talk, browser: Any, axe: str, *, scripts: bool) -> None:
        self._talk, self._axe, self.scripts = talk, axe, scripts
        self.tried = Tried()
        self._context = new_context(browser)
        if scripts:
            self._context.add_init_script(path=HERE / "guard.js")
        self._context.route("**/*", self._route)
        self._context.route_web_socket("**/*", self._socket)
        self._page = self._context.new_page()
        self._context.on("page", self._popup)
        self._page.on("dialog", self._dialog)
        self._page.on("console", lambda message: note(self.tried.said, message.text))
        self._page.on("pageerror", lambda error: note(self.tried.said, str(error)))
        self._world = World(self._context, self._page)
        self._told: dict[str, Any] = {}

    def see(self, told: dict[str, Any]) -> dict[str, Any]:
        """Open a page and look at every width."""
        self._told, self.tried = told, Tried()
        wanted = told["wanted"]
        rules = wanted["rules"] if self._axe else ()
        if rules:
            self._world.bring(self._axe)
        self._page.set_viewport_size(window(wanted["widths"][0]))
        self._talk.tell(phase="goto")
        self._page.goto(self._address(), wait_until="load", timeout=wanted["goto"] * 1000)
        self._talk.tell(phase="look")
        self._world.enter()
        views = []
        for number, width in enumerate(wanted["widths"]):
            if number:
                self._page.set_viewport_size(window(width))
            views.append(self._view(wanted))
        axe = self._world.call("look_with_axe", "lookWithAxe", rules=rules, mark=told["mark"]) if rules else None
        return {"file": told["file"], "views": views, "axe": axe}

    def _view(self, wanted: dict[str, Any]) -> dict[str, Any]:
        self._world.call("settle", "settle")
        view: dict[str, Any] = self._world.call(
            "probe",
            "probe",
            mark=self._told["mark"],
            selectors=wanted["selectors"],
            properties=wanted["properties"],
        )
        if wanted["pictures"]:
            self._talk.tell(phase="picture")
            view["picture"] = self._world.picture(view["width"], min(max(1, view["height"]), MOST_HEIGHT))
            self._talk.tell(phase="look")
        return view

    def leave(self) -> None:
        """Let go of the page."""
        if self.scripts:
            self._context.close()
        else:
            # Nothing of a page without scripts is kept, so the next one may have the same window.
            self._page.goto("about:blank", timeout=2000)

    def _address(self) -> str:
        return f"http://{self._told['host']}/{quote(self._told['file'])}"

    def _route(self, route: Any) -> None:
        """Answer a request from memory, or refuse it."""
        request = route.request
        inner = False
        if request.is_navigation_request():
            inner = self._is_inner(request)
            if inner and self._too_many_frames():
                route.fulfill(status=200, content_type="text/html", body="<p>")  # the page waits for its frames
                return
            if not inner and not self._may_go(request):
                route.fulfill(status=204)  # unlike a refusal this leaves the page as it is
                return
        address = urlsplit(request.url)
        if address.scheme != "http" or address.netloc != self._told["host"]:
            note(self.tried.refused, request.url)
            route.abort("blockedbyclient")
            return
        path = unquote(address.path)
        self._talk.tell(need=path)
        answer = self._talk.hear()
        if answer["type"] is None:
            note(self.tried.missing, path.lstrip("/"))
            route.fulfill(status=404, content_type="text/plain", body="")
            return
        headers = {"Content-Type": answer["type"], "X-Content-Type-Options": "nosniff"}
        if not self.scripts:
            headers["Content-Security-Policy"] = self._told["policy"]
        body = base64.b64decode(answer["body"])
        if inner:
            body = FRAMES.sub(rb"<x-\1", body)  # frames in frames grow without end
        route.fulfill(status=200, headers=headers, body=body)

    @staticmethod
    def _is_inner(request: Any) -> bool:
        try:
            return request.frame.parent_frame is not None
        except Exception:  # noqa: BLE001 - the frame of a window that is only now opening
            return False

    def _too_many_frames(self) -> bool:
        self.tried.frames += 1
        return self.tried.frames > MOST_FRAMES

    def _may_go(self, request: Any) -> bool:
        if self.tried.arrived or request.url != self._address():
            self.tried.moved += 1
            return False
        self.tried.arrived = True
        return True

    def _socket(self, socket: Any) -> None:
        note(self.tried.refused, socket.url)
        socket.close()

    def _popup(self, page: Any) -> None:
        self.tried.popups += 1
        page.close()

    def _dialog(self, dialog: Any) -> None:
        self.tried.dialogs += 1
        dialog.dismiss()


@dataclass(slots=True)
class Tried:
    """What a page did beside being looked at."""

    refused: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    moved: int = 0
    popups: int = 0
    dialogs: int = 0
    frames: int = 0
    arrived: bool = False

    def plain(self) -> dict[str, Any]:
        """As it is told."""
        return {name: getattr(self, name) for name in ("refused", "missing", "said", "moved", "popups", "dialogs")}


class World:
    """JavaScript of ours in a page, where the page's own scripts reach nothing of it."""

    def __init__(self, context: Any, page: Any) -> None:
        self._session = context.new_cdp_session(page)
        self._frame: str = self._session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self._context = 0
        self._brought = False

    def bring(self, program: str) -> None:
        """Run a program in this world of every page from now on. Sent once: axe is large."""
        if not self._brought:
            self._brought = True
            self._session.send("Page.enable")
            self._session.send("Page.addScriptToEvaluateOnNewDocument", {"source": program, "worldName": WORLD})

    def enter(self) -> None:
        """Find the world of the page that is there now."""
        made = self._session.send("Page.createIsolatedWorld", {"frameId": self._frame, "worldName": WORLD})
        self._context = made["executionContextId"]

    def call(self, file: str, function: str, **asked: Any) -> Any:
        """Call a function of one of the files beside this one."""
        program = f"(() => {{ {script(file)}\nreturn {function}({json.dumps(asked)}); }})()"
        answer = self._session.send(
            "Runtime.evaluate",
            {"expression": program, "contextId": self._context, "returnByValue": True, "awaitPromise": True},
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise RuntimeError(str(details.get("exception", {}).get("description") or details.get("text")))
        return answer["result"].get("value")

    def picture(self, width: int, height: int) -> str:
        """A PNG of the top of the page, in base64."""
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        taken = self._session.send(
            "Page.captureScreenshot",
            {"format": "png", "clip": clip, "captureBeyondViewport": True, "optimizeForSpeed": True},
        )
        return str(taken["data"])


@cache
def script(name: str) -> str:
    """One of the files beside this one."""
    return (HERE / f"{name}.js").read_text(encoding="utf-8")


def note(notes: list[str], text: str) -> None:
    """Keep it, unless there are many already or it is one of them."""
    text = text[:200]
    if len(notes) < MOST_NOTED and text not in notes:
        notes.append(text)


def window(width: int) -> dict[str, int]:
    """A window of that width."""
    return {"width": width, "height": next(height for most, height in HEIGHTS if width < most)}


def main() -> None:
    """Start the browser, then look at what comes, until nobody asks any more."""
    talk = Talk()
    try:
        _look(talk)
    finally:
        talk.end()


def _look(talk: Talk) -> None:
    start = talk.hear()
    from playwright.sync_api import Error, sync_playwright
    from playwright.sync_api import TimeoutError as TooLongError

    axe = Path(start["axe"]).read_text(encoding="utf-8") if start["axe"] else ""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=start["browser"], args=list(LAUNCH), chromium_sandbox=not root, handle_sigint=False
            )
        except Error as trouble:
            talk.tell(lost=str(trouble)[:2000])
            return
        talk.tell(ready=browser.version)
        quiet: Tab | None = None
        while True:
            told = talk.hear()
            scripts = bool(told["wanted"]["scripts"])
            tab = None
            seen: dict[str, Any]
            try:
                tab = (
                    Tab(talk, browser, axe, scripts=True)
                    if scripts
                    else quiet or Tab(talk, browser, axe, scripts=False)
                )
                seen = tab.see(told)
            except TooLongError:
                seen = {"file": told["file"], "cut": "time"}
            except (Error, RuntimeError) as trouble:
                sys.stderr.write(f"{trouble}\n")
                seen = {"file": told["file"], "cut": "crash"}
            talk.tell(seen={**seen, **(tab.tried.plain() if tab else {})})
            if tab is None or "cut" in seen:
                return  # whoever started this makes a new one
            tab.leave()
            quiet = quiet if scripts else tab
            talk.tell(left=True)


def new_context(browser: Any) -> Any:
    """A browser as nobody has used it."""
    return browser.new_context(
        viewport=window(360),
        service_workers="block",
        accept_downloads=False,
        permissions=[],
        locale="en-US",
        timezone_id="UTC",
        reduced_motion="reduce",
    )


if __name__ == "__main__":
    main()
