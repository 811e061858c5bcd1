"""A rubric with goals that a browser answers, and websites for it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.kit.people import Cast
from tests.worker.conftest import keep_rubric
from worker.store.views import AssignmentView

RENDERED = """\
rubric: 1
id: {name}
version: 1
title: {{en: Fits a phone, km: សម\u200bនឹង\u200bទូរសព្ទ}}
accepts: [website]
points: 6
criteria:
  - id: title
    title: {{en: It has a title, km: ចំណងជើង}}
    points: 2
    page: h1
    levels: {{great: 1}}
  - id: fits
    title: {{en: It fits, km: ល្មម}}
    points: 2
    check: live.no-sideways-scroll
  - id: row
    title: {{en: A row, km: ជួរ}}
    points: 2
    check: live.side-by-side
    with: {{selector: ".card"}}
    levels: {{great: 2}}
"""
CARDS = '<main style="display: flex"><p class="card">One</p><p class="card">Two</p></main>'
ROW = f"<!doctype html><title>Cats</title><h1>Cats</h1>{CARDS}"
WIDE = ROW.replace("display: flex", "display: flex; width: 700px")


def rendered_rubric(cast: Cast, root: Path, name: str = "rendered") -> AssignmentView:
    """That rubric, in use and given to the class."""
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "rubric.yaml").write_text(RENDERED.format(name=name), "utf-8")
    keep_rubric(cast.store, folder)
    return cast.give(name)


def site(*pages: str) -> bytes:
    """A zip of these pages; the first is `index.html`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for number, page in enumerate(pages):
            zipped.writestr("index.html" if number == 0 else f"page{number}.html", page)
    return out.getvalue()
