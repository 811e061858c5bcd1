"""Whatever a page does: it ends, it is told, the next one is seen, and nothing leaves the browser."""

from __future__ import annotations

import os
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from grader.live.browser import Bounds, Browser
from grader.live.rendering import processes
from grader.live.rendering.model import PageSeen
from grader.live.rendering.wanted import Wanted
from grader.website.read import read
from tests.grader.live.rendering.hostile import WITH_SCRIPTS, WITHOUT_SCRIPTS

pytestmark = pytest.mark.browser

# Without a network of its own: so that what is seen here is the wall of the browser, which every machine has.
BOUNDS = Bounds(namespace=False, page=12, goto=4, picture=10, leave=10)
FRIENDLY = {"index.html": b"<!doctype html><title>Cats</title><h1>My cats</h1><p>They sleep.</p>"}
QUICK = Wanted(widths=(360,), rules=())


class Listening:
    """A server of this machine that counts who knocks."""

    def __init__(self) -> None:
        self.knocks: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                knock, address = self._socket.accept()
            except OSError:
                return
            self.knocks.append(str(address))
            knock.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture(scope="module")
def listening() -> Iterator[Listening]:
    found = Listening()
    yield found
    found.close()


@pytest.fixture(scope="module")
def looking() -> Iterator[Browser]:
    with Browser(BOUNDS) as found:
        yield found


def page(browser: Browser, html: str, wanted: Wanted = QUICK) -> PageSeen:
    return browser.look(read({"index.html": html.encode()}), wanted).pages[0]


def is_friendly(browser: Browser) -> bool:
    [seen] = browser.look(read(FRIENDLY), QUICK).pages
    return seen.cut is None and seen.views[0].shows == 2


@pytest.mark.parametrize("scripts", [False, True], ids=["quiet", "scripts"])
@pytest.mark.parametrize("name", WITH_SCRIPTS)
def test_a_page_with_scripts(looking: Browser, listening: Listening, name: str, scripts: bool) -> None:  # noqa: FBT001
    before = len(listening.knocks)
    html = f"<!doctype html><body><p>Hello</p>{WITH_SCRIPTS[name].replace('{port}', str(listening.port))}"
    seen = page(looking, html, Wanted(widths=(360,), rules=(), scripts=scripts))
    if not scripts:
        assert seen.cut is None
        assert seen.views[0].shows >= 1
        assert (seen.popups, seen.dialogs) == (0, 0)
    assert listening.knocks[before:] == []
    assert is_friendly(looking)


@pytest.mark.parametrize("name", WITHOUT_SCRIPTS)
def test_a_page_without_scripts(looking: Browser, listening: Listening, name: str) -> None:
    before = len(listening.knocks)
    html = WITHOUT_SCRIPTS[name].replace("{port}", str(listening.port)).replace("{{", "{").replace("}}", "}")
    seen = page(looking, f"<!doctype html><body><p>Hello</p>{html}", Wanted(widths=(360, 1280)))
    assert seen.cut is None
    assert len(seen.views) == 2
    assert all(view.picture for view in seen.views)
    assert listening.knocks[before:] == []
    assert is_friendly(looking)


def test_the_socket_would_hear_a_knock(listening: Listening) -> None:
    before = len(listening.knocks)
    with socket.create_connection(("127.0.0.1", listening.port)) as knock:
        assert knock.recv(1) == b""
    assert len(listening.knocks) == before + 1


def test_what_it_tried_is_told(looking: Browser) -> None:
    busy = page(looking, "<script>while(true){}</script>", Wanted(widths=(360,), rules=(), scripts=True))
    assert busy.cut == "time"
    away = page(
        looking, "<meta http-equiv=refresh content='0;url=http://kru.example/'><img src='http://a.example/b.png'>"
    )
    assert away.moved >= 1
    assert away.refused == ("http://a.example/b.png",)
    assert page(looking, "<img src=cat.png>").missing == ("cat.png",)
    dialogs = page(looking, "<script>for(let i=0;i<50;i++)alert(i)</script>", Wanted(rules=(), scripts=True))
    assert dialogs.dialogs == 5
    said = page(looking, "<script>console.log('meow');nothing()</script>", Wanted(rules=(), scripts=True)).said
    assert said[0] == "meow"
    assert "nothing is not defined" in said[1]


