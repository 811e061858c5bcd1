"""A page at two widths with axe, in a browser that is warm: what one page costs."""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from _measure import Figure

from grader.inputs import Item, read
from grader.live.browser import Browser, can_look
from grader.live.rendering.wanted import Wanted
from grader.upload import UploadError
from grader.website.model import Website
from grader.website.read import read as read_site

AIM = 0.7
ROUNDS = 8
CARD = '<section class="card"><h2>{name}</h2><p>She built a computer. <a href="#top">Read more</a></p></section>'
OURS = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Women</title>'
    "<style>main {{ display: flex; flex-wrap: wrap; gap: 1rem }} .card {{ width: 300px }} p {{ color: #555 }}</style>"
    '<h1 id="top">Women who build</h1><main>{cards}</main></html>'
)


def measure(folder: Path | None) -> Iterator[Figure]:
    """The median over pages; nothing where there is no browser."""
    if not can_look():
        return
    sites = [(name, site) for name, site in _sites(folder) if site.pages]
    seconds: list[float] = []
    slowest = (0.0, "")
    wanted = Wanted(selectors=("main > *",))
    with Browser() as browser:
        begun = time.perf_counter()
        browser.look(sites[0][1], wanted)
        ready = time.perf_counter() - begun
        for name, site in sites if len(sites) > 1 else sites * ROUNDS:
            for page in site.pages[:2]:
                begun = time.perf_counter()
                browser.look(replace(site, pages=(page,)), wanted)
                seconds.append(time.perf_counter() - begun)
                slowest = max(slowest, (seconds[-1], f"{name}/{page.path}"))
    yield Figure("browser ready, and its first page", ready)
    note = f"{len(seconds)} pages, two widths, pictures and axe; worst {slowest[0]:.2f} s, {slowest[1]}"
    yield Figure("a page, median", statistics.median(seconds), aim=AIM, note=note)


def _sites(folder: Path | None) -> Sequence[tuple[str, Website]]:
    cards = "".join(CARD.format(name=name) for name in ("Ada", "Grace", "Katherine", "Sophea", "Radia", "Mary"))
    found = [("a page of our own", read_site({"index.html": OURS.format(cards=cards).encode()}))]
    for path in sorted(folder.iterdir()) if folder else ():
        with contextlib.suppress(UploadError):  # what cannot be read is measured elsewhere
            project = read(Item(path.name, path, "site" if path.is_dir() else "file"))
            if isinstance(project, Website):
                found.append((path.name, project))
    return found
