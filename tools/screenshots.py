"""Makes pictures of every page of `kru serve --demo`, to look at: both languages, three widths, light, dark and paper.

    .venv/bin/python tools/screenshots.py FOLDER                      all of them, some minutes
    .venv/bin/python tools/screenshots.py FOLDER --only feedback      pages whose name has this in it
    .venv/bin/python tools/screenshots.py FOLDER --widths 320 --schemes light
    .venv/bin/python tools/screenshots.py --readme                    docs/pictures/feedback.png, and nothing else

The folder must not be the repository. Needs the machine's Chromium and the packages of `./run test`.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from grader.live.browser import status as browser_here
from worker.demo import LOGIN, SETTING
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store.views import AssignmentView, StudentView, Try

HOUSE = Path(__file__).resolve().parent.parent
PICTURE = HOUSE / "docs" / "pictures" / "feedback.png"
MOST_BYTES = 200_000
COLOURS = 128  # flat pages need few
LANGUAGES, WIDTHS, SCHEMES = ("en", "km"), (320, 768, 1280), ("light", "dark", "print")
START_SECONDS, GRADE_SECONDS = 60, 180
Answer = TypeVar("Answer")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Shot:
    """A page: its name, its address, and whose it is: `nobody`, `mentor`, or a nickname."""

    name: str
    path: str
    whose: str = "nobody"


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo that runs."""

    address: str
    store: Store
    password: str
    classroom: int
    invite: str

    def student(self, nickname: str) -> StudentView:
        """By her nickname."""
        return next(one for one in self.store.people.students(self.classroom) if one.nickname == nickname)

    def given(self, rubric: str) -> AssignmentView:
        """The task with that rubric."""
        return next(one for one in self.store.assignments.assignments(self.classroom) if one.rubric_id == rubric)

    def newest(self, nickname: str, rubric: str) -> Try:
        """Her newest try."""
        return self.store.submissions.tries(self.student(nickname).id, self.given(rubric).id)[-1]


def main(words: Sequence[str] | None = None) -> int:
    """Make the pictures that were asked for. 0 when all are made."""
    wanted = _wanted(words)
    folder = wanted.folder.resolve() if wanted.folder else HOUSE
    if not wanted.readme and (folder == HOUSE or HOUSE in folder.parents):
        print("Name a folder outside the repository.", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    with demo() as found, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        if wanted.readme:
            _readme(found, browser)
        else:
            for language in wanted.languages:
                _language(found, browser, language, folder, wanted)
        browser.close()
    return 0


@contextmanager
def demo() -> Iterator[Demo]:
    """`kru serve --demo` in a folder of its own, everything graded, until the end of the block."""
    data = Path(tempfile.mkdtemp(prefix="kru-demo-"))
    log = data.with_suffix(".log")
    command = [sys.executable, "-m", "grader.cli", "serve", "--demo", "--data", str(data), "--port", "0"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(HOUSE), "PYTHONUNBUFFERED": "1"}
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=HOUSE, env=environment)
    try:
        address = _until(lambda: _said(log, r"Kru is here: (\S+)"), process, START_SECONDS)
        _until(lambda: _said(log, r"(Ctrl-C) ends it"), process, START_SECONDS)
        settings = Settings.from_env({}, data=data)
        store = open_store(settings.database_url, settings.files)
        kept = _until(lambda: store.settings.get(SETTING), process, START_SECONDS)
        _until(lambda: not store.gradings.queued(), process, GRADE_SECONDS)
        invite = store.people.make_invite("mentor", club=store.people.clubs()[0].id)
        yield Demo(address, store, kept["password"], kept["classroom"], invite)
        store.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        shutil.rmtree(data, ignore_errors=True)
        log.unlink(missing_ok=True)


