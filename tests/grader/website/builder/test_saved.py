"""Pages that a browser saved from a site builder: recognised, taken apart, with their folder."""

from __future__ import annotations

import pytest

from grader import upload
from grader.upload import UploadError
from grader.website.builder.complete import WITHOUT_PICTURES
from grader.website.builder.recognise import builder_of
from grader.website.model import Website
from tests.kit import saved
from tests.kit.sb3 import zipped
from tests.kit.site import PNG, site

SMALL = saved.Words(**saved.SMALL)


def handed_in(data: bytes, name: str = "") -> Website:
    found = upload.read(data, name)
    assert isinstance(found, Website)
    return found


# Which builder


@pytest.mark.parametrize(
    ("page", "builder"),
    [
        (saved.wix(SMALL), "wix"),
        (saved.google_sites(SMALL), "google-sites"),
        (saved.canva(SMALL), "canva"),
        (saved.wordpress(SMALL), "wordpress"),
        ('<meta name="generator" content="Wix.com Website Builder">', "wix"),
        ("<META CONTENT='WordPress 6.5' NAME=generator>", "wordpress"),
        ('<meta name="generator" content="Weebly">', "other"),
        ("<!-- saved from url=(0029)https://lina.wixsite.com/home -->", "wix"),
        ("<!-- saved from url=(0029)https://lina.wordpress.com/ -->", "wordpress"),
        ("<!-- saved from url=(0020)https://example.org/ -->", "other"),
    ],
)
def test_builders_are_recognised(page: str, builder: str) -> None:
    assert builder_of(page) == builder


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<h1>I like Wix and WordPress</h1>",
        '<meta name="description" content="Wix.com">',
        '<meta name="generator" content="Hugo"><p>Not wix.com',
        '<img src="https://static.wixstatic.com/media/cat.jpg" alt="One picture from there is no site from there">',
        '<a href="https://lina.wixsite.com/home">My other site</a>',
        '<a href="https://sites.google.com/view/club">Our club</a>',
        '<img src="https://club.example/wp-content/uploads/a.png">',
        "<!-- saved from url=(0014)about:internet --><h1>Hello</h1>",
        "<!-- saved from url=(0026)file:///C:/Users/site.html --><h1>Hello</h1>",
        "<!-- saved from url=(0022)http://localhost:8000/ --><h1>Hello</h1>",
        "<!-- saved from url=(0022)http://[broken --><h1>Hello</h1>",
    ],
)
def test_pages_that_somebody_wrote_are_not_taken_for_a_builders(page: str) -> None:
    assert builder_of(page) is None


def test_a_page_is_still_known_when_its_generator_is_gone() -> None:
    page = saved.wix(SMALL, address=None).replace("Wix.com Website Builder", "")
    assert builder_of(page) == "wix"


# Web page, complete


@pytest.mark.parametrize(
    "folder", ["Home_files", "Home-Dateien", "Home_ファイル", "Home_ឯកសារ", "Home.ไฟล์", "Home_fichiers"]
)
def test_the_folder_beside_a_page_belongs_to_it(folder: str) -> None:
    found = handed_in(zipped(saved.complete(saved.wix(SMALL), "Home", folder)), "site.zip")
    assert found.builder == "wix"
    assert [page.path for page in found.pages] == ["Home.html"]  # not the frame in the folder
    assert found.folders == (f"{folder}/",)
    assert found.notes == ()


def test_a_renamed_page_keeps_its_folder() -> None:
    files = saved.complete(saved.wix(SMALL), "Home")
    files["index.html"] = files.pop("Home.html")
    found = handed_in(zipped(files))
    assert [page.path for page in found.pages] == ["index.html"]
    assert found.folders == ("Home_files/",)


def test_a_zipped_folder_with_several_pages() -> None:
    pages = {
        **saved.complete(saved.wix(SMALL), "Home"),
        **saved.complete(saved.wix(SMALL, address=f"{saved.HOME}/bags"), "Bags"),
    }
    found = handed_in(zipped({f"my site/{path}": data for path, data in pages.items()}))
    assert [page.path for page in found.pages] == ["Bags.html", "Home.html"]
    assert found.addresses == {"Bags.html": f"{saved.HOME}/bags", "Home.html": saved.HOME}


def test_folders_of_a_page_that_somebody_wrote_hold_pages_too() -> None:
    written = '<h1>Hi</h1><a href="./my_files/more.html">More</a><img src="./my_files/a.png" alt="A">'
    found = site({"index.html": written, "my_files/more.html": "<p>More", "my_files/a.png": PNG})
    assert found.builder is None
    assert [page.path for page in found.pages] == ["index.html", "my_files/more.html"]


# Without its pictures


def test_a_page_without_its_folder_is_told() -> None:
    found = handed_in(saved.wix(SMALL).encode(), "Home.html")
    assert [note.sentence for note in found.notes] == [WITHOUT_PICTURES]
    only_html = handed_in(saved.wix(SMALL, name=None).encode(), "Home.html")
    assert [note.sentence for note in only_html.notes] == [WITHOUT_PICTURES]


def test_a_page_without_any_picture_lacks_none() -> None:
    page = '<meta name="generator" content="Wix.com"><h1>Hi</h1><img src="data:image/gif;base64,R0lGODlhAQABAA==">'
    assert handed_in(page.encode()).notes == ()
    assert site({"index.html": '<h1>Hi</h1><img src="cat.png" alt="Cat">'}).notes == ()


# One file


