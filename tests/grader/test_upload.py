from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader import upload
from grader.language import say
from grader.scratch.model import ScratchProject
from grader.upload import SENTENCES, Limits, Picture, UploadError
from grader.upload.recognise import kind_of
from grader.website.model import Website
from tests.kit import sb3 as kit

PAGE = b"<!DOCTYPE html><html lang='en'><head><title>Lina</title></head><body><h1>Hello</h1></body></html>"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f0003860180"
    "5a349f4c0000000049454e44ae426082"
)


def key_of(data: bytes, name: str = "", limits: Limits = upload.STANDARD) -> str:
    """The key of the sentence that these bytes get."""
    with pytest.raises(UploadError) as caught:
        upload.read(data, name, limits)
    return caught.value.key


def cat(data: bytes, name: str = "") -> ScratchProject:
    project = upload.read(data, name)
    assert isinstance(project, ScratchProject)
    return project


def site(data: bytes, name: str = "") -> Website:
    project = upload.read(data, name)
    assert isinstance(project, Website)
    return project


# Scratch


@pytest.mark.parametrize("name", ["game.sb3", "game.sb3.zip", "game.zip", "game", "game.docx", "", "ហ្គេម.sb3"])
def test_a_project_is_known_by_its_bytes(name: str) -> None:
    project = cat(kit.sb3(), name)
    assert upload.kind(project) == "sb3"
    assert [target.name for target in project.targets] == ["Stage", "Cat"]


def test_a_project_one_folder_down() -> None:
    assert cat(kit.sb3(folder="my game/")).sprites
    assert not cat(kit.sb3(folder="my game/")).notes


def test_a_project_zipped_again_by_a_mac() -> None:
    value = kit.as_json(kit.project(kit.target("Cat")))
    files = {
        "game/": b"",
        "game/.DS_Store": b"\x00",
        "__MACOSX/game/._project.json": b"\x00\x05\x16\x07",
        "game/project.json": value,
        "__MACOSX/._game": b"",
        "game/" + "0" * 32 + ".svg": b"<svg/>",
    }
    assert cat(kit.zipped(files)).sprites[0].name == "Cat"


def test_a_bare_project_json() -> None:
    assert cat(kit.cat([kit.FLAG]), "project.json").sprites[0].scripts


def test_missing_pictures_are_noted_and_nothing_more() -> None:
    project = cat(kit.zipped({"project.json": kit.cat([kit.FLAG])}))
    assert [(note.key, note.values) for note in project.notes] == [("files-missing", {"count": 1})]


def test_a_project_beside_a_page_deeper_down_is_a_project() -> None:
    files = {"project.json": kit.cat(), "help/index.html": PAGE}
    assert upload.kind(upload.read(kit.zipped(files))) == "sb3"


def test_a_page_beside_a_project_deeper_down_is_a_site() -> None:
    assert upload.kind(upload.read(kit.zipped({"index.html": PAGE, "data/project.json": b"{}"}))) == "website"


def test_a_site_may_have_a_project_json_of_another_tool() -> None:
    assert upload.kind(upload.read(kit.zipped({"project.json": b'{"name": "site"}', "index.html": PAGE}))) == "website"


# Websites


def test_a_site_in_a_zip() -> None:
    found = site(kit.zipped({"index.html": PAGE, "css/style.css": b"h1 { color: purple }", "a.png": PNG}))
    assert upload.kind(found) == "website"
    assert sorted(found.files) == ["a.png", "css/style.css", "index.html"]


@pytest.mark.parametrize("folder", ["site/", "a/b/c/", "./site/"])
def test_a_site_inside_folders(folder: str) -> None:
    found = site(kit.zipped({folder + "index.html": PAGE, folder + "img/a.png": PNG, "__MACOSX/._site": b"x"}))
    assert sorted(found.files) == ["img/a.png", "index.html"]


def test_two_folders_stay_two_folders() -> None:
    found = site(kit.zipped({"one/index.html": PAGE, "two/index.html": PAGE}))
    assert sorted(found.files) == ["one/index.html", "two/index.html"]


@pytest.mark.parametrize(
    ("name", "path"),
    [("about.html", "about.html"), ("", "index.html"), ("page.txt", "index.html"), ("../../etc/x.html", "x.html"),
     ("C:\\me\\start.htm", "start.htm"), ("a\x00.html", "index.html")],
)  # fmt: skip
def test_one_page_alone(name: str, path: str) -> None:
    assert list(site(PAGE, name).files) == [path]


@pytest.mark.parametrize(
    "page",
    [b"<h1>Hello</h1>", b"  \n<!-- mine -->\n<html><body>x</body></html>",
     b"\xef\xbb\xbf" + PAGE, PAGE.decode().encode("utf-16"),
     b"<?xml version='1.0'?><!DOCTYPE html><html></html>", b"Hello <b>world</b>"],
)  # fmt: skip
def test_pages_of_every_kind(page: bytes) -> None:
    assert upload.kind(upload.read(page)) == "website"