def test_scripts_run_where_the_rubric_asks_and_nowhere_else(looking: Browser) -> None:
    html = "<script>document.body.innerHTML='<p>one</p><p>two</p>'</script>"
    wanted = Wanted(widths=(360,), rules=(), selectors=("p",))
    assert page(looking, f"<body>{html}", wanted).views[0].matched["p"] == ()
    run = page(looking, f"<body>{html}", Wanted(widths=(360,), rules=(), selectors=("p",), scripts=True))
    assert [found.part.text for found in run.views[0].matched["p"]] == ["one", "two"]


def test_a_high_page_gives_a_picture_of_its_top(looking: Browser) -> None:
    from io import BytesIO

    from PIL import Image

    seen = page(looking, WITHOUT_SCRIPTS["5,000,000 pixels high"], Wanted(widths=(360,), rules=()))
    with Image.open(BytesIO(seen.views[0].picture or b"")) as picture:
        assert picture.size == (360, 4000)
    assert seen.views[0].height > 4_000_000


def test_a_browser_that_was_killed_is_made_anew(looking: Browser) -> None:
    assert is_friendly(looking)
    holder = looking.process()
    assert holder is not None
    killed = [number for number in processes.descendants(holder) if "chrom" in _name(number)]
    assert killed
    for number in killed:
        os.kill(number, signal.SIGKILL)
    assert is_friendly(looking)
    assert looking.process() != holder


def test_the_process_that_holds_the_browser_may_die_too(looking: Browser) -> None:
    assert is_friendly(looking)
    holder = looking.process()
    assert holder is not None
    os.kill(holder, signal.SIGKILL)
    assert is_friendly(looking)


def _still_run(started: Sequence[int]) -> list[int]:
    """Those that still run when a busy system has had its time to end what was told to end."""
    until = time.monotonic() + 20
    while (left := [number for number in started if _runs(number)]) and time.monotonic() < until:
        time.sleep(0.05)
    return left


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders: list[Path] = []
    make = tempfile.mkdtemp
    monkeypatch.setattr(tempfile, "mkdtemp", lambda **how: folders.append(Path(make(**how))) or str(folders[-1]))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # longer than the path of a socket may be
    with Browser(BOUNDS) as browser:
        assert is_friendly(browser)
        holder = browser.process()
        assert holder is not None
        started = (holder, *processes.descendants(holder))
        assert len(started) > 3
    assert _still_run(started) == []
    assert len(folders) == 1
    assert not folders[0].exists()


def test_it_ends_when_whoever_asks_is_gone() -> None:
    with Browser(BOUNDS) as browser:
        assert is_friendly(browser)
        child = browser._child
        assert child is not None
        assert child.process.stdin is not None
        started = processes.descendants(child.process.pid)
        child.process.stdin.close()
        assert child.process.wait(30) == 0
        assert _still_run(started) == []


def test_after_so_many_sites_there_is_a_new_browser() -> None:
    with Browser(Bounds(sites=2)) as browser:
        assert is_friendly(browser)
        first = browser.process()
        assert is_friendly(browser)
        assert browser.process() == first
        assert is_friendly(browser)
        assert browser.process() != first


def test_a_browser_that_holds_too_much_is_let_go() -> None:
    with Browser(Bounds(recycle=1)) as browser:
        assert is_friendly(browser)
        first = browser.process()
        assert is_friendly(browser)
        assert browser.process() != first


def test_most_pages_of_a_site() -> None:
    site = read({f"{number}.html": b"<p>one" for number in range(4)})
    with Browser(Bounds(pages=2)) as browser:
        seen = browser.look(site, QUICK)
    assert [one.file for one in seen.pages] == ["0.html", "1.html"]
    assert seen.left_out == ("2.html", "3.html")


def _name(process: int) -> str:
    return Path(f"/proc/{process}/comm").read_text("utf-8") if _runs(process) else ""


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