def test_a_page_in_one_file_becomes_the_page_and_its_folder() -> None:
    found = handed_in(saved.wix_mhtml(SMALL), "Lina.mhtml")
    assert found.builder == "wix"
    assert upload.kind(found) == "builder"
    assert sorted(found.files) == [
        "Lina.html",
        "Lina_files/IMG_2041.jpg",
        "Lina_files/icon.png",
        "Lina_files/shop.png",
    ]
    assert found.files["Lina_files/shop.png"] == PNG
    assert found.addresses == {"Lina.html": saved.HOME}
    assert found.notes == ()
    assert 'src="./Lina_files/shop.png"' in found.pages[0].source
    assert f'href="{saved.HOME}/bags"' in found.pages[0].source


def test_the_name_does_not_matter() -> None:
    assert [page.path for page in handed_in(saved.wix_mhtml(SMALL)).pages] == ["index.html"]
    assert [page.path for page in handed_in(saved.wix_mhtml(SMALL), "Home.html").pages] == ["Home.html"]
    zip_of_two = zipped({"a.mhtml": saved.wix_mhtml(SMALL), "b.html": saved.wix_mhtml(SMALL)})
    assert [page.path for page in handed_in(zip_of_two).pages] == ["a.html", "b.html"]


def test_style_sheets_in_one_file_are_used() -> None:
    page = '<html><head><link rel="stylesheet" href="cid:css-77aa@mhtml.blink"></head><body><h1>Hi</h1></body></html>'
    found = handed_in(saved.mhtml(page, styles="h1 { color: #ff0000 }"), "a.mhtml")
    assert [sheet.source for sheet in found.sheets] == ["h1 { color: #ff0000 }"]
    assert f'href="./a_files/{found.sheets[0].path.removeprefix("a_files/")}"' in found.pages[0].source


def test_khmer_survives_one_file() -> None:
    words = saved.Words(headings=("ស្វាគមន៍",), title="សួស្តី", lang="km", **saved.SMALL)
    found = handed_in(saved.wix_mhtml(words), "ទំព័រ.mhtml")
    assert found.pages[0].path == "ទំព័រ.html"
    assert "ស្វាគមន៍" in found.pages[0].source


def test_a_page_of_nobody_in_one_file_is_a_saved_page() -> None:
    found = handed_in(saved.mhtml("<h1>Mine</h1>", address="file:///C:/Users/site/index.html"), "a.mht")
    assert found.builder == "other"
    assert found.addresses == {}


def headed(body: bytes, boundary: bytes = b"x") -> bytes:
    head = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="
    return head + boundary + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    "data",
    [
        headed(b""),
        headed(b"--x\r\nContent-Type: image/png\r\n\r\nabc\r\n--x--\r\n"),
        headed(b"--x\r\nContent-Type: text/html\r\n\r\n  \r\n--x--\r\n"),
        headed(b"--x--\r\n--x\r\nContent-Type: text/html\r\n\r\n<h1>Behind the end</h1>"),
        headed(b"--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" * 50),
        headed(b"--y\r\nContent-Type: text/html\r\n\r\n<h1>Hi</h1>"),
        headed(b"--x" * 500_000),
    ],
)
def test_no_page_in_the_file(data: bytes) -> None:
    with pytest.raises(UploadError) as caught:
        handed_in(data, "a.mhtml")
    assert caught.value.key == "saved-page-empty"


@pytest.mark.parametrize(
    "data",
    [
        headed(b"--x\nContent-Type: text/html\n\n<h1>Hello</h1>"),  # cut off, line feeds alone
        headed(
            b"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPGgxPkhlbGxvPC9oMT4=\r\n--x--"
        ),
        headed(b"--x\r\nContent-Type: text/html; charset=nonsense\r\n\r\n<h1>Hello</h1>\r\n--x--"),
        headed(
            b"--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\nContent-Type: text/html\r\n\r\n"
            b"<h1>Hello</h1>\r\n--y--\r\n--x--\r\n"
        ),
        headed(b"--x\r\nContent-Type: text/html\r\n\r\n<h1>Hello</h1>\r\n--xy\r\n--x--"),
        headed(b"--x y\r\nContent-Type: text/html\r\n\r\n<h1>Hello</h1>\r\n--x y--\r\n", b'"x y"'),
    ],
)
def test_unusual_ways_to_write_one_file(data: bytes) -> None:
    assert "<h1>Hello</h1>" in handed_in(data, "a.mhtml").pages[0].source


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(UploadError) as caught:
        handed_in(headed(b"--x\r\nContent-Type: text/css\r\n\r\na{}\r\n" * 2_001), "a.mhtml")
    assert caught.value.key == "zip-too-many"


def test_two_parts_with_one_name_are_two_files() -> None:
    files = {"https://a.example/1/cat.png": PNG, "https://a.example/2/cat.png": PNG + b"2"}
    page = "".join(f'<img src="{where}" alt="">' for where in files)
    found = handed_in(saved.mhtml(page, files=files), "a.mhtml")
    assert sorted(found.files) == ["a.html", "a_files/2-cat.png", "a_files/cat.png"]
    assert 'src="./a_files/2-cat.png"' in found.pages[0].source


# Limits


def test_a_page_of_a_builder_may_have_five_megabytes() -> None:
    assert handed_in(saved.wix(saved.Words(size=4_900_000)).encode()).builder == "wix"
    with pytest.raises(UploadError) as caught:
        handed_in(saved.wix(saved.Words(size=5_100_000)).encode())
    assert (caught.value.key, caught.value.values["limit"]) == ("page-too-large", 5)
    with pytest.raises(UploadError) as caught:
        handed_in(saved.mhtml(saved.wix(saved.Words(size=5_100_000))))
    assert caught.value.key == "page-too-large"


def test_a_page_in_one_file_too_deep_is_refused_as_any_page() -> None:
    with pytest.raises(UploadError) as caught:
        handed_in(saved.mhtml("<div>" * 2_000))
    assert caught.value.key == "page-too-deep"
