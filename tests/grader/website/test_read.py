"""Whatever an editor wrote is read; what is too large is refused with a sentence."""

from __future__ import annotations

import pytest

from grader.upload.limits import UploadError
from grader.website import read as reading
from tests.kit.site import page, site

TEXT = "<!DOCTYPE html>\n<title>Café ខ្មែរ</title>\n<p>x"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_every_usual_encoding_and_line_end(data: bytes, encoding: str) -> None:
    found = page(data)
    assert found.encoding == encoding
    assert found.source == TEXT
    assert found.elements[2].text == "Café ខ្មែរ"


def test_windows_1252_and_a_wrong_charset() -> None:
    latin = "<meta charset=iso-8859-1><p>Café “quoted”".encode("cp1252")
    found = site({"index.html": latin})
    assert found.pages[0].elements[-1].text == "Café “quoted”"
    assert found.notes[0].file == "index.html"
    assert found.notes[0].values["encoding"] == "windows-1252"
    # The page says Latin and is UTF-8: what the bytes are counts.
    assert page("<meta charset=latin1><p>ខ្មែរ").elements[-1].text == "ខ្មែរ"
    assert page(b"<meta charset=utf-8><p>a\xffb").elements[-1].text == "a\ufffdb"


def test_the_first_page_stands_first_and_every_file_is_kept() -> None:
    found = site({"about.html": "<p>1", "index.html": "<p>2", "b/index.html": "<p>3", "a.png": b"x", "s.css": "p{}"})
    assert [one.path for one in found.pages] == ["index.html", "about.html", "b/index.html"]
    assert [one.path for one in found.sheets] == ["s.css"]
    assert set(found.files) == {"about.html", "index.html", "b/index.html", "a.png", "s.css"}


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"<p>" + b"x" * 1_000_000, "page-too-large"),
        (b"<div>" * 600, "page-too-deep"),
        (b"<p " + b" ".join(b"a%d" % n for n in range(300)) + b">", "page-too-many-attributes"),
        (b"<" * 50_001, "page-too-many-signs"),
        (b"&" * 300_001, "page-too-many-signs"),
        (b"<p>" + b"\0" * 10_001, "page-too-many-signs"),
        # html5lib copies what it has of a tag or a comment at each of these signs: quadratic without a limit.
        (b"<" + b"x" * 60_000, "page-part-too-long"),
        (b"<p a=" + b"<" * 49_000 + b"=" * 9_000, "page-part-too-long"),
        (b"<p " + b'"' * 60_000, "page-part-too-long"),
        (b"<!--" + b"-a" * 60_000, "page-part-too-long"),
    ],
)
def test_a_page_past_a_limit_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(UploadError) as refused:
        site({"index.html": data})
    assert refused.value.key == key
    assert refused.value.values["file"] == "index.html"
    assert "{" not in refused.value.sentence


def test_too_many_signs_are_seen_before_the_page_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.website.parse._Parser", None)
    saved = b"<!-- saved from url=(0020)https://example.org/ -->" + b"<" * 1_600_000
    with pytest.raises(UploadError) as refused:
        site({"index.html": saved})
    assert refused.value.sentence.startswith("index.html holds < more than 50000 times.")


@pytest.mark.parametrize("data", [b"<p>" + b"&amp;" * 100_000, b"<!--" + b"- " * 20_000 + b"-->x", b"<p>x" * 40_000])
def test_a_long_page_below_the_limits_is_read(data: bytes) -> None:
    assert site({"index.html": data}).pages[0].elements


def test_a_saved_builder_page_may_be_larger() -> None:
    saved = b"<!-- saved from url=(0020)https://example.org/ --><p>" + b"x " * 600_000
    assert site({"index.html": saved}).pages[0].elements


def test_what_the_parser_trips_over_is_told_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("grader.website.parse._Parser.mainLoop", trip)
    found = site("<p>Hello")
    assert found.notes[0].sentence == reading.CUT_SHORT
