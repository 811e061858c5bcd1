"""What is a row: the rule for files and folders, and what is left out and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.inputs import Item, collect, read
from grader.scratch.model import ScratchProject
from grader.upload import UploadError
from grader.website.model import Website

PAGE = "<!doctype html><title>Hi</title><h1>Hi</h1>"


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(parents=True)
        else:
            path.write_text(PAGE if name.endswith("html") else "x", encoding="utf-8")
    return folder


def names(*paths: str) -> list[str]:
    return [item.name for item in collect(paths).items]


def test_a_folder_with_a_page_in_it_is_one_website(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "site/index.html", "site/css/style.css", "site/photo.png")
    monkeypatch.chdir(tmp_path)
    assert collect(["site"]).items == (Item("site", Path("site"), "site"),)
    assert names("site/") == ["site"]


def test_in_any_other_folder_each_file_and_each_folder_is_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "class/b.sb3", "class/a.zip", "class/Sokha/index.HTM", "class/maly/site/index.html", "class/c")
    monkeypatch.chdir(tmp_path)
    assert names("class") == ["class/Sokha", "class/a.zip", "class/b.sb3", "class/c", "class/maly/site"]


def test_an_empty_folder_is_a_row_of_its_own(tmp_path: Path) -> None:
    make(tmp_path, "dara/", "sokha/.DS_Store")
    items = collect([str(tmp_path)]).items
    assert [item.name for item in items] == [f"{tmp_path}/dara", f"{tmp_path}/sokha"]
    for item in items:
        with pytest.raises(UploadError) as trouble:
            read(item)
        assert trouble.value.key == "empty"


def test_what_computers_and_mentors_leave_behind_is_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(
        tmp_path, ".hidden", "._cat.sb3", "Thumbs.db", "__MACOSX/cat.sb3", "~$list.docx", "names.csv", "README.md",
        "project.json", "cat.sb3",
    )  # fmt: skip
    monkeypatch.chdir(tmp_path)
    found = collect(["."])
    assert [item.name for item in found.items] == ["./cat.sb3", "./project.json"]
    assert found.left_out == ("./README.md", "./names.csv")


def test_a_file_named_by_hand_is_a_row_whatever_it_is(tmp_path: Path) -> None:
    make(tmp_path, "names.csv")
    path = str(tmp_path / "names.csv")
    assert names(path, path) == [path]


def test_a_path_where_nothing_is_gets_its_sentence(tmp_path: Path) -> None:
    [item] = collect([str(tmp_path / "nobody.sb3")]).items
    assert item.kind == "missing"
    with pytest.raises(UploadError) as trouble:
        read(item)
    assert trouble.value.key == "no-file"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "class/cat.sb3", "secret/index.html")
    (tmp_path / "class" / "round").symlink_to(tmp_path / "class")
    (tmp_path / "class" / "out.html").symlink_to(tmp_path / "secret" / "index.html")
    assert names(str(tmp_path / "class")) == [f"{tmp_path}/class/cat.sb3"]


def test_a_site_is_read_with_the_files_below_it(tmp_path: Path) -> None:
    make(tmp_path, "site/index.html", "site/css/style.css", "site/.git/config")
    site = read(Item("site", tmp_path / "site", "site"))
    assert isinstance(site, Website)
    assert sorted(site.files) == ["css/style.css", "index.html"]


def test_a_site_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from grader import upload

    make(tmp_path, "index.html", "a.css", "b.css")
    monkeypatch.setattr(upload, "Limits", lambda: upload.limits.Limits(entries=2))
    with pytest.raises(UploadError) as trouble:
        read(Item("site", tmp_path, "site"))
    assert trouble.value.key == "zip-too-many"
    monkeypatch.setattr(upload, "Limits", lambda: upload.limits.Limits(unpacked=20))
    with pytest.raises(UploadError) as trouble:
        read(Item("site", tmp_path, "site"))
    assert trouble.value.key == "too-large"


def test_a_project_as_text_is_a_project(tmp_path: Path) -> None:
    text = tmp_path / "cat.blocks"
    text.write_text('sprite "Cat"\nwhen green flag clicked\nmove (10) steps\n', encoding="utf-8")
    project = read(Item("cat.blocks", text, "file"))
    assert isinstance(project, ScratchProject)
    assert [block.opcode for block in project.targets[1].scripts[0].blocks] == [
        "event_whenflagclicked",
        "motion_movesteps",
    ]


@pytest.mark.parametrize(
    ("written", "key", "values"),
    [(b'sprite "Cat"\n\nmvoe about', "text-broken", {"line": 3}), (b"\xff\xfea\x00", "text-bytes", {})],
)
def test_a_text_that_is_no_project_says_where(tmp_path: Path, written: bytes, key: str, values: dict[str, int]) -> None:
    text = tmp_path / "cat.blocks"
    text.write_bytes(written)
    with pytest.raises(UploadError) as caught:
        read(Item("cat.blocks", text, "file"))
    assert (caught.value.key, caught.value.values) == (key, values)
