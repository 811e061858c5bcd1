"""The files of a website, to be shown: the same paths that its places name."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from grader.inputs import Item, site_files
from grader.upload import read
from grader.upload import site_files as in_bytes
from grader.website.model import Website
from tests.kit import saved
from tests.kit.site import PNG

PAGE = b"<!doctype html><title>Cats</title><p>Cats</p>"


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return held.getvalue()


def same_as_read(data: bytes, name: str) -> None:
    site = read(data, name)
    assert isinstance(site, Website)
    assert dict(in_bytes(data, name)) == dict(site.files)


def test_the_paths_are_those_of_the_engine() -> None:
    same_as_read(zipped(**{"my__index.html": PAGE, "my__cat.png": PNG}), "my.zip")
    same_as_read(PAGE, "first.html")
    same_as_read(PAGE, "photo.txt")
    same_as_read(saved.wix_mhtml(saved.Words(**saved.SMALL)), "Home.mhtml")  # type: ignore[arg-type]


def test_what_is_no_website_has_no_files() -> None:
    assert in_bytes(PNG, "cat.png") == {}
    assert in_bytes(b"%PDF-1.7", "plan.pdf") == {}
    assert in_bytes(zipped(**{"project.json": b"{}"}), "cat.sb3") == {}


def test_a_row_has_its_files_and_trouble_is_no_files(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "img").mkdir(parents=True)
    (site / "index.html").write_bytes(PAGE)
    (site / "img" / "cat.png").write_bytes(PNG)
    assert sorted(site_files(Item("site", site, "site"))) == ["img/cat.png", "index.html"]
    page = site / "index.html"
    assert list(site_files(Item("index.html", page, "file"))) == ["index.html"]
    assert site_files(Item("gone.html", site / "gone.html", "missing")) == {}
    assert site_files(Item("gone.html", site / "gone.html", "file")) == {}
    broken = tmp_path / "broken.zip"
    broken.write_bytes(zipped(**{"index.html": PAGE})[:40])
    assert site_files(Item("broken.zip", broken, "file")) == {}
