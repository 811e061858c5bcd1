"""A class on paper, and as a zip of pages that need no server."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

from flask.testing import FlaskClient

from tests.web.conftest import Pages, sb3, visible
from worker.store.views import AssignmentView


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "link", "iframe"}
        self.found += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


def class_with_work(pages: Pages, dance: AssignmentView) -> None:
    store, cast = pages.cast.store, pages.cast
    store.people.add_students(cast.saturday.id, ["<i>Maly", "ស្រីណា"])
    store.submissions.hand_in(cast.sokha.id, dance.id, sb3("great"), "a.sb3")
    store.submissions.hand_in(cast.dara.id, dance.id, b"%PDF-1.7 no project", "b.pdf")
    pages.grade()


def test_everybody_stands_on_the_sheet_with_a_word(pages: Pages, channary: FlaskClient, dance: AssignmentView) -> None:
    class_with_work(pages, dance)
    answer = channary.get(f"/mentor/class/{pages.cast.saturday.id}/sheet")
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", answer.get_data(as_text=True), re.DOTALL)
    assert len(rows) == 4
    said = {name: next(visible(row) for row in rows if name in row) for name in ("Sokha", "Dara", "Maly")}
    assert "Great" in said["Sokha"]
    assert "does not open" in said["Dara"]
    assert "<i>Maly" not in answer.get_data(as_text=True)
    assert "Great" not in said["Maly"]


def test_the_archive_opens_without_a_server(pages: Pages, channary: FlaskClient, dance: AssignmentView) -> None:
    class_with_work(pages, dance)
    answer = channary.get(f"/mentor/class/{pages.cast.saturday.id}/archive.zip")
    packed = zipfile.ZipFile(io.BytesIO(answer.data))
    names = set(packed.namelist())
    assert all(re.fullmatch(r"[\w./-]+", name, re.ASCII) for name in names)
    for name in names:
        text = packed.read(name).decode()
        links = _Links()
        links.feed(text)
        targets = [link for link in links.found if not link.startswith(("#", "data:"))]
        assert {normpath(join(dirname(name), link.partition("#")[0])) for link in targets} <= names, name
        assert "<i>Maly" not in text
    (work,) = (name for name in names if name.endswith("sokha.html"))
    assert f'href="{work}"' in packed.read("index.html").decode()
    assert "Your loops repeat the dance." in packed.read(work).decode()


def test_a_class_that_is_not_hers_is_not_found(pages: Pages, vanna: FlaskClient) -> None:
    for page in ("sheet", "archive.zip"):
        assert vanna.get(f"/mentor/class/{pages.cast.saturday.id}/{page}").status_code == 404


def test_an_empty_class_has_a_sheet_and_an_archive(pages: Pages, srey: FlaskClient) -> None:
    room = pages.cast.store.people.make_classroom(pages.cast.srey.id, "Empty", "en")
    assert "Nobody is in this class yet." in visible(srey.get(f"/mentor/class/{room.id}/sheet"))
    packed = zipfile.ZipFile(io.BytesIO(srey.get(f"/mentor/class/{room.id}/archive.zip").data))
    assert packed.namelist() == ["index.html"]
