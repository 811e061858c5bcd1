"""Mentors at their pages: browsers that have signed in, a showcase without files, a small website, a picture."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image

from tests.kit.people import PASSWORD
from tests.web.conftest import Pages, post, use
from worker.store.views import MentorView

HOME = "/mentor/"
SHOWCASE = """\
rubric: 1
id: showcase
version: 1
module: showcase
week: 18
title: {en: Showcase, km: "បង្ហាញ\u200bស្នាដៃ"}
accepts: [nothing]
points: 10
criteria:
  - id: presenting
    title: {en: Presenting, km: "បទបង្ហាញ"}
    points: 10
    scored_by: mentor
    ask: {en: "Can a guest say what it does?", km: "តើ\u200bភ្ញៀវ\u200bយល់\u200bទេ?"}
    levels:
      start: {en: With help from a mentor, km: "ដោយ\u200bមាន\u200bជំនួយ"}
      good: {en: Explains the idea, km: "ពន្យល់\u200bគំនិត"}
      great: {en: Tells a clear story, km: "និទាន\u200bបាន\u200bច្បាស់"}
examples:
  - {file: none, expect: {presenting: waiting}}
"""
PAGE = """\
rubric: 1
id: page
version: 1
module: 3
week: 12
title: {en: First page}
accepts: [website, picture]
points: 4
criteria:
  - id: headings
    title: {en: One main heading}
    points: 4
    check: website.elements
    with: {any_of: [h1]}
    levels: {great: 1}
examples:
  - {file: none, expect: {points: 0}}
"""


def enter(pages: Pages, mentor: MentorView) -> FlaskClient:
    """A browser in which that mentor has signed in."""
    client = pages.client()
    answer = post(client, "/mentor/sign-in", {"login": mentor.login, "password": PASSWORD}, page="/mentor/sign-in")
    assert answer.headers.get("Location") == HOME
    return client


@pytest.fixture
def on_the_shelf(pages: Pages) -> None:
    """The rubric `dance` has a folder that the watch has seen: it can be given."""
    pages.cast.store.settings.set("rubric:dance", {"print": "", "path": "dance", "problem": None})


@pytest.fixture
def channary(pages: Pages) -> FlaskClient:
    """The browser of the mentor of Saturday A."""
    return enter(pages, pages.cast.channary)


@pytest.fixture
def vanna(pages: Pages) -> FlaskClient:
    """The browser of the mentor of Sunday B."""
    return enter(pages, pages.cast.vanna)


@pytest.fixture
def srey(pages: Pages) -> FlaskClient:
    """The browser of the lead."""
    return enter(pages, pages.cast.srey)


def showcase(pages: Pages, folder: Path) -> None:
    """Put a rubric of people alone into use."""
    use(pages.cast.store, folder, "showcase", SHOWCASE)


def website(html: str = "<!doctype html><title>Cats</title><h1>Cats & <b>dogs</b></h1>") -> bytes:
    """A small site, zipped."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("index.html", html)
        archive.writestr("style.css", "h1 { color: teal }\n")
    return data.getvalue()


def photo() -> bytes:
    """A JPEG that says where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of Sokha"
    data = io.BytesIO()
    Image.new("RGB", (32, 24), "teal").save(data, "JPEG", exif=exif)
    return data.getvalue()