def shots(found: Demo) -> tuple[Shot, ...]:
    """Every page, each once."""
    store, game, page = found.store, "m2-w10-catch-game", "m3-w12-first-page"
    maly, room = found.student("Maly"), found.classroom
    feedback = found.newest("Maly", game).submission.id
    site = found.newest("Maly", page).submission.id
    first = store.submissions.tries(maly.id, found.given(game).id)[0].submission.id
    waits, odd, lost = (
        found.newest(who, what).submission.id for who, what in (("Rachana", page), ("Dany", game), ("Kunthea", game))
    )
    picture = next(
        (one.submission.id, name)
        for name in (one.nickname for one in store.people.students(room))
        for one in store.submissions.tries(found.student(name).id, found.given("m1-w01-hello").id)
        if one.submission.kind == "picture"
    )
    goal = store.marks.questions_about(feedback)[0].criterion
    task = found.given(game).id
    mentors = {
        "home": "/mentor/",
        "class": f"/mentor/class/{room}",
        "students": f"/mentor/class/{room}/students",
        "cards": f"/mentor/class/{room}/cards",
        "give": f"/mentor/class/{room}/give",
        "new-class": "/mentor/class/new",
        "new-card": f"/mentor/student/{maly.id}/card",
        "task": f"/mentor/task/{task}",
        "task-website": f"/mentor/task/{found.given(page).id}",
        "task-people": f"/mentor/task/{found.given('w18-showcase').id}",
        "desk": f"/mentor/work/{feedback}",
        "desk-website": f"/mentor/work/{site}",
        "desk-picture": f"/mentor/work/{picture[0]}",
        "desk-unreadable": f"/mentor/work/{odd}",
        "desk-waiting": f"/mentor/work/{waits}",
        "desk-people": f"/mentor/task/{found.given('w18-showcase').id}/student/{maly.id}",
        "inside": f"/mentor/work/{feedback}/inside",
        "inside-website": f"/mentor/work/{site}/inside",
        "rubrics": "/mentor/rubrics",
        "rubric": f"/mentor/rubric/{game}",
        "members": "/mentor/members",
        "account": "/mentor/me",
        "catalogue": "/checks",
        "check": "/checks/scratch.variables",
        "nowhere": "/mentor/nowhere",
    }
    return (
        Shot("sign-in", "/sign-in"),
        Shot("card", f"/c/{maly.code}"),
        Shot("private", "/private"),
        Shot("nowhere", "/nowhere"),
        Shot("work", "/work", "Maly"),
        Shot("feedback", f"/try/{feedback}", "Maly"),
        Shot("feedback-first", f"/try/{first}", "Maly"),
        Shot("feedback-website", f"/try/{site}", "Maly"),
        Shot("feedback-picture", f"/try/{picture[0]}", picture[1]),
        Shot("waiting", f"/try/{waits}", "Rachana"),
        Shot("unreadable", f"/try/{odd}", "Dany"),
        Shot("another-task", f"/try/{lost}", "Kunthea"),
        Shot("ask", f"/try/{feedback}/ask", "Maly"),
        Shot("ask-goal", f"/try/{feedback}/ask?goal={goal}", "Maly"),
        Shot("not-you", "/not-you", "Maly"),
        Shot("mentor-join", f"/mentor/join/{found.invite}"),
        Shot("mentor-sign-in", "/mentor/sign-in"),
        Shot("mentor-forgotten", "/mentor/forgotten"),
        Shot("mentor-used-up", "/mentor/join/used"),
        *(Shot(f"mentor-{name}", path, "mentor") for name, path in mentors.items()),
    )


def sign_in(found: Demo, page: Page, whose: str) -> None:
    """Make the tab that person's."""
    if whose == "mentor":
        page.goto(f"{found.address}/mentor/sign-in")
        page.fill("#login", LOGIN)
        page.fill("#password", found.password)
    elif whose != "nobody":
        page.goto(f"{found.address}/c/{found.student(whose).code}")
    else:
        return
    with page.expect_navigation():
        page.click("main form button")


def _language(found: Demo, browser: Browser, language: str, folder: Path, wanted: argparse.Namespace) -> None:
    chosen = [shot for shot in shots(found) if wanted.only in shot.name]
    for whose in dict.fromkeys(shot.whose for shot in chosen):
        context = browser.new_context()
        page = context.new_page()
        sign_in(found, page, whose)
        page.goto(f"{found.address}/private?lang={language}")
        for shot in (shot for shot in chosen if shot.whose == whose):
            page.goto(f"{found.address}{shot.path}")
            for scheme in wanted.schemes:
                _schemes(page, scheme, folder / f"{shot.name}.{language}", wanted.widths)
            print(f"{shot.name} {language}")
        context.close()


def _schemes(page: Page, scheme: str, name: Path, widths: Sequence[int]) -> None:
    if scheme == "print":
        page.emulate_media(media="print", color_scheme="light")
        page.pdf(path=name.with_name(f"{name.name}.print.pdf"), prefer_css_page_size=True, print_background=True)
        page.set_viewport_size({"width": 703, "height": 1032})  # A4 without its margins
        page.screenshot(path=name.with_name(f"{name.name}.print.png"), full_page=True)
        page.emulate_media(media="screen")
        return
    page.emulate_media(media="screen", color_scheme="dark" if scheme == "dark" else "light")
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=name.with_name(f"{name.name}.{width}.{scheme}.png"), full_page=True)


def _readme(found: Demo, browser: Browser) -> None:
    """The picture of the README: what one page is, at a glance."""
    page = browser.new_page(viewport={"width": 1180, "height": 900})
    sign_in(found, page, "Maly")
    page.goto(f"{found.address}/private?lang=en")
    page.goto(f"{found.address}/try/{found.newest('Maly', 'm2-w10-catch-game').submission.id}")
    drawn = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    packed = io.BytesIO()
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    if packed.tell() > MOST_BYTES:
        raise SystemExit(f"The picture has {packed.tell()} bytes; {MOST_BYTES} is the most.")
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_bytes(packed.getvalue())
    print(f"{PICTURE.relative_to(HOUSE)}: {packed.tell()} bytes")


def _until(ask: Callable[[], Answer | None], process: subprocess.Popen[bytes], seconds: float) -> Answer:
    """What is asked for, once it is there."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("The demo did not come up in time.")
        time.sleep(0.1)
    return answer


def _said(log: Path, pattern: str) -> str | None:
    found = re.search(pattern, log.read_text(encoding="utf-8", errors="replace"))
    return found[1] if found else None


def chromium() -> str:
    """The browser of this machine."""
    found = browser_here().browser
    if found is None:
        sys.exit("There is no Chromium on this machine.")
    return found


def _wanted(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--only", default="", help="pages whose name has this in it")
    parser.add_argument("--languages", nargs="+", default=LANGUAGES, choices=LANGUAGES)
    parser.add_argument("--widths", nargs="+", type=int, default=WIDTHS)
    parser.add_argument("--schemes", nargs="+", default=SCHEMES, choices=SCHEMES)
    parser.add_argument("--readme", action="store_true", help="the README's picture, and nothing else")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
