"""A page at two widths, with pictures and axe, in a browser that is already there. The floor is opening the page."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Mapping
from pathlib import Path

from _measure import Figure, arguments, show, typical

from grader.live.browser import Bounds, Browser, status
from grader.live.rendering import processes
from grader.live.rendering.model import Rendering
from grader.live.rendering.wanted import Wanted
from grader.website.read import read

AIM = 0.7  # seconds
LOOKS = 10
PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An inspiring woman</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="style.css"></head><body>
<nav><a href="index.html">Home</a><a href="#more">More</a></nav><main><h1>An inspiring woman</h1>
<p>នាងបានសរសេរ <strong>កូដ</strong> រៀងរាល់ថ្ងៃ។ She kept going when it was hard.</p>
<section class="cards">{cards}</section></main><footer>Made by me</footer></body></html>
"""
CARD = """\
<article class="card"><h2>Chapter {number}</h2><p>She wrote it <em>down</em>.</p><img src="her.svg" alt="Her"></article>
"""
STYLE = """\
body { font-family: "Noto Sans Khmer", sans-serif; color: #222; margin: 0 } nav a { padding: 1em }
main { max-width: 900px; margin: 0 auto } .cards { display: flex; flex-wrap: wrap; gap: 1em }
.card { width: 250px; background: #eef; padding: 1em } .card img { max-width: 100% }
"""
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="teal"/></svg>
"""


def main() -> None:
    """Measure a generated page, and the sites of `--inputs`."""
    words = arguments(__doc__)
    found = status()
    if found.browser is None:
        print(f"rendered: {found.missing}")
        return
    figures: list[Figure] = []
    with Browser(Bounds(page=60, goto=30, picture=30, sites=10**6, recycle=1 << 40)) as browser:
        begin = time.perf_counter()
        browser.look(read({"index.html": b"<p>Hello"}), Wanted(rules=()))
        figures.append(Figure("the first page, browser started", time.perf_counter() - begin))
        figures += measure(browser, "page with 12 cards", site())
        for folder in sorted(path for path in words.inputs.iterdir() if path.is_dir()) if words.inputs else ():
            files = {
                str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
            }
            if any(name.endswith((".html", ".htm")) for name in files):
                figures += measure(browser, folder.name, files)
    show("rendered", figures, words.form)


def measure(browser: Browser, name: str, files: Mapping[str, bytes]) -> list[Figure]:
    """The whole look of a page beside opening it at one width."""
    project = read(files)
    count = max(1, len(project.pages))

    def once(wanted: Wanted) -> float:
        def look() -> Rendering:
            return browser.look(project, wanted)

        return typical(look, seconds=4, least=5, clock=time.perf_counter) / count

    floor = once(Wanted(widths=(360,), rules=(), pictures=False))
    figure = once(Wanted())
    before = worked(browser)
    for _ in range(LOOKS):
        browser.look(project, Wanted())
    # What other programs do to the wait they do not do to this: on a quiet machine the wait is less than the work.
    work = (worked(browser) - before) / LOOKS / count
    note = f"{count} pages, each; {work * 1000:.0f} ms of processor"
    return [Figure(name, figure, floor, "opened at one width", aim=AIM, note=note)]


def worked(browser: Browser) -> float:
    """Seconds of processor that the browser, all it started and this process have used."""
    holder = browser.process()
    ticks = 0
    for number in () if holder is None else (holder, *processes.descendants(holder)):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK") + time.process_time()


def site() -> Mapping[str, bytes]:
    """A page as a good hand-in of week 15 is."""
    cards = "\n".join(CARD.format(number=number) for number in range(12))
    return {
        "index.html": PAGE.format(cards=cards).encode(),
        "style.css": STYLE.encode(),
        "her.svg": PICTURE.encode(),
    }


if __name__ == "__main__":
    main()
