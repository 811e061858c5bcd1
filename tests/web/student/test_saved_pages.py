"""A page saved from a site builder, handed in: taken, refused kindly, or told that its pictures are missing."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from tests.kit import saved
from tests.kit.sb3 import zipped
from tests.web.conftest import Pages, use, visible

WRITTEN = """\
rubric: 1
id: page
version: 1
title: {en: My page, km: "ទំព័រ"}
accepts: [%s]
points: 4
criteria:
  - {id: heads, title: {en: Headings, km: "ចំណងជើង"}, points: 2, check: website.headings, levels: {great: 2}}
  - {id: closed, title: {en: Tags, km: "ស្លាក"}, points: 2, check: website.unclosed-tags}
"""
SMALL = saved.Words(**saved.SMALL)


def said(pages: Pages, sokha: FlaskClient, folder: Path, accepts: str, data: bytes, name: str) -> str:
    use(pages.cast.store, folder, "page", WRITTEN % accepts)
    where = pages.hand_in(sokha, pages.cast.give("page"), data, name)
    pages.grade()
    return visible(sokha.get(where))


def test_a_task_for_written_pages_tells_her_what_to_send(pages: Pages, sokha: FlaskClient, tmp_path: Path) -> None:
    text = said(pages, sokha, tmp_path, "website", saved.wix_mhtml(SMALL), "Lina.mhtml")
    assert "This page was made with Wix." in text
    assert "Send the files you wrote yourself" in text
    assert "Choose another file" in text


def test_a_task_for_builders_takes_it(pages: Pages, sokha: FlaskClient, tmp_path: Path) -> None:
    text = said(pages, sokha, tmp_path, "builder, website", zipped(saved.complete(saved.wix(SMALL))), "Home.zip")
    assert "You did this" in text
    assert "The site builder wrote this part." in text
    assert "came without its pictures" not in text


def test_missing_pictures_are_told_on_her_page(pages: Pages, sokha: FlaskClient, tmp_path: Path) -> None:
    text = said(pages, sokha, tmp_path, "builder", saved.wix(SMALL).encode(), "Home.html")
    assert "Home.html came without its pictures." in text
    assert "Choose “Web page, complete”." in text


def test_a_written_page_in_a_task_for_builders(pages: Pages, sokha: FlaskClient, tmp_path: Path) -> None:
    text = said(pages, sokha, tmp_path, "builder", b"<!doctype html><h1>Hello</h1>", "index.html")
    assert "This is a website." in text
    assert "Choose “Web page, complete”." in text