def test_a_page_saved_in_one_file_is_a_page() -> None:
    data = (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/html\r\n\r\n" + PAGE + b"\r\n--x--\r\n"
    )
    found = site(data, "home.mhtml")
    assert [page.path for page in found.pages] == ["home.html"]
    assert upload.kind(found) == "builder"


# Everything else: one sentence


def zip_of(*names: str) -> bytes:
    return kit.zipped(dict.fromkeys(names, b"x"))


SENTENCE_OF = {
    "saved-page-empty": [b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--"],
    "empty": [b"", b"\x00" * 4_000, b" \r\n\n"],
    "scratch-1": [b"ScratchV02\x00\x00"],
    "scratch-2": [
        kit.zipped({"project.json": b'{"objName": "Stage", "children": []}'}),
        b'{"objName": "Stage", "children": []}',
    ],
    "one-sprite": [
        kit.zipped({"sprite.json": b"{}", "a.svg": b""}),
        json.dumps({"isStage": False, "name": "Cat", "costumes": [], "blocks": {}}).encode(),
    ],
    "not-scratch": [b"[1, 2]", b'{"a": 1}', kit.zipped({"project.json": b'{"a": 1}'})],
    "json-broken": [b'{"targets": [', kit.zipped({"project.json": b"{"})],
    "json-deep": [b'{"a": ' + b"[" * 250 + b"]" * 250 + b"}", b"[" * 250 + b"]" * 250],
    "packaged": [
        b"<!DOCTYPE html><html><!-- Created with https://packager.turbowarp.org/ --><body>project.json</body></html>",
        kit.zipped({"index.html": b"<html><script>/* htmlifier */ load('project.json')</script></html>"}),
    ],
    "zip-empty": [b"PK\x05\x06" + bytes(18), zip_of("folder/", "__MACOSX/x", ".DS_Store")],
    "zip-nothing": [zip_of("notes.txt"), zip_of("deep/er/still/project.json")],
    "zip-holds-project": [zip_of("week 3/game.sb3"), zip_of("a.sb3", "b.sb3")],
    "zip-in-zip": [zip_of("site.zip"), zip_of("x.rar")],
    "word": [zip_of("[Content_Types].xml", "word/document.xml")],
    "powerpoint": [zip_of("[Content_Types].xml", "ppt/presentation.xml")],
    "excel": [zip_of("[Content_Types].xml", "xl/workbook.xml")],
    "office": [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
        b"{\\rtf1 hello}",
        zip_of("mimetype", "META-INF/manifest.xml", "content.xml"),
        zip_of("[Content_Types].xml"),
    ],
    "pdf": [b"%PDF-1.7\n%\xe2\xe3", b"\n\n%PDF-1.4 text"],
    "web-link": [
        b"[InternetShortcut]\r\nURL=https://scratch.mit.edu/projects/1\r\n",
        b"https://scratch.mit.edu/projects/1\n",
        b"  www.example.org ",
        b"<?xml version='1.0'?><plist><dict><key>URL</key><string>https://x</string></dict></plist>",
        b"[Desktop Entry]\nType=Link\nURL=https://x",
        b"bplist00\xd1\x01\x02SURL",
    ],
    "web-archive": [b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource"],
    "style-sheet": [b"h1 { color: red; }", b"/* mine */ body {\n margin: 0 }"],
    "other-archive": [
        b"Rar!\x1a\x07\x00",
        b"7z\xbc\xaf\x27\x1c\x00",
        b"\x1f\x8b\x08\x00",
        b"\x00" * 257 + b"ustar" + bytes(250),
    ],
    "picture-kind": [
        *(b"GIF89a" + bytes(20), b"BM" + bytes(60), b"<svg xmlns='http://www.w3.org/2000/svg'></svg>"),
        *(b"<?xml version='1.0'?>\n<svg></svg>", b"II*\x00" + bytes(20), b"\x00\x00\x00\x20ftypavif"),
    ],
    "picture-damaged": [PNG[:40], b"\xff\xd8\xff\xe0\x00\x10JFIF", b"RIFF\xff\x00\x00\x00WEBPVP8 ", PNG[:8] + b"IEND"],
    "video": [b"\x00\x00\x00\x20ftypisom", b"\x1aE\xdf\xa3\x01", b"RIFF\x00\x00\x00\x00AVI "],
    "sound": [b"ID3\x03\x00", b"RIFF\x24\x00\x00\x00WAVEfmt ", b"OggS\x00", b"\x00\x00\x00\x20ftypM4A "],
    "program": [b"MZ\x90\x00\x03", b"\x7fELF\x02"],
    "text": [b"my homework", "ឆ្មារបស់ខ្ញុំ".encode(), b"print('hello')"],
    "unknown": [b"\x01\x02\x03\x04", bytes(range(256)), b"SQLite format 3\x00"],
}


@pytest.mark.parametrize(("key", "data"), [(key, data) for key, datas in SENTENCE_OF.items() for data in datas])
def test_what_is_no_project_gets_its_sentence(key: str, data: bytes) -> None:
    assert key_of(data, "game.sb3" if key != "picture-damaged" else "photo.png") == key


@pytest.mark.parametrize("piece", [b"<!--a-->", b"<?xml a>", b"a{/*a*/", b"<!doctype svg a>"])
def test_what_comes_many_times_is_looked_at_one_time(piece: bytes) -> None:
    """A search that tries every way to part them never comes back; pytest's own limit would tell."""
    assert kind_of(piece * 2_000) == "text"
    assert kind_of(piece * 20 + b"<html>") in {"html", "text"}


def test_a_picture_called_like_a_project_was_renamed() -> None:
    assert key_of(PNG, "game.sb3") == "picture-renamed"
    assert key_of(PNG, "index.HTML") == "picture-renamed"
    assert upload.read(PNG, "photo.png") == Picture("png", 1, 1)
    assert upload.read(PNG) == Picture("png", 1, 1)


def test_a_file_that_is_cut_off() -> None:
    whole = kit.sb3()
    for length in (2, 3, 4, 25, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        assert key_of(whole[:length], "game.sb3") == "cut-off", length


# Limits


def test_the_upload_itself() -> None:
    assert key_of(b"x" * 11, limits=Limits(upload=10)) == "too-large"


def test_project_json() -> None:
    limits = Limits(project_json=2_000)
    large = kit.project(kit.target("Cat", lists={"l": ["names", ["x" * 3_000]]}))
    assert key_of(kit.sb3(large), limits=limits) == "project-too-large"
    assert key_of(kit.as_json(large), limits=limits) == "project-too-large"


def test_json_depth_may_be_lowered() -> None:
    assert key_of(kit.sb3(), limits=Limits(json_depth=3)) == "json-deep"


def test_a_page() -> None:
    page = PAGE + b"<p>" + b"x" * 1_000_000
    assert key_of(page, "index.html") == "page-too-large"
    assert key_of(kit.zipped({"index.html": page})) == "page-too-large"
    saved = b"<!-- saved from url=(0020)https://x.wixsite.com/me -->" + page
    assert isinstance(upload.read(saved, "index.html"), Website)
    assert key_of(saved + b"x" * 4_000_001, "index.html") == "page-too-large"
    assert key_of(kit.zipped({"index.html": saved + b"x" * 4_000_001})) == "page-too-large"


def test_a_page_of_too_many_levels() -> None:
    assert key_of(b"<html><body>" + b"<div>" * 600, "index.html") == "page-too-deep"


# The sentences themselves


def test_every_sentence_says_its_values_in_both_languages() -> None:
    values = {"file": "a.html", "limit": 5, "line": 7, "count": 2, "sign": "<"}
    for sentence in (*SENTENCES.values(), *upload.NOTES.values()):
        assert "{" not in say(sentence, "en", **values)
        khmer = say(sentence, "km", **values)
        assert "{" not in khmer
        assert khmer != say(sentence, "en", **values), sentence
        assert "\u200b" in khmer, sentence


def test_every_sentence_is_short() -> None:
    for sentence in (*SENTENCES.values(), *upload.NOTES.values()):
        for part in (
            sentence.replace("scratch.mit.edu", "scratch").replace(".sb3", "sb3").replace(".html", "html").split(". ")
        ):
            assert len(part.split()) <= 12, part


def test_an_error_says_its_sentence_and_crosses_processes() -> None:
    import pickle

    error = UploadError("page-too-large", {"file": "a.html", "limit": 1})
    assert error.sentence.startswith("a.html is larger than 1 MB.")
    assert str(error) == error.sentence
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (again.key, again.values) == (error.key, error.values)


# Any bytes at all


STARTS = [
    b"",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"{",
    b"<html>",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"RIFF1234WEBP",
    b"%PDF",
    b"ScratchV",
]


@given(st.sampled_from(STARTS), st.binary(max_size=300), st.text(max_size=10))
@example(b"RIFF\x00\x00\x00\x00WEBP", b"", "")
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_project_or_get_a_sentence(start: bytes, rest: bytes, name: str) -> None:
    attempt(start + rest, name)


WHOLE = [
    kit.sb3(),
    kit.zipped({"index.html": PAGE, "style.css": b"p { color: red }"}),
    PNG,
    PAGE,
    kit.cat([kit.FLAG, kit.move()]),
]


@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=6),
    st.integers(0, 9_000),
)
@settings(max_examples=300, deadline=None)
def test_damaged_files_are_a_project_or_get_a_sentence(whole: bytes, flips: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(whole)
    for place, value in flips:
        data[place % len(data)] = value
    attempt(bytes(data[:cut]) if cut < len(data) else bytes(data), "work")


def attempt(data: bytes, name: str) -> None:
    try:
        project = upload.read(data, name)
    except UploadError as error:
        assert error.sentence == SENTENCES[error.key].format(**error.values)  # noqa: PT017 - both ways out are right
    else:
        assert upload.kind(project) in {"sb3", "website", "builder", "picture"}


@pytest.mark.samples
def test_every_file_of_the_samples(samples: Path) -> None:
    for path in sorted(one for one in samples.rglob("*") if one.is_file()):
        attempt(path.read_bytes(), path.name)
